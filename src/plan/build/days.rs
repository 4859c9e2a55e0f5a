//! When what is granted: the days of repeated grants, and daily grants that can be taken off demand.

use super::Builder;
use crate::book::{Every, Grant, Lifetime, Measure, Offer, Plan};
use crate::date::Date;
use crate::meter::{StreamSet, served};
use crate::num::{Decimal, Fraction, Rounding, RoundingMode};
use crate::plan::problem::BuildError;

/// One grant on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The day.
    pub day: Date,
    /// First day after the grant's own period.
    pub cycle_end: Date,
    /// Credits, or the level filled up to.
    pub credits: Decimal,
}

/// A daily grant of a plan that is used before everything else and gone the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Daily {
    /// Index of the plan's offer.
    pub offer: usize,
    /// Place of the grant.
    pub place: usize,
}

/// What of a grant goes to whom: the team whose own it is, the streams it serves, and the credits.
pub type Share = (StreamSet, Decimal);

/// Days since the last Monday.
fn weekday_of(date: Date) -> i32 {
    // The first of January 2024 was one.
    Date::from_ymd(2024, 1, 1).map_or(0, |monday| monday.days_until(date).rem_euclid(7))
}

impl Builder<'_> {
    /// The day after the last of so many months of the horizon; months beyond it go on as it does.
    pub fn month_start(&self, month: usize) -> Result<Date, BuildError> {
        let months = &self.metering.months;
        if let Some(period) = months.get(month) {
            return Ok(period.start());
        }
        let Some(last) = months.last() else { return Ok(Date::FIRST) };
        let beyond = u32::try_from(month.saturating_sub(months.len())).unwrap_or(u32::MAX);
        let first = months.first().map_or(Date::FIRST, |period| period.start());
        if beyond == 0 {
            return Ok(last.end());
        }
        let count = u32::try_from(month).unwrap_or(u32::MAX);
        let calendar = self.book.rules().cycle == crate::book::Cycle::Calendar;
        Ok(match calendar {
            true => last.end().plus_months(1, beyond)?,
            false => self.book.rules().add_months(first, self.anchor, count)?,
        })
    }

    /// Credits of a grant, split by the teams whose own they are, for a whole month.
    pub fn shares(&self, plan: Option<&Plan>, grant: &Grant) -> Result<Vec<Share>, BuildError> {
        let kinds = plan.map_or(&[][..], |plan| &plan.seats);
        let streams = &self.metering.streams;
        if !grant.private {
            let credits = grant.credits(kinds, &self.metering.seats)?;
            return Ok(vec![(served(streams, grant, None), credits)]);
        }
        let of_team = |(index, team): (usize, &crate::meter::Team)| {
            Ok((served(streams, grant, Some(index)), grant.credits(kinds, &team.seats)?))
        };
        self.metering.teams.iter().enumerate().map(of_team).collect()
    }

    /// Credits of a grant in a month, less in a short first one, down to whole steps.
    pub fn in_month(&self, grant: &Grant, credits: Decimal, month: usize) -> Result<Decimal, BuildError> {
        let share = self.metering.month_share(month);
        if share == Fraction::ONE {
            return Ok(credits);
        }
        let step = self.book.step(grant.credit);
        let down = Rounding::new(RoundingMode::Down, step).ok_or(crate::num::NumError::DivisionByZero)?;
        Ok(Fraction::from(credits).checked_mul(share)?.round(&down)?)
    }

    /// The days of a month on which a repeated grant of so many credits a time is made.
    pub fn given_in(&self, grant: &Grant, credits: Decimal, month: usize) -> Result<Vec<Given>, BuildError> {
        let Some(period) = self.metering.months.get(month) else { return Ok(Vec::new()) };
        let first = self.metering.months.first().map_or(period.start(), |period| period.start());
        let mut given = Vec::new();
        let mut granted = Decimal::ZERO;
        for day in 0..period.days() {
            let date = period.start().plus_days(day)?;
            let (here, cycle_end) = match grant.every {
                Every::Month => (day == 0, period.end()),
                Every::Day => (true, date.plus_days(1)?),
                Every::Week(weekday) => {
                    let on = weekday.map_or(first.days_until(date).rem_euclid(7) == 0, |weekday| {
                        weekday_of(date) == i32::from(weekday)
                    });
                    (on, date.plus_days(7)?)
                }
                Every::Once | Every::Term => (false, date),
            };
            if !here || !grant.window.contains(date) {
                continue;
            }
            let mut credits =
                if grant.every == Every::Month { self.in_month(grant, credits, month)? } else { credits };
            if let Some(cap) = grant.cap {
                credits = credits.min(cap.credits.checked_sub(granted)?);
            }
            granted = granted.checked_add(credits)?;
            if !credits.is_zero() {
                given.push(Given { day: date, cycle_end, credits });
            }
        }
        Ok(given)
    }

    /// The daily grants that burn before everything else that serves the same use and end with the day.
    pub fn daily_grants(&mut self) -> Result<Vec<Daily>, BuildError> {
        if !self.order.is_by_priority() {
            return Ok(Vec::new());
        }
        // Every share of every grant: streams, priority, and whose it is.
        let mut shapes: Vec<(StreamSet, i32, usize, usize)> = Vec::new();
        for (index, offer) in self.book.offers().iter().enumerate() {
            for (place, grant) in offer.grants().iter().enumerate() {
                for (streams, _) in self.shares(offer.subscription(), grant)? {
                    shapes.push((streams, grant.priority, index, place));
                }
            }
        }
        for balance in &self.metering.start_balance {
            let streams = self.all_of(balance.credit);
            shapes.push((streams, super::classes::BALANCE_PRIORITY, usize::MAX, 0));
        }
        let mut daily = Vec::new();
        for (index, offer) in self.book.offers().iter().enumerate() {
            let Some(plan) = offer.as_plan() else { continue };
            for (place, grant) in plan.grants.iter().enumerate() {
                let alone = shapes.iter().filter(|shape| (shape.2, shape.3) == (index, place)).all(|own| {
                    shapes.iter().filter(|other| (other.2, other.3) != (index, place)).all(|other| {
                        let same = other.0 == own.0 && self.order.is_usual();
                        !other.0.meets(own.0) || own.1 < other.1 || (own.1 == other.1 && same)
                    })
                });
                if alone && self.is_plain_daily(offer, plan, grant) {
                    daily.push(Daily { offer: index, place });
                }
            }
        }
        Ok(daily)
    }

    fn is_plain_daily(&self, offer: &Offer, plan: &Plan, grant: &Grant) -> bool {
        let counts_balance = |grant: &Grant| {
            grant.balance_at_most.is_some()
                || matches!(grant.measure, Measure::RefillTo { counts_balance: true, .. })
        };
        let all = self.book.offers().iter().flat_map(Offer::grants);
        grant.every == Every::Day
            && grant.lifetime == Lifetime::Cycle
            && grant.carry.is_none()
            && grant.cap.is_none_or(|cap| cap.per == Every::Month)
            && offer.terms().all(|term| plan.grants_with(term).any(|(_, other)| other == grant))
            && !all.filter(|other| other.credit == grant.credit).any(counts_balance)
    }

    /// Every stream of a credit type.
    pub fn all_of(&self, credit: usize) -> StreamSet {
        let streams = self.metering.streams.iter().enumerate();
        let own = streams.filter(|(_, stream)| stream.credit == credit);
        own.fold(StreamSet::NONE, |set, (index, _)| set.with(index))
    }

    /// Whether a grant is taken off demand.
    pub fn is_daily(&self, offer: usize, place: usize) -> bool {
        self.daily.contains(&Daily { offer, place })
    }
}
