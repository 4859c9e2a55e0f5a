//! The account: what a customer holds and pays, day by day. Every unit is taken by itself out of the lot that burns
//! first, which is looked for anew each time.

use std::collections::BTreeMap;

use super::days::{date_of, day_of, later, length};
use super::model::{AtZero, Buy, Kind, Model, What, Without};

/// Never ends.
pub const NEVER: i64 = i64::MAX;

/// The purchases cannot be.
#[derive(Debug)]
pub struct Refused;

/// Cents for one credit: numerator and denominator.
pub type Price = (i128, i128);

#[derive(Clone, Debug)]
pub struct Lot {
    pub offer: Option<usize>,
    pub place: usize,
    pub kind: usize,
    pub team: Option<usize>,
    pub serves: Vec<bool>,
    pub granted: i64,
    pub end: i64,
    pub priority: i64,
    pub size: i64,
    pub left: i64,
    pub price: Price,
    pub needs: Option<Vec<usize>>,
    pub without: Without,
    pub shut: bool,
    pub rolls: Option<Rolls>,
    pub cycle: bool,
    pub serial: usize,
}

/// How a lot is carried: its pool, the end of its own time, and its caps.
#[derive(Clone, Debug)]
pub struct Rolls {
    pub pool: (usize, usize),
    pub until: i64,
    pub at_most: Option<i64>,
    pub total: Option<i64>,
    pub percent: Option<i64>,
    pub last: bool,
    pub carried: bool,
}

#[derive(Clone, Debug)]
pub struct Active {
    pub offer: usize,
    pub months: i64,
    pub copies: i64,
    pub from: usize,
    pub until: usize,
    pub moved: bool,
    /// A plan after another or none.
    pub anew: bool,
    pub prices: Vec<Price>,
}

/// Sums of a type in a month: granted, used, repaid, lost, charged, carried, slow, blocked, opening, balance, owed.
pub type Row = [i64; 11];
pub const GRANTED: usize = 0;
pub const USED: usize = 1;
pub const REPAID: usize = 2;
pub const LOST: usize = 3;
pub const CHARGED: usize = 4;
pub const CARRIED: usize = 5;
pub const SLOW: usize = 6;
pub const BLOCKED: usize = 7;
const OPENING: usize = 8;
const BALANCE: usize = 9;
const OWED: usize = 10;

/// Month, day, what for, offer, charge, quantity, steps by type, months, cents, fee, whether automatic.
pub type Paid = (usize, i64, &'static str, usize, usize, i64, Vec<i64>, Option<i64>, i64, i64, bool);

/// Day, offer, place, type, team, steps, end, bonus, balance.
pub type Came = (i64, Option<usize>, usize, usize, Option<usize>, i64, i64, bool, i64);

/// Day, offer, type, granted, steps, of, cause, value in cents.
pub type Gone = (i64, Option<usize>, usize, i64, i64, i64, &'static str, Price);

/// Everything that was written down.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub payments: Vec<Paid>,
    pub grants: Vec<Came>,
    pub losses: Vec<Gone>,
    pub uses: BTreeMap<(Option<usize>, usize), i64>,
    pub months: Vec<Vec<Row>>,
    pub blocked: Vec<Vec<i64>>,
    /// By type, then day.
    pub balances: Vec<Vec<i64>>,
    pub closing: Vec<i64>,
}

/// Usage that the same credits serve.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stream {
    pub feature: usize,
    pub kind: usize,
    pub team: usize,
}

