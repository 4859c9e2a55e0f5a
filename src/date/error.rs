use std::fmt;

use super::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Why there is no such date or period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DateError {
    /// The text is not of the form `2026-11-01`.
    Form {
        /// The text.
        text: String,
    },
    /// There is no such month.
    NoSuchMonth {
        /// The year.
        year: i32,
        /// The month, not 1 to 12.
        month: u8,
    },
    /// The month has no such day.
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month, 1 to 12.
        month: u8,
        /// The day, 0 or more than `days`.
        day: u8,
        /// How many days the month has.
        days: u8,
    },
    /// The date is before [`Date::FIRST`] or after [`Date::LAST`].
    OutOfRange,
    /// The period would end before it starts.
    EndBeforeStart {
        /// The start.
        start: Date,
        /// The end.
        end: Date,
    },
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Form { ref text } => {
                write!(f, "\"{text}\" is not a date; write year-month-day, such as 2026-11-01")
            }
            Self::NoSuchMonth { year, month } => {
                write!(f, "{year:04}-{month:02}: months are 01 to 12")
            }
            Self::NoSuchDay { year, month, day, days } => {
                let name = MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default();
                write!(f, "{year:04}-{month:02}-{day:02}: {name} {year} has {days} days")
            }
            Self::OutOfRange => {
                write!(f, "the date is outside the range {} to {}", Date::FIRST, Date::LAST)
            }
            Self::EndBeforeStart { start, end } => {
                write!(f, "the end {end} is before the start {start}")
            }
        }
    }
}

impl std::error::Error for DateError {}
