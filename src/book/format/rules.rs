//! The rules of meaning, as they are written.

use super::at_zero::AtZero;
use crate::book::reader::{Placed, record};
use crate::book::rules::{BurnBy, Cycle, ExpiryDay, FirstMonth, MonthEnd};
use crate::book::scalars::words;

record! {
    /// Rules of meaning; each is the project's own when missing.
    Rules {
        /// What decides which credits burn first, one criterion after another; `priority`, `expiry`,
        /// `free_first`, `oldest` when missing.
        burn_order: Vec<Placed<BurnBy>>,
        /// Whether the day of expiry can still be used; `unusable` when missing.
        expiry_day: Option<ExpiryDay>,
        /// What a month after the 31st of January is; `clamp` when missing.
        month_end: Option<MonthEnd>,
        /// When a customer's months begin; `purchase` when missing.
        cycle: Option<Cycle>,
        /// With calendar months: what a short first month costs and grants; `full` when missing.
        first_month: Option<Placed<FirstMonth>>,
        /// Whether prices include tax; said, not computed; `excluded` when missing.
        tax: Option<Tax>,
        /// What happens when credits are used up, for customers without a plan and for plans that neither
        /// say it nor have overage.
        at_zero: Option<Placed<AtZero>>,
    }
}

words! {
    /// Whether prices include tax; said in words, never computed.
    Tax {
        /// They do not.
        Excluded = "excluded",
        /// They do.
        Included = "included",
    }
}
