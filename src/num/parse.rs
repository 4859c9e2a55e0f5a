use std::fmt;

/// More never fits: 29 digits pass 2⁹⁶ for most values.
const MAX_DIGITS: usize = 28;

/// What is wrong with a text that should be a decimal number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParseDecimalError {
    /// There is no text.
    Empty,
    /// The number is written with an exponent, such as `1e3`.
    Exponent,
    /// The number has separators between its digits, or a comma for its point.
    Separator {
        /// The same number, written as it is wanted.
        write: String,
    },
    /// The number begins with a needless 0.
    LeadingZero {
        /// The same number, written as it is wanted.
        write: String,
    },
    /// More than 28 significant digits, or more than 28 after the point.
    TooManyDigits,
    /// Anything else.
    NotANumber,
}

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty; write a number such as 1.5"),
            Self::Exponent => f.write_str("has an exponent; write the number out, such as 1000 or 0.001"),
            Self::Separator { write } => write!(f, "has separators between digits; write {write}"),
            Self::LeadingZero { write } => write!(f, "begins with a needless 0; write {write}"),
            Self::TooManyDigits => write!(f, "has more than {MAX_DIGITS} digits; write it shorter"),
            Self::NotANumber => {
                f.write_str("not a number; write digits with at most one point, such as 1.5 or -3")
            }
        }
    }
}

impl std::error::Error for ParseDecimalError {}

/// The digits of `text` as one integer, and how many of them stand after the point.
pub(super) fn units_and_scale(text: &str) -> Result<(i128, u32), ParseDecimalError> {
    let Some((negative, whole, places)) = split(text) else { return Err(diagnose(text)) };
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(ParseDecimalError::LeadingZero { write: without_leading_zeros(text, whole) });
    }
    let digits = || whole.bytes().chain(places.bytes());
    let significant = digits().skip_while(|&digit| digit == b'0').count();
    if significant > MAX_DIGITS {
        return Err(ParseDecimalError::TooManyDigits);
    }
    let units = digits().try_fold(0i128, |units, digit| {
        units.checked_mul(10)?.checked_add(i128::from(digit.saturating_sub(b'0')))
    });
    let units = units.ok_or(ParseDecimalError::TooManyDigits)?;
    let scale = u32::try_from(places.len()).map_err(|_| ParseDecimalError::TooManyDigits)?;
    Ok((if negative { units.saturating_neg() } else { units }, scale))
}

/// Sign, digits before the point, digits after it; `None` for any other form.
fn split(text: &str) -> Option<(bool, &str, &str)> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, places) = match rest.split_once('.') {
        Some((whole, places)) => (whole, is_digits(places).then_some(places)?),
        None => (rest, ""),
    };
    is_digits(whole).then_some((negative, whole, places))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn without_leading_zeros(text: &str, whole: &str) -> String {
    let trimmed = whole.trim_start_matches('0');
    text.replacen(whole, if trimmed.is_empty() { "0" } else { trimmed }, 1)
}

fn diagnose(text: &str) -> ParseDecimalError {
    if text.trim().is_empty() {
        return ParseDecimalError::Empty;
    }
    if let Some((number, exponent)) = text.split_once(['e', 'E'])
        && split(number).is_some()
        && is_digits(exponent.trim_start_matches(['+', '-']))
    {
        return ParseDecimalError::Exponent;
    }
    let write = without_separators(text);
    // Only a suggestion that would itself be accepted helps anyone.
    if units_if_plain(&write) {
        ParseDecimalError::Separator { write }
    } else {
        ParseDecimalError::NotANumber
    }
}

fn units_if_plain(text: &str) -> bool {
    split(text).is_some_and(|(_, whole, _)| whole == "0" || !whole.starts_with('0'))
}

/// The number a person most likely meant: groups of three after each comma are thousands,
/// one other comma is a decimal point.
fn without_separators(text: &str) -> String {
    let plain: String =
        text.chars().filter(|c| !matches!(c, '_' | '\'' | '’') && !c.is_whitespace()).collect();
    let whole = plain.split_once('.').map_or(plain.as_str(), |(whole, _)| whole);
    let commas = plain.matches(',').count();
    let thousands = whole.split(',').skip(1).all(|group| group.len() == 3);
    if thousands && commas == whole.matches(',').count() {
        plain.replace(',', "")
    } else if commas == 1 && !plain.contains('.') {
        plain.replace(',', ".")
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::ParseDecimalError::{self, *};
    use crate::num::Decimal;

    fn error(text: &str) -> ParseDecimalError {
        Decimal::parse(text).unwrap_err()
    }

    #[test]
    fn accepts_plain_numbers_and_normalises_them() {
        let cases = [
            ("0", "0"),
            ("-0", "0"),
            ("0.00", "0"),
            ("0.10", "0.1"),
            ("-3", "-3"),
            ("100", "100"),
            ("1.50", "1.5"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
            ("-0.0000000000000000000000000001", "-0.0000000000000000000000000001"),
        ];
        for (text, shown) in cases {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), shown, "{text}");
        }
    }

    #[test]
    fn names_the_fault() {
        let separator = |write: &str| Separator { write: write.into() };
        let zero = |write: &str| LeadingZero { write: write.into() };
        let cases = [
            ("", Empty),
            (" ", Empty),
            ("1e3", Exponent),
            ("1.5E-3", Exponent),
            ("1,000", separator("1000")),
            ("-1,000,000.5", separator("-1000000.5")),
            ("1_000", separator("1000")),
            ("1 000", separator("1000")),
            ("1'000", separator("1000")),
            ("1,5", separator("1.5")),
            ("007", zero("7")),
            ("-00.5", zero("-0.5")),
            ("12345678901234567890123456789", TooManyDigits),
            ("0.00000000000000000000000000001", TooManyDigits),
            ("1.00000000000000000000000000000", TooManyDigits),
            ("+1", NotANumber),
            (".5", NotANumber),
            ("5.", NotANumber),
            ("-", NotANumber),
            ("1.2.3", NotANumber),
            ("--1", NotANumber),
            ("1,2,3", NotANumber),
            ("1.234,56", NotANumber),
            ("NaN", NotANumber),
            ("٣", NotANumber),
        ];
        for (text, expected) in cases {
            assert_eq!(error(text), expected, "{text:?}");
        }
    }

    #[test]
    fn says_what_to_write() {
        assert!(error("1,000").to_string().ends_with("write 1000"));
    }
}
