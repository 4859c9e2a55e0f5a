//! A month's use, taken out of the lots day by day.

use super::error::ReplayError;
use super::replay::Wallet;
use crate::book::AtZero;
use crate::date::Date;
use crate::num::{Decimal, NumError};

impl Wallet<'_> {
    /// Takes the month's use day by day, stream by stream; what the balance lacks is counted as short.
    pub(super) fn use_month(&mut self) -> Result<(), ReplayError> {
        let (index, start) = (self.now.index, self.now.start);
        let metering = self.metering;
        let uses = metering.demand.on(self.plan_index(), index);
        let uses = uses.ok_or(ReplayError::NotOffered { month: index })?;
        for day in 0..start.days_until(self.now.end) {
            let date = start.plus_days(day)?;
            if day > 0 {
                self.expire(date)?;
                self.cut_carried(date)?;
                self.grant_day(date)?;
            }
            self.refill_when_low(date)?;
            for (stream, month) in uses.iter().enumerate() {
                self.use_up(stream, month.on(day)?, date)?;
            }
            self.refill_when_low(date)?;
            for (days, balance) in self.statement.daily_balance.iter_mut().zip(&self.balances) {
                days.push(*balance);
            }
        }
        Ok(())
    }

    /// Takes a day's use of one stream.
    fn use_up(&mut self, stream: usize, wanted: Decimal, day: Date) -> Result<(), ReplayError> {
        let Some(credit) = self.metering.streams.get(stream).map(|stream| stream.credit) else {
            return Ok(());
        };
        let mut short = self.burn(stream, wanted)?;
        while !short.is_zero() && self.refill_for(stream, short, day)? {
            let before = short;
            short = self.burn(stream, short)?;
            if short == before {
                break;
            }
        }
        while !short.is_zero() && self.upgrade_at_once(stream, day)? {
            short = self.burn(stream, short)?;
        }
        if let Some(month) = self.now.credits.get_mut(credit) {
            month.used = month.used.checked_add(wanted.checked_sub(short)?)?;
        }
        if short.is_zero() {
            return Ok(());
        }
        if *self.at_zero() == AtZero::Carry && self.charge_of(stream).is_none() {
            return Ok(self.owe(stream, short)?);
        }
        if let Some(sum) = self.now.short.get_mut(stream) {
            *sum = sum.checked_add(short)?;
        }
        Ok(())
    }

    /// Takes credits of a stream out of the lots in burn order; how many were lacking.
    fn burn(&mut self, stream: usize, wanted: Decimal) -> Result<Decimal, NumError> {
        let mut wanted = wanted;
        let mut taken = Vec::new();
        for lot in self.lots.iter_mut().filter(|lot| lot.can_serve(stream)) {
            if wanted.is_zero() {
                break;
            }
            let burnt = wanted.min(lot.left);
            lot.left = lot.left.checked_sub(burnt)?;
            wanted = wanted.checked_sub(burnt)?;
            taken.push((lot.offer, lot.credit, burnt));
        }
        for (offer, credit, burnt) in taken {
            self.take_out(credit, burnt)?;
            self.used(offer, stream, burnt)?;
        }
        self.lots.retain(|lot| !lot.left.is_zero());
        Ok(wanted)
    }

    /// Lets the balance of a stream go below 0.
    pub(super) fn owe(&mut self, stream: usize, credits: Decimal) -> Result<(), NumError> {
        let Some(credit) = self.metering.streams.get(stream).map(|stream| stream.credit) else {
            return Ok(());
        };
        if let Some(debt) = self.debts.get_mut(stream) {
            *debt = debt.checked_add(credits)?;
        }
        if let Some(month) = self.now.credits.get_mut(credit) {
            month.carried = month.carried.checked_add(credits)?;
        }
        Ok(())
    }
}
