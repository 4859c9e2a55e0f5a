//! Why an alternative lost: every number recomputed from what the wallet wrote down.

use std::collections::{BTreeMap, BTreeSet};

use credit_calculator::book::PriceBook;
use credit_calculator::date::Date;
use credit_calculator::insight::{Alternative, Alternatives, Reason, TieRule};
use credit_calculator::meter::{Usage, meter};
use credit_calculator::num::{Decimal, Fraction, Rounding, RoundingMode};
use credit_calculator::plan::{Allowed, Effort, Planned, plan};
use credit_calculator::quote::BookView;
use credit_calculator::unit::Money;
use credit_calculator::wallet::{Automatic, ChargeKind, Event, Statement, replay};

use crate::books::{shipped, usage_of};

const LITTLE: Effort = Effort { nodes: 3_000, passes: 3, ..Effort::FULL };

/// Credits, value and days.
type Loss = (Decimal, Fraction, BTreeSet<Date>);

/// What a statement comes to, added up event by event.
struct Sums {
    cost: Fraction,
    /// Paid after use, and in all other ways.
    charged: Fraction,
    ahead: Fraction,
    charged_credits: Vec<Decimal>,
    /// By offer and type: credits, value and days of losses.
    lost: BTreeMap<(Option<usize>, usize), Loss>,
    granted: BTreeMap<(Option<usize>, usize), Decimal>,
    left: Vec<Decimal>,
    left_value: Fraction,
    purchases: i64,
    offers: BTreeSet<usize>,
    /// Months after the horizon of the last term that goes beyond it, their share of its price, the offer.
    beyond: Option<(i64, Fraction, usize)>,
}

fn plus(a: Decimal, b: Decimal) -> Decimal {
    a.checked_add(b).unwrap()
}

fn and(a: Fraction, b: Fraction) -> Fraction {
    a.checked_add(b).unwrap()
}

fn sums(book: &PriceBook, statement: &Statement) -> Sums {
    let types = book.credits().len();
    let mut sums = Sums {
        cost: Fraction::ZERO,
        charged: Fraction::ZERO,
        ahead: Fraction::ZERO,
        charged_credits: vec![Decimal::ZERO; types],
        lost: BTreeMap::new(),
        granted: BTreeMap::new(),
        left: vec![Decimal::ZERO; types],
        left_value: Fraction::ZERO,
        purchases: 0,
        offers: BTreeSet::new(),
        beyond: None,
    };
    let horizon = i64::try_from(statement.months.len()).unwrap();
    for event in &statement.events {
        match *event {
            Event::Payment(index) => {
                let paid = &statement.payments[index];
                let amount = Fraction::from(paid.amount.amount());
                sums.cost = and(sums.cost, amount);
                sums.purchases += i64::from(paid.quantity);
                sums.offers.insert(paid.offer);
                if matches!(paid.kind, ChargeKind::Overage | ChargeKind::PayAsYouGo) {
                    sums.charged = and(sums.charged, amount);
                    for (sum, credits) in sums.charged_credits.iter_mut().zip(&paid.credits) {
                        *sum = plus(*sum, *credits);
                    }
                } else {
                    sums.ahead = and(sums.ahead, amount);
                }
                if let Some(term) = paid.term_months.map(i64::from) {
                    let after = i64::try_from(paid.month).unwrap() + term - horizon;
                    sums.beyond = (after > 0).then(|| {
                        let share = Fraction::new(after.into(), term.into()).unwrap();
                        (after, share.checked_mul(amount).unwrap(), paid.offer)
                    });
                }
            }
            Event::Grant(index) => {
                let grant = &statement.grants[index];
                let sum = sums.granted.entry((grant.offer, grant.credit)).or_insert(Decimal::ZERO);
                *sum = plus(*sum, grant.credits);
            }
            Event::Loss(index) => {
                let loss = &statement.losses[index];
                let none = (Decimal::ZERO, Fraction::ZERO, BTreeSet::new());
                let sum = sums.lost.entry((loss.offer, loss.credit)).or_insert(none);
                sum.0 = plus(sum.0, loss.credits);
                sum.1 = and(sum.1, loss.value);
                sum.2.insert(loss.date);
            }
        }
    }
    for left in &statement.left {
        sums.left[left.credit] = plus(sums.left[left.credit], left.credits);
        sums.left_value = and(sums.left_value, left.value);
    }
    sums
}

impl Sums {
    fn bought(&self, credit: usize) -> Decimal {
        let granted = self.granted.iter().filter(|((_, own), _)| *own == credit);
        granted.fold(self.charged_credits[credit], |sum, (_, credits)| plus(sum, *credits))
    }

    fn all_lost(&self) -> Decimal {
        self.lost.values().fold(Decimal::ZERO, |sum, (credits, ..)| plus(sum, *credits))
    }

    fn lost_value(&self) -> Fraction {
        self.lost.values().fold(Fraction::ZERO, |sum, (_, value, _)| and(sum, *value))
    }

    fn price(&self) -> Decimal {
        let places = Rounding::to_places(RoundingMode::HalfAwayFromZero, 6).unwrap();
        self.cost.checked_div(self.bought(0).into()).unwrap().round(&places).unwrap()
    }
}

