//! A top-up of which no less than so many blocks are sold, and which never ends within the horizon.
//!
//! The cheapest purchase plan buys it or it does not. Without it the problem is the core's. With it, the core's problem
//! has the least amount at the start, paid for whenever it is bought, and what is used beyond all credits is charged at
//! its price in every month, on every plan; nothing else may be charged for less. **That costs no more than any plan that
//! buys it:** let such a plan buy X units in all, of which U are used, and charge O units otherwise. With the same other
//! purchases U + O units lack in the core's problem too, whenever they do. It has the least amount for them from the
//! start, charges the rest, and needs no plan to buy it on. Its cost is the least amount's price, or that of U + O units
//! where they are more; X is no less than the least amount and than U, and O units cost no less otherwise. (Were something
//! charged for less early on, the least amount would better be kept for later, which the core's problem cannot.) Where the core's cheapest plan draws first in a month in which the top-up is sold, or after one, one
//! purchase then, of all that it draws, makes it a plan of the problem; `follow` says what it costs.

use super::Unfit;
use super::charged::{Charged, Priced};
use super::packs::Pack;
use crate::plan::label::Label;
use crate::plan::path::Path;
use crate::plan::problem::Problem;

/// The top-up.
#[derive(Debug, Clone)]
pub struct Bulk {
    item: usize,
    /// Contexts in which it is sold.
    on: Vec<usize>,
    /// Blocks bought at least.
    least: i64,
    /// Units of a block, and minor units for it.
    units: i64,
    price: i64,
}

impl Bulk {
    /// The only one among the packs, which it leaves; `None` where there is none.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where there are several, or its credits end.
    pub fn take(packs: &mut Vec<Pack>) -> Result<Option<Bulk>, Unfit> {
        let Some(place) = packs.iter().position(|pack| pack.least > 1) else { return Ok(None) };
        let pack = packs.remove(place);
        if packs.iter().any(|pack| pack.least > 1)
            || pack.core.lifetime.is_some()
            || pack.core.limit.is_some()
        {
            return Err(Unfit("a least amount"));
        }
        let (units, price) = (pack.core.credits, pack.core.price);
        Ok(Some(Bulk { item: pack.item, on: pack.on, least: pack.least, units, price }))
    }

    /// Contexts in which it is sold.
    pub fn on(&self) -> &[usize] {
        &self.on
    }

    /// Minor units for the least amount.
    pub fn cost(&self) -> i64 {
        self.price.saturating_mul(self.least)
    }

    /// Units of the least amount.
    pub fn credits(&self) -> i64 {
        self.units.saturating_mul(self.least)
    }

    /// Its price for a unit.
    fn priced(&self) -> Priced {
        Priced { block: 1, price: (i128::from(self.price), i128::from(self.units.max(1))) }
    }

    /// What is charged once some of it was bought.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where the other charge is cheaper, or not by the unit, so that some use could be cheaper under either.
    pub fn charged(&self, other: Option<Charged>) -> Result<Charged, Unfit> {
        let own = Charged { priced: self.priced(), rounds: false };
        let Some(other) = other else { return Ok(own) };
        if other.priced.block != 1 {
            return Err(Unfit("charges by blocks beside a least amount"));
        }
        if is_below(other.priced, own.priced) {
            return Err(Unfit("cheaper charges beside a least amount"));
        }
        Ok(own)
    }

    /// The path with one purchase of all that is lacking in it, where there is one that serves.
    pub fn bought(&self, problem: &Problem, path: Path) -> Option<Path> {
        let mut label = Label::root(problem);
        let mut sold: Option<usize> = None;
        let (mut drawn, mut left) = (0, self.credits());
        let mut bought: Option<usize> = None;
        for (month, decision) in path.months.iter().enumerate() {
            label.choose_plan(problem, decision.started, month)?;
            if problem.items[self.item].is_sold(label.context, month) {
                sold = Some(month);
            }
            for (item, count) in &decision.bought {
                label.buy(problem, *item, *count, month);
            }
            let short = label.burn(problem, month)?;
            for (stream, units) in short.iter().enumerate().filter(|(_, units)| **units > 0) {
                let charge = problem.charges[label.context].tariffs[month][stream];
                let charge = charge.and_then(|tariff| problem.tariffs[tariff].by_blocks());
                let dearer =
                    charge.is_none_or(|(block, price)| is_below(self.priced(), Priced { block, price }));
                let taken = if dearer { *units } else { left.min(*units) };
                left -= left.min(taken);
                drawn += taken;
                if taken > 0 && bought.is_none() {
                    bought = Some(sold?);
                }
            }
            label.end_month(problem, month);
        }
        let mut path = path;
        let blocks = ((drawn + self.units - 1) / self.units.max(1)).max(self.least);
        let month = &mut path.months[bought?].bought;
        month.push((self.item, blocks));
        month.sort_unstable();
        let (cost, ..) = path.follow(problem)?;
        Some(Path { cost, ..path })
    }
}

/// Whether a unit costs less at the first price than at the second.
fn is_below(one: Priced, other: Priced) -> bool {
    one.price.0.saturating_mul(other.price.1) < other.price.0.saturating_mul(one.price.1)
}
