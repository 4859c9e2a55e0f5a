//! The core's problem, and what its packs and plans are.

use super::Unfit;
use super::better::drop_replaced;
use super::bulk::Bulk;
use super::charged::{Charged, Priced, charges};
use super::credits::Held;
use super::frame::Frame;
use super::packs::{Pack, packs};
use super::terms::{Plan, plan_lots, plans};
use crate::plan::core::{CoreCharge, CoreLot, CorePack, CorePlan, CoreProblem, CorePurchases, walk};
use crate::plan::problem::Problem;

/// Largest factor by which money is scaled.
const MOST_SCALE: i128 = 1_000_000_000;
/// Months of a first plan that are looked at one after another.
const MOST_FIRSTS: usize = 8;

/// A problem stated to the core.
#[derive(Debug, Clone)]
pub struct Stated {
    pub core: CoreProblem,
    /// By pack: the item.
    pub packs: Vec<usize>,
    /// By plan: the variant.
    pub variants: Vec<usize>,
    /// What minor units are multiplied by.
    pub scale: i64,
    /// The top-up of which the least amount is held and the rest is charged.
    pub bulk: Option<Bulk>,
}

/// What a problem is made of, in the core's words.
struct Means<'p> {
    frame: Frame<'p>,
    charges: Vec<Option<Charged>>,
    start: Vec<CoreLot>,
    packs: Vec<Pack>,
    plans: Vec<Plan>,
    /// The contexts in which packs are sold that are not sold in all.
    on: Option<Vec<usize>>,
    bulk: Option<Bulk>,
}

impl Stated {
    /// The problems of the core of which the cheapest is the problem's answer: one, or more where a top-up has a least
    /// amount.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where the core would not be exact.
    pub fn all(problem: &Problem) -> Result<Vec<Stated>, Unfit> {
        if !problem.order.is_usual() {
            return Err(Unfit("another order of use"));
        }
        let means = Means::of(problem)?;
        let mut all = vec![means.stated(None)?];
        let Some(bulk) = &means.bulk else { return Ok(all) };
        let with = means.stated(Some(bulk))?;
        match means.first_plan(bulk, &all[0]) {
            None => all.push(with),
            Some(last) => {
                for month in 0..=last {
                    let mut with = with.clone();
                    with.core.needs_plan[month] = true;
                    all.push(with);
                }
            }
        }
        Ok(all)
    }
}

