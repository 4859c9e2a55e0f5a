//! The search: month by month, a beam that widens until nothing useful was cut.
//!
//! Each pass keeps the best labels of a month by the least they can come to (paid so far plus [`Bound`]) and
//! remembers the least that any label it cut could have come to. What a finished pass found is an upper bound on
//! the optimum; the least of that, of everything cut and of everything not enumerated is a lower bound. When they
//! meet, the plan is proved cheapest. The budget counts labels, never time, so the same problem has the same
//! answer everywhere.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "months and records are indices of the search itself; money saturates"
)]

use super::Effort;
use super::bound::{Bound, IMPOSSIBLE};
use super::dominance::dominates;
use super::expand::{Expander, Hopeless};
use super::label::{Label, Unsold};
use super::merge::merge_top_ups;
use super::problem::Problem;
use super::reduce::Reduced;

/// Pass by pass: grid points of the bound, width of the beam, and sets of packs tried of every range.
const PASSES: [(i64, usize, usize); 5] =
    [(300, 4, 12), (300, 30, EVERY), (300, 200, EVERY), (3_000, 1_500, EVERY), (12_000, 6_000, EVERY)];
const EVERY: usize = usize::MAX;
/// Width of the pass that looks for the best of equally cheap plans.
const TIE_WIDTH: usize = 60;
/// Nodes of the core that are about as much work as a label.
const CORE_NODES: u64 = 10;

/// A plan as the search knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// What is bought in each month.
    pub months: Vec<Decision>,
    /// Minor units.
    pub cost: i64,
}

/// What is bought in one month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// The variant started.
    pub started: Option<usize>,
    /// Items with copies or blocks.
    pub bought: Vec<(usize, i64)>,
}

/// How a search ended.
#[derive(Debug)]
pub struct Searched {
    /// The best plan found.
    pub best: Option<Path>,
    /// No plan costs less.
    pub lower: i64,
    /// Whether other plans cost the same.
    pub tie: bool,
    /// Labels made.
    pub nodes: u64,
    /// Without a plan: the first month that could not be covered, and what was short there at least.
    pub stuck: Option<(usize, Unsold)>,
    /// Without a plan: whether it is proved that there is none.
    pub impossible: bool,
}

struct Record {
    parent: usize,
    decision: Decision,
}

/// One pass over all months.
struct Pass<'s, 'p> {
    problem: &'p Problem,
    expander: &'s Expander<'p>,
    bound: &'s Bound,
    width: usize,
    /// Labels that cannot come below this are dropped.
    upper: i64,
    /// Whether plans that cost exactly `upper` are wanted as well.
    ties: bool,
    nodes: &'s mut u64,
    budget: u64,
    records: Vec<Record>,
    /// Least that anything dropped unseen could have come to.
    cut: i64,
    stuck: Option<(usize, Unsold)>,
    out_of_budget: bool,
    /// Whether labels are rated by what they paid alone.
    looking_back: bool,
    sets: usize,
}

/// Searches for the cheapest plan: by the core where the problem reduces to it.
pub fn search(problem: &Problem, effort: Effort) -> Searched {
    let Some(mut reduced) = Reduced::of(problem) else { return search_at_large(problem, effort) };
    reduced.run(effort.nodes.saturating_mul(CORE_NODES));
    let mut nodes = reduced.nodes() / CORE_NODES;
    let (best, lower) = (reduced.best(), reduced.lower());
    let proved = best.as_ref().is_some_and(|best| lower >= best.cost);
    let impossible = reduced.is_impossible();
    if !impossible && !(proved && effort.ties) {
        return Searched { best, lower, tie: false, nodes, stuck: None, impossible };
    }
    let expander = Expander::new(problem);
    let Some(path) = best else {
        let stuck = stuck_at(problem, &expander, &mut nodes, effort.nodes);
        return Searched { best: None, lower, tie: false, nodes, stuck, impossible };
    };
    let bound = Bound::new(problem, PASSES[0].0);
    let (path, tie) = best_of_ties(problem, &expander, &bound, path, &mut nodes, effort.nodes);
    Searched { best: Some(path), lower, tie, nodes, stuck: None, impossible }
}

