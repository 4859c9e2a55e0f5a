//! Reading numbers, dates and the few members that may be written in more than one form.

use jsonc_parser::ast::Value;

#[cfg(test)]
use serde_json::{Value as Json, json};

use super::reader::{Decode, Place, Reader};
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

/// One record, or a list of them.
#[derive(Debug, Clone)]
pub struct Several<T>(
    /// What was read.
    pub Vec<T>,
);

impl<T: Decode> Decode for Several<T> {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Array(_) => Vec::decode(value, place, reader).map(Several),
            _ => T::decode(value, place, reader).map(|one| Several(vec![one])),
        }
    }
}

#[cfg(test)]
impl<T: Schema> Schema for Several<T> {
    fn schema(schemas: &mut Schemas) -> Json {
        json!({ "anyOf": [T::schema(schemas), Vec::<T>::schema(schemas)] })
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
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub enum $name { $($(#[doc = $word_about])* #[serde(rename = $word)] $variant,)* }

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
