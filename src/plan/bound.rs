//! A lower bound on what is still to be paid, for every month and every amount of demand already covered.
//!
//! Lay the demand of all months end to end on one line. A position on it says: everything to the left is
//! covered, by credits used or credits held. `H[month][position]` is the least money that any purchases from
//! that month on can cover the rest of the line with, in a problem that is easier than the real one:
//!
//! 1. Demand of a month is the least that any plan (or no plan) asks for.
//! 2. A lot's credits may cover any part of the line, as many as the demand while it lives, no matter in which
//!    order credits burn and what else is held.
//! 3. A plan may be chosen afresh each month; a term's price is spread evenly over its months, those beyond the
//!    horizon unpaid.
//! 4. An offer that requires a plan may be bought in any month in which that plan is chosen; limits on copies do
//!    not hold; a top-up beyond its smallest amount may take parts of a block.
//! 5. Positions are rounded to the right, onto a grid that contains every month's end.
//!
//! Proof that this is a lower bound. Take any way through the real problem. Less demand never costs more (the
//! same purchases cover it, and each month's charge falls with the shortage), so change 1 does not raise its
//! cost; neither do 3, 4 and 5, which only allow more, charge less or cover more. For 2: let the
//! easier problem make the same purchases in the same months. Credits a lot contributes are at most
//! `min(lot, demand while it lives)`, so before each month's charge the easier problem's position is never left
//! of the real one's. A real charge of s > 0 in a month means that the balance was empty: every lot bought so
//! far is used up or lost, and what was lost stays lost. So the easier problem's lead (what it credited beyond
//! real use) never shrinks from one charged month to the next, and its charge in such a month is at most s; in
//! months without a real charge it charges nothing. Charges rise with their amount, so each is at most the
//! real one.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "positions are indices into tables sized by the same constructor; amounts are bounded by LARGEST, money saturates"
)]

use super::problem::{BEYOND, Item, Part, Problem};

/// Parts of a minor unit of money in which the bound counts.
const MILLI: i64 = 1_000;
/// No way to cover the rest at all.
pub const IMPOSSIBLE: i64 = i64::MAX / 2;

/// The table `H`.
#[derive(Debug)]
pub struct Bound {
    /// Least demand of each slot.
    least: Vec<i64>,
    /// The line's position at the start of each slot, and its end.
    slot_start: Vec<i64>,
    /// The line's position at the start of each month, and its end.
    month_start: Vec<i64>,
    /// Grid points of each month: first index and distance.
    cell: i64,
    first_cell: Vec<usize>,
    /// By month, from 0 to the number of months; by grid point.
    table: Vec<Vec<i64>>,
    /// By context: least price of a month on the plan, in thousandths of a minor unit.
    month_price: Vec<Option<i64>>,
}

impl Bound {
    /// Computes the table on a grid of about `cells` points.
    pub fn new(problem: &Problem, cells: i64) -> Bound {
        let slots = problem.month_slots[problem.months()];
        let least: Vec<i64> = (0..slots)
            .map(|slot| problem.demand.iter().flatten().map(|demand| demand[slot]).min().unwrap_or(0))
            .collect();
        let mut slot_start = vec![0];
        for units in &least {
            slot_start.push(slot_start[slot_start.len() - 1] + units);
        }
        let month_start: Vec<i64> = problem.month_slots.iter().map(|slot| slot_start[*slot]).collect();
        let total = slot_start[slots];
        let cell = (total / cells.max(1) + 1).max(1);
        let mut first_cell = vec![0];
        for month in 0..problem.months() {
            let width = month_start[month + 1] - month_start[month];
            let points = usize::try_from((width + cell - 1) / cell).unwrap_or(0);
            first_cell.push(first_cell[month] + points);
        }
        let month_price = (0..problem.demand.len()).map(|context| month_price(problem, context)).collect();
        let mut bound = Bound { least, slot_start, month_start, cell, first_cell, table: Vec::new(), month_price };
        bound.fill(problem);
        bound
    }

