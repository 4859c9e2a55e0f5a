//! A price book as the page shows it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::book::{
    AtZero, Feature, InputKind, OfferKind, Per, Preset, PresetLine, PresetValue, PriceBook, Seats,
};
use crate::date::Date;
use crate::meter::{Frequency, InputRange, InputValue, TeamUsage, Usage, UsageLine};
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
    /// The vendor's own version of the book.
    pub version: Option<String>,
    /// The day the prices were true.
    pub as_of: Date,
    /// Currency of the prices when usage names none.
    pub currency: Currency,
    /// Every currency the book has prices in, that one first.
    pub currencies: Vec<CurrencyView>,
    /// Whether prices include tax.
    pub tax_included: bool,
    /// Where the prices were read.
    pub sources: Vec<String>,
    /// What the calculator does not compute.
    pub notes: Vec<String>,
    /// The credit types, at least one.
    pub credits: Vec<CreditView>,
    /// Kinds of seats that plans are paid for by.
    pub seats: Vec<SeatView>,
    /// Whether some plan goes on in a slow or free mode when its credits are used up.
    pub has_slow: bool,
    /// What costs credits.
    pub features: Vec<FeatureView>,
    /// What can be bought.
    pub offers: Vec<OfferView>,
    /// Example usage.
    pub presets: Vec<PresetView>,
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CurrencyView {
    /// Its code.
    pub code: Currency,
    /// Its decimals.
    pub minor_units: u32,
}

/// A kind of seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SeatView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A credit type.
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
    /// Money one of them stands for, as the vendor says.
    pub worth: Option<Decimal>,
}

/// What a feature costs of one credit type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RateView {
    /// Id of the credit type.
    pub credit: String,
    /// First day it holds; `None`: from the beginning.
    pub from: Option<Date>,
    /// The formula.
    pub formula: String,
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
    pub rates: Vec<RateView>,
    /// Whether only successful uses are charged.
    pub only_success: bool,
    /// Uses a month that cost nothing.
    pub free_uses: Decimal,
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
        /// When usage names none; the typical value where it varies.
        default: Decimal,
        /// Lowest value expected, where nobody knows it beforehand.
        low: Option<Decimal>,
        /// Highest value expected, where nobody knows it beforehand.
        high: Option<Decimal>,
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
    /// People by kind of seat; `None`: nothing said.
    pub seats: Option<BTreeMap<String, String>>,
    /// Groups of people with credits of their own; `None`: everybody is one.
    pub teams: Option<Vec<TeamUsage>>,
    /// Whether a slow or free mode is good enough.
    pub slow: bool,
}

impl PresetView {
    /// What its customer asks, from a first day (ISO) on, for as many months as usage has when nothing is said.
    pub fn usage(&self, start: &str) -> Usage {
        Usage {
            start: start.to_owned(),
            lines: self.lines.clone(),
            growth: self.growth.map(|growth| growth.to_string()),
            season: Some(self.season.iter().map(ToString::to_string).collect()),
            seats: self.seats.clone(),
            teams: self.teams.clone(),
            slow: Some(self.slow),
            ..Usage::default()
        }
    }
}

impl BookView {
    /// The view of a book.
    pub fn new(book: &PriceBook) -> BookView {
        let currency = |code: Currency| CurrencyView { code, minor_units: code.minor_units() };
        BookView {
            name: book.name().to_owned(),
            about: book.about().map(str::to_owned),
            version: book.version().map(str::to_owned),
            as_of: book.as_of(),
            currency: book.currency(),
            currencies: book.currencies().map(currency).collect(),
            tax_included: book.rules().tax_included,
            sources: book.sources().to_vec(),
            notes: book.notes().to_vec(),
            credits: book
                .credits()
                .iter()
                .map(|credit| CreditView {
                    id: credit.id.clone(),
                    name: credit.name.clone(),
                    plural: credit.plural.clone(),
                    step: credit.step,
                    worth: credit.worth,
                })
                .collect(),
            seats: seats(book),
            has_slow: book
                .offers()
                .iter()
                .any(|offer| offer.as_plan().is_some_and(|plan| plan.at_zero == AtZero::Slow)),
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

/// The kinds of seats of all plans and add-ons, each once.
fn seats(book: &PriceBook) -> Vec<SeatView> {
    let mut views: Vec<SeatView> = Vec::new();
    for seat in book.offers().iter().filter_map(|offer| offer.subscription()).flat_map(|plan| &plan.seats) {
        if views.iter().all(|known| known.id != seat.id) {
            views.push(SeatView { id: seat.id.clone(), name: seat.name.clone() });
        }
    }
    views
}

fn feature(book: &PriceBook, feature: &Feature) -> FeatureView {
    let inputs = feature.inputs.iter().map(|input| InputView {
        id: input.id.clone(),
        name: input.name.clone(),
        about: input.about.clone(),
        unit: input.unit.clone(),
        kind: match &input.kind {
            InputKind::Number { default, expected, min, max, step } => InputKindView::Number {
                default: *default,
                low: expected.map(|(low, _)| low),
                high: expected.map(|(_, high)| high),
                min: *min,
                max: *max,
                step: *step,
            },
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
    let rates = feature.rates.iter().flat_map(|rate| {
        rate.costs.iter().map(|cost| RateView {
            credit: book.credit(cost.credit).map(|credit| credit.id.clone()).unwrap_or_default(),
            from: rate.from,
            formula: cost.formula.text().to_owned(),
        })
    });
    FeatureView {
        id: feature.id.clone(),
        name: feature.name.clone(),
        group: feature.group.clone(),
        about: feature.about.clone(),
        rates: rates.collect(),
        only_success: feature.only_success,
        free_uses: feature.free_uses,
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
    let counts = |seats: &Seats| -> BTreeMap<String, String> {
        seats.iter().map(|(kind, count)| (kind.to_owned(), count.to_string())).collect()
    };
    let teams = preset.teams.iter().map(|team| TeamUsage { id: team.id.clone(), seats: counts(&team.seats) });
    PresetView {
        id: preset.id.clone(),
        name: preset.name.clone(),
        about: preset.about.clone(),
        lines: preset.lines.iter().filter_map(|line| preset_line(book, line)).collect(),
        growth: preset.growth,
        season: preset.season.clone(),
        seats: (!preset.seats.is_empty()).then(|| counts(&preset.seats)),
        teams: (!preset.teams.is_empty()).then(|| teams.collect()),
        slow: preset.slow,
    }
}

fn preset_line(book: &PriceBook, line: &PresetLine) -> Option<UsageLine> {
    let value = |value: &PresetValue| match value {
        PresetValue::Toggle(on) => InputValue::Toggle(*on),
        PresetValue::Text(text) => InputValue::Text(text.clone()),
        PresetValue::Range { low, typical, high } => InputValue::Range(InputRange {
            low: low.to_string(),
            typical: typical.to_string(),
            high: high.to_string(),
        }),
    };
    Some(UsageLine {
        feature: book.features().get(line.feature)?.id.clone(),
        inputs: Some(line.inputs.iter().map(|(id, given)| (id.clone(), value(given))).collect()),
        times: line.times.to_string(),
        per: match line.per {
            Per::Day => Frequency::Day,
            Per::Week => Frequency::Week,
            Per::Month => Frequency::Month,
            Per::Year => Frequency::Year,
        },
        people: Some(line.people.to_string()),
        team: line.team.clone(),
        on_days: line.on_days,
        success: line.success.map(|percent| percent.to_string()),
    })
}
