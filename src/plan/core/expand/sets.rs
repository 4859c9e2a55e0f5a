//! The sets of packs that a month can buy, weighed with two look-ups before anything is made of them.

use super::super::frontier::{BLOCK, Set};
use super::super::label::{Decision, Label, Lot};
use super::super::next::{Reach, charged};
use super::{Expansion, Within, has_left};

impl<'s> Expansion<'s> {
    /// What is bought is a set that is used up; what it does not cover is taken from lots, or charged.
    pub(super) fn used_up(&mut self, within: &Within) {
        let frontier = &self.offers.frontiers[usize::from(self.model.sells_packs(within.plan))];
        let Within { label, need, held, lasting, .. } = within;
        let (need, held, lasting) = (*need, *held, *lasting);
        let total = self.model.until(self.model.months);
        let start = self.model.until(self.month + 1) + label.bucket;
        let last = self.bound.last(self.month + 1);
        let on_line = within.lots.iter().rev().find(|lot| lot.end() <= last).map_or(0, |lot| lot.end());
        let beyond: i64 = within.lots.iter().filter(|lot| lot.end() > last).map(|lot| lot.units()).sum();
        let lasts = self.next(within, if lasting > beyond { on_line } else { 0 });
        let empty = self.next(within, 0);
        let bound = self.bound;
        // What lasts longest is kept.
        let left = |kept: i64| {
            let beyond = beyond.min(kept);
            let next = if kept == beyond { &empty } else { &lasts };
            next.at((start + kept - beyond).min(total)) - bound.worth(beyond)
        };
        let short = frontier.sets.partition_point(|set| set.units < need - held);
        // More than needed: the set would not be used up. Units beyond would only spare lots that end with the month.
        let useful = frontier.sets.partition_point(|set| set.units < need - held + lasting) + 1;
        let until = frontier.sets.partition_point(|set| set.units <= need).min(useful);
        let kept = |set: &Set| lasting.min(held - need + set.units);
        let mut index = short;
        while index < until {
            let set = &frontier.sets[index];
            let upto = (index + BLOCK).min(until);
            // The cost of the first and what the last leaves bound all of a block.
            self.weighed += 1;
            if label.cost + set.cost + left(kept(&frontier.sets[upto - 1])) >= self.ceiling {
                index = upto;
                continue;
            }
            for (index, set) in frontier.sets[..upto].iter().enumerate().skip(index) {
                let cost = label.cost + set.cost;
                self.weighed += 1;
                if cost + left(kept(set)) < self.ceiling {
                    self.finish(within, cost, index as u32, held.min(need - set.units), within.stocks);
                }
            }
            index = upto;
        }
        let Some(charge) = self.model.charge(within.plan) else { return };
        if let Some((cost, index)) = charged(&frontier.sets[..short], need - held, charge) {
            self.weighed += short as u64;
            let cost = label.cost + cost;
            if cost + empty.row.at(start.min(total)) < self.ceiling {
                // Nothing can be stocked up: it would have been used.
                self.finish(within, cost, index, held, false);
            }
        }
    }

    /// Takes units from lots by earliest end.
    fn finish(&mut self, within: &Within, cost: i64, set: u32, mut taken: i64, stocks: bool) {
        let mut lots = std::mem::take(&mut self.scratch);
        lots.clear();
        for lot in &within.lots {
            let from_lot = taken.min(lot.units());
            taken -= from_lot;
            if lot.units() > from_lot && lot.end() > self.month + 1 {
                lots.push(Lot::new(lot.end(), lot.units() - from_lot));
            }
        }
        let mut label = within.label;
        label.cost = cost;
        label.decision.set = set;
        self.push(label, within.after, &mut lots, stocks);
        self.scratch = lots;
    }

