//! Sets of packs that are used up, and last packs that leave a remainder.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "items and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::Choice;
use crate::plan::frontier::Frontier;
use crate::plan::label::Label;
use crate::plan::problem::BEYOND;

/// Copies stocked up on at most when a plan is given up; where more could be used the search is not complete.
pub(super) const MOST_STOCK: i64 = 48;

impl Choice<'_> {
    /// Kind a and kind b purchases of every kind of packs, one kind after another.
    pub(super) fn sets(&mut self) {
        let frontiers = &self.expander.frontiers[self.base.context][self.month];
        self.kinds_from(self.base.clone(), frontiers);
    }

    fn kinds_from(&mut self, label: Label, frontiers: &[Frontier]) {
        if self.is_hopeless(&label) || self.is_full() {
            return;
        }
        let Some((frontier, others)) = frontiers.split_first() else {
            self.stock_up(label, 0);
            return;
        };
        let needs: Vec<(usize, i64)> = frontier
            .items
            .iter()
            .filter_map(|index| Some((*index, self.need_before(&label, &self.first_lot(*index)?))))
            .collect();
        let need = needs.iter().map(|(_, need)| *need).max().unwrap_or(0);
        let all: Vec<_> = frontier.undominated(0, need + 1).collect();
        for set in self.sample(all) {
            self.kinds_from(self.with(&label, &set.copies, None), others);
        }
        for (item, need) in needs {
            let units = self.problem().items[item].units;
            let all: Vec<_> = frontier.undominated((need - units + 1).max(0), need).collect();
            for set in self.sample(all) {
                self.kinds_from(self.with(&label, &set.copies, Some(item)), others);
            }
        }
    }

    /// The label with a set and one more copy bought.
    fn with(&self, label: &Label, copies: &[(usize, i64)], last: Option<usize>) -> Label {
        let mut label = label.clone();
        for (item, count) in copies {
            let more = i64::from(last == Some(*item));
            label.buy(&self.expander.problem, *item, count + more, self.month);
        }
        if let Some(item) = last.filter(|item| !copies.iter().any(|(bought, _)| bought == item)) {
            label.buy(&self.expander.problem, item, 1, self.month);
        }
        label
    }

    /// Stocks up on what is on sale for the last time, then goes on to top-ups and the month's end.
    fn stock_up(&mut self, label: Label, from: usize) {
        let ends_here = label.paid_months == 0 && self.month + 1 < self.problem().months();
        let next = (from..self.problem().items.len())
            .find(|index| ends_here && self.is_stockable(*index, label.context));
        let Some(index) = next else {
            self.top_up(label, 0);
            return;
        };
        let units = self.problem().items[index].units.max(1);
        let useful = (self.expander.most_left[self.month] + units - 1) / units;
        if useful > MOST_STOCK {
            self.out.complete = false;
        }
        self.stock_up(label.clone(), index + 1);
        let most = useful.min(MOST_STOCK);
        if most < 1 {
            return;
        }
        let steps = i64::try_from(self.hopeless.sets).unwrap_or(i64::MAX).clamp(1, most);
        if steps < most {
            self.out.complete = false;
        }
        for count in (1..=steps).map(|step| step * most / steps) {
            let mut stocked = label.clone();
            stocked.buy(&self.expander.problem, index, count, self.month);
            stocked.quits = Some(index);
            if self.is_hopeless(&stocked) {
                break;
            }
            self.stock_up(stocked, index + 1);
        }
    }

    /// Whether an item needs a plan to be bought but not to be kept into the next month.
    fn is_stockable(&self, index: usize, context: usize) -> bool {
        let item = &self.problem().items[index];
        let month_end = u16::try_from(self.problem().month_slots[self.month + 1]).unwrap_or(BEYOND);
        let lasts = item.parts.iter().any(|part| {
            let class = &self.problem().classes[part.class];
            let outlives = class.frozen
                || class.needs.as_ref().is_none_or(|needs| {
                    (1..item.available.len())
                        .any(|context| needs.contains(&context) && !item.available[context])
                });
            part.ends[self.month] > month_end && outlives
        });
        let gated = item.available.iter().any(|available| !available);
        let counted = !item.counted && item.blocks.is_none_or(|blocks| blocks.like_packs);
        // Bought in several portions it may burn otherwise than bought at once.
        let at_once = self.problem().careful || !self.problem().order.is_usual();
        gated && lasts && counted && !at_once && item.is_sold(context, self.month)
    }
}
