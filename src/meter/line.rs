//! One line of usage: its uses and credits, month by month.

use std::collections::BTreeMap;

use super::usage::Frequency;
use crate::num::{Decimal, Fraction};
use crate::rate::Working;

/// A line of usage, metered.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Line {
    /// Index of the feature.
    pub feature: usize,
    /// As stated.
    pub times: Decimal,
    /// As stated.
    pub per: Frequency,
    /// As stated; 1 when nothing was.
    pub people: Decimal,
    /// Index of the team that does it.
    pub team: usize,
    /// Percent of uses that succeed, as stated; 100 when nothing was.
    pub success: Decimal,
    /// Days of each month on which it is used, 1 to 31; `None`: on all.
    pub on_days: Option<u32>,
    /// Exact uses in each month.
    pub uses: Vec<Fraction>,
    /// Exact uses in each month that cost credits: the successful ones where only these are charged, without those that
    /// are free.
    pub charged: Vec<Fraction>,
    /// What it costs in every case there is.
    pub(super) metered: Vec<Metered>,
    /// Which of them holds for a customer without a plan; `None` where it is not to be had without one.
    pub(super) without_plan: Option<usize>,
    /// Which of them holds on each plan (index of the offer); `None` where it is not to be had there.
    pub(super) with_plan: BTreeMap<usize, Option<usize>>,
}

/// Credits of a line.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Metered {
    /// One a credit type that the feature costs in any month, in the order of the types.
    pub costs: Vec<MeteredCost>,
}

/// Credits of a line in one credit type.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MeteredCost {
    /// Index of the credit type.
    pub credit: usize,
    /// Index of the stream they belong to, in the metering's.
    pub stream: usize,
    /// Exact credits of one use at the first rate that costs this type; for a feature rated by the month, of the first
    /// month that is charged.
    pub per_use: Fraction,
    /// Credits in each month, rounded as the feature says.
    pub credits: Vec<Decimal>,
    /// How `per_use` came about, step by step.
    pub working: Working,
    /// The same in one line.
    pub line: String,
    /// Credits in each month with the inputs that cost least; `None` where every input is known.
    pub low: Option<Vec<Decimal>>,
    /// Credits in each month with the inputs that cost most; `None` where every input is known.
    pub high: Option<Vec<Decimal>>,
}

impl Line {
    /// What the line costs for a customer on a plan (index of the offer), or on none; `None` where it is not to be had.
    pub fn on(&self, plan: Option<usize>) -> Option<&Metered> {
        let place = match plan.and_then(|plan| self.with_plan.get(&plan)) {
            Some(place) => *place,
            None => self.without_plan,
        };
        self.metered.get(place?)
    }
}
