//! The horizon and how usage changes along it.

use std::collections::BTreeMap;

use super::read::{amount, date, number};
use super::usage::{Frequency, Usage};
use crate::book::{Cycle, Fault, FirstMonth, Rules};
use crate::date::{Date, DateError, Period, days_in_month};
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};

/// Months of the horizon when usage names none.
pub const DEFAULT_MONTHS: u32 = 12;
/// Longest horizon, in months.
pub const MOST_MONTHS: u32 = 60;
/// Places to which each month's growth factor is rounded.
const GROWTH_PLACES: u32 = 12;
/// Largest growth, in percent a month.
const MOST_GROWTH: i64 = 1_000;

/// The months with their factors.
#[derive(Debug, Clone)]
pub(super) struct Schedule {
    pub months: Vec<Period>,
    /// How much of a whole month the first is: 1, or less where a calendar month began before the horizon.
    first: Fraction,
    /// Growth × season × single months, one a month.
    factors: Vec<Fraction>,
}

impl Schedule {
    /// Reads start, horizon, growth, season and single months; `None` after at least one fault.
    pub fn new(rules: &Rules, usage: &Usage, faults: &mut Vec<Fault>) -> Option<Schedule> {
        let count = usage.months.unwrap_or(DEFAULT_MONTHS);
        if count == 0 || count > MOST_MONTHS {
            let message = format!("a horizon of {count} months");
            let fix = format!("enter 1 to {MOST_MONTHS} months");
            faults.push(Fault::usage("bad_horizon", "usage.months", message, fix));
        }
        let start = date(&usage.start, "usage.start", faults);
        let growth = growth(usage, faults);
        let season = season(usage, faults);
        let single = single_months(usage, faults);
        let months = months(rules, start?, count.clamp(1, MOST_MONTHS))
            .map_err(|error| {
                let message = error.to_string();
                faults.push(Fault::usage("bad_date", "usage.start", message, "enter an earlier date"));
            })
            .ok()?;
        let (growth, season, single) = (growth?, season?, single?);
        let numbers = factors(&months, growth, &season, &single)
            .and_then(|factors| Ok((factors, first(rules, &months)?)));
        let (factors, first) = numbers
            .map_err(|_| {
                let message = "usage grows beyond every number";
                faults.push(Fault::usage("too_large", "usage.growth", message, "enter less growth"));
            })
            .ok()?;
        Some(Schedule { months, first, factors })
    }

    /// The exact number of uses in a month (from 0), for `count` uses by the given frequency.
    pub fn uses(&self, count: Fraction, per: Frequency, month: usize) -> Result<Fraction, NumError> {
        let days = self.months.get(month).map_or(0, Period::days);
        let whole = if month == 0 { self.first } else { Fraction::ONE };
        let share = match per {
            Frequency::Day => Fraction::from_int(i64::from(days)),
            Frequency::Week => Fraction::new(i128::from(days), 7)?,
            Frequency::Month => whole,
            Frequency::Year => Fraction::new(1, 12)?.checked_mul(whole)?,
        };
        let factor = self.factors.get(month).copied().unwrap_or(Fraction::ONE);
        count.checked_mul(share)?.checked_mul(factor)
    }

    /// How much of a whole month's price and grants the first has.
    pub fn first_share(&self, rules: &Rules) -> Fraction {
        match rules.first_month {
            FirstMonth::Full => Fraction::ONE,
            FirstMonth::ByDays | FirstMonth::BySeconds => self.first,
        }
    }
}

/// The months of the horizon.
fn months(rules: &Rules, start: Date, count: u32) -> Result<Vec<Period>, DateError> {
    let (year, month, day) = start.ymd();
    let begins = |index: u32| match rules.cycle {
        Cycle::Purchase => rules.add_months(start, day, index),
        Cycle::Calendar if index == 0 => Ok(start),
        Cycle::Calendar => Date::from_ymd(year, month, 1)?.plus_months(1, index),
    };
    (0..count).map(|index| Period::new(begins(index)?, begins(index.saturating_add(1))?)).collect()
}

