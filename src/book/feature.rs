//! Features and their inputs, checked.

use serde::Serialize;

use std::sync::Arc;

use crate::date::Date;
use crate::num::{Decimal, Rounding};
use crate::rate::{self, Formula};

/// Name of the input every formula has: the active plan's id, or [`NO_PLAN`].
pub const PLAN_INPUT: &str = "plan";
/// Value of [`PLAN_INPUT`] without a plan.
pub const NO_PLAN: &str = "none";

/// What a feature's formula is applied to, and what is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "RateScope"))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Each use by itself.
    Use,
    /// The month's total.
    Month,
}

/// What one use, or a month's total, costs in one credit type.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Cost {
    /// Index of the credit type.
    pub credit: usize,
    /// The formula.
    pub formula: Formula,
    /// How the credits are rounded.
    pub rounding: Rounding,
}

/// What a feature costs from a day on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Rate {
    /// First day it holds; `None`: from the beginning.
    pub from: Option<Date>,
    /// One cost a credit type, in the order of the types; at least one.
    pub costs: Vec<Cost>,
}

/// Something a customer does that costs credits.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Feature {
    /// Name for formulas and usage.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Heading under which it stands.
    pub group: Option<String>,
    /// What it is.
    pub about: Option<String>,
    /// What its cost depends on.
    pub inputs: Vec<Input>,
    /// What it costs, by rising `from`; the first holds from the beginning.
    pub rates: Vec<Rate>,
    /// What the formulas are applied to.
    pub applies: Scope,
    /// Whether each use is rounded, or the month.
    pub rounds: Scope,
    /// Uses a month that cost nothing.
    pub free_uses: Decimal,
    /// Whether only successful uses are charged.
    pub only_success: bool,
    /// Indices of the plans it is limited to; empty: all customers.
    pub plans: Vec<usize>,
    /// Ids of the plan families under which the formula may be asked, with [`NO_PLAN`] where it may be used without.
    pub plan_choices: Arc<[String]>,
    /// Whether its credits depend on the plan.
    pub depends_on_plan: bool,
}

impl Feature {
    /// Whether a customer on this plan (index of the offer), or on none, can use it.
    pub fn is_available(&self, plan: Option<usize>) -> bool {
        self.plans.is_empty() || plan.is_some_and(|plan| self.plans.contains(&plan))
    }

    /// What it costs on a day.
    pub fn rate_on(&self, day: Date) -> Option<&Rate> {
        self.rates.iter().rev().find(|rate| rate.from.is_none_or(|from| from <= day))
    }

    /// The feature as formulas see it that reckon in a credit type on a day; `None` where it costs none of that type.
    pub(super) fn for_formulas(&self, credit: usize, day: Date) -> Option<rate::Feature<'_>> {
        let cost = self.rate_on(day)?.costs.iter().find(|cost| cost.credit == credit)?;
        Some(rate::Feature { formula: &cost.formula, inputs: self.formula_inputs() })
    }

    /// Everything its formulas may ask for.
    pub(super) fn formula_inputs(&self) -> Vec<rate::Input<'_>> {
        let mut inputs: Vec<rate::Input<'_>> = self.inputs.iter().map(Input::for_formulas).collect();
        let choices = self.plan_choices.iter().map(String::as_str).collect();
        inputs.push(rate::Input { name: PLAN_INPUT, kind: rate::InputKind::Choice(choices), default: None });
        inputs
    }
}

/// A value a feature's cost depends on.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Input {
    /// Name for formulas and usage.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it means.
    pub about: Option<String>,
    /// Unit of a number, singular.
    pub unit: Option<String>,
    /// Which values it takes.
    pub kind: InputKind,
}

/// Which values an input takes.
#[derive(Debug, Clone)]
pub enum InputKind {
    /// A number.
    Number {
        /// When usage names none; the typical value where it varies.
        default: Decimal,
        /// Lowest and highest value expected, where nobody knows it beforehand.
        expected: Option<(Decimal, Decimal)>,
        /// Smallest allowed.
        min: Option<Decimal>,
        /// Largest allowed.
        max: Option<Decimal>,
        /// Step of the page's slider.
        step: Option<Decimal>,
    },
    /// One of a few.
    Choice {
        /// Index of the choice when usage names none.
        default: usize,
        /// Ids and labels, at least one.
        choices: Vec<(String, String)>,
    },
    /// Off or on.
    Toggle {
        /// When usage names none.
        default: bool,
    },
}

impl Input {
    /// The value when usage names none.
    pub fn default_value(&self) -> rate::Value {
        match &self.kind {
            InputKind::Number { default, .. } => rate::Value::Number((*default).into()),
            InputKind::Choice { default, choices } => {
                rate::Value::Text(choices.get(*default).map(|(id, _)| id.clone()).unwrap_or_default())
            }
            InputKind::Toggle { default } => rate::Value::Bool(*default),
        }
    }

    fn for_formulas(&self) -> rate::Input<'_> {
        let kind = match &self.kind {
            InputKind::Number { .. } => rate::InputKind::Number,
            InputKind::Choice { choices, .. } => {
                rate::InputKind::Choice(choices.iter().map(|(id, _)| id.as_str()).collect())
            }
            InputKind::Toggle { .. } => rate::InputKind::Toggle,
        };
        rate::Input { name: &self.id, kind, default: Some(self.default_value()) }
    }
}
