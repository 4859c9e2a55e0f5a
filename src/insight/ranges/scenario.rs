//! Low, typical and high usage.

use serde::{Deserialize, Serialize};

use crate::book::{Fault, PriceBook};
use crate::insight::InsightError;
use crate::insight::outcome::Best;
use crate::meter::{Metering, Usage, meter, meter_range, scaled};
use crate::num::{Decimal, NumError};
use crate::unit::Money;

/// What is not known of usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// The inputs that have a range.
    Inputs,
    /// All of it: so many percent less or more.
    Percent {
        /// Above 0, at most 100.
        percent: String,
    },
    /// Its growth a month, in percent; the usage's own is the typical one.
    Growth {
        /// The least, at most the usage's own.
        low: String,
        /// The most, at least the usage's own.
        high: String,
    },
}

/// A scenario. No probability belongs to it: it is a factor that was fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Scenario {
    /// The least there may be.
    Low,
    /// As stated.
    Typical,
    /// The most there may be.
    High,
}

/// A scenario and what it costs at best.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ScenarioLine {
    /// Which.
    pub scenario: Scenario,
    /// Credits of the whole horizon for a customer without a plan, or on the first that has everything; by credit type.
    pub credits: Vec<Decimal>,
    /// The best purchase plan for it; `None`: not yet worked out.
    pub best: Option<Best>,
}

impl ScenarioLine {
    /// Nothing costs less than this; `None` where it is not worked out, or nothing was found.
    pub(super) fn lower_bound(&self) -> Option<Money> {
        match self.best {
            Some(Best::Found { lower_bound, .. }) => Some(lower_bound),
            _ => None,
        }
    }
}

impl Over {
    /// Low, typical and high usage, metered.
    pub(super) fn scenarios(
        &self,
        book: &PriceBook,
        usage: &Usage,
    ) -> Result<Vec<(Scenario, Metering)>, Vec<Fault>> {
        let typical = meter(book, usage)?;
        let (low, high) = match self {
            Over::Inputs => meter_range(book, usage)?.ok_or_else(|| {
                let fix = "give an input a lowest and a highest value";
                vec![fault("no_range", "over", "every input of the usage is known".to_owned(), fix)]
            })?,
            Over::Percent { percent } => {
                let percent = number(percent, "over.percent.percent")?;
                if percent <= Decimal::ZERO || percent > Decimal::from_int(100) {
                    let message = format!("{percent} percent less or more");
                    let fix = "enter more than 0 and at most 100";
                    return Err(vec![fault("out_of_range", "over.percent.percent", message, fix)]);
                }
                (meter(book, &times(usage, percent.negate())?)?, meter(book, &times(usage, percent)?)?)
            }
            Over::Growth { low, high } => {
                let own = usage.growth.as_deref().filter(|growth| !growth.is_empty()).unwrap_or("0");
                let (least, most) = (number(low, "over.growth.low")?, number(high, "over.growth.high")?);
                let own = number(own, "over.growth")?;
                if least > own || own > most {
                    let message = format!("{least}, {own} and {most} percent a month do not rise");
                    let fix = "enter the lowest and the highest growth around the usage's own";
                    return Err(vec![fault("bad_range", "over.growth", message, fix)]);
                }
                let grown =
                    |growth: &str| meter(book, &Usage { growth: Some(growth.to_owned()), ..usage.clone() });
                (grown(low)?, grown(high)?)
            }
        };
        Ok(vec![(Scenario::Low, low), (Scenario::Typical, typical), (Scenario::High, high)])
    }
}

/// Credits of the whole horizon for a customer without a plan, or on the first that has everything; by credit type.
///
/// # Errors
///
/// [`NumError`] when a sum is too large.
pub fn credits_needed(book: &PriceBook, metering: &Metering) -> Result<Vec<Decimal>, NumError> {
    let mut all = vec![Decimal::ZERO; book.credits().len()];
    let contexts: Vec<Option<usize>> = std::iter::once(None).chain(book.plans().map(Some)).collect();
    for month in 0..metering.months.len() {
        let Some(uses) = contexts.iter().find_map(|plan| metering.demand.on(*plan, month)) else { continue };
        for (stream, used) in metering.streams.iter().zip(uses) {
            if let Some(sum) = all.get_mut(stream.credit) {
                *sum = sum.checked_add(used.total)?;
            }
        }
    }
    Ok(all)
}

/// The usage with so many percent more, or less, of everything.
fn times(usage: &Usage, percent: Decimal) -> Result<Usage, Vec<Fault>> {
    let factor = Decimal::from_scaled::<2>(1).checked_mul(percent);
    let factor = factor.and_then(|part| part.checked_add(Decimal::ONE)).map_err(InsightError::from)?;
    scaled(usage, factor)
}

fn number(text: &str, path: &str) -> Result<Decimal, Vec<Fault>> {
    Decimal::parse(text.trim()).map_err(|error| {
        vec![fault("bad_number", path, format!("`{text}`: {error}"), "enter a plain number")]
    })
}

fn fault(code: &str, path: &str, message: String, fix: &str) -> Fault {
    Fault::usage(code, format!("question.ranges.{path}"), message, fix)
}
