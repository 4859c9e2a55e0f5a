//! The tables of the bound, filled from the last month to the first.

use super::super::frontier;
use super::super::model::{Charge, Kind, Model};
use super::inside::Inside;
use super::{Beyond, Bound, Contexts, DIGITS, FREE, FREE_CONTEXTS, NEVER, QUIT, STOCK, Tables, part, split};

/// Grid points that tables have in any case.
const LEAST_POINTS: usize = 32;
/// Packs of fewer steps than this can be had in parts: what their parts are too cheap by is less than what the steps
/// lose of them.
const FINE: i64 = 4;

/// Rows by level, each over the whole grid.
pub(super) type Rows = Vec<Vec<i64>>;

pub(super) struct Builder<'m> {
    pub(super) model: &'m Model,
    pub(super) contexts: &'m Contexts,
    pub(super) beyond: Beyond,
    pub(super) step: i64,
    pub(super) unit_price: i64,
    /// Months that what is on hand may last.
    pub(super) levels: Vec<usize>,
    /// Grid points.
    pub(super) count: usize,
    /// Sets of packs that last less long than a level, for people without and with a plan.
    pub(super) shorter: [Vec<Vec<(i64, i64)>>; 2],
}

impl<'m> Builder<'m> {
    pub(super) fn new(model: &'m Model, contexts: &'m Contexts, tables: Tables) -> Builder<'m> {
        let Tables { points, every_month, beyond, most, .. } = tables;
        let total = model.until(model.months);
        let packs = || model.packs.iter().chain(&model.limited).filter(|pack| pack.life <= beyond.life);
        let mut levels: Vec<usize> =
            model.levels.iter().copied().filter(|life| *life <= beyond.life).collect();
        if every_month {
            let longest = levels.iter().copied().filter(|life| *life < model.months).max().unwrap_or(0);
            levels.extend(0..longest);
            levels.sort_unstable();
            levels.dedup();
        }
        // A row covers what is used from its month on: half of all on average.
        let most = most / 2 / (contexts.rows(model) * levels.len()).max(1);
        let points = points.min(most.max(LEAST_POINTS));
        let step = step(
            &packs().map(|pack| (pack.price, pack.units)).collect::<Vec<_>>(),
            total / (points as i64).max(4) + 1,
        );
        let rate = |(price, units): (i64, i64)| {
            ((i128::from(price) << DIGITS) / i128::from(units.max(1))).min(1 << 40) as i64
        };
        let priced = || packs().map(|pack| (pack.price, pack.units));
        // Twice what the dearest units cost: dear enough to be taken for parts of a pack only. Small packs can be
        // had in parts.
        let dearest =
            priced().chain(model.payg.map(Charge::rate)).map(rate).max().unwrap_or(1 << (DIGITS + 10));
        let small = priced().filter(|(_, units)| *units < step * FINE).map(rate).min();
        let mut unit_price = small.unwrap_or(dearest * 2).clamp(1, NEVER / step);
        if beyond != Beyond::NOTHING {
            unit_price = unit_price.min(beyond.worth);
        }
        let most = (0..model.months).map(|month| model.need(month)).max().unwrap_or(0);
        let shorter =
            [frontier::shorter(model, &levels, false, most), frontier::shorter(model, &levels, true, most)];
        let count = (total / step) as usize + 2;
        Builder { model, contexts, beyond, step, unit_price, levels, count, shorter }
    }

    /// The least level that lasts from a month until an end.
    pub(super) fn level(&self, month: usize, end: usize) -> usize {
        let lasts = |level: &usize| self.model.end(month, self.levels[*level]) >= end;
        (0..self.levels.len()).find(lasts).unwrap_or(self.levels.len() - 1)
    }

    /// Sets that can be used up in a month, thinned to one a cell: as many units as any of them, as cheap as any.
    pub(super) fn shorter(&self, month: usize, members: usize) -> Vec<Vec<(i64, i64)>> {
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

    pub(super) fn position(&self, point: usize) -> i64 {
        point as i64 * self.step
    }

    pub(super) fn first(&self, month: usize) -> usize {
        (self.model.until(month) / self.step) as usize
    }

    pub(super) fn value(&self, row: &[i64], position: i64) -> i64 {
        let (index, rest) = split(position, self.step);
        if index + 1 >= row.len() {
            return 0;
        }
        if rest == 0 { row[index] } else { row[index + 1].max(row[index] - part(rest, self.unit_price)) }
    }

    pub(super) fn build(self) -> Bound {
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
            starts: vec![super::ABSENT; (months + 1) * contexts * levels],
            contexts,
            bases: vec![0; (months + 1) * contexts * levels],
            cells: Vec::new(),
            paid: Vec::new(),
            beyond: self.beyond,
        };
        let mut next: Vec<Option<Rows>> = (0..contexts)
            .map(|context| (context < FREE_CONTEXTS).then(|| vec![vec![0; self.count]; levels]))
            .collect();
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

    pub(super) fn store(&self, bound: &mut Bound, month: usize, contexts: &[Option<Rows>]) {
        for context in 0..contexts.len() {
            self.store_one(bound, month, context, contexts);
        }
    }

    pub(super) fn store_one(
        &self,
        bound: &mut Bound,
        month: usize,
        context: usize,
        contexts: &[Option<Rows>],
    ) {
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
    pub(super) fn month(&self, month: usize, next: &[Option<Rows>]) -> (Vec<Option<Rows>>, Option<Rows>) {
        let model = self.model;
        let mut inside = Inside::new(self, month, next);
        let mut rows: Vec<Option<Rows>> = (0..self.contexts.count).map(|_| None).collect();
        let mut free = if model.needs_plan(month) {
            vec![vec![NEVER; self.count]; self.levels.len()]
        } else {
            inside.rows(None, FREE).clone()
        };
        // With no plan that sells packs for members.
        let mut quit = free.clone();
        let lower = |rows: &mut Rows, granted: &Rows, fee: i64| {
            for (row, granted) in rows.iter_mut().zip(granted) {
                for (value, granted) in row.iter_mut().zip(granted) {
                    *value = (*value).min(granted + fee);
                }
            }
        };
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
                let after = inside.rows(Some(index), after);
                let mut granted = self.granted(month, plan.kind, plan.grant, after);
                let covered = model.covered(index, month);
                if covered > 0 {
                    // To cover use is to grant credits that end with the month.
                    granted = self.granted(month, Kind::Lot(1), covered, &granted);
                }
                if starts {
                    lower(&mut free, &granted, plan.fee);
                    if !plan.sells_packs {
                        lower(&mut quit, &granted, plan.fee);
                    }
                }
                if began && left < plan.term {
                    rows[self.contexts.paid(index, left)] = Some(granted);
                }
            }
        }
        rows[FREE] = Some(free);
        rows[QUIT] = Some(quit);
        (rows, inside.stocked.take().map(|(_, held)| held))
    }

    /// Rows before a grant of a plan, from those after it.
    pub(super) fn granted(&self, month: usize, kind: Kind, grant: i64, after: &Rows) -> Rows {
        let model = self.model;
        let from = self.first(month);
        if matches!(kind, Kind::Lot(life) if life > self.beyond.life) {
            let worth = part(grant, self.beyond.worth);
            return after.iter().map(|row| row.iter().map(|value| value - worth).collect()).collect();
        }
        let before = |level: usize| -> Vec<i64> {
            let total = model.until(model.months);
            // How far a grant moves, until where at most, and the level after it.
            let (units, most, reached) = match kind {
                Kind::Bucket(_) => (grant, total, level),
                Kind::Lot(life) => {
                    let end = model.end(month, life);
                    let own = self.level(month, end);
                    if level <= own {
                        (grant, model.until(end), own)
                    } else {
                        (grant.min(model.until(end) - model.until(month)), total, level)
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
    let parts =
        packs.iter().flat_map(|(_, size)| (1..=(size / about).min(64)).map(move |parts| size / parts));
    let candidates = parts.chain([about]).filter(|step| *step >= about && *step < about * 3);
    candidates.min_by_key(|step| (lost(*step), *step)).unwrap_or(about)
}
