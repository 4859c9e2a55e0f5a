//! When one label is no better than another.
#![allow(clippy::indexing_slicing, reason = "classes are indices handed out by the problem")]

use super::label::Label;
use super::lot::Lot;
use super::problem::Problem;

/// Whether a label can be continued at least as cheaply as `other` in every way `other` can, both standing in one
/// context with one term left: it paid no more, took no more limited copies, and holds at least as much, up to `most`,
/// all that can still be used. At least as much means, where all lots of a priority that serve a stream in common are
/// of one class, as many units that end at every end or later; where they are of several, as many units of every lot.
///
/// Proof: give both the same future purchases. Use burns from the front of one order, each stream from the lots that
/// serve it. One unit more in a lot is taken by some use, which leaves the lot it was taken from before one unit
/// more, and so on, until a unit is left over or one less is short. So more of a lot never hurts. Within one class
/// of one priority nothing but the end tells units apart, and those that end later serve whenever those that end
/// sooner do. So this label is short in no month by more than the other, and pays no more.
///
/// Where more can hurt (grants that fill up what is left, prices that fall with the quantity) holdings must be equal.
pub fn dominates(problem: &Problem, label: &Label, other: &Label, most: i64) -> bool {
    if label.cost > other.cost || label.add_ons != other.add_ons {
        return false;
    }
    if problem.careful {
        let granted = label.taken == other.taken && label.capped == other.capped;
        return label.lots == other.lots && granted;
    }
    label.taken.iter().zip(&other.taken).all(|(own, others)| own <= others)
        && other.lots.iter().all(|lot| {
            let mixed = problem.mixed[usize::from(lot.class)];
            let as_good = |held: &&Lot| match mixed {
                true => held.is_like(lot),
                false => held.class == lot.class && held.end >= lot.end && held.cycle == lot.cycle,
            };
            let sum = |lots: &[Lot]| -> i64 { lots.iter().filter(as_good).map(|held| held.units).sum() };
            sum(&label.lots) >= sum(&other.lots).min(most)
        })
}
