//! A budget: the most usage that it covers, and how.
//!
//! The least cost never falls while usage rises, so the most usage is found by doubling and halving, to the unit: an
//! amount that is covered, while one unit more costs more than the budget at least. Where plans are not proved the
//! two need not be neighbours; then both are said.

use serde::{Deserialize, Serialize};

use super::axis::{Axis, Scale};
use super::level::{CostView, Level};
use super::question::{fault, positive};
use super::rising::Rising;
use super::sheet::Sheet;
use super::stretch::middle;
use crate::book::{Fault, PriceBook};
use crate::insight::way::{Cost, Price};
use crate::insight::{Bought, InsightError};
use crate::meter::{DEFAULT_MONTHS, Usage};
use crate::num::Decimal;
use crate::plan::{Effort, Planned};
use crate::unit::Money;

/// How often usage is doubled before it is called more than anyone asks for.
const DOUBLINGS: u32 = 20;
/// For finding the amount; the purchase plan shown is looked for with more.
const EFFORT: Effort = Effort { nodes: 20_000, passes: 4, ties: false };

/// How much usage a budget covers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct BudgetQuestion {
    /// Money, a decimal above 0, in the currency of the usage.
    pub amount: String,
    /// For how long.
    pub per: BudgetPer,
    /// What is scaled; all usage when missing.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Axis>"))]
    pub axis: Axis,
}

impl BudgetQuestion {
    /// The members an object of this shape may have, for callers whose decoder ignores others.
    pub const FIELDS: [&str; 3] = ["amount", "per", "axis"];
}

/// What a budget is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BudgetPer {
    /// A month, on average over the horizon; a single month may cost more.
    #[default]
    Month,
    /// The whole horizon.
    Horizon,
}

/// What keeps usage from being more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// The budget.
    Budget,
    /// Nothing on offer covers more.
    Offers,
    /// Nothing: this is as far as was looked.
    Numbers,
}

/// How much usage a budget covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BudgetView {
    /// Whether nothing is left to be computed; before that, `most` is what is known to be covered so far.
    pub done: bool,
    /// Plannings made so far.
    pub calls: u32,
    /// Whether more usage is proved never to cost less.
    pub rises: bool,
    /// The budget for the whole horizon.
    pub budget: Money,
    /// The most usage covered; `None` where not even no usage is.
    pub most: Option<Level>,
    /// The uses of each line there, in its own frequency.
    pub times: Vec<Decimal>,
    /// What it costs over the horizon.
    pub cost: CostView,
    /// What is left of the budget.
    pub left: Option<Money>,
    /// What is bought for it.
    pub offers: Vec<Bought>,
    /// Surely no more than this is covered; `None` where that is not known.
    pub at_most: Option<Level>,
    /// What one unit more than `most` costs.
    pub one_more: Option<CostView>,
    /// Whether `most` is the most, to the unit: one unit more is proved to cost more than the budget, or not to be had.
    pub exact: bool,
    /// What keeps it from being more.
    pub limit: Limit,
}

/// Finds what a budget covers, step by step.
#[derive(Debug, Clone)]
pub struct Budget {
    sheet: Sheet,
    rises: bool,
    budget: Money,
    costs: Rising,
    /// The most that is covered, of what was asked.
    covered: Option<u64>,
    /// The least known not to be found covered.
    missed: Option<u64>,
    /// The least that is proved not to be covered.
    beyond: Option<u64>,
    /// The most that can be asked for.
    end: Option<u64>,
    shown: Option<Shown>,
}

/// The answer's last part.
#[derive(Debug, Clone)]
struct Shown {
    most: Option<Level>,
    times: Vec<Decimal>,
    offers: Vec<Bought>,
    at_most: Option<Level>,
}

impl Budget {
    /// Begins.
    ///
    /// # Errors
    ///
    /// Every fault of the usage; or of the question: `unknown_line`, `unknown_feature`, `no_usage`, `bad_number`,
    /// `out_of_range`.
    pub fn new(book: &PriceBook, usage: &Usage, question: BudgetQuestion) -> Result<Budget, Vec<Fault>> {
        let amount = positive(&question.amount, "budget.amount")?;
        let scale = Scale::new(book, usage, "budget", &question.axis)?;
        let months = match question.per {
            BudgetPer::Month => usage.months.unwrap_or(DEFAULT_MONTHS),
            BudgetPer::Horizon => 1,
        };
        let all = amount.checked_mul(Decimal::from_int(months.into())).map_err(InsightError::from)?;
        let budget = scale.book(book).currency().money(all).map_err(|_| {
            let message = format!("{amount} is finer than the currency");
            fault("bad_number", "budget.amount", message, "enter whole minor units, such as cents")
        })?;
        let rises = scale.rises(book, scale.entered().max(1))?;
        Ok(Budget {
            sheet: Sheet::new(scale),
            rises,
            budget,
            costs: Rising::new(rises),
            covered: None,
            missed: None,
            beyond: None,
            end: None,
            shown: None,
        })
    }

