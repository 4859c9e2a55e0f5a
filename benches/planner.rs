//! The planner's core on the case file and on problems drawn anew: time, proofs, and how good the first answer is.
//!
//! `cargo bench --bench planner` prints a line a class; times are processor time. `-- --seed N` draws from another seed, `-- --emit CLASS COUNT`
//! prints problems with the core's answers as lines of JSON, for `benches/highs.mjs`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a benchmark may stop and prints"
)]

#[path = "planner/generate.rs"]
mod generate;
#[path = "planner/instance.rs"]
mod instance;

use std::time::Duration;

use cpu_time::ThreadTime;
use credit_calculator::plan::core::{CoreSolver, walk};
use instance::Instance;
use serde_json::json;

/// Class, problems drawn anew, and seconds each may take.
const CLASSES: [(&str, u64, u64); 5] =
    [("P12", 100, 2), ("S12", 60, 2), ("P36", 40, 1), ("S36", 40, 5), ("X60", 8, 10)];

/// What solving one problem came to.
struct Solved {
    first: Duration,
    /// Thousandths of a percent the first answer is above the last.
    first_above: i64,
    all: Duration,
    cost: Option<i64>,
    lower: Option<i64>,
    is_proved: bool,
    bytes: usize,
}

impl Solved {
    /// Thousandths of a percent between the bound and the cost.
    fn gap(&self) -> i64 {
        match (self.cost, self.lower) {
            (Some(cost), Some(lower)) => (cost - lower) * 100_000 / cost.max(1),
            (None, None) => 0,
            _ => 100_000,
        }
    }
}

fn solve(instance: &Instance, limit: Duration) -> Solved {
    let begun = ThreadTime::now();
    let mut solver = CoreSolver::new(&instance.problem).unwrap();
    solver.run_first();
    let first = solver.answer().cost().map(|cost| (begun.elapsed(), cost));
    let mut bytes = 0;
    loop {
        let is_done = solver.run(5_000);
        bytes = bytes.max(solver.bytes());
        if is_done || begun.elapsed() > limit {
            break;
        }
    }
    let all = begun.elapsed();
    let answer = solver.answer();
    if let Some(best) = &answer.best {
        assert_eq!(walk(&instance.problem, best).as_ref(), Some(best), "{}", instance.id);
    }
    let cost = answer.cost();
    let above = |first: i64, last: i64| (first - last) * 100_000 / last.max(1);
    Solved {
        first: first.map_or(all, |(time, _)| time),
        first_above: first.zip(cost).map_or(0, |((_, first), last)| above(first, last)),
        all,
        cost,
        lower: answer.lower_bound,
        is_proved: answer.is_proved(),
        bytes,
    }
}

fn at<T: Copy + Ord>(values: &[T], percent: usize) -> T {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted[(sorted.len() - 1) * percent / 100]
}

fn ms(time: Duration) -> String {
    let micros = time.as_micros();
    format!("{}.{:02}", micros / 1000, micros % 1000 / 10)
}

fn percent(thousandths: i64) -> String {
    format!("{}.{:03} %", thousandths / 1000, thousandths % 1000)
}

fn report(class: &str, from: &str, instances: &[Instance], limit: u64) {
    let solved: Vec<Solved> = instances.iter().map(|one| solve(one, Duration::from_secs(limit))).collect();
    let times: Vec<Duration> = solved.iter().map(|one| one.all).collect();
    let firsts: Vec<Duration> = solved.iter().map(|one| one.first).collect();
    let above: Vec<i64> = solved.iter().map(|one| one.first_above).collect();
    let gaps: Vec<i64> = solved.iter().filter(|one| !one.is_proved).map(Solved::gap).collect();
    let proved = solved.iter().filter(|one| one.is_proved).count();
    let worse = instances.iter().zip(&solved).filter(|(one, solved)| {
        one.known.is_some_and(|(cost, _)| solved.cost.is_none_or(|found| found > cost))
    });
    let worse: Vec<&str> = worse.map(|(one, _)| one.id.as_str()).collect();
    for (one, solved) in instances.iter().zip(&solved) {
        let known = one.known.filter(|(_, bound)| solved.cost.is_some_and(|cost| cost < *bound));
        assert!(known.is_none(), "{} costs less than it can", one.id);
    }
    println!(
        "{class} {from:<5} n {:>2}  proved {proved:>2} in {limit} s  ms: median {} p95 {} max {}  first: median {} p95 {}, above by {} p95 {}  open gap: median {} max {}  tables {} MiB  {}",
        solved.len(),
        ms(at(&times, 50)),
        ms(at(&times, 95)),
        ms(at(&times, 100)),
        ms(at(&firsts, 50)),
        ms(at(&firsts, 95)),
        percent(at(&above, 50)),
        percent(at(&above, 95)),
        percent(gaps.iter().copied().max().map_or(0, |_| at(&gaps, 50))),
        percent(gaps.iter().copied().max().unwrap_or(0)),
        solved.iter().map(|one| one.bytes).max().unwrap_or(0) >> 20,
        if worse.is_empty() { String::new() } else { format!("dearer than known: {}", worse.join(" ")) },
    );
}

fn emit(class: &str, seed: u64, count: u64) {
    for number in 0..count {
        let instance = generate::draw(class, seed, number);
        let solved = solve(&instance, Duration::from_secs(20));
        let micros = u64::try_from(solved.all.as_micros()).unwrap();
        println!(
            "{}",
            json!({ "id": instance.id, "input": instance::input(&instance.problem), "cost": solved.cost,
                "lower": solved.lower, "proved": solved.is_proved, "micros": micros })
        );
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let after = |name: &str, skip: usize| {
        args.iter().position(|arg| arg == name).and_then(|at| args.get(at + skip)).cloned()
    };
    let seed: u64 = after("--seed", 1).map_or(20_261, |seed| seed.parse().unwrap());
    if let Some(class) = after("--emit", 1) {
        return emit(&class, seed, after("--emit", 2).map_or(5, |count| count.parse().unwrap()));
    }
    let only = after("--class", 1);
    for (class, count, limit) in
        CLASSES.into_iter().filter(|(class, ..)| only.as_ref().is_none_or(|only| only == class))
    {
        report(class, "cases", &instance::cases(class), limit);
        let drawn: Vec<Instance> = (0..count).map(|number| generate::draw(class, seed, number)).collect();
        report(class, "drawn", &drawn, limit);
    }
}
