//! Granted credits become a lot.

use super::error::ReplayError;
use super::grant::Giving;
use super::lot::{LossCause, Lot, LotCarry};
use super::replay::Wallet;
use super::statement::{Event, Granted};
use crate::book::{Grant, Kind, Lifetime, WithoutPlan};
use crate::date::Date;
use crate::meter::served;
use crate::num::{Decimal, Fraction, NumError};

impl Wallet<'_> {
    /// Makes a lot of so many credits of a grant.
    pub(super) fn add(&mut self, giving: Giving<'_>, credits: Decimal) -> Result<(), ReplayError> {
        let Giving { offer, place, grant, team, day, term, .. } = giving;
        let end = self.lot_end(grant, day, term)?;
        let cycle = self.cycle_end(grant, day, term)?;
        let (needs, without) = self.needs(offer, grant);
        let unit_price = if grant.bonus { Fraction::ZERO } else { giving.unit_price };
        let ends_by = match grant.lifetime {
            Lifetime::Cycle => LossCause::CycleEnd,
            _ => LossCause::Expired,
        };
        let lot = Lot {
            offer: Some(offer),
            grant: place,
            credit: grant.credit,
            team,
            serves: served(&self.metering.streams, grant, team),
            granted: day,
            end,
            priority: grant.priority,
            credits,
            left: credits,
            unit_price,
            frozen: without == WithoutPlan::Frozen && !self.is_met(needs.as_ref()),
            needs,
            without,
            carry: self.lot_carry(offer, grant, giving.times, cycle)?,
            ends_by,
            serial: self.serial,
        };
        self.receive(lot, grant.bonus)
    }

    /// Takes a new lot in: it first pays for use on credit that it could have been used for.
    pub(super) fn receive(&mut self, mut lot: Lot, bonus: bool) -> Result<(), ReplayError> {
        let granted = lot.credits;
        let credit = lot.credit;
        self.serial = self.serial.saturating_add(1);
        let mut repaid = Decimal::ZERO;
        for stream in 0..self.debts.len() {
            let Some(debt) = self.debts.get_mut(stream).filter(|_| lot.can_serve(stream)) else { continue };
            let paid = lot.left.min(*debt);
            if paid.is_zero() {
                continue;
            }
            *debt = debt.checked_sub(paid)?;
            lot.left = lot.left.checked_sub(paid)?;
            repaid = repaid.checked_add(paid)?;
            self.used(lot.offer, stream, paid)?;
        }
        if let Some(month) = self.now.credits.get_mut(credit) {
            month.granted = month.granted.checked_add(granted)?;
            month.repaid = month.repaid.checked_add(repaid)?;
        }
        let balance = self.balance(credit).checked_add(lot.left)?;
        self.statement.events.push(Event::Grant(self.statement.grants.len()));
        self.statement.grants.push(Granted {
            date: lot.granted,
            offer: lot.offer,
            grant: lot.grant,
            credit,
            team: lot.team,
            credits: granted,
            end: lot.end,
            bonus,
            balance,
        });
        if !lot.left.is_zero() {
            self.hold(lot)?;
        }
        Ok(())
    }

    /// The offers of which credits of a grant need an active one, and what becomes of them without: for a plan's own its
    /// family, for an add-on's the add-on, for others the plans the offer requires, or any. Carried credits are lost
    /// without it, unless they are kept.
    fn needs(&self, offer: usize, grant: &Grant) -> (Option<Vec<usize>>, WithoutPlan) {
        let without = match &grant.carry {
            Some(carry) if !carry.kept_after_plan => WithoutPlan::Lost,
            Some(_) if grant.without_plan != WithoutPlan::Frozen => WithoutPlan::Kept,
            _ => grant.without_plan,
        };
        let Some(found) = self.book.offer(offer).filter(|_| without != WithoutPlan::Kept) else {
            return (None, without);
        };
        let needs = match &found.kind {
            Kind::Plan(_) => self.book.family(offer).collect(),
            Kind::AddOn(_) => vec![offer],
            _ if found.requires.is_empty() => self.book.plans().collect(),
            _ => found.requires.clone(),
        };
        (Some(needs), without)
    }

    fn lot_carry(
        &self,
        offer: usize,
        grant: &Grant,
        times: Decimal,
        cycle_end: Date,
    ) -> Result<Option<LotCarry>, NumError> {
        let (Some(carry), Some(pool)) = (&grant.carry, self.pool_of(offer, grant)) else { return Ok(None) };
        let mut caps = carry.clone();
        caps.at_most = caps.at_most.map(|most| most.checked_mul(times)).transpose()?;
        caps.total_at_most = caps.total_at_most.map(|most| most.checked_mul(times)).transpose()?;
        Ok(Some(LotCarry { pool, caps, cycle_end, carried: false }))
    }

    /// Which of an offer's grants are carried together: those of one type and scope, each person's own or not.
    pub(super) fn pool_of(&self, offer: usize, grant: &Grant) -> Option<(usize, usize)> {
        let found = self.book.offer(offer).filter(|_| grant.carry.is_some())?;
        let together = |other: &Grant| {
            let kind = |grant: &Grant| (grant.credit, grant.private);
            other.carry.is_some() && kind(other) == kind(grant) && other.scope == grant.scope
        };
        Some((found.family, found.grants().iter().position(together)?))
    }
}
