//! A label: what matters of a partial purchase plan at the start of a month, and how a month changes it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes, slots and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::problem::{BEYOND, Lot, Part, Problem};
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
    /// Copies bought of each item with a limit.
    pub taken: Vec<u32>,
    /// A required plan's item was stocked up on because the plan is given up: it must not be available next month.
    pub quits: Option<usize>,
    /// The search's record of the label this one continues.
    pub parent: usize,
    /// Variant started in the last month.
    pub started: Option<usize>,
    /// Items bought in the last month, with copies or blocks.
    pub bought: Vec<(usize, i64)>,
}

/// Order in which lots burn: as the wallet's comparator, as far as lots of one month's purchases can differ.
pub fn burns_before(problem: &Problem, a: &Lot, b: &Lot) -> bool {
    let key = |lot: &Lot| {
        let class = &problem.classes[usize::from(lot.class)];
        (class.priority, lot.end, lot.rank, lot.class)
    };
    key(a) < key(b)
}

impl Label {
    /// Nothing bought yet.
    pub fn root(problem: &Problem) -> Label {
        Label {
            cost: 0,
            lost: 0,
            purchases: 0,
            context: 0,
            variant: None,
            paid_months: 0,
            lots: Vec::new(),
            taken: vec![0; problem.items.iter().filter(|item| item.limit.is_some()).count()],
            quits: None,
            parent: 0,
            started: None,
            bought: Vec::new(),
        }
    }

    /// Adds what is granted before anything is bought; it comes after the first month's lapses.
    pub fn add_start(&mut self, problem: &Problem) {
        let parts = &problem.start;
        self.grant(problem, parts, 0, 1);
    }

    /// What was bought in the last month.
    pub fn decision(&self) -> Decision {
        Decision { started: self.started, bought: self.bought.clone() }
    }

    /// Adds units of a class with an end.
    pub fn add(&mut self, problem: &Problem, lot: Lot) {
        if lot.units == 0 {
            return;
        }
        let place = self.lots.partition_point(|held| burns_before(problem, held, &lot));
        match self
            .lots
            .get_mut(place)
            .filter(|held| held.class == lot.class && held.end == lot.end && held.rank == lot.rank)
        {
            Some(held) => held.units += lot.units,
            None => self.lots.insert(place, lot),
        }
    }

    /// Adds what `count` copies grant in a month.
    pub fn grant(&mut self, problem: &Problem, parts: &[Part], month: usize, count: i64) {
        for part in parts {
            self.add(problem, problem.lot(part, month, count));
        }
    }

    /// Begins a month: starts a variant, goes on with the one paid for, or has none; then loses what lapses and is
    /// granted the plan's credits. `None` when the plan does not offer what is used, or another is still paid for.
    pub fn choose_plan(&mut self, problem: &Problem, started: Option<usize>, month: usize) -> Option<()> {
        if started.is_some() && self.paid_months > 0 {
            return None;
        }
        let variant = if self.paid_months > 0 { self.variant } else { started };
        let context = variant.map_or(0, |index| problem.variants[index].context);
        problem.demand[context].as_ref()?;
        *self = Label { quits: None, started, bought: Vec::new(), variant, context, ..std::mem::take(self) };
        if let Some(index) = variant {
            let plan = &problem.variants[index];
            if started.is_some() {
                self.cost = self.cost.saturating_add(plan.price);
                self.purchases = self.purchases.saturating_add(1);
                self.paid_months = plan.months;
            }
            self.paid_months -= 1;
        }
        self.lapse(problem);
        if month == 0 {
            self.add_start(problem);
        }
        if let Some(index) = variant {
            self.grant(problem, &problem.variants[index].parts, month, 1);
        }
        Some(())
    }

    /// Buys copies or blocks of an item.
    pub fn buy(&mut self, problem: &Problem, index: usize, count: i64, month: usize) {
        let item = &problem.items[index];
        self.cost = self.cost.saturating_add(item.price.saturating_mul(count));
        self.grant(problem, &item.parts, month, count);
        let purchases = item.blocks.map_or(count, |blocks| blocks.purchases(count));
        self.purchases = self.purchases.saturating_add(u32::try_from(purchases).unwrap_or(u32::MAX));
        match self.bought.iter_mut().find(|(bought, _)| *bought == index) {
            Some((_, bought)) => *bought += count,
            None => self.bought.push((index, count)),
        }
    }

