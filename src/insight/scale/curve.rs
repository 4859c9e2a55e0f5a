//! The cost curve: what usage costs at best, and each single way of buying, from nothing to several times the entered usage.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::axis::{Axis, Scale};
use super::level::{CostView, Level, WayView};
use super::question::fault;
use super::rising::Rising;
use super::sheet::Sheet;
use crate::book::{Fault, PriceBook, Purchase};
use crate::insight::way::{Cost, Price, Way};
use crate::insight::{BaselineKind, Bought, InsightError};
use crate::meter::Usage;
use crate::plan::{Effort, Planned};
use crate::unit::Money;

/// Points when the question does not say.
const POINTS: u32 = 50;
/// Most points.
const MOST_POINTS: u32 = 500;
/// For each point at first, so that the curve is soon there; which of equally cheap plans is shown does not matter.
const SOON: Effort = Effort { nodes: 800, passes: 2, ties: false };
/// For each point that is not proved by then; what is known of its neighbours bounds it too.
const EFFORT: Effort = Effort { nodes: 20_000, passes: 4, ties: false };
/// Labels of the whole curve after which no point is planned anew.
const MANY_NODES: u64 = 150_000;

/// What usage costs from nothing to several times the entered one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CurveQuestion {
    /// What is scaled; all usage when missing.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Axis>"))]
    pub axis: Axis,
    /// Points evenly apart, 2 to 500, the entered usage apart; 50 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub points: Option<u32>,
    /// Up to how many times the entered usage, a decimal above 0 and at most 1000; 4 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub most: Option<String>,
}

impl CurveQuestion {
    /// The members an object of this shape may have, for callers whose decoder ignores others.
    pub const FIELDS: [&str; 3] = ["axis", "points", "most"];
}

/// The curve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CurveView {
    /// Whether every point is computed, and computed again where it was worth it.
    pub done: bool,
    /// Plannings made so far.
    pub calls: u32,
    /// Whether more usage is proved never to cost less; then no cost of the curve falls.
    pub rises: bool,
    /// The ways of buying alone, in the order in which points have their costs.
    pub ways: Vec<WayView>,
    /// The points computed so far, by rising usage.
    pub points: Vec<CurvePoint>,
}

/// One amount of usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CurvePoint {
    /// How much.
    pub level: Level,
    /// Whether it is the usage as it was entered.
    pub entered: bool,
    /// What it costs at best.
    pub best: CostView,
    /// What is bought for that, in short; empty where nothing is.
    pub offers: Vec<Bought>,
    /// What it costs with each way of buying alone.
    pub alone: Vec<CostView>,
}

/// A point as it was computed.
#[derive(Debug, Clone)]
struct Point {
    level: Level,
    offers: Vec<Bought>,
    /// What costs as much as the curve says; empty where nothing was found.
    purchases: Vec<Purchase>,
}

/// Computes the curve point by point, coarse to fine, the entered usage first.
#[derive(Debug, Clone)]
pub struct Curve {
    sheet: Sheet,
    rises: bool,
    ways: Vec<Way>,
    shown: Vec<WayView>,
    best: Rising,
    alone: Vec<Rising>,
    points: BTreeMap<u64, Point>,
    /// Amounts at which the purchases of the next were taken.
    taken: BTreeSet<u64>,
    /// What is still to be computed, the last first.
    wanted: Vec<u64>,
    /// Amounts that were planned anew.
    again: BTreeSet<u64>,
}

