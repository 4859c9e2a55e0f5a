//! The core, reached by reduction, against the general search; and what does not reduce.

use std::rc::Rc;

use serde_json::{Value, json};

use super::{Reduced, Unfit};
use crate::book::{BurnBy, PriceBook, Rules};
use crate::plan::Effort;
use crate::plan::award::{Award, End};
use crate::plan::cases::{ORIGIN, problem as stated};
use crate::plan::core::brute::{Random, tiny};
use crate::plan::core::{CoreProblem, CoreRollover};
use crate::plan::lot::Order;
use crate::plan::merge::follow;
use crate::plan::offered::Blocks;
use crate::plan::problem::{BEYOND, Demand, Problem};
use crate::plan::search::{Searched, search, search_at_large};
use crate::plan::tariff::Tariff;

/// The general statement of a core problem.
fn general(core: &CoreProblem) -> Problem {
    let charge =
        |charge: &crate::plan::core::CoreCharge| json!({ "block": charge.block, "price": charge.price });
    let packs = core.packs.iter().map(|pack| {
        json!({ "price": pack.price, "credits": pack.credits, "lifetime_months": pack.lifetime,
            "subscribers_only": pack.subscribers_only })
    });
    let plans = core.plans.iter().map(|plan| {
        let rollover = match plan.rollover {
            CoreRollover::None => json!({ "kind": "none" }),
            CoreRollover::Months(months) => json!({ "kind": "months", "months": months }),
            CoreRollover::Cap(cap) => json!({ "kind": "cap", "cap": cap }),
        };
        json!({ "term_months": plan.term, "fee_per_term": plan.fee, "monthly_grant": plan.grant,
            "rollover": rollover, "overage": plan.overage.as_ref().map(charge) })
    });
    let mut problem = stated(&json!({ "months": core.demand.len(), "demand": core.demand,
        "packs": packs.collect::<Vec<_>>(), "plans": plans.collect::<Vec<_>>(),
        "payg": core.payg.as_ref().map(charge) }));
    for (item, pack) in problem.items.iter_mut().zip(&core.packs) {
        if let Some(limit) = pack.limit {
            item.limit = Some((problem.counters, limit));
            item.counted = true;
            problem.counters += 1;
        }
    }
    let contexts = problem.demand.len();
    for lot in &core.start {
        let end = lot.months.map_or(BEYOND, |months| u16::try_from(months).unwrap());
        problem.given[0].push((award(lot.credits, End::At(end)), vec![true; contexts]));
    }
    problem
}

fn award(units: i64, end: End) -> Award {
    Award {
        slot: 0,
        units,
        class: 0,
        end,
        cycle: 0,
        origin: ORIGIN,
        fills: None,
        balance_at_most: None,
        once: None,
        anew: false,
        cap: None,
        part: None,
    }
}

/// Whether both are proved; panics when they contradict each other.
fn both_proved(name: &str, problem: &Problem, effort: Effort) -> bool {
    let core = search(problem, effort);
    let large = search_at_large(problem, effort);
    let cost = |searched: &Searched| searched.best.as_ref().map(|best| best.cost);
    for (one, other) in [(&core, &large), (&large, &core)] {
        assert!(
            cost(other).is_none_or(|cost| one.lower <= cost && !one.impossible),
            "{name}: {core:?} {large:?}"
        );
    }
    if let Some(path) = &core.best {
        assert_eq!(follow(problem, path).map(|key| key.0), Some(path.cost), "{name}: {path:?}");
    }
    let proved = |searched: &Searched| searched.impossible || cost(searched) == Some(searched.lower);
    proved(&core) && proved(&large)
}

#[test]
fn the_core_and_the_general_search_agree() {
    let mut random = Random(7);
    let effort = Effort { nodes: 4_000, passes: 4, ties: false };
    let mut both = 0;
    for number in 0..1_500 {
        let core = tiny(&mut random);
        let mut problem = general(&core);
        if random.chance(40) {
            for tariff in &mut problem.tariffs {
                let (block, (price, _)) = tariff.by_blocks().unwrap();
                let parts = i128::from(random.pick(&[2, 3, 7, 10]));
                *tariff = Rc::new(Tariff::of_parts(block, (price, parts)));
            }
        }
        assert!(Reduced::why(&problem).is_ok() || core.demand.iter().all(|demand| *demand == 0), "{core:?}");
        both += usize::from(both_proved(&format!("{number} {core:?}"), &problem, effort));
    }
    assert!(both > 1_400, "{both}");
}

