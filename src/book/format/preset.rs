//! Example usage, as it is written.

use jsonc_parser::ast::Value;

use super::feature::{DefaultValue, Range};
use crate::book::reader::{Decode, Entries, Place, Placed, Reader, forms, record};
use crate::book::scalars::words;
use crate::num::Decimal;

record! {
    /// Example usage.
    placed Preset {
        /// Its id.
        id: Placed<String>,
        /// Name for people.
        name: String,
        /// Whose usage it is.
        about: Option<String>,
        /// The lines.
        usage: Vec<PresetLine>,
        /// Percent a month.
        growth: Option<Decimal>,
        /// Twelve factors, January first.
        season: Vec<Decimal>,
        /// People by kind of seat; nothing said when missing.
        seats: Entries<u32>,
        /// Groups of people with credits of their own; everybody is one when missing.
        teams: Vec<PresetTeam>,
        /// Whether a slow or free mode is good enough; no when missing.
        slow: Option<bool>,
    }
}

record! {
    /// A group of people.
    PresetTeam {
        /// Its id.
        id: Placed<String>,
        /// People by kind of seat.
        seats: Entries<u32>,
    }
}

words! {
    /// What "times" counts by.
    Per {
        /// A day.
        Day = "day",
        /// Seven days.
        Week = "week",
        /// A month of the horizon.
        Month = "month",
        /// Twelve months.
        Year = "year",
    }
}

record! {
    /// One line of example usage.
    placed PresetLine {
        /// The feature's id.
        feature: Placed<String>,
        /// Its inputs.
        inputs: Entries<PresetValue>,
        /// How often.
        times: Decimal,
        /// In which time.
        per: Per,
        /// By how many people; 1 when missing.
        people: Option<Decimal>,
        /// The team that does it; needed where there are several.
        team: Option<Placed<String>>,
        /// Used on so many days of each month; every day when missing.
        on_days: Option<Placed<u32>>,
        /// Percent of the uses that succeed; 100 when missing.
        success: Option<Placed<Decimal>>,
    }
}

/// An input's value in a preset.
#[derive(Debug, Clone)]
pub enum PresetValue {
    /// Of a toggle.
    Toggle(bool),
    /// A number or a choice's id.
    Text(String),
    /// A number nobody knows beforehand.
    Range(Range),
}

impl Decode for PresetValue {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::BooleanLit(toggle) => Some(PresetValue::Toggle(toggle.value)),
            _ => DefaultValue::decode(value, place, reader).map(|value| match value {
                DefaultValue::Text(text) => PresetValue::Text(text),
                DefaultValue::Range(range) => PresetValue::Range(range),
            }),
        }
    }
}

forms! {
    /// Whether a toggle is on, a number, a choice's id, or the range of a number that nobody knows beforehand.
    PresetValue {; bool, Decimal, String, Range }
}
