//! The core problem as it is stated, and the answer to it.

use std::fmt;

/// Most months a core problem may have.
pub const MOST_MONTHS: usize = 240;

/// What is to be solved: credits are used month after month and can be bought in packs, come with plans, or are
/// charged after use.
///
/// Months count from 0. Money is in any one smallest unit, whole; prices that are fractions of it are scaled by the
/// caller, all of them alike. Credits are whole numbers. Within a month terms start, credits are granted, packs are
/// bought, and then credits are used: first the plan's capped ones, then lots by earliest end; only what is left is
/// charged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoreProblem {
    /// Credits used by month.
    pub demand: Vec<i64>,
    /// What can be bought in any month, any number of times unless limited.
    pub packs: Vec<CorePack>,
    /// At most one is active in a month.
    pub plans: Vec<CorePlan>,
    /// What is charged for use beyond all credits; without it no month may fall short.
    pub payg: Option<CoreCharge>,
    /// Credits held before anything is bought: a balance, or one-time grants.
    pub start: Vec<CoreLot>,
    /// By month: whether it may not pass without an active plan; empty where any may.
    pub needs_plan: Vec<bool>,
}

/// Credits to be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorePack {
    /// Money for one copy, 0 or more.
    pub price: i64,
    /// Credits of one copy, 1 or more.
    pub credits: i64,
    /// Months they can be used, that of the purchase included, 1 or more; `None`: they never expire.
    pub lifetime: Option<u32>,
    /// Sold only in months with an active plan that sells such packs.
    pub subscribers_only: bool,
    /// Copies that can be bought in the whole horizon.
    pub limit: Option<u32>,
}

/// A plan that is paid a term at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorePlan {
    /// Months of a term, 1 or more.
    pub term: u32,
    /// Money for a term, due in full when it starts, even if it reaches beyond the horizon.
    pub fee: i64,
    /// Credits granted each month.
    pub grant: i64,
    /// What becomes of those left at the end of the month.
    pub rollover: CoreRollover,
    /// What is charged for use beyond all credits while the plan is active, instead of pay as you go.
    pub overage: Option<CoreCharge>,
    /// Whether packs for subscribers are sold on it.
    pub sells_packs: bool,
    /// Plans of one family go on with each other's capped credits; packs are sold on all of them or on none.
    pub family: usize,
    /// By month: use that needs no credits while the plan is active, at most the month's; empty where there is none.
    pub covered: Vec<i64>,
}

/// What becomes of a plan's credits at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoreRollover {
    /// They are lost.
    None,
    /// They can be used in so many months, that of the grant included, whatever becomes of the plan.
    Months(u32),
    /// So many stay at most, and only while a plan of the same family is active in the next month.
    Cap(i64),
}

/// A price for use beyond all credits, charged once a month by started blocks.
///
/// A price that is a fraction of the smallest unit of money is stated by scaling all money until it is whole, and by
/// rounding the charge of a month to what the smallest unit has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoreCharge {
    /// Credits of a block, 1 or more.
    pub block: i64,
    /// Money for a block.
    pub price: i64,
    /// What the charge of a month is rounded to a multiple of, half up; 1 or more, and 1 leaves it as it is.
    pub rounded_to: i64,
}

impl CoreCharge {
    /// Money for the use of a month, 0 or more credits.
    #[must_use]
    pub fn cost(&self, credits: i64) -> i64 {
        rounded((credits + self.block - 1) / self.block * self.price, self.rounded_to)
    }
}

/// Money, 0 or more, rounded to a multiple of a step, half up.
#[inline]
pub(super) fn rounded(money: i64, step: i64) -> i64 {
    if step == 1 { money } else { (money + step / 2) / step * step }
}

/// Credits held at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoreLot {
    /// How many.
    pub credits: i64,
    /// Months they can still be used; `None`: they never expire.
    pub months: Option<u32>,
}

/// Copies of a pack bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CoreBuy {
    /// Month of the purchase.
    pub month: usize,
    /// Index of the pack.
    pub pack: usize,
    /// Copies.
    pub copies: i64,
}

/// A term that starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CoreTerm {
    /// Month in which it starts.
    pub month: usize,
    /// Index of the plan.
    pub plan: usize,
}

/// A purchase plan, walked through month by month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorePurchases {
    /// Packs by month.
    pub bought: Vec<CoreBuy>,
    /// Terms by month.
    pub terms: Vec<CoreTerm>,
    /// Everything paid.
    pub cost: i64,
    /// Credits charged after use.
    pub charged: i64,
    /// Credits of lots that ran out within the horizon.
    pub expired: i64,
    /// Credits of plans cut to their cap or lost with the plan.
    pub forfeited: i64,
    /// Credits left at the end of the horizon.
    pub left: i64,
}

/// What is known of a core problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoreAnswer {
    /// The cheapest purchase plan found.
    pub best: Option<CorePurchases>,
    /// No purchase plan costs less; `None`: proved that there is no purchase plan.
    pub lower_bound: Option<i64>,
    /// Work done: purchase decisions weighed, 64 quick ones counted as one.
    pub nodes: u64,
}

impl CoreAnswer {
    /// Whether nothing remains to be found out.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        match (&self.best, self.lower_bound) {
            (Some(best), Some(bound)) => bound >= best.cost,
            (None, Some(_)) => false,
            (_, None) => true,
        }
    }

    /// Cost of the best purchase plan found.
    #[must_use]
    pub fn cost(&self) -> Option<i64> {
        self.best.as_ref().map(|best| best.cost)
    }
}

/// Why a problem cannot be solved by the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoreError {
    /// A number is out of its range: negative, a zero that must not be one, or too many months.
    Range,
    /// Money or credits too large to be added up safely.
    TooLarge,
    /// More packs with a limit, or more plans, than labels have room for.
    TooMany,
    /// So many ways to combine packs in one month that they cannot be listed.
    TooFine,
}

impl fmt::Display for CoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            CoreError::Range => "a number is out of its range",
            CoreError::TooLarge => "numbers are too large for exact planning",
            CoreError::TooMany => "too many plans or limited packs",
            CoreError::TooFine => "packs are too small for the use of one month",
        })
    }
}

impl std::error::Error for CoreError {}
