//! Plans that move the customer to another one when credits are used up: with the next month, or at once.

use super::carry::OfAddOns;
use super::error::ReplayError;
use super::replay::Wallet;
use crate::book::{Amount, AtZero, Purchase, Term};
use crate::date::Date;

impl Wallet<'_> {
    /// Moves the customer to the plan that last month's use asked for. Where the old plan is paid for longer, or there
    /// was none, the new one is paid in full: for a term as long as the old, or else for its shortest. Otherwise the
    /// next purchase of the old plan is one of the new.
    pub(super) fn move_up(&mut self) -> Result<(), ReplayError> {
        let Some((from, to)) = self.upgrade.take() else { return Ok(()) };
        if !self.book.offer(to).is_some_and(|offer| offer.is_available(None, self.now.start)) {
            return Ok(());
        }
        let left = self.plan.take();
        let family = left.as_ref().and_then(|plan| self.book.offer(plan.offer)).map(|offer| offer.family);
        self.left = family.or(self.left);
        let left = left.map(|plan| plan.term);
        if let Some(from) = from {
            self.upgraded.push((from, to));
            if left.is_none() {
                return Ok(());
            }
        }
        let Some(term) = self.sold_term(to, left.unwrap_or(Term::MONTH)) else { return Ok(()) };
        let purchase = Purchase { month: self.now.index, offer: to, amount: Amount::Term(term) };
        self.subscribe(purchase, (term, 1), self.now.start, true)
    }

    /// Moves the customer, to whom a stream's credits are lacking, to the larger plan on this very day, where the plan
    /// does so and nothing charges them; whether it did. What is left of the term that was paid for is given up; the
    /// larger plan's months are those of the horizon, the running one the first, in full.
    pub(super) fn upgrade_at_once(&mut self, stream: usize, day: Date) -> Result<bool, ReplayError> {
        let AtZero::Upgrade { to, at_once: true } = *self.at_zero() else { return Ok(false) };
        // Nobody is moved back.
        if self.upgraded.iter().any(|(from, _)| *from == to) {
            return Ok(false);
        }
        let book = self.book;
        let Some(offer) = book.offer(to).filter(|offer| offer.is_available(None, day)) else {
            return Ok(false);
        };
        let Some(plan) = offer.as_plan().filter(|plan| plan.admits(&self.metering.seats)) else {
            return Ok(false);
        };
        let purchase = |term| Purchase { month: self.now.index, offer: to, amount: Amount::Term(term) };
        let old = self.plan.as_ref().map(|plan| (plan.offer, plan.term));
        let Some(term) = self.sold_term(to, old.map_or(Term::MONTH, |(_, term)| term)) else {
            return Ok(false);
        };
        let purchase = purchase(term);
        if self.charge_of(stream).is_some() || self.may_take(purchase, 1).is_err() {
            return Ok(false);
        }
        if let Some((from, _)) = old {
            self.upgraded.push((from, to));
            self.left = book.offer(from).map(|offer| offer.family);
        }
        self.plan = None;
        self.subscribe(purchase, (term, 1), day, true)?;
        self.lapse(day, OfAddOns::No)?;
        if let Some(active) = self.plan.clone() {
            self.grant_active(&active, plan, day)?;
        }
        Ok(true)
    }

    /// The month's purchases as they are made: all copies of a pack are one purchase, and a plan that was left for
    /// another is the other. A plan that would come while one moved to is still paid for is not bought.
    pub(super) fn prescribed(&self, purchases: &[Purchase]) -> Vec<Purchase> {
        let moved = self.plan.as_ref().is_some_and(|plan| plan.automatic);
        let mut made: Vec<Purchase> = Vec::new();
        for purchase in purchases {
            let mut purchase = *purchase;
            if let Amount::Term(term) = purchase.amount {
                if moved {
                    continue;
                }
                purchase.offer = self.moved_to(purchase.offer);
                purchase.amount = Amount::Term(self.sold_term(purchase.offer, term).unwrap_or(term));
            }
            let same = made.iter_mut().find(|known| known.offer == purchase.offer);
            match (same.map(|known| &mut known.amount), purchase.amount) {
                (Some(Amount::Copies(known)), Amount::Copies(more)) => *known = known.saturating_add(more),
                _ => made.push(purchase),
            }
        }
        made
    }

    fn moved_to(&self, plan: usize) -> usize {
        self.upgraded.iter().fold(plan, |plan, (from, to)| if plan == *from { *to } else { plan })
    }

    /// The term, where the plan is sold by it, or the plan's shortest.
    fn sold_term(&self, plan: usize, term: Term) -> Option<Term> {
        let offer = self.book.offer(plan)?;
        offer.terms().find(|sold| *sold == term).or_else(|| offer.terms().next())
    }
}
