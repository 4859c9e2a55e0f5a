//! What a file of events comes to, as the page shows it.

use serde::Serialize;

use super::super::measured::MeasuredUsage;
use super::row_fault::{EventsFault, EventsFaultCount, EventsUnknown};
use crate::date::Date;
use crate::num::Decimal;

/// What a file of events comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsView {
    /// Rows read, without the one that names the columns.
    pub rows: u32,
    /// Rows that are events.
    pub events: u32,
    /// Rows that cannot be read; they are in no sum.
    pub unread: u32,
    /// The first of them.
    pub faults: Vec<EventsFault>,
    /// All of them by their codes, the most frequent first.
    pub fault_counts: Vec<EventsFaultCount>,
    /// Names that the price book does not know, the most frequent first.
    pub unknown: Vec<EventsUnknown>,
    /// Whether a column says when they were.
    pub is_dated: bool,
    /// The earliest day; `None` without events.
    pub first: Option<Date>,
    /// The latest day.
    pub last: Option<Date>,
    /// Days from the first to the last, both counted; 1 where no column says when they were.
    pub days: u32,
    /// Id of the family of plans whose prices are shown, or `none`; `None` where the plan does not matter.
    pub plan: Option<String>,
    /// Credits by type, of the types that the events cost.
    pub credits: Vec<EventsCredits>,
    /// By feature, in the book's order.
    pub features: Vec<EventsFeature>,
    /// By calendar month.
    pub months: Vec<EventsMonth>,
    /// By day; `None` where a rate is applied to a month's total.
    pub by_day: Option<Vec<EventsMonth>>,
    /// The events as usage; `None` where there are none.
    pub measured: Option<MeasuredUsage>,
}

/// Credits of one type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsCredits {
    /// Id of the type.
    pub credit: String,
    /// Credits of all events, rounded as the price book says.
    pub total: Decimal,
    /// What it makes of it to round each event; `None` where the price book's rates are all applied to a month's total,
    /// or the unrounded sum has too many digits.
    pub rounding: Option<EventsRounding>,
}

/// What it costs to round each event rather than the total of a month; of events whose rate is applied to each use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsRounding {
    /// What the price book does: `true` where every feature of these events rounds each, `false` where none does,
    /// `None` where they differ.
    pub rounds_each: Option<bool>,
    /// Each event rounded to the price book's step.
    pub each: Decimal,
    /// The total of each month rounded to it.
    pub together: Decimal,
    /// `each − together`.
    pub added: Decimal,
    /// The same in percent of `together`, rounded to two places; `None` of nothing.
    pub percent: Option<Decimal>,
    /// The same with each event rounded up to a coarser step.
    pub coarser: Vec<EventsCoarser>,
}

/// Every event rounded up to a coarser step than the price book's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsCoarser {
    /// The step.
    pub step: Decimal,
    /// Credits of all events.
    pub each: Decimal,
    /// Credits more than the months' totals.
    pub added: Decimal,
    /// The same in percent of these, rounded to two places; `None` of nothing.
    pub percent: Option<Decimal>,
}

/// Events of one feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsFeature {
    /// Its id.
    pub feature: String,
    /// Its name.
    pub name: String,
    /// How many events.
    pub events: u32,
    /// How many of them are not charged because they failed.
    pub failed: u32,
    /// How many are charged, free uses taken off.
    pub charged: Decimal,
    /// Whether its rate is applied to a month's total.
    pub by_month: bool,
    /// Credits by type, of the types it costs.
    pub credits: Vec<EventsAmount>,
}

/// An amount of one credit type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsAmount {
    /// Id of the type.
    pub credit: String,
    /// How many.
    pub credits: Decimal,
}

/// Events of one month, or of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsMonth {
    /// Its first day.
    pub start: Date,
    /// How many events.
    pub events: u32,
    /// Credits by type, in the order of `EventsView.credits`; of a day rounded for reading where the book rounds months.
    pub credits: Vec<Decimal>,
}
