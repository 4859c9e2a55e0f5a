//! What the wallet and the account have written down, side by side.

use credit_calculator::date::Date;
use credit_calculator::num::{Decimal, Fraction};
use credit_calculator::unit::Money;
use credit_calculator::wallet::{ChargeKind, LossCause, Statement};

use super::account::{Account, NEVER, Paid, Row};
use super::model::Model;

fn day(date: Date) -> i64 {
    i64::from(Date::FIRST.days_until(date))
}

fn cents(money: Money) -> i64 {
    i64::try_from(money.amount().to_units(2).unwrap()).unwrap()
}

fn steps(model: &Model, kind: usize, credits: Decimal) -> i64 {
    let parts = model.types[kind].parts;
    let steps = i64::try_from(credits.to_units(2).unwrap()).unwrap() * parts;
    assert_eq!(steps % 100, 0, "{credits} is no multiple of the step");
    steps / 100
}

/// Cents as money.
fn value((cents, parts): (i128, i128)) -> Fraction {
    if cents == 0 { Fraction::ZERO } else { Fraction::new(cents, parts * 100).unwrap() }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: T, theirs: T) -> Result<(), String> {
    if ours == theirs {
        Ok(())
    } else {
        Err(format!("{what}: the wallet has {ours:?}\n  the ledger {theirs:?}"))
    }
}

/// What is different, if anything.
pub fn compare(model: &Model, statement: &Statement, account: &Account) -> Result<(), String> {
    let pages = &account.pages;
    let kinds = model.types.len();
    let payments: Vec<Paid> = statement
        .payments
        .iter()
        .map(|paid| {
            let name = match paid.kind {
                ChargeKind::Plan => "plan",
                ChargeKind::AddOn => "add_on",
                ChargeKind::Pack => "pack",
                ChargeKind::TopUp => "top_up",
                ChargeKind::PayAsYouGo => "pay_as_you_go",
                ChargeKind::Overage => "overage",
                ChargeKind::Gift => "gift",
            };
            let credits = (0..kinds).map(|kind| steps(model, kind, paid.credits[kind])).collect();
            let months = paid.term_months.map(i64::from);
            let (amount, fee) = (cents(paid.amount), cents(paid.fee));
            (
                paid.month,
                day(paid.date),
                name,
                paid.offer,
                paid.charge,
                i64::from(paid.quantity),
                credits,
                months,
                amount,
                fee,
                paid.automatic,
            )
        })
        .collect();
    same("payments", &payments, &pages.payments)?;
    let end = |end: Option<Date>| end.map_or(NEVER, day);
    let grants: Vec<_> = statement
        .grants
        .iter()
        .map(|grant| {
            let own = |credits| steps(model, grant.credit, credits);
            (
                day(grant.date),
                grant.offer,
                grant.grant,
                grant.credit,
                grant.team,
                own(grant.credits),
                end(grant.end),
                grant.bonus,
                own(grant.balance),
            )
        })
        .collect();
    same("grants", &grants, &pages.grants)?;
    for kind in 0..kinds {
        let balances: Vec<i64> =
            statement.daily_balance[kind].iter().map(|balance| steps(model, kind, *balance)).collect();
        same("balances", &balances, &pages.balances[kind])?;
    }
    let months: Vec<Vec<Row>> = statement
        .months
        .iter()
        .map(|month| {
            month
                .credits
                .iter()
                .enumerate()
                .map(|(kind, row)| {
                    [
                        row.granted,
                        row.used,
                        row.repaid,
                        row.lost,
                        row.charged,
                        row.carried,
                        row.slow,
                        row.blocked,
                        row.opening,
                        row.balance,
                        row.owed,
                    ]
                    .map(|credits| steps(model, kind, credits))
                })
                .collect()
        })
        .collect();
    same("months", &months, &pages.months)?;
    let kind_of = |stream: usize| account.streams[stream].kind;
    let blocked: Vec<Vec<i64>> = statement
        .months
        .iter()
        .map(|month| {
            month
                .blocked
                .iter()
                .enumerate()
                .map(|(stream, credits)| steps(model, kind_of(stream), *credits))
                .collect()
        })
        .collect();
    same("blocked", &blocked, &pages.blocked)?;
    let closing: Vec<i64> = (0..kinds).map(|kind| steps(model, kind, statement.closing_lost[kind])).collect();
    same("closing", &closing, &pages.closing)?;
    let mut uses: Vec<_> = statement
        .uses
        .iter()
        .map(|used| ((used.offer, used.stream), steps(model, kind_of(used.stream), used.credits)))
        .collect();
    uses.sort_unstable();
    same("uses", uses, pages.uses.iter().map(|(key, steps)| (*key, *steps)).collect())?;
    compare_lots(model, statement, account)
}

/// Losses and what is left, with what was paid for them.
fn compare_lots(model: &Model, statement: &Statement, account: &Account) -> Result<(), String> {
    let mut losses: Vec<_> = statement
        .losses
        .iter()
        .map(|lost| {
            let cause = match lost.cause {
                LossCause::Expired => "expired",
                LossCause::CycleEnd => "cycle",
                LossCause::OverCap => "over_cap",
                LossCause::Lapsed => "lapsed",
            };
            let own = |credits| steps(model, lost.credit, credits);
            (
                day(lost.date),
                lost.offer,
                lost.credit,
                day(lost.granted),
                own(lost.credits),
                own(lost.of),
                cause,
                lost.value,
            )
        })
        .collect();
    let mut expected: Vec<_> = account
        .pages
        .losses
        .iter()
        .map(|loss| {
            let (day, offer, kind, granted, steps, of, cause, worth) = *loss;
            (day, offer, kind, granted, steps, of, cause, value(worth))
        })
        .collect();
    losses.sort();
    expected.sort();
    same("losses", losses, expected)?;
    let mut left: Vec<_> = statement
        .left
        .iter()
        .map(|left| {
            let end = left.end.map_or(NEVER, day);
            (
                left.offer,
                left.credit,
                day(left.granted),
                end,
                steps(model, left.credit, left.credits),
                left.value,
            )
        })
        .collect();
    let mut expected: Vec<_> = account
        .lots
        .iter()
        .map(|lot| {
            let parts = i128::from(model.types[lot.kind].parts);
            let worth = (lot.price.0 * i128::from(lot.left), lot.price.1 * parts);
            (lot.offer, lot.kind, lot.granted, lot.end, lot.left, value(worth))
        })
        .collect();
    left.sort();
    expected.sort();
    same("left", left, expected)
}
