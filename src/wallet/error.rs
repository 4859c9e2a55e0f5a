//! Why a purchase plan cannot be replayed.

use std::fmt;

use crate::book::Purchase;
use crate::date::DateError;
use crate::num::NumError;

/// Why a purchase plan cannot be replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplayError {
    /// A number became too large to be exact.
    Number(NumError),
    /// A day lies beyond the calendar.
    Date(DateError),
    /// In this month (from 0) the usage is not to be had on the active plan.
    NotOffered {
        /// The month, from 0.
        month: usize,
    },
    /// The purchase is not one the book allows.
    NotAllowed {
        /// The purchase.
        purchase: Purchase,
        /// Why not.
        reason: &'static str,
    },
}

impl fmt::Display for ReplayError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplayError::Number(error) => write!(out, "{error}"),
            ReplayError::Date(error) => write!(out, "{error}"),
            ReplayError::NotOffered { month } => {
                write!(out, "month {month}: the plan does not offer this usage")
            }
            ReplayError::NotAllowed { purchase, reason } => write!(out, "{purchase:?}: {reason}"),
        }
    }
}

impl std::error::Error for ReplayError {}

impl From<NumError> for ReplayError {
    fn from(error: NumError) -> ReplayError {
        ReplayError::Number(error)
    }
}

impl From<DateError> for ReplayError {
    fn from(error: DateError) -> ReplayError {
        ReplayError::Date(error)
    }
}