#[derive(Clone)]
pub struct Account<'m> {
    pub model: &'m Model,
    pub automatic: bool,
    pub streams: Vec<Stream>,
    /// Streams of each line's costs.
    line_streams: Vec<Vec<(usize, i64)>>,
    pub month: usize,
    pub lots: Vec<Lot>,
    pub serial: usize,
    pub plan: Option<Active>,
    /// The family of the plan that is over since today.
    pub over: Option<usize>,
    pub add_ons: Vec<Active>,
    pub taken: Vec<i64>,
    pub taken_now: Vec<i64>,
    pub once: Vec<(usize, usize)>,
    pub capped: BTreeMap<(usize, usize, Option<usize>, i64), i64>,
    pub debts: Vec<i64>,
    pub moving: Option<(usize, usize)>,
    pub moved: Vec<(usize, usize)>,
    pub refills: (i64, i64),
    pub row: Vec<Row>,
    pub short: Vec<i64>,
    pub pages: Pages,
}

impl<'m> Account<'m> {
    pub fn new(model: &'m Model, automatic: bool) -> Account<'m> {
        let scopes = model.scopes();
        let group = |feature: usize, kind: usize, team: usize| {
            let covered =
                scopes.iter().filter(|(own, _)| *own == kind).map(|(_, scope)| scope.contains(&feature));
            (kind, covered.collect::<Vec<bool>>(), if model.has_private() { team } else { 0 })
        };
        let mut groups = BTreeMap::new();
        for (feature, team) in &model.lines {
            for (kind, _) in &model.features[*feature] {
                let first = groups.entry(group(*feature, *kind, *team)).or_insert(*feature);
                *first = (*first).min(*feature);
            }
        }
        let key = |((kind, _, team), feature): &(&(usize, Vec<bool>, usize), &usize)| Stream {
            feature: **feature,
            kind: *kind,
            team: *team,
        };
        let mut sorted: Vec<_> = groups.iter().collect();
        sorted.sort_by_key(key);
        let line_streams = model.lines.iter().map(|(feature, team)| {
            let place = |kind: usize| {
                sorted.iter().position(|(own, _)| **own == group(*feature, kind, *team)).unwrap()
            };
            model.features[*feature].iter().map(|(kind, steps)| (place(*kind), *steps)).collect()
        });
        let line_streams = line_streams.collect();
        let streams: Vec<Stream> = sorted.iter().map(key).collect();
        let kinds = model.types.len();
        Account {
            model,
            automatic,
            line_streams,
            month: 0,
            lots: Vec::new(),
            serial: 0,
            plan: None,
            over: None,
            add_ons: Vec::new(),
            taken: vec![0; model.offers.len()],
            taken_now: Vec::new(),
            once: Vec::new(),
            capped: BTreeMap::new(),
            debts: vec![0; streams.len()],
            moving: None,
            moved: Vec::new(),
            refills: (0, 0),
            row: Vec::new(),
            short: Vec::new(),
            pages: Pages { balances: vec![Vec::new(); kinds], ..Pages::default() },
            streams,
        }
    }

    /// First day of a month.
    pub fn month_start(&self, month: usize) -> i64 {
        let (year, first, anchor) = date_of(self.model.start);
        let months = i64::try_from(month).unwrap();
        match self.model.rules.calendar {
            Some(_) if month == 0 => self.model.start,
            Some(_) => later(day_of(year, first, 1), 1, months, false),
            None => later(self.model.start, anchor, months, self.model.rules.overflow),
        }
    }

    /// Days of the first month and of its calendar month.
    pub fn share(&self, month: usize, costs: bool) -> (i64, i64) {
        let (year, first, _) = date_of(self.model.start);
        match self.model.rules.calendar {
            Some(shared) if month == 0 && (shared || !costs) => {
                (self.month_start(1) - self.model.start, length(year, first))
            }
            _ => (1, 1),
        }
    }

    pub fn plan_offer(&self) -> Option<usize> {
        self.plan.as_ref().map(|plan| plan.offer)
    }

    pub fn at_zero(&self) -> &'m AtZero {
        let own = self
            .plan_offer()
            .and_then(|plan| self.model.plan(plan))
            .map_or(&AtZero::Charge, |plan| &plan.at_zero);
        match own {
            AtZero::Carry | AtZero::Upgrade(_) | AtZero::Refill { .. } if !self.automatic => &AtZero::Stop,
            own => own,
        }
    }

