//! Demand by slot and stream, less what daily credits cover.

use std::rc::Rc;

use super::Builder;
use crate::num::{Decimal, NumError};
use crate::plan::problem::{BuildError, Demand};

/// Credits by month, in it by slot and stream; of months in which it is not to be had there is nothing.
type BySlot = Vec<Vec<Decimal>>;

impl Builder<'_> {
    /// Demand of every context; equal ones are shared.
    pub(super) fn demands(&self) -> Result<Vec<Option<Rc<Demand>>>, BuildError> {
        let mut all: Vec<Option<Rc<Demand>>> = Vec::new();
        let streams = self.metering.streams.len();
        for context in self.contexts() {
            let Some(months) = self.demand_by_slot(context)? else {
                all.push(None);
                continue;
            };
            let mut demand = Demand { units: Vec::new(), offered: Vec::new() };
            for (month, slots) in months.iter().enumerate() {
                let wanted = (self.month_slots[month + 1] - self.month_slots[month]) * streams;
                demand.offered.push(!slots.is_empty());
                if slots.is_empty() {
                    demand.units.extend(std::iter::repeat_n(0, wanted));
                }
                for (place, credits) in slots.iter().enumerate() {
                    let credit = self.metering.streams.get(place % streams).map_or(0, |stream| stream.credit);
                    demand.units.push(self.units(credit, *credits)?);
                }
            }
            let shared = all.iter().flatten().find(|other| ***other == demand).cloned();
            all.push(Some(shared.unwrap_or_else(|| Rc::new(demand))));
        }
        Ok(all)
    }

    /// Demand of a context; `None` where it is not to be had in any month.
    pub(super) fn demand_by_slot(&self, context: usize) -> Result<Option<BySlot>, BuildError> {
        let plan = self.plan(context);
        let mut months = Vec::with_capacity(self.metering.months.len());
        for month in 0..self.metering.months.len() {
            months.push(self.month_by_slot(plan, month)?.unwrap_or_default());
        }
        Ok(months.iter().any(|slots| !slots.is_empty()).then_some(months))
    }

    fn month_by_slot(&self, plan: Option<usize>, month: usize) -> Result<Option<Vec<Decimal>>, BuildError> {
        let Some(uses) = self.metering.demand.on(plan, month) else { return Ok(None) };
        let Some(period) = self.metering.months.get(month) else { return Ok(None) };
        let covered = self.covered_by_day(plan, month)?;
        let mut slots = Vec::new();
        let inside = self.slot_dates.windows(2).filter_map(|pair| match pair {
            [from, to] if *from >= period.start() && *from < period.end() => Some((*from, *to)),
            _ => None,
        });
        for (from, to) in inside {
            let (from, to) = (period.start().days_until(from), period.start().days_until(to));
            for (stream, month_use) in uses.iter().enumerate() {
                let mut wanted = month_use.before(to)?.checked_sub(month_use.before(from)?)?;
                for day in from..to {
                    let day = usize::try_from(day).unwrap_or(0);
                    if let Some(credits) = covered.get(day).and_then(|streams| streams.get(stream)) {
                        wanted = wanted.checked_sub(*credits)?;
                    }
                }
                slots.push(wanted);
            }
        }
        Ok(Some(slots))
    }

    /// By day and stream, what daily grants cover; empty without any.
    fn covered_by_day(&self, plan: Option<usize>, month: usize) -> Result<Vec<Vec<Decimal>>, BuildError> {
        let Some(offer) = plan.and_then(|plan| self.book.offer(plan)) else { return Ok(Vec::new()) };
        let own = self.daily.iter().filter(|daily| Some(daily.offer) == plan);
        let mut grants: Vec<_> = own.filter_map(|daily| offer.grants().get(daily.place)).collect();
        if grants.is_empty() {
            return Ok(Vec::new());
        }
        grants.sort_by_key(|grant| grant.priority);
        let (Some(uses), Some(period)) =
            (self.metering.demand.on(plan, month), self.metering.months.get(month))
        else {
            return Ok(Vec::new());
        };
        let days = usize::try_from(period.days()).unwrap_or(0);
        let mut covered = vec![vec![Decimal::ZERO; uses.len()]; days];
        for grant in grants {
            for share in self.shares(offer.as_plan(), grant)? {
                let mut room = match grant.cap.filter(|cap| cap.counts_used) {
                    Some(cap) => Some(cap.credits.checked_mul(share.times)?),
                    None => None,
                };
                for given in self.given_in(grant, &share, month)? {
                    let day = period.start().days_until(given.day);
                    let Some(covered) = usize::try_from(day).ok().and_then(|day| covered.get_mut(day)) else {
                        return Err(NumError::Overflow.into());
                    };
                    let mut left = room.map_or(given.credits, |room| room.min(given.credits));
                    for (stream, month_use) in uses.iter().enumerate() {
                        if share.streams.contains(stream) {
                            let used = left.min(month_use.on(day)?.checked_sub(covered[stream])?);
                            covered[stream] = covered[stream].checked_add(used)?;
                            left = left.checked_sub(used)?;
                            room = room.map(|room| room.checked_sub(used)).transpose()?;
                        }
                    }
                }
            }
        }
        Ok(covered)
    }
}
