//! Example usage, as it is written.

use jsonc_parser::ast::Value;

use super::feature::{DefaultValue, Range};
use crate::book::reader::{Decode, Entries, Place, Placed, Reader, forms, record};
use crate::book::scalars::words;
use crate::num::Decimal;

record! {
    /// Example usage.
    placed Preset {
        /// Its id: small letters, digits, `.`, `_` and `-`.
        id: Placed<String>,
        /// Its name for people.
        name: String,
        /// One sentence on whose usage it is.
        about: Option<String>,
        /// What they do, a line for each thing.
        usage: Vec<PresetLine>,
        /// Percent by which usage grows each month; 0 when missing.
        growth: Option<Decimal>,
        /// Twelve factors, January first, that usage is multiplied by.
        season: Vec<Decimal>,
        /// How many people there are of each kind of seat.
        seats: Entries<u32>,
        /// Groups of people that work differently; everybody is one when missing.
        teams: Vec<PresetTeam>,
        /// Whether a slow or free mode is good enough when credits are used up; `false` when missing.
        slow: Option<bool>,
    }
}

record! {
    /// A group of people.
    PresetTeam {
        /// Its id.
        id: Placed<String>,
        /// How many people it has of each kind of seat.
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
        /// Id of the feature.
        feature: Placed<String>,
        /// Values of its inputs; the defaults for those left out.
        inputs: Entries<PresetValue>,
        /// How often.
        times: Decimal,
        /// In which time.
        per: Per,
        /// By how many people; 1 when missing.
        people: Option<Decimal>,
        /// Id of the team that does it; needed where there are several.
        team: Option<Placed<String>>,
        /// On how many days of each month; on every day when missing.
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
