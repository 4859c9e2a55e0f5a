//! A month's purchases: what is paid for them and what they grant.

use super::lot::{LossCause, Lot, LotCarry};
use super::replay::{ActivePlan, ReplayError, Running, Wallet};
use super::statement::{ChargeKind, Granted, Payment};
use crate::book::{Amount, Grant, Kind, Lifetime, Offer, Purchase};
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::Money;

impl Wallet<'_> {
    /// Ends a plan whose term is over and starts the one bought.
    pub(super) fn start_plan(
        &mut self,
        purchases: &[Purchase],
        running: &mut Running,
    ) -> Result<(), ReplayError> {
        self.plan = self.plan.filter(|plan| plan.until > running.index);
        for purchase in purchases {
            let Amount::Term(term) = purchase.amount else { continue };
            let refuse = |reason| Err(ReplayError::NotAllowed { purchase: *purchase, reason });
            if self.plan.is_some() {
                return refuse("another plan is still active");
            }
            let Some((price, offer)) =
                self.book.offer(purchase.offer).and_then(|offer| Some((offer.term_price(term)?, offer)))
            else {
                return refuse("the plan is not sold by that term");
            };
            self.take(*purchase, offer.limit)?;
            let term_credits =
                monthly_credits(offer)?.checked_mul(Decimal::from_int(i64::from(term.months())))?;
            let until = running.index.saturating_add(usize::try_from(term.months()).unwrap_or(usize::MAX));
            let unit_price = unit_price(price, term_credits)?;
            self.plan = Some(ActivePlan { offer: purchase.offer, until, unit_price });
            let payment = Payment {
                month: running.index,
                date: running.period.start(),
                kind: ChargeKind::Plan,
                offer: purchase.offer,
                quantity: 1,
                credits: term_credits,
                term_months: Some(term.months()),
                amount: price,
            };
            self.pay(payment, running)?;
        }
        Ok(())
    }

    /// Grants the active plan's credits and those of the month's other purchases.
    pub(super) fn grant_month(
        &mut self,
        purchases: &[Purchase],
        running: &mut Running,
    ) -> Result<(), ReplayError> {
        let book = self.book;
        if running.index == 0 && self.metering.new_customer {
            for (index, offer) in book.offers().iter().enumerate() {
                if let Kind::Welcome { grants } = &offer.kind {
                    let welcome = Purchase { month: 0, offer: index, amount: Amount::Welcome };
                    self.bought(welcome, ChargeKind::Welcome, 1, Money::ZERO, grants, running)?;
                }
            }
        }
        if let Some(plan) = self.plan
            && let Some(Kind::Plan { grants, .. }) = book.offer(plan.offer).map(|offer| &offer.kind)
        {
            for (place, grant) in grants.iter().enumerate() {
                self.grant((plan.offer, place), grant, grant.credits, plan.unit_price, running)?;
            }
        }
        purchases.iter().try_for_each(|purchase| self.buy(*purchase, running))
    }

    fn buy(&mut self, purchase: Purchase, running: &mut Running) -> Result<(), ReplayError> {
        let refuse = |reason| Err(ReplayError::NotAllowed { purchase, reason });
        let book = self.book;
        let Some(offer) = book.offer(purchase.offer) else { return refuse("the book has no such offer") };
        if !offer.is_available(self.plan.map(|plan| plan.offer)) {
            return refuse("it may be bought only while a plan it requires is active");
        }
        match (&offer.kind, purchase.amount) {
            (_, Amount::Term(_)) => Ok(()),
            (Kind::Pack { price, grants }, Amount::Copies(copies)) if copies > 0 => {
                self.take(purchase, offer.limit)?;
                let total = price.amount().checked_mul(Decimal::from_int(i64::from(copies)))?;
                let total = book.currency().money(total)?;
                self.bought(purchase, ChargeKind::Pack, copies, total, grants, running)
            }
            (Kind::TopUp(top_up), Amount::Blocks(blocks)) => {
                if blocks < top_up.min_blocks || top_up.max_blocks.is_some_and(|max| blocks > max) {
                    return refuse("the number of blocks is out of the offer's bounds");
                }
                let mut grant = top_up.grant.clone();
                grant.credits = top_up.credits(blocks)?;
                let total = top_up.cost(book.currency(), blocks)?;
                self.bought(purchase, ChargeKind::TopUp, 1, total, &[grant], running)
            }
            _ => refuse("the amount does not fit the offer"),
        }
    }

    /// Pays for a purchase and grants `copies` of its grants.
    fn bought(
        &mut self,
        purchase: Purchase,
        kind: ChargeKind,
        copies: u32,
        amount: Money,
        grants: &[Grant],
        running: &mut Running,
    ) -> Result<(), ReplayError> {
        let copies_number = Decimal::from_int(i64::from(copies));
        let one = grants.iter().try_fold(Decimal::ZERO, |sum, grant| sum.checked_add(grant.credits))?;
        let credits = one.checked_mul(copies_number)?;
        let payment = Payment {
            month: running.index,
            date: running.period.start(),
            kind,
            offer: purchase.offer,
            quantity: copies,
            credits,
            term_months: None,
            amount,
        };
        self.pay(payment, running)?;
        let price = unit_price(amount, credits)?;
        for (place, grant) in grants.iter().enumerate() {
            let credits = grant.credits.checked_mul(copies_number)?;
            self.grant((purchase.offer, place), grant, credits, price, running)?;
        }
        Ok(())
    }

    fn grant(
        &mut self,
        (index, place): (usize, usize),
        grant: &Grant,
        credits: Decimal,
        unit_price: Fraction,
        running: &mut Running,
    ) -> Result<(), ReplayError> {
        let start = self.metering.months.first().map_or(running.period.start(), |month| month.start());
        let (_, _, anchor) = start.ymd();
        let end = grant.lifetime.end(running.period.start(), running.period.end(), anchor)?;
        let requires = self.book.offer(index).map(|offer| offer.requires.clone()).unwrap_or_default();
        let needs = grant
            .while_subscribed
            .then(|| if requires.is_empty() { self.book.plans().collect() } else { requires });
        let carry = grant
            .carry
            .as_ref()
            .map(|carry| LotCarry { at_most: carry.at_most, kept_after_plan: carry.kept_after_plan });
        let ends_by =
            if grant.lifetime == Lifetime::Cycle { LossCause::CycleEnd } else { LossCause::Expired };
        let granted = running.period.start();
        self.statement.grants.push(Granted { date: granted, offer: index, credits, end });
        let lot = Lot {
            offer: index,
            granted,
            end,
            priority: grant.priority,
            credits,
            left: credits,
            unit_price,
            needs,
            carry,
            ends_by,
            grant: place,
        };
        self.add_lot(lot, running)
    }
}

/// Credits a plan grants each month.
fn monthly_credits(offer: &Offer) -> Result<Decimal, NumError> {
    match &offer.kind {
        Kind::Plan { grants, .. } => {
            grants.iter().try_fold(Decimal::ZERO, |sum, grant| sum.checked_add(grant.credits))
        }
        _ => Ok(Decimal::ZERO),
    }
}

/// Money paid for one credit; 0 where no credits are granted.
fn unit_price(price: Money, credits: Decimal) -> Result<Fraction, NumError> {
    if credits.is_zero() {
        return Ok(Fraction::ZERO);
    }
    Fraction::from(price.amount()).checked_div(credits.into())
}
