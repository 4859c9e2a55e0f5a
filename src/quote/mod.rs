//! The quote: the whole answer as one value that can be serialised.
//!
//! Decimals are strings, dates ISO. Every sum shown is the sum of what it stands over, by construction or by test.

mod answer;
mod book_view;
mod lines;

use serde::Serialize;

pub use answer::{
    Answer, Expiry, Found, Impossible, ImpossibleCode, InvoiceLine, LeftLine, LossLine, quote_purchases,
};
pub use answer::{EventKind, StatementEvent, StatementMonth, StatementView};
pub use book_view::{
    BookView, ChoiceView, CreditView, FeatureView, InputKindView, InputView, OfferView, PresetView,
};
pub use lines::QuoteLine;

use crate::book::{Fault, PriceBook};
use crate::date::Date;
use crate::insight::InsightError;
use crate::meter::{Metering, Usage, meter};
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::plan::Allowed;
pub use crate::plan::Effort;
use crate::unit::Currency;

/// The answer to one usage under one price book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Quote {
    /// The price book it is from.
    pub book: QuotedBook,
    /// First day of the horizon.
    pub start: Date,
    /// First day after the horizon.
    pub end: Date,
    /// The months with their credits.
    pub months: Vec<DemandMonth>,
    /// One a usage line, in its order.
    pub lines: Vec<QuoteLine>,
    /// Credits of the whole horizon: the sum of the lines, and of the months.
    pub credits_total: Decimal,
    /// The same by month, on average, rounded to the credit's step.
    pub credits_monthly_average: Decimal,
    /// How to buy them.
    pub answer: Answer,
}

/// Which price book a quote is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuotedBook {
    /// Its name.
    pub name: String,
    /// The day its prices were true.
    pub as_of: Date,
    /// Currency of every amount.
    pub currency: Currency,
}

/// Credits of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DemandMonth {
    /// First day.
    pub start: Date,
    /// First day after it.
    pub end: Date,
    /// Credits used.
    pub credits: Decimal,
}

/// Quotes usage under a price book.
///
/// # Errors
///
/// Every fault of the usage; or one fault `too_large` when its numbers cannot be computed with exactly.
pub fn quote(book: &PriceBook, usage: &Usage, effort: Effort) -> Result<Quote, Vec<Fault>> {
    quote_allowed(book, usage, effort, &Allowed::default())
}

/// Quotes usage when only some offers may be bought.
///
/// # Errors
///
/// As [`quote`].
pub fn quote_allowed(
    book: &PriceBook,
    usage: &Usage,
    effort: Effort,
    allowed: &Allowed,
) -> Result<Quote, Vec<Fault>> {
    let metering = meter(book, usage)?;
    build(book, &metering, effort, allowed).map_err(|error| vec![too_large(&error)])
}

fn too_large(error: &InsightError) -> Fault {
    Fault::usage(
        "too_large",
        "usage",
        format!("this cannot be computed exactly: {error}"),
        "enter less usage or rounder numbers",
    )
}

fn build(
    book: &PriceBook,
    metering: &Metering,
    effort: Effort,
    allowed: &Allowed,
) -> Result<Quote, InsightError> {
    let (answer, plans) = answer::answer(book, metering, effort, allowed)?;
    assemble(book, metering, answer, &plans)
}

/// Puts a quote together, its lines under the plan (index of the offer) active in each month.
fn assemble(
    book: &PriceBook,
    metering: &Metering,
    answer: Answer,
    plans: &[Option<usize>],
) -> Result<Quote, InsightError> {
    let lines = lines::lines(book, metering, plans)?;
    let mut months = Vec::with_capacity(metering.months.len());
    let mut total = Decimal::ZERO;
    for (index, period) in metering.months.iter().enumerate() {
        let credits = lines.iter().try_fold(Decimal::ZERO, |sum, line| {
            sum.checked_add(line.credits.get(index).copied().unwrap_or(Decimal::ZERO))
        })?;
        total = total.checked_add(credits)?;
        months.push(DemandMonth { start: period.start(), end: period.end(), credits });
    }
    let start = metering.months.first().map_or(Date::FIRST, |month| month.start());
    let end = metering.months.last().map_or(start, |month| month.end());
    Ok(Quote {
        book: QuotedBook { name: book.name().to_owned(), as_of: book.as_of(), currency: book.currency() },
        start,
        end,
        credits_total: total,
        credits_monthly_average: average(book, total, months.len())?,
        months,
        lines,
        answer,
    })
}

fn average(book: &PriceBook, total: Decimal, months: usize) -> Result<Decimal, NumError> {
    let count = Fraction::new(i128::try_from(months).unwrap_or(1), 1)?;
    let rounding =
        Rounding::new(RoundingMode::HalfAwayFromZero, book.credit().step).ok_or(NumError::Overflow)?;
    Fraction::from(total).checked_div(count)?.round(&rounding)
}
