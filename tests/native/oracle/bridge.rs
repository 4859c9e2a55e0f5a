//! Between the oracle's terms and the engine's: deals and offers have the same indices.

use credit_calculator::book::{Amount, PriceBook, Purchase, Term};
use credit_calculator::meter::Metering;
use credit_calculator::num::Decimal;
use credit_calculator::unit::Money;
use credit_calculator::wallet::{Automatic, ReplayError, Wallet};

use super::exhaustive::{Score, Walk};
use super::ledger::{Buy, Refused, What};
use super::shop::Shop;

fn purchase(month: usize, buy: Buy) -> Purchase {
    let amount = match buy.what {
        What::Month => Amount::Term(Term::MONTH),
        What::Year => Amount::Term(Term::YEAR),
        What::Copies(copies) => Amount::Copies(u32::try_from(copies).unwrap()),
        What::Blocks(blocks) => Amount::Blocks(u64::try_from(blocks).unwrap()),
    };
    Purchase { month, offer: buy.deal, amount }
}

/// The oracle's purchases, by month.
pub fn buys(purchases: &[Purchase], months: usize) -> Vec<Vec<Buy>> {
    let mut plan = vec![Vec::new(); months];
    for purchase in purchases {
        let what = match purchase.amount {
            Amount::Term(Term::MONTH) => What::Month,
            Amount::Term(Term::YEAR) => What::Year,
            Amount::Copies(copies) => What::Copies(i64::from(copies)),
            Amount::Blocks(blocks) => What::Blocks(i64::try_from(blocks).unwrap()),
            amount => panic!("a shop sells nothing by {amount:?}"),
        };
        plan[purchase.month].push(Buy { deal: purchase.offer, what });
    }
    plan
}

/// Cents.
pub fn cents(money: Money) -> i64 {
    i64::try_from(money.amount().to_units(2).unwrap()).unwrap()
}

/// Steps of the shop's credit.
pub fn steps(shop: &Shop, credits: Decimal) -> i64 {
    let units = i64::try_from(credits.to_units(shop.step.1).unwrap()).unwrap();
    assert_eq!(units % shop.step.0, 0, "{credits} is no multiple of the step");
    units / shop.step.0
}

/// The engine's wallet, walked through by the exhaustive search.
#[derive(Clone)]
pub struct Purse<'b> {
    shop: &'b Shop,
    wallet: Wallet<'b>,
    month: usize,
    active: Option<(usize, usize)>,
    taken: Vec<i64>,
    purchases: i64,
}

impl<'b> Purse<'b> {
    pub fn new(shop: &'b Shop, book: &'b PriceBook, metering: &'b Metering) -> Purse<'b> {
        let taken = vec![0; shop.deals.len()];
        Purse {
            shop,
            wallet: Wallet::new(book, metering, Automatic::Off),
            month: 0,
            active: None,
            taken,
            purchases: 0,
        }
    }

    fn score_of(&self, wallet: &Wallet<'b>, closed: bool) -> Score {
        let statement = wallet.clone().close().unwrap();
        let mut lost = statement.lost(0).unwrap();
        if !closed {
            lost = lost.checked_sub(statement.closing_lost[0]).unwrap();
        }
        (cents(statement.cost().unwrap()), steps(self.shop, lost), self.purchases)
    }
}

impl Walk for Purse<'_> {
    type Key = (Vec<i64>, String);

    fn month(&mut self, buys: &[Buy]) -> Result<(), Refused> {
        let purchases: Vec<Purchase> = buys.iter().map(|buy| purchase(self.month, *buy)).collect();
        match self.wallet.month(&purchases) {
            Ok(()) => {}
            Err(ReplayError::NotOffered { .. }) => return Err(Refused::NotOffered),
            Err(ReplayError::NotAllowed { .. }) => return Err(Refused::NotForSale),
            Err(error) => panic!("{error}"),
        }
        if let Some((_, _, credits)) = self.wallet.clone().close().unwrap().blocked() {
            return Err(Refused::Short(steps(self.shop, credits)));
        }
        for buy in buys {
            match buy.what {
                What::Month => self.active = Some((buy.deal, self.month + 1)),
                What::Year => self.active = Some((buy.deal, self.month + 12)),
                What::Copies(copies) => self.taken[buy.deal] += copies,
                What::Blocks(_) => {}
            }
            self.purchases += if let What::Copies(copies) = buy.what { copies } else { 1 };
        }
        self.month += 1;
        Ok(())
    }

    fn running_plan(&self) -> Option<usize> {
        self.active.filter(|(_, until)| *until > self.month).map(|(plan, _)| plan)
    }

    fn taken(&self, deal: usize) -> i64 {
        self.taken[deal]
    }

    fn score(&self) -> Score {
        self.score_of(&self.wallet, false)
    }

    fn final_score(&self) -> Score {
        self.score_of(&self.wallet, true)
    }

    fn key(&self) -> (Vec<i64>, String) {
        let mut key = self.taken.clone();
        let running = self.active.filter(|(_, until)| *until > self.month);
        let (plan, until) = running.map_or((0, 0), |(plan, until)| (plan + 1, until));
        key.extend([plan, until].map(|number| i64::try_from(number).unwrap()));
        let lots = self.wallet.lots().iter().map(|lot| {
            format!(
                "{:?} {} {:?} {} {} {:?} {:?}",
                lot.offer, lot.granted, lot.end, lot.left, lot.priority, lot.needs, lot.carry
            )
        });
        (key, lots.collect::<Vec<_>>().join("|"))
    }
}
