//! The wallet: against a second ledger, and against itself.

use credit_calculator::book::PriceBook;
use credit_calculator::date::Date;
use credit_calculator::meter::Metering;
use credit_calculator::num::{Decimal, Fraction};
use credit_calculator::unit::Money;
use credit_calculator::wallet::{ChargeKind, LossCause, ReplayError, Statement, Wallet, replay};

use crate::oracle::bridge::{cents, purchases, steps};
use crate::oracle::generate::{TINY, YEAR};
use crate::oracle::ledger::{Buy, Cause, Ledger, Loss, NEVER, Paid, Refused, Row, What};
use crate::oracle::random::Random;
use crate::oracle::shop::{Deal, Fee, Gift, Life, Shop};

/// Smallest parts of a credit: 1, 0.5, 0.001.
const STEPS: [(i64, u32); 3] = [(1, 0), (5, 1), (1, 3)];

/// A shop with every kind of credit step, most of them with pay as you go so that most plans go through.
fn shop(random: &mut Random) -> Shop {
    let size = if random.chance(60) { TINY } else { YEAR };
    let mut shop = size.shop(random);
    shop.step = random.pick(&STEPS);
    if random.chance(90) && !shop.deals.iter().any(|deal| matches!(deal, Deal::PayAsYouGo(_))) {
        shop.deals.push(Deal::PayAsYouGo(Fee { block: None, price: random.between(1, 20_000) }));
        shop.on_plan.push(Some(1));
    }
    shop
}

/// Purchases of one month; now and then some that the book does not allow.
fn buys(shop: &Shop, ledger: &Ledger, random: &mut Random) -> Vec<Buy> {
    let mut buys = Vec::new();
    let allowed = |needs: &[usize], buys: &[Buy]| {
        let plan = ledger
            .running_plan()
            .or_else(|| buys.iter().map(|buy| buy.deal).find(|deal| shop.is_plan(*deal)));
        needs.is_empty() || plan.is_some_and(|plan| needs.contains(&plan))
    };
    let mut deals: Vec<usize> = (0..shop.deals.len()).collect();
    deals.sort_by_key(|deal| !shop.is_plan(*deal));
    for deal in deals {
        let careless = random.chance(1);
        match &shop.deals[deal] {
            Deal::Plan { month, year, .. } if random.chance(40) => {
                let terms = [(What::Month, month), (What::Year, year)];
                let terms: Vec<What> = terms
                    .into_iter()
                    .filter(|(_, price)| price.is_some() || careless)
                    .map(|(what, _)| what)
                    .collect();
                let taken =
                    ledger.running_plan().is_some() || buys.iter().any(|buy: &Buy| shop.is_plan(buy.deal));
                if careless || !taken {
                    buys.push(Buy { deal, what: random.pick(&terms) });
                }
            }
            Deal::Pack { needs, limit, .. } if random.chance(35) && (careless || allowed(needs, &buys)) => {
                let most = limit.map_or(3, |limit| limit - ledger.taken(deal)).min(3);
                if most > 0 || careless {
                    buys.push(Buy { deal, what: What::Copies(random.between(1, most.max(1))) });
                }
            }
            Deal::TopUp { least, most, needs, .. }
                if random.chance(35) && (careless || allowed(needs, &buys)) =>
            {
                let blocks = random.between(*least, most.unwrap_or(least + 5)) + i64::from(careless);
                buys.push(Buy { deal, what: What::Blocks(blocks) });
            }
            _ => {}
        }
    }
    buys
}

/// A random purchase plan, the ledger after it, and the month and reason where it could not go on.
fn walk<'s>(shop: &'s Shop, random: &mut Random) -> (Vec<Vec<Buy>>, Ledger<'s>, Option<(usize, Refused)>) {
    let mut ledger = Ledger::new(shop, true);
    let mut plan = Vec::new();
    for month in 0..shop.months() {
        plan.push(buys(shop, &ledger, random));
        if let Err(refused) = ledger.month(&plan[month]) {
            return (plan, ledger, Some((month, refused)));
        }
    }
    ledger.close();
    (plan, ledger, None)
}

fn day(metering: &Metering, date: Date) -> i64 {
    i64::from(metering.months[0].start().days_until(date))
}

