//! The search: month by month, a growing number of partial plans, until nothing useful is left out.

mod bought;
mod start;

use super::bound::{Beyond, Bound, Contexts, STOCK, Tables};
use super::copies::Copies;
use super::expand::{Expansion, Offers};
use super::frontier::Frontier;
use super::label::{Decision, Layer};
use super::model::Model;
use super::problem::{CoreAnswer, CoreError, CoreProblem, CorePurchases};
use super::walk::walk;

/// What a pass works with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Means {
    pub(super) tables: Tables,
    /// Labels kept a month.
    pub(super) width: usize,
}

pub(super) const fn means(points: usize, every_month: bool, prorated: bool, width: usize) -> Means {
    Means {
        tables: Tables { points, every_month, prorated, beyond: Beyond::NOTHING, most: MOST_BYTES },
        width,
    }
}

/// Labels of a month there is room for before those are cut off that the width would cut.
fn room(width: usize) -> usize {
    (width * 8).max(2_000)
}

/// Bytes the tables of a pass may take, about.
const MOST_BYTES: usize = 24 << 20;

/// Passes that find rough plans only, and prove what is easy to prove.
const ROUGH: usize = 1;

const PASSES: [Means; 7] = [
    means(24, false, true, 6),
    means(192, false, true, 20),
    means(1024, true, true, 100),
    means(1024, true, false, 300),
    means(4096, true, false, 3_000),
    means(4096, true, false, 20_000),
    means(8192, true, false, 30_000),
];

/// Solves one core problem, in as many steps as wanted.
#[derive(Debug)]
pub struct CoreSolver {
    problem: CoreProblem,
    model: Model,
    offers: Offers,
    bounds: Vec<Bound>,
    /// What they were made as, but for what they take off the line.
    tables: Option<Tables>,
    passes: &'static [Means],
    pass: usize,
    /// What the tables take off the line.
    beyond: Vec<Beyond>,
    running: Option<Pass>,
    best: Option<CorePurchases>,
    lower: i64,
    impossible: bool,
    is_done: bool,
    nodes: u64,
}

/// A label kept, and where it came from.
#[derive(Debug, Clone, Copy)]
struct Node {
    parent: u32,
    decision: Decision,
}

/// One pass over the months.
#[derive(Debug)]
struct Pass {
    width: usize,
    month: usize,
    layer: Layer,
    /// Node of each label of the layer.
    nodes_from: u32,
    /// Labels of the layer that are expanded.
    done: usize,
    next: Layer,
    /// Size of `next` at which it is pruned.
    full: usize,
    /// The worst bound of `next` when it was last narrowed to the width: what is no better would be cut off.
    worst: i64,
    nodes: Vec<Node>,
    copies: Copies,
    /// Least bound of what the width cut off.
    dropped: i64,
    /// Where it stopped inside a month: what an expansion had found as its ceiling, and weighed but not yet counted.
    stopped: (i64, u64),
}

/// Nothing was found or weighed in a month yet.
const AFRESH: (i64, u64) = (i64::MAX, 0);

impl CoreSolver {
    /// # Errors
    ///
    /// [`CoreError`] when the problem cannot be stated in the core's numbers.
    pub fn new(problem: &CoreProblem) -> Result<CoreSolver, CoreError> {
        CoreSolver::with_passes(problem, &PASSES)
    }

    /// Solves in other passes than usual.
    pub(super) fn with_passes(
        problem: &CoreProblem,
        passes: &'static [Means],
    ) -> Result<CoreSolver, CoreError> {
        let model = Model::new(problem)?;
        let without = Frontier::new(&model, false)?;
        let with = Frontier::new(&model, true)?;
        let contexts = Contexts::new(&model);
        let packs = model.packs.iter().chain(&model.limited);
        let stocked = packs.map(|pack| pack.members && pack.life > 1).collect();
        Ok(CoreSolver {
            problem: problem.clone(),
            model,
            offers: Offers { frontiers: [without, with], contexts, stocked },
            bounds: Vec::new(),
            tables: None,
            passes,
            pass: 0,
            beyond: vec![Beyond::NOTHING],
            running: None,
            best: None,
            lower: 0,
            impossible: false,
            is_done: false,
            nodes: 0,
        })
    }

    /// Works until a first purchase plan is known that is no mere rough one, or that there is none: the smallest step
    /// there is.
    pub fn run_first(&mut self) {
        while (self.best.is_none() || self.pass <= ROUGH) && !self.is_done {
            self.run_pass(u64::MAX);
        }
    }

    /// Works until it is done or about so many more nodes are made; whether it is done.
    pub fn run(&mut self, nodes: u64) -> bool {
        let until = self.nodes.saturating_add(nodes);
        while !self.is_done && self.nodes < until {
            self.run_pass(until);
        }
        self.is_done
    }

    /// Starts a pass or goes on with it, until it is over or so many nodes are made in all.
    fn run_pass(&mut self, until: u64) {
        let mut pass = match self.running.take() {
            Some(pass) => pass,
            None => self.start_pass(),
        };
        while self.nodes < until {
            if self.step(&mut pass, until) {
                return self.end_pass(&pass);
            }
        }
        self.running = Some(pass);
    }

    /// What is known by now.
    #[must_use]
    pub fn answer(&self) -> CoreAnswer {
        let lower_bound = match &self.best {
            Some(best) => Some(self.lower.min(best.cost)),
            None if self.impossible => None,
            None => Some(self.lower),
        };
        CoreAnswer { best: self.best.clone(), lower_bound, nodes: self.nodes }
    }

