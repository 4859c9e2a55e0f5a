use std::fmt;

use serde::{Serialize, Serializer};

use crate::num::{Decimal, NumError};

/// An amount of money, exact to the minor unit of its currency; below 0 for a credit note.
///
/// The currency is not carried along: a price book has exactly one, and so has a quote, so every
/// amount in a calculation is in that one. Only a [`Currency`](super::Currency) makes amounts, which is
/// what keeps them whole in its minor unit. It serialises as a normalised decimal string, without padding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Money(Decimal);

impl Money {
    /// No money.
    pub const ZERO: Money = Money(Decimal::ZERO);

    /// For [`Currency`](super::Currency), which has made sure that the amount is whole in its minor unit.
    pub(super) fn from_checked(amount: Decimal) -> Money {
        Money(amount)
    }

    /// The amount in the currency's main unit, as in 12.5 dollars.
    pub fn amount(self) -> Decimal {
        self.0
    }

    /// The exact sum.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the sum is too large to be held exactly.
    pub fn checked_add(self, other: Money) -> Result<Money, NumError> {
        self.0.checked_add(other.0).map(Money)
    }

    /// The exact difference.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the difference is too large to be held exactly.
    pub fn checked_sub(self, other: Money) -> Result<Money, NumError> {
        self.0.checked_sub(other.0).map(Money)
    }

    /// The amount with its sign turned.
    #[must_use]
    pub fn negate(self) -> Money {
        Money(self.0.negate())
    }

    /// Whether there is no money.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the amount is below 0.
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }
}

impl fmt::Display for Money {
    /// The bare amount; the page formats it for its reader.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
crate::num::ts_string!(Money);

#[cfg(test)]
mod tests {
    use super::Money;
    use crate::num::{Decimal, NumError};
    use crate::unit::Currency;

    fn dollars(text: &str) -> Money {
        Currency::parse("USD").unwrap().money(Decimal::parse(text).unwrap()).unwrap()
    }

    #[test]
    fn adds_and_subtracts_exactly() {
        assert_eq!(dollars("0.1").checked_add(dollars("0.2")), Ok(dollars("0.3")));
        assert_eq!(dollars("49").checked_sub(dollars("50.01")), Ok(dollars("1.01").negate()));
        let most = dollars("99999999999999999999999999.99");
        assert_eq!(most.checked_add(dollars("1000000000000000000000000000")), Err(NumError::Inexact));
    }

    #[test]
    fn knows_its_sign_and_order() {
        assert!(Money::ZERO.is_zero() && !Money::ZERO.negate().is_negative());
        assert!(dollars("-0.01").is_negative() && dollars("-0.01") < Money::ZERO);
        assert!(dollars("9.99") < dollars("10"));
    }

    #[test]
    fn is_written_without_padding() {
        assert_eq!(dollars("12.50").to_string(), "12.5");
        assert_eq!(serde_json::to_string(&dollars("12.00")).unwrap(), "\"12\"");
    }
}
