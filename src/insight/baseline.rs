//! Baselines: pay as you go, and each single offer alone.

use serde::Serialize;

use super::{InsightError, percent};
use crate::book::{Amount, AtZero, Kind, PriceBook, Purchase, Term};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::plan::{Allowed, Effort, Planned, plan};
use crate::unit::Money;
use crate::wallet::{Automatic, ReplayError, replay};

/// A way of buying that a saving is measured against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Baseline {
    /// Which way.
    pub kind: BaselineKind,
    /// The offer's id; of a ladder, the whole ladder's.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Months of a plan's term.
    pub term_months: Option<u32>,
    /// What the usage costs this way; `None` when this way alone cannot cover it.
    pub cost: Option<Money>,
    /// What the recommended purchase plan saves. Below 0 only for what is bought automatically, which is not bound to
    /// the starts of months.
    pub saving: Option<Money>,
    /// The saving in percent of the baseline, one place.
    pub saving_percent: Option<Decimal>,
}

/// The kinds of baselines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BaselineKind {
    /// Everything charged after use.
    PayAsYouGo,
    /// One offer, or one plan in its best volumes, and nothing else.
    OfferAlone,
    /// One plan by the month, with what the vendor buys or charges by itself when credits run out.
    Automatic,
}

/// Every baseline the book has, pay as you go first, then the offers in the book's order.
///
/// A baseline's own cheapest timing is taken: packs alone are bought when they are needed, a plan alone is not
/// paid for in months without use. Where that could not be proved its lower bound counts, so that no saving is
/// overstated.
///
/// # Errors
///
/// [`InsightError`] when numbers are too large.
pub fn baselines(book: &PriceBook, metering: &Metering, cost: Money) -> Result<Vec<Baseline>, InsightError> {
    let mut baselines = Baselines { book, metering, cost, found: Vec::new() };
    let as_you_go: Vec<usize> = of_kind(book, |kind| matches!(kind, Kind::PayAsYouGo(_))).collect();
    if let Some(first) = as_you_go.first() {
        let allowed = Allowed { offers: Some(as_you_go.clone()), terms: Some(Vec::new()), first: None };
        baselines.planned(BaselineKind::PayAsYouGo, *first, None, &allowed)?;
    }
    for (index, offer) in book.offers().iter().enumerate() {
        match &offer.kind {
            Kind::Pack { .. } | Kind::TopUp(_) => {
                let allowed = Allowed { offers: Some(vec![index]), terms: Some(Vec::new()), first: None };
                baselines.planned(BaselineKind::OfferAlone, index, None, &allowed)?;
            }
            Kind::Plan(plan) if offer.family == index => {
                for term in family_terms(book, index) {
                    let rungs = book.family(index).map(|rung| (rung, term)).collect();
                    let allowed = Allowed { offers: Some(Vec::new()), terms: Some(rungs), first: None };
                    baselines.planned(BaselineKind::OfferAlone, index, Some(term), &allowed)?;
                }
                if matches!(plan.at_zero, AtZero::Refill(_) | AtZero::Upgrade { .. } | AtZero::Carry) {
                    baselines.automatic(index)?;
                }
            }
            _ => {}
        }
    }
    Ok(baselines.found)
}

fn of_kind(book: &PriceBook, wanted: impl Fn(&Kind) -> bool) -> impl Iterator<Item = usize> {
    let all = book.offers().iter().enumerate();
    all.filter(move |(_, offer)| wanted(&offer.kind)).map(|(index, _)| index)
}

/// Terms by which some plan of a family is sold, shortest first.
pub(super) fn family_terms(book: &PriceBook, plan: usize) -> Vec<Term> {
    let mut terms: Vec<Term> =
        book.family(plan).filter_map(|rung| book.offer(rung)).flat_map(|offer| offer.terms()).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

struct Baselines<'b> {
    book: &'b PriceBook,
    metering: &'b Metering,
    cost: Money,
    found: Vec<Baseline>,
}

impl Baselines<'_> {
    /// What the offers allowed cost in their best timing, at least.
    fn planned(
        &mut self,
        kind: BaselineKind,
        offer: usize,
        term: Option<Term>,
        allowed: &Allowed,
    ) -> Result<(), InsightError> {
        let alone = match plan(self.book, self.metering, allowed, Effort::QUICK)? {
            Planned::Found(found) => Some(found.lower_bound.max(self.cost)),
            Planned::Impossible { .. } | Planned::RanOut { .. } => None,
        };
        self.add(kind, offer, term, alone)
    }

    /// What a plan costs by the month when nothing but it is bought by hand.
    fn automatic(&mut self, offer: usize) -> Result<(), InsightError> {
        let Some(term) = family_terms(self.book, offer).first().copied() else { return Ok(()) };
        let length = usize::try_from(term.months()).unwrap_or(1).max(1);
        let starts = (0..self.metering.months.len()).step_by(length);
        let purchases: Vec<Purchase> =
            starts.map(|month| Purchase { month, offer, amount: Amount::Term(term) }).collect();
        let alone = match replay(self.book, self.metering, &purchases, Automatic::On) {
            Ok(statement)
                if statement.blocked().is_none() && statement.owed.iter().all(|owed| owed.is_zero()) =>
            {
                Some(statement.cost()?)
            }
            Ok(_) | Err(ReplayError::NotOffered { .. } | ReplayError::NotAllowed { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        self.add(BaselineKind::Automatic, offer, Some(term), alone)
    }

    fn add(
        &mut self,
        kind: BaselineKind,
        offer: usize,
        term: Option<Term>,
        alone: Option<Money>,
    ) -> Result<(), InsightError> {
        let Some(offer) = self.book.offer(offer) else { return Ok(()) };
        let saving = alone.map(|alone| alone.checked_sub(self.cost)).transpose()?;
        let saving_percent = match (alone, saving) {
            (Some(alone), Some(saving)) => Some(percent(saving, alone, 1)?),
            _ => None,
        };
        self.found.push(Baseline {
            kind,
            offer: offer.family_id.clone(),
            name: offer.family_name.clone(),
            term_months: term.map(Term::months),
            cost: alone,
            saving,
            saving_percent,
        });
        Ok(())
    }
}
