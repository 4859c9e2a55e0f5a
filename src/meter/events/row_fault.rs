//! What keeps a row from being read, and how often it did.

use std::collections::BTreeMap;

use serde::Serialize;

/// Faults that are kept with all their words.
const MOST_FAULTS: usize = 20;
/// Unknown names that are counted.
const MOST_NAMES: usize = 100;
/// Characters of a cell that are shown.
const MOST_SHOWN: usize = 40;

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsFault {
    /// Stable name in snake_case.
    pub code: String,
    /// The line of the file the row begins on, from 1.
    pub line: u32,
    /// The column's name, or its number from 1 where there are no names; `None` for the whole row.
    pub column: Option<String>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write or choose instead, in one sentence without a full stop.
    pub fix: String,
}

/// Rows that cannot be read for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsFaultCount {
    /// The faults' code.
    pub code: String,
    /// How many rows.
    pub rows: u32,
}

/// A name in the file that the price book does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsUnknown {
    /// Id of the input whose choice it should name; `None` for a feature's name.
    pub input: Option<String>,
    /// The name.
    pub name: String,
    /// How many rows have it.
    pub rows: u32,
}

/// Why a row cannot be read, before it is known which row that is.
pub(super) struct Unreadable {
    pub code: String,
    /// Place of the column.
    pub column: Option<usize>,
    pub message: String,
    pub fix: String,
    /// An unknown name, with the input whose choice it should be.
    pub unknown: Option<Box<(Option<String>, String)>>,
}

impl Unreadable {
    pub fn new(code: &str, column: Option<usize>, message: String, fix: impl Into<String>) -> Unreadable {
        Unreadable { code: code.to_owned(), column, message, fix: fix.into(), unknown: None }
    }
}

/// The text of a cell for a message: short, on one line.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(MOST_SHOWN).collect();
    if text.chars().nth(MOST_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// The rows that could not be read.
#[derive(Default)]
pub(super) struct RowFaults {
    pub rows: u32,
    pub first: Vec<EventsFault>,
    counts: BTreeMap<String, u32>,
    unknown: BTreeMap<(Option<String>, String), u32>,
}

impl RowFaults {
    pub fn add(&mut self, line: u32, column: Option<String>, fault: Unreadable) {
        let Unreadable { code, message, fix, unknown, .. } = fault;
        self.rows = self.rows.saturating_add(1);
        count(&mut self.counts, code.clone(), usize::MAX);
        if let Some(name) = unknown {
            count(&mut self.unknown, *name, MOST_NAMES);
        }
        if self.first.len() < MOST_FAULTS {
            self.first.push(EventsFault { code, line, column, message, fix });
        }
    }

    /// The faults by their codes, the most frequent first.
    pub fn counts(&self) -> Vec<EventsFaultCount> {
        let mut counts: Vec<EventsFaultCount> = self
            .counts
            .iter()
            .map(|(code, rows)| EventsFaultCount { code: code.clone(), rows: *rows })
            .collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.rows));
        counts
    }

    /// The unknown names, the most frequent first.
    pub fn unknown(&self) -> Vec<EventsUnknown> {
        let name = |((input, name), rows): (&(Option<String>, String), &u32)| EventsUnknown {
            input: input.clone(),
            name: name.clone(),
            rows: *rows,
        };
        let mut unknown: Vec<EventsUnknown> = self.unknown.iter().map(name).collect();
        unknown.sort_by_key(|name| std::cmp::Reverse(name.rows));
        unknown
    }
}

fn count<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K, most: usize) {
    if let Some(rows) = counts.get_mut(&key) {
        *rows = rows.saturating_add(1);
    } else if counts.len() < most {
        counts.insert(key, 1);
    }
}
