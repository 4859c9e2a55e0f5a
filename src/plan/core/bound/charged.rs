//! What charged use costs at least between two grid points.

use super::super::model::Charge;
use super::{DIGITS, paid};

/// The least money for units short at a grid point or, parts being bought at the unit price, at any position before the
/// next, a step away.
///
/// The blocks saved are none, one, or as many as lie there, for the cost is linear in between. Rounding takes off
/// half of what is rounded to at most.
pub(super) fn least(charge: Charge, short: i64, step: i64, unit_price: i64) -> i64 {
    let Charge { price, block, rounded_to } = charge;
    if rounded_to > 1 && block == 1 {
        return rounded(charge, short, step, unit_price);
    }
    let blocks = (short + block - 1) / block;
    let first = short - (blocks - 1) * block;
    let saved = |more: i64| (blocks - 1 - more) * price + paid(first + more * block, unit_price);
    let most = ((step - first) / block).clamp(0, blocks - 1);
    ((blocks * price).min(saved(0)).min(saved(most)) - rounded_to / 2).max(0)
}

/// The same for a price a unit, rounded.
///
/// With cost c for all the units short, p the price and r what is rounded to, saving d units makes the cost c - k r or
/// less only if p (short - d) < c - (k - 1) r - r / 2, that is if d is more than a threshold that grows by r / p with
/// each k. What is paid for parts up to the threshold and the cost are linear in k, so that the first and the last k in
/// reach are enough.
fn rounded(charge: Charge, short: i64, step: i64, unit_price: i64) -> i64 {
    let cost = i128::from(charge.cost(short));
    let (price, rounded_to) = (i128::from(charge.price), i128::from(charge.rounded_to));
    // Twice the price times the first threshold.
    let first = 2 * price * i128::from(short) - 2 * cost + rounded_to;
    let most = 2 * price * i128::from(step) - first;
    let last = (cost / rounded_to).min(if most < 0 { 0 } else { most / (2 * rounded_to) + 1 });
    let saved = |drops: i128| {
        let parts = (first + 2 * (drops - 1) * rounded_to) * i128::from(unit_price);
        cost - drops * rounded_to + ((parts / (2 * price).max(1)) >> DIGITS)
    };
    if last < 1 { cost as i64 } else { cost.min(saved(1)).min(saved(last)) as i64 }
}

#[cfg(test)]
mod tests {
    use super::super::super::brute::Random;
    use super::*;

    #[test]
    fn no_position_before_the_next_costs_less() {
        let mut random = Random(7);
        let mut tight = 0;
        for _ in 0..20_000 {
            let charge = Charge {
                block: random.pick(&[1, 1, 2, 5, 9]),
                price: random.between(0, 30),
                rounded_to: random.pick(&[1, 2, 7, 10, 24, 100]),
            };
            let (short, step) = (random.between(1, 60), random.between(1, 20));
            let unit_price = random.between(1, 40) << (DIGITS - random.pick(&[0, 1, 3]));
            let at = |saved: i64| charge.cost(short - saved) + paid(saved, unit_price);
            let true_least = (0..=step.min(short)).map(at).min().unwrap();
            let bound = least(charge, short, step, unit_price);
            assert!(
                bound <= true_least,
                "{charge:?} {short} {step} {unit_price}: {bound} above {true_least}"
            );
            tight += i32::from(bound + charge.rounded_to / 2 >= true_least);
        }
        assert!(tight > 15_000, "{tight}");
    }
}
