//! A lot: the credits of one grant that are still in the wallet.

use std::cmp::Ordering;

use serde::Serialize;

use crate::date::Date;
use crate::num::{Decimal, Fraction};

/// Credits of one grant, with what is left of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// Index of the offer that granted them.
    pub offer: usize,
    /// The day of the grant.
    pub granted: Date,
    /// First day on which they cannot be used; `None`: never expires.
    pub end: Option<Date>,
    /// Smaller burns first.
    pub priority: i32,
    /// Credits granted.
    pub credits: Decimal,
    /// Credits left.
    pub left: Decimal,
    /// Money paid for one credit, exact; 0 for free ones.
    pub unit_price: Fraction,
    /// Plans (indices) of which one must stay active; `None`: the credits need no plan.
    pub needs: Option<Vec<usize>>,
    /// For a plan's own credits, how they are carried.
    pub carry: Option<LotCarry>,
    /// What takes them when `end` comes.
    pub ends_by: LossCause,
    /// Index of the grant among its offer's, the last tie-break after the offer's place in the book.
    pub grant: usize,
}

/// How a plan's own credits are carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LotCarry {
    /// Credits of the plan that may enter the next month.
    pub at_most: Option<Decimal>,
    /// Whether they stay when the plan ends.
    pub kept_after_plan: bool,
}

/// What took credits away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LossCause {
    /// Their time was over.
    Expired,
    /// The month they were granted for was over.
    CycleEnd,
    /// More were left than may be carried.
    OverCap,
    /// The plan they need ended.
    Lapsed,
}

/// The burn order, one comparator for everything: priority, then soonest expiry (never last), then free before
/// paid, then oldest, then the order of offers and grants in the book. The rule and its defaults are the switches 9 to 11 of the
/// semantics the project collected from billing systems.
pub fn burn_order(a: &Lot, b: &Lot) -> Ordering {
    let soonest = |lot: &Lot| (lot.end.is_none(), lot.end);
    a.priority
        .cmp(&b.priority)
        .then_with(|| soonest(a).cmp(&soonest(b)))
        .then_with(|| b.unit_price.is_zero().cmp(&a.unit_price.is_zero()))
        .then_with(|| a.granted.cmp(&b.granted))
        .then_with(|| (a.offer, a.grant).cmp(&(b.offer, b.grant)))
}
