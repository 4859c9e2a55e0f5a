//! By the month or by the year: from which horizon on a yearly term pays.

use serde::Serialize;

use crate::book::{PriceBook, Term};
use crate::insight::InsightError;
use crate::meter::Metering;
use crate::plan::{Allowed, Effort, Planned, plan};
use crate::unit::Money;

/// Longest horizon looked at, in months.
const MOST: u32 = 24;

/// A plan sold by the month and by the year, for each horizon of 1 to 24 months of the usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TermChoice {
    /// The plan's id; of a ladder, the whole ladder's.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Whether nothing else is bought; otherwise it alone does not cover the usage, and all packs, top-ups and pay as
    /// you go are sold beside it.
    pub alone: bool,
    /// The horizons worked out so far, from one month on.
    pub months: Vec<TermMonth>,
    /// The first horizon, in months, at which the year is cheaper.
    pub pays_from: Option<u32>,
    /// The last of the horizons after it, one after the other, at which it still is.
    pub pays_until: Option<u32>,
    /// The most that the year costs more at a shorter horizon than the first at which it is cheaper.
    pub most_lost: Option<Money>,
    #[serde(skip)]
    plan: usize,
    #[serde(skip)]
    by_month: Option<Option<Cost>>,
}

/// One horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TermMonth {
    /// Its months.
    pub months: u32,
    /// Cost with only the monthly term; `None` where that does not cover the usage.
    pub by_month: Option<Money>,
    /// Cost with only the yearly term, in full for each year begun; `None` where that does not cover the usage.
    pub by_year: Option<Money>,
    /// The year's cost less the months'; below 0 where the year is cheaper.
    pub difference: Option<Money>,
    /// Whether both costs are proved cheapest.
    pub proved: bool,
}

/// A cost, and whether it is proved cheapest.
type Cost = (Money, bool);

impl TermChoice {
    /// Every plan, or ladder, sold by both terms, in the book's order.
    pub(super) fn all(book: &PriceBook) -> Vec<TermChoice> {
        let sold = |plan: usize, term: Term| {
            book.family(plan)
                .filter_map(|rung| book.offer(rung))
                .any(|rung| rung.terms().any(|own| own == term))
        };
        let families = book.plans().filter_map(|plan| Some((plan, book.offer(plan)?)));
        let families = families.filter(|(plan, offer)| offer.family == *plan);
        let both = families.filter(|(plan, _)| sold(*plan, Term::MONTH) && sold(*plan, Term::YEAR));
        both.map(|(plan, offer)| TermChoice {
            offer: offer.family_id.clone(),
            name: offer.family_name.clone(),
            alone: true,
            months: Vec::new(),
            pays_from: None,
            pays_until: None,
            most_lost: None,
            plan,
            by_month: None,
        })
        .collect()
    }

    /// Whether every horizon is worked out.
    pub(super) fn is_done(&self) -> bool {
        self.next() > MOST
    }

    /// The horizon worked out next, in months.
    pub(super) fn next(&self) -> u32 {
        self.months.last().map_or(1, |last| last.months.saturating_add(1))
    }

    /// Works out one term for the next horizon, the usage of which is given.
    pub(super) fn work(&mut self, book: &PriceBook, metering: &Metering) -> Result<(), InsightError> {
        let term = if self.by_month.is_none() { Term::MONTH } else { Term::YEAR };
        let rungs = book.family(self.plan).map(|rung| (rung, term)).collect();
        let allowed = Allowed { offers: self.alone.then(Vec::new), terms: Some(rungs), first: None };
        let cost = match plan(book, metering, &allowed, Effort::QUICK)? {
            Planned::Found(found) => Some((found.cost, found.is_proved())),
            Planned::Impossible { .. } | Planned::RanOut { .. } if self.alone => {
                self.alone = false;
                self.by_month = None;
                self.months.clear();
                return self.compare();
            }
            Planned::Impossible { .. } | Planned::RanOut { .. } => None,
        };
        let Some(by_month) = self.by_month.take() else {
            self.by_month = Some(cost);
            return Ok(());
        };
        let difference = match (by_month, cost) {
            (Some((by_month, _)), Some((by_year, _))) => Some(by_year.checked_sub(by_month)?),
            _ => None,
        };
        self.months.push(TermMonth {
            months: self.next(),
            by_month: by_month.map(|(cost, _)| cost),
            by_year: cost.map(|(cost, _)| cost),
            difference,
            proved: by_month.is_some_and(|(_, proved)| proved) && cost.is_some_and(|(_, proved)| proved),
        });
        self.compare()
    }

    /// Reads off where the year is cheaper.
    fn compare(&mut self) -> Result<(), InsightError> {
        let pays = |month: &TermMonth| month.difference.is_some_and(Money::is_negative);
        let from = self.months.iter().position(pays);
        let until = from.map(|from| self.months.iter().skip(from).take_while(|month| pays(month)).last());
        self.pays_from = from.and_then(|from| self.months.get(from)).map(|month| month.months);
        self.pays_until = until.flatten().map(|month| month.months);
        let before = self.months.iter().take(from.unwrap_or(0)).filter_map(|month| month.difference);
        self.most_lost = before.max();
        Ok(())
    }
}
