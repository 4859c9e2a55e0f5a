//! Baselines: pay as you go, and each single offer alone.

use serde::Serialize;

use super::way::{Cost, Way};
use super::{InsightError, percent};
use crate::book::{PriceBook, Term};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::plan::Planning;
use crate::unit::Money;

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

/// Every baseline a book has, worked out in portions: pay as you go first, then the offers in the book's order.
///
/// Where a way's own least cost could not be proved its lower bound counts, so that no saving is overstated.
#[derive(Debug)]
pub struct Baselines {
    cost: Money,
    ways: std::vec::IntoIter<Way>,
    running: Option<(Way, Planning)>,
    known: Vec<Baseline>,
}

impl Baselines {
    /// Nothing is worked out yet; `cost` is what is compared with them.
    pub fn new(book: &PriceBook, cost: Money) -> Baselines {
        Baselines { cost, ways: Way::all(book).into_iter(), running: None, known: Vec::new() }
    }

    /// Makes about so many more labels of the planner. True when all are known.
    ///
    /// # Errors
    ///
    /// [`InsightError`] when numbers are too large.
    pub fn step(&mut self, book: &PriceBook, metering: &Metering, nodes: u64) -> Result<bool, InsightError> {
        if self.running.is_none() {
            let Some(way) = self.ways.next() else { return Ok(true) };
            match way.planning(book, metering)? {
                Some(planning) => self.running = Some((way, planning)),
                None => {
                    let cost = way.cost(book, metering)?;
                    self.add(book, &way, cost)?;
                }
            }
        }
        if let Some((way, mut planning)) = self.running.take() {
            match planning.run(nodes) {
                true => self.add(book, &way, Cost::of(&planning.planned()?))?,
                false => self.running = Some((way, planning)),
            }
        }
        Ok(self.running.is_none() && self.ways.as_slice().is_empty())
    }

    /// Those known so far.
    pub fn known(&self) -> Vec<Baseline> {
        self.known.clone()
    }

    fn add(&mut self, book: &PriceBook, way: &Way, priced: Cost) -> Result<(), InsightError> {
        let Some(offer) = book.offer(way.offer) else { return Ok(()) };
        let alone = match (way.kind, priced.lower.money(), priced.upper.money()) {
            (BaselineKind::Automatic, Some(alone), _) => Some(alone),
            (_, Some(least), Some(_)) => Some(least.max(self.cost)),
            _ => None,
        };
        let saving = alone.map(|alone| alone.checked_sub(self.cost)).transpose()?;
        let saving_percent = match (alone, saving) {
            (Some(alone), Some(saving)) => Some(percent(saving, alone, 1)?),
            _ => None,
        };
        self.known.push(Baseline {
            kind: way.kind,
            offer: offer.family_id.clone(),
            name: offer.family_name.clone(),
            term_months: way.term.map(Term::months),
            cost: alone,
            saving,
            saving_percent,
        });
        Ok(())
    }
}
