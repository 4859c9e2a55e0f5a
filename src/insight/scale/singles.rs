//! Which single way of buying is cheapest, along amounts of usage.
//!
//! Of equally cheap ways the first in order wins. Let W win at `b`. Where costs never fall, W wins on all of `(a, b]` if
//! it costs no more at `b` than any other way V costs at least at `a`: for `u` in between, W costs no more at `u` than at
//! `b`, and V no less at `u` than at `a` (strictly less for V that come first). Otherwise the stretch is halved. Near
//! a crossing the stretches shrink by halves, so a switch is found to the unit after a logarithmic number of questions.

use std::collections::BTreeMap;

use super::level::Level;
use super::rising::Rising;
use super::sheet::Sheet;
use super::stretch::{Run, Seen, Stretch, middle, next, runs};
use crate::book::{Fault, PriceBook};
use crate::insight::way::{Cost, Price, Way};
use crate::insight::{BaselineKind, InsightError};

/// Most plannings of single ways; each is a small one.
const MOST_CALLS: u32 = 2_000;
/// The same where costs are not proved to rise, so that no number of them proves anything.
const MOST_UNPROVED: u32 = 400;

/// The ways, and what they cost at the amounts looked at.
#[derive(Debug, Clone)]
pub(super) struct Singles {
    pub ways: Vec<Way>,
    rises: bool,
    costs: Vec<Rising>,
    /// Amounts looked at, in order.
    levels: Vec<u64>,
    left: u32,
    shown: BTreeMap<u64, Level>,
}

/// What to do next.
enum Task {
    Ask(u64, usize),
    Look(u64),
}

/// A way that wins, or none; and whether that is proved.
type Won = (Option<usize>, Stretch);

impl Singles {
    /// The ways that are planned, or those of them that are wanted; at first at some amounts.
    pub fn new(ways: Vec<Way>, levels: &[u64], rises: bool) -> Singles {
        let ways: Vec<Way> = ways.into_iter().filter(|way| way.kind != BaselineKind::Automatic).collect();
        let mut levels = levels.to_vec();
        levels.sort_unstable();
        levels.dedup();
        let costs = vec![Rising::new(rises); ways.len()];
        let left = if rises { MOST_CALLS } else { MOST_UNPROVED };
        Singles { ways, rises, costs, levels, left, shown: BTreeMap::new() }
    }

    /// Goes on by one planning; true when there is nothing left to do.
    pub fn step(&mut self, sheet: &mut Sheet, book: &PriceBook) -> Result<bool, Vec<Fault>> {
        loop {
            match self.task()? {
                _ if self.left == 0 => return Ok(true),
                None => return Ok(true),
                Some(Task::Look(level)) => {
                    let place = self.levels.partition_point(|known| *known < level);
                    self.levels.insert(place, level);
                }
                Some(Task::Ask(level, index)) => {
                    let Some((way, costs)) = self.ways.get(index).zip(self.costs.get_mut(index)) else {
                        return Ok(true);
                    };
                    if let std::collections::btree_map::Entry::Vacant(shown) = self.shown.entry(level) {
                        shown.insert(sheet.level(book, level)?);
                    }
                    if let Some(given) = costs.given(level) {
                        costs.learn(level, given);
                        continue;
                    }
                    costs.learn(level, sheet.alone(book, level, way)?);
                    self.left = self.left.saturating_sub(1);
                    return Ok(false);
                }
            }
        }
    }

    fn task(&self) -> Result<Option<Task>, InsightError> {
        for level in &self.levels {
            if let Err(way) = self.won(*level)? {
                return Ok(Some(Task::Ask(*level, way)));
            }
        }
        let between = self.between()?;
        let Some(place) = next(&self.levels, &between) else { return Ok(None) };
        let (Some(low), Some(high), Some(stretch)) =
            (self.levels.get(place), self.levels.get(place.saturating_add(1)), between.get(place))
        else {
            return Ok(None);
        };
        Ok(Some(match stretch {
            Stretch::Step => Task::Look(low.saturating_add(1)),
            Stretch::Open(_) if self.rises => match self.asked_too_little(*low, *high)? {
                Some(way) => Task::Ask(*low, way),
                None => Task::Look(middle(*low, *high)),
            },
            _ => Task::Look(middle(*low, *high)),
        }))
    }

    /// Whether a way beats another that costs at least so much.
    fn beats(way: usize, most: Price, other: usize, least: Price) -> bool {
        if other < way { least > most } else { least >= most }
    }

