//! Demand: credits per month, stream and day, for a customer on each plan or on none.

use super::line::Line;
use super::spread::Spread;
use super::stream::Stream;
use crate::book::PriceBook;
use crate::date::Period;
use crate::num::{Decimal, NumError};

/// Credits one stream needs in one month, and on which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthUse {
    /// Credits of the month.
    pub total: Decimal,
    /// The same by pattern of days; their sums are the total.
    spreads: Vec<Spread>,
}

impl MonthUse {
    /// Credits of the first `days` days of the month; of all of them beyond its length.
    ///
    /// # Errors
    ///
    /// [`NumError`] when a sum is too large.
    pub fn before(&self, days: i32) -> Result<Decimal, NumError> {
        self.spreads.iter().try_fold(Decimal::ZERO, |sum, spread| sum.checked_add(spread.before(days)?))
    }

    /// Credits of one day, counted from 0.
    ///
    /// # Errors
    ///
    /// [`NumError`] when a sum is too large.
    pub fn on(&self, day: i32) -> Result<Decimal, NumError> {
        self.before(day.saturating_add(1))?.checked_sub(self.before(day)?)
    }
}

/// Credits by plan, month and stream; `None` where the plan does not allow the usage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// By month, without a plan.
    without_plan: Vec<Option<Vec<MonthUse>>>,
    /// By plan (index of the offer) and month.
    with_plan: Vec<(usize, Vec<Option<Vec<MonthUse>>>)>,
}

impl Demand {
    /// What each stream needs in a month (from 0) for a customer on a plan (index of the offer), or on none; `None`
    /// when something of the usage is not to be had there.
    pub fn on(&self, plan: Option<usize>, month: usize) -> Option<&[MonthUse]> {
        let months = match plan {
            None => &self.without_plan,
            Some(plan) => &self.with_plan.iter().find(|(index, _)| *index == plan)?.1,
        };
        months.get(month)?.as_deref()
    }
}
