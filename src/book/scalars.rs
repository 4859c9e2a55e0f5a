//! Reading numbers, dates and the few members that may be written in more than one form.

use std::collections::HashSet;

use jsonc_parser::ast::Value;

#[cfg(test)]
use serde_json::{Value as Json, json};

#[cfg(test)]
use super::reader::limit;
use super::reader::{Decode, Place, Reader, forms, record};
#[cfg(test)]
use super::schema::{Schema, Schemas};
use crate::date::Date;
use crate::num::Decimal;
use crate::rate::nearest;

/// A number, written as a JSON number without exponent or as a text; both are read digit by digit.
impl Decode for Decimal {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let text: &str = match value {
            Value::NumberLit(literal) => literal.value,
            Value::StringLit(literal) => &literal.value,
            _ => {
                reader.wrong_type(value, place, "a number such as 5 or \"0.02\"");
                return None;
            }
        };
        match Decimal::parse(text) {
            Ok(number) => Some(number),
            Err(error) => {
                reader.fault(
                    "bad_number",
                    place,
                    format!("`{}` cannot be read as a number: {error}", excerpt(text)),
                    "write a plain number",
                );
                None
            }
        }
    }
}

/// The beginning of a text that is quoted in a message.
fn excerpt(text: &str) -> String {
    const LETTERS: usize = 40;
    let mut letters = text.chars();
    let shown: String = letters.by_ref().take(LETTERS).collect();
    if letters.next().is_some() { shown + "…" } else { shown }
}

#[cfg(test)]
impl Schema for Decimal {
    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("Decimal", |_| {
            json!({
                "description": "A number of at most 28 digits, without exponent; in quotes or without.",
                "type": ["number", "string"],
                "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$",
            })
        })
    }
}

impl Decode for Date {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let text = String::decode(value, place, reader)?;
        match Date::parse(&text) {
            Ok(date) => Some(date),
            Err(error) => {
                reader.fault("bad_date", place, error.to_string(), "write a date such as \"2026-11-01\"");
                None
            }
        }
    }
}

#[cfg(test)]
impl Schema for Date {
    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("Date", |_| {
            json!({
                "description": "A day, written as year, month and day: 2026-11-01.",
                "type": "string",
                "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            })
        })
    }
}

fn whole(value: &Value, place: &Place, reader: &mut Reader) -> Option<i64> {
    let number = Decimal::decode(value, place, reader)?;
    match number.to_units(0).and_then(|units| i64::try_from(units).ok()) {
        Some(whole) => Some(whole),
        None => {
            reader.fault(
                "not_whole",
                place,
                format!("{number} is not a whole number"),
                "write a whole number",
            );
            None
        }
    }
}

impl Decode for u32 {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let number = whole(value, place, reader)?;
        u32::try_from(number).ok().or_else(|| {
            reader.fault(
                "out_of_range",
                place,
                format!("{number} is out of range"),
                format!("write a number from 0 to {}", u32::MAX),
            );
            None
        })
    }
}

#[cfg(test)]
impl Schema for u32 {
    fn schema(_: &mut Schemas) -> Json {
        json!({
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": u32::MAX,
            "pattern": "^(0|[1-9][0-9]*)(\\.0+)?$",
        })
    }
}

impl Decode for i32 {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let number = whole(value, place, reader)?;
        i32::try_from(number).ok().or_else(|| {
            reader.fault(
                "out_of_range",
                place,
                format!("{number} is out of range"),
                format!("write a number from {} to {}", i32::MIN, i32::MAX),
            );
            None
        })
    }
}

#[cfg(test)]
impl Schema for i32 {
    fn schema(_: &mut Schemas) -> Json {
        json!({
            "type": ["integer", "string"],
            "minimum": i32::MIN,
            "maximum": i32::MAX,
            "pattern": "^-?(0|[1-9][0-9]*)(\\.0+)?$",
        })
    }
}

/// A table: numbers by key, nested as deep as it has dimensions.
#[derive(Debug, Clone)]
pub struct Rows {
    /// Keys, outermost first, with the number under them and where it stands.
    pub rows: Vec<(Vec<String>, Decimal, Place)>,
    /// Where the table stands.
    pub place: Place,
}

/// Dimensions a table may have at most.
pub const TABLE_DEPTH: usize = 6;

impl Decode for Rows {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let mut rows = Rows { rows: Vec::new(), place: place.clone() };
        rows.collect(value, place, &mut Vec::new(), reader)?;
        Some(rows)
    }
}

