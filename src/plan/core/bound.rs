//! What the rest of a purchase plan costs at least.
//!
//! The relaxed problem walks along the line of all units that will be used. Its state is a month, what plan is paid
//! for (the context), a position (so many units are covered: those used before the month and what is on hand) and a
//! level: nothing on hand lasts longer than a purchase of that lifetime made now would. Its moves are those of the
//! true problem under the touched rule (see `expand`), each made no worse:
//!
//! - a pack of the level's lifetime or longer may be bought only if the month's use reaches it, so that everything on
//!   hand is used up in this month: then the position moves by its units, but not beyond what is used until its end,
//!   because nothing on hand lasts longer; the level becomes the pack's;
//! - a pack of a shorter lifetime: others may be held, so the position moves by its units, but not by more than what is
//!   used within its lifetime. Of one month's packs these come first: any order describes the same month, and in order
//!   of lifetimes each finds what the month began with or something shorter-lived;
//! - granted credits move the position, by what is used within their lifetime;
//! - charged use moves the position to the end of the month and leaves nothing on hand;
//! - packs for members may be stocked up when a term ends and no plan follows;
//! - beyond the true moves, any part of a unit's price may buy that part (see below), and credits may be thrown away.
//!
//! Every purchase plan that keeps to the touched rule maps to moves of the same cost, and the label's position and
//! level are those of the relaxed state or fewer; so the least cost of the relaxed problem is a lower bound. It does
//! not rise with the position or the level: what can be done from less can be done from more, since any untouched
//! purchase can be postponed, with the stocking up for those that cannot.
//!
//! **Between grid points.** Positions are kept on a grid. Because any number of units may be bought at the price
//! `unit price`, which is an option more and so keeps a bound a bound, the least cost from position x is at most that
//! from x + d plus d unit prices. So with V the least cost, left and right the grid points around x, V(x) is no less
//! than both V(right) and V(left) - (x - left) unit prices. By induction over moves the computed values are no larger
//! than V at the grid points. A rule that forbids a move from some position on (a pack is bought only while the month
//! is not covered) is applied to a grid point only if it forbids the move at every position between it and the grid
//! point before, so that the value at a grid point is no larger than V at any position in between either.

use super::model::{Charge, Kind, Model};

/// Binary digits of the unit price behind the point.
const DIGITS: u32 = 12;
/// No row.
const ABSENT: usize = usize::MAX;

/// Contexts: what plan is paid for at the start of a month.
#[derive(Debug)]
pub struct Contexts {
    /// First context of each plan with a term of several months.
    first: Vec<usize>,
    pub count: usize,
}

/// At a term's end.
pub const FREE: usize = 0;
/// At a term's end, and no plan follows this month.
pub const QUIT: usize = 1;

impl Contexts {
    pub fn new(model: &Model) -> Contexts {
        let mut count = 2;
        let mut first = Vec::new();
        for plan in &model.plans {
            first.push(count);
            count += plan.term.min(model.months).saturating_sub(1);
        }
        Contexts { first, count }
    }

    /// So many months of a plan are paid for, this one included; the horizon's end counts as the term's.
    pub fn paid(&self, plan: usize, left: usize) -> usize {
        if left == 0 { FREE } else { self.first[plan] + left - 1 }
    }

    /// The context of the next month when so many months, this one included, are paid for.
    pub fn after(&self, model: &Model, plan: usize, month: usize, left: usize) -> usize {
        self.paid(plan, (left - 1).min(model.months - month - 1))
    }
}

/// Lower bounds of what is still to be paid from the start of a month.
#[derive(Debug)]
pub struct Bound {
    shift: u32,
    unit_price: i64,
    levels: usize,
    /// First grid point of each month.
    first: Vec<usize>,
    /// By month, context and level: where the row starts.
    starts: Vec<usize>,
    contexts: usize,
    bases: Vec<i64>,
    /// Above the row's base.
    cells: Vec<u32>,
}

/// The bounds of one month, context and level.
#[derive(Clone, Copy)]
pub struct Row<'b> {
    cells: &'b [u32],
    base: i64,
    origin: i64,
    shift: u32,
    unit_price: i64,
}

impl Row<'_> {
    /// At a position.
    #[inline]
    pub fn at(&self, position: i64) -> i64 {
        let offset = position - self.origin;
        let index = (offset >> self.shift) as usize;
        let rest = offset & ((1 << self.shift) - 1);
        let left = i64::from(self.cells[index]);
        if rest == 0 {
            return self.base + left;
        }
        let right = i64::from(self.cells[index + 1]);
        self.base + right.max(left - part(rest, self.unit_price))
    }
}

/// Money for so many units at the unit price, rounded up.
#[inline]
fn part(units: i64, unit_price: i64) -> i64 {
    (units * unit_price + ((1 << DIGITS) - 1)) >> DIGITS
}

