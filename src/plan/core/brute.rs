//! The core against every purchase plan there is, on thousands of tiny random problems with every rule mixed.

use std::collections::HashMap;

use super::bound::Beyond;
use super::model::Model;
use super::problem::{CoreCharge, CoreLot, CorePack, CorePlan, CoreProblem, CoreRollover};
use super::search::{CoreSolver, Means, means};

/// `SplitMix64`, as in the other tests.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Both ends possible.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + (self.next() % (most - least + 1) as u64) as i64
    }

    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.between(0, from.len() as i64 - 1) as usize]
    }
}

/// A tiny problem.
pub fn tiny(random: &mut Random) -> CoreProblem {
    let months = random.between(1, 4);
    let scale = random.pick(&[1, 1, 1, 2, 3]);
    let most = random.pick(&[4, 8, 14]);
    let mut problem = CoreProblem::default();
    for _ in 0..months {
        problem.demand.push(if random.chance(20) { 0 } else { random.between(0, most) * scale });
    }
    for _ in 0..random.between(0, 3) {
        let credits = random.between((most / 3).max(2), most + 3);
        problem.packs.push(CorePack {
            price: credits * random.between(3, 12) + random.between(0, 20) * i64::from(random.chance(50)),
            credits: credits * scale,
            lifetime: random.pick(&[Some(1), Some(2), Some(3), Some(4), None]),
            subscribers_only: random.chance(30),
            limit: random.pick(&[None, None, None, Some(1), Some(2)]),
        });
    }
    for _ in 0..random.between(0, 2) {
        let grant = random.between(0, most) * scale;
        problem.plans.push(CorePlan {
            term: random.pick(&[1, 1, 2, 3]),
            fee: random.between(0, 60),
            grant,
            rollover: match random.between(0, 3) {
                0 => CoreRollover::None,
                1 => CoreRollover::Months(random.between(1, 4) as u32),
                _ => CoreRollover::Cap(random.between(0, 9) * scale),
            },
            overage: random.chance(40).then(|| charge(random, scale)),
            sells_packs: true,
            family: random.between(0, 1) as usize,
            covered: Vec::new(),
        });
    }
    if random.chance(30) {
        let first = random.chance(50);
        for plan in &mut problem.plans {
            plan.sells_packs = (plan.family == 0) == first;
        }
    }
    if random.chance(30) {
        for plan in &mut problem.plans {
            let part = random.between(0, 100);
            plan.covered = problem.demand.iter().map(|used| used / scale * part / 100 * scale).collect();
        }
    }
    if random.chance(20) {
        let always = random.chance(50);
        problem.needs_plan = problem.demand.iter().map(|_| always || random.chance(50)).collect();
    }
    problem.payg = random.chance(60).then(|| charge(random, scale));
    for _ in 0..random.pick(&[0, 0, 0, 1, 2]) {
        let months = random.pick(&[Some(1), Some(2), Some(3), None]);
        problem.start.push(CoreLot { credits: random.between(0, 8) * scale, months });
    }
    problem
}

fn charge(random: &mut Random, scale: i64) -> CoreCharge {
    let rounded_to = random.pick(&[1, 1, 1, 2, 7, 10, 24]);
    CoreCharge { block: random.pick(&[1, 1, 1, 2, 5, scale]), price: random.between(5, 30), rounded_to }
}

/// A state of the exhaustive search: month, plan and months left of its term, its bucket, lots, copies bought.
type State = (usize, Option<(usize, u32)>, i64, Vec<(usize, i64)>, Vec<i64>);

struct Brute<'p> {
    problem: &'p CoreProblem,
    known: HashMap<State, Option<i64>>,
}

