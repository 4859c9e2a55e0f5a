//! Reading numbers, dates and the few members that may be written in more than one form.

use jsonc_parser::ast::Value;

use super::reader::{Decode, Place, Reader};
use crate::date::Date;
use crate::num::Decimal;

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
                    format!("`{text}` cannot be read as a number: {error}"),
                    "write a plain number",
                );
                None
            }
        }
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
                "write a number from 0 up to 4294967295",
            );
            None
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
                "write a smaller number",
            );
            None
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

/// Declares an enum read from one of a few words.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$word_about:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$word_about])* $variant,)* }

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
                        reader.fault("unknown_word", place, format!("`{other}` is not known here"), concat!("use one of:" $(, " ", $word)*));
                        None
                    }
                }
            }
        }
    };
}
pub(super) use words;
