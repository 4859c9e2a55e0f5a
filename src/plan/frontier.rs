//! Cheapest sets of packs by their sum: what a month's fully used purchases can be.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "indices come from the vectors they index; sums are bounded by the largest month's demand"
)]

use std::collections::BTreeMap;

use super::award::Class;
use super::problem::Problem;

/// Most sums kept; beyond them the sets are thinned out and the search says that it is not complete.
const MOST_SUMS: usize = 6_000;

/// One sum of credits with the cheapest set that has it.
#[derive(Debug, Clone)]
pub struct Set {
    /// Units of the whole set.
    pub units: i64,
    /// Price, minor units.
    pub price: i64,
    /// Copies by item.
    pub copies: Vec<(usize, i64)>,
}

/// The sets of unlimited packs of one kind that can be bought in a month and context, by rising sum; the first is empty.
///
/// Packs of one kind have one priority, serve the same and need the same plans, so that of two sets with one sum the cheaper is at
/// least as good: where it is used up nothing is left of either, and where not, a remainder that ends later is better.
#[derive(Debug)]
pub struct Frontier {
    /// The sets.
    pub sets: Vec<Set>,
    /// Items of which one more copy can follow a set.
    pub items: Vec<usize>,
    /// Whether every sum below the largest month's demand is there.
    pub complete: bool,
}

impl Frontier {
    /// The frontiers of every kind of packs, those that burn first first, with all sums up to the largest month's demand.
    pub fn all(problem: &Problem, context: usize, month: usize) -> Vec<Frontier> {
        let sold = (0..problem.items.len()).filter(|index| {
            let item = &problem.items[*index];
            item.is_sold(context, month)
                && !item.counted
                && item.blocks.is_none_or(|blocks| blocks.like_packs)
        });
        let mut kinds: Vec<(&Class, Vec<usize>)> = Vec::new();
        for index in sold {
            let Some(class) = problem.items[index].parts.first().map(|part| &problem.classes[part.class])
            else {
                continue;
            };
            match kinds.iter_mut().find(|(kind, _)| {
                kind.priority == class.priority && kind.needs == class.needs && kind.streams == class.streams
            }) {
                Some((_, items)) => items.push(index),
                None => kinds.push((class, vec![index])),
            }
        }
        kinds.sort_by_key(|(class, _)| class.priority);
        let most = |class: &Class| {
            let months = 0..problem.months();
            months.filter_map(|month| problem.month_demand(context, month, class.streams)).max().unwrap_or(0)
        };
        kinds.into_iter().map(|(class, items)| Frontier::new(problem, items, most(class))).collect()
    }

    fn new(problem: &Problem, items: Vec<usize>, most: i64) -> Frontier {
        // By sum: price, the item added last, and the sum before it.
        let mut cheapest: BTreeMap<i64, (i64, Option<usize>, i64)> = BTreeMap::from([(0, (0, None, 0))]);
        let mut complete = true;
        let mut sum = 0;
        loop {
            let (price, _, _) = cheapest[&sum];
            for index in &items {
                let item = &problem.items[*index];
                let next = sum + item.units;
                if next > most || item.units == 0 {
                    continue;
                }
                let cost = price.saturating_add(item.price);
                if cheapest.get(&next).is_none_or(|(known, _, _)| cost < *known) {
                    cheapest.insert(next, (cost, Some(*index), sum));
                }
            }
            if cheapest.len() > MOST_SUMS {
                complete = false;
                break;
            }
            match cheapest.range(sum + 1..).next() {
                Some((next, _)) => sum = *next,
                None => break,
            }
        }
        let sets = cheapest
            .iter()
            .map(|(units, (price, _, _))| Set {
                units: *units,
                price: *price,
                copies: copies(&cheapest, *units),
            })
            .collect();
        Frontier { sets, items, complete }
    }

    /// The sets with sums in `[from, below)` that no larger sum below `below` undercuts, and the empty set where
    /// it lies in that range; largest first.
    pub fn undominated(&self, from: i64, below: i64) -> impl Iterator<Item = &Set> {
        let end = self.sets.partition_point(|set| set.units < below);
        let start = self.sets.partition_point(|set| set.units < from).min(end);
        let mut least = i64::MAX;
        self.sets[start..end].iter().rev().filter(move |set| {
            let keep = set.price < least;
            least = least.min(set.price);
            keep
        })
    }
}

fn copies(cheapest: &BTreeMap<i64, (i64, Option<usize>, i64)>, units: i64) -> Vec<(usize, i64)> {
    let mut counts: BTreeMap<usize, i64> = BTreeMap::new();
    let mut sum = units;
    while let Some((_, Some(item), before)) = cheapest.get(&sum) {
        *counts.entry(*item).or_insert(0) += 1;
        sum = *before;
    }
    counts.into_iter().collect()
}
