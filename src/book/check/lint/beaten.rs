//! Offers that no usage makes best: another one gives no less for no more.

use super::super::super::PriceBook;
use super::super::super::grant::{Grant, Measure, WithoutPlan};
use super::super::super::offer::{Kind, Offer, Plan};
use super::super::super::reader::Reader;
use super::super::super::top_up::{TopUp, TopUpPrice};
use super::Linted;
use super::packs::lives_as_long;
use crate::num::Fraction;
use crate::unit::Money;

impl Linted<'_> {
    /// Offers that another one beats, or that stand in the book twice.
    pub(super) fn beaten(&self, reader: &mut Reader) {
        let offers = self.book.offers();
        for (index, offer) in offers.iter().enumerate() {
            let better = offers.iter().enumerate().find(|(other, better)| {
                let beats = *other != index && is_no_worse(self.book, (*other, better), (index, offer));
                // Of two that are alike the later one is at fault.
                beats && (*other < index || !is_no_worse(self.book, (index, offer), (*other, better)))
            });
            if let Some((_, better)) = better {
                let message =
                    format!("no usage makes `{}` best: `{}` gives no less for no more", offer.id, better.id);
                reader.warn(
                    "never_best",
                    &self.place(index),
                    message,
                    "check its price and credits, or leave it out",
                );
            }
        }
    }
}

/// Whether one offer can take the place of another and never cost more.
fn is_no_worse(book: &PriceBook, (one, better): (usize, &Offer), (other, worse): (usize, &Offer)) -> bool {
    let as_many = |own: Option<u32>, theirs: Option<u32>| match (own, theirs) {
        (None, _) => true,
        (Some(own), Some(theirs)) => own >= theirs,
        (Some(_), None) => false,
    };
    let open = better.requires.is_empty()
        || (!worse.requires.is_empty() && worse.requires.iter().all(|plan| better.requires.contains(plan)));
    let fits = open
        && better.is_sold
        && worse.is_sold
        && as_many(better.limit, worse.limit)
        && as_many(better.limit_per_month, worse.limit_per_month)
        && better.window.covers(&worse.window)
        && (better.fee.is_none() || better.fee == worse.fee);
    fits && match (&better.kind, &worse.kind) {
        (
            Kind::Pack { price, min, max, grants },
            Kind::Pack { price: theirs, min: fewest, max: most, grants: others },
        ) => price <= theirs && min <= fewest && as_many(*max, *most) && grants_no_less(grants, others),
        (Kind::TopUp(own), Kind::TopUp(theirs)) => top_up_no_worse(own, theirs),
        (Kind::Plan(own), Kind::Plan(theirs)) => plan_no_worse(own, theirs) && same_doors(book, one, other),
        (Kind::AddOn(own), Kind::AddOn(theirs)) => plan_no_worse(own, theirs),
        _ => false,
    }
}

/// Whether every grant of the others has one of its own that gives as much.
fn grants_no_less(own: &[Grant], others: &[Grant]) -> bool {
    let mut free: Vec<&Grant> = own.iter().collect();
    others.iter().all(|theirs| {
        let found = free.iter().position(|grant| grant_no_less(grant, theirs));
        found.map(|index| free.swap_remove(index)).is_some()
    })
}

fn grant_no_less(own: &Grant, theirs: &Grant) -> bool {
    let measured = match (own.measure, theirs.measure) {
        (Measure::Add(own), Measure::Add(theirs)) => own >= theirs,
        (own, theirs) => own == theirs,
    };
    let stays = own.without_plan == theirs.without_plan || own.without_plan == WithoutPlan::Kept;
    // What is alike but for how much and how long.
    let aligned = Grant {
        measure: theirs.measure,
        lifetime: theirs.lifetime,
        without_plan: theirs.without_plan,
        carry: theirs.carry.clone(),
        ..own.clone()
    };
    let carried = theirs.carry.is_none() || own.carry == theirs.carry;
    measured && stays && carried && lives_as_long(own.lifetime, theirs.lifetime) && aligned == *theirs
}

fn top_up_no_worse(own: &TopUp, theirs: &TopUp) -> bool {
    let (TopUpPrice::Block(price), TopUpPrice::Block(other)) = (&own.price, &theirs.price) else {
        return false;
    };
    let each =
        |price: Money, top_up: &TopUp| Fraction::from(price.amount()).checked_div(top_up.block.into()).ok();
    let cheaper = each(*price, own).zip(each(*other, theirs)).is_some_and(|(own, theirs)| own <= theirs);
    let same_blocks = own.block == theirs.block;
    let as_wide = own.min_blocks <= theirs.min_blocks
        && own.max_blocks.is_none_or(|most| theirs.max_blocks.is_some_and(|theirs| theirs <= most));
    cheaper
        && same_blocks
        && as_wide
        && own.bonuses == theirs.bonuses
        && grant_no_less(&own.grant, &theirs.grant)
}

fn plan_no_worse(own: &Plan, theirs: &Plan) -> bool {
    let terms = theirs
        .terms
        .iter()
        .all(|(term, price)| own.terms.iter().any(|(other, own)| other == term && own <= price));
    // Seats and charges after use are compared only where they are the same.
    let same_terms = own.seats.is_empty() && theirs.seats.is_empty()
        || own.terms.iter().map(|(term, _)| term).eq(theirs.terms.iter().map(|(term, _)| term));
    terms
        && same_terms
        && own.seats == theirs.seats
        && own.overage == theirs.overage
        && own.at_zero == theirs.at_zero
        && grants_no_less(&own.grants, &theirs.grants)
}

/// Whether everything that one plan opens the other opens too, at the same rates.
fn same_doors(book: &PriceBook, one: usize, other: usize) -> bool {
    let family = |index: usize| book.offer(index).map(|offer| offer.family);
    let features = book
        .features()
        .iter()
        .all(|feature| feature.is_available(Some(one)) || !feature.is_available(Some(other)));
    let rates =
        family(one) == family(other) || book.features().iter().all(|feature| !feature.depends_on_plan);
    let offers =
        book.offers().iter().all(|offer| offer.is_open_to(Some(one)) || !offer.is_open_to(Some(other)));
    let moves = book.offers().iter().filter_map(Offer::as_plan);
    let moved_to = moves.into_iter().any(
        |plan| matches!(plan.at_zero, super::super::super::offer::AtZero::Upgrade { to, .. } if to == other),
    );
    features && rates && offers && !moved_to
}
