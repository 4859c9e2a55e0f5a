//! Members of usage and of questions that mean nothing. `serde-wasm-bindgen` passes over them in silence, so a typo would too.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::book::Fault;
use crate::meter::events::{EventsColumn, EventsMapping, EventsName};
use crate::meter::{
    BalanceUsage, InputRange, MeasuredCost, MeasuredLine, MeasuredUsage, TeamUsage, Usage, UsageLine,
};
use crate::quote::Question;
use crate::rate::nearest;

/// A fault for every unknown member of usage and of the objects in it.
pub(super) fn unknown_fields(usage: &JsValue) -> Vec<Fault> {
    let mut faults = members(usage, "usage", &Usage::FIELDS);
    for (path, line) in items(usage, "lines") {
        faults.extend(members(&line, &path, &UsageLine::FIELDS));
        let inputs = member(&line, "inputs");
        let Some(object) = inputs.dyn_ref::<Object>() else { continue };
        for name in Object::keys(object).iter().filter_map(|name| name.as_string()) {
            let path = format!("{path}.inputs.{name}");
            faults.extend(members(&member(&inputs, &name), &path, &InputRange::FIELDS));
        }
    }
    for (path, team) in items(usage, "teams") {
        faults.extend(members(&team, &path, &TeamUsage::FIELDS));
    }
    for (path, balance) in items(usage, "balance") {
        faults.extend(members(&balance, &path, &BalanceUsage::FIELDS));
    }
    let measured = member(usage, "measured");
    faults.extend(members(&measured, "usage.measured", &MeasuredUsage::FIELDS));
    for (path, line) in items_at(&measured, "usage.measured", "lines") {
        faults.extend(members(&line, &path, &MeasuredLine::FIELDS));
        for (path, cost) in items_at(&line, &path, "costs") {
            faults.extend(members(&cost, &path, &MeasuredCost::FIELDS));
        }
    }
    faults
}

/// A fault for every unknown member of what a question says; its kind is read, and refused, as its type says.
pub(super) fn unknown_in_question(question: &JsValue) -> Vec<Fault> {
    let said = Question::FIELDS.iter().map(|(kind, known)| (kind, member(question, kind), known));
    said.flat_map(|(kind, said, known)| members(&said, &format!("question.{kind}"), known)).collect()
}

/// A fault for every unknown member of what is said about a file of events.
pub(super) fn unknown_in_mapping(mapping: &JsValue) -> Vec<Fault> {
    let mut faults = members(mapping, "mapping", &EventsMapping::FIELDS);
    for (name, known) in [("columns", &EventsColumn::FIELDS), ("names", &EventsName::FIELDS)] {
        for (path, item) in items_at(mapping, "mapping", name) {
            faults.extend(members(&item, &path, known));
        }
    }
    faults
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The items of a list of the usage with their paths.
fn items(usage: &JsValue, name: &str) -> Vec<(String, JsValue)> {
    items_at(usage, "usage", name)
}

/// The items of a list of an object that is at a path, with their own; none where it is no list.
fn items_at(object: &JsValue, path: &str, name: &str) -> Vec<(String, JsValue)> {
    let list = member(object, name);
    if !Array::is_array(&list) {
        return Vec::new();
    }
    let path = |(index, item): (usize, JsValue)| (format!("{path}.{name}[{index}]"), item);
    Array::from(&list).iter().enumerate().map(path).collect()
}

fn members(value: &JsValue, path: &str, known: &[&str]) -> Vec<Fault> {
    let Some(object) = value.dyn_ref::<Object>() else { return Vec::new() };
    let names = Object::keys(object).iter().filter_map(|name| name.as_string()).collect::<Vec<_>>();
    let unknown = names.into_iter().filter(|name| !known.contains(&name.as_str()));
    unknown
        .map(|name| {
            let fix = nearest(&name, known.iter().copied()).map_or_else(
                || format!("allowed here: {}", known.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            Fault::usage("unknown_field", format!("{path}.{name}"), format!("unknown field `{name}`"), fix)
        })
        .collect()
}
