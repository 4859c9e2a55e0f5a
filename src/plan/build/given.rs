//! What is granted when.

use super::classes::{BALANCE_PRIORITY, Source};
use super::days::{Share, running_week};
use super::{Builder, Counter};
use crate::book::{Every, Grant, Kind, Lifetime, Measure, Plan, Term};
use crate::date::Date;
use crate::num::{Decimal, Fraction};
use crate::plan::award::{Award, Cap, Class, End, Fills, Part};
use crate::plan::lot::Origin;
use crate::plan::problem::{BEYOND, BuildError};

/// An award, with the contexts in which it is given.
pub type Gift = (Award, Vec<bool>);

impl Builder<'_> {
    /// What one copy or block of something bought or given grants.
    pub(super) fn parts(&mut self, source: &Source, grants: &[Grant]) -> Result<Vec<Part>, BuildError> {
        let mut parts = Vec::new();
        for (place, grant) in grants.iter().enumerate() {
            for share in self.shares(None, grant)? {
                if !self.is_idle(grant.credit, share.streams) {
                    parts.push(self.part(source, (place, grant), &share)?);
                }
            }
        }
        Ok(parts)
    }

    fn part(
        &mut self,
        source: &Source,
        (place, grant): (usize, &Grant),
        share: &Share,
    ) -> Result<Part, BuildError> {
        let mut ends = Vec::new();
        for month in &self.metering.months {
            let end = self.end_of(grant, month.start(), month.end(), month.end())?;
            let inside = grant.window.contains(month.start());
            ends.push(if inside { end.map_or(BEYOND, |end| self.slot_of(end)) } else { 0 });
        }
        Ok(Part {
            units: self.units(grant.credit, share.credits)?,
            class: self.class(source, place, grant, share)?,
            ends,
            origin: self.origin(source, place, grant)?,
            fills: fills(grant),
            balance_at_most: self.cap(grant, share.times)?,
        })
    }

    /// By month, what a plan or add-on grants in it beside what comes at the term's start.
    pub(super) fn monthly(
        &mut self,
        source: &Source,
        plan: &Plan,
        term: Term,
    ) -> Result<Vec<Vec<Award>>, BuildError> {
        let is_add_on = matches!(source.offer.1.kind, Kind::AddOn(_));
        let mut months = Vec::new();
        for month in 0..self.metering.months.len() {
            let mut awards = Vec::new();
            for (place, grant) in plan.grants_with(term) {
                let at_start = matches!(grant.every, Every::Once | Every::Term);
                if at_start || self.is_daily(source.offer.0, place) {
                    continue;
                }
                for share in self.shares(Some(plan), grant)? {
                    for given in self.given_in(grant, &share, month)? {
                        let end = match grant.lifetime {
                            Lifetime::Term => End::Term,
                            _ => {
                                let end = self.end_of(grant, given.day, given.cycle_end, given.cycle_end)?;
                                End::At(end.map_or(BEYOND, |end| self.slot_of(end)))
                            }
                        };
                        let made = (given.day, given.credits, end, given.cycle_end);
                        let mut award = self.award(source, (place, grant), &share, made)?;
                        let part = self.metering.month_share(month);
                        let short = grant.every == Every::Month && part != Fraction::ONE;
                        if let Some(award) = award.as_mut().filter(|_| short && is_add_on) {
                            award.units = self.units(grant.credit, share.credits)?;
                            award.part = Some((part.numerator(), part.denominator()));
                        }
                        if let Some(award) = &mut award {
                            award.cap = self.award_cap(source, (place, grant), &share, given.period)?;
                        }
                        awards.extend(award);
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
                self.week_at_start(source, (place, grant), plan, (month, term_end), &mut awards)?;
                let once = grant.every == Every::Once;
                if !(once || grant.every == Every::Term) || !grant.window.contains(period.start()) {
                    continue;
                }
                for share in self.shares(Some(plan), grant)? {
                    let end = self.end_of(grant, period.start(), term_end, term_end)?;
                    let end = End::At(end.map_or(BEYOND, |end| self.slot_of(end)));
                    let made = (period.start(), share.credits, end, term_end);
                    let mut award = self.award(source, (place, grant), &share, made)?;
                    if once && let Some(award) = &mut award {
                        award.once = Some(self.counter(Counter::Grant(source.offer.1.family, place)));
                    }
                    awards.extend(award);
                }
            }
            months.push(awards);
        }
        Ok(months)
    }

    /// What a plan that was not active before grants for the week that runs when it begins.
    fn week_at_start(
        &mut self,
        source: &Source,
        (place, grant): (usize, &Grant),
        plan: &Plan,
        (month, term_end): (usize, Date),
        awards: &mut Vec<Award>,
    ) -> Result<(), BuildError> {
        let day = self.month_start(month)?;
        let is_plan = matches!(source.offer.1.kind, Kind::Plan(_)) && grant.window.contains(day);
        let Some(cycle) = running_week(grant, day)?.filter(|_| is_plan) else { return Ok(()) };
        for share in self.shares(Some(plan), grant)? {
            let end = self.end_of(grant, day, cycle, term_end)?;
            let end = End::At(end.map_or(BEYOND, |end| self.slot_of(end)));
            let made = (day, share.credits, end, cycle);
            let Some(award) = self.award(source, (place, grant), &share, made)? else { continue };
            let period = grant.cap.map(|_| i32::try_from(month).unwrap_or(i32::MAX));
            let cap = self.award_cap(source, (place, grant), &share, period)?;
            awards.push(Award { anew: true, cap, ..award });
        }
        Ok(())
    }

    /// The cap over a longer period of an award in one.
    fn award_cap(
        &mut self,
        source: &Source,
        (place, grant): (usize, &Grant),
        share: &Share,
        period: Option<i32>,
    ) -> Result<Option<Cap>, BuildError> {
        let (Some(period), Some(cap)) = (period, grant.cap) else { return Ok(None) };
        let most = self.units(grant.credit, cap.credits.checked_mul(share.times)?)?;
        let of = Counter::Cap(source.offer.0, place, share.team);
        self.careful = true;
        Ok(Some(Cap { grant: self.counter(of), period, most }))
    }

    /// One award; `None` for credits that serve nothing that is used.
    fn award(
        &mut self,
        source: &Source,
        (place, grant): (usize, &Grant),
        share: &Share,
        (day, credits, end, cycle_end): (Date, Decimal, End, Date),
    ) -> Result<Option<Award>, BuildError> {
        if self.is_idle(grant.credit, share.streams) {
            return Ok(None);
        }
        Ok(Some(Award {
            slot: usize::from(self.slot_of(day)),
            units: self.units(grant.credit, credits)?,
            class: self.class(source, place, grant, share)?,
            end,
            cycle: if grant.carry.is_some() { self.slot_of(cycle_end) } else { 0 },
            origin: self.origin(source, place, grant)?,
            fills: fills(grant),
            balance_at_most: self.cap(grant, share.times)?,
            once: None,
            anew: false,
            cap: None,
            part: None,
        }))
    }

    /// What is granted without being bought, by month, with the contexts in which it is.
    pub(super) fn given(&mut self) -> Result<Vec<Vec<Gift>>, BuildError> {
        let mut given = vec![Vec::new(); self.metering.months.len()];
        let everywhere = vec![true; self.plans.len() + 1];
        for (place, balance) in self.metering.start_balance.iter().enumerate() {
            let streams = self.all_of(balance.credit);
            if self.is_idle(balance.credit, streams) {
                continue;
            }
            let class = self.class_index(Class {
                credit: balance.credit,
                streams,
                priority: BALANCE_PRIORITY,
                needs: None,
                used_cap: None,
                add_on: None,
                frozen: false,
                carry: None,
                own: 0,
                team: None,
            });
            let paid = balance.paid.map_or(Fraction::ZERO, |paid| paid.amount().into());
            let price = paid.checked_div(balance.credits.into())?;
            let grant = u8::try_from(place).unwrap_or(u8::MAX);
            let award = Award {
                slot: 0,
                units: self.units(balance.credit, balance.credits)?,
                class,
                end: End::At(balance.end.map_or(BEYOND, |end| self.slot_of(end))),
                cycle: 0,
                origin: Origin { free: price.is_zero(), offer: 0, grant, price },
                fills: None,
                balance_at_most: None,
                once: None,
                anew: false,
                cap: None,
                part: None,
            };
            given[0].push((award, everywhere.clone()));
        }
        for (index, offer) in self.book.offers().iter().enumerate() {
            let Kind::Gift { only_new, grants } = &offer.kind else { continue };
            if *only_new && !self.metering.new_customer || !offer.is_sold {
                continue;
            }
            let prices = vec![Fraction::ZERO; self.book.credits().len()];
            let source = Source { offer: (index, offer), unit_prices: prices };
            let contexts: Vec<bool> =
                self.contexts().map(|context| offer.is_open_to(self.plan(context))).collect();
            let parts = self.parts(&source, grants)?;
            let counter = self.counter(Counter::Offer(index));
            for (month, period) in self.metering.months.iter().enumerate() {
                if !offer.window.contains(period.start()) {
                    continue;
                }
                for part in &parts {
                    let award = Award {
                        slot: self.month_slots[month],
                        units: part.units,
                        class: part.class,
                        end: End::At(part.ends[month]),
                        cycle: 0,
                        origin: part.origin,
                        fills: part.fills,
                        balance_at_most: part.balance_at_most,
                        once: (!offer.requires.is_empty()).then_some(counter),
                        anew: false,
                        cap: None,
                        part: None,
                    };
                    given[month].push((award, contexts.clone()));
                }
                if offer.requires.is_empty() {
                    break;
                }
            }
        }
        Ok(given)
    }
}

fn fills(grant: &Grant) -> Option<Fills> {
    match grant.measure {
        Measure::Add(_) => None,
        Measure::RefillTo { counts_balance: true, .. } => Some(Fills::Balance),
        Measure::RefillTo { .. } => Some(Fills::Own),
    }
}