fn first(rules: &Rules, months: &[Period]) -> Result<Fraction, NumError> {
    let (Cycle::Calendar, Some(first)) = (rules.cycle, months.first()) else { return Ok(Fraction::ONE) };
    let (year, month, _) = first.start().ymd();
    Fraction::new(first.days().into(), days_in_month(year, month).unwrap_or(1).into())
}

fn growth(usage: &Usage, faults: &mut Vec<Fault>) -> Option<Decimal> {
    let Some(text) = usage.growth.as_deref().filter(|text| !text.is_empty()) else {
        return Some(Decimal::ZERO);
    };
    let growth = number(text, "usage.growth", faults)?;
    if growth < Decimal::from_int(-100) || growth > Decimal::from_int(MOST_GROWTH) {
        let fix = format!("enter -100 to {MOST_GROWTH} percent a month");
        faults.push(Fault::usage(
            "out_of_range",
            "usage.growth",
            format!("growth of {growth} % a month"),
            fix,
        ));
        return None;
    }
    Some(growth)
}

fn season(usage: &Usage, faults: &mut Vec<Fault>) -> Option<Vec<Decimal>> {
    let texts = usage.season.as_deref().unwrap_or_default();
    if !texts.is_empty() && texts.len() != 12 {
        let message = format!("the season has {} factors", texts.len());
        faults.push(Fault::usage("bad_season", "usage.season", message, "enter twelve, January first"));
        return None;
    }
    let factors: Vec<Option<Decimal>> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| amount(text, &format!("usage.season[{index}]"), faults))
        .collect();
    factors.into_iter().collect()
}

/// Percent by year and month.
type SingleMonths = BTreeMap<(i32, u8), Decimal>;

fn single_months(usage: &Usage, faults: &mut Vec<Fault>) -> Option<SingleMonths> {
    let named = usage.single_months.iter().flatten();
    let read: Vec<Option<((i32, u8), Decimal)>> = named
        .map(|(named, percent)| {
            let path = format!("usage.single_months.{named}");
            let first = Date::parse(&format!("{named}-01")).ok();
            if first.is_none() {
                let message = format!("`{named}` is not a month");
                faults.push(Fault::usage("bad_date", &path, message, "enter a month such as 2026-11"));
            }
            let percent = amount(percent, &path, faults);
            let (year, month, _) = first?.ymd();
            Some(((year, month), percent?))
        })
        .collect();
    read.into_iter().collect()
}

