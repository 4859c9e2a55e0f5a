//! On which days grants come, and when their periods end.

use super::error::ReplayError;
use super::replay::Wallet;
use super::term::Active;
use crate::book::{Cap, Cycle, Ends, Every, Grant, Lifetime};
use crate::date::{Date, DateError};

/// Days of a week.
const WEEK: i32 = 7;
/// Weekday of the calendar's first day, a Thursday; Monday is 0.
const FIRST_WEEKDAY: i32 = 3;

/// Day of the week, Monday being 0.
fn weekday(date: Date) -> i32 {
    Date::FIRST.days_until(date).saturating_add(FIRST_WEEKDAY).rem_euclid(WEEK)
}

impl Wallet<'_> {
    /// The horizon's first day.
    pub(super) fn first_day(&self) -> Date {
        self.metering.months.first().map_or(Date::FIRST, |month| month.start())
    }

    /// First day of a month, counted from the horizon's first; months go on after the horizon.
    pub(super) fn month_start(&self, index: usize) -> Result<Date, DateError> {
        let months = &self.metering.months;
        if let Some(month) = months.get(index) {
            return Ok(month.start());
        }
        let end = months.last().map_or(Date::FIRST, |month| month.end());
        let count = |months: usize| u32::try_from(months).map_err(|_| DateError::OutOfRange);
        let rules = self.book.rules();
        match rules.cycle {
            Cycle::Calendar => end.plus_months(1, count(index.saturating_sub(months.len()))?),
            Cycle::Purchase => {
                let (_, _, anchor) = self.first_day().ymd();
                rules.add_months(self.first_day(), anchor, count(index)?)
            }
        }
    }

    /// Whether a grant of something active comes on a day of a month (from 0) of its term.
    pub(super) fn is_due(
        &self,
        active: &Active,
        place: usize,
        grant: &Grant,
        month: usize,
        day: Date,
    ) -> bool {
        let starts_month = if active.from == month {
            active.since == day
        } else {
            self.month_start(month).is_ok_and(|start| start == day)
        };
        let comes = match grant.every {
            Every::Once => {
                let family = self.book.offer(active.offer).map_or(active.offer, |offer| offer.family);
                starts_month && active.from == month && !self.once.contains(&(family, place))
            }
            Every::Term => starts_month && active.from == month,
            Every::Month => starts_month,
            Every::Week(None) => weekday(day) == weekday(self.first_day()),
            // The week that runs when a plan begins is granted as well.
            Every::Week(Some(on)) => {
                weekday(day) == i32::from(on) || (active.is_new && active.from == month && starts_month)
            }
            Every::Day => true,
        };
        comes && grant.comes_with(active.term.months()) && grant.window.contains(day)
    }

    /// Number of the period of a cap that a day is in: the month (from 0), or the week counted from the horizon's
    /// first day.
    pub(super) fn cap_period(&self, cap: &Cap, month: usize, day: Date) -> i32 {
        match cap.per {
            Every::Week(_) => self.first_day().days_until(day).div_euclid(WEEK),
            _ => i32::try_from(month).unwrap_or(i32::MAX),
        }
    }

    /// First day after a grant's own period; `term` is the first after the paid term.
    pub(super) fn cycle_end(&self, grant: &Grant, day: Date, term: Date) -> Result<Date, DateError> {
        match grant.every {
            Every::Day => day.plus_days(1),
            Every::Week(None) => day.plus_days(WEEK),
            Every::Week(Some(on)) => {
                let since = weekday(day).saturating_sub(on.into()).rem_euclid(WEEK);
                day.plus_days(WEEK.saturating_sub(since))
            }
            Every::Once | Every::Term => Ok(term),
            Every::Month => Ok(self.now.end),
        }
    }

    /// First day on which credits granted on a day of the month cannot be used; `None`: never. Carried credits end
    /// with a month.
    pub(super) fn lot_end(&self, grant: &Grant, day: Date, term: Date) -> Result<Option<Date>, ReplayError> {
        if let (Some(_), Lifetime::Months(months)) = (&grant.carry, grant.lifetime) {
            let months = usize::try_from(months).unwrap_or(usize::MAX);
            return Ok(Some(self.month_start(self.now.index.saturating_add(months))?));
        }
        let rules = self.book.rules();
        let (_, _, anchor) = self.first_day().ymd();
        let anchor_day = if rules.cycle == Cycle::Calendar { 1 } else { anchor };
        let cycle = self.cycle_end(grant, day, term)?;
        Ok(grant.lifetime.end(rules, day, Ends { cycle, term, anchor_day })?)
    }
}
