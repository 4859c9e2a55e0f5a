//! When credits expire, as the book writes it.

use jsonc_parser::ast::Value;
#[cfg(test)]
use serde_json::{Value as Json, json};

use crate::book::grant;
use crate::book::reader::{Decode, Place, Reader};
#[cfg(test)]
use crate::book::schema::{Schema, Schemas};

/// When a grant's credits expire.
pub type Lifetime = grant::Lifetime;

/// Most months of an expiry.
const MOST_MONTHS: u32 = 1_200;
/// Most days of an expiry.
const MOST_DAYS: u32 = 36_600;
const FORMS: &str = "\"never\", \"cycle\", \"term\", { \"months\": 12 }, { \"years\": 1 }, { \"weeks\": 2 } or { \"days\": 90 }";

impl Decode for Lifetime {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let lifetime = match value {
            Value::StringLit(word) => match &*word.value {
                "never" => Some(Lifetime::Never),
                "cycle" => Some(Lifetime::Cycle),
                "term" => Some(Lifetime::Term),
                _ => None,
            },
            Value::Object(_) => {
                const UNITS: [&str; 4] = ["months", "years", "weeks", "days"];
                let object = reader.object(value, place, &UNITS)?;
                let [months, years, weeks, days] =
                    UNITS.map(|unit| reader.member::<Option<u32>>(object, unit, place));
                match (months?, years?, weeks?, days?) {
                    (Some(months), None, None, None) => of_months(months),
                    (None, Some(years), None, None) => of_months(years.saturating_mul(12)),
                    (None, None, Some(weeks), None) => of_days(weeks.saturating_mul(7)),
                    (None, None, None, Some(days)) => of_days(days),
                    _ => None,
                }
            }
            _ => {
                reader.wrong_type(value, place, FORMS);
                return None;
            }
        };
        if lifetime.is_none() {
            reader.fault(
                "bad_expiry",
                place,
                "this expiry is not a length of time",
                format!("write {FORMS}"),
            );
        }
        lifetime
    }
}

#[cfg(test)]
impl Schema for Lifetime {
    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("Lifetime", |_| {
            let length = |unit: &str, most: u32| {
                json!({
                    "type": "object",
                    "properties": { unit: { "type": ["integer", "string"], "minimum": 1, "maximum": most } },
                    "required": [unit],
                    "additionalProperties": false,
                })
            };
            json!({
                "description": "How long credits last: for ever (`never`), to the end of the grant's own day, week, month or term (`cycle`), to the end of the paid term (`term`), or so long from the grant on.",
                "anyOf": [
                    { "enum": ["never", "cycle", "term"] },
                    length("months", MOST_MONTHS),
                    length("years", MOST_MONTHS / 12),
                    length("weeks", MOST_DAYS / 7),
                    length("days", MOST_DAYS),
                ],
            })
        })
    }
}

fn of_months(months: u32) -> Option<Lifetime> {
    (1..=MOST_MONTHS).contains(&months).then_some(Lifetime::Months(months))
}

fn of_days(days: u32) -> Option<Lifetime> {
    (1..=MOST_DAYS).contains(&days).then_some(Lifetime::Days(days))
}