    /// What is bought is a set that is used up and one more pack of which some is left.
    pub(super) fn with_last(&mut self, within: &Within) {
        let offers = self.offers;
        let frontier = &offers.frontiers[usize::from(self.model.sells_packs(within.plan))];
        for (level, lasts) in frontier.lasts.iter().enumerate().filter(|(_, lasts)| !lasts.is_empty()) {
            let end = self.model.end(self.month, self.model.levels[level]);
            let Some(reach) = self.reach(within, end) else { continue };
            let from = lasts.partition_point(|last| last.units <= reach.need);
            // A last pack of more than can be used before its end is no better than one of less.
            let mut cheapest = i64::MAX;
            let mut index = from;
            while let Some(last) = lasts.get(index) {
                if index == from || index % BLOCK == 0 {
                    let upto = (index / BLOCK * BLOCK + BLOCK).min(lasts.len());
                    let rest = (lasts[upto - 1].units - reach.need).min(reach.most);
                    let cost = within.label.cost + frontier.least[level][index / BLOCK];
                    self.weighed += 1;
                    if cost + reach.at(rest) >= self.ceiling {
                        index = upto;
                        continue;
                    }
                }
                index += 1;
                if last.before >= reach.need {
                    continue;
                }
                self.weighed += 1;
                let rest = (last.units - reach.need).min(reach.most);
                if rest == reach.most {
                    if last.cost >= cheapest {
                        continue;
                    }
                    cheapest = last.cost;
                }
                let cost = within.label.cost + last.cost;
                if cost + reach.at(rest) < self.ceiling {
                    let decision = Decision { set: last.set, last: last.pack, ..within.label.decision };
                    self.leave(within, cost, decision, end, rest, within.label.copies);
                }
            }
        }
        for (index, pack) in self.model.limited.iter().enumerate() {
            let end = self.model.end(self.month, pack.life);
            if pack.members && !self.model.sells_packs(within.plan)
                || !has_left(&within.label, index, pack, 1)
            {
                continue;
            }
            let Some(reach) = self.reach(within, end) else { continue };
            let from = frontier.sets.partition_point(|set| set.units + pack.units <= reach.need);
            for (set, before) in
                frontier.sets.iter().enumerate().skip(from).take_while(|(_, set)| set.units < reach.need)
            {
                self.weighed += 1;
                let rest = (before.units + pack.units - reach.need).min(reach.most);
                let cost = within.label.cost + before.cost + pack.price;
                if cost + reach.at(rest) < self.ceiling {
                    let last = (self.model.packs.len() + index) as u32;
                    let decision = Decision { set: set as u32, last, ..within.label.decision };
                    self.leave(within, cost, decision, end, rest, within.label.copies + (1 << (8 * index)));
                }
            }
        }
    }

    /// What a last pack with this end meets; `None` when it would not be touched.
    fn reach(&self, within: &Within, end: usize) -> Option<Reach<'s>> {
        let sooner: i64 = within.lots.iter().take_while(|lot| lot.end() <= end).map(|lot| lot.units()).sum();
        let need = within.need - sooner;
        if need <= 0 {
            return None;
        }
        let next = self.month + 1;
        let last = self.bound.last(next);
        let later = || within.lots.iter().filter(|lot| lot.end() > end);
        let beyond: i64 = later().filter(|lot| lot.end() > last).map(|lot| lot.units()).sum();
        let on_line: i64 = later().filter(|lot| lot.end() <= last).map(|lot| lot.units()).sum();
        let is_beyond = end > last;
        let own = if is_beyond { 0 } else { end };
        let longest =
            later().filter(|lot| lot.end() <= last).map(|lot| lot.end()).max().unwrap_or(0).max(own);
        Some(Reach {
            need,
            most: self.model.until(end) - self.model.until(next),
            next: self.next(within, longest),
            start: self.model.until(next) + within.label.bucket + on_line,
            total: self.model.until(self.model.months),
            bound: self.bound,
            beyond,
            is_beyond,
        })
    }

    /// Ends the month with the lots that end after the last pack, and the rest of it.
    fn leave(&mut self, within: &Within, cost: i64, decision: Decision, end: usize, rest: i64, copies: u64) {
        let mut lots = std::mem::take(&mut self.scratch);
        lots.clear();
        lots.push(Lot::new(end, rest));
        lots.extend(within.lots.iter().filter(|lot| lot.end() > end));
        let label = Label { cost, decision, copies, ..within.label };
        self.push(label, within.after, &mut lots, within.stocks);
        self.scratch = lots;
    }
}
