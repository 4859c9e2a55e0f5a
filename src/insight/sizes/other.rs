//! The next bigger and the next smaller size of what the recommended plan buys.

use serde::Serialize;

use super::{Compared, Recommended};
use crate::book::{Amount, Kind, Measure, Offer, PriceBook, Scope, TopUp};
use crate::insight::InsightError;
use crate::insight::bought::Bought;
use crate::insight::outcome::Best;
use crate::meter::Metering;
use crate::num::{Decimal, Fraction, NumError};
use crate::plan::{Allowed, Effort, Found, plan};
use crate::wallet::ChargeKind;

/// A size credits are sold in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Size {
    /// Id of the pack or top-up.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Credits of one purchase of it, bonuses among them, by credit type.
    pub credits: Vec<Decimal>,
}

/// The cheapest purchase plan with another size instead of one of the recommended plan's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OtherSize {
    /// The recommended size, which is not bought; of a top-up the largest purchase.
    pub size: Size,
    /// The one bought instead, beside the recommended plan's other offers; where those do without it, beside its plans
    /// and add-ons alone or these and pay as you go.
    pub instead: Size,
    /// Whether it is the next bigger one; otherwise the next smaller one.
    pub is_bigger: bool,
    /// What the usage comes to with it; `None`: not yet worked out.
    pub best: Option<Best>,
    /// How often it is bought; 0 where it is cheaper to go without either.
    pub quantity: u32,
    /// Its cost beside the recommended plan's.
    pub compared: Option<Compared>,
    /// Whether both costs are proved, so that the difference is exact: beside the recommended plan's other offers nothing
    /// is cheaper.
    pub proved: bool,
    #[serde(skip)]
    change: Change,
}

/// What is sold instead: indices of offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Another pack.
    Pack { from: usize, to: usize },
    /// So many blocks of a top-up at a time.
    Blocks { offer: usize, blocks: u64 },
}

impl OtherSize {
    /// Every other size to compare, smaller before bigger, in the order of the book's offers.
    pub(super) fn all(book: &PriceBook, found: &Found) -> Result<Vec<OtherSize>, InsightError> {
        let mut sizes = Vec::new();
        for (index, offer) in book.offers().iter().enumerate() {
            let bought = || found.purchases.iter().filter(|purchase| purchase.offer == index);
            match &offer.kind {
                Kind::Pack { .. } if bought().next().is_some() => {
                    let of = |pack: usize| of_pack(book, pack);
                    for (to, is_bigger) in packs_beside(book, index)? {
                        let change = Change::Pack { from: index, to };
                        sizes.push(OtherSize::new((of(index)?, of(to)?), is_bigger, change));
                    }
                }
                Kind::TopUp(top_up) => {
                    let blocks = bought().filter_map(|purchase| match purchase.amount {
                        Amount::Blocks(blocks) => Some(blocks),
                        Amount::Copies(_) | Amount::Term(_) | Amount::AddOn(..) => None,
                    });
                    let Some(blocks) = blocks.max() else { continue };
                    let of = |blocks: u64| of_top_up(book, index, top_up, blocks);
                    for (other, is_bigger) in blocks_beside(top_up, blocks)? {
                        let change = Change::Blocks { offer: index, blocks: other };
                        sizes.push(OtherSize::new((of(blocks)?, of(other)?), is_bigger, change));
                    }
                }
                _ => {}
            }
        }
        Ok(sizes)
    }

    fn new((size, instead): (Size, Size), is_bigger: bool, change: Change) -> OtherSize {
        OtherSize { size, instead, is_bigger, best: None, quantity: 0, compared: None, proved: false, change }
    }

    /// Works it out.
    pub(super) fn work(
        &mut self,
        book: &PriceBook,
        metering: &Metering,
        recommended: &Recommended,
    ) -> Result<(), InsightError> {
        let found = &recommended.found;
        let mut best = None;
        // In the first way in which it is bought at all; the plan's own offers may do without it.
        for beside in [Beside::Own, Beside::Nothing, Beside::Charges] {
            let tried = self.tried(book, metering, &allowed(book, recommended, self.change, beside))?;
            let quantity = self.quantity_in(&tried);
            if quantity > 0 || best.as_ref().is_none_or(|best: &Best| best.cost().is_none()) {
                (self.quantity, self.proved) = (quantity, beside == Beside::Own && tried.is_proved());
                best = Some(tried);
            }
            if quantity > 0 {
                break;
            }
        }
        self.proved &= found.is_proved();
        self.compared =
            best.as_ref().and_then(Best::cost).map(|cost| Compared::new(cost, found.cost)).transpose()?;
        self.best = best;
        Ok(())
    }

    fn tried(&self, book: &PriceBook, metering: &Metering, allowed: &Allowed) -> Result<Best, InsightError> {
        let best = |book: &PriceBook| Best::of(book, metering, &plan(book, metering, allowed, Effort::FULL)?);
        match self.change {
            Change::Pack { .. } => best(book),
            Change::Blocks { offer, blocks } => best(&book.with_top_up_of(offer, blocks)),
        }
    }

    /// How often a plan buys the other size.
    fn quantity_in(&self, best: &Best) -> u32 {
        let Best::Found { outcome, .. } = best else { return 0 };
        let is_it = |bought: &&Bought| {
            bought.offer == self.instead.offer && matches!(bought.kind, ChargeKind::Pack | ChargeKind::TopUp)
        };
        outcome.offers.iter().filter(is_it).map(|bought| bought.quantity).fold(0, u32::saturating_add)
    }
}

/// What is sold beside the other size and the recommended plan's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The recommended plan's other offers.
    Own,
    /// Nothing.
    Nothing,
    /// Pay as you go.
    Charges,
}

