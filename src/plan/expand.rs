//! Everything a label can do in one month that an optimal plan could do.
//!
//! # Which purchases can be left out
//!
//! *Touched rule.* A copy of which nothing is used in the month it is bought may as well be bought a month later:
//! nothing changes in between, it costs the same and ends no sooner. So some cheapest plan touches every copy in
//! its month. In a month's burn order all copies but the last touched one are then used up, and a month's
//! purchases are a set that is used up, alone (kind a) or with one more copy that leaves a remainder (kind b).
//! Of two sets of kind a the one with the larger sum is at least as good when it is no dearer: what is used up
//! leaves nothing but the held credits it spared. Of two sets of kind b with the same last item likewise: its
//! remainder is larger. So for kind a, and for kind b once for every last item, the undominated sums are enough.
//!
//! *Exceptions.* An offer that requires a plan may not be on sale a month later. When a plan's term ends, its
//! offers may be stocked up on, and then only if the next month is spent without them; such labels are marked.
//! Copies with a limit are tried one by one.
//!
//! Top-ups with a smallest amount, or with very many blocks, cannot be enumerated. For them the amounts that
//! cover exactly up to the end of some month are tried, and the smallest one; [`Expansion::complete`] is then
//! false and the search claims no more than its bound shows.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "items, variants and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::bound::{Bound, IMPOSSIBLE};
use super::frontier::{Frontier, Set};
use super::label::{Label, burns_before};
use super::problem::{BEYOND, Lot, Problem};

/// Copies stocked up on at most when a plan is given up; where more could be used the search is not complete.
const MOST_STOCK: i64 = 48;

/// What expanding one label gave.
pub struct Expansion {
    /// The labels of the next month.
    pub labels: Vec<Label>,
    /// Whether nothing that could be cheapest was left out.
    pub complete: bool,
    /// Fewest units that were short where nothing charges for them.
    pub least_short: Option<i64>,
}

/// What cannot be part of a plan that is wanted.
pub struct Hopeless<'b> {
    /// What the rest costs at least.
    pub bound: &'b Bound,
    /// Plans must stay below this.
    pub upper: i64,
    /// Whether they may cost exactly that.
    pub ties: bool,
    /// Sets of packs tried of every range at most; fewer are tried evenly, and the expansion is not complete.
    pub sets: usize,
}

impl Hopeless<'_> {
    /// Whether a plan that comes to at least so much is not wanted.
    pub fn at(&self, least: i64) -> bool {
        if self.ties { least > self.upper } else { least >= self.upper }
    }

    fn inside(&self, problem: &Problem, label: &Label, month: usize) -> bool {
        let rest = self.bound.rest_inside(problem, label, month);
        rest >= IMPOSSIBLE || self.at(label.cost.saturating_add(rest))
    }
}

/// Expands labels of one problem.
pub struct Expander<'p> {
    problem: &'p Problem,
    /// By context, for every kind of packs.
    frontiers: Vec<Vec<Frontier>>,
    /// Index among the limited items, by item.
    limited: Vec<Option<usize>>,
}

/// One month of one label, with a plan chosen.
struct Choice<'e, 'p> {
    expander: &'e Expander<'p>,
    hopeless: &'e Hopeless<'e>,
    month: usize,
    /// Labels that may still be made.
    room: usize,
    base: Label,
    out: Expansion,
}

