//! Grants: which come on a day, to whom, and how much.

use super::error::ReplayError;
use super::lot::Lot;
use super::replay::{Capped, Wallet};
use super::term::Active;
use crate::book::{Every, Grant, Measure, PerSeat, Plan, Seat, Seats};
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError};

/// One grant of a purchase that is to be given.
#[derive(Clone, Copy)]
pub(super) struct Giving<'g> {
    /// Index of the offer.
    pub offer: usize,
    /// Place among what the purchase grants.
    pub place: usize,
    pub grant: &'g Grant,
    /// Whose own credits they are.
    pub team: Option<usize>,
    /// What one person's and one copy's numbers are multiplied by.
    pub times: Decimal,
    /// What a short month has of a whole one.
    pub share: Fraction,
    pub unit_price: Fraction,
    pub day: Date,
    /// First day after the paid term.
    pub term: Date,
}

impl<'b> Wallet<'b> {
    /// Gives what the active plan and add-ons grant on a day of the month.
    pub(super) fn grant_day(&mut self, day: Date) -> Result<(), ReplayError> {
        let book = self.book;
        let active: Vec<Active> = self.plan.iter().chain(&self.add_ons).cloned().collect();
        for active in active {
            let Some(plan) = book.offer(active.offer).and_then(|offer| offer.subscription()) else {
                continue;
            };
            self.grant_active(&active, plan, day)?;
        }
        Ok(())
    }

    pub(super) fn grant_active(
        &mut self,
        active: &Active,
        plan: &'b Plan,
        day: Date,
    ) -> Result<(), ReplayError> {
        let month = self.now.index;
        for (place, grant) in plan.grants.iter().enumerate() {
            if !self.is_due(active, place, grant, month, day) {
                continue;
            }
            if grant.every == Every::Once {
                let family = self.book.offer(active.offer).map_or(active.offer, |offer| offer.family);
                self.once.push((family, place));
            }
            let term = self.month_start(active.until)?;
            let unit_price = active.unit_prices.get(grant.credit).copied().unwrap_or(Fraction::ZERO);
            let share = self.grant_share(grant, month);
            for (team, times) in self.receivers(grant, &plan.seats, active.copies)? {
                let offer = active.offer;
                self.give(Giving { offer, place, grant, team, times, share, unit_price, day, term })?;
            }
        }
        Ok(())
    }

    /// What a plan's or add-on's grant has of a whole one: a monthly one has less in a short first month.
    pub(super) fn grant_share(&self, grant: &Grant, month: usize) -> Fraction {
        if grant.every == Every::Month { self.metering.month_share(month) } else { Fraction::ONE }
    }

    /// Who receives a grant, and how many times one person's: everybody together, or each team its own.
    pub(super) fn receivers(
        &self,
        grant: &Grant,
        kinds: &[Seat],
        copies: u32,
    ) -> Result<Vec<(Option<usize>, Decimal)>, NumError> {
        let copies = Decimal::from_int(copies.into());
        let times =
            |seats: &Seats| Decimal::from_units(people(grant, kinds, seats).into(), 0)?.checked_mul(copies);
        if !grant.private {
            return Ok(vec![(None, times(&self.metering.seats)?)]);
        }
        let teams = self.metering.teams.iter().enumerate();
        teams.map(|(index, team)| Ok((Some(index), times(&team.seats)?))).collect()
    }

    /// Credits a grant adds, or the level it fills up to, in whole steps.
    pub(super) fn measured(
        &self,
        grant: &Grant,
        times: Decimal,
        share: Fraction,
    ) -> Result<Decimal, NumError> {
        let (Measure::Add(each) | Measure::RefillTo { level: each, .. }) = grant.measure;
        let whole = each.checked_mul(times)?;
        if share == Fraction::ONE {
            return Ok(whole);
        }
        let step = self.book.step(grant.credit);
        let rounding = self.book.rules().share_rounding(step).ok_or(NumError::DivisionByZero)?;
        share.checked_mul(whole.into())?.round(&rounding)
    }

