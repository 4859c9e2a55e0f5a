//! Rules of meaning on which vendors differ; the defaults are the project's own.

use serde::Serialize;

use super::scalars::words;
use crate::date::{Date, DateError};
use crate::num::{Decimal, Rounding, RoundingMode};

/// Decimals to which a share by seconds is rounded.
const SHARE_PLACES: u32 = 8;

words! {
    /// What decides which credits burn first, one criterion after another.
    BurnBy {
        /// Smaller priority first.
        Priority = "priority",
        /// What expires soonest first; never last.
        Expiry = "expiry",
        /// Free credits before paid ones.
        FreeFirst = "free_first",
        /// Cheaper credits first, by what was paid for one.
        CheapestFirst = "cheapest_first",
        /// Dearer credits first, by what was paid for one.
        DearestFirst = "dearest_first",
        /// Larger grants first, by the credits granted.
        LargestFirst = "largest_first",
        /// Older grants first.
        Oldest = "oldest",
    }
}

words! {
    /// Whether the day on which credits expire can still be used.
    ExpiryDay {
        /// No: the day before is the last.
        Unusable = "unusable",
        /// Yes; for lifetimes counted in days, weeks, months or years.
        Usable = "usable",
    }
}

words! {
    /// What a month after the 31st of January is.
    MonthEnd {
        /// The last day of a shorter month; the day the count began on is remembered.
        Clamp = "clamp",
        /// Days beyond a shorter month run on into the next.
        Overflow = "overflow",
    }
}

words! {
    /// When a customer's months begin.
    Cycle {
        /// On the day of the month on which the horizon begins.
        Purchase = "purchase",
        /// On the first of each calendar month.
        Calendar = "calendar",
    }
}

words! {
    /// What a first month shorter than a calendar month costs and grants.
    FirstMonth {
        /// As much as a whole one.
        Full = "full",
        /// Its share of days; credits rounded down to the credit's step.
        ByDays = "by_days",
        /// Its share of time; credits rounded to the nearest of eight decimals or of the credit's step, whichever is
        /// coarser.
        BySeconds = "by_seconds",
    }
}

/// The rules of one book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Rules {
    /// Order in which credits burn; what it leaves tied, the oldest grant and then the book's order decide.
    pub burn_order: Vec<BurnBy>,
    /// Whether the day of expiry can be used.
    pub expiry_day: ExpiryDay,
    /// How months are added to dates.
    pub month_end: MonthEnd,
    /// When months begin.
    pub cycle: Cycle,
    /// What a short first month costs and grants.
    pub first_month: FirstMonth,
    /// Whether prices include tax; said in words, never computed.
    pub tax_included: bool,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            burn_order: vec![BurnBy::Priority, BurnBy::Expiry, BurnBy::FreeFirst, BurnBy::Oldest],
            expiry_day: ExpiryDay::Unusable,
            month_end: MonthEnd::Clamp,
            cycle: Cycle::Purchase,
            first_month: FirstMonth::Full,
            tax_included: false,
        }
    }
}

impl Rules {
    /// How the credits of a short first month are rounded; `step` is that of their type. `None` for a step that is not
    /// above 0.
    pub fn share_rounding(&self, step: Decimal) -> Option<Rounding> {
        match self.first_month {
            FirstMonth::BySeconds => {
                let finest = Decimal::from_units(1, SHARE_PLACES).ok()?;
                Rounding::new(RoundingMode::HalfAwayFromZero, step.max(finest))
            }
            FirstMonth::Full | FirstMonth::ByDays => Rounding::new(RoundingMode::Down, step),
        }
    }

    /// The date so many months after another; `anchor_day` is the day of the month the count began on.
    ///
    /// # Errors
    ///
    /// [`DateError`] for a day beyond the calendar's range.
    pub fn add_months(&self, date: Date, anchor_day: u8, months: u32) -> Result<Date, DateError> {
        match self.month_end {
            MonthEnd::Clamp => date.plus_months(anchor_day, months),
            MonthEnd::Overflow => {
                let (_, _, day) = date.ymd();
                let first = date.plus_days(1_i32.saturating_sub(i32::from(day)))?.plus_months(1, months)?;
                first.plus_days(i32::from(day).saturating_sub(1))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn months_overflow_as_go_adds_them() {
        let rules = Rules { month_end: MonthEnd::Overflow, ..Rules::default() };
        assert_eq!(rules.add_months(date("2026-01-31"), 31, 1), Ok(date("2026-03-03")));
        assert_eq!(rules.add_months(date("2028-01-31"), 31, 1), Ok(date("2028-03-02")));
        assert_eq!(rules.add_months(date("2026-01-15"), 15, 13), Ok(date("2027-02-15")));
    }

    #[test]
    fn months_clamp_and_remember_the_anchor() {
        let rules = Rules::default();
        assert_eq!(rules.add_months(date("2026-01-31"), 31, 1), Ok(date("2026-02-28")));
        assert_eq!(rules.add_months(date("2026-02-28"), 31, 1), Ok(date("2026-03-31")));
    }
}
