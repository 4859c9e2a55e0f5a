//! Days, months and periods; no clock, no time of day, no time zone.
//!
//! Periods are half-open: they hold their start and not their end.

#[expect(clippy::module_inception, reason = "one noun, one file; the folder is named for its main noun")]
mod date;
mod error;
mod months;
mod period;

pub use date::{Date, days_in_month};
pub use error::DateError;
pub use period::Period;
