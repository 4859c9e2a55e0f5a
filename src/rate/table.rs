//! Tables: numbers looked up by one or more choices.

use std::collections::{BTreeMap, BTreeSet};

use crate::num::Decimal;

/// Named numbers, looked up by as many choices as the table has dimensions. Combinations may be missing.
///
/// A dimension keyed by ranges of a number would be a third form of level beside branches and numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    depth: usize,
    rows: BTreeMap<String, Level>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Level {
    Branch(BTreeMap<String, Level>),
    Number(Decimal),
}

/// Why entries do not make a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault {
    /// Stable name of the fault, snake_case.
    pub code: &'static str,
    /// The keys of the entry at fault, outermost first; empty for the table as a whole.
    pub keys: Vec<String>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub fix: String,
}

impl TableFault {
    fn new(code: &'static str, keys: &[String], message: String, fix: &str) -> TableFault {
        TableFault { code, keys: keys.to_vec(), message, fix: fix.to_owned() }
    }
}

impl Table {
    /// A table with `depth` dimensions from its numbers, each with one key a dimension.
    ///
    /// # Errors
    ///
    /// All of: `table_empty` (no dimension or no entry), `table_depth` (an entry with more or fewer keys),
    /// `table_row_twice` (the same keys again).
    pub fn new(depth: usize, entries: Vec<(Vec<String>, Decimal)>) -> Result<Table, Vec<TableFault>> {
        let mut faults = Vec::new();
        if depth == 0 || entries.is_empty() {
            let message = "the table has no rows".to_owned();
            faults.push(TableFault::new("table_empty", &[], message, "give it a row for every choice"));
        }
        let mut table = Table { depth, rows: BTreeMap::new() };
        for (keys, number) in entries {
            if keys.len() != depth {
                let message = format!("`{}` has {} keys, the table {depth}", keys.join(", "), keys.len());
                faults.push(TableFault::new("table_depth", &keys, message, "nest every row equally deep"));
            } else if !insert(&mut table.rows, &keys, number) {
                let message = format!("`{}` stands here twice", keys.join(", "));
                faults.push(TableFault::new("table_row_twice", &keys, message, "keep one of the two"));
            }
        }
        if faults.is_empty() { Ok(table) } else { Err(faults) }
    }

    /// The number of dimensions, at least 1.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The keys that occur anywhere in a dimension, counted from 0, sorted.
    pub fn keys(&self, dimension: usize) -> Vec<&str> {
        let mut levels = vec![&self.rows];
        for _ in 0..dimension {
            levels = levels.iter().flat_map(|rows| rows.values()).filter_map(Level::branch).collect();
        }
        let keys: BTreeSet<&str> = levels.iter().flat_map(|rows| rows.keys()).map(String::as_str).collect();
        keys.into_iter().collect()
    }

    /// The number under these keys, outermost first; `None` where there is no such row.
    pub fn get(&self, keys: &[&str]) -> Option<Decimal> {
        let (last, path) = keys.split_last()?;
        let mut rows = &self.rows;
        for key in path {
            rows = rows.get(*key)?.branch()?;
        }
        match rows.get(*last)? {
            Level::Number(number) => Some(*number),
            Level::Branch(_) => None,
        }
    }

    /// The combinations of `choices` (one list a dimension) that have no row. A key missing early is named
    /// once, without what would follow it.
    pub(super) fn missing(&self, choices: &[Vec<&str>]) -> Vec<String> {
        let mut missing = Vec::new();
        collect_missing(&self.rows, choices, "", &mut missing);
        missing
    }
}

impl Level {
    fn branch(&self) -> Option<&BTreeMap<String, Level>> {
        match self {
            Level::Branch(rows) => Some(rows),
            Level::Number(_) => None,
        }
    }
}

/// False when the row is there already. All rows come with equally many keys.
fn insert(rows: &mut BTreeMap<String, Level>, keys: &[String], number: Decimal) -> bool {
    match keys {
        [] => false,
        [key] => match rows.contains_key(key) {
            true => false,
            false => rows.insert(key.clone(), Level::Number(number)).is_none(),
        },
        [key, rest @ ..] => match rows.entry(key.clone()).or_insert(Level::Branch(BTreeMap::new())) {
            Level::Branch(inner) => insert(inner, rest, number),
            Level::Number(_) => false,
        },
    }
}

fn collect_missing(
    rows: &BTreeMap<String, Level>,
    choices: &[Vec<&str>],
    path: &str,
    missing: &mut Vec<String>,
) {
    let Some((keys, rest)) = choices.split_first() else { return };
    for key in keys {
        let path = if path.is_empty() { (*key).to_owned() } else { format!("{path}, {key}") };
        match rows.get(*key) {
            None => missing.push(path),
            Some(Level::Branch(inner)) => collect_missing(inner, rest, &path, missing),
            Some(Level::Number(_)) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(depth: usize, rows: &[(&str, i64)]) -> Result<Table, Vec<TableFault>> {
        let entries = rows.iter().map(|(path, number)| {
            let keys = path.split(' ').filter(|key| !key.is_empty()).map(str::to_owned).collect();
            (keys, Decimal::from_int(*number))
        });
        Table::new(depth, entries.collect())
    }

    #[test]
    fn looks_up_by_every_dimension() {
        let prices = table(2, &[("big input", 3), ("big output", 9), ("small input", 1)]).unwrap();
        assert_eq!(prices.get(&["big", "output"]), Some(Decimal::from_int(9)));
        assert_eq!(prices.get(&["small", "output"]), None);
        assert_eq!(prices.get(&["big"]), None);
        assert_eq!(prices.get(&["big", "output", "x"]), None);
        assert_eq!(prices.get(&[]), None);
        assert_eq!((prices.keys(0), prices.keys(1)), (vec!["big", "small"], vec!["input", "output"]));
        assert_eq!((prices.keys(2), prices.depth()), (vec![], 2));
    }

    #[test]
    fn names_missing_combinations() {
        let prices = table(2, &[("big input", 3), ("big output", 9), ("small input", 1)]).unwrap();
        let both = vec!["input", "output"];
        assert_eq!(prices.missing(&[vec!["big"], both.clone()]), Vec::<String>::new());
        assert_eq!(prices.missing(&[vec!["big", "small", "tiny"], both]), ["small, output", "tiny"]);
    }

    #[test]
    fn refuses_uneven_and_repeated_rows() {
        let codes = |result: Result<Table, Vec<TableFault>>| {
            result.unwrap_err().iter().map(|fault| fault.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(table(1, &[])), ["table_empty"]);
        assert_eq!(codes(table(1, &[("a b", 1), ("a", 1), ("a", 2)])), ["table_depth", "table_row_twice"]);
        assert_eq!(codes(table(2, &[("a b", 1), ("a", 1)])), ["table_depth"]);
    }
}
