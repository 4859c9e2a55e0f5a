//! What fractions need of whole numbers.

/// The greatest common divisor of two numbers not below 0; at least 1 unless both are 0.
pub(super) fn gcd(mut a: i128, mut b: i128) -> i128 {
    while let Some(rest) = a.checked_rem(b) {
        // Division of 128-bit numbers is many times slower, and large numbers are rare.
        if let (Ok(small), Ok(smaller)) = (u64::try_from(b), u64::try_from(rest)) {
            return gcd_small(small, smaller).into();
        }
        (a, b) = (b, rest);
    }
    a
}

fn gcd_small(mut a: u64, mut b: u64) -> u64 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

/// `a / b` for a `b` known to divide it and to be above 0.
pub(super) fn exact_div(a: i128, b: i128) -> i128 {
    if b == 1 { a } else { a.checked_div(b).unwrap_or(a) }
}

/// The quotient rounded down, for a `b` above 0.
pub(super) fn floor_div(a: i128, b: i128) -> i128 {
    a.checked_div_euclid(b).unwrap_or(a)
}
