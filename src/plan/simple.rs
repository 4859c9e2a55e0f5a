//! Simple ways to buy, of which one is nearly always found at once: one plan all along or none, with one kind of pack or
//! top-up bought when it is needed, and charges for the rest.
//!
//! What they cost is what it costs: every month is played as the search plays it. They are a first answer, and what the
//! search has to beat; nothing is proved by them.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "items, variants and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::label::Label;
use super::path::{Decision, Path};
use super::problem::Problem;

/// Plans, of those that alone cost least, that are tried with every item.
const PLANS_WITH_ITEMS: usize = 3;
/// Items tried with each of them.
const ITEMS: usize = 24;
/// Purchases of one month besides the way's own item.
const HELP: usize = 4;

/// One way to buy, month after month.
#[derive(Debug, Clone, Copy)]
struct Way {
    variant: Option<usize>,
    item: Option<usize>,
    /// Whether enough is bought, or only what is used up at once.
    enough: bool,
}

/// The ways, one after another.
#[derive(Debug)]
pub struct Simple {
    ways: Vec<Way>,
    played: usize,
    /// Cost and variant of the ways without an item.
    plans: Vec<(i64, Option<usize>)>,
    best: Option<Path>,
}

impl Simple {
    /// Nothing is played yet.
    pub fn new(problem: &Problem) -> Simple {
        let variants = std::iter::once(None).chain((0..problem.variants.len()).map(Some));
        let ways = variants.map(|variant| Way { variant, item: None, enough: true }).collect();
        Simple { ways, played: 0, plans: Vec::new(), best: None }
    }

    /// Plays ways until so many labels are made. True when all are played.
    pub fn run(&mut self, problem: &Problem, nodes: &mut u64, until: u64) -> bool {
        loop {
            let Some(way) = self.ways.get(self.played).copied() else {
                if self.plans.is_empty() {
                    return true;
                }
                self.with_items(problem);
                continue;
            };
            if *nodes >= until {
                return false;
            }
            self.played += 1;
            let limit = way.item.and(self.best.as_ref()).map_or(i64::MAX, |best| best.cost);
            let Some(path) = play(problem, way, limit, nodes) else { continue };
            if way.item.is_none() {
                self.plans.push((path.cost, way.variant));
            }
            if self.best.as_ref().is_none_or(|best| path.cost < best.cost) {
                self.best = Some(path);
            }
        }
    }

    /// The cheapest way so far.
    pub fn best(&self) -> Option<&Path> {
        self.best.as_ref()
    }

    /// Goes on with the plans that cost least.
    fn with_items(&mut self, problem: &Problem) {
        let mut plans = std::mem::take(&mut self.plans);
        plans.sort_by_key(|(cost, _)| *cost);
        for (_, variant) in plans.into_iter().take(PLANS_WITH_ITEMS) {
            for item in 0..problem.items.len().min(ITEMS) {
                let way = |enough| Way { variant, item: Some(item), enough };
                self.ways.extend([way(true), way(false)]);
            }
        }
    }
}

/// Plays a way to the end of the horizon; `None` where it fails, or costs no less than `limit`.
fn play(problem: &Problem, way: Way, limit: i64, nodes: &mut u64) -> Option<Path> {
    let (mut label, mut months): (Label, Vec<Decision>) = match problem.begun() {
        None => (Label::root(problem), Vec::new()),
        Some(label) => (label.ok()?, problem.first.iter().cloned().collect()),
    };
    for month in months.len()..problem.months() {
        *nodes = nodes.saturating_add(1);
        label = begin(problem, &label, way, month)?;
        buy(problem, &mut label, way, month)?;
        label.pay_month(problem, month).ok()?;
        if label.cost >= limit {
            return None;
        }
        months.push(label.decision());
    }
    Some(Path { months, cost: label.cost })
}

/// The label with the way's plan, or none where that is not for sale.
fn begin(problem: &Problem, label: &Label, way: Way, month: usize) -> Option<Label> {
    let wanted = way.variant.filter(|_| label.paid_months == 0);
    let begun = |started: Option<usize>| {
        let mut label = label.clone();
        label.choose_plan(problem, started, month).map(|()| label)
    };
    begun(wanted).or_else(|| wanted.and_then(|_| begun(None)))
}

/// Buys the way's own item as needed, then whatever covers most cheaply what nothing charges.
fn buy(problem: &Problem, label: &mut Label, way: Way, month: usize) -> Option<()> {
    if let Some(item) = way.item {
        let short = label.clone().burn(problem, month)?;
        let count = copies(problem, label, item, &short, month, way.enough);
        if count > 0 {
            label.buy(problem, item, count, month);
        }
    }
    for _ in 0..HELP {
        let mut short = label.clone().burn(problem, month)?;
        let tariffs = &problem.charges[label.context].tariffs[month];
        for (units, tariff) in short.iter_mut().zip(tariffs) {
            if tariff.is_some() {
                *units = 0;
            }
        }
        let counts =
            (0..problem.items.len()).map(|item| (item, copies(problem, label, item, &short, month, true)));
        let best = counts
            .filter(|(_, count)| *count > 0)
            .min_by_key(|(item, count)| problem.items[*item].cost(*count));
        let Some((item, count)) = best else { break };
        label.buy(problem, item, count, month);
    }
    Some(())
}

/// Copies of an item that cover what is short, or are used up by it; 0 where it does not help or is not sold.
fn copies(problem: &Problem, label: &Label, index: usize, short: &[i64], month: usize, enough: bool) -> i64 {
    let item = &problem.items[index];
    // A second purchase in one month may be against the item's limits, or priced with the first.
    if !item.is_sold(label.context, month) || label.bought.iter().any(|(bought, _)| *bought == index) {
        return 0;
    }
    let parts = item.parts.iter().map(|part| (part.class, part.units));
    let awards = item
        .schedule
        .iter()
        .flat_map(|schedule| schedule.monthly[month].iter().chain(&schedule.at_start[month]));
    let brought = parts.chain(awards.map(|award| (award.class, award.units))).filter(|(_, units)| *units > 0);
    let counts = brought.map(|(class, units)| {
        let serves = problem.classes[class].streams;
        let of_use = short.iter().enumerate().filter(|(stream, _)| serves.contains(*stream));
        let needed: i64 = of_use.map(|(_, units)| *units).sum();
        if enough { (needed + units - 1) / units } else { needed / units }
    });
    let count = counts.max().unwrap_or(0);
    let running = || label.add_ons.iter().filter(|add_on| problem.items[add_on.item].offer == item.offer);
    let held: i64 = running().map(|add_on| add_on.count).sum();
    let left = item.limit.map(|(counter, limit)| i64::from(limit.saturating_sub(label.taken[counter])));
    let at_once = item.at_once.map(|most| i64::from(most) - held);
    let most = left.into_iter().chain(at_once).chain(item.most.map(i64::from)).min().unwrap_or(i64::MAX);
    let count = if item.is_top_up { count } else { count.min(most) };
    let rounded = item.blocks.map_or(count, |blocks| if count > 0 { blocks.round_up(count) } else { 0 });
    if i64::from(item.takes(rounded)) <= most { rounded } else { 0 }
}
