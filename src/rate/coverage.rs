//! Which combinations of choices a table has rows for, made ready to be asked by many lookups.

use std::collections::BTreeSet;

use super::level::Level;

/// The rows of a table as places in the sorted keys of each dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Coverage {
    /// For each dimension the choices that occur anywhere in it, sorted; none where it is by number.
    keys: Vec<Vec<String>>,
    rows: Node,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    /// Every combination of the keys of the dimensions from here on has a row; so it is with most tables.
    Full,
    /// The places of the keys, rising, under each of which every combination has a row.
    Keys(Vec<usize>),
    /// By the places of the keys, rising.
    Choices(Vec<(usize, Node)>),
    /// The ranges that are not full.
    Ranges(Vec<Node>),
}

impl Coverage {
    /// The coverage of rows with so many dimensions.
    pub fn of(rows: &Level, depth: usize) -> Coverage {
        let mut levels = vec![rows];
        let mut keys = Vec::new();
        for _ in 0..depth {
            let choices = levels.iter().filter_map(|level| match level {
                Level::Choices(rows) => Some(rows.keys()),
                Level::Ranges(_) | Level::Number(_) => None,
            });
            let own: BTreeSet<&String> = choices.flatten().collect();
            keys.push(own.into_iter().cloned().collect());
            levels = levels.iter().flat_map(|level| level.inner()).collect();
        }
        let rows = node(rows, &keys);
        Coverage { keys, rows }
    }

    /// The choices that occur anywhere in a dimension, counted from 0, sorted; none where it is by number.
    pub fn keys(&self, dimension: usize) -> &[String] {
        self.keys.get(dimension).map_or(&[], Vec::as_slice)
    }

    /// Whether every combination of `choices` (one list a dimension, not read where it is by number) has a row.
    /// False also for a choice that occurs nowhere, even where the other lists leave nothing to combine it with.
    pub fn covers(&self, choices: &[Vec<&str>]) -> bool {
        let places = choices.iter().zip(&self.keys).map(|(ids, keys)| {
            let place = |id: &&str| keys.binary_search_by(|key| key.as_str().cmp(*id)).ok();
            let mut places = ids.iter().map(place).collect::<Option<Vec<usize>>>()?;
            places.sort_unstable();
            places.dedup();
            Some(places)
        });
        places.collect::<Option<Vec<_>>>().is_some_and(|places| self.rows.covers(&places))
    }
}

fn node(level: &Level, keys: &[Vec<String>]) -> Node {
    let Some((own, rest)) = keys.split_first() else { return Node::Full };
    match level {
        Level::Number(_) => Node::Full,
        Level::Choices(rows) => {
            let rows =
                rows.iter().filter_map(|(id, inner)| Some((own.binary_search(id).ok()?, node(inner, rest))));
            let rows: Vec<(usize, Node)> = rows.collect();
            match rows.iter().all(|(_, inner)| *inner == Node::Full) {
                true if rows.len() == own.len() => Node::Full,
                true => Node::Keys(rows.into_iter().map(|(place, _)| place).collect()),
                false => Node::Choices(rows),
            }
        }
        Level::Ranges(rows) => {
            let inner = rows.values().map(|(_, inner)| node(inner, rest));
            let open: Vec<Node> = inner.filter(|inner| *inner != Node::Full).collect();
            if open.is_empty() { Node::Full } else { Node::Ranges(open) }
        }
    }
}

impl Node {
    /// `places` rise in every dimension, each once.
    fn covers(&self, places: &[Vec<usize>]) -> bool {
        let Some((own, rest)) = places.split_first() else { return true };
        match self {
            Node::Full => true,
            Node::Keys(rows) => {
                let mut rows = rows.iter();
                own.iter().all(|place| rows.find(|row| *row >= place) == Some(place))
            }
            Node::Choices(rows) => {
                let mut rows = rows.iter();
                own.iter().all(|place| {
                    let row = rows.find(|(row, _)| row >= place);
                    row.is_some_and(|(row, inner)| row == place && inner.covers(rest))
                })
            }
            Node::Ranges(rows) => rows.iter().all(|inner| inner.covers(rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Decimal;
    use crate::rate::level::Key;

    fn coverage(rows: &[&str]) -> (Level, Coverage) {
        let mut level = Level::above(Some(false));
        let mut depth = 0;
        for row in rows {
            let keys: Vec<Key> = row.split(' ').map(|key| Key::Choice(key.to_owned())).collect();
            depth = keys.len();
            assert!(level.insert(&keys, Decimal::ONE));
        }
        let coverage = Coverage::of(&level, depth);
        (level, coverage)
    }

    #[test]
    fn a_grid_is_full_whatever_its_size() {
        let (_, full) = coverage(&["a x 1", "a x 2", "a y 1", "a y 2", "b x 1", "b x 2", "b y 1", "b y 2"]);
        assert_eq!(full.rows, Node::Full);
        let (_, open) = coverage(&["a x 1", "a x 2", "a y 1", "a y 2", "b x 1", "b x 2", "b y 2"]);
        let keys = Node::Choices(vec![(0, Node::Full), (1, Node::Keys(vec![1]))]);
        assert_eq!(open.rows, Node::Choices(vec![(0, Node::Full), (1, keys)]));
    }

    /// Every subset of the keys against the walk that names what is missing.
    #[test]
    fn it_covers_what_has_no_missing_row() {
        const KEYS: [&str; 3] = ["a", "b", "none"];
        const INNER: [&str; 3] = ["x", "y", "none"];
        let subset = |keys: [&'static str; 3], mask: u8| -> Vec<&'static str> {
            keys.into_iter()
                .enumerate()
                .filter(|(bit, _)| mask >> bit & 1 == 1)
                .map(|(_, key)| key)
                .rev()
                .collect()
        };
        for rows in
            [vec!["a x", "a y", "b x", "b y"], vec!["a x", "b x", "b y"], vec!["a x", "b y"], vec!["b y"]]
        {
            let (level, coverage) = coverage(&rows);
            for (outer, inner) in (1..8).flat_map(|outer| (1..8).map(move |inner| (outer, inner))) {
                let choices = [subset(KEYS, outer), subset(INNER, inner)];
                let missing = level.missing(&choices, 9);
                let sets = choices.each_ref().map(|ids| ids.iter().copied().collect());
                assert_eq!(coverage.covers(&choices), missing.is_empty(), "{rows:?} {choices:?}");
                assert_eq!(level.count_missing(&sets), missing.len(), "{rows:?} {choices:?}");
            }
        }
    }
}
