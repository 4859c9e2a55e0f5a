//! The planning problem in whole numbers, built from a price book and demand by `build`.
//!
//! Credits are counted in units (for each credit type the greatest common divisor of every quantity that occurs),
//! money in minor units of the currency. Time is cut into slots: months, cut further where credits can begin or end
//! inside a month, down to days where the order of a day's use can matter. Everything is bounded by [`LARGEST`], so
//! that sums over at most sixty months of at most a few hundred lots stay far inside `i64`.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes and months are indices of the problem itself; every quantity is at most LARGEST and is summed over at most 60 months"
)]

use std::fmt;
use std::rc::Rc;

use super::Allowed;
use super::award::{Award, Class, Part, Pool};
use super::build::Builder;
use super::lot::{Lot, Order, Origin};
use super::offered::{Item, Variant};
use super::path::Decision;
use super::tariff::Tariff;
use crate::book::PriceBook;
use crate::date::DateError;
use crate::meter::{Metering, StreamSet};
use crate::num::{Decimal, NumError};

/// Largest number of units of any one quantity.
pub const LARGEST: i64 = 10_000_000_000_000_000;
/// A slot index beyond every other: never expires.
pub const BEYOND: u16 = u16::MAX;

/// Why there is no problem to solve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BuildError {
    /// A number is too large or too fine for exact planning.
    Number(NumError),
    /// A day lies beyond the calendar.
    Date(DateError),
    /// What the first month was said to buy (index of the offer) is not sold then, or not so.
    NotSold(usize),
}

impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Number(error) => write!(out, "{error}"),
            BuildError::Date(error) => write!(out, "{error}"),
            BuildError::NotSold(_) => out.write_str("what the first month is to buy is not sold then"),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<NumError> for BuildError {
    fn from(error: NumError) -> BuildError {
        BuildError::Number(error)
    }
}

impl From<DateError> for BuildError {
    fn from(error: DateError) -> BuildError {
        BuildError::Date(error)
    }
}

/// The problem.
#[derive(Debug, Clone)]
pub struct Problem {
    /// First slot of each month, and one more entry: the number of slots.
    pub month_slots: Vec<usize>,
    /// Number of streams, at least 1.
    pub streams: usize,
    /// By stream: index of its credit type.
    pub stream_credits: Vec<usize>,
    /// Demand by context; context 0 is "no plan", context p the p-th plan. `None`: it cannot be chosen, or what is
    /// used is never to be had there.
    pub demand: Vec<Option<Rc<Demand>>>,
    /// By context: what is charged beyond the balance.
    pub charges: Vec<Rc<Charges>>,
    /// Prices after use.
    pub tariffs: Vec<Rc<Tariff>>,
    /// By context from 1: index of the plan's offer.
    pub plans: Vec<usize>,
    /// By context: tells apart the families of plans that grant the week that runs when they begin; 0 for the others.
    pub families: Vec<usize>,
    /// Ways to subscribe.
    pub variants: Vec<Variant>,
    /// Ways to buy credits.
    pub items: Vec<Item>,
    /// The classes of lots; a lot's class fixes what it serves, how it burns, lapses and is carried.
    pub classes: Vec<Class>,
    /// By class: whether its lots and those of other classes can be used for the same in one order that their end
    /// alone does not decide, so that they are compared lot by lot.
    pub mixed: Vec<bool>,
    /// What is granted without being bought: by month, when the month begins, with the contexts in which it is.
    pub given: Vec<Vec<(Award, Vec<bool>)>>,
    /// Pools of credits that are carried together.
    pub pools: Vec<Pool>,
    /// How many things there are that may be taken so many times: entries of a label's `taken`.
    pub counters: usize,
    /// The order in which lots burn.
    pub order: Order,
    /// Holding more can be worse, so that only equal holdings are compared and every number of copies is tried.
    pub careful: bool,
    /// What is bought in the first month, whatever would be cheaper.
    pub first: Option<Decision>,
    /// What the search does not try out in full, in the book's words.
    pub gaps: Vec<&'static str>,
    /// Credits of one unit, by credit type.
    pub units: Vec<Decimal>,
}

/// What is needed, in units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// By slot, and in it by stream.
    pub units: Vec<i64>,
    /// By month: whether what is used is to be had.
    pub offered: Vec<bool>,
}

/// What is charged beyond the balance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Charges {
    /// By month and stream: index of the tariff; `None` where nothing sells it.
    pub tariffs: Vec<Vec<Option<usize>>>,
    /// Tariffs of which something is due even without use.
    pub standing: Vec<usize>,
}

