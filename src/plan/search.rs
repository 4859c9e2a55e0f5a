//! The search: pass by pass, a beam that widens until nothing useful was cut.
//!
//! Simple ways to buy come first, so that there is a plan early. Where the problem is the core's, the core then solves
//! it, and only the best of equally cheap plans is looked for here. Otherwise each pass keeps the best labels of a month by
//! the least they can come to (paid so far plus [`Bound`]) and remembers the least that any label it cut could have
//! come to. What a finished pass found is an upper bound on the optimum; the least of that, of everything cut and of
//! everything not enumerated is a lower bound. When they meet, the plan is proved cheapest. The budget counts labels,
//! never time, so the same problem has the same answer everywhere.
//!
//! It can stop between two labels and go on. What it does next never depends on where it stopped before: `until` is
//! asked only whether to return.

use std::rc::Rc;

use super::Effort;
use super::bound::Bound;
use super::expand::Expander;
use super::label::{Label, Unsold};
use super::merge::merge_top_ups;
use super::pass::{Aim, Pass};
use super::path::Path;
use super::problem::Problem;
use super::reduce::Reduced;
use super::simple::Simple;

/// Pass by pass: grid points of the bound, width of the beam, and sets of packs tried of every range.
const PASSES: [(i64, usize, usize); 5] =
    [(300, 4, 12), (900, 30, EVERY), (3_000, 200, EVERY), (3_000, 1_500, EVERY), (12_000, 6_000, EVERY)];
/// Grid points of a last look at what every plan costs at least, where the passes ended without a proof.
const FINE: i64 = 3_000;
const EVERY: usize = usize::MAX;
/// Width of the pass that looks for the best of equally cheap plans.
const TIE_WIDTH: usize = 60;
/// Nodes of the core that take about as long as a label.
const CORE_NODES: u64 = 10;
/// Labels that take about as long as stating the core's problem.
const CORE_LABELS: u64 = 100;

/// How far a search has come.
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

/// A search for the cheapest plan.
#[derive(Debug)]
pub struct Search {
    problem: Rc<Problem>,
    effort: Effort,
    nodes: u64,
    found: Option<Path>,
    lower: i64,
    tie: bool,
    stuck: Option<(usize, Unsold)>,
    exhausted: bool,
    expander: Option<Rc<Expander>>,
    bound: Option<(i64, Rc<Bound>)>,
    /// Whether the core may do the search.
    reduces: bool,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Simple ways to buy.
    Simple(Box<Simple>),
    /// The core, where the problem reduces to it, with the labels made before.
    Core(u64, Box<Reduced>),
    /// The best that plans and charges alone can do, of a problem without items.
    Plans(Box<Pass>),
    /// The pass of this number is next.
    Next(usize),
    /// A pass, with the least its bound says that any plan costs.
    Pass(usize, i64, Box<Pass>),
    /// Where it is proved that nothing covers the usage: which month is not covered.
    Stuck(Box<Pass>),
    /// The best of equally cheap plans.
    Ties(Box<Pass>),
    Over,
}

impl Search {
    /// A search that has done nothing yet.
    pub fn new(problem: Rc<Problem>, effort: Effort) -> Search {
        Search { reduces: true, ..Search::at_large(problem, effort) }
    }

    /// The same without the core.
    pub fn at_large(problem: Rc<Problem>, effort: Effort) -> Search {
        let simple = Simple::new(&problem);
        Search {
            problem,
            effort,
            nodes: 0,
            found: None,
            lower: 0,
            tie: false,
            stuck: None,
            exhausted: false,
            expander: None,
            bound: None,
            reduces: false,
            stage: Stage::Simple(Box::new(simple)),
        }
    }

