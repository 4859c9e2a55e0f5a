//! The horizon and how usage changes along it.

use super::usage::{Frequency, Usage};
use crate::book::Fault;
use crate::date::{Date, Period};
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};

/// Months of the horizon when usage names none.
pub const DEFAULT_MONTHS: u32 = 12;
/// Longest horizon, in months.
pub const MOST_MONTHS: u32 = 60;
/// Places to which each month's growth factor is rounded.
const GROWTH_PLACES: u32 = 12;
/// Largest growth, in percent a month.
const MOST_GROWTH: i64 = 1_000;
/// Largest number that usage may state.
const LARGEST: i64 = 1_000_000_000_000;

/// The months with their factors.
#[derive(Debug, Clone)]
pub(super) struct Schedule {
    pub months: Vec<Period>,
    /// Growth × season, one a month.
    factors: Vec<Fraction>,
}

impl Schedule {
    /// Reads start, horizon, growth and season; `None` after at least one fault.
    pub fn new(usage: &Usage, faults: &mut Vec<Fault>) -> Option<Schedule> {
        let count = usage.months.unwrap_or(DEFAULT_MONTHS);
        if count == 0 || count > MOST_MONTHS {
            let fix = format!("enter 1 to {MOST_MONTHS} months");
            faults.push(Fault::usage(
                "bad_horizon",
                "usage.months",
                format!("a horizon of {count} months"),
                fix,
            ));
        }
        let start = Date::parse(&usage.start)
            .map_err(|error| {
                faults.push(Fault::usage(
                    "bad_date",
                    "usage.start",
                    error.to_string(),
                    "enter a date such as 2026-11-01",
                ))
            })
            .ok();
        let growth = growth(usage, faults);
        let season = season(usage, faults);
        let months = Period::months(start?, count.clamp(1, MOST_MONTHS))
            .map_err(|error| {
                faults.push(Fault::usage(
                    "bad_date",
                    "usage.start",
                    error.to_string(),
                    "enter an earlier date",
                ))
            })
            .ok()?;
        let factors = factors(&months, growth?, &season?)
            .map_err(|_| {
                faults.push(Fault::usage(
                    "too_large",
                    "usage.growth",
                    "usage grows beyond every number",
                    "enter less growth",
                ));
            })
            .ok()?;
        Some(Schedule { months, factors })
    }

    /// The exact number of uses in a month (from 0), for `count` uses by the given frequency.
    pub fn uses(&self, count: Fraction, per: Frequency, month: usize) -> Result<Fraction, NumError> {
        let days = self.months.get(month).map_or(0, Period::days);
        let share = match per {
            Frequency::Day => Fraction::from_int(i64::from(days)),
            Frequency::Week => Fraction::new(i128::from(days), 7)?,
            Frequency::Month => Fraction::ONE,
            Frequency::Year => Fraction::new(1, 12)?,
        };
        let factor = self.factors.get(month).copied().unwrap_or(Fraction::ONE);
        count.checked_mul(share)?.checked_mul(factor)
    }
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

fn factors(months: &[Period], growth: Decimal, season: &[Decimal]) -> Result<Vec<Fraction>, NumError> {
    let places = Rounding::to_places(RoundingMode::HalfAwayFromZero, GROWTH_PLACES)?;
    let rate = Decimal::from_scaled::<2>(1).checked_mul(growth)?.checked_add(Decimal::ONE)?;
    let mut grown = Decimal::ONE;
    let mut factors = Vec::with_capacity(months.len());
    for (index, month) in months.iter().enumerate() {
        if index > 0 {
            grown = Fraction::from(grown).checked_mul(rate.into())?.round(&places)?;
        }
        let (_, calendar, _) = month.start().ymd();
        let season = season.get(usize::from(calendar.saturating_sub(1))).copied().unwrap_or(Decimal::ONE);
        factors.push(Fraction::from(grown).checked_mul(season.into())?);
    }
    Ok(factors)
}

/// A decimal of usage.
pub(super) fn number(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Decimal> {
    Decimal::parse(text.trim())
        .map_err(|error| {
            faults.push(Fault::usage(
                "bad_number",
                path,
                format!("`{text}`: {error}"),
                "enter a plain number",
            ));
        })
        .ok()
}

/// A decimal of usage that is not below 0 and not absurdly large.
pub(super) fn amount(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Decimal> {
    let number = number(text, path, faults)?;
    if number.is_negative() || number > Decimal::from_int(LARGEST) {
        faults.push(Fault::usage(
            "out_of_range",
            path,
            format!("{number} is out of range"),
            format!("enter 0 to {LARGEST}"),
        ));
        return None;
    }
    Some(number)
}
