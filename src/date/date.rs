use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::DateError;

const FIRST_YEAR: i32 = 1970;
const LAST_YEAR: i32 = 2200;

/// A day of the Gregorian calendar, from 1970-01-01 to 2200-12-31.
///
/// It crosses, and is shown, as `2026-11-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    day: i32,
}

impl Date {
    /// 1970-01-01.
    pub const FIRST: Date = Date { day: 0 };
    /// 2200-12-31.
    pub const LAST: Date = Date { day: days_before_year(LAST_YEAR.saturating_add(1)).saturating_sub(1) };

    /// The date of a year, a month (1 to 12) and a day of the month (1 to 31).
    ///
    /// # Errors
    ///
    /// [`DateError`] when there is no such day or it is out of range.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Result<Date, DateError> {
        let days = days_in_month(year, month).ok_or(DateError::NoSuchMonth { year, month })?;
        if !(1..=days).contains(&day) {
            return Err(DateError::NoSuchDay { year, month, day, days });
        }
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(DateError::OutOfRange);
        }
        let months = (1..month).filter_map(|month| days_in_month(year, month));
        let before = months.fold(days_before_year(year), |sum, days| sum.saturating_add(days.into()));
        Ok(Date { day: before.saturating_add(day.into()).saturating_sub(1) })
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    pub fn ymd(self) -> (i32, u8, u8) {
        // Years of 366 days never reach too far, and fall short by at most one year in the range.
        let mut year = FIRST_YEAR.saturating_add(self.day / 366);
        while days_before_year(year.saturating_add(1)) <= self.day {
            year = year.saturating_add(1);
        }
        let mut rest = self.day.saturating_sub(days_before_year(year));
        let mut month = 1u8;
        while let Some(days) = days_in_month(year, month)
            && rest >= i32::from(days)
        {
            rest = rest.saturating_sub(days.into());
            month = month.saturating_add(1);
        }
        (year, month, u8::try_from(rest).unwrap_or(0).saturating_add(1))
    }

    /// Reads `2026-11-01`: four digits, two, two, with hyphens.
    ///
    /// # Errors
    ///
    /// [`DateError`] says what form is wanted, or which day does not exist.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let (year, month, day) = fields(text).ok_or_else(|| DateError::Form { text: text.to_owned() })?;
        Date::from_ymd(year, month, day)
    }

    /// The date so many days later, or earlier if negative.
    ///
    /// # Errors
    ///
    /// [`DateError::OutOfRange`].
    pub fn plus_days(self, days: i32) -> Result<Date, DateError> {
        let day = self.day.checked_add(days).ok_or(DateError::OutOfRange)?;
        let date = Date { day };
        if (Date::FIRST..=Date::LAST).contains(&date) { Ok(date) } else { Err(DateError::OutOfRange) }
    }

    /// How many days the other date is later; negative if it is earlier.
    pub fn days_until(self, other: Date) -> i32 {
        other.day.saturating_sub(self.day)
    }
}

