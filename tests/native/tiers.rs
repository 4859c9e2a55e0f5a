//! Random tier tables and tables of ranges, against prices counted piece by piece.

use credit_calculator::book::PriceBook;
use credit_calculator::num::{Decimal, Fraction};
use credit_calculator::rate::{self, Inputs};
use serde_json::{Map, Value, json};

use crate::oracle::random::Random;
use crate::rational::Rational;

/// Bounds and quantities are whole numbers of these parts of a unit.
const PARTS: i64 = 4;

/// One row as it is drawn; bounds and blocks in parts of a unit, prices in hundredths.
struct Row {
    end: Option<i64>,
    is_below: bool,
    unit: i64,
    flat: i64,
    block: Option<i64>,
    at_most: Option<i64>,
}

struct Table {
    rows: Vec<Row>,
    flat_at_zero: bool,
}

fn draw(random: &mut Random) -> Table {
    let count = random.between(1, 4);
    let mut end = 0;
    let rows = (1..=count).map(|row| {
        end += random.between(1, 12);
        Row {
            end: (row < count).then_some(end),
            is_below: random.chance(50),
            unit: random.between(0, 300),
            flat: if random.chance(50) { random.between(0, 500) } else { 0 },
            block: random.chance(40).then(|| random.between(1, 10)),
            at_most: random.chance(30).then(|| random.between(0, 2000)),
        }
    });
    Table { rows: rows.collect(), flat_at_zero: random.chance(50) }
}

fn decimal(number: i64, parts: i64) -> String {
    let thousandths = number * (1000 / parts);
    let sign = if thousandths < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", thousandths.abs() / 1000, thousandths.abs() % 1000)
}

fn end(row: &mut Map<String, Value>, end: Option<i64>, is_below: bool) {
    if let Some(end) = end {
        let member = if is_below { "below" } else { "up_to" };
        row.insert(member.to_owned(), json!(decimal(end, PARTS)));
    }
}

impl Table {
    fn json(&self) -> Value {
        let rows = self.rows.iter().map(|row| {
            let mut members = Map::new();
            end(&mut members, row.end, row.is_below);
            members.insert("unit".into(), json!(decimal(row.unit, 100)));
            members.insert("flat".into(), json!(decimal(row.flat, 100)));
            members.extend(row.block.map(|block| ("block".into(), json!(decimal(block, PARTS)))));
            members.extend(row.at_most.map(|most| ("at_most".into(), json!(decimal(most, 100)))));
            Value::Object(members)
        });
        json!({ "rows": rows.collect::<Vec<_>>(), "flat_at_zero": self.flat_at_zero })
    }

    /// The row that so many parts of a unit fall into.
    fn row_of(&self, parts: i64) -> usize {
        let is_past = |row: &&Row| row.end.is_some_and(|end| parts > end || parts == end && row.is_below);
        self.rows.iter().take_while(is_past).count()
    }

    /// What so many parts of a unit cost in one row.
    fn price(&self, row: usize, parts: i64, whole: i64) -> Rational {
        let row = &self.rows[row];
        let is_due = whole > 0 || self.flat_at_zero;
        let flat = Rational::new(if is_due { row.flat.into() } else { 0 }, 100);
        let count = match row.block {
            None => Rational::new(parts.into(), PARTS.into()),
            // Blocks opened one after the other until all parts are in one.
            Some(block) => {
                Rational::new((0..parts).step_by(usize::try_from(block).unwrap()).count() as i128, 1)
            }
        };
        let price = count.times(Rational::new(row.unit.into(), 100)).plus(flat);
        row.at_most.map_or(price, |most| price.smaller(Rational::new(most.into(), 100)))
    }

    fn volume(&self, parts: i64) -> Rational {
        self.price(self.row_of(parts), parts, parts)
    }

