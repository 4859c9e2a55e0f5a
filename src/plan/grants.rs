//! What a label is granted.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes, slots and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::award::{Award, Cap, End, Fills};
use super::label::{AddOn, Label, Start};
use super::lot::Origin;
use super::offered::Schedule;
use super::problem::{BEYOND, Problem};

impl Label {
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
    pub(super) fn give_subscribed(&mut self, problem: &Problem, month: usize, (start, slot): (Start, usize)) {
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
    pub(super) fn give_scheduled(
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
            if lot.cycle > 0 {
                lot.copies = u16::try_from(copies).unwrap_or(u16::MAX);
            }
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
    pub(super) fn room(
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
        let sum = |counts: &dyn Fn(&super::award::Class) -> bool| -> i64 {
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
}
