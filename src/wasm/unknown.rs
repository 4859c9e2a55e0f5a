//! Members of usage and of questions that mean nothing. `serde-wasm-bindgen` passes over them in silence, so a typo would too.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::book::Fault;
use crate::insight::WayId;
use crate::meter::events::{EventsColumn, EventsMapping, EventsName};
use crate::meter::{
    BalanceUsage, InputRange, MeasuredCost, MeasuredLine, MeasuredUsage, TeamUsage, Usage, UsageLine,
};
use crate::quote::Question;
use crate::rate::nearest;

/// A fault for every unknown member of usage and of the objects in it.
pub(super) fn unknown_fields(usage: &JsValue) -> Vec<Fault> {
    let mut faults = members(usage, "usage", &Usage::FIELDS);
    for (path, line) in items(usage, "lines", "usage") {
        faults.extend(members(&line, &path, &UsageLine::FIELDS));
        let inputs = member(&line, "inputs");
        let Some(object) = inputs.dyn_ref::<Object>() else { continue };
        for name in Object::keys(object).iter().filter_map(|name| name.as_string()) {
            let path = format!("{path}.inputs.{name}");
            faults.extend(members(&member(&inputs, &name), &path, &InputRange::FIELDS));
        }
    }
    for (path, team) in items(usage, "teams", "usage") {
        faults.extend(members(&team, &path, &TeamUsage::FIELDS));
    }
    for (path, balance) in items(usage, "balance", "usage") {
        faults.extend(members(&balance, &path, &BalanceUsage::FIELDS));
    }
    let measured = member(usage, "measured");
    faults.extend(members(&measured, "usage.measured", &MeasuredUsage::FIELDS));
    for (path, line) in items(&measured, "lines", "usage.measured") {
        faults.extend(members(&line, &path, &MeasuredLine::FIELDS));
        for (path, cost) in items(&line, "costs", &path) {
            faults.extend(members(&cost, &path, &MeasuredCost::FIELDS));
        }
    }
    faults
}

/// A fault for every unknown member of what a question says; its kind is read, and refused, as its type says.
pub(super) fn unknown_in_question(question: &JsValue) -> Vec<Fault> {
    let said = Question::FIELDS.iter().map(|(kind, known)| (kind, member(question, kind), known));
    let mut faults: Vec<Fault> =
        said.flat_map(|(kind, said, known)| members(&said, &format!("question.{kind}"), known)).collect();
    for (path, way) in items(&member(question, "break_even"), "between", "question.break_even") {
        faults.extend(members(&way, &path, &WayId::FIELDS));
    }
    faults
}

/// A fault for every unknown member of what is said about a file of events.
pub(super) fn unknown_in_mapping(mapping: &JsValue) -> Vec<Fault> {
    let mut faults = members(mapping, "mapping", &EventsMapping::FIELDS);
    for (name, known) in [("columns", &EventsColumn::FIELDS), ("names", &EventsName::FIELDS)] {
        for (path, item) in items(mapping, name, "mapping") {
            faults.extend(members(&item, &path, known));
        }
    }
    faults
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The items of a list of an object with their paths; none where it is no list.
fn items(object: &JsValue, name: &str, path: &str) -> Vec<(String, JsValue)> {
    let list = member(object, name);
    if !Array::is_array(&list) {
        return Vec::new();
    }
    let placed = |(index, item): (usize, JsValue)| (format!("{path}.{name}[{index}]"), item);
    Array::from(&list).iter().enumerate().map(placed).collect()
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
