//! A planning that can stop and go on.

use std::rc::Rc;

use super::problem::{BuildError, Problem};
use super::search::Search;
use super::{Allowed, Effort, Found, Planned};
use crate::book::PriceBook;
use crate::meter::Metering;
use crate::unit::Currency;

/// A planning that does its work in portions and says at any time what it has found so far.
///
/// How the work is portioned does not change what it ends with. Dropping it is all it takes to cancel it.
#[derive(Debug)]
pub struct Planning {
    problem: Rc<Problem>,
    currency: Currency,
    search: Search,
}

impl Planning {
    /// States the problem; nothing is worked out yet.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when numbers are too large or too fine for exact planning, or the first month is to buy what is
    /// not sold.
    pub fn new(
        book: &PriceBook,
        metering: &Metering,
        allowed: &Allowed,
        effort: Effort,
    ) -> Result<Planning, BuildError> {
        let problem = Rc::new(Problem::new(book, metering, allowed)?);
        let search = Search::new(Rc::clone(&problem), effort);
        Ok(Planning { problem, currency: book.currency(), search })
    }

    /// Makes about so many more labels, at least one. True when nothing is left to do: the plan is proved, or there is
    /// none, or the effort is spent.
    pub fn run(&mut self, nodes: u64) -> bool {
        self.search.run(nodes)
    }

    /// The best purchase plan so far with what is known of it. Before the end, [`Planned::RanOut`] says that there is
    /// none yet.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when numbers are too large.
    pub fn planned(&self) -> Result<Planned, BuildError> {
        let searched = self.search.searched();
        let Some(path) = searched.best else {
            if !searched.impossible {
                return Ok(Planned::RanOut { nodes: searched.nodes });
            }
            let Some((month, unsold)) = searched.stuck else {
                return Ok(Planned::Impossible { month: 0, short: None, credit: 0 });
            };
            let short = self.problem.credits(unsold.credit, unsold.units)?;
            return Ok(Planned::Impossible { month, short: Some(short), credit: unsold.credit });
        };
        let gaps = if searched.lower >= path.cost { Vec::new() } else { self.problem.gaps.clone() };
        Ok(Planned::Found(Found {
            purchases: path.purchases(&self.problem),
            cost: self.currency.from_minor(path.cost),
            lower_bound: self.currency.from_minor(searched.lower.min(path.cost)),
            tie: searched.tie,
            nodes: searched.nodes,
            gaps,
        }))
    }
}