    /// Works until it has made about so many more labels; tables are made in between, each counting as many labels as
    /// take as long. True when nothing is left to do.
    pub fn run(&mut self, nodes: u64) -> bool {
        let mut until = self.nodes.saturating_add(nodes.max(1));
        loop {
            let over = match &mut self.stage {
                Stage::Core(before, reduced) => {
                    let budget = self.effort.nodes;
                    let own = until.min(budget).saturating_sub(*before);
                    let over = reduced.run_to(own.saturating_mul(CORE_NODES));
                    self.nodes = before.saturating_add(reduced.nodes() / CORE_NODES);
                    self.lower = reduced.lower();
                    let upper = self.found.as_ref().map_or(i64::MAX, |path| path.cost);
                    if let Some(best) = reduced.best().filter(|best| best.cost <= upper) {
                        self.found = Some(best);
                    }
                    over || self.nodes >= budget
                }
                Stage::Simple(simple) => simple.run(&self.problem, &mut self.nodes, until),
                Stage::Plans(pass) | Stage::Pass(_, _, pass) | Stage::Stuck(pass) | Stage::Ties(pass) => {
                    pass.run(&mut self.nodes, until)
                }
                Stage::Next(_) => true,
                Stage::Over => return true,
            };
            if !over {
                return false;
            }
            let work = self.next_stage();
            until = until.saturating_sub(work);
            if self.nodes >= until {
                return matches!(self.stage, Stage::Over);
            }
        }
    }

    /// How far it has come.
    pub fn searched(&self) -> Searched {
        Searched {
            best: self.best().cloned(),
            lower: self.lower,
            tie: self.tie,
            nodes: self.nodes,
            stuck: self.stuck,
            impossible: self.exhausted && self.found.is_none() && matches!(self.stage, Stage::Over),
        }
    }

    fn best(&self) -> Option<&Path> {
        match &self.stage {
            Stage::Simple(simple) => simple.best(),
            _ => self.found.as_ref(),
        }
    }

