//! Members of usage that mean nothing. `serde-wasm-bindgen` passes over them in silence, so a typo would too.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::book::Fault;
use crate::meter::{Usage, UsageLine};
use crate::rate::nearest;

/// A fault for every unknown member of usage and of its lines.
pub(super) fn unknown_fields(usage: &JsValue) -> Vec<Fault> {
    let mut faults = members(usage, "usage", &Usage::FIELDS);
    let lines = Reflect::get(usage, &JsValue::from_str("lines")).unwrap_or(JsValue::UNDEFINED);
    if Array::is_array(&lines) {
        for (index, line) in Array::from(&lines).iter().enumerate() {
            faults.extend(members(&line, &format!("usage.lines[{index}]"), &UsageLine::FIELDS));
        }
    }
    faults
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
