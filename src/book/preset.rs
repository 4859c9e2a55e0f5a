//! Example usage that comes with the book.

pub use super::format::{Per, PresetValue};
use crate::num::Decimal;

/// Example usage under a name.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Preset {
    /// Its id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Whose usage it is.
    pub about: Option<String>,
    /// What is done, and how often.
    pub lines: Vec<PresetLine>,
    /// Percent a month.
    pub growth: Option<Decimal>,
    /// Twelve factors, January first; empty: none.
    pub season: Vec<Decimal>,
}

/// One line of example usage.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PresetLine {
    /// Index of the feature.
    pub feature: usize,
    /// Inputs by id; the others take their defaults.
    pub inputs: Vec<(String, PresetValue)>,
    /// How often.
    pub times: Decimal,
    /// In which time.
    pub per: Per,
    /// By how many people.
    pub people: Decimal,
}