    /// Goes on by about one planning; true when nothing is left to do.
    ///
    /// # Errors
    ///
    /// One fault `too_large` when its numbers cannot be computed with exactly.
    pub fn step(&mut self, book: &PriceBook) -> Result<bool, Vec<Fault>> {
        if self.shown.is_some() {
            return Ok(true);
        }
        match self.next() {
            Some(level) => {
                // Beyond what numbers allow nothing is looked at.
                if self.costs.at(level).is_none() && self.sheet.scale.rises(book, level).is_err() {
                    self.end = Some(level.saturating_sub(1).min(self.end.unwrap_or(u64::MAX)));
                } else {
                    self.ask(book, level)?;
                }
                Ok(false)
            }
            None => {
                self.shown = Some(self.finish(book)?);
                Ok(true)
            }
        }
    }

    fn ask(&mut self, book: &PriceBook, level: u64) -> Result<(), Vec<Fault>> {
        let planned = self.sheet.best(book, level, EFFORT)?;
        self.costs.learn(level, Cost::of(&planned));
        let Some(cost) = self.costs.at(level) else { return Ok(()) };
        if cost.upper <= Price::Of(self.budget) {
            self.covered = self.covered.max(Some(level));
            self.missed = self.missed.filter(|missed| *missed > level);
        } else if self.covered.is_none_or(|covered| covered < level) {
            self.missed = Some(self.missed.map_or(level, |missed| missed.min(level)));
        }
        if cost.lower > Price::Of(self.budget) {
            self.beyond = Some(self.beyond.map_or(level, |beyond| beyond.min(level)));
        }
        Ok(())
    }

    /// The amount to ask for next: nothing, the entered usage, its doubles; then between what is covered and what is not;
    /// then between what is not found covered and what is proved not to be.
    fn next(&self) -> Option<u64> {
        if self.costs.at(0).is_none() {
            return Some(0);
        }
        let covered = self.covered?;
        let entered = self.sheet.scale.entered().max(1);
        let farthest = entered.saturating_mul(1_u64.checked_shl(DOUBLINGS).unwrap_or(1));
        let end = self.end.unwrap_or(farthest);
        let between = |low: u64, high: u64| (high.saturating_sub(low) > 1).then(|| middle(low, high));
        let Some(missed) = self.missed else {
            let next = if covered < entered { entered } else { covered.saturating_mul(2) };
            return match (next <= end, covered < end) {
                (true, _) => Some(next),
                (false, true) => between(covered, end.saturating_add(1)),
                (false, false) => None,
            };
        };
        if let Some(level) = between(covered, missed) {
            return Some(level);
        }
        // One unit more is dearer as far as is known; how far could it go at most?
        if !self.rises {
            return None;
        }
        match self.beyond {
            Some(beyond) if beyond <= missed => None,
            Some(beyond) => {
                let proved_not = |level: &u64| self.costs.least(*level) <= Price::Of(self.budget);
                between(self.highest_open(missed, beyond).filter(proved_not).unwrap_or(missed), beyond)
            }
            None => {
                let next = self.highest_open(missed, farthest).unwrap_or(missed).saturating_mul(2);
                (next <= end).then_some(next)
            }
        }
    }

    /// The highest amount asked for, from one and below another, that may still be covered.
    fn highest_open(&self, from: u64, below: u64) -> Option<u64> {
        self.costs
            .asked(from, below)
            .filter(|(_, cost)| cost.lower <= Price::Of(self.budget))
            .map(|(level, _)| level)
            .last()
    }

    fn finish(&mut self, book: &PriceBook) -> Result<Shown, Vec<Fault>> {
        let (mut most, mut times, mut offers) = (None, Vec::new(), Vec::new());
        if let Some(covered) = self.covered {
            let planned = self.sheet.best(book, covered, Effort::FULL)?;
            self.costs.learn(covered, Cost::of(&planned));
            if let Planned::Found(found) = &planned {
                offers = self.sheet.bought(book, covered, &found.purchases)?.0;
            }
            most = Some(self.sheet.level(book, covered)?);
            times = self.sheet.scale.times(covered)?;
        }
        let at_most = match self.beyond.and_then(|beyond| beyond.checked_sub(1)).filter(|_| self.rises) {
            Some(level) => Some(self.sheet.level(book, level)?),
            None => None,
        };
        Ok(Shown { most, times, offers, at_most })
    }

    /// What is known so far.
    pub fn view(&self) -> BudgetView {
        let cost = self.covered.and_then(|covered| self.costs.at(covered));
        let cost = cost.unwrap_or(Cost { lower: Price::Of(Money::ZERO), upper: Price::Never });
        let left = cost.upper.money().and_then(|cost| self.budget.checked_sub(cost).ok());
        let more = self.covered.map_or(0, |covered| covered.saturating_add(1));
        let one_more = self.costs.at(more);
        let limit = match one_more {
            None => Limit::Numbers,
            Some(cost) if cost.lower == Price::Never => Limit::Offers,
            Some(_) => Limit::Budget,
        };
        let shown = self.shown.clone();
        let is_beyond = one_more.is_some_and(|cost| cost.lower > Price::Of(self.budget));
        let (most, times, offers, at_most) = match shown {
            Some(shown) => (shown.most, shown.times, shown.offers, shown.at_most),
            None => (None, Vec::new(), Vec::new(), None),
        };
        BudgetView {
            done: self.shown.is_some(),
            calls: self.sheet.calls,
            rises: self.rises,
            budget: self.budget,
            most,
            times,
            cost: cost.into(),
            left,
            offers,
            at_most,
            one_more: one_more.map(CostView::from),
            exact: self.rises && is_beyond,
            limit,
        }
    }
}
