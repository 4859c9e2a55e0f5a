//! Lots in whole numbers, and the order in which they burn.
#![allow(clippy::arithmetic_side_effects, reason = "shifts are by less than the width of the number")]

use crate::book::{BurnBy, Rules};

/// Units with one end and class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lot {
    /// Burn order, the more important part: smaller burns first.
    pub first: u64,
    /// Burn order, the rest; 0 where nothing but the end tells lots of a priority apart, so that it cannot matter.
    pub rank: u64,
    /// Index of the class, the last of the order.
    pub class: u16,
    /// First slot in which they cannot be used.
    pub end: u16,
    /// Of credits that may be carried: the slot at which the period they were granted for ends; 0 once it has.
    pub cycle: u16,
    /// How many.
    pub units: i64,
}

impl Lot {
    /// Its place in the burn order.
    pub fn key(&self) -> (u64, u64, u16) {
        (self.first, self.rank, self.class)
    }

    /// Whether units of both are one lot.
    pub fn is_like(&self, other: &Lot) -> bool {
        self.key() == other.key() && self.end == other.end && self.cycle == other.cycle
    }
}

/// Where credits come from, as far as the burn order asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Whether nothing was paid for them.
    pub free: bool,
    /// Place of the offer in the book, from 1; 0 for the balance at the start.
    pub offer: u16,
    /// Place of the grant in the offer.
    pub grant: u8,
    /// What was paid for a credit, in parts of 2^40, saturating.
    pub unit_price: u64,
}

/// The order in which lots burn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The book's criteria; `None` for the usual priority, expiry, free first, oldest.
    criteria: Option<Vec<BurnBy>>,
    /// Bits for the price and for the size.
    wide: u32,
    /// Every priority there is, rising.
    priorities: Vec<i32>,
}

/// Bits of what always belongs to an order: whether they wait, priority, end, whether free, slot, offer and grant.
const PLAIN_BITS: u32 = 1 + 8 + 16 + 1 + 12 + 12 + 8;

impl Order {
    /// The usual order.
    pub const USUAL: Order = Order { criteria: None, wide: 0, priorities: Vec::new() };

    /// The order of a book with grants of these priorities.
    pub fn of(rules: &Rules, priorities: impl Iterator<Item = i32>) -> Order {
        let usual = [BurnBy::Priority, BurnBy::Expiry, BurnBy::FreeFirst, BurnBy::Oldest];
        if rules.burn_order == usual || rules.burn_order == usual[..3] {
            return Order::USUAL;
        }
        let by_price = |by: &BurnBy| matches!(by, BurnBy::CheapestFirst | BurnBy::DearestFirst);
        let wide = rules.burn_order.iter().filter(|by| by_price(by) || **by == BurnBy::LargestFirst).count();
        let wide = (u128::BITS - PLAIN_BITS) / u32::try_from(wide).unwrap_or(1).max(1);
        let mut priorities: Vec<i32> = priorities.collect();
        priorities.sort_unstable();
        priorities.dedup();
        Order { criteria: Some(rules.burn_order.clone()), wide: wide.min(64), priorities }
    }

    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        self.criteria.is_none()
    }

    /// Whether smaller priorities burn first whatever else holds.
    pub fn is_by_priority(&self) -> bool {
        self.criteria.as_ref().is_none_or(|criteria| criteria.first() == Some(&BurnBy::Priority))
    }

    /// The two parts of a lot's place; `size` is the credits of its grant. The second is 0 in the usual order unless
    /// lots of its priority are `mixed`. Carried credits that burn last have a bit set, see [`Order::waits`].
    pub fn keys(
        &self,
        priority: i32,
        end: u16,
        origin: Origin,
        slot: usize,
        size: i64,
        mixed: bool,
    ) -> (u64, u64) {
        let slot = u64::try_from(slot).unwrap_or(u64::MAX).min(u64::from(u16::MAX));
        let Some(criteria) = &self.criteria else {
            let first = (u64::from(signless(priority)) << 17) | u64::from(end);
            let book = (u64::from(origin.offer) << 8) | u64::from(origin.grant);
            let rank = (u64::from(!origin.free) << 40) | (slot << 24) | book;
            return (first, if mixed { rank } else { 0 });
        };
        let mut key: u128 = 0;
        let mut push = |value: u64, bits: u32| {
            let most = if bits >= 64 { u64::MAX } else { (1_u64 << bits) - 1 };
            key = (key << bits) | u128::from(value.min(most));
        };
        let size = u64::try_from(size).unwrap_or(0);
        let most = if self.wide >= 64 { u64::MAX } else { (1_u64 << self.wide) - 1 };
        let price = origin.unit_price >> (64 - self.wide.min(64)).min(63);
        if !self.is_by_priority() {
            push(0, 1);
        }
        for by in criteria {
            match by {
                BurnBy::Priority if criteria.first() == Some(by) => push(self.place_of(priority) << 1, 9),
                BurnBy::Priority => push(self.place_of(priority), 8),
                BurnBy::Expiry => push(u64::from(end), 16),
                BurnBy::FreeFirst => push(u64::from(!origin.free), 1),
                BurnBy::CheapestFirst => push(price, self.wide),
                BurnBy::DearestFirst => push(most - price.min(most), self.wide),
                BurnBy::LargestFirst => push(most - size.min(most), self.wide),
                BurnBy::Oldest => push(slot, 12),
            }
        }
        if !criteria.contains(&BurnBy::Oldest) {
            push(slot, 12);
        }
        push(u64::from(origin.offer), 12);
        push(u64::from(origin.grant), 8);
        let key = key << self.unused_bits();
        let low = u64::try_from(key & u128::from(u64::MAX)).unwrap_or(0);
        (u64::try_from(key >> 64).unwrap_or(u64::MAX), low)
    }

    /// Bits left over at the end.
    fn unused_bits(&self) -> u32 {
        let Some(criteria) = &self.criteria else { return 0 };
        let width = |by: &BurnBy| match by {
            BurnBy::Priority => 8,
            BurnBy::Expiry => 16,
            BurnBy::FreeFirst => 1,
            BurnBy::Oldest => 0,
            BurnBy::CheapestFirst | BurnBy::DearestFirst | BurnBy::LargestFirst => self.wide,
        };
        let used: u32 = criteria.iter().map(width).sum();
        u128::BITS.saturating_sub(used + 1 + 12 + 12 + 8)
    }

    /// The more important part of the place of carried credits that burn last.
    pub fn waits(&self, first: u64) -> u64 {
        match &self.criteria {
            None => first | (1 << 16),
            Some(_) if self.is_by_priority() => first | (1 << (63 - 8)),
            Some(_) => first | (1 << 63),
        }
    }

    fn place_of(&self, priority: i32) -> u64 {
        u64::try_from(self.priorities.partition_point(|other| *other < priority)).unwrap_or(u64::MAX)
    }
}

/// The order of numbers below and above 0 in numbers that are not below it.
fn signless(priority: i32) -> u32 {
    u32::try_from(i64::from(priority) - i64::from(i32::MIN)).unwrap_or(0)
}