    /// Bytes held, about: for a limit on memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bounds.iter().map(Bound::bytes).sum()
    }

    fn ceiling(&self) -> i64 {
        self.best.as_ref().map_or(i64::MAX / 2, |best| best.cost)
    }

    /// Whether the pass is over.
    fn step(&mut self, pass: &mut Pass, until: u64) -> bool {
        let ceiling = self.ceiling();
        if pass.month == self.model.months || self.lower >= ceiling {
            return true;
        }
        let Some(bounds) = self.bounds.split_first() else { return true };
        let is_last = pass.month + 1 == self.model.months;
        let mut expansion = Expansion::new(
            &self.model,
            &self.offers,
            bounds,
            pass.month,
            ceiling.min(pass.worst).min(pass.stopped.0),
            &mut pass.copies,
            &mut pass.next,
        );
        expansion.room = room(pass.width);
        // Where it stopped must not show.
        expansion.weighed = pass.stopped.1;
        while let Some(label) = pass.layer.labels.get(pass.done) {
            if self.nodes >= until {
                pass.stopped = (expansion.ceiling, expansion.weighed);
                return false;
            }
            let before = expansion.out.labels.len();
            if label.least < expansion.ceiling {
                expansion.expand(&pass.layer, label, pass.nodes_from + pass.done as u32);
            }
            pass.done += 1;
            self.nodes +=
                1 + expansion.out.labels.len().saturating_sub(before) as u64 + expansion.weighed / 64;
            expansion.weighed %= 64;
            pass.dropped = pass.dropped.min(expansion.dropped);
            pass.worst = pass.worst.min(expansion.dropped);
            if expansion.out.labels.len() > pass.full {
                let ceiling = expansion.ceiling.saturating_add(i64::from(is_last));
                expansion.out.prune(ceiling);
                if expansion.out.labels.len() > pass.width * 2 {
                    expansion.out.narrow(pass.width);
                    pass.worst = expansion.out.labels.last().map_or(i64::MAX, |worst| worst.least);
                    pass.dropped = pass.dropped.min(pass.worst);
                    expansion.ceiling = expansion.ceiling.min(pass.worst);
                }
                pass.full = (expansion.out.labels.len() * 2).max(pass.width * 4);
            }
        }
        self.next_month(pass);
        pass.month == self.model.months
    }

    fn next_month(&mut self, pass: &mut Pass) {
        let mut next = std::mem::take(&mut pass.next);
        self.narrow(pass, &mut next);
        let packs: Vec<usize> =
            (0..self.offers.stocked.len()).filter(|pack| self.offers.stocked[*pack]).collect();
        if next.labels.iter().any(|label| usize::from(label.context) == STOCK) {
            for pack in &packs {
                next = self.stock(pass, &next, *pack, Some(pack) == packs.last());
            }
        }
        pass.month += 1;
        pass.done = 0;
        pass.full = pass.width * 4;
        pass.worst = i64::MAX;
        pass.stopped = AFRESH;
        pass.nodes_from = pass.nodes.len() as u32;
        pass.nodes
            .extend(next.labels.iter().map(|label| Node { parent: label.parent, decision: label.decision }));
        pass.layer = next;
        if pass.month == self.model.months {
            let cheapest = pass.layer.labels.iter().enumerate().min_by_key(|(_, label)| label.cost);
            if let Some((index, _)) = cheapest {
                self.found(pass, pass.nodes_from + index as u32);
            }
        } else if pass.layer.labels.is_empty() {
            pass.month = self.model.months;
        }
    }

    fn narrow(&self, pass: &mut Pass, layer: &mut Layer) {
        if layer.labels.len() > pass.width * 16 {
            let dropped = layer.narrow(pass.width * 16);
            pass.dropped = pass.dropped.min(dropped.unwrap_or(i64::MAX));
        }
        layer.prune(self.ceiling());
        if let Some(dropped) = layer.narrow(pass.width) {
            pass.dropped = pass.dropped.min(dropped);
        }
    }

    fn stock(&mut self, pass: &mut Pass, layer: &Layer, pack: usize, is_last: bool) -> Layer {
        let mut next = Layer::default();
        let Some(bounds) = self.bounds.split_first() else { return next };
        let ceiling = self.ceiling();
        let mut expansion = Expansion::new(
            &self.model,
            &self.offers,
            bounds,
            pass.month,
            ceiling,
            &mut pass.copies,
            &mut next,
        );
        expansion.room = room(pass.width);
        expansion.stock(layer, pack, is_last);
        self.nodes += expansion.weighed / 64 + 1;
        pass.dropped = pass.dropped.min(expansion.dropped);
        self.narrow(pass, &mut next);
        next
    }

    fn found(&mut self, pass: &Pass, node: u32) {
        let purchases = self.purchases(pass, node);
        let walked = walk(&self.problem, &purchases);
        let cheaper = |walked: &CorePurchases| self.best.as_ref().is_none_or(|best| walked.cost < best.cost);
        if let Some(walked) = walked.filter(cheaper) {
            self.best = Some(walked);
        }
    }

    fn end_pass(&mut self, pass: &Pass) {
        let ceiling = self.ceiling();
        self.lower = self.lower.max(pass.dropped.min(ceiling));
        if self.best.is_none() && pass.dropped == i64::MAX {
            self.impossible = true;
        }
        self.pass += 1;
        let proved = self.best.is_some() && self.lower >= ceiling;
        self.is_done = proved || self.impossible || self.pass == self.passes.len();
        if self.is_done {
            self.bounds = Vec::new();
        }
    }
}

/// Solves a core problem with so many nodes at most.
///
/// # Errors
///
/// [`CoreError`] when the problem cannot be stated in the core's numbers.
pub fn solve(problem: &CoreProblem, nodes: u64) -> Result<CoreAnswer, CoreError> {
    let mut solver = CoreSolver::new(problem)?;
    solver.run(nodes);
    Ok(solver.answer())
}
