//! Tables: numbers looked up by choices, and by numbers that fall into ranges.

use std::collections::BTreeSet;

use super::bound::{Bound, Gap};
use super::coverage::Coverage;
use super::level::{Key, Level, named};
use super::unknown::SHOWN;
use crate::num::{Decimal, Fraction};

/// Numbers, looked up by as many values as the table has dimensions. A dimension is either by choice, and
/// combinations may be missing, or by number, and every number falls into a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// For each dimension, whether it is by number.
    by_number: Vec<bool>,
    rows: Level,
    coverage: Coverage,
}

/// What a dimension is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Index {
    Choice(String),
    Number(Fraction),
}

/// A number looked up, and the ranges that the numbers asked for fell into: where each begins and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub number: Decimal,
    pub ranges: Vec<(Option<Bound>, Option<Bound>)>,
}

/// Why entries do not make a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault {
    /// Stable name of the fault, snake_case.
    pub code: &'static str,
    /// The keys of the entry or range at fault, outermost first; empty for the table as a whole.
    pub keys: Vec<Key>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub fix: String,
}

impl TableFault {
    fn new(code: &'static str, keys: &[Key], message: impl Into<String>, fix: &str) -> TableFault {
        TableFault { code, keys: keys.to_vec(), message: message.into(), fix: fix.to_owned() }
    }
}

impl Table {
    /// A table from its numbers, each with one key a dimension. The first entry says how many dimensions there are
    /// and which of them are by number.
    ///
    /// # Errors
    ///
    /// All of: `table_empty` (no dimension or no entry), `table_depth` (an entry with more or fewer keys),
    /// `table_level_mixed` (choices and ranges in one dimension), `table_row_twice` (the same keys again),
    /// `range_bound_missing` (a range before the last of a list without an end), `range_bound_not_rising`,
    /// `last_range_bounded` (numbers above it would have no row).
    pub fn new(entries: Vec<(Vec<Key>, Decimal)>) -> Result<Table, Vec<TableFault>> {
        let mut faults = Vec::new();
        let by_number: Vec<bool> =
            entries.first().map(|(keys, _)| keys.iter().map(Key::is_range).collect()).unwrap_or_default();
        if by_number.is_empty() {
            let fix = "give it a row for every choice";
            faults.push(TableFault::new("table_empty", &[], "the table has no rows", fix));
        }
        let mut rows = Level::above(by_number.first().copied());
        for (keys, number) in entries {
            let depth = by_number.len();
            if keys.len() != depth {
                let message = format!("`{}` has {} keys, the table {depth}", named(&keys), keys.len());
                faults.push(TableFault::new("table_depth", &keys, message, "nest every row equally deep"));
            } else if !keys.iter().map(Key::is_range).eq(by_number.iter().copied()) {
                let message = format!(
                    "`{}` has choices where other rows have ranges, or ranges for choices",
                    named(&keys)
                );
                let fix = "look every row up by the same kinds of values, in the same order";
                faults.push(TableFault::new("table_level_mixed", &keys, message, fix));
            } else if !rows.insert(&keys, number) {
                let message = format!("`{}` stands here twice", named(&keys));
                faults.push(TableFault::new("table_row_twice", &keys, message, "keep one of the two"));
            }
        }
        faults.extend(rows.gaps().into_iter().map(|(keys, gap)| range_fault(gap, &keys)));
        if !faults.is_empty() {
            return Err(faults);
        }
        let coverage = Coverage::of(&rows, by_number.len());
        Ok(Table { by_number, rows, coverage })
    }

    /// The number of dimensions, at least 1.
    pub fn depth(&self) -> usize {
        self.by_number.len()
    }

    /// Whether a dimension, counted from 0, is looked up by a number.
    pub fn is_by_number(&self, dimension: usize) -> bool {
        self.by_number.get(dimension).copied().unwrap_or(false)
    }

    /// Its rows, each with one key a dimension, outermost first.
    pub fn entries(&self) -> Vec<(Vec<Key>, Decimal)> {
        self.rows.entries()
    }

    /// The choices that occur anywhere in a dimension, counted from 0, sorted; none where it is by number.
    pub fn keys(&self, dimension: usize) -> &[String] {
        self.coverage.keys(dimension)
    }