impl<'p> Expander<'p> {
    /// Prepares the cheapest sets of every context.
    pub fn new(problem: &'p Problem) -> Expander<'p> {
        let most = |context: usize| {
            (0..problem.months()).filter_map(|month| problem.month_demand(context, month)).max().unwrap_or(0)
        };
        let frontiers =
            (0..problem.demand.len()).map(|context| Frontier::all(problem, context, most(context))).collect();
        let mut next = 0;
        let limited = problem.items.iter().map(|item| {
            item.limit.map(|_| {
                next += 1;
                next - 1
            })
        });
        Expander { problem, frontiers, limited: limited.collect() }
    }

    /// Everything a label can do in a month, or as many labels as there is room for.
    pub fn expand(&self, label: &Label, month: usize, hopeless: &Hopeless, room: usize) -> Expansion {
        let mut all = Expansion { labels: Vec::new(), complete: true, least_short: None };
        for base in self.plan_choices(label, month) {
            let complete = self.frontiers[base.context].iter().all(|frontier| frontier.complete);
            let out = Expansion { labels: Vec::new(), complete, least_short: None };
            let room = room.saturating_sub(all.labels.len());
            let mut choice = Choice { expander: self, hopeless, month, room, base, out };
            choice.limited_copies(0);
            let out = choice.out;
            all.labels.extend(out.labels);
            all.complete &= out.complete;
            all.least_short = all.least_short.into_iter().chain(out.least_short).min();
        }
        all
    }

    /// The label with each plan it can have this month, its credits granted.
    fn plan_choices(&self, label: &Label, month: usize) -> Vec<Label> {
        let problem = self.problem;
        let variants: Vec<Option<usize>> = match label.paid_months {
            0 => std::iter::once(None).chain((0..problem.variants.len()).map(Some)).collect(),
            _ => vec![label.variant],
        };
        let mut choices = Vec::new();
        for variant in variants {
            let context = variant.map_or(0, |index| problem.variants[index].context);
            if label.quits.is_some_and(|item| problem.items[item].available[context]) {
                continue;
            }
            let mut next = label.clone();
            let started = variant.filter(|_| label.paid_months == 0);
            if next.choose_plan(problem, started, month).is_none() {
                continue;
            }
            choices.push(next);
        }
        choices
    }
}

impl Choice<'_, '_> {
    fn problem(&self) -> &Problem {
        self.expander.problem
    }

    /// Tries every number of copies of every limited item, then everything else.
    fn limited_copies(&mut self, from: usize) {
        let items = &self.problem().items;
        let next = (from..items.len())
            .find(|index| items[*index].limit.is_some() && items[*index].available[self.base.context]);
        let Some(index) = next else {
            self.sets();
            return;
        };
        let slot = self.expander.limited[index].unwrap_or(0);
        let limit = items[index]
            .limit
            .unwrap_or(0)
            .saturating_sub(self.base.taken[slot])
            .min(self.usable_copies(index));
        let before = self.base.clone();
        for copies in 0..=limit {
            if copies > 0 {
                self.base = before.clone();
                self.buy(index, i64::from(copies));
                self.base.taken[slot] += copies;
            }
            self.limited_copies(index + 1);
        }
        self.base = before;
    }

    /// Copies of an item of which something could be used while they live, were nothing else held.
    fn usable_copies(&self, index: usize) -> u32 {
        let problem = self.problem();
        let item = &problem.items[index];
        let end = item.parts.iter().map(|part| usize::from(part.ends[self.month])).max().unwrap_or(0);
        let slots = problem.month_slots[self.month]..problem.month_slots[problem.months()].min(end);
        let most =
            |slot: usize| problem.demand.iter().flatten().map(|demand| demand[slot]).max().unwrap_or(0);
        let units: i64 = slots.map(most).sum();
        let smallest = item.parts.iter().map(|part| part.units).min().unwrap_or(1).max(1);
        u32::try_from((units + smallest - 1) / smallest).unwrap_or(u32::MAX)
    }

    /// Most units that can still be used, this month included.
    fn most_left(&self) -> i64 {
        let problem = self.problem();
        (self.month..problem.months())
            .map(|month| {
                (0..problem.demand.len())
                    .filter_map(|context| problem.month_demand(context, month))
                    .max()
                    .unwrap_or(0)
            })
            .sum()
    }

    fn buy(&mut self, index: usize, count: i64) {
        self.base.buy(self.expander.problem, index, count, self.month);
    }

    /// The lot one copy of an item grants first.
    fn first_lot(&self, index: usize) -> Option<Lot> {
        let problem = self.problem();
        let lots = problem.items[index].parts.iter().map(|part| problem.lot(part, self.month, 1));
        let mut first: Option<Lot> = None;
        for lot in lots {
            if first.is_none_or(|known| burns_before(problem, &lot, &known)) {
                first = Some(lot);
            }
        }
        first
    }

    /// Units of the month's demand that are left when everything a label holds that burns before a lot is burnt.
    fn need_before(&self, label: &Label, lot: &Lot) -> i64 {
        let mut held = label.clone();
        held.lots.retain(|other| burns_before(self.problem(), other, lot));
        held.burn(self.problem(), self.month).unwrap_or(0)
    }

