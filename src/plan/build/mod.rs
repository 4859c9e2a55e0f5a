//! From a price book and demand to the planning problem.
//!
//! `days` says when what is granted, `cut` cuts time into slots and finds the units, `needs` turns demand into units
//! (less what daily credits cover), `classes` sorts grants into classes, `given` says
//! what comes of them, `sold` makes the ways to buy.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "indices come from the vectors they index; quantities are at most LARGEST; products go through i128"
)]

mod classes;
mod cut;
mod days;
mod given;
mod needs;
mod sold;

use std::rc::Rc;

use super::Allowed;
use super::award::{Class, Pool};
use super::lot::Order;
use super::problem::{BEYOND, BuildError, Charges, LARGEST, Problem};
use super::tariff::Tariff;
use crate::book::{AtZero, Charge, Cycle, Every, Grant, Offer, PriceBook};
use crate::date::{Date, Period};
use crate::meter::Metering;
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::Money;
use days::Daily;

/// Builds one problem.
pub struct Builder<'b> {
    book: &'b PriceBook,
    metering: &'b Metering,
    /// Starts of the slots, and the end of the horizon.
    slot_dates: Vec<Date>,
    /// Ends of credits after the horizon, in order.
    later_ends: Vec<Date>,
    month_slots: Vec<usize>,
    plans: Vec<usize>,
    classes: Vec<Class>,
    /// Steps of one unit, by credit type.
    unit: Vec<i128>,
    anchor: u8,
    order: Order,
    /// Daily grants that are taken off demand, by place in the book.
    daily: Vec<Daily>,
    counters: Vec<Counter>,
    pools: Vec<Pool>,
    careful: bool,
    gaps: Vec<&'static str>,
}

/// A charge, with the credits of a unit and of a step, and the units charged at most.
type Sold<'c> = (&'c Charge, Decimal, Decimal, i64);

/// What may be taken so many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counter {
    /// An offer, by its index.
    Offer(usize),
    /// A grant that is made once, by offer and place.
    Grant(usize, usize),
    /// A capped grant, by offer, place and team; nothing is counted, it is only told apart.
    Cap(usize, usize, Option<usize>),
}

