//! Every rule of a price book, to be read aloud: the checked book itself, in the order of [`BookView`](super::BookView).

use std::collections::BTreeMap;

use serde::Serialize;

use super::lines::{self, QuoteLine};
use crate::book::{AtZero, Feature, Offer, PriceBook, Rate, RateScope, Rules};
use crate::meter::{Usage, UsageLine, meter};
use crate::num::Decimal;
use crate::rate::{Key, Tiers};

/// Every rule of a price book. Indices of credit types, features and offers count as in the book's view.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RulesView {
    /// The rules of meaning.
    pub rules: Rules,
    /// What happens to customers without a plan when their credits are used up.
    pub at_zero: AtZero,
    /// One a feature.
    pub features: Vec<FeatureRules>,
    /// The tables that formulas look up, by name.
    pub tables: BTreeMap<String, Vec<TableRow>>,
    /// The tier tables, by name.
    pub tiers: BTreeMap<String, Tiers>,
    /// One an offer.
    pub offers: Vec<Offer>,
}

/// How a feature's credits are counted.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FeatureRules {
    /// Its formulas, by rising day.
    pub rates: Vec<Rate>,
    /// What the formulas are applied to.
    pub applies: RateScope,
    /// Whether each use is rounded, or the month.
    pub rounds: RateScope,
    /// Whether its credits depend on the plan.
    pub depends_on_plan: bool,
    /// One charged use a month with every input as it is when nothing is said, in the first month of the rates; `None` where
    /// such a use is a fault.
    pub example: Option<QuoteLine>,
    /// Name of the plan the example is of; `None`: without a plan.
    pub example_plan: Option<String>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TableRow {
    /// What leads to it, one a dimension.
    pub keys: Vec<Key>,
    /// Its number.
    pub value: Decimal,
}

impl RulesView {
    /// The rules of a book, with the prices of its currency.
    pub fn new(book: &PriceBook) -> RulesView {
        let rows = |(name, table): (&str, &crate::rate::Table)| {
            let rows = table.entries().into_iter().map(|(keys, value)| TableRow { keys, value });
            (name.to_owned(), rows.collect())
        };
        RulesView {
            rules: book.rules().clone(),
            at_zero: book.at_zero(None).clone(),
            features: book.features().iter().map(|feature| self::feature(book, feature)).collect(),
            tables: book.tables().map(rows).collect(),
            tiers: book.tiers().map(|(name, tiers)| (name.to_owned(), tiers.clone())).collect(),
            offers: book.offers().to_vec(),
        }
    }
}

fn feature(book: &PriceBook, feature: &Feature) -> FeatureRules {
    let plan = if feature.is_available(None) { None } else { feature.plans.first().copied() };
    FeatureRules {
        rates: feature.rates.clone(),
        applies: feature.applies,
        rounds: feature.rounds,
        depends_on_plan: feature.depends_on_plan,
        example: example(book, feature, plan),
        example_plan: plan.and_then(|plan| book.offer(plan)).map(|offer| offer.name.clone()),
    }
}

fn example(book: &PriceBook, feature: &Feature, plan: Option<usize>) -> Option<QuoteLine> {
    let times = feature.free_uses.checked_add(Decimal::ONE).ok()?;
    let line = UsageLine { feature: feature.id.clone(), times: times.to_string(), ..UsageLine::default() };
    let usage =
        Usage { start: book.as_of().to_string(), months: Some(1), lines: vec![line], ..Usage::default() };
    let metering = meter(book, &usage).ok()?;
    lines::lines(book, &metering, &[plan]).ok()?.pop()
}
