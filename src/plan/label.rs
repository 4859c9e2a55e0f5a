//! A label: what matters of a partial purchase plan at the start of a month, and how a month changes it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes, slots and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::lot::Lot;
use super::problem::{Award, BEYOND, End, Fills, Part, Problem, Schedule};
use super::search::Decision;

/// A partial purchase plan at the start of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// Paid so far, minor units.
    pub cost: i64,
    /// Units lost so far.
    pub lost: i64,
    /// Purchases so far.
    pub purchases: u32,
    /// Context of the active plan; 0 without one.
    pub context: usize,
    /// The active plan's variant.
    pub variant: Option<usize>,
    /// Months its term still has.
    pub paid_months: usize,
    /// What is held, in burn order.
    pub lots: Vec<Lot>,
    /// What was taken of everything that may be taken so many times.
    pub taken: Vec<u32>,
    /// Active add-ons, oldest first.
    pub add_ons: Vec<AddOn>,
    /// A required plan's item was stocked up on because the plan is given up: it must not be available next month.
    pub quits: Option<usize>,
    /// The search's record of the label this one continues.
    pub parent: usize,
    /// Variant started in the last month.
    pub started: Option<usize>,
    /// Items bought in the last month, with copies or blocks.
    pub bought: Vec<(usize, i64)>,
}

/// Copies of an add-on that are paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddOn {
    /// Index of the item.
    pub item: usize,
    /// Copies.
    pub count: i64,
    /// The month after its last.
    pub until: usize,
}

/// What nothing sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsold {
    /// Units.
    pub units: i64,
    /// Index of the credit type.
    pub credit: usize,
}

impl Label {
    /// Nothing bought yet.
    pub fn root(problem: &Problem) -> Label {
        Label { taken: vec![0; problem.counters], ..Label::default() }
    }

    /// What was bought in the last month.
    pub fn decision(&self) -> Decision {
        Decision { started: self.started, bought: self.bought.clone() }
    }

    /// Adds units to what is held.
    pub fn add(&mut self, lot: Lot) {
        if lot.units == 0 {
            return;
        }
        let place = self.lots.partition_point(|held| (held.key(), held.cycle) < (lot.key(), lot.cycle));
        match self.lots.get_mut(place).filter(|held| held.is_like(&lot)) {
            Some(held) => held.units += lot.units,
            None => self.lots.insert(place, lot),
        }
    }

    /// Begins a month: starts a variant, goes on with the one paid for, or has none; then loses what lapses and is
    /// granted what comes on the month's first day. `None` when the plan does not offer what is used, is not sold, or
    /// another is still paid for.
    pub fn choose_plan(&mut self, problem: &Problem, started: Option<usize>, month: usize) -> Option<()> {
        if started.is_some() && self.paid_months > 0 {
            return None;
        }
        let variant = if self.paid_months > 0 { self.variant } else { started };
        let context = variant.map_or(0, |index| problem.variants[index].context);
        if !problem.demand[context].as_ref()?.offered[month] {
            return None;
        }
        *self = Label { quits: None, started, bought: Vec::new(), variant, context, ..std::mem::take(self) };
        self.add_ons.retain(|add_on| add_on.until > month);
        if let Some(index) = variant {
            let plan = &problem.variants[index];
            if started.is_some() {
                self.cost = self.cost.saturating_add((*plan.prices.get(month)?)?);
                self.purchases = self.purchases.saturating_add(1);
                self.paid_months = plan.schedule.months;
                if let Some((counter, limit)) = plan.limit {
                    self.taken[counter] = self.taken[counter].saturating_add(1);
                    if self.taken[counter] > limit {
                        return None;
                    }
                }
            }
            self.paid_months -= 1;
        }
        self.begin(problem, month, started.is_some());
        Some(())
    }

    /// What happens on a month's first day before anything is bought: credits lapse, are cut to what may be carried,
    /// and are granted.
    pub fn begin(&mut self, problem: &Problem, month: usize, starts: bool) {
        self.lapse(problem);
        let first = problem.month_slots[month];
        let late = |pool: usize| !problem.pools[pool].early;
        self.cut_carried(problem, first, month, &late);
        let given = problem.given[month].iter().filter(|(_, contexts)| contexts[self.context]);
        let awards: Vec<(&Award, i64)> = given.map(|(award, _)| (award, 1)).collect();
        self.give_all(problem, &awards, BEYOND);
        if let Some(index) = self.variant {
            let schedule = &problem.variants[index].schedule;
            let end = schedule.term_end(month + 1 + self.paid_months);
            self.give_scheduled(problem, schedule, month, (starts, first), (end, 1));
        }
        for add_on in self.add_ons.clone() {
            if let Some(schedule) = &problem.items[add_on.item].schedule {
                let end = schedule.term_end(add_on.until);
                self.give_scheduled(problem, schedule, month, (false, first), (end, add_on.count));
            }
        }
    }

