//! A label: what matters of a partial purchase plan at the start of a month, and how a month changes it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes, slots and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::award::Part;
use super::lot::Lot;
use super::offered::Item;
use super::path::Decision;
use super::problem::Problem;

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
        // Of those that burn alike, the one granted last comes last.
        let place = self.lots.partition_point(|held| (held.key(), held.cycle) <= (lot.key(), lot.cycle));
        let before = place.checked_sub(1).and_then(|before| self.lots.get_mut(before));
        match before.filter(|held| held.is_like(&lot)) {
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

    /// The order of equally cheap plans: fewest units lost, then fewest purchases.
    pub fn tie_key(&self) -> (i64, i64, u32) {
        (self.cost, self.lost, self.purchases)
    }
}