    pub fn balance(&self, kind: usize) -> i64 {
        self.lots.iter().filter(|lot| lot.kind == kind).map(|lot| lot.left).sum()
    }

    /// Steps each stream needs on each day of the month.
    fn wanted(&self) -> Vec<Vec<i64>> {
        let (from, to) = (self.month_start(self.month), self.month_start(self.month + 1));
        let days = usize::try_from(to - from).unwrap();
        let (_, calendar, _) = date_of(from);
        let times = self.model.season[usize::try_from(calendar - 1).unwrap()];
        let (part, whole) = self.share(self.month, false);
        let mut totals = vec![0; self.streams.len()];
        for costs in &self.line_streams {
            for (stream, steps) in costs {
                totals[*stream] += (2 * steps * times * part + whole) / (2 * whole);
            }
        }
        let spread = |total: i64| {
            let (each, more) = (total / (to - from), total % (to - from));
            (0..days).map(|day| each + i64::from(i64::try_from(day).unwrap() < more)).collect()
        };
        totals.into_iter().map(spread).collect()
    }

    pub fn month(&mut self, buys: &[Buy]) -> Result<(), Refused> {
        let (today, after) = (self.month_start(self.month), self.month_start(self.month + 1));
        self.row = vec![[0; 11]; self.model.types.len()];
        self.short = vec![0; self.streams.len()];
        self.taken_now = vec![0; self.model.offers.len()];
        self.refills = (0, 0);
        self.expire(today);
        self.end_terms();
        self.move_on()?;
        let buys = self.as_made(buys);
        for buy in &buys {
            if let What::Term(months) = buy.what {
                if self.plan.is_some() || !matches!(self.model.offers[buy.offer].kind, Kind::Plan(_)) {
                    return Err(Refused);
                }
                self.subscribe(buy.offer, months, 1, false)?;
            }
        }
        self.lapse(today, false);
        self.cut(today);
        self.first_balance();
        self.give_gifts(today);
        self.give_active(today);
        for buy in &buys {
            match buy.what {
                What::Term(_) => {}
                What::AddOn(months, copies) => {
                    if !matches!(self.model.offers[buy.offer].kind, Kind::AddOn(_)) || copies < 1 {
                        return Err(Refused);
                    }
                    self.subscribe(buy.offer, months, copies, false)?;
                    let bought = self.add_ons.last().cloned().unwrap();
                    self.give_one(&bought, today);
                }
                What::Copies(_) | What::Blocks(_) => self.buy(*buy, today, false)?,
            }
        }
        self.lapse(today, true);
        for kind in 0..self.row.len() {
            self.row[kind][OPENING] = self.balance(kind);
        }
        let wanted = self.wanted();
        for day in today..after {
            if day > today {
                self.expire(day);
                self.cut(day);
                self.give_active(day);
            }
            self.refill_if_low(day);
            for (stream, days) in wanted.iter().enumerate() {
                self.use_up(stream, days[usize::try_from(day - today).unwrap()], day);
            }
            self.refill_if_low(day);
            for kind in 0..self.row.len() {
                let balance = self.balance(kind);
                self.pages.balances[kind].push(balance);
            }
        }
        self.charge(after - 1);
        for kind in 0..self.row.len() {
            self.row[kind][BALANCE] = self.balance(kind);
            let own = self.streams.iter().zip(&self.debts).filter(|(stream, _)| stream.kind == kind);
            self.row[kind][OWED] = own.map(|(_, debt)| debt).sum();
        }
        self.pages.months.push(self.row.clone());
        self.month += 1;
        Ok(())
    }

    /// The end of the horizon takes what any month's end takes.
    pub fn close(&mut self) {
        self.row = vec![[0; 11]; self.model.types.len()];
        let end = self.month_start(self.month);
        self.expire(end);
        self.end_terms();
        self.cut(end);
        self.pages.closing = self.row.iter().map(|row| row[LOST]).collect();
    }
}
