//! One table of the bound, filled from the last month to the first.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "grid points and contexts are indices of the line and the problem; money saturates"
)]

use std::rc::Rc;

use super::super::problem::{Item, Problem};
use super::line::Line;
use super::{IMPOSSIBLE, MILLI};

/// Price of a month on each context's plan, in thousandths of a minor unit; `None` where it cannot be chosen.
#[derive(Debug)]
pub(super) struct Prices(Vec<Option<i64>>);

impl Prices {
    /// Only plans sold by the month.
    pub fn monthly(problem: &Problem) -> Prices {
        Prices::new(problem, |variant| variant.months == 1)
    }

    /// One variant is paid for and free; the others cost their cheapest term, spread over its months.
    pub fn owning(problem: &Problem, owned: usize) -> Prices {
        let mut prices = Prices::new(problem, |_| true);
        prices.0[problem.variants[owned].context] = Some(0);
        prices
    }

    fn new(problem: &Problem, wanted: impl Fn(&super::super::problem::Variant) -> bool) -> Prices {
        let price = |context: usize| {
            let variants =
                problem.variants.iter().filter(|variant| variant.context == context && wanted(variant));
            let spread = variants.map(|variant| {
                variant.price.saturating_mul(MILLI) / i64::try_from(variant.months).unwrap_or(i64::MAX).max(1)
            });
            if context == 0 { Some(0) } else { spread.min() }
        };
        Prices((0..problem.demand.len()).map(price).collect())
    }
}

/// Which relaxation a table is of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Price (minor units) and size (units) of a block of the top-up that anybody may take any part of.
    linear: Option<(i64, i64)>,
}

impl Rules {
    /// The relaxations worth computing.
    pub fn all(problem: &Problem) -> Vec<Rules> {
        let top_ups =
            || problem.items.iter().filter(|item| item.blocks.is_some_and(|blocks| !blocks.like_packs));
        let open_to_all = |item: &&Item| item.available.iter().all(|available| *available);
        let cheapest = top_ups()
            .filter(open_to_all)
            .min_by_key(|item| i128::from(item.price) * i128::from(MILLI) / i128::from(item.units.max(1)));
        let linear = cheapest.map(|item| Rules { linear: Some((item.price, item.units.max(1))) });
        let bounded = top_ups().any(|item| item.blocks.is_some_and(|blocks| blocks.min > 1));
        let strict = (linear.is_none() || bounded).then_some(Rules { linear: None });
        linear.into_iter().chain(strict).collect()
    }

    /// Thousandths of a minor unit for so many units of the linear top-up, rounded down or up.
    fn linear_cost(&self, units: i64, up: bool) -> Option<i64> {
        let (price, block) = self.linear?;
        let cost = part_cost(units, price, block);
        Some(if up { cost.saturating_add(1) } else { cost })
    }
}

/// Thousandths of a minor unit for so many units at a price (minor units) a block, rounded down.
fn part_cost(units: i64, price: i64, block: i64) -> i64 {
    match units.checked_mul(price).and_then(|product| product.checked_mul(MILLI)) {
        Some(product) => product / block,
        None => {
            let cost = i128::from(units) * i128::from(price) * i128::from(MILLI) / i128::from(block);
            i64::try_from(cost).unwrap_or(IMPOSSIBLE).min(IMPOSSIBLE)
        }
    }
}

/// Least money by month and grid point, in thousandths of a minor unit.
#[derive(Debug)]
pub(super) struct Table {
    /// From each month's start, and 0 or [`IMPOSSIBLE`] at the horizon's end.
    starts: Vec<Vec<i64>>,
    /// From inside each month, by context, after its plan's price and grants; empty where the plan does not offer
    /// what is used.
    inside: Vec<Vec<Vec<i64>>>,
}

/// One way to move right inside a month.
struct Move {
    units: i64,
    /// In thousandths of a minor unit.
    price: i64,
    /// Price (minor units) and units of further blocks, for a top-up with a smallest amount.
    further: Option<(i64, i64)>,
}

impl Table {
    pub fn new(problem: &Problem, line: &Line, rules: &Rules, prices: &Prices) -> Table {
        let months = problem.months();
        let points = line.positions.len();
        let end = line.month_point(months);
        let mut table = Table { starts: vec![Vec::new(); months + 1], inside: vec![Vec::new(); months] };
        table.starts[months] = (0..points).map(|point| if point >= end { 0 } else { IMPOSSIBLE }).collect();
        for month in (0..months).rev() {
            let mut best = vec![IMPOSSIBLE; points];
            for context in 0..problem.demand.len() {
                if problem.demand[context].is_none() {
                    table.inside[month].push(Vec::new());
                    continue;
                }
                let within = within_month(&table.starts[month + 1], problem, line, rules, month, context);
                let shift = granted(problem, line, month, context) - line.excess(context, month);
                let first = if prices.0[context].is_some() { line.month_point(month) } else { points };
                let price = prices.0[context].unwrap_or(0);
                let targets = line.shifted(shift);
                for point in first..points {
                    let after = value(
                        &within,
                        line,
                        rules,
                        targets[point],
                        line.positions[point].saturating_add(shift),
                    );
                    best[point] = best[point].min(after.saturating_add(price));
                }
                table.inside[month].push(within);
            }
            table.starts[month] = best;
        }
        table
    }

