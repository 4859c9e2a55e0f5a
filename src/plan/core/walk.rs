//! A purchase plan walked through month by month, exactly as the problem states it.

use super::problem::{CoreProblem, CorePurchases, CoreRollover};

/// Fills in what the purchases of a plan cost and what becomes of the credits; `None` when they are not allowed or
/// fall short in a month without a charge.
#[must_use]
pub fn walk(problem: &CoreProblem, purchases: &CorePurchases) -> Option<CorePurchases> {
    let mut walked = CorePurchases {
        bought: purchases.bought.clone(),
        terms: purchases.terms.clone(),
        ..CorePurchases::default()
    };
    let months = problem.demand.len();
    // Ends and credits; an end at or beyond the horizon's is kept apart from "never" by nothing.
    let mut lots: Vec<(usize, i64)> =
        problem.start.iter().map(|lot| (end(0, lot.months), lot.credits)).collect();
    let mut bucket = 0;
    let mut active: Option<(usize, u32)> = None;
    let mut limits: Vec<i64> =
        problem.packs.iter().map(|pack| pack.limit.map_or(i64::MAX, i64::from)).collect();
    for month in 0..months {
        let family = |active: Option<(usize, u32)>| active.map(|(plan, _)| problem.plans[plan].family);
        let (before, left) = (family(active), active.map_or(0, |(_, left)| left));
        for term in purchases.terms.iter().filter(|term| term.month == month) {
            if active.is_some_and(|(_, left)| left > 0) {
                return None;
            }
            let plan = problem.plans.get(term.plan)?;
            walked.cost += plan.fee;
            active = Some((term.plan, plan.term));
        }
        if active.is_some_and(|(_, left)| left == 0) {
            active = None;
        }
        if before != family(active) || left == 0 && active.is_none() {
            walked.forfeited += bucket;
            bucket = 0;
        }
        if active.is_none() && problem.needs_plan.get(month) == Some(&true) {
            return None;
        }
        if let Some((plan, left)) = &mut active {
            *left -= 1;
            let plan = &problem.plans[*plan];
            match plan.rollover {
                CoreRollover::None => lots.push((month + 1, plan.grant)),
                CoreRollover::Months(count) => lots.push((end(month, Some(count)), plan.grant)),
                CoreRollover::Cap(_) => bucket += plan.grant,
            }
        }
        for buy in purchases.bought.iter().filter(|buy| buy.month == month) {
            let pack = problem.packs.get(buy.pack)?;
            limits[buy.pack] -= buy.copies;
            let sells = active.is_some_and(|(plan, _)| problem.plans[plan].sells_packs);
            if limits[buy.pack] < 0 || pack.subscribers_only && !sells {
                return None;
            }
            walked.cost += pack.price * buy.copies;
            lots.push((end(month, pack.lifetime), pack.credits * buy.copies));
        }
        let covered = active.and_then(|(plan, _)| problem.plans[plan].covered.get(month)).copied();
        let mut need = problem.demand[month] - covered.unwrap_or(0);
        let used = need.min(bucket);
        bucket -= used;
        need -= used;
        lots.sort_unstable();
        for (_, credits) in &mut lots {
            let used = need.min(*credits);
            *credits -= used;
            need -= used;
        }
        let plan = active.map(|(plan, _)| &problem.plans[plan]);
        if need > 0 {
            walked.cost += plan.and_then(|plan| plan.overage).or(problem.payg)?.cost(need);
            walked.charged += need;
        }
        if let Some(CoreRollover::Cap(cap)) = plan.map(|plan| plan.rollover) {
            walked.forfeited += (bucket - cap).max(0);
            bucket = bucket.min(cap);
        }
        walked.expired +=
            lots.iter().filter(|(end, _)| *end == month + 1).map(|(_, credits)| credits).sum::<i64>();
        lots.retain(|(end, credits)| *end > month + 1 && *credits > 0);
    }
    walked.left = bucket + lots.iter().map(|(_, credits)| credits).sum::<i64>();
    Some(walked)
}

fn end(month: usize, lifetime: Option<u32>) -> usize {
    lifetime.map_or(usize::MAX, |life| month.saturating_add(life as usize))
}