/// What is different, if anything.
fn compare(shop: &Shop, metering: &Metering, statement: &Statement, ledger: &Ledger) -> Result<(), String> {
    let pages = ledger.pages.as_ref().unwrap();
    let day = |date| day(metering, date);
    let units = |credits| steps(shop, credits);
    let same = |what: &str, same: bool, ours: String, theirs: String| match same {
        true => Ok(()),
        false => Err(format!("{what}: the wallet has {ours}\n  the ledger {theirs}")),
    };
    let payments: Vec<_> = statement
        .payments
        .iter()
        .map(|paid| {
            let kind = match paid.kind {
                ChargeKind::Plan => Paid::Plan,
                ChargeKind::Pack => Paid::Pack,
                ChargeKind::TopUp => Paid::TopUp,
                ChargeKind::PayAsYouGo => Paid::PayAsYouGo,
                ChargeKind::Overage => Paid::Overage,
                ChargeKind::Welcome => Paid::Welcome,
            };
            let quantity = i64::from(paid.quantity);
            (paid.month, day(paid.date), kind, paid.offer, quantity, units(paid.credits), cents(paid.amount))
        })
        .collect();
    same("payments", payments == pages.payments, format!("{payments:?}"), format!("{:?}", pages.payments))?;
    let grants: Vec<_> = statement
        .grants
        .iter()
        .map(|grant| (day(grant.date), grant.offer, units(grant.credits), grant.end.map_or(NEVER, day)))
        .collect();
    same("grants", grants == pages.grants, format!("{grants:?}"), format!("{:?}", pages.grants))?;
    let balances: Vec<_> = statement.daily_balance.iter().map(|balance| units(*balance)).collect();
    same("balances", balances == pages.balances, format!("{balances:?}"), format!("{:?}", pages.balances))?;
    let months: Vec<_> = statement
        .months
        .iter()
        .map(|month| Row {
            granted: units(month.granted),
            used: units(month.used),
            lost: units(month.lost),
            charged: units(month.charged),
            opening: units(month.opening),
            balance: units(month.balance),
            paid: cents(month.paid),
        })
        .collect();
    same("months", months == pages.months, format!("{months:?}"), format!("{:?}", pages.months))?;
    let closing = units(statement.closing_lost);
    same("closing", closing == pages.closing_lost, closing.to_string(), pages.closing_lost.to_string())?;
    compare_losses(shop, metering, statement, ledger)
}

/// Losses and what is left, with what was paid for them.
fn compare_losses(
    shop: &Shop,
    metering: &Metering,
    statement: &Statement,
    ledger: &Ledger,
) -> Result<(), String> {
    let value = |(cents, credits): (i64, i64), part: i64| match credits {
        0 => Fraction::ZERO,
        _ => Fraction::new(i128::from(cents) * i128::from(part), i128::from(credits) * 100).unwrap(),
    };
    let mut losses: Vec<(Loss, Fraction)> = statement
        .losses
        .iter()
        .map(|lost| {
            let cause = match lost.cause {
                LossCause::Expired => Cause::Expired,
                LossCause::CycleEnd => Cause::CycleEnd,
                LossCause::OverCap => Cause::OverCap,
                LossCause::Lapsed => Cause::Lapsed,
            };
            let (day, granted) = (day(metering, lost.date), day(metering, lost.granted));
            let loss = Loss {
                day,
                deal: lost.offer,
                granted,
                credits: steps(shop, lost.credits),
                cause,
                worth: (0, 0),
            };
            (loss, lost.value)
        })
        .collect();
    let pages = ledger.pages.as_ref().unwrap();
    let mut expected: Vec<(Loss, Fraction)> = pages
        .losses
        .iter()
        .map(|loss| (Loss { worth: (0, 0), ..*loss }, value(loss.worth, loss.credits)))
        .collect();
    losses.sort();
    expected.sort();
    if losses != expected {
        return Err(format!("losses: the wallet has {losses:?}\n  the ledger {expected:?}"));
    }
    let mut left: Vec<_> = statement
        .left
        .iter()
        .map(|left| {
            let end = left.end.map_or(NEVER, |end| day(metering, end));
            (left.offer, day(metering, left.granted), end, steps(shop, left.credits), left.value)
        })
        .collect();
    let mut expected: Vec<_> = ledger
        .held
        .iter()
        .map(|lot| (lot.deal, lot.granted, lot.end, lot.left, value(lot.worth, lot.left)))
        .collect();
    left.sort();
    expected.sort();
    if left != expected {
        return Err(format!("left: the wallet has {left:?}\n  the ledger {expected:?}"));
    }
    Ok(())
}

fn sum(credits: impl Iterator<Item = Decimal>) -> Decimal {
    credits.fold(Decimal::ZERO, |sum, credits| sum.checked_add(credits).unwrap())
}

fn total(amounts: impl Iterator<Item = Money>) -> Money {
    amounts.fold(Money::ZERO, |sum, amount| sum.checked_add(amount).unwrap())
}

