//! Why an insight could not be computed.

use std::fmt;

use crate::book::Fault;
use crate::num::NumError;
use crate::plan::BuildError;
use crate::wallet::ReplayError;

/// Why an insight could not be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsightError {
    /// The planner could not state the problem.
    Build(BuildError),
    /// The wallet could not replay a plan of the planner's.
    Replay(ReplayError),
    /// A number became too large.
    Number(NumError),
}

impl InsightError {
    /// The same as a fault of the usage, `too_large`: numbers are all that can go wrong with usage that could be metered.
    pub fn fault(&self) -> Fault {
        Fault::usage(
            "too_large",
            "usage",
            format!("this cannot be computed exactly: {self}"),
            "enter less usage or rounder numbers",
        )
    }
}

impl fmt::Display for InsightError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InsightError::Build(error) => write!(out, "{error}"),
            InsightError::Replay(error) => write!(out, "{error}"),
            InsightError::Number(error) => write!(out, "{error}"),
        }
    }
}

impl std::error::Error for InsightError {}

impl From<BuildError> for InsightError {
    fn from(error: BuildError) -> InsightError {
        InsightError::Build(error)
    }
}

impl From<ReplayError> for InsightError {
    fn from(error: ReplayError) -> InsightError {
        InsightError::Replay(error)
    }
}

impl From<NumError> for InsightError {
    fn from(error: NumError) -> InsightError {
        InsightError::Number(error)
    }
}

impl From<InsightError> for Vec<Fault> {
    fn from(error: InsightError) -> Vec<Fault> {
        vec![error.fault()]
    }
}
