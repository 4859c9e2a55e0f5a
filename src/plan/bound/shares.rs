//! How prices are shared among the views of several credit types.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "indices come from the vectors they index; products go through i128"
)]

use super::super::offered::Schedule;
use super::super::problem::Problem;
use super::MILLI;
use crate::meter::StreamSet;

/// What part of each price falls to each view, in thousandths.
pub(super) struct Shares {
    /// By variant and view.
    pub variants: Vec<Vec<i64>>,
    /// By item and view.
    pub items: Vec<Vec<i64>>,
}

impl Shares {
    /// Shares by how much of what is needed of each type an offer brings.
    pub fn new(problem: &Problem, credits: &[usize]) -> Shares {
        let place = |class: usize| credits.iter().position(|credit| *credit == problem.classes[class].credit);
        // Units needed of each type, to weigh them by.
        let needed: Vec<i64> = credits
            .iter()
            .map(|credit| {
                let own = (0..problem.streams).filter(|stream| problem.stream_credits[*stream] == *credit);
                let streams = own.fold(StreamSet::NONE, StreamSet::with);
                let slots = 0..problem.month_slots[problem.months()];
                let most = |slot: usize| {
                    let contexts = 0..problem.demand.len();
                    contexts.map(|context| problem.slot_demand(context, slot, streams)).max().unwrap_or(0)
                };
                slots.map(most).sum::<i64>().max(1)
            })
            .collect();
        let split = |units: Vec<(usize, i64)>| -> Vec<i64> {
            let mut sums = vec![0_i128; credits.len()];
            for (class, units) in units {
                if let Some(place) = place(class) {
                    sums[place] += i128::from(units) * 1_000_000 / i128::from(needed[place]);
                }
            }
            let whole: i128 = sums.iter().sum();
            if whole == 0 {
                let views = i64::try_from(credits.len()).unwrap_or(1).max(1);
                return vec![MILLI / views; credits.len()];
            }
            sums.iter().map(|sum| i64::try_from(sum * i128::from(MILLI) / whole).unwrap_or(0)).collect()
        };
        let awards = |schedule: &Schedule| -> Vec<(usize, i64)> {
            let months = || schedule.monthly.iter().chain(&schedule.at_start).flatten();
            months().map(|award| (award.class, award.units)).collect()
        };
        Shares {
            variants: problem.variants.iter().map(|variant| split(awards(&variant.schedule))).collect(),
            items: problem
                .items
                .iter()
                .map(|item| match &item.schedule {
                    Some(schedule) => split(awards(schedule)),
                    None => split(item.parts.iter().map(|part| (part.class, part.units)).collect()),
                })
                .collect(),
        }
    }
}