    /// Least money, in minor units, still to be paid from the start of a month, with so many units of the line
    /// covered beyond that month's start, and `paid_months` more months of `context` already paid for.
    pub fn rest(&self, month: usize, covered: i64, context: usize, paid_months: usize) -> i64 {
        let position = self.month_start[month].saturating_add(covered);
        let value = self.table[month][self.point(position)];
        if value >= IMPOSSIBLE {
            return IMPOSSIBLE;
        }
        // A month already paid for costs nothing now; the table charged at most its spread price.
        let months = paid_months.min(self.table.len() - 1 - month);
        let price = self.month_price.get(context).copied().flatten().unwrap_or(0);
        let credit = price.saturating_mul(i64::try_from(months).unwrap_or(0));
        (value - credit).max(0).saturating_add(MILLI - 1) / MILLI
    }

    /// Units of the line that lots held at the start of a month can cover; lots in rising order of their end.
    pub fn covered(&self, month_slot: usize, lots: impl Iterator<Item = (u16, i64)>) -> i64 {
        let from = self.slot_start[month_slot];
        let mut covered = 0_i64;
        for (end, units) in lots {
            covered = (covered.saturating_add(units)).min(self.line_at(end) - from);
        }
        covered
    }

    /// The line's position at the start of a slot, or its end for slots beyond.
    fn line_at(&self, slot: u16) -> i64 {
        self.slot_start[usize::from(slot).min(self.least.len())]
    }

    /// The grid point at or next to the right of a position.
    fn point(&self, position: i64) -> usize {
        let months = self.month_start.len() - 1;
        if position >= self.month_start[months] {
            return self.first_cell[months];
        }
        let month = self.month_start.partition_point(|start| *start <= position) - 1;
        let inside = (position - self.month_start[month] + self.cell - 1) / self.cell;
        (self.first_cell[month] + usize::try_from(inside).unwrap_or(0)).min(self.first_cell[month + 1])
    }

    fn position(&self, point: usize) -> i64 {
        let months = self.month_start.len() - 1;
        let month = self.first_cell.partition_point(|first| *first <= point).saturating_sub(1);
        if month >= months {
            return self.month_start[months];
        }
        let inside = i64::try_from(point - self.first_cell[month]).unwrap_or(0);
        self.month_start[month] + inside * self.cell
    }

    fn fill(&mut self, problem: &Problem) {
        let months = problem.months();
        let points = self.first_cell[months] + 1;
        let positions: Vec<i64> = (0..points).map(|point| self.position(point)).collect();
        self.table = vec![Vec::new(); months + 1];
        self.table[months] = vec![IMPOSSIBLE; points];
        self.table[months][points - 1] = 0;
        for month in (0..months).rev() {
            let mut best = vec![IMPOSSIBLE; points];
            for context in 0..problem.demand.len() {
                let (Some(_), Some(price)) = (problem.demand[context].as_ref(), self.month_price[context]) else { continue };
                let within = self.within_month(problem, month, context, &positions);
                let granted = self.granted(problem, month, context);
                let first = self.first_cell[month];
                for point in first..points {
                    let after = self.point(positions[point].saturating_add(granted));
                    best[point] = best[point].min(within[after].saturating_add(price));
                }
            }
            self.table[month] = best;
        }
    }

    /// Units of a plan's monthly credits that can cover anything.
    fn granted(&self, problem: &Problem, month: usize, context: usize) -> i64 {
        let most = |variant: &super::problem::Variant| -> i64 {
            variant.parts.iter().map(|part| self.useful(problem, part, month)).sum()
        };
        problem.variants.iter().filter(|variant| variant.context == context).map(most).max().unwrap_or(0)
    }

    /// Units of a lot granted in a month that can cover anything: at most the demand while it lives.
    fn useful(&self, problem: &Problem, part: &Part, month: usize) -> i64 {
        let start = self.slot_start[problem.month_slots[month]];
        part.units.min(self.line_at(part.ends.get(month).copied().unwrap_or(BEYOND)) - start)
    }

