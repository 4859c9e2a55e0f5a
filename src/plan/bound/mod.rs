//! A lower bound on what is still to be paid, for every month and every amount of demand already covered.
//!
//! Lay the least demand of every month (that of the plan, or no plan, that asks for least) end to end on one
//! line. A position on it says how much is covered, by credits used or held, beyond what was needed so far.
//! `H[month][position]` is the least money with which any purchases from that month on can cover the rest, in a
//! problem that is easier than the real one:
//!
//! 1. Credits of a lot may cover anything, at most as many as the largest demand while it lives, whatever the order
//!    in which credits burn and whatever else is held; what a plan may carry is not capped.
//! 2. A plan that is sold by the month may be chosen afresh each month. A longer term is either never started, or
//!    paid once and then free for good, in which case every other plan costs its cheapest term spread over its
//!    months ([`table::Prices`]).
//! 3. Where an offer requires a plan it may be bought in any month in which that plan is chosen; limits on copies do
//!    not hold; a top-up may take parts of a block.
//! 4. Positions are rounded to the right, onto a grid that contains every month's end.
//!
//! # Proof
//!
//! Take any way through the real problem, with the plans it chose. Let the easier problem choose the same plans
//! and purchases in the same months. A plan's demand beyond the least is taken off the position in its month, so
//! both face the same demand. Nothing in 2 to 4 makes it dearer. For 1: a lot contributes at most `min(lot, demand
//! while it lives)`, which the easier problem credits at once, so its position is never left of the real one. A
//! real charge of s > 0 in a month means that the balance was empty: every lot bought so far is used up or lost,
//! and what was lost stays lost, so the easier problem's lead (what it credited beyond real use) does not shrink
//! from one charged month to the next. Its charge there is at most s, and in months without a real charge it
//! charges nothing. Charges rise with their amount. So it pays no more.
//!
//! # The second table
//!
//! Where a top-up anybody may buy sells any amount at one price a unit, a second, independent bound drops its
//! smallest amount and its expiry. Then `H(a) <= H(b) + price × (b - a)` for `a < b`: from `a` buy up to `b` first.
//! So between two grid points `a < x < b` both `H(b)` and `H(a) - price × (x - a)` are at most `H(x)`, and an amount
//! that ends between grid points is never better than none: such purchases may end on grid points only. The larger
//! of the two bounds holds.
//!
//! # Several credit types
//!
//! Each type has a line of its own ([`view`]), and pays its share of what is bought for several; the bounds of all
//! lines add up. As each line chooses plans for itself, there is another bound in which they all have the same
//! ([`coupled`]). Where the balance need not be empty when use is charged, or credits would be counted before they
//! are there (credits for some of a type's uses only, frozen ones, grants inside a month or for a whole term), a month's
//! charge is taken as a purchase of any amount at the charge's least price. The lead argument is not needed then:
//! whoever charges exactly what the real problem charges is never left of it.
//!
//! Where very many longer terms are sold there is one table for all of them: every plan costs its term spread over the
//! months, and what a label's own term would cost for the rest is taken off again. The same holds for add-ons.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "variants and months are indices handed out by the problem; money saturates"
)]

mod coupled;
mod line;
mod shares;
mod table;
mod view;

use std::rc::Rc;

use super::label::Label;
use super::problem::Problem;
use coupled::Coupled;
use line::Line;
use table::{Paid, Rules, Table, due, spread};
use view::View;

/// Parts of a minor unit of money in which the bound counts.
const MILLI: i64 = 1_000;
/// Nothing can be bought that would be enough.
pub const IMPOSSIBLE: i64 = i64::MAX / 4;
/// Cells of the tables that take as long as a label.
const CELLS_A_LABEL: u64 = 1_000;
/// Longer terms up to which each has tables of its own.
const FEW_TERMS: usize = 6;

/// The tables `H`, for every credit type, relaxation and longer term that may be paid for.
#[derive(Debug)]
pub struct Bound {
    lines: Vec<OneType>,
    /// Where there are several types.
    coupled: Option<Coupled>,
}

#[derive(Debug)]
struct OneType {
    view: Rc<View>,
    line: Line,
    relaxations: Vec<Relaxation>,
}

#[derive(Debug)]
struct Relaxation {
    rules: Rules,
    /// No longer term is ever started; or all are spread.
    general: Table,
    /// Whether the general table spreads longer terms.
    is_spread: bool,
    /// By variant with a longer term: it is paid for.
    owned: Vec<(usize, Table)>,
}

impl Bound {
    /// Computes the tables on a grid of about `cells` points.
    pub fn new(problem: &Problem, cells: i64) -> Bound {
        let views: Vec<Rc<View>> = View::all(problem).into_iter().map(Rc::new).collect();
        let coupled = (views.len() > 1).then(|| Coupled::new(views.clone()));
        Bound { lines: views.into_iter().map(|view| OneType::new(view, cells)).collect(), coupled }
    }

    /// How many labels take about as long to make as these tables did.
    pub fn work(&self) -> u64 {
        let tables = |one: &OneType| {
            let tables = one.relaxations.iter().map(|relaxation| relaxation.owned.len().saturating_add(1));
            let rows = one.view.months().saturating_mul(one.view.demand.len());
            let moves = one.view.items.len().saturating_add(1);
            tables
                .sum::<usize>()
                .saturating_mul(rows)
                .saturating_mul(moves)
                .saturating_mul(one.line.positions.len())
        };
        let cells = self.lines.iter().map(tables).fold(0, usize::saturating_add);
        u64::try_from(cells).unwrap_or(u64::MAX).saturating_div(CELLS_A_LABEL)
    }

