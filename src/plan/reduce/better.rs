//! Plans that another one replaces, so that packs sold on different plans may turn out to be sold on one kind.

use super::credits::Held;
use super::frame::Frame;
use super::packs::Pack;
use super::terms::Plan;
use crate::plan::core::CoreRollover;

/// Leaves out plans for which another one can always stand in.
///
/// **Proof.** Take a purchase plan and replace each term of the plan by one of the other: it is as long and no dearer,
/// grants as much for as long, covers as much use and charges alike; no credits that stay are lost or freeze. Packs that
/// the other does not sell are replaced by as many of one that it sells as have no fewer credits, for as long and no
/// dearer. More credits and later ends never hurt.
pub fn drop_replaced(
    frame: &Frame,
    plans: &mut Vec<Plan>,
    packs: &[Pack],
    held: &[Held],
    alike: &dyn Fn(usize, usize) -> bool,
) {
    let replaces = |plan: &Plan, other: &Plan| {
        plan.context != other.context
            && plan.term == other.term
            && plan.fee <= other.fee
            && plan.grant >= other.grant
            && is_as_long(plan.rollover, other.rollover)
            && plan.covered.iter().zip(&other.covered).all(|(own, others)| own >= others)
            && alike(plan.context, other.context)
            && held.iter().all(|held| is_kept(frame, held, plan.context, other.context))
            && packs.iter().all(|pack| has_like(frame, packs, pack, plan.context, other.context))
    };
    let is_replaced = |index: usize| {
        plans.iter().enumerate().any(|(other, plan)| {
            other != index
                && replaces(plan, &plans[index])
                && (other < index || !replaces(&plans[index], plan))
        })
    };
    let gone: Vec<bool> = (0..plans.len()).map(is_replaced).collect();
    let mut gone = gone.into_iter();
    plans.retain(|_| !gone.next().unwrap_or(false));
}

/// Whether credits stay at least as long, and for certain.
fn is_as_long(own: CoreRollover, other: CoreRollover) -> bool {
    match (own, other) {
        (CoreRollover::None, CoreRollover::None) => true,
        (CoreRollover::Months(own), CoreRollover::Months(other)) => own >= other,
        _ => false,
    }
}

fn is_kept(frame: &Frame, held: &Held, plan: usize, other: usize) -> bool {
    let needs = frame.problem.classes[held.class].needs.as_ref();
    !held.stays() || needs.is_none_or(|needs| needs.contains(&plan) || !needs.contains(&other))
}

/// Whether a pack that is sold on another plan can be replaced by what a plan sells.
fn has_like(frame: &Frame, packs: &[Pack], pack: &Pack, plan: usize, other: usize) -> bool {
    let on = |pack: &Pack, context: usize| pack.on.contains(&context);
    let simple = |pack: &Pack| {
        let free = pack.held.iter().all(|held| frame.problem.classes[held.class].needs.is_none());
        pack.core.limit.is_none() && pack.least <= 1 && (free || pack.core.lifetime == Some(1))
    };
    let stands_in = |own: &Pack| {
        let copies = (pack.core.credits + own.core.credits - 1) / own.core.credits;
        let lasts = own.core.lifetime.is_none_or(|own| pack.core.lifetime.is_some_and(|life| life <= own));
        on(own, plan) && simple(own) && lasts && own.core.price.saturating_mul(copies) <= pack.core.price
    };
    !on(pack, other) || on(pack, plan) || (simple(pack) && packs.iter().any(stands_in))
}