/// Searches for the cheapest plan of any problem.
pub fn search_at_large(problem: &Problem, effort: Effort) -> Searched {
    let budget = effort.nodes;
    let expander = Expander::new(problem);
    let mut nodes = 0;
    let mut found = plans_only(problem, &mut nodes, budget);
    let mut lower = 0;
    let mut bound: Option<(i64, Bound)> = None;
    let mut exhausted = false;
    for (cells, width, sets) in PASSES.into_iter().take(effort.passes.max(1)) {
        if bound.as_ref().is_none_or(|(grid, _)| *grid != cells) {
            bound = Some((cells, Bound::new(problem, cells)));
        }
        let Some((_, bound)) = bound.as_ref() else { break };
        let root = root_bound(problem, bound);
        let upper = found.as_ref().map_or(i64::MAX, |path| path.cost);
        let mut pass = Pass::new(problem, &expander, bound, width, upper, &mut nodes, budget);
        pass.sets = sets;
        let finals = pass.run();
        let (cut, spent) = (pass.cut, pass.out_of_budget);
        if let Some(label) = finals.first() {
            found = Some(pass.path(label));
        }
        let upper = found.as_ref().map_or(i64::MAX, |path| path.cost);
        lower = lower.max(root.min(upper)).max(if spent { 0 } else { cut.min(upper) });
        exhausted = cut == i64::MAX && !spent;
        if lower >= upper || exhausted || spent {
            break;
        }
    }
    let Some(path) = found else {
        let stuck = if exhausted { stuck_at(problem, &expander, &mut nodes, budget) } else { None };
        return Searched { best: None, lower, tie: false, nodes, stuck, impossible: exhausted };
    };
    let (path, tie) = match (effort.ties && lower >= path.cost, &bound) {
        (true, Some((_, bound))) => best_of_ties(problem, &expander, bound, path, &mut nodes, budget),
        _ => (path, false),
    };
    Searched { lower, tie, nodes, stuck: None, impossible: false, best: Some(path) }
}

/// The best that plans and charges alone can do: a quick first upper bound.
fn plans_only(problem: &Problem, nodes: &mut u64, budget: u64) -> Option<Path> {
    if problem.variants.is_empty() || problem.items.is_empty() {
        return None;
    }
    let plans = Problem { items: Vec::new(), ..problem.clone() };
    let (cells, width, _) = PASSES[0];
    let bound = Bound::new(&plans, cells);
    let expander = Expander::new(&plans);
    let mut pass = Pass::new(&plans, &expander, &bound, width, i64::MAX, nodes, budget);
    let best = pass.run().into_iter().next()?;
    Some(pass.path(&best))
}

/// Where it is proved that nothing covers the usage: the first month that no purchases cover, and the fewest units
/// short there. Nothing is pruned by what comes later, so only that month counts.
fn stuck_at(problem: &Problem, expander: &Expander, nodes: &mut u64, budget: u64) -> Option<(usize, Unsold)> {
    let bound = Bound::new(problem, 1);
    let mut pass = Pass::new(problem, expander, &bound, TIE_WIDTH, i64::MAX, nodes, budget.saturating_mul(2));
    pass.looking_back = true;
    pass.run();
    pass.stuck
}

fn root_bound(problem: &Problem, bound: &Bound) -> i64 {
    bound.rest(problem, &Label::root(problem), 0)
}

/// Of the plans found that cost what the proved one costs: fewest units lost, then fewest purchases, then the order of
/// offers; and whether there was another.
///
/// With the cost proved, a label that paid more than another with no more credits cannot be part of a cheapest
/// plan, so it is dropped as before; among labels that paid the same only equal holdings are compared.
fn best_of_ties(
    problem: &Problem,
    expander: &Expander,
    bound: &Bound,
    path: Path,
    nodes: &mut u64,
    budget: u64,
) -> (Path, bool) {
    let mut pass = Pass::new(problem, expander, bound, TIE_WIDTH, path.cost, nodes, budget);
    pass.ties = true;
    let finals = pass.run();
    let merged = |path: Path| {
        let (path, key) = merge_top_ups(problem, path);
        (key, path)
    };
    let mut best = merged(path.clone());
    let mut tie = best.1 != path;
    for other in finals.iter().take(TIE_WIDTH) {
        let candidate = merged(pass.path(other));
        tie |= candidate.1 != path;
        if order(&candidate) < order(&best) {
            best = candidate;
        }
    }
    (best.1, tie)
}

type Order<'a> = (&'a (i64, i64, u32), Vec<(usize, usize, usize)>);