    /// Takes what a finished stage found and begins the next; how many labels take as long as that did.
    fn next_stage(&mut self) -> u64 {
        match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Simple(simple) => {
                self.found = simple.best().cloned();
                match self.reduces.then(|| Reduced::of(&self.problem)).flatten() {
                    Some(reduced) => {
                        self.stage = Stage::Core(self.nodes, Box::new(reduced));
                        CORE_LABELS
                    }
                    None => self.plans_only(),
                }
            }
            Stage::Core(_, reduced) => {
                self.exhausted = reduced.is_impossible();
                if reduced.best().is_none() && !self.exhausted {
                    return self.plans_only();
                }
                self.last_stage()
            }
            Stage::Plans(pass) => {
                self.take(&pass);
                self.stage = Stage::Next(0);
                0
            }
            Stage::Next(number) => self.begin_pass(number),
            Stage::Pass(number, root, pass) => {
                self.end_pass(number, root, &pass);
                0
            }
            Stage::Stuck(pass) => {
                self.stuck = pass.stuck;
                0
            }
            Stage::Ties(pass) => {
                self.end_ties(&pass);
                0
            }
            Stage::Over => 0,
        }
    }

    fn upper(&self) -> i64 {
        self.found.as_ref().map_or(i64::MAX, |path| path.cost)
    }

    fn aim(&self, width: usize, sets: usize) -> Aim {
        let (upper, budget) = (self.upper(), self.effort.nodes);
        Aim { width, sets, upper, ties: false, looking_back: false, budget }
    }

    /// The best path of a finished pass, which is better than any before.
    fn take(&mut self, pass: &Pass) {
        if let Some(label) = pass.finals().first() {
            self.found = Some(pass.path(label));
        }
    }

    fn expander(&mut self) -> Rc<Expander> {
        Rc::clone(self.expander.get_or_insert_with(|| Rc::new(Expander::new(&self.problem))))
    }

    fn plans_only(&mut self) -> u64 {
        self.stage = Stage::Next(0);
        if self.problem.variants.is_empty() || self.problem.items.is_empty() || self.problem.first.is_some() {
            return 0;
        }
        let plans = Rc::new(Problem { items: Vec::new(), ..(*self.problem).clone() });
        let [(cells, width, _), ..] = PASSES;
        let (expander, bound) = (Rc::new(Expander::new(&plans)), Rc::new(Bound::new(&plans, cells)));
        self.stage = Stage::Plans(Box::new(Pass::new(&plans, &expander, &bound, self.aim(width, EVERY))));
        bound.work()
    }

    fn begin_pass(&mut self, number: usize) -> u64 {
        let Some((cells, width, sets)) = PASSES.get(number).copied() else { return 0 };
        let expander = self.expander();
        let (bound, work) = match &self.bound {
            Some((grid, bound)) if *grid == cells => (Rc::clone(bound), 0),
            _ => {
                let bound = Rc::new(Bound::new(&self.problem, cells));
                let work = bound.work();
                (bound, work)
            }
        };
        self.bound = Some((cells, Rc::clone(&bound)));
        let root = self.root_bound(&bound);
        self.lower = self.lower.max(root.min(self.upper()));
        let pass = Pass::new(&self.problem, &expander, &bound, self.aim(width, sets));
        self.stage = Stage::Pass(number, root, Box::new(pass));
        work
    }

    fn end_pass(&mut self, number: usize, root: i64, pass: &Pass) {
        self.take(pass);
        let (cut, spent, upper) = (pass.cut, pass.out_of_budget, self.upper());
        self.lower = self.lower.max(root.min(upper)).max(if spent { 0 } else { cut.min(upper) });
        self.exhausted = cut == i64::MAX && !spent;
        let last = number.saturating_add(1) >= self.effort.passes.max(1);
        if self.lower < upper && !self.exhausted && !spent && !last {
            self.stage = Stage::Next(number.saturating_add(1));
            return;
        }
        self.tighten();
        self.last_stage();
    }

    /// Where the labels ran out, a finer bound than the passes came to says better what every plan costs at least.
    fn tighten(&mut self) {
        let known = self.bound.as_ref().map_or(0, |(cells, _)| *cells);
        let open = self.found.is_some() && self.lower < self.upper();
        if open && known < FINE && self.effort.ties {
            let bound = Bound::new(&self.problem, FINE);
            self.lower = self.lower.max(self.root_bound(&bound).min(self.upper()));
        }
    }

    /// What is left to do when the passes are over; how many labels take as long as beginning it does.
    fn last_stage(&mut self) -> u64 {
        let expander = self.expander();
        if self.found.is_none() {
            if self.exhausted {
                let budget = self.effort.nodes.saturating_mul(2);
                let aim = Aim { looking_back: true, budget, ..self.aim(TIE_WIDTH, EVERY) };
                // Nothing is pruned by what comes later, so only the month that is not covered counts.
                let bound = Rc::new(Bound::new(&self.problem, 1));
                self.stage = Stage::Stuck(Box::new(Pass::new(&self.problem, &expander, &bound, aim)));
            }
        } else if self.effort.ties && self.lower >= self.upper() {
            let [(cells, ..), ..] = PASSES;
            let known = self.bound.take().map(|(_, bound)| (bound, 0));
            let (bound, work) = known.unwrap_or_else(|| {
                let bound = Rc::new(Bound::new(&self.problem, cells));
                let work = bound.work();
                (bound, work)
            });
            let aim = Aim { ties: true, ..self.aim(TIE_WIDTH, EVERY) };
            self.stage = Stage::Ties(Box::new(Pass::new(&self.problem, &expander, &bound, aim)));
            return work;
        }
        0
    }

    /// The least that any plan costs.
    fn root_bound(&self, bound: &Bound) -> i64 {
        match self.problem.begun() {
            None => bound.rest(&self.problem, &Label::root(&self.problem), 0),
            Some(Ok(label)) if self.problem.months() > 1 => {
                label.cost.saturating_add(bound.rest(&self.problem, &label, 1))
            }
            Some(Ok(label)) => label.cost,
            Some(Err(_)) => i64::MAX,
        }
    }

    /// Of the plans found that cost what the proved one costs: fewest units lost, then fewest purchases, then the order
    /// of offers; and whether there was another.
    ///
    /// With the cost proved, a label that paid more than another with no more credits cannot be part of a cheapest
    /// plan, so it is dropped as before; among labels that paid the same only equal holdings are compared.
    fn end_ties(&mut self, pass: &Pass) {
        let Some(path) = self.found.take() else { return };
        let merged = |path: Path| {
            let (path, key) = merge_top_ups(&self.problem, path);
            (key, path)
        };
        let mut best = merged(path.clone());
        let mut tie = best.1 != path;
        for other in pass.finals().into_iter().take(TIE_WIDTH) {
            let candidate = merged(pass.path(other));
            tie |= candidate.1 != path;
            if order(&candidate) < order(&best) {
                best = candidate;
            }
        }
        (self.tie, self.found) = (tie, Some(best.1));
    }
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
