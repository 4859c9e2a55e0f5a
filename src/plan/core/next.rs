//! What follows a month, and what a purchase in it meets.

use super::bound::{Bound, Row};
use super::frontier::Set;
use super::model::Charge;

/// Bounds of what follows a month.
pub struct Next<'b> {
    pub row: Row<'b>,
    /// With packs for members stocked up first.
    pub stock: Option<Row<'b>>,
}

impl Next<'_> {
    #[inline]
    pub fn at(&self, position: i64) -> i64 {
        let least = self.row.at(position);
        self.stock.as_ref().map_or(least, |stock| least.min(stock.at(position)))
    }
}

/// What a last pack meets.
pub struct Reach<'b> {
    /// Units it must start to cover: what sooner lots leave.
    pub need: i64,
    /// Units of it that can be used after this month.
    pub most: i64,
    pub next: Next<'b>,
    /// Position without it.
    pub start: i64,
    pub total: i64,
    pub bound: &'b Bound,
    /// Units held beyond, and whether it is beyond itself.
    pub beyond: i64,
    pub is_beyond: bool,
}

impl Reach<'_> {
    /// What is still to be paid at least with so much of it left.
    #[inline]
    pub fn at(&self, rest: i64) -> i64 {
        let (on_line, beyond) = if self.is_beyond { (0, self.beyond + rest) } else { (rest, self.beyond) };
        self.next.at((self.start + on_line).min(self.total)) - self.bound.worth(beyond)
    }
}

/// The cheapest way to cover a need in part by a set and to have the rest charged.
pub fn charged(sets: &[Set], need: i64, charge: Charge) -> Option<(i64, u32)> {
    let mut cheapest: Option<(i64, u32)> = None;
    for (index, set) in sets.iter().enumerate() {
        let cost = set.cost + charge.cost(need - set.units);
        if cheapest.is_none_or(|(least, _)| cost < least) {
            cheapest = Some((cost, index as u32));
        }
    }
    cheapest
}
