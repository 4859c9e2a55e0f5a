//! Usage that was measured from real events instead of being estimated: plain data, decimals as text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Events that really happened, as usage of the horizon's months.
///
/// A month of the horizon has the sample's events times its share: `days of the month ÷ days` where every day is like
/// an average day of the sample, 1 where every month has the whole sample once; then growth and season. What an event
/// of a line costs is the average of the sample, so credits grow in proportion; free uses are taken off each month at
/// that average, and a rate that is applied to a month's total is applied to the month's share of the sample's totals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MeasuredUsage {
    /// What the sample is called, such as the name of its file.
    pub name: String,
    /// Fingerprint of the text of the price book it was measured under; usage under another one is refused. Missing: it is
    /// not checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub book: Option<String>,
    /// Days that it covers, 1 to 36,600.
    pub days: u32,
    /// How the months of the horizon are like it.
    pub pace: Pace,
    /// So many times as much as the sample, a decimal of 0 or more; 1 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub times: Option<String>,
    /// First day of the sample, ISO; only shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub first: Option<String>,
    /// Last day of the sample, ISO; only shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub last: Option<String>,
    /// Id of the team whose events they are; needed where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub team: Option<String>,
    /// What was done.
    pub lines: Vec<MeasuredLine>,
}

/// How the months of the horizon are like a sample of events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// Every day is like an average day of the sample.
    #[default]
    EachDay,
    /// Every month has the whole sample once.
    EachMonth,
}

/// Events of one feature; of one combination of its choices where its rate is applied to a month's total.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MeasuredLine {
    /// The feature's id.
    pub feature: String,
    /// How many events, a whole number above 0.
    pub events: String,
    /// How many of them count: without those that failed where only successful ones are charged.
    pub counted: String,
    /// What the counted events cost together, free ones included, where the rate is applied to each use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub costs: Option<Vec<MeasuredCost>>,
    /// The inputs where the rate is applied to a month's total: of numbers the sum over the counted events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub totals: Option<BTreeMap<String, MeasuredValue>>,
}

/// What events cost of one credit type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MeasuredCost {
    /// Id of the credit type.
    #[serde(rename = "type")]
    pub credit: String,
    /// Id of the family of plans whose customers pay this, or `none`; missing where the plan does not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub plan: Option<String>,
    /// How many credits, a decimal, or a fraction such as `1/3` where there is none.
    pub credits: String,
}

/// A value of an input: a toggle, or a number, a fraction or a choice's id as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum MeasuredValue {
    /// Of a toggle.
    Toggle(bool),
    /// A number, or a choice's id.
    Text(String),
}

impl MeasuredUsage {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 9] = ["name", "book", "days", "pace", "times", "first", "last", "team", "lines"];
}

impl MeasuredLine {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 5] = ["feature", "events", "counted", "costs", "totals"];
}

impl MeasuredCost {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 3] = ["type", "plan", "credits"];
}
