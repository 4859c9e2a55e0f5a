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

use super::frontier;
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
/// The same, but packs for members may still be stocked up, as if in the month before.
pub const STOCK: usize = 2;

impl Contexts {
    pub fn new(model: &Model) -> Contexts {
        let mut count = 3;
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
    step: i64,
    unit_price: i64,
    /// By months left: the level that lasts as long.
    level_of: Vec<u8>,
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
    step: i64,
    unit_price: i64,
}

impl Row<'_> {
    /// At a position.
    #[inline]
    pub fn at(&self, position: i64) -> i64 {
        let offset = position - self.origin;
        let (index, rest) = split(offset, self.step);
        let left = i64::from(self.cells[index]);
        if rest == 0 {
            return self.base + left;
        }
        let right = i64::from(self.cells[index + 1]);
        self.base + right.max(left - part(rest, self.unit_price))
    }
}

/// Money for so many units at the unit price, rounded up: for what may be saved.
#[inline]
fn part(units: i64, unit_price: i64) -> i64 {
    (units * unit_price + ((1 << DIGITS) - 1)) >> DIGITS
}

/// The same rounded down: for what may be paid.
fn paid(units: i64, unit_price: i64) -> i64 {
    (units * unit_price) >> DIGITS
}

/// Whole steps and the rest; in half the digits where they suffice, which is several times as fast.
#[inline]
fn split(offset: i64, step: i64) -> (usize, i64) {
    match (u32::try_from(offset), u32::try_from(step)) {
        (Ok(offset), Ok(step)) => ((offset / step) as usize, i64::from(offset % step)),
        _ => ((offset / step) as usize, offset % step),
    }
}

impl Bound {
    /// Computes the bounds on a grid of about so many points, and of levels for every month left or, where that would
    /// be too much, for lifetimes only.
    pub fn new(model: &Model, contexts: &Contexts, points: usize, every_month: bool) -> Bound {
        Builder::new(model, contexts, points, every_month).build()
    }

    /// The row of a month and context, with nothing on hand lasting beyond an end.
    #[inline]
    pub fn row(&self, month: usize, context: usize, end: usize) -> Row<'_> {
        let level = usize::from(self.level_of[end.saturating_sub(month)]);
        let index = (month * self.contexts + context) * self.levels + level;
        let start = self.starts[index];
        let first = self.first[month];
        let length = self.first[self.first.len() - 1] - first;
        Row {
            cells: &self.cells[start..start + length],
            base: self.bases[index],
            origin: first as i64 * self.step,
            step: self.step,
            unit_price: self.unit_price,
        }
    }

    /// Bytes the tables take.
    pub fn bytes(&self) -> usize {
        self.cells.len() * 4 + self.starts.len() * 16
    }
}

/// How far apart the grid points are, about so many units or more: so that the sizes of the packs that matter are
/// whole steps, or nearly. What a size lacks of whole steps is lost at each purchase, so it counts as a share of the
/// size, and less the dearer the pack's units are.
fn step(packs: &[(i64, i64)], about: i64) -> i64 {
    let rate = |price: i64, size: i64| i128::from(price) * 1024 / i128::from(size) + 1;
    let cheapest = packs.iter().map(|(price, size)| rate(*price, *size)).min().unwrap_or(1);
    let weighed: Vec<(i64, i64)> = packs
        .iter()
        .map(|(price, size)| {
            let share = (cheapest * 32 / rate(*price, *size)) as i64;
            (*size, share * share * share * share)
        })
        .collect();
    let lost = |step: i64| -> i128 {
        let of = |(size, weight): &(i64, i64)| {
            let rest = size % step;
            // A pack smaller than a step can be had in parts.
            let lost = if *size < step { size / 4 } else { (rest * 3 / 2).min(step - rest) };
            i128::from(lost) * i128::from(*weight) / i128::from(*size)
        };
        weighed.iter().map(of).sum::<i128>() * 64 + i128::from((step - about) * 1024 / about)
    };
    let parts = packs.iter().flat_map(|(_, size)| (1..=(size / about).min(64)).map(move |parts| size / parts));
    let candidates = parts.chain([about]).filter(|step| *step >= about && *step < about * 3);
    candidates.min_by_key(|step| (lost(*step), *step)).unwrap_or(about)
}

