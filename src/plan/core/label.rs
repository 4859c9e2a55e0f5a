//! Partial purchase plans: what is remembered of them, and when one makes another superfluous.

use super::model::Model;

/// Units with one end, in one word: the end in the upper bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot(u64);

const UNIT_BITS: u32 = 48;

impl Lot {
    #[inline]
    pub fn new(end: usize, units: i64) -> Lot {
        Lot((end as u64) << UNIT_BITS | units as u64)
    }

    /// First month in which they cannot be used.
    #[inline]
    pub fn end(self) -> usize {
        (self.0 >> UNIT_BITS) as usize
    }

    #[inline]
    pub fn units(self) -> i64 {
        (self.0 & ((1 << UNIT_BITS) - 1)) as i64
    }
}

/// What was decided in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Plan whose term starts, and whether any plan is active: `u8::MAX` for none.
    pub started: u8,
    pub active: u8,
    /// Index of the set used up.
    pub set: u32,
    /// The last pack, some of which is left: its index among packs, then limited ones; [`NONE`] for none.
    pub last: u32,
    /// Index of the copies of limited packs used up, and of what was stocked up; [`NONE`] for none.
    pub limited: u32,
    pub stocked: u32,
}

/// Nothing.
pub const NONE: u32 = u32::MAX;
/// No plan.
pub const NO_PLAN: u8 = u8::MAX;

/// A partial purchase plan at the start of a month.
#[derive(Debug, Clone, Copy)]
pub struct Label {
    /// Money paid.
    pub cost: i64,
    /// Money paid and still to be paid at least.
    pub least: i64,
    /// Units in the bucket and in lots.
    pub total: i64,
    /// Units in the bucket of `plan`.
    pub bucket: i64,
    /// Copies bought of limited packs, eight bits each.
    pub copies: u64,
    pub lots: u32,
    pub lots_count: u8,
    /// The plan that was active last month if it left a bucket or its term goes on.
    pub plan: u8,
    /// Context at the start of the month.
    pub context: u16,
    /// Months of the term left.
    pub left: u16,
    /// Where it came from.
    pub parent: u32,
    pub decision: Decision,
}

/// Labels of one month with their lots.
#[derive(Debug, Default)]
pub struct Layer {
    pub labels: Vec<Label>,
    pub lots: Vec<Lot>,
}

impl Layer {
    /// Lots of a label, by end.
    #[inline]
    pub fn lots(&self, label: &Label) -> &[Lot] {
        &self.lots[label.lots as usize..label.lots as usize + usize::from(label.lots_count)]
    }

    pub fn push(&mut self, mut label: Label, lots: &[Lot]) {
        label.lots = self.lots.len() as u32;
        label.lots_count = lots.len() as u8;
        self.lots.extend_from_slice(lots);
        self.labels.push(label);
    }

    /// Whether `one` makes `other` superfluous: whatever follows on `other` can follow on `one` and costs no less.
    ///
    /// **Proof.** They are in one context, so the same terms may start. Let `one` have paid no more, have no smaller
    /// bucket of the same plan (or `other` an empty one), have bought no more of any limited pack, and for every end e
    /// hold no fewer units that end at e or later. Follow with `one` the purchases of `other`. By induction over the
    /// months the three conditions go on to hold before and after use: the bucket is used first, so `one` takes no more
    /// from lots; use in order of ends leaves of the units that end at e or later their number, or all units less what
    /// is used, whichever is smaller, and both are no smaller for `one`; cuts and ends take from both alike. So `one`
    /// falls short by no more in any month, and charges rise with the shortage.
    pub fn dominates(&self, one: &Label, other: &Label) -> bool {
        if one.cost > other.cost || one.total < other.total || one.context != other.context {
            return false;
        }
        if other.bucket > 0 && (one.bucket < other.bucket || one.plan != other.plan) {
            return false;
        }
        if other.copies != one.copies && !no_more(one.copies, other.copies) {
            return false;
        }
        let mut mine = self.lots(one).iter().rev().peekable();
        let (mut more, mut needed) = (0, 0);
        for lot in self.lots(other).iter().rev() {
            needed += lot.units();
            while more < needed {
                match mine.next_if(|own| own.end() >= lot.end()) {
                    Some(own) => more += own.units(),
                    None => return false,
                }
            }
        }
        true
    }

