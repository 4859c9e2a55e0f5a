//! The planner against a search through every purchase plan there is.

use std::fmt::Write;

use credit_calculator::plan::{Allowed, Effort, Found, Planned, plan};
use credit_calculator::wallet::{Automatic, replay};

use crate::oracle::bridge::{Purse, buys, cents, steps};
use crate::oracle::exhaustive::{Outcome, Score, search};
use crate::oracle::generate::{ODD, SMALL, Size, TINY, YEAR};
use crate::oracle::ledger::{Buy, Ledger, What};
use crate::oracle::random::Random;
use crate::oracle::shop::{Deal, Shop};
use crate::oracle::shrink::shrink;

const EFFORT: Effort = Effort { nodes: 20_000, ..Effort::FULL };
const MOST_STATES: usize = 20_000;
const NO_LIMIT: Score = (i64::MAX, i64::MAX, i64::MAX);

/// What planning one shop came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Proved,
    Bounded,
    Impossible,
    RanOut,
    /// Too many plans to try them all.
    TooLarge,
}

/// What plays the customer in the exhaustive search.
#[derive(Clone, Copy)]
enum Oracle {
    Ledger,
    Wallet,
}

/// Score of a plan by the ledger; `None` when it cannot be.
fn walked(shop: &Shop, plan: &[Vec<Buy>]) -> Option<Score> {
    let mut ledger = Ledger::new(shop, false);
    for buys in plan {
        ledger.month(buys).ok()?;
    }
    ledger.close();
    Some((ledger.paid, ledger.lost, ledger.purchases))
}

/// Plans a shop and tries every plan; what is wrong with the answer, if anything.
fn judge(shop: &Shop, oracle: Oracle) -> Result<Verdict, String> {
    let (book, metering) = shop.open();
    let searched = |limit: Score| match oracle {
        Oracle::Ledger => search(shop, &Ledger::new(shop, false), limit, MOST_STATES),
        Oracle::Wallet => search(shop, &Purse::new(shop, &book, &metering), limit, MOST_STATES),
    };
    match plan(&book, &metering, &Allowed::default(), EFFORT).unwrap() {
        Planned::Found(found) => {
            let score = same_cost_everywhere(shop, &found)?;
            // Fewest purchases are promised as well, but the planner buys top-ups only when they are needed.
            let has_top_ups = shop.deals.iter().any(|deal| matches!(deal, Deal::TopUp { .. }));
            let limit = match found.is_proved() {
                true => (score.0, score.1, if has_top_ups { i64::MIN } else { score.2 }),
                false => (score.0, i64::MIN, i64::MIN),
            };
            searched(limit).map_or(Ok(Verdict::TooLarge), |outcome| compare(shop, &found, score, &outcome))
        }
        Planned::Impossible { month, short, .. } => {
            let short = short.map(|credits| steps(shop, credits));
            let Some(outcome) = searched(NO_LIMIT) else { return Ok(Verdict::TooLarge) };
            if let Some((score, path)) = outcome.best {
                return Err(format!("not impossible: {score:?} by {path:?}"));
            }
            let stuck = (outcome.covered, outcome.least_short);
            if short.is_some() && stuck != (month, short) {
                return Err(format!("stuck in {stuck:?}, not in {:?}", (month, short)));
            }
            Ok(Verdict::Impossible)
        }
        Planned::RanOut { .. } => Ok(Verdict::RanOut),
    }
}

/// Checks that planner, wallet and ledger agree on what a found plan costs.
fn same_cost_everywhere(shop: &Shop, found: &Found) -> Result<Score, String> {
    let (book, metering) = shop.open();
    let bought = buys(&found.purchases, shop.months());
    let replayed =
        replay(&book, &metering, &found.purchases, Automatic::Off).map(|statement| {
            match statement.blocked() {
                None => cents(statement.cost().unwrap()),
                Some(blocked) => panic!("blocked: {blocked:?}"),
            }
        });
    let cost = cents(found.cost);
    let walked = walked(shop, &bought);
    match walked {
        Some(score) if replayed == Ok(cost) && score.0 == cost && found.lower_bound <= found.cost => {
            Ok(score)
        }
        _ => Err(format!("cost {cost}, replayed {replayed:?}, walked {walked:?}: {bought:?}")),
    }
}

fn compare(shop: &Shop, found: &Found, score: Score, outcome: &Outcome) -> Result<Verdict, String> {
    let verdict = if found.is_proved() { Verdict::Proved } else { Verdict::Bounded };
    let Some((best, path)) = &outcome.best else { return Ok(verdict) };
    if verdict == Verdict::Bounded && best.0 >= cents(found.lower_bound) {
        return Ok(verdict);
    }
    let bought = buys(&found.purchases, shop.months());
    let bound = cents(found.lower_bound);
    Err(format!("planned {score:?}, bound {bound}: {bought:?}\n  better {best:?}: {path:?}"))
}

