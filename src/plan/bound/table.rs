//! One table of the bound, filled from the last month to the first.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "grid points and contexts are indices of the line and the problem; money saturates"
)]

use std::rc::Rc;

use super::line::Line;
use super::view::{View, ViewItem, ViewVariant};
use super::{IMPOSSIBLE, MILLI};

/// What a table takes for granted about plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paid {
    /// Only plans sold by the month are ever started.
    Monthly,
    /// One variant is paid for and free; the others cost their cheapest term, spread over its months.
    Owning(usize),
    /// Every plan costs its cheapest term, spread over its months.
    Spread,
}

impl Paid {
    /// Price of a month on a context's plan, in thousandths of a minor unit; `None` where it cannot be chosen.
    fn price(self, view: &View, context: usize, month: usize) -> Option<i64> {
        if context == 0 {
            return Some(0);
        }
        if let Paid::Owning(owned) = self
            && view.variants[owned].context == context
        {
            return Some(0);
        }
        let variants = view.variants.iter().filter(|variant| variant.context == context);
        let prices = variants.filter_map(|variant| match variant.months {
            1 => variant.prices[month],
            _ if self == Paid::Monthly => None,
            _ => Some(spread(variant)),
        });
        prices.min()
    }

    /// Units of a month's credits on a context's plan that can cover anything.
    fn granted(self, view: &View, line: &Line, month: usize, context: usize) -> i64 {
        let sums = view.variants.iter().enumerate().filter(|(_, variant)| variant.context == context).map(
            |(index, variant)| {
                let starts = match self {
                    Paid::Owning(owned) if owned == index => 0,
                    Paid::Monthly if variant.months > 1 => 0,
                    _ => line.useful(&variant.at_start[month]),
                };
                line.useful(&variant.monthly[month]) + starts
            },
        );
        sums.max().unwrap_or(0) + line.useful(&view.given[month])
    }
}

/// A month's part of a variant's cheapest price.
pub(super) fn spread(variant: &ViewVariant) -> i64 {
    let cheapest = variant.prices.iter().copied().flatten().min().unwrap_or(IMPOSSIBLE);
    cheapest / i64::try_from(variant.months).unwrap_or(i64::MAX).max(1)
}

/// Which relaxation a table is of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Price (thousandths of a minor unit) of so many units of the top-up that anybody may take any part of.
    linear: Option<(i64, i64)>,
}

impl Rules {
    /// The relaxations worth computing.
    pub fn all(view: &View) -> Vec<Rules> {
        let top_ups = || view.items.iter().filter(|item| item.further.is_some());
        let cheapest = top_ups().filter(|item| item.open).filter_map(|item| item.further).min_by_key(
            |(price, units)| i128::from(*price) * i128::from(MILLI) / i128::from((*units).max(1)),
        );
        let linear = cheapest.map(|rate| Rules { linear: Some(rate) });
        let strict =
            (linear.is_none() || top_ups().any(|item| item.bounded)).then_some(Rules { linear: None });
        linear.into_iter().chain(strict).collect()
    }

    /// Thousandths of a minor unit for so many units of the linear top-up, rounded down or up.
    fn linear_cost(&self, units: i64, up: bool) -> Option<i64> {
        let (price, block) = self.linear?;
        let cost = part_cost(units, price, block);
        Some(if up { cost.saturating_add(1) } else { cost })
    }
}

