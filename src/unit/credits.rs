use std::fmt;

use serde::{Deserialize, Serialize};

use crate::num::{Decimal, NumError};

/// A number of credits of one credit type, exact and possibly not whole; below 0 only as a difference.
///
/// Credits are not money and do not mix with it. They cross as a normalised decimal string.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Credits(Decimal);

impl Credits {
    /// No credits.
    pub const ZERO: Credits = Credits(Decimal::ZERO);

    /// So many credits.
    pub fn new(amount: Decimal) -> Credits {
        Credits(amount)
    }

    /// How many credits.
    pub fn amount(self) -> Decimal {
        self.0
    }

    /// The exact sum.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the sum cannot be held exactly.
    pub fn checked_add(self, other: Credits) -> Result<Credits, NumError> {
        self.0.checked_add(other.0).map(Credits)
    }

    /// The exact difference.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the difference cannot be held exactly.
    pub fn checked_sub(self, other: Credits) -> Result<Credits, NumError> {
        self.0.checked_sub(other.0).map(Credits)
    }

    /// The exact sum of all; of none it is 0.
    ///
    /// # Errors
    ///
    /// [`NumError`] when a sum on the way cannot be held exactly.
    pub fn sum(all: impl IntoIterator<Item = Credits>) -> Result<Credits, NumError> {
        all.into_iter().try_fold(Credits::ZERO, Credits::checked_add)
    }

    /// Whether there are no credits.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the number is below 0.
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }
}

impl fmt::Display for Credits {
    /// The bare number; the page formats it for its reader.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
crate::num::ts_string!(Credits);

#[cfg(test)]
mod tests {
    use super::Credits;
    use crate::num::{Decimal, NumError};

    fn credits(text: &str) -> Credits {
        Credits::new(Decimal::parse(text).unwrap())
    }

    #[test]
    fn sums_exactly() {
        assert_eq!(Credits::sum([credits("0.1"), credits("0.2"), credits("-0.3")]), Ok(Credits::ZERO));
        assert_eq!(Credits::sum([]), Ok(Credits::ZERO));
        let most = credits("9999999999999999999999999999");
        assert_eq!(Credits::sum([most, credits("0.1")]), Err(NumError::Inexact));
    }

    #[test]
    fn a_difference_may_be_below_zero() {
        let short = credits("5").checked_sub(credits("7.5")).unwrap();
        assert!(short.is_negative() && short < Credits::ZERO && !short.is_zero());
        assert_eq!(short.to_string(), "-2.5");
    }

    #[test]
    fn crosses_as_a_string() {
        assert_eq!(serde_json::to_string(&credits("7.50")).unwrap(), "\"7.5\"");
        assert_eq!(serde_json::from_str::<Credits>("\"7.5\"").unwrap(), credits("7.5"));
        assert!(serde_json::from_str::<Credits>("7.5").is_err());
    }
}
