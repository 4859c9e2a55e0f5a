//! Which plans the cheapest purchase plan of all subscribes to, along amounts of usage.
//!
//! Where two amounts have different answers the stretch between them is halved until they are neighbours, so each switch
//! that is found is exact to the unit. Where two amounts `a < b` have the same answer and the same cost, and costs never
//! fall, the purchase plan of `b` is cheapest on all of `(a, b]`: it is enough there and nothing costs less than at
//! `a`. Where the cost rises from `a` to `b` something else may be cheaper in between, by no more than the rise;
//! the largest rises are halved first, as long as the number of plannings allows, and what remains is said.

use std::collections::{BTreeMap, BTreeSet};

use super::level::Level;
use super::rising::Rising;
use super::sheet::Sheet;
use super::stretch::{Run, Seen, Stretch, middle, next, runs};
use crate::book::{Amount, Fault, OfferKind, PriceBook, Term};
use crate::insight::way::{Cost, Price};
use crate::insight::{Bought, InsightError};
use crate::plan::{Effort, Found, Planned};

/// Most plannings.
const MOST_CALLS: u32 = 240;
/// Labels after which no further planning is begun; time is never counted, so that every machine says the same.
const MOST_NODES: u64 = 600_000;
/// For each of them; of equally cheap plans the recommended one gives the answer.
const EFFORT: Effort = Effort { nodes: 20_000, passes: 4, ties: true };

/// What the cheapest purchase plan is made of, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// These plans (the first offer of the family) for these terms.
    Plans(BTreeSet<(usize, Term)>),
    /// No plan, but something paid in advance.
    Prepaid,
    /// Nothing but charges after use.
    AsYouGo,
    /// Nothing at all.
    Nothing,
    /// Nothing covers the usage.
    Uncovered,
    /// Nothing was found within the planner's budget.
    NotFound,
}

/// An amount that was looked at.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub label: Label,
    pub level: Level,
    pub offers: Vec<Bought>,
}

/// The amounts looked at.
#[derive(Debug, Clone)]
pub(super) struct Best {
    rises: bool,
    /// Whether nothing but charges after use can be bought at all, so that nothing else can ever win.
    only_charges: bool,
    costs: Rising,
    points: BTreeMap<u64, Point>,
    wanted: Vec<u64>,
    left: u32,
}

impl Best {
    /// At first at some amounts.
    pub fn new(book: &PriceBook, levels: &[u64], rises: bool) -> Best {
        let only_charges = book
            .offers()
            .iter()
            .all(|offer| matches!(offer.kind_name(), OfferKind::PayAsYouGo | OfferKind::Gift));
        let mut wanted = levels.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        Best {
            rises,
            only_charges,
            costs: Rising::new(rises),
            points: BTreeMap::new(),
            wanted,
            left: MOST_CALLS,
        }
    }

    /// Goes on by one planning; true when there is nothing left to do.
    pub fn step(&mut self, sheet: &mut Sheet, book: &PriceBook) -> Result<bool, Vec<Fault>> {
        if self.left == 0 || sheet.nodes >= MOST_NODES {
            return Ok(true);
        }
        let Some(level) = self.wanted.pop().or(self.next()?) else { return Ok(true) };
        let planned = sheet.best(book, level, EFFORT)?;
        self.left = self.left.saturating_sub(1);
        let (label, offers) = match &planned {
            Planned::Found(found) => {
                let (offers, _) = sheet.bought(book, level, &found.purchases)?;
                (label(book, found, &offers), offers)
            }
            Planned::Impossible { .. } => (Label::Uncovered, Vec::new()),
            Planned::RanOut { .. } => (Label::NotFound, Vec::new()),
        };
        self.costs.learn(level, Cost::of(&planned));
        let shown = sheet.level(book, level)?;
        self.points.insert(level, Point { label, level: shown, offers });
        Ok(false)
    }

    fn next(&self) -> Result<Option<u64>, InsightError> {
        let levels: Vec<u64> = self.points.keys().copied().collect();
        let place = next(&levels, &self.between()?);
        let ends = place.and_then(|place| Some((levels.get(place)?, levels.get(place.saturating_add(1))?)));
        Ok(ends.map(|(low, high)| middle(*low, *high)))
    }

    fn between(&self) -> Result<Vec<Stretch>, InsightError> {
        let pairs = self.points.iter().zip(self.points.iter().skip(1));
        pairs
            .map(|((low, before), (high, after))| {
                let (least, most) = (self.costs.least(*low), self.costs.most(*high));
                if high.saturating_sub(*low) <= 1 {
                    Ok(Stretch::Settled)
                } else if before.label != after.label {
                    Ok(Stretch::Switch)
                } else if self.only_charges {
                    Ok(Stretch::Settled)
                } else if !self.rises {
                    Ok(Stretch::Open(None))
                } else if (most <= least && most != Price::Never) || least == Price::Never {
                    Ok(Stretch::Settled)
                } else {
                    Stretch::open(most, least)
                }
            })
            .collect()
    }

    /// The runs of amounts with one answer, as far as they are known.
    pub fn runs(&self) -> Result<Vec<Run<Label>>, InsightError> {
        let mut seen: Vec<Seen<Label>> = Vec::new();
        for (level, point) in &self.points {
            let own = match self.costs.at(*level) {
                Some(cost) if !cost.is_proved() => Stretch::open(cost.upper, cost.lower)?,
                _ => Stretch::Settled,
            };
            seen.push((*level, point.label.clone(), own));
        }
        Ok(runs(&seen, &self.between()?))
    }

    /// What is known of an amount that was looked at.
    pub fn at(&self, level: u64) -> Option<(&Point, Cost)> {
        Some((self.points.get(&level)?, self.costs.at(level)?))
    }
}

fn label(book: &PriceBook, found: &Found, offers: &[Bought]) -> Label {
    let terms = found.purchases.iter().filter_map(|purchase| match purchase.amount {
        Amount::Term(term) => Some((book.offer(purchase.offer)?.family, term)),
        _ => None,
    });
    let plans: BTreeSet<(usize, Term)> = terms.collect();
    if !plans.is_empty() {
        Label::Plans(plans)
    } else if !found.purchases.is_empty() {
        Label::Prepaid
    } else if offers.is_empty() {
        Label::Nothing
    } else {
        Label::AsYouGo
    }
}
