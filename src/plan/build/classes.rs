//! Grants sorted into classes, and what is granted when.

use super::{Builder, Counter};
use crate::book::{Every, Grant, Kind, Lifetime, Measure, Offer, Plan, Term, WithoutPlan};
use crate::meter::StreamSet;
use crate::num::{Decimal, Fraction, NumError};
use crate::plan::lot::Origin;
use crate::plan::problem::{Award, BEYOND, BuildError, CarryClass, Class, End, Fills, Part};
use crate::unit::Money;

/// Priority of the credits there are on the first day.
pub const BALANCE_PRIORITY: i32 = 20;

/// Whose grant it is.
#[derive(Debug, Clone, Copy)]
pub struct Source<'b> {
    /// The offer and its index.
    pub offer: (usize, &'b Offer),
    /// What is paid for the credits of a copy or term.
    pub price: Money,
    /// Credits that share it.
    pub credits: Decimal,
}

impl Builder<'_> {
    /// Where the credits of a grant come from.
    fn origin(&self, source: &Source, place: usize, grant: &Grant) -> Result<Origin, BuildError> {
        let small = BuildError::Number(NumError::Overflow);
        let free = grant.bonus || source.price.is_zero() || source.credits.is_zero();
        let mut unit_price = 0;
        if !free && self.order.is_by_size_or_price() {
            let price = Fraction::from(source.price.amount()).checked_div(source.credits.into())?;
            unit_price = fixed(price);
        }
        Ok(Origin {
            free,
            offer: u16::try_from(source.offer.0).map_err(|_| small.clone())?,
            grant: u8::try_from(place).map_err(|_| small)?,
            unit_price,
        })
    }

    /// The class of a share of a grant.
    pub(super) fn class(
        &mut self,
        source: &Source,
        place: usize,
        grant: &Grant,
        streams: StreamSet,
    ) -> Result<usize, BuildError> {
        let (index, offer) = source.offer;
        let is_plan = matches!(offer.kind, Kind::Plan(_));
        let lost = grant.carry.as_ref().is_some_and(|carry| !carry.kept_after_plan) && is_plan;
        let needs = match grant.without_plan {
            WithoutPlan::Kept if !lost => None,
            _ if is_plan => Some(self.contexts_of(|plan| {
                self.book.offer(plan).is_some_and(|other| other.family == offer.family)
            })),
            _ => Some(self.contexts_of(|plan| offer.requires.is_empty() || offer.requires.contains(&plan))),
        };
        let cap = grant.carry.as_ref().and_then(|carry| carry.at_most);
        let cap = cap.map(|cap| self.units(grant.credit, cap)).transpose()?;
        let carry = grant.carry.as_ref().filter(|_| is_plan).map(|_| CarryClass {
            pool: offer.family * (1 + self.metering.teams.len()) + 1,
            at_most: cap,
        });
        let own = match grant.measure {
            Measure::RefillTo { .. } => 1 + index * 1_000 + place,
            Measure::Add(_) => 0,
        };
        let class = Class {
            credit: grant.credit,
            streams,
            priority: grant.priority,
            frozen: grant.without_plan == WithoutPlan::Frozen && needs.is_some(),
            needs,
            carry: carry.filter(|carry| carry.at_most.is_some()),
            own,
        };
        if let Some(carry) = &grant.carry
            && (carry.total_at_most.is_some() || carry.percent_of_unused.is_some() || carry.burns_last)
        {
            self.gaps.push("rollover");
        }
        Ok(self.class_index(class))
    }

    fn class_index(&mut self, class: Class) -> usize {
        match self.classes.iter().position(|known| *known == class) {
            Some(index) => index,
            None => {
                self.classes.push(class);
                self.classes.len() - 1
            }
        }
    }

    fn contexts_of(&self, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let all = self.plans.iter().enumerate().filter(|(_, plan)| fits(**plan));
        all.map(|(index, _)| index + 1).collect()
    }

    fn cap(&mut self, grant: &Grant) -> Result<Option<i64>, BuildError> {
        let cap = grant.balance_at_most.map(|cap| self.units(grant.credit, cap)).transpose()?;
        let counts_balance = matches!(grant.measure, Measure::RefillTo { counts_balance: true, .. });
        // What is left of lots with several ends is not made better by more of the sooner ones.
        let carries = matches!(grant.measure, Measure::RefillTo { .. }) && grant.lifetime != Lifetime::Cycle;
        self.careful |= cap.is_some() || counts_balance || carries;
        Ok(cap)
    }

    /// What one copy or block of something bought grants.
    pub(super) fn parts(&mut self, source: &Source, grants: &[Grant]) -> Result<Vec<Part>, BuildError> {
        let mut parts = Vec::new();
        for (place, grant) in grants.iter().enumerate() {
            for (streams, credits) in self.shares(source.offer.1.subscription(), grant)? {
                if !streams.is_empty() {
                    parts.push(self.part(source, (place, grant), streams, credits)?);
                }
            }
        }
        Ok(parts)
    }

    fn part(
        &mut self,
        source: &Source,
        (place, grant): (usize, &Grant),
        streams: StreamSet,
        credits: Decimal,
    ) -> Result<Part, BuildError> {
        let class = self.class(source, place, grant, streams)?;
        let mut ends = Vec::new();
        for month in &self.metering.months {
            let end = self.end_of(grant, month.start(), month.end(), month.end())?;
            let inside = grant.window.contains(month.start());
            ends.push(if inside { end.map_or(BEYOND, |end| self.slot_of(end)) } else { 0 });
        }
        let balance_at_most = self.cap(grant)?;
        let origin = self.origin(source, place, grant)?;
        Ok(Part { units: self.units(grant.credit, credits)?, class, ends, origin, balance_at_most })
    }

    /// By month, what a plan or add-on grants in it beside what comes at the term's start.
    pub(super) fn monthly(
        &mut self,
        source: &Source,
        plan: &Plan,
        term: Term,
    ) -> Result<Vec<Vec<Award>>, BuildError> {
        let mut months = Vec::new();
        for month in 0..self.metering.months.len() {
            let mut awards = Vec::new();
            for (place, grant) in plan.grants_with(term) {
                if matches!(grant.every, Every::Once | Every::Term) || self.is_daily(source.offer.0, place) {
                    continue;
                }
                for (streams, credits) in self.shares(Some(plan), grant)? {
                    for given in self.given_in(grant, credits, month)? {
                        let end = match grant.lifetime {
                            Lifetime::Term => End::Term,
                            _ => {
                                let end = self.end_of(grant, given.day, given.cycle_end, given.cycle_end)?;
                                End::At(end.map_or(BEYOND, |end| self.slot_of(end)))
                            }
                        };
                        let slot = usize::from(self.slot_of(given.day));
                        let made = (slot, given.credits, end);
                        awards.extend(self.award(source, (place, grant), streams, made)?);
                    }
                }
            }
            awards.sort_by_key(|award| award.slot);
            months.push(awards);
        }
        Ok(months)
    }

    /// By the month a term starts, what a plan or add-on grants at its start.
    pub(super) fn at_start(
        &mut self,
        source: &Source,
        plan: &Plan,
        term: Term,
    ) -> Result<Vec<Vec<Award>>, BuildError> {
        let mut months = Vec::new();
        for (month, period) in self.metering.months.iter().enumerate() {
            let length = usize::try_from(term.months()).unwrap_or(usize::MAX);
            let term_end = self.month_start(month + length)?;
            let mut awards = Vec::new();
            for (place, grant) in plan.grants_with(term) {
                let starts = matches!(grant.every, Every::Once | Every::Term);
                if !starts || !grant.window.contains(period.start()) {
                    continue;
                }
                for (streams, credits) in self.shares(Some(plan), grant)? {
                    let end = self.end_of(grant, period.start(), term_end, term_end)?;
                    let end = End::At(end.map_or(BEYOND, |end| self.slot_of(end)));
                    let made = (self.month_slots[month], credits, end);
                    let mut award = self.award(source, (place, grant), streams, made)?;
                    if grant.every == Every::Once
                        && let Some(award) = &mut award
                    {
                        award.once = Some(self.counter(Counter::Grant(source.offer.0, place)));
                    }
                    awards.extend(award);
                }
            }
            months.push(awards);
        }
        Ok(months)
    }

    /// One award; `None` for credits that serve nothing that is used.
    fn award(
        &mut self,
        source: &Source,
        (place, grant): (usize, &Grant),
        streams: StreamSet,
        (slot, credits, end): (usize, Decimal, End),
    ) -> Result<Option<Award>, BuildError> {
        if streams.is_empty() {
            return Ok(None);
        }
        let fills = match grant.measure {
            Measure::Add(_) => None,
            Measure::RefillTo { counts_balance: true, .. } => Some(Fills::Balance),
            Measure::RefillTo { .. } => Some(Fills::Own),
        };
        Ok(Some(Award {
            slot,
            units: self.units(grant.credit, credits)?,
            class: self.class(source, place, grant, streams)?,
            end,
            origin: self.origin(source, place, grant)?,
            fills,
            balance_at_most: self.cap(grant)?,
            once: None,
        }))
    }

    /// What is granted without being bought, by month.
    pub(super) fn given(&mut self) -> Result<Vec<Vec<Award>>, BuildError> {
        let mut given = vec![Vec::new(); self.metering.months.len()];
        let Some(first) = self.metering.months.first().map(|month| month.start()) else { return Ok(given) };
        for balance in &self.metering.start_balance {
            let paid = balance.paid.is_some_and(|paid| !paid.is_zero());
            let class = Class {
                credit: balance.credit,
                streams: self.all_of(balance.credit),
                priority: BALANCE_PRIORITY,
                needs: None,
                frozen: false,
                carry: None,
                own: 0,
            };
            if class.streams.is_empty() {
                continue;
            }
            let price = match balance.paid {
                Some(paid) if paid.amount() > Decimal::ZERO => {
                    fixed(Fraction::from(paid.amount()).checked_div(balance.credits.into())?)
                }
                _ => 0,
            };
            given[0].push(Award {
                slot: 0,
                units: self.units(balance.credit, balance.credits)?,
                class: self.class_index(class),
                end: End::At(balance.end.map_or(BEYOND, |end| self.slot_of(end))),
                origin: Origin { free: !paid, offer: u16::MAX, grant: 0, unit_price: price },
                fills: None,
                balance_at_most: None,
                once: None,
            });
        }
        for (index, offer) in self.book.offers().iter().enumerate() {
            let Kind::Gift { only_new, grants } = &offer.kind else { continue };
            if *only_new && !self.metering.new_customer {
                continue;
            }
            let source = Source { offer: (index, offer), price: Money::ZERO, credits: Decimal::ZERO };
            let from = offer.window.from.unwrap_or(first);
            let Some(month) = self.metering.months.iter().position(|month| month.start() >= from) else {
                continue;
            };
            if !self.metering.months.get(month).is_some_and(|month| offer.window.contains(month.start())) {
                continue;
            }
            for part in self.parts(&source, grants)? {
                given[month].push(Award {
                    slot: self.month_slots[month],
                    units: part.units,
                    class: part.class,
                    end: End::At(part.ends[month]),
                    origin: part.origin,
                    fills: None,
                    balance_at_most: part.balance_at_most,
                    once: None,
                });
            }
        }
        Ok(given)
    }

    /// By class: whether its order among other lots is not decided by priority and end alone.
    pub(super) fn mixed(&self) -> Vec<bool> {
        let alone = |index: usize, class: &Class| {
            self.order.is_usual()
                && self.classes.iter().enumerate().all(|(other, known)| {
                    other == index || known.priority != class.priority || !known.streams.meets(class.streams)
                })
        };
        self.classes.iter().enumerate().map(|(index, class)| !alone(index, class)).collect()
    }
}

/// Money for a credit in parts of 2^40 of a unit of the currency, saturating.
pub fn fixed(price: Fraction) -> u64 {
    let scaled = price.numerator().checked_mul(1 << 40).map(|scaled| scaled / price.denominator().max(1));
    scaled.and_then(|scaled| u64::try_from(scaled).ok()).unwrap_or(u64::MAX)
}
