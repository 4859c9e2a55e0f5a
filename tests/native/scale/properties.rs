//! Break-even, budget and curve on random shops, beside every amount asked one by one.

use credit_calculator::insight::{
    Axis, BreakEven, BreakEvenQuestion, BreakEvenView, Budget, BudgetPer, BudgetQuestion, BudgetView, Curve,
    CurveQuestion, CurveView, Limit, Piece, Winner,
};
use credit_calculator::num::Decimal;
use credit_calculator::plan::Allowed;
use credit_calculator::unit::Money;

use super::every::Town;
use crate::oracle::random::Random;

/// Uses entered, and how many of them make the range.
const ENTERED: u64 = 50;
const TOP: u64 = 4 * ENTERED;

fn whole(number: Option<Decimal>) -> u64 {
    u64::try_from(number.unwrap().to_units(0).unwrap()).unwrap()
}

fn break_even(town: &Town) -> BreakEvenView {
    let question = BreakEvenQuestion { axis: Axis::Line(0), ..BreakEvenQuestion::default() };
    let mut even = BreakEven::new(&town.book, &town.usage, question).unwrap();
    while !even.step(&town.book).unwrap() {
        even.view();
    }
    even.view()
}

fn budget(town: &Town, amount: Money) -> BudgetView {
    let per = BudgetPer::Horizon;
    let question = BudgetQuestion { amount: amount.to_string(), per, axis: Axis::Line(0) };
    let mut budget = Budget::new(&town.book, &town.usage, question).unwrap();
    while !budget.step(&town.book).unwrap() {}
    budget.view()
}

fn curve(town: &Town, axis: Axis) -> CurveView {
    let question = CurveQuestion { axis, points: Some(25), most: Some("3".to_owned()) };
    let mut curve = Curve::new(&town.book, &town.usage, question).unwrap();
    while !curve.step(&town.book).unwrap() {
        curve.view();
    }
    curve.view()
}

/// Pieces lie side by side from one use to the last.
fn check_cover(pieces: &[Piece]) {
    assert_eq!(whole(pieces[0].from.uses), 1);
    assert_eq!(whole(pieces.last().unwrap().to.uses), TOP);
    for pair in pieces.windows(2) {
        assert_eq!(whole(pair[0].to.uses) + 1, whole(pair[1].from.uses));
        assert_ne!(pair[0].winner, pair[1].winner);
    }
}

/// The winners of single ways, use by use; `None` where something is not proved.
type Winners = Vec<Option<(String, Option<u32>, Money)>>;

fn winners(town: &Town) -> Option<Winners> {
    let ways = town.alone();
    let at = |uses: u64| {
        let mut best: Option<(Money, usize)> = None;
        for (index, (.., allowed)) in ways.iter().enumerate() {
            if let Some(found) = town.ask(uses, allowed)? {
                best = Some(best.map_or((found.cost, index), |best| best.min((found.cost, index))));
            }
        }
        Some(best.map(|(cost, way)| (ways[way].0.clone(), ways[way].1, cost)))
    };
    (1..=TOP).map(at).collect()
}

#[test]
fn single_ways_win_where_every_amount_says_so() {
    let (mut checked, mut pieces, mut inside) = (0, 0, 0);
    for seed in 0..40 {
        let town = Town::draw(seed, ENTERED);
        let Some(expected) = winners(&town) else { continue };
        let view = break_even(&town);
        assert!(view.done);
        check_cover(&view.single);
        for piece in &view.single {
            let (from, to) = (whole(piece.from.uses), whole(piece.to.uses));
            assert!(piece.exact || !view.rises, "seed {seed}: {piece:?}");
            if !piece.exact {
                continue;
            }
            pieces += 1;
            inside += to - from;
            for uses in from..=to {
                let winner = &expected[usize::try_from(uses).unwrap() - 1];
                match (&piece.winner, winner) {
                    (Winner::Uncovered, None) => {}
                    (Winner::Alone(way), Some((offer, term, cost))) => {
                        assert_eq!(
                            (&way.offer, &way.term_months),
                            (offer, term),
                            "seed {seed}: {uses} in {piece:?}"
                        );
                        for (end, shown) in [(from, piece.cost_from), (to, piece.cost_to)] {
                            assert!(
                                end != uses || shown.cost == Some(*cost),
                                "seed {seed}: {uses} in {piece:?}"
                            );
                        }
                    }
                    _ => panic!("seed {seed}: {winner:?} at {uses} in {piece:?}"),
                }
            }
        }
        checked += 1;
    }
    assert!(checked > 25 && pieces > 60 && inside > 3_000, "{checked} checked, {pieces} pieces, {inside}");
}

