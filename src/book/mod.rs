//! The price book: the vendor's file, read, checked once, and immutable from then on.
//!
//! [`PriceBook::parse`] reads the text (`reader`, `format`), then checks what the constructs say of each other
//! (`check`). All faults are collected, each with line, column, path, message and fix; see [`Fault`].

mod check;
mod fault;
mod feature;
mod format;
mod names;
mod offer;
mod preset;
mod purchase;
mod reader;
mod scalars;
#[cfg(test)]
pub(crate) mod schema;

use std::collections::BTreeMap;

pub use fault::{Fault, Severity};
pub use feature::{Feature, Input, InputKind, NO_PLAN, PLAN_INPUT, Scope};
pub use offer::{Carry, Charge, Grant, Kind, Lifetime, Offer, OfferKind, Term, TopUp};
pub use preset::{Per, Preset, PresetLine, PresetValue};
pub use purchase::{Amount, Purchase};
pub use reader::limit;

use crate::date::Date;
use crate::num::Decimal;
use crate::rate::{Table, Tiers};
use crate::unit::Currency;

/// A checked price book.
#[derive(Debug, Clone)]
pub struct PriceBook {
    name: String,
    about: Option<String>,
    as_of: Date,
    currency: Currency,
    sources: Vec<String>,
    notes: Vec<String>,
    credit: CreditUnit,
    tables: BTreeMap<String, Table>,
    tiers: BTreeMap<String, Tiers>,
    features: Vec<Feature>,
    offers: Vec<Offer>,
    presets: Vec<Preset>,
}

/// The unit a book counts in.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CreditUnit {
    /// Its id.
    pub id: String,
    /// One of them.
    pub name: String,
    /// Several of them.
    pub plural: String,
    /// The smallest part counted, above 0.
    pub step: Decimal,
}

/// A price book and the warnings about it.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The book.
    pub book: PriceBook,
    /// What it probably does not mean to say.
    pub warnings: Vec<Fault>,
}

/// Ids of offers with their indices, while they are checked.
struct Offers {
    ids: Vec<(String, usize)>,
}

impl PriceBook {
    /// Reads and checks a price book.
    ///
    /// # Errors
    ///
    /// Every fault of the text, in its order, warnings included; at least one is an error.
    pub fn parse(text: &str) -> Result<Parsed, Vec<Fault>> {
        let mut reader = reader::Reader::new(text);
        let raw = reader.read::<format::Book>();
        let book = raw.and_then(|raw| check::check(raw, &mut reader));
        match book {
            Some(book) if !reader.has_errors() => Ok(Parsed { book, warnings: reader.into_faults() }),
            _ => Err(reader.into_faults()),
        }
    }

    /// The vendor's or product's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the product is.
    pub fn about(&self) -> Option<&str> {
        self.about.as_deref()
    }

    /// The day the prices were true.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The currency of every price.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Where the prices were read.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// What the calculator does not compute, in words.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The credit.
    pub fn credit(&self) -> &CreditUnit {
        &self.credit
    }

    /// The features, in the book's order.
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// The feature of that id.
    pub fn feature(&self, id: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.id == id)
    }

    /// The offers, in the book's order.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// The offer at an index handed out by this book.
    pub fn offer(&self, index: usize) -> Option<&Offer> {
        self.offers.get(index)
    }

    /// Indices of the plans.
    pub fn plans(&self) -> impl Iterator<Item = usize> + '_ {
        self.offers
            .iter()
            .enumerate()
            .filter(|(_, offer)| matches!(offer.kind, Kind::Plan { .. }))
            .map(|(index, _)| index)
    }

    /// Index and price of pay as you go.
    pub fn pay_as_you_go(&self) -> Option<(usize, &Charge)> {
        self.offers.iter().enumerate().find_map(|(index, offer)| match &offer.kind {
            Kind::PayAsYouGo(charge) => Some((index, charge)),
            _ => None,
        })
    }

    /// What is charged beyond the balance for a customer on this plan, or on none: the plan's overage, else
    /// pay as you go. With the index of the offer that charges it.
    pub fn charge(&self, plan: Option<usize>) -> Option<(usize, &Charge)> {
        let overage = plan.and_then(|plan| self.offer(plan)?.overage().map(|charge| (plan, charge)));
        overage.or_else(|| self.pay_as_you_go())
    }

    /// The presets, in the book's order.
    pub fn presets(&self) -> &[Preset] {
        &self.presets
    }
}
