//! One line of usage: its uses and credits, month by month.

use std::collections::BTreeMap;

use super::schedule::{Schedule, amount, number};
use super::usage::{Frequency, InputValue, UsageLine};
use crate::book::{Fault, Feature, Input, InputKind, NO_PLAN, PLAN_INPUT, PriceBook, Scope};
use crate::num::{Decimal, Fraction, NumError};
use crate::rate::{self, Inputs, Value, Working, evaluate};

/// A line of usage, metered.
#[derive(Debug, Clone)]
pub struct Line {
    /// Index of the feature.
    pub feature: usize,
    /// As stated.
    pub times: Decimal,
    /// As stated.
    pub per: Frequency,
    /// As stated.
    pub people: Decimal,
    /// Exact uses in each month.
    pub uses: Vec<Fraction>,
    /// What it costs for a customer without a plan; `None` where it is not to be had without one.
    without_plan: Option<Metered>,
    /// What it costs on a plan, where that differs; `None` where it is not to be had there.
    with_plan: BTreeMap<usize, Option<Metered>>,
}

/// Credits of a line.
#[derive(Debug, Clone)]
pub struct Metered {
    /// Exact credits of one use; of the first month, for a feature rated by the month.
    pub per_use: Fraction,
    /// Credits in each month, rounded as the feature says.
    pub credits: Vec<Decimal>,
    /// How `per_use` came about, step by step.
    pub working: Working,
    /// The same in one line.
    pub line: String,
}

impl Line {
    /// What the line costs for a customer on a plan (index of the offer), or on none.
    pub fn on(&self, plan: Option<usize>) -> Option<&Metered> {
        match plan.and_then(|plan| self.with_plan.get(&plan)) {
            Some(metered) => metered.as_ref(),
            None => self.without_plan.as_ref(),
        }
    }
}

/// Meters one line; `None` after at least one fault.
pub(super) fn line(
    book: &PriceBook,
    schedule: &Schedule,
    raw: &UsageLine,
    path: &str,
    faults: &mut Vec<Fault>,
) -> Option<Line> {
    let Some(index) = book.features().iter().position(|feature| feature.id == raw.feature) else {
        let known = book.features().iter().map(|feature| feature.id.as_str());
        let fix = rate::nearest(&raw.feature, known).map_or_else(
            || "choose a feature of the price book".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("the price book has no feature `{}`", raw.feature);
        faults.push(Fault::usage("unknown_feature", format!("{path}.feature"), message, fix));
        return None;
    };
    let feature = book.features().get(index)?;
    let times = amount(&raw.times, &format!("{path}.times"), faults);
    let people = match raw.people.as_deref() {
        None => Some(Decimal::ONE),
        Some(text) => amount(text, &format!("{path}.people"), faults),
    };
    let inputs = inputs(feature, raw, path, faults);
    let (times, people, inputs) = (times?, people?, inputs?);
    let job = Job { book, schedule, feature, inputs, times, people, per: raw.per };
    job.line(index)
        .map_err(|error| faults.push(Fault::usage(&error.code, path, error.message, error.fix)))
        .ok()
}

fn inputs(feature: &Feature, raw: &UsageLine, path: &str, faults: &mut Vec<Fault>) -> Option<Inputs> {
    let before = faults.len();
    let given = raw.inputs.as_ref();
    for name in given.into_iter().flat_map(BTreeMap::keys) {
        if !feature.inputs.iter().any(|input| input.id == *name) {
            let known = feature.inputs.iter().map(|input| input.id.as_str());
            let fix = rate::nearest(name, known)
                .map_or_else(|| "leave it out".to_owned(), |near| format!("did you mean `{near}`?"));
            let message = format!("`{}` has no input `{name}`", feature.id);
            faults.push(Fault::usage("unknown_input", format!("{path}.inputs.{name}"), message, fix));
        }
    }
    let mut inputs = Inputs::new();
    for input in &feature.inputs {
        let value = match given.and_then(|given| given.get(&input.id)) {
            None => Some(input.default_value()),
            Some(value) => self::value(input, value, &format!("{path}.inputs.{}", input.id), faults),
        };
        if let Some(value) = value {
            inputs.set(input.id.clone(), value);
        }
    }
    (faults.len() == before).then_some(inputs)
}

fn value(input: &Input, given: &InputValue, path: &str, faults: &mut Vec<Fault>) -> Option<Value> {
    match (&input.kind, given) {
        (InputKind::Toggle { .. }, InputValue::Toggle(on)) => Some(Value::Bool(*on)),
        (InputKind::Choice { choices, .. }, InputValue::Text(text))
            if choices.iter().any(|(id, _)| id == text) =>
        {
            Some(Value::Text(text.clone()))
        }
        (InputKind::Number { min, max, .. }, InputValue::Text(text)) => {
            let number = number(text, path, faults)?;
            if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
                let fix = match (min, max) {
                    (Some(min), Some(max)) => format!("enter {min} to {max}"),
                    (Some(min), None) => format!("enter {min} or more"),
                    (None, Some(max)) => format!("enter {max} or less"),
                    (None, None) => String::new(),
                };
                faults.push(Fault::usage("out_of_range", path, format!("{number} is out of range"), fix));
                return None;
            }
            Some(Value::Number(number.into()))
        }
        (kind, _) => {
            let fix = match kind {
                InputKind::Toggle { .. } => "give true or false".to_owned(),
                InputKind::Number { .. } => "give a number as text".to_owned(),
                InputKind::Choice { choices, .. } => {
                    let ids: Vec<&str> = choices.iter().map(|(id, _)| id.as_str()).collect();
                    format!("choose one of: {}", ids.join(", "))
                }
            };
            faults.push(Fault::usage(
                "bad_input_value",
                path,
                format!("`{}` cannot have this value", input.id),
                fix,
            ));
            None
        }
    }
}

