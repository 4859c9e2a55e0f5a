//! The texts of usage, read; what cannot be read becomes a fault.

use crate::book::Fault;
use crate::date::Date;
use crate::num::{Decimal, NumError};
use crate::rate::nearest;

/// Largest number that usage may state.
const LARGEST: i64 = 1_000_000_000_000;
/// Most people of a kind.
const MOST_PEOPLE: i64 = 1_000_000;

/// A decimal.
pub(super) fn number(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Decimal> {
    Decimal::parse(text.trim())
        .map_err(|error| {
            let message = format!("`{text}`: {error}");
            faults.push(Fault::usage("bad_number", path, message, "enter a plain number"));
        })
        .ok()
}

/// A decimal that is not below 0 and not absurdly large.
pub(super) fn amount(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Decimal> {
    between(text, 0, LARGEST, path, faults)
}

/// A decimal from 0 to 100.
pub(super) fn percent(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Decimal> {
    between(text, 0, 100, path, faults)
}

fn between(text: &str, least: i64, most: i64, path: &str, faults: &mut Vec<Fault>) -> Option<Decimal> {
    let number = number(text, path, faults)?;
    if number < Decimal::from_int(least) || number > Decimal::from_int(most) {
        let message = format!("{number} is out of range");
        faults.push(Fault::usage("out_of_range", path, message, format!("enter {least} to {most}")));
        return None;
    }
    Some(number)
}

/// A number of people.
pub(super) fn people(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<u32> {
    let number = between(text, 0, MOST_PEOPLE, path, faults)?;
    let whole = number.to_units(0).and_then(|people| u32::try_from(people).ok());
    if whole.is_none() {
        let message = format!("{number} is not a whole number");
        faults.push(Fault::usage("bad_number", path, message, "enter a whole number"));
    }
    whole
}

/// A date.
pub(super) fn date(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Date> {
    Date::parse(text.trim())
        .map_err(|error| {
            faults.push(Fault::usage("bad_date", path, error.to_string(), "enter a date such as 2026-11-01"));
        })
        .ok()
}

/// The place of an id among those known; a fault that names the nearest otherwise.
pub(super) fn known<'a>(
    id: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
    unknown: Unknown<'_>,
    faults: &mut Vec<Fault>,
) -> Option<usize> {
    let place = ids.clone().position(|known| known == id);
    if place.is_none() {
        let fix = nearest(id, ids)
            .map_or_else(|| unknown.otherwise.to_owned(), |near| format!("did you mean `{near}`?"));
        let message = format!("{} `{id}`", unknown.message);
        faults.push(Fault::usage(unknown.code, unknown.path, message, fix));
    }
    place
}

/// The fault for an id that is not known.
#[derive(Clone, Copy)]
pub(super) struct Unknown<'a> {
    /// Its code.
    pub code: &'a str,
    /// Where it stands.
    pub path: &'a str,
    /// The message before the id.
    pub message: &'a str,
    /// The fix where no id is near.
    pub otherwise: &'a str,
}

/// The fault for numbers that grow too large to be exact.
pub(super) fn too_large(path: &str, error: NumError) -> Fault {
    Fault::usage("too_large", path, error.to_string(), "enter less usage or fewer digits")
}
