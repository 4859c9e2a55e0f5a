//! Streams: usage that the same credits can serve.

use std::collections::BTreeMap;

use super::line::Line;
use crate::book::{Grant, PriceBook};

/// Most streams one usage may have; a set of them is one machine word.
pub const MOST_STREAMS: usize = 64;

/// Usage that the same credits can serve: of one credit type, covered by the same restricted grants, and of one team
/// where people have credits of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stream {
    /// Index of the credit type.
    pub credit: usize,
    /// Index of a feature that stands for all of the stream's.
    pub feature: usize,
    /// Index of the team; 0 where nobody has credits of their own.
    pub team: usize,
}

/// A set of streams, by their indices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreamSet(u64);

impl StreamSet {
    /// No stream.
    pub const NONE: StreamSet = StreamSet(0);

    /// The set with one more stream; a stream beyond [`MOST_STREAMS`] is left out.
    #[must_use]
    pub fn with(self, stream: usize) -> StreamSet {
        match u32::try_from(stream).ok().and_then(|stream| 1_u64.checked_shl(stream)) {
            Some(bit) => StreamSet(self.0 | bit),
            None => self,
        }
    }

    /// Whether a stream is in the set.
    pub fn contains(self, stream: usize) -> bool {
        let bit = u32::try_from(stream).ok().and_then(|stream| 1_u64.checked_shl(stream)).unwrap_or(0);
        self.0 & bit != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether every stream of the other set is in this one.
    pub fn covers(self, other: StreamSet) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the sets have a stream in common.
    pub fn meets(self, other: StreamSet) -> bool {
        self.0 & other.0 != 0
    }
}

/// The streams that a grant's credits serve; `team` is the team whose own they are.
pub fn served(streams: &[Stream], grant: &Grant, team: Option<usize>) -> StreamSet {
    let serves = |stream: &Stream| {
        stream.credit == grant.credit
            && grant.scope.as_ref().is_none_or(|scope| scope.covers(stream.feature))
            && team.is_none_or(|team| team == stream.team)
    };
    let fitting = streams.iter().enumerate().filter(|(_, stream)| serves(stream));
    fitting.fold(StreamSet::NONE, |set, (index, _)| set.with(index))
}

/// The streams of some lines, at least one; each cost of the lines learns its own.
pub(super) fn assign(book: &PriceBook, lines: &mut [Line]) -> Vec<Stream> {
    let is_private = book.offers().iter().flat_map(|offer| offer.grants()).any(|grant| grant.private);
    let group = |feature: usize, team: usize, credit: usize| Group {
        credit,
        scopes: scopes(book, credit, feature),
        team: if is_private { team } else { 0 },
    };
    // Whatever the lines' order, the first of a stream's features in the book stands for it.
    let mut first: BTreeMap<Group, usize> = BTreeMap::new();
    for line in lines.iter() {
        for cost in line.metered.iter().flat_map(|metered| &metered.costs) {
            let feature = first.entry(group(line.feature, line.team, cost.credit)).or_insert(line.feature);
            *feature = line.feature.min(*feature);
        }
    }
    let mut groups: Vec<(Group, usize)> = first.into_iter().collect();
    groups.sort_by_key(|(group, feature)| (*feature, group.credit, group.team));
    for line in lines.iter_mut() {
        let (feature, team) = (line.feature, line.team);
        for cost in line.metered.iter_mut().flat_map(|metered| &mut metered.costs) {
            let own = group(feature, team, cost.credit);
            cost.stream = groups.iter().position(|(group, _)| *group == own).unwrap_or(0);
        }
    }
    let streams: Vec<Stream> = groups
        .iter()
        .map(|(group, feature)| Stream { credit: group.credit, feature: *feature, team: group.team })
        .collect();
    if streams.is_empty() { vec![Stream { credit: 0, feature: 0, team: 0 }] } else { streams }
}

/// What usage of one stream has in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    credit: usize,
    scopes: Vec<bool>,
    team: usize,
}

/// What tells features apart that cost the same credit type: the restricted grants and charges of the type that cover
/// them.
fn scopes(book: &PriceBook, credit: usize, feature: usize) -> Vec<bool> {
    let grants = book.offers().iter().flat_map(|offer| offer.grants());
    let grants = grants.filter(|grant| grant.credit == credit).map(|grant| grant.scope.as_ref());
    let charges = book.offers().iter().flat_map(|offer| offer.charges());
    let charges =
        charges.filter(|charging| charging.credit == credit).map(|charging| charging.scope.as_ref());
    grants.chain(charges).flatten().map(|scope| scope.covers(feature)).collect()
}
