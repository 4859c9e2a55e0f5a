//! What can be done in one month.
//!
//! **The touched rule.** Some optimal plan buys a copy of a pack only in a month in which it is touched: all lots that
//! end no later than it, and the bucket, are used up in that month, and some of it is. Proof: postpone an untouched
//! copy by a month; use until then is as before, later its end is later, and later ends never hurt. After the last
//! month it can be left out. Only a pack for members cannot be postponed into a month without a plan that sells it:
//! those may be stocked up in the last month of a subscription. A limit on copies is kept, for their number does not change.
//!
//! Hence a month's purchases are a set that is used up in it and at most one last pack of which some is left: of two
//! of which some is left the one that ends later would be untouched while the other lasts, and of two that end
//! together one would be. The set may be taken to be used before what is on hand: that leaves no more than use in order
//! of ends does, and the plan's cost is computed anew from its purchases.

mod sets;

use super::bound::{Bound, Contexts, FREE, QUIT, Row, STOCK};
use super::copies::Copies;
use super::frontier::Frontier;
use super::label::{Decision, Label, Layer, Lot, NO_PLAN, NONE, cut};
use super::model::{Kind, Model, Pack};
use super::next::Next;

/// What expansion needs of the problem.
#[derive(Debug)]
pub struct Offers {
    /// For people without a plan, and with one.
    pub frontiers: [Frontier; 2],
    pub contexts: Contexts,
    /// By pack, limited ones last: whether it is for members and may be stocked up.
    pub stocked: Vec<bool>,
}

/// Expands labels of one month.
pub struct Expansion<'s> {
    pub model: &'s Model,
    pub offers: &'s Offers,
    pub bound: &'s Bound,
    /// Others, for labels only.
    pub others: &'s [Bound],
    pub month: usize,
    /// Labels that cost as much are of no use.
    pub ceiling: i64,
    pub copies: &'s mut Copies,
    /// Where labels of the next month go.
    pub out: &'s mut Layer,
    /// Quick decisions weighed.
    pub weighed: u64,
    /// Labels there is room for, and the least bound of what was cut off for want of it.
    pub room: usize,
    pub dropped: i64,
    scratch: Vec<Lot>,
}

/// A label within the month: its plan is chosen, its credits are granted.
struct Within {
    label: Label,
    /// By end.
    lots: Vec<Lot>,
    plan: Option<usize>,
    /// Units that lots must cover, the bucket being used up.
    need: i64,
    /// Units in lots.
    held: i64,
    /// Units in lots that end after this month.
    lasting: i64,
    /// Context of the next month.
    after: usize,
    /// Whether packs for members may be stocked up at the end of the month.
    stocks: bool,
}

