//! When what is granted: the days of repeated grants, and daily grants that can be taken off demand.

use super::Builder;
use crate::book::{Cap, Cycle, Every, Grant, Lifetime, Measure, Offer, Plan, Seats};
use crate::date::{Date, DateError, Period};
use crate::meter::{StreamSet, served};
use crate::num::{Decimal, Fraction, NumError};
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
    /// Number of the period of a cap that is not yet taken off.
    pub period: Option<i32>,
}

/// A daily grant of a plan that is used before everything else and gone the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Daily {
    /// Index of the plan's offer.
    pub offer: usize,
    /// Place of the grant.
    pub place: usize,
}

/// What of a grant goes to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The team whose own it is; `None`: everybody's.
    pub team: Option<usize>,
    /// The streams it serves.
    pub streams: StreamSet,
    /// What one person's numbers are multiplied by.
    pub times: Decimal,
    /// Credits of a whole month, or the level filled up to.
    pub credits: Decimal,
}

/// Whether a cap only looks at what the same grant adds in the same month.
fn is_known(grant: &Grant, cap: &Cap) -> bool {
    let is_regular = !matches!(grant.every, Every::Week(Some(_)));
    is_regular
        && !cap.counts_used
        && grant.balance_at_most.is_none()
        && matches!(grant.measure, Measure::Add(_))
        && !matches!(cap.per, Every::Week(_))
}

/// Days since the last Monday.
fn weekday_of(date: Date) -> i32 {
    // The first of January 2024 was one.
    Date::from_ymd(2024, 1, 1).map_or(0, |monday| monday.days_until(date).rem_euclid(7))
}

/// The week of credits that come on a weekday that runs on a day, where it does not begin with it: the first day after.
pub fn running_week(grant: &Grant, day: Date) -> Result<Option<Date>, DateError> {
    let Every::Week(Some(on)) = grant.every else { return Ok(None) };
    match weekday_of(day).saturating_sub(on.into()).rem_euclid(7) {
        0 => Ok(None),
        since => day.plus_days(7_i32.saturating_sub(since)).map(Some),
    }
}

impl Builder<'_> {
    /// First day of a month, counted from the horizon's first; months go on after the horizon.
    pub fn month_start(&self, month: usize) -> Result<Date, BuildError> {
        let months = &self.metering.months;
        if let Some(period) = months.get(month) {
            return Ok(period.start());
        }
        let end = months.last().map_or(Date::FIRST, Period::end);
        let first = months.first().map_or(Date::FIRST, Period::start);
        let count = |months: usize| u32::try_from(months).map_err(|_| DateError::OutOfRange);
        let rules = self.book.rules();
        Ok(match rules.cycle {
            Cycle::Calendar => end.plus_months(1, count(month.saturating_sub(months.len()))?)?,
            Cycle::Purchase => rules.add_months(first, first.ymd().2, count(month)?)?,
        })
    }

    /// Credits of a grant, split by the teams whose own they are.
    pub fn shares(&self, plan: Option<&Plan>, grant: &Grant) -> Result<Vec<Share>, BuildError> {
        let kinds = plan.map_or(&[][..], |plan| &plan.seats);
        let streams = &self.metering.streams;
        let mut one = grant.clone();
        one.measure = Measure::Add(Decimal::ONE);
        let share = |team: Option<usize>, seats: &Seats| -> Result<Share, BuildError> {
            Ok(Share {
                team,
                streams: served(streams, grant, team),
                times: one.credits(kinds, seats)?,
                credits: grant.credits(kinds, seats)?,
            })
        };
        if !grant.private {
            return Ok(vec![share(None, &self.metering.seats)?]);
        }
        let teams = self.metering.teams.iter().enumerate();
        teams.map(|(index, team)| share(Some(index), &team.seats)).collect()
    }

    /// Credits of a part of a whole, in whole steps.
    pub fn part_of(&self, grant: &Grant, credits: Decimal, share: Fraction) -> Result<Decimal, BuildError> {
        if share == Fraction::ONE {
            return Ok(credits);
        }
        let step = self.book.step(grant.credit);
        let rounding = self.book.rules().share_rounding(step).ok_or(NumError::DivisionByZero)?;
        Ok(share.checked_mul(credits.into())?.round(&rounding)?)
    }

    /// The days of a month on which a repeated grant of so many credits a time is made.
    ///
    /// A cap over a month is taken off where what was granted before in the month is known beforehand.
    pub fn given_in(&self, grant: &Grant, share: &Share, month: usize) -> Result<Vec<Given>, BuildError> {
        let period = Period::new(self.month_start(month)?, self.month_start(month + 1)?)?;
        let first = self.metering.months.first().map_or(period.start(), |period| period.start());
        let mut given = Vec::new();
        let mut granted = Decimal::ZERO;
        let cap = grant.cap.filter(|cap| is_known(grant, cap));
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
            let mut credits = share.credits;
            if grant.every == Every::Month {
                credits = self.part_of(grant, credits, self.metering.month_share(month))?;
            }
            if let Some(cap) = cap {
                credits = credits.min(cap.credits.checked_mul(share.times)?.checked_sub(granted)?);
            }
            granted = granted.checked_add(credits)?;
            let number = grant.cap.filter(|cap| !is_known(grant, cap)).map(|cap| match cap.per {
                Every::Week(_) => first.days_until(date).div_euclid(7),
                _ => i32::try_from(month).unwrap_or(i32::MAX),
            });
            // A part of one copy may be nothing, and of several something.
            if !credits.is_zero() || (grant.every == Every::Month && !share.credits.is_zero()) {
                given.push(Given { day: date, cycle_end, credits, period: number });
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
                for share in self.shares(offer.subscription(), grant)? {
                    shapes.push((share.streams, grant.priority, index, place));
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
            && grant.cap.is_none_or(|cap| {
                let by_month = matches!(grant.measure, Measure::Add(_)) && cap.per == Every::Month;
                is_known(grant, &cap) || (cap.counts_used && by_month)
            })
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