fn fields(text: &str) -> Option<(i32, u8, u8)> {
    let form = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    if text.len() != 10 || !text.bytes().enumerate().all(form) {
        return None;
    }
    let mut parts = text.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// How many days a month (1 to 12) has, by the Gregorian rule for any year; `None` for other months.
pub fn days_in_month(year: i32, month: u8) -> Option<u8> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// Days from 1970-01-01 to the first of January of a year not before it.
const fn days_before_year(year: i32) -> i32 {
    let years = year.saturating_sub(FIRST_YEAR);
    let leap_days = leap_years_through(year.saturating_sub(1))
        .saturating_sub(leap_years_through(FIRST_YEAR.saturating_sub(1)));
    years.saturating_mul(365).saturating_add(leap_days)
}

const fn leap_years_through(year: i32) -> i32 {
    (year / 4).saturating_sub(year / 100).saturating_add(year / 400)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as a string, such as \"2026-11-01\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                Date::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A plain `string` in TypeScript, without a name of its own.
#[cfg(test)]
impl ts_rs::TS for Date {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }

    fn inline(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use ts_rs::TS;

    use super::{Date, DateError, days_in_month};

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let (mut year, mut month, mut day) = (1970, 1, 1);
        let mut days = 0;
        let mut current = Date::FIRST;
        loop {
            assert_eq!(current.ymd(), (year, month, day));
            assert_eq!(Date::from_ymd(year, month, day), Ok(current));
            assert_eq!(Date::parse(&current.to_string()), Ok(current));
            assert_eq!(Date::FIRST.days_until(current), days);
            if current == Date::LAST {
                break;
            }
            current = current.plus_days(1).unwrap();
            days = days.saturating_add(1);
            (year, month, day) = match (month, day) {
                (12, 31) => (year.saturating_add(1), 1, 1),
                (_, last) if Some(last) == days_in_month(year, month) => (year, month.saturating_add(1), 1),
                _ => (year, month, day.saturating_add(1)),
            };
        }
        assert_eq!(Date::LAST.to_string(), "2200-12-31");
    }

    /// Day numbers from outside this file, so that a wrong leap rule cannot agree with itself.
    #[test]
    fn known_day_numbers() {
        let cases = [("2000-03-01", 11_017), ("2026-11-01", 20_758), ("2100-03-01", 47_541)];
        for (text, days) in cases {
            assert_eq!(Date::FIRST.days_until(date(text)), days, "{text}");
        }
    }

    #[test]
    fn leap_years() {
        assert_eq!(
            [2000, 2024, 2028, 2100, 2200].map(|year| days_in_month(year, 2)),
            [Some(29), Some(29), Some(29), Some(28), Some(28)]
        );
        assert!(Date::parse("2028-02-29").is_ok());
        assert!(Date::parse("2100-02-29").is_err());
        assert_eq!(days_in_month(2026, 0), None);
        assert_eq!(days_in_month(2026, 13), None);
    }

    #[test]
    fn faults_are_named() {
        let cases = [
            ("2026-02-30", "2026-02-30: February 2026 has 28 days"),
            ("2026-04-31", "2026-04-31: April 2026 has 30 days"),
            ("2026-11-00", "2026-11-00: November 2026 has 30 days"),
            ("2026-13-01", "2026-13: months are 01 to 12"),
            ("1969-12-31", "the date is outside the range 1970-01-01 to 2200-12-31"),
            ("2201-01-01", "the date is outside the range 1970-01-01 to 2200-12-31"),
            ("1.11.2026", "\"1.11.2026\" is not a date; write year-month-day, such as 2026-11-01"),
        ];
        for (text, message) in cases {
            assert_eq!(Date::parse(text).unwrap_err().to_string(), message);
        }
        for text in ["", "2026-1-1", "2026-11-01 ", "2026/11/01", "+026-11-01", "2026-11-0é", "20261-1-01"] {
            assert_eq!(Date::parse(text), Err(DateError::Form { text: text.into() }));
        }
    }

    #[test]
    fn days_are_added_within_the_range() {
        assert_eq!(date("2026-12-31").plus_days(1), Ok(date("2027-01-01")));
        assert_eq!(date("2028-03-01").plus_days(-1), Ok(date("2028-02-29")));
        assert_eq!(Date::FIRST.plus_days(-1), Err(DateError::OutOfRange));
        assert_eq!(Date::LAST.plus_days(1), Err(DateError::OutOfRange));
        assert_eq!(Date::LAST.plus_days(i32::MAX), Err(DateError::OutOfRange));
        assert_eq!(date("2026-11-01").days_until(date("2026-10-01")), -31);
    }

    #[test]
    fn crosses_as_a_string() {
        assert_eq!(serde_json::to_string(&date("2026-11-01")).unwrap(), "\"2026-11-01\"");
        assert_eq!(serde_json::from_str::<Date>("\"2026-11-01\"").unwrap(), date("2026-11-01"));
        assert!(serde_json::from_str::<Date>("20758").is_err());
        let config = ts_rs::Config::default();
        assert_eq!((Date::name(&config), Date::inline(&config)), ("string".into(), "string".into()));
    }
}
