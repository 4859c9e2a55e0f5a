//! The ledger: what a customer holds and pays, day by day, in plain integers.
//!
//! Each day's events in their order: credits whose time is over are gone; on a month's first day those that need
//! a plan which is not active any more, then a plan's credits beyond what may be carried, oldest first; then the
//! month's purchases give their credits; then the day's use is taken, one lot after the other, the lot that burns
//! first being looked for anew each time. What the balance lacked is charged when the month is over.

use super::calendar::month_starts;
use super::shop::{Deal, Fee, Gift, Life, Shop};

/// Never ends.
pub const NEVER: i64 = i64::MAX;
const PLAN_PRIORITY: i64 = 10;
const BOUGHT_PRIORITY: i64 = 20;

/// A purchase at the start of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buy {
    pub deal: usize,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Month,
    Year,
    Copies(i64),
    Blocks(i64),
}

/// Why purchases cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    NotForSale,
    NotOffered,
    Short(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    Expired,
    CycleEnd,
    OverCap,
    Lapsed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paid {
    Plan,
    Pack,
    TopUp,
    PayAsYouGo,
    Overage,
    Welcome,
}

/// Credits of one gift that are left.
#[derive(Clone, Debug)]
pub struct Held {
    pub deal: usize,
    pub granted: i64,
    pub end: i64,
    pub left: i64,
    /// Which of the deal's gifts it is.
    part: i64,
    priority: i64,
    /// Cents paid for so many credits.
    pub worth: (i64, i64),
    gift: Gift,
    plan: bool,
}

/// Everything that was written down.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Month, day, what for, deal, quantity, credits, cents.
    pub payments: Vec<(usize, i64, Paid, usize, i64, i64, i64)>,
    /// Day, deal, credits, end.
    pub grants: Vec<(i64, usize, i64, i64)>,
    pub losses: Vec<Loss>,
    /// Balance after each day.
    pub balances: Vec<i64>,
    pub months: Vec<Row>,
    pub closing_lost: i64,
}

/// Credits that are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    pub day: i64,
    pub deal: usize,
    pub granted: i64,
    pub credits: i64,
    pub cause: Cause,
    /// Cents paid for so many credits.
    pub worth: (i64, i64),
}

/// Sums of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub granted: i64,
    pub used: i64,
    pub lost: i64,
    pub charged: i64,
    pub opening: i64,
    pub balance: i64,
    pub paid: i64,
}

/// A plan that is paid for.
#[derive(Clone, Copy, Debug)]
struct Active {
    deal: usize,
    /// The month after its term.
    until: usize,
    /// Of the whole term.
    price: i64,
    months: i64,
}

#[derive(Clone, Debug)]
pub struct Ledger<'s> {
    shop: &'s Shop,
    starts: std::rc::Rc<Vec<i64>>,
    month: usize,
    pub held: Vec<Held>,
    active: Option<Active>,
    taken: Vec<i64>,
    pub paid: i64,
    pub lost: i64,
    pub purchases: i64,
    row: Row,
    /// Kept only where they are wanted, for they are slow to copy.
    pub pages: Option<Box<Pages>>,
}

