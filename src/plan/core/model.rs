//! The problem as the search sees it: in units, with the horizon's end as the last end of anything.

use super::problem::{CoreCharge, CoreError, CoreProblem, CoreRollover, MOST_MONTHS, rounded};

/// Largest number of units of anything: ends and units share one word in a lot.
pub const MOST_UNITS: i64 = 1 << 46;
/// Largest sum of money: far from the end of `i64`.
pub const MOST_MONEY: i64 = 1 << 60;
/// Packs with a limit that labels have room for, eight bits each.
pub const MOST_LIMITED: usize = 8;

/// A problem in units.
#[derive(Debug, Clone)]
pub struct Model {
    pub months: usize,
    /// Units used before each month, and in all.
    pub used: Vec<i64>,
    /// Packs without a limit.
    pub packs: Vec<Pack>,
    /// Packs with one.
    pub limited: Vec<Pack>,
    pub plans: Vec<Plan>,
    pub payg: Option<Charge>,
    /// Units and end of lots at the start, by end.
    pub start: Vec<(usize, i64)>,
    /// Lifetimes that occur, ascending, from 0 for "nothing held".
    pub levels: Vec<usize>,
    /// By month: whether it may not pass without a plan.
    needs_plan: Vec<bool>,
}

#[derive(Debug, Clone, Copy)]
pub struct Pack {
    /// Index in the problem.
    pub source: usize,
    pub price: i64,
    pub units: i64,
    /// Months, at most the horizon's.
    pub life: usize,
    /// Index of the lifetime.
    pub level: usize,
    pub members: bool,
    pub limit: i64,
}

#[derive(Debug, Clone)]
pub struct Plan {
    pub source: usize,
    pub term: usize,
    pub fee: i64,
    pub grant: i64,
    pub kind: Kind,
    pub charge: Option<Charge>,
    /// Whether packs for members are sold on it.
    pub sells_packs: bool,
    /// The first plan with which it shares a bucket: itself, or one before it.
    pub family: usize,
    /// By month: units used that need no credits.
    covered: Vec<i64>,
}

/// What the credits of a plan are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lots of this lifetime.
    Lot(usize),
    /// A bucket of which so much is carried.
    Bucket(i64),
}

/// Started blocks at a price, the sum of a month rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    pub block: i64,
    pub price: i64,
    pub rounded_to: i64,
}

impl Charge {
    /// Money for so many units.
    #[inline]
    pub fn cost(self, units: i64) -> i64 {
        rounded(self.unrounded(units), self.rounded_to)
    }

    /// The same before it is rounded.
    #[inline]
    pub fn unrounded(self, units: i64) -> i64 {
        if self.block == 1 { units * self.price } else { (units + self.block - 1) / self.block * self.price }
    }

