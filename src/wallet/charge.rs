//! The end of a month: what the balance did not cover is charged, goes on for nothing, is carried, or is blocked.

use super::error::ReplayError;
use super::replay::Wallet;
use super::statement::{ChargeKind, Payment};
use crate::book::{AtZero, Charge};
use crate::num::{Decimal, NumError};
use crate::unit::Money;

/// One way of charging, with the month's credits.
struct Charged<'b> {
    offer: usize,
    place: usize,
    charge: &'b Charge,
    kind: ChargeKind,
    credit: usize,
    short: Decimal,
}

impl<'b> Wallet<'b> {
    /// What charges a stream's credits beyond the balance this month: the offer, the place among its charges.
    pub(super) fn charge_of(&self, stream: usize) -> Option<(usize, usize, &'b Charge)> {
        let stream = self.metering.streams.get(stream)?;
        let plan = (self.plan_index(), self.metering.slow);
        self.book.charge(plan, self.now.start, stream.credit, stream.feature)
    }

    /// Charges the month's credits beyond the balance, once for each way of charging, and what the plan's overage costs
    /// in any case. Where a charge ends, the first streams are charged.
    pub(super) fn charge_month(&mut self) -> Result<(), ReplayError> {
        if let AtZero::Upgrade { to, at_once: false } = self.at_zero()
            && self.now.short.iter().any(|short| !short.is_zero())
        {
            self.upgrade = Some((self.plan_index(), *to));
        }
        for charged in self.charges()? {
            let most = self.pay_charge(&charged)?;
            let mut room = most;
            for stream in 0..self.now.short.len() {
                if self
                    .charge_of(stream)
                    .is_none_or(|(offer, place, _)| (offer, place) != (charged.offer, charged.place))
                {
                    continue;
                }
                let Some(short) = self.now.short.get_mut(stream) else { continue };
                let taken = room.min(*short);
                *short = short.checked_sub(taken)?;
                room = room.checked_sub(taken)?;
            }
            if let Some(month) = self.now.credits.get_mut(charged.credit) {
                month.charged = month.charged.checked_add(most)?;
            }
        }
        self.leave_rest()
    }

    /// Every way in which this month is charged: the plan's own, then pay as you go.
    fn charges(&self) -> Result<Vec<Charged<'b>>, NumError> {
        let plan = self.plan_index();
        let own = self.active_plan().map(|plan| plan.overage.as_slice()).unwrap_or_default();
        let own = own.iter().enumerate().zip(plan.into_iter().cycle());
        let mut charges: Vec<Charged<'b>> = own
            .map(|((place, charging), offer)| Charged {
                offer,
                place,
                charge: &charging.charge,
                kind: ChargeKind::Overage,
                credit: charging.credit,
                short: Decimal::ZERO,
            })
            .collect();
        for (index, (stream, short)) in self.metering.streams.iter().zip(&self.now.short).enumerate() {
            let Some((offer, place, charge)) = self.charge_of(index).filter(|_| !short.is_zero()) else {
                continue;
            };
            match charges.iter_mut().find(|known| (known.offer, known.place) == (offer, place)) {
                Some(known) => known.short = known.short.checked_add(*short)?,
                None => {
                    let (kind, credit) = (ChargeKind::PayAsYouGo, stream.credit);
                    charges.push(Charged { offer, place, charge, kind, credit, short: *short });
                }
            }
        }
        Ok(charges)
    }

    /// Pays one charge; how many credits it charges.
    fn pay_charge(&mut self, charged: &Charged<'_>) -> Result<Decimal, ReplayError> {
        let Charged { offer, place, charge, kind, credit, short } = *charged;
        let currency = self.book.currency();
        let most = charge.chargeable(currency, self.book.step(credit), short)?;
        let amount = match (most.is_zero(), kind) {
            (false, _) => charge.cost(currency, most)?,
            (true, ChargeKind::Overage) => charge.standing(currency)?,
            (true, _) => return Ok(most),
        };
        if most.is_zero() && amount.is_zero() {
            return Ok(most);
        }
        let mut credits = vec![Decimal::ZERO; self.book.credits().len()];
        if let Some(own) = credits.get_mut(credit) {
            *own = most;
        }
        self.pay(Payment {
            month: self.now.index,
            date: self.now.end.plus_days(-1)?,
            kind,
            offer,
            charge: place,
            quantity: 1,
            credits,
            term_months: None,
            amount,
            fee: Money::ZERO,
            automatic: false,
        })?;
        Ok(most)
    }

    /// What becomes of credits that are neither covered nor charged.
    fn leave_rest(&mut self) -> Result<(), ReplayError> {
        let at_zero = self.at_zero().clone();
        for (stream, short) in self.now.short.clone().into_iter().enumerate() {
            let Some(credit) = self.metering.streams.get(stream).map(|stream| stream.credit) else {
                continue;
            };
            match at_zero {
                _ if short.is_zero() => {}
                AtZero::Carry => self.owe(stream, short)?,
                AtZero::Slow if !self.metering.slow => self.block(stream, credit, short)?,
                AtZero::Slow | AtZero::Upgrade { at_once: false, .. } => {
                    if let Some(month) = self.now.credits.get_mut(credit) {
                        month.slow = month.slow.checked_add(short)?;
                    }
                }
                _ => self.block(stream, credit, short)?,
            }
        }
        Ok(())
    }

    /// Use of a stream stops short of so many credits.
    fn block(&mut self, stream: usize, credit: usize, short: Decimal) -> Result<(), NumError> {
        if let Some(month) = self.now.credits.get_mut(credit) {
            month.blocked = month.blocked.checked_add(short)?;
        }
        if let Some(blocked) = self.now.blocked.get_mut(stream) {
            *blocked = short;
        }
        Ok(())
    }
}
