//! The inputs of a line: what is reckoned with, and what else they may turn out to be.

use std::collections::BTreeMap;

use super::read::{Unknown, known, number};
use super::usage::{InputRange, InputValue};
use crate::book::{Fault, Feature, Input, InputKind};
use crate::num::Decimal;
use crate::rate::{Inputs, Value};

/// Most inputs of which every combination of lowest and highest is tried: 2⁶ of them.
const MOST_COMBINED: usize = 6;

/// The inputs of one line.
#[derive(Debug, Clone)]
pub(super) struct Choices {
    /// What is reckoned with.
    pub typical: Inputs,
    /// Combinations of lowest and highest; none where every input is known.
    pub others: Vec<Inputs>,
}

/// Reads a line's inputs; `None` after at least one fault.
pub(super) fn choices(
    feature: &Feature,
    given: Option<&BTreeMap<String, InputValue>>,
    path: &str,
    faults: &mut Vec<Fault>,
) -> Option<Choices> {
    let before = faults.len();
    for name in given.into_iter().flat_map(BTreeMap::keys) {
        let unknown = Unknown {
            code: "unknown_input",
            path: &format!("{path}.inputs.{name}"),
            message: &format!("`{}` has no input", feature.id),
            otherwise: "leave it out",
        };
        known(name, feature.inputs.iter().map(|input| input.id.as_str()), unknown, faults);
    }
    let mut typical = Inputs::new();
    let mut varying = Vec::new();
    for input in &feature.inputs {
        let given = given.and_then(|given| given.get(&input.id));
        let Some((value, ends)) = value(input, given, &format!("{path}.inputs.{}", input.id), faults) else {
            continue;
        };
        typical.set(input.id.clone(), value);
        varying.extend(ends.filter(|(low, high)| low < high).map(|ends| (input.id.as_str(), ends)));
    }
    if faults.len() > before {
        return None;
    }
    let others = others(&typical, &varying);
    Some(Choices { typical, others })
}

fn others(typical: &Inputs, varying: &[(&str, (Decimal, Decimal))]) -> Vec<Inputs> {
    let with = |is_high: &dyn Fn(usize) -> bool| {
        let mut inputs = typical.clone();
        for (index, (name, (low, high))) in varying.iter().enumerate() {
            inputs.set(*name, Value::Number(if is_high(index) { *high } else { *low }.into()));
        }
        inputs
    };
    match varying.len() {
        0 => Vec::new(),
        1..=MOST_COMBINED => {
            let corners = 1_u32.checked_shl(u32::try_from(varying.len()).unwrap_or(0)).unwrap_or(0);
            (0..corners)
                .map(|corner| with(&|index| corner.checked_shr(index as u32).unwrap_or(0) & 1 == 1))
                .collect()
        }
        _ => vec![with(&|_| false), with(&|_| true)],
    }
}

/// A value with its lowest and highest, where they are not known.
type Read = (Value, Option<(Decimal, Decimal)>);

fn value(input: &Input, given: Option<&InputValue>, path: &str, faults: &mut Vec<Fault>) -> Option<Read> {
    match (&input.kind, given) {
        (InputKind::Number { expected, .. }, None) => Some((input.default_value(), *expected)),
        (_, None) => Some((input.default_value(), None)),
        (InputKind::Toggle { .. }, Some(InputValue::Toggle(on))) => Some((Value::Bool(*on), None)),
        (InputKind::Choice { choices, .. }, Some(InputValue::Text(text)))
            if choices.iter().any(|(id, _)| id == text) =>
        {
            Some((Value::Text(text.clone()), None))
        }
        (InputKind::Number { min, max, .. }, Some(InputValue::Text(text))) => {
            Some((Value::Number(bounded(text, *min, *max, path, faults)?.into()), None))
        }
        (InputKind::Number { min, max, .. }, Some(InputValue::Range(range))) => {
            self::range(range, *min, *max, path, faults)
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
            let message = format!("`{}` cannot have this value", input.id);
            faults.push(Fault::usage("bad_input_value", path, message, fix));
            None
        }
    }
}

fn range(
    range: &InputRange,
    min: Option<Decimal>,
    max: Option<Decimal>,
    path: &str,
    faults: &mut Vec<Fault>,
) -> Option<Read> {
    let mut read = |text: &str, name: &str| bounded(text, min, max, &format!("{path}.{name}"), &mut *faults);
    let low = read(&range.low, "low");
    let typical = read(&range.typical, "typical");
    let high = read(&range.high, "high");
    let (low, typical, high) = (low?, typical?, high?);
    if low > typical || typical > high {
        let message = format!("{low}, {typical} and {high} do not rise");
        let fix = "enter the lowest, the typical and the highest number";
        faults.push(Fault::usage("bad_range", path, message, fix));
        return None;
    }
    Some((Value::Number(typical.into()), Some((low, high))))
}

fn bounded(
    text: &str,
    min: Option<Decimal>,
    max: Option<Decimal>,
    path: &str,
    faults: &mut Vec<Fault>,
) -> Option<Decimal> {
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
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_ranges_are_combined_and_many_go_together() {
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let varying = names.map(|name| (name, (Decimal::ZERO, Decimal::ONE)));
        let corners = |count: usize| {
            let others = others(&Inputs::new(), &varying[..count]);
            let bits = |inputs: &Inputs| {
                names.map(|name| inputs.get(name).is_some_and(|value| value.as_condition() == Some(true)))
            };
            let mut corners: Vec<[bool; 7]> = others.iter().map(bits).collect();
            corners.sort_unstable();
            corners.dedup();
            corners
        };
        assert_eq!([0, 1, 6].map(|count| corners(count).len()), [0, 2, 64]);
        assert_eq!(corners(7), [[false; 7], [true; 7]]);
    }
}
