//! Automatic purchases: a plan's refill buys again when credits run low, and when use finds too few.

use super::error::ReplayError;
use super::replay::Wallet;
use crate::book::{Amount, AtZero, Kind, Purchase, Refill, RefillSize};
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::Money;

/// Most automatic purchases of one month, so that a tiny pack under a huge use comes to an end.
const MOST_REFILLS: u32 = 1_000;

/// A month's automatic purchases.
#[derive(Debug, Clone)]
pub(super) struct Refills {
    count: u32,
    paid: Money,
}

impl Refills {
    pub const NONE: Refills = Refills { count: 0, paid: Money::ZERO };
}

impl<'b> Wallet<'b> {
    fn refill(&self) -> Option<&'b Refill> {
        match self.at_zero() {
            AtZero::Refill(refill) => Some(refill),
            _ => None,
        }
    }

    /// Buys once when the balance is at or below the threshold.
    pub(super) fn refill_when_low(&mut self, day: Date) -> Result<(), ReplayError> {
        let Some(refill) = self.refill() else { return Ok(()) };
        let Some((credit, one)) = self.refill_unit(refill)? else { return Ok(()) };
        let usable = self.lots.iter().filter(|lot| lot.credit == credit && !lot.frozen).map(|lot| lot.left);
        let balance = usable.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?;
        if balance < refill.at || (refill.inclusive && balance == refill.at) {
            self.buy_again(refill, one, balance, day)?;
        }
        Ok(())
    }

    /// Buys once for use of a stream that found too little; whether it did.
    pub(super) fn refill_for(
        &mut self,
        stream: usize,
        short: Decimal,
        day: Date,
    ) -> Result<bool, ReplayError> {
        let Some(refill) = self.refill() else { return Ok(false) };
        let Some((credit, one)) = self.refill_unit(refill)? else { return Ok(false) };
        if self.metering.streams.get(stream).is_none_or(|stream| stream.credit != credit) {
            return Ok(false);
        }
        self.buy_again(refill, one, short.negate(), day)
    }

    /// The credit type a refill is for and the credits of one block or copy.
    fn refill_unit(&self, refill: &Refill) -> Result<Option<(usize, Decimal)>, NumError> {
        let Some(offer) = self.book.offer(refill.offer) else { return Ok(None) };
        let Some(credit) = offer.grants().first().map(|grant| grant.credit) else { return Ok(None) };
        let one = match &offer.kind {
            Kind::TopUp(top_up) => top_up.block,
            _ => {
                let own = offer.grants().iter().filter(|grant| grant.credit == credit);
                own.map(|grant| grant.credits(&[], &self.metering.seats))
                    .try_fold(Decimal::ZERO, |sum, credits| sum.checked_add(credits?))?
            }
        };
        Ok((one > Decimal::ZERO).then_some((credit, one)))
    }

    /// Buys once, as much as the refill says for a balance, which is below 0 where use waits; whether it could. A
    /// purchase that would pass the refill's limits, or the offer's, is not made.
    fn buy_again(
        &mut self,
        refill: &Refill,
        one: Decimal,
        balance: Decimal,
        day: Date,
    ) -> Result<bool, ReplayError> {
        let most = refill.most_per_month.unwrap_or(MOST_REFILLS).min(MOST_REFILLS);
        if self.now.refills.count >= most {
            return Ok(false);
        }
        let count = count(refill, one, balance)?;
        let Some((amount, copies, cost)) = self.refill_amount(refill, count)? else { return Ok(false) };
        let paid = self.now.refills.paid.checked_add(cost)?;
        let purchase = Purchase { month: self.now.index, offer: refill.offer, amount };
        let offered =
            self.book.offer(refill.offer).is_some_and(|offer| offer.is_available(self.plan_index(), day));
        if !offered
            || self.may_take(purchase, copies).is_err()
            || refill.amount_per_month.is_some_and(|most| paid > most)
        {
            return Ok(false);
        }
        self.buy_on(purchase, day, true)?;
        self.now.refills = Refills { count: self.now.refills.count.saturating_add(1), paid };
        Ok(true)
    }

    /// So many blocks or copies as a purchase within its offer's bounds, counted as so many copies, and its price.
    fn refill_amount(&self, refill: &Refill, count: u64) -> Result<Option<(Amount, u32, Money)>, NumError> {
        let Some(offer) = self.book.offer(refill.offer) else { return Ok(None) };
        let currency = self.book.currency();
        let (amount, copies, price) = match &offer.kind {
            Kind::TopUp(top_up) => {
                let blocks = count.max(top_up.min_blocks).min(top_up.max_blocks.unwrap_or(u64::MAX));
                (Amount::Blocks(blocks), 1, top_up.cost(currency, blocks)?)
            }
            Kind::Pack { price, min, max, .. } => {
                let copies = u32::try_from(count).unwrap_or(u32::MAX).max(*min).min(max.unwrap_or(u32::MAX));
                let price = currency.money(price.amount().checked_mul(Decimal::from_int(copies.into()))?)?;
                (Amount::Copies(copies), copies, price)
            }
            _ => return Ok(None),
        };
        Ok(Some((amount, copies, offer.with_fee(currency, price)?)))
    }
}

/// Blocks or copies that a refill buys: one; or so many that the balance comes above the threshold; or so many that it
/// comes to a level.
fn count(refill: &Refill, one: Decimal, balance: Decimal) -> Result<u64, NumError> {
    let parts = |gap: Decimal| Fraction::from(gap).checked_div(one.into());
    let count = match refill.size {
        RefillSize::One => 1,
        RefillSize::Gap => parts(refill.at.checked_sub(balance)?)?.floor().numerator().saturating_add(1),
        RefillSize::To(level) => parts(level.checked_sub(balance)?)?.ceil().numerator(),
    };
    u64::try_from(count.max(1)).map_err(|_| NumError::Overflow)
}
