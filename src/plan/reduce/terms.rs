//! Plans for their terms as the core's plans.

use super::Unfit;
use super::credits::Held;
use super::frame::Frame;
use crate::plan::award::{Award, CarryClass};
use crate::plan::core::CoreRollover;
use crate::plan::offered::Variant;

/// A plan of the core without what it charges and sells.
pub struct Plan {
    /// Its variant.
    pub variant: usize,
    /// Its context.
    pub context: usize,
    /// Months of a term.
    pub term: u32,
    /// Minor units.
    pub fee: i64,
    /// Units each month, and what becomes of them.
    pub grant: i64,
    pub rollover: CoreRollover,
    /// Use that needs no credits, by month.
    pub covered: Vec<i64>,
    /// Lots it makes; without those of a bucket.
    pub held: Vec<Held>,
    /// The class of its bucket.
    pub bucket: Option<usize>,
}

/// What a plan grants of use, by month, apart from what ends with the month.
#[derive(Default)]
struct Granted {
    units: Option<i64>,
    class: Option<usize>,
    lives: Vec<(usize, usize)>,
    /// Units by month that end with it, and their classes.
    within: Vec<i64>,
    within_classes: Vec<usize>,
}

/// Every variant as a plan.
///
/// # Errors
///
/// [`Unfit`] where one is more than a plan of the core.
pub fn plans(frame: &Frame) -> Result<Vec<Plan>, Unfit> {
    let mut plans = Vec::new();
    for (index, variant) in frame.problem.variants.iter().enumerate() {
        if frame.contexts.contains(&variant.context) {
            plans.push(plan(frame, index, variant)?);
        }
    }
    check_families(frame, &plans)?;
    Ok(plans)
}

/// Lots of all plans, carried or not.
///
/// # Errors
///
/// [`Unfit`] where they are more than the core's.
pub fn plan_lots(frame: &Frame) -> Result<Vec<Held>, Unfit> {
    let mut lots = Vec::new();
    for variant in &frame.problem.variants {
        if frame.contexts.contains(&variant.context) {
            let granted = granted(frame, variant)?;
            lots.extend(granted.class.iter().flat_map(|class| held(*class, &granted.lives)));
        }
    }
    Ok(lots)
}

fn plan(frame: &Frame, index: usize, variant: &Variant) -> Result<Plan, Unfit> {
    if variant.limit.is_some() {
        return Err(Unfit("a limit on a plan"));
    }
    let prices = &variant.prices;
    let fee = prices.first().copied().flatten().ok_or(Unfit("plans not always sold"))?;
    if prices.iter().any(|price| *price != Some(fee)) {
        return Err(Unfit("prices of plans differ by month"));
    }
    let granted = granted(frame, variant)?;
    let mut plan = Plan {
        variant: index,
        context: variant.context,
        term: u32::try_from(variant.schedule.months).map_err(|_| Unfit("a term too long"))?,
        fee,
        grant: granted.units.unwrap_or(0),
        rollover: CoreRollover::None,
        covered: frame.covered(variant.context),
        held: Vec::new(),
        bucket: None,
    };
    if let Some(class) = granted.class {
        match frame.problem.classes[class].carry {
            Some(carry) if is_bucket(frame, class, carry)? => {
                if granted.lives.iter().any(|(_, end)| *end < frame.months()) {
                    return Err(Unfit("carried credits end"));
                }
                plan.rollover = CoreRollover::Cap(cap(frame, carry, plan.grant));
                plan.bucket = Some(class);
            }
            _ => {
                let most = u32::try_from(frame.months()).unwrap_or(u32::MAX);
                plan.rollover = CoreRollover::Months(frame.lifetime(&granted.lives)?.unwrap_or(most));
                plan.held.extend(held(class, &granted.lives));
            }
        }
    }
    add_within(frame, &mut plan, &granted)?;
    Ok(plan)
}

fn held(class: usize, lives: &[(usize, usize)]) -> impl Iterator<Item = Held> + '_ {
    lives.iter().map(move |(from, end)| Held { class, from: *from, end: *end, without_plan: false })
}

/// Credits that end with their month are use that needs none of the others: they are used before all that could stay.
fn add_within(frame: &Frame, plan: &mut Plan, granted: &Granted) -> Result<(), Unfit> {
    let lives: Vec<(usize, usize)> = (0..frame.months()).map(|month| (month, month + 1)).collect();
    plan.held.extend(granted.within_classes.iter().flat_map(|class| held(*class, &lives)));
    let priority = |class: &usize| frame.problem.classes[*class].priority;
    let last = granted.within_classes.iter().map(priority).max();
    if plan.bucket.as_ref().map(priority).zip(last).is_some_and(|(bucket, last)| bucket < last) {
        return Err(Unfit("another order of use"));
    }
    let first = granted.within.first().copied().unwrap_or(0);
    if granted.class.is_none() && granted.within.iter().all(|units| *units == first) {
        plan.grant = first;
        return Ok(());
    }
    let used = frame.demand.iter();
    for ((covered, units), most) in plan.covered.iter_mut().zip(&granted.within).zip(used) {
        *covered = (*covered + units).min(*most);
    }
    Ok(())
}

