//! Packs, top-ups and add-ons of one grant as the core's packs.

use super::Unfit;
use super::credits::Held;
use super::frame::Frame;
use crate::plan::award::{Award, End};
use crate::plan::core::CorePack;
use crate::plan::offered::{Item, Schedule};

/// Copies up to which a price by a rule is compared with that many times one copy's.
const MOST_COPIES: i64 = 2_000;

/// A pack of the core, what it is a copy of, and the lots it makes.
pub struct Pack {
    /// Its price is in minor units; whether it is for subscribers only is not said yet.
    pub core: CorePack,
    /// The item.
    pub item: usize,
    /// The fewest copies of a purchase.
    pub least: i64,
    /// Contexts in which it is sold, rising.
    pub on: Vec<usize>,
    pub held: Vec<Held>,
}

/// What one copy bought in each month grants of use.
struct Granted {
    credits: i64,
    classes: Vec<usize>,
    /// Months of the purchases, and those in which the credits end.
    lives: Vec<(usize, usize)>,
}

/// Every item that is of use, as packs.
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

fn pack(frame: &Frame, item_index: usize, item: &Item) -> Result<Option<Pack>, Unfit> {
    let on: Vec<usize> = frame.contexts.iter().copied().filter(|context| item.available[*context]).collect();
    if on.is_empty() {
        return Ok(None);
    }
    let granted = match &item.schedule {
        None => of_parts(frame, item)?,
        Some(schedule) => of_term(frame, schedule)?,
    };
    let Some(Granted { credits, classes, lives }) = granted.filter(|granted| granted.credits > 0) else {
        return Ok(None);
    };
    if item.on_sale.iter().any(|on_sale| !on_sale) {
        return Err(Unfit("not always on sale"));
    }
    let lifetime = frame.lifetime(&lives)?;
    let least = least(frame, item_index, item)?;
    let without_plan = on.contains(&0);
    let lots = |class: usize| {
        lives.iter().map(move |(from, end)| Held { class, from: *from, end: *end, without_plan })
    };
    let held = classes.into_iter().flat_map(lots).collect();
    let limit = item.limit.map(|(_, limit)| limit);
    let core = CorePack { price: item.cost(1), credits, lifetime, subscribers_only: false, limit };
    Ok(Some(Pack { core, item: item_index, least, on, held }))
}

fn of_parts(frame: &Frame, item: &Item) -> Result<Option<Granted>, Unfit> {
    let problem = frame.problem;
    let mut parts = Vec::new();
    for part in &item.parts {
        if frame.serves(part.class)? {
            parts.push(part);
        }
    }
    let Some(first) = parts.first() else { return Ok(None) };
    let priority = |class: usize| problem.classes[class].priority;
    let alike =
        parts.iter().all(|part| part.ends == first.ends && priority(part.class) == priority(first.class));
    if !alike || item.bonus.is_some() {
        return Err(Unfit("several grants"));
    }
    if parts.iter().any(|part| part.fills.is_some() || part.balance_at_most.is_some()) {
        return Err(Unfit("grants that depend on what is held"));
    }
    if parts.iter().any(|part| problem.classes[part.class].add_on.is_some()) {
        return Err(Unfit("credits need an add-on"));
    }
    let mut lives = Vec::new();
    for (month, end) in first.ends.iter().enumerate() {
        if *end == 0 {
            return Err(Unfit("grants not always made"));
        }
        lives.push((month, frame.month_of(usize::from(*end))?));
    }
    let credits = parts.iter().map(|part| part.units).sum();
    Ok(Some(Granted { credits, classes: parts.iter().map(|part| part.class).collect(), lives }))
}

/// What a term of an add-on grants, if it does so at once: it is a pack then, as long as its credits do not outlast it.
fn of_term(frame: &Frame, schedule: &Schedule) -> Result<Option<Granted>, Unfit> {
    let problem = frame.problem;
    let mut granted: Option<Granted> = None;
    for month in 0..frame.months() {
        let mut awards: Vec<&Award> = Vec::new();
        for (later, award) in schedule.monthly[month]
            .iter()
            .map(|award| (schedule.months > 1, award))
            .chain(schedule.at_start[month].iter().map(|award| (false, award)))
        {
            if !frame.serves(award.class)? {
                continue;
            }
            if later {
                return Err(Unfit("add-on that grants month by month"));
            }
            awards.push(award);
        }
        let term_end = (month + schedule.months).min(frame.months());
        let mut end: Option<usize> = None;
        for award in &awards {
            let until = if award.end == End::Term { term_end } else { frame.award_end(award, month, 1)? };
            frame.award_end(&Award { end: End::Term, ..(*award).clone() }, month, 1)?;
            let class = &problem.classes[award.class];
            if *end.get_or_insert(until) != until {
                return Err(Unfit("several grants"));
            }
            if class.carry.is_some() && until > month + 1 || class.add_on.is_some() && until > term_end {
                return Err(Unfit("credits need an add-on"));
            }
        }
        let credits: i64 = awards.iter().map(|award| award.units).sum();
        let known =
            granted.get_or_insert_with(|| Granted { credits, classes: Vec::new(), lives: Vec::new() });
        if known.credits != credits {
            return Err(Unfit("grants differ by month"));
        }
        known.classes.extend(awards.iter().map(|award| award.class));
        known.lives.extend(end.map(|end| (month, end)));
    }
    if let Some(granted) = &mut granted {
        granted.classes.sort_unstable();
        granted.classes.dedup();
    }
    Ok(granted)
}

/// The fewest copies of a purchase; any number from there on must cost that many times one, and be sold.
fn least(frame: &Frame, index: usize, item: &Item) -> Result<i64, Unfit> {
    // What is bought in a month is used before it ends, so never more copies than of which something can be.
    let useful =
        (0..frame.months()).map(|month| frame.problem.usable_copies(index, month)).max().unwrap_or(0);
    let at_most = item.most.into_iter().chain(item.at_once).min();
    if at_most.is_some_and(|most| i64::from(most) < useful.max(1)) {
        return Err(Unfit("so many at a time"));
    }
    if item.pricing.is_some() {
        let linear = |count: i64| item.cost(count) == item.cost(1).saturating_mul(count);
        if useful > MOST_COPIES || !(1..=useful).all(linear) {
            return Err(Unfit("prices of several copies"));
        }
    }
    let Some(blocks) = item.blocks else { return Ok(1) };
    // A limit counts purchases, and a purchase has as many blocks as wanted.
    if item.is_top_up && (item.limit.is_some() || item.most.is_some()) {
        return Err(Unfit("a limit on top-ups"));
    }
    if blocks.min > 1 && (!item.is_top_up || blocks.max < blocks.min.saturating_mul(2) - 1) {
        return Err(Unfit("a least amount"));
    }
    Ok(blocks.min.max(1))
}
