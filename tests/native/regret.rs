//! Least regret, against every purchase plan of tiny books: what a first month costs at best, and what it is regretted for.

use credit_calculator::book::{Amount, Purchase};
use credit_calculator::insight::{Best, ChoiceCost, Over, Ranges, RangesQuestion, RangesView};
use credit_calculator::meter::meter;
use credit_calculator::unit::Money;

use crate::ledger::draw;
use crate::ledger::model::{Buy, Every, Kind, Model, What};
use crate::oracle::every::{every, every_after, tiny};
use crate::oracle::random::Random;

/// More than any tiny book's usage costs, in cents.
const MOST: i64 = 60_000;

fn cents(money: Money) -> i64 {
    i64::try_from(money.amount().to_units(2).unwrap()).unwrap()
}

fn buys(first: &[Purchase]) -> Vec<Buy> {
    let what = |amount: Amount| match amount {
        Amount::Term(term) => What::Term(term.months().into()),
        Amount::AddOn(term, copies) => What::AddOn(term.months().into(), copies.into()),
        Amount::Copies(copies) => What::Copies(copies.into()),
        Amount::Blocks(blocks) => What::Blocks(i64::try_from(blocks).unwrap()),
    };
    first.iter().map(|purchase| Buy { offer: purchase.offer, what: what(purchase.amount) }).collect()
}

/// The planner does not follow what a customer was given once where the price of a credit decides the order.
fn is_followed(model: &Model) -> bool {
    let by_price = model.rules.order.iter().any(|by| ["cheapest_first", "dearest_first"].contains(by));
    let once = model.offers.iter().any(|offer| match &offer.kind {
        Kind::Plan(plan) | Kind::AddOn(plan) => plan.gifts.iter().any(|gift| gift.every == Every::Once),
        _ => false,
    });
    !by_price || !once
}

fn view(model: &Model) -> RangesView {
    let (book, _) = model.open();
    let over = Over::Percent { percent: "100".to_owned() };
    let mut ranges = Ranges::new(&book, &model.usage(), &RangesQuestion { over }).unwrap();
    while !ranges.step(&book).unwrap() {}
    ranges.view()
}

/// Costs and regrets checked, in how many scenarios of choices.
#[derive(Debug, Default)]
struct Checked {
    cheapest: usize,
    impossible: usize,
    regrets: usize,
    steadiest: usize,
    /// Of these the steadiest is not how the recommended plan begins.
    hedged: usize,
}

fn check(model: &Model, view: &RangesView, checked: &mut Checked) -> Option<()> {
    let (book, _) = model.open();
    let mut least: Vec<Vec<Option<i64>>> = Vec::new();
    for (place, times) in [0, 1, 2].into_iter().enumerate() {
        let scaled = Model { season: model.season.map(|uses| uses * times), ..model.clone() };
        let metering = meter(&book, &scaled.usage()).unwrap();
        let best = every(&scaled, &metering, MOST)?.best.map(|(paid, _)| paid);
        if let Some(Best::Found { outcome, proved: true, .. }) = &view.scenarios[place].best {
            assert_eq!(Some(cents(outcome.cost)), best, "scenario {place}");
        }
        let mut regrets = Vec::new();
        for choice in &view.choices {
            let first = buys(&choice.first);
            let after = every_after(&scaled, &metering, MOST, Some(&first))?.best.map(|(paid, _)| paid);
            match &choice.costs[place] {
                ChoiceCost::Found { cost, lower_bound, proved, regret, .. } => {
                    let after = after.unwrap_or_else(|| panic!("not possible: {choice:?} in {place}"));
                    assert!(cents(*lower_bound) <= after && after <= cents(*cost), "{choice:?} in {place}");
                    assert!(cents(*regret) >= after - best.unwrap(), "{choice:?} in {place}");
                    if *proved {
                        checked.cheapest += 1;
                        assert_eq!(cents(*cost), after, "{choice:?} in {place}");
                    }
                    if choice.proved {
                        checked.regrets += 1;
                        assert_eq!(cents(*regret), after - best.unwrap(), "{choice:?} in {place}");
                    }
                    regrets.push(Some(after - best.unwrap()));
                }
                ChoiceCost::Impossible => {
                    checked.impossible += 1;
                    assert_eq!(after, None, "{choice:?} in {place}");
                    regrets.push(None);
                }
                ChoiceCost::Waiting => panic!("{choice:?}"),
                ChoiceCost::RanOut => return None,
            }
        }
        least.push(regrets);
    }
    if view.choices.iter().all(|choice| choice.proved) {
        let worst = |place: usize| {
            least
                .iter()
                .map(|of| of[place])
                .max_by_key(|regret| regret.is_none().then_some(i64::MAX).or(*regret))
        };
        let worst: Vec<Option<i64>> = (0..view.choices.len()).map(|place| worst(place).unwrap()).collect();
        let best = worst.iter().flatten().min();
        let steadiest = view.steadiest.map(|place| usize::try_from(place).unwrap());
        assert_eq!(steadiest.and_then(|place| worst[place]), best.copied(), "{view:#?}");
        checked.steadiest += usize::from(steadiest.is_some());
        checked.hedged += usize::from(view.steadiest != view.recommended);
    }
    Some(())
}

#[test]
fn no_first_month_does_better_and_none_is_regretted_less() {
    let mut checked = Checked::default();
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let model = tiny(draw::model(&mut random), &mut random);
        if !is_followed(&model) {
            continue;
        }
        // Books with too many plans to try are passed over.
        let _ = check(&model, &view(&model), &mut checked);
    }
    assert!(checked.cheapest > 120 && checked.impossible > 30 && checked.regrets > 120, "{checked:?}");
    assert!(checked.steadiest > 10 && checked.hedged > 1, "{checked:?}");
}
