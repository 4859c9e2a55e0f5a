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

mod line;
mod table;

use super::label::Label;
use super::problem::Problem;
use line::Line;
use table::{Prices, Rules, Table};

/// Parts of a minor unit of money in which the bound counts.
const MILLI: i64 = 1_000;
/// No way to cover the rest at all.
pub const IMPOSSIBLE: i64 = i64::MAX / 4;

/// The tables `H`, for every relaxation and every longer term that may be paid for.
#[derive(Debug)]
pub struct Bound {
    line: Line,
    relaxations: Vec<Relaxation>,
}

#[derive(Debug)]
struct Relaxation {
    rules: Rules,
    /// No longer term is ever started.
    monthly: Table,
    /// By variant with a longer term: it is paid for.
    owned: Vec<(usize, Table)>,
}

impl Bound {
    /// Computes the tables on a grid of about `cells` points.
    pub fn new(problem: &Problem, cells: i64) -> Bound {
        let line = Line::new(problem, cells);
        let relaxations = Rules::all(problem)
            .into_iter()
            .map(|rules| Relaxation {
                rules,
                monthly: Table::new(problem, &line, &rules, &Prices::monthly(problem)),
                owned: longer_terms(problem)
                    .map(|variant| {
                        (variant, Table::new(problem, &line, &rules, &Prices::owning(problem, variant)))
                    })
                    .collect(),
            })
            .collect();
        Bound { line, relaxations }
    }

    /// Least money, in minor units, still to be paid by a label at the start of a month.
    pub fn rest(&self, problem: &Problem, label: &Label, month: usize) -> i64 {
        let position = self.line.position_of(problem, label, month);
        self.least(problem, label, &|table, rules| table.at(&self.line, rules, month, position))
    }

    /// Least money, in minor units, still to be paid by a label inside a month: its plan is chosen and paid for, its
    /// credits are granted, but nothing is used yet.
    pub fn rest_inside(&self, problem: &Problem, label: &Label, month: usize) -> i64 {
        let position = self
            .line
            .position_of(problem, label, month)
            .saturating_sub(self.line.excess(label.context, month));
        self.least(problem, label, &|table, rules| {
            table.inside(&self.line, rules, month, label.context, position)
        })
    }

    fn least(&self, problem: &Problem, label: &Label, at: &dyn Fn(&Table, &Rules) -> i64) -> i64 {
        let paid = label.variant.filter(|_| label.paid_months > 0);
        let bounds = self.relaxations.iter().map(|relaxation| {
            match relaxation.owned.iter().find(|(variant, _)| Some(*variant) == paid) {
                Some((_, table)) => at(table, &relaxation.rules),
                None => relaxation.owned.iter().fold(
                    at(&relaxation.monthly, &relaxation.rules),
                    |least, (variant, table)| {
                        let price = problem.variants.get(*variant).map_or(0, |variant| variant.price);
                        least.min(at(table, &relaxation.rules).saturating_add(price.saturating_mul(MILLI)))
                    },
                ),
            }
        });
        let least = bounds.max().unwrap_or(0);
        if least >= IMPOSSIBLE {
            IMPOSSIBLE
        } else {
            least.max(0).saturating_add(MILLI.saturating_sub(1)).saturating_div(MILLI)
        }
    }
}

/// Variants with a term of more than a month.
fn longer_terms(problem: &Problem) -> impl Iterator<Item = usize> + '_ {
    problem.variants.iter().enumerate().filter(|(_, variant)| variant.months > 1).map(|(index, _)| index)
}
