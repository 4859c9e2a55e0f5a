//! The price book: the vendor's file, read, checked once, and immutable from then on.
//!
//! [`PriceBook::parse`] reads the text (`reader`, `format`), then checks what the constructs say of each other
//! (`check`). All faults are collected, each with line, column, path, message and fix; see [`Fault`].

mod charge;
mod check;
mod derived;
mod fault;
mod feature;
mod format;
mod grant;
mod names;
mod offer;
mod preset;
mod purchase;
mod reader;
mod rules;
mod scalars;
#[cfg(test)]
pub(crate) mod schema;
mod seat;
mod table;
mod top_up;

use std::collections::BTreeMap;

pub use charge::{Charge, ChargeLimit, Commitment, TierMode, UsePrice};
pub use fault::{Fault, Severity};
pub use feature::{Cost, Feature, Input, InputKind, NO_PLAN, PLAN_INPUT, Rate, Scope as RateScope};
pub use grant::{Cap, Carry, Ends, Every, Grant, Lifetime, Measure, PerSeat, Scope, Window, WithoutPlan};
pub use names::FormulaNames;
pub use offer::{AtZero, Charging, Kind, Offer, OfferKind, Plan, Refill, RefillSize, Term};
pub use preset::{Per, Preset, PresetLine, PresetTeam, PresetValue};
pub use purchase::{Amount, Purchase};
pub use reader::limit;
pub use rules::{BurnBy, Cycle, ExpiryDay, FirstMonth, MonthEnd, Rules};
pub use seat::{DEFAULT_SEAT, Seat, Seats};
pub use top_up::{Bonus, Fee, TopUp, TopUpPrice};

use crate::date::Date;
use crate::num::Decimal;
use crate::rate::{Table, Tiers};
use crate::unit::Currency;

/// A checked price book.
#[derive(Debug, Clone)]
pub struct PriceBook {
    name: String,
    about: Option<String>,
    version: Option<String>,
    as_of: Date,
    currency: Currency,
    /// The other price lists, by currency.
    lists: Vec<(Currency, PriceList)>,
    sources: Vec<String>,
    notes: Vec<String>,
    rules: Rules,
    credits: Vec<CreditUnit>,
    tables: BTreeMap<String, Table>,
    tiers: BTreeMap<String, Tiers>,
    features: Vec<Feature>,
    list: PriceList,
    presets: Vec<Preset>,
    fingerprint: u64,
}

/// Everything priced in one currency: the offers of every list stand in the same order.
#[derive(Debug, Clone)]
struct PriceList {
    /// The offers.
    offers: Vec<Offer>,
    /// What happens to customers without a plan when their credits are used up.
    at_zero: AtZero,
    /// Money a credit of each type stands for.
    worth: Vec<Option<Decimal>>,
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
    /// Money one of them stands for, as the vendor says; may be finer than the currency.
    pub worth: Option<Decimal>,
}

/// A price book and the warnings about it.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The book.
    pub book: PriceBook,
    /// What it probably does not mean to say.
    pub warnings: Vec<Fault>,
}