    fn give_scheduled(
        &mut self,
        problem: &Problem,
        schedule: &Schedule,
        month: usize,
        (starts, slot): (bool, usize),
        (end, count): (u16, i64),
    ) {
        let now = schedule.monthly[month].iter().filter(|award| award.slot == slot);
        let start = schedule.at_start[month].iter().filter(|_| starts);
        let mut awards: Vec<(&Award, i64)> = now.chain(start).map(|award| (award, count)).collect();
        // As the grants stand in the book.
        awards.sort_by_key(|(award, _)| award.origin.grant);
        self.give_all(problem, &awards, end);
    }

    fn give_all(&mut self, problem: &Problem, awards: &[(&Award, i64)], term_end: u16) {
        let mut once = Vec::new();
        for (award, count) in awards {
            if let Some(counter) = award.once {
                if self.taken[counter] > 0 {
                    continue;
                }
                once.push(counter);
            }
            let end = match award.end {
                End::At(slot) => slot,
                End::Term => term_end,
            };
            let units = self.room(
                problem,
                award.class,
                award.units * count,
                award.fills,
                award.balance_at_most,
                *count,
            );
            let mut lot = problem.lot(award.class, end, award.origin, award.slot, units, units);
            lot.cycle = award.cycle;
            if usize::from(end) > award.slot {
                self.add(lot);
            } else {
                self.lost += units;
            }
        }
        for counter in once {
            self.taken[counter] = 1;
        }
    }

    /// Units that a grant adds: as many as it fills up, and as its cap on the balance leaves.
    fn room(
        &self,
        problem: &Problem,
        class: usize,
        units: i64,
        fills: Option<Fills>,
        balance_at_most: Option<i64>,
        count: i64,
    ) -> i64 {
        if fills.is_none() && balance_at_most.is_none() {
            return units;
        }
        let own = &problem.classes[class];
        let sum = |counts: &dyn Fn(&super::problem::Class) -> bool| -> i64 {
            let lots = self.lots.iter().filter(|lot| counts(&problem.classes[usize::from(lot.class)]));
            lots.map(|lot| lot.units).sum()
        };
        let balance = || {
            sum(&|class| {
                class.credit == own.credit
                    && (own.team.is_none() || class.team.is_none() || class.team == own.team)
            })
        };
        let mut units = match fills {
            None => units,
            Some(Fills::Own) => {
                units
                    - sum(&|class| {
                        class.own == own.own && class.team == own.team && class.credit == own.credit
                    })
            }
            Some(Fills::Balance) => units - balance(),
        };
        if let Some(most) = balance_at_most {
            units = units.min(most.saturating_mul(count) - balance());
        }
        units.max(0)
    }

    /// Buys copies or blocks of an item.
    pub fn buy(&mut self, problem: &Problem, index: usize, count: i64, month: usize) {
        let item = &problem.items[index];
        let before = self.bought.iter().find(|(bought, _)| *bought == index).map_or(0, |(_, bought)| *bought);
        self.cost = self.cost.saturating_add(item.cost(before + count) - item.cost(before));
        for part in &item.parts {
            self.receive(problem, part, part.units * count, month, count);
        }
        if let (Some(part), Some(pricing)) = (&item.bonus, &item.pricing) {
            let units = pricing.bonus(before + count) - pricing.bonus(before);
            self.receive(problem, part, units, month, 1);
        }
        if let Some(schedule) = &item.schedule {
            let until = month + schedule.months;
            let slot = problem.month_slots[month];
            self.give_scheduled(problem, schedule, month, (true, slot), (schedule.term_end(until), count));
            self.add_ons.push(AddOn { item: index, count, until });
        }
        let takes = item.takes(before + count) - item.takes(before);
        if let Some((counter, _)) = item.limit {
            self.taken[counter] = self.taken[counter].saturating_add(takes);
        }
        self.purchases = self.purchases.saturating_add(takes);
        match self.bought.iter_mut().find(|(bought, _)| *bought == index) {
            Some((_, bought)) => *bought += count,
            None => self.bought.push((index, count)),
        }
    }

