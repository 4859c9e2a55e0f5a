//! What happens when credits are used up.

use super::super::format::{self, AtZero as RawAtZero, MoveWhen, Size};
use super::super::offer::{AtZero, Plan, Refill, RefillSize};
use super::super::reader::{Place, Placed};
use super::ladder::Entry;
use super::offers::{Checker, transpose};
use crate::num::Decimal;

impl Checker<'_, '_> {
    /// What happens on a plan: as it says itself, else as the book says, else what is charged decides.
    pub(super) fn at_zero(&mut self, entry: &Entry, plan: &Plan) -> Option<AtZero> {
        let Some(raw) = &entry.raw.at_zero else {
            let book = self.known.at_zero.filter(|_| plan.overage.is_empty());
            return book.map_or(Some(AtZero::Charge), |raw| self.meaning(raw, Some(entry)));
        };
        let is_charged = !plan.overage.is_empty();
        match &raw.value {
            RawAtZero::Overage if !is_charged => {
                let message = "the plan has no overage";
                self.reader.fault(
                    "at_zero_without_overage",
                    &raw.place,
                    message,
                    "add \"overage\", or leave it out",
                );
            }
            RawAtZero::PayAsYouGo | RawAtZero::Stop | RawAtZero::Carry if self.charges_everything(plan) => {
                let message = "the plan's overage charges what is used beyond its credits";
                self.reader.fault(
                    "at_zero_beside_overage",
                    &raw.place,
                    message,
                    "keep \"overage\" or \"at_zero\"",
                );
            }
            _ => {}
        }
        self.meaning(raw, Some(entry))
    }

    /// What happens to customers without a plan.
    pub(super) fn without_plan(&mut self) -> AtZero {
        self.is_sold = true;
        self.known.at_zero.and_then(|raw| self.meaning(raw, None)).unwrap_or(AtZero::Charge)
    }

    /// Whether overage without end is charged for every credit type.
    fn charges_everything(&self, plan: &Plan) -> bool {
        (0..self.known.credits.len()).all(|credit| {
            plan.overage.iter().any(|charging| {
                charging.credit == credit && charging.scope.is_none() && charging.charge.limit.is_none()
            })
        })
    }

    fn meaning(&mut self, raw: &Placed<RawAtZero>, entry: Option<&Entry>) -> Option<AtZero> {
        Some(match &raw.value {
            RawAtZero::Overage | RawAtZero::PayAsYouGo => AtZero::Charge,
            RawAtZero::Stop => AtZero::Stop,
            RawAtZero::Slow => AtZero::Slow,
            RawAtZero::Carry => AtZero::Carry,
            RawAtZero::Refill(refill) => AtZero::Refill(self.refill(refill)?),
            RawAtZero::Upgrade(moved) => match self.upgrade(&moved.upgrade, entry)? {
                Some(to) => AtZero::Upgrade { to, at_once: moved.when == Some(MoveWhen::AtOnce) },
                None => AtZero::Stop,
            },
        })
    }

    /// The plan moved to; `None` on the last rung of the family moved up in.
    fn upgrade(&mut self, plan: &Placed<String>, entry: Option<&Entry>) -> Option<Option<usize>> {
        let found = self.known.plans.find(plan, self.reader)?;
        let Some(own) =
            entry.and_then(|entry| self.known.entries.iter().position(|other| other.id == entry.id))
        else {
            return Some(found.first().copied());
        };
        if found == [own] && entry.is_some_and(|entry| entry.rung.is_none()) {
            let message = "the plan is moved to itself";
            self.reader.fault("upgrade_to_itself", &plan.place, message, "name another plan");
            return None;
        }
        // In one's own family it is the next rung.
        Some(if found.contains(&own) {
            found.into_iter().find(|index| *index > own)
        } else {
            found.first().copied()
        })
    }

    fn refill(&mut self, raw: &format::Refill) -> Option<Refill> {
        let entries = self.known.entries;
        let found = entries.iter().position(|entry| entry.id == raw.refill.value);
        let Some(offer) = found else {
            let known = entries.iter().filter(|entry| is_refill(entry)).map(|entry| entry.id.as_str());
            self.reader.unknown("offer", &raw.refill.value, &raw.refill.place, known);
            return None;
        };
        if !entries.get(offer).is_some_and(is_refill) {
            let message = format!("`{}` is neither a top-up nor a pack", raw.refill.value);
            self.reader.fault("bad_refill", &raw.refill.place, message, "name a top-up or a pack");
        }
        let at = raw.at.as_ref().map_or(Decimal::ZERO, |at| at.value);
        if let Some(at) = raw.at.as_ref().filter(|at| at.value.is_negative()) {
            self.reader.fault("out_of_range", &at.place, "the balance is below 0", "write 0 or more");
        }
        let size = match raw.size.as_ref().map(|size| (&size.value, &size.place)) {
            None | Some((Size::One, _)) => RefillSize::One,
            Some((Size::Gap, _)) => RefillSize::Gap,
            Some((Size::To(level), place)) => {
                self.above(level.value, at, place);
                RefillSize::To(level.value)
            }
        };
        if let Some(most) = raw.most_per_month.as_ref().filter(|most| most.value == 0) {
            self.reader.fault("not_positive", &most.place, "0 purchases are none", "write 1 or more");
        }
        let amount = transpose(raw.amount_per_month.as_ref().map(|amount| self.money(amount)));
        Some(Refill {
            offer,
            at,
            inclusive: raw.inclusive.unwrap_or(true),
            size,
            most_per_month: raw.most_per_month.as_ref().map(|most| most.value),
            amount_per_month: amount?,
        })
    }

    fn above(&mut self, level: Decimal, at: Decimal, place: &Place) {
        if level <= at {
            let message = format!("the level {level} is not above the balance {at} that sets it off");
            self.reader.fault("refill_not_above", place, message, "write a higher level");
        }
    }
}

fn is_refill(entry: &Entry) -> bool {
    let once = matches!(entry.raw.price, Some(Placed { value: format::Price::Once(_), .. }));
    entry.raw.top_up.is_some() || once
}
