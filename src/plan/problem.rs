//! The planning problem in whole numbers, built from a price book and demand.
//!
//! Credits are counted in units (the greatest common divisor of every quantity that occurs), money in minor
//! units of the currency. Time is cut into slots: months, cut further where credits that live a number of days
//! can end inside a month. Everything is bounded by [`LARGEST`], so that sums over at most sixty months of at most
//! a few hundred lots stay far inside `i64`.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes and months are indices of the problem itself; every quantity is at most LARGEST and is summed over at most 60 months; products go through i128"
)]

use std::fmt;

use super::Allowed;
use crate::book::{Charge, Grant, Kind, Lifetime, PriceBook, Term};
use crate::date::{Date, DateError, Period};
use crate::meter::{Metering, Spread};
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::Money;

/// Largest number of units of any one quantity.
pub const LARGEST: i64 = 10_000_000_000_000_000;
/// A slot index beyond every other: never expires.
pub const BEYOND: u16 = u16::MAX;
/// Blocks of a top-up in one month up to which each block is planned like a copy of a pack.
const FEW_BLOCKS: i64 = 48;

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
    /// Demand by context and slot; context 0 is "no plan", context p the p-th plan. `None`: not offered there.
    pub demand: Vec<Option<Vec<i64>>>,
    /// By context: what is charged beyond the balance.
    pub charges: Vec<Option<UseCharge>>,
    /// By context from 1: index of the plan's offer.
    pub plans: Vec<usize>,
    /// Ways to subscribe.
    pub variants: Vec<Variant>,
    /// Ways to buy credits.
    pub items: Vec<Item>,
    /// The classes of lots; a lot's class fixes how it burns, lapses and is carried.
    pub classes: Vec<Class>,
    /// What is granted before anything is bought.
    pub start: Vec<Part>,
    /// Steps of the book's credit in one unit.
    pub unit: i128,
}

/// A plan for a term.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its context.
    pub context: usize,
    /// The term.
    pub term: Term,
    /// Months of the term.
    pub months: usize,
    /// Price of the term, minor units.
    pub price: i64,
    /// Credits granted each month.
    pub parts: Vec<Part>,
}

/// Something that can be bought for credits.
#[derive(Debug, Clone)]
pub struct Item {
    /// Index of the offer.
    pub offer: usize,
    /// Price of one copy or block, minor units.
    pub price: i64,
    /// What one copy or block grants.
    pub parts: Vec<Part>,
    /// Units of one copy or block.
    pub units: i64,
    /// By context: whether it may be bought.
    pub available: Vec<bool>,
    /// Copies a customer may ever buy.
    pub limit: Option<u32>,
    /// For top-ups.
    pub blocks: Option<Blocks>,
}

/// Bounds of one top-up.
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
}

/// Credits of one grant.
#[derive(Debug, Clone)]
pub struct Part {
    /// Units.
    pub units: i64,
    /// Class of the lot.
    pub class: usize,
    /// By month of the grant: the first slot in which they cannot be used. Ends after the horizon are numbered on, so
    /// that their order stays; [`BEYOND`] for never.
    pub ends: Vec<u16>,
    /// Free before paid, then the order of offers and grants in the book.
    pub order: (bool, u8, u8),
}

/// What lots have in common: when they burn, and what becomes of them otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Smaller burns first.
    pub priority: i32,
    /// Contexts of which one must be active for them to stay.
    pub needs: Option<Vec<usize>>,
    /// The context whose own credits they are, and the units of them that may enter the next month.
    pub carry: Option<(usize, i64)>,
}

/// Units with one end and class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lot {
    /// Index of the class.
    pub class: u8,
    /// First slot in which they cannot be used.
    pub end: u16,
    /// Order among lots of one priority and end; 0 where all of a priority are of one class, so that it cannot matter.
    pub rank: u32,
    /// How many.
    pub units: i64,
}

/// A price for units charged after use, rounded once a month.
#[derive(Debug, Clone, Copy)]
pub struct UseCharge {
    /// Units of a block; only where blocks are charged in full.
    block: Option<i64>,
    /// Minor units of money for one block or unit, as a fraction.
    price: (i128, i128),
}

