//! One month of the bound: what is bought and charged.

use super::grid::Rows;
use super::inside::{Inside, Key, Move};
use super::{NEVER, charged, paid, part, split};

impl Inside<'_, '_> {
    pub(super) fn compute(&self, key: Key) -> Rows {
        let grid = self.grid;
        let model = grid.model;
        let levels = grid.levels.len();
        let (from, end) = (grid.first(self.month), model.until(self.month + 1));
        let total = model.until(model.months);
        let finish = |level: usize, position: i64| {
            if position >= total { 0 } else { self.finish(key, level, position) }
        };
        // What the month's end costs from each point that reaches it.
        let reaching = ((end + grid.step - 1) / grid.step) as usize;
        let finished: Rows = (0..levels).map(|level| self.finished(key, level, reaching)).collect();
        let mut rows = finished.clone();
        let moves: Vec<&Move> = self.moves.iter().filter(|pack| key.members || !pack.members).collect();
        // By level: until where its packs reach at most, and what is to be paid from there.
        let ends: Vec<(i64, i64)> = (0..levels)
            .map(|level| {
                let to = model.until(model.end(self.month, grid.levels[level])).max(end);
                (to, finish(level, to))
            })
            .collect();
        self.in_order(key, &finished, &moves, &ends, &mut rows);
        for level in 1..levels {
            if moves.iter().any(|pack| pack.level < level) {
                let left = self.with_last(key, level, &finished[level], &moves, &rows[level]);
                self.with_sets(key, level, &left, &mut rows[level]);
            }
            let (shorter, longer) = rows.split_at_mut(level);
            for (value, less) in longer[0].iter_mut().zip(&shorter[level - 1]).skip(from) {
                *value = (*value).min(*less);
            }
        }
        rows
    }

    /// Money for the part of the first cell before the month, rounded down: the first grid point stands for the
    /// month's start, from which it lies so many units back.
    fn before_first(&self) -> i64 {
        let grid = self.grid;
        let units = grid.model.until(self.month) - grid.position(grid.first(self.month));
        paid(units, grid.unit_price)
    }

    /// Packs that last as long as anything on hand, in order of their lifetimes.
    fn in_order(&self, key: Key, finished: &Rows, moves: &[&Move], ends: &[(i64, i64)], rows: &mut Rows) {
        let grid = self.grid;
        let model = grid.model;
        let levels = grid.levels.len();
        let (from, start, end) =
            (grid.first(self.month), model.until(self.month), model.until(self.month + 1));
        let step = paid(grid.step, grid.unit_price);
        let at_end = self.finish(Key { carry: 0, members: false, ..key }, 0, end);
        let last = ((end + grid.step - 1) / grid.step) as usize;
        let by_level: Vec<[Vec<&Move>; 2]> = (0..levels)
            .map(|level| {
                let own = || moves.iter().copied().filter(|pack| pack.level == level);
                [own().filter(|pack| !pack.is_dear).collect(), own().filter(|pack| pack.is_dear).collect()]
            })
            .collect();
        for point in (from..=last.min(grid.count - 2)).rev() {
            let at = grid.position(point);
            let real = at.max(start);
            let before = if point == from { self.before_first() } else { 0 };
            let charged = match key.charge {
                Some(charge) if real < end => {
                    charged::least(charge, end - real, grid.step, grid.unit_price) + at_end + before
                }
                _ => NEVER,
            };
            let mut bought = NEVER;
            for level in (0..levels).rev() {
                let next = rows[level][point + 1];
                let row = &rows[level];
                for pack in &by_level[level][0] {
                    let after = if at + pack.units >= ends[level].0 {
                        ends[level].1
                    } else {
                        let target = point + pack.cells;
                        if pack.cells == 0 {
                            next
                        } else if pack.rest == 0 {
                            row[target]
                        } else {
                            row[target + 1].max(row[target] - pack.rest)
                        }
                    };
                    bought = bought.min(pack.price + after);
                }
                let finish = if at >= end {
                    finished[level][point]
                } else if real >= end {
                    self.finish(key, level, real) + before
                } else {
                    NEVER
                };
                let parts = if real < end && at + grid.step >= end {
                    // The rule that the month must be covered ends between this grid point and the next.
                    paid(end - real, grid.unit_price) + self.finish(key, level, end) + before
                } else {
                    next + step
                };
                let least = finish.min(charged).min(bought).min(parts).min(next + step);
                rows[level][point] = least;
                for pack in &by_level[level][1] {
                    let used = part(pack.units.min(ends[level].0 - at).max(0), grid.unit_price);
                    bought = bought.min((pack.price + least - used).max(least));
                }
            }
        }
    }

