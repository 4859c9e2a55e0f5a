//! Days, months and weekdays, by the rules of the Gregorian calendar.

/// Day number of a date.
pub fn day_of(year: i64, month: i64, day: i64) -> i64 {
    let years: i64 = (1970..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    years + (1..month).map(|month| length(year, month)).sum::<i64>() + day - 1
}

/// Year, month and day of a day number.
pub fn date_of(mut day: i64) -> (i64, i64, i64) {
    let (mut year, mut month) = (1970, 1);
    while day >= length(year, month) {
        day -= length(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    (year, month, day + 1)
}

pub fn text(day: i64) -> String {
    let (year, month, day) = date_of(day);
    format!("{year:04}-{month:02}-{day:02}")
}

fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// Days of a month.
pub fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day so many months after another: on the `anchor`, or the month's last day, or so many days into the next month.
pub fn later(day: i64, anchor: i64, months: i64, overflow: bool) -> i64 {
    let (year, month, _) = date_of(day);
    let count = year * 12 + month - 1 + months;
    let (year, month) = (count / 12, count % 12 + 1);
    let first = day_of(year, month, 1);
    first + if overflow { anchor } else { anchor.min(length(year, month)) } - 1
}

/// Monday is 0.
pub fn weekday(day: i64) -> i64 {
    (day + 3) % 7
}

#[test]
fn days_are_counted() {
    assert_eq!(text(day_of(2028, 2, 29) + 1), "2028-03-01");
    assert_eq!(text(later(day_of(2026, 1, 31), 31, 1, false)), "2026-02-28");
    assert_eq!(text(later(day_of(2026, 1, 31), 31, 1, true)), "2026-03-03");
    assert_eq!(weekday(day_of(2026, 8, 1)), 5, "a Saturday");
}