impl UseCharge {
    /// Started blocks at a whole price.
    #[cfg(test)]
    pub fn of_blocks(block: i64, price: i64) -> UseCharge {
        UseCharge { block: Some(block), price: (i128::from(price), 1) }
    }

    /// Minor units of money for one month's shortage. Rises with `units`.
    pub fn cost(&self, units: i64) -> i64 {
        if units <= 0 {
            return 0;
        }
        let count = match self.block {
            Some(block) => (i128::from(units) + i128::from(block) - 1) / i128::from(block),
            None => i128::from(units),
        };
        let (numerator, denominator) = self.price;
        let Some(product) = count.checked_mul(numerator).and_then(|product| product.checked_mul(2)) else {
            return i64::MAX / 4;
        };
        let rounded = (product + denominator) / (denominator * 2);
        i64::try_from(rounded).unwrap_or(i64::MAX / 4).min(i64::MAX / 4)
    }
}

impl Problem {
    /// Months of the horizon.
    pub fn months(&self) -> usize {
        self.month_slots.len() - 1
    }

    /// Slots of a month.
    pub fn slots(&self, month: usize) -> std::ops::Range<usize> {
        let at = |month: usize| self.month_slots.get(month).copied().unwrap_or_default();
        at(month)..at(month + 1)
    }

    /// Demand of a month in a context.
    pub fn month_demand(&self, context: usize, month: usize) -> Option<i64> {
        let demand = self.demand.get(context)?.as_ref()?;
        demand.get(self.slots(month)).map(|slots| slots.iter().sum())
    }

    /// So many units as credits.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when there are too many.
    pub fn credits(&self, book: &PriceBook, units: i64) -> Result<Decimal, BuildError> {
        let steps = i128::from(units).checked_mul(self.unit).ok_or(NumError::Overflow)?;
        Ok(Decimal::from_units(steps, 0)?.checked_mul(book.credit().step)?)
    }

    /// Whether lots of one priority can be of several classes, so that their order among each other matters.
    pub fn is_mixed(&self, class: usize) -> bool {
        let priority = self.classes[class].priority;
        self.classes.iter().filter(|other| other.priority == priority).count() > 1
    }

    /// The lot that `count` copies of a part grant in a month: free before paid, then oldest, then the book's order.
    pub fn lot(&self, part: &Part, month: usize, count: i64) -> Lot {
        let (paid, offer, grant) = part.order;
        let month_rank = u32::try_from(month).unwrap_or(0);
        let rank = (u32::from(paid) << 22) | (month_rank << 16) | (u32::from(offer) << 8) | u32::from(grant);
        Lot {
            class: u8::try_from(part.class).unwrap_or(u8::MAX),
            end: part.ends[month],
            rank: if self.is_mixed(part.class) { rank } else { 0 },
            units: part.units * count,
        }
    }

    /// Builds the problem for the offers allowed.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when numbers are too large or too fine.
    pub fn new(book: &PriceBook, metering: &Metering, allowed: &Allowed) -> Result<Problem, BuildError> {
        Builder::new(book, metering)?.build(allowed)
    }
}

