//! Top-ups that are not planned block by block.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "items and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::Choice;
use super::sets::MOST_STOCK;
use crate::plan::label::{Label, Start};
use crate::plan::problem::BEYOND;

impl Choice<'_> {
    /// Tries the top-ups that are not planned block by block, one after another, then ends the month.
    pub(super) fn top_up(&mut self, label: Label, from: usize) {
        let problem = self.problem();
        let next = (from..problem.items.len()).find(|index| {
            let item = &problem.items[*index];
            let bulk = item.blocks.is_some_and(|blocks| !blocks.like_packs) && !item.counted;
            bulk && item.is_sold(label.context, self.month) && self.is_wanted(&label, *index)
        });
        let Some(index) = next else {
            self.end_month(label);
            return;
        };
        if self.is_full() {
            return;
        }
        for count in self.bulk_counts(&label, index) {
            let mut topped = label.clone();
            topped.buy(problem, index, count, self.month);
            self.top_up(topped, index + 1);
        }
        self.top_up(label, index + 1);
    }

    /// Whether a block would be touched this month, or is on sale for the last time.
    fn is_wanted(&self, label: &Label, index: usize) -> bool {
        let item = &self.problem().items[index];
        let gated = item.available.iter().any(|available| !available);
        let touched = || self.first_lot(index).is_some_and(|lot| self.need_before(label, &lot) > 0);
        (gated && label.paid_months == 0) || touched()
    }

    /// Numbers of blocks worth trying.
    fn bulk_counts(&mut self, label: &Label, index: usize) -> Vec<i64> {
        let item = &self.problem().items[index];
        let Some(blocks) = item.blocks else { return Vec::new() };
        let most_left = self.expander.most_left[self.month];
        let useful = blocks.round_up((most_left + item.units - 1) / item.units.max(1));
        let most = useful.max(blocks.min).min(self.worthwhile_blocks(label.context, index));
        let plain = item.pricing.is_none() && item.limit.is_none() && item.most.is_none();
        let mut counts: Vec<i64> = if plain && most - blocks.min < MOST_STOCK {
            (blocks.min..=most).collect()
        } else {
            self.out.complete = false;
            let mut counts = self.likely_blocks(label, index);
            counts.extend(
                item.pricing.iter().flat_map(|pricing| pricing.jumps()).filter(|count| *count <= useful),
            );
            counts
        };
        for count in &mut counts {
            *count = blocks.round_up(*count);
        }
        counts.sort_unstable();
        counts.dedup();
        counts.retain(|count| {
            let takes = item.takes(*count);
            item.most.is_none_or(|most| takes <= most)
                && item
                    .limit
                    .is_none_or(|(counter, limit)| takes <= limit.saturating_sub(label.taken[counter]))
        });
        counts
    }

    /// The largest number of blocks that no cheaper purchase replaces.
    ///
    /// Where a set of packs has the credits of `d` blocks, costs no more, ends no sooner and burns no sooner or later,
    /// every purchase of at least `min + d` blocks can be split into that set and a smaller purchase.
    fn worthwhile_blocks(&self, context: usize, index: usize) -> i64 {
        let problem = self.problem();
        let item = &problem.items[index];
        let (Some(blocks), Some(part)) = (item.blocks, item.parts.first()) else { return i64::MAX };
        // Otherwise some smaller numbers of blocks are not sold.
        if blocks.max < blocks.min.saturating_mul(2) - 1 {
            return i64::MAX;
        }
        let class = &problem.classes[part.class];
        let as_good = |pack: &usize| {
            let pack = &problem.items[*pack];
            pack.parts.iter().all(|other| {
                let others = &problem.classes[other.class];
                let stays = others.needs.is_none() || others.needs == class.needs;
                let alike = others.priority == class.priority && others.streams == class.streams;
                other.ends[self.month] >= part.ends[self.month] && alike && stays
            })
        };
        let replaces = |units: i64, price: i64| -> Option<i64> {
            let count = units / item.units.max(1);
            (count > 0 && item.price.saturating_mul(count) >= price).then_some(count)
        };
        let packs = self.expander.frontiers[context][self.month].iter().flat_map(|frontier| &frontier.items);
        let single = packs.filter(|pack| as_good(pack)).filter_map(|pack| {
            let pack = &problem.items[*pack];
            // Fewer blocks may already cost as much as the pack.
            let dear = (pack.price + item.price - 1) / item.price.max(1);
            replaces(pack.units, pack.price).map(|count| count.min(dear.max(1)))
        });
        single.min().map_or(i64::MAX, |replaced| blocks.min.saturating_add(replaced).saturating_sub(1))
    }

    /// Numbers of blocks that cover exactly up to the end of some month, with the plan going on or given up; the
    /// smallest one; and all but the rest of a block, where the rest can be charged.
    fn likely_blocks(&self, label: &Label, index: usize) -> Vec<i64> {
        let item = &self.problem().items[index];
        let units = item.units.max(1);
        let Some(blocks) = item.blocks else { return Vec::new() };
        let Some(part) = item.parts.first() else { return Vec::new() };
        let mut counts = vec![blocks.min];
        let ends = part.ends[self.month];
        let mut needs = self.shortages(label, ends, true, part.class);
        counts.extend(needs.first().map(|short| short / units));
        if label.paid_months == 0 && label.variant.is_some() {
            needs.extend(self.shortages(label, ends, false, part.class));
        }
        counts.extend(needs.into_iter().map(|need| (need + units - 1) / units));
        counts.retain(|count| *count > 0);
        counts
    }

    /// Units short of what a class serves from this month to the end of each later one that begins before `ends`,
    /// without further purchases, the plan going on or given up.
    fn shortages(&self, label: &Label, ends: u16, going_on: bool, class: usize) -> Vec<i64> {
        let problem = self.problem();
        let serves = problem.classes[class].streams;
        let mut label = label.clone();
        let mut sum = 0;
        let mut sums = Vec::new();
        for month in self.month..problem.months() {
            if usize::from(ends) <= problem.month_slots[month] && ends < BEYOND {
                break;
            }
            if month > self.month {
                if !going_on {
                    (label.variant, label.context) = (None, 0);
                }
                label.add_ons.retain(|add_on| add_on.until > month);
                label.begin(problem, month, Start::No);
            }
            let short = label.burn(problem, month).unwrap_or_default();
            let served = short.iter().enumerate().filter(|(stream, _)| serves.contains(*stream));
            sum += served.map(|(_, units)| *units).sum::<i64>();
            label.end_month(problem, month);
            sums.push(sum);
        }
        sums
    }
}
