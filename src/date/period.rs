use serde::Serialize;

use super::{Date, DateError};

/// The days from a start up to, and not including, an end. It may be empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Period {
    start: Date,
    end: Date,
}

impl Period {
    /// The days from `start` up to, and not including, `end`.
    ///
    /// # Errors
    ///
    /// [`DateError::EndBeforeStart`].
    pub fn new(start: Date, end: Date) -> Result<Period, DateError> {
        if end < start {
            return Err(DateError::EndBeforeStart { start, end });
        }
        Ok(Period { start, end })
    }

    /// The first day.
    pub fn start(&self) -> Date {
        self.start
    }

    /// The day after the last.
    pub fn end(&self) -> Date {
        self.end
    }

    /// How many days there are.
    pub fn days(&self) -> i32 {
        self.start.days_until(self.end)
    }

    /// Whether the date is one of the days.
    pub fn contains(&self, date: Date) -> bool {
        (self.start..self.end).contains(&date)
    }

    /// The last day, if there is one.
    pub fn last_day(&self) -> Option<Date> {
        if self.start == self.end { None } else { self.end.plus_days(-1).ok() }
    }
}

#[cfg(test)]
mod tests {
    use ts_rs::TS;

    use super::{Date, DateError, Period};

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn period(start: &str, end: &str) -> Period {
        Period::new(date(start), date(end)).unwrap()
    }

    #[test]
    fn holds_its_start_and_not_its_end() {
        let november = period("2026-11-01", "2026-12-01");
        assert_eq!((november.days(), november.last_day()), (30, Some(date("2026-11-30"))));
        assert!(november.contains(date("2026-11-01")) && november.contains(date("2026-11-30")));
        assert!(!november.contains(date("2026-10-31")) && !november.contains(date("2026-12-01")));
    }

    #[test]
    fn may_be_empty_but_not_turned() {
        let empty = period("2026-11-01", "2026-11-01");
        assert_eq!((empty.days(), empty.last_day()), (0, None));
        assert!(!empty.contains(date("2026-11-01")));
        let (start, end) = (date("2026-11-02"), date("2026-11-01"));
        let error = Period::new(start, end).unwrap_err();
        assert_eq!(error, DateError::EndBeforeStart { start, end });
        assert_eq!(error.to_string(), "the end 2026-11-01 is before the start 2026-11-02");
    }

    #[test]
    fn crosses_as_two_dates() {
        let json = serde_json::to_string(&period("2026-11-01", "2026-12-01")).unwrap();
        assert_eq!(json, r#"{"start":"2026-11-01","end":"2026-12-01"}"#);
        assert_eq!(Period::inline(&ts_rs::Config::default()), "{ start: string, end: string, }");
    }
}