    fn receive(&mut self, problem: &Problem, part: &Part, units: i64, month: usize, count: i64) {
        let units = self.room(problem, part.class, units, part.fills, part.balance_at_most, count);
        if usize::from(part.ends[month]) > problem.month_slots[month] {
            let slot = problem.month_slots[month];
            self.add(problem.lot(part.class, part.ends[month], part.origin, slot, units, units));
        }
    }

    /// Loses what needs a plan that is not active any more.
    fn lapse(&mut self, problem: &Problem) {
        let context = self.context;
        self.drop_lots(|lot| {
            let class = &problem.classes[usize::from(lot.class)];
            !class.frozen && class.needs.as_ref().is_some_and(|needs| !needs.contains(&context))
        });
    }

    fn drop_lots(&mut self, gone: impl Fn(&Lot) -> bool) {
        let mut lost = 0;
        self.lots.retain(|lot| {
            let drop = gone(lot);
            if drop {
                lost += lot.units;
            }
            !drop
        });
        self.lost += lost;
    }

    /// Burns a month's demand; units it lacked, by stream. `None` when the context does not offer what is wanted.
    pub fn burn(&mut self, problem: &Problem, month: usize) -> Option<Vec<i64>> {
        let demand = problem.demand[self.context].as_ref()?;
        let streams = problem.streams;
        let mut short = vec![0; streams];
        let first = problem.month_slots[month];
        for slot in problem.slots(month) {
            let end = u16::try_from(slot).unwrap_or(BEYOND);
            self.drop_lots(|lot| lot.end <= end);
            if slot > first {
                self.grant_inside(problem, month, slot);
            }
            for (stream, wanted) in demand.units[slot * streams..(slot + 1) * streams].iter().enumerate() {
                short[stream] += self.take(problem, stream, *wanted);
            }
            self.lots.retain(|lot| lot.units > 0);
        }
        Some(short)
    }

    /// Takes so many units for a stream out of what is held; how many are lacking.
    fn take(&mut self, problem: &Problem, stream: usize, wanted: i64) -> i64 {
        let mut wanted = wanted;
        for lot in &mut self.lots {
            if wanted == 0 {
                break;
            }
            let class = &problem.classes[usize::from(lot.class)];
            let thawed = |needs: &Vec<usize>| needs.contains(&self.context);
            if class.streams.contains(stream) && (!class.frozen || class.needs.as_ref().is_none_or(thawed)) {
                let burnt = wanted.min(lot.units);
                lot.units -= burnt;
                wanted -= burnt;
            }
        }
        wanted
    }

    /// What a day inside a month takes and brings before its use.
    fn grant_inside(&mut self, problem: &Problem, month: usize, slot: usize) {
        self.cut_carried(problem, slot, month, &|_| true);
        if let Some(index) = self.variant {
            let schedule = &problem.variants[index].schedule;
            let end = schedule.term_end(month + 1 + self.paid_months);
            self.give_scheduled(problem, schedule, month, (false, slot), (end, 1));
        }
        if !self.add_ons.is_empty() {
            for add_on in self.add_ons.clone() {
                if let Some(schedule) = &problem.items[add_on.item].schedule {
                    let end = schedule.term_end(add_on.until);
                    self.give_scheduled(problem, schedule, month, (false, slot), (end, add_on.count));
                }
            }
        }
    }

    /// What a month's shortage costs, with what is due in any case.
    ///
    /// # Errors
    ///
    /// [`Unsold`] when nothing sells it.
    pub fn charge(&mut self, problem: &Problem, month: usize, short: &[i64]) -> Result<(), Unsold> {
        let charges = &problem.charges[self.context];
        let mut sums: Vec<(usize, i64)> = charges.standing.iter().map(|tariff| (*tariff, 0)).collect();
        let mut unsold: Option<Unsold> = None;
        let mut lack = |stream: usize, units: i64| {
            let credit = problem.stream_credits[stream];
            match unsold.as_mut().filter(|unsold| unsold.credit == credit) {
                Some(unsold) => unsold.units += units,
                None => unsold = unsold.or(Some(Unsold { units, credit })),
            }
        };
        for (stream, units) in short.iter().enumerate().filter(|(_, units)| **units > 0) {
            match charges.tariffs[month][stream] {
                None => lack(stream, *units),
                Some(tariff) => match sums.iter_mut().find(|(known, _)| *known == tariff) {
                    Some((_, sum)) => *sum += units,
                    None => sums.push((tariff, *units)),
                },
            }
        }
        for (index, units) in sums {
            match problem.tariffs[index].cost(units) {
                Some(cost) => self.cost = self.cost.saturating_add(cost),
                None => {
                    let stream = charges.tariffs[month].iter().position(|tariff| *tariff == Some(index));
                    lack(stream.unwrap_or(0), problem.tariffs[index].beyond(units));
                }
            }
        }
        unsold.map_or(Ok(()), Err)
    }

