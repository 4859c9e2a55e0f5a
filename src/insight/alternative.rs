//! The best purchase plans that differ from the recommended one in what they buy, and why each lost.

use serde::Serialize;

use super::bought::{Bought, bought, same_offers};
use super::reason::{Reason, reason};
use super::way::family_terms;
use super::{InsightError, percent};
use crate::book::{Amount, PriceBook, Purchase, Term};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::plan::{Allowed, Effort, Found, Planned, Planning};
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

/// The three best alternatives, worked out in portions. Each is the cheapest plan of a book from which something was
/// struck: one offer that the recommended plan uses, all plans but one term, or all plans.
#[derive(Debug)]
pub struct Alternatives {
    variations: std::vec::IntoIter<Allowed>,
    running: Option<Planning>,
    found: Vec<(Found, Statement)>,
}

impl Alternatives {
    /// Nothing is worked out yet; `used` is what the recommended plan buys.
    pub fn new(book: &PriceBook, used: &[Purchase]) -> Alternatives {
        Alternatives { variations: variations(book, used).into_iter(), running: None, found: Vec::new() }
    }

    /// Makes about so many more labels of the planner. True when all are known.
    ///
    /// # Errors
    ///
    /// [`InsightError`] when numbers are too large.
    pub fn step(
        &mut self,
        book: &PriceBook,
        metering: &Metering,
        winner: &Found,
        nodes: u64,
    ) -> Result<bool, InsightError> {
        let mut planning = match self.running.take() {
            Some(planning) => planning,
            None => {
                let Some(allowed) = self.variations.next() else { return Ok(true) };
                Planning::new(book, metering, &allowed, Effort::QUICK)?
            }
        };
        if !planning.run(nodes) {
            self.running = Some(planning);
            return Ok(false);
        }
        if let Planned::Found(other) = planning.planned()?
            && other.cost >= winner.cost
        {
            let statement = replay(book, metering, &other.purchases, Automatic::Off)?;
            self.found.push((other, statement));
        }
        Ok(self.variations.as_slice().is_empty())
    }

    /// The best of those known so far that buy something else than the recommended plan and one another.
    ///
    /// # Errors
    ///
    /// [`InsightError`] when numbers are too large.
    pub fn known(
        &self,
        book: &PriceBook,
        winner: &Found,
        statement: &Statement,
    ) -> Result<Vec<Alternative>, InsightError> {
        let mut seen = vec![bought(book, statement)?];
        let mut known = Vec::new();
        for (other, other_statement) in &self.found {
            let offers = bought(book, other_statement)?;
            if seen.iter().any(|seen| same_offers(seen, &offers)) {
                continue;
            }
            known.push((other, other_statement, offers.clone()));
            seen.push(offers);
        }
        known.sort_by_key(|(other, ..)| other.cost);
        let alternative = |(other, other_statement, offers): (&Found, &Statement, Vec<Bought>)| {
            let difference = other.cost.checked_sub(winner.cost)?;
            Ok(Alternative {
                offers,
                cost: other.cost,
                difference,
                difference_percent: percent(difference, winner.cost, 1)?,
                proved: other.is_proved(),
                why: reason(book, statement, other_statement)?,
                purchases: other.purchases.clone(),
            })
        };
        known.into_iter().take(MOST).map(alternative).collect()
    }
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
