//! Credits there are on the first day.

use crate::date::Date;
use crate::num::Decimal;
use crate::unit::Money;

/// Credits there are on the first day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartGrant {
    /// How many, above 0, in whole steps of their type.
    pub credits: Decimal,
    /// Index of the credit type.
    pub credit: usize,
    /// First day on which they cannot be used any more, after the horizon's first; `None`: never.
    pub end: Option<Date>,
    /// What was paid for them.
    pub paid: Option<Money>,
}