fn factors(
    months: &[Period],
    growth: Decimal,
    season: &[Decimal],
    single: &SingleMonths,
) -> Result<Vec<Fraction>, NumError> {
    let places = Rounding::to_places(RoundingMode::HalfAwayFromZero, GROWTH_PLACES)?;
    let rate = Decimal::from_scaled::<2>(1).checked_mul(growth)?.checked_add(Decimal::ONE)?;
    let mut grown = Decimal::ONE;
    let mut factors = Vec::with_capacity(months.len());
    for (index, month) in months.iter().enumerate() {
        if index > 0 {
            grown = Fraction::from(grown).checked_mul(rate.into())?.round(&places)?;
        }
        let (year, calendar, _) = month.start().ymd();
        let season = season.get(usize::from(calendar.saturating_sub(1))).copied().unwrap_or(Decimal::ONE);
        let single = match single.get(&(year, calendar)) {
            Some(percent) => Decimal::from_scaled::<2>(1).checked_mul(*percent)?,
            None => Decimal::ONE,
        };
        factors.push(Fraction::from(grown).checked_mul(season.into())?.checked_mul(single.into())?);
    }
    Ok(factors)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::MonthEnd;

    fn schedule(rules: &Rules, start: &str, months: u32) -> Schedule {
        let usage = Usage { start: start.to_owned(), months: Some(months), ..Usage::default() };
        let mut faults = Vec::new();
        let schedule = Schedule::new(rules, &usage, &mut faults);
        assert_eq!(faults, []);
        schedule.unwrap()
    }

    fn rules(change: impl FnOnce(&mut Rules)) -> Rules {
        let mut rules = Rules::default();
        change(&mut rules);
        rules
    }

    fn starts(schedule: &Schedule) -> Vec<String> {
        assert!(schedule.months.windows(2).all(|pair| pair[0].end() == pair[1].start()));
        let last = schedule.months.last().map(Period::end);
        schedule.months.iter().map(Period::start).chain(last).map(|date| date.to_string()).collect()
    }

    #[test]
    fn calendar_months_begin_on_the_first_and_the_first_may_be_short() {
        let calendar = rules(|rules| rules.cycle = Cycle::Calendar);
        let short = schedule(&calendar, "2026-01-21", 3);
        assert_eq!(starts(&short), ["2026-01-21", "2026-02-01", "2026-03-01", "2026-04-01"]);
        let uses = |per, month| short.uses(Fraction::from_int(12), per, month).unwrap().to_string();
        assert_eq!([uses(Frequency::Day, 0), uses(Frequency::Day, 1)], ["132", "336"]);
        assert_eq!([uses(Frequency::Week, 0), uses(Frequency::Week, 1)], ["132/7", "48"]);
        assert_eq!([uses(Frequency::Month, 0), uses(Frequency::Month, 1)], ["132/31", "12"]);
        assert_eq!([uses(Frequency::Year, 0), uses(Frequency::Year, 1)], ["11/31", "1"]);
        let whole = schedule(&calendar, "2028-02-01", 1);
        assert_eq!(whole.uses(Fraction::ONE, Frequency::Month, 0), Ok(Fraction::ONE));
    }

    #[test]
    fn only_the_rule_makes_a_short_first_month_cheaper() {
        let by_days = rules(|rules| (rules.cycle, rules.first_month) = (Cycle::Calendar, FirstMonth::ByDays));
        let share = schedule(&by_days, "2026-01-31", 2).first_share(&by_days);
        assert_eq!(share, Fraction::new(1, 31).unwrap());
        let full = rules(|rules| rules.cycle = Cycle::Calendar);
        assert_eq!(schedule(&full, "2026-01-31", 2).first_share(&full), Fraction::ONE);
        let bought = rules(|rules| rules.first_month = FirstMonth::ByDays);
        assert_eq!(schedule(&bought, "2026-01-31", 2).first_share(&bought), Fraction::ONE);
    }

    #[test]
    fn bought_months_begin_on_their_day_clamped_or_overflowing() {
        let clamped = schedule(&Rules::default(), "2026-01-31", 3);
        assert_eq!(starts(&clamped), ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
        let rules = rules(|rules| rules.month_end = MonthEnd::Overflow);
        let overflowing = schedule(&rules, "2026-01-31", 3);
        assert_eq!(starts(&overflowing), ["2026-01-31", "2026-03-03", "2026-03-31", "2026-05-01"]);
        assert_eq!(overflowing.uses(Fraction::ONE, Frequency::Month, 0), Ok(Fraction::ONE));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn months_follow_without_a_gap(start in 0i32..80_000, count in 1u32..=60, rule in 0usize..3) {
            let rules = rules(|rules| match rule {
                0 => rules.cycle = Cycle::Calendar,
                1 => rules.month_end = MonthEnd::Overflow,
                _ => {}
            });
            let start = Date::FIRST.plus_days(start).unwrap();
            let months = months(&rules, start, count).unwrap();
            prop_assert_eq!((months.len() as u32, months[0].start()), (count, start));
            prop_assert!(months.windows(2).all(|pair| pair[0].end() == pair[1].start()));
            let least = if rule == 0 { 1 } else { 28 };
            prop_assert!((least..=31).contains(&months[0].days()));
            prop_assert!(months.iter().skip(1).all(|month| (27..=31).contains(&month.days())));
        }
    }
}
