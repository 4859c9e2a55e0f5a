use super::{Date, DateError, days_in_month};

impl Date {
    /// The date so many months later, on the anchor day, or on the month's last day where it has no such day.
    ///
    /// The anchor day (1 to 31) is the day the count began on. It is asked for again each time because
    /// a date in a short month has forgotten it: 31 Jan, 28 Feb, 31 Mar.
    ///
    /// # Errors
    ///
    /// [`DateError::OutOfRange`]; [`DateError::NoSuchDay`] for an anchor day of 0.
    pub fn plus_months(self, anchor_day: u8, months: u32) -> Result<Date, DateError> {
        let (year, month, _) = self.ymd();
        let months = i32::try_from(months).map_err(|_| DateError::OutOfRange)?;
        let count = i32::from(month).saturating_sub(1).checked_add(months).ok_or(DateError::OutOfRange)?;
        let year = year.checked_add(count / 12).ok_or(DateError::OutOfRange)?;
        let month = u8::try_from(count % 12).map_err(|_| DateError::OutOfRange)?.saturating_add(1);
        let days = days_in_month(year, month).ok_or(DateError::NoSuchMonth { year, month })?;
        Date::from_ymd(year, month, anchor_day.min(days))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Date, DateError};

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// The starts of so many months, and the end of the last.
    fn month_starts(start: Date, months: u32) -> Vec<Date> {
        let (_, _, anchor_day) = start.ymd();
        (0..=months).map(|month| start.plus_months(anchor_day, month).unwrap()).collect()
    }

    #[test]
    fn the_anchor_day_is_remembered() {
        let cases: [(&str, &[&str]); 5] = [
            ("2026-01-31", &["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
            ("2027-12-30", &["2028-01-30", "2028-02-29", "2028-03-30"]),
            ("2026-12-29", &["2027-01-29", "2027-02-28", "2027-03-29"]),
            ("2100-01-29", &["2100-02-28", "2100-03-29"]),
            ("2026-11-15", &["2026-12-15", "2027-01-15"]),
        ];
        for (start, follow) in cases {
            let starts = month_starts(date(start), follow.len() as u32);
            let shown: Vec<_> = starts.iter().map(Date::to_string).collect();
            assert_eq!(shown[0], start);
            assert_eq!(&shown[1..], follow);
        }
    }

    #[test]
    fn an_anchor_survives_a_start_in_a_short_month() {
        assert_eq!(date("2026-02-28").plus_months(31, 1), Ok(date("2026-03-31")));
        assert_eq!(date("2026-02-28").plus_months(31, 24), Ok(date("2028-02-29")));
        assert!(date("2026-02-28").plus_months(0, 1).is_err());
    }

    #[test]
    fn the_range_ends() {
        assert_eq!(Date::LAST.plus_months(31, 1), Err(DateError::OutOfRange));
        assert_eq!(Date::FIRST.plus_months(1, u32::MAX), Err(DateError::OutOfRange));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn months_follow_one_another(start in 0i32..80_000, months in 0u32..48) {
            let start = Date::FIRST.plus_days(start).unwrap();
            let (_, _, anchor_day) = start.ymd();
            let starts = month_starts(start, months);
            prop_assert_eq!(starts.len() as u32, months.saturating_add(1));
            for pair in starts.windows(2) {
                prop_assert!((28..=31).contains(&pair[0].days_until(pair[1])));
                prop_assert_eq!(pair[0].plus_months(anchor_day, 1), Ok(pair[1]));
                let tomorrow = pair[1].plus_days(1).unwrap();
                let (day, next) = (pair[1].ymd().2, tomorrow.ymd().2);
                prop_assert!(day == anchor_day || (day < anchor_day && next == 1));
            }
        }
    }
}
