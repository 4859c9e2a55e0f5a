//! Asking at an amount of usage.

use std::rc::Rc;

use super::axis::Scale;
use super::level::Level;
use crate::book::{Fault, PriceBook, Purchase};
use crate::insight::way::{Cost, Way};
use crate::insight::{Bought, InsightError, bought};
use crate::meter::Metering;
use crate::plan::{Allowed, Effort, Planned, plan};
use crate::unit::Money;
use crate::wallet::{Automatic, Statement, replay};

/// Amounts that stay metered, since several questions follow each other at one amount.
const KEPT: usize = 4;

/// Asks the planner at any number of units, and counts how often.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub scale: Scale,
    /// Plannings made.
    pub calls: u32,
    /// Labels the planner made in those that say so.
    pub nodes: u64,
    metered: Vec<(u64, Rc<Metering>)>,
}

impl Sheet {
    pub fn new(scale: Scale) -> Sheet {
        Sheet { scale, calls: 0, nodes: 0, metered: Vec::new() }
    }

    /// Usage of so many units.
    pub fn metering(&mut self, book: &PriceBook, level: u64) -> Result<Rc<Metering>, Vec<Fault>> {
        if let Some((_, metering)) = self.metered.iter().find(|(known, _)| *known == level) {
            return Ok(Rc::clone(metering));
        }
        let metering = Rc::new(self.scale.metering(book, level)?);
        if self.metered.len() >= KEPT {
            self.metered.remove(0);
        }
        self.metered.push((level, Rc::clone(&metering)));
        Ok(metering)
    }

    /// The cheapest purchase plan; not found where its numbers are too fine to be planned with.
    pub fn best(&mut self, book: &PriceBook, level: u64, effort: Effort) -> Result<Planned, Vec<Fault>> {
        let metering = self.metering(book, level)?;
        self.calls = self.calls.saturating_add(1);
        let planned = plan(self.scale.book(book), &metering, &Allowed::default(), effort);
        let planned = planned.unwrap_or(Planned::RanOut { nodes: 0 });
        let nodes = match &planned {
            Planned::Found(found) => found.nodes,
            Planned::RanOut { nodes } => *nodes,
            Planned::Impossible { .. } => 0,
        };
        self.nodes = self.nodes.saturating_add(nodes);
        Ok(planned)
    }

    /// What a way of buying costs; nothing is known where its numbers are too fine to be planned with.
    pub fn alone(&mut self, book: &PriceBook, level: u64, way: &Way) -> Result<Cost, Vec<Fault>> {
        let metering = self.metering(book, level)?;
        self.calls = self.calls.saturating_add(1);
        Ok(way.cost(self.scale.book(book), &metering).unwrap_or(Cost::UNKNOWN))
    }

    /// What is paid for purchases, by offer; and in all.
    pub fn bought(
        &mut self,
        book: &PriceBook,
        level: u64,
        purchases: &[Purchase],
    ) -> Result<(Vec<Bought>, Money), Vec<Fault>> {
        let statement = self.statement(book, level, purchases)?;
        let cost = statement.cost().map_err(InsightError::from)?;
        Ok((bought(self.scale.book(book), &statement).map_err(InsightError::from)?, cost))
    }

    fn statement(
        &mut self,
        book: &PriceBook,
        level: u64,
        purchases: &[Purchase],
    ) -> Result<Statement, Vec<Fault>> {
        let metering = self.metering(book, level)?;
        let replayed = replay(self.scale.book(book), &metering, purchases, Automatic::Off);
        Ok(replayed.map_err(InsightError::from)?)
    }

    /// So many units as they are shown.
    pub fn level(&mut self, book: &PriceBook, level: u64) -> Result<Level, Vec<Fault>> {
        let metering = self.metering(book, level)?;
        Ok(Level::new(&self.scale, self.scale.book(book), &metering, level)?)
    }
}