impl Bound {
    /// Computes the bounds on a grid of at most so many points, each a power of two of units apart.
    pub fn new(model: &Model, contexts: &Contexts, points: usize) -> Bound {
        Builder::new(model, contexts, points).build()
    }

    /// The row of a month, context and level.
    #[inline]
    pub fn row(&self, month: usize, context: usize, level: usize) -> Row<'_> {
        let index = (month * self.contexts + context) * self.levels + level;
        let start = self.starts[index];
        let first = self.first[month];
        let length = self.first[self.first.len() - 1] - first;
        Row {
            cells: &self.cells[start..start + length],
            base: self.bases[index],
            origin: (first as i64) << self.shift,
            shift: self.shift,
            unit_price: self.unit_price,
        }
    }

    /// Bytes the tables take.
    pub fn bytes(&self) -> usize {
        self.cells.len() * 4 + self.starts.len() * 16
    }
}

/// Rows by level, each over the whole grid.
type Rows = Vec<Vec<i64>>;

struct Builder<'m> {
    model: &'m Model,
    contexts: &'m Contexts,
    shift: u32,
    unit_price: i64,
    /// Grid points.
    count: usize,
}

/// A pack as a move along the grid.
struct Move {
    price: i64,
    units: i64,
    level: usize,
    members: bool,
    cells: usize,
    /// What the part of a cell beyond costs at the unit price; 0 when there is none.
    rest: i64,
}

impl<'m> Builder<'m> {
    fn new(model: &'m Model, contexts: &'m Contexts, points: usize) -> Builder<'m> {
        let total = model.until(model.months);
        let mut shift = 0;
        while (total >> shift) as usize + 2 > points.max(4) {
            shift += 1;
        }
        let packs = model.packs.iter().chain(&model.limited).map(|pack| (pack.price, pack.units));
        // Twice what the smallest units cost: dear enough to be taken for parts of a pack only.
        let dearest = packs.chain(model.payg.map(Charge::rate)).map(|(price, units)| {
            ((i128::from(price) << (DIGITS + 1)) / i128::from(units.max(1))).min(1 << 40) as i64
        });
        let unit_price = dearest.max().unwrap_or(1 << (DIGITS + 10)).clamp(1, i64::MAX >> (shift + 2));
        Builder { model, contexts, shift, unit_price, count: (total >> shift) as usize + 2 }
    }

    fn position(&self, point: usize) -> i64 {
        (point as i64) << self.shift
    }

    fn first(&self, month: usize) -> usize {
        (self.model.until(month) >> self.shift) as usize
    }

    fn value(&self, row: &[i64], position: i64) -> i64 {
        let index = (position >> self.shift) as usize;
        if index + 1 >= row.len() {
            return 0;
        }
        let rest = position & ((1 << self.shift) - 1);
        if rest == 0 { row[index] } else { row[index + 1].max(row[index] - part(rest, self.unit_price)) }
    }

    fn build(self) -> Bound {
        let model = self.model;
        let (months, levels, contexts) = (model.months, model.levels.len(), self.contexts.count);
        let mut first: Vec<usize> = (0..=months).map(|month| self.first(month)).collect();
        first.push(self.count);
        let mut bound = Bound {
            shift: self.shift,
            unit_price: self.unit_price,
            levels,
            first,
            starts: vec![ABSENT; (months + 1) * contexts * levels],
            contexts,
            bases: vec![0; (months + 1) * contexts * levels],
            cells: Vec::new(),
        };
        let mut next: Vec<Option<Rows>> =
            (0..contexts).map(|context| (context < 2).then(|| vec![vec![0; self.count]; levels])).collect();
        self.store(&mut bound, months, &next);
        for month in (0..months).rev() {
            next = self.month(month, &next);
            self.store(&mut bound, month, &next);
        }
        bound
    }

    fn store(&self, bound: &mut Bound, month: usize, contexts: &[Option<Rows>]) {
        for (context, rows) in contexts.iter().enumerate() {
            for (level, row) in rows.iter().flatten().enumerate() {
                let index = (month * bound.contexts + context) * bound.levels + level;
                let row = &row[bound.first[month]..];
                let base = row.iter().copied().min().unwrap_or(0);
                bound.starts[index] = bound.cells.len();
                bound.bases[index] = base;
                // A value too large for a cell is lowered, which keeps it a bound.
                bound.cells.extend(row.iter().map(|value| u32::try_from(value - base).unwrap_or(u32::MAX)));
            }
        }
    }

    /// Rows by context from the start of a month, from those of the next.
    fn month(&self, month: usize, next: &[Option<Rows>]) -> Vec<Option<Rows>> {
        let model = self.model;
        let mut inside = Inside::new(self, month, next);
        let mut rows: Vec<Option<Rows>> = (0..self.contexts.count).map(|_| None).collect();
        let quit = inside.rows(None, FREE);
        let mut free = quit.clone();
        rows[QUIT] = Some(quit);
        for (index, plan) in model.plans.iter().enumerate() {
            for left in (1..=plan.term.min(model.months - month)).rev() {
                let after = self.contexts.after(model, index, month, left);
                let starts = left == plan.term.min(model.months - month);
                // A term that began before this month and has so many months left, the horizon's end counted.
                let began = month + left >= plan.term && left < plan.term
                    || left == model.months - month && plan.term > left && month > 0;
                if !starts && !began {
                    continue;
                }
                let granted = self.granted(month, index, &inside.rows(Some(index), after));
                if starts {
                    for (free, granted) in free.iter_mut().zip(&granted) {
                        for (free, granted) in free.iter_mut().zip(granted) {
                            *free = (*free).min(granted + plan.fee);
                        }
                    }
                }
                if began && left < plan.term {
                    rows[self.contexts.paid(index, left)] = Some(granted);
                }
            }
        }
        rows[FREE] = Some(free);
        rows
    }

    /// Rows before a plan's grant, from those after it.
    fn granted(&self, month: usize, plan: usize, after: &Rows) -> Rows {
        let model = self.model;
        let plan = &model.plans[plan];
        let from = self.first(month);
        let before = |level: usize| -> Vec<i64> {
            let mut row = vec![0; self.count];
            for (point, value) in row.iter_mut().enumerate().skip(from) {
                let at = self.position(point);
                let (to, reached) = match plan.kind {
                    Kind::Bucket(_) => (at + plan.grant, level),
                    Kind::Lot(life) => {
                        let end = model.end(month, life);
                        let own = model.level(month, end);
                        if level <= own {
                            ((at + plan.grant).min(model.until(end).max(at)), own)
                        } else {
                            let useful = model.until(end) - self.position(from);
                            (at + plan.grant.min(useful), level)
                        }
                    }
                };
                *value = self.value(&after[reached], to.min(model.until(model.months)).max(at));
            }
            row
        };
        (0..model.levels.len()).map(before).collect()
    }
}

