//! What is scaled, and in which units.

use serde::{Deserialize, Serialize};

use super::question::{fault, times};
use crate::book::{Fault, Feature, InputKind, PriceBook, RateScope};
use crate::date::Date;
use crate::insight::priced::Priced;
use crate::insight::{InsightError, average, credits_needed};
use crate::meter::{Metering, Usage, meter, scaled};
use crate::num::{Decimal, Fraction, Rounding, RoundingMode};
use crate::plan::rises_with_usage;
use crate::rate::rises;

/// Fewest places of the factor by which all usage is scaled.
const FEWEST_PLACES: u32 = 3;
/// Most places of it.
const MOST_PLACES: u32 = 9;
/// A line that was entered as unused is looked at up to this many uses.
const USES: i128 = 100;

/// What is scaled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Every line.
    #[default]
    All,
    /// One line, by its place from 0.
    Line(u32),
    /// Every line of a feature, by its id.
    Feature(String),
}

/// Usage at any number of units.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    priced: Priced,
    usage: Usage,
    /// Whether everything is scaled, measured events too.
    is_all: bool,
    /// By line: its uses as entered, and whether they are scaled.
    lines: Vec<(Decimal, bool)>,
    /// The only line scaled, when it is counted in uses.
    only: Option<usize>,
    /// Units of a whole: of a factor of 1, or of one use, as a power of ten.
    places: u32,
    /// Units of the entered usage.
    entered: u64,
}

impl Scale {
    /// Reads what a kind of question scales.
    ///
    /// # Errors
    ///
    /// Every fault of the usage; `unknown_line`, `unknown_feature` or `no_usage` of the question.
    pub fn new(book: &PriceBook, usage: &Usage, kind: &str, axis: &Axis) -> Result<Scale, Vec<Fault>> {
        let priced = Priced::new(book, usage)?;
        let own = priced.of(book);
        let metering = meter(own, usage)?;
        let member = format!("{kind}.axis");
        let count = usage.lines.len();
        let is_scaled = |index: usize| match axis {
            Axis::All => true,
            Axis::Line(line) => usize::try_from(*line) == Ok(index),
            Axis::Feature(id) => usage.lines.get(index).is_some_and(|line| line.feature == *id),
        };
        let chosen: Vec<usize> = (0..count).filter(|index| is_scaled(*index)).collect();
        match axis {
            Axis::Line(line) if chosen.is_empty() => {
                let message = format!("there is no line {line} in {count} lines, counted from 0");
                return Err(fault("unknown_line", &member, message, "name a line of the usage"));
            }
            Axis::Feature(id) if chosen.is_empty() => {
                let message = format!("no line of the usage is of the feature `{id}`");
                return Err(fault("unknown_feature", &member, message, "name a feature that is used"));
            }
            _ => {}
        }
        let times: Vec<Decimal> = metering.lines.iter().take(count).map(|line| line.times).collect();
        let only = chosen.first().copied().filter(|_| *axis != Axis::All && chosen.len() == 1);
        let (places, entered) = match only.and_then(|only| times.get(only)) {
            Some(times) => (times.scale(), times.to_units(times.scale())),
            None => {
                let places = places(own, &metering)?;
                (places, 10_i128.checked_pow(places))
            }
        };
        let entered = entered.and_then(|units| u64::try_from(units).ok());
        let is_idle = only.is_none()
            && chosen.iter().all(|index| times.get(*index).is_none_or(|times| times.is_zero()))
            && (*axis != Axis::All || usage.measured.is_none());
        let lines = times.into_iter().enumerate().map(|(index, times)| (times, is_scaled(index))).collect();
        let Some(entered) = entered.filter(|_| !is_idle) else {
            let message = "no number of times nothing is anything";
            return Err(fault("no_usage", &member, message, "enter some usage first"));
        };
        Ok(Scale { priced, usage: usage.clone(), is_all: *axis == Axis::All, lines, only, places, entered })
    }

    /// The book with the prices that usage asks for.
    pub fn book<'a>(&'a self, book: &'a PriceBook) -> &'a PriceBook {
        self.priced.of(book)
    }

    /// Units of the entered usage; 0 where the only line scaled was entered as unused.
    pub fn entered(&self) -> u64 {
        self.entered
    }

    /// So many units as the uses of the only line, where it is counted in them.
    pub fn uses(&self, level: u64) -> Option<Decimal> {
        self.only?;
        Decimal::from_units(level.into(), self.places).ok()
    }

    /// So many units as a multiple of the entered usage, rounded to four places where it is counted in uses; `None`
    /// of nothing.
    pub fn factor(&self, level: u64) -> Option<Decimal> {
        match self.only {
            None => Decimal::from_units(level.into(), self.places).ok(),
            Some(_) => {
                let ratio = Fraction::new(level.into(), self.entered.into()).ok()?;
                ratio.round(&Rounding::to_places(RoundingMode::HalfAwayFromZero, 4).ok()?).ok()
            }
        }
    }