impl<'s> Expansion<'s> {
    pub fn new(
        model: &'s Model,
        offers: &'s Offers,
        (bound, others): (&'s Bound, &'s [Bound]),
        month: usize,
        ceiling: i64,
        copies: &'s mut Copies,
        out: &'s mut Layer,
    ) -> Expansion<'s> {
        Expansion {
            model,
            offers,
            bound,
            others,
            month,
            ceiling,
            copies,
            out,
            weighed: 0,
            room: usize::MAX,
            dropped: i64::MAX,
            scratch: Vec::new(),
        }
    }

    /// Makes the labels of the next month that follow on one.
    pub fn expand(&mut self, layer: &Layer, label: &Label, node: u32) {
        let lots = layer.lots(label);
        let mut label = *label;
        label.parent = node;
        if label.left > 0 {
            let plan = usize::from(label.plan);
            return self.subscribed(label, lots, plan, usize::from(label.left), NO_PLAN);
        }
        if !self.model.needs_plan(self.month) {
            self.without(label, lots);
        }
        let quits = usize::from(label.context) == QUIT;
        for plan in 0..self.model.plans.len() {
            if quits && self.model.plans[plan].sells_packs {
                continue;
            }
            let left = self.model.plans[plan].term.min(self.model.months - self.month);
            let mut label = label;
            label.cost += self.model.plans[plan].fee;
            if label.cost < self.ceiling {
                self.subscribed(label, lots, plan, left, plan as u8);
            }
        }
    }

    fn without(&mut self, mut label: Label, lots: &[Lot]) {
        label.bucket = 0;
        label.plan = NO_PLAN;
        label.left = 0;
        label.decision =
            Decision { started: NO_PLAN, active: NO_PLAN, set: 0, last: NONE, limited: NONE, stocked: NONE };
        self.within(label, lots.to_vec(), None, FREE);
    }

    fn subscribed(&mut self, mut label: Label, lots: &[Lot], plan: usize, left: usize, started: u8) {
        let mut lots = lots.to_vec();
        let offer = &self.model.plans[plan];
        let before = self.model.plans.get(usize::from(label.plan));
        if before.is_none_or(|before| before.family != offer.family) {
            label.bucket = 0;
        }
        label.plan = plan as u8;
        match offer.kind {
            Kind::Bucket(_) => label.bucket += offer.grant,
            Kind::Lot(life) => add(&mut lots, self.model.end(self.month, life), offer.grant),
        }
        label.left = (left - 1).min(self.model.months - self.month - 1) as u16;
        label.decision =
            Decision { started, active: plan as u8, set: 0, last: NONE, limited: NONE, stocked: NONE };
        let after = self.offers.contexts.after(self.model, plan, self.month, left);
        self.within(label, lots, Some(plan), after);
    }

    /// Uses the bucket and looks at what to buy.
    fn within(&mut self, mut label: Label, lots: Vec<Lot>, plan: Option<usize>, after: usize) {
        let covered = plan.map_or(0, |plan| self.model.covered(plan, self.month));
        let need = self.model.need(self.month) - covered;
        let from_bucket = label.bucket.min(need);
        label.bucket -= from_bucket;
        if let Some(Kind::Bucket(cap)) = plan.map(|plan| self.model.plans[plan].kind) {
            label.bucket = label.bucket.min(cap);
        }
        if label.left == 0 {
            // Of a term that is over only the bucket stays, and whose it is.
            let family = plan.filter(|_| label.bucket > 0).map(|plan| self.model.plans[plan].family);
            label.plan = family.map_or(NO_PLAN, |family| family as u8);
        }
        label.context = after as u16;
        let held = lots.iter().map(|lot| lot.units()).sum();
        let lasting = lots.iter().filter(|lot| lot.end() > self.month + 1).map(|lot| lot.units()).sum();
        let stocks = self.stocks(plan, after);
        let mut within = Within { label, lots, plan, need: need - from_bucket, held, lasting, after, stocks };
        self.limited(&mut within, 0, &mut Vec::new());
    }

    /// Tries every set of limited packs that is used up, the rest being bought from the others.
    fn limited(&mut self, within: &mut Within, from: usize, bought: &mut Vec<(u32, i64)>) {
        let model = self.model;
        if within.label.cost >= self.ceiling {
            return;
        }
        let Some(pack) = model.limited.get(from) else {
            within.label.decision.limited = self.copies.number(bought);
            return self.buy(within);
        };
        self.limited(within, from + 1, bought);
        if pack.members && !model.sells_packs(within.plan) {
            return;
        }
        let (label, need) = (within.label, within.need);
        let mut copies = 1;
        while has_left(&label, from, pack, copies) && pack.units * copies <= need {
            within.label = label;
            within.label.cost += pack.price * copies;
            within.label.copies += (copies as u64) << (8 * from);
            within.need = need - pack.units * copies;
            bought.push(((model.packs.len() + from) as u32, copies));
            self.limited(within, from + 1, bought);
            bought.pop();
            copies += 1;
        }
        (within.label, within.need) = (label, need);
    }

    fn buy(&mut self, within: &Within) {
        self.used_up(within);
        if within.need > 0 {
            self.with_last(within);
        }
    }

    pub fn row(&self, after: usize, end: usize) -> Row<'s> {
        self.bound.row(self.month + 1, after, end)
    }

    /// Whether packs for members may be stocked up: a term ends with the month, and perhaps no plan that sells them
    /// follows.
    fn stocks(&self, plan: Option<usize>, after: usize) -> bool {
        let is_member = self.model.sells_packs(plan);
        let is_last = self.month + 1 == self.model.months;
        is_member && after == FREE && !is_last && self.offers.stocked.iter().any(|members| *members)
    }

    /// What follows a month that leaves lots until an end.
    fn next(&self, within: &Within, end: usize) -> Next<'s> {
        Next { row: self.row(within.after, end), stock: within.stocks.then(|| self.row(STOCK, end)) }
    }

    /// Keeps a label of the next month, and those with packs for members stocked up.
    fn push(&mut self, mut label: Label, after: usize, lots: &mut Vec<Lot>, stocks: bool) {
        let next = self.month + 1;
        let total = cut(self.model, next, lots);
        self.keep(&mut label, after, lots, total);
        if stocks {
            label.bucket = 0;
            label.plan = NO_PLAN;
            self.keep(&mut label, STOCK, lots, total);
        }
    }

    /// Puts a label into the next month if it can lead anywhere.
    pub fn keep(&mut self, label: &mut Label, context: usize, lots: &[Lot], total: i64) {
        let next = self.month + 1;
        label.total = total + label.bucket;
        label.context = context as u16;
        label.least = label.cost + self.bound.least(self.model, next, context, lots, label.bucket);
        for other in self.others {
            let least = label.cost + other.least(self.model, next, context, lots, label.bucket);
            label.least = label.least.max(least);
        }
        if label.least < self.ceiling {
            self.out.push(*label, lots);
            if self.out.labels.len() >= self.room {
                self.out.narrow(self.room / 2);
                let worst = self.out.labels.last().map_or(i64::MAX, |worst| worst.least);
                self.dropped = self.dropped.min(worst);
                self.ceiling = self.ceiling.min(worst);
            }
            if next == self.model.months {
                self.ceiling = label.least;
            }
        }
    }
}

pub fn has_left(label: &Label, limited: usize, pack: &Pack, copies: i64) -> bool {
    let bought = (label.copies >> (8 * limited)) & 0xff;
    bought as i64 + copies <= pack.limit
}

/// Adds units to lots, which stay in order of their ends.
pub fn add(lots: &mut Vec<Lot>, end: usize, units: i64) {
    if units == 0 {
        return;
    }
    let at = lots.partition_point(|lot| lot.end() < end);
    match lots.get_mut(at) {
        Some(lot) if lot.end() == end => *lot = Lot::new(end, lot.units() + units),
        _ => lots.insert(at, Lot::new(end, units)),
    }
}
