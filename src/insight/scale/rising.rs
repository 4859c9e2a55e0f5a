//! The least cost of buying, along amounts of usage.

use std::collections::BTreeMap;

use crate::insight::way::{Cost, Price};
use crate::unit::Money;

/// What is known of the least cost at some amounts.
///
/// Where it is proved never to fall, each bound holds further: nothing costs less at more usage, and what is enough for
/// more usage is enough for less.
#[derive(Debug, Clone)]
pub(super) struct Rising {
    rises: bool,
    known: BTreeMap<u64, Cost>,
}

impl Rising {
    /// Nothing known yet; `rises` where the least cost is proved never to fall.
    pub fn new(rises: bool) -> Rising {
        Rising { rises, known: BTreeMap::new() }
    }

    /// Learns the cost at an amount.
    pub fn learn(&mut self, level: u64, cost: Cost) {
        let mut own = cost;
        if self.rises {
            own.lower = own.lower.max(self.least(level));
            own.upper = own.upper.min(self.most(level));
            for (_, known) in self.known.range_mut(level..) {
                known.lower = known.lower.max(own.lower);
            }
            for (_, known) in self.known.range_mut(..level) {
                known.upper = known.upper.min(own.upper);
            }
        }
        self.known.insert(level, own);
    }

    /// What is known of an amount that was asked for.
    pub fn at(&self, level: u64) -> Option<Cost> {
        self.known.get(&level).copied()
    }

    /// The amounts asked for, from one and below another, in order.
    pub fn asked(&self, from: u64, below: u64) -> impl Iterator<Item = (u64, Cost)> {
        let from = from.min(below);
        self.known.range(from..below).map(|(level, cost)| (*level, *cost))
    }

    /// Nothing costs less at this amount.
    pub fn least(&self, level: u64) -> Price {
        let known = match self.rises {
            true => self.known.range(..=level).next_back().map(|(_, cost)| cost.lower),
            false => self.at(level).map(|cost| cost.lower),
        };
        known.unwrap_or(Price::Of(Money::ZERO))
    }

    /// The cost at an amount that need not be asked for, since it is the same below and above.
    pub fn given(&self, level: u64) -> Option<Cost> {
        let (least, most) = (self.least(level), self.most(level));
        (self.rises && least >= most).then_some(Cost { lower: least, upper: most })
    }

    /// This is enough at this amount.
    pub fn most(&self, level: u64) -> Price {
        let known = match self.rises {
            true => self.known.range(level..).next().map(|(_, cost)| cost.upper),
            false => self.at(level).map(|cost| cost.upper),
        };
        known.unwrap_or(Price::Never)
    }
}