    /// The bound at a position of a month's start.
    pub fn at(&self, line: &Line, rules: &Rules, month: usize, position: i64) -> i64 {
        value(&self.starts[month], line, rules, line.point(position), position)
    }

    /// The bound at a position inside a month, its plan chosen and paid for.
    pub fn inside(&self, line: &Line, rules: &Rules, month: usize, context: usize, position: i64) -> i64 {
        match self.inside[month].get(context).filter(|row| !row.is_empty()) {
            Some(row) => value(row, line, rules, line.point(position), position),
            None => IMPOSSIBLE,
        }
    }
}

/// A row's bound at any position: of the grid point `point` at or next to its right, or by the linear top-up of the
/// one to its left.
fn value(row: &[i64], line: &Line, rules: &Rules, point: usize, position: i64) -> i64 {
    let right = row[point];
    if rules.linear.is_none() || point == 0 || line.positions[point] <= position {
        return right;
    }
    let left = row[point - 1];
    match rules.linear_cost(position - line.positions[point - 1], true) {
        Some(cost) if left < IMPOSSIBLE => right.max(left.saturating_sub(cost)),
        _ => right,
    }
}

/// Units of a plan's monthly credits that can cover anything.
fn granted(problem: &Problem, line: &Line, month: usize, context: usize) -> i64 {
    let variants = problem.variants.iter().filter(|variant| variant.context == context);
    let sums =
        variants.map(|variant| variant.parts.iter().map(|part| line.useful(problem, part, 1, month)).sum());
    sums.max().unwrap_or(0)
}

/// Least money from inside a month, after its grants, on a context's plan, by grid point. Purchases only move to the
/// right, so one pass from the right is enough.
fn within_month(
    next: &[i64],
    problem: &Problem,
    line: &Line,
    rules: &Rules,
    month: usize,
    context: usize,
) -> Vec<i64> {
    let end = line.month_start(month + 1);
    let at_end = next[line.point(end)];
    let charge = problem.charges[context].as_ref();
    let items = problem.items.iter().filter(|item| item.available[context]);
    let moves: Vec<Move> = items.filter_map(|item| purchase(problem, line, rules, item, month)).collect();
    let points = line.positions.len();
    let mut within = vec![IMPOSSIBLE; points];
    let mut open: Vec<Further> = moves.iter().map(|item| Further::new(item, points)).collect();
    let targets: Vec<Rc<Vec<usize>>> = moves.iter().map(|item| line.shifted(item.units)).collect();
    for point in (line.leftmost(month)..points).rev() {
        let position = line.positions[point];
        let mut best = if position >= end { next[point] } else { IMPOSSIBLE };
        if let Some(charge) = charge.filter(|_| position < end) {
            best = best.min(at_end.saturating_add(charge.cost(end - position).saturating_mul(MILLI)));
        }
        if let Some(cost) = rules.linear_cost(line.positions[(point + 1).min(points - 1)] - position, false) {
            best = best.min(within[(point + 1).min(points - 1)].saturating_add(cost));
        }
        for ((item, open), targets) in moves.iter().zip(&open).zip(&targets) {
            let row = if item.further.is_some() { &open.entered } else { &within };
            let target = targets[point];
            if target > point {
                let after = value(row, line, rules, target, position.saturating_add(item.units));
                best = best.min(after.saturating_add(item.price));
            }
        }
        within[point] = best;
        for (item, open) in moves.iter().zip(&mut open) {
            open.set(item, line, point, best);
        }
    }
    within
}

/// Rows of a top-up whose smallest amount has been bought, so that parts of blocks may follow.
struct Further {
    /// Least money at a grid point with the top-up going on.
    going_on: Vec<i64>,
    /// The same at the grid point right of where the smallest amount ended. An amount that ends between two grid
    /// points counts as the one to its right, so of all that follows one cell is free, unless every whole position is
    /// a grid point.
    entered: Vec<i64>,
}

impl Further {
    fn new(item: &Move, points: usize) -> Further {
        let row = if item.further.is_some() { vec![IMPOSSIBLE; points] } else { Vec::new() };
        Further { going_on: row.clone(), entered: row }
    }

    fn set(&mut self, item: &Move, line: &Line, point: usize, best: i64) {
        let Some((price, block)) = item.further else { return };
        let mut going_on = best;
        let mut entered = best;
        if let Some(next) = self.going_on.get(point + 1).copied() {
            let step = line.positions[point + 1] - line.positions[point];
            going_on = going_on.min(next.saturating_add(part_cost(step, price, block)));
            entered = if line.is_exact() { going_on } else { entered.min(next) };
        }
        self.going_on[point] = going_on;
        self.entered[point] = entered;
    }
}

/// How an item moves; `None` for what the rules' linear top-up stands for.
fn purchase(problem: &Problem, line: &Line, rules: &Rules, item: &Item, month: usize) -> Option<Move> {
    let useful = |count: i64| item.parts.iter().map(|part| line.useful(problem, part, count, month)).sum();
    let Some(blocks) = item.blocks.filter(|blocks| !blocks.like_packs) else {
        return Some(Move { units: useful(1), price: item.price.saturating_mul(MILLI), further: None });
    };
    if rules.linear == Some((item.price, item.units.max(1)))
        && item.available.iter().all(|available| *available)
    {
        return None;
    }
    let price = item.price.saturating_mul(blocks.min).saturating_mul(MILLI);
    Some(Move { units: useful(blocks.min), price, further: Some((item.price, item.units.max(1))) })
}