impl<'b> Builder<'b> {
    /// Looks at the book and the demand.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when numbers are too large or too fine.
    pub fn new(book: &'b PriceBook, metering: &'b Metering) -> Result<Builder<'b>, BuildError> {
        let start = metering.months.first().map_or(Date::FIRST, Period::start);
        let calendar = book.rules().cycle == Cycle::Calendar;
        let anchor = if calendar { 1 } else { start.ymd().2 };
        let priorities = book.offers().iter().flat_map(Offer::grants).map(|grant| grant.priority);
        let mut builder = Builder {
            book,
            metering,
            slot_dates: Vec::new(),
            later_ends: Vec::new(),
            month_slots: Vec::new(),
            plans: book.plans().collect(),
            classes: Vec::new(),
            unit: Vec::new(),
            anchor,
            order: Order::of(book.rules(), priorities.chain([classes::BALANCE_PRIORITY])),
            daily: Vec::new(),
            counters: Vec::new(),
            pools: Vec::new(),
            careful: false,
            gaps: Vec::new(),
        };
        builder.daily = builder.daily_grants()?;
        builder.cut_slots()?;
        builder.choose_units()?;
        Ok(builder)
    }

    /// Builds the problem for the offers allowed.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when numbers are too large or too fine.
    pub fn build(mut self, allowed: &Allowed) -> Result<Problem, BuildError> {
        let mut demand = self.demands()?;
        let variants = self.variants(allowed)?;
        if let Some(without) = demand.first_mut().filter(|_| !self.metering.may_have(None)) {
            *without = None;
        }
        // A plan that cannot be bought is no context to be in.
        for (context, demand) in demand.iter_mut().enumerate().skip(1) {
            if !variants.iter().any(|variant| variant.context == context) {
                *demand = None;
            }
        }
        let mut tariffs = Vec::new();
        let charges = self.charges(allowed, &demand, &mut tariffs)?;
        let items = self.items(allowed, &demand)?;
        let given = self.given()?;
        let mixed = self.mixed();
        for (index, pool) in self.pools.iter_mut().enumerate() {
            let mut needs = self
                .classes
                .iter()
                .filter_map(|class| class.carry.filter(|carry| carry.pool == index).map(|_| &class.needs));
            let first = needs.next();
            pool.early &= needs.all(|other| Some(other) == first);
        }
        if tariffs.iter().any(|tariff| !tariff.rises) {
            self.careful = true;
        }
        let units = self.unit_credits()?;
        let families = self.families();
        let mut problem = Problem {
            streams: self.metering.streams.len(),
            stream_credits: self.metering.streams.iter().map(|stream| stream.credit).collect(),
            month_slots: self.month_slots,
            demand,
            charges,
            tariffs,
            plans: self.plans,
            families,
            variants,
            items,
            classes: self.classes,
            mixed,
            given,
            pools: self.pools,
            counters: self.counters.len(),
            order: self.order,
            careful: self.careful,
            first: None,
            gaps: self.gaps,
            units,
        };
        sold::choose_counted(&mut problem);
        problem.first = allowed.first.as_ref().map(|first| problem.decision(first)).transpose()?;
        problem.gaps.sort_unstable();
        problem.gaps.dedup();
        Ok(problem)
    }

    /// The plan of a context.
    fn plan(&self, context: usize) -> Option<usize> {
        context.checked_sub(1).and_then(|index| self.plans.get(index)).copied()
    }

    fn contexts(&self) -> std::ops::RangeInclusive<usize> {
        0..=self.plans.len()
    }

    /// By context: one more than the family of a plan that grants the week that runs when it begins, or 0.
    fn families(&self) -> Vec<usize> {
        let of = |plan: usize| {
            let offer = self.book.offer(plan)?;
            let by_weekday = |grant: &Grant| matches!(grant.every, Every::Week(Some(_)));
            offer.grants().iter().any(by_weekday).then_some(offer.family + 1)
        };
        self.contexts().map(|context| self.plan(context).and_then(of).unwrap_or(0)).collect()
    }

    /// Credits of one unit, by type.
    fn unit_credits(&self) -> Result<Vec<Decimal>, BuildError> {
        let one = |(credit, unit): (usize, &i128)| {
            Ok(self.book.step(credit).checked_mul(Decimal::from_units(*unit, 0)?)?)
        };
        self.unit.iter().enumerate().map(one).collect()
    }

    fn units(&self, credit: usize, credits: Decimal) -> Result<i64, BuildError> {
        let units = self.steps(credit, credits)? / self.unit.get(credit).copied().unwrap_or(1);
        i64::try_from(units)
            .ok()
            .filter(|units| units.abs() <= LARGEST)
            .ok_or(BuildError::Number(NumError::Overflow))
    }

    fn steps(&self, credit: usize, credits: Decimal) -> Result<i128, BuildError> {
        let steps = Fraction::from(credits).checked_div(self.book.step(credit).into())?;
        if !steps.is_integer() {
            return Err(NumError::Inexact.into());
        }
        Ok(steps.numerator())
    }

    fn money(&self, money: Money) -> Result<i64, BuildError> {
        self.book.currency().to_minor(money).ok_or(BuildError::Number(NumError::Overflow))
    }

    /// The index of a counter, made where there is none.
    fn counter(&mut self, counter: Counter) -> usize {
        let known = self.counters.iter().position(|known| *known == counter);
        known.unwrap_or_else(|| {
            self.counters.push(counter);
            self.counters.len() - 1
        })
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

    /// By context, what is charged beyond the balance; equal ones are shared.
    fn charges(
        &self,
        allowed: &Allowed,
        demand: &[Option<Rc<super::problem::Demand>>],
        tariffs: &mut Vec<Rc<Tariff>>,
    ) -> Result<Vec<Rc<Charges>>, BuildError> {
        let mut known: Vec<((usize, usize), usize)> = Vec::new();
        let mut all: Vec<Rc<Charges>> = Vec::new();
        let largest: i64 = demand.iter().flatten().flat_map(|demand| demand.units.iter()).sum();
        for context in self.contexts() {
            let plan = self.plan(context);
            let slow = self.metering.slow && *self.book.at_zero(plan) == AtZero::Slow;
            let mut charges = Charges::default();
            for month in &self.metering.months {
                let mut of_month = Vec::new();
                for stream in &self.metering.streams {
                    let on = (plan, self.metering.slow);
                    let charge = self.book.charge(on, month.start(), stream.credit, stream.feature);
                    let charge = charge.filter(|(offer, ..)| allowed.charges(*offer, plan == Some(*offer)));
                    let index = match charge {
                        None if slow => Some(self.tariff((usize::MAX, 0), None, &mut known, tariffs)?),
                        None => None,
                        Some((offer, place, charge)) => {
                            let sold = self.sold(stream.credit, charge, largest)?;
                            Some(self.tariff((offer, place), Some(sold), &mut known, tariffs)?)
                        }
                    };
                    of_month.push(index);
                }
                charges.tariffs.push(of_month);
            }
            let own = plan.and_then(|plan| Some((plan, self.book.offer(plan)?.as_plan()?)));
            for (plan, place, charging) in own.iter().flat_map(|(plan, own)| {
                own.overage.iter().enumerate().map(move |(place, charging)| (*plan, place, charging))
            }) {
                let sold = self.sold(charging.credit, &charging.charge, largest)?;
                let index = self.tariff((plan, place), Some(sold), &mut known, tariffs)?;
                if tariffs[index].standing > 0 {
                    charges.standing.push(index);
                }
            }
            let shared = all.iter().find(|other| ***other == charges).cloned();
            all.push(shared.unwrap_or_else(|| Rc::new(charges)));
        }
        Ok(all)
    }

    fn sold<'c>(&self, credit: usize, charge: &'c Charge, largest: i64) -> Result<Sold<'c>, BuildError> {
        Ok((charge, self.unit_of(credit)?, self.book.step(credit), largest))
    }

    fn unit_of(&self, credit: usize) -> Result<Decimal, BuildError> {
        let unit = self.unit.get(credit).copied().unwrap_or(1);
        Ok(self.book.step(credit).checked_mul(Decimal::from_units(unit, 0)?)?)
    }

    fn tariff(
        &self,
        key: (usize, usize),
        sold: Option<Sold<'_>>,
        known: &mut Vec<((usize, usize), usize)>,
        tariffs: &mut Vec<Rc<Tariff>>,
    ) -> Result<usize, BuildError> {
        if let Some((_, index)) = known.iter().find(|(other, _)| *other == key) {
            return Ok(*index);
        }
        let tariff = match sold {
            None => Tariff::free(),
            Some((charge, unit, step, largest)) => {
                let stands = self.book.offer(key.0).is_some_and(|offer| offer.as_plan().is_some());
                Tariff::new(charge, self.book.currency(), (unit, step), largest, stands)?
            }
        };
        tariffs.push(Rc::new(tariff));
        known.push((key, tariffs.len() - 1));
        Ok(tariffs.len() - 1)
    }
}
