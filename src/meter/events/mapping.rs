//! What the columns of a file of events mean: plain data, checked only by [`super::EventsMeter::new`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::usage::InputValue;
use super::time::TimeForm;

/// What the columns of a file of events mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct EventsMapping {
    /// The one character between cells: a comma, a semicolon, a tab or `|`.
    pub delimiter: String,
    /// Whether the first row names the columns.
    pub header: bool,
    /// The columns that mean something, each once.
    pub columns: Vec<EventsColumn>,
    /// Id of the one feature of all events, where no column says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub feature: Option<String>,
    /// How times are written; as `2026-11-01` when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub time: Option<TimeForm>,
    /// The day of all events where no column says it, ISO: it decides which rate holds.
    pub day: String,
    /// Whether numbers are written with a comma for the point; no when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub decimal_comma: Option<bool>,
    /// What names in the file mean that are neither an id nor a name of the price book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub names: Option<Vec<EventsName>>,
    /// Values of the inputs that no column says, by feature; the price book's defaults when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub inputs: Option<BTreeMap<String, BTreeMap<String, InputValue>>>,
    /// Id of the plan or of its family whose customers' prices are shown; of the first allowed when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub plan: Option<String>,
}

/// A column and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct EventsColumn {
    /// Its place, from 0.
    pub column: u32,
    /// What it says.
    pub says: EventsSaying,
    /// What its numbers are multiplied by, exactly: a decimal such as `0.001`, or a fraction such as `1/60`; 1 when
    /// missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub factor: Option<String>,
}

/// What a column says of an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EventsSaying {
    /// When it was.
    Time,
    /// Its feature.
    Feature,
    /// Whether it succeeded.
    Success,
    /// The value of the input of this id, of every feature that has one.
    Input(String),
}

/// What a name in the file means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct EventsName {
    /// Id of the input whose choice it names; a feature's name when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub input: Option<String>,
    /// The name in the file.
    pub name: String,
    /// Id of the feature or choice it means.
    pub means: String,
}

impl EventsMapping {
    /// The members an object of this shape may have, for callers whose decoder ignores others.
    pub const FIELDS: [&str; 10] = [
        "delimiter",
        "header",
        "columns",
        "feature",
        "time",
        "day",
        "decimal_comma",
        "names",
        "inputs",
        "plan",
    ];
}

impl EventsColumn {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 3] = ["column", "says", "factor"];
}

impl EventsName {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 3] = ["input", "name", "means"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listed_fields_are_the_fields() {
        let text = |text: &str| text.to_owned();
        let column =
            EventsColumn { column: 0, says: EventsSaying::Input(text("words")), factor: Some(text("2")) };
        let name = EventsName { input: Some(text("style")), name: text("a"), means: text("b") };
        let mapping = EventsMapping {
            delimiter: text(","),
            header: true,
            columns: vec![column],
            feature: Some(text("article")),
            time: Some(TimeForm::Iso),
            day: text("2026-01-01"),
            decimal_comma: Some(true),
            names: Some(vec![name]),
            inputs: Some(BTreeMap::new()),
            plan: Some(text("pro")),
        };
        let json = serde_json::to_value(&mapping).unwrap();
        let mut expected: [(&str, Vec<&str>); 3] = [
            ("", EventsMapping::FIELDS.to_vec()),
            ("/columns/0", EventsColumn::FIELDS.to_vec()),
            ("/names/0", EventsName::FIELDS.to_vec()),
        ];
        for (path, fields) in &mut expected {
            fields.sort_unstable();
            let object = json.pointer(path).unwrap().as_object().unwrap();
            assert_eq!(object.keys().map(String::as_str).collect::<Vec<_>>(), *fields, "{path}");
        }
        assert_eq!(serde_json::from_value::<EventsMapping>(json).unwrap(), mapping);
    }
}
