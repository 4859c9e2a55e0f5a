//! Grants: how many credits, how often, for what, and until when.

use super::super::format::{self, CapCounts, CapPer, Counts, EveryWord, SeatWord, WhileSubscribed};
use super::super::grant::{Cap, Every, Grant, Lifetime, Measure, PerSeat, WithoutPlan};
use super::super::offer::Term;
use super::super::reader::Placed;
use super::super::seat::Seat;
use super::features::multiple;
use super::offers::{Checker, LARGEST, transpose};
use crate::num::Decimal;

/// Burns after everything below it: a plan's credits.
const PLAN_PRIORITY: i32 = 10;
/// Credits that are bought or given.
const BOUGHT_PRIORITY: i32 = 20;
/// Credits that serve little or end soon.
const FIRST_PRIORITY: i32 = 5;

/// What a grant belongs to.
pub(super) enum Home<'h> {
    /// A plan or an add-on.
    Plan {
        /// Credits of the ladder's rung.
        rung: Option<&'h Placed<Decimal>>,
        /// The plan's seats.
        seats: &'h [Seat],
        /// The terms it is sold by.
        terms: &'h [Term],
    },
    /// A pack or a gift.
    Bought,
}

impl Checker<'_, '_> {
    /// The grants of an offer.
    pub(super) fn grants(&mut self, raw: &format::Offer, home: &Home) -> Option<Vec<Grant>> {
        let is_plan = matches!(home, Home::Plan { .. });
        if raw.grants.is_empty() && self.reader.has_fault_under(&raw.place.member("grants").path) {
            return None;
        }
        if raw.grants.is_empty() && !is_plan {
            let message = format!("`{}` gives no credits", raw.id.value);
            self.reader.fault("no_grants", &raw.place, message, "add \"grants\"");
            return None;
        }
        let grants: Vec<Option<Grant>> = raw.grants.iter().map(|grant| self.grant(grant, home)).collect();
        grants.into_iter().collect()
    }

    /// A number of credits: above 0, not too large, whole steps.
    pub(super) fn credits(&mut self, credits: &Placed<Decimal>, credit: usize) -> Option<Decimal> {
        let Placed { value, place } = credits;
        if *value <= Decimal::ZERO {
            let message = format!("{value} credits are not above 0");
            self.reader.fault("not_positive", place, message, "write a number above 0");
            return None;
        }
        if *value > Decimal::from_int(LARGEST) {
            super::too_large(place, self.reader);
            return None;
        }
        let step = self.step(credit);
        if !multiple(*value, step) {
            let message = format!("{value} credits are not a multiple of the credit's step {step}");
            self.reader.fault("not_a_step", place, message, "write a multiple, or make the step finer");
            return None;
        }
        Some(*value)
    }

