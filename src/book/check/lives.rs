//! How long granted credits live, and how they are carried on.

use super::super::format::{self, AfterPlan, CarriedBurn, Level, PercentOf};
use super::super::grant::{Carry, Every, Grant, Lifetime};
use super::super::offer::Term;
use super::super::reader::{Place, Placed};
use super::grants::Home;
use super::offers::{Checker, LARGEST, transpose};
use crate::num::{Decimal, Fraction, Rounding, RoundingMode};

/// Months of the longest expiry.
const MOST_MONTHS: u32 = 1_200;

impl Checker<'_, '_> {
    /// Lifetime and rollover of a grant of so many credits of a type.
    pub(super) fn life(
        &mut self,
        raw: &format::Grant,
        home: &Home,
        every: Every,
        size: Option<(Decimal, usize)>,
    ) -> Option<(Lifetime, Option<Carry>)> {
        let Home::Plan { terms, .. } = home else {
            if let Some(rollover) = &raw.rollover {
                let message = "only a plan's credits roll over";
                self.reader.fault("rollover_without_plan", &rollover.place, message, "leave it out");
            }
            if let Some(expires) = &raw.expires {
                self.no_term(expires);
            }
            return self.expires(raw).map(|lifetime| (lifetime, None));
        };
        match (&raw.rollover, &raw.expires) {
            (Some(_), Some(expires)) => {
                let message = "credits that roll over expire by their rollover";
                self.reader.fault(
                    "expires_and_rollover",
                    &expires.place,
                    message,
                    "keep \"expires\" or \"rollover\"",
                );
                None
            }
            (Some(rollover), None) => self.rollover(raw, rollover, terms, every, size),
            (None, Some(expires)) => Some((expires.value, None)),
            (None, None) if every == Every::Once => self.expires(raw).map(|lifetime| (lifetime, None)),
            (None, None) => Some((Lifetime::Cycle, None)),
        }
    }

    /// Only what a plan grants can live as long as a paid term.
    pub(super) fn no_term(&mut self, expires: &Placed<Lifetime>) {
        if expires.value == Lifetime::Term {
            let message = "there is no paid term outside a plan";
            self.reader.fault(
                "term_without_plan",
                &expires.place,
                message,
                "write \"cycle\" or a length of time",
            );
        }
    }

    fn expires(&mut self, raw: &format::Grant) -> Option<Lifetime> {
        let Some(expires) = &raw.expires else {
            let fix = "add \"expires\": \"never\", \"cycle\", { \"months\": 12 } or { \"days\": 90 }";
            self.reader.fault("no_expiry", &raw.place, "it is not said when these credits expire", fix);
            return None;
        };
        Some(expires.value)
    }

    fn rollover(
        &mut self,
        grant: &format::Grant,
        raw: &format::Rollover,
        terms: &[Term],
        every: Every,
        size: Option<(Decimal, usize)>,
    ) -> Option<(Lifetime, Option<Carry>)> {
        let says_nothing = raw.further_months.is_none()
            && raw.carry_at_most.is_none()
            && raw.total_at_most.is_none()
            && raw.percent.is_none();
        if says_nothing {
            let fix = "add \"further_months\", \"carry_at_most\", \"total_at_most\" or \"percent\"";
            self.reader.fault("empty_rollover", &raw.place, "it is not said how credits roll over", fix);
            return None;
        }
        if let Some(word) = grant.while_subscribed.as_ref() {
            let message = "the rollover says what happens after the plan";
            self.reader.fault("while_subscribed_twice", &word.place, message, "keep \"after_plan\"");
        }
        let lifetime = self.further(grant, raw, terms, every);
        let (at_most, percent_of_unused) = self.share(raw, size)?;
        let total_at_most = raw.total_at_most.as_ref().map(|level| self.level(level, size));
        let carry = Carry {
            at_most,
            total_at_most: transpose(total_at_most)?,
            percent_of_unused,
            kept_after_plan: raw.after_plan == Some(AfterPlan::Kept),
            burns_last: raw.burn == Some(CarriedBurn::Last),
        };
        Some((lifetime?, Some(carry)))
    }