    /// Money for one block, and its units.
    pub fn rate(self) -> (i64, i64) {
        (self.price, self.block)
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Model {
    /// # Errors
    ///
    /// [`CoreError`] when a number is out of range or too large.
    pub fn new(problem: &CoreProblem) -> Result<Model, CoreError> {
        check(problem)?;
        let months = problem.demand.len();
        let unit = unit(problem);
        let life = |lifetime: Option<u32>| lifetime.map_or(months, |life| (life as usize).min(months));
        let charge = |charge: CoreCharge| {
            let CoreCharge { block, price, rounded_to } = charge;
            if unit % block == 0 {
                Charge { block: 1, price: price * (unit / block), rounded_to }
            } else {
                Charge { block: block / unit, price, rounded_to }
            }
        };
        let mut used = vec![0];
        for demand in &problem.demand {
            used.push(used[used.len() - 1] + demand / unit);
        }
        let total = used[months];
        let mut all: Vec<Pack> = Vec::new();
        for (source, pack) in problem.packs.iter().enumerate() {
            let most = (total * unit + pack.credits - 1) / pack.credits * months as i64;
            all.push(Pack {
                source,
                price: pack.price,
                units: pack.credits / unit,
                life: life(pack.lifetime),
                level: 0,
                members: pack.subscribers_only,
                limit: pack.limit.map_or(i64::MAX, |limit| {
                    if i64::from(limit) >= most { i64::MAX } else { i64::from(limit) }
                }),
            });
        }
        let kept: Vec<Pack> =
            (0..all.len()).filter(|index| is_wanted(&all, *index)).map(|index| all[index]).collect();
        let mut plans = Vec::new();
        for (source, plan) in problem.plans.iter().enumerate() {
            plans.push(Plan {
                source,
                term: plan.term as usize,
                fee: plan.fee,
                grant: plan.grant / unit,
                kind: match plan.rollover {
                    CoreRollover::None => Kind::Lot(1.min(months)),
                    CoreRollover::Months(count) => Kind::Lot(life(Some(count))),
                    CoreRollover::Cap(cap) => Kind::Bucket(cap / unit),
                },
                charge: plan.overage.or(problem.payg).map(charge),
                sells_packs: plan.sells_packs,
                family: problem.plans.iter().position(|first| first.family == plan.family).unwrap_or(source),
                covered: plan.covered.iter().map(|covered| covered / unit).collect(),
            });
        }
        let mut start: Vec<(usize, i64)> = problem
            .start
            .iter()
            .map(|lot| (life(lot.months), lot.credits / unit))
            .filter(|(end, units)| *end > 0 && *units > 0)
            .collect();
        start.sort_unstable();
        let mut levels: Vec<usize> = kept.iter().map(|pack| pack.life).collect();
        levels.extend(plans.iter().filter_map(|plan| match plan.kind {
            Kind::Lot(life) => Some(life),
            Kind::Bucket(_) => None,
        }));
        levels.push(0);
        // What a plan covers lasts as long as a month's credits.
        levels.extend(plans.iter().any(|plan| !plan.covered.is_empty()).then_some(1.min(months)));
        levels.extend(start.last().map(|(end, _)| *end));
        levels.sort_unstable();
        levels.dedup();
        let (mut packs, mut limited): (Vec<Pack>, Vec<Pack>) =
            kept.into_iter().partition(|pack| pack.limit == i64::MAX);
        for pack in packs.iter_mut().chain(&mut limited) {
            pack.level = levels.binary_search(&pack.life).unwrap_or_default();
        }
        if limited.len() > MOST_LIMITED || limited.iter().any(|pack| pack.limit > 255) || plans.len() > 200 {
            return Err(CoreError::TooMany);
        }
        let needs_plan = problem.needs_plan.clone();
        let payg = problem.payg.map(charge);
        Ok(Model { months, used, packs, limited, plans, payg, start, levels, needs_plan })
    }

    /// Units used in a month.
    pub fn need(&self, month: usize) -> i64 {
        self.used[month + 1] - self.used[month]
    }

    /// Units used before a month, or in all.
    #[inline]
    pub fn until(&self, end: usize) -> i64 {
        self.used[end.min(self.months)]
    }

    /// First month in which credits of a lifetime granted in a month cannot be used; the horizon's end when later.
    #[inline]
    pub fn end(&self, month: usize, life: usize) -> usize {
        (month + life).min(self.months)
    }

    /// Units used in a month that a plan needs no credits for.
    pub fn covered(&self, plan: usize, month: usize) -> i64 {
        self.plans[plan].covered.get(month).copied().unwrap_or(0)
    }

    /// Whether a month may not pass without a plan.
    pub fn needs_plan(&self, month: usize) -> bool {
        self.needs_plan.get(month).copied().unwrap_or(false)
    }

    /// Whether packs for members are sold to people on a plan, or without one.
    pub fn sells_packs(&self, plan: Option<usize>) -> bool {
        plan.and_then(|plan| self.plans.get(plan)).is_some_and(|plan| plan.sells_packs)
    }

    /// The charge in a month on a plan, or without one.
    pub fn charge(&self, plan: Option<usize>) -> Option<Charge> {
        plan.map_or(self.payg, |plan| self.plans[plan].charge)
    }
}

fn check(problem: &CoreProblem) -> Result<(), CoreError> {
    let charges = problem.plans.iter().filter_map(|plan| plan.overage).chain(problem.payg);
    let in_range = problem.demand.len() <= MOST_MONTHS
        && problem.demand.iter().all(|demand| *demand >= 0)
        && problem.packs.iter().all(|pack| pack.price >= 0 && pack.credits > 0 && pack.lifetime != Some(0))
        && problem.start.iter().all(|lot| lot.credits >= 0)
        && charges.clone().all(|charge| charge.block > 0 && charge.price >= 0 && charge.rounded_to > 0)
        && problem.plans.iter().all(|plan| {
            let rollover = match plan.rollover {
                CoreRollover::None => true,
                CoreRollover::Months(count) => count > 0,
                CoreRollover::Cap(cap) => cap >= 0,
            };
            let covered = plan.covered.iter().enumerate().all(|(month, covered)| {
                *covered >= 0 && problem.demand.get(month).is_some_and(|demand| covered <= demand)
            });
            rollover && covered && plan.term > 0 && plan.fee >= 0 && plan.grant >= 0
        });
    if !in_range {
        return Err(CoreError::Range);
    }
    let alike = problem.plans.iter().all(|plan| {
        let mut others = problem.plans.iter().filter(|other| other.family == plan.family);
        others.all(|other| other.sells_packs == plan.sells_packs)
    });
    if !alike {
        return Err(CoreError::Range);
    }
    let total: i128 = problem.demand.iter().map(|demand| i128::from(*demand)).sum();
    let months = problem.demand.len() as i128;
    let credits = problem
        .packs
        .iter()
        .map(|pack| pack.credits)
        .chain(problem.start.iter().map(|lot| lot.credits))
        .chain(charges.clone().map(|charge| charge.block))
        .chain(problem.plans.iter().map(|plan| plan.grant))
        .chain(problem.plans.iter().filter_map(|plan| match plan.rollover {
            CoreRollover::Cap(cap) => Some(cap),
            _ => None,
        }));
    let is_small = total <= i128::from(MOST_UNITS)
        && credits.clone().map(i128::from).sum::<i128>() * months.max(1) <= i128::from(MOST_UNITS);
    let packs =
        problem.packs.iter().map(|pack| i128::from(pack.price) * (total / i128::from(pack.credits) + 1));
    let fees = problem.plans.iter().map(|plan| i128::from(plan.fee) * months);
    let charged = charges.map(|charge| {
        i128::from(charge.price) * (total / i128::from(charge.block) + months)
            + i128::from(charge.rounded_to) * months
    });
    let money = packs.chain(fees).chain(charged).try_fold(0_i128, i128::checked_add);
    if is_small && money.is_some_and(|money| money <= i128::from(MOST_MONEY)) {
        Ok(())
    } else {
        Err(CoreError::TooLarge)
    }
}

/// The largest number of credits that divides every quantity. A block of a charge need not be a multiple of it when
/// it divides it: then every shortage is whole blocks.
fn unit(problem: &CoreProblem) -> i64 {
    let mut unit = 0;
    problem.demand.iter().for_each(|demand| unit = gcd(unit, *demand));
    problem.packs.iter().for_each(|pack| unit = gcd(unit, pack.credits));
    problem.start.iter().for_each(|lot| unit = gcd(unit, lot.credits));
    for plan in &problem.plans {
        unit = gcd(unit, plan.grant);
        plan.covered.iter().for_each(|covered| unit = gcd(unit, *covered));
        if let CoreRollover::Cap(cap) = plan.rollover {
            unit = gcd(unit, cap);
        }
    }
    let unit_of_all = unit.max(1);
    let mut unit = unit_of_all;
    loop {
        let before = unit;
        for charge in problem.plans.iter().filter_map(|plan| plan.overage).chain(problem.payg) {
            if unit % charge.block != 0 {
                unit = gcd(unit, charge.block);
            }
        }
        if unit == before {
            return unit;
        }
    }
}

/// Whether no other pack can always stand in for this one: as many credits or more, for as long, for the same people,
/// as cheap. Replacing every copy keeps any purchase plan feasible and no dearer, for later and more credits never
/// hurt. Of two alike the first stays.
fn is_wanted(packs: &[Pack], index: usize) -> bool {
    let pack = packs[index];
    !packs.iter().enumerate().any(|(other, better)| {
        let no_worse = better.units >= pack.units
            && better.price <= pack.price
            && better.life >= pack.life
            && (!better.members || pack.members)
            && better.limit == i64::MAX;
        let alike = pack.units >= better.units
            && pack.price <= better.price
            && pack.life >= better.life
            && (!pack.members || better.members)
            && pack.limit == i64::MAX;
        other != index && no_worse && (!alike || other < index)
    })
}
