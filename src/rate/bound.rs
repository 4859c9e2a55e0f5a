//! Where one range of numbers ends and the next begins, in tier tables and in tables looked up by a number.

use serde::Serialize;

use crate::num::{Decimal, Fraction};

/// The upper end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself still belongs to the range.
    UpTo(Decimal),
    /// The number itself already belongs to the next range.
    Below(Decimal),
}

impl Bound {
    /// The number at which the range ends.
    pub fn number(self) -> Decimal {
        match self {
            Bound::UpTo(number) | Bound::Below(number) => number,
        }
    }

    /// Whether a number lies in the range or in one before it.
    pub fn holds(self, number: Fraction) -> bool {
        match self {
            Bound::UpTo(bound) => number <= bound.into(),
            Bound::Below(bound) => number < bound.into(),
        }
    }
}

/// What keeps ends from dividing all numbers into ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// A range before the last has no end.
    NoEnd,
    /// The last range has one.
    LastEnds,
    /// A range ends no higher than the one before it.
    NotRising { end: Decimal, previous: Decimal },
}

/// What is wrong with the ends of ranges in rising order, each with its index.
pub(super) fn gaps(ends: &[Option<Bound>]) -> Vec<(usize, Gap)> {
    let last = ends.len().saturating_sub(1);
    let mut previous: Option<Decimal> = None;
    let mut found = Vec::new();
    for (index, end) in ends.iter().enumerate() {
        match (end.map(Bound::number), previous) {
            (None, _) if index < last => found.push((index, Gap::NoEnd)),
            (Some(_), _) if index == last => found.push((index, Gap::LastEnds)),
            (Some(end), Some(previous)) if end <= previous => {
                found.push((index, Gap::NotRising { end, previous }));
            }
            _ => {}
        }
        previous = end.map(Bound::number).or(previous);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up_to(number: i64) -> Option<Bound> {
        Some(Bound::UpTo(Decimal::from_int(number)))
    }

    fn below(number: i64) -> Option<Bound> {
        Some(Bound::Below(Decimal::from_int(number)))
    }

    #[test]
    fn a_number_equal_to_the_bound_tells_them_apart() {
        let at = Fraction::from_int(5);
        assert!(up_to(5).unwrap().holds(at) && !below(5).unwrap().holds(at));
        assert!(below(5).unwrap().holds(Fraction::new(49, 10).unwrap()));
        assert!(!up_to(5).unwrap().holds(Fraction::new(51, 10).unwrap()));
    }

    #[test]
    fn every_gap_is_found() {
        assert_eq!(gaps(&[None]), []);
        assert_eq!(gaps(&[up_to(-3), below(0), up_to(7), None]), []);
        assert_eq!(gaps(&[up_to(1)]), [(0, Gap::LastEnds)]);
        let not_rising = Gap::NotRising { end: Decimal::from_int(9), previous: Decimal::from_int(9) };
        assert_eq!(
            gaps(&[up_to(9), None, below(9), up_to(3)]),
            [(1, Gap::NoEnd), (2, not_rising), (3, Gap::LastEnds)]
        );
    }
}
