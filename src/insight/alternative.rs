//! The best purchase plans that differ from the recommended one in what they buy, and why each lost.

use serde::Serialize;

use super::bought::{Bought, bought, same_offers};
use super::reason::{Reason, reason};
use super::way::family_terms;
use super::{InsightError, percent};
use crate::book::{Amount, PriceBook, Purchase, Term};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::plan::{Allowed, Effort, Found, Planned, plan};
use crate::unit::Money;
use crate::wallet::{Automatic, Statement, replay};

/// Alternatives shown.
const MOST: usize = 3;

/// Another way to buy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Alternative {
    /// What it buys, in the order of the book; charges after use last.
    pub offers: Vec<Bought>,
    /// What it costs.
    pub cost: Money,
    /// How much more than the recommended purchase plan.
    pub difference: Money,
    /// The difference in percent of the recommended plan's cost, one place.
    pub difference_percent: Decimal,
    /// Whether it is proved to be the cheapest with these offers.
    pub proved: bool,
    /// Why it lost: what most of the difference comes from.
    pub why: Reason,
    /// What is bought when, by month.
    #[serde(skip)]
    pub purchases: Vec<Purchase>,
}

/// The three best alternatives. Each is the cheapest plan of a book from which something was struck: one offer
/// that the recommended plan uses, all plans but one term, or all plans.
///
/// # Errors
///
/// [`InsightError`] when numbers are too large.
pub fn alternatives(
    book: &PriceBook,
    metering: &Metering,
    winner: &Found,
    statement: &Statement,
) -> Result<Vec<Alternative>, InsightError> {
    let mut found: Vec<(Found, Statement)> = Vec::new();
    for allowed in variations(book, &winner.purchases) {
        let Planned::Found(other) = plan(book, metering, &allowed, Effort::QUICK)? else { continue };
        if other.cost < winner.cost {
            continue;
        }
        let other_statement = replay(book, metering, &other.purchases, Automatic::Off)?;
        let offers = bought(book, &other_statement)?;
        let known = std::iter::once(statement).chain(found.iter().map(|(_, statement)| statement));
        let mut repeated = false;
        for known in known {
            repeated |= same_offers(&bought(book, known)?, &offers);
        }
        if repeated {
            continue;
        }
        found.push((other, other_statement));
    }
    found.sort_by_key(|(found, _)| found.cost);
    found
        .into_iter()
        .take(MOST)
        .map(|(other, other_statement)| {
            let difference = other.cost.checked_sub(winner.cost)?;
            Ok(Alternative {
                offers: bought(book, &other_statement)?,
                cost: other.cost,
                difference,
                difference_percent: percent(difference, winner.cost, 1)?,
                proved: other.is_proved(),
                why: reason(book, statement, &other_statement)?,
                purchases: other.purchases,
            })
        })
        .collect()
}

/// The restrictions to plan under.
fn variations(book: &PriceBook, used: &[Purchase]) -> Vec<Allowed> {
    let others: Vec<usize> = (0..book.offers().len())
        .filter(|index| book.offer(*index).is_some_and(|offer| offer.as_plan().is_none()))
        .collect();
    let used_plans = used.iter().filter(|purchase| matches!(purchase.amount, Amount::Term(_)));
    let mut variations = Vec::new();
    for struck in others.iter().filter(|index| used.iter().any(|purchase| purchase.offer == **index)) {
        let offers = others.iter().copied().filter(|index| index != struck).collect();
        variations.push(Allowed { offers: Some(offers), terms: None, first: None });
    }
    if used_plans.count() > 0 {
        variations.push(Allowed { offers: None, terms: Some(Vec::new()), first: None });
    }
    let families =
        book.plans().filter(|index| book.offer(*index).is_some_and(|offer| offer.family == *index));
    for family in families {
        for term in family_terms(book, family) {
            let rungs: Vec<(usize, Term)> = book.family(family).map(|rung| (rung, term)).collect();
            variations.push(Allowed { offers: None, terms: Some(rungs), first: None });
        }
    }
    variations
}
