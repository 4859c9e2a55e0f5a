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
use crate::plan::offered::Blocks;
use crate::plan::problem::{BEYOND, Demand, Problem};
use crate::plan::search::{Search, Searched};
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
    for (item, pack) in problem.items.iter_mut().zip(&core.packs) {
        for (context, plan) in core.plans.iter().enumerate() {
            item.available[context + 1] = plan.sells_packs || !pack.subscribers_only;
        }
    }
    if core.needs_plan.iter().any(|needs| *needs) {
        let mut demand = Demand::clone(problem.demand[0].as_ref().unwrap());
        demand.offered = core.needs_plan.iter().map(|needs| !needs).collect();
        demand
            .units
            .iter_mut()
            .zip(&demand.offered)
            .for_each(|(units, offered)| *units *= i64::from(*offered));
        problem.demand[0] = demand.offered.contains(&true).then(|| Rc::new(demand));
    }
    for (context, plan) in core.plans.iter().enumerate() {
        if !plan.covered.is_empty() {
            let units = core.demand.iter().zip(&plan.covered).map(|(used, covered)| used - covered).collect();
            problem.demand[context + 1] =
                Some(Rc::new(Demand { units, offered: vec![true; core.demand.len()] }));
        }
    }
    share_buckets(&mut problem, core);
    for lot in &core.start {
        let end = lot.months.map_or(BEYOND, |months| u16::try_from(months).unwrap());
        problem.given[0].push((award(lot.credits, End::At(end)), vec![true; contexts]));
    }
    problem
}

/// Lets plans of one family that carry alike carry together; others are families of their own.
fn share_buckets(problem: &mut Problem, core: &CoreProblem) {
    for (first, plan) in core.plans.iter().enumerate() {
        let alike = |other: &usize| {
            core.plans[*other].family == plan.family && core.plans[*other].rollover == plan.rollover
        };
        let together: Vec<usize> = (0..core.plans.len()).filter(alike).collect();
        if !matches!(plan.rollover, CoreRollover::Cap(_)) || together[0] != first {
            continue;
        }
        let class = problem.variants[first].schedule.monthly[0][0].class;
        problem.classes[class].needs = Some(together.iter().map(|plan| plan + 1).collect());
        for other in together {
            problem.variants[other].schedule.monthly.iter_mut().for_each(|awards| awards[0].class = class);
        }
    }
}

/// Adds a top-up that never ends, of which no less than so many blocks of one unit are sold.
fn add_bulk(problem: &mut Problem, random: &mut Random) {
    let (price, min) = (random.between(2, 15), random.between(2, 9));
    let months = problem.months();
    let mut item = stated(&json!({ "months": months, "demand": vec![0; months], "plans": [], "payg": null,
        "packs": [{ "price": price, "credits": 1, "lifetime_months": null, "subscribers_only": false }] }))
    .items
    .remove(0);
    let without = random.chance(60);
    item.available = (0..problem.demand.len()).map(|context| context > 0 || without).collect();
    item.blocks = Some(Blocks { min, like_packs: false, ..Blocks::ANY });
    item.is_top_up = true;
    problem.items.push(item);
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

fn searched(mut search: Search) -> Searched {
    search.run(u64::MAX);
    search.searched()
}

/// Whether both are proved; panics when they contradict each other.
fn both_proved(name: &str, problem: &Problem, effort: Effort) -> bool {
    let core = searched(Search::new(Rc::new(problem.clone()), effort));
    let large = searched(Search::at_large(Rc::new(problem.clone()), effort));
    let cost = |searched: &Searched| searched.best.as_ref().map(|best| best.cost);
    for (one, other) in [(&core, &large), (&large, &core)] {
        assert!(
            cost(other).is_none_or(|cost| one.lower <= cost && !one.impossible),
            "{name}: {core:?} {large:?}"
        );
    }
    if let Some(path) = &core.best {
        assert_eq!(path.follow(problem).map(|key| key.0), Some(path.cost), "{name}: {path:?}");
    }
    let proved = |searched: &Searched| searched.impossible || cost(searched) == Some(searched.lower);
    proved(&core) && proved(&large)
}

#[test]
fn the_core_and_the_general_search_agree() {
    let mut random = Random(7);
    let effort = Effort { nodes: 4_000, passes: 4, ties: false };
    let (mut both, mut reduced) = (0, 0);
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
        if random.chance(25) {
            add_bulk(&mut problem, &mut random);
        }
        reduced += usize::from(Reduced::why(&Rc::new(problem.clone())).is_ok());
        both += usize::from(both_proved(&format!("{number} {core:?}"), &problem, effort));
    }
    assert!(both > 1_400 && reduced > 1_100, "{both}, {reduced}");
}

#[test]
fn every_agreed_case_is_proved() {
    let file: Value =
        serde_json::from_str(include_str!("../../../tests/cases/planner/planner-cases.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    for case in cases {
        let problem = stated(&case["input"]);
        let effort = Effort { nodes: 400_000, passes: 5, ties: false };
        let searched = searched(Search::new(Rc::new(problem.clone()), effort));
        let path = searched.best.unwrap();
        assert_eq!(Some(path.cost), case["optimal_cost"].as_i64(), "{}", case["id"]);
        assert_eq!(path.cost, searched.lower, "{}", case["id"]);
        assert_eq!(path.follow(&problem).map(|key| key.0), Some(path.cost), "{}", case["id"]);
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
        ("more use on a plan than without one", |problem| {
            problem.demand[1] = Some(Rc::new(Demand { units: vec![5, 9, 2, 8], offered: vec![true; 4] }));
        }),
        ("a limit on a plan", |problem| problem.variants[0].limit = Some((0, 1))),
        ("prices of plans differ by month", |problem| problem.variants[0].prices[2] = Some(29)),
        ("grants differ by month", |problem| problem.variants[0].schedule.monthly[2][0].units = 4),
        ("lifetimes differ by month", |problem| problem.items[0].parts[0].ends = vec![3, 3, 4, 4]),
        ("a least amount", |problem| {
            let blocks = Blocks { min: 2, ..Blocks::ANY };
            problem.items[0].blocks = Some(blocks);
        }),
        ("sold without a plan only", |problem| problem.items[0].available[1] = false),
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
    assert!(Reduced::why(&Rc::new(sample())).is_ok());
    for (reason, change) in changes {
        let mut problem = sample();
        change(&mut problem);
        assert_eq!(Reduced::why(&Rc::new(problem)).err(), Some(Unfit(reason)), "{reason}");
    }
}

fn by_price() -> Rules {
    let text = r#"{ "format": "price-book/1", "name": "A", "as_of": "2026-01-01", "currency": "USD",
        "credits": { "credit": { "name": "credit", "plural": "credits", "step": 1 } },
        "features": [{ "id": "a", "name": "A", "credits": "1" }], "offers": [] }"#;
    let rules = PriceBook::parse(text).unwrap().book.rules().clone();
    Rules { burn_order: vec![BurnBy::CheapestFirst], ..rules }
}
