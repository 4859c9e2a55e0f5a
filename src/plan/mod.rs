//! The planner: offers and demand to the cheapest purchase plan, with a proof or a bound.
//!
//! `problem` states what is to be solved in whole numbers, `expand` what can be done in a month, `label` what is
//! remembered of a partial plan and when one is no better than another, `bound` what the rest costs at least, and
//! `search` puts them together.

mod bound;
#[cfg(test)]
mod cases;
pub mod core;
mod expand;
mod frontier;
mod label;
mod merge;
mod problem;
mod search;

use crate::book::{Amount, Kind, PriceBook, Purchase, Term};
use crate::meter::Metering;
use crate::unit::Money;
use problem::Problem;
pub use problem::{BuildError, LARGEST};

/// How much work a planning may do before it settles for a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Labels it may make; time is never counted, so that every machine gives the same answer.
    pub nodes: u64,
    /// Passes of the search, each wider than the last, 1 to 5.
    pub passes: usize,
    /// Whether the best of equally cheap plans is looked for.
    pub ties: bool,
}

impl Effort {
    /// For the recommended purchase plan.
    pub const FULL: Effort = Effort { nodes: 60_000, passes: 5, ties: true };
    /// For what it is compared with.
    pub const QUICK: Effort = Effort { nodes: 10_000, passes: 3, ties: false };
}

/// Which offers may be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    /// When given, only these packs, top-ups and pay as you go (indices of offers).
    pub offers: Option<Vec<usize>>,
    /// When given, only these plans and terms.
    pub terms: Option<Vec<(usize, Term)>>,
}

impl Allowed {
    fn item(&self, offer: usize) -> bool {
        self.offers.as_ref().is_none_or(|offers| offers.contains(&offer))
    }

    fn term(&self, offer: usize, term: Term) -> bool {
        self.terms.as_ref().is_none_or(|terms| terms.contains(&(offer, term)))
    }

    /// A plan's overage comes with the plan; pay as you go is an offer of its own.
    fn charges(&self, offer: usize, is_plan: bool) -> bool {
        match is_plan {
            true => self.terms.as_ref().is_none_or(|terms| terms.iter().any(|(plan, _)| *plan == offer)),
            false => self.item(offer),
        }
    }
}

/// What the planner found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// A purchase plan.
    Found(Found),
    /// Proved: nothing on offer covers the usage.
    Impossible {
        /// The first month (from 0) that cannot be covered.
        month: usize,
        /// The fewest credits short there; `None` when something of the usage is not to be had at all.
        short: Option<crate::num::Decimal>,
    },
    /// The budget ran out before any plan was found.
    RanOut {
        /// Labels made.
        nodes: u64,
    },
}

/// A purchase plan and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// By month, plans before other offers.
    pub purchases: Vec<Purchase>,
    /// Everything paid, charges after use included.
    pub cost: Money,
    /// No purchase plan costs less than this.
    pub lower_bound: Money,
    /// Whether another purchase plan costs the same.
    pub tie: bool,
    /// Labels made.
    pub nodes: u64,
}

impl Found {
    /// Whether the plan is proved cheapest.
    pub fn is_proved(&self) -> bool {
        self.lower_bound >= self.cost
    }
}

/// Plans purchases with the offers allowed, doing so much work at most.
///
/// # Errors
///
/// [`BuildError`] when numbers are too large or too fine for exact planning.
pub fn plan(
    book: &PriceBook,
    metering: &Metering,
    allowed: &Allowed,
    effort: Effort,
) -> Result<Planned, BuildError> {
    let problem = Problem::new(book, metering, allowed)?;
    let searched = search::search(&problem, effort);
    let currency = book.currency();
    let Some(path) = searched.best else {
        if !searched.impossible {
            return Ok(Planned::RanOut { nodes: searched.nodes });
        }
        let (month, units) = searched.stuck.map_or((0, None), |(month, units)| (month, Some(units)));
        let short = units.map(|units| problem.credits(book, units)).transpose()?;
        return Ok(Planned::Impossible { month, short });
    };
    Ok(Planned::Found(Found {
        purchases: purchases(book, &problem, &path),
        cost: currency.from_minor(path.cost),
        lower_bound: currency.from_minor(searched.lower.min(path.cost)),
        tie: searched.tie,
        nodes: searched.nodes,
    }))
}

fn purchases(book: &PriceBook, problem: &Problem, path: &search::Path) -> Vec<Purchase> {
    let mut purchases = Vec::new();
    for (month, decision) in path.months.iter().enumerate() {
        if let Some(variant) = decision.started.and_then(|index| problem.variants.get(index)) {
            let plan = variant.context.checked_sub(1).and_then(|index| problem.plans.get(index));
            purchases.extend(plan.map(|offer| Purchase {
                month,
                offer: *offer,
                amount: Amount::Term(variant.term),
            }));
        }
        for (item, count) in &decision.bought {
            let Some(item) = problem.items.get(*item) else { continue };
            let Some(kind) = book.offer(item.offer).map(|offer| &offer.kind) else { continue };
            match kind {
                Kind::TopUp(_) => split(item, *count).for_each(|blocks| {
                    purchases.push(Purchase { month, offer: item.offer, amount: Amount::Blocks(blocks) });
                }),
                _ => {
                    let copies = u32::try_from(*count).unwrap_or(u32::MAX);
                    purchases.push(Purchase { month, offer: item.offer, amount: Amount::Copies(copies) });
                }
            }
        }
    }
    purchases
}

/// Blocks in as few purchases as the bounds allow, as even as they can be.
fn split(item: &problem::Item, blocks: i64) -> impl Iterator<Item = u64> {
    let purchases = item.blocks.map_or(1, |bounds| bounds.purchases(blocks).max(1));
    let each = blocks.checked_div(purchases).unwrap_or(blocks);
    let larger = blocks.checked_rem(purchases).unwrap_or(0);
    (0..purchases).map(move |index| {
        u64::try_from(if index < larger { each.saturating_add(1) } else { each }).unwrap_or(0)
    })
}