impl Brute<'_> {
    /// The least cost from a month's start; `None` when it cannot be done.
    fn least(&mut self, state: State) -> Option<i64> {
        if state.0 == self.problem.demand.len() {
            return Some(0);
        }
        if let Some(known) = self.known.get(&state) {
            return *known;
        }
        let (month, plan, bucket, lots, copies) = &state;
        let mut choices: Vec<(i64, Option<(usize, u32)>)> = Vec::new();
        match plan {
            Some((plan, left)) if *left > 0 => choices.push((0, Some((*plan, *left)))),
            _ => {
                choices.extend((self.problem.needs_plan.get(*month) != Some(&true)).then_some((0, None)));
                choices.extend(
                    self.problem
                        .plans
                        .iter()
                        .enumerate()
                        .map(|(index, plan)| (plan.fee, Some((index, plan.term)))),
                );
            }
        }
        let mut least: Option<i64> = None;
        for (fee, active) in choices {
            let mut lots = lots.clone();
            let family = |plan: Option<(usize, u32)>| plan.map(|(plan, _)| self.problem.plans[plan].family);
            let mut bucket = if family(*plan) == family(active) { *bucket } else { 0 };
            if let Some((plan, _)) = active {
                let plan = &self.problem.plans[plan];
                match plan.rollover {
                    CoreRollover::None => lots.push((month + 1, plan.grant)),
                    CoreRollover::Months(count) => lots.push((month + count as usize, plan.grant)),
                    CoreRollover::Cap(_) => bucket += plan.grant,
                }
            }
            let rest = self.buy(*month, active, bucket, &lots, copies, 0);
            least = [least, rest.map(|rest| rest + fee)].into_iter().flatten().min();
        }
        self.known.insert(state, least);
        least
    }

    fn buy(
        &mut self,
        month: usize,
        active: Option<(usize, u32)>,
        bucket: i64,
        lots: &[(usize, i64)],
        copies: &[i64],
        from: usize,
    ) -> Option<i64> {
        let Some(pack) = self.problem.packs.get(from).copied() else {
            return self.consume(month, active, bucket, lots, copies);
        };
        let mut least = self.buy(month, active, bucket, lots, copies, from + 1);
        if pack.subscribers_only && !active.is_some_and(|(plan, _)| self.problem.plans[plan].sells_packs) {
            return least;
        }
        let future: i64 = self.problem.demand[month..].iter().sum();
        let mut copies = copies.to_vec();
        let mut lots = lots.to_vec();
        let end = pack.lifetime.map_or(usize::MAX, |life| month + life as usize);
        for count in 1..=(future + pack.credits - 1) / pack.credits {
            copies[from] += 1;
            if pack.limit.is_some_and(|limit| copies[from] > i64::from(limit)) {
                break;
            }
            lots.push((end, pack.credits));
            let rest = self.buy(month, active, bucket, &lots, &copies, from + 1);
            least = [least, rest.map(|rest| rest + pack.price * count)].into_iter().flatten().min();
        }
        least
    }

    fn consume(
        &mut self,
        month: usize,
        active: Option<(usize, u32)>,
        bucket: i64,
        lots: &[(usize, i64)],
        copies: &[i64],
    ) -> Option<i64> {
        let plan = active.map(|(plan, _)| &self.problem.plans[plan]);
        let covered = plan.and_then(|plan| plan.covered.get(month)).copied().unwrap_or(0);
        let wanted = self.problem.demand[month] - covered;
        let used = bucket.min(wanted);
        let mut need = wanted - used;
        let mut bucket = bucket - used;
        let mut sorted: std::collections::BTreeMap<usize, i64> = std::collections::BTreeMap::new();
        for (end, credits) in lots {
            *sorted.entry(*end).or_default() += credits;
        }
        let mut kept = Vec::new();
        for (end, credits) in sorted {
            let used = need.min(credits);
            need -= used;
            if credits > used && end > month + 1 {
                kept.push((end, credits - used));
            }
        }
        let mut cost = 0;
        if need > 0 {
            let charge = plan.and_then(|plan| plan.overage).or(self.problem.payg)?;
            let unrounded = (need + charge.block - 1) / charge.block * charge.price;
            let beyond = unrounded % charge.rounded_to;
            cost = unrounded - beyond;
            if beyond * 2 >= charge.rounded_to {
                cost += charge.rounded_to;
            }
        }
        if let Some(CoreRollover::Cap(cap)) = plan.map(|plan| plan.rollover) {
            bucket = bucket.min(cap);
        }
        let after = active.map(|(plan, left)| (plan, left - 1));
        let copies: Vec<i64> = copies
            .iter()
            .zip(&self.problem.packs)
            .map(|(copies, pack)| if pack.limit.is_some() { *copies } else { 0 })
            .collect();
        self.least((month + 1, after, bucket, kept, copies)).map(|rest| rest + cost)
    }
}