    /// Least money, in minor units, still to be paid by a label at the start of a month.
    pub fn rest(&self, problem: &Problem, label: &Label, month: usize) -> i64 {
        let coupled = self.coupled.as_ref().map(|coupled| coupled.rest(problem, label, month));
        self.sum(coupled, |one| {
            let position = one.line.position_of(problem, &one.view, label, month);
            one.least(label, month, position, &|table, rules, position| {
                table.at(&one.line, rules, month, position)
            })
        })
    }

    /// Least money, in minor units, still to be paid by a label inside a month: its plan is chosen and paid for, its
    /// credits are granted, but nothing is used yet.
    pub fn rest_inside(&self, problem: &Problem, label: &Label, month: usize) -> i64 {
        let coupled = self.coupled.as_ref().map(|coupled| coupled.rest_inside(problem, label, month));
        self.sum(coupled, |one| {
            let position = one.line.position_of(problem, &one.view, label, month);
            let position = position.saturating_sub(one.line.excess(label.context, month));
            let position = position.saturating_add(one.still_to_come(label, month));
            let inside = one.least(label, month + 1, position, &|table, rules, position| {
                table.inside(&one.line, rules, month, label.context, position)
            });
            inside.saturating_add(due(&one.view, month, label.context))
        })
    }

    fn sum(&self, coupled: Option<i64>, least: impl Fn(&OneType) -> i64) -> i64 {
        let sum = self.lines.iter().map(least).fold(0, i64::saturating_add).max(coupled.unwrap_or(0));
        if sum >= IMPOSSIBLE {
            IMPOSSIBLE
        } else {
            sum.max(0).saturating_add(MILLI.saturating_sub(1)).saturating_div(MILLI)
        }
    }
}

impl OneType {
    fn new(view: Rc<View>, cells: i64) -> OneType {
        let line = Line::new(&view, cells);
        let longer = || (0..view.variants.len()).filter(|index| view.variants[*index].months > 1);
        let is_spread = longer().count() > FEW_TERMS;
        let relaxations = Rules::all(&view)
            .into_iter()
            .map(|rules| Relaxation {
                rules,
                is_spread,
                general: Table::new(
                    &view,
                    &line,
                    &rules,
                    if is_spread { Paid::Spread } else { Paid::Monthly },
                ),
                owned: longer()
                    .filter(|_| !is_spread)
                    .map(|variant| (variant, Table::new(&view, &line, &rules, Paid::Owning(variant))))
                    .collect(),
            })
            .collect();
        OneType { view, line, relaxations }
    }

    /// Units a label will be granted later in a month that has begun.
    fn still_to_come(&self, label: &Label, month: usize) -> i64 {
        let later = |lumps: &[view::Lump]| -> i64 {
            let inside = lumps.iter().filter(|lump| lump.from > self.view.month_slots[month]);
            inside.map(|lump| self.line.useful(std::slice::from_ref(lump))).sum()
        };
        let plan = label.variant.map_or(0, |index| later(&self.view.variants[index].monthly[month]));
        let add_ons = label.add_ons.iter().filter_map(|add_on| {
            let item = self.view.items.iter().find(|item| item.index == add_on.item)?;
            Some(later(&item.lumps[month]).saturating_mul(add_on.count))
        });
        plan.saturating_add(add_ons.sum())
    }

    /// The largest of the relaxations' bounds for a label with the rest of its terms paid from a month on.
    fn least(
        &self,
        label: &Label,
        month: usize,
        position: i64,
        at: &dyn Fn(&Table, &Rules, i64) -> i64,
    ) -> i64 {
        let paid = label.variant.filter(|_| label.paid_months > 0);
        let add_ons = label.add_ons.iter().filter_map(|add_on| {
            let item = self.view.items.iter().find(|item| item.index == add_on.item)?;
            let months = i64::try_from(add_on.until.saturating_sub(month)).unwrap_or(0);
            Some((item.price + 1).saturating_mul(months).saturating_mul(add_on.count))
        });
        let add_ons = add_ons.fold(0, i64::saturating_add);
        let bounds = self.relaxations.iter().map(|relaxation| {
            let rules = &relaxation.rules;
            let owned = relaxation.owned.iter().find(|(variant, _)| Some(*variant) == paid);
            match (owned, paid) {
                (Some((variant, table)), _) => at(table, rules, position + self.renewals(*variant, month)),
                (None, Some(variant)) if relaxation.is_spread => {
                    let months = i64::try_from(label.paid_months).unwrap_or(i64::MAX);
                    let paid = (spread(&self.view.variants[variant]) + 1).saturating_mul(months);
                    at(&relaxation.general, rules, position).saturating_sub(paid)
                }
                _ => relaxation.owned.iter().fold(
                    at(&relaxation.general, rules, position),
                    |least, (variant, table)| {
                        let price = self.view.variants[*variant].prices.iter().copied().flatten().min();
                        let position = position + self.renewals(*variant, month);
                        least.min(at(table, rules, position).saturating_add(price.unwrap_or(IMPOSSIBLE)))
                    },
                ),
            }
        });
        let least = bounds.max().unwrap_or(0);
        if least >= IMPOSSIBLE { IMPOSSIBLE } else { least.saturating_sub(add_ons) }
    }

    /// Units that a longer term's starts can bring from a month on.
    fn renewals(&self, variant: usize, month: usize) -> i64 {
        let variant = &self.view.variants[variant];
        let left = variant.at_start.get(month..).unwrap_or_default();
        let starts = i64::try_from(left.len().div_ceil(variant.months.max(1))).unwrap_or(i64::MAX);
        left.iter().map(|lumps| self.line.useful(lumps)).max().unwrap_or(0).saturating_mul(starts)
    }
}
