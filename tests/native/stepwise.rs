//! The planner in portions, and with a first month that is given.

use credit_calculator::plan::{Allowed, BuildError, Effort, Found, Planned, Planning, plan};
use credit_calculator::wallet::{Automatic, replay};

use crate::ledger::account::Account;
use crate::ledger::draw;
use crate::ledger::model::{Buy, Model};
use crate::ledger::usage::purchases;
use crate::ledger::walk::walk;
use crate::oracle::every::{every_after, tiny};
use crate::oracle::random::Random;
use crate::planning::{asks_what_a_first_term_brings, cents, replays};

const EFFORT: Effort = Effort { nodes: 3_000, ..Effort::FULL };
/// Labels after which there is nearly always a plan.
const EARLY: u64 = 150;

fn bounds(planned: &Planned) -> Option<(i64, i64)> {
    match planned {
        Planned::Found(found) => Some((cents(found.cost), cents(found.lower_bound))),
        _ => None,
    }
}

#[test]
fn how_the_work_is_portioned_does_not_change_the_answer() {
    let (mut found, mut early, mut stops) = (0, 0, 0);
    for seed in 0..120 {
        let mut random = Random::new(seed);
        let model = draw::model(&mut random);
        let (book, metering) = model.open();
        let allowed = Allowed::default();
        let whole = plan(&book, &metering, &allowed, EFFORT).unwrap();
        let mut planning = Planning::new(&book, &metering, &allowed, EFFORT).unwrap();
        let mut before: Option<(i64, i64)> = None;
        let mut portion = EARLY;
        while !planning.run(portion) {
            let now = planning.planned().unwrap();
            assert!(!matches!(now, Planned::Impossible { .. }), "seed {seed}: not proved yet");
            if portion == EARLY {
                early += usize::from(matches!(now, Planned::Found(_)));
            }
            if let (Some((cost, lower)), Some((cost_before, lower_before))) = (bounds(&now), before) {
                assert!(cost <= cost_before, "seed {seed}: dearer than before");
                assert!(lower >= lower_before.min(cost), "seed {seed}: less is known than before");
            }
            if let Planned::Found(found) = &now
                && !asks_what_a_first_term_brings(&model)
            {
                replays(&model, found).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
            }
            before = bounds(&now).or(before);
            stops += 1;
            portion = u64::try_from(random.between(1, 90)).unwrap();
        }
        // What was over within the first portion had an early answer too.
        early += usize::from(before.is_none() && portion == EARLY && bounds(&whole).is_some());
        assert_eq!(planning.planned().unwrap(), whole, "seed {seed}");
        assert!(planning.run(1), "what is over stays over");
        found += usize::from(bounds(&whole).is_some());
    }
    assert!(found > 60 && stops > 300, "{found} found, {stops} stops");
    assert!(early * 100 >= found * 95, "only {early} of {found} had a plan early");
}

/// A month of random purchases, each offer at most once; with the customer's account after it, or none where it is
/// refused.
fn first_month(model: &Model, random: &mut Random) -> Option<(Vec<Buy>, bool)> {
    let buys = walk(model, random, false).0.swap_remove(0);
    let once = |buy: &Buy| buys.iter().filter(|other| other.offer == buy.offer).count() == 1;
    let allowed = Account::new(model, false).month(&buys).is_ok();
    buys.iter().all(once).then_some((buys, allowed))
}

fn keeps_the_first_month(found: &Found, buys: &[Buy]) -> bool {
    let mut given = purchases(&[buys.to_vec()]);
    let mut bought: Vec<_> = found.purchases.iter().copied().filter(|bought| bought.month == 0).collect();
    given.sort_unstable();
    bought.sort_unstable();
    given == bought
}

#[test]
fn a_first_month_that_is_given_is_gone_on_with_as_cheaply_as_every_way_tried() {
    let (mut proved, mut bounded, mut impossible, mut refused, mut too_large) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let model = tiny(draw::model(&mut random), &mut random);
        if asks_what_a_first_term_brings(&model) {
            continue;
        }
        let Some((buys, is_allowed)) = first_month(&model, &mut random) else { continue };
        let (book, metering) = model.open();
        // Some that the other two members would not have.
        let offers = random.chance(30).then(Vec::new);
        let only_first = offers.is_some();
        let allowed = Allowed { offers, terms: None, first: Some(purchases(std::slice::from_ref(&buys))) };
        let planned = match plan(&book, &metering, &allowed, EFFORT) {
            Ok(planned) => planned,
            Err(BuildError::NotSold(_)) if !is_allowed => {
                refused += 1;
                continue;
            }
            Err(error) => {
                wrong.push(format!("seed {seed}: {error}: {buys:?}"));
                continue;
            }
        };
        let limit = match &planned {
            Planned::Found(found) => {
                if let Err(error) = replays(&model, found) {
                    wrong.push(format!("seed {seed}: {error}"));
                    continue;
                }
                if !keeps_the_first_month(found, &buys) {
                    wrong.push(format!("seed {seed}: {:?} instead of {buys:?}", found.purchases));
                }
                cents(found.lower_bound) + i64::from(found.is_proved())
            }
            Planned::Impossible { .. } => i64::MAX / 2,
            Planned::RanOut { .. } => continue,
        };
        if only_first {
            continue;
        }
        let Some(tried) = every_after(&model, &metering, limit, Some(&buys)) else {
            too_large += 1;
            continue;
        };
        let expected = match &planned {
            Planned::Found(found) if found.is_proved() => Some(cents(found.cost)),
            _ => None,
        };
        let best = tried.best.as_ref().map(|(cost, _)| *cost);
        match &planned {
            _ if best != expected => {
                wrong.push(format!("seed {seed}: {:?} after {buys:?}, not {planned:?}", tried.best));
            }
            Planned::Found(found) if found.is_proved() => proved += 1,
            Planned::Found(_) => bounded += 1,
            _ => impossible += 1,
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
    let counts = format!(
        "{proved} proved, {bounded} bounded, {impossible} impossible, {refused} refused, {too_large} too large"
    );
    assert!(proved > 60 && impossible > 15 && too_large < 15, "{counts}");
}

#[test]
fn what_the_cheapest_plan_begins_with_costs_no_more_when_it_is_given() {
    let mut same = 0;
    for seed in 0..80 {
        let mut random = Random::new(seed);
        let model = draw::model(&mut random);
        let (book, metering) = model.open();
        let Planned::Found(best) = plan(&book, &metering, &Allowed::default(), EFFORT).unwrap() else {
            continue;
        };
        if !best.is_proved() || asks_what_a_first_term_brings(&model) {
            continue;
        }
        let first = best.purchases.iter().copied().filter(|bought| bought.month == 0).collect();
        let allowed = Allowed { first: Some(first), ..Allowed::default() };
        match plan(&book, &metering, &allowed, EFFORT).unwrap() {
            Planned::Found(again) => {
                assert!(again.cost >= best.cost && again.lower_bound <= best.cost, "seed {seed}");
                assert!(!again.is_proved() || again.cost == best.cost, "seed {seed}: {again:?}");
                let statement = replay(&book, &metering, &again.purchases, Automatic::Off).unwrap();
                assert_eq!(statement.cost().unwrap(), again.cost, "seed {seed}");
                same += usize::from(again.cost == best.cost);
            }
            other => panic!("seed {seed}: {other:?}"),
        }
    }
    assert!(same > 30, "{same}");
}