/// The least cost of all purchase plans.
pub fn exhaustive(problem: &CoreProblem) -> Option<i64> {
    let mut brute = Brute { problem, known: HashMap::new() };
    let lots = problem
        .start
        .iter()
        .map(|lot| (lot.months.map_or(usize::MAX, |months| months as usize), lot.credits));
    let lots = lots.filter(|(end, _)| *end > 0).collect();
    brute.least((0, None, 0, lots, vec![0; problem.packs.len()]))
}

/// Passes with grids so coarse that every bound lies between grid points, and so narrow that much is cut off first.
pub(super) const COARSE: [&[Means]; 6] = [
    &[means(4, false, false, 1), means(4, true, false, 100_000)],
    &[means(7, true, false, 2), means(7, false, false, 100_000)],
    &[means(16, true, false, 100_000)],
    &[means(10_000, false, false, 100_000)],
    &[means(5, false, true, 1), means(9, true, true, 100_000)],
    &[means(10_000, true, true, 100_000)],
];

/// Solves with some passes and says what is wrong, if anything.
fn differs(problem: &CoreProblem, passes: &'static [Means], least: Option<i64>) -> Option<String> {
    match CoreSolver::with_passes(problem, passes) {
        Ok(solver) => is_wrong(solver, least),
        Err(error) => Some(error.to_string()),
    }
}

/// Solves and says what is wrong, if anything.
fn is_wrong(mut solver: CoreSolver, least: Option<i64>) -> Option<String> {
    while !solver.run(3) {
        let answer = solver.answer();
        let bounded = match (least, answer.lower_bound) {
            (Some(least), Some(bound)) => bound <= least,
            (Some(_), None) => false,
            (None, _) => true,
        };
        if !bounded {
            return Some(format!("bounded by {:?} on the way", answer.lower_bound));
        }
    }
    let answer = solver.answer();
    (answer.cost() != least || !answer.is_proved())
        .then(|| format!("found {:?}, bound {:?}", answer.cost(), answer.lower_bound))
}

#[test]
fn no_rule_cuts_an_optimum() {
    let mut random = Random(4);
    let mut possible = 0;
    for number in 0..3_000 {
        let problem = tiny(&mut random);
        let least = exhaustive(&problem);
        possible += usize::from(least.is_some());
        for passes in COARSE {
            if let Some(wrong) = differs(&problem, passes, least) {
                panic!("problem {number}: least {least:?}, {wrong}\n{problem:?}");
            }
        }
    }
    assert!(possible > 2_000, "{possible}");
}

#[test]
fn nothing_taken_off_the_line_cuts_an_optimum() {
    let mut random = Random(5);
    let mut taken = 0;
    for number in 0..3_000 {
        let problem = tiny(&mut random);
        let candidates = Beyond::candidates(&Model::new(&problem).unwrap());
        let least = if candidates.is_empty() { None } else { exhaustive(&problem) };
        for beyond in candidates {
            for passes in ONE {
                taken += 1;
                let mut solver = CoreSolver::with_passes(&problem, passes).unwrap();
                solver.take_off(beyond);
                if let Some(wrong) = is_wrong(solver, least) {
                    panic!("problem {number}: least {least:?}, {beyond:?}, {wrong}\n{problem:?}");
                }
            }
        }
    }
    assert!(taken > 8_000, "{taken}");
}

/// One wide pass each.
const ONE: [&[Means]; 3] = [
    &[means(5, true, false, 100_000)],
    &[means(7, false, true, 100_000)],
    &[means(10_000, true, false, 100_000)],
];