/// FNV-1a of 64 bits.
fn fingerprint(text: &str) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    text.bytes().fold(START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
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
            Some(mut book) if !reader.has_errors() => {
                book.fingerprint = fingerprint(text);
                Ok(Parsed { book, warnings: reader.into_faults() })
            }
            _ => Err(reader.into_faults()),
        }
    }

    /// Tells this text of a price book from others, as 16 letters; it is no proof against forgery.
    pub fn fingerprint(&self) -> String {
        format!("{:016x}", self.fingerprint)
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

    /// The vendor's own version of the book.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Every currency the book has prices in, the main one first.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> + '_ {
        std::iter::once(self.currency).chain(self.lists.iter().map(|(currency, _)| *currency))
    }

    /// The book with the prices of one of its currencies; `None` where it has none in it.
    pub fn in_currency(&self, currency: Currency) -> Option<PriceBook> {
        if currency == self.currency {
            return Some(self.clone());
        }
        let (_, list) = self.lists.iter().find(|(listed, _)| *listed == currency)?;
        let mut book = PriceBook { currency, list: list.clone(), lists: Vec::new(), ..self.clone() };
        for (unit, worth) in book.credits.iter_mut().zip(&list.worth) {
            unit.worth = *worth;
        }
        Some(book)
    }

    /// The rules of meaning.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The credit types, in the book's order; at least one.
    pub fn credits(&self) -> &[CreditUnit] {
        &self.credits
    }

    /// The credit type at an index handed out by this book.
    pub fn credit(&self, index: usize) -> Option<&CreditUnit> {
        self.credits.get(index)
    }

    /// The smallest part of a credit type that is counted; 1 for an index the book does not have.
    pub fn step(&self, credit: usize) -> Decimal {
        self.credits.get(credit).map_or(Decimal::ONE, |unit| unit.step)
    }

    /// The tables, by name.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.tables.iter().map(|(name, table)| (name.as_str(), table))
    }

    /// The tier tables, by name.
    pub fn tiers(&self) -> impl Iterator<Item = (&str, &Tiers)> {
        self.tiers.iter().map(|(name, tiers)| (name.as_str(), tiers))
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
        &self.list.offers
    }

    /// The offer at an index handed out by this book.
    pub fn offer(&self, index: usize) -> Option<&Offer> {
        self.list.offers.get(index)
    }

    /// Indices of the plans.
    pub fn plans(&self) -> impl Iterator<Item = usize> + '_ {
        self.list
            .offers
            .iter()
            .enumerate()
            .filter(|(_, offer)| matches!(offer.kind, Kind::Plan(_)))
            .map(|(index, _)| index)
    }

    /// Indices of the plans of a plan's family, itself among them.
    pub fn family(&self, plan: usize) -> impl Iterator<Item = usize> + '_ {
        let family = self.offer(plan).map(|offer| offer.family);
        self.plans().filter(move |index| self.offer(*index).map(|offer| offer.family) == family)
    }

    /// What happens when the credits of a customer on a plan, or on none, are used up.
    pub fn at_zero(&self, plan: Option<usize>) -> &AtZero {
        let plan = plan.and_then(|index| self.offer(index)?.as_plan());
        plan.map_or(&self.list.at_zero, |plan| &plan.at_zero)
    }

    /// What is charged in a month, beginning on a day, for credits of a type used for a feature beyond the balance
    /// of a customer on this plan, or on none: the plan's overage, else pay as you go; nothing where use goes on in a slow
    /// mode that is good enough (`slow`). With the index of the offer and the place among the offer's charges.
    pub fn charge(
        &self,
        (plan, slow): (Option<usize>, bool),
        day: Date,
        credit: usize,
        feature: usize,
    ) -> Option<(usize, usize, &Charge)> {
        let at_zero = self.at_zero(plan);
        if slow && *at_zero == AtZero::Slow {
            return None;
        }
        let fits = |charging: &Charging| {
            charging.credit == credit && charging.scope.as_ref().is_none_or(|scope| scope.covers(feature))
        };
        let own = plan.and_then(|index| Some((index, self.offer(index)?.as_plan()?)));
        let overage = own.and_then(|(index, plan)| {
            let (place, charging) = plan.overage.iter().enumerate().find(|(_, charging)| fits(charging))?;
            Some((index, place, &charging.charge))
        });
        if overage.is_some() {
            return overage;
        }
        if !matches!(at_zero, AtZero::Charge | AtZero::Slow) {
            return None;
        }
        self.list.offers.iter().enumerate().find_map(|(index, offer)| match &offer.kind {
            Kind::PayAsYouGo(charging) if fits(charging) && offer.is_available(plan, day) => {
                Some((index, 0, &charging.charge))
            }
            _ => None,
        })
    }

    /// The presets, in the book's order.
    pub fn presets(&self) -> &[Preset] {
        &self.presets
    }
}
