//! Inputs of features.

use super::super::feature::{Input, InputKind, PLAN_INPUT};
use super::super::format::{self, DefaultValue, Range};
use super::super::reader::{Entries, Placed, Reader};
use crate::num::Decimal;

/// An input whose own parts are sound.
pub(super) fn input(raw: &format::Input, reader: &mut Reader) -> Option<Input> {
    super::name(&raw.id, reader);
    if raw.id.value == PLAN_INPUT {
        reader.fault(
            "reserved_name",
            &raw.id.place,
            "`plan` is the active plan in every formula",
            "choose another id",
        );
    }
    let kind = match (&raw.choices, raw.toggle) {
        (Some(choices), None) => choice(raw, choices, reader),
        (None, Some(default)) => {
            no_number_members(raw, reader);
            Some(InputKind::Toggle { default })
        }
        (None, None) => number(raw, reader),
        (Some(_), Some(_)) => {
            reader.fault(
                "two_kinds",
                &raw.place,
                "the input is both a choice and a toggle",
                "keep \"choices\" or \"toggle\"",
            );
            None
        }
    };
    Some(Input {
        id: raw.id.value.clone(),
        name: raw.name.clone(),
        about: raw.about.clone(),
        unit: raw.unit.clone(),
        kind: kind?,
    })
}

fn no_number_members(raw: &format::Input, reader: &mut Reader) {
    for member in [&raw.min, &raw.max, &raw.step].into_iter().flatten() {
        reader.fault(
            "not_a_number_input",
            &member.place,
            "only a number has min, max and step",
            "leave it out",
        );
    }
}

fn choice(raw: &format::Input, choices: &Entries<String>, reader: &mut Reader) -> Option<InputKind> {
    no_number_members(raw, reader);
    let listed: Vec<(String, String)> =
        choices.0.iter().map(|(id, label)| (id.value.clone(), label.clone())).collect();
    for (id, _) in &choices.0 {
        super::id(id, reader);
    }
    if listed.is_empty() {
        reader.fault(
            "no_choices",
            &raw.place,
            "the input has no choices",
            "write \"choices\": { \"sd\": \"SD\", \"hd\": \"HD\" }",
        );
        return None;
    }
    let default = match &raw.default {
        None => 0,
        Some(Placed { value: DefaultValue::Text(wanted), place }) => {
            let Some(index) = listed.iter().position(|(id, _)| id == wanted) else {
                reader.unknown("choice", wanted, place, listed.iter().map(|(id, _)| id.as_str()));
                return None;
            };
            index
        }
        Some(Placed { place, .. }) => {
            let message = "only a number has low, typical and high";
            reader.fault("not_a_number_input", place, message, "write the id of a choice");
            return None;
        }
    };
    Some(InputKind::Choice { default, choices: listed })
}

fn number(raw: &format::Input, reader: &mut Reader) -> Option<InputKind> {
    let Some(default) = &raw.default else {
        let fix = "add \"default\" for a number, \"choices\" for a choice, or \"toggle\" for on and off";
        reader.fault("input_kind", &raw.place, "the input has no default, no choices and no toggle", fix);
        return None;
    };
    let (value, expected) = match &default.value {
        DefaultValue::Range(range) => {
            rising(range, reader);
            (range.typical, Some((range.low, range.high)))
        }
        DefaultValue::Text(text) => match Decimal::parse(text) {
            Ok(value) => (value, None),
            Err(_) => {
                let message = format!("the default `{text}` is not a number");
                reader.fault("bad_number", &default.place, message, "write a plain number");
                return None;
            }
        },
    };
    let [min, max, step] =
        [&raw.min, &raw.max, &raw.step].map(|member| member.as_ref().map(|member| member.value));
    let (low, high) = expected.unwrap_or((value, value));
    let inside = min.is_none_or(|min| min <= low) && max.is_none_or(|max| high <= max);
    if !inside {
        let message = match expected {
            None => format!("the default {value} lies outside min and max"),
            Some(_) => format!("the default {low} to {high} lies outside min and max"),
        };
        reader.fault("default_out_of_range", &default.place, message, "choose a default between them");
    }
    if let (Some(min), Some(max)) = (&raw.min, &raw.max)
        && min.value > max.value
    {
        reader.fault(
            "empty_range",
            &min.place,
            format!("min {} is above max {}", min.value, max.value),
            "swap them",
        );
    }
    if let Some(step) = raw.step.as_ref().filter(|step| step.value <= Decimal::ZERO) {
        reader.fault(
            "not_positive",
            &step.place,
            "the step is not above 0",
            "write a step above 0 or leave it out",
        );
    }
    Some(InputKind::Number { default: value, expected, min, max, step })
}

/// Notes a fault where low, typical and high are not in this order.
pub(super) fn rising(range: &Range, reader: &mut Reader) {
    if range.low > range.typical || range.typical > range.high {
        let message = format!("{}, {} and {} are not in rising order", range.low, range.typical, range.high);
        reader.fault("range_not_rising", &range.place, message, "put low, typical and high in rising order");
    }
}
