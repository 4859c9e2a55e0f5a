//! The price book the unit tests of this folder share.

use std::collections::BTreeMap;

use super::bound::Bound;
use super::level::Key;
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
    pub fn sample() -> Book {
        let decimal = |text: &str| Decimal::parse(text).unwrap();
        let tier = |end: Option<Bound>, unit: &str, block: Option<&str>| Tier {
            end,
            unit: decimal(unit),
            flat: Decimal::ZERO,
            block: block.map(decimal),
            at_most: None,
        };
        let up_to = Some(Bound::UpTo(decimal("1000")));
        let calls = vec![tier(up_to, "0.0125", None), tier(None, "0.005", None)];
        let below = Some(Bound::Below(decimal("150")));
        let mut metered = vec![tier(below, "1.5", Some("100")), tier(None, "1", Some("1000"))];
        if let Some(first) = metered.first_mut() {
            (first.flat, first.at_most) = (Decimal::ONE, Some(decimal("3.5")));
        }
        let tiers = [("calls", calls), ("metered", metered)];
        let tiers = tiers.map(|(name, rows)| (name.to_owned(), Tiers::new(rows, false).unwrap()));
        let mut book = Book { tables: BTreeMap::new(), tiers: tiers.into(), features: BTreeMap::new() };
        book.add_table("resolution", "sd 1, hd 2");
        book.add_table("text", "standard 1, creative 1.5");
        book.add_table("price", "big input 3, big output 9, small input 1");
        book.add_images();
        book.add_features();
        book
    }

    /// A table by a choice and a number.
    fn add_images(&mut self) {
        let [one, two, four] = [1, 2, 4].map(Decimal::from_int);
        let rows = [
            ("sd", 0, Some(Bound::UpTo(one)), 7),
            ("sd", 1, Some(Bound::UpTo(four)), 15),
            ("sd", 2, None, 30),
            ("hd", 0, Some(Bound::Below(two)), 12),
            ("hd", 1, None, 40),
        ];
        let entries = rows.map(|(quality, place, end, number)| {
            (vec![Key::Choice(quality.to_owned()), Key::Range { place, end }], Decimal::from_int(number))
        });
        self.tables.insert("images".to_owned(), Table::new(entries.into()).unwrap());
    }

    fn add_table(&mut self, name: &str, rows: &str) {
        let entries = rows.split(", ").map(|row| {
            let (keys, number) = row.rsplit_once(' ').unwrap();
            let keys = keys.split(' ').map(|key| Key::Choice(key.to_owned()));
            (keys.collect(), Decimal::parse(number).unwrap())
        });
        self.tables.insert(name.to_owned(), Table::new(entries.collect()).unwrap());
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