impl Curve {
    /// Begins.
    ///
    /// # Errors
    ///
    /// Every fault of the usage; or of the question: `unknown_line`, `unknown_feature`, `no_usage`, `bad_number`,
    /// `out_of_range`.
    pub fn new(book: &PriceBook, usage: &Usage, question: CurveQuestion) -> Result<Curve, Vec<Fault>> {
        let count = question.points.unwrap_or(POINTS);
        if !(2..=MOST_POINTS).contains(&count) {
            let fix = format!("ask for 2 to {MOST_POINTS}");
            return Err(fault("out_of_range", "curve.points", format!("a curve of {count} points"), fix));
        }
        let scale = Scale::new(book, usage, "curve", &question.axis)?;
        let (top, rises) = scale.top(book, "curve", question.most.as_deref())?;
        let own = scale.book(book);
        let ways = Way::all(own);
        let shown = ways.iter().map(|way| WayView::new(own, way)).collect();
        // What is bought automatically follows no rule that is proved.
        let rising = |way: &Way| Rising::new(rises && way.kind != BaselineKind::Automatic);
        let alone = ways.iter().map(rising).collect();
        let wanted = wanted(&scale, top, count);
        let (best, points, taken) = (Rising::new(rises), BTreeMap::new(), BTreeSet::new());
        let again = BTreeSet::new();
        Ok(Curve { sheet: Sheet::new(scale), rises, ways, shown, best, alone, points, taken, wanted, again })
    }

    /// Computes the next point; true when there is none left.
    ///
    /// # Errors
    ///
    /// One fault `too_large` when its numbers cannot be computed with exactly.
    pub fn step(&mut self, book: &PriceBook) -> Result<bool, Vec<Fault>> {
        if let Some(level) = self.wanted.pop() {
            self.compute(book, level)?;
        } else if let Some(level) = self.unproved() {
            self.again.insert(level);
            self.improve(book, level)?;
        } else if let Some((level, next)) = self.dearer_than_next() {
            // What is enough for more usage is enough here: only an unproved plan can be dearer.
            let purchases = self.points.get(&next).map(|point| point.purchases.clone()).unwrap_or_default();
            self.taken.insert(level);
            self.show(book, level, purchases)?;
        } else {
            return Ok(true);
        }
        Ok(self.is_done())
    }

    fn is_done(&self) -> bool {
        self.wanted.is_empty() && self.unproved().is_none() && self.dearer_than_next().is_none()
    }

    /// An amount whose least cost is worth looking for once more.
    fn unproved(&self) -> Option<u64> {
        if self.sheet.nodes >= MANY_NODES {
            return None;
        }
        let is_proved = |level: u64| self.best.at(level).is_some_and(Cost::is_proved);
        self.points.keys().copied().find(|level| !self.again.contains(level) && !is_proved(*level))
    }

    /// Plans an amount anew.
    fn improve(&mut self, book: &PriceBook, level: u64) -> Result<(), Vec<Fault>> {
        let Planned::Found(found) = self.sheet.best(book, level, EFFORT)? else { return Ok(()) };
        let (known, new) = (self.best.at(level).unwrap_or(Cost::UNKNOWN), Cost::found(&found));
        let cost = Cost { lower: new.lower.max(known.lower), upper: new.upper.min(known.upper) };
        self.best.learn(level, cost);
        if new.upper < known.upper {
            self.show(book, level, found.purchases)?;
        }
        Ok(())
    }

    fn compute(&mut self, book: &PriceBook, level: u64) -> Result<(), Vec<Fault>> {
        let (mut cost, mut purchases) = match self.best.given(level) {
            Some(cost) => {
                let next = self.points.range(level..).next();
                (cost, next.map(|(_, point)| point.purchases.clone()).unwrap_or_default())
            }
            None => match self.sheet.best(book, level, SOON)? {
                Planned::Found(found) => (Cost::found(&found), found.purchases),
                other => (Cost::of(&other), Vec::new()),
            },
        };
        let mut costs = Vec::with_capacity(self.ways.len());
        for index in 0..self.ways.len() {
            let Some(way) = self.ways.get(index).cloned() else { continue };
            let given = self.alone.get(index).and_then(|costs| costs.given(level));
            let alone = match given {
                Some(given) => given,
                None => self.sheet.alone(book, level, &way)?,
            };
            if way.kind != BaselineKind::Automatic && alone.upper < cost.upper {
                let metering = self.sheet.metering(book, level)?;
                let own = self.sheet.scale.book(book);
                if let Planned::Found(found) = way.plan(own, &metering).map_err(InsightError::from)? {
                    (cost.upper, purchases) = (Price::Of(found.cost), found.purchases);
                }
            }
            costs.push(alone);
        }
        self.best.learn(level, cost);
        for ((way, costs), mut alone) in self.ways.iter().zip(&mut self.alone).zip(costs) {
            if way.kind != BaselineKind::Automatic {
                // What is bought one way alone is not cheaper than the best.
                alone.lower = alone.lower.max(cost.lower);
            }
            costs.learn(level, alone);
        }
        let shown = self.sheet.level(book, level)?;
        let offers = match cost.upper {
            Price::Of(_) => self.sheet.bought(book, level, &purchases)?.0,
            Price::Never => Vec::new(),
        };
        self.points.insert(level, Point { level: shown, offers, purchases });
        Ok(())
    }

