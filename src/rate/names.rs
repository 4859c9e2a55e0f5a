//! What the names in a formula mean: given by the caller, who knows the price book.

use std::collections::BTreeMap;
use std::fmt;

use super::table::Table;
use super::tiers::Tiers;
use super::tree::Formula;
use crate::num::Fraction;

/// The tables, tier tables and features a formula may name.
pub trait Names {
    /// The table of that name.
    fn table(&self, name: &str) -> Option<&Table>;
    /// The tier table of that name.
    fn tiers(&self, name: &str) -> Option<&Tiers>;
    /// The feature of that name.
    fn feature(&self, name: &str) -> Option<Feature<'_>>;
    /// Every name of one kind, for "did you mean".
    fn known(&self, kind: NameKind) -> Vec<&str>;
}

/// The kinds of names a price book gives to formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A table of numbers.
    Table,
    /// A tier table.
    Tiers,
    /// A feature.
    Feature,
}

/// A feature as another formula sees it.
#[derive(Clone, Debug)]
pub struct Feature<'n> {
    /// What one use of it costs.
    pub formula: &'n Formula,
    /// Everything its formula may ask for.
    pub inputs: Vec<Input<'n>>,
}

/// An input of a feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Input<'n> {
    /// The name formulas use.
    pub name: &'n str,
    /// Which values it takes.
    pub kind: InputKind<'n>,
    /// What a call that leaves it out means; `None` hands on the caller's own input of the same name, which is
    /// how a thing known everywhere, such as the active plan, reaches a called feature.
    pub default: Option<Value>,
}

/// Which values an input takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind<'n> {
    /// Any number.
    Number,
    /// One of these, each by its id.
    Choice(Vec<&'n str>),
    /// Off or on: 0 or 1.
    Toggle,
}

impl InputKind<'_> {
    /// Whether every value of an input of the other kind is one of this.
    pub(super) fn accepts_all_of(&self, other: &InputKind<'_>) -> bool {
        match (self, other) {
            (InputKind::Choice(own), InputKind::Choice(others)) => {
                others.iter().all(|choice| own.contains(choice))
            }
            _ => self == other,
        }
    }

    /// Whether an input of this kind can have that value.
    pub fn accepts(&self, value: &Value) -> bool {
        match (self, value) {
            (InputKind::Number, Value::Number(_) | Value::Bool(_)) => true,
            (InputKind::Toggle, value) => value.as_condition().is_some(),
            (InputKind::Choice(choices), Value::Text(text)) => choices.contains(&text.as_str()),
            (InputKind::Number | InputKind::Choice(_), _) => false,
        }
    }
}

/// A value met while evaluating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An exact number.
    Number(Fraction),
    /// A choice, by its id.
    Text(String),
    /// The outcome of a comparison, or a toggle; counts 0 or 1 in arithmetic.
    Bool(bool),
}

impl Value {
    /// The number this counts as; `None` for a choice.
    pub fn as_number(&self) -> Option<Fraction> {
        match self {
            Value::Number(number) => Some(*number),
            Value::Bool(true) => Some(Fraction::ONE),
            Value::Bool(false) => Some(Fraction::ZERO),
            Value::Text(_) => None,
        }
    }

    /// Whether it holds; `None` for anything but a condition, 0 and 1.
    pub fn as_condition(&self) -> Option<bool> {
        match self {
            Value::Bool(holds) => Some(*holds),
            Value::Number(number) if number.is_zero() => Some(false),
            Value::Number(number) if *number == Fraction::ONE => Some(true),
            Value::Number(_) | Value::Text(_) => None,
        }
    }
}

impl fmt::Display for Value {
    /// The number (as a decimal, or as `1/3`), the choice's id, or 0 or 1.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(out, "{number}"),
            Value::Text(text) => out.write_str(text),
            Value::Bool(holds) => out.write_str(if *holds { "1" } else { "0" }),
        }
    }
}

/// The values of a feature's inputs for one evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    values: BTreeMap<String, Value>,
}

impl Inputs {
    /// No values yet.
    pub fn new() -> Inputs {
        Inputs::default()
    }

    /// Sets one input, replacing an earlier value.
    pub fn set(&mut self, name: impl Into<String>, value: Value) {
        self.values.insert(name.into(), value);
    }

    /// The value of an input.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// The names that have values, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toggle_is_a_number_and_a_condition() {
        assert_eq!(Value::Bool(true).as_number(), Some(Fraction::ONE));
        assert_eq!(Value::Number(Fraction::ZERO).as_condition(), Some(false));
        assert_eq!(Value::Number(Fraction::from_int(2)).as_condition(), None);
        assert_eq!(Value::Text("hd".into()).as_number(), None);
    }

    #[test]
    fn kinds_accept_only_their_values() {
        let two = Value::Number(Fraction::from_int(2));
        let text = |word: &str| Value::Text(word.to_owned());
        assert!(InputKind::Number.accepts(&two) && InputKind::Number.accepts(&Value::Bool(true)));
        assert!(!InputKind::Toggle.accepts(&two) && InputKind::Toggle.accepts(&Value::Bool(false)));
        let choice = InputKind::Choice(vec!["sd", "hd"]);
        assert!(choice.accepts(&text("hd")) && !choice.accepts(&text("4k")) && !choice.accepts(&two));
        assert!(!InputKind::Number.accepts(&text("hd")));
    }

    #[test]
    fn fewer_choices_fit_where_more_are_taken() {
        let (few, more) = (InputKind::Choice(vec!["pro"]), InputKind::Choice(vec!["none", "pro"]));
        assert!(more.accepts_all_of(&few) && !few.accepts_all_of(&more));
        assert!(InputKind::Number.accepts_all_of(&InputKind::Number));
        assert!(!InputKind::Number.accepts_all_of(&InputKind::Toggle));
    }

    #[test]
    fn later_values_replace_earlier_ones() {
        let mut inputs = Inputs::new();
        inputs.set("words", Value::Bool(false));
        inputs.set("words", Value::Bool(true));
        assert_eq!(inputs.get("words"), Some(&Value::Bool(true)));
        assert_eq!(inputs.names().collect::<Vec<_>>(), ["words"]);
    }
}
