//! Grants: credits given at an instant, how long they live, what they are for and how they are carried on.

use serde::Serialize;

use super::feature::Feature;
use super::rules::{ExpiryDay, Rules};
use super::seat::{Seat, Seats};
use crate::date::{Date, DateError, Period};
use crate::num::{Decimal, NumError};

/// When a grant's credits expire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Lifetime {
    /// They never do.
    Never,
    /// At the end of the grant's own period: its day, week, month or term.
    Cycle,
    /// At the end of the paid term in which they were granted.
    Term,
    /// So many months after the grant.
    Months(u32),
    /// So many days after the grant.
    Days(u32),
}

/// How often a plan grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Once in a customer's life, or with each purchase of something that is not a plan.
    Once,
    /// At the start of each paid term.
    Term,
    /// At the start of each month.
    Month,
    /// On each such weekday (0: Monday), and for the rest of the running week when a plan begins inside one; on the
    /// weekday of the horizon's start when not said.
    Week(Option<u8>),
    /// Each day.
    Day,
}

/// What becomes of credits while no fitting plan is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WithoutPlan {
    /// They stay and can be used.
    Kept,
    /// They are lost.
    Lost,
    /// They cannot be used until there is a plan again; their expiry goes on.
    Frozen,
}

/// How many people's worth a grant gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PerSeat {
    /// Its credits once.
    No,
    /// Its credits for each granted seat of every kind.
    All,
    /// Its credits for each granted seat of one kind (index among the plan's seats).
    Kind(usize),
}

/// How much a grant gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// So many credits more.
    Add(Decimal),
    /// As many as fill up to this level what is left of the same grant's credits, or of all credits of the type.
    RefillTo {
        /// The level.
        level: Decimal,
        /// Whether all credits of the type count, not this grant's alone.
        counts_balance: bool,
    },
}

/// A cap over a longer period for grants that come by the day or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Cap {
    /// Credits granted in the period at most.
    pub credits: Decimal,
    /// The period: a week or a month.
    pub per: Every,
    /// Whether credits that are lost unused do not count; only for those that come by the day and end with it.
    pub counts_used: bool,
}

/// A cap on carried credits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Carry {
    /// How many credits of the plan may enter the next month.
    pub at_most: Option<Decimal>,
    /// How many credits of the plan there may be right after the next month's grant.
    pub total_at_most: Option<Decimal>,
    /// Percent of what a cycle leaves unused that is carried, rounded down to the credit's step.
    pub percent_of_unused: Option<Decimal>,
    /// Whether they stay when the plan ends.
    pub kept_after_plan: bool,
    /// Whether carried credits burn after the fresh ones.
    pub burns_last: bool,
}

/// Days in which something holds; half-open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Window {
    /// First day; `None`: always before.
    pub from: Option<Date>,
    /// First day after; `None`: for ever.
    pub until: Option<Date>,
}

impl Window {
    /// Whether a day lies inside.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Whether every day of the other lies inside.
    pub fn covers(&self, other: &Window) -> bool {
        let begins = self.from.is_none_or(|from| other.from.is_some_and(|other| from <= other));
        let ends = self.until.is_none_or(|until| other.until.is_some_and(|other| other <= until));
        begins && ends
    }
}

/// Which features credits may be used for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "GrantScope"))]
pub struct Scope {
    /// Indices of the features, rising.
    pub features: Vec<usize>,
}

impl Scope {
    /// Whether credits of this scope serve a feature.
    pub fn covers(&self, feature: usize) -> bool {
        self.features.binary_search(&feature).is_ok()
    }

    /// Features named by id and by group.
    pub(super) fn of(features: &[Feature], ids: &[usize], groups: &[String]) -> Scope {
        let inside = |(index, feature): (usize, &Feature)| {
            let named = ids.contains(&index);
            let grouped = feature.group.as_ref().is_some_and(|group| groups.contains(group));
            (named || grouped).then_some(index)
        };
        Scope { features: features.iter().enumerate().filter_map(inside).collect() }
    }
}

