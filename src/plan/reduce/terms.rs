//! Plans for their terms as the core's plans.

use super::Unfit;
use super::credits::Held;
use super::frame::Frame;
use crate::plan::award::Award;
use crate::plan::core::CoreRollover;
use crate::plan::offered::Variant;

/// A plan of the core without what it charges.
pub struct Plan {
    /// Its variant.
    pub variant: usize,
    /// Its context.
    pub context: usize,
    /// Months of a term.
    pub term: u32,
    /// Minor units.
    pub fee: i64,
    pub grant: i64,
    pub rollover: CoreRollover,
    /// Lots it makes; of a bucket, those of a month.
    pub held: Vec<Held>,
    /// Priority of a bucket.
    pub bucket: Option<i32>,
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
    Ok(plans)
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
    let term = variant.schedule.months;
    let mut grants = Vec::new();
    for month in 0..frame.months() {
        grants.push(granted(frame, variant, month)?);
    }
    let plan = Plan {
        variant: index,
        context: variant.context,
        term: u32::try_from(term).map_err(|_| Unfit("a term too long"))?,
        fee,
        grant: 0,
        rollover: CoreRollover::None,
        held: Vec::new(),
        bucket: None,
    };
    let mut grant: Option<i64> = None;
    let mut lives = Vec::new();
    let mut class: Option<usize> = None;
    for (month, awards) in grants.iter().enumerate() {
        let units: i64 = awards.iter().map(|award| award.units).sum();
        if *grant.get_or_insert(units) != units {
            return Err(Unfit("grants differ by month"));
        }
        let Some(first) = awards.first() else { continue };
        let end = frame.award_end(first, month, term)?;
        for award in awards {
            let one = *class.get_or_insert(award.class) == award.class;
            if !one || frame.award_end(award, month, term)? != end {
                return Err(Unfit("several grants of a plan"));
            }
        }
        lives.push((month, end));
    }
    let (Some(class), Some(grant)) = (class, grant) else { return Ok(plan) };
    let of_class = &frame.problem.classes[class];
    let priority = of_class.priority;
    let lot = |(from, end): &(usize, usize)| Held { priority, from: *from, end: *end };
    let carried = of_class.carry.is_some() && lives.iter().any(|(from, end)| *end > from + 1);
    if carried && let Some(cap) = bucket(frame, variant, class, grant, &lives)? {
        return Ok(Plan { grant, rollover: CoreRollover::Cap(cap), bucket: Some(priority), ..plan });
    }
    frame.check_kept(class, &lives)?;
    let rollover = match frame.lifetime(&lives)? {
        Some(1) => CoreRollover::None,
        Some(months) => CoreRollover::Months(months),
        None => CoreRollover::Months(u32::try_from(frame.months()).unwrap_or(u32::MAX)),
    };
    Ok(Plan { grant, rollover, held: lives.iter().map(lot).collect(), ..plan })
}

/// What a month of a term grants of use, in any term it may belong to.
fn granted<'p>(frame: &Frame<'p>, variant: &'p Variant, month: usize) -> Result<Vec<&'p Award>, Unfit> {
    let schedule = &variant.schedule;
    let mut awards = Vec::new();
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
    Ok(awards)
}

/// What may be carried of a plan's own bucket; `None` where its credits are lots.
fn bucket(
    frame: &Frame,
    variant: &Variant,
    class: usize,
    grant: i64,
    lives: &[(usize, usize)],
) -> Result<Option<i64>, Unfit> {
    let problem = frame.problem;
    let of_class = &problem.classes[class];
    let Some(carry) = of_class.carry else { return Ok(None) };
    if carry.share.is_some() || carry.burns_last {
        return Err(Unfit("a part is carried"));
    }
    let unlimited = carry.at_most.is_none() && carry.total_at_most.is_none();
    let Some(needs) = &of_class.needs else {
        // Nothing is cut and nothing lost: lots like any.
        return if unlimited { Ok(None) } else { Err(Unfit("carried credits stay after the plan")) };
    };
    if of_class.frozen || of_class.add_on.is_some() {
        return Err(Unfit("credits freeze"));
    }
    // The core's bucket is one plan's.
    let others = problem
        .variants
        .iter()
        .filter(|other| needs.contains(&other.context) && frame.contexts.contains(&other.context));
    if others.count() != 1 || !needs.contains(&variant.context) {
        return Err(Unfit("plans that share what they carry"));
    }
    if lives.iter().any(|(_, end)| *end < frame.months()) {
        return Err(Unfit("carried credits end"));
    }
    let most = frame.demand.iter().sum::<i64>();
    let cap = carry.at_most.unwrap_or(most).min(most);
    // Right before the next grant there may be as much as leaves room for it.
    Ok(Some(carry.total_at_most.map_or(cap, |total| cap.min((total - grant).max(0)))))
}
