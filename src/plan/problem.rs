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
use super::build::Builder;
use super::lot::{Lot, Order, Origin};
use super::pricing::Pricing;
use super::tariff::Tariff;
use crate::book::{PriceBook, Term};
use crate::date::DateError;
use crate::meter::{Metering, StreamSet};
use crate::num::{Decimal, Fraction, NumError};

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
}

impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Number(error) => write!(out, "{error}"),
            BuildError::Date(error) => write!(out, "{error}"),
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

/// A plan for a term.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its context.
    pub context: usize,
    /// The term.
    pub term: Term,
    /// By the month it starts: price of the term, fee included, in minor units; `None` where it is not sold.
    pub prices: Vec<Option<i64>>,
    /// What it grants when.
    pub schedule: Schedule,
    /// The counter of an offer with a limit, and the limit.
    pub limit: Option<(usize, u32)>,
}

/// What a term of a plan or add-on grants when.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// Months of the term.
    pub months: usize,
    /// By month: what is granted in it, by rising slot.
    pub monthly: Vec<Vec<Award>>,
    /// By the month the term starts: what is granted besides.
    pub at_start: Vec<Vec<Award>>,
    /// By month: the slot in which it starts, months after the horizon too.
    pub month_ends: Vec<u16>,
    /// By the month the term starts and credit type, money paid for a credit; empty where no order asks.
    pub unit_prices: Vec<Vec<Fraction>>,
}

/// Something that can be bought for credits.
#[derive(Debug, Clone)]
pub struct Item {
    /// Index of the offer.
    pub offer: usize,
    /// The term of an add-on.
    pub term: Option<Term>,
    /// What a term of an add-on grants when; `parts` is empty then.
    pub schedule: Option<Rc<Schedule>>,
    /// Price of one copy or block, minor units; no number of them costs less than that many times it.
    pub price: i64,
    /// The price of several, where it is not that many times `price`.
    pub pricing: Option<Rc<Pricing>>,
    /// Minor units for so many units, bonuses apart, which no number of blocks undercuts.
    pub rate: (i64, i64),
    /// What one copy or block grants.
    pub parts: Vec<Part>,
    /// How bonus units of a top-up are granted.
    pub bonus: Option<Part>,
    /// Units of one copy or block.
    pub units: i64,
    /// By context: whether it may be bought.
    pub available: Vec<bool>,
    /// By month: whether it is on sale.
    pub on_sale: Vec<bool>,
    /// The counter of an offer with a limit, and the limit.
    pub limit: Option<(usize, u32)>,
    /// Copies of an add-on there may be at a time.
    pub at_once: Option<u32>,
    /// Copies of one month at most, and the bounds of a purchase.
    pub most: Option<u32>,
    /// Every number of copies is tried, since buying later or in other portions is not the same.
    pub counted: bool,
    /// They would have to be, but are too many: the search is not complete.
    pub loose: bool,
    /// For top-ups, and for packs of which one purchase has bounds.
    pub blocks: Option<Blocks>,
    /// Whether it is a top-up, of which purchases are counted and not blocks.
    pub is_top_up: bool,
}

/// Bounds of one purchase.
#[derive(Debug, Clone, Copy)]
pub struct Blocks {
    /// Fewest blocks.
    pub min: i64,
    /// Most blocks.
    pub max: i64,
    /// Whether each block may be planned like a copy of a pack: no lower bound, and few of them cover a month.
    pub like_packs: bool,
}

impl Blocks {
    /// No bounds.
    pub const ANY: Blocks = Blocks { min: 1, max: LARGEST, like_packs: true };

    /// How many purchases so many blocks take at least.
    pub fn purchases(&self, count: i64) -> i64 {
        (count + self.max - 1) / self.max.max(1)
    }

    /// The smallest number of blocks, `count` or more, that purchases within the bounds can make.
    ///
    /// With fewer purchases than `count / max` there are too few; with that many at least `min` each.
    pub fn round_up(&self, count: i64) -> i64 {
        let purchases = self.purchases(count.max(1));
        count.max(purchases.saturating_mul(self.min))
    }

    /// Blocks in as few purchases as the bounds allow, as even as they can be.
    pub fn split(&self, count: i64) -> impl Iterator<Item = i64> + use<> {
        let purchases = self.purchases(count).max(1);
        let (each, larger) = (count / purchases, count % purchases);
        (0..purchases).map(move |index| each + i64::from(index < larger))
    }
}

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
                self.most_copies(slots, self.classes[award.class].streams, award.units)
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
        Lot { place, units, class: u16::try_from(class).unwrap_or(u16::MAX), end, cycle: 0 }
    }

    /// The lot that `count` copies of a part grant in a month.
    pub fn part_lot(&self, part: &Part, month: usize, count: i64) -> Lot {
        let units = part.units * count;
        self.lot(part.class, part.ends[month], part.origin, self.month_slots[month], units)
    }
}

impl Schedule {
    /// Where credits of a term that starts in a month come from.
    pub fn origin(&self, origin: Origin, credit: usize, start: usize) -> Origin {
        let price = self.unit_prices.get(start).and_then(|prices| prices.get(credit).copied());
        match price.filter(|_| !origin.free) {
            Some(price) => Origin { price, ..origin },
            None => origin,
        }
    }

    /// The slot in which a term ends that ends with the start of a month.
    pub fn term_end(&self, month: usize) -> u16 {
        self.month_ends.get(month).copied().unwrap_or(BEYOND)
    }
}

impl Item {
    /// What so many copies or blocks cost, fees included.
    pub fn cost(&self, count: i64) -> i64 {
        self.pricing.as_ref().map_or_else(|| self.price.saturating_mul(count), |pricing| pricing.cost(count))
    }

    /// Copies or blocks as they are bought: together, or purchase by purchase where that can make a difference.
    pub fn pieces(&self, problem: &Problem, count: i64) -> Vec<i64> {
        match self.blocks.filter(|_| self.is_top_up && (problem.careful || !problem.order.is_usual())) {
            Some(blocks) => blocks.split(count).collect(),
            None => vec![count],
        }
    }

    /// Money paid for a credit where so many copies or blocks are one purchase, `one` being that of a single one.
    pub fn unit_price(&self, one: Fraction, count: i64) -> Fraction {
        let Some(pricing) = &self.pricing else { return one };
        let ratio = |count: i64| {
            let whole = i128::from(pricing.cost(1)).checked_mul(count.into())?;
            Fraction::new(pricing.cost(count).into(), whole).ok()
        };
        ratio(count).and_then(|ratio| one.checked_mul(ratio).ok()).unwrap_or(one)
    }

    /// What so many copies or blocks of a month count against a limit.
    pub fn takes(&self, count: i64) -> u32 {
        let taken = match self.blocks.filter(|_| self.is_top_up) {
            Some(blocks) => blocks.purchases(count),
            None => count,
        };
        u32::try_from(taken).unwrap_or(u32::MAX)
    }

    /// Whether it may be bought in a month in a context.
    pub fn is_sold(&self, context: usize, month: usize) -> bool {
        self.available[context] && self.on_sale[month]
    }
}
