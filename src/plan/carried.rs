//! What a label may carry on, and loses otherwise.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes, slots and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::award::Class;
use super::label::{AddOn, Label};
use super::lot::Lot;
use super::offered::Schedule;
use super::problem::{BEYOND, Problem};

impl Label {
    /// Loses what needs a plan that is not active any more.
    pub(super) fn lapse(&mut self, problem: &Problem) {
        let context = self.context;
        self.drop_lots(problem, |lot| {
            let class = &problem.classes[usize::from(lot.class)];
            !class.frozen && class.needs.as_ref().is_some_and(|needs| !needs.contains(&context))
        });
    }

    /// Whether a class's credits can be used just now.
    pub(super) fn is_usable(&self, problem: &Problem, class: &Class) -> bool {
        let is_met = class.needs.as_ref().is_none_or(|needs| needs.contains(&self.context));
        !class.frozen || (is_met && self.has_add_on(problem, class))
    }

    /// Whether the add-on that a class needs, if any, is active.
    fn has_add_on(&self, problem: &Problem, class: &Class) -> bool {
        let offer = |add_on: &AddOn| problem.items[add_on.item].offer;
        class.add_on.is_none_or(|needed| self.add_ons.iter().any(|add_on| offer(add_on) == needed))
    }

    /// Loses what needs an add-on that is not active any more.
    pub(super) fn lapse_add_ons(&mut self, problem: &Problem) {
        let gone = |index: &usize| {
            let class = &problem.classes[*index];
            !class.frozen && !self.has_add_on(problem, class)
        };
        let gone: Vec<usize> = (0..problem.classes.len()).filter(gone).collect();
        if !gone.is_empty() {
            self.drop_lots(problem, |lot| gone.contains(&usize::from(lot.class)));
        }
    }

    /// Loses lots; what is lost unused may not count towards a cap.
    pub(super) fn drop_lots(&mut self, problem: &Problem, gone: impl Fn(&Lot) -> bool) {
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

    /// Cuts what is carried beyond a period that ends with a slot, of every pool wanted, oldest first.
    pub(super) fn cut_carried(
        &mut self,
        problem: &Problem,
        slot: usize,
        month: usize,
        wanted: &dyn Fn(usize) -> bool,
    ) {
        if problem.pools.is_empty() {
            return;
        }
        let at = u16::try_from(slot).unwrap_or(BEYOND);
        for pool in (0..problem.pools.len()).filter(|pool| wanted(*pool)) {
            let own = |lot: &Lot| {
                let carry = problem.classes[usize::from(lot.class)].carry;
                carry.filter(|carry| carry.pool == pool && lot.cycle <= at)
            };
            let fresh = self.lots.iter().filter(|lot| lot.cycle == at && own(lot).is_some());
            let Some(newest) = fresh.max_by_key(|lot| lot.class).copied() else { continue };
            let Some(carry) = own(&newest) else { continue };
            let copies = i64::from(newest.copies);
            let total: i64 = self.lots.iter().filter(|lot| own(lot).is_some()).map(|lot| lot.units).sum();
            let mut most = carry.at_most.map_or(total, |most| most.saturating_mul(copies));
            if let Some((numerator, denominator)) = carry.share {
                let share = i128::from(total) * numerator / denominator.max(1);
                most = most.min(i64::try_from(share).unwrap_or(i64::MAX));
            }
            if let Some(cap) = carry.total_at_most {
                let cap = cap.saturating_mul(copies);
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
}
