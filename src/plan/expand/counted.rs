//! Offers of which every useful number of copies is tried.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "items are indices handed out by the problem; copies are bounded by LARGEST"
)]

use super::Choice;

/// Most numbers of copies tried of one item; where more could be of use the search is not complete.
const MOST_COUNTS: i64 = 128;

impl Choice<'_> {
    /// Tries every number of copies of every counted item, then everything else.
    pub(super) fn counted_copies(&mut self, from: usize) {
        let items = &self.problem().items;
        let next = (from..items.len())
            .find(|index| items[*index].counted && items[*index].is_sold(self.base.context, self.month));
        let Some(index) = next else {
            self.sets();
            return;
        };
        if self.is_hopeless(&self.base) || self.is_full() {
            return;
        }
        let before = self.base.clone();
        for copies in self.counts(index) {
            if copies > 0 {
                self.base = before.clone();
                self.base.buy(&self.expander.problem, index, copies, self.month);
            }
            self.counted_copies(index + 1);
        }
        self.base = before;
    }

    /// Numbers of copies or blocks worth trying, 0 first.
    fn counts(&mut self, index: usize) -> Vec<i64> {
        let item = &self.problem().items[index];
        let useful = self.expander.usable[index][self.month];
        let held: i64 = self
            .base
            .add_ons
            .iter()
            .filter(|add_on| self.problem().items[add_on.item].offer == item.offer)
            .map(|add_on| add_on.count)
            .sum();
        let allowed = |count: i64| {
            let takes = item.takes(count);
            let ever = item
                .limit
                .is_none_or(|(counter, limit)| takes <= limit.saturating_sub(self.base.taken[counter]));
            let month = item.most.is_none_or(|most| takes <= most);
            let at_once = item.at_once.is_none_or(|most| held + count <= i64::from(most));
            let sold = item.blocks.is_none_or(|blocks| blocks.round_up(count) == count);
            ever && month && at_once && sold
        };
        let most = useful.min(MOST_COUNTS);
        let mut counts = vec![0];
        counts.extend((1..=most).filter(|count| allowed(*count)));
        if useful > most {
            self.out.complete = false;
        }
        let priced_apart = item.pricing.is_some() && item.is_top_up;
        if priced_apart && item.blocks.is_some_and(|blocks| blocks.purchases(most) > 1) {
            // Purchases of different sizes may be cheaper than even ones.
            self.out.complete = false;
        }
        if useful > 0 {
            // More than is of use may cost less, or is the least that is sold.
            let mut beyond: Vec<i64> = item.pricing.iter().flat_map(|pricing| pricing.jumps()).collect();
            beyond.extend(item.blocks.map(|blocks| blocks.round_up(useful)));
            beyond.retain(|count| *count > most && allowed(*count));
            beyond.sort_unstable();
            beyond.dedup();
            counts.extend(beyond);
        }
        self.sample(counts)
    }
}
