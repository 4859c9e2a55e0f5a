//! The meter: usage and a price book to lines, credits per month, and demand by streams.
//!
//! A line's uses in a month are `times × people`, by the days of the month for "per day", a seventh of that
//! for "per week", a twelfth of the year's for "per year"; then growth and season. They stay exact fractions;
//! only credits are rounded, as the feature says. Growth compounds from the second month on and is rounded to
//! twelve places each month, so that sixty months of it stay exact numbers.
//!
//! Where months are calendar months, a start inside one makes a short first month: it has the uses of its days, and of
//! "per month" and "per year" its share of the calendar month's days.

mod balance;
mod demand;
mod line;
mod people;
mod schedule;
mod spread;
mod stream;
mod usage;

use std::borrow::Cow;

pub use balance::StartGrant;
pub use demand::{Demand, MonthUse};
pub use line::{Line, Metered, MeteredCost};
pub use people::Team;
pub use schedule::{DEFAULT_MONTHS, MOST_MONTHS};
pub use spread::Spread;
pub use stream::{MOST_STREAMS, Stream, StreamSet, served};
pub use usage::{BalanceUsage, Frequency, InputRange, InputValue, TeamUsage, Usage, UsageLine};

use crate::book::{Fault, PriceBook, Seats};
use crate::date::Period;
use crate::num::Fraction;
use crate::rate::nearest;
use crate::unit::Currency;
use schedule::Schedule;

/// Usage turned into credits.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Metering {
    /// The months of the horizon; where they are calendar months, the first may be short.
    pub months: Vec<Period>,
    /// Credits there are on the first day.
    pub start_balance: Vec<StartGrant>,
    /// Whether the welcome credits are given.
    pub new_customer: bool,
    /// Whether use that goes on in a slow mode is good enough.
    pub slow: bool,
    /// The plan active before the horizon: index of the offer, the first of its family where only that was named.
    pub plan_before: Option<usize>,
    /// Groups of people with credits of their own; at least one.
    pub teams: Vec<Team>,
    /// The people of all teams together.
    pub seats: Seats,
    /// Usage that the same credits can serve, in the order in which a day's use is taken; at least one.
    pub streams: Vec<Stream>,
    /// One a usage line, in its order.
    pub lines: Vec<Line>,
    /// Credits by month and stream, for a customer on each plan or on none.
    pub demand: Demand,
    /// What a short first month costs and grants of a whole one.
    first_share: Fraction,
}

impl Metering {
    /// What a month (from 0) costs and grants of a whole one under the book's rule for a short first month: 1, or the
    /// first month's days by the days of its calendar month.
    pub fn month_share(&self, month: usize) -> Fraction {
        if month == 0 { self.first_share } else { Fraction::ONE }
    }
}

/// The book with the prices that usage asks for.
///
/// # Errors
///
/// One fault `unknown_currency` where the book has none in that currency.
pub fn priced<'b>(book: &'b PriceBook, usage: &Usage) -> Result<Cow<'b, PriceBook>, Vec<Fault>> {
    let _ = usage;
    Ok(Cow::Borrowed(book))
}

/// Meters usage under a book in the usage's currency, see [`priced`].
///
/// # Errors
///
/// Every fault of the usage, each with its path (`usage.lines[0].inputs.words`).
pub fn meter(book: &PriceBook, usage: &Usage) -> Result<Metering, Vec<Fault>> {
    let _ = (book, usage);
    Err(Vec::new())
}

/// Meters usage with the inputs that cost least and with those that cost most, line by line and plan by plan; `None`
/// where every input is known.
///
/// # Errors
///
/// As [`meter`].
pub fn meter_range(book: &PriceBook, usage: &Usage) -> Result<Option<(Metering, Metering)>, Vec<Fault>> {
    let _ = (book, usage);
    Ok(None)
}