    /// The number under these keys, outermost first; `None` where there is no such row.
    pub(super) fn get(&self, keys: &[Index]) -> Option<Found> {
        let mut level = &self.rows;
        let mut ranges = Vec::new();
        for key in keys {
            level = match (level, key) {
                (Level::Choices(rows), Index::Choice(id)) => rows.get(id)?,
                (Level::Ranges(rows), Index::Number(number)) => {
                    let (_, (end, inner)) =
                        rows.iter().find(|(_, (end, _))| end.is_none_or(|end| end.holds(*number)))?;
                    let before = rows.values().map(|(end, _)| *end).take_while(|other| other != end).last();
                    ranges.push((before.flatten(), *end));
                    inner
                }
                _ => return None,
            };
        }
        match level {
            Level::Number(number) => Some(Found { number: *number, ranges }),
            Level::Choices(_) | Level::Ranges(_) => None,
        }
    }

    /// The combinations of `choices` (one list a dimension, not read where it is by number) that have no row; `None`
    /// when all have one. A key missing early is named once, without what would follow it.
    pub(super) fn missing(&self, choices: &[Vec<&str>]) -> Option<Missing> {
        if self.coverage.covers(choices) {
            return None;
        }
        let first = self.rows.missing(choices, SHOWN);
        let sets: Vec<BTreeSet<&str>> = choices.iter().map(|ids| ids.iter().copied().collect()).collect();
        (!first.is_empty()).then(|| Missing { first, count: self.rows.count_missing(&sets) })
    }
}

/// Rows that a table lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    /// Names of the first few.
    pub first: Vec<String>,
    /// How many there are in all.
    pub count: usize,
}