    /// Drops labels that others make superfluous, and those that cost as much as a plan already found.
    pub fn prune(&mut self, ceiling: i64) {
        let mut order: Vec<(u16, i64, i64, u32)> = (0..)
            .zip(&self.labels)
            .filter(|(_, label)| label.least < ceiling)
            .map(|(index, label)| (label.context, label.cost, -label.total, index))
            .collect();
        order.sort_unstable();
        let mut kept: Vec<u32> = Vec::with_capacity(order.len());
        let mut totals = Totals::default();
        let mut context = u16::MAX;
        let mut from = 0;
        for (_, _, _, index) in order {
            let label = &self.labels[index as usize];
            if label.context != context {
                (context, from) = (label.context, kept.len());
                totals.clear();
            }
            let rivals = &kept[from..];
            let superfluous =
                totals.any(label.total, |place| self.dominates(&self.labels[rivals[place] as usize], label));
            if !superfluous {
                kept.push(index);
                totals.push(label.total);
            }
        }
        self.keep(&kept);
    }

    /// Keeps the labels with these indices, in this order.
    fn keep(&mut self, kept: &[u32]) {
        let mut layer = Layer { labels: Vec::with_capacity(kept.len()), lots: Vec::new() };
        for index in kept {
            let label = self.labels[*index as usize];
            layer.push(label, self.lots(&label));
        }
        *self = layer;
    }

    /// Keeps the so many labels with the least bound, in order of it; the least bound of what is dropped.
    pub fn narrow(&mut self, width: usize) -> Option<i64> {
        let mut order: Vec<(i64, i64, i64, u32)> = (0..)
            .zip(&self.labels)
            .map(|(index, label)| (label.least, -label.total, label.cost, index))
            .collect();
        let mut dropped = None;
        if order.len() > width {
            dropped = Some(order.select_nth_unstable(width).1.0);
            order.truncate(width);
        }
        order.sort_unstable();
        let kept: Vec<u32> = order.iter().map(|(_, _, _, index)| *index).collect();
        self.keep(&kept);
        dropped
    }
}

/// Units in all of labels that are kept, with the most of each block of them: most comparisons end with these.
#[derive(Debug, Default)]
struct Totals {
    totals: Vec<i64>,
    most: Vec<i64>,
}

/// Labels in a block.
const BLOCK: usize = 32;

impl Totals {
    fn clear(&mut self) {
        self.totals.clear();
        self.most.clear();
    }

    fn push(&mut self, total: i64) {
        match self.most.last_mut() {
            Some(most) if !self.totals.len().is_multiple_of(BLOCK) => *most = total.max(*most),
            _ => self.most.push(total),
        }
        self.totals.push(total);
    }

    /// Whether it is so of any place with so many units or more, the last first.
    fn any(&self, least: i64, is_so: impl Fn(usize) -> bool) -> bool {
        self.most.iter().enumerate().rev().filter(|(_, most)| **most >= least).any(|(block, _)| {
            let first = block * BLOCK;
            let last = self.totals.len().min(first + BLOCK);
            (first..last).rev().any(|place| self.totals[place] >= least && is_so(place))
        })
    }
}

/// Whether each of the eight counts of one is no larger than the other's.
fn no_more(one: u64, other: u64) -> bool {
    one.to_le_bytes().iter().zip(other.to_le_bytes()).all(|(one, other)| *one <= other)
}

/// Cuts lots, in order of their ends, to what can be used from a month on if nothing is bought or granted any more:
/// units that cannot be used then never can be.
pub fn cut(model: &Model, month: usize, lots: &mut Vec<Lot>) -> i64 {
    let before = model.until(month);
    let mut total = 0;
    lots.retain_mut(|lot| {
        let units = lot.units().min(model.until(lot.end()) - before - total);
        if units <= 0 {
            return false;
        }
        total += units;
        *lot = Lot::new(lot.end(), units);
        true
    });
    total
}