/// Tie key, then the purchases in the order of months and offers.
fn order(candidate: &((i64, i64, u32), Path)) -> Order<'_> {
    let (key, path) = candidate;
    let mut sequence = Vec::new();
    for (month, decision) in path.months.iter().enumerate() {
        sequence.extend(decision.started.map(|variant| (month, 0, variant)));
        sequence.extend(decision.bought.iter().map(|(item, _)| (month, 1, *item)));
    }
    (key, sequence)
}

impl<'s, 'p> Pass<'s, 'p> {
    fn new(
        problem: &'p Problem,
        expander: &'s Expander<'p>,
        bound: &'s Bound,
        width: usize,
        upper: i64,
        nodes: &'s mut u64,
        budget: u64,
    ) -> Pass<'s, 'p> {
        let records = vec![Record { parent: 0, decision: Decision::default() }];
        Pass {
            problem,
            expander,
            bound,
            width,
            upper,
            ties: false,
            nodes,
            budget,
            records,
            cut: i64::MAX,
            stuck: None,
            out_of_budget: false,
            looking_back: false,
            sets: EVERY,
        }
    }

    /// The finished labels that come below the upper bound, best first.
    fn run(&mut self) -> Vec<Label> {
        let mut layer = vec![(0, Label::root(self.problem))];
        for month in 0..self.problem.months() {
            let mut next: Vec<(i64, Label)> = Vec::new();
            for (least, label) in &layer {
                if *self.nodes >= self.budget {
                    self.out_of_budget = true;
                    return Vec::new();
                }
                let room = usize::try_from(self.budget.saturating_sub(*self.nodes)).unwrap_or(usize::MAX);
                let expansion = self.expander.expand(label, month, &self.hopeless(), room);
                *self.nodes += u64::try_from(expansion.labels.len()).unwrap_or(u64::MAX);
                if !expansion.complete {
                    self.cut = self.cut.min(*least);
                }
                if let Some(short) = expansion.least_short
                    && self.stuck.is_none_or(|(at, least)| at < month || (at == month && short < least))
                {
                    self.stuck = Some((month, short));
                }
                next.extend(expansion.labels.into_iter().filter_map(|label| self.rate(label, month + 1)));
                if next.len() > self.width * 8 {
                    next = self.keep(next, month + 1);
                }
            }
            layer = self.keep(next, month + 1);
            if !layer.is_empty() && self.stuck.is_some_and(|(at, _)| at == month) {
                self.stuck = None;
            }
            if month + 1 < self.problem.months() {
                for (_, label) in &mut layer {
                    label.parent = self.record(label);
                }
            }
        }
        let mut finals: Vec<Label> = layer.into_iter().map(|(_, label)| label).collect();
        finals.sort_by_key(Label::tie_key);
        finals
    }

    fn record(&mut self, label: &Label) -> usize {
        self.records.push(Record { parent: label.parent, decision: label.decision() });
        self.records.len() - 1
    }

    /// The label with the least it can come to, unless that is not below the upper bound.
    fn rate(&self, label: Label, month: usize) -> Option<(i64, Label)> {
        let rest = match month == self.problem.months() || self.looking_back {
            true => 0,
            false => self.bound.rest(self.problem, &label, month),
        };
        let least = if rest >= IMPOSSIBLE { i64::MAX } else { label.cost.saturating_add(rest) };
        (!self.hopeless().at(least)).then_some((least, label))
    }

    fn hopeless(&self) -> Hopeless<'s> {
        Hopeless { bound: self.bound, upper: self.upper, ties: self.ties, sets: self.sets }
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
            if kept.len() >= self.width {
                self.cut = self.cut.min(least);
                continue;
            }
            kept.push((least, label));
        }
        kept
    }

    fn beats(&self, a: &Label, b: &Label, most: i64) -> bool {
        if self.ties {
            let alike =
                a.lots == b.lots && a.taken == b.taken && a.add_ons == b.add_ons && a.capped == b.capped;
            let equal = alike && a.tie_key() <= b.tie_key();
            // Two plans with the same holdings are kept apart when nothing but the order of offers decides.
            return (equal && a.tie_key() != b.tie_key())
                || (a.cost < b.cost && dominates(self.problem, a, b, most));
        }
        dominates(self.problem, a, b, most)
    }

    fn path(&self, label: &Label) -> Path {
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
}