/// What holds for every statement, whatever was bought.
fn check_sums(metering: &Metering, statement: &Statement) {
    let granted = sum(statement.grants.iter().map(|grant| grant.credits));
    let used = sum(statement.months.iter().map(|month| month.used));
    let lost = sum(statement.losses.iter().map(|loss| loss.credits));
    let left = sum(statement.left.iter().map(|left| left.credits));
    assert_eq!(granted, sum([used, lost, left].into_iter()), "granted = used + lost + left");
    assert!(statement.daily_balance.iter().all(|balance| !balance.is_negative()));
    let mut days = 0;
    let mut before = Decimal::ZERO;
    for (index, (month, period)) in statement.months.iter().zip(&metering.months).enumerate() {
        days += usize::try_from(period.days()).unwrap();
        assert_eq!(statement.daily_balance[days - 1], month.balance, "the last day's balance is the month's");
        let gone = sum([month.used, month.lost, month.balance].into_iter());
        assert_eq!(
            sum([before, month.granted].into_iter()),
            gone,
            "month {index} neither makes nor loses credits"
        );
        let paid =
            statement.payments.iter().filter(|payment| payment.month == index).map(|payment| payment.amount);
        assert_eq!(total(paid), month.paid);
        before = month.balance;
    }
    assert_eq!(days, statement.daily_balance.len());
    assert_eq!(total(statement.months.iter().map(|month| month.paid)), statement.cost().unwrap());
    let in_months = sum(statement.months.iter().map(|month| month.lost));
    assert_eq!(sum([in_months, statement.closing_lost].into_iter()), lost);
}

#[test]
fn any_purchases_leave_what_a_second_ledger_says() {
    let (mut whole, mut refused, mut wrong) = (0, [0; 3], Vec::new());
    for seed in 0..1_500 {
        let random = &mut Random::new(seed);
        let shop = shop(random);
        let (book, metering) = shop.open();
        let (plan, ledger, stopped) = walk(&shop, random);
        let result = match (replay(&book, &metering, &purchases(&plan)), stopped) {
            (Ok(statement), None) => {
                whole += 1;
                check_sums(&metering, &statement);
                compare(&shop, &metering, &statement, &ledger)
            }
            (Err(error), Some((at, why))) => {
                refused[match why {
                    Refused::NotForSale => 0,
                    Refused::NotOffered => 1,
                    Refused::Short(_) => 2,
                }] += 1;
                let same = match (&error, why) {
                    (ReplayError::NotAllowed { purchase, .. }, Refused::NotForSale) => purchase.month == at,
                    (ReplayError::NotOffered { month }, Refused::NotOffered) => *month == at,
                    (ReplayError::Shortage { month, credits }, Refused::Short(short)) => {
                        *month == at && steps(&shop, *credits) == short
                    }
                    _ => false,
                };
                if same { Ok(()) } else { Err(format!("refused by {error:?}, not by {why:?} in month {at}")) }
            }
            (ours, theirs) => Err(format!("{:?}, not {theirs:?}", ours.map(|_| ()))),
        };
        if let Err(difference) = result {
            wrong.push(format!("seed {seed}: {difference}\n  {plan:?}\n  {:?}", shop.deals));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(4)].join("\n"));
    assert!(whole > 1_000, "only {whole} plans went through");
    assert!(refused.iter().all(|count| *count > 5), "refusals {refused:?}");
}

/// The months one by one, going on with a copy half way.
fn in_two_parts<'b>(book: &'b PriceBook, metering: &'b Metering, plan: &[Vec<Buy>]) -> [Statement; 2] {
    let mut wallet = Wallet::new(book, metering);
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
    for seed in 5_000..5_150 {
        let random = &mut Random::new(seed);
        let shop = shop(random);
        let (book, metering) = shop.open();
        let (plan, _, stopped) = walk(&shop, random);
        if stopped.is_none() {
            let whole = replay(&book, &metering, &purchases(&plan)).unwrap();
            assert_eq!(in_two_parts(&book, &metering, &plan), [whole.clone(), whole], "seed {seed}");
        }
    }
}

#[test]
fn months_that_begin_on_the_31st_end_on_the_last_day() {
    let gift =
        Gift { credits: 10, life: Life::Months(1), priority: None, while_subscribed: false, rollover: None };
    let shop = Shop {
        start: (2028, 1, 31),
        new_customer: false,
        demand: vec![4, 0, 0],
        on_plan: vec![Some(1)],
        without_plan: Some(1),
        step: (1, 0),
        deals: vec![Deal::Pack { price: 1_000, gifts: vec![gift], needs: Vec::new(), limit: None }],
    };
    let (book, metering) = shop.open();
    let one = vec![Buy { deal: 0, what: What::Copies(1) }];
    let statement = replay(&book, &metering, &purchases(&[one.clone(), one, Vec::new()])).unwrap();
    let ends: Vec<String> = statement.grants.iter().map(|grant| grant.end.unwrap().to_string()).collect();
    assert_eq!(ends, ["2028-02-29", "2028-03-31"], "a leap February, then back to the 31st");
    let losses: Vec<(String, String)> =
        statement.losses.iter().map(|loss| (loss.date.to_string(), loss.credits.to_string())).collect();
    let expected = [("2028-02-29", "6"), ("2028-03-31", "10")];
    assert_eq!(losses, expected.map(|(date, credits)| (date.to_owned(), credits.to_owned())));
    assert_eq!(statement.losses[0].value.to_decimal().unwrap().to_string(), "6", "6 of 10 credits for 10.00");
    assert_eq!(statement.daily_balance.len(), 29 + 31 + 30);
}
