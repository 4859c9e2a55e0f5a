//! Planner problems as the case file states them.

use credit_calculator::plan::core::{CoreCharge, CorePack, CorePlan, CoreProblem, CoreRollover};
use serde_json::{Value, json};

/// A problem of a class.
pub struct Instance {
    pub id: String,
    pub problem: CoreProblem,
    /// Cost and lower bound known before.
    pub known: Option<(i64, i64)>,
}

fn int(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn months(value: &Value) -> Option<u32> {
    value.as_u64().map(|months| u32::try_from(months).unwrap())
}

fn charge(value: &Value) -> Option<CoreCharge> {
    (!value.is_null()).then(|| CoreCharge {
        block: int(&value["block"]),
        price: int(&value["price"]),
        rounded_to: 1,
    })
}

/// The problem that an `input` of the case file states.
pub fn problem(input: &Value) -> CoreProblem {
    let pack = |pack: &Value| CorePack {
        price: int(&pack["price"]),
        credits: int(&pack["credits"]),
        lifetime: months(&pack["lifetime_months"]),
        subscribers_only: pack["subscribers_only"].as_bool().unwrap(),
        limit: None,
    };
    let plan = |(family, plan): (usize, &Value)| CorePlan {
        term: months(&plan["term_months"]).unwrap(),
        fee: int(&plan["fee_per_term"]),
        grant: int(&plan["monthly_grant"]),
        rollover: match plan["rollover"]["kind"].as_str().unwrap() {
            "cap" => CoreRollover::Cap(int(&plan["rollover"]["cap"])),
            "months" => CoreRollover::Months(months(&plan["rollover"]["months"]).unwrap()),
            _ => CoreRollover::None,
        },
        overage: charge(&plan["overage"]),
        sells_packs: true,
        family,
        covered: Vec::new(),
    };
    CoreProblem {
        demand: input["demand"].as_array().unwrap().iter().map(int).collect(),
        packs: input["packs"].as_array().unwrap().iter().map(pack).collect(),
        plans: input["plans"].as_array().unwrap().iter().enumerate().map(plan).collect(),
        payg: charge(&input["payg"]),
        ..CoreProblem::default()
    }
}

/// The other way.
pub fn input(problem: &CoreProblem) -> Value {
    let charge = |charge: &Option<CoreCharge>| {
        charge.map_or(Value::Null, |charge| json!({ "block": charge.block, "price": charge.price }))
    };
    let pack = |pack: &CorePack| {
        json!({ "price": pack.price, "credits": pack.credits, "lifetime_months": pack.lifetime,
            "subscribers_only": pack.subscribers_only })
    };
    let plan = |plan: &CorePlan| {
        let rollover = match plan.rollover {
            CoreRollover::None => json!({ "kind": "none" }),
            CoreRollover::Months(count) => json!({ "kind": "months", "months": count }),
            CoreRollover::Cap(cap) => json!({ "kind": "cap", "cap": cap }),
        };
        json!({ "term_months": plan.term, "fee_per_term": plan.fee, "monthly_grant": plan.grant,
            "rollover": rollover, "overage": charge(&plan.overage) })
    };
    json!({
        "months": problem.demand.len(),
        "demand": problem.demand,
        "packs": problem.packs.iter().map(pack).collect::<Vec<_>>(),
        "plans": problem.plans.iter().map(plan).collect::<Vec<_>>(),
        "payg": charge(&problem.payg),
    })
}

/// All cases of a class in the case file.
pub fn cases(class: &str) -> Vec<Instance> {
    let file: Value =
        serde_json::from_str(include_str!("../../tests/cases/planner/planner-cases.json")).unwrap();
    let sections = ["cases", "single_solver_cases", "open_cases"];
    let all = sections.iter().flat_map(|section| file[section].as_array().unwrap().iter());
    all.filter(|case| case["class"] == class)
        .map(|case| Instance {
            id: case["id"].as_str().unwrap().to_owned(),
            problem: problem(&case["input"]),
            known: case["optimal_cost"]
                .as_i64()
                .map(|cost| (cost, cost))
                .or_else(|| Some((case["best_known_cost"].as_i64()?, case["proven_lower_bound"].as_i64()?))),
        })
        .collect()
}
