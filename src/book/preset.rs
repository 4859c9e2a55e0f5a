//! Example usage that comes with the book.

pub use super::format::Per;
use super::seat::Seats;
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
    /// People by kind of seat; empty: nothing said.
    pub seats: Seats,
    /// Groups of people with credits of their own; empty: everybody is one.
    pub teams: Vec<PresetTeam>,
    /// Whether a slow or free mode is good enough.
    pub slow: bool,
}

/// A group of people.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PresetTeam {
    /// Its id.
    pub id: String,
    /// People by kind of seat.
    pub seats: Seats,
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
    /// Id of the team that does it.
    pub team: Option<String>,
    /// Used on so many days of each month; every day when `None`.
    pub on_days: Option<u32>,
    /// Percent of the uses that succeed.
    pub success: Option<Decimal>,
}

/// An input's value in a preset.
#[derive(Debug, Clone)]
pub enum PresetValue {
    /// Of a toggle.
    Toggle(bool),
    /// A number or a choice's id.
    Text(String),
    /// A number nobody knows beforehand.
    Range {
        /// The lowest to expect.
        low: Decimal,
        /// What to expect.
        typical: Decimal,
        /// The highest to expect.
        high: Decimal,
    },
}