/// Rows by level, each over the whole grid.
type Rows = Vec<Vec<i64>>;

struct Builder<'m> {
    model: &'m Model,
    contexts: &'m Contexts,
    step: i64,
    unit_price: i64,
    /// Months that what is on hand may last.
    levels: Vec<usize>,
    /// Grid points.
    count: usize,
    /// Sets of packs that last less long than a level, for people without and with a plan.
    shorter: [Vec<Vec<(i64, i64)>>; 2],
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
    /// No cheaper than parts at the unit price: on its own level such a pack is of no use.
    is_dear: bool,
}

impl<'m> Builder<'m> {
    fn new(model: &'m Model, contexts: &'m Contexts, points: usize, every_month: bool) -> Builder<'m> {
        let total = model.until(model.months);
        let packs = || model.packs.iter().chain(&model.limited);
        let step = step(&packs().map(|pack| (pack.price, pack.units)).collect::<Vec<_>>(), total / (points as i64).max(4) + 1);
        let rate = |(price, units): (i64, i64)| ((i128::from(price) << DIGITS) / i128::from(units.max(1))).min(1 << 40) as i64;
        let priced = || packs().map(|pack| (pack.price, pack.units));
        // Twice what the dearest units cost: dear enough to be taken for parts of a pack only. Packs smaller than
        // the grid's cells can be had in parts.
        let dearest = priced().chain(model.payg.map(Charge::rate)).map(rate).max().unwrap_or(1 << (DIGITS + 10));
        let small = priced().filter(|(_, units)| *units < step).map(rate).min();
        let unit_price = small.unwrap_or(dearest * 2).clamp(1, i64::MAX / 4 / step);
        let mut levels: Vec<usize> = model.levels.clone();
        if every_month {
            let longest = levels.iter().copied().filter(|life| *life < model.months).max().unwrap_or(0);
            levels.extend(0..longest);
            levels.sort_unstable();
            levels.dedup();
        }
        let most = (0..model.months).map(|month| model.need(month)).max().unwrap_or(0);
        let shorter = [frontier::shorter(model, &levels, false, most), frontier::shorter(model, &levels, true, most)];
        Builder { model, contexts, step, unit_price, levels, count: (total / step) as usize + 2, shorter }
    }

    /// The least money for units short at a grid point or, parts being bought, at any position before the next: the
    /// blocks saved are none, one, or as many as lie there, for the cost is linear in between.
    fn charged(&self, charge: Charge, short: i64) -> i64 {
        let (price, block) = charge.rate();
        let blocks = (short + block - 1) / block;
        let first = short - (blocks - 1) * block;
        let saved = |more: i64| {
            let parts = first + more * block;
            (blocks - 1 - more) * price + paid(parts, self.unit_price)
        };
        let most = ((self.step - first) / block).clamp(0, blocks - 1);
        (blocks * price).min(saved(0)).min(saved(most))
    }

    /// The least level that lasts from a month until an end.
    fn level(&self, month: usize, end: usize) -> usize {
        let lasts = |level: &usize| self.model.end(month, self.levels[*level]) >= end;
        (0..self.levels.len()).find(lasts).unwrap_or(self.levels.len() - 1)
    }

    /// Sets that can be used up in a month, thinned to one a cell: as many units as any of them, as cheap as any.
    fn shorter(&self, month: usize, members: usize) -> Vec<Vec<(i64, i64)>> {
        let need = self.model.need(month);
        let thin = |sets: &Vec<(i64, i64)>| {
            let mut thinned: Vec<(i64, i64)> = Vec::new();
            // Of the sets so far and parts at the unit price: what no units at all would cost at least.
            let mut least = 0;
            for (units, cost) in sets.iter().take_while(|(units, _)| *units <= need).skip(1) {
                let rest = (i128::from(*cost) << DIGITS) - i128::from(*units) * i128::from(self.unit_price);
                if rest >= least {
                    continue;
                }
                least = rest;
                match thinned.last_mut().filter(|last| last.0 / self.step == units / self.step) {
                    // The least cost falls by no more than the unit price, so fewer units for so much less are no dearer.
                    Some(last) => last.1 = last.1.min(cost - part(units - last.0, self.unit_price)),
                    None => thinned.push((*units, *cost)),
                }
            }
            thinned
        };
        self.shorter[members].iter().map(thin).collect()
    }

    fn position(&self, point: usize) -> i64 {
        point as i64 * self.step
    }

    fn first(&self, month: usize) -> usize {
        (self.model.until(month) / self.step) as usize
    }

    fn value(&self, row: &[i64], position: i64) -> i64 {
        let (index, rest) = split(position, self.step);
        if index + 1 >= row.len() {
            return 0;
        }
        if rest == 0 { row[index] } else { row[index + 1].max(row[index] - part(rest, self.unit_price)) }
    }

    fn build(self) -> Bound {
        let model = self.model;
        let (months, levels, contexts) = (model.months, self.levels.len(), self.contexts.count);
        let mut first: Vec<usize> = (0..=months).map(|month| self.first(month)).collect();
        first.push(self.count);
        let mut bound = Bound {
            step: self.step,
            unit_price: self.unit_price,
            level_of: (0..=months).map(|left| self.level(0, left) as u8).collect(),
            levels,
            first,
            starts: vec![ABSENT; (months + 1) * contexts * levels],
            contexts,
            bases: vec![0; (months + 1) * contexts * levels],
            cells: Vec::new(),
        };
        let mut next: Vec<Option<Rows>> =
            (0..contexts).map(|context| (context < 3).then(|| vec![vec![0; self.count]; levels])).collect();
        self.store(&mut bound, months, &next);
        for month in (0..months).rev() {
            let (rows, stock) = self.month(month, &next);
            next[STOCK] = stock;
            self.store_one(&mut bound, month + 1, STOCK, &next);
            next = rows;
            self.store(&mut bound, month, &next);
        }
        bound
    }

    fn store(&self, bound: &mut Bound, month: usize, contexts: &[Option<Rows>]) {
        for context in 0..contexts.len() {
            self.store_one(bound, month, context, contexts);
        }
    }

    fn store_one(&self, bound: &mut Bound, month: usize, context: usize, contexts: &[Option<Rows>]) {
        for (level, row) in contexts[context].iter().flatten().enumerate() {
            let index = (month * bound.contexts + context) * bound.levels + level;
            let row = &row[bound.first[month]..];
            let base = row.iter().copied().min().unwrap_or(0);
            bound.starts[index] = bound.cells.len();
            bound.bases[index] = base;
            // A value too large for a cell is lowered, which keeps it a bound.
            bound.cells.extend(row.iter().map(|value| u32::try_from(value - base).unwrap_or(u32::MAX)));
        }
    }

    /// Rows by context from the start of a month, from those of the next.
    fn month(&self, month: usize, next: &[Option<Rows>]) -> (Vec<Option<Rows>>, Option<Rows>) {
        let model = self.model;
        let mut inside = Inside::new(self, month, next);
        let mut rows: Vec<Option<Rows>> = (0..self.contexts.count).map(|_| None).collect();
        let mut free = inside.rows(None, FREE).clone();
        rows[QUIT] = Some(free.clone());
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
                let granted = self.granted(month, index, inside.rows(Some(index), after));
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
        (rows, inside.stocked.take().map(|(_, held)| held))
    }

    /// Rows before a plan's grant, from those after it.
    fn granted(&self, month: usize, plan: usize, after: &Rows) -> Rows {
        let model = self.model;
        let plan = &model.plans[plan];
        let from = self.first(month);
        let before = |level: usize| -> Vec<i64> {
            let total = model.until(model.months);
            // How far a grant moves, until where at most, and the level after it.
            let (units, most, reached) = match plan.kind {
                Kind::Bucket(_) => (plan.grant, total, level),
                Kind::Lot(life) => {
                    let end = model.end(month, life);
                    let own = self.level(month, end);
                    if level <= own {
                        (plan.grant, model.until(end), own)
                    } else {
                        (plan.grant.min(model.until(end) - model.until(month)), total, level)
                    }
                }
            };
            let after = &after[reached];
            let at_most = self.value(after, most);
            let (cells, rest) = split(units, self.step);
            let rest = part(rest, self.unit_price);
            let mut row = after.clone();
            for point in from..self.count {
                let at = self.position(point);
                row[point] = if at >= most {
                    after[point]
                } else if at + units >= most {
                    at_most
                } else if rest == 0 {
                    after[point + cells]
                } else {
                    after[point + cells + 1].max(after[point + cells] - rest)
                };
            }
            row
        };
        (0..self.levels.len()).map(before).collect()
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
    /// Rows at the next month's start after packs for members are stocked up, and the same if none need be.
    stocked: Option<(Rows, Rows)>,
    /// Sets used up in the month by packs that last less long, for people without and with a plan, by level.
    shorter: [Vec<Vec<(i64, i64)>>; 2],
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
            let (cells, rest) = split(pack.units, grid.step);
            Move {
                price: pack.price,
                units: pack.units,
                level: grid.level(month, model.end(month, pack.life)),
                members: pack.members,
                cells,
                rest: part(rest, grid.unit_price),
                is_dear: (i128::from(pack.price) << DIGITS) >= i128::from(grid.unit_price) * i128::from(pack.units),
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
    fn rows(&mut self, plan: Option<usize>, after: usize) -> &Rows {
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
        let known = self.known.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let rows = self.compute(key);
            self.known.push((key, rows));
            self.known.len() - 1
        });
        &self.known[known].1
    }

    /// Rows at the next month's start, no plan following, by level after packs for members are stocked up; only one
    /// level, the longest of what is stocked or held.
    fn stocked(&self) -> Option<(Rows, Rows)> {
        let grid = self.grid;
        let model = grid.model;
        let longest = self
            .moves
            .iter()
            .filter(|pack| pack.members && grid.levels[pack.level] > 1)
            .map(|pack| self.reached[pack.level])
            .max()?;
        let quit = self.next[QUIT].as_ref()?;
        if self.month + 1 >= model.months {
            return None;
        }
        let from = grid.first(self.month + 1);
        let mut all = vec![Vec::new(); grid.levels.len()];
        let mut any = all.clone();
        for level in longest..grid.levels.len() {
            let mut held = quit[level].clone();
            let mut stocked = vec![i64::MAX / 4; grid.count];
            for point in (from..grid.count - 1).rev() {
                let at = grid.position(point);
                let mut best = i64::MAX / 4;
                let mut some_dear = false;
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
    fn finish(&self, key: Key, level: usize, position: i64) -> i64 {
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
    fn finished(&self, key: Key, level: usize, reaching: usize) -> Vec<i64> {
        let grid = self.grid;
        let reached = self.reached[level];
        let Some(rows) = &self.next[key.after] else { return vec![i64::MAX / 4; grid.count] };
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

    fn compute(&self, key: Key) -> Rows {
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
            for point in from..grid.count {
                let less = rows[level - 1][point];
                rows[level][point] = rows[level][point].min(less);
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
        let (from, start, end) = (grid.first(self.month), model.until(self.month), model.until(self.month + 1));
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
                Some(charge) if real < end => grid.charged(charge, end - real) + at_end + before,
                _ => i64::MAX / 4,
            };
            let mut bought = i64::MAX / 4;
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
                    i64::MAX / 4
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
        let (from, start, end) = (grid.first(self.month), model.until(self.month), model.until(self.month + 1));
        let total = model.until(model.months);
        let mut packs: Vec<(i64, i64)> = moves
            .iter()
            .filter(|pack| pack.level < level)
            .map(|pack| (pack.units.min(model.until(model.end(self.month, grid.levels[pack.level])) - start), pack.price))
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
                let after = self.finish(key, level, end) + paid(end - units - grid.position(point), grid.unit_price);
                left[point] = left[point].min(price + after);
            }
            for point in (first as usize).max(from + 1)..grid.count - 1 {
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
                left[point] = left[point].min(price + after);
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
