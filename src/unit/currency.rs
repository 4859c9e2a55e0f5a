use std::fmt;

use serde::{Serialize, Serializer};

use super::Money;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};

/// How many digits a currency's minor unit takes after the point; an enum, because there are no others.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Minor {
    Zero,
    Two,
    Three,
    Four,
}

/// ISO 4217 list one as published on 2026-01-01, without the codes that have no minor unit
/// (metals, units of account, testing): in those nothing is priced.
/// <https://www.six-group.com/en/products-services/financial-information/market-reference-data/data-standards.html>
const CURRENCIES: [(Minor, &str); 4] = [
    (Minor::Zero, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
        Minor::Two,
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
         CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
         GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK \
         LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO \
         NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS \
         SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST \
         XAD XCD XCG YER ZAR ZMW ZWG",
    ),
    (Minor::Three, "BHD IQD JOD KWD LYD OMR TND"),
    (Minor::Four, "CLF UYW"),
];

/// A currency that is in use, by its ISO 4217 code.
///
/// It makes [`Money`], and so decides how fine an amount can be. It serialises as its code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Currency {
    code: &'static str,
    minor: Minor,
}

impl Currency {
    /// All currencies, those with the same number of minor digits together.
    pub fn all() -> impl Iterator<Item = Currency> {
        let group = |(minor, codes): (Minor, &'static str)| {
            codes.split(' ').map(move |code| Currency { code, minor })
        };
        CURRENCIES.into_iter().flat_map(group)
    }

    /// The currency of a code such as `USD`, in capital letters; `None` for any other text.
    pub fn parse(code: &str) -> Option<Currency> {
        Self::all().find(|currency| currency.code == code)
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// How many digits the minor unit takes after the point: 0, 2, 3 or 4.
    pub fn minor_units(self) -> u32 {
        match self.minor {
            Minor::Zero => 0,
            Minor::Two => 2,
            Minor::Three => 3,
            Minor::Four => 4,
        }
    }

    /// The amount as money, if it is exact in the minor unit.
    ///
    /// # Errors
    ///
    /// [`NumError::Inexact`] when the amount is finer than the minor unit, as 0.005 is in dollars.
    pub fn money(self, amount: Decimal) -> Result<Money, NumError> {
        if amount.scale() > self.minor_units() {
            return Err(NumError::Inexact);
        }
        Ok(Money::from_checked(amount))
    }

    /// The amount rounded to the minor unit, half away from zero.
    ///
    /// # Errors
    ///
    /// [`NumError`] when the amount is too long to be rounded.
    pub fn round(self, amount: Decimal) -> Result<Money, NumError> {
        let rounding = Rounding::to_places(RoundingMode::HalfAwayFromZero, self.minor_units())?;
        amount.round(&rounding).map(Money::from_checked)
    }

    /// An exact fraction rounded once to the minor unit, half away from zero.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn round_fraction(self, amount: Fraction) -> Result<Money, NumError> {
        let rounding = Rounding::to_places(RoundingMode::HalfAwayFromZero, self.minor_units())?;
        amount.round(&rounding).map(Money::from_checked)
    }

    /// So many minor units, such as cents.
    pub fn from_minor(self, minor: i64) -> Money {
        Money::from_checked(match self.minor {
            Minor::Zero => Decimal::from_scaled::<0>(minor),
            Minor::Two => Decimal::from_scaled::<2>(minor),
            Minor::Three => Decimal::from_scaled::<3>(minor),
            Minor::Four => Decimal::from_scaled::<4>(minor),
        })
    }

    /// The money in minor units, such as cents; `None` when there are too many of them, or when the
    /// money is of another currency with a finer minor unit.
    pub fn to_minor(self, money: Money) -> Option<i64> {
        money.amount().to_units(self.minor_units())?.try_into().ok()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

#[cfg(test)]
crate::num::ts_string!(Currency);

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use ts_rs::TS;

    use super::Currency;
    use crate::num::{Decimal, NumError};
    use crate::unit::{Credits, Money};

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_list() {
        let codes: HashSet<_> = Currency::all().map(Currency::code).collect();
        assert_eq!((Currency::all().count(), codes.len()), (165, 165));
        assert!(codes.iter().all(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())));
        for gone in ["usd", "US", "", " ", "HRK", "BGN", "ANG", "XAU", "XXX", "USD EUR"] {
            assert_eq!(Currency::parse(gone), None, "{gone:?}");
        }
    }

    #[test]
    fn rounds_half_away_from_zero_to_the_minor_unit() {
        let cases = [
            ("JPY", 0, "0.5", "1"),
            ("JPY", 0, "-1234.5", "-1235"),
            ("USD", 2, "2.345", "2.35"),
            ("USD", 2, "1.005", "1.01"),
            ("USD", 2, "-0.005", "-0.01"),
            ("KWD", 3, "0.0005", "0.001"),
            ("CLF", 4, "0.00004", "0"),
        ];
        for (code, minor, amount, rounded) in cases {
            let currency = currency(code);
            assert_eq!(currency.minor_units(), minor, "{code}");
            assert_eq!(currency.round(decimal(amount)).unwrap().to_string(), rounded, "{code} {amount}");
        }
    }

    #[test]
    fn money_finer_than_the_minor_unit_is_refused() {
        assert_eq!(currency("USD").money(decimal("0.005")), Err(NumError::Inexact));
        assert_eq!(currency("JPY").money(decimal("0.5")), Err(NumError::Inexact));
        assert_eq!(currency("KWD").money(decimal("0.005")).unwrap().to_string(), "0.005");
        assert_eq!(currency("USD").money(decimal("1.500")).unwrap().to_string(), "1.5");
    }

    #[test]
    fn minor_units_there_and_back() {
        for currency in Currency::all() {
            for minor in [i64::MIN, -1, 0, 1, 4900, i64::MAX] {
                assert_eq!(currency.to_minor(currency.from_minor(minor)), Some(minor), "{currency}");
            }
        }
        assert_eq!(currency("USD").from_minor(-4_905).to_string(), "-49.05");
        let most = currency("JPY").from_minor(i64::MAX);
        assert_eq!(currency("USD").to_minor(most), None);
        assert_eq!(currency("JPY").to_minor(currency("USD").from_minor(1)), None);
    }

    #[test]
    fn types_are_strings_in_typescript() {
        assert_eq!(serde_json::to_string(&currency("EUR")).unwrap(), "\"EUR\"");
        let config = ts_rs::Config::default();
        let names = [Currency::name(&config), Money::name(&config), Credits::name(&config)];
        assert_eq!(names, ["string", "string", "string"]);
    }
}
