//! One pass of the search over all months: a beam of limited width that can stop between two labels and go on.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "months and records are indices of the pass itself; money saturates"
)]

use std::rc::Rc;

use super::bound::{Bound, IMPOSSIBLE};
use super::dominance::dominates;
use super::expand::{Expander, Hopeless};
use super::label::{Label, Unsold};
use super::path::{Decision, Path};
use super::problem::Problem;

#[derive(Debug)]
struct Record {
    parent: usize,
    decision: Decision,
}

/// What a pass is to find, and with how much work.
#[derive(Debug, Clone)]
pub struct Aim {
    /// Labels of a month that are kept.
    pub width: usize,
    /// Sets of packs tried of every range.
    pub sets: usize,
    /// Labels that cannot come below this are dropped.
    pub upper: i64,
    /// Whether plans that cost exactly `upper` are wanted as well.
    pub ties: bool,
    /// Whether labels are rated by what they paid alone.
    pub looking_back: bool,
    /// Labels there may be in all.
    pub budget: u64,
}

/// One pass over all months.
#[derive(Debug)]
pub struct Pass {
    problem: Rc<Problem>,
    expander: Rc<Expander>,
    bound: Rc<Bound>,
    aim: Aim,
    month: usize,
    layer: Vec<(i64, Label)>,
    /// Labels of the layer that are expanded.
    expanded: usize,
    next: Vec<(i64, Label)>,
    records: Vec<Record>,
    /// Least that anything dropped unseen could have come to.
    pub cut: i64,
    /// The first month that nothing covers so far, and what was short there at least.
    pub stuck: Option<(usize, Unsold)>,
    /// Whether the budget ran out before the last month.
    pub out_of_budget: bool,
}

impl Pass {
    /// A pass with nothing expanded yet.
    pub fn new(problem: &Rc<Problem>, expander: &Rc<Expander>, bound: &Rc<Bound>, aim: Aim) -> Pass {
        let mut pass = Pass {
            problem: Rc::clone(problem),
            expander: Rc::clone(expander),
            bound: Rc::clone(bound),
            aim,
            month: 0,
            layer: Vec::new(),
            expanded: 0,
            next: Vec::new(),
            records: vec![Record { parent: 0, decision: Decision::default() }],
            cut: i64::MAX,
            stuck: None,
            out_of_budget: false,
        };
        match problem.begun() {
            None => pass.layer.push((0, Label::root(problem))),
            Some(Ok(label)) => {
                pass.next.extend(pass.rate(label, 1));
                pass.end_month();
            }
            Some(Err(short)) => {
                pass.stuck = short.map(|short| (0, short));
                pass.month = problem.months();
            }
        }
        pass
    }

    /// Expands labels until there are `until` in all. True when the pass is over.
    pub fn run(&mut self, nodes: &mut u64, until: u64) -> bool {
        while self.month < self.problem.months() {
            while self.expanded < self.layer.len() {
                if *nodes >= self.aim.budget {
                    self.out_of_budget = true;
                    self.layer.clear();
                    self.month = self.problem.months();
                    return true;
                }
                if *nodes >= until {
                    return false;
                }
                self.expand(nodes);
            }
            self.end_month();
        }
        true
    }

    /// The finished labels that come below the upper bound, best first.
    pub fn finals(&self) -> Vec<&Label> {
        let mut finals: Vec<&Label> = self.layer.iter().map(|(_, label)| label).collect();
        finals.sort_by_key(|label| label.tie_key());
        finals
    }

    /// How a finished label came about.
    pub fn path(&self, label: &Label) -> Path {
        let mut months = vec![label.decision()];
        let mut at = label.parent;
        while months.len() < self.problem.months() {
            let record = &self.records[at];
            months.push(record.decision.clone());
            at = record.parent;
        }
        months.reverse();
        Path { months, cost: label.cost }
    }

