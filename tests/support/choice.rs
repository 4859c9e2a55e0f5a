//! A case file about a choice: usage under a price book, a question as the engine takes it (`ask`), and the reply.

use credit_calculator::num::Decimal;
use serde_json::Value;

/// Every way in which the last reply to a case's question is not what the case expects.
pub fn differences(case: &Value, reply: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    compare(case["id"].as_str().unwrap(), &case["expect"], reply, &mut wrong);
    wrong
}

/// Compares objects by the members named, lists as a whole, or by the
/// places named in an object.
fn compare(path: &str, expected: &Value, found: &Value, wrong: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(members), _) => {
            for (name, value) in members {
                let part = match found {
                    Value::Array(items) => name.parse().ok().and_then(|place: usize| items.get(place)),
                    _ => found.get(name),
                };
                match part {
                    Some(part) => compare(&format!("{path}.{name}"), value, part, wrong),
                    None => wrong.push(format!("{path}.{name} is missing in {found}")),
                }
            }
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            for (index, (item, other)) in items.iter().zip(others).enumerate() {
                compare(&format!("{path}[{index}]"), item, other, wrong);
            }
        }
        (Value::String(text), Value::String(other)) => {
            let same = match (Decimal::parse(text), Decimal::parse(other)) {
                (Ok(number), Ok(other)) => number == other,
                _ => text == other,
            };
            if !same {
                wrong.push(format!("{path} is {other}, not {text}"));
            }
        }
        _ if expected == found => {}
        _ => wrong.push(format!("{path} is {found}, not {expected}")),
    }
}