#[test]
fn the_best_purchase_plan_is_what_every_amount_says() {
    let (mut checked, mut exact, mut open) = (0, 0, 0);
    for seed in 100..130 {
        let town = Town::draw(seed, ENTERED);
        let at = |uses: u64| town.ask(uses, &Allowed::default());
        let Some(expected) = (1..=TOP).map(at).collect::<Option<Vec<_>>>() else { continue };
        let costs: Vec<Option<Money>> =
            expected.iter().map(|found| found.as_ref().map(|found| found.cost)).collect();
        let cost = |uses: u64| costs[usize::try_from(uses).unwrap() - 1];
        let view = break_even(&town);
        check_cover(&view.best);
        for piece in &view.best {
            let (from, to) = (whole(piece.from.uses), whole(piece.to.uses));
            assert_eq!(
                [piece.cost_from.cost, piece.cost_to.cost],
                [cost(from), cost(to)],
                "seed {seed}: {piece:?}"
            );
            let allowed = match &piece.winner {
                Winner::Plans(plans) => {
                    let plans: Vec<(String, u32)> =
                        plans.iter().map(|plan| (plan.offer.clone(), plan.term_months)).collect();
                    town.with_plans(&plans)
                }
                Winner::Uncovered => {
                    assert!((from..=to).all(|uses| cost(uses).is_none()));
                    continue;
                }
                _ => town.with_plans(&[]),
            };
            let mut most_less = Decimal::ZERO;
            for uses in from..=to {
                let Some(own) = town.ask(uses, &allowed) else { continue };
                let (own, best) = (own.unwrap().cost.amount(), cost(uses).unwrap().amount());
                most_less = most_less.max(own.checked_sub(best).unwrap());
            }
            match piece.at_most_less {
                Some(less) => {
                    assert!(most_less <= less.amount(), "seed {seed}: {most_less} less in {piece:?}")
                }
                None => assert!(!view.rises),
            }
            assert!(!piece.exact || most_less.is_zero());
            if piece.exact { exact += 1 } else { open += 1 }
        }
        checked += 1;
    }
    assert!(checked > 18 && exact > 30 && open < exact, "{checked} checked, {exact} exact, {open} open");
}

#[test]
fn a_budget_covers_all_that_costs_no_more_and_nothing_else() {
    let (mut checked, mut limited, mut none) = (0, 0, 0);
    for seed in 200..260 {
        let town = Town::draw(seed, ENTERED);
        let mut random = Random::new(seed);
        let Some(top) = town.ask(TOP, &Allowed::default()) else { continue };
        let most =
            top.map_or(20_000, |found| i64::try_from(found.cost.amount().to_units(2).unwrap()).unwrap());
        if most < 2 {
            continue;
        }
        // Some budgets are for more than anyone sells.
        let most = if random.chance(25) { most * 20 } else { most };
        let amount = town.book.currency().from_minor(random.between(1, most - 1));
        let view = budget(&town, amount);
        let covered = view.most.as_ref().map(|level| whole(level.uses));
        let ask = |uses: u64| town.ask(uses, &Allowed::default());
        let Some(covered) = covered else {
            none += 1;
            assert!(ask(0).unwrap().is_none_or(|found| found.cost > amount), "seed {seed}: {view:?}");
            continue;
        };
        let (Some(at), Some(more)) = (ask(covered), ask(covered + 1)) else { continue };
        let at = at.unwrap();
        assert_eq!(view.cost.cost, Some(at.cost), "seed {seed}: {view:?}");
        assert!(at.cost <= amount, "seed {seed}: {view:?}");
        assert_eq!(view.left, Some(amount.checked_sub(at.cost).unwrap()));
        let paid = view.offers.iter().map(|bought| bought.amount);
        assert_eq!(paid.fold(Money::ZERO, |sum, paid| sum.checked_add(paid).unwrap()), at.cost);
        assert_eq!(view.times[0].to_string(), covered.to_string());
        assert_eq!(view.exact, view.rises, "seed {seed}: {view:?}");
        match more {
            Some(more) => assert!(more.cost > amount, "seed {seed}: {view:?}"),
            None => {
                assert_eq!(view.limit, Limit::Offers);
                limited += 1;
            }
        }
        if view.rises {
            assert_eq!(view.at_most, view.most, "seed {seed}");
        }
        checked += 1;
    }
    assert!(checked > 35 && limited > 1, "{checked} checked, {limited} limited, {none} none");
}

#[test]
fn curves_never_fall_and_nothing_alone_is_below_the_best() {
    let (mut rising, mut proved) = (0, 0);
    for seed in 300..330 {
        let town = Town::draw(seed, ENTERED);
        let view = curve(&town, if seed % 2 == 0 { Axis::All } else { Axis::Line(0) });
        assert!(view.points.len() >= 25 && view.points.iter().filter(|point| point.entered).count() == 1);
        let most = |cost: Option<Money>| cost.map_or((1, Money::ZERO), |cost| (0, cost));
        for pair in view.points.windows(2) {
            assert!(pair[0].level.factor < pair[1].level.factor);
            assert!(pair[0].level.credits <= pair[1].level.credits);
            if !view.rises {
                continue;
            }
            assert!(most(pair[0].best.cost) <= most(pair[1].best.cost), "seed {seed}: {pair:?}");
            for (low, high) in pair[0].alone.iter().zip(&pair[1].alone) {
                assert!(most(low.cost) <= most(high.cost), "seed {seed}: {pair:?}");
                assert!(most(low.lower_bound) <= most(high.lower_bound), "seed {seed}: {pair:?}");
            }
        }
        rising += usize::from(view.rises);
        for point in &view.points {
            let paid = point.offers.iter().map(|bought| bought.amount);
            let paid = paid.fold(Money::ZERO, |sum, paid| sum.checked_add(paid).unwrap());
            assert!(point.best.cost.is_none_or(|cost| cost == paid), "seed {seed}: {point:?}");
            assert!(most(point.best.lower_bound) <= most(point.best.cost));
            assert_eq!(point.alone.len(), view.ways.len());
            for alone in &point.alone {
                assert!(most(point.best.cost) <= most(alone.cost), "seed {seed}: {point:?}");
            }
            if point.best.proved && town.seed % 2 == 1 {
                let asked = town.ask(whole(point.level.uses), &Allowed::default());
                assert!(asked.is_none_or(|found| found.map(|found| found.cost) == point.best.cost));
                proved += 1;
            }
        }
    }
    assert!(rising > 15 && proved > 200, "{rising} rising, {proved} proved");
}
