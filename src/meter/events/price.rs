//! One event, read and priced.

use super::cells;
use super::row_fault::Unreadable;
use super::rows::Row;
use super::setup::{FeatureFrom, FeatureSetup, FromKind, Setup};
use crate::book::{Cost, Feature, InputKind, PLAN_INPUT, PriceBook, RateScope};
use crate::date::Date;
use crate::num::{Decimal, Fraction, Rounding};
use crate::rate::{Inputs, RateError, Value, evaluate};

/// One event as its row says it; its inputs stand in the feature's setup.
pub(super) struct Event {
    /// Index of the feature.
    pub feature: usize,
    pub day: Date,
    /// Whether it succeeded, or it does not matter.
    pub counts: bool,
}

/// What an event costs of one credit type, before rounding.
pub(super) struct Price {
    pub credit: usize,
    pub rounding: Rounding,
    /// One for each plan the formula is asked for.
    pub credits: Vec<Fraction>,
}

/// Reads an event; its inputs are put into its feature's setup.
pub(super) fn read(book: &PriceBook, setup: &mut Setup, row: &Row<'_>) -> Result<Event, Unreadable> {
    let index = match &mut setup.feature {
        FeatureFrom::One(index) => *index,
        FeatureFrom::Column(column, named) => named.find(cells::text(row, *column)?, *column)?,
    };
    let day = match setup.time {
        None => setup.day,
        Some(column) => {
            let text = cells::text(row, column)?;
            setup.form.day(text).ok_or_else(|| {
                let message = format!("`{}` is no time in the chosen form", super::row_fault::shown(text));
                let fix = format!("write it such as {}, or choose another form", setup.form.example());
                Unreadable::new("bad_time", Some(column), message, fix)
            })?
        }
    };
    let succeeded = match setup.success {
        None => true,
        Some(column) => cells::success(cells::text(row, column)?, column)?,
    };
    let (Some(feature), Some(own)) = (book.features().get(index), setup.features.get_mut(index)) else {
        return Err(Unreadable::new(
            "unknown_feature",
            None,
            "there is no such feature".to_owned(),
            "choose one",
        ));
    };
    inputs(feature, own, setup.decimal_comma, row)?;
    Ok(Event { feature: index, day, counts: succeeded || !feature.only_success })
}

fn inputs(feature: &Feature, own: &mut FeatureSetup, comma: bool, row: &Row<'_>) -> Result<(), Unreadable> {
    for from in &mut own.columns {
        let text = cells::text(row, from.column)?;
        let value = match &mut from.kind {
            FromKind::Number { factor, min, max } => {
                let number = cells::number(text, from.column, comma, *factor)?;
                bounded(number, *min, *max, from.column)?;
                Value::Number(number)
            }
            FromKind::Toggle => Value::Bool(cells::toggle(text, from.column)?),
            FromKind::Choice(named) => {
                let place = named.find(text, from.column)?;
                let input = feature.inputs.iter().find(|input| input.id == from.id);
                match input.map(|input| &input.kind) {
                    Some(InputKind::Choice { choices, .. }) => {
                        Value::Text(choices.get(place).map(|(id, _)| id.clone()).unwrap_or_default())
                    }
                    _ => continue,
                }
            }
        };
        own.inputs.set(from.id.as_str(), value);
    }
    Ok(())
}

fn bounded(
    number: Fraction,
    min: Option<Decimal>,
    max: Option<Decimal>,
    column: usize,
) -> Result<(), Unreadable> {
    let is_low = min.is_some_and(|min| number < min.into());
    let is_high = max.is_some_and(|max| number > max.into());
    if !is_low && !is_high {
        return Ok(());
    }
    let fix = match (min, max) {
        (Some(min), Some(max)) => format!("the price book allows {min} to {max}; check the unit"),
        (Some(min), None) => format!("the price book allows {min} or more; check the unit"),
        (_, Some(max)) => format!("the price book allows {max} or less; check the unit"),
        (None, None) => String::new(),
    };
    Err(Unreadable::new("out_of_range", Some(column), format!("{number} is out of range"), fix))
}

/// Prices the event whose inputs stand in its feature's setup; only for rates that are applied to each use.
pub(super) fn price(
    book: &PriceBook,
    feature: &Feature,
    own: &mut FeatureSetup,
    day: Date,
) -> Result<Vec<Price>, Unreadable> {
    let Some(rate) = feature.rate_on(day).filter(|_| feature.applies == RateScope::Use) else {
        return Ok(Vec::new());
    };
    let mut prices: Vec<Price> = Vec::with_capacity(rate.costs.len());
    for (place, plan) in own.asked.iter().enumerate() {
        if own.asked.len() > 1 {
            own.inputs.set(PLAN_INPUT, Value::Text(plan.clone()));
        }
        for (index, cost) in rate.costs.iter().enumerate() {
            let credits = one(book, cost, &own.inputs, day)?;
            if place == 0 {
                prices.push(Price { credit: cost.credit, rounding: cost.rounding, credits: vec![credits] });
            } else if let Some(price) = prices.get_mut(index) {
                price.credits.push(credits);
            }
        }
    }
    Ok(prices)
}

/// What inputs cost by one formula, before rounding.
pub(super) fn one(book: &PriceBook, cost: &Cost, inputs: &Inputs, day: Date) -> Result<Fraction, Unreadable> {
    let names = book.names(cost.credit, day);
    let credits = evaluate(&cost.formula, inputs, &names).map_err(refused)?.value();
    if credits.is_negative() {
        let message = format!("the formula gives {credits} credits");
        let fix = "the price book's formula must not go below 0; check the inputs";
        return Err(Unreadable::new("negative_credits", None, message, fix));
    }
    Ok(credits)
}

fn refused(error: RateError) -> Unreadable {
    Unreadable::new(error.code, None, error.message, error.fix)
}