    /// Kind a and kind b purchases of every kind of packs, one kind after another.
    fn sets(&mut self) {
        let frontiers = &self.expander.frontiers[self.base.context];
        // Credits that can end inside the month they were bought in may be lost in part and still be worth it; packs
        // with several grants are touched in part.
        let month_end = u16::try_from(self.problem().month_slots[self.month + 1]).unwrap_or(BEYOND);
        let awkward = |index: &usize| {
            let parts = &self.problem().items[*index].parts;
            parts.len() > 1 || parts.iter().any(|part| part.ends[self.month] < month_end)
        };
        if frontiers.iter().flat_map(|frontier| &frontier.items).any(awkward) {
            self.out.complete = false;
        }
        self.kinds_from(self.base.clone(), frontiers);
    }

    fn kinds_from(&mut self, label: Label, frontiers: &[Frontier]) {
        if self.is_hopeless(&label) {
            return;
        }
        if self.out.labels.len() >= self.room {
            self.out.complete = false;
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
        for set in self.sample(frontier, 0, need + 1) {
            self.kinds_from(self.with(&label, &set.copies, None), others);
        }
        for (item, need) in needs {
            let units = self.problem().items[item].units;
            for set in self.sample(frontier, (need - units + 1).max(0), need) {
                self.kinds_from(self.with(&label, &set.copies, Some(item)), others);
            }
        }
    }

    /// The undominated sets in a range, or as many of them as are wanted, evenly.
    fn sample<'f>(&mut self, frontier: &'f Frontier, from: i64, below: i64) -> Vec<&'f Set> {
        let all: Vec<&Set> = frontier.undominated(from, below).collect();
        let most = self.hopeless.sets.max(2);
        if all.len() <= most {
            return all;
        }
        self.out.complete = false;
        (0..most).map(|index| all[index * (all.len() - 1) / (most - 1)]).collect()
    }

    /// The label with a set and one more copy bought.
    fn with(&self, label: &Label, copies: &[(usize, i64)], last: Option<usize>) -> Label {
        let mut label = label.clone();
        for (item, count) in copies {
            let more = i64::from(last == Some(*item));
            label.buy(self.expander.problem, *item, count + more, self.month);
        }
        if let Some(item) = last.filter(|item| !copies.iter().any(|(bought, _)| bought == item)) {
            label.buy(self.expander.problem, item, 1, self.month);
        }
        label
    }

    /// Whether the label, its month's use still to come, cannot become a plan that is wanted. Where nothing at all
    /// covers the rest it is kept, so that it can be said what is missing.
    fn is_hopeless(&self, label: &Label) -> bool {
        self.hopeless.upper < i64::MAX && self.hopeless.inside(self.problem(), label, self.month)
    }

