//! The price book the unit tests of this folder share.

use std::collections::BTreeMap;

use super::names::{Feature, Input, InputKind, Inputs, NameKind, Names, Value};
use super::table::Table;
use super::tiers::{Tier, Tiers};
use super::tree::{Formula, limit};
use crate::num::{Decimal, Fraction};

pub(super) struct Book {
    tables: BTreeMap<String, Table>,
    tiers: BTreeMap<String, Tiers>,
    features: BTreeMap<String, (Formula, Vec<Input<'static>>)>,
}

impl Names for Book {
    fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    fn tiers(&self, name: &str) -> Option<&Tiers> {
        self.tiers.get(name)
    }

    fn feature(&self, name: &str) -> Option<Feature<'_>> {
        self.features.get(name).map(|(formula, inputs)| Feature { formula, inputs: inputs.clone() })
    }

    fn known(&self, kind: NameKind) -> Vec<&str> {
        match kind {
            NameKind::Table => self.tables.keys().map(String::as_str).collect(),
            NameKind::Tiers => self.tiers.keys().map(String::as_str).collect(),
            NameKind::Feature => self.features.keys().map(String::as_str).collect(),
        }
    }
}

impl Book {
    /// Names without any table or feature, but with one tier table `tiers`.
    pub fn with_tiers(tiers: Tiers) -> Book {
        let tiers = BTreeMap::from([("tiers".to_owned(), tiers)]);
        Book { tables: BTreeMap::new(), tiers, features: BTreeMap::new() }
    }

    pub fn sample() -> Book {
        let decimal = |text: &str| Decimal::parse(text).unwrap();
        let tier = |up_to: Option<&str>, unit: &str| Tier {
            up_to: up_to.map(decimal),
            unit: decimal(unit),
            flat: Decimal::ZERO,
        };
        let calls = Tiers::new(vec![tier(Some("1000"), "0.0125"), tier(None, "0.005")], false).unwrap();
        let mut book = Book::with_tiers(calls.clone());
        book.tiers = BTreeMap::from([("calls".to_owned(), calls)]);
        book.add_table("resolution", 1, "sd 1, hd 2");
        book.add_table("text", 1, "standard 1, creative 1.5");
        book.add_table("price", 2, "big input 3, big output 9, small input 1");
        book.add_features();
        book
    }

    fn add_table(&mut self, name: &str, depth: usize, rows: &str) {
        let entries = rows.split(", ").map(|row| {
            let (keys, number) = row.rsplit_once(' ').unwrap();
            (keys.split(' ').map(str::to_owned).collect(), Decimal::parse(number).unwrap())
        });
        self.tables.insert(name.to_owned(), Table::new(depth, entries.collect()).unwrap());
    }

    fn add_feature(&mut self, name: &str, formula: &str, inputs: Vec<Input<'static>>) {
        self.features.insert(name.to_owned(), (Formula::parse(formula).unwrap(), inputs));
    }

    fn add_features(&mut self) {
        let style = choice("style", &["standard", "creative"], Some("standard"));
        let words = number("words", 800);
        self.add_feature("article", "blocks(words, 500) * text[style]", vec![words, style]);
        self.add_feature("picture", "2", vec![]);
        self.add_feature("post", "article() + pictures * picture()", vec![number("pictures", 1)]);
        self.add_feature(
            "member_price",
            "if(plan == 'none', 2, 1)",
            vec![choice("plan", &["none", "pro"], None)],
        );
        self.add_feature("ratio", "1 / of", vec![number("of", 1)]);
        self.add_feature("loop_a", "1 + loop_b()", vec![]);
        self.add_feature("loop_b", "loop_a() * 2", vec![]);
        self.add_feature("wide_1", "1", vec![]);
        for level in 2_usize..6 {
            let call = format!("wide_{}()", level.saturating_sub(1));
            self.add_feature(&format!("wide_{level}"), &vec![call; 20].join(" + "), vec![]);
        }
        self.add_feature("deep_first", "deep_7() + deep_0()", vec![]);
        self.add_feature("nested_ratio", "1 + ratio(of: 0)", vec![]);
        let height = limit::NESTING - 2;
        self.add_feature("deep_0", "0", vec![]);
        for level in 1..=limit::FEATURE_DEPTH {
            let text = format!(
                "{}1 + deep_{}(){}",
                "max(".repeat(height),
                level.saturating_sub(1),
                ")".repeat(height)
            );
            self.add_feature(&format!("deep_{level}"), &text, vec![]);
        }
    }
}

pub(super) fn number(name: &'static str, default: i64) -> Input<'static> {
    let default = Some(Value::Number(Fraction::from_int(default)));
    Input { name, kind: InputKind::Number, default }
}

pub(super) fn choice(name: &'static str, choices: &[&'static str], default: Option<&str>) -> Input<'static> {
    let default = default.map(|id| Value::Text(id.to_owned()));
    Input { name, kind: InputKind::Choice(choices.to_vec()), default }
}

/// The inputs of the formulas that the tests check and evaluate.
pub(super) fn kinds() -> Vec<Input<'static>> {
    vec![
        number("seconds", 60),
        choice("quality", &["sd", "hd"], Some("sd")),
        choice("model", &["big", "small"], Some("big")),
        Input { name: "green_screen", kind: InputKind::Toggle, default: Some(Value::Bool(false)) },
        choice("plan", &["none", "pro"], None),
    ]
}

/// Values for [`kinds`].
pub(super) fn inputs() -> Inputs {
    let mut inputs = Inputs::new();
    inputs.set("seconds", Value::Number(Fraction::from_int(47)));
    inputs.set("quality", Value::Text("hd".to_owned()));
    inputs.set("model", Value::Text("big".to_owned()));
    inputs.set("green_screen", Value::Bool(true));
    inputs.set("plan", Value::Text("pro".to_owned()));
    inputs
}