    /// Shows these purchases at an amount.
    fn show(&mut self, book: &PriceBook, level: u64, purchases: Vec<Purchase>) -> Result<(), Vec<Fault>> {
        let (offers, _) = self.sheet.bought(book, level, &purchases)?;
        if let Some(point) = self.points.get_mut(&level) {
            (point.offers, point.purchases) = (offers, purchases);
        }
        Ok(())
    }

    /// An amount whose purchases cost more than those of the next, with the next.
    fn dearer_than_next(&self) -> Option<(u64, u64)> {
        if !self.rises {
            return None;
        }
        let pairs = self.points.iter().rev().skip(1).zip(self.points.keys().rev());
        let is_dearer = |level: u64, point: &Point| {
            let mut amounts = point.offers.iter().map(|bought| bought.amount);
            let paid = amounts.try_fold(Money::ZERO, |sum, amount| sum.checked_add(amount).ok());
            match self.best.at(level).map(|cost| cost.upper) {
                Some(Price::Of(known)) => paid.is_none_or(|paid| paid > known),
                _ => false,
            }
        };
        let mut dearer =
            pairs.filter(|((level, point), _)| !self.taken.contains(level) && is_dearer(**level, point));
        dearer.next().map(|((level, _), next)| (*level, *next))
    }

    /// What is known so far.
    pub fn view(&self) -> CurveView {
        let entered = self.sheet.scale.entered();
        let points = self.points.iter().filter_map(|(level, point)| {
            Some(CurvePoint {
                level: point.level.clone(),
                entered: *level == entered,
                best: self.best.at(*level)?.into(),
                offers: point.offers.clone(),
                alone: self.alone.iter().filter_map(|costs| costs.at(*level).map(CostView::from)).collect(),
            })
        });
        CurveView {
            done: self.is_done(),
            calls: self.sheet.calls,
            rises: self.rises,
            ways: self.shown.clone(),
            points: points.collect(),
        }
    }
}

/// The amounts of a curve, in the reverse of the order in which they are computed: the entered one first, then the ends,
/// then every second one, every fourth, and so on between them.
fn wanted(scale: &Scale, top: u64, count: u32) -> Vec<u64> {
    let last = u64::from(count).saturating_sub(1).max(1);
    let level = |index: u64| {
        let level = u128::from(top).saturating_mul(index.into()).checked_div(last.into());
        level.and_then(|level| u64::try_from(level).ok()).unwrap_or(top)
    };
    let mut order = vec![scale.entered(), 0, top];
    let mut stride = last.next_power_of_two();
    while stride > 1 {
        let half = stride >> 1;
        let steps = (0..=last).map(|step| step.saturating_mul(stride).saturating_add(half));
        order.extend(steps.take_while(|index| *index < last).map(level));
        stride = half;
    }
    let mut wanted: Vec<u64> = Vec::with_capacity(order.len());
    for level in order {
        if level <= top.max(scale.entered()) && !wanted.contains(&level) {
            wanted.push(level);
        }
    }
    wanted.reverse();
    wanted
}