impl Rows {
    fn collect(
        &mut self,
        value: &Value,
        place: &Place,
        keys: &mut Vec<String>,
        reader: &mut Reader,
    ) -> Option<()> {
        if keys.len() > TABLE_DEPTH {
            reader.fault(
                "table_too_deep",
                place,
                "the table is nested too deep",
                format!("use at most {TABLE_DEPTH} levels"),
            );
            return None;
        }
        if !keys.is_empty() && !matches!(value, Value::Object(_)) {
            let number = Decimal::decode(value, place, reader)?;
            self.rows.push((keys.clone(), number, place.clone()));
            return Some(());
        }
        let object = reader.any_object(value, place)?;
        let mut complete = Some(());
        let mut seen = HashSet::new();
        for property in &object.properties {
            let name = property.name.as_str();
            // A repeated key is a fault of the object already.
            if !seen.insert(name) {
                continue;
            }
            keys.push(name.to_owned());
            let at = Place { at: property.range.start, ..place.member(name) };
            if self.collect(&property.value, &at, keys, reader).is_none() {
                complete = None;
            }
            keys.pop();
        }
        complete
    }
}

#[cfg(test)]
impl Schema for Rows {
    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("Table", |schemas| {
            let number = Decimal::schema(schemas);
            json!({
                "description": "Numbers by key, nested as deep as the table has dimensions.",
                "type": "object",
                "maxProperties": limit::ENTRIES,
                "additionalProperties": { "anyOf": [number, schemas.reference("Table")] },
            })
        })
    }
}

/// Price of a plan by the month, by the year, or both; or a single price, of a pack.
#[derive(Debug, Clone)]
pub enum Price {
    /// One price, paid once.
    Once(Decimal),
    /// Prices of a recurring offer.
    Recurring {
        /// Price of one month.
        month: Option<Decimal>,
        /// Price of twelve months, paid at their start.
        year: Option<Decimal>,
    },
}

record! {
    /// Prices of a plan.
    Terms {
        /// Price of one month.
        month: Option<Decimal>,
        /// Price of twelve months, paid at their start.
        year: Option<Decimal>,
    }
}

impl Decode for Price {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Object(_) => Terms::decode(value, place, reader)
                .map(|terms| Price::Recurring { month: terms.month, year: terms.year }),
            _ => Decimal::decode(value, place, reader).map(Price::Once),
        }
    }
}

forms! {
    /// A price paid once, or prices by the term.
    Price {; Decimal, Terms }
}

/// When a grant's credits expire, as the book writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    /// They never do.
    Never,
    /// At the end of the customer's month in which they were granted.
    Cycle,
    /// So many months after the grant.
    Months(u32),
    /// So many days after the grant.
    Days(u32),
}

impl Decode for Lifetime {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        const FORMS: &str = "\"never\", \"cycle\", { \"months\": 12 } or { \"days\": 90 }";
        match value {
            Value::StringLit(word) if word.value == "never" => Some(Lifetime::Never),
            Value::StringLit(word) if word.value == "cycle" => Some(Lifetime::Cycle),
            Value::Object(_) => {
                let object = reader.object(value, place, &["months", "days"])?;
                let months: Option<Option<u32>> = reader.member(object, "months", place);
                let days: Option<Option<u32>> = reader.member(object, "days", place);
                match (months?, days?) {
                    (Some(months @ 1..=1200), None) => Some(Lifetime::Months(months)),
                    (None, Some(days @ 1..=36_600)) => Some(Lifetime::Days(days)),
                    _ => {
                        reader.fault(
                            "bad_expiry",
                            place,
                            "this expiry is not a length of time",
                            format!("write {FORMS}"),
                        );
                        None
                    }
                }
            }
            _ => {
                reader.wrong_type(value, place, FORMS);
                None
            }
        }
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
                "description": "How long credits last.",
                "anyOf": [{ "enum": ["never", "cycle"] }, length("months", 1_200), length("days", 36_600)],
            })
        })
    }
}

/// A word that is none of those known here.
pub(super) fn unknown_word(word: &str, known: &[&str], place: &Place, reader: &mut Reader) {
    let fix = match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}", known.join(", ")),
    };
    reader.fault("unknown_word", place, format!("`{}` is not known here", excerpt(word)), fix);
}

/// Declares an enum read from one of a few words.
macro_rules! words {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $word_about:literal])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $word_about])* $variant,)* }

        impl $crate::book::reader::Decode for $name {
            fn decode(
                value: &jsonc_parser::ast::Value,
                place: &$crate::book::reader::Place,
                reader: &mut $crate::book::reader::Reader,
            ) -> Option<Self> {
                let word = String::decode(value, place, reader)?;
                match word.as_str() {
                    $($word => Some($name::$variant),)*
                    other => {
                        $crate::book::scalars::unknown_word(other, &[$($word),*], place, reader);
                        None
                    }
                }
            }
        }

        #[cfg(test)]
        impl $crate::book::schema::Schema for $name {
            fn schema(schemas: &mut $crate::book::schema::Schemas) -> serde_json::Value {
                let words: [(&str, &[&str]); _] = [$(($word, &[$($word_about),*])),*];
                schemas.define(stringify!($name), |_| $crate::book::schema::words(&[$($about),*], &words))
            }
        }
    };
}
pub(super) use words;