    /// One shorter pack of which some is left: nothing more is bought after it, so the month must be covered.
    fn with_last(&self, key: Key, level: usize, finished: &[i64], moves: &[&Move], row: &[i64]) -> Vec<i64> {
        let grid = self.grid;
        let model = grid.model;
        let (from, start, end) =
            (grid.first(self.month), model.until(self.month), model.until(self.month + 1));
        let total = model.until(model.months);
        let mut packs: Vec<(i64, i64)> = moves
            .iter()
            .filter(|pack| pack.level < level)
            .map(|pack| {
                (
                    pack.units.min(model.until(model.end(self.month, grid.levels[pack.level])) - start),
                    pack.price,
                )
            })
            .collect();
        packs.sort_unstable_by_key(|(units, price)| (*price, -*units));
        let mut most = 0;
        packs.retain(|(units, _)| {
            let is_more = *units > most;
            most = most.max(*units);
            is_more
        });
        let mut left = row.to_vec();
        for (units, price) in packs {
            let to = start + units;
            if to >= end {
                let after = if to >= total { 0 } else { self.finish(key, level, to) };
                left[from] = left[from].min(price + after + self.before_first());
            } else if to + grid.step >= end {
                let after = price + self.finish(key, level, end) + paid(end - to, grid.unit_price);
                left[from] = left[from].min(after + self.before_first());
            }
            let (cells, beyond) = split(units, grid.step);
            let rest = part(beyond, grid.unit_price);
            // The first point from which the month is covered.
            let first = ((end - units).max(0) + grid.step - 1) / grid.step;
            if first as usize > from + 1 {
                // Between the grid point before and this one the month begins to be covered.
                let point = first as usize - 1;
                let after =
                    self.finish(key, level, end) + paid(end - units - grid.position(point), grid.unit_price);
                left[point] = left[point].min(price + after);
            }
            let points = (first as usize).max(from + 1)..grid.count - 1;
            for (point, value) in left.iter_mut().enumerate().take(points.end).skip(points.start) {
                let target = point + cells;
                let after = if target + 1 >= grid.count {
                    0
                } else if beyond == 0 {
                    finished[target]
                } else if grid.position(target) < end {
                    finished[target + 1]
                } else {
                    finished[target + 1].max(finished[target] - rest)
                };
                *value = (*value).min(price + after);
            }
        }
        left
    }

    /// Sets of shorter packs that are used up.
    fn with_sets(&self, key: Key, level: usize, left: &[i64], row: &mut [i64]) {
        let grid = self.grid;
        let from = grid.first(self.month);
        row.copy_from_slice(left);
        for (units, cost) in &self.shorter[usize::from(key.members)][level] {
            let (cells, rest) = split(*units, grid.step);
            let rest = part(rest, grid.unit_price);
            if from + cells + 1 < grid.count {
                let targets = left[from + cells..].windows(2);
                for (value, after) in row[from..].iter_mut().zip(targets) {
                    let after = if rest == 0 { after[0] } else { after[1].max(after[0] - rest) };
                    *value = (*value).min(cost + after);
                }
            }
            let beyond = grid.count.saturating_sub(cells + 1).max(from);
            for value in &mut row[beyond..] {
                *value = (*value).min(*cost);
            }
        }
        let step = paid(grid.step, grid.unit_price);
        for point in (from..grid.count - 1).rev() {
            row[point] = row[point].min(row[point + 1] + step);
        }
    }
}
