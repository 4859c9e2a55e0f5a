//! The lines of a quote: what each feature needs, with its working.

use serde::Serialize;

use crate::book::PriceBook;
use crate::meter::{Frequency, Line, Metered, MeteredCost, Metering, Pace};
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::rate::Working;

/// Places to which uses and credits of a use are rounded for reading.
const SHOWN_PLACES: u32 = 4;

/// One line of usage with its credits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuoteLine {
    /// The feature's id.
    pub feature: String,
    /// The feature's name.
    pub name: String,
    /// Its group.
    pub group: Option<String>,
    /// How often, as stated; the events of the sample where it was measured.
    pub times: Decimal,
    /// In which time, as stated.
    pub per: Frequency,
    /// By how many people, as stated.
    pub people: Decimal,
    /// Uses in each month that are charged, rounded to four places for reading.
    pub uses: Vec<Decimal>,
    /// The sample of real events it was measured in; `None` where it was estimated.
    pub measured: Option<MeasuredIn>,
    /// What it costs, one for each credit type it costs any of, in the order of the types.
    pub costs: Vec<LineCost>,
}

/// The sample of real events that a line was measured in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MeasuredIn {
    /// Events of the line in it.
    pub events: Decimal,
    /// Days that it covers.
    pub days: u32,
    /// How months are like it.
    pub pace: Pace,
}

/// What a line costs of one credit type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LineCost {
    /// Id of the credit type.
    pub credit: String,
    /// Credits of one use, or of the first month for a feature rated by the month; a fraction such as `1/3` where
    /// there is no decimal.
    pub credits_per_use: String,
    /// Credits in each month.
    pub credits: Vec<Decimal>,
    /// Their sum.
    pub credits_total: Decimal,
    /// How `credits_per_use` came about, in one line.
    pub line: String,
    /// The same step by step.
    pub working: Working,
}

/// The lines under the plan active in each month.
pub(super) fn lines(
    book: &PriceBook,
    metering: &Metering,
    plans: &[Option<usize>],
) -> Result<Vec<QuoteLine>, NumError> {
    metering.lines.iter().filter_map(|line| self::line(book, line, plans).transpose()).collect()
}

/// What a line costs on a plan; where it is not to be had there, on the first plan that has it.
fn metered<'l>(book: &PriceBook, line: &'l Line, plan: Option<usize>) -> Option<&'l Metered> {
    line.on(plan).or_else(|| line.on(None)).or_else(|| book.plans().find_map(|plan| line.on(Some(plan))))
}

fn line(book: &PriceBook, line: &Line, plans: &[Option<usize>]) -> Result<Option<QuoteLine>, NumError> {
    let first = plans.first().copied().flatten();
    let (Some(feature), Some(shown)) = (book.features().get(line.feature), metered(book, line, first)) else {
        return Ok(None);
    };
    let by_month: Vec<&Metered> = (0..line.uses.len())
        .map(|month| metered(book, line, plans.get(month).copied().flatten()).unwrap_or(shown))
        .collect();
    let costs = shown.costs.iter().map(|cost| self::cost(book, cost, &by_month));
    let places = Rounding::to_places(RoundingMode::HalfAwayFromZero, SHOWN_PLACES)?;
    Ok(Some(QuoteLine {
        feature: feature.id.clone(),
        name: feature.name.clone(),
        group: feature.group.clone(),
        times: line.times,
        per: line.per,
        people: line.people,
        measured: line.sample.map(|sample| MeasuredIn {
            events: sample.events,
            days: sample.days,
            pace: sample.pace,
        }),
        uses: line.charged.iter().map(|uses: &Fraction| uses.round(&places)).collect::<Result<_, _>>()?,
        costs: costs.collect::<Result<_, _>>()?,
    }))
}

fn cost(book: &PriceBook, shown: &MeteredCost, by_month: &[&Metered]) -> Result<LineCost, NumError> {
    let in_month = |(month, metered): (usize, &&Metered)| {
        let same = metered.costs.iter().find(|cost| cost.credit == shown.credit);
        same.and_then(|cost| cost.credits.get(month)).copied().unwrap_or(Decimal::ZERO)
    };
    let credits: Vec<Decimal> = by_month.iter().enumerate().map(in_month).collect();
    let credits_total = credits.iter().try_fold(Decimal::ZERO, |sum, credits| sum.checked_add(*credits))?;
    Ok(LineCost {
        credit: book.credit(shown.credit).map(|credit| credit.id.clone()).unwrap_or_default(),
        credits_per_use: shown.per_use.to_string(),
        credits,
        credits_total,
        line: shown.line.clone(),
        working: shown.working.clone(),
    })
}
