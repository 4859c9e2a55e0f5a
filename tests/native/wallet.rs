//! The wallet: against a second ledger, against itself, and against worked cases.

use credit_calculator::book::{Amount, PriceBook, Purchase, Term};
use credit_calculator::date::Date;
use credit_calculator::meter::{Metering, meter};
use credit_calculator::num::Decimal;
use credit_calculator::unit::Money;
use credit_calculator::wallet::{Automatic, ChargeKind, ReplayError, Statement, Wallet, burn_order, replay};

use crate::ledger::compare::compare;
use crate::ledger::draw;
use crate::ledger::model::{Buy, Model};
use crate::ledger::usage::purchases;
use crate::ledger::walk::walk;
use crate::oracle::random::Random;

fn sum(credits: impl Iterator<Item = Decimal>) -> Decimal {
    credits.fold(Decimal::ZERO, |sum, credits| sum.checked_add(credits).unwrap())
}

fn total(amounts: impl Iterator<Item = Money>) -> Money {
    amounts.fold(Money::ZERO, |sum, amount| sum.checked_add(amount).unwrap())
}

/// What holds for every statement, whatever was bought.
fn check_sums(book: &PriceBook, metering: &Metering, statement: &Statement) {
    let plain = |date: Date| metering.months.iter().position(|month| month.contains(date));
    for credit in 0..book.credits().len() {
        let [used, lost, left] =
            [statement.used(credit), statement.lost(credit), statement.left(credit)].map(Result::unwrap);
        let granted = statement.granted(credit).unwrap();
        assert_eq!(granted, sum([used, lost, left].into_iter()), "granted = used + lost + left");
        let by_offer = statement.uses.iter().filter(|used| metering.streams[used.stream].credit == credit);
        assert_eq!(sum(by_offer.map(|used| used.credits)), used, "used by offer and stream");
        let balances = &statement.daily_balance[credit];
        assert!(balances.iter().all(|balance| !balance.is_negative()), "no balance is below 0");
        let (mut days, mut before) = (0, Decimal::ZERO);
        for (index, (month, period)) in statement.months.iter().zip(&metering.months).enumerate() {
            let row = month.credits[credit];
            days += usize::try_from(period.days()).unwrap();
            assert_eq!(balances[days - 1], row.balance, "the last day's balance is the month's");
            let gone = sum([row.used, row.repaid, row.lost, row.balance].into_iter());
            assert_eq!(
                sum([before, row.granted].into_iter()),
                gone,
                "month {index} neither makes nor loses credits"
            );
            let blocked =
                month.blocked.iter().zip(&metering.streams).filter(|(_, stream)| stream.credit == credit);
            assert_eq!(sum(blocked.map(|(credits, _)| *credits)), row.blocked);
            before = row.balance;
        }
        assert_eq!(days, balances.len());
        let in_months = sum(statement.months.iter().map(|month| month.credits[credit].lost));
        assert_eq!(sum([in_months, statement.closing_lost[credit]].into_iter()), lost);
        let owed = statement.months.last().map_or(Decimal::ZERO, |month| month.credits[credit].owed);
        assert_eq!(owed, statement.owed[credit]);
    }
    for (index, month) in statement.months.iter().enumerate() {
        let paid = statement.payments.iter().filter(|payment| payment.month == index);
        assert!(paid.clone().all(|payment| plain(payment.date) == Some(index)));
        assert_eq!(total(paid.map(|payment| payment.amount)), month.paid);
    }
    assert_eq!(total(statement.months.iter().map(|month| month.paid)), statement.cost().unwrap());
    let events = statement.payments.len() + statement.grants.len() + statement.losses.len();
    assert_eq!(statement.events.len(), events);
}

/// What a statement shows of the things that are rare.
fn shown(model: &Model, statement: &Statement) -> Vec<String> {
    let mut shown: Vec<String> = statement.losses.iter().map(|loss| format!("{:?}", loss.cause)).collect();
    for payment in &statement.payments {
        shown.push(format!("{:?}{}", payment.kind, if payment.automatic { " by itself" } else { "" }));
        let is_standing = payment.credits.iter().all(|credits| credits.is_zero());
        if payment.kind == ChargeKind::Overage && is_standing {
            shown.push("due in any case".to_owned());
        }
    }
    for row in statement.months.iter().flat_map(|month| &month.credits) {
        let sums =
            [("repaid", row.repaid), ("carried", row.carried), ("slow", row.slow), ("blocked", row.blocked)];
        shown.extend(
            sums.iter().filter(|(_, credits)| !credits.is_zero()).map(|(name, _)| (*name).to_owned()),
        );
    }
    let owed = statement.owed.iter().any(|owed| !owed.is_zero());
    shown.extend(owed.then(|| "owed".to_owned()));
    for (seen, name) in [
        (statement.grants.iter().any(|grant| grant.team.is_some()), "each person's own"),
        (statement.grants.iter().any(|grant| grant.bonus), "bonus"),
        (statement.grants.iter().any(|grant| grant.offer.is_none()), "there before"),
        (model.rules.calendar == Some(true), "short first month"),
    ] {
        shown.extend(seen.then(|| name.to_owned()));
    }
    shown.sort();
    shown.dedup();
    shown
}

const RARE: [&str; 23] = [
    "AddOn",
    "CycleEnd",
    "Expired",
    "Gift",
    "Lapsed",
    "OverCap",
    "Overage",
    "Pack",
    "Pack by itself",
    "PayAsYouGo",
    "Plan",
    "Plan by itself",
    "TopUp",
    "TopUp by itself",
    "blocked",
    "bonus",
    "carried",
    "due in any case",
    "each person's own",
    "owed",
    "repaid",
    "short first month",
    "slow",
];