/// Checks the numbers of a reason; its name.
fn check(book: &PriceBook, reason: &Reason, own: &Sums, best: &Sums) -> &'static str {
    let rounded = |value: Fraction| book.currency().round_fraction(value).unwrap();
    let name_of = |offer: usize| book.offers()[offer].name.clone();
    let types = book.credits().len();
    match reason {
        Reason::ExpiresUnused { name, credit, credits, of, value, last_usable, days } => {
            let most = own.lost.values().map(|(_, value, _)| rounded(*value)).max().unwrap();
            let same = own.lost.iter().find(|((offer, kind), (lost, worth, dates))| {
                offer.map(name_of) == *name
                    && book.credits()[*kind].id == *credit
                    && (*lost, rounded(*worth)) == (*credits, *value)
                    && own.granted[&(*offer, *kind)] == *of
                    && dates.first().unwrap().plus_days(-1).unwrap() == *last_usable
                    && u32::try_from(dates.len()).unwrap() == *days
            });
            assert!(same.is_some() && *value == most, "{reason:?}");
            assert!(rounded(own.lost_value()) > rounded(best.lost_value()), "{reason:?}");
            "expires_unused"
        }
        Reason::LeftOver { credits, value } => {
            assert_eq!((credits, *value), (&own.left, rounded(own.left_value)));
            assert!(*value > rounded(best.left_value));
            "left_over"
        }
        Reason::TermBeyond { name, months, value } => {
            let (after, share, offer) = own.beyond.unwrap();
            assert_eq!((name, i64::from(*months), *value), (&name_of(offer), after, rounded(share)));
            "term_beyond"
        }
        Reason::ChargedBeyond { name, credits, amount } => {
            assert_eq!((credits, *amount), (&own.charged_credits, rounded(own.charged)));
            assert!(own.offers.iter().any(|offer| name_of(*offer) == *name));
            assert!(own.charged > best.charged);
            "charged_beyond"
        }
        Reason::DearerPerCredit { price, winner } => {
            assert_eq!((*price, *winner), (own.price(), best.price()));
            assert!(price > winner);
            "dearer_per_credit"
        }
        Reason::BuysMore { credits, winner } => {
            let bought = |sums: &Sums| (0..types).map(|credit| sums.bought(credit)).collect::<Vec<_>>();
            assert_eq!((credits, winner), (&bought(own), &bought(best)));
            assert!(credits > winner);
            "buys_more"
        }
        Reason::PaysMore { amount, winner } => {
            assert_eq!((*amount, *winner), (rounded(own.ahead), rounded(best.ahead)));
            assert!(amount > winner);
            "pays_more"
        }
        Reason::SameCost { by, cost, count, winner } => {
            assert_eq!((own.cost, own.cost), (best.cost, cost.amount().into()));
            assert!(*by == TieRule::Order || winner < count);
            let numbers = |sums: &Sums| {
                match by {
                    TieRule::Expired => sums.all_lost(),
                    TieRule::Purchases => Decimal::from_int(sums.purchases),
                    TieRule::Order => return None,
                }
                .into()
            };
            let (theirs, ours): (Option<Decimal>, Option<Decimal>) = (numbers(own), numbers(best));
            assert!(theirs.is_none_or(|theirs| theirs == *count) && ours.is_none_or(|ours| ours == *winner));
            "same_cost"
        }
    }
}

type Others = Vec<(Alternative, Sums)>;

/// Every alternative to the best way of one usage, with what it and the best come to; `None` where there is no best.
fn ways(book: &PriceBook, usage: &Usage) -> Option<(Sums, Money, Others)> {
    let metering = meter(book, usage).unwrap();
    let Planned::Found(found) = plan(book, &metering, &Allowed::default(), LITTLE).unwrap() else {
        return None;
    };
    let statement = replay(book, &metering, &found.purchases, Automatic::Off).unwrap();
    let mut others = Alternatives::new(book, &found.purchases);
    while !others.step(book, &metering, &found, u64::MAX).unwrap() {}
    let others = others.known(book, &found, &statement).unwrap().into_iter().map(|other| {
        let statement = replay(book, &metering, &other.purchases, Automatic::Off).unwrap();
        let sums = sums(book, &statement);
        (other, sums)
    });
    Some((sums(book, &statement), found.cost, others.collect()))
}

#[test]
fn every_alternative_of_every_preset_has_a_reason_whose_numbers_are_the_statements() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, text) in shipped() {
        let book = PriceBook::parse(&text).unwrap().book;
        for preset in BookView::new(&book).presets {
            for months in [1, 5, 12] {
                let usage = Usage { months: Some(months), ..usage_of(&preset) };
                let Some((best, cost, others)) = ways(&book, &usage) else { continue };
                for (other, own) in &others {
                    let name = check(&book, &other.why, own, &best);
                    *seen.entry(name).or_default() += 1;
                    assert_eq!(other.difference, other.cost.checked_sub(cost).unwrap());
                    assert_eq!(other.difference.is_zero(), name == "same_cost", "{}: {other:?}", book.name());
                }
            }
        }
    }
    for name in
        ["expires_unused", "left_over", "charged_beyond", "dearer_per_credit", "same_cost", "term_beyond"]
    {
        assert!(seen.contains_key(name), "no {name} among {seen:?}");
    }
}
