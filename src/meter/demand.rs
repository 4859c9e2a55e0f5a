//! Demand: credits per month, stream and day, for a customer on each plan or on none.

use std::collections::BTreeMap;

use super::line::{Line, Metered};
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

/// By month: by stream, or `None` where something of the usage is not to be had.
type Months = Vec<Option<Vec<MonthUse>>>;

/// Credits by plan, month and stream; `None` where the plan does not allow the usage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    without_plan: Months,
    /// By plan (index of the offer).
    with_plan: Vec<(usize, Months)>,
}

impl Demand {
    /// The lines' credits together; each cost of a line says which of the streams it belongs to.
    ///
    /// # Errors
    ///
    /// [`NumError`] when a sum is too large.
    pub(super) fn new(
        book: &PriceBook,
        lines: &[Line],
        streams: &[Stream],
        months: &[Period],
    ) -> Result<Demand, NumError> {
        let of = |plan: Option<usize>| -> Result<Months, NumError> {
            let metered: Vec<(&Line, &Metered)> =
                lines.iter().filter_map(|line| Some((line, line.on(plan)?))).collect();
            // What is not to be had is not missed in months in which nobody uses it.
            let is_missed = |line: &Line, month: usize| {
                line.on(plan).is_none() && line.uses.get(month).is_some_and(|uses| !uses.is_zero())
            };
            let month = |(index, period): (usize, &Period)| {
                if lines.iter().any(|line| is_missed(line, index)) {
                    return Ok(None);
                }
                let uses = streams.iter().enumerate().map(|(stream, of)| {
                    let days = Patterns::of(&metered, stream, index, period.days())?;
                    days.month_use(book.step(of.credit), period.days())
                });
                uses.collect::<Result<Vec<MonthUse>, NumError>>().map(Some)
            };
            months.iter().enumerate().map(month).collect()
        };
        let with_plan = book.plans().map(|plan| Ok((plan, of(Some(plan))?)));
        Ok(Demand { without_plan: of(None)?, with_plan: with_plan.collect::<Result<_, NumError>>()? })
    }

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

/// Credits of one stream and month by the number of days on which they are used.
#[derive(Debug, Default)]
struct Patterns {
    credits: BTreeMap<i32, Decimal>,
}

impl Patterns {
    fn of(lines: &[(&Line, &Metered)], stream: usize, month: usize, days: i32) -> Result<Patterns, NumError> {
        let mut patterns = Patterns::default();
        for (line, metered) in lines {
            let on_days = line.on_days.and_then(|used| i32::try_from(used).ok());
            let used = on_days.map_or(days, |used| used.min(days));
            for cost in metered.costs.iter().filter(|cost| cost.stream == stream) {
                let credits = cost.credits.get(month).copied().unwrap_or(Decimal::ZERO);
                let sum = patterns.credits.entry(used).or_insert(Decimal::ZERO);
                *sum = sum.checked_add(credits)?;
            }
        }
        Ok(patterns)
    }

    fn month_use(self, step: Decimal, days: i32) -> Result<MonthUse, NumError> {
        let mut total = Decimal::ZERO;
        let mut spreads = Vec::new();
        for (used, credits) in self.credits {
            if !credits.is_zero() {
                total = total.checked_add(credits)?;
                spreads.push(Spread::over(credits, step, days, used)?);
            }
        }
        Ok(MonthUse { total, spreads })
    }
}