#[test]
fn every_agreed_case_is_proved() {
    let file: Value =
        serde_json::from_str(include_str!("../../../tests/cases/planner/planner-cases.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    for case in cases {
        let problem = stated(&case["input"]);
        let searched = search(&problem, Effort { nodes: 400_000, passes: 5, ties: false });
        let path = searched.best.unwrap();
        assert_eq!(Some(path.cost), case["optimal_cost"].as_i64(), "{}", case["id"]);
        assert_eq!(path.cost, searched.lower, "{}", case["id"]);
        assert_eq!(follow(&problem, &path).map(|key| key.0), Some(path.cost), "{}", case["id"]);
    }
    assert_eq!(cases.len(), 176);
}

/// A problem with a pack, a plan whose credits roll over for two months, a plan that carries some, and pay as you go.
fn sample() -> Problem {
    stated(&json!({ "months": 4, "demand": [5, 9, 2, 7],
        "packs": [{ "price": 90, "credits": 10, "lifetime_months": 3, "subscribers_only": false }],
        "plans": [
            { "term_months": 1, "fee_per_term": 30, "monthly_grant": 5, "rollover": { "kind": "months", "months": 2 },
                "overage": null },
            { "term_months": 2, "fee_per_term": 60, "monthly_grant": 5, "rollover": { "kind": "cap", "cap": 3 },
                "overage": null },
        ],
        "payg": { "block": 2, "price": 25 } }))
}

#[test]
fn what_the_core_does_not_know_does_not_reduce() {
    type Change = fn(&mut Problem);
    let changes: [(&str, Change); 14] = [
        ("another order of use", |problem| problem.classes[1].priority = 2),
        ("another order of use", |problem| {
            problem.order = Order::of(&by_price(), [1].into_iter());
        }),
        ("credits end inside a month", |problem| {
            problem.month_slots = vec![0, 2, 4, 6, 8];
            problem.demand = vec![Some(Rc::new(Demand { units: vec![1; 8], offered: vec![true; 4] })); 3];
            problem.items[0].parts[0].ends = vec![3, 5, 7, 9];
        }),
        ("use depends on the plan", |problem| {
            problem.demand[1] = Some(Rc::new(Demand { units: vec![5, 9, 2, 6], offered: vec![true; 4] }));
        }),
        ("a limit on a plan", |problem| problem.variants[0].limit = Some((0, 1))),
        ("prices of plans differ by month", |problem| problem.variants[0].prices[2] = Some(29)),
        ("grants differ by month", |problem| problem.variants[0].schedule.monthly[2][0].units = 4),
        ("lifetimes differ by month", |problem| problem.items[0].parts[0].ends = vec![3, 3, 4, 4]),
        ("a least amount", |problem| {
            let blocks = Blocks { min: 2, ..Blocks::ANY };
            problem.items[0].blocks = Some(blocks);
        }),
        ("sold on some plans", |problem| problem.items[0].available[1] = false),
        ("not always on sale", |problem| problem.items[0].on_sale[1] = false),
        ("credits need a plan", |problem| problem.classes[0].needs = Some(vec![1, 2])),
        ("gifts of some months or plans", |problem| {
            problem.given[1].push((award(3, End::At(BEYOND)), vec![true; 3]));
        }),
        ("carried credits end", |problem| {
            for (month, awards) in problem.variants[1].schedule.monthly.iter_mut().enumerate() {
                awards[0].end = End::At(u16::try_from(month + 3).unwrap());
            }
        }),
    ];
    assert!(Reduced::why(&sample()).is_ok());
    for (reason, change) in changes {
        let mut problem = sample();
        change(&mut problem);
        assert_eq!(Reduced::why(&problem).err(), Some(Unfit(reason)), "{reason}");
    }
}

fn by_price() -> Rules {
    let text = r#"{ "format": "price-book/1", "name": "A", "as_of": "2026-01-01", "currency": "USD",
        "credits": { "credit": { "name": "credit", "plural": "credits", "step": 1 } },
        "features": [{ "id": "a", "name": "A", "credits": "1" }], "offers": [] }"#;
    let rules = PriceBook::parse(text).unwrap().book.rules().clone();
    Rules { burn_order: vec![BurnBy::CheapestFirst], ..rules }
}