    /// Stocks up on what is on sale for the last time, then goes on to top-ups and the month's end.
    fn stock_up(&mut self, label: Label, from: usize) {
        let ends_here = label.paid_months == 0 && self.month + 1 < self.problem().months();
        let next = (from..self.problem().items.len())
            .find(|index| ends_here && self.is_stockable(*index, label.context));
        let Some(index) = next else {
            self.top_up(&label);
            self.end_month(label);
            return;
        };
        let units = self.problem().items[index].units.max(1);
        let useful = (self.most_left() - 1) / units + 1;
        if useful > MOST_STOCK {
            self.out.complete = false;
        }
        self.stock_up(label.clone(), index + 1);
        let most = useful.min(MOST_STOCK);
        let steps = i64::try_from(self.hopeless.sets).unwrap_or(i64::MAX).clamp(1, most.max(1));
        if steps < most {
            self.out.complete = false;
        }
        for count in (1..=steps).map(|step| step * most / steps) {
            let mut stocked = label.clone();
            stocked.buy(self.expander.problem, index, count, self.month);
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
            let outlives = class.needs.as_ref().is_none_or(|needs| {
                (1..item.available.len()).any(|context| needs.contains(&context) && !item.available[context])
            });
            part.ends[self.month] > month_end && outlives
        });
        let gated = item.available.iter().any(|available| !available);
        let counted = item.limit.is_none() && item.blocks.is_none_or(|blocks| blocks.like_packs);
        gated && lasts && counted && item.available[context]
    }

    /// Tries the top-ups that are not planned block by block.
    fn top_up(&mut self, label: &Label) {
        let problem = self.expander.problem;
        let mut after = label.clone();
        let short = after.burn(problem, self.month).unwrap_or(0);
        let quitting = label.paid_months == 0;
        for index in 0..problem.items.len() {
            let item = &problem.items[index];
            let Some(blocks) =
                item.blocks.filter(|blocks| !blocks.like_packs && item.available[label.context])
            else {
                continue;
            };
            let gated = item.available.iter().any(|available| !available);
            let touched = self.first_lot(index).is_some_and(|lot| self.need_before(label, &lot) > 0);
            let last_chance = gated && quitting;
            if !touched && !last_chance {
                continue;
            }
            let ends = item.parts.first().map_or(BEYOND, |part| part.ends[self.month]);
            let useful = blocks.round_up((self.most_left() + item.units - 1) / item.units.max(1));
            let most = useful.max(blocks.min).min(self.worthwhile_blocks(label.context, index));
            let mut counts: Vec<i64> = if most - blocks.min < MOST_STOCK {
                (blocks.min..=most).collect()
            } else {
                self.out.complete = false;
                self.likely_blocks(label, index, short, ends)
            };
            for count in &mut counts {
                *count = blocks.round_up(*count);
            }
            counts.sort_unstable();
            counts.dedup();
            for count in counts {
                let mut topped = label.clone();
                topped.buy(problem, index, count, self.month);
                self.end_month(topped);
            }
        }
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
            problem.items[*pack].parts.iter().all(|other| {
                let others = &problem.classes[other.class];
                let stays = others.needs.is_none() || others.needs == class.needs;
                other.ends[self.month] >= part.ends[self.month] && others.priority == class.priority && stays
            })
        };
        let replaces = |units: i64, price: i64| -> Option<i64> {
            let count = units / item.units.max(1);
            (count > 0 && item.price.saturating_mul(count) >= price).then_some(count)
        };
        let packs = self.expander.frontiers[context].iter().flat_map(|frontier| &frontier.items);
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
    fn likely_blocks(&self, label: &Label, index: usize, short: i64, ends: u16) -> Vec<i64> {
        let problem = self.problem();
        let units = problem.items[index].units.max(1);
        let Some(blocks) = problem.items[index].blocks else { return Vec::new() };
        let mut counts = vec![blocks.min];
        if problem.charges[label.context].is_some() {
            counts.push(short / units);
        }
        let mut needs = self.shortages(label, ends, true);
        if label.paid_months == 0 && label.variant.is_some() {
            needs.extend(self.shortages(label, ends, false));
        }
        counts.extend(needs.into_iter().map(|need| (need + units - 1) / units));
        counts.retain(|count| *count > 0);
        counts
    }

    /// Units short from this month to the end of each later one that begins before `ends`, without further
    /// purchases, the plan going on or given up.
    fn shortages(&self, label: &Label, ends: u16, going_on: bool) -> Vec<i64> {
        let problem = self.problem();
        let mut label = label.clone();
        let mut sum = 0;
        let mut sums = Vec::new();
        for month in self.month..problem.months() {
            if usize::from(ends) <= problem.month_slots[month] {
                break;
            }
            if month > self.month {
                match label.variant.filter(|_| going_on) {
                    Some(index) => label.grant(problem, &problem.variants[index].parts, month, 1),
                    None => label.context = 0,
                }
                label.lapse(problem);
            }
            sum += label.burn(problem, month).unwrap_or(0);
            label.end_month(problem, month);
            sums.push(sum);
        }
        sums
    }

    /// Burns the month, charges what was short, and keeps the label where that is possible.
    fn end_month(&mut self, mut label: Label) {
        let problem = self.expander.problem;
        let Some(short) = label.burn(problem, self.month) else { return };
        if short > 0 {
            let Some(charge) = problem.charges[label.context].as_ref() else {
                self.out.least_short = self.out.least_short.into_iter().chain(Some(short)).min();
                return;
            };
            label.cost = label.cost.saturating_add(charge.cost(short));
        }
        label.end_month(problem, self.month);
        self.out.labels.push(label);
    }
}
