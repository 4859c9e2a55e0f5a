//! A price book as the page shows it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::book::{Feature, InputKind, OfferKind, Per, Preset, PresetValue, PriceBook};
use crate::date::Date;
use crate::meter::{Frequency, InputValue, UsageLine};
use crate::num::Decimal;
use crate::unit::Currency;

/// A price book as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BookView {
    /// The vendor's or product's name.
    pub name: String,
    /// What the product is.
    pub about: Option<String>,
    /// The day the prices were true.
    pub as_of: Date,
    /// Currency of every price.
    pub currency: Currency,
    /// Decimals of the currency.
    pub minor_units: u32,
    /// Where the prices were read.
    pub sources: Vec<String>,
    /// What the calculator does not compute.
    pub notes: Vec<String>,
    /// The credit.
    pub credit: CreditView,
    /// What costs credits.
    pub features: Vec<FeatureView>,
    /// What can be bought.
    pub offers: Vec<OfferView>,
    /// Example usage.
    pub presets: Vec<PresetView>,
}

/// The credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CreditView {
    /// Its id.
    pub id: String,
    /// One of them.
    pub name: String,
    /// Several of them.
    pub plural: String,
    /// The smallest part counted.
    pub step: Decimal,
}

/// A feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FeatureView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Heading under which it stands.
    pub group: Option<String>,
    /// What it is.
    pub about: Option<String>,
    /// What its credits are computed by.
    pub formula: String,
    /// What its cost depends on.
    pub inputs: Vec<InputView>,
    /// Names of the plans it is limited to; empty: all customers.
    pub plans: Vec<String>,
}

/// An input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InputView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub about: Option<String>,
    /// Unit of a number, singular.
    pub unit: Option<String>,
    /// Which values it takes.
    pub kind: InputKindView,
}

/// Which values an input takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum InputKindView {
    /// A number.
    Number {
        /// When usage names none.
        default: Decimal,
        /// Smallest allowed.
        min: Option<Decimal>,
        /// Largest allowed.
        max: Option<Decimal>,
        /// Step of a slider.
        step: Option<Decimal>,
    },
    /// One of a few.
    Choice {
        /// Id of the choice when usage names none.
        default: String,
        /// The choices.
        choices: Vec<ChoiceView>,
    },
    /// Off or on.
    Toggle {
        /// When usage names none.
        default: bool,
    },
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChoiceView {
    /// Its id.
    pub id: String,
    /// Its label.
    pub name: String,
}

/// An offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OfferView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: Option<String>,
    /// What kind of offer it is.
    pub kind: OfferKind,
}

/// Example usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PresetView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whose usage it is.
    pub about: Option<String>,
    /// What is done, and how often.
    pub lines: Vec<UsageLine>,
    /// Percent a month.
    pub growth: Option<Decimal>,
    /// Twelve factors, January first; empty: none.
    pub season: Vec<Decimal>,
}

impl BookView {
    /// The view of a book.
    pub fn new(book: &PriceBook) -> BookView {
        let credit = book.credit();
        BookView {
            name: book.name().to_owned(),
            about: book.about().map(str::to_owned),
            as_of: book.as_of(),
            currency: book.currency(),
            minor_units: book.currency().minor_units(),
            sources: book.sources().to_vec(),
            notes: book.notes().to_vec(),
            credit: CreditView {
                id: credit.id.clone(),
                name: credit.name.clone(),
                plural: credit.plural.clone(),
                step: credit.step,
            },
            features: book.features().iter().map(|feature| self::feature(book, feature)).collect(),
            offers: book
                .offers()
                .iter()
                .map(|offer| OfferView {
                    id: offer.id.clone(),
                    name: offer.name.clone(),
                    about: offer.about.clone(),
                    kind: offer.kind_name(),
                })
                .collect(),
            presets: book.presets().iter().map(|preset| self::preset(book, preset)).collect(),
        }
    }
}

fn feature(book: &PriceBook, feature: &Feature) -> FeatureView {
    let inputs = feature.inputs.iter().map(|input| InputView {
        id: input.id.clone(),
        name: input.name.clone(),
        about: input.about.clone(),
        unit: input.unit.clone(),
        kind: match &input.kind {
            InputKind::Number { default, min, max, step } => {
                InputKindView::Number { default: *default, min: *min, max: *max, step: *step }
            }
            InputKind::Choice { default, choices } => InputKindView::Choice {
                default: choices.get(*default).map(|(id, _)| id.clone()).unwrap_or_default(),
                choices: choices
                    .iter()
                    .map(|(id, name)| ChoiceView { id: id.clone(), name: name.clone() })
                    .collect(),
            },
            InputKind::Toggle { default } => InputKindView::Toggle { default: *default },
        },
    });
    FeatureView {
        id: feature.id.clone(),
        name: feature.name.clone(),
        group: feature.group.clone(),
        about: feature.about.clone(),
        formula: feature.formula.text().to_owned(),
        inputs: inputs.collect(),
        plans: feature
            .plans
            .iter()
            .filter_map(|plan| book.offer(*plan))
            .map(|plan| plan.name.clone())
            .collect(),
    }
}

fn preset(book: &PriceBook, preset: &Preset) -> PresetView {
    let lines = preset.lines.iter().filter_map(|line| {
        let inputs: BTreeMap<String, InputValue> = line
            .inputs
            .iter()
            .map(|(id, value)| {
                let value = match value {
                    PresetValue::Toggle(on) => InputValue::Toggle(*on),
                    PresetValue::Text(text) => InputValue::Text(text.clone()),
                };
                (id.clone(), value)
            })
            .collect();
        Some(UsageLine {
            feature: book.features().get(line.feature)?.id.clone(),
            inputs: Some(inputs),
            times: line.times.to_string(),
            per: match line.per {
                Per::Day => Frequency::Day,
                Per::Week => Frequency::Week,
                Per::Month => Frequency::Month,
                Per::Year => Frequency::Year,
            },
            people: Some(line.people.to_string()),
        })
    });
    PresetView {
        id: preset.id.clone(),
        name: preset.name.clone(),
        about: preset.about.clone(),
        lines: lines.collect(),
        growth: preset.growth,
        season: preset.season.clone(),
    }
}
