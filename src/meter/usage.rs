//! Usage as the caller states it: plain data, decimals as text, checked only by [`super::meter`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::measured::MeasuredUsage;

/// What the customer expects to do, from when, for how long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Single months, by year and month (`2027-03`): percent of what growth and season say, 0 or more; 100 where a month is
    /// not named. Each is for the months of the horizon that begin in it; one outside the horizon changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub single_months: Option<BTreeMap<String, String>>,
    /// Whether the welcome credits are given; yes when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub new_customer: Option<bool>,
    /// Currency to be paid in, of those the book has prices in; its main one when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub currency: Option<String>,
    /// The plan active before the horizon, by its id or its family's; it is nothing that is paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub plan: Option<String>,
    /// Only these plans may be bought, by their ids or their families'; no plan at all only where `none` is among them.
    /// Every plan, or none, when empty or missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub plans: Option<Vec<String>>,
    /// People by kind of seat; one of the first kind when missing. Not beside `teams`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub seats: Option<BTreeMap<String, String>>,
    /// Groups of people whose own credits are used differently; everybody is one when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub teams: Option<Vec<TeamUsage>>,
    /// Whether use that goes on in a slow mode is good enough; no when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub slow: Option<bool>,
    /// Credits there are on the first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub balance: Option<Vec<BalanceUsage>>,
    /// What real events cost, beside the lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub measured: Option<MeasuredUsage>,
}

/// One feature, how often.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Id of the team that does it; needed where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub team: Option<String>,
    /// Used on so many days of each month, 1 to 31, spread over it; every day when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub on_days: Option<u32>,
    /// Percent of uses that succeed, 0 to 100; 100 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub success: Option<String>,
}

/// A group of people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TeamUsage {
    /// Its id, for lines.
    pub id: String,
    /// Its people by kind of seat.
    pub seats: BTreeMap<String, String>,
}

/// Credits there are on the first day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct BalanceUsage {
    /// How many, in whole steps of their type.
    pub credits: String,
    /// Id of the credit type; the first when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    #[serde(rename = "type")]
    pub credit: Option<String>,
    /// First day on which they cannot be used any more, after the horizon's first; never when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub expires: Option<String>,
    /// What was paid for them; nothing when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub paid: Option<String>,
}

/// A number nobody knows beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct InputRange {
    /// The lowest expected.
    pub low: String,
    /// What is reckoned with.
    pub typical: String,
    /// The highest expected.
    pub high: String,
}

/// An input's value: a toggle, a number or a choice's id as text, or a number nobody knows beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum InputValue {
    /// Of a toggle.
    Toggle(bool),
    /// A decimal, or a choice's id.
    Text(String),
    /// A decimal with its lowest and highest.
    Range(InputRange),
}

/// What "times" counts by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month of the horizon.
    #[default]
    Month,
    /// Twelve months.
    Year,
}

impl Usage {
    /// The members an object of this shape may have, for callers whose decoder ignores others.
    pub const FIELDS: [&str; 15] = [
        "start",
        "months",
        "lines",
        "growth",
        "season",
        "single_months",
        "new_customer",
        "currency",
        "plan",
        "plans",
        "seats",
        "teams",
        "slow",
        "balance",
        "measured",
    ];
}

impl UsageLine {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 8] =
        ["feature", "inputs", "times", "per", "people", "team", "on_days", "success"];
}

impl TeamUsage {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 2] = ["id", "seats"];
}

impl BalanceUsage {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 4] = ["credits", "type", "expires", "paid"];
}

impl InputRange {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 3] = ["low", "typical", "high"];
}

#[cfg(test)]
mod tests {
    use super::super::measured::{MeasuredCost, MeasuredLine, MeasuredValue, Pace};
    use super::*;

    fn text(text: &str) -> String {
        text.to_owned()
    }

    fn full() -> Usage {
        let range = InputRange { low: text("1"), typical: text("2"), high: text("3") };
        let line = UsageLine {
            feature: text("article"),
            inputs: Some(BTreeMap::from([(text("words"), InputValue::Range(range))])),
            times: text("1"),
            per: Frequency::Day,
            people: Some(text("1")),
            team: Some(text("all")),
            on_days: Some(5),
            success: Some(text("90")),
        };
        let seats = BTreeMap::from([(text("seat"), text("2"))]);
        Usage {
            start: text("2026-01-01"),
            months: Some(1),
            lines: vec![line],
            growth: Some(text("0")),
            season: Some(Vec::new()),
            single_months: Some(BTreeMap::from([(text("2026-01"), text("150"))])),
            new_customer: Some(true),
            currency: Some(text("EUR")),
            plan: Some(text("pro")),
            plans: Some(vec![text("pro"), text("none")]),
            seats: Some(seats.clone()),
            teams: Some(vec![TeamUsage { id: text("all"), seats }]),
            slow: Some(true),
            balance: Some(vec![BalanceUsage {
                credits: text("1"),
                credit: Some(text("credit")),
                expires: Some(text("2026-02-01")),
                paid: Some(text("1")),
            }]),
            measured: Some(measured()),
        }
    }

    fn measured() -> MeasuredUsage {
        let cost = MeasuredCost { credit: text("credit"), plan: Some(text("pro")), credits: text("1/3") };
        let line = MeasuredLine {
            feature: text("article"),
            events: text("3"),
            counted: text("2"),
            costs: Some(vec![cost]),
            totals: Some(BTreeMap::from([(text("words"), MeasuredValue::Text(text("5")))])),
        };
        MeasuredUsage {
            name: text("log.csv"),
            book: Some(text("0123456789abcdef")),
            days: 1,
            pace: Pace::EachMonth,
            times: Some(text("1")),
            first: Some(text("2026-01-01")),
            last: Some(text("2026-01-01")),
            team: Some(text("all")),
            lines: vec![line],
        }
    }

    /// Every object in the usage with its shape's fields.
    fn objects(usage: &serde_json::Value) -> [(String, Vec<&'static str>, serde_json::Value); 8] {
        let at = |path: &str, fields: &[&'static str]| {
            (path.to_owned(), fields.to_vec(), usage.pointer(path).unwrap().clone())
        };
        [
            at("", &Usage::FIELDS),
            at("/lines/0", &UsageLine::FIELDS),
            at("/teams/0", &TeamUsage::FIELDS),
            at("/balance/0", &BalanceUsage::FIELDS),
            at("/lines/0/inputs/words", &InputRange::FIELDS),
            at("/measured", &MeasuredUsage::FIELDS),
            at("/measured/lines/0", &MeasuredLine::FIELDS),
            at("/measured/lines/0/costs/0", &MeasuredCost::FIELDS),
        ]
    }

    #[test]
    fn the_listed_fields_are_the_fields() {
        for (path, mut fields, object) in objects(&serde_json::to_value(full()).unwrap()) {
            fields.sort_unstable();
            let keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, fields, "{path}");
        }
    }

    #[test]
    fn usage_crosses_both_ways_and_unknown_fields_do_not() {
        let json = serde_json::to_value(full()).unwrap();
        assert_eq!(serde_json::from_value::<Usage>(json.clone()).unwrap(), full());
        for (path, ..) in objects(&json) {
            let mut other = json.clone();
            let object = other.pointer_mut(&path).unwrap().as_object_mut().unwrap();
            object.insert(text("typo"), json["start"].clone());
            assert!(serde_json::from_value::<Usage>(other).is_err(), "{path}");
        }
    }
}
