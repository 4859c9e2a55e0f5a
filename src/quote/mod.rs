//! The quote: the whole answer as one value that can be serialised.
//!
//! Decimals are strings, dates ISO. Every sum shown is the sum of what it stands over, by construction or by test.

mod answer;
mod book_view;
mod expiry;
mod inquiry;
mod invoice;
mod ledger;
mod lines;
mod range;
mod rules_view;
mod stages;

use serde::Serialize;

pub use answer::{Answer, Found, Impossible, ImpossibleCode, quote_purchases};
pub use book_view::{
    BookView, ChoiceView, CreditView, CurrencyView, FeatureView, InputKindView, InputView, OfferView,
    PresetView, RateView, SeatView,
};
pub use expiry::{Expiry, LeftLine, LossLine};
pub use inquiry::{Inquiry, Question, Reply};
pub use invoice::InvoiceLine;
pub use ledger::{
    CreditLedger, CreditMonth, EventKind, StatementEvent, StatementMonth, StatementView, UseView,
};
pub use lines::{LineCost, MeasuredIn, QuoteLine};
pub use range::{Range, RangeEnd};
pub use rules_view::{FeatureRules, RulesView, TableRow};
pub use stages::{Stage, Staged};

use crate::book::{Fault, PriceBook};
use crate::date::Date;
use crate::insight::{InsightError, average};
use crate::meter::{Metering, Usage, priced};
use crate::num::{Decimal, NumError};
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
    /// Credits of the whole horizon, by credit type: the sums of the lines, and of the months.
    pub credits_total: Vec<Decimal>,
    /// The same by month, on average, rounded to the type's step.
    pub credits_monthly_average: Vec<Decimal>,
    /// How far it has come; a quote that is asked for at once is complete.
    pub stage: Stage,
    /// How to buy them.
    pub answer: Answer,
    /// What the lowest and the highest of inputs nobody knows beforehand come to; `None` where all are known, and before
    /// the quote is complete.
    pub range: Option<Range>,
}

/// Which price book a quote is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuotedBook {
    /// Its name.
    pub name: String,
    /// The vendor's own version of it.
    pub version: Option<String>,
    /// The day its prices were true.
    pub as_of: Date,
    /// Currency of every amount.
    pub currency: Currency,
    /// Whether amounts include tax.
    pub tax_included: bool,
}

/// Credits of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DemandMonth {
    /// First day.
    pub start: Date,
    /// First day after it.
    pub end: Date,
    /// Credits used, by credit type.
    pub credits: Vec<Decimal>,
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
    let book = priced(book, usage)?;
    let mut staged = Staged::new(&book, usage, effort, allowed)?;
    while !staged.step(&book, u64::MAX)? {}
    staged.into_quote().ok_or_else(|| vec![InsightError::Number(NumError::Overflow).fault()])
}

/// Puts a quote together, its lines under the plan (index of the offer) active in each month.
fn assemble(
    book: &PriceBook,
    metering: &Metering,
    answer: Answer,
    plans: &[Option<usize>],
    stage: Stage,
) -> Result<Quote, InsightError> {
    let lines = lines::lines(book, metering, plans)?;
    let types = book.credits().len();
    let mut months = Vec::with_capacity(metering.months.len());
    let mut total = vec![Decimal::ZERO; types];
    for (index, period) in metering.months.iter().enumerate() {
        let mut credits = vec![Decimal::ZERO; types];
        for cost in lines.iter().flat_map(|line| &line.costs) {
            let place = book.credits().iter().position(|credit| credit.id == cost.credit);
            if let (Some(sum), Some(more)) =
                (place.and_then(|place| credits.get_mut(place)), cost.credits.get(index))
            {
                *sum = sum.checked_add(*more)?;
            }
        }
        for (sum, more) in total.iter_mut().zip(&credits) {
            *sum = sum.checked_add(*more)?;
        }
        months.push(DemandMonth { start: period.start(), end: period.end(), credits });
    }
    let start = metering.months.first().map_or(Date::FIRST, |month| month.start());
    let end = metering.months.last().map_or(start, |month| month.end());
    Ok(Quote {
        book: QuotedBook {
            name: book.name().to_owned(),
            version: book.version().map(str::to_owned),
            as_of: book.as_of(),
            currency: book.currency(),
            tax_included: book.rules().tax_included,
        },
        start,
        end,
        credits_monthly_average: average(book, &total, months.len())?,
        credits_total: total,
        months,
        lines,
        stage,
        answer,
        range: None,
    })
}

/// Id and name of an offer; empty for credits that came from none.
fn names(book: &PriceBook, offer: Option<usize>) -> (String, String) {
    offer
        .and_then(|offer| book.offer(offer))
        .map(|offer| (offer.id.clone(), offer.name.clone()))
        .unwrap_or_default()
}

fn credit_id(book: &PriceBook, credit: usize) -> String {
    book.credit(credit).map(|credit| credit.id.clone()).unwrap_or_default()
}

fn day_before(date: Date) -> Date {
    date.plus_days(-1).unwrap_or(date)
}
