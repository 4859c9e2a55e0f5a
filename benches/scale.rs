//! Other amounts of usage on every shipped book's presets: plannings and time, natively.
//!
//! `cargo bench --bench scale` prints a line an insight with the median and the worst; `-- --all` one a preset, and
//! `-- BOOK PRESET` the answers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a benchmark may stop and prints"
)]

use std::fs;
use std::time::{Duration, Instant};

use credit_calculator::book::{Fault, PriceBook};
use credit_calculator::insight::{
    BreakEven, BreakEvenQuestion, BreakEvenView, Budget, BudgetPer, BudgetQuestion, Curve, CurveQuestion,
    Piece,
};
use credit_calculator::plan::Effort;
use credit_calculator::quote::{Answer, BookView, quote};

impl Run {
    fn print(&self, insight: &str) {
        println!(
            "{insight}: {:36} {:5} calls {:5} steps {:9.1?} longest {:8.1?} exact {} %",
            self.name, self.calls, self.steps, self.time, self.longest, self.exact
        );
    }
}

const INSIGHTS: [&str; 4] = ["curve", "break-even, all", "break-even, first line", "budget"];

struct Run {
    name: String,
    calls: u32,
    steps: usize,
    time: Duration,
    longest: Duration,
    /// Until every point of a curve is there, proved or not.
    drawn: Option<Duration>,
    /// What of the answer is proved, in percent.
    exact: usize,
}

/// When each step was over.
fn run(mut step: impl FnMut() -> Result<bool, Vec<Fault>>) -> Vec<Duration> {
    let begun = Instant::now();
    let mut ends = Vec::new();
    loop {
        let is_done = step().unwrap_or_else(|faults| panic!("{faults:#?}"));
        ends.push(begun.elapsed());
        if is_done {
            return ends;
        }
    }
}

impl Run {
    fn new(name: &str, calls: u32, ends: &[Duration], exact: usize) -> Run {
        let starts = std::iter::once(&Duration::ZERO).chain(ends);
        let longest = ends.iter().zip(starts).map(|(end, start)| *end - *start).max();
        Run {
            name: name.to_owned(),
            calls,
            steps: ends.len(),
            time: ends.last().copied().unwrap_or_default(),
            longest: longest.unwrap_or_default(),
            drawn: None,
            exact,
        }
    }
}

fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

fn show(name: &str, pieces: &[Piece]) {
    println!("  {name}:");
    for piece in pieces {
        println!(
            "    {:?} {:?} .. {:?} {:?}  {:?} .. {:?}  exact {} less {:?}  {:?}",
            piece.from.credits,
            piece.from.uses.or(piece.from.factor),
            piece.to.credits,
            piece.to.uses.or(piece.to.factor),
            piece.cost_from.cost.map(|cost| cost.to_string()),
            piece.cost_to.cost.map(|cost| cost.to_string()),
            piece.exact,
            piece.at_most_less.map(|less| less.to_string()),
            piece.winner
        );
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let wanted = arguments.first().filter(|first| !first.starts_with("--"));
    let mut files: Vec<_> = fs::read_dir("www/books").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut all: [Vec<Run>; 4] = Default::default();
    let is_told = arguments.first().is_some_and(|first| first == "--all");
    let add = |all: &mut [Vec<Run>; 4], insight: usize, run: Run| {
        if is_told {
            run.print(INSIGHTS[insight]);
        }
        all[insight].push(run);
    };
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        if !text.contains("\"format\": \"price-book/") {
            continue;
        }
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if wanted.is_some_and(|wanted| *wanted != stem) {
            continue;
        }
        let book = PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{stem}: {faults:#?}")).book;
        for preset in BookView::new(&book).presets {
            if arguments.get(1).is_some_and(|wanted| *wanted != preset.id) {
                continue;
            }
            let name = format!("{stem}/{}", preset.id);
            let usage = preset.usage("2026-11-22");
            let begun = Instant::now();
            let quoted = quote(&book, &usage, Effort::FULL).unwrap();
            let cost = match &quoted.answer {
                Answer::Found(found) => Some(found.cost),
                _ => None,
            };
            if wanted.is_some() {
                println!("{name}: quote {cost:?} in {:?}", begun.elapsed());
            }
            let mut curve = Curve::new(&book, &usage, CurveQuestion::default()).unwrap();
            let ends = run(|| curve.step(&book));
            let view = curve.view();
            let proved = view.points.iter().filter(|point| point.best.proved).count();
            let exact = percent(proved, view.points.len());
            let drawn = ends.get(view.points.len() - 1).copied();
            add(&mut all, 0, Run { drawn, ..Run::new(&name, view.calls, &ends, exact) });
            for (place, question) in [
                BreakEvenQuestion::default(),
                BreakEvenQuestion { axis: credit_calculator::insight::Axis::Line(0), ..Default::default() },
            ]
            .into_iter()
            .enumerate()
            {
                let mut even = match BreakEven::new(&book, &usage, question) {
                    Ok(even) => even,
                    Err(faults) => panic!("{name}: {faults:?}"),
                };
                let ends = run(|| even.step(&book));
                let view: BreakEvenView = even.view();
                let pieces = || view.single.iter().chain(&view.best);
                let exact = percent(pieces().filter(|piece| piece.exact).count(), pieces().count());
                if wanted.is_some() {
                    println!("{name}: {} calls, {} steps, rises {}", view.calls, ends.len(), view.rises);
                    show("single", &view.single);
                    show("best", &view.best);
                }
                add(&mut all, 1 + place, Run::new(&name, view.calls, &ends, exact));
            }
            if let Some(cost) = cost.filter(|cost| !cost.is_zero()) {
                let question = BudgetQuestion {
                    amount: cost.to_string(),
                    per: BudgetPer::Horizon,
                    axis: Default::default(),
                };
                let mut budget = Budget::new(&book, &usage, question).unwrap();
                let ends = run(|| budget.step(&book));
                let view = budget.view();
                if wanted.is_some() {
                    println!("{name}: budget {view:?}");
                }
                let exact = if view.exact { 100 } else { 0 };
                add(&mut all, 3, Run::new(&name, view.calls, &ends, exact));
            }
        }
    }
    for (insight, mut runs) in
        ["curve", "break-even, all", "break-even, first line", "budget"].iter().zip(all)
    {
        if runs.is_empty() {
            continue;
        }
        let count = runs.len();
        let exact = runs.iter().map(|run| run.exact).sum::<usize>() / count;
        runs.sort_by_key(|run| run.calls);
        let calls = (runs[count / 2].calls, runs[count - 1].calls);
        runs.sort_by_key(|run| run.longest);
        let longest = runs[count - 1].longest;
        let mut drawn: Vec<Duration> = runs.iter().filter_map(|run| run.drawn).collect();
        drawn.sort_unstable();
        if let (Some(median), Some(most)) = (drawn.get(drawn.len() / 2), drawn.last()) {
            let late = drawn.iter().filter(|drawn| drawn.as_millis() > 500).count();
            println!(
                "{insight}: every point after {median:.1?} at the median, {most:.1?} at most, {late} after 500 ms"
            );
        }
        runs.sort_by_key(|run| run.time);
        println!(
            "{insight}: {count} presets, {} calls at the median, {} at most; {:.1?} at the median, {:.1?} at most ({}); longest step {:.1?}; exact {exact} %",
            calls.0,
            calls.1,
            runs[count / 2].time,
            runs[count - 1].time,
            runs[count - 1].name,
            longest
        );
    }
}