#[test]
fn any_purchases_leave_what_a_second_ledger_says() {
    let (mut whole, mut refused, mut wrong) = (0, 0, Vec::new());
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for seed in 0..2_000 {
        let random = &mut Random::new(seed);
        let model = draw::model(random);
        let automatic = seed % 2 == 1;
        let (plan, account, stopped) = walk(&model, random, automatic);
        let (book, metering) = model.open();
        let played = if automatic { Automatic::On } else { Automatic::Off };
        let result = match (replay(&book, &metering, &purchases(&plan), played), stopped) {
            (Ok(statement), None) => {
                whole += 1;
                check_sums(&book, &metering, &statement);
                for name in shown(&model, &statement) {
                    *seen.entry(name).or_default() += 1;
                }
                compare(&model, &statement, &account)
            }
            (Err(ReplayError::NotAllowed { purchase, .. }), Some(month)) if purchase.month == month => {
                refused += 1;
                Ok(())
            }
            (ours, theirs) => Err(format!("{:?}, not {theirs:?}", ours.map(|_| ()))),
        };
        if let Err(difference) = result {
            wrong.push(format!("seed {seed}: {difference}\n  {plan:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(4)].join("\n"));
    assert!(whole > 1_500, "only {whole} plans went through");
    let rare: Vec<&str> =
        RARE.into_iter().filter(|name| seen.get(*name).is_none_or(|count| *count < 8)).collect();
    assert!(rare.is_empty(), "{rare:?} hardly ever happened: {seen:?}");
    assert!(refused > 20, "only {refused} refused");
}

/// The months one by one, going on with a copy half way.
fn in_two_parts(book: &PriceBook, metering: &Metering, plan: &[Vec<Buy>]) -> [Statement; 2] {
    let mut wallet = Wallet::new(book, metering, Automatic::On);
    let bought = purchases(plan);
    let of =
        |month: usize| bought.iter().filter(|purchase| purchase.month == month).copied().collect::<Vec<_>>();
    let half = plan.len() / 2;
    for month in 0..half {
        wallet.month(&of(month)).unwrap();
    }
    let mut other = wallet.clone();
    for wallet in [&mut wallet, &mut other] {
        for month in half..plan.len() {
            wallet.month(&of(month)).unwrap();
        }
    }
    [wallet.close().unwrap(), other.close().unwrap()]
}

#[test]
fn a_replay_may_be_split_anywhere() {
    for seed in 5_000..5_300 {
        let random = &mut Random::new(seed);
        let model = draw::model(random);
        let (plan, _, stopped) = walk(&model, random, true);
        let (book, metering) = model.open();
        if stopped.is_none() {
            let whole = replay(&book, &metering, &purchases(&plan), Automatic::On).unwrap();
            assert_eq!(in_two_parts(&book, &metering, &plan), [whole.clone(), whole], "seed {seed}");
        }
    }
}

#[test]
fn no_two_lots_burn_at_once() {
    let mut pairs = 0;
    for seed in 6_000..6_400 {
        let random = &mut Random::new(seed);
        let model = draw::model(random);
        let (plan, _, stopped) = walk(&model, random, false);
        if stopped.is_some() {
            continue;
        }
        let (book, metering) = model.open();
        let mut wallet = Wallet::new(&book, &metering, Automatic::Off);
        let bought = purchases(&plan);
        for month in 0..model.months {
            let own: Vec<_> = bought.iter().filter(|purchase| purchase.month == month).copied().collect();
            wallet.month(&own).unwrap();
            let lots = wallet.lots();
            let order = |a: usize, b: usize| burn_order(&book.rules().burn_order, &lots[a], &lots[b]);
            for a in 0..lots.len() {
                for b in 0..lots.len() {
                    assert_eq!(order(a, b), a.cmp(&b), "lots are in one order, and no two are equal");
                    pairs += 1;
                }
            }
        }
    }
    assert!(pairs > 1_000, "only {pairs} pairs");
}

#[test]
fn use_that_a_plan_does_not_offer_is_refused_in_its_month() {
    let text = r#"{
        "format": "price-book/1", "name": "Two plans", "as_of": "2026-01-01", "currency": "USD",
        "credits": { "credit": { "name": "credit", "step": "1" } },
        "features": [{ "id": "use", "name": "Use", "credits": "1", "plans": ["large"] }],
        "offers": [
            { "id": "small", "name": "Small", "price": { "month": "5" }, "grants": [{ "credits": 10 }] },
            { "id": "large", "name": "Large", "price": { "month": "9" }, "grants": [{ "credits": 10 }] }
        ]
    }"#;
    let book = PriceBook::parse(text).unwrap().book;
    let usage = r#"{ "start": "2026-01-01", "months": 2, "lines": [{ "feature": "use", "times": "4", "per": "month" }] }"#;
    let metering = meter(&book, &serde_json::from_str(usage).unwrap()).unwrap();
    let bought = |offers: [usize; 2]| -> Vec<Purchase> {
        let term = |(month, offer)| Purchase { month, offer, amount: Amount::Term(Term::MONTH) };
        offers.into_iter().enumerate().map(term).collect()
    };
    let played = |offers| replay(&book, &metering, &bought(offers), Automatic::Off);
    assert_eq!(played([1, 0]).unwrap_err(), ReplayError::NotOffered { month: 1 });
    assert_eq!(played([1, 1]).unwrap().blocked(), None);
}
