//! What inputs nobody knows beforehand do to the money.

use serde::Serialize;

use crate::book::PriceBook;
use crate::insight::{InsightError, credits_needed};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::plan::{Allowed, Effort, Planned, Planning};
use crate::unit::Money;

/// The lowest and the highest that usage may come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Range {
    /// With the inputs that cost least.
    pub low: RangeEnd,
    /// With the inputs that cost most.
    pub high: RangeEnd,
}

/// One end of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RangeEnd {
    /// Credits of the whole horizon for a customer without a plan, or on the first that has everything; by credit type.
    pub credits: Vec<Decimal>,
    /// What they cost at best; `None` where nothing covers them, or nothing was found.
    pub cost: Option<Money>,
    /// Nothing costs less than this.
    pub lower_bound: Option<Money>,
}

/// Both ends on their way.
#[derive(Debug)]
pub(super) struct Ends {
    /// Credits and planning of the low and the high end.
    ends: [(Vec<Decimal>, Planning); 2],
}

impl Ends {
    /// Nothing is planned yet.
    pub fn new(
        book: &PriceBook,
        [low, high]: &[Metering; 2],
        allowed: &Allowed,
        effort: Effort,
    ) -> Result<Ends, InsightError> {
        let end = |metering: &Metering| -> Result<(Vec<Decimal>, Planning), InsightError> {
            Ok((credits_needed(book, metering)?, Planning::new(book, metering, allowed, effort)?))
        };
        Ok(Ends { ends: [end(low)?, end(high)?] })
    }

    /// Makes about so many more labels. True when both are known.
    pub fn run(&mut self, nodes: u64) -> bool {
        let [(_, low), (_, high)] = &mut self.ends;
        low.run(nodes) && high.run(nodes)
    }

    /// What is known of both.
    pub fn range(&self) -> Result<Range, InsightError> {
        let end = |(credits, planning): &(Vec<Decimal>, Planning)| -> Result<RangeEnd, InsightError> {
            let found = match planning.planned()? {
                Planned::Found(found) => Some(found),
                Planned::Impossible { .. } | Planned::RanOut { .. } => None,
            };
            Ok(RangeEnd {
                credits: credits.clone(),
                cost: found.as_ref().map(|found| found.cost),
                lower_bound: found.map(|found| found.lower_bound),
            })
        };
        let [low, high] = &self.ends;
        Ok(Range { low: end(low)?, high: end(high)? })
    }
}
