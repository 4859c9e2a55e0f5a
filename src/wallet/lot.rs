//! A lot: the credits of one grant that are still in the wallet.

use std::cmp::Ordering;

use serde::Serialize;

use crate::book::{BurnBy, Carry, WithoutPlan};
use crate::date::Date;
use crate::meter::StreamSet;
use crate::num::{Decimal, Fraction};

/// Credits of one grant, with what is left of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lot {
    /// Index of the offer that granted them; `None`: the balance the customer started with.
    pub offer: Option<usize>,
    /// Place of the grant among what the purchase grants.
    pub grant: usize,
    /// Index of the credit type.
    pub credit: usize,
    /// Index of the team whose own they are; `None`: everybody's.
    pub team: Option<usize>,
    /// The streams they can be used for.
    pub serves: StreamSet,
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
    /// Plans, or the add-on, of which one must be active for them to be used; `None`: they need none.
    pub needs: Option<Vec<usize>>,
    /// What becomes of them without one.
    pub without: WithoutPlan,
    /// Whether they cannot be used for want of it just now.
    pub frozen: bool,
    /// For a subscription's own credits, how they are carried.
    pub carry: Option<LotCarry>,
    /// What takes them when `end` comes.
    pub ends_by: LossCause,
    /// How many lots came before: the last tie-break.
    pub serial: usize,
}

/// How a subscription's own credits are carried.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LotCarry {
    /// Whose they are: index of the first offer of its family, and the place of its first grant whose credits are
    /// carried together with them.
    pub pool: (usize, usize),
    /// The caps, those of one person's credits multiplied by the people.
    pub caps: Carry,
    /// First day after the month, or other period, they were granted for.
    pub cycle_end: Date,
    /// Whether they have been carried into a later month.
    pub carried: bool,
}

/// What took credits away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LossCause {
    /// Their time was over.
    Expired,
    /// The day, week, month or term they were granted for was over.
    CycleEnd,
    /// More were left than may be carried.
    OverCap,
    /// The plan or add-on they need ended.
    Lapsed,
}

impl Lot {
    /// Whether they can be used for a stream just now.
    pub fn can_serve(&self, stream: usize) -> bool {
        !self.frozen && self.serves.contains(stream)
    }

    /// Whether carried credits of this lot wait until the fresh ones are used.
    fn waits(&self) -> bool {
        self.carry.as_ref().is_some_and(|carry| carry.carried && carry.caps.burns_last)
    }
}

/// The burn order, one comparator for everything: the book's criteria one after another, then the oldest, then the
/// order of offers and grants in the book (the balance at the start first), of teams and of granting, so that no two
/// lots are ever equal. Carried credits that burn last come after all others of their priority, or after all others
/// where the book does not begin with priorities.
pub fn burn_order(criteria: &[BurnBy], a: &Lot, b: &Lot) -> Ordering {
    let (first, rest) = match criteria {
        [BurnBy::Priority, rest @ ..] => (a.priority.cmp(&b.priority), rest),
        all => (Ordering::Equal, all),
    };
    let place = |lot: &Lot| (lot.granted, lot.offer, lot.grant, lot.team, lot.serial);
    rest.iter()
        .fold(first.then_with(|| a.waits().cmp(&b.waits())), |order, by| {
            order.then_with(|| compare(*by, a, b))
        })
        .then_with(|| place(a).cmp(&place(b)))
}

fn compare(by: BurnBy, a: &Lot, b: &Lot) -> Ordering {
    let soonest = |lot: &Lot| (lot.end.is_none(), lot.end);
    match by {
        BurnBy::Priority => a.priority.cmp(&b.priority),
        BurnBy::Expiry => soonest(a).cmp(&soonest(b)),
        BurnBy::FreeFirst => b.unit_price.is_zero().cmp(&a.unit_price.is_zero()),
        BurnBy::CheapestFirst => a.unit_price.cmp(&b.unit_price),
        BurnBy::DearestFirst => b.unit_price.cmp(&a.unit_price),
        BurnBy::LargestFirst => b.credits.cmp(&a.credits),
        BurnBy::Oldest => a.granted.cmp(&b.granted),
    }
}
