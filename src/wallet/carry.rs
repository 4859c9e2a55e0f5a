//! What takes credits away: their end, the end of a plan, and caps on what may be carried.

use super::error::ReplayError;
use super::lot::{LossCause, Lot, LotCarry, burn_order};
use super::replay::Wallet;
use super::statement::{Event, Lost};
use crate::book::{Kind, WithoutPlan};
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};

/// Credits that are carried together: see [`LotCarry::pool`], and the team whose own they are.
type Pool = ((usize, usize), Option<usize>);

/// Whether it is about the credits of add-ons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfAddOns {
    /// About all others.
    No,
    /// About them alone.
    Yes,
}

fn pool(lot: &Lot, carry: &LotCarry) -> Pool {
    (carry.pool, lot.team)
}

impl Wallet<'_> {
    /// Takes away credits whose end has come.
    pub(super) fn expire(&mut self, day: Date) -> Result<(), ReplayError> {
        let ended = |lot: &Lot| lot.end.is_some_and(|end| end <= day);
        self.lose_all(day, |lot| ended(lot).then_some(lot.ends_by))
    }

    /// Takes away or freezes credits that need a plan or add-on which is not active any more, and thaws those whose own
    /// is back; those of add-ons, or all others.
    pub(super) fn lapse(&mut self, day: Date, of: OfAddOns) -> Result<(), ReplayError> {
        let mut lots = std::mem::take(&mut self.lots);
        let mut missing = Vec::new();
        for lot in &mut lots {
            let kind = lot.offer.and_then(|offer| self.book.offer(offer)).map(|offer| &offer.kind);
            if matches!(kind, Some(Kind::AddOn(_))) != (of == OfAddOns::Yes) {
                continue;
            }
            let is_met = self.is_met(lot.needs.as_ref());
            lot.frozen = lot.without == WithoutPlan::Frozen && !is_met;
            if !is_met {
                missing.push(lot.serial);
            }
        }
        self.lots = lots;
        let lapses = |lot: &Lot| lot.without == WithoutPlan::Lost && missing.contains(&lot.serial);
        self.lose_all(day, |lot| lapses(lot).then_some(LossCause::Lapsed))
    }

    /// Whether one of the plans or add-ons that credits need is active.
    pub(super) fn is_met(&self, needs: Option<&Vec<usize>>) -> bool {
        let mut active = self.plan.iter().chain(&self.add_ons);
        needs.is_none_or(|needs| active.any(|active| needs.contains(&active.offer)))
    }

    /// Cuts what is carried beyond a day to what may be, oldest first: of every pool of a subscription's credits of
    /// which some were granted for a period that ends with this day.
    pub(super) fn cut_carried(&mut self, day: Date) -> Result<(), ReplayError> {
        let ends_now = |lot: &Lot| {
            lot.carry.as_ref().filter(|carry| carry.cycle_end == day).map(|carry| pool(lot, carry))
        };
        let mut pools: Vec<Pool> = self.lots.iter().filter_map(ends_now).collect();
        if pools.is_empty() {
            return Ok(());
        }
        pools.sort_unstable();
        pools.dedup();
        let mut lots = std::mem::take(&mut self.lots);
        lots.sort_by_key(|lot| lot.serial);
        for of in pools {
            self.cut_pool(of, &mut lots, day)?;
        }
        lots.retain(|lot| !lot.left.is_zero());
        let criteria = &self.book.rules().burn_order;
        lots.sort_by(|a, b| burn_order(criteria, a, b));
        self.lots = lots;
        Ok(())
    }

    fn cut_pool(&mut self, of: Pool, lots: &mut [Lot], day: Date) -> Result<(), ReplayError> {
        let carried = |lot: &Lot| {
            lot.carry.as_ref().is_some_and(|carry| carry.cycle_end <= day && pool(lot, carry) == of)
        };
        let left = lots.iter().filter(|lot| carried(lot)).map(|lot| lot.left);
        let total = left.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?;
        let Some(newest) = lots.iter().rev().find(|lot| carried(lot)).cloned() else { return Ok(()) };
        let mut excess = total.checked_sub(self.may_be_carried(of, &newest, total, day)?)?;
        for lot in lots.iter_mut().filter(|lot| carried(lot)) {
            let cut = excess.min(lot.left);
            if cut > Decimal::ZERO {
                excess = excess.checked_sub(cut)?;
                lot.left = lot.left.checked_sub(cut)?;
                self.lose(lot, cut, LossCause::OverCap, day)?;
            }
            if let Some(carry) = &mut lot.carry {
                carry.carried = true;
            }
        }
        Ok(())
    }

    /// How many of a pool's credits may be carried beyond a day.
    fn may_be_carried(
        &self,
        of: Pool,
        newest: &Lot,
        total: Decimal,
        day: Date,
    ) -> Result<Decimal, ReplayError> {
        let mut most = total;
        let Some(LotCarry { caps, .. }) = &newest.carry else { return Ok(most) };
        if let Some(percent) = caps.percent_of_unused {
            let part =
                Fraction::from(total).checked_mul(percent.into())?.checked_div(Fraction::from_int(100))?;
            let step = self.book.step(newest.credit);
            let down = Rounding::new(RoundingMode::Down, step).ok_or(NumError::DivisionByZero)?;
            most = most.min(part.round(&down)?);
        }
        if let Some(cap) = caps.at_most {
            most = most.min(cap);
        }
        if let Some(cap) = caps.total_at_most {
            most = most.min(cap.checked_sub(self.fresh(of, day)?)?.max(Decimal::ZERO));
        }
        Ok(most)
    }

    /// Credits of a pool that are about to be granted on a day.
    fn fresh(&self, (of, team): Pool, day: Date) -> Result<Decimal, ReplayError> {
        let mut fresh = Decimal::ZERO;
        for active in self.plan.iter().chain(&self.add_ons) {
            let Some(plan) = self.book.offer(active.offer).and_then(|offer| offer.subscription()) else {
                continue;
            };
            for (place, grant) in plan.grants.iter().enumerate() {
                if self.pool_of(active.offer, grant) != Some(of)
                    || !self.is_due(active, place, grant, self.now.index, day)
                {
                    continue;
                }
                let share = self.grant_share(grant, self.now.index);
                for (receiver, times) in self.receivers(grant, &plan.seats, active.copies)? {
                    if receiver == team {
                        fresh = fresh.checked_add(self.measured(grant, times, share)?)?;
                    }
                }
            }
        }
        Ok(fresh)
    }

    fn lose_all(&mut self, day: Date, cause: impl Fn(&Lot) -> Option<LossCause>) -> Result<(), ReplayError> {
        if self.lots.iter().all(|lot| cause(lot).is_none()) {
            return Ok(());
        }
        let (gone, kept): (Vec<Lot>, Vec<Lot>) =
            std::mem::take(&mut self.lots).into_iter().partition(|lot| cause(lot).is_some());
        self.lots = kept;
        for lot in &gone {
            if let Some(cause) = cause(lot) {
                self.lose(lot, lot.left, cause, day)?;
            }
        }
        Ok(())
    }

    fn lose(&mut self, lot: &Lot, credits: Decimal, cause: LossCause, date: Date) -> Result<(), ReplayError> {
        if let Some(month) = self.now.credits.get_mut(lot.credit) {
            month.lost = month.lost.checked_add(credits)?;
        }
        self.uncount(lot, credits)?;
        let balance = self.take_out(lot.credit, credits)?;
        self.statement.events.push(Event::Loss(self.statement.losses.len()));
        self.statement.losses.push(Lost {
            date,
            offer: lot.offer,
            credit: lot.credit,
            granted: lot.granted,
            credits,
            of: lot.credits,
            value: lot.unit_price.checked_mul(credits.into())?,
            cause,
            balance,
        });
        Ok(())
    }
}