fn range_fault(gap: Gap, path: &[Key]) -> TableFault {
    match gap {
        Gap::NoEnd => {
            let fix = "give it `up_to` or `below`";
            TableFault::new("range_bound_missing", path, "only the last range has no end", fix)
        }
        Gap::LastEnds => TableFault::new(
            "last_range_bounded",
            path,
            "numbers above the last range have no row",
            "remove its end, or add a row without one",
        ),
        Gap::NotRising { end, previous } => {
            let message = format!("the range ends at {end}, not above the previous one's {previous}");
            TableFault::new("range_bound_not_rising", path, message, "put the rows in rising order")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Rows such as `big input 3`; a key `<4`, `<=4` or `*` is a range, numbered by its place in `ranges`.
    fn table(rows: &[&str]) -> Result<Table, Vec<TableFault>> {
        let mut places: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        let entries = rows.iter().map(|row| {
            let mut words: Vec<String> = row.split(' ').map(str::to_owned).collect();
            let number = Decimal::parse(&words.pop().unwrap()).unwrap();
            let mut path = Vec::new();
            let keys = words.iter().map(|word| {
                let known = places.entry(path.clone()).or_default();
                if known.last() != Some(word) {
                    known.push(word.clone());
                }
                path.push(word.clone());
                key(word, known.len().saturating_sub(1))
            });
            (keys.collect(), number)
        });
        Table::new(entries.collect())
    }

    fn key(word: &str, place: usize) -> Key {
        let number = |text: &str| Decimal::parse(text).unwrap();
        if let Some(text) = word.strip_prefix("<=") {
            Key::Range { place, end: Some(Bound::UpTo(number(text))) }
        } else if let Some(text) = word.strip_prefix('<') {
            Key::Range { place, end: Some(Bound::Below(number(text))) }
        } else if word == "*" {
            Key::Range { place, end: None }
        } else {
            Key::Choice(word.to_owned())
        }
    }

    fn keys(table: &Table, dimension: usize) -> Vec<&str> {
        table.keys(dimension).iter().map(String::as_str).collect()
    }

    #[track_caller]
    fn gives(table: &Table, keys: &[&str], expected: Option<i64>) {
        let keys: Vec<Index> = keys
            .iter()
            .map(|key| match Decimal::parse(key) {
                Ok(number) => Index::Number(number.into()),
                Err(_) => Index::Choice((*key).to_owned()),
            })
            .collect();
        assert_eq!(table.get(&keys).map(|found| found.number), expected.map(Decimal::from_int), "{keys:?}");
    }

    #[test]
    fn looks_up_by_every_dimension() {
        let prices = table(&["big input 3", "big output 9", "small input 1"]).unwrap();
        gives(&prices, &["big", "output"], Some(9));
        for none in
            [vec!["small", "output"], vec!["big"], vec!["big", "output", "x"], vec![], vec!["7", "input"]]
        {
            gives(&prices, &none, None);
        }
        assert_eq!((keys(&prices, 0), keys(&prices, 1)), (vec!["big", "small"], vec!["input", "output"]));
        assert_eq!((keys(&prices, 2), prices.depth(), prices.is_by_number(0)), (vec![], 2, false));
    }

    #[test]
    fn numbers_fall_into_ranges_in_any_dimension() {
        let rows = ["sd <=1 up 7", "sd <=4 up 15", "sd * up 30", "hd <2 up 12", "hd <2 down 5", "hd * up 40"];
        let images = table(&rows).unwrap();
        for (keys, expected) in [
            (["sd", "1", "up"], Some(7)),
            (["sd", "1.01", "up"], Some(15)),
            (["sd", "4", "up"], Some(15)),
            (["sd", "1000", "up"], Some(30)),
            (["sd", "-5", "up"], Some(7)),
            (["hd", "1.99", "down"], Some(5)),
            (["hd", "2", "up"], Some(40)),
            (["hd", "2", "down"], None),
            (["hd", "up", "up"], None),
        ] {
            gives(&images, &keys, expected);
        }
        assert_eq!(
            (images.is_by_number(1), keys(&images, 1), keys(&images, 2)),
            (true, vec![], vec!["down", "up"])
        );
        let three = Index::Number(Fraction::from_int(3));
        let found = images.get(&[Index::Choice("sd".into()), three, Index::Choice("up".into())]).unwrap();
        let [one, four] = [1, 4].map(|number| Some(Bound::UpTo(Decimal::from_int(number))));
        assert_eq!(found.ranges, [(one, four)]);
    }

    #[test]
    fn names_missing_combinations() {
        let prices = table(&["big input 3", "big output 9", "small input 1"]).unwrap();
        let both = vec!["input", "output"];
        let named = |table: &Table, choices: &[Vec<&str>]| {
            let missing = table.missing(choices)?;
            assert_eq!(missing.count, missing.first.len());
            Some(missing.first.join("; "))
        };
        assert_eq!(named(&prices, &[vec!["big"], both.clone()]), None);
        assert_eq!(named(&prices, &[vec!["small", "big"], vec!["input"]]), None);
        assert_eq!(named(&prices, &[vec!["big", "small", "tiny"], both]).unwrap(), "small, output; tiny");
        assert_eq!(named(&prices, &[vec![], vec!["none"]]), None, "nothing asks for it");
        let images = table(&["<2 up 1", "<2 down 2", "* up 3"]).unwrap();
        assert_eq!(named(&images, &[vec![], vec!["up", "down"]]).unwrap(), "last range, down");
        assert_eq!(named(&images, &[vec![], vec!["up"]]), None);
    }

    #[test]
    fn many_missing_combinations_are_counted_not_listed() {
        let ids: Vec<String> = (0..2_000).map(|id| format!("k{id}")).collect();
        let rows: Vec<String> = ids.iter().map(|id| format!("{id} {id} 1")).collect();
        let sparse = table(&rows.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let missing = sparse.missing(&[ids.clone(), ids]).unwrap();
        assert_eq!(missing.count, 2_000 * 1_999);
        assert_eq!(missing.first, ["k0, k1", "k0, k2", "k0, k3", "k0, k4", "k0, k5"]);
    }

    #[test]
    fn refuses_what_is_no_table() {
        #[track_caller]
        fn refused(rows: &[&str], expected: &[(&str, &str)]) {
            let faults = table(rows).unwrap_err();
            let found: Vec<_> = faults.iter().map(|fault| (fault.code, named(&fault.keys))).collect();
            let found: Vec<_> = found.iter().map(|(code, keys)| (*code, keys.as_str())).collect();
            assert_eq!(found, expected, "{rows:?}");
        }
        refused(&[], &[("table_empty", "")]);
        refused(&["a 1", "a b 1", "a 2"], &[("table_depth", "a, b"), ("table_row_twice", "a")]);
        refused(&["a b 1", "a 1"], &[("table_depth", "a")]);
        refused(&["a <2 1", "a * 1", "b c 1"], &[("table_level_mixed", "b, c")]);
        refused(&["a <2 1"], &[("last_range_bounded", "a, < 2")]);
        refused(&["<=2 1", "<2 1", "* 1"], &[("range_bound_not_rising", "< 2")]);
        refused(&["a * 1", "a <3 1", "a * 2"], &[("range_bound_missing", "a, last range")]);
    }
}
