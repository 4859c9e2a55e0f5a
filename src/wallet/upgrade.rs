//! Plans that move the customer to another one when credits are used up.

use super::error::ReplayError;
use super::replay::Wallet;
use crate::book::{Amount, Purchase, Term};

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
        self.subscribe(purchase, term, 1, true)
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
