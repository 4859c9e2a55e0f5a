//! A first month that is given instead of planned.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "items and contexts are indices handed out by the problem; copies are bounded by LARGEST"
)]

use super::label::{Label, Unsold};
use super::path::Decision;
use super::problem::{BuildError, LARGEST, Problem};
use crate::book::{Amount, Purchase};

impl Problem {
    /// Purchases as a decision of the first month.
    ///
    /// # Errors
    ///
    /// [`BuildError::NotSold`] where one is not sold then, or not so.
    pub fn decision(&self, purchases: &[Purchase]) -> Result<Decision, BuildError> {
        let mut decision = Decision::default();
        for purchase in purchases {
            self.add(&mut decision, purchase).ok_or(BuildError::NotSold(purchase.offer))?;
        }
        let context = decision.started.map_or(0, |index| self.variants[index].context);
        let refused = decision.bought.iter().find(|(item, count)| !self.may_begin(context, *item, *count));
        refused.map_or(Ok(()), |(item, _)| Err(BuildError::NotSold(self.items[*item].offer)))?;
        Ok(decision)
    }

    fn add(&self, decision: &mut Decision, purchase: &Purchase) -> Option<()> {
        let (term, count) = match purchase.amount {
            Amount::Term(term) => {
                let started = self.variants.iter().position(|variant| {
                    let plan = variant.context.checked_sub(1).and_then(|index| self.plans.get(index));
                    plan == Some(&purchase.offer) && variant.term == term && variant.prices[0].is_some()
                });
                // One plan at a time.
                let started = started.filter(|_| decision.started.is_none())?;
                decision.started = Some(started);
                return Some(());
            }
            Amount::AddOn(term, copies) => (Some(term), i64::from(copies)),
            Amount::Copies(copies) => (None, i64::from(copies)),
            Amount::Blocks(blocks) => (None, i64::try_from(blocks).ok().filter(|blocks| *blocks <= LARGEST)?),
        };
        let of_offer = |item: &super::offered::Item| {
            item.offer == purchase.offer && item.term == term && item.on_sale[0]
        };
        let item = self.items.iter().position(of_offer).filter(|_| count > 0)?;
        match decision.bought.iter_mut().find(|(known, _)| *known == item) {
            Some((_, sum)) => *sum = sum.checked_add(count).filter(|sum| *sum <= LARGEST)?,
            None => decision.bought.push((item, count)),
        }
        Some(())
    }

    /// Whether so much of an item may be bought in the first month.
    fn may_begin(&self, context: usize, item: usize, count: i64) -> bool {
        let item = &self.items[item];
        let takes = item.takes(count);
        item.available[context]
            && item.units.checked_mul(count).is_some_and(|units| units <= LARGEST)
            && item.blocks.is_none_or(|blocks| blocks.round_up(count) == count)
            && item.most.is_none_or(|most| takes <= most)
            && item.limit.is_none_or(|(_, limit)| takes <= limit)
            && item.at_once.is_none_or(|most| count <= i64::from(most))
    }

    /// The label that the given first month leaves; `None` where none is given.
    ///
    /// # Errors
    ///
    /// What is short in it at least; `None` where what is used is not to be had at all.
    pub fn begun(&self) -> Option<Result<Label, Option<Unsold>>> {
        let decision = self.first.as_ref()?;
        let mut label = Label::root(self);
        if label.choose_plan(self, decision.started, 0).is_none() {
            return Some(Err(None));
        }
        for (item, count) in &decision.bought {
            label.buy(self, *item, *count, 0);
        }
        Some(label.pay_month(self, 0).map(|()| label))
    }
}
