//! From the planner's problem to its core, wherever that is exact, and back.
//!
//! `frame` says what the usage is made of, `credits` what granted credits are to the core, `packs` and `terms` bring what
//! is sold, `charged` what is charged, and `stated` puts them together. What is not exact does not reduce, and says why.
//!
//! The two problems have the same purchase plans at the same costs: every condition that is asked for says, where it is
//! asked, what it is needed for. Costs of the core are minor units times a scale that makes every price whole.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "contexts, slots, classes and months are indices of the problem; quantities are at most LARGEST and the core checks sums"
)]

mod charged;
mod credits;
mod frame;
mod packs;
mod stated;
mod terms;

#[cfg(test)]
mod tests;

use super::core::{CorePurchases, CoreSolver};
use super::path::{Decision, Path};
use super::problem::Problem;
use stated::Stated;

/// Why a problem does not reduce, in a few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unfit(pub &'static str);

/// A problem that the core solves.
#[derive(Debug)]
pub struct Reduced {
    stated: Stated,
    solver: CoreSolver,
}

impl Reduced {
    /// The core's problem, where the problem is one; nothing is solved yet.
    pub fn of(problem: &Problem) -> Option<Reduced> {
        Reduced::why(problem).ok()
    }

    /// The same, or why there is none.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where the core would not be exact, or its numbers are too small.
    pub fn why(problem: &Problem) -> Result<Reduced, Unfit> {
        if problem.first.is_some() {
            return Err(Unfit("a first month that is given"));
        }
        let stated = Stated::of(problem)?;
        let solver = CoreSolver::new(&stated.core).map_err(|_| Unfit("beyond the core's numbers"))?;
        Ok(Reduced { stated, solver })
    }

    /// Works until nothing is left to do, or about so many nodes are made in all; whether nothing is left.
    pub fn run_to(&mut self, nodes: u64) -> bool {
        self.solver.run(nodes.saturating_sub(self.nodes()))
    }

    /// Nodes made.
    pub fn nodes(&self) -> u64 {
        self.solver.answer().nodes
    }

    /// The cheapest purchase plan found.
    pub fn best(&self) -> Option<Path> {
        self.solver.answer().best.map(|best| self.path(&best))
    }

    /// No purchase plan costs less; minor units, 0 or more.
    pub fn lower(&self) -> i64 {
        let bound = self.solver.answer().lower_bound.unwrap_or(0);
        // Every cost is so many times the scale.
        (bound + self.stated.scale - 1) / self.stated.scale
    }

    /// Whether it is proved that there is no purchase plan.
    pub fn is_impossible(&self) -> bool {
        let answer = self.solver.answer();
        answer.best.is_none() && answer.lower_bound.is_none()
    }

    fn path(&self, purchases: &CorePurchases) -> Path {
        let stated = &self.stated;
        let mut months = vec![Decision::default(); stated.core.demand.len()];
        for term in &purchases.terms {
            months[term.month].started = Some(stated.variants[term.plan]);
        }
        for buy in &purchases.bought {
            let (item, copies) = stated.packs[buy.pack];
            let bought = &mut months[buy.month].bought;
            match bought.iter_mut().find(|(other, _)| *other == item) {
                Some((_, count)) => *count += copies * buy.copies,
                None => bought.push((item, copies * buy.copies)),
            }
        }
        months.iter_mut().for_each(|month| month.bought.sort_unstable());
        Path { months, cost: purchases.cost / stated.scale }
    }
}