impl Problem {
    /// Builds the problem for the offers allowed.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when numbers are too large or too fine.
    pub fn new(book: &PriceBook, metering: &Metering, allowed: &Allowed) -> Result<Problem, BuildError> {
        Builder::new(book, metering)?.build(allowed)
    }

    /// Months of the horizon.
    pub fn months(&self) -> usize {
        self.month_slots.len() - 1
    }

    /// Slots of a month.
    pub fn slots(&self, month: usize) -> std::ops::Range<usize> {
        let at = |month: usize| self.month_slots.get(month).copied().unwrap_or_default();
        at(month)..at(month + 1)
    }

    /// Demand of a slot in a context for a set of streams; 0 where it cannot be chosen.
    pub fn slot_demand(&self, context: usize, slot: usize, streams: StreamSet) -> i64 {
        let Some(demand) = self.demand.get(context).and_then(Option::as_ref) else { return 0 };
        let wanted = (0..self.streams).filter(|stream| streams.contains(*stream));
        wanted.map(|stream| demand.units[slot * self.streams + stream]).sum()
    }

    /// Demand of a month in a context for a set of streams; `None` where it is not to be had.
    pub fn month_demand(&self, context: usize, month: usize, streams: StreamSet) -> Option<i64> {
        let demand = self.demand.get(context)?.as_ref()?;
        demand
            .offered
            .get(month)?
            .then(|| self.slots(month).map(|slot| self.slot_demand(context, slot, streams)).sum())
    }

    /// Most units that can still be used from a month on.
    pub fn most_left(&self, month: usize) -> i64 {
        let all = self.all_streams();
        let of_month = |month: usize| {
            let contexts = 0..self.demand.len();
            contexts.filter_map(|context| self.month_demand(context, month, all)).max().unwrap_or(0)
        };
        (month..self.months()).map(of_month).sum()
    }

    /// Every stream.
    pub fn all_streams(&self) -> StreamSet {
        (0..self.streams).fold(StreamSet::NONE, StreamSet::with)
    }

    /// So many units of a credit type as credits.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when there are too many.
    pub fn credits(&self, credit: usize, units: i64) -> Result<Decimal, BuildError> {
        let one = self.units.get(credit).copied().unwrap_or(Decimal::ONE);
        Ok(Decimal::from_units(units.into(), 0)?.checked_mul(one)?)
    }

    /// Copies or blocks of an item bought in a month of which something could be used while they live, were nothing
    /// else held.
    pub fn usable_copies(&self, index: usize, month: usize) -> i64 {
        let item = &self.items[index];
        let parts = item.parts.iter().map(|part| {
            let slots = self.month_slots[month]..self.month_slots[self.months()].min(part.ends[month].into());
            self.most_copies(slots, self.classes[part.class].streams, part.units)
        });
        let first = self.month_slots[month];
        let awards = item.schedule.iter().flat_map(|schedule| {
            let last = (month + schedule.months).min(self.months());
            let monthly = schedule.monthly[month..last].iter().flatten();
            schedule.at_start[month].iter().chain(monthly).map(|award| {
                let slots = first..self.month_slots[self.months()];
                self.most_copies(slots, self.classes[award.class].streams, award.units_of(1))
            })
        });
        // A copy may be bought for the sake of what earlier ones have left.
        let keeps = self.classes.iter().any(|class| class.add_on == Some(item.offer));
        parts.chain(awards).max().unwrap_or(0).max(i64::from(keeps))
    }

    /// How often so many units go into the most that is needed of some streams in some slots, rounded up.
    fn most_copies(&self, slots: std::ops::Range<usize>, streams: StreamSet, units: i64) -> i64 {
        let contexts = || 0..self.demand.len();
        let most = |slot: usize| {
            contexts().map(|context| self.slot_demand(context, slot, streams)).max().unwrap_or(0)
        };
        let wanted: i64 = slots.map(most).sum();
        (wanted + units.max(1) - 1) / units.max(1)
    }

    /// The lot of so many units of a class.
    pub fn lot(&self, class: usize, end: u16, origin: Origin, slot: usize, units: i64) -> Lot {
        let (priority, mixed) = (self.classes[class].priority, self.mixed[class]);
        let place = self.order.place(priority, end, origin, slot, units, mixed);
        let class = u16::try_from(class).unwrap_or(u16::MAX);
        Lot { place, class, end, cycle: 0, copies: 1, units }
    }

    /// The lot that `count` copies of a part grant in a month.
    pub fn part_lot(&self, part: &Part, month: usize, count: i64) -> Lot {
        let units = part.units * count;
        self.lot(part.class, part.ends[month], part.origin, self.month_slots[month], units)
    }
}
