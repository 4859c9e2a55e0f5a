//! Sets of packs worth buying in one month.
//!
//! By the touched rule (see `expand`) what is bought in a month is a set that is used up in that month, so that its
//! lifetimes do not matter, and at most one more pack, the last, of which some is left.
//!
//! **A set is kept only if no other has as many units or more for as little or less.** Proof: let an optimal plan buy
//! the set S in a month, all used up then, and let S' have no fewer units and be no dearer. Buying S' instead leaves,
//! before and after the month's use, for every end e at least as many units that end at e or later: lots that end
//! later than the month are not fewer, and what they need not give up, for S' covers what S did, they keep. More
//! credits and later ends never hurt, so the plan stays feasible and gets no dearer. Of all optimal plans take one
//! that buys the most units, and of those one whose purchases are latest: it keeps to the touched rule (postponing an
//! untouched copy changes no units and is later) and uses only sets kept here. Sets with more units than the month
//! uses are no loss either, for the same reason: the plan that buys them is cheaper or buys more.
//!
//! **Of sets with a last pack of one lifetime one is kept only if no other has as many units in all, is no dearer, and
//! is used up as early:** with units in all U and units of the set before the last Q, a need n can use it when
//! Q < n < U and leaves U - n; smaller Q, larger U and smaller cost serve every n the other serves, and leave no less.

use super::model::{Model, Pack};
use super::problem::CoreError;

/// Sets that are left aside together where even the cheapest and largest of them would be of no use.
pub const BLOCK: usize = 16;

/// Most sets of packs for one month that are listed.
const MOST_SETS: usize = 100_000;

/// A set of packs.
#[derive(Debug, Clone, Copy)]
pub struct Set {
    pub units: i64,
    pub cost: i64,
    /// Where its packs are listed.
    chain: u32,
}

/// A pack of a set, and where the others are listed.
#[derive(Debug, Clone, Copy)]
struct Link {
    pack: u32,
    others: u32,
}

/// Of the empty set.
const NO_CHAIN: u32 = u32::MAX;

/// A set with a last pack.
#[derive(Debug, Clone, Copy)]
pub struct Last {
    /// Units in all.
    pub units: i64,
    pub cost: i64,
    /// Units of the set without the last pack.
    pub before: i64,
    /// Index of that set.
    pub set: u32,
    /// Index of the last pack.
    pub pack: u32,
}

/// What can be bought in a month by people with, or without, a plan.
#[derive(Debug)]
pub struct Frontier {
    /// By units and cost, both ascending; the empty set first.
    pub sets: Vec<Set>,
    /// By level of the last pack: by units ascending.
    pub lasts: Vec<Vec<Last>>,
    /// By level: the least cost of each [`BLOCK`] of those.
    pub least: Vec<Vec<i64>>,
    links: Vec<Link>,
}

/// For the bound: sets of packs that last less long than those of a level, by that level, as units and cost. Limits
/// on copies are left aside.
pub fn shorter(model: &Model, levels: &[usize], members: bool, most: i64) -> Vec<Vec<(i64, i64)>> {
    let mut sets = vec![Set { units: 0, cost: 0, chain: NO_CHAIN }];
    let mut links = Vec::new();
    let mut shorter = Vec::new();
    for life in levels {
        shorter.push(sets.iter().map(|set| (set.units, set.cost)).collect());
        let packs = model.packs.iter().chain(&model.limited);
        for pack in
            packs.filter(|pack| pack.life == *life && (members || !pack.members) && pack.units <= most)
        {
            sets = add(&sets, &mut links, 0, pack, most);
        }
    }
    shorter
}

impl Frontier {
    /// # Errors
    ///
    /// [`CoreError::TooFine`] when there are too many sets.
    pub fn new(model: &Model, members: bool) -> Result<Frontier, CoreError> {
        let most = (0..model.months).map(|month| model.need(month)).max().unwrap_or(0);
        let mut sets = vec![Set { units: 0, cost: 0, chain: NO_CHAIN }];
        let mut links = Vec::new();
        let on_offer = || model.packs.iter().enumerate().filter(|(_, pack)| members || !pack.members);
        for (index, pack) in on_offer().filter(|(_, pack)| pack.units <= most) {
            sets = add(&sets, &mut links, index, pack, most);
            if sets.len() > MOST_SETS {
                return Err(CoreError::TooFine);
            }
        }
        let mut lasts = vec![Vec::new(); model.levels.len()];
        for (level, lasts) in lasts.iter_mut().enumerate() {
            let packs = on_offer().filter(|(_, pack)| pack.level == level);
            let with_last = packs.flat_map(|(index, pack)| {
                sets.iter().enumerate().map(move |(set, before)| Last {
                    units: before.units + pack.units,
                    cost: before.cost + pack.price,
                    before: before.units,
                    set: set as u32,
                    pack: index as u32,
                })
            });
            *lasts = undominated(with_last.filter(|last| last.before < most).collect());
        }
        let least_of = |lasts: &Vec<Last>| {
            lasts.chunks(BLOCK).map(|block| block.iter().map(|last| last.cost).min().unwrap_or(0)).collect()
        };
        let least = lasts.iter().map(least_of).collect();
        Ok(Frontier { sets, lasts, least, links })
    }

    /// Indices of the packs in a set, with repetitions.
    pub fn packs(&self, set: u32) -> impl Iterator<Item = usize> + '_ {
        let mut at = self.sets[set as usize].chain;
        std::iter::from_fn(move || {
            let link = self.links.get(at as usize)?;
            at = link.others;
            Some(link.pack as usize)
        })
    }
}

/// The sets with any number of one more pack.
///
/// They are made in the order of their cost, and of those that cost the same the one with the most units first, so
/// that a set is dominated exactly if it has no more units than one made before.
fn add(old: &[Set], links: &mut Vec<Link>, index: usize, pack: &Pack, most: i64) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::with_capacity(old.len() * 2);
    let (mut from_old, mut from_new) = (0, 0);
    let mut units = -1;
    loop {
        let kept = old.get(from_old);
        let grown = sets.get(from_new).map(|set| (set.cost + pack.price, set.units + pack.units));
        let is_grown = match (kept, grown) {
            (None, None) => return sets,
            (Some(kept), Some((cost, units))) => (cost, -units) < (kept.cost, -kept.units),
            (kept, _) => kept.is_none(),
        };
        let set = if is_grown {
            let (cost, units) = grown.unwrap_or_default();
            let others = sets[from_new].chain;
            from_new += 1;
            links.push(Link { pack: index as u32, others });
            Set { units, cost, chain: links.len() as u32 - 1 }
        } else {
            from_old += 1;
            old[from_old - 1]
        };
        if set.units > units && set.units <= most {
            units = set.units;
            sets.push(set);
        }
    }
}

fn undominated(mut lasts: Vec<Last>) -> Vec<Last> {
    lasts.sort_unstable_by_key(|last| (last.cost, -last.units, last.before, last.pack));
    // Kept ones as a staircase: both units in all and units before the last ascend.
    let mut stairs: Vec<(i64, i64)> = Vec::new();
    lasts.retain(|last| {
        // The most units of those with no more before the last.
        let at = stairs.partition_point(|(before, _)| *before <= last.before);
        if at > 0 && stairs[at - 1].1 >= last.units {
            return false;
        }
        let from = stairs.partition_point(|(before, _)| *before < last.before);
        let count = stairs[from..].iter().take_while(|(_, units)| *units <= last.units).count();
        stairs.splice(from..from + count, [(last.before, last.units)]);
        true
    });
    lasts.sort_unstable_by_key(|last| (last.units, last.cost, last.before, last.pack));
    lasts
}
