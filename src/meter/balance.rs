//! Credits there are on the first day.

use super::read::{Unknown, amount, date, known};
use super::usage::{BalanceUsage, Usage};
use crate::book::{Fault, PriceBook};
use crate::date::Date;
use crate::num::{Decimal, Fraction};
use crate::unit::Money;

/// Credits there are on the first day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartGrant {
    /// How many, above 0, in whole steps of their type.
    pub credits: Decimal,
    /// Index of the credit type.
    pub credit: usize,
    /// First day on which they cannot be used any more, after the horizon's first; `None`: never.
    pub end: Option<Date>,
    /// What was paid for them.
    pub paid: Option<Money>,
}

/// The credits there are, without entries of 0; `None` after at least one fault.
pub(super) fn balance(
    book: &PriceBook,
    usage: &Usage,
    start: Option<Date>,
    faults: &mut Vec<Fault>,
) -> Option<Vec<StartGrant>> {
    let entries = usage.balance.as_deref().unwrap_or_default();
    let grants: Vec<Option<StartGrant>> = entries
        .iter()
        .enumerate()
        .map(|(index, raw)| entry(book, raw, start, &format!("usage.balance[{index}]"), faults))
        .collect();
    let grants = grants.into_iter().collect::<Option<Vec<StartGrant>>>()?;
    Some(grants.into_iter().filter(|grant| !grant.credits.is_zero()).collect())
}

fn entry(
    book: &PriceBook,
    raw: &BalanceUsage,
    start: Option<Date>,
    path: &str,
    faults: &mut Vec<Fault>,
) -> Option<StartGrant> {
    let before = faults.len();
    let credits = amount(&raw.credits, &format!("{path}.credits"), faults);
    let credit = match raw.credit.as_deref() {
        None => Some(0),
        Some(id) => {
            let unknown = Unknown {
                code: "unknown_credit_type",
                path: &format!("{path}.type"),
                message: "the price book has no credit type",
                otherwise: "choose a credit type of the price book",
            };
            known(id, book.credits().iter().map(|unit| unit.id.as_str()), unknown, faults)
        }
    };
    if let (Some(credits), Some(credit)) = (credits, credit) {
        let step = book.step(credit);
        if !Fraction::from(credits).checked_div(step.into()).is_ok_and(Fraction::is_integer) {
            let message = format!("{credits} is not a multiple of {step}, the credit's step");
            let fix = format!("enter a multiple of {step}");
            faults.push(Fault::usage("bad_step", format!("{path}.credits"), message, fix));
        }
    }
    let end = raw.expires.as_deref().and_then(|text| end(text, start, &format!("{path}.expires"), faults));
    let paid = raw.paid.as_deref().and_then(|text| paid(book, text, &format!("{path}.paid"), faults));
    (faults.len() == before).then_some(StartGrant { credits: credits?, credit: credit?, end, paid })
}

fn end(text: &str, start: Option<Date>, path: &str, faults: &mut Vec<Fault>) -> Option<Date> {
    let end = date(text, path, faults)?;
    if start.is_some_and(|start| end <= start) {
        let message = format!("these credits cannot be used any more from {end} on, before the first day");
        faults.push(Fault::usage("out_of_range", path, message, "leave them out, or enter a later date"));
        return None;
    }
    Some(end)
}

fn paid(book: &PriceBook, text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Money> {
    let amount = amount(text, path, faults)?;
    let currency = book.currency();
    currency
        .money(amount)
        .map_err(|_| {
            let message = format!("{amount} has more digits than {currency} has");
            let fix = format!("enter at most {} digits after the point", currency.minor_units());
            faults.push(Fault::usage("bad_number", path, message, fix));
        })
        .ok()
}
