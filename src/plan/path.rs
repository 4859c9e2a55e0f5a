//! A purchase plan as the search knows it, and as the book's offers.
#![allow(clippy::indexing_slicing, reason = "months are indices of the path")]

use super::label::Label;
use super::offered::Blocks;
use super::problem::Problem;
use crate::book::{Amount, Purchase};

/// A purchase plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// What is bought in each month.
    pub months: Vec<Decision>,
    /// Minor units.
    pub cost: i64,
}

/// What is bought in one month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// The variant started.
    pub started: Option<usize>,
    /// Items with copies or blocks.
    pub bought: Vec<(usize, i64)>,
}

impl Path {
    /// What is bought by when; plans before other offers.
    pub fn purchases(&self, problem: &Problem) -> Vec<Purchase> {
        let mut purchases = Vec::new();
        for (month, decision) in self.months.iter().enumerate() {
            if let Some(variant) = decision.started.and_then(|index| problem.variants.get(index)) {
                let plan = variant.context.checked_sub(1).and_then(|index| problem.plans.get(index));
                let amount = Amount::Term(variant.term);
                purchases.extend(plan.map(|offer| Purchase { month, offer: *offer, amount }));
            }
            for (item, count) in &decision.bought {
                let Some(item) = problem.items.get(*item) else { continue };
                let bounds = item.blocks.unwrap_or(Blocks::ANY);
                for count in bounds.split(*count) {
                    let copies = u32::try_from(count).unwrap_or(u32::MAX);
                    let amount = match item.term {
                        Some(term) => Amount::AddOn(term, copies),
                        None if item.is_top_up => Amount::Blocks(u64::try_from(count).unwrap_or(0)),
                        None => Amount::Copies(copies),
                    };
                    purchases.push(Purchase { month, offer: item.offer, amount });
                }
            }
        }
        purchases
    }

    /// What it comes to: cost, units lost, purchases; `None` where it is not allowed or not enough.
    pub fn follow(&self, problem: &Problem) -> Option<(i64, i64, u32)> {
        let mut label = Label::root(problem);
        for (month, decision) in self.months.iter().enumerate() {
            label.choose_plan(problem, decision.started, month)?;
            for (item, count) in &decision.bought {
                if !problem.items[*item].is_sold(label.context, month) {
                    return None;
                }
                label.buy(problem, *item, *count, month);
            }
            label.pay_month(problem, month).ok()?;
        }
        Some(label.tie_key())
    }
}