fn allowed(book: &PriceBook, recommended: &Recommended, change: Change, beside: Beside) -> Allowed {
    let charges =
        |index: &usize| book.offer(*index).is_some_and(|offer| matches!(offer.kind, Kind::PayAsYouGo(_)));
    let changed = match change {
        Change::Pack { from, .. } => from,
        Change::Blocks { offer, .. } => offer,
    };
    let purchases = &recommended.found.purchases;
    let own = purchases.iter().filter(|purchase| purchase.offer != changed);
    let mut offers: Vec<usize> = match beside {
        Beside::Own => {
            own.map(|purchase| purchase.offer).chain(recommended.charged.iter().copied()).collect()
        }
        Beside::Nothing => Vec::new(),
        Beside::Charges => (0..book.offers().len()).filter(charges).collect(),
    };
    offers.push(match change {
        Change::Pack { to, .. } => to,
        Change::Blocks { offer, .. } => offer,
    });
    let terms = purchases.iter().filter_map(|purchase| match purchase.amount {
        Amount::Term(term) | Amount::AddOn(term, _) => Some((purchase.offer, term)),
        Amount::Copies(_) | Amount::Blocks(_) => None,
    });
    Allowed { offers: Some(offers), terms: Some(terms.collect()), first: None }
}

/// Credits of one copy of a pack, by type.
fn of_pack(book: &PriceBook, pack: usize) -> Result<Size, NumError> {
    let mut credits = vec![Decimal::ZERO; book.credits().len()];
    for grant in book.offer(pack).map(|offer| offer.grants()).unwrap_or_default() {
        let (Measure::Add(more) | Measure::RefillTo { level: more, .. }) = grant.measure;
        if let Some(sum) = credits.get_mut(grant.credit) {
            *sum = sum.checked_add(more)?;
        }
    }
    Ok(size(book, pack, credits))
}

fn of_top_up(book: &PriceBook, offer: usize, top_up: &TopUp, blocks: u64) -> Result<Size, NumError> {
    let mut credits = vec![Decimal::ZERO; book.credits().len()];
    if let Some(sum) = credits.get_mut(top_up.grant.credit) {
        *sum = top_up.credits(blocks)?.checked_add(top_up.bonus(book.step(top_up.grant.credit), blocks)?)?;
    }
    Ok(size(book, offer, credits))
}

fn size(book: &PriceBook, offer: usize, credits: Vec<Decimal>) -> Size {
    let (offer, name) =
        book.offer(offer).map(|offer| (offer.id.clone(), offer.name.clone())).unwrap_or_default();
    Size { offer, name, credits }
}

/// The packs next to one in size, the smaller before the bigger; only packs of credits of the same kinds, sold to the
/// same customers, count.
fn packs_beside(book: &PriceBook, pack: usize) -> Result<Vec<(usize, bool)>, NumError> {
    let own = of_pack(book, pack)?.credits;
    let mut smaller: Option<(Decimal, usize)> = None;
    let mut bigger: Option<(Decimal, usize)> = None;
    for (index, offer) in book.offers().iter().enumerate() {
        let rules = |offer: &Offer| (offer.requires.clone(), offer.limit, offer.limit_per_month);
        let same_rules = book.offer(pack).map(rules) == Some(rules(offer));
        let alike = matches!(offer.kind, Kind::Pack { .. })
            && offer.is_sold
            && same_rules
            && kinds(book, index) == kinds(book, pack);
        if index == pack || !alike {
            continue;
        }
        let other = of_pack(book, index)?.credits;
        let pairs = || own.iter().zip(&other).filter(|(own, other)| !own.is_zero() || !other.is_zero());
        let first = other.iter().copied().find(|credits| !credits.is_zero()).unwrap_or(Decimal::ZERO);
        if pairs().all(|(own, other)| other > own) && bigger.is_none_or(|(least, _)| first < least) {
            bigger = Some((first, index));
        }
        if pairs().all(|(own, other)| other < own) && smaller.is_none_or(|(most, _)| first > most) {
            smaller = Some((first, index));
        }
    }
    let place = |found: Option<(Decimal, usize)>, is_bigger| found.map(|(_, index)| (index, is_bigger));
    Ok(place(smaller, false).into_iter().chain(place(bigger, true)).collect())
}

/// The kinds of credits an offer grants: their types and what they serve.
fn kinds(book: &PriceBook, offer: usize) -> Vec<(usize, Option<&Scope>)> {
    let grants = book.offer(offer).map(|offer| offer.grants()).unwrap_or_default();
    let mut kinds: Vec<(usize, Option<&Scope>)> =
        grants.iter().map(|grant| (grant.credit, grant.scope.as_ref())).collect();
    kinds.sort_by_key(|(credit, scope)| (*credit, scope.map(|scope| scope.features.clone())));
    kinds.dedup();
    kinds
}

/// Blocks of the next smaller and the next bigger purchase of a top-up: half and twice as many, or where a bonus that
/// lies between begins, within the top-up's bounds.
fn blocks_beside(top_up: &TopUp, blocks: u64) -> Result<Vec<(u64, bool)>, NumError> {
    let (mut smaller, mut bigger) = (blocks.div_ceil(2).max(top_up.min_blocks), blocks.saturating_mul(2));
    bigger = top_up.max_blocks.map_or(bigger, |most| bigger.min(most));
    for bonus in &top_up.bonuses {
        let from = Fraction::from(bonus.from).checked_div(top_up.block.into())?.ceil();
        let Ok(from) = u64::try_from(from.numerator()) else { continue };
        if from > blocks && from < bigger {
            bigger = from;
        }
        if from < blocks && from > smaller {
            smaller = from;
        }
    }
    let differs = |(other, _): &(u64, bool)| *other != blocks;
    Ok([(smaller, false), (bigger, true)].into_iter().filter(differs).collect())
}
