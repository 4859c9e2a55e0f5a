//! The planner: offers and demand to the cheapest purchase plan, with a proof or a bound.
//!
//! `problem` states what is to be solved in whole numbers and `build` makes it from a book, `expand` says what can be
//! done in a month, `label` what is remembered of a partial plan, `dominance` when one is no better than another,
//! `bound` what the rest costs at least, `simple` finds a first plan, `pass` goes once over the months, and `search` puts
//! them together so that it can stop and go on.
//!
//! The whole language is planned with the wallet's own meaning. Automatic purchases, upgrades and use on credit are not:
//! the planner buys ahead itself, and where a plan would do so, use stops. Where it cannot be shown that the search has
//! seen everything that could be cheapest, the answer says no more than its lower bound does.

mod award;
mod bound;
mod build;
mod burn;
mod carried;
#[cfg(test)]
mod cases;
pub mod core;
mod dominance;
mod expand;
mod first;
mod frontier;
mod grants;
mod label;
mod lot;
mod merge;
mod monotone;
mod offered;
mod pass;
mod path;
mod planning;
mod pricing;
mod problem;
mod reduce;
mod search;
mod simple;
mod tariff;

use std::rc::Rc;

use crate::book::{PriceBook, Purchase, Term};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::unit::Money;
pub use monotone::rises_with_usage;
pub use planning::Planning;
use problem::Problem;
pub use problem::{BuildError, LARGEST};

/// How much work a planning may do before it settles for a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Labels it may make; time is never counted, so that every machine gives the same answer.
    pub nodes: u64,
    /// Passes of the search, each wider than the last, 1 to 5.
    pub passes: usize,
    /// Whether the best of equally cheap plans is looked for.
    pub ties: bool,
}

impl Effort {
    /// For the recommended purchase plan.
    pub const FULL: Effort = Effort { nodes: 60_000, passes: 5, ties: true };
    /// For what it is compared with.
    pub const QUICK: Effort = Effort { nodes: 10_000, passes: 3, ties: false };
}

/// Which offers may be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    /// When given, only these packs, top-ups and pay as you go (indices of offers).
    pub offers: Option<Vec<usize>>,
    /// When given, only these plans and add-ons, for these terms.
    pub terms: Option<Vec<(usize, Term)>>,
    /// When given, exactly these are bought in the first month, whether they are worth it or not, and whether the two
    /// above would have them or not. What is bought of one top-up or pack counts together; months are not looked at.
    pub first: Option<Vec<Purchase>>,
}

impl Allowed {
    fn item(&self, offer: usize) -> bool {
        self.offers.as_ref().is_none_or(|offers| offers.contains(&offer))
    }

    fn term(&self, offer: usize, term: Term) -> bool {
        self.terms.as_ref().is_none_or(|terms| terms.contains(&(offer, term)))
    }

    /// Whether the first month buys an offer, for a term where it has one.
    fn begins(&self, offer: usize, term: Option<Term>) -> bool {
        let mut first = self.first.iter().flatten();
        first.any(|purchase| purchase.offer == offer && purchase.amount.term() == term)
    }

    /// A plan's overage comes with the plan; pay as you go is an offer of its own.
    fn charges(&self, offer: usize, is_plan: bool) -> bool {
        match is_plan {
            true => {
                self.terms.as_ref().is_none_or(|terms| terms.iter().any(|(plan, _)| *plan == offer))
                    || self.first.iter().flatten().any(|purchase| purchase.offer == offer)
            }
            false => self.item(offer),
        }
    }
}

/// What the planner found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// A purchase plan.
    Found(Found),
    /// Proved: nothing on offer covers the usage.
    Impossible {
        /// The first month (from 0) that cannot be covered.
        month: usize,
        /// The fewest credits short there; `None` when something of the usage is not to be had at all.
        short: Option<Decimal>,
        /// Index of their type.
        credit: usize,
    },
    /// The budget ran out before any plan was found; of a planning that is not over, there is none yet.
    RanOut {
        /// Labels made.
        nodes: u64,
    },
}

/// A purchase plan and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// By month, plans before other offers.
    pub purchases: Vec<Purchase>,
    /// Everything paid, charges after use included.
    pub cost: Money,
    /// No purchase plan costs less than this.
    pub lower_bound: Money,
    /// Whether another purchase plan costs the same.
    pub tie: bool,
    /// Labels made.
    pub nodes: u64,
    /// What of the book the search did not try out in full, in its words; only where the plan is not proved.
    pub gaps: Vec<&'static str>,
}

impl Found {
    /// Whether the plan is proved cheapest.
    pub fn is_proved(&self) -> bool {
        self.lower_bound >= self.cost
    }
}

/// Why the core does not plan with the offers allowed, in a few words; `None` where it does.
///
/// # Errors
///
/// [`BuildError`] when numbers are too large or too fine for exact planning.
pub fn beyond_core(
    book: &PriceBook,
    metering: &Metering,
    allowed: &Allowed,
) -> Result<Option<&'static str>, BuildError> {
    let problem = Rc::new(Problem::new(book, metering, allowed)?);
    Ok(reduce::Reduced::why(&problem).err().map(|unfit| unfit.0))
}

/// Plans purchases with the offers allowed, doing so much work at most.
///
/// # Errors
///
/// [`BuildError`] when numbers are too large or too fine for exact planning.
pub fn plan(
    book: &PriceBook,
    metering: &Metering,
    allowed: &Allowed,
    effort: Effort,
) -> Result<Planned, BuildError> {
    let mut planning = Planning::new(book, metering, allowed, effort)?;
    planning.run(u64::MAX);
    planning.planned()
}