    /// What the end of a month takes: ended lots, then what a plan may not carry whatever comes next.
    pub fn end_month(&mut self, problem: &Problem, month: usize) {
        let slot = problem.month_slots[month + 1];
        let end = u16::try_from(slot).unwrap_or(BEYOND);
        self.drop_lots(|lot| lot.end <= end);
        let last = month + 1 == problem.months();
        self.cut_carried(problem, slot, month, &|pool| last || problem.pools[pool].early);
        self.add_ons.retain(|add_on| add_on.until > month + 1);
    }

    /// Cuts what is carried beyond a period that ends with a slot, of every pool wanted, oldest first.
    fn cut_carried(&mut self, problem: &Problem, slot: usize, month: usize, wanted: &dyn Fn(usize) -> bool) {
        if problem.pools.is_empty() {
            return;
        }
        let at = u16::try_from(slot).unwrap_or(BEYOND);
        for pool in (0..problem.pools.len()).filter(|pool| wanted(*pool)) {
            let own = |lot: &Lot| {
                let carry = problem.classes[usize::from(lot.class)].carry;
                carry.filter(|carry| carry.pool == pool && lot.cycle <= at)
            };
            let newest = self
                .lots
                .iter()
                .filter(|lot| lot.cycle == at && own(lot).is_some())
                .map(|lot| lot.class)
                .max();
            let Some(carry) = newest.and_then(|class| problem.classes[usize::from(class)].carry) else {
                continue;
            };
            let total: i64 = self.lots.iter().filter(|lot| own(lot).is_some()).map(|lot| lot.units).sum();
            let mut most = carry.at_most.unwrap_or(total);
            if let Some((numerator, denominator)) = carry.share {
                let share = i128::from(total) * numerator / denominator.max(1);
                most = most.min(i64::try_from(share).unwrap_or(i64::MAX));
            }
            if let Some(cap) = carry.total_at_most {
                most = most.min((cap - self.fresh(problem, pool, slot, month)).max(0));
            }
            let mut excess = (total - most).max(0);
            self.lost += excess;
            // A plan's older credits end sooner, or were granted sooner, or are one lot.
            let mut order: Vec<usize> =
                (0..self.lots.len()).filter(|index| own(&self.lots[*index]).is_some()).collect();
            order.sort_by_key(|index| {
                let lot = &self.lots[*index];
                (lot.cycle, lot.end, lot.rank)
            });
            let mut carried = Vec::new();
            for index in order {
                let cut = excess.min(self.lots[index].units);
                excess -= cut;
                let mut lot = self.lots[index];
                lot.units -= cut;
                lot.cycle = 0;
                if own(&lot).is_some_and(|carry| carry.burns_last) {
                    lot.first = problem.order.waits(lot.first);
                }
                self.lots[index].units = 0;
                carried.push(lot);
            }
            self.lots.retain(|lot| lot.units > 0);
            carried.into_iter().for_each(|lot| self.add(lot));
        }
    }

    /// Units of a pool that are about to be granted in a slot.
    fn fresh(&self, problem: &Problem, pool: usize, slot: usize, month: usize) -> i64 {
        let Some(monthly) = problem
            .month_slots
            .iter()
            .rposition(|start| *start <= slot)
            .filter(|month| *month < problem.months())
        else {
            return 0;
        };
        let starts = self.started.is_some() && monthly == month && slot == problem.month_slots[month];
        let of = |schedule: &Schedule, starts: bool| -> i64 {
            let now = schedule.monthly[monthly].iter().filter(|award| award.slot == slot);
            let start = schedule.at_start[monthly]
                .iter()
                .filter(|award| starts && award.once.is_none_or(|counter| self.taken[counter] == 0));
            let own = now
                .chain(start)
                .filter(|award| problem.classes[award.class].carry.is_some_and(|carry| carry.pool == pool));
            own.map(|award| award.units).sum()
        };
        let plan = self.variant.map_or(0, |index| of(&problem.variants[index].schedule, starts));
        let add_ons = self.add_ons.iter().filter_map(|add_on| {
            let schedule = problem.items[add_on.item].schedule.as_ref()?;
            Some(of(schedule, false) * add_on.count)
        });
        plan + add_ons.sum::<i64>()
    }

    /// The order of equally cheap plans: fewest units lost, then fewest purchases.
    pub fn tie_key(&self) -> (i64, i64, u32) {
        (self.cost, self.lost, self.purchases)
    }
}