/// What each month of a term grants of use, in any term it may belong to.
fn granted(frame: &Frame, variant: &Variant) -> Result<Granted, Unfit> {
    let schedule = &variant.schedule;
    let mut granted = Granted::default();
    for month in 0..frame.months() {
        let mut awards: Vec<&Award> = Vec::new();
        for award in &schedule.monthly[month] {
            if frame.serves(award.class)? {
                awards.push(award);
            }
        }
        for award in &schedule.at_start[month] {
            if frame.serves(award.class)? {
                // A term of one month starts with each of its months.
                if schedule.months > 1 {
                    return Err(Unfit("grants at the start of a longer term"));
                }
                awards.push(award);
            }
        }
        let (mut within, mut units, mut end) = (0, 0, None);
        for award in awards {
            let until = frame.award_end(award, month, schedule.months)?;
            // In the last month all end alike: those that otherwise stay are told by their class.
            let stays = until > month + 1 || (until == frame.months() && granted.class == Some(award.class));
            if !stays {
                within += award.units;
                granted.within_classes.push(award.class);
                continue;
            }
            if *granted.class.get_or_insert(award.class) != award.class || *end.get_or_insert(until) != until
            {
                return Err(Unfit("several grants of a plan"));
            }
            units += award.units;
        }
        granted.within.push(within);
        if *granted.units.get_or_insert(units) != units {
            return Err(Unfit("grants differ by month"));
        }
        granted.lives.extend(end.map(|end| (month, end)));
    }
    granted.within_classes.sort_unstable();
    granted.within_classes.dedup();
    Ok(granted)
}

/// Whether carried credits are a bucket, and not lots like any.
fn is_bucket(frame: &Frame, class: usize, carry: CarryClass) -> Result<bool, Unfit> {
    let of_class = &frame.problem.classes[class];
    if carry.share.is_some() || carry.burns_last {
        return Err(Unfit("a part is carried"));
    }
    let cuts = carry.at_most.is_some() || carry.total_at_most.is_some();
    if !cuts {
        // Nothing is cut: lots, if they are not lost with the plan, which is looked at with the others.
        let always = frame.needs_plan.iter().skip(1).all(|needs| *needs);
        let alone = of_class.needs.as_ref().is_none_or(|needs| {
            always && frame.contexts.iter().all(|context| *context == 0 || needs.contains(context))
        });
        if alone {
            return Ok(false);
        }
    }
    match of_class.needs {
        None => Err(Unfit("carried credits stay after the plan")),
        Some(_) if of_class.frozen || of_class.add_on.is_some() => Err(Unfit("credits freeze")),
        Some(_) => Ok(true),
    }
}

/// Units that may be carried; right before the next grant there may be as many as leave room for it.
fn cap(frame: &Frame, carry: CarryClass, grant: i64) -> i64 {
    let most = frame.demand.iter().sum::<i64>();
    let cap = carry.at_most.unwrap_or(most).min(most);
    carry.total_at_most.map_or(cap, |total| cap.min((total - grant).max(0)))
}

/// Plans on which what is carried is not lost must carry it themselves, as one bucket.
fn check_families(frame: &Frame, plans: &[Plan]) -> Result<(), Unfit> {
    for plan in plans {
        let Some(class) = plan.bucket else { continue };
        let of_class = &frame.problem.classes[class];
        let needs = of_class.needs.as_deref().unwrap_or_default();
        let total = of_class.carry.is_some_and(|carry| carry.total_at_most.is_some());
        for other in plans {
            // Of plans that carry alike the next one's grant may leave other room.
            let alike = other.bucket == plan.bucket && (!total || other.grant == plan.grant);
            let pools = |bucket: Option<usize>| {
                bucket.and_then(|class| frame.problem.classes[class].carry).map(|carry| carry.pool)
            };
            let apart = !needs.contains(&other.context) && pools(other.bucket) != pools(plan.bucket);
            if !alike && !apart {
                return Err(Unfit("plans that share what they carry"));
            }
        }
        if !needs.contains(&plan.context) {
            return Err(Unfit("plans that share what they carry"));
        }
    }
    Ok(())
}
