//! Packs and top-ups as the core's packs.

use super::Unfit;
use super::credits::Held;
use super::frame::Frame;
use crate::plan::core::CorePack;
use crate::plan::offered::Item;

/// Copies up to which a price by a rule is compared with that many times one copy's.
const MOST_COPIES: i64 = 2_000;

/// A pack of the core, what it is a copy of, and the lots it makes.
pub struct Pack {
    pub core: CorePack,
    /// The item, and copies or blocks of it.
    pub of: (usize, i64),
    /// Contexts in which it is sold, rising.
    pub on: Vec<usize>,
    pub held: Vec<Held>,
}

/// Every item that is of use, as packs; their prices are in minor units.
///
/// # Errors
///
/// [`Unfit`] where one of them is more than a pack.
pub fn packs(frame: &Frame) -> Result<Vec<Pack>, Unfit> {
    let mut packs = Vec::new();
    for (index, item) in frame.problem.items.iter().enumerate() {
        packs.extend(pack(frame, index, item)?);
    }
    Ok(packs)
}

fn pack(frame: &Frame, index: usize, item: &Item) -> Result<Option<Pack>, Unfit> {
    let problem = frame.problem;
    let sold = |context: &usize| item.available[*context];
    if !frame.contexts.iter().any(sold) {
        return Ok(None);
    }
    if item.schedule.is_some() {
        return Err(Unfit("add-on"));
    }
    let mut parts = Vec::new();
    for part in &item.parts {
        if frame.serves(part.class)? {
            parts.push(part);
        }
    }
    let Some(first) = parts.first() else { return Ok(None) };
    let alike = |other: &&crate::plan::award::Part| {
        let (own, others) = (&problem.classes[first.class], &problem.classes[other.class]);
        other.ends == first.ends && others.priority == own.priority
    };
    if !parts.iter().all(alike) || item.bonus.is_some() {
        return Err(Unfit("several grants"));
    }
    if parts.iter().any(|part| part.fills.is_some() || part.balance_at_most.is_some()) {
        return Err(Unfit("grants that depend on what is held"));
    }
    if item.on_sale.iter().any(|on_sale| !on_sale) {
        return Err(Unfit("not always on sale"));
    }
    let mut lives = Vec::new();
    for (month, end) in first.ends.iter().enumerate() {
        if *end == 0 {
            return Err(Unfit("grants not always made"));
        }
        lives.push((month, frame.month_of(usize::from(*end))?));
    }
    let on: Vec<usize> = frame.contexts.iter().copied().filter(sold).collect();
    let subscribers_only = on != frame.contexts;
    if subscribers_only && on.contains(&0) {
        return Err(Unfit("sold without a plan only"));
    }
    check_bounds(frame, index, item)?;
    let credits: i64 = parts.iter().map(|part| part.units).sum();
    if credits == 0 {
        return Ok(None);
    }
    let limit = item.limit.map(|(_, limit)| limit);
    let lifetime = frame.lifetime(&lives)?;
    let without_plan = on.contains(&0);
    let lots = |class: usize| {
        lives.iter().map(move |(from, end)| Held { class, from: *from, end: *end, without_plan })
    };
    let held = parts.iter().flat_map(|part| lots(part.class)).collect();
    let core = CorePack { price: item.cost(1), credits, lifetime, subscribers_only, limit };
    Ok(Some(Pack { core, of: (index, 1), on, held }))
}

/// Any number of copies must cost that many times one, and be sold.
fn check_bounds(frame: &Frame, index: usize, item: &Item) -> Result<(), Unfit> {
    // What is bought in a month is used before it ends, so never more copies than of which something can be.
    let useful =
        (0..frame.months()).map(|month| frame.problem.usable_copies(index, month)).max().unwrap_or(0);
    if item.most.is_some_and(|most| i64::from(most) < useful) {
        return Err(Unfit("so many a month"));
    }
    if let Some(blocks) = item.blocks {
        if blocks.min > 1 {
            return Err(Unfit("a least amount"));
        }
        // A limit counts purchases, and a purchase has as many blocks as wanted.
        if item.is_top_up && (item.limit.is_some() || item.most.is_some()) {
            return Err(Unfit("a limit on top-ups"));
        }
    }
    if item.pricing.is_some() {
        let linear = |count: i64| item.cost(count) == item.cost(1).saturating_mul(count);
        if useful > MOST_COPIES || !(1..=useful).all(linear) {
            return Err(Unfit("prices of several copies"));
        }
    }
    Ok(())
}
