//! Seats: the people a plan is paid for, by kind.

use serde::Serialize;

use std::collections::BTreeMap;

use crate::unit::Money;

/// The kind of seat a plan has when the book names none.
pub const DEFAULT_SEAT: &str = "seat";

/// How many people of each kind of seat there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seats {
    counts: BTreeMap<String, u32>,
}

impl Seats {
    /// The counts by kind; kinds left out have nobody.
    pub fn new(counts: BTreeMap<String, u32>) -> Seats {
        Seats { counts }
    }

    /// Whether nothing was said about seats.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// People of a kind.
    pub fn count(&self, kind: &str) -> u32 {
        self.counts.get(kind).copied().unwrap_or(0)
    }

    /// The kinds with their people.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.counts.iter().map(|(kind, count)| (kind.as_str(), *count))
    }

    /// These people and others.
    #[must_use]
    pub fn with(mut self, other: &Seats) -> Seats {
        for (kind, count) in other.iter() {
            let sum = self.counts.entry(kind.to_owned()).or_default();
            *sum = sum.saturating_add(count);
        }
        self
    }
}

/// One kind of seat of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Seat {
    /// Its id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Seats in the plan's own price.
    pub included: u32,
    /// Seats that are paid for at least.
    pub min: u32,
    /// Most people of the kind; the plan is not for more.
    pub max: Option<u32>,
    /// Price of one more seat for each of the plan's terms, in their order.
    pub prices: Vec<Money>,
}

impl Seat {
    /// People of this kind when nothing was said about seats: one of the plan's first kind.
    fn wanted(&self, seats: &Seats, is_first: bool) -> u32 {
        if seats.is_empty() { u32::from(is_first) } else { seats.count(&self.id) }
    }

    /// Seats paid for beside the plan's own price.
    pub fn billed(&self, seats: &Seats, is_first: bool) -> u32 {
        self.wanted(seats, is_first).max(self.min).saturating_sub(self.included)
    }

    /// Whether so many people can have it.
    pub(super) fn admits(&self, seats: &Seats, is_first: bool) -> bool {
        self.max.is_none_or(|max| self.wanted(seats, is_first) <= max)
    }

    /// Seats that are granted credits.
    pub fn granted(&self, seats: &Seats, is_first: bool) -> u32 {
        self.wanted(seats, is_first).max(self.min).max(self.included)
    }
}