    /// How long credits live that are carried for further months.
    fn further(
        &mut self,
        grant: &format::Grant,
        raw: &format::Rollover,
        terms: &[Term],
        every: Every,
    ) -> Option<Lifetime> {
        let own = match every {
            Every::Month => 1,
            Every::Term => {
                let comes = |term: &&Term| {
                    grant.terms.is_empty() || grant.terms.iter().any(|own| own.value == **term)
                };
                let mut lengths = terms.iter().filter(comes).map(|term| term.months());
                match (lengths.next(), lengths.next(), &raw.further_months) {
                    (Some(first), None, _) | (Some(first), _, None) => first,
                    (Some(_), Some(_), Some(further)) => {
                        let message = "credits of terms of different lengths are carried for the same time";
                        let fix = "write one grant a term, each with its \"terms\"";
                        self.reader.fault("rollover_terms_differ", &further.place, message, fix);
                        return None;
                    }
                    (None, _, _) => 1,
                }
            }
            Every::Once | Every::Week(_) | Every::Day => {
                let message = "only credits that come each month or term roll over";
                let fix = "say how long they live with \"expires\"";
                self.reader.fault("rollover_not_monthly", &raw.place, message, fix);
                return None;
            }
        };
        match raw.further_months.as_ref().map(|further| further.value) {
            None => Some(Lifetime::Never),
            Some(0) => Some(Lifetime::Cycle),
            Some(further) => Some(Lifetime::Months(further.saturating_add(own).min(MOST_MONTHS))),
        }
    }

    /// The cap on what is carried, and the percentage of what is unused.
    fn share(
        &mut self,
        raw: &format::Rollover,
        size: Option<(Decimal, usize)>,
    ) -> Option<(Option<Decimal>, Option<Decimal>)> {
        let at_most = raw.carry_at_most.as_ref().map(|level| self.level(level, size));
        if let Some(of) = raw.of.as_ref().filter(|_| raw.percent.is_none()) {
            let message = "there is no percentage";
            self.reader.fault("of_without_percent", &of.place, message, "add \"percent\", or leave it out");
        }
        let Some(percent) = &raw.percent else { return Some((transpose(at_most)?, None)) };
        let share = super::percent(percent, self.reader);
        if raw.of.as_ref().is_none_or(|of| of.value == PercentOf::Unused) {
            return Some((transpose(at_most)?, Some(share)));
        }
        if let Some(second) = &raw.carry_at_most {
            let message = "the percentage of the allowance is a cap already";
            self.reader.fault("two_carry_caps", &second.place, message, "keep one of the two");
            return None;
        }
        let hundredth = Fraction::from(share).checked_div(Fraction::from_int(100)).ok()?;
        let (size, credit) = size?;
        Some((Some(self.part(size, hundredth, credit, &percent.place)?), None))
    }

    fn level(&mut self, level: &Placed<Level>, size: Option<(Decimal, usize)>) -> Option<Decimal> {
        let (size, credit) = size?;
        match level.value {
            Level::Credits(credits) if credits.is_zero() => Some(Decimal::ZERO),
            Level::Credits(credits) => {
                self.credits(&Placed { value: credits, place: level.place.clone() }, credit)
            }
            Level::Times(times) if times.is_negative() || times > Decimal::from_int(LARGEST) => {
                let message = format!("{times} times the grant is out of range");
                self.reader.fault("out_of_range", &level.place, message, "write 0 or more");
                None
            }
            Level::Times(times) => self.part(size, times.into(), credit, &level.place),
        }
    }

    /// So many times some credits, rounded down to the credit's step.
    pub(super) fn part(
        &mut self,
        credits: Decimal,
        times: Fraction,
        credit: usize,
        place: &Place,
    ) -> Option<Decimal> {
        let exact = Fraction::from(credits).checked_mul(times).ok();
        let rounding = Rounding::new(RoundingMode::Down, self.step(credit));
        let part = exact.zip(rounding).and_then(|(exact, rounding)| exact.round(&rounding).ok());
        let part = part.filter(|part| *part <= Decimal::from_int(LARGEST));
        if part.is_none() {
            super::too_large(place, self.reader);
        }
        part
    }

    /// The caps on carried credits hold for all of a plan's credits of a type.
    pub(super) fn one_rollover(&mut self, raw: &format::Offer, grants: &[Grant]) {
        let carried = || grants.iter().filter_map(|grant| grant.carry.as_ref().map(|carry| (grant, carry)));
        let differ = carried().any(|(grant, carry)| {
            carried().any(|(other, second)| {
                let shared = other.credit == grant.credit
                    && other.scope == grant.scope
                    && other.private == grant.private;
                shared && (second.at_most, second.total_at_most) != (carry.at_most, carry.total_at_most)
            })
        });
        if differ {
            let fix = "give every rollover of the plan the same caps: they hold for all of the plan's credits of the type";
            self.reader.fault(
                "rollovers_differ",
                &raw.place,
                "the plan carries its credits under two caps",
                fix,
            );
        }
    }
}