fn describe(shop: &Shop) -> String {
    let mut text = format!("  {:?}, new {}, demand {:?}", shop.start, shop.new_customer, shop.demand);
    let _ = write!(text, ", by plan {:?}, else {:?}", shop.on_plan, shop.without_plan);
    for (index, deal) in shop.deals.iter().enumerate() {
        let _ = write!(text, "\n  {index}: {deal:?}");
    }
    text
}

/// Judges a shop for every seed; panics with the smallest shops for what is wrong, and counts the verdicts.
fn judge_all(size: Size, seeds: std::ops::Range<u64>, oracle: Oracle) -> Vec<Verdict> {
    let (mut verdicts, mut wrong) = (Vec::new(), Vec::new());
    for seed in seeds {
        let shop = size.shop(&mut Random::new(seed));
        match judge(&shop, oracle) {
            Ok(verdict) => verdicts.push(verdict),
            Err(_) if wrong.len() >= 5 => wrong.push(format!("seed {seed}")),
            Err(_) => {
                let smallest = shrink(&shop, |shop| judge(shop, oracle).is_err());
                let what = judge(&smallest, oracle).unwrap_err();
                wrong.push(format!("seed {seed}, made smaller: {what}\n{}", describe(&smallest)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    verdicts
}

fn count(verdicts: &[Verdict], verdict: Verdict) -> usize {
    verdicts.iter().filter(|other| **other == verdict).count()
}

#[test]
fn tiny_books_are_planned_as_cheaply_as_every_plan_tried() {
    let verdicts = judge_all(TINY, 0..5_000, Oracle::Ledger);
    assert!(count(&verdicts, Verdict::Proved) > 4_700, "only {} proved", count(&verdicts, Verdict::Proved));
    assert!(count(&verdicts, Verdict::Impossible) > 50, "impossible ones are wanted too");
    assert!(count(&verdicts, Verdict::TooLarge) < 10);
}

#[test]
fn odd_burn_orders_are_planned_as_cheaply_as_every_plan_tried() {
    let verdicts = judge_all(ODD, 0..2_000, Oracle::Ledger);
    assert!(count(&verdicts, Verdict::Proved) > 1_700, "only {} proved", count(&verdicts, Verdict::Proved));
}

#[test]
fn small_books_are_planned_as_cheaply_as_every_plan_tried() {
    let verdicts = judge_all(SMALL, 0..500, Oracle::Ledger);
    assert!(count(&verdicts, Verdict::Proved) > 400, "only {} proved", count(&verdicts, Verdict::Proved));
    assert!(count(&verdicts, Verdict::TooLarge) < 50);
}

#[test]
fn the_wallet_itself_finds_nothing_cheaper() {
    let verdicts = judge_all(TINY, 10_000..10_120, Oracle::Wallet);
    assert!(count(&verdicts, Verdict::Proved) > 100);
}

/// Plans that differ a little: a purchase left out, made smaller, moved by a month or replaced.
fn neighbours(shop: &Shop, plan: &[Vec<Buy>]) -> Vec<Vec<Vec<Buy>>> {
    let mut all = Vec::new();
    for (month, buys) in plan.iter().enumerate() {
        for (index, buy) in buys.iter().enumerate() {
            let mut without = plan.to_vec();
            without[month].remove(index);
            for other in [month.wrapping_sub(1), month + 1].into_iter().filter(|other| *other < plan.len()) {
                let mut moved = without.clone();
                moved[other].push(*buy);
                all.push(moved);
            }
            for deal in 0..shop.deals.len() {
                for what in [What::Month, What::Year, What::Copies(1), What::Copies(2)] {
                    let mut replaced = without.clone();
                    replaced[month].insert(0, Buy { deal, what });
                    all.push(replaced);
                }
            }
            let less = match buy.what {
                What::Copies(copies) => What::Copies(copies - 1),
                What::Blocks(blocks) => What::Blocks(blocks - 1),
                what => what,
            };
            all.push(without.clone());
            without[month].insert(index, Buy { what: less, ..*buy });
            all.push(without);
        }
    }
    all
}

#[test]
fn a_year_of_purchases_replays_to_its_cost_and_nothing_near_is_below_its_bound() {
    let (mut found_ones, mut proved, mut tried) = (0, 0, 0);
    for seed in 20_000..20_060 {
        let shop = YEAR.shop(&mut Random::new(seed));
        let (book, metering) = shop.open();
        let Planned::Found(found) = plan(&book, &metering, &Allowed::default(), EFFORT).unwrap() else {
            continue;
        };
        same_cost_everywhere(&shop, &found)
            .unwrap_or_else(|wrong| panic!("seed {seed}: {wrong}\n{}", describe(&shop)));
        found_ones += 1;
        proved += usize::from(found.is_proved());
        for plan in neighbours(&shop, &buys(&found.purchases, shop.months())) {
            let Some((paid, ..)) = walked(&shop, &plan) else { continue };
            tried += 1;
            assert!(paid >= cents(found.lower_bound), "seed {seed}: {paid} by {plan:?}\n{}", describe(&shop));
        }
    }
    assert!(
        found_ones > 40 && proved > 20 && tried > 1_000,
        "{found_ones} found, {proved} proved, {tried} tried"
    );
}
