//! One month of the bound: how it ends, and stocking up.

use super::super::model::{Charge, Kind};
use super::grid::{Builder, Rows};
use super::{DIGITS, FREE, NEVER, QUIT, paid, part, split};

/// A pack as a move along the grid.
pub(super) struct Move {
    pub(super) price: i64,
    pub(super) units: i64,
    pub(super) level: usize,
    pub(super) members: bool,
    pub(super) cells: usize,
    /// What the part of a cell beyond costs at the unit price; 0 when there is none.
    pub(super) rest: i64,
    /// No cheaper than parts at the unit price: on its own level such a pack is of no use.
    pub(super) is_dear: bool,
}

/// The moves inside one month.
pub(super) struct Inside<'b, 'm> {
    pub(super) grid: &'b Builder<'m>,
    pub(super) month: usize,
    pub(super) next: &'b [Option<Rows>],
    pub(super) moves: Vec<Move>,
    /// By level: the level of what is left of it in the next month.
    pub(super) reached: Vec<usize>,
    /// Rows computed, by what they depend on.
    pub(super) known: Vec<(Key, Rows)>,
    /// Rows at the next month's start after packs for members are stocked up, and the same if none need be.
    pub(super) stocked: Option<(Rows, Rows)>,
    /// Sets used up in the month by packs that last less long, for people without and with a plan, by level.
    pub(super) shorter: [Vec<Vec<(i64, i64)>>; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) charge: Option<Charge>,
    pub(super) members: bool,
    pub(super) carry: i64,
    pub(super) after: usize,
}

impl<'b, 'm> Inside<'b, 'm> {
    pub(super) fn new(grid: &'b Builder<'m>, month: usize, next: &'b [Option<Rows>]) -> Inside<'b, 'm> {
        let model = grid.model;
        let packs = model.packs.iter().chain(&model.limited).filter(|pack| pack.life <= grid.beyond.life);
        let moves = packs.map(|pack| {
            let (cells, rest) = split(pack.units, grid.step);
            Move {
                price: pack.price,
                units: pack.units,
                level: grid.level(month, model.end(month, pack.life)),
                members: pack.members,
                cells,
                rest: part(rest, grid.unit_price),
                is_dear: (i128::from(pack.price) << DIGITS)
                    >= i128::from(grid.unit_price) * i128::from(pack.units),
            }
        });
        let reached = grid.levels.iter().map(|life| grid.level(month + 1, model.end(month, *life)));
        let mut inside = Inside {
            grid,
            month,
            next,
            moves: moves.collect(),
            reached: reached.collect(),
            known: Vec::new(),
            stocked: None,
            shorter: [grid.shorter(month, 0), grid.shorter(month, 1)],
        };
        inside.stocked = inside.stocked();
        inside
    }

    /// Rows of the month's purchases and use, on a plan or without, the next month being in a context.
    pub(super) fn rows(&mut self, plan: Option<usize>, after: usize) -> &Rows {
        let model = self.grid.model;
        let key = Key {
            charge: model.charge(plan),
            members: model.sells_packs(plan) && self.moves.iter().any(|pack| pack.members),
            carry: plan.map_or(0, |plan| match model.plans[plan].kind {
                Kind::Bucket(cap) => cap,
                Kind::Lot(_) => 0,
            }),
            after,
        };
        let known = self.known.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let rows = self.compute(key);
            self.known.push((key, rows));
            self.known.len() - 1
        });
        &self.known[known].1
    }

    /// Rows at the next month's start, no plan following, by level after packs for members are stocked up; only one
    /// level, the longest of what is stocked or held.
    pub(super) fn stocked(&self) -> Option<(Rows, Rows)> {
        let grid = self.grid;
        let model = grid.model;
        // Stocking up what is beyond saves no more than it costs: nothing changes.
        let is_beyond = (model.packs.iter().chain(&model.limited))
            .any(|pack| pack.members && pack.life > 1 && pack.life > grid.beyond.life);
        let longest = self
            .moves
            .iter()
            .filter(|pack| pack.members && grid.levels[pack.level] > 1)
            .map(|pack| self.reached[pack.level])
            .max()
            .or(is_beyond.then_some(0))?;
        let quit = self.next[QUIT].as_ref()?;
        if self.month + 1 >= model.months {
            return None;
        }
        let from = grid.first(self.month + 1);
        let mut all = vec![Vec::new(); grid.levels.len()];
        let mut any = all.clone();
        for level in longest..grid.levels.len() {
            let mut held = quit[level].clone();
            let mut stocked = vec![NEVER; grid.count];
            for point in (from..grid.count - 1).rev() {
                let at = grid.position(point);
                let mut best = NEVER;
                let mut some_dear = is_beyond;
                for pack in self.moves.iter().filter(|pack| pack.members && grid.levels[pack.level] > 1) {
                    if pack.is_dear {
                        some_dear = true;
                        continue;
                    }
                    let until = model.until(model.end(self.month, grid.levels[pack.level]));
                    // Where nothing on hand lasts longer, it cannot reach beyond its end.
                    let to = if self.reached[pack.level] >= level {
                        (at + pack.units).min(until.max(at))
                    } else {
                        at + pack.units.min(until - model.until(self.month + 1))
                    };
                    let after = if (to / grid.step) as usize > point {
                        grid.value(&held, to)
                    } else {
                        held[point + 1]
                    };
                    best = best.min(pack.price + after);
                }
                held[point] = held[point].min(best).min(held[point + 1] + paid(grid.step, grid.unit_price));
                // A pack no cheaper than parts at the unit price leaves no less to be paid.
                stocked[point] = if some_dear { held[point] } else { best };
            }
            stocked[grid.count - 1] = 0;
            all[level] = stocked;
            any[level] = held;
        }
        for level in 0..longest {
            all[level] = all[longest].clone();
            any[level] = any[longest].clone();
        }
        Some((all, any))
    }

    /// What a month that ends with so much on hand still costs.
    pub(super) fn finish(&self, key: Key, level: usize, position: i64) -> i64 {
        let grid = self.grid;
        let reached = self.reached[level];
        let end = grid.model.until(self.month + 1);
        let kept = if reached == 0 { position.min(end + key.carry) } else { position };
        let Some(rows) = &self.next[key.after] else { return i64::MAX / 4 };
        let mut least = grid.value(&rows[reached], kept);
        if let Some((stocked, _)) = self.stocked.as_ref().filter(|_| key.members && key.after == FREE) {
            least = least.min(grid.value(&stocked[reached], kept));
        }
        least
    }

    /// What a month that ends with so much on hand still costs, from the first grid point that reaches its end.
    pub(super) fn finished(&self, key: Key, level: usize, reaching: usize) -> Vec<i64> {
        let grid = self.grid;
        let reached = self.reached[level];
        let Some(rows) = &self.next[key.after] else { return vec![NEVER; grid.count] };
        let mut row = rows[reached].clone();
        if let Some((stocked, _)) = self.stocked.as_ref().filter(|_| key.members && key.after == FREE) {
            for (value, stocked) in row.iter_mut().zip(&stocked[reached]).skip(reaching) {
                *value = (*value).min(*stocked);
            }
        }
        let kept = grid.model.until(self.month + 1) + key.carry;
        let total = grid.model.until(grid.model.months);
        if reached == 0 && kept < total {
            let beyond = (kept / grid.step) as usize + 1;
            let least = self.finish(key, level, kept);
            row[beyond..].fill(least);
        }
        let covered = ((total + grid.step - 1) / grid.step) as usize;
        row[covered.min(grid.count)..].fill(0);
        row
    }
}
