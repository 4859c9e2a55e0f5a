//! From the planner's problem to its core, wherever that is exact, and back.
//!
//! `frame` says what the usage is made of, `credits` what granted credits are to the core, `packs` and `terms` bring what
//! is sold, `charged` what is charged, `better` leaves out what something else replaces, `bulk` is about top-ups of
//! which much must be bought at a time, and `stated` puts them together. What is not exact does not reduce, and says why.
//!
//! The two problems have the same purchase plans at the same costs: every condition that is asked for says, where it is
//! asked, what it is needed for. Costs of the core are minor units times a scale that makes every price whole.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "contexts, slots, classes and months are indices of the problem; quantities are at most LARGEST and the core checks sums"
)]

mod better;
mod bulk;
mod charged;
mod credits;
mod frame;
mod packs;
mod stated;
mod terms;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::core::{CorePurchases, CoreSolver};
use super::path::{Decision, Path};
use super::problem::Problem;
use bulk::Bulk;
use stated::Stated;

/// Why a problem does not reduce, in a few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unfit(pub &'static str);

/// A problem that the core solves.
#[derive(Debug)]
pub struct Reduced {
    problem: Rc<Problem>,
    /// The cheapest of them is the answer.
    cases: Vec<Case>,
}

#[derive(Debug)]
struct Case {
    stated: Stated,
    solver: CoreSolver,
    done: bool,
}

impl Reduced {
    /// The core's problem, where the problem is one; nothing is solved yet.
    pub fn of(problem: &Rc<Problem>) -> Option<Reduced> {
        Reduced::why(problem).ok()
    }

    /// The same, or why there is none.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where the core would not be exact, or its numbers are too small.
    pub fn why(problem: &Rc<Problem>) -> Result<Reduced, Unfit> {
        if problem.first.is_some() {
            return Err(Unfit("a first month that is given"));
        }
        let case = |stated: Stated| {
            let solver = CoreSolver::new(&stated.core).map_err(|_| Unfit("beyond the core's numbers"))?;
            Ok(Case { stated, solver, done: false })
        };
        let cases = Stated::all(problem)?.into_iter().map(case).collect::<Result<Vec<Case>, Unfit>>()?;
        Ok(Reduced { problem: Rc::clone(problem), cases })
    }

    /// Works until nothing is left to do, or about so many nodes are made in all; whether nothing is left.
    pub fn run_to(&mut self, nodes: u64) -> bool {
        let share = nodes / self.cases.len() as u64;
        for case in &mut self.cases {
            case.run_to(share);
        }
        // What one does not need is for the others, so that all is used however it is portioned.
        for index in 0..self.cases.len() {
            let others = self.nodes() - self.cases[index].nodes();
            self.cases[index].run_to(nodes.saturating_sub(others));
        }
        self.cases.iter().all(|case| case.done)
    }

    /// Nodes made.
    pub fn nodes(&self) -> u64 {
        self.cases.iter().map(Case::nodes).sum()
    }

    /// The cheapest purchase plan found.
    pub fn best(&self) -> Option<Path> {
        self.cases.iter().filter_map(|case| case.best(&self.problem)).min_by_key(|path| path.cost)
    }

    /// No purchase plan costs less; minor units, 0 or more.
    pub fn lower(&self) -> i64 {
        self.cases.iter().filter_map(Case::lower).min().unwrap_or(0)
    }

    /// Whether it is proved that there is no purchase plan.
    pub fn is_impossible(&self) -> bool {
        self.cases.iter().all(|case| case.lower().is_none())
    }
}

impl Case {
    fn run_to(&mut self, nodes: u64) {
        self.done = self.done || self.solver.run(nodes.saturating_sub(self.nodes()));
    }

    fn nodes(&self) -> u64 {
        self.solver.answer().nodes
    }

    fn best(&self, problem: &Problem) -> Option<Path> {
        let path = self.path(&self.solver.answer().best?);
        match &self.stated.bulk {
            Some(bulk) => bulk.bought(problem, path),
            None => Some(path),
        }
    }

    /// Minor units; `None` where there is no purchase plan.
    fn lower(&self) -> Option<i64> {
        let bound = self.solver.answer().lower_bound?;
        let fixed = self.stated.bulk.as_ref().map_or(0, Bulk::cost);
        // Every cost is whole minor units.
        Some(fixed + (bound + self.stated.scale - 1) / self.stated.scale)
    }

    fn path(&self, purchases: &CorePurchases) -> Path {
        let stated = &self.stated;
        let mut months = vec![Decision::default(); stated.core.demand.len()];
        for term in &purchases.terms {
            months[term.month].started = Some(stated.variants[term.plan]);
        }
        for buy in &purchases.bought {
            months[buy.month].bought.push((stated.packs[buy.pack], buy.copies));
        }
        months.iter_mut().for_each(|month| month.bought.sort_unstable());
        Path { months, cost: purchases.cost / stated.scale }
    }
}
