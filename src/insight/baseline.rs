//! Baselines: pay as you go, and each single offer alone.

use serde::Serialize;

use super::{InsightError, percent};
use crate::book::{Kind, PriceBook, Term};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::plan::{Allowed, Effort, Planned, plan};
use crate::unit::Money;

/// A way of buying that a saving is measured against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Baseline {
    /// Which way.
    pub kind: BaselineKind,
    /// The offer's id.
    pub offer: String,
    /// The offer's name.
    pub name: String,
    /// Months of a plan's term.
    pub term_months: Option<u32>,
    /// What the usage costs this way; `None` when this way alone cannot cover it.
    pub cost: Option<Money>,
    /// What the recommended purchase plan saves; below 0 never, as it is at most this dear.
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
    /// One offer and nothing else.
    OfferAlone,
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
    let mut baselines = Vec::new();
    let mut add = |kind, index: usize, term: Option<Term>, allowed: Allowed| -> Result<(), InsightError> {
        let Some(offer) = book.offer(index) else { return Ok(()) };
        let alone = match plan(book, metering, &allowed, Effort::QUICK)? {
            Planned::Found(found) => Some(found.lower_bound.max(cost)),
            Planned::Impossible { .. } | Planned::RanOut { .. } => None,
        };
        let saving = alone.map(|alone| alone.checked_sub(cost)).transpose()?;
        let saving_percent = match (alone, saving) {
            (Some(alone), Some(saving)) => Some(percent(saving, alone, 1)?),
            _ => None,
        };
        baselines.push(Baseline {
            kind,
            offer: offer.id.clone(),
            name: offer.name.clone(),
            term_months: term.map(Term::months),
            cost: alone,
            saving,
            saving_percent,
        });
        Ok(())
    };
    let only = |index: usize| Allowed { offers: Some(vec![index]), terms: Some(Vec::new()) };
    if let Some((index, _)) = book.pay_as_you_go() {
        add(BaselineKind::PayAsYouGo, index, None, only(index))?;
    }
    for (index, offer) in book.offers().iter().enumerate() {
        match &offer.kind {
            Kind::Pack { .. } | Kind::TopUp(_) => add(BaselineKind::OfferAlone, index, None, only(index))?,
            Kind::Plan { .. } => {
                for (term, _) in offer.terms() {
                    let allowed = Allowed { offers: Some(Vec::new()), terms: Some(vec![(index, term)]) };
                    add(BaselineKind::OfferAlone, index, Some(term), allowed)?;
                }
            }
            Kind::Welcome { .. } | Kind::PayAsYouGo(_) => {}
        }
    }
    Ok(baselines)
}