    fn grant(&mut self, raw: &format::Grant, home: &Home) -> Option<Grant> {
        let credit = match &raw.r#type {
            Some(id) => self.credit_type(id),
            None => Some(self.default_credit),
        };
        let scope = self.scope(raw.r#for.as_ref());
        let window = self.window(raw.available.as_ref());
        let every = self.every(raw, home);
        let terms = self.only_terms(raw, home);
        let per_seat = self.per_seat(raw, home);
        let credit = credit?;
        let measure = self.measure(raw, home, credit);
        let cap = self.cap(raw, every, credit);
        let balance_at_most = raw.balance_at_most.as_ref().map(|level| self.credits(level, credit));
        let size = measure.map(|measure| match measure {
            Measure::Add(credits) => credits,
            Measure::RefillTo { level, .. } => level,
        });
        let (lifetime, carry) = self.life(raw, home, every?, size.zip(Some(credit)))?;
        self.used_cap(raw, every?, lifetime);
        let is_plan = matches!(home, Home::Plan { .. });
        let without_plan = match (raw.while_subscribed.as_ref().map(|word| word.value), &carry) {
            (Some(WhileSubscribed::Kept), _) => WithoutPlan::Kept,
            (Some(WhileSubscribed::Lost), _) => WithoutPlan::Lost,
            (Some(WhileSubscribed::Frozen), _) => WithoutPlan::Frozen,
            (None, Some(carry)) if carry.kept_after_plan => WithoutPlan::Kept,
            (None, Some(_)) => WithoutPlan::Lost,
            (None, None) if is_plan && lifetime != Lifetime::Cycle => WithoutPlan::Lost,
            (None, None) => WithoutPlan::Kept,
        };
        let scope = scope?;
        let is_first = scope.is_some() || matches!(every?, Every::Day | Every::Week(_));
        let usual = match is_plan {
            _ if is_first => FIRST_PRIORITY,
            true => PLAN_PRIORITY,
            false => BOUGHT_PRIORITY,
        };
        Some(Grant {
            credit,
            measure: measure?,
            per_seat: per_seat?,
            private: raw.private.as_ref().is_some_and(|private| private.value),
            every: every?,
            terms: terms?,
            window: window?,
            cap: cap?,
            balance_at_most: transpose(balance_at_most)?,
            lifetime,
            priority: raw.priority.unwrap_or(usual),
            without_plan,
            carry,
            scope,
            bonus: raw.bonus.unwrap_or(false),
        })
    }

    fn every(&mut self, raw: &format::Grant, home: &Home) -> Option<Every> {
        let is_plan = matches!(home, Home::Plan { .. });
        let given = raw.every.as_ref().map(|every| every.value);
        if let Some(every) = raw.every.as_ref().filter(|every| !is_plan && every.value != EveryWord::Once) {
            let message = "only a plan grants credits again and again";
            self.reader.fault("every_without_plan", &every.place, message, "leave \"every\" out");
        }
        if let Some(on) = raw.on.as_ref().filter(|_| given != Some(EveryWord::Week)) {
            let message = "only weekly credits come on a weekday";
            self.reader.fault(
                "on_without_week",
                &on.place,
                message,
                "add \"every\": \"week\", or leave it out",
            );
        }
        Some(match given {
            Some(EveryWord::Once) => Every::Once,
            Some(EveryWord::Term) => Every::Term,
            Some(EveryWord::Month) => Every::Month,
            Some(EveryWord::Week) => Every::Week(raw.on.as_ref().map(|on| on.value.number())),
            Some(EveryWord::Day) => Every::Day,
            None if is_plan => Every::Month,
            None => Every::Once,
        })
    }

    /// The terms with which the grant comes, in months.
    fn only_terms(&mut self, raw: &format::Grant, home: &Home) -> Option<Vec<u32>> {
        let sold: &[Term] = match home {
            Home::Plan { terms, .. } => terms,
            Home::Bought => &[],
        };
        for term in raw.terms.iter().filter(|term| !sold.contains(&term.value)) {
            let message = "this is not sold by that term";
            self.reader.fault(
                "term_not_sold",
                &term.place,
                message,
                "name a term that has a price, or leave it out",
            );
        }
        Some(raw.terms.iter().map(|term| term.value.months()).collect())
    }

    fn per_seat(&mut self, raw: &format::Grant, home: &Home) -> Option<PerSeat> {
        let seats: &[Seat] = match home {
            Home::Plan { seats, .. } => seats,
            Home::Bought => &[],
        };
        if let Some(private) = raw.private.as_ref().filter(|private| private.value && seats.is_empty()) {
            let message = "only credits of a plan with seats can be each person's own";
            self.reader.fault(
                "private_without_seats",
                &private.place,
                message,
                "add \"seats\" to the plan, or leave it out",
            );
        }
        let Some(word) = &raw.per_seat else { return Some(PerSeat::No) };
        match &word.value {
            SeatWord::All(false) => Some(PerSeat::No),
            _ if seats.is_empty() => {
                let message = "there are no seats to grant for";
                self.reader.fault(
                    "per_seat_without_seats",
                    &word.place,
                    message,
                    "add \"seats\" to the plan, or leave it out",
                );
                None
            }
            SeatWord::All(true) => Some(PerSeat::All),
            SeatWord::Kind(kind) => {
                let found = seats.iter().position(|seat| seat.id == *kind);
                if found.is_none() {
                    self.reader.unknown("seat", kind, &word.place, seats.iter().map(|seat| seat.id.as_str()));
                }
                found.map(PerSeat::Kind)
            }
        }
    }