    /// Gives one grant as far as its caps allow.
    pub(super) fn give(&mut self, giving: Giving<'_>) -> Result<(), ReplayError> {
        let Giving { offer, place, grant, team, times, .. } = giving;
        let mut credits = self.measured(grant, times, giving.share)?;
        if let Measure::RefillTo { counts_balance, .. } = grant.measure {
            let there = if counts_balance {
                self.held(grant.credit, team)?
            } else {
                self.held_of(offer, place, team)?
            };
            credits = credits.checked_sub(there)?;
        }
        if let Some(most) = grant.balance_at_most {
            let room = most.checked_mul(times)?.checked_sub(self.held(grant.credit, team)?)?;
            credits = credits.min(room);
        }
        let credits = self.under_cap(&giving, credits.max(Decimal::ZERO))?;
        if credits.is_zero() { Ok(()) } else { self.add(giving, credits) }
    }

    /// Credits of a type that a team, or everybody, may use.
    fn held(&self, credit: usize, team: Option<usize>) -> Result<Decimal, NumError> {
        let theirs =
            |lot: &&Lot| lot.credit == credit && (team.is_none() || lot.team.is_none() || lot.team == team);
        self.lots.iter().filter(theirs).map(|lot| lot.left).try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// Credits left of earlier grants of the same kind, from any rung of a ladder.
    fn held_of(&self, offer: usize, place: usize, team: Option<usize>) -> Result<Decimal, NumError> {
        let family = |offer: usize| self.book.offer(offer).map(|offer| offer.family);
        let same = |lot: &&Lot| {
            lot.grant == place
                && lot.team == team
                && lot.offer.is_some_and(|other| family(other) == family(offer))
        };
        self.lots.iter().filter(same).map(|lot| lot.left).try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// Takes credits that are lost unused off what counts towards a cap on use.
    pub(super) fn uncount(&mut self, lot: &Lot, credits: Decimal) -> Result<(), NumError> {
        let offer = lot.offer.and_then(|offer| self.book.offer(offer));
        let cap = offer.and_then(|offer| offer.grants().get(lot.grant)).and_then(|grant| grant.cap);
        if cap.is_none_or(|cap| !cap.counts_used) {
            return Ok(());
        }
        let same = |known: &&mut Capped| {
            Some(known.offer) == lot.offer && (known.grant, known.team) == (lot.grant, lot.team)
        };
        if let Some(known) = self.capped.iter_mut().find(same) {
            known.credits = known.credits.checked_sub(credits)?;
        }
        Ok(())
    }

    /// As many of the credits as the grant's cap over a longer period leaves.
    fn under_cap(&mut self, giving: &Giving<'_>, credits: Decimal) -> Result<Decimal, NumError> {
        let Giving { offer, place: grant, team, .. } = *giving;
        let Some(cap) = &giving.grant.cap else { return Ok(credits) };
        let period = self.cap_period(cap, self.now.index, giving.day);
        let same = |known: &Capped| (known.offer, known.grant, known.team) == (offer, grant, team);
        let given = self.capped.iter().find(|known| same(known) && known.period == period);
        let given = given.map_or(Decimal::ZERO, |known| known.credits);
        let room = cap.credits.checked_mul(giving.times)?.checked_sub(given)?;
        let credits = credits.min(room).max(Decimal::ZERO);
        self.capped.retain(|known| !same(known));
        self.capped.push(Capped { offer, grant, team, period, credits: given.checked_add(credits)? });
        Ok(credits)
    }
}

/// People a grant is for.
fn people(grant: &Grant, kinds: &[Seat], seats: &Seats) -> u64 {
    let of = |index: usize| kinds.get(index).map_or(0, |kind| u64::from(kind.granted(seats, index == 0)));
    match grant.per_seat {
        PerSeat::No => 1,
        PerSeat::All => (0..kinds.len()).map(of).sum(),
        PerSeat::Kind(kind) => of(kind),
    }
}
