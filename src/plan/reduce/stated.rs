//! The core's problem, and what its packs and plans are.

use super::Unfit;
use super::charged::{Priced, charges};
use super::credits::Held;
use super::frame::Frame;
use super::packs::{Pack, packs};
use super::terms::{Plan, plan_lots, plans};
use crate::plan::core::{CoreCharge, CoreLot, CorePack, CorePlan, CoreProblem};
use crate::plan::problem::Problem;

/// Largest factor by which money is scaled.
const MOST_SCALE: i128 = 1_000_000_000;

/// A problem stated to the core.
#[derive(Debug)]
pub struct Stated {
    pub core: CoreProblem,
    /// By pack: the item, and copies or blocks of it that one copy of the pack is.
    pub packs: Vec<(usize, i64)>,
    /// By plan: the variant.
    pub variants: Vec<usize>,
    /// What minor units are multiplied by.
    pub scale: i64,
}

impl Stated {
    /// # Errors
    ///
    /// [`Unfit`] where the core would not be exact.
    pub fn of(problem: &Problem) -> Result<Stated, Unfit> {
        if !problem.order.is_usual() {
            return Err(Unfit("another order of use"));
        }
        let mut frame = Frame::of(problem)?;
        let charges = charges(&frame)?;
        let (start, start_held) = start(&frame)?;
        let packs = packs(&frame)?;
        let beside: Vec<Held> =
            start_held.into_iter().chain(packs.iter().flat_map(|pack| pack.held.clone())).collect();
        let plans = known_plans(&mut frame, &beside, charges[0].is_some())?;
        let of_plans: Vec<Held> = plans.iter().flat_map(|plan| plan.held.clone()).collect();
        let held: Vec<Held> = beside.iter().chain(&of_plans).copied().collect();
        held.iter().try_for_each(|held| frame.check_kept(held))?;
        frame.check_order(&held)?;
        // Of other plans' credits only those that outlast the month can be there beside what a plan carries.
        let priority = |class: usize| problem.classes[class].priority;
        let others = beside.iter().chain(of_plans.iter().filter(|held| held.stays()));
        let first = others.map(|held| priority(held.class)).min();
        let bucket = plans.iter().filter_map(|plan| plan.bucket).map(priority).max();
        // The core uses what a plan carries before all else.
        if bucket.is_some_and(|bucket| first.is_some_and(|first| first <= bucket)) {
            return Err(Unfit("another order of use"));
        }
        let on = sold_on(&packs)?;
        let scale = scale(charges.iter().flatten())?;
        let money = |minor: i64| minor.checked_mul(scale).ok_or(Unfit("beyond the core's numbers"));
        let charge = |priced: &Option<Priced>| priced.map(|priced| charge(priced, scale)).transpose();
        let payg = charge(&charges[0])?;
        let mut core = CoreProblem {
            demand: frame.demand.clone(),
            payg,
            start,
            needs_plan: frame.needs_plan.clone(),
            ..CoreProblem::default()
        };
        for (index, plan) in plans.iter().enumerate() {
            let overage = charge(&charges[plan.context])?;
            if overage.is_none() && payg.is_some() {
                return Err(Unfit("no pay as you go on a plan"));
            }
            let family = plans.iter().position(|other| plan.bucket.is_some() && other.bucket == plan.bucket);
            core.plans.push(CorePlan {
                term: plan.term,
                fee: money(plan.fee)?,
                grant: plan.grant,
                rollover: plan.rollover,
                overage,
                sells_packs: on.is_none_or(|on| on.contains(&plan.context)),
                family: family.unwrap_or(index),
                covered: plan.covered.clone(),
            });
        }
        for pack in &packs {
            core.packs.push(CorePack { price: money(pack.core.price)?, ..pack.core });
        }
        let variants = plans.iter().map(|plan| plan.variant).collect();
        Ok(Stated { core, packs: packs.iter().map(|pack| pack.of).collect(), variants, scale })
    }
}

/// The plans, and in which months one is needed.
///
/// Whether carried credits are lots like any depends on whether they could be lost, and so on the months that need a
/// plan; whether those do depends on what can be held without one. Carried credits that would be lost without a plan do
/// not serve people without one in either case, so that one look after the other is enough.
fn known_plans(frame: &mut Frame, beside: &[Held], charged: bool) -> Result<Vec<Plan>, Unfit> {
    let held: Vec<Held> = beside.iter().copied().chain(plan_lots(frame)?).collect();
    frame.need_plans(&held, charged);
    plans(frame)
}

/// The contexts in which packs are sold that are not sold in all.
fn sold_on(packs: &[Pack]) -> Result<Option<&[usize]>, Unfit> {
    let mut some = packs.iter().filter(|pack| pack.core.subscribers_only).map(|pack| pack.on.as_slice());
    let first = some.next();
    if some.any(|other| Some(other) != first) { Err(Unfit("sold on different plans")) } else { Ok(first) }
}

/// What is given without being bought: lots at the start.
fn start(frame: &Frame) -> Result<(Vec<CoreLot>, Vec<Held>), Unfit> {
    let problem = frame.problem;
    let (mut lots, mut held) = (Vec::new(), Vec::new());
    for (month, given) in problem.given.iter().enumerate() {
        for (award, contexts) in given {
            if !frame.serves(award.class)? {
                continue;
            }
            if month > 0 || !frame.contexts.iter().all(|context| contexts[*context]) {
                return Err(Unfit("gifts of some months or plans"));
            }
            let end = frame.award_end(award, month, 1)?;
            if problem.classes[award.class].carry.is_some() {
                return Err(Unfit("gifts that are carried"));
            }
            let months = (end < frame.months()).then(|| u32::try_from(end).unwrap_or(u32::MAX));
            lots.push(CoreLot { credits: award.units, months });
            held.push(Held { class: award.class, from: month, end, without_plan: true });
        }
    }
    Ok((lots, held))
}

/// What makes every price after use whole.
fn scale<'c>(charges: impl Iterator<Item = &'c Priced>) -> Result<i64, Unfit> {
    let mut scale: i128 = 1;
    for (_, (_, denominator)) in charges {
        scale = scale / gcd(scale, *denominator) * denominator;
        if scale > MOST_SCALE {
            return Err(Unfit("beyond the core's numbers"));
        }
    }
    i64::try_from(scale).map_err(|_| Unfit("beyond the core's numbers"))
}

/// A charge in scaled money; a month's sum is rounded to a minor unit where it can be a part of one.
fn charge((block, (numerator, denominator)): Priced, scale: i64) -> Result<CoreCharge, Unfit> {
    let price = numerator.checked_mul(i128::from(scale) / denominator);
    let price =
        price.and_then(|price| i64::try_from(price).ok()).ok_or(Unfit("beyond the core's numbers"))?;
    let rounded_to = if denominator == 1 { 1 } else { scale };
    Ok(CoreCharge { block, price, rounded_to })
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}