    /// Least money from inside a month, after its grants, with this plan: by grid point. Purchases only move to
    /// the right, so one pass from the right is enough.
    fn within_month(&self, problem: &Problem, month: usize, context: usize, positions: &[i64]) -> Vec<i64> {
        let next = &self.table[month + 1];
        let end = self.month_start[month + 1];
        let charge = problem.charges[context].as_ref();
        let at_end = next[self.point(end)];
        let moves: Vec<Move> = problem
            .items
            .iter()
            .filter(|item| item.available[context])
            .map(|item| self.purchase(problem, item, month))
            .collect();
        let points = positions.len();
        let mut within = vec![IMPOSSIBLE; points];
        // By top-up: least money when one is already being bought, so that it may go on.
        let mut open: Vec<Vec<i64>> = moves.iter().map(|_| Vec::new()).collect();
        for (index, item) in moves.iter().enumerate() {
            if item.linear.is_some() {
                open[index] = vec![IMPOSSIBLE; points];
            }
        }
        for point in (self.first_cell[month]..points).rev() {
            let position = positions[point];
            let mut best = if position >= end { next[point] } else { IMPOSSIBLE };
            if let Some(charge) = charge.filter(|_| position < end) {
                best = best.min(at_end.saturating_add(charge.cost(end - position).saturating_mul(MILLI)));
            }
            for (index, item) in moves.iter().enumerate() {
                let after = self.point(position.saturating_add(item.units));
                // Onto itself: the lot covers nothing here.
                if after > point {
                    let going_on = if item.linear.is_some() { open[index][after] } else { within[after] };
                    best = best.min(going_on.saturating_add(item.price));
                }
            }
            for (index, item) in moves.iter().enumerate() {
                let Some((block, price)) = item.linear else { continue };
                let mut going_on = best;
                if block >= self.cell {
                    let after = self.point(position.saturating_add(block));
                    if after > point {
                        going_on = going_on.min(open[index][after].saturating_add(price.saturating_mul(MILLI)));
                    }
                } else if point + 1 < points {
                    let step = i128::from(positions[point + 1] - position);
                    let cost = step * i128::from(price) * i128::from(MILLI) / i128::from(block);
                    let cost = i64::try_from(cost).unwrap_or(IMPOSSIBLE);
                    going_on = going_on.min(open[index][point + 1].saturating_add(cost));
                }
                open[index][point] = going_on;
                if item.units == 0 {
                    best = best.min(going_on);
                }
            }
            within[point] = best;
        }
        within
    }

    fn purchase(&self, problem: &Problem, item: &Item, month: usize) -> Move {
        let blocks = item.blocks.map_or(1, |blocks| blocks.min);
        let useful = |part: &Part| {
            let many = Part { units: part.units.saturating_mul(blocks), ..part.clone() };
            self.useful(problem, &many, month)
        };
        let price = item.price.saturating_mul(blocks).saturating_mul(MILLI);
        let units = item.parts.iter().map(useful).sum();
        match item.blocks {
            // Without a lower bound even the first block may be taken in parts.
            Some(blocks) if blocks.min <= 1 && item.units < self.cell => {
                Move { units: 0, price: 0, linear: Some((item.units.max(1), item.price)) }
            }
            Some(blocks) if blocks.min > 1 => Move { units, price, linear: Some((item.units.max(1), item.price)) },
            _ => Move { units, price, linear: None },
        }
    }
}

/// One way to move right inside a month; 0 units where a top-up may begin with any part of a block.
struct Move {
    units: i64,
    /// In thousandths of a minor unit.
    price: i64,
    /// Units and price (minor units) of a block that may follow.
    linear: Option<(i64, i64)>,
}

/// Least price of a month on a plan, in thousandths of a minor unit, rounded down; 0 without a plan.
fn month_price(problem: &Problem, context: usize) -> Option<i64> {
    if context == 0 {
        return Some(0);
    }
    let variants = problem.variants.iter().filter(|variant| variant.context == context);
    variants.map(|variant| variant.price.saturating_mul(MILLI) / i64::try_from(variant.months.max(1)).unwrap_or(1)).min()
}