/// The moves inside one month.
struct Inside<'b, 'm> {
    grid: &'b Builder<'m>,
    month: usize,
    next: &'b [Option<Rows>],
    moves: Vec<Move>,
    /// By level: the level of what is left of it in the next month.
    reached: Vec<usize>,
    /// Rows computed, by what they depend on.
    known: Vec<(Key, Rows)>,
    stocked: Option<Rows>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    charge: Option<Charge>,
    members: bool,
    carry: i64,
    after: usize,
}

impl<'b, 'm> Inside<'b, 'm> {
    fn new(grid: &'b Builder<'m>, month: usize, next: &'b [Option<Rows>]) -> Inside<'b, 'm> {
        let model = grid.model;
        let packs = model.packs.iter().chain(&model.limited);
        let moves = packs.map(|pack| {
            let rest = pack.units & ((1 << grid.shift) - 1);
            Move {
                price: pack.price,
                units: pack.units,
                level: model.level(month, model.end(month, pack.life)),
                members: pack.members,
                cells: (pack.units >> grid.shift) as usize,
                rest: part(rest, grid.unit_price),
            }
        });
        let reached = model.levels.iter().map(|life| model.level(month + 1, model.end(month, *life)));
        let mut inside = Inside {
            grid,
            month,
            next,
            moves: moves.collect(),
            reached: reached.collect(),
            known: Vec::new(),
            stocked: None,
        };
        inside.stocked = inside.stocked();
        inside
    }

    fn rows(&mut self, plan: Option<usize>, after: usize) -> Rows {
        let model = self.grid.model;
        let key = Key {
            charge: model.charge(plan),
            members: plan.is_some() && self.moves.iter().any(|pack| pack.members),
            carry: plan.map_or(0, |plan| match model.plans[plan].kind {
                Kind::Bucket(cap) => cap,
                Kind::Lot(_) => 0,
            }),
            after,
        };
        if let Some((_, rows)) = self.known.iter().find(|(known, _)| *known == key) {
            return rows.clone();
        }
        let rows = self.compute(key);
        self.known.push((key, rows.clone()));
        rows
    }

