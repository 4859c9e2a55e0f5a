//! The lint: what a sound book probably does not mean to say.

use super::super::PriceBook;
use super::super::grant::{Lifetime, Measure};
use super::super::offer::{Kind, Offer, Term};
use super::super::reader::{Place, Reader};
use super::ladder::Entry;
use crate::num::{Decimal, Fraction};

/// Months in a year.
const YEAR: i64 = 12;

/// Notes a warning for everything doubtful.
pub(super) fn lint(book: &PriceBook, entries: &[Entry], reader: &mut Reader) {
    for (offer, entry) in book.offers().iter().zip(entries) {
        year_dearer_than_months(offer, entry, reader);
        bigger_pack_dearer(book, offer, entry, reader);
    }
    if book.presets.is_empty() {
        reader.warn(
            "no_presets",
            &Place::default(),
            "the book has no preset",
            "add one, so that visitors see an answer at once",
        );
    }
}

fn year_dearer_than_months(offer: &Offer, entry: &Entry, reader: &mut Reader) {
    let price = |wanted: Term| {
        let terms = &offer.subscription()?.terms;
        terms.iter().find(|(term, _)| *term == wanted).map(|(_, price)| *price)
    };
    let (Some(month), Some(year)) = (price(Term::MONTH), price(Term::YEAR)) else { return };
    if month.amount().checked_mul(Decimal::from_int(YEAR)).is_ok_and(|months| year.amount() > months) {
        let message = format!("a year of `{}` costs {year}, twelve months of {month} less", offer.id);
        reader.warn(
            "year_dearer_than_months",
            entry.place(),
            message,
            "nobody should pay by the year at this price",
        );
    }
}

/// Price of a credit, number of credits and lifetime of a pack with one grant.
fn pack(offer: &Offer) -> Option<(Fraction, Decimal, Lifetime)> {
    match &offer.kind {
        Kind::Pack { price, grants, .. } => match grants.as_slice() {
            [grant] => {
                let Measure::Add(credits) = grant.measure else { return None };
                let price = Fraction::from(price.amount()).checked_div(credits.into()).ok()?;
                Some((price, credits, grant.lifetime))
            }
            _ => None,
        },
        _ => None,
    }
}

fn bigger_pack_dearer(book: &PriceBook, offer: &Offer, entry: &Entry, reader: &mut Reader) {
    let Some((price, credits, lifetime)) = pack(offer) else { return };
    let smaller = book.offers().iter().find(|other| {
        pack(other).is_some_and(|(other_price, fewer, other_lifetime)| {
            fewer < credits
                && other_price < price
                && other_lifetime == lifetime
                && other.requires == offer.requires
                && other.limit.is_none()
        })
    });
    if let Some(smaller) = smaller {
        let message =
            format!("a credit of `{}` is dearer than one of the smaller `{}`", offer.id, smaller.id);
        reader.warn("bigger_pack_dearer", entry.place(), message, "check both prices");
    }
}
