//! Usage as the caller states it: plain data, decimals as text, checked only by [`super::meter`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the customer expects to do, from when, for how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Usage {
    /// First day of the horizon, ISO.
    pub start: String,
    /// Months of the horizon, 1 to 60; 12 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub months: Option<u32>,
    /// What is done, and how often.
    pub lines: Vec<UsageLine>,
    /// Growth in percent a month, from the second month on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub growth: Option<String>,
    /// Twelve factors by calendar month, January first; empty or missing: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub season: Option<Vec<String>>,
    /// Whether the welcome credits are given; yes when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub new_customer: Option<bool>,
}

/// One feature, how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct UsageLine {
    /// The feature's id.
    pub feature: String,
    /// Inputs by id; a missing one takes its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub inputs: Option<BTreeMap<String, InputValue>>,
    /// How many uses, 0 or more.
    pub times: String,
    /// In which time.
    pub per: Frequency,
    /// By how many people; 1 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub people: Option<String>,
}

/// An input's value: a toggle, or a number or a choice's id as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum InputValue {
    /// Of a toggle.
    Toggle(bool),
    /// A decimal, or a choice's id.
    Text(String),
}

/// What "times" counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month of the horizon.
    Month,
    /// Twelve months.
    Year,
}

impl Usage {
    /// The members an object of this shape may have, for callers whose decoder ignores others.
    pub const FIELDS: [&str; 6] = ["start", "months", "lines", "growth", "season", "new_customer"];
}

impl UsageLine {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 5] = ["feature", "inputs", "times", "per", "people"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listed_fields_are_the_fields() {
        let line = UsageLine {
            feature: "article".to_owned(),
            inputs: Some(BTreeMap::new()),
            times: "1".to_owned(),
            per: Frequency::Day,
            people: Some("1".to_owned()),
        };
        let usage = Usage {
            start: "2026-01-01".to_owned(),
            months: Some(1),
            lines: vec![line.clone()],
            growth: Some("0".to_owned()),
            season: Some(Vec::new()),
            new_customer: Some(true),
        };
        let fields =
            |value: serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let sorted = |fields: &[&str]| {
            let mut fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
            fields.sort();
            fields
        };
        assert_eq!(fields(serde_json::to_value(&usage).unwrap()), sorted(&Usage::FIELDS));
        assert_eq!(fields(serde_json::to_value(&line).unwrap()), sorted(&UsageLine::FIELDS));
    }
}
