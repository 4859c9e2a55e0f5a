//! The customer's months as day numbers, day 0 being the first of the horizon.

/// A date as year, month and day of the month.
pub type Ymd = (i64, i64, i64);

/// Days of a month by the Gregorian rule.
pub fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Day numbers of the starts of the months that begin on `start`'s day of the month, or on the last day of
/// shorter months.
pub fn month_starts(start: Ymd, months: usize) -> Vec<i64> {
    let (mut year, mut month, anchor) = start;
    let mut starts = Vec::new();
    // Day number of the first of the calendar month.
    let mut first = 1 - anchor;
    for _ in 0..months {
        let length = month_length(year, month);
        starts.push(first + anchor.min(length) - 1);
        first += length;
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    starts
}

/// The date of a day number.
pub fn date_of(start: Ymd, day: i64) -> String {
    let (mut year, mut month, mut rest) = (start.0, start.1, start.2 + day);
    while rest < 1 {
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        rest += month_length(year, month);
    }
    while rest > month_length(year, month) {
        rest -= month_length(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    format!("{year:04}-{month:02}-{rest:02}")
}

#[test]
fn months_keep_their_anchor_day() {
    let starts = month_starts((2028, 1, 31), 5);
    let dates: Vec<String> = starts.iter().map(|day| date_of((2028, 1, 31), *day)).collect();
    assert_eq!(dates, ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"]);
    assert_eq!(date_of((2026, 1, 1), -1), "2025-12-31");
}