/// Why a line has no credits: code, message and fix of the fault it becomes.
struct Refusal {
    code: String,
    message: String,
    fix: String,
}

impl From<rate::RateError> for Refusal {
    fn from(error: rate::RateError) -> Refusal {
        Refusal { code: error.code.to_owned(), message: error.message, fix: error.fix }
    }
}

impl From<Box<rate::RateError>> for Refusal {
    fn from(error: Box<rate::RateError>) -> Refusal {
        (*error).into()
    }
}

impl From<NumError> for Refusal {
    fn from(error: NumError) -> Refusal {
        Refusal {
            code: "too_large".to_owned(),
            message: error.to_string(),
            fix: "enter less usage or fewer digits".to_owned(),
        }
    }
}

struct Job<'b> {
    book: &'b PriceBook,
    schedule: &'b Schedule,
    feature: &'b Feature,
    inputs: Inputs,
    times: Decimal,
    people: Decimal,
    per: Frequency,
}

impl Job<'_> {
    fn line(&self, feature: usize) -> Result<Line, Refusal> {
        let count = Fraction::from(self.times).checked_mul(self.people.into())?;
        let uses: Vec<Fraction> = (0..self.schedule.months.len())
            .map(|month| self.schedule.uses(count, self.per, month))
            .collect::<Result<_, _>>()?;
        let free = self.feature.is_available(None) || count.is_zero();
        let without_plan = free.then(|| self.metered(None, &uses)).transpose()?;
        let mut with_plan = BTreeMap::new();
        for plan in self.book.plans() {
            if !self.feature.is_available(Some(plan)) && !count.is_zero() {
                with_plan.insert(plan, None);
            } else if self.feature.depends_on_plan || without_plan.is_none() {
                with_plan.insert(plan, Some(self.metered(Some(plan), &uses)?));
            }
        }
        Ok(Line {
            feature,
            times: self.times,
            per: self.per,
            people: self.people,
            uses,
            without_plan,
            with_plan,
        })
    }

    fn metered(&self, plan: Option<usize>, uses: &[Fraction]) -> Result<Metered, Refusal> {
        let named = plan.and_then(|plan| self.book.offer(plan)).map_or(NO_PLAN, |offer| offer.id.as_str());
        // A line that is not used may be asked on a plan that does not offer it; any allowed plan's rate explains it.
        let asked = match self.feature.plan_choices.iter().any(|choice| choice == named) {
            true => named,
            false => self.feature.plan_choices.first().map_or(NO_PLAN, String::as_str),
        };
        let mut inputs = self.inputs.clone();
        inputs.set(PLAN_INPUT, Value::Text(asked.to_owned()));
        match self.feature.applies {
            Scope::Use => self.by_use(&inputs, uses),
            Scope::Month => self.by_month(&inputs, uses),
        }
    }

    fn by_use(&self, inputs: &Inputs, uses: &[Fraction]) -> Result<Metered, Refusal> {
        let evaluation = evaluate(&self.feature.formula, inputs, self.book)?;
        let per_use = not_negative(evaluation.value())?;
        let counted = match self.feature.rounds {
            Scope::Use => per_use.round(&self.feature.rounding)?.into(),
            Scope::Month => per_use,
        };
        let credits = uses
            .iter()
            .map(|uses| uses.checked_mul(counted)?.round(&self.feature.rounding))
            .collect::<Result<_, NumError>>()?;
        Ok(Metered { per_use, credits, working: evaluation.working(), line: evaluation.line() })
    }

    fn by_month(&self, inputs: &Inputs, uses: &[Fraction]) -> Result<Metered, Refusal> {
        let mut first: Option<(Fraction, Working, String)> = None;
        let mut credits = Vec::with_capacity(uses.len());
        for uses in uses {
            let mut totals = inputs.clone();
            for input in &self.feature.inputs {
                if let (InputKind::Number { .. }, Some(Value::Number(one))) =
                    (&input.kind, inputs.get(&input.id))
                {
                    totals.set(input.id.clone(), Value::Number(one.checked_mul(*uses)?));
                }
            }
            let evaluation = evaluate(&self.feature.formula, &totals, self.book)?;
            let value = not_negative(evaluation.value())?;
            // A feature nobody uses costs nothing, whatever its table charges at zero units.
            credits.push(if self.times.is_zero() {
                Decimal::ZERO
            } else {
                value.round(&self.feature.rounding)?
            });
            if first.is_none() {
                first = Some((value, evaluation.working(), evaluation.line()));
            }
        }
        let (per_use, working, line) = first.ok_or(NumError::Overflow)?;
        Ok(Metered { per_use, credits, working, line })
    }
}

fn not_negative(value: Fraction) -> Result<Fraction, Refusal> {
    if value.is_negative() {
        return Err(Refusal {
            code: "negative_credits".to_owned(),
            message: format!("the formula gives {value} credits for these inputs"),
            fix: "the price book's formula must not go below 0; try other inputs".to_owned(),
        });
    }
    Ok(value)
}