    /// The way that wins at an amount, or a way that has to be asked for first.
    fn won(&self, level: u64) -> Result<Result<Won, usize>, InsightError> {
        let known =
            self.costs.iter().enumerate().filter_map(|(way, costs)| Some((costs.at(level)?.upper, way)));
        let best = known.min();
        let open = |(way, costs): (usize, &Rising)| {
            let least = costs.least(level);
            let may_win = match best {
                None => true,
                Some((Price::Never, _)) => least != Price::Never,
                Some((most, best)) => !Self::beats(best, most, way, least),
            };
            (may_win && costs.at(level).is_none()).then_some((least, way))
        };
        if let Some((_, way)) = self.costs.iter().enumerate().filter_map(open).min() {
            return Ok(Err(way));
        }
        let Some((most, best)) = best else { return Ok(Ok((None, Stretch::Settled))) };
        let winner = (most != Price::Never).then_some(best);
        let doubt = self.doubt(winner, most, level)?;
        Ok(Ok((winner, doubt.map_or(Stretch::Settled, |(_, open)| open))))
    }

    /// A way that may be cheaper than the winner, from an amount on, and the stretch that leaves open.
    fn doubt(
        &self,
        winner: Option<usize>,
        most: Price,
        from: u64,
    ) -> Result<Option<(usize, Stretch)>, InsightError> {
        let others = self.costs.iter().enumerate().filter(|(way, _)| Some(*way) != winner);
        let open = others.filter_map(|(way, costs)| {
            let least = costs.least(from);
            let is_beaten = match winner {
                Some(winner) => Self::beats(winner, most, way, least),
                None => least == Price::Never,
            };
            (!is_beaten).then_some((least, way))
        });
        let Some((least, way)) = open.min() else { return Ok(None) };
        Ok(Some((way, Stretch::open(most, least)?)))
    }

    /// The cost of the winner at an amount.
    fn most(&self, winner: Option<usize>, level: u64) -> Price {
        let costs = winner.and_then(|winner| self.costs.get(winner));
        costs.map_or(Price::Never, |costs| costs.most(level))
    }

    /// A way whose cost at the lower end is not known well enough to say who wins above it.
    fn asked_too_little(&self, low: u64, high: u64) -> Result<Option<usize>, InsightError> {
        let Ok((winner, _)) = self.won(high)? else { return Ok(None) };
        let most = self.most(winner, high);
        let unasked = |(way, costs): (usize, &Rising)| {
            let least = costs.least(low);
            let is_beaten = match winner {
                Some(winner) => winner == way || Self::beats(winner, most, way, least),
                None => least == Price::Never,
            };
            (!is_beaten && costs.at(low).is_none()).then_some((least, way))
        };
        Ok(self.costs.iter().enumerate().filter_map(unasked).min().map(|(_, way)| way))
    }

    /// What lies between the amounts looked at.
    fn between(&self) -> Result<Vec<Stretch>, InsightError> {
        let pairs = self.levels.iter().zip(self.levels.iter().skip(1));
        pairs.map(|(low, high)| self.stretch(*low, *high)).collect()
    }

    fn stretch(&self, low: u64, high: u64) -> Result<Stretch, InsightError> {
        let (Ok((before, _)), Ok((winner, _))) = (self.won(low)?, self.won(high)?) else {
            return Ok(Stretch::Open(None));
        };
        if high.saturating_sub(low) <= 1 {
            return Ok(Stretch::Settled);
        }
        if self.rises {
            let doubt = self.doubt(winner, self.most(winner, high), low)?;
            match doubt {
                None if before == winner => return Ok(Stretch::Settled),
                None => return Ok(Stretch::Step),
                Some((_, open)) if before == winner => return Ok(open),
                Some(_) => {}
            }
        }
        Ok(if before == winner { Stretch::Open(None) } else { Stretch::Switch })
    }

    /// The runs of amounts with one winner, as far as they are known.
    pub fn runs(&self) -> Result<Vec<Run<Option<usize>>>, InsightError> {
        let mut seen: Vec<Seen<Option<usize>>> = Vec::new();
        let mut between = Vec::new();
        for level in &self.levels {
            let Ok((winner, own)) = self.won(*level)? else { continue };
            if let Some((before, ..)) = seen.last() {
                between.push(self.stretch(*before, *level)?);
            }
            seen.push((*level, winner, own));
        }
        Ok(runs(&seen, &between))
    }

    /// What a way costs at an amount that was asked for.
    pub fn cost(&self, way: usize, level: u64) -> Option<Cost> {
        self.costs.get(way)?.at(level)
    }

    /// An amount that was asked for.
    pub fn shown(&self, level: u64) -> Option<&Level> {
        self.shown.get(&level)
    }
}