struct Builder<'b> {
    book: &'b PriceBook,
    metering: &'b Metering,
    /// Starts of the slots, and the end of the horizon.
    slot_dates: Vec<Date>,
    /// Ends of credits after the horizon, in order.
    later_ends: Vec<Date>,
    month_slots: Vec<usize>,
    plans: Vec<usize>,
    classes: Vec<Class>,
    /// Steps of the book's credit in one unit.
    unit: i128,
    anchor: u8,
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl<'b> Builder<'b> {
    fn new(book: &'b PriceBook, metering: &'b Metering) -> Result<Builder<'b>, BuildError> {
        let start = metering.months.first().map_or(Date::FIRST, Period::start);
        let (_, _, anchor) = start.ymd();
        let mut builder = Builder {
            book,
            metering,
            slot_dates: Vec::new(),
            later_ends: Vec::new(),
            month_slots: Vec::new(),
            plans: book.plans().collect(),
            classes: Vec::new(),
            unit: 1,
            anchor,
        };
        builder.cut_slots()?;
        builder.choose_unit()?;
        Ok(builder)
    }

    fn horizon_end(&self) -> Date {
        self.metering.months.last().map_or(Date::FIRST, Period::end)
    }

    /// Month starts, and the days on which credits that live a number of days can end.
    fn cut_slots(&mut self) -> Result<(), BuildError> {
        let mut dates: Vec<Date> = self.metering.months.iter().map(Period::start).collect();
        dates.push(self.horizon_end());
        for grant in self.grants() {
            for month in &self.metering.months {
                let Some(end) = grant.lifetime.end(month.start(), month.end(), self.anchor)? else { break };
                if end > self.horizon_end() {
                    self.later_ends.push(end);
                } else if matches!(grant.lifetime, Lifetime::Days(_)) {
                    dates.push(end);
                }
            }
        }
        self.later_ends.sort_unstable();
        self.later_ends.dedup();
        dates.sort();
        dates.dedup();
        let slot = |date: Date| dates.binary_search(&date).unwrap_or_default();
        self.month_slots = self.metering.months.iter().map(|month| slot(month.start())).collect();
        self.month_slots.push(dates.len() - 1);
        self.slot_dates = dates;
        Ok(())
    }

    fn grants(&self) -> impl Iterator<Item = &'b Grant> + use<'b> {
        self.book.offers().iter().flat_map(|offer| -> &'b [Grant] {
            match &offer.kind {
                Kind::Pack { grants, .. } | Kind::Welcome { grants } | Kind::Plan { grants, .. } => grants,
                Kind::TopUp(top_up) => std::slice::from_ref(&top_up.grant),
                Kind::PayAsYouGo(_) => &[],
            }
        })
    }

    fn steps(&self, credits: Decimal) -> Result<i128, BuildError> {
        let steps = Fraction::from(credits).checked_div(self.book.credit().step.into())?;
        if !steps.is_integer() {
            return Err(NumError::Inexact.into());
        }
        Ok(steps.numerator())
    }

    fn choose_unit(&mut self) -> Result<(), BuildError> {
        let mut unit = 0;
        for grant in self.grants() {
            unit = gcd(unit, self.steps(grant.credits)?);
            if let Some(cap) = grant.carry.as_ref().and_then(|carry| carry.at_most) {
                unit = gcd(unit, self.steps(cap)?);
            }
        }
        for charge in self.book.offers().iter().filter_map(|offer| match &offer.kind {
            Kind::PayAsYouGo(charge) => Some(charge),
            _ => offer.overage(),
        }) {
            if charge.whole_blocks {
                unit = gcd(unit, self.steps(charge.block)?);
            }
        }
        for context in 0..=self.plans.len() {
            for credits in self.demand_by_slot(context)?.into_iter().flatten() {
                unit = gcd(unit, self.steps(credits)?);
            }
        }
        self.unit = unit.max(1);
        Ok(())
    }

    fn units(&self, credits: Decimal) -> Result<i64, BuildError> {
        let units = self.steps(credits)? / self.unit;
        i64::try_from(units)
            .ok()
            .filter(|units| units.abs() <= LARGEST)
            .ok_or(BuildError::Number(NumError::Overflow))
    }

    fn demand_by_slot(&self, context: usize) -> Result<Option<Vec<Decimal>>, BuildError> {
        let plan = context.checked_sub(1).and_then(|index| self.plans.get(index)).copied();
        let mut slots = Vec::with_capacity(self.slot_dates.len());
        for (month, period) in self.metering.months.iter().enumerate() {
            let Some(credits) = self.metering.demand.on(plan, month) else { return Ok(None) };
            let spread = Spread::new(credits, self.book.credit().step, period.days())?;
            let inside = self.slot_dates.windows(2).filter_map(|pair| match pair {
                [from, to] if *from >= period.start() && *from < period.end() => Some((*from, *to)),
                _ => None,
            });
            for (from, to) in inside {
                let until = |date: Date| spread.before(period.start().days_until(date));
                slots.push(until(to)?.checked_sub(until(from)?)?);
            }
        }
        Ok(Some(slots))
    }

    fn build(mut self, allowed: &Allowed) -> Result<Problem, BuildError> {
        let mut demand = Vec::new();
        for context in 0..=self.plans.len() {
            let slots = self.demand_by_slot(context)?;
            let units = slots
                .map(|slots| {
                    slots.into_iter().map(|credits| self.units(credits)).collect::<Result<Vec<_>, _>>()
                })
                .transpose()?;
            demand.push(units);
        }
        let charges = self.charges(allowed)?;
        let variants = self.variants(allowed)?;
        // A plan that cannot be bought is no context to be in.
        for (context, demand) in demand.iter_mut().enumerate().skip(1) {
            if !variants.iter().any(|variant| variant.context == context) {
                *demand = None;
            }
        }
        let largest_month = self.largest_month(&demand);
        let items = self.items(allowed, largest_month)?;
        let start = self.start()?;
        let Builder { month_slots, plans, classes, unit, .. } = self;
        Ok(Problem { month_slots, demand, charges, plans, variants, items, classes, start, unit })
    }

    fn largest_month(&self, demand: &[Option<Vec<i64>>]) -> i64 {
        let months = self.month_slots.windows(2).flat_map(|pair| {
            let range = match pair {
                [from, to] => *from..*to,
                _ => 0..0,
            };
            demand
                .iter()
                .flatten()
                .filter_map(move |slots| slots.get(range.clone()))
                .map(|slots| slots.iter().sum())
        });
        months.max().unwrap_or(0)
    }

    fn charges(&self, allowed: &Allowed) -> Result<Vec<Option<UseCharge>>, BuildError> {
        let contexts = std::iter::once(None).chain(self.plans.iter().copied().map(Some));
        contexts
            .map(|plan| match self.book.charge(plan) {
                Some((offer, charge)) if allowed.charges(offer, plan == Some(offer)) => {
                    Ok(Some(self.charge(charge)?))
                }
                _ => Ok(None),
            })
            .collect()
    }

    fn charge(&self, charge: &Charge) -> Result<UseCharge, BuildError> {
        let minor = Decimal::from_units(10_i128.pow(self.book.currency().minor_units()), 0)?;
        let block_price = Fraction::from(charge.price).checked_mul(minor.into())?;
        if charge.whole_blocks {
            let block = self.units(charge.block)?;
            return Ok(UseCharge {
                block: Some(block),
                price: (block_price.numerator(), block_price.denominator()),
            });
        }
        let unit_credits = self.book.credit().step.checked_mul(Decimal::from_units(self.unit, 0)?)?;
        let price = block_price.checked_div(charge.block.into())?.checked_mul(unit_credits.into())?;
        Ok(UseCharge { block: None, price: (price.numerator(), price.denominator()) })
    }

    fn money(&self, money: Money) -> Result<i64, BuildError> {
        self.book.currency().to_minor(money).ok_or(BuildError::Number(NumError::Overflow))
    }

    fn variants(&mut self, allowed: &Allowed) -> Result<Vec<Variant>, BuildError> {
        let mut variants = Vec::new();
        for (index, offer_index) in self.plans.clone().into_iter().enumerate() {
            let Some(offer) = self.book.offer(offer_index) else { continue };
            let Kind::Plan { grants, .. } = &offer.kind else { continue };
            let context = index + 1;
            for (term, price) in offer.terms().filter(|(term, _)| allowed.term(offer_index, *term)) {
                let paid = !price.is_zero();
                let parts = self.parts(grants, paid, offer_index, &[], Some(context))?;
                let months = usize::try_from(term.months()).unwrap_or(usize::MAX);
                variants.push(Variant { context, term, months, price: self.money(price)?, parts });
            }
        }
        Ok(variants)
    }

    fn items(&mut self, allowed: &Allowed, largest_month: i64) -> Result<Vec<Item>, BuildError> {
        let mut items = Vec::new();
        for (index, offer) in self.book.offers().iter().enumerate() {
            if !allowed.item(index) {
                continue;
            }
            let contexts = std::iter::once(None).chain(self.plans.iter().copied().map(Some));
            let available: Vec<bool> = contexts.map(|plan| offer.is_available(plan)).collect();
            let (price, grants, blocks) = match &offer.kind {
                Kind::Pack { price, grants } => (self.money(*price)?, grants.as_slice(), None),
                Kind::TopUp(top_up) => {
                    let block = self.units(top_up.block)?;
                    let min = i64::try_from(top_up.min_blocks).unwrap_or(LARGEST);
                    let max = top_up.max_blocks.map_or(LARGEST, |max| i64::try_from(max).unwrap_or(LARGEST));
                    let like_packs = min <= 1 && largest_month / block.max(1) <= FEW_BLOCKS;
                    (
                        self.money(top_up.price)?,
                        std::slice::from_ref(&top_up.grant),
                        Some(Blocks { min, max, like_packs }),
                    )
                }
                _ => continue,
            };
            let parts = self.parts(grants, price > 0, index, &offer.requires, None)?;
            let units = parts.iter().map(|part| part.units).sum();
            items.push(Item { offer: index, price, parts, units, available, limit: offer.limit, blocks });
        }
        Ok(items)
    }

    fn start(&mut self) -> Result<Vec<Part>, BuildError> {
        let mut parts = Vec::new();
        if self.metering.new_customer {
            for (index, offer) in self.book.offers().iter().enumerate() {
                if let Kind::Welcome { grants } = &offer.kind {
                    parts.extend(self.parts(grants, false, index, &offer.requires, None)?);
                }
            }
        }
        Ok(parts)
    }

    fn parts(
        &mut self,
        grants: &[Grant],
        paid: bool,
        offer: usize,
        requires: &[usize],
        plan: Option<usize>,
    ) -> Result<Vec<Part>, BuildError> {
        let small = |index: usize| u8::try_from(index).map_err(|_| BuildError::Number(NumError::Overflow));
        grants
            .iter()
            .enumerate()
            .map(|(index, grant)| self.part(grant, (paid, small(offer)?, small(index)?), requires, plan))
            .collect()
    }

    fn part(
        &mut self,
        grant: &Grant,
        order: (bool, u8, u8),
        requires: &[usize],
        plan: Option<usize>,
    ) -> Result<Part, BuildError> {
        let contexts_of = |offers: &[usize], plans: &[usize]| -> Vec<usize> {
            let all = plans.iter().enumerate().filter(|(_, plan)| offers.is_empty() || offers.contains(plan));
            all.map(|(index, _)| index + 1).collect()
        };
        let kept = grant.carry.as_ref().is_some_and(|carry| carry.kept_after_plan);
        let needs = match plan {
            Some(context) if grant.carry.is_some() && !kept => Some(vec![context]),
            _ => grant.while_subscribed.then(|| contexts_of(requires, &self.plans)),
        };
        let cap =
            grant.carry.as_ref().and_then(|carry| carry.at_most).map(|cap| self.units(cap)).transpose()?;
        let carry = plan.zip(cap);
        let class = Class { priority: grant.priority, needs, carry };
        let index = match self.classes.iter().position(|known| *known == class) {
            Some(index) => index,
            None => {
                self.classes.push(class);
                self.classes.len() - 1
            }
        };
        let ends = self
            .metering
            .months
            .iter()
            .map(|month| {
                let end = grant.lifetime.end(month.start(), month.end(), self.anchor)?;
                Ok(end.map_or(BEYOND, |end| self.slot_of(end)))
            })
            .collect::<Result<Vec<u16>, BuildError>>()?;
        Ok(Part { units: self.units(grant.credits)?, class: index, ends, order })
    }

    /// The slot that begins on a date; the number of slots for the horizon's end, and so on for ends after it.
    fn slot_of(&self, date: Date) -> u16 {
        match self.slot_dates.binary_search(&date) {
            Ok(slot) => u16::try_from(slot).unwrap_or(BEYOND),
            Err(_) => {
                let after = self.later_ends.partition_point(|end| *end < date);
                u16::try_from(self.slot_dates.len().saturating_add(after)).unwrap_or(BEYOND)
            }
        }
    }
}
