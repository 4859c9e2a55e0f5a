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
//! - granted credits move the position, by what is used within their lifetime; use that a plan covers is a grant of
//!   credits that end with the month;
//! - charged use moves the position to the end of the month and leaves nothing on hand;
//! - packs for members may be stocked up when a term ends and no plan follows that sells them;
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
//! than V at the grid points. A rule that allows a move only from some position on (a month must be covered to end, a last
//! pack must cover it) begins between two grid points; there the left one also gets the option to buy parts up to where
//! the rule begins. A rule that forbids a move from some position on (a pack is bought only while the month is not
//! covered) is applied to a grid point only if it forbids the move at every position between it and the one before. The
//! first grid point of a month may lie before its start: it stands for the start, plus the parts in between. Charges
//! by blocks fall in steps, so a grid point also gets the cheaper of the charges between it and the next, with the parts
//! up to there. Sums of parts are rounded down where they are paid and up where they are saved.

mod beyond;
mod charged;
mod grid;
mod inside;
mod purchases;

use super::label::Lot;
use super::model::Model;
pub use beyond::Beyond;
use grid::Builder;

/// Binary digits of the unit price behind the point.
const DIGITS: u32 = 12;
/// No row.
const ABSENT: usize = usize::MAX;
/// Money no purchase plan costs, and no sum overflows by.
const NEVER: i64 = i64::MAX / 4;

/// Contexts: what plan is paid for at the start of a month.
#[derive(Debug)]
pub struct Contexts {
    /// First context of each plan with a term of several months.
    first: Vec<usize>,
    pub count: usize,
}

/// At a term's end.
pub const FREE: usize = 0;
/// At a term's end, and no plan that sells packs for members follows this month.
pub const QUIT: usize = 1;
/// The same, but packs for members may still be stocked up, as if in the month before.
pub const STOCK: usize = 2;
/// Contexts in which nothing is paid for.
const FREE_CONTEXTS: usize = 3;

impl Contexts {
    pub fn new(model: &Model) -> Contexts {
        let mut count = FREE_CONTEXTS;
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

    /// About how many rows of a level the bound has, over all months.
    fn rows(&self, model: &Model) -> usize {
        let paid = |month: usize, term: usize| {
            (1..term.min(model.months - month + 1))
                .filter(|left| month + left >= term || month + left == model.months)
                .count()
        };
        (0..model.months)
            .map(|month| 2 + model.plans.iter().map(|plan| paid(month, plan.term)).sum::<usize>())
            .sum()
    }

    /// The context of the next month when so many months, this one included, are paid for.
    pub fn after(&self, model: &Model, plan: usize, month: usize, left: usize) -> usize {
        self.paid(plan, (left - 1).min(model.months - month - 1))
    }
}

/// What tables are to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tables {
    /// Grid points, about.
    pub points: usize,
    /// Whether there are levels for every month left or, where that would be too much, for lifetimes only.
    pub every_month: bool,
    /// Whether fees are taken as paid by the month.
    pub prorated: bool,
    pub beyond: Beyond,
    /// Bytes they may take, about.
    pub most: usize,
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
    /// By context beyond those of the tables: what is paid already of what they count month by month.
    paid: Vec<i64>,
    beyond: Beyond,
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
    pub fn new(model: &Model, contexts: &Contexts, tables: Tables) -> Bound {
        if tables.prorated {
            Bound::prorated(model, tables)
        } else {
            Builder::new(model, contexts, tables).build()
        }
    }

    /// The same as if plans could be left at the end of any month and their fees were paid by the month: much smaller
    /// tables, for no months of terms need be told apart.
    ///
    /// **Proof.** Let a purchase plan go on from a month in which so many months of a term are paid for, and pay C. Paid
    /// by the month, with the fee divided by the months of the term and rounded down, the same purchases cost no more
    /// than C and the paid months' part: no term has more months within the horizon than it is paid for. So C is at
    /// least the least cost by the month, less that part.
    fn prorated(model: &Model, tables: Tables) -> Bound {
        let mut monthly = model.clone();
        let mut paid = vec![0; FREE_CONTEXTS];
        for (plan, full) in monthly.plans.iter_mut().zip(&model.plans) {
            plan.fee = full.fee / full.term as i64;
            plan.term = 1;
            let months = full.term.min(model.months).saturating_sub(1) as i64;
            paid.extend((1..=months).map(|left| left * plan.fee));
        }
        Bound { paid, ..Builder::new(&monthly, &Contexts::new(&monthly), tables).build() }
    }

    /// What is still to be paid at least from the start of a month with these lots and so many other units on hand.
    pub fn least(&self, model: &Model, month: usize, context: usize, lots: &[Lot], others: i64) -> i64 {
        let last = self.last(month);
        let beyond = lots.iter().rev().take_while(|lot| lot.end() > last).count();
        let (lots, beyond) = lots.split_at(lots.len() - beyond);
        let units = |lots: &[Lot]| lots.iter().map(|lot| lot.units()).sum::<i64>();
        let position = (model.until(month) + units(lots) + others).min(model.until(model.months));
        self.row(month, context, lots.last().map_or(0, |lot| lot.end())).at(position)
            - self.worth(units(beyond))
    }

    /// The last end, in a month, of what counts on the line.
    #[inline]
    pub fn last(&self, month: usize) -> usize {
        month.saturating_add(self.beyond.life)
    }

    /// What units that last beyond that are worth at most.
    #[inline]
    pub fn worth(&self, units: i64) -> i64 {
        part(units, self.beyond.worth)
    }

    /// The row of a month and context, with nothing on hand lasting beyond an end.
    #[inline]
    pub fn row(&self, month: usize, context: usize, end: usize) -> Row<'_> {
        let (context, paid) = if context < self.contexts { (context, 0) } else { (FREE, self.paid[context]) };
        let level = usize::from(self.level_of[end.saturating_sub(month)]);
        let index = (month * self.contexts + context) * self.levels + level;
        let start = self.starts[index];
        let first = self.first[month];
        let length = self.first[self.first.len() - 1] - first;
        Row {
            cells: &self.cells[start..start + length],
            base: self.bases[index] - paid,
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
