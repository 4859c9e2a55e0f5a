//! A case file of a question that is answered step by step: usage, the question, and what of its reply must come out.

use credit_calculator::num::Decimal;
use serde_json::Value;

/// Where a reply does not have what a case expects; what it expects nothing of is free. Lists are as long as expected,
/// or an object names the places that are compared; numbers are compared by value.
pub fn differences(expected: &Value, actual: &Value, path: &str) -> Vec<String> {
    match (expected, actual) {
        (Value::Object(members), Value::Object(_)) => members
            .iter()
            .flat_map(|(name, expected)| differences(expected, &actual[name], &format!("{path}.{name}")))
            .collect(),
        (Value::Object(places), Value::Array(actual)) => places
            .iter()
            .flat_map(|(place, expected)| {
                let item = place.parse().ok().and_then(|place: usize| actual.get(place));
                differences(expected, item.unwrap_or(&Value::Null), &format!("{path}[{place}]"))
            })
            .collect(),
        (Value::Array(expected), Value::Array(actual)) => {
            if expected.len() != actual.len() {
                return vec![format!("{path}: expected {} items, got {actual:?}", expected.len())];
            }
            let pairs = expected.iter().zip(actual).enumerate();
            pairs
                .flat_map(|(index, (expected, actual))| {
                    differences(expected, actual, &format!("{path}[{index}]"))
                })
                .collect()
        }
        _ if expected == actual => Vec::new(),
        (Value::String(wanted), Value::String(found))
            if Decimal::parse(wanted).is_ok() && Decimal::parse(wanted) == Decimal::parse(found) =>
        {
            Vec::new()
        }
        _ => vec![format!("{path}: expected {expected}, got {actual}")],
    }
}
