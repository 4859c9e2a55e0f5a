//! Plans and add-ons: their terms, and what is paid for them.

use super::error::ReplayError;
use super::replay::Wallet;
use super::statement::{ChargeKind, Payment};
use crate::book::{Amount, Kind, Purchase, Term};
use crate::date::Date;
use crate::num::{Decimal, Fraction};

/// A plan or copies of an add-on, and how long they are paid for.
#[derive(Debug, Clone)]
pub(super) struct Active {
    /// Index of the offer.
    pub offer: usize,
    pub term: Term,
    pub copies: u32,
    /// The month (from 0) in which the term began.
    pub from: usize,
    /// The day on which it did.
    pub since: Date,
    /// The month after its last.
    pub until: usize,
    /// Whether the customer was moved to it.
    pub automatic: bool,
    /// Whether it is a plan of which no other of the family was active the day before.
    pub is_new: bool,
    /// Money paid for one credit, by type.
    pub unit_prices: Vec<Fraction>,
}

impl Wallet<'_> {
    /// Ends what is paid for no longer.
    pub(super) fn end_terms(&mut self) {
        let index = self.now.index;
        let (ended, plan) = match self.plan.take() {
            Some(plan) if plan.until <= index => (Some(plan.offer), None),
            plan => (None, plan),
        };
        self.plan = plan;
        self.left = ended.and_then(|plan| self.book.offer(plan)).map(|offer| offer.family);
        self.add_ons.retain(|add_on| add_on.until > index);
    }

    /// Starts the plan that is bought.
    pub(super) fn start_plan(&mut self, purchases: &[Purchase]) -> Result<(), ReplayError> {
        for purchase in purchases {
            let Amount::Term(term) = purchase.amount else { continue };
            if self.plan.is_some() {
                let reason = "another plan is still active";
                return Err(ReplayError::NotAllowed { purchase: *purchase, reason });
            }
            self.subscribe(*purchase, (term, 1), self.now.start, false)?;
        }
        Ok(())
    }

    /// Pays for a term of a plan or add-on, which is active from this day of the month on.
    pub(super) fn subscribe(
        &mut self,
        purchase: Purchase,
        (term, copies): (Term, u32),
        day: Date,
        automatic: bool,
    ) -> Result<(), ReplayError> {
        let refuse = |reason| Err(ReplayError::NotAllowed { purchase, reason });
        let Some(offer) = self.book.offer(purchase.offer) else {
            return refuse("the book has no such offer");
        };
        let (plan, kind) = match &offer.kind {
            Kind::Plan(plan) => (plan, ChargeKind::Plan),
            Kind::AddOn(plan) => (plan, ChargeKind::AddOn),
            _ => return refuse("the offer is not sold by a term"),
        };
        let currency = self.book.currency();
        let Some(whole) = plan.price(currency, term, &self.metering.seats)? else {
            return refuse("the offer is not sold by that term");
        };
        if !plan.admits(&self.metering.seats) {
            return refuse("it is not for so many people");
        }
        if !offer.is_available(self.plan_index(), day) {
            return refuse("it is not sold on that day, or not without a plan it requires");
        }
        self.take(purchase, copies)?;
        let first = self.now.index;
        let share = if term == Term::MONTH { self.metering.month_share(first) } else { Fraction::ONE };
        let each = currency.round_fraction(share.checked_mul(whole.amount().into())?)?;
        let price = currency.money(each.amount().checked_mul(Decimal::from_int(copies.into()))?)?;
        let amount = offer.with_fee(currency, price)?;
        let months = usize::try_from(term.months()).unwrap_or(usize::MAX);
        let until = first.saturating_add(months);
        let (offer_index, unit_prices) = (purchase.offer, Vec::new());
        let is_new = kind == ChargeKind::Plan && self.left != Some(offer.family);
        let mut active = Active {
            offer: offer_index,
            term,
            copies,
            from: first,
            since: day,
            until,
            automatic,
            is_new,
            unit_prices,
        };
        let brings = self.term_credits(&active, plan)?;
        active.unit_prices = self.unit_prices(amount, &brings.paid)?;
        match kind {
            ChargeKind::Plan => self.plan = Some(active),
            _ => self.add_ons.push(active),
        }
        self.pay(Payment {
            month: first,
            date: day,
            kind,
            offer: purchase.offer,
            charge: 0,
            quantity: copies,
            credits: brings.all,
            term_months: Some(term.months()),
            amount,
            fee: amount.checked_sub(price)?,
            automatic,
        })?;
        Ok(())
    }
}