    fn graduated(&self, parts: i64) -> Rational {
        let mut in_row = vec![0; self.rows.len()];
        for piece in 0..parts {
            // A piece lies in the row of its inside, whoever owns the bounds.
            let inside = self.rows.iter().take_while(|row| row.end.is_some_and(|end| piece >= end)).count();
            in_row[inside] += 1;
        }
        let reached = self.row_of(parts);
        (0..=reached).fold(Rational::new(0, 1), |sum, row| sum.plus(self.price(row, in_row[row], parts)))
    }
}

fn book(tiers: &Value, ranges: &Value) -> PriceBook {
    let inputs = json!([{ "id": "x", "name": "X", "default": 0 }]);
    let feature =
        |id: &str, credits: &str| json!({ "id": id, "name": id, "inputs": inputs, "credits": credits });
    let text = json!({
        "format": "price-book/1", "name": "Random", "as_of": "2026-11-01", "currency": "USD",
        "credits": { "credit": { "name": "credit", "step": "1" } },
        "tiers": { "tiers": tiers },
        "tables": { "ranges": ranges },
        "features": [
            feature("by_slice", "graduated(x, tiers)"), feature("by_whole", "volume(x, tiers)"),
            feature("by_range", "ranges[x]")
        ],
        "offers": [{ "id": "payg", "name": "Pay as you go", "per_credit": "1" }],
    })
    .to_string();
    PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{text}: {faults:#?}")).book
}

/// The value, after its tiers are seen to sum to it.
fn value(book: &PriceBook, feature: &str, parts: i64) -> Fraction {
    let mut inputs = Inputs::new();
    let x = Decimal::parse(&decimal(parts, PARTS)).unwrap();
    inputs.set("x", rate::Value::Number(x.into()));
    let formula = &book.feature(feature).unwrap().rates[0].costs[0].formula;
    let names = book.names(0, book.as_of());
    let done = rate::evaluate(formula, &inputs, &names).unwrap();
    let working = done.working();
    if feature != "by_range" {
        let tiers = working.parts.iter().map(|part| Fraction::from(Decimal::parse(&part.value).unwrap()));
        let sum = tiers.fold(Fraction::ZERO, |sum, tier| sum.checked_add(tier).unwrap());
        assert_eq!(sum, done.value(), "{working:?}");
    }
    done.value()
}

fn fraction(number: Rational) -> Fraction {
    Fraction::new(number.0, number.1).unwrap()
}

#[test]
fn random_tiers_cost_what_their_pieces_cost() {
    let mut random = Random::new(11);
    for _ in 0..300 {
        let table = draw(&mut random);
        let tiers = table.json();
        let book = book(&tiers, &json!([{ "value": 0 }]));
        for parts in 0..48 {
            let case = format!("{parts} parts of {tiers}");
            assert_eq!(value(&book, "by_slice", parts), fraction(table.graduated(parts)), "graduated {case}");
            assert_eq!(value(&book, "by_whole", parts), fraction(table.volume(parts)), "volume {case}");
        }
    }
}

#[test]
fn random_ranges_give_the_first_row_that_has_the_number() {
    let mut random = Random::new(12);
    for _ in 0..300 {
        let count = random.between(1, 5);
        let mut bound = random.between(-20, 0);
        let ends: Vec<(Option<i64>, bool)> = (1..=count)
            .map(|row| {
                bound += random.between(1, 8);
                ((row < count).then_some(bound), random.chance(50))
            })
            .collect();
        let ranges: Vec<Value> = ends
            .iter()
            .enumerate()
            .map(|(row, (bound, is_below))| {
                let mut members = Map::from_iter([("value".to_owned(), json!(row))]);
                end(&mut members, *bound, *is_below);
                Value::Object(members)
            })
            .collect();
        let ranges = Value::Array(ranges);
        let book = book(&json!({ "rows": [{ "unit": 1 }] }), &ranges);
        for parts in -24..24 {
            let row = ends.iter().position(|(bound, is_below)| match bound {
                None => true,
                Some(bound) if *is_below => parts < *bound,
                Some(bound) => parts <= *bound,
            });
            let expected = Fraction::from_int(i64::try_from(row.unwrap()).unwrap());
            assert_eq!(value(&book, "by_range", parts), expected, "{parts} parts of {ranges}");
        }
    }
}