    /// Loses what needs a plan that is not active any more.
    pub fn lapse(&mut self, problem: &Problem) {
        let context = self.context;
        self.drop_lots(|lot| {
            problem.classes[usize::from(lot.class)]
                .needs
                .as_ref()
                .is_some_and(|needs| !needs.contains(&context))
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

    /// Burns a month's demand; units it lacked. `None` when the context does not offer what is wanted.
    pub fn burn(&mut self, problem: &Problem, month: usize) -> Option<i64> {
        let demand = problem.demand[self.context].as_ref()?;
        let mut short = 0;
        for slot in problem.slots(month) {
            let end = u16::try_from(slot).unwrap_or(BEYOND);
            self.drop_lots(|lot| lot.end <= end);
            let mut wanted = demand[slot];
            for lot in &mut self.lots {
                let burnt = wanted.min(lot.units);
                lot.units -= burnt;
                wanted -= burnt;
                if wanted == 0 {
                    break;
                }
            }
            self.lots.retain(|lot| lot.units > 0);
            short += wanted;
        }
        Some(short)
    }

    /// What the end of a month takes: ended lots, then what a plan may not carry.
    pub fn end_month(&mut self, problem: &Problem, month: usize) {
        let end = u16::try_from(problem.month_slots[month + 1]).unwrap_or(BEYOND);
        self.drop_lots(|lot| lot.end <= end);
        for context in 1..problem.demand.len() {
            self.cut_to_cap(problem, context);
        }
    }

    fn cut_to_cap(&mut self, problem: &Problem, context: usize) {
        let own =
            |lot: &Lot| problem.classes[usize::from(lot.class)].carry.filter(|(plan, _)| *plan == context);
        let Some((_, cap)) = self.lots.iter().find_map(own) else { return };
        let total: i64 = self.lots.iter().filter(|lot| own(lot).is_some()).map(|lot| lot.units).sum();
        let mut excess = (total - cap).max(0);
        self.lost += excess;
        // Oldest first; a plan's older credits end sooner, or are one lot when they never end.
        let mut order: Vec<usize> =
            (0..self.lots.len()).filter(|index| own(&self.lots[*index]).is_some()).collect();
        order.sort_by_key(|index| (self.lots[*index].end, self.lots[*index].rank));
        for index in order {
            let cut = excess.min(self.lots[index].units);
            self.lots[index].units -= cut;
            excess -= cut;
        }
        self.lots.retain(|lot| lot.units > 0);
    }

    /// Whether this label can be continued at least as cheaply as `other` in every way `other` can, both standing
    /// in one context with one term left: it paid no more, took no more limited copies, and holds at least as much,
    /// up to `most`, all that can still be used. At least as much means, where all lots of a priority are of one class,
    /// as many units that end at every end or later; where they are of several, as many units of every lot.
    ///
    /// Proof: give both the same future purchases. Use burns from the front of one order. Adding units anywhere in it
    /// leaves every lot at least as large, so more of a lot never hurts. Within one class of one priority nothing
    /// but the end tells units apart, and those that end later serve whenever those that end sooner do. So this label
    /// is short in no month by more than the other, and pays no more.
    pub fn dominates(&self, problem: &Problem, other: &Label, most: i64) -> bool {
        self.cost <= other.cost
            && self.taken.iter().zip(&other.taken).all(|(own, others)| own <= others)
            && other.lots.iter().all(|lot| {
                let mixed = problem.is_mixed(usize::from(lot.class));
                let as_good = |held: &&Lot| match mixed {
                    true => (held.class, held.end, held.rank) == (lot.class, lot.end, lot.rank),
                    false => held.class == lot.class && held.end >= lot.end,
                };
                let sum = |lots: &[Lot]| -> i64 { lots.iter().filter(as_good).map(|held| held.units).sum() };
                sum(&self.lots) >= sum(&other.lots).min(most)
            })
    }

    /// The order of equally cheap plans: fewest units lost, then fewest purchases.
    pub fn tie_key(&self) -> (i64, i64, u32) {
        (self.cost, self.lost, self.purchases)
    }
}
