//! How amounts of usage, costs and ways of buying are shown.

use serde::Serialize;

use super::axis::Scale;
use crate::book::{PriceBook, Term};
use crate::insight::way::{Cost, Way};
use crate::insight::{BaselineKind, InsightError, average, credits_needed};
use crate::meter::Metering;
use crate::num::Decimal;
use crate::unit::Money;

/// An amount of usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Level {
    /// As a multiple of the entered usage; exact where all usage is scaled, to four places otherwise. `None` where the
    /// line was entered as unused.
    pub factor: Option<Decimal>,
    /// Uses of the line, in its own frequency, where one line is scaled.
    pub uses: Option<Decimal>,
    /// Credits of all usage a month, on average over the horizon, rounded to the type's step, by credit type: those of a
    /// customer without a plan, or on the first that has everything.
    pub credits: Vec<Decimal>,
}

impl Level {
    /// So many units, metered.
    pub(super) fn new(
        scale: &Scale,
        book: &PriceBook,
        metering: &Metering,
        level: u64,
    ) -> Result<Level, InsightError> {
        let total = credits_needed(book, metering)?;
        Ok(Level {
            factor: scale.factor(level),
            uses: scale.uses(level),
            credits: average(book, &total, metering.months.len())?,
        })
    }
}

/// What something costs over the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CostView {
    /// This is enough; `None` where nothing covers the usage, or nothing was found.
    pub cost: Option<Money>,
    /// Nothing costs less than this; `None` where nothing covers the usage.
    pub lower_bound: Option<Money>,
    /// Whether it is proved: that nothing is cheaper, or that nothing covers the usage.
    pub proved: bool,
}

impl From<Cost> for CostView {
    fn from(cost: Cost) -> CostView {
        CostView { cost: cost.upper.money(), lower_bound: cost.lower.money(), proved: cost.is_proved() }
    }
}

/// A way of buying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WayView {
    /// Which kind of way.
    pub kind: BaselineKind,
    /// The offer's id; of a ladder, the whole ladder's.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Months of a plan's term.
    pub term_months: Option<u32>,
}

impl WayView {
    pub(super) fn new(book: &PriceBook, way: &Way) -> WayView {
        let offer = book.offer(way.offer);
        WayView {
            kind: way.kind,
            offer: offer.map(|offer| offer.family_id.clone()).unwrap_or_default(),
            name: offer.map(|offer| offer.family_name.clone()).unwrap_or_default(),
            term_months: way.term.map(Term::months),
        }
    }
}
