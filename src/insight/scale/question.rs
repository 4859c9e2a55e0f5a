//! Reading the texts of questions; what cannot be read becomes a fault.

use crate::book::Fault;
use crate::num::Decimal;

/// How many times the entered usage is looked at when the question does not say.
const MANY: i64 = 4;
/// The most times it may be.
const MOST: i64 = 1_000;

/// A fault of a question.
pub(super) fn fault(
    code: &str,
    member: &str,
    message: impl Into<String>,
    fix: impl Into<String>,
) -> Vec<Fault> {
    vec![Fault::usage(code, format!("question.{member}"), message, fix)]
}

/// A decimal above 0.
pub(super) fn positive(text: &str, member: &str) -> Result<Decimal, Vec<Fault>> {
    match Decimal::parse(text.trim()) {
        Ok(number) if number > Decimal::ZERO => Ok(number),
        Ok(number) => {
            Err(fault("out_of_range", member, format!("{number} is not above 0"), "enter more than 0"))
        }
        Err(error) => Err(fault("bad_number", member, format!("`{text}`: {error}"), "enter a plain number")),
    }
}

/// How many times the entered usage is looked at, above 0 and at most a thousand.
pub(super) fn times(text: Option<&str>, member: &str) -> Result<Decimal, Vec<Fault>> {
    let Some(text) = text else { return Ok(Decimal::from_int(MANY)) };
    let times = positive(text, member)?;
    if times > Decimal::from_int(MOST) {
        let message = format!("{times} times the usage");
        return Err(fault("out_of_range", member, message, format!("enter {MOST} or less")));
    }
    Ok(times)
}