impl<'s> Ledger<'s> {
    pub fn new(shop: &'s Shop, pages: bool) -> Ledger<'s> {
        Ledger {
            shop,
            // Credits live up to a hundred months beyond the horizon in these tests.
            starts: std::rc::Rc::new(month_starts(shop.start, shop.months() + 100)),
            month: 0,
            held: Vec::new(),
            active: None,
            taken: vec![0; shop.deals.len()],
            paid: 0,
            lost: 0,
            purchases: 0,
            row: Row::default(),
            pages: pages.then(Box::default),
        }
    }

    /// The plan whose term goes on this month.
    pub fn running_plan(&self) -> Option<usize> {
        self.active.filter(|plan| plan.until > self.month).map(|plan| plan.deal)
    }

    pub fn taken(&self, deal: usize) -> i64 {
        self.taken[deal]
    }

    pub fn balance(&self) -> i64 {
        self.held.iter().map(|lot| lot.left).sum()
    }

    /// All that the future depends on.
    pub fn key(&self) -> Vec<i64> {
        let mut key = self.taken.clone();
        let running = self.active.filter(|plan| plan.until > self.month);
        let (plan, until) = running.map_or((0, 0), |plan| (plan.deal + 1, plan.until));
        key.extend([plan, until].map(|number| i64::try_from(number).unwrap()));
        for lot in &self.held {
            let deal = i64::try_from(lot.deal).unwrap();
            key.extend([deal, lot.part, lot.granted, lot.end, lot.left]);
        }
        key
    }

    /// The next month with its purchases.
    pub fn month(&mut self, buys: &[Buy]) -> Result<(), Refused> {
        self.row = Row::default();
        let (today, after) = (self.starts[self.month], self.starts[self.month + 1]);
        self.expire(today);
        self.subscribe(buys)?;
        self.lapse(today);
        self.cut(today);
        self.give(buys)?;
        self.row.opening = self.balance();
        let plan = self.active.map(|plan| plan.deal);
        let wanted = self.shop.demand_on(plan, self.month).ok_or(Refused::NotOffered)?;
        let short = self.use_up(wanted, today, after);
        self.row.used = wanted - short;
        self.row.charged = short;
        self.charge(short, plan, after - 1)?;
        self.row.balance = self.balance();
        self.month += 1;
        if let Some(pages) = self.pages.as_mut() {
            pages.months.push(self.row);
        }
        Ok(())
    }

    /// The end of the horizon takes what any month's end takes.
    pub fn close(&mut self) {
        self.row = Row::default();
        let end = self.starts[self.month];
        self.expire(end);
        self.cut(end);
        if let Some(pages) = self.pages.as_mut() {
            pages.closing_lost = self.row.lost;
        }
    }

    fn subscribe(&mut self, buys: &[Buy]) -> Result<(), Refused> {
        self.active = self.active.filter(|plan| plan.until > self.month);
        for buy in buys {
            let Deal::Plan { month, year, gifts, .. } = &self.shop.deals[buy.deal] else { continue };
            let (price, months) = match buy.what {
                What::Month => (month, 1),
                What::Year => (year, 12),
                _ => return Err(Refused::NotForSale),
            };
            let Some(price) = *price else { return Err(Refused::NotForSale) };
            if self.active.is_some() {
                return Err(Refused::NotForSale);
            }
            let until = self.month + usize::try_from(months).unwrap();
            self.active = Some(Active { deal: buy.deal, until, price, months });
            let credits: i64 = gifts.iter().map(|gift| gift.credits * months).sum();
            self.pay(Paid::Plan, buy.deal, 1, credits, price, self.starts[self.month]);
        }
        Ok(())
    }

    fn give(&mut self, buys: &[Buy]) -> Result<(), Refused> {
        let shop = self.shop;
        let today = self.starts[self.month];
        if self.month == 0 && shop.new_customer {
            for (deal, welcome) in shop.deals.iter().enumerate() {
                let Deal::Welcome { gifts } = welcome else { continue };
                let credits = gifts.iter().map(|gift| gift.credits).sum();
                self.pay(Paid::Welcome, deal, 1, credits, 0, today);
                self.grant_all(deal, gifts, 1, 0);
            }
        }
        if let Some(Active { deal, price, months, .. }) = self.active
            && let Deal::Plan { gifts, .. } = &shop.deals[deal]
        {
            self.grant_all(deal, gifts, months, price);
        }
        for buy in buys {
            match (&shop.deals[buy.deal], buy.what) {
                (Deal::Plan { .. }, _) => {}
                (Deal::Pack { price, gifts, needs, limit }, What::Copies(copies)) if copies > 0 => {
                    self.taken[buy.deal] += copies;
                    if !self.may_buy(needs) || limit.is_some_and(|limit| self.taken[buy.deal] > limit) {
                        return Err(Refused::NotForSale);
                    }
                    let credits: i64 = gifts.iter().map(|gift| gift.credits * copies).sum();
                    self.pay(Paid::Pack, buy.deal, copies, credits, price * copies, today);
                    self.grant_all(buy.deal, gifts, copies, price * copies);
                }
                (Deal::TopUp { price, gift, least, most, needs }, What::Blocks(blocks)) => {
                    if !self.may_buy(needs) || blocks < *least || most.is_some_and(|most| blocks > most) {
                        return Err(Refused::NotForSale);
                    }
                    self.pay(Paid::TopUp, buy.deal, 1, gift.credits * blocks, price * blocks, today);
                    self.grant_all(buy.deal, std::slice::from_ref(gift), blocks, price * blocks);
                }
                _ => return Err(Refused::NotForSale),
            }
        }
        Ok(())
    }

    fn may_buy(&self, needs: &[usize]) -> bool {
        needs.is_empty() || self.active.is_some_and(|plan| needs.contains(&plan.deal))
    }

    /// Gives all gifts of a deal, `times` for `cents`; a plan gives them month by month.
    fn grant_all(&mut self, deal: usize, gifts: &[Gift], times: i64, cents: i64) {
        let together: i64 = gifts.iter().map(|gift| gift.credits * times).sum();
        let now = if self.shop.is_plan(deal) { 1 } else { times };
        for (part, gift) in (0..).zip(gifts) {
            self.grant(deal, part, gift, now, (cents, together));
        }
    }

    fn grant(&mut self, deal: usize, part: i64, gift: &Gift, copies: i64, worth: (i64, i64)) {
        let today = self.starts[self.month];
        let plan = self.shop.is_plan(deal);
        let later = |months: i64| self.starts[self.month + usize::try_from(months).unwrap()];
        let life = match &gift.rollover {
            _ if !plan => gift.life,
            None => Life::Cycle,
            Some(rollover) => match rollover.further {
                None => Life::Never,
                Some(0) => Life::Cycle,
                Some(further) => Life::Months(further + 1),
            },
        };
        let end = match life {
            Life::Never => NEVER,
            Life::Cycle => later(1),
            Life::Months(months) => later(months),
            Life::Days(days) => today + days,
        };
        let credits = gift.credits * copies;
        self.row.granted += credits;
        if let Some(pages) = self.pages.as_mut() {
            pages.grants.push((today, deal, credits, end));
        }
        let usual = if plan { PLAN_PRIORITY } else { BOUGHT_PRIORITY };
        let priority = gift.priority.unwrap_or(usual);
        let gift = Gift { life, ..gift.clone() };
        self.held.push(Held { deal, granted: today, end, left: credits, part, priority, worth, gift, plan });
    }

    fn lose(&mut self, lot: &Held, credits: i64, cause: Cause, day: i64) {
        self.lost += credits;
        self.row.lost += credits;
        if let Some(pages) = self.pages.as_mut() {
            pages.losses.push(Loss {
                day,
                deal: lot.deal,
                granted: lot.granted,
                credits,
                cause,
                worth: lot.worth,
            });
        }
    }

    fn lose_all(&mut self, day: i64, gone: impl Fn(&Ledger, &Held) -> Option<Cause>) {
        for lot in std::mem::take(&mut self.held) {
            match gone(self, &lot) {
                Some(cause) => self.lose(&lot, lot.left, cause, day),
                None => self.held.push(lot),
            }
        }
    }

    fn expire(&mut self, day: i64) {
        if self.held.iter().any(|lot| lot.end <= day) {
            let cause =
                |lot: &Held| if lot.gift.life == Life::Cycle { Cause::CycleEnd } else { Cause::Expired };
            self.lose_all(day, |_, lot| (lot.end <= day).then(|| cause(lot)));
        }
    }

    fn lapse(&mut self, day: i64) {
        self.lose_all(day, |ledger, lot| {
            let active = ledger.active.map(|plan| plan.deal);
            let lapses = match &ledger.shop.deals[lot.deal] {
                Deal::Plan { .. } => {
                    active != Some(lot.deal)
                        && lot.gift.rollover.as_ref().is_some_and(|rollover| !rollover.kept)
                }
                Deal::Pack { needs, .. } | Deal::TopUp { needs, .. } if lot.gift.while_subscribed => {
                    active.is_none_or(|plan| !needs.is_empty() && !needs.contains(&plan))
                }
                _ => lot.gift.while_subscribed && active.is_none(),
            };
            lapses.then_some(Cause::Lapsed)
        });
    }

    /// Cuts each plan's carried credits to its cap.
    fn cut(&mut self, day: i64) {
        for deal in 0..self.shop.deals.len() {
            let carried = |lot: &Held| lot.plan && lot.deal == deal && lot.gift.rollover.is_some();
            let cap =
                self.held.iter().filter(|lot| carried(lot)).find_map(|lot| lot.gift.rollover.as_ref()?.cap);
            let Some(cap) = cap else { continue };
            let total: i64 = self.held.iter().filter(|lot| carried(lot)).map(|lot| lot.left).sum();
            let mut excess = total - cap;
            while excess > 0 {
                let places = (0..self.held.len())
                    .filter(|place| carried(&self.held[*place]) && self.held[*place].left > 0);
                let oldest =
                    places.min_by_key(|place| (self.held[*place].granted, self.held[*place].part)).unwrap();
                let cut = excess.min(self.held[oldest].left);
                excess -= cut;
                self.held[oldest].left -= cut;
                let lot = self.held[oldest].clone();
                self.lose(&lot, cut, Cause::OverCap, day);
            }
        }
        self.held.retain(|lot| lot.left > 0);
    }

    /// Burns a month's credits; how many were lacking.
    fn use_up(&mut self, wanted: i64, from: i64, to: i64) -> i64 {
        let (each, more) = (wanted / (to - from), wanted % (to - from));
        let mut short = 0;
        for day in from..to {
            if day > from {
                self.expire(day);
            }
            let mut today = each + i64::from(day - from < more);
            while today > 0 && !self.held.is_empty() {
                let first = (0..self.held.len()).min_by_key(|place| order(&self.held[*place])).unwrap();
                let burnt = today.min(self.held[first].left);
                today -= burnt;
                self.held[first].left -= burnt;
                if self.held[first].left == 0 {
                    self.held.remove(first);
                }
            }
            short += today;
            let balance = self.balance();
            if let Some(pages) = &mut self.pages {
                pages.balances.push(balance);
            }
        }
        short
    }

    fn charge(&mut self, short: i64, plan: Option<usize>, day: i64) -> Result<(), Refused> {
        if short == 0 {
            return Ok(());
        }
        let overage = plan.and_then(|plan| match &self.shop.deals[plan] {
            Deal::Plan { overage, .. } => overage.map(|fee| (Paid::Overage, plan, fee)),
            _ => None,
        });
        let pay_as_you_go = || {
            self.shop.deals.iter().enumerate().find_map(|(index, deal)| match deal {
                Deal::PayAsYouGo(fee) => Some((Paid::PayAsYouGo, index, *fee)),
                _ => None,
            })
        };
        let (kind, deal, fee) = overage.or_else(pay_as_you_go).ok_or(Refused::Short(short))?;
        self.pay(kind, deal, 1, short, charge(fee, short), day);
        Ok(())
    }

    fn pay(&mut self, kind: Paid, deal: usize, quantity: i64, credits: i64, cents: i64, day: i64) {
        self.paid += cents;
        self.row.paid += cents;
        self.purchases += match kind {
            Paid::Plan | Paid::TopUp => 1,
            Paid::Pack => quantity,
            Paid::PayAsYouGo | Paid::Overage | Paid::Welcome => 0,
        };
        if let Some(pages) = self.pages.as_mut() {
            pages.payments.push((self.month, day, kind, deal, quantity, credits, cents));
        }
    }
}

/// Cents for credits after use, rounded once, the half up.
fn charge(fee: Fee, credits: i64) -> i64 {
    let count = fee.block.map_or(credits, |block| (credits + block - 1) / block);
    (count * fee.price + 50) / 100
}

/// Priority, soonest end (never last), free before paid, oldest, first in the book.
fn order(lot: &Held) -> (i64, i64, bool, i64, usize, i64) {
    (lot.priority, lot.end, lot.worth.0 > 0, lot.granted, lot.deal, lot.part)
}
