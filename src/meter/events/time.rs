//! The day of an event, read from its time as it is written.

use serde::{Deserialize, Serialize};

use crate::date::Date;

const SECONDS: i64 = 86_400;
const MILLISECONDS: i64 = 86_400_000;

/// How times are written. The day is taken as it stands there, whatever the time zone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TimeForm {
    /// `2026-11-01`, alone or before a time; `/` instead of `-` is understood.
    #[default]
    Iso,
    /// `1.11.2026`, with `.`, `/` or `-`.
    DayFirst,
    /// `11/1/2026`, with `.`, `/` or `-`.
    MonthFirst,
    /// Seconds since 1970 in UTC.
    Seconds,
    /// Milliseconds since 1970 in UTC.
    Milliseconds,
}

impl TimeForm {
    /// Every form, those first that are tried first.
    pub(super) const ALL: [TimeForm; 5] =
        [TimeForm::Iso, TimeForm::DayFirst, TimeForm::MonthFirst, TimeForm::Milliseconds, TimeForm::Seconds];

    /// An example for people.
    pub(super) fn example(self) -> &'static str {
        match self {
            TimeForm::Iso => "2026-11-01 or 2026-11-01T09:30:00Z",
            TimeForm::DayFirst => "1.11.2026, day first",
            TimeForm::MonthFirst => "11/1/2026, month first",
            TimeForm::Seconds => "1793523600, seconds since 1970",
            TimeForm::Milliseconds => "1793523600000, milliseconds since 1970",
        }
    }

    /// The day; `None` where the text is written otherwise or there is no such day.
    pub fn day(self, text: &str) -> Option<Date> {
        match self {
            TimeForm::Iso => {
                let (date, rest) = text.split_at_checked(10)?;
                let written = Date::parse(date).or_else(|_| Date::parse(&date.replace('/', "-")));
                written.ok().filter(|_| is_time(rest))
            }
            TimeForm::DayFirst => parts(text).and_then(|[day, month, year]| date(year, month, day)),
            TimeForm::MonthFirst => parts(text).and_then(|[month, day, year]| date(year, month, day)),
            TimeForm::Seconds => since(text, SECONDS),
            TimeForm::Milliseconds => since(text, MILLISECONDS),
        }
    }
}

/// Whether what follows a date may be a time.
fn is_time(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['T', 't', ' ', ','])
}

fn parts(text: &str) -> Option<[u32; 3]> {
    let end = text.find(['T', ' ', ',']).unwrap_or(text.len());
    let (date, _) = text.split_at_checked(end)?;
    let mut numbers = date.split(['.', '/', '-']).map(|part| {
        let is_short = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_short { part.parse().ok() } else { None }
    });
    let parts = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(parts)
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::from_ymd(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

fn since(text: &str, parts_a_day: i64) -> Option<Date> {
    let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain(whole) || !is_plain(places) {
        return None;
    }
    let days = whole.parse::<i64>().ok()?.checked_div(parts_a_day)?;
    Date::FIRST.plus_days(i32::try_from(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(form: TimeForm, text: &str) -> String {
        form.day(text).map_or_else(|| "-".to_owned(), |day| day.to_string())
    }

    #[test]
    fn the_day_is_read_as_it_is_written() {
        let cases = [
            (TimeForm::Iso, "2023-11-16 18:17:03.9799600", "2023-11-16"),
            (TimeForm::Iso, "2023-11-16T23:59:59-08:00", "2023-11-16"),
            (TimeForm::Iso, "2023/11/16", "2023-11-16"),
            (TimeForm::Iso, "2023-02-29", "-"),
            (TimeForm::Iso, "2023-11-16x", "-"),
            (TimeForm::Iso, "20231116", "-"),
            (TimeForm::Iso, "", "-"),
            (TimeForm::Iso, "2023-11-1é", "-"),
            (TimeForm::DayFirst, "1.11.2026 09:30", "2026-11-01"),
            (TimeForm::DayFirst, "13/11/2026", "2026-11-13"),
            (TimeForm::DayFirst, "11/13/2026", "-"),
            (TimeForm::DayFirst, "1.11", "-"),
            (TimeForm::DayFirst, "1.11.26", "-"),
            (TimeForm::DayFirst, "1.11.2026.1", "-"),
            (TimeForm::MonthFirst, "11/13/2026, 9:30 AM", "2026-11-13"),
            (TimeForm::MonthFirst, "11-1-2026", "2026-11-01"),
            (TimeForm::Seconds, "1700158623", "2023-11-16"),
            (TimeForm::Seconds, "1700158623.979", "2023-11-16"),
            (TimeForm::Milliseconds, "1700158623979", "2023-11-16"),
            (TimeForm::Seconds, "99999999999999", "-"),
            (TimeForm::Seconds, "-5", "-"),
            (TimeForm::Seconds, "1e9", "-"),
        ];
        for (form, text, expected) in cases {
            assert_eq!(day(form, text), expected, "{form:?} {text}");
        }
    }
}
