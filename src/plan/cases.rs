//! The planner against cases whose optimum two other solvers agree on, see `tests/cases/planner`.
#![allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]

use serde_json::Value;

use super::Effort;
use super::problem::{BEYOND, Class, Item, Part, Problem, UseCharge, Variant};
use super::search::{Searched, search};
use crate::book::Term;

/// The problem a case states.
pub fn problem(input: &Value) -> Problem {
    let int = |value: &Value| value.as_i64().unwrap();
    let months = usize::try_from(int(&input["months"])).unwrap();
    let plans = input["plans"].as_array().unwrap();
    let units: Vec<i64> = input["demand"].as_array().unwrap().iter().map(int).collect();
    let ends = |lifetime: &Value| -> Vec<u16> {
        let end = |month: usize| {
            lifetime.as_u64().map_or(BEYOND, |life| u16::try_from(month as u64 + life).unwrap())
        };
        (0..months).map(end).collect()
    };
    let charge = |value: &Value| {
        (!value.is_null()).then(|| UseCharge::of_blocks(int(&value["block"]), int(&value["price"])))
    };
    let payg = charge(&input["payg"]);
    let mut problem = Problem {
        month_slots: (0..=months).collect(),
        demand: vec![Some(units); plans.len() + 1],
        charges: vec![payg],
        plans: (0..plans.len()).collect(),
        variants: Vec::new(),
        items: Vec::new(),
        classes: vec![Class { priority: 1, needs: None, carry: None }],
        start: Vec::new(),
        unit: 1,
    };
    for (index, plan) in plans.iter().enumerate() {
        let context = index + 1;
        let rollover = &plan["rollover"];
        let grant = int(&plan["monthly_grant"]);
        let part = match rollover["kind"].as_str().unwrap() {
            "cap" => {
                let carry = Some((context, int(&rollover["cap"])));
                problem.classes.push(Class { priority: 0, needs: Some(vec![context]), carry });
                Part {
                    units: grant,
                    class: problem.classes.len() - 1,
                    ends: ends(&Value::Null),
                    order: (true, 0, 0),
                }
            }
            "months" => Part { units: grant, class: 0, ends: ends(&rollover["months"]), order: (true, 0, 0) },
            _ => Part { units: grant, class: 0, ends: ends(&Value::from(1)), order: (true, 0, 0) },
        };
        problem.charges.push(charge(&plan["overage"]).or(payg));
        problem.variants.push(Variant {
            context,
            term: Term::Month,
            months: usize::try_from(int(&plan["term_months"])).unwrap(),
            price: int(&plan["fee_per_term"]),
            parts: vec![part],
        });
    }
    for pack in input["packs"].as_array().unwrap() {
        let units = int(&pack["credits"]);
        let mut available = vec![true; plans.len() + 1];
        available[0] = !pack["subscribers_only"].as_bool().unwrap();
        problem.items.push(Item {
            offer: 0,
            price: int(&pack["price"]),
            parts: vec![Part { units, class: 0, ends: ends(&pack["lifetime_months"]), order: (true, 0, 0) }],
            units,
            available,
            limit: None,
            blocks: None,
        });
    }
    problem
}

/// Whether the optimum was found and proved; panics when the answer contradicts it.
fn is_proved(case: &Value, searched: &Searched) -> bool {
    let id = case["id"].as_str().unwrap();
    let optimum = case["optimal_cost"].as_i64().unwrap();
    let cost = searched.best.as_ref().map(|best| best.cost);
    let fits = searched.lower <= optimum && cost.is_none_or(|cost| cost >= optimum) && !searched.impossible;
    assert!(fits, "{id}: {optimum}, found {} to {cost:?}", searched.lower);
    cost == Some(searched.lower)
}

fn proved(class: &str, effort: Effort) -> (usize, usize) {
    let file: Value =
        serde_json::from_str(include_str!("../../tests/cases/planner/planner-cases.json")).unwrap();
    let cases: Vec<&Value> =
        file["cases"].as_array().unwrap().iter().filter(|case| case["class"] == class).collect();
    let proved =
        cases.iter().filter(|case| is_proved(case, &search(&problem(&case["input"]), effort))).count();
    (proved, cases.len())
}

#[test]
fn every_small_case_is_proved() {
    assert_eq!(proved("F08", Effort { nodes: 300_000, passes: 5, ties: true }), (93, 93));
}

#[test]
fn real_sizes_are_bounded_rightly() {
    let effort = Effort { nodes: 12_000, passes: 2, ties: false };
    let found: Vec<(usize, usize)> =
        ["P12", "S12", "P36", "S36", "X60"].map(|class| proved(class, effort)).to_vec();
    assert_eq!(found.iter().map(|(_, cases)| cases).sum::<usize>(), 83);
}
