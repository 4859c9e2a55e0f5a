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
//! Of offers of which buying later, or in other portions, is not the same (limits, fees, tiers, last days of sale,
//! several grants, add-ons) every number of copies is tried that could be of use.
//!
//! Top-ups with a smallest amount, or with very many blocks, cannot be enumerated. For them the amounts that
//! cover exactly up to the end of some month are tried, and the smallest one; [`Expansion::complete`] is then
//! false and the search claims no more than its bound shows.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "items, variants and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

mod counted;
mod sets;
mod top_up;

use std::rc::Rc;

use super::bound::{Bound, IMPOSSIBLE};
use super::frontier::Frontier;
use super::label::{Label, Unsold};
use super::lot::Lot;
use super::problem::Problem;

/// What expanding one label gave.
pub struct Expansion {
    /// The labels of the next month.
    pub labels: Vec<Label>,
    /// Whether nothing that could be cheapest was left out.
    pub complete: bool,
    /// What was short at least where nothing charges for it.
    pub least_short: Option<Unsold>,
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
#[derive(Debug)]
pub struct Expander {
    problem: Rc<Problem>,
    /// By context and month, for every kind of packs on sale.
    frontiers: Vec<Vec<Rc<Vec<Frontier>>>>,
    /// By item and month: copies of which something could be used.
    usable: Vec<Vec<i64>>,
    /// By month: most units that can still be used, that month included.
    most_left: Vec<i64>,
}

/// One month of one label, with a plan chosen.
struct Choice<'e> {
    expander: &'e Expander,
    hopeless: &'e Hopeless<'e>,
    month: usize,
    /// Labels that may still be made.
    room: usize,
    base: Label,
    out: Expansion,
}

impl Expander {
    /// Prepares the cheapest sets of every context.
    pub fn new(problem: &Rc<Problem>) -> Expander {
        let mut frontiers: Vec<Vec<Rc<Vec<Frontier>>>> = Vec::new();
        for context in 0..problem.demand.len() {
            let like = (0..context).find(|other| {
                problem.demand[*other] == problem.demand[context]
                    && problem.items.iter().all(|item| item.available[*other] == item.available[context])
            });
            let own = match like.and_then(|other| frontiers.get(other)) {
                Some(known) => known.clone(),
                None => by_month(problem, context),
            };
            frontiers.push(own);
        }
        let usable = (0..problem.items.len())
            .map(|index| match problem.items[index].counted {
                true => (0..problem.months()).map(|month| problem.usable_copies(index, month)).collect(),
                false => Vec::new(),
            })
            .collect();
        let most_left = (0..problem.months()).map(|month| problem.most_left(month)).collect();
        Expander { problem: Rc::clone(problem), frontiers, usable, most_left }
    }

    /// Everything a label can do in a month, or as many labels as there is room for.
    pub fn expand(&self, label: &Label, month: usize, hopeless: &Hopeless, room: usize) -> Expansion {
        let mut all = Expansion { labels: Vec::new(), complete: true, least_short: None };
        for base in self.plan_choices(label, month) {
            let complete = self.frontiers[base.context][month].iter().all(|frontier| frontier.complete)
                && !self.problem.items.iter().any(|item| item.loose && item.is_sold(base.context, month));
            let out = Expansion { labels: Vec::new(), complete, least_short: None };
            let room = room.saturating_sub(all.labels.len());
            let mut choice = Choice { expander: self, hopeless, month, room, base, out };
            choice.counted_copies(0);
            let out = choice.out;
            all.labels.extend(out.labels);
            all.complete &= out.complete;
            all.least_short = all.least_short.into_iter().chain(out.least_short).min();
        }
        all
    }

    /// The label with each plan it can have this month, its credits granted.
    fn plan_choices(&self, label: &Label, month: usize) -> Vec<Label> {
        let problem = &*self.problem;
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
            let started = variant.filter(|_| label.paid_months == 0);
            if started.is_some_and(|index| problem.variants[index].prices[month].is_none()) {
                continue;
            }
            let mut next = label.clone();
            if next.choose_plan(problem, started, month).is_none() {
                continue;
            }
            choices.push(next);
        }
        choices
    }
}

/// The frontiers of a context; months in which the same is on sale share theirs.
fn by_month(problem: &Problem, context: usize) -> Vec<Rc<Vec<Frontier>>> {
    let same = |a: usize, b: usize| problem.items.iter().all(|item| item.on_sale[a] == item.on_sale[b]);
    let mut all: Vec<Rc<Vec<Frontier>>> = Vec::new();
    for month in 0..problem.months() {
        let known = (0..month).find(|other| same(*other, month)).map(|other| Rc::clone(&all[other]));
        all.push(known.unwrap_or_else(|| Rc::new(Frontier::all(problem, context, month))));
    }
    all
}

impl<'e> Choice<'e> {
    fn problem(&self) -> &'e Problem {
        &self.expander.problem
    }

    /// The lot one copy of an item grants first.
    fn first_lot(&self, index: usize) -> Option<Lot> {
        let problem = self.problem();
        let lots = problem.items[index].parts.iter().map(|part| problem.part_lot(part, self.month, 1));
        lots.min_by_key(Lot::key)
    }

    /// Units of the month's demand that a lot serves and that are left when everything a label holds that burns before
    /// it is burnt.
    fn need_before(&self, label: &Label, lot: &Lot) -> i64 {
        let mut held = label.clone();
        held.lots.retain(|other| other.key() < lot.key());
        let serves = self.problem().classes[usize::from(lot.class)].streams;
        let short = held.burn(self.problem(), self.month).unwrap_or_default();
        let served = short.iter().enumerate().filter(|(stream, _)| serves.contains(*stream));
        served.map(|(_, units)| *units).sum()
    }

    /// Whether the label, its month's use still to come, cannot become a plan that is wanted. Where nothing at all
    /// covers the rest it is kept, so that it can be said what is missing.
    fn is_hopeless(&self, label: &Label) -> bool {
        self.hopeless.upper < i64::MAX && self.hopeless.inside(self.problem(), label, self.month)
    }

    fn is_full(&mut self) -> bool {
        let full = self.out.labels.len() >= self.room;
        self.out.complete &= !full;
        full
    }

    /// As many of the values as are wanted, evenly; all of them where they are few.
    fn sample<T>(&mut self, all: Vec<T>) -> Vec<T> {
        let most = self.hopeless.sets.max(2);
        if all.len() <= most {
            return all;
        }
        self.out.complete = false;
        let last = all.len() - 1;
        let wanted: Vec<usize> = (0..most).map(|index| index * last / (most - 1)).collect();
        let chosen = all.into_iter().enumerate().filter(|(index, _)| wanted.contains(index));
        chosen.map(|(_, value)| value).collect()
    }

    /// Burns the month, charges what was short, and keeps the label where that is possible.
    fn end_month(&mut self, mut label: Label) {
        match label.pay_month(self.problem(), self.month) {
            Ok(()) => self.out.labels.push(label),
            Err(unsold) => self.out.least_short = self.out.least_short.into_iter().chain(unsold).min(),
        }
    }
}