    fn expand(&mut self, nodes: &mut u64) {
        let (least, label) = &self.layer[self.expanded];
        let room = usize::try_from(self.aim.budget.saturating_sub(*nodes)).unwrap_or(usize::MAX);
        let expansion = self.expander.expand(label, self.month, &self.hopeless(), room);
        *nodes += u64::try_from(expansion.labels.len()).unwrap_or(u64::MAX);
        if !expansion.complete {
            self.cut = self.cut.min(*least);
        }
        let month = self.month;
        if let Some(short) = expansion.least_short
            && self.stuck.is_none_or(|(at, least)| at < month || (at == month && short < least))
        {
            self.stuck = Some((month, short));
        }
        let rated: Vec<_> =
            expansion.labels.into_iter().filter_map(|label| self.rate(label, month + 1)).collect();
        self.next.extend(rated);
        if self.next.len() > self.aim.width * 8 {
            let next = std::mem::take(&mut self.next);
            self.next = self.keep(next, month + 1);
        }
        self.expanded += 1;
    }

    fn end_month(&mut self) {
        let next = std::mem::take(&mut self.next);
        self.layer = self.keep(next, self.month + 1);
        self.expanded = 0;
        let month = self.month;
        if !self.layer.is_empty() && self.stuck.is_some_and(|(at, _)| at == month) {
            self.stuck = None;
        }
        self.month += 1;
        if self.month < self.problem.months() {
            for index in 0..self.layer.len() {
                let label = &self.layer[index].1;
                self.records.push(Record { parent: label.parent, decision: label.decision() });
                self.layer[index].1.parent = self.records.len() - 1;
            }
        }
    }

    /// The label with the least it can come to, unless that is not below the upper bound.
    fn rate(&self, label: Label, month: usize) -> Option<(i64, Label)> {
        let rest = match month == self.problem.months() || self.aim.looking_back {
            true => 0,
            false => self.bound.rest(&self.problem, &label, month),
        };
        let least = if rest >= IMPOSSIBLE { i64::MAX } else { label.cost.saturating_add(rest) };
        (!self.hopeless().at(least)).then_some((least, label))
    }

    fn hopeless(&self) -> Hopeless<'_> {
        let Aim { upper, ties, sets, .. } = self.aim;
        Hopeless { bound: &self.bound, upper, ties, sets }
    }

    /// The best undominated labels, at most as many as the pass is wide.
    fn keep(&mut self, mut labels: Vec<(i64, Label)>, month: usize) -> Vec<(i64, Label)> {
        labels.sort_by(|(a_least, a), (b_least, b)| {
            (a_least, a.tie_key(), a.context, a.paid_months).cmp(&(
                b_least,
                b.tie_key(),
                b.context,
                b.paid_months,
            ))
        });
        let most = self.problem.most_left(month);
        let mut kept: Vec<(i64, Label)> = Vec::new();
        for (least, label) in labels {
            let same_term = |other: &Label| {
                // A term that is over leaves nothing behind but credits and, for the first week of the next, its name.
                other.left == label.left
                    && (other.variant == label.variant || label.paid_months == 0)
                    && other.paid_months == label.paid_months
                    && other.quits == label.quits
            };
            if kept.iter().any(|(_, other)| same_term(other) && self.beats(other, &label, most)) {
                continue;
            }
            if kept.len() >= self.aim.width {
                self.cut = self.cut.min(least);
                continue;
            }
            kept.push((least, label));
        }
        kept
    }

    fn beats(&self, a: &Label, b: &Label, most: i64) -> bool {
        if self.aim.ties {
            let alike =
                a.lots == b.lots && a.taken == b.taken && a.add_ons == b.add_ons && a.capped == b.capped;
            let equal = alike && a.tie_key() <= b.tie_key();
            // Two plans with the same holdings are kept apart when nothing but the order of offers decides.
            return (equal && a.tie_key() != b.tie_key())
                || (a.cost < b.cost && dominates(&self.problem, a, b, most));
        }
        dominates(&self.problem, a, b, most)
    }
}
