//! Rates at the corners of their inputs: none should be 0, negative or without a value.

use super::super::super::PriceBook;
use super::super::super::feature::{Cost, Feature, Input, InputKind, PLAN_INPUT, Rate};
use super::super::super::reader::Reader;
use super::Linted;
use crate::date::Date;
use crate::num::{Decimal, Fraction};
use crate::rate::{self, Inputs, Value, evaluate};

/// Most combinations of inputs looked at for one formula.
const MOST_CORNERS: usize = 256;
/// Most parts of formulas read in one book; a book with more is looked at in part.
const MOST_PARTS: usize = 600_000;

impl Linted<'_> {
    /// Formulas that give 0 credits or fewer, or none, for something that usage may say.
    pub(super) fn rates(&self, reader: &mut Reader) {
        let mut left = MOST_PARTS;
        for (feature, raw) in self.book.features.iter().zip(self.features) {
            let written =
                std::iter::once(&raw.credits).chain(raw.changes.iter().map(|change| &change.credits));
            for (rate, written) in feature.rates.iter().zip(written) {
                for (credit, formula) in written.formulas() {
                    let is_of = |cost: &&Cost| match credit {
                        None => cost.credit == 0,
                        Some(id) => self.book.credit(cost.credit).is_some_and(|unit| unit.id == id.value),
                    };
                    let Some(cost) = rate.costs.iter().find(is_of) else { continue };
                    if let Some(doubt) = doubt(self.book, feature, rate, cost, &mut left) {
                        let message = format!("`{}` {}", feature.id, doubt.what);
                        reader.warn(doubt.code, &formula.place, message, doubt.fix);
                    }
                }
            }
        }
    }
}

struct Doubt {
    code: &'static str,
    what: String,
    fix: &'static str,
}

/// What is doubtful about a formula, the worst first.
fn doubt(book: &PriceBook, feature: &Feature, held: &Rate, cost: &Cost, left: &mut usize) -> Option<Doubt> {
    let names = book.names(cost.credit, held.from.unwrap_or(Date::FIRST));
    let (numbers, others): (Vec<&Input>, Vec<&Input>) =
        feature.inputs.iter().partition(|input| matches!(input.kind, InputKind::Number { .. }));
    let mut zero = None;
    let mut failed = None;
    let parts = rate::parts(&cost.formula, &names)?.max(1);
    let most = left.checked_div(parts)?.min(MOST_CORNERS);
    let mut tried = 0_usize;
    for choices in with_plans(corners(&others, most), feature, most) {
        let mut first_zero = None;
        let mut costs_something = false;
        for numbers in corners(&numbers, most).into_iter().take(most.saturating_sub(tried)) {
            tried = tried.saturating_add(1);
            *left = left.saturating_sub(parts);
            let mut inputs = choices.clone();
            numbers.names().for_each(|name| {
                if let Some(value) = numbers.get(name) {
                    inputs.set(name, value.clone());
                }
            });
            match evaluate(&cost.formula, &inputs, &names).map(|done| done.value()) {
                Ok(value) if value.is_negative() => {
                    let what = format!("costs {value} credits for {}", said(&inputs));
                    return Some(Doubt {
                        code: "rate_negative",
                        what,
                        fix: "keep it above 0, as by max(1, ...)",
                    });
                }
                Ok(value) if value.is_zero() => first_zero = first_zero.or_else(|| Some(said(&inputs))),
                Ok(_) => costs_something = true,
                Err(error) => {
                    failed = failed.or_else(|| {
                        Some(format!("cannot be computed for {}: {}", said(&inputs), error.message))
                    })
                }
            }
        }
        // A choice that costs nothing whatever the numbers are is a mode that is free on purpose.
        zero = zero.or(first_zero.filter(|_| costs_something));
        if tried >= most {
            break;
        }
    }
    let failed =
        failed.map(|what| Doubt { code: "rate_fails", what, fix: "guard it, as by if(x > 0, y / x, 0)" });
    let zero = zero.map(|at| Doubt {
        code: "rate_zero",
        what: format!("costs nothing for {at}"),
        fix: "keep it above 0, as by max(1, ...), or raise the input's min",
    });
    failed.or(zero)
}

/// Combinations of values of some inputs, at most so many.
fn corners(inputs: &[&Input], most: usize) -> Vec<Inputs> {
    inputs.iter().fold(vec![Inputs::new()], |found, input| each_with(&found, &input.id, &values(input), most))
}

/// Combinations under each plan that makes a difference, at most so many.
fn with_plans(found: Vec<Inputs>, feature: &Feature, most: usize) -> Vec<Inputs> {
    let plans: Vec<Value> = feature.plan_choices.iter().map(|plan| Value::Text(plan.clone())).collect();
    if feature.depends_on_plan { each_with(&found, PLAN_INPUT, &plans, most) } else { found }
}

/// Each combination with each value of one more input.
fn each_with(found: &[Inputs], name: &str, values: &[Value], most: usize) -> Vec<Inputs> {
    let with = |before: &Inputs, value: &Value| {
        let mut inputs = before.clone();
        inputs.set(name, value.clone());
        inputs
    };
    let all = found.iter().flat_map(|before| values.iter().map(move |value| with(before, value)));
    all.take(most).collect()
}

/// The values at an input's corners.
fn values(input: &Input) -> Vec<Value> {
    match &input.kind {
        InputKind::Toggle { .. } => vec![Value::Bool(false), Value::Bool(true)],
        InputKind::Choice { choices, .. } => choices.iter().map(|(id, _)| Value::Text(id.clone())).collect(),
        InputKind::Number { default, min, max, step, expected } => {
            // Nothing of something may well cost nothing.
            let least = if min.is_some_and(|min| min > Decimal::ZERO) { *min } else { *step };
            let expected = expected.iter().flat_map(|(low, high)| [*low, *high]);
            let all = least.into_iter().chain([*default]).chain(expected).chain(*max);
            let mut numbers: Vec<Decimal> = all.filter(|number| !number.is_zero()).collect();
            if numbers.is_empty() {
                numbers.push(Decimal::ONE);
            }
            numbers.sort();
            numbers.dedup();
            numbers.into_iter().map(|number| Value::Number(Fraction::from(number))).collect()
        }
    }
}

/// The inputs in words.
fn said(inputs: &Inputs) -> String {
    let word = |value: &Value| match value {
        Value::Bool(on) => if *on { "on" } else { "off" }.to_owned(),
        other => other.to_string(),
    };
    let values = inputs.names().filter_map(|name| Some((name, inputs.get(name)?)));
    let said: Vec<String> = values.map(|(name, value)| format!("{name} = {}", word(value))).collect();
    if said.is_empty() { "every use".to_owned() } else { said.join(", ") }
}
