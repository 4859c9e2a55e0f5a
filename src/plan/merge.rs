//! Of equally cheap plans: top-ups of one offer merged into fewer.
//!
//! The search buys a top-up when it is needed, which is never dearer, but often one larger purchase costs the same.
#![allow(clippy::indexing_slicing, reason = "months are indices of the path, items of the problem")]

use super::path::Path;
use super::problem::Problem;

/// The path with top-ups moved into earlier purchases of the same offer, where that costs the same and loses no more
/// credits; with its cost, units lost and purchases.
pub fn merge_top_ups(problem: &Problem, path: Path) -> (Path, (i64, i64, u32)) {
    let Some(mut key) = path.follow(problem) else {
        return (path.clone(), (path.cost, i64::MAX, u32::MAX));
    };
    let mut best = path;
    // A first month that is given stays as it is.
    let first = usize::from(problem.first.is_some());
    for later in (1..best.months.len()).rev() {
        for earlier in first..later {
            for item in 0..problem.items.len() {
                let Some(merged) = move_blocks(problem, &best, item, later, earlier) else { continue };
                if let Some(other) = merged.follow(problem).filter(|other| *other < key) {
                    key = other;
                    best = merged;
                }
            }
        }
    }
    (best, key)
}

/// The path with a top-up of one month added to that of an earlier one.
fn move_blocks(problem: &Problem, path: &Path, item: usize, later: usize, earlier: usize) -> Option<Path> {
    let bounds = problem.items[item].blocks.filter(|_| problem.items[item].is_top_up)?;
    let at = |month: usize| path.months[month].bought.iter().position(|(bought, _)| *bought == item);
    let (from, to) = (at(later)?, at(earlier)?);
    let mut merged = path.clone();
    let (_, moved) = merged.months[later].bought.remove(from);
    let (_, count) = merged.months[earlier].bought.get_mut(to)?;
    *count = count.saturating_add(moved);
    let count = *count;
    let sold = bounds.round_up(count) == count;
    let most = problem.items[item].most.is_none_or(|most| problem.items[item].takes(count) <= most);
    (sold && most).then_some(merged)
}
