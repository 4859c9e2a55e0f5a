//! Lots in whole numbers, and the order in which they burn.
#![allow(clippy::arithmetic_side_effects, reason = "shifts are by less than the width of the number")]

use crate::book::{BurnBy, Rules};
use crate::num::Fraction;

/// Units with one end and class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lot {
    /// Its place in the burn order, see [`Order::place`]: smaller burns first.
    pub place: Place,
    /// Index of the class, the last of the order.
    pub class: u16,
    /// First slot in which they cannot be used.
    pub end: u16,
    /// Of credits that may be carried: the slot at which the period they were granted for ends; 0 once it has.
    pub cycle: u16,
    /// Copies whose credits they are: what one copy may carry is multiplied by them.
    pub copies: u16,
    /// How many.
    pub units: i64,
}

/// A place in the burn order.
pub type Place = [u64; 3];

impl Lot {
    /// Its place in the burn order.
    pub fn key(&self) -> (Place, u16) {
        (self.place, self.class)
    }

    /// Whether units of both are one lot.
    pub fn is_like(&self, other: &Lot) -> bool {
        (self.key(), self.end, self.cycle, self.copies) == (other.key(), other.end, other.cycle, other.copies)
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
    /// Money paid for a credit.
    pub price: Fraction,
}

/// The order in which lots burn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The book's criteria; `None` for the usual priority, expiry, free first, oldest.
    criteria: Option<Vec<BurnBy>>,
    /// Every priority there is, rising.
    priorities: Vec<i32>,
}

/// Bits of a place.
const BITS: u32 = 192;
/// Bits of what a lot's grant had; no quantity needs more.
const SIZE_BITS: u32 = 54;
/// Bits of the place of a priority among all.
const PRIORITY_BITS: u32 = 8;

/// A place while it is put together, most important part first.
#[derive(Default)]
struct Bits {
    place: Place,
    used: u32,
}

impl Bits {
    fn push(&mut self, value: u64, bits: u32) {
        for bit in (0..bits).rev() {
            let set = u64::from(value >> bit & 1 == 1);
            let word = usize::try_from(self.used / u64::BITS).unwrap_or(0);
            if let Some(word) = self.place.get_mut(word) {
                *word |= set << (u64::BITS - 1 - self.used % u64::BITS);
            }
            self.used = (self.used + 1).min(BITS);
        }
    }
}

impl Order {
    /// The usual order.
    pub const USUAL: Order = Order { criteria: None, priorities: Vec::new() };

    /// The order of a book with grants of these priorities.
    pub fn of(rules: &Rules, priorities: impl Iterator<Item = i32>) -> Order {
        let usual = [BurnBy::Priority, BurnBy::Expiry, BurnBy::FreeFirst, BurnBy::Oldest];
        if rules.burn_order == usual || rules.burn_order == usual[..3] {
            return Order::USUAL;
        }
        let mut priorities: Vec<i32> = priorities.collect();
        priorities.sort_unstable();
        priorities.dedup();
        Order { criteria: Some(rules.burn_order.clone()), priorities }
    }

    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        self.criteria.is_none()
    }

    /// Whether smaller priorities burn first whatever else holds.
    pub fn is_by_priority(&self) -> bool {
        self.criteria.as_ref().is_none_or(|criteria| criteria.first() == Some(&BurnBy::Priority))
    }

    /// Whether it asks what was paid for a credit.
    pub fn is_by_price(&self) -> bool {
        let by_price = |by: &BurnBy| matches!(by, BurnBy::CheapestFirst | BurnBy::DearestFirst);
        self.criteria.iter().flatten().any(by_price)
    }

    /// A lot's place; `size` is the credits of its grant. In the usual order nothing but priority and end counts unless
    /// lots of its priority are `mixed`. Carried credits that burn last have a bit set, see [`Order::waits`].
    pub fn place(
        &self,
        priority: i32,
        end: u16,
        origin: Origin,
        slot: usize,
        size: i64,
        mixed: bool,
    ) -> Place {
        let slot = u64::try_from(slot).unwrap_or(u64::MAX);
        let Some(criteria) = &self.criteria else {
            let first = (u64::from(signless(priority)) << 17) | u64::from(end);
            let book = (u64::from(origin.offer) << 8) | u64::from(origin.grant);
            let rank = (u64::from(!origin.free) << 40) | (slot << 24) | book;
            return [first, if mixed { rank } else { 0 }, 0];
        };
        let mut bits = Bits::default();
        let waiting = |bits: &mut Bits| bits.push(0, 1);
        if !self.is_by_priority() {
            waiting(&mut bits);
        }
        let mut priced = false;
        for (index, by) in criteria.iter().enumerate() {
            match by {
                BurnBy::Priority => {
                    bits.push(self.place_of(priority), PRIORITY_BITS);
                    if index == 0 {
                        waiting(&mut bits);
                    }
                }
                BurnBy::Expiry => bits.push(end.into(), u16::BITS),
                BurnBy::FreeFirst => bits.push(u64::from(!origin.free), 1),
                BurnBy::CheapestFirst | BurnBy::DearestFirst if priced => {}
                BurnBy::CheapestFirst => bits.push(fixed(origin.price), u64::BITS),
                BurnBy::DearestFirst => bits.push(u64::MAX - fixed(origin.price), u64::BITS),
                BurnBy::LargestFirst => {
                    let size = u64::try_from(size).unwrap_or(0);
                    bits.push(((1 << SIZE_BITS) - 1_u64).saturating_sub(size), SIZE_BITS);
                }
                BurnBy::Oldest => bits.push(slot, u16::BITS - 4),
            }
            priced |= matches!(by, BurnBy::CheapestFirst | BurnBy::DearestFirst);
        }
        if !criteria.contains(&BurnBy::Oldest) {
            bits.push(slot, u16::BITS - 4);
        }
        bits.push(origin.offer.into(), u16::BITS);
        bits.push(origin.grant.into(), u8::BITS);
        bits.place
    }

    /// The place of carried credits that burn last.
    pub fn waits(&self, place: Place) -> Place {
        let [first, rank, last] = place;
        let bit = match &self.criteria {
            None => 16,
            Some(_) if self.is_by_priority() => u64::BITS - 1 - PRIORITY_BITS,
            Some(_) => u64::BITS - 1,
        };
        [first | (1 << bit), rank, last]
    }

    fn place_of(&self, priority: i32) -> u64 {
        u64::try_from(self.priorities.partition_point(|other| *other < priority)).unwrap_or(u64::MAX)
    }
}

/// The order of numbers below and above 0 in numbers that are not below it.
fn signless(priority: i32) -> u32 {
    u32::try_from(i64::from(priority) - i64::from(i32::MIN)).unwrap_or(0)
}

/// Money for a credit in parts of 2^40 of a unit of the currency, saturating.
fn fixed(price: Fraction) -> u64 {
    let scaled = price.numerator().checked_mul(1 << 40).map(|scaled| scaled / price.denominator().max(1));
    scaled.and_then(|scaled| u64::try_from(scaled).ok()).unwrap_or(u64::MAX)
}
