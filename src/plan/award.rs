//! What is granted, in whole numbers, and what lots have in common.

use super::lot::Origin;
use crate::meter::StreamSet;

/// Credits of one grant of something bought.
#[derive(Debug, Clone)]
pub struct Part {
    /// Units.
    pub units: i64,
    /// Class of the lot.
    pub class: usize,
    /// By month of the grant: the first slot in which they cannot be used. Ends after the horizon are numbered on, so
    /// that their order stays; [`BEYOND`] for never; 0 where nothing is granted.
    pub ends: Vec<u16>,
    /// Where they come from.
    pub origin: Origin,
    /// What the grant fills up.
    pub fills: Option<Fills>,
    /// The balance of the type is not lifted above this.
    pub balance_at_most: Option<i64>,
}

/// When credits end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At the start of a slot.
    At(u16),
    /// When the paid term does.
    Term,
}

/// Credits of one grant of a plan, or given.
#[derive(Debug, Clone)]
pub struct Award {
    /// The slot in which they are granted.
    pub slot: usize,
    /// Units, or the level filled up to.
    pub units: i64,
    /// Class of the lot.
    pub class: usize,
    /// When they end.
    pub end: End,
    /// Of credits that may be carried: the slot at which the period they are granted for ends.
    pub cycle: u16,
    /// Where they come from.
    pub origin: Origin,
    /// What the grant fills up.
    pub fills: Option<Fills>,
    /// The balance of the type is not lifted above this.
    pub balance_at_most: Option<i64>,
    /// The counter of a grant that is made once only.
    pub once: Option<usize>,
    /// Only where no plan of the family was active before.
    pub anew: bool,
    /// A cap over a longer period of what is granted.
    pub cap: Option<Cap>,
    /// Only this part of all copies is granted, rounded down.
    pub part: Option<(i128, i128)>,
}

#[allow(clippy::arithmetic_side_effects, reason = "products saturate and parts are of a whole")]
impl Award {
    /// Units of so many copies.
    pub fn units_of(&self, copies: i64) -> i64 {
        let whole = self.units.saturating_mul(copies);
        let Some((numerator, denominator)) = self.part else { return whole };
        let part = i128::from(whole).saturating_mul(numerator) / denominator.max(1);
        i64::try_from(part).unwrap_or(whole)
    }
}

/// A cap over a longer period, where what was granted before is not known beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// Tells grants apart.
    pub grant: usize,
    /// Number of the period.
    pub period: i32,
    /// Units of the period at most.
    pub most: i64,
}

/// What a grant fills up to its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fills {
    /// What is left of the class, which is the grant's own.
    Own,
    /// All credits of the type.
    Balance,
}

/// What lots have in common: what they serve, when they burn, and what becomes of them otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Index of the credit type.
    pub credit: usize,
    /// The streams they serve.
    pub streams: StreamSet,
    /// Smaller burns first.
    pub priority: i32,
    /// Contexts of which one must be active.
    pub needs: Option<Vec<usize>>,
    /// Their grant, where a cap over a longer period does not count what is lost unused.
    pub used_cap: Option<usize>,
    /// Index of the add-on that must be active instead.
    pub add_on: Option<usize>,
    /// Without such a context, or the add-on, they cannot be used, but stay.
    pub frozen: bool,
    /// For a plan's own credits, how they are carried.
    pub carry: Option<CarryClass>,
    /// Tells apart the credits of grants that fill up to a level.
    pub own: usize,
    /// The team whose own they are.
    pub team: Option<usize>,
}

/// How lots of one class are carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarryClass {
    /// Lots of one pool are cut together.
    pub pool: usize,
    /// Units that may be carried beyond the period they were granted for.
    pub at_most: Option<i64>,
    /// Units there may be right after the next grant.
    pub total_at_most: Option<i64>,
    /// Of what is unused so much may be carried, rounded down to a unit.
    pub share: Option<(i128, i128)>,
    /// Whether carried units burn after all others of their priority.
    pub burns_last: bool,
}

/// A pool of credits that are carried together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    /// Index of the family's first offer, the credit type, and the team whose own they are.
    pub of: (usize, usize, Option<usize>),
    /// Whether what may be carried beyond a month does not depend on the next month's plan.
    pub early: bool,
}