    fn measure(&mut self, raw: &format::Grant, home: &Home, credit: usize) -> Option<Measure> {
        let rung = match home {
            Home::Plan { rung, .. } => *rung,
            Home::Bought => None,
        };
        if let Some(counts) = raw.counts.as_ref().filter(|_| raw.refill_to.is_none()) {
            let message = "only a grant that fills up to a level counts what is there";
            self.reader.fault(
                "counts_without_refill",
                &counts.place,
                message,
                "write \"refill_to\", or leave it out",
            );
        }
        match (&raw.credits, &raw.refill_to) {
            (Some(_), Some(level)) => {
                let message = "it is not clear whether credits are added or filled up";
                self.reader.fault(
                    "credits_and_refill",
                    &level.place,
                    message,
                    "keep \"credits\" or \"refill_to\"",
                );
                None
            }
            (None, Some(level)) => {
                if matches!(home, Home::Bought) {
                    let message = "only a plan fills up to a level";
                    self.reader.fault("refill_without_plan", &level.place, message, "write \"credits\"");
                }
                let counts_balance =
                    raw.counts.as_ref().is_some_and(|counts| counts.value == Counts::Balance);
                Some(Measure::RefillTo { level: self.credits(level, credit)?, counts_balance })
            }
            (Some(credits), None) => self.credits(credits, credit).map(Measure::Add),
            (None, None) => match rung {
                Some(credits) => self.credits(credits, credit).map(Measure::Add),
                None => {
                    let message = "it is not said how many credits are granted";
                    self.reader.fault(
                        "no_grant_credits",
                        &raw.place,
                        message,
                        "add \"credits\" or \"refill_to\"",
                    );
                    None
                }
            },
        }
    }

    /// Only of credits that end before the next come it is known what was used.
    fn used_cap(&mut self, raw: &format::Grant, every: Every, lifetime: Lifetime) {
        let counts = raw.at_most.as_ref().and_then(|cap| cap.counts.as_ref());
        let is_daily = every == Every::Day && lifetime == Lifetime::Cycle;
        if let Some(counts) = counts.filter(|counts| counts.value == CapCounts::Used && !is_daily) {
            let message = "only of daily credits that end with the day it is known what was used";
            let fix = "write \"every\": \"day\" and \"expires\": \"cycle\", or leave \"counts\" out";
            self.reader.fault("used_cap_not_daily", &counts.place, message, fix);
        }
    }

    fn cap(&mut self, raw: &format::Grant, every: Option<Every>, credit: usize) -> Option<Option<Cap>> {
        let Some(cap) = &raw.at_most else { return Some(None) };
        let credits = self.credits(&cap.credits, credit);
        let per = match cap.per.value {
            CapPer::Week => Every::Week(None),
            CapPer::Month => Every::Month,
        };
        let is_longer = matches!((every?, per), (Every::Day, _) | (Every::Week(_), Every::Month));
        if !is_longer {
            let message = "a cap is over a longer period than the credits come in";
            let fix = "cap daily credits per week or month, weekly ones per month, or leave it out";
            self.reader.fault("cap_not_longer", &cap.per.place, message, fix);
        }
        let counts_used = cap.counts.as_ref().is_some_and(|counts| counts.value == CapCounts::Used);
        Some(Some(Cap { credits: credits?, per, counts_used }))
    }
}
