//! What inputs nobody knows beforehand do to the money.

use serde::Serialize;

use super::Effort;
use crate::book::PriceBook;
use crate::insight::{InsightError, credits_needed};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::plan::{Allowed, Planned, plan};
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

pub(super) fn range(
    book: &PriceBook,
    low: &Metering,
    high: &Metering,
    effort: Effort,
    allowed: &Allowed,
) -> Result<Range, InsightError> {
    let end = |metering: &Metering| -> Result<RangeEnd, InsightError> {
        let found = match plan(book, metering, allowed, effort)? {
            Planned::Found(found) => Some(found),
            Planned::Impossible { .. } | Planned::RanOut { .. } => None,
        };
        Ok(RangeEnd {
            credits: credits_needed(book, metering)?,
            cost: found.as_ref().map(|found| found.cost),
            lower_bound: found.map(|found| found.lower_bound),
        })
    };
    Ok(Range { low: end(low)?, high: end(high)? })
}