    /// Rows at the next month's start, no plan following, by level after packs for members are stocked up; only one
    /// level, the longest of what is stocked or held.
    fn stocked(&self) -> Option<Rows> {
        let grid = self.grid;
        let model = grid.model;
        let longest = self
            .moves
            .iter()
            .filter(|pack| pack.members && model.levels[pack.level] > 1)
            .map(|pack| self.reached[pack.level])
            .max()?;
        let quit = self.next[QUIT].as_ref()?;
        if self.month + 1 >= model.months {
            return None;
        }
        let from = grid.first(self.month + 1);
        let mut all = vec![Vec::new(); model.levels.len()];
        for level in longest..model.levels.len() {
            let mut held = quit[level].clone();
            let mut stocked = vec![i64::MAX / 4; grid.count];
            for point in (from..grid.count - 1).rev() {
                let at = grid.position(point);
                let mut best = i64::MAX / 4;
                for pack in self.moves.iter().filter(|pack| pack.members && model.levels[pack.level] > 1) {
                    let end = model.end(self.month, model.levels[pack.level]);
                    let to = at + pack.units.min(model.until(end) - grid.position(from));
                    let after = if (to >> grid.shift) as usize > point {
                        grid.value(&held, to)
                    } else {
                        held[point + 1]
                    };
                    best = best.min(pack.price + after);
                }
                stocked[point] = best;
                held[point] =
                    held[point].min(best).min(held[point + 1] + part(1 << grid.shift, grid.unit_price));
            }
            stocked[grid.count - 1] = 0;
            all[level] = stocked;
        }
        for level in 0..longest {
            all[level] = all[longest].clone();
        }
        Some(all)
    }

    /// What a month that ends with so much on hand still costs.
    fn finish(&self, key: Key, level: usize, position: i64) -> i64 {
        let grid = self.grid;
        let reached = self.reached[level];
        let end = grid.model.until(self.month + 1);
        let kept = if reached == 0 { position.min(end + key.carry) } else { position };
        let Some(rows) = &self.next[key.after] else { return i64::MAX / 4 };
        let mut least = grid.value(&rows[reached], kept);
        if let Some(stocked) = self.stocked.as_ref().filter(|_| key.members && key.after == FREE) {
            least = least.min(grid.value(&stocked[reached], kept));
        }
        least
    }

    fn compute(&self, key: Key) -> Rows {
        let grid = self.grid;
        let model = grid.model;
        let levels = model.levels.len();
        let (from, end) = (grid.first(self.month), model.until(self.month + 1));
        let total = model.until(model.months);
        let step = part(1 << grid.shift, grid.unit_price);
        let mut rows: Rows = (0..levels)
            .map(|level| {
                let finish = |point: usize| {
                    if grid.position(point) >= total {
                        0
                    } else {
                        self.finish(key, level, grid.position(point))
                    }
                };
                (0..grid.count)
                    .map(|point| if point < from || grid.position(point) < end { 0 } else { finish(point) })
                    .collect()
            })
            .collect();
        let moves: Vec<&Move> = self.moves.iter().filter(|pack| key.members || !pack.members).collect();
        // By level: until where its packs reach at most, and what is to be paid from there.
        let ends: Vec<(i64, i64)> = (0..levels)
            .map(|level| {
                let to = model.until(model.end(self.month, model.levels[level])).max(end);
                (to, if to >= total { 0 } else { self.finish(key, level, to) })
            })
            .collect();
        let at_end = self.finish(Key { carry: 0, ..key }, 0, end);
        let last =
            (from..grid.count - 1).take_while(|point| grid.position(*point) - (1 << grid.shift) < end).last();
        for point in (from..=last.unwrap_or(0)).rev().filter(|_| last.is_some()) {
            let at = grid.position(point);
            let charged = match key.charge {
                Some(charge) if at < end => charge.cost(end - at) + at_end,
                _ => i64::MAX / 4,
            };
            let mut bought = i64::MAX / 4;
            for level in (0..levels).rev() {
                let next = rows[level][point + 1];
                let row = &rows[level];
                for pack in moves.iter().filter(|pack| pack.level == level) {
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
                let finish = if at >= end { rows[level][point] } else { i64::MAX / 4 };
                rows[level][point] = finish.min(charged).min(bought).min(next + step);
            }
        }
        let start = grid.position(from);
        for level in 1..levels {
            for pack in moves.iter().filter(|pack| pack.level < level) {
                // One after the other: any order of the shorter ones will do.
                let units =
                    pack.units.min(model.until(model.end(self.month, model.levels[pack.level])) - start);
                let cells = (units >> grid.shift) as usize;
                let rest = part(units & ((1 << grid.shift) - 1), grid.unit_price);
                let row = &mut rows[level];
                for point in (from..grid.count - 1).rev() {
                    let target = point + cells;
                    let after = if target + 1 >= grid.count {
                        0
                    } else if cells == 0 {
                        row[point + 1]
                    } else if rest == 0 {
                        row[target]
                    } else {
                        row[target + 1].max(row[target] - rest)
                    };
                    row[point] = row[point].min(pack.price + after).min(row[point + 1] + step);
                }
            }
            for point in from..grid.count {
                let less = rows[level - 1][point];
                rows[level][point] = rows[level][point].min(less);
            }
        }
        rows
    }
}
