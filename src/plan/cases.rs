//! The planner against cases whose optimum two other solvers agree on, see `tests/cases/planner`.
#![allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]

use serde_json::Value;

use super::Effort;
use std::rc::Rc;

use super::award::{Award, CarryClass, Class, End, Part, Pool};
use super::lot::{Order, Origin};
use super::offered::{Item, Schedule, Variant};
use super::problem::{BEYOND, Charges, Demand, Problem};
use super::search::{Search, Searched};
use super::tariff::Tariff;
use crate::book::Term;
use crate::meter::StreamSet;
use crate::num::{Decimal, Fraction};

/// Bought, by no offer.
pub const ORIGIN: Origin = Origin { free: false, offer: 0, grant: 0, price: Fraction::ZERO };

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
    let tariffs = |value: &Value| {
        (!value.is_null()).then(|| Rc::new(Tariff::of_blocks(int(&value["block"]), int(&value["price"]))))
    };
    let class = |priority, needs, carry| Class {
        credit: 0,
        streams: StreamSet::NONE.with(0),
        priority,
        needs,
        used_cap: None,
        add_on: None,
        frozen: false,
        carry,
        own: 0,
        team: None,
    };
    let charges = |tariff: Option<usize>| {
        Rc::new(Charges { tariffs: vec![vec![tariff]; months], standing: Vec::new() })
    };
    let payg = tariffs(&input["payg"]);
    let first = payg.as_ref().map(|_| 0);
    let demand = Rc::new(Demand { units, offered: vec![true; months] });
    let mut problem = Problem {
        month_slots: (0..=months).collect(),
        streams: 1,
        stream_credits: vec![0],
        demand: vec![Some(demand); plans.len() + 1],
        charges: vec![charges(first)],
        tariffs: payg.into_iter().collect(),
        plans: (0..plans.len()).collect(),
        families: vec![0; plans.len() + 1],
        variants: Vec::new(),
        items: Vec::new(),
        classes: vec![class(1, None, None)],
        mixed: Vec::new(),
        given: vec![Vec::new(); months],
        pools: Vec::new(),
        counters: 0,
        order: Order::USUAL,
        careful: false,
        first: None,
        gaps: Vec::new(),
        units: vec![Decimal::ONE],
    };
    for (index, plan) in plans.iter().enumerate() {
        let context = index + 1;
        let rollover = &plan["rollover"];
        let grant = int(&plan["monthly_grant"]);
        let (of_class, ends) = match rollover["kind"].as_str().unwrap() {
            "cap" => {
                problem.pools.push(Pool { of: (index, 0, None), early: true });
                let (pool, at_most) = (problem.pools.len() - 1, Some(int(&rollover["cap"])));
                let carry = CarryClass { pool, at_most, total_at_most: None, share: None, burns_last: false };
                problem.classes.push(class(0, Some(vec![context]), Some(carry)));
                (problem.classes.len() - 1, ends(&Value::Null))
            }
            "months" => (0, ends(&rollover["months"])),
            _ => (0, ends(&Value::from(1))),
        };
        let award = |month: usize| Award {
            slot: month,
            units: grant,
            class: of_class,
            end: End::At(ends[month]),
            cycle: if of_class > 0 { u16::try_from(month + 1).unwrap() } else { 0 },
            origin: ORIGIN,
            fills: None,
            balance_at_most: None,
            once: None,
            anew: false,
            cap: None,
            part: None,
        };
        let overage = tariffs(&plan["overage"]).map(|tariff| {
            problem.tariffs.push(tariff);
            problem.tariffs.len() - 1
        });
        problem.charges.push(charges(overage.or(first)));
        let length = usize::try_from(int(&plan["term_months"])).unwrap();
        problem.variants.push(Variant {
            context,
            term: Term::MONTH,
            prices: vec![Some(int(&plan["fee_per_term"])); months],
            schedule: Schedule {
                months: length,
                monthly: (0..months).map(|month| vec![award(month)]).collect(),
                at_start: vec![Vec::new(); months],
                month_ends: (0..=months + length).map(|month| u16::try_from(month).unwrap()).collect(),
                unit_prices: Vec::new(),
            },
            limit: None,
        });
    }
    for pack in input["packs"].as_array().unwrap() {
        let units = int(&pack["credits"]);
        let mut available = vec![true; plans.len() + 1];
        available[0] = !pack["subscribers_only"].as_bool().unwrap();
        let price = int(&pack["price"]);
        problem.items.push(Item {
            offer: 0,
            term: None,
            schedule: None,
            price,
            pricing: None,
            rate: (price, units),
            parts: vec![Part {
                units,
                class: 0,
                ends: ends(&pack["lifetime_months"]),
                origin: ORIGIN,
                fills: None,
                balance_at_most: None,
            }],
            bonus: None,
            units,
            available,
            on_sale: vec![true; months],
            limit: None,
            at_once: None,
            most: None,
            counted: false,
            loose: false,
            blocks: None,
            is_top_up: false,
        });
    }
    problem.mixed = vec![false; problem.classes.len()];
    problem
}

fn searched(input: &Value, effort: Effort) -> Searched {
    let mut search = Search::at_large(Rc::new(problem(input)), effort);
    search.run(u64::MAX);
    search.searched()
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
    let proved = cases.iter().filter(|case| is_proved(case, &searched(&case["input"], effort))).count();
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
