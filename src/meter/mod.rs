//! The meter: usage and a price book to lines, credits per month, and demand.
//!
//! A line's uses in a month are `times × people`, by the days of the month for "per day", a seventh of that
//! for "per week", a twelfth of the year's for "per year"; then growth and season. They stay exact fractions;
//! only credits are rounded, as the feature says. Growth compounds from the second month on and is rounded to
//! twelve places each month, so that sixty months of it stay exact numbers.

mod demand;
mod line;
mod schedule;
mod spread;
mod usage;

pub use demand::Demand;
pub use line::{Line, Metered};
pub use schedule::{DEFAULT_MONTHS, MOST_MONTHS};
pub use spread::Spread;
pub use usage::{Frequency, InputValue, Usage, UsageLine};

use crate::book::{Fault, PriceBook};
use crate::date::Period;
use schedule::Schedule;

/// Usage turned into credits.
#[derive(Debug, Clone)]
pub struct Metering {
    /// The months of the horizon.
    pub months: Vec<Period>,
    /// Whether the welcome credits are given.
    pub new_customer: bool,
    /// One a usage line, in its order.
    pub lines: Vec<Line>,
    /// Credits per month, for a customer on each plan or on none.
    pub demand: Demand,
}

/// Meters usage.
///
/// # Errors
///
/// Every fault of the usage, each with its path (`usage.lines[0].inputs.words`).
pub fn meter(book: &PriceBook, usage: &Usage) -> Result<Metering, Vec<Fault>> {
    let mut faults = Vec::new();
    let schedule = Schedule::new(usage, &mut faults);
    let lines: Vec<Option<Line>> = match &schedule {
        Some(schedule) => usage
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| {
                line::line(book, schedule, line, &format!("usage.lines[{index}]"), &mut faults)
            })
            .collect(),
        None => Vec::new(),
    };
    let (Some(schedule), Some(lines), true) =
        (schedule, lines.into_iter().collect::<Option<Vec<_>>>(), faults.is_empty())
    else {
        return Err(faults);
    };
    let months = schedule.months;
    let demand = Demand::new(book, &lines, months.len()).map_err(|error| {
        vec![Fault::usage(
            "too_large",
            "usage",
            format!("the credits of a month: {error}"),
            "enter less usage",
        )]
    })?;
    Ok(Metering { months, new_customer: usage.new_customer.unwrap_or(true), lines, demand })
}
