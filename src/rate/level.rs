//! The rows of a table, one dimension inside the other.

use serde::Serialize;

use std::collections::{BTreeMap, BTreeSet};

use super::bound::{Bound, Gap, gaps};
use crate::num::Decimal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Choices(BTreeMap<String, Level>),
    /// By their places in the list; the last has no end.
    Ranges(BTreeMap<usize, (Option<Bound>, Level)>),
    Number(Decimal),
}

/// What leads to a row in one dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A choice's id.
    Choice(String),
    /// A range of numbers.
    Range {
        /// Its place in its list, counted from 0.
        place: usize,
        /// Where it ends; `None` for the last of a list.
        end: Option<Bound>,
    },
}

impl Key {
    pub(super) fn is_range(&self) -> bool {
        matches!(self, Key::Range { .. })
    }

    /// The choice's id, or the range as a comparison whose left side is missing.
    fn name(&self) -> String {
        match self {
            Key::Choice(id) => id.clone(),
            Key::Range { end, .. } => end_name(*end),
        }
    }
}

fn end_name(end: Option<Bound>) -> String {
    match end {
        Some(Bound::UpTo(number)) => format!("≤ {number}"),
        Some(Bound::Below(number)) => format!("< {number}"),
        None => "last range".to_owned(),
    }
}

pub(super) fn named(keys: &[Key]) -> String {
    keys.iter().map(Key::name).collect::<Vec<_>>().join(", ")
}

impl Level {
    /// An empty level of a dimension, which is by number or not.
    pub fn above(by_number: Option<bool>) -> Level {
        if by_number == Some(true) { Level::Ranges(BTreeMap::new()) } else { Level::Choices(BTreeMap::new()) }
    }

    /// The levels one dimension further in.
    pub fn inner(&self) -> Vec<&Level> {
        match self {
            Level::Choices(rows) => rows.values().collect(),
            Level::Ranges(rows) => rows.values().map(|(_, inner)| inner).collect(),
            Level::Number(_) => Vec::new(),
        }
    }

    /// False when the row is there already. All rows come with equally many keys of the same kinds.
    pub fn insert(&mut self, keys: &[Key], number: Decimal) -> bool {
        let Some((key, rest)) = keys.split_first() else { return false };
        let mut is_new = false;
        let mut inside = || {
            is_new = true;
            match rest.first() {
                Some(next) => Level::above(Some(next.is_range())),
                None => Level::Number(number),
            }
        };
        let inner = match (self, key) {
            (Level::Choices(rows), Key::Choice(id)) => rows.entry(id.clone()).or_insert_with(&mut inside),
            (Level::Ranges(rows), Key::Range { place, end }) => {
                &mut rows.entry(*place).or_insert_with(|| (*end, inside())).1
            }
            _ => return false,
        };
        if rest.is_empty() { is_new } else { inner.insert(rest, number) }
    }

    /// Its rows, each with the keys that lead to it.
    pub fn entries(&self) -> Vec<(Vec<Key>, Decimal)> {
        let under = |key: Key, inner: &Level| {
            let led = |(keys, number): (Vec<Key>, Decimal)| {
                (std::iter::once(key.clone()).chain(keys).collect::<Vec<Key>>(), number)
            };
            inner.entries().into_iter().map(led).collect::<Vec<_>>()
        };
        match self {
            Level::Number(number) => vec![(Vec::new(), *number)],
            Level::Choices(rows) => {
                rows.iter().flat_map(|(id, inner)| under(Key::Choice(id.clone()), inner)).collect()
            }
            Level::Ranges(rows) => rows
                .iter()
                .flat_map(|(place, (end, inner))| under(Key::Range { place: *place, end: *end }, inner))
                .collect(),
        }
    }

    /// What is wrong with its ranges and those further in, each with the keys that lead to it.
    pub fn gaps(&self) -> Vec<(Vec<Key>, Gap)> {
        let mut found = Vec::new();
        self.collect_gaps(&mut Vec::new(), &mut found);
        found
    }

    fn collect_gaps(&self, path: &mut Vec<Key>, found: &mut Vec<(Vec<Key>, Gap)>) {
        let mut below = |key: Key, gap: Option<&Gap>, inner: &Level| {
            path.push(key);
            found.extend(gap.map(|gap| (path.clone(), *gap)));
            inner.collect_gaps(path, found);
            path.pop();
        };
        match self {
            Level::Number(_) => {}
            Level::Choices(rows) => {
                rows.iter().for_each(|(id, inner)| below(Key::Choice(id.clone()), None, inner));
            }
            Level::Ranges(rows) => {
                let ends: Vec<Option<Bound>> = rows.values().map(|(end, _)| *end).collect();
                let gaps: BTreeMap<usize, Gap> = gaps(&ends).into_iter().collect();
                for (index, (place, (end, inner))) in rows.iter().enumerate() {
                    below(Key::Range { place: *place, end: *end }, gaps.get(&index), inner);
                }
            }
        }
    }

    /// The combinations of `choices` (one list a dimension, not read where it is by number) that have no row, in their
    /// order, at most so many. A key missing early is named once, without what would follow it.
    pub fn missing(&self, choices: &[Vec<&str>], most: usize) -> Vec<String> {
        let mut missing = Vec::new();
        self.collect_missing(choices, most, &mut Vec::new(), &mut missing);
        missing
    }

    fn collect_missing<'l>(
        &'l self,
        choices: &[Vec<&'l str>],
        most: usize,
        path: &mut Vec<Step<'l>>,
        missing: &mut Vec<String>,
    ) {
        let Some((ids, rest)) = choices.split_first() else { return };
        let mut below = |step: Step<'l>, inner: Option<&'l Level>| {
            if missing.len() >= most {
                return;
            }
            path.push(step);
            match inner {
                Some(inner) => inner.collect_missing(rest, most, path, missing),
                None => missing.push(path.iter().map(Step::name).collect::<Vec<_>>().join(", ")),
            }
            path.pop();
        };
        match self {
            Level::Number(_) => {}
            Level::Choices(rows) => ids.iter().for_each(|id| below(Step::Choice(id), rows.get(*id))),
            Level::Ranges(rows) => {
                rows.values().for_each(|(end, inner)| below(Step::Range(*end), Some(inner)));
            }
        }
    }

    /// How many combinations have no row, as [`Level::missing`] names them. Rows are looked at, never combinations:
    /// there may be far more of these than fit into a file.
    pub fn count_missing(&self, choices: &[BTreeSet<&str>]) -> usize {
        let Some((ids, rest)) = choices.split_first() else { return 0 };
        match self {
            Level::Number(_) => 0,
            Level::Choices(rows) => {
                let asked = rows.iter().filter(|(id, _)| ids.contains(id.as_str()));
                let inside = asked.map(|(_, inner)| (1, inner.count_missing(rest)));
                let (present, missing) = inside.fold((0_usize, 0_usize), |sum, (one, missing)| {
                    (sum.0.saturating_add(one), sum.1.saturating_add(missing))
                });
                ids.len().saturating_sub(present).saturating_add(missing)
            }
            Level::Ranges(rows) => {
                rows.values().map(|(_, inner)| inner.count_missing(rest)).fold(0, usize::saturating_add)
            }
        }
    }
}

/// A key of a row, or of one that is missing.
#[derive(Clone, Copy)]
enum Step<'l> {
    Choice(&'l str),
    Range(Option<Bound>),
}

impl Step<'_> {
    fn name(&self) -> String {
        match self {
            Step::Choice(id) => (*id).to_owned(),
            Step::Range(end) => end_name(*end),
        }
    }
}
