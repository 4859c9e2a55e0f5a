//! The planner on the whole language: against the wallet, and against every purchase plan of tiny books.

use credit_calculator::plan::{Allowed, Effort, Found, Planned, plan};
use credit_calculator::unit::Money;
use credit_calculator::wallet::{Automatic, Statement, replay};

use crate::ledger::draw;
use crate::ledger::model::{Every, Kind, Model};
use crate::ledger::usage::purchases;
use crate::ledger::walk::walk;
use crate::oracle::every::{every, tiny};
use crate::oracle::random::Random;

const EFFORT: Effort = Effort { nodes: 3_000, ..Effort::FULL };

pub fn cents(money: Money) -> i64 {
    i64::try_from(money.amount().to_units(2).unwrap()).unwrap()
}

fn is_covered(statement: &Statement) -> bool {
    statement.months.iter().all(|month| month.blocked.iter().all(|blocked| blocked.is_zero()))
}

/// Checks that a found plan replays to its cost and covers everything.
pub fn replays(model: &Model, found: &Found) -> Result<(), String> {
    let (book, metering) = model.open();
    let statement = replay(&book, &metering, &found.purchases, Automatic::Off)
        .map_err(|error| format!("{error}: {:?}", found.purchases))?;
    let replayed = cents(statement.cost().unwrap());
    if !is_covered(&statement) {
        return Err(format!("blocked: {:?}", found.purchases));
    }
    if replayed != cents(found.cost) {
        return Err(format!("planned {}, replayed {replayed}: {:?}", cents(found.cost), found.purchases));
    }
    if found.lower_bound > found.cost {
        return Err("the bound is above the cost".to_owned());
    }
    Ok(())
}

/// Checks that no random purchases that cover everything cost less than they can.
fn nothing_cheaper(model: &Model, planned: &Planned, random: &mut Random) -> Result<usize, String> {
    let (book, metering) = model.open();
    let mut tried = 0;
    for _ in 0..12 {
        let (walked, _, refused) = walk(model, random, false);
        if refused.is_some() {
            continue;
        }
        let bought = purchases(&walked);
        let Ok(statement) = replay(&book, &metering, &bought, Automatic::Off) else { continue };
        if !is_covered(&statement) {
            continue;
        }
        tried += 1;
        let cost = statement.cost().unwrap();
        match planned {
            Planned::Found(found) if cost < found.lower_bound => {
                return Err(format!(
                    "{} is below the bound {} of {} {:?}: {walked:?}",
                    cents(cost),
                    cents(found.lower_bound),
                    cents(found.cost),
                    found.purchases,
                ));
            }
            Planned::Impossible { month, short, .. } => {
                return Err(format!("not impossible ({month}, {short:?}): {walked:?}"));
            }
            _ => {}
        }
    }
    Ok(tried)
}

/// Whether what was paid for a credit decides the order and depends on what a customer was given once before: the one thing
/// the planner does not follow.
pub fn asks_what_a_first_term_brings(model: &Model) -> bool {
    let by_price = model.rules.order.iter().any(|by| ["cheapest_first", "dearest_first"].contains(by));
    by_price
        && model.offers.iter().any(|offer| match &offer.kind {
            Kind::Plan(plan) | Kind::AddOn(plan) => plan.gifts.iter().any(|gift| gift.every == Every::Once),
            _ => false,
        })
}

#[test]
fn plans_of_random_books_replay_to_their_cost() {
    let (mut found_ones, mut proved, mut impossible, mut ran_out, mut tried) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for seed in (0..400).chain([2199, 4046, 4925, 11_580]) {
        let mut random = Random::new(seed);
        let model = draw::model(&mut random);
        if asks_what_a_first_term_brings(&model) {
            continue;
        }
        let (book, metering) = model.open();
        let planned = plan(&book, &metering, &Allowed::default(), EFFORT).unwrap();
        match &planned {
            Planned::Found(found) => {
                found_ones += 1;
                proved += usize::from(found.is_proved());
                if let Err(error) = replays(&model, found) {
                    wrong.push(format!("seed {seed}: {error}"));
                    continue;
                }
            }
            Planned::Impossible { .. } => impossible += 1,
            Planned::RanOut { .. } => ran_out += 1,
        }
        match nothing_cheaper(&model, &planned, &mut random) {
            Ok(count) => tried += count,
            Err(error) => wrong.push(format!("seed {seed}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(15)].join("\n"));
    let counts = format!(
        "{found_ones} found, {proved} proved, {impossible} impossible, {ran_out} ran out, {tried} tried"
    );
    assert!(found_ones > 200 && proved > 180 && impossible > 60 && ran_out < 40 && tried > 1_000, "{counts}");
}

#[test]
fn tiny_books_of_the_whole_language_are_planned_as_cheaply_as_every_plan_tried() {
    let (mut proved, mut bounded, mut impossible, mut too_large) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for seed in (0..150).chain([745]) {
        let mut random = Random::new(seed);
        let model = tiny(draw::model(&mut random), &mut random);
        if asks_what_a_first_term_brings(&model) {
            continue;
        }
        let (book, metering) = model.open();
        let planned = plan(&book, &metering, &Allowed::default(), EFFORT).unwrap();
        let (limit, what) = match &planned {
            Planned::Found(found) => {
                if let Err(error) = replays(&model, found) {
                    wrong.push(format!("seed {seed}: {error}"));
                    continue;
                }
                // What is proved is found again, and nothing below it.
                let proved = i64::from(found.is_proved());
                (cents(found.lower_bound) + proved, format!("{found:?}"))
            }
            Planned::Impossible { .. } => (i64::MAX / 2, "impossible".to_owned()),
            Planned::RanOut { .. } => continue,
        };
        let Some(tried) = every(&model, &metering, limit) else {
            too_large += 1;
            continue;
        };
        let expected = match &planned {
            Planned::Found(found) if found.is_proved() => Some(cents(found.cost)),
            _ => None,
        };
        let best = tried.best.as_ref().map(|(cost, _)| *cost);
        if best == expected {
            match &planned {
                Planned::Found(found) if found.is_proved() => proved += 1,
                Planned::Found(_) => bounded += 1,
                _ => impossible += 1,
            }
            continue;
        }
        match tried.best {
            Some((cost, path)) => wrong.push(format!("seed {seed}: {cost} by {path:?}, not {what}")),
            None => wrong.push(format!("seed {seed}: not found again: {what}")),
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
    let counts =
        format!("{proved} proved, {bounded} bounded, {impossible} impossible, {too_large} too large");
    assert!(proved > 90 && impossible > 15 && too_large < 10, "{counts}");
}
