//! Cutting time into slots and credits into units.

use super::Builder;
use super::days::{Share, running_week};
use crate::book::{Ends, Every, Grant, Kind, Lifetime, Offer, Plan, Term, UsePrice};
use crate::date::Date;
use crate::meter::StreamSet;
use crate::num::{Decimal, Fraction};
use crate::plan::problem::BuildError;

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Builder<'_> {
    pub(super) fn horizon_end(&self) -> Date {
        self.metering.months.last().map_or(Date::FIRST, |period| period.end())
    }

    /// The first day on which credits granted on a day cannot be used; `None`: never.
    pub(super) fn end_of(
        &self,
        grant: &Grant,
        day: Date,
        cycle: Date,
        term: Date,
    ) -> Result<Option<Date>, BuildError> {
        if let (Some(_), Lifetime::Months(months)) = (&grant.carry, grant.lifetime) {
            // Carried credits end with a month.
            let month = self.metering.months.iter().rposition(|month| month.start() <= day).unwrap_or(0);
            let months = usize::try_from(months).unwrap_or(usize::MAX);
            return Ok(Some(self.month_start(month.saturating_add(months))?));
        }
        let ends = Ends { cycle, term, anchor_day: self.anchor };
        Ok(grant.lifetime.end(self.book.rules(), day, ends)?)
    }

    /// Every day on which a grant can be made, with the day it can end.
    fn days_of(&self, plan: Option<&Plan>, grant: &Grant) -> Result<Vec<(Date, Option<Date>)>, BuildError> {
        let mut days = Vec::new();
        for (month, period) in self.metering.months.iter().enumerate() {
            let once = plan.is_none() || matches!(grant.every, Every::Once | Every::Term);
            if once {
                let terms = plan.into_iter().flat_map(|plan| plan.terms.iter().map(|(term, _)| *term));
                let terms: Vec<Term> = terms.collect();
                let ends = terms.iter().map(|term| {
                    self.month_start(month + usize::try_from(term.months()).unwrap_or(usize::MAX))
                });
                let ends = ends.chain(terms.is_empty().then_some(Ok(period.end())));
                for term_end in ends {
                    let term_end = term_end?;
                    let cycle = if plan.is_some() { term_end } else { period.end() };
                    days.push((period.start(), self.end_of(grant, period.start(), cycle, term_end)?));
                }
                continue;
            }
            let whole = Share {
                team: None,
                streams: StreamSet::NONE,
                times: Decimal::ONE,
                // Large enough for a part of it to be something.
                credits: self.book.step(grant.credit).checked_mul(Decimal::from_int(1_000_000))?,
            };
            if let Some(cycle) = running_week(grant, period.start())? {
                days.push((period.start(), self.end_of(grant, period.start(), cycle, cycle)?));
            }
            let uncapped = Grant { cap: None, ..grant.clone() };
            for given in self.given_in(&uncapped, &whole, month)? {
                let end = match grant.lifetime {
                    // The ends of terms are months' starts.
                    Lifetime::Term => None,
                    _ => self.end_of(grant, given.day, given.cycle_end, period.end())?,
                };
                days.push((given.day, end));
            }
        }
        Ok(days)
    }

    /// Month starts, the days on which credits begin or end inside a month, and all days where a day's use can
    /// compete for the same credits.
    pub(super) fn cut_slots(&mut self) -> Result<(), BuildError> {
        let mut dates: Vec<Date> = self.metering.months.iter().map(|month| month.start()).collect();
        let horizon_end = self.horizon_end();
        dates.push(horizon_end);
        let mut add = |date: Date, later: &mut Vec<Date>| match date > horizon_end {
            true => later.push(date),
            false => dates.push(date),
        };
        let mut later = Vec::new();
        for month in 0..=self.metering.months.len().saturating_add(36) {
            add(self.month_start(month)?, &mut later);
        }
        for (index, offer) in self.book.offers().iter().enumerate() {
            for (place, grant) in offer.grants().iter().enumerate() {
                if self.is_daily(index, place) {
                    continue;
                }
                for (day, end) in self.days_of(offer.subscription(), grant)? {
                    add(day, &mut later);
                    end.into_iter().for_each(|end| add(end, &mut later));
                }
            }
        }
        for balance in &self.metering.start_balance {
            balance.end.into_iter().for_each(|end| add(end, &mut later));
        }
        if self.days_compete()? {
            for month in &self.metering.months {
                for day in 0..month.days() {
                    add(month.start().plus_days(day)?, &mut later);
                }
            }
        }
        dates.retain(|date| self.metering.months.first().is_none_or(|month| *date >= month.start()));
        dates.sort_unstable();
        dates.dedup();
        later.sort_unstable();
        later.dedup();
        let slot = |date: Date| dates.binary_search(&date).unwrap_or_default();
        self.month_slots = self.metering.months.iter().map(|month| slot(month.start())).collect();
        self.month_slots.push(dates.len() - 1);
        self.slot_dates = dates;
        self.later_ends = later;
        Ok(())
    }

    /// Whether what is left after several days can depend on the order of their use, stream by stream and day by day.
    ///
    /// Where of two kinds of credits that serve a stream in common one serves all that the other serves, and the other
    /// always burns first, it cannot: the narrower credits are used up before the wider ones are touched, so of each
    /// kind as much is burnt as it has or as is left to it, whatever the order. What is short is then short of the
    /// widest credits, and it only matters of which stream where streams are not charged alike.
    fn days_compete(&self) -> Result<bool, BuildError> {
        if self.metering.streams.len() < 2 {
            return Ok(false);
        }
        let mut shapes: Vec<(StreamSet, i32)> = Vec::new();
        for (index, offer) in self.book.offers().iter().enumerate() {
            for (place, grant) in offer.grants().iter().enumerate() {
                if !self.is_daily(index, place) {
                    let shares = self.shares(offer.subscription(), grant)?;
                    shapes.extend(shares.into_iter().map(|share| (share.streams, grant.priority)));
                }
            }
        }
        for balance in &self.metering.start_balance {
            shapes.push((self.all_of(balance.credit), super::classes::BALANCE_PRIORITY));
        }
        let ordered = |a: &(StreamSet, i32), b: &(StreamSet, i32)| {
            !a.0.meets(b.0)
                || a.0 == b.0
                || (self.order.is_by_priority()
                    && ((b.0.covers(a.0) && a.1 < b.1) || (a.0.covers(b.0) && b.1 < a.1)))
        };
        if !shapes.iter().all(|a| shapes.iter().all(|b| ordered(a, b))) {
            return Ok(true);
        }
        let alike = |a: usize, b: usize| {
            let sold = |plan: Option<usize>, stream: usize, day: Date| {
                let stream = self.metering.streams.get(stream)?;
                let charge = self.book.charge((plan, self.metering.slow), day, stream.credit, stream.feature);
                charge.map(|(offer, place, _)| (offer, place))
            };
            self.contexts().all(|context| {
                let plan = self.plan(context);
                let mut months = self.metering.months.iter();
                months.all(|month| sold(plan, a, month.start()) == sold(plan, b, month.start()))
            })
        };
        let streams = self.metering.streams.len();
        Ok(shapes.iter().any(|(set, _)| {
            let mut inside = (0..streams).filter(|stream| set.contains(*stream));
            inside.next().is_some_and(|first| inside.any(|other| !alike(first, other)))
        }))
    }

    pub(super) fn choose_units(&mut self) -> Result<(), BuildError> {
        let mut unit = vec![0; self.book.credits().len()];
        for (index, offer) in self.book.offers().iter().enumerate() {
            for (place, grant) in offer.grants().iter().enumerate() {
                if !self.is_daily(index, place) {
                    self.measure(offer, grant, &mut unit)?;
                }
            }
            for charging in offer.charges() {
                if let UsePrice::Blocks { block, whole_blocks: true, .. } = &charging.charge.price {
                    let steps = self.steps(charging.credit, *block)?;
                    unit[charging.credit] = gcd(unit[charging.credit], steps);
                }
            }
            if let Kind::TopUp(top_up) = &offer.kind {
                let credit = top_up.grant.credit;
                let block = self.steps(credit, top_up.block)?;
                unit[credit] = if top_up.bonuses.is_empty() { gcd(unit[credit], block) } else { 1 };
            }
        }
        for balance in &self.metering.start_balance {
            unit[balance.credit] = gcd(unit[balance.credit], self.steps(balance.credit, balance.credits)?);
        }
        let streams = self.metering.streams.len();
        for context in self.contexts() {
            let Some(slots) = self.demand_by_slot(context)? else { continue };
            for (place, credits) in slots.into_iter().flatten().enumerate() {
                let Some(stream) = self.metering.streams.get(place % streams) else { continue };
                unit[stream.credit] = gcd(unit[stream.credit], self.steps(stream.credit, credits)?);
            }
        }
        self.unit = unit.into_iter().map(|unit: i128| unit.max(1)).collect();
        Ok(())
    }

    /// What one grant asks of the unit.
    fn measure(&self, offer: &Offer, grant: &Grant, unit: &mut [i128]) -> Result<(), BuildError> {
        let unit = &mut unit[grant.credit];
        let mut add = |credits| -> Result<(), BuildError> {
            *unit = gcd(*unit, self.steps(grant.credit, credits)?);
            Ok(())
        };
        if !matches!(offer.kind, Kind::TopUp(_)) {
            let carry = grant.carry.as_ref();
            let most = [grant.balance_at_most, carry.and_then(|carry| carry.at_most)];
            let most = [most[0], most[1], carry.and_then(|carry| carry.total_at_most)];
            for share in self.shares(offer.subscription(), grant)? {
                add(share.credits)?;
                add(self.part_of(grant, share.credits, self.metering.month_share(0))?)?;
                for most in most.iter().flatten().chain(grant.cap.as_ref().map(|cap| &cap.credits)) {
                    add(most.checked_mul(share.times)?)?;
                }
            }
        } else if let Some(most) = grant.balance_at_most {
            add(most)?;
        }
        if matches!(offer.kind, Kind::AddOn(_)) && self.metering.month_share(0) != Fraction::ONE {
            // A part of several copies is rounded once.
            *unit = 1;
        }
        let Some(carry) = &grant.carry else { return Ok(()) };
        if carry.percent_of_unused.is_some() {
            *unit = 1;
        }
        Ok(())
    }
}
