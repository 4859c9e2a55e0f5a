//! The rules of meaning, as they are written.

use super::at_zero::AtZero;
use crate::book::reader::{Placed, record};
use crate::book::rules::{BurnBy, Cycle, ExpiryDay, FirstMonth, MonthEnd};
use crate::book::scalars::words;

record! {
    /// Rules of meaning; each is the project's own when missing.
    Rules {
        /// What decides which credits burn first.
        burn_order: Vec<Placed<BurnBy>>,
        /// Whether the day of expiry can be used.
        expiry_day: Option<ExpiryDay>,
        /// How months are added to dates.
        month_end: Option<MonthEnd>,
        /// When months begin.
        cycle: Option<Cycle>,
        /// What a short first month costs and grants.
        first_month: Option<Placed<FirstMonth>>,
        /// Whether prices include tax.
        tax: Option<Tax>,
        /// What happens when credits are used up, where a plan does not say.
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