/// Thousandths of a minor unit for so many units at a price (in them) a block, rounded down.
pub(super) fn part_cost(units: i64, price: i64, block: i64) -> i64 {
    match units.checked_mul(price) {
        Some(product) => product / block,
        None => {
            let cost = i128::from(units) * i128::from(price) / i128::from(block);
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
    inside: Vec<Vec<Rc<Vec<i64>>>>,
}

/// One way to move right inside a month.
struct Move {
    units: i64,
    /// In thousandths of a minor unit.
    price: i64,
    /// Price (thousandths of a minor unit) and units of further blocks, for a top-up in bulk.
    further: Option<(i64, i64)>,
}

/// What decides a month's row inside: contexts alike in it share one.
type Inside = (Vec<bool>, Vec<usize>);

impl Table {
    pub fn new(view: &View, line: &Line, rules: &Rules, paid: Paid) -> Table {
        let months = view.months();
        let points = line.positions.len();
        let end = line.month_point(months);
        let mut table = Table { starts: vec![Vec::new(); months + 1], inside: vec![Vec::new(); months] };
        table.starts[months] = (0..points).map(|point| if point >= end { 0 } else { IMPOSSIBLE }).collect();
        for month in (0..months).rev() {
            let mut best = vec![IMPOSSIBLE; points];
            let mut known: Vec<(Inside, Rc<Vec<i64>>)> = Vec::new();
            for context in 0..view.demand.len() {
                if view.month_demand(context, month).is_none() {
                    table.inside[month].push(Rc::default());
                    continue;
                }
                let key = inside_key(view, month, context);
                let within = match known.iter().find(|(other, _)| *other == key) {
                    Some((_, row)) => Rc::clone(row),
                    None => {
                        let row = within_month(&table.starts[month + 1], view, line, rules, (month, context));
                        known.push((key, Rc::new(row)));
                        Rc::clone(&known[known.len() - 1].1)
                    }
                };
                let shift = paid.granted(view, line, month, context) - line.excess(context, month);
                let price = paid.price(view, context, month);
                let first = if price.is_some() { line.month_point(month) } else { points };
                let price = price.unwrap_or(0).saturating_add(due(view, month, context));
                let targets = line.shifted(shift);
                for point in first..points {
                    let position = line.positions[point].saturating_add(shift);
                    let after = value(&within, line, rules, targets[point], position);
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

fn inside_key(view: &View, month: usize, context: usize) -> Inside {
    let available = view.items.iter().map(|item| item.available[context]).collect();
    (available, view.charges[context][month].key.clone())
}

/// What is due for a month in a context in any case, less what rounding can take off its charges.
pub(super) fn due(view: &View, month: usize, context: usize) -> i64 {
    let rounds = view.loose && view.charges[context][month].tariffs.iter().any(|tariff| tariff.rounds);
    view.standing[context].saturating_sub(if rounds { MILLI } else { 0 })
}

/// Least money from inside a month, after its grants, on a context's plan, by grid point. Purchases only move to the
/// right, so one pass from the right is enough.
fn within_month(
    next: &[i64],
    view: &View,
    line: &Line,
    rules: &Rules,
    (month, context): (usize, usize),
) -> Vec<i64> {
    let end = line.month_start(month + 1);
    let at_end = next[line.point(end)];
    let charge = &view.charges[context][month];
    let items = view.items.iter().filter(|item| item.available[context]);
    let moves: Vec<Move> = items.filter_map(|item| purchase(line, rules, item, month)).collect();
    let points = line.positions.len();
    let mut within = vec![IMPOSSIBLE; points];
    let mut open: Vec<Further> = moves.iter().map(|item| Further::new(item, points)).collect();
    let targets: Vec<Rc<Vec<usize>>> = moves.iter().map(|item| line.shifted(item.units)).collect();
    for point in (line.leftmost(month)..points).rev() {
        let position = line.positions[point];
        let mut best = if position >= end { next[point] } else { IMPOSSIBLE };
        match charge.tariffs.as_slice() {
            [] => {}
            [tariff] if !view.loose => {
                if position < end {
                    best = best.min(at_end.saturating_add(tariff.at_least(end - position)));
                }
            }
            tariffs => {
                let right = (point + 1).min(points - 1);
                let gap = line.positions[right] - position;
                let cost = tariffs.iter().map(|tariff| tariff.share(gap)).min().unwrap_or(0);
                best = best.min(if right > point { within[right].saturating_add(cost) } else { best });
            }
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

/// How an item moves; `None` for what the rules' linear top-up stands for, and where it is not on sale.
fn purchase(line: &Line, rules: &Rules, item: &ViewItem, month: usize) -> Option<Move> {
    if item.open && item.further.is_some() && rules.linear == item.further {
        return None;
    }
    let units = line.useful(&item.lumps[month]);
    (units > 0).then_some(Move { units, price: item.price, further: item.further })
}
