//! Purchases: packs, top-ups, add-ons, and credits that are given.

use super::error::ReplayError;
use super::grant::Giving;
use super::lot::{LossCause, Lot};
use super::replay::Wallet;
use super::statement::{ChargeKind, Payment};
use super::value::Brings;
use crate::book::{Amount, Grant, Kind, Offer, Purchase, WithoutPlan};
use crate::date::Date;
use crate::meter::StreamSet;
use crate::num::{Decimal, Fraction};
use crate::unit::Money;

/// Priority of credits there are on the first day: that of bought ones.
const START_PRIORITY: i32 = 20;

/// A purchase that has been found allowed.
struct Bought<'g> {
    purchase: Purchase,
    kind: ChargeKind,
    quantity: u32,
    price: Money,
    grants: &'g [Grant],
    day: Date,
    automatic: bool,
}

impl Wallet<'_> {
    /// Takes in the credits there are on the horizon's first day.
    pub(super) fn start_balance(&mut self) -> Result<(), ReplayError> {
        if self.now.index > 0 {
            return Ok(());
        }
        let metering = self.metering;
        for (place, start) in metering.start_balance.iter().enumerate() {
            let paid = start.paid.map_or(Fraction::ZERO, |paid| paid.amount().into());
            let own = metering.streams.iter().enumerate().filter(|(_, stream)| stream.credit == start.credit);
            self.receive(
                Lot {
                    offer: None,
                    grant: place,
                    credit: start.credit,
                    team: None,
                    serves: own.fold(StreamSet::NONE, |set, (index, _)| set.with(index)),
                    granted: self.now.start,
                    end: start.end,
                    priority: START_PRIORITY,
                    credits: start.credits,
                    left: start.credits,
                    unit_price: paid.checked_div(start.credits.into())?,
                    needs: None,
                    without: WithoutPlan::Kept,
                    frozen: false,
                    carry: None,
                    ends_by: LossCause::Expired,
                    serial: self.serial,
                },
                false,
            )?;
        }
        Ok(())
    }

    /// Gives what is given, at the start of the first month in which it can be had.
    pub(super) fn give_gifts(&mut self) -> Result<(), ReplayError> {
        let book = self.book;
        for (index, offer) in book.offers().iter().enumerate() {
            let Kind::Gift { only_new, grants } = &offer.kind else { continue };
            let given = self.taken.get(index).is_some_and(|taken| *taken > 0);
            let theirs = self.metering.new_customer || !only_new;
            if given || !theirs || !offer.is_available(self.plan_index(), self.now.start) {
                continue;
            }
            let purchase = Purchase { month: self.now.index, offer: index, amount: Amount::Copies(1) };
            self.take(purchase, 1)?;
            let (kind, day) = (ChargeKind::Gift, self.now.start);
            self.bought(
                offer,
                &Bought { purchase, kind, quantity: 1, price: Money::ZERO, grants, day, automatic: false },
            )?;
        }
        Ok(())
    }

    /// Buys what is not a plan on the month's first day.
    pub(super) fn buy(&mut self, purchase: Purchase) -> Result<(), ReplayError> {
        match purchase.amount {
            Amount::Term(_) => Ok(()),
            Amount::AddOn(term, copies) => {
                let book = self.book;
                let offer = book.offer(purchase.offer);
                let Some(Kind::AddOn(plan)) = offer.map(|offer| &offer.kind).filter(|_| copies > 0) else {
                    return refuse(purchase, "the amount does not fit the offer");
                };
                self.subscribe(purchase, (term, copies), self.now.start, false)?;
                match self.add_ons.last().cloned() {
                    Some(active) => self.grant_active(&active, plan, self.now.start),
                    None => Ok(()),
                }
            }
            Amount::Copies(_) | Amount::Blocks(_) => self.buy_on(purchase, self.now.start, false),
        }
    }

    /// Buys a pack or top-up on a day of the month.
    pub(super) fn buy_on(
        &mut self,
        purchase: Purchase,
        day: Date,
        automatic: bool,
    ) -> Result<(), ReplayError> {
        let book = self.book;
        let Some(offer) = book.offer(purchase.offer) else {
            return refuse(purchase, "the book has no such offer");
        };
        if !offer.is_available(self.plan_index(), day) {
            return refuse(purchase, "it is not sold on that day, or not without a plan it requires");
        }
        let currency = book.currency();
        match (&offer.kind, purchase.amount) {
            (Kind::Pack { price, min, max, grants }, Amount::Copies(copies)) => {
                if copies < *min || copies == 0 || max.is_some_and(|max| copies > max) {
                    return refuse(purchase, "the number of copies is out of the offer's bounds");
                }
                self.take(purchase, copies)?;
                let price = currency.money(price.amount().checked_mul(Decimal::from_int(copies.into()))?)?;
                let kind = ChargeKind::Pack;
                self.bought(
                    offer,
                    &Bought { purchase, kind, quantity: copies, price, grants, day, automatic },
                )
            }
            (Kind::TopUp(top_up), Amount::Blocks(blocks)) => {
                if blocks < top_up.min_blocks || top_up.max_blocks.is_some_and(|max| blocks > max) {
                    return refuse(purchase, "the number of blocks is out of the offer's bounds");
                }
                self.take(purchase, 1)?;
                let price = top_up.cost(currency, blocks)?;
                let grants = &top_up.grants(book.step(top_up.grant.credit), blocks)?;
                let kind = ChargeKind::TopUp;
                self.bought(offer, &Bought { purchase, kind, quantity: 1, price, grants, day, automatic })
            }
            _ => refuse(purchase, "the amount does not fit the offer"),
        }
    }

    /// Pays for a purchase, with its fee, and gives what it grants.
    fn bought(&mut self, offer: &Offer, bought: &Bought<'_>) -> Result<(), ReplayError> {
        let Bought { purchase, kind, quantity, price, grants, day, automatic } = *bought;
        let mut brings = Brings::nothing(self.book.credits().len());
        for grant in grants {
            for (_, times) in self.receivers(grant, &[], quantity)? {
                brings.add(grant, self.measured(grant, times, Fraction::ONE)?)?;
            }
        }
        let amount = offer.with_fee(self.book.currency(), price)?;
        let unit_prices = self.unit_prices(amount, &brings.paid)?;
        self.pay(Payment {
            month: self.now.index,
            date: day,
            kind,
            offer: purchase.offer,
            charge: 0,
            quantity,
            credits: brings.all,
            term_months: None,
            amount,
            fee: amount.checked_sub(price)?,
            automatic,
        })?;
        for (place, grant) in grants.iter().enumerate().filter(|(_, grant)| grant.window.contains(day)) {
            let unit_price = unit_prices.get(grant.credit).copied().unwrap_or(Fraction::ZERO);
            for (team, times) in self.receivers(grant, &[], quantity)? {
                let (offer, share, term) = (purchase.offer, Fraction::ONE, self.now.end);
                self.give(Giving { offer, place, grant, team, times, share, unit_price, day, term })?;
            }
        }
        Ok(())
    }

    /// Counts a purchase against its offer's limits.
    pub(super) fn take(&mut self, purchase: Purchase, copies: u32) -> Result<(), ReplayError> {
        self.may_take(purchase, copies)?;
        for taken in [&mut self.taken, &mut self.now.taken] {
            if let Some(taken) = taken.get_mut(purchase.offer) {
                *taken = taken.saturating_add(copies);
            }
        }
        Ok(())
    }

    /// Whether an offer's limits allow so many more copies.
    pub(super) fn may_take(&self, purchase: Purchase, copies: u32) -> Result<(), ReplayError> {
        let index = purchase.offer;
        let (Some(offer), Some(ever), Some(month)) =
            (self.book.offer(index), self.taken.get(index), self.now.taken.get(index))
        else {
            return refuse(purchase, "the book has no such offer");
        };
        let before = match offer.kind {
            Kind::AddOn(_) => {
                let active = self.add_ons.iter().filter(|add_on| add_on.offer == index);
                active.fold(0, |sum: u32, add_on| sum.saturating_add(add_on.copies))
            }
            _ => *ever,
        };
        if offer.limit.is_some_and(|limit| before.saturating_add(copies) > limit) {
            return refuse(purchase, "the offer's limit is passed");
        }
        if offer.limit_per_month.is_some_and(|limit| month.saturating_add(copies) > limit) {
            return refuse(purchase, "the offer's limit for a month is passed");
        }
        Ok(())
    }
}

fn refuse(purchase: Purchase, reason: &'static str) -> Result<(), ReplayError> {
    Err(ReplayError::NotAllowed { purchase, reason })
}