    /// The uses of each line, in its own frequency.
    ///
    /// # Errors
    ///
    /// [`InsightError`] when a number has too many digits.
    pub fn times(&self, level: u64) -> Result<Vec<Decimal>, InsightError> {
        let factor = Decimal::from_units(level.into(), self.places)?;
        let of = |(times, is_scaled): &(Decimal, bool)| match (is_scaled, self.only) {
            (false, _) => Ok(*times),
            (true, Some(_)) => Ok(factor),
            (true, None) => Ok(times.checked_mul(factor)?),
        };
        self.lines.iter().map(of).collect()
    }

    /// Usage of so many units, metered.
    ///
    /// # Errors
    ///
    /// One fault `too_large` where numbers do not allow it.
    pub fn metering(&self, book: &PriceBook, level: u64) -> Result<Metering, Vec<Fault>> {
        if self.is_all {
            let factor = Decimal::from_units(level.into(), self.places).map_err(InsightError::from)?;
            return meter(self.book(book), &scaled(&self.usage, factor)?);
        }
        let mut usage = self.usage.clone();
        for (line, times) in usage.lines.iter_mut().zip(self.times(level)?) {
            line.times = times.to_string();
        }
        meter(self.book(book), &usage)
    }

    /// The most units looked at: so many times the entered usage, halved until every number allows it; and whether the
    /// least cost is proved never to fall on the way there.
    ///
    /// # Errors
    ///
    /// A fault of the question, or of usage where not even the entered amount can be planned.
    pub fn top(&self, book: &PriceBook, kind: &str, most: Option<&str>) -> Result<(u64, bool), Vec<Fault>> {
        let many = Fraction::from(times(most, &format!("{kind}.most"))?);
        let base = match (self.entered, self.only) {
            (0, Some(_)) => 10_i128.checked_pow(self.places).and_then(|one| one.checked_mul(USES / 4)),
            (entered, _) => Some(i128::from(entered)),
        };
        let base = Fraction::new(base.unwrap_or(1), 1).map_err(InsightError::from)?;
        let top = base.checked_mul(many).map_err(InsightError::from)?.floor().numerator();
        let mut top = u64::try_from(top).unwrap_or(u64::MAX).max(1);
        loop {
            match self.rises(book, top) {
                Ok(rises) => return Ok((top, rises)),
                Err(faults) if top <= self.entered.max(1) => return Err(faults),
                Err(_) => top = (top / 2).max(1),
            }
        }
    }

    /// Whether the least cost is proved never to fall up to so many units.
    ///
    /// # Errors
    ///
    /// Faults where numbers do not allow so many.
    pub fn rises(&self, book: &PriceBook, level: u64) -> Result<bool, Vec<Fault>> {
        let metering = self.metering(book, level)?;
        let rises = rises_with_usage(self.book(book), &metering).map_err(InsightError::from)?;
        Ok(rises && self.demand_rises(book, &metering))
    }

    /// Whether every line's credits rise with its uses. Where each use is rated they do: uses less free ones, times
    /// credits, rounded. A formula of a month's total has to be looked into.
    fn demand_rises(&self, book: &PriceBook, metering: &Metering) -> bool {
        let book = self.book(book);
        // Measured events stand behind the lines that were entered.
        let is_scaled = |index: usize| self.lines.get(index).map_or(self.is_all, |(_, is_scaled)| *is_scaled);
        let scaled = metering.lines.iter().enumerate().filter(|(index, _)| is_scaled(*index));
        scaled.filter_map(|(_, line)| book.features().get(line.feature)).all(|feature| {
            match feature.applies {
                RateScope::Use => true,
                RateScope::Month => month_rises(book, feature),
            }
        })
    }
}

/// Whether the credits of a month's total are proved to rise with it.
fn month_rises(book: &PriceBook, feature: &Feature) -> bool {
    let numbers = || {
        feature.inputs.iter().filter_map(|input| match &input.kind {
            InputKind::Number { min, .. } => Some((&input.id, min)),
            _ => None,
        })
    };
    let is_number = |name: &str| numbers().any(|(id, _)| id == name);
    let mut costs = feature.rates.iter().flat_map(|rate| &rate.costs);
    numbers().all(|(_, min)| min.is_some_and(|min| !min.is_negative()))
        && costs.all(|cost| rises(&cost.formula, &book.names(cost.credit, Date::FIRST), &is_number))
}

/// Places of the factor by which all usage is scaled: one step of it is at most a credit of the monthly average.
fn places(book: &PriceBook, metering: &Metering) -> Result<u32, InsightError> {
    let credits = average(book, &credits_needed(book, metering)?, metering.months.len())?;
    let most = credits.into_iter().max().unwrap_or(Decimal::ZERO);
    let is_enough = |places: &u32| {
        let steps = 10_i64.checked_pow(*places).map(Decimal::from_int);
        steps.is_none_or(|steps| steps >= most)
    };
    Ok((FEWEST_PLACES..MOST_PLACES).find(is_enough).unwrap_or(MOST_PLACES))
}
