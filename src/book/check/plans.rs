//! Plans and add-ons: terms, seats and what belongs to them.

use super::super::format::{self, Price};
use super::super::offer::{Kind, Plan, Term};
use super::super::reader::{Place, Placed};
use super::super::seat::{DEFAULT_SEAT, Seat};
use super::grants::Home;
use super::ladder::Entry;
use super::offers::Checker;
use crate::unit::Money;

impl Checker<'_, '_> {
    /// A plan or an add-on.
    pub(super) fn subscription(&mut self, entry: &Entry) -> Option<Kind> {
        let raw = entry.raw;
        if let Some(price) = raw.price.as_ref().filter(|_| entry.rung.is_some()) {
            let message = "the rungs of the ladder have the prices";
            self.reader.fault("price_beside_ladder", &price.place, message, "leave it out");
        }
        let terms = entry.price().and_then(|price| self.terms(price));
        let sold: Vec<Term> = terms.iter().flatten().map(|(term, _)| *term).collect();
        let seats = self.seats(raw, &sold);
        let rung = entry.rung.map(|rung| &rung.credits);
        let home = Home::Plan { rung, seats: seats.as_deref().unwrap_or_default(), terms: &sold };
        let grants = self.grants(raw, &home);
        let takes = |grant: &format::Grant| grant.credits.is_none() && grant.refill_to.is_none();
        if let Some(credits) = rung.filter(|_| !raw.grants.iter().any(takes)) {
            let message = "no grant of the plan takes the rung's credits";
            let fix = "add a grant without \"credits\", as in \"grants\": [{}]";
            self.reader.fault("rung_credits_unused", &credits.place, message, fix);
        }
        if let Some(grants) = &grants {
            self.one_rollover(raw, grants);
        }
        let mut plan = Plan {
            terms: terms?,
            seats: seats?,
            grants: grants?,
            overage: Vec::new(),
            at_zero: super::super::offer::AtZero::Charge,
        };
        plan.overage = self.overage(entry, &plan)?;
        if raw.addon == Some(true) {
            return Some(Kind::AddOn(plan));
        }
        plan.at_zero = self.at_zero(entry, &plan)?;
        Some(Kind::Plan(plan))
    }

    /// Prices by the term, shortest first.
    fn terms(&mut self, price: &Placed<Price>) -> Option<Vec<(Term, Money)>> {
        let Price::Terms(terms) = &price.value else {
            let fix = "write { \"month\": ... }";
            self.reader.fault("no_price", &price.place, "a rung is paid by the term", fix);
            return None;
        };
        if terms.is_empty() {
            let fix = "add \"month\", \"year\" or both";
            self.reader.fault("no_price", &price.place, "the plan has no price", fix);
            return None;
        }
        let terms: Vec<Option<(Term, Money)>> =
            terms.iter().map(|(term, amount)| self.money(amount).map(|money| (*term, money))).collect();
        terms.into_iter().collect()
    }

    fn seats(&mut self, raw: &format::Offer, sold: &[Term]) -> Option<Vec<Seat>> {
        let given: &[format::Seat] = raw.seats.as_ref().map_or(&[], |seats| &seats.0);
        let mut seats: Vec<Option<Seat>> = Vec::new();
        let mut ids: Vec<&str> = Vec::new();
        for seat in given {
            let id = seat.id.as_ref().map_or(DEFAULT_SEAT, |id| id.value.as_str());
            if let Some(id) = &seat.id {
                super::id(id, self.reader);
            }
            if ids.contains(&id) {
                let place = seat.id.as_ref().map_or(&seat.place, |id| &id.place);
                let message = format!("a second seat has the id `{id}`");
                self.reader.fault("repeated_id", place, message, "give each its own id");
            }
            ids.push(id);
            self.seat_max(seat);
            let prices = self.seat_prices(seat, sold);
            seats.push(prices.map(|prices| Seat {
                id: id.to_owned(),
                name: seat.name.clone().unwrap_or_else(|| id.to_owned()),
                included: seat.included.unwrap_or(0),
                min: seat.min.unwrap_or(0),
                max: seat.max.as_ref().map(|max| max.value),
                prices,
            }));
        }
        seats.into_iter().collect()
    }

    /// The most people of a kind are not fewer than it is paid for.
    fn seat_max(&mut self, seat: &format::Seat) {
        let least = seat.min.into_iter().chain(seat.included).max().unwrap_or(0).max(1);
        if let Some(max) = seat.max.as_ref().filter(|max| max.value < least) {
            let message = format!("at most {} people are fewer than {least}", max.value);
            self.reader.fault("empty_range", &max.place, message, "raise it, or leave it out");
        }
    }

    /// Price of one more seat for each term the plan is sold by.
    fn seat_prices(&mut self, seat: &format::Seat, sold: &[Term]) -> Option<Vec<Money>> {
        let Some(price) = &seat.price else { return Some(vec![Money::ZERO; sold.len()]) };
        let Price::Terms(terms) = &price.value else {
            self.seat_terms_differ(&price.place);
            return None;
        };
        if terms.iter().map(|(term, _)| term).ne(sold) {
            self.seat_terms_differ(&price.place);
            return None;
        }
        let prices: Vec<Option<Money>> = terms.iter().map(|(_, amount)| self.money(amount)).collect();
        prices.into_iter().collect()
    }

    fn seat_terms_differ(&mut self, place: &Place) {
        let message = "a seat is not paid by the plan's own terms";
        let fix = "write a price for each term of the plan, as in { \"month\": 20, \"year\": 200 }";
        self.reader.fault("seat_terms_differ", place, message, fix);
    }
}