impl<'p> Means<'p> {
    fn of(problem: &'p Problem) -> Result<Means<'p>, Unfit> {
        let mut frame = Frame::of(problem)?;
        let charges = charges(&frame)?;
        let (start, start_held) = start(&frame)?;
        let mut packs = packs(&frame)?;
        let beside: Vec<Held> =
            start_held.into_iter().chain(packs.iter().flat_map(|pack| pack.held.clone())).collect();
        let mut plans = known_plans(&mut frame, &beside, charges[0].is_some())?;
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
        let alike = |one: usize, other: usize| charges[one] == charges[other];
        drop_replaced(&frame, &mut plans, &packs, &held, &alike);
        let on = sold_on(&frame, &plans, &mut packs)?;
        let bulk = Bulk::take(&mut packs)?;
        Ok(Means { frame, charges, start, packs, plans, on, bulk })
    }

    /// The last month in which there must have been a plan, where the top-up is sold on every plan and only there, and
    /// nothing else is sold without one: the first that what is held at the start does not cover. Each purchase plan
    /// has its first plan in one of the months until then, so that it is enough to look at them one after another.
    fn first_plan(&self, bulk: &Bulk, without: &Stated) -> Option<usize> {
        let on_each = self.plans.iter().all(|plan| bulk.on().contains(&plan.context));
        let sold = bulk.on().contains(&0) || !on_each;
        let others = without.core.payg.is_some() || self.packs.iter().any(|pack| !pack.core.subscribers_only);
        if sold || others || self.frame.contexts.first() != Some(&0) {
            return None;
        }
        let covers = |months: usize| {
            let demand = without.core.demand[..months].to_vec();
            let core = CoreProblem { demand, start: self.start.clone(), ..CoreProblem::default() };
            walk(&core, &CorePurchases::default()).is_some()
        };
        let last = (0..self.frame.months()).find(|month| !covers(month + 1))?;
        let known = self.frame.needs_plan[..=last].contains(&true);
        (!known && last < MOST_FIRSTS).then_some(last)
    }

    /// The core's problem, without the top-up that has a least amount, or with it.
    fn stated(&self, bulk: Option<&Bulk>) -> Result<Stated, Unfit> {
        let Means { frame, plans, packs, .. } = self;
        let mut charges = self.charges.clone();
        let mut start = self.start.clone();
        if let Some(bulk) = bulk {
            for charge in &mut charges {
                *charge = Some(bulk.charged(*charge)?);
            }
            start.push(CoreLot { credits: bulk.credits(), months: None });
        }
        let scale = scale(charges.iter().flatten().map(|charged| charged.priced))?;
        let money = |minor: i64| minor.checked_mul(scale).ok_or(Unfit("beyond the core's numbers"));
        let charge = |charged: &Option<Charged>| charged.map(|charged| charge(charged, scale)).transpose();
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
                sells_packs: self.on.as_ref().is_none_or(|on| on.contains(&plan.context)),
                family: family.unwrap_or(index),
                covered: plan.covered.clone(),
            });
        }
        for pack in packs {
            core.packs.push(CorePack { price: money(pack.core.price)?, ..pack.core });
        }
        let variants = plans.iter().map(|plan| plan.variant).collect();
        Ok(Stated {
            core,
            packs: packs.iter().map(|pack| pack.item).collect(),
            variants,
            scale,
            bulk: bulk.cloned(),
        })
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

/// Says which packs are for subscribers only, and drops those that are never sold; the contexts in which the former are.
fn sold_on(frame: &Frame, plans: &[Plan], packs: &mut Vec<Pack>) -> Result<Option<Vec<usize>>, Unfit> {
    let chosen = |context: &usize| *context == 0 || plans.iter().any(|plan| plan.context == *context);
    let contexts: Vec<usize> = frame.contexts.iter().copied().filter(chosen).collect();
    let mut some: Option<Vec<usize>> = None;
    for pack in packs.iter_mut() {
        pack.on.retain(chosen);
        if pack.on == contexts || pack.on.is_empty() {
            continue;
        }
        if pack.on.contains(&0) {
            return Err(Unfit("sold without a plan only"));
        }
        pack.core.subscribers_only = true;
        // Bought once, a least amount is held on any plan.
        if pack.least <= 1 && *some.get_or_insert_with(|| pack.on.clone()) != pack.on {
            return Err(Unfit("sold on different plans"));
        }
    }
    packs.retain(|pack| !pack.on.is_empty());
    Ok(some)
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
fn scale(charges: impl Iterator<Item = Priced>) -> Result<i64, Unfit> {
    let mut scale: i128 = 1;
    for Priced { price: (_, denominator), .. } in charges {
        scale = scale / gcd(scale, denominator) * denominator;
        if scale > MOST_SCALE {
            return Err(Unfit("beyond the core's numbers"));
        }
    }
    i64::try_from(scale).map_err(|_| Unfit("beyond the core's numbers"))
}

/// A charge in scaled money; a month's sum is rounded to a minor unit where it can be a part of one.
fn charge(Charged { priced, rounds }: Charged, scale: i64) -> Result<CoreCharge, Unfit> {
    let Priced { block, price: (numerator, denominator) } = priced;
    let price = numerator.checked_mul(i128::from(scale) / denominator);
    let price =
        price.and_then(|price| i64::try_from(price).ok()).ok_or(Unfit("beyond the core's numbers"))?;
    let rounded_to = if denominator == 1 || !rounds { 1 } else { scale };
    Ok(CoreCharge { block, price, rounded_to })
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}
