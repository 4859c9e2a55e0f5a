//! Ways of buying: each single offer alone, and pay as you go.

use super::InsightError;
use super::baseline::BaselineKind;
use crate::book::{Amount, AtZero, Kind, PriceBook, Purchase, Term};
use crate::meter::Metering;
use crate::plan::{Allowed, BuildError, Effort, Found, Planned, Planning, plan};
use crate::unit::Money;
use crate::wallet::{Automatic, ReplayError, replay};

/// What something costs at least or at most; `Never` where it is not to be had for any money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Price {
    /// So much.
    Of(Money),
    /// More than any money.
    Never,
}

impl Price {
    /// The money, where there is any that is enough.
    pub fn money(self) -> Option<Money> {
        match self {
            Price::Of(money) => Some(money),
            Price::Never => None,
        }
    }
}

/// What is known of the least cost of some usage: it is not below `lower` and not above `upper`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cost {
    /// Nothing costs less.
    pub lower: Price,
    /// This is enough.
    pub upper: Price,
}

impl Cost {
    /// Nothing is known of it.
    pub const UNKNOWN: Cost = Cost { lower: Price::Of(Money::ZERO), upper: Price::Never };

    /// Exactly this.
    pub fn exactly(price: Price) -> Cost {
        Cost { lower: price, upper: price }
    }

    /// What is known of a purchase plan.
    pub fn found(found: &Found) -> Cost {
        Cost { lower: Price::Of(found.lower_bound), upper: Price::Of(found.cost) }
    }

    /// What the planner's answer says.
    pub fn of(planned: &Planned) -> Cost {
        match planned {
            Planned::Found(found) => Cost::found(found),
            Planned::Impossible { .. } => Cost::exactly(Price::Never),
            Planned::RanOut { .. } => Cost::UNKNOWN,
        }
    }

    /// Whether the least cost is known.
    pub fn is_proved(self) -> bool {
        self.lower >= self.upper
    }
}

/// A way of buying with one offer, or with everything charged after use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    /// Which kind of way.
    pub kind: BaselineKind,
    /// Index of the offer; the first one of several that charge after use, and of a ladder.
    pub offer: usize,
    /// The term of a plan.
    pub term: Option<Term>,
}

impl Way {
    /// Every way the book has, pay as you go first, then the offers in the book's order.
    pub fn all(book: &PriceBook) -> Vec<Way> {
        let as_you_go = charged(book).next();
        let first = as_you_go.map(|offer| Way { kind: BaselineKind::PayAsYouGo, offer, term: None });
        let mut ways: Vec<Way> = first.into_iter().collect();
        for (offer, found) in book.offers().iter().enumerate() {
            let alone = |term| Way { kind: BaselineKind::OfferAlone, offer, term };
            match &found.kind {
                Kind::Pack { .. } | Kind::TopUp(_) => ways.push(alone(None)),
                Kind::Plan(plan) if found.family == offer => {
                    let terms = family_terms(book, offer);
                    let shortest = terms.first().copied();
                    ways.extend(terms.into_iter().map(|term| alone(Some(term))));
                    if matches!(plan.at_zero, AtZero::Refill(_) | AtZero::Upgrade { .. } | AtZero::Carry) {
                        let automatic = BaselineKind::Automatic;
                        ways.extend(shortest.map(|term| Way { kind: automatic, offer, term: Some(term) }));
                    }
                }
                _ => {}
            }
        }
        ways
    }

    /// What may be bought this way.
    pub fn allowed(&self, book: &PriceBook) -> Allowed {
        let (offers, terms) = match (self.kind, self.term) {
            (BaselineKind::PayAsYouGo, _) => (charged(book).collect(), Vec::new()),
            (_, None) => (vec![self.offer], Vec::new()),
            (_, Some(term)) => (Vec::new(), book.family(self.offer).map(|rung| (rung, term)).collect()),
        };
        Allowed { offers: Some(offers), terms: Some(terms), first: None }
    }

    /// What usage costs this way at best: a way's own cheapest timing is taken, so that packs are bought when they are
    /// needed and a plan is not paid for in months without use. What is bought automatically has no timing.
    ///
    /// # Errors
    ///
    /// [`InsightError`] when numbers are too large.
    pub fn cost(&self, book: &PriceBook, metering: &Metering) -> Result<Cost, InsightError> {
        match (self.kind, self.term) {
            (BaselineKind::Automatic, Some(term)) => self.automatic(book, metering, term),
            _ => Ok(Cost::of(&self.plan(book, metering)?)),
        }
    }

    /// The planning of a way that is planned, its work still to be done; `None` for what is bought automatically.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when numbers are too large.
    pub fn planning(&self, book: &PriceBook, metering: &Metering) -> Result<Option<Planning>, BuildError> {
        if self.kind == BaselineKind::Automatic {
            return Ok(None);
        }
        Planning::new(book, metering, &self.allowed(book), Effort::QUICK).map(Some)
    }

    /// The cheapest purchase plan of a way that is planned.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when numbers are too large.
    pub fn plan(&self, book: &PriceBook, metering: &Metering) -> Result<Planned, BuildError> {
        plan(book, metering, &self.allowed(book), Effort::QUICK)
    }

    /// What a plan costs by the month when nothing but it is bought by hand.
    fn automatic(&self, book: &PriceBook, metering: &Metering, term: Term) -> Result<Cost, InsightError> {
        let length = usize::try_from(term.months()).unwrap_or(1).max(1);
        let starts = (0..metering.months.len()).step_by(length);
        let purchases: Vec<Purchase> =
            starts.map(|month| Purchase { month, offer: self.offer, amount: Amount::Term(term) }).collect();
        match replay(book, metering, &purchases, Automatic::On) {
            Ok(statement)
                if statement.blocked().is_none() && statement.owed.iter().all(|owed| owed.is_zero()) =>
            {
                Ok(Cost::exactly(Price::Of(statement.cost()?)))
            }
            Ok(_) | Err(ReplayError::NotOffered { .. } | ReplayError::NotAllowed { .. }) => {
                Ok(Cost::exactly(Price::Never))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Everything that is charged after use without a plan.
fn charged(book: &PriceBook) -> impl Iterator<Item = usize> {
    let all = book.offers().iter().enumerate();
    all.filter(|(_, offer)| matches!(offer.kind, Kind::PayAsYouGo(_))).map(|(index, _)| index)
}

/// Terms by which some plan of a family is sold, shortest first.
pub(super) fn family_terms(book: &PriceBook, plan: usize) -> Vec<Term> {
    let mut terms: Vec<Term> =
        book.family(plan).filter_map(|rung| book.offer(rung)).flat_map(|offer| offer.terms()).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}
