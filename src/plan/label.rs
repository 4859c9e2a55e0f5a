//! A label: what matters of a partial purchase plan at the start of a month, and how a month changes it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes, slots and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::lot::{Lot, Origin};
use super::problem::{Award, BEYOND, Cap, Class, End, Fills, Item, Part, Problem, Schedule};
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
    /// The family of the plan that was active until now, see [`Problem::families`].
    pub left: usize,
    /// What is held, in burn order.
    pub lots: Vec<Lot>,
    /// What was taken of everything that may be taken so many times.
    pub taken: Vec<u32>,
    /// Active add-ons, oldest first.
    pub add_ons: Vec<AddOn>,
    /// Units granted under a cap over a longer period: the grant, the period, and how many.
    pub capped: Vec<(usize, i32, i64)>,
    /// A required plan's item was stocked up on because the plan is given up: it must not be available next month.
    pub quits: Option<usize>,
    /// The search's record of the label this one continues.
    pub parent: usize,
    /// Variant started in the last month.
    pub started: Option<usize>,
    /// Items bought in the last month, with copies or blocks.
    pub bought: Vec<(usize, i64)>,
}

/// Whether a term starts in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// It goes on.
    No,
    /// After another of the same family, or of an add-on.
    Again,
    /// After another plan or none.
    Anew,
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
        let start = match started {
            None => Start::No,
            Some(_) if self.left == problem.families[context] => Start::Again,
            Some(_) => Start::Anew,
        };
        self.left = 0;
        self.begin(problem, month, start);
        Some(())
    }

    /// What happens on a month's first day before anything is bought: credits lapse, are cut to what may be carried,
    /// and are granted.
    pub fn begin(&mut self, problem: &Problem, month: usize, start: Start) {
        self.lapse(problem);
        let first = problem.month_slots[month];
        let late = |pool: usize| !problem.pools[pool].early;
        self.cut_carried(problem, first, month, &late);
        let given = problem.given[month].iter().filter(|(_, contexts)| contexts[self.context]);
        let awards: Vec<&Award> = given.map(|(award, _)| award).collect();
        self.give_all(problem, &awards, (BEYOND, 1), &|award| award.origin);
        self.give_subscribed(problem, month, (start, first));
    }

    /// Grants what the plan and the add-ons grant in a slot.
    fn give_subscribed(&mut self, problem: &Problem, month: usize, (start, slot): (Start, usize)) {
        if let Some(index) = self.variant {
            let schedule = &problem.variants[index].schedule;
            self.give_scheduled(problem, (schedule, None), month, (start, slot));
        }
        for index in 0..self.add_ons.len() {
            let add_on = self.add_ons[index];
            if let Some(schedule) = &problem.items[add_on.item].schedule {
                self.give_scheduled(problem, (schedule, Some(add_on)), month, (Start::No, slot));
            }
        }
    }

    /// Grants what a plan, or copies of an add-on, grant in a slot.
    fn give_scheduled(
        &mut self,
        problem: &Problem,
        (schedule, add_on): (&Schedule, Option<AddOn>),
        month: usize,
        (start, slot): (Start, usize),
    ) {
        let now = schedule.monthly[month].iter().filter(|award| award.slot == slot);
        let comes = |award: &&Award| start == Start::Anew || (start == Start::Again && !award.anew);
        let mut awards: Vec<&Award> = now.chain(schedule.at_start[month].iter().filter(comes)).collect();
        if awards.is_empty() {
            return;
        }
        // As the grants stand in the book.
        awards.sort_by_key(|award| award.origin.grant);
        let until = add_on.map_or(month + 1 + self.paid_months, |add_on| add_on.until);
        let began = until.saturating_sub(schedule.months);
        let copies = add_on.map_or(1, |add_on| add_on.count);
        let origin = |award: &Award| {
            let origin = schedule.origin(award.origin, problem.classes[award.class].credit, began);
            match add_on {
                Some(AddOn { item, count, .. }) if problem.order.is_by_price() => {
                    Origin { price: problem.items[item].unit_price(origin.price, count), ..origin }
                }
                _ => origin,
            }
        };
        self.give_all(problem, &awards, (schedule.term_end(until), copies), &origin);
    }

    fn give_all(
        &mut self,
        problem: &Problem,
        awards: &[&Award],
        (term_end, copies): (u16, i64),
        origin: &dyn Fn(&Award) -> Origin,
    ) {
        let mut once = Vec::new();
        for award in awards {
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
            let whole = award.units_of(copies);
            let units = self.room(problem, award.class, whole, award.fills, (award.balance_at_most, copies));
            let units = award.cap.map_or(units, |cap| self.under_cap(cap, units, copies));
            let mut lot = problem.lot(award.class, end, origin(award), award.slot, units);
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

    /// As many of the units as a grant's cap over a longer period leaves.
    fn under_cap(&mut self, cap: Cap, units: i64, copies: i64) -> i64 {
        let place = self.capped.partition_point(|(grant, ..)| *grant < cap.grant);
        let known = self.capped.get(place).copied().filter(|(grant, ..)| *grant == cap.grant);
        let given = known.filter(|(_, period, _)| *period == cap.period).map_or(0, |(.., given)| given);
        let units = units.min(cap.most.saturating_mul(copies) - given).max(0);
        let now = (cap.grant, cap.period, given + units);
        match self.capped.get_mut(place).filter(|_| known.is_some()) {
            Some(entry) => *entry = now,
            None => self.capped.insert(place, now),
        }
        units
    }

    /// Units that a grant adds: as many as it fills up, and as its cap on the balance leaves.
    fn room(
        &self,
        problem: &Problem,
        class: usize,
        units: i64,
        fills: Option<Fills>,
        (balance_at_most, count): (Option<i64>, i64),
    ) -> i64 {
        if fills.is_none() && balance_at_most.is_none() {
            return units;
        }
        let own = &problem.classes[class];
        let sum = |counts: &dyn Fn(&Class) -> bool| -> i64 {
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
        for piece in item.pieces(problem, count) {
            for part in &item.parts {
                self.receive(problem, (item, part), (part.units * piece, piece), month);
            }
            if let (Some(part), Some(pricing)) = (&item.bonus, &item.pricing) {
                self.receive(problem, (item, part), (pricing.bonus(piece), piece), month);
            }
        }
        if let Some(schedule) = &item.schedule {
            let add_on = AddOn { item: index, count, until: month + schedule.months };
            let slot = problem.month_slots[month];
            self.give_scheduled(problem, (schedule, Some(add_on)), month, (Start::Again, slot));
            self.add_ons.push(add_on);
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

    fn receive(
        &mut self,
        problem: &Problem,
        (item, part): (&Item, &Part),
        (units, count): (i64, i64),
        month: usize,
    ) {
        let units = self.room(problem, part.class, units, part.fills, (part.balance_at_most, count));
        let slot = problem.month_slots[month];
        if usize::from(part.ends[month]) > slot {
            let mut origin = part.origin;
            if problem.order.is_by_price() {
                origin.price = item.unit_price(origin.price, count);
            }
            self.add(problem.lot(part.class, part.ends[month], origin, slot, units));
        }
    }

    /// Loses what needs a plan that is not active any more.
    fn lapse(&mut self, problem: &Problem) {
        let context = self.context;
        self.drop_lots(problem, |lot| {
            let class = &problem.classes[usize::from(lot.class)];
            !class.frozen && class.needs.as_ref().is_some_and(|needs| !needs.contains(&context))
        });
    }

    /// Whether a class's credits can be used just now.
    fn is_usable(&self, problem: &Problem, class: &Class) -> bool {
        let is_met = class.needs.as_ref().is_none_or(|needs| needs.contains(&self.context));
        !class.frozen || (is_met && self.has_add_on(problem, class))
    }

    /// Whether the add-on that a class needs, if any, is active.
    fn has_add_on(&self, problem: &Problem, class: &Class) -> bool {
        let offer = |add_on: &AddOn| problem.items[add_on.item].offer;
        class.add_on.is_none_or(|needed| self.add_ons.iter().any(|add_on| offer(add_on) == needed))
    }

    fn drop_lots(&mut self, problem: &Problem, gone: impl Fn(&Lot) -> bool) {
        let (lost, capped) = (&mut self.lost, &mut self.capped);
        self.lots.retain(|lot| {
            let drop = gone(lot);
            if drop {
                *lost += lot.units;
                let used_cap = problem.classes[usize::from(lot.class)].used_cap;
                let counted = capped.iter_mut().find(|(grant, ..)| Some(*grant) == used_cap);
                if let Some((.., counted)) = counted {
                    *counted -= lot.units;
                }
            }
            !drop
        });
    }

    /// Loses what needs an add-on that is not active any more.
    fn lapse_add_ons(&mut self, problem: &Problem) {
        let gone = |index: &usize| {
            let class = &problem.classes[*index];
            !class.frozen && !self.has_add_on(problem, class)
        };
        let gone: Vec<usize> = (0..problem.classes.len()).filter(gone).collect();
        if !gone.is_empty() {
            self.drop_lots(problem, |lot| gone.contains(&usize::from(lot.class)));
        }
    }

    /// Burns a month's demand, everything bought; units it lacked, by stream. `None` when the context does not offer
    /// what is wanted.
    pub fn burn(&mut self, problem: &Problem, month: usize) -> Option<Vec<i64>> {
        let demand = problem.demand[self.context].as_ref()?;
        self.lapse_add_ons(problem);
        let streams = problem.streams;
        let mut short = vec![0; streams];
        let first = problem.month_slots[month];
        for slot in problem.slots(month) {
            let end = u16::try_from(slot).unwrap_or(BEYOND);
            self.drop_lots(problem, |lot| lot.end <= end);
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
        for index in 0..self.lots.len() {
            if wanted == 0 {
                break;
            }
            let class = &problem.classes[usize::from(self.lots[index].class)];
            if class.streams.contains(stream) && self.is_usable(problem, class) {
                let burnt = wanted.min(self.lots[index].units);
                self.lots[index].units -= burnt;
                wanted -= burnt;
            }
        }
        wanted
    }

    /// What a day inside a month takes and brings before its use.
    fn grant_inside(&mut self, problem: &Problem, month: usize, slot: usize) {
        self.cut_carried(problem, slot, month, &|_| true);
        self.give_subscribed(problem, month, (Start::No, slot));
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
        self.drop_lots(problem, |lot| lot.end <= end);
        let last = month + 1 == problem.months();
        self.cut_carried(problem, slot, month, &|pool| last || problem.pools[pool].early);
        self.add_ons.retain(|add_on| add_on.until > month + 1);
        self.left = if self.paid_months == 0 { problem.families[self.context] } else { 0 };
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
                (lot.cycle, lot.end, lot.place)
            });
            let mut carried = Vec::new();
            for index in order {
                let cut = excess.min(self.lots[index].units);
                excess -= cut;
                let mut lot = self.lots[index];
                lot.units -= cut;
                lot.cycle = 0;
                if own(&lot).is_some_and(|carry| carry.burns_last) {
                    lot.place = problem.order.waits(lot.place);
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
        let of = |schedule: &Schedule, (starts, copies): (bool, i64)| -> i64 {
            let now = schedule.monthly[monthly].iter().filter(|award| award.slot == slot);
            let start = schedule.at_start[monthly]
                .iter()
                .filter(|award| starts && award.once.is_none_or(|counter| self.taken[counter] == 0));
            let own = now
                .chain(start)
                .filter(|award| problem.classes[award.class].carry.is_some_and(|carry| carry.pool == pool));
            own.map(|award| award.units_of(copies)).sum()
        };
        let plan = self.variant.map_or(0, |index| of(&problem.variants[index].schedule, (starts, 1)));
        let add_ons = self.add_ons.iter().filter_map(|add_on| {
            let schedule = problem.items[add_on.item].schedule.as_ref()?;
            Some(of(schedule, (false, add_on.count)))
        });
        plan + add_ons.sum::<i64>()
    }

    /// The order of equally cheap plans: fewest units lost, then fewest purchases.
    pub fn tie_key(&self) -> (i64, i64, u32) {
        (self.cost, self.lost, self.purchases)
    }
}
