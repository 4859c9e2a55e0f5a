//! What lies between two amounts that were looked at.

use crate::insight::InsightError;
use crate::insight::way::Price;
use crate::unit::Money;

/// What is known of the amounts above one that was looked at, up to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    /// All of them are like the next.
    Settled,
    /// All of them are like the next, which is not like the one before.
    Step,
    /// Somewhere between them it changes.
    Switch,
    /// Both ends are alike; something else may be cheaper between them, by so much at most. `None`: by anything.
    Open(Option<Money>),
}

impl Stretch {
    /// How far a cost that is at most `most` at the end may be undercut by what costs at least `least`.
    pub fn open(most: Price, least: Price) -> Result<Stretch, InsightError> {
        match (most, least) {
            (Price::Of(most), Price::Of(least)) => Ok(Stretch::Open(Some(most.checked_sub(least)?))),
            _ => Ok(Stretch::Open(None)),
        }
    }
}

/// A run of amounts alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run<T> {
    pub from: u64,
    pub to: u64,
    pub like: T,
    /// Whether nothing else is cheaper anywhere in it.
    pub is_exact: bool,
    /// Something else may be cheaper by so much at most; `None`: by anything.
    pub less: Option<Money>,
}

/// An amount looked at: what it is like, and whether that is proved (or by how much something else may be cheaper).
pub(super) type Seen<T> = (u64, T, Stretch);

/// Amounts looked at, in order, as runs of those alike; `between` says what lies before each but the first.
pub(super) fn runs<T: PartialEq + Clone>(seen: &[Seen<T>], between: &[Stretch]) -> Vec<Run<T>> {
    let mut runs: Vec<Run<T>> = Vec::new();
    for (index, (level, like, own)) in seen.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| between.get(index)).copied();
        match runs.last_mut().filter(|run| run.like == *like) {
            Some(run) => {
                run.to = *level;
                run.add(before.unwrap_or(Stretch::Settled));
                run.add(*own);
            }
            None => {
                let (from, to) = (*level, *level);
                let mut run = Run { from, to, like: like.clone(), is_exact: true, less: Some(Money::ZERO) };
                run.add(*own);
                runs.push(run);
            }
        }
    }
    runs
}

impl<T> Run<T> {
    fn add(&mut self, stretch: Stretch) {
        if let Stretch::Open(less) = stretch {
            self.is_exact = false;
            self.less = match (self.less, less) {
                (Some(known), Some(less)) => Some(known.max(less)),
                _ => None,
            };
        }
    }
}

/// The stretch to look into next, by its place: switches before others, the widest first, then where most may be saved.
pub(super) fn next(levels: &[u64], between: &[Stretch]) -> Option<usize> {
    let rank = |index: usize| {
        let width = match (levels.get(index), levels.get(index.saturating_add(1))) {
            (Some(low), Some(high)) => high.saturating_sub(*low),
            _ => 0,
        };
        match between.get(index)? {
            Stretch::Settled => None,
            Stretch::Step => Some((3, Money::ZERO, width)),
            Stretch::Switch => Some((2, Money::ZERO, width)),
            Stretch::Open(None) => Some((1, Money::ZERO, width)),
            Stretch::Open(Some(less)) => Some((0, *less, width)),
        }
    };
    // The first of several alike.
    (0..between.len())
        .rev()
        .filter_map(|index| Some((rank(index)?, index)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, index)| index)
}

/// The amount between two others.
pub(super) fn middle(low: u64, high: u64) -> u64 {
    low.saturating_add(high.saturating_sub(low) / 2)
}
