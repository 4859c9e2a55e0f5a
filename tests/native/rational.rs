//! Fractions of plain integers, for arithmetic that shares nothing with the engine's.

/// Numerator and denominator, the latter above 0, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rational(pub i128, pub i128);

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

impl Rational {
    pub fn new(numerator: i128, denominator: i128) -> Rational {
        let common = gcd(numerator, denominator).max(1);
        Rational(numerator / common, denominator / common)
    }

    pub fn times(self, other: Rational) -> Rational {
        // Crosswise first, so that the products stay small.
        let (a, b) = (Rational::new(self.0, other.1), Rational::new(other.0, self.1));
        Rational::new(a.0 * b.0, a.1 * b.1)
    }

    pub fn plus(self, other: Rational) -> Rational {
        Rational::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    pub fn smaller(self, other: Rational) -> Rational {
        if self.0 * other.1 < other.0 * self.1 { self } else { other }
    }

    /// Whole multiples of `1 / parts` next to this number, which is not negative.
    pub fn rounded(self, parts: i128, mode: &str) -> i128 {
        let scaled = self.times(Rational(parts, 1));
        let (floor, rest) = (scaled.0 / scaled.1, scaled.0 % scaled.1);
        let up = match mode {
            "up" => rest > 0,
            "down" => false,
            "half_even" => 2 * rest > scaled.1 || (2 * rest == scaled.1 && floor % 2 == 1),
            _ => 2 * rest >= scaled.1,
        };
        floor + i128::from(up)
    }
}