/// Credits given at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Grant {
    /// Index of the credit type.
    pub credit: usize,
    /// How many.
    pub measure: Measure,
    /// For how many people.
    pub per_seat: PerSeat,
    /// Whether each person's credits are that person's own.
    pub private: bool,
    /// How often.
    pub every: Every,
    /// Only with these terms of the plan, in months; empty: with every term.
    pub terms: Vec<u32>,
    /// Only on days inside.
    pub window: Window,
    /// A cap over a longer period.
    pub cap: Option<Cap>,
    /// The balance of the type is never lifted above this by the grant.
    pub balance_at_most: Option<Decimal>,
    /// When they expire.
    pub lifetime: Lifetime,
    /// Smaller burns first.
    pub priority: i32,
    /// What becomes of them while no fitting plan is active: the plan's own family for a plan's grants, the add-on itself
    /// for an add-on's, a plan of the offer's `requires` otherwise (any plan where that is empty).
    pub without_plan: WithoutPlan,
    /// How a plan's unused credits are carried; `None` for other grants and where they are not.
    pub carry: Option<Carry>,
    /// What they may be used for; `None`: everything of their type.
    pub scope: Option<Scope>,
    /// Whether they are a gift: worth nothing, burnt as free credits.
    pub bonus: bool,
}

impl Grant {
    /// Credits of the grant for so many people: added, or the level filled up to.
    ///
    /// # Errors
    ///
    /// [`NumError`] when there are too many.
    pub fn credits(&self, kinds: &[Seat], seats: &Seats) -> Result<Decimal, NumError> {
        let each = match self.measure {
            Measure::Add(credits) => credits,
            Measure::RefillTo { level, .. } => level,
        };
        let granted = |index: usize| kinds.get(index).map_or(0, |kind| kind.granted(seats, index == 0));
        let people: u64 = match self.per_seat {
            PerSeat::No => return Ok(each),
            PerSeat::All => (0..kinds.len()).map(|index| u64::from(granted(index))).sum(),
            PerSeat::Kind(kind) => granted(kind).into(),
        };
        each.checked_mul(Decimal::from_units(people.into(), 0)?)
    }

    /// Whether a plan with this term, in months, grants it.
    pub fn comes_with(&self, term_months: u32) -> bool {
        self.terms.is_empty() || self.terms.contains(&term_months)
    }
}

/// When a grant's periods end, for [`Lifetime::end`].
#[derive(Debug, Clone, Copy)]
pub struct Ends {
    /// First day after the grant's own period.
    pub cycle: Date,
    /// First day after the paid term.
    pub term: Date,
    /// The day of the month on which the customer's months begin.
    pub anchor_day: u8,
}

impl Ends {
    /// Ends of something granted with a month and nothing longer.
    pub fn of_month(month: &Period, anchor_day: u8) -> Ends {
        Ends { cycle: month.end(), term: month.end(), anchor_day }
    }
}

impl Lifetime {
    /// The first day on which credits granted on a day can no longer be used; `None`: never.
    ///
    /// # Errors
    ///
    /// [`DateError`] for a day beyond the calendar's range.
    pub fn end(self, rules: &Rules, granted: Date, ends: Ends) -> Result<Option<Date>, DateError> {
        let last = |end: Date| match rules.expiry_day {
            ExpiryDay::Unusable => Ok(end),
            ExpiryDay::Usable => end.plus_days(1),
        };
        let (_, _, day) = granted.ymd();
        // Months are counted from the grant's own day; only a month's start in a short month has forgotten its day.
        let starts_month =
            granted.plus_days(1).is_ok_and(|next| next.ymd().1 != granted.ymd().1) && day < ends.anchor_day;
        let anchor = if starts_month { ends.anchor_day } else { day };
        Ok(Some(match self {
            Lifetime::Never => return Ok(None),
            Lifetime::Cycle => ends.cycle,
            Lifetime::Term => ends.term,
            Lifetime::Months(months) => last(rules.add_months(granted, anchor, months)?)?,
            Lifetime::Days(days) => {
                last(granted.plus_days(i32::try_from(days).map_err(|_| DateError::OutOfRange)?)?)?
            }
        }))
    }
}
