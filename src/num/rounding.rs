use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{Decimal, NumError};

/// Which of the two neighbouring multiples of the step a number goes to.
///
/// A number that is a multiple already stays what it is in every mode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// To the nearest; halfway away from zero.
    #[serde(rename = "half_away")]
    HalfAwayFromZero,
    /// To the nearest; halfway to the even multiple of the step.
    HalfEven,
    /// Away from zero.
    Up,
    /// Toward zero.
    Down,
    /// Toward the larger number.
    Ceil,
    /// Toward the smaller number.
    Floor,
}

impl RoundingMode {
    /// `numerator / denominator` as a whole number, rounded from the exact quotient.
    /// `None` unless the denominator is positive and the answer fits.
    pub(super) fn quotient(self, numerator: i128, denominator: i128) -> Option<i128> {
        if denominator <= 0 {
            return None;
        }
        let below = numerator.checked_div_euclid(denominator)?;
        let rest = numerator.checked_rem_euclid(denominator)?;
        if rest != 0 && self.goes_up(numerator, below, rest.cmp(&denominator.checked_sub(rest)?)) {
            below.checked_add(1)
        } else {
            Some(below)
        }
    }

    /// Whether a number strictly between `below` and the next whole number goes to the larger.
    fn goes_up(self, numerator: i128, below: i128, against_half: Ordering) -> bool {
        let positive = numerator > 0;
        match self {
            RoundingMode::HalfAwayFromZero => against_half.then(positive.cmp(&false)).is_gt(),
            RoundingMode::HalfEven => against_half.then((below & 1).cmp(&0)).is_gt(),
            RoundingMode::Up => positive,
            RoundingMode::Down => !positive,
            RoundingMode::Ceil => true,
            RoundingMode::Floor => false,
        }
    }
}

/// How to round: to which multiples, and which of two neighbours to take.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rounding {
    mode: RoundingMode,
    step: Decimal,
}

impl Rounding {
    /// Rounding to multiples of `step`, such as 0.05, 1 or 10; `None` unless the step is above 0.
    pub fn new(mode: RoundingMode, step: Decimal) -> Option<Rounding> {
        (step > Decimal::ZERO).then_some(Rounding { mode, step })
    }

    /// Rounding to so many digits after the point, 0 to 28.
    ///
    /// # Errors
    ///
    /// [`NumError::Inexact`] for more than 28.
    pub fn to_places(mode: RoundingMode, places: u32) -> Result<Rounding, NumError> {
        Ok(Rounding { mode, step: Decimal::from_units(1, places)? })
    }

    /// Which of two neighbouring multiples is taken.
    pub fn mode(&self) -> RoundingMode {
        self.mode
    }

    /// The number whose multiples are the results; above 0.
    pub fn step(&self) -> Decimal {
        self.step
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Rounding, RoundingMode, RoundingMode::*};
    use crate::num::Fraction;

    const MODES: [RoundingMode; 6] = [HalfAwayFromZero, HalfEven, Up, Down, Ceil, Floor];

    /// Number, step, then the result in the order of `MODES`.
    const CASES: [(&str, &str, [&str; 6]); 17] = [
        ("2.345", "0.01", ["2.35", "2.34", "2.35", "2.34", "2.35", "2.34"]),
        ("-2.345", "0.01", ["-2.35", "-2.34", "-2.35", "-2.34", "-2.34", "-2.35"]),
        ("2.355", "0.01", ["2.36", "2.36", "2.36", "2.35", "2.36", "2.35"]),
        ("1.005", "0.01", ["1.01", "1", "1.01", "1", "1.01", "1"]),
        ("0.5", "1", ["1", "0", "1", "0", "1", "0"]),
        ("-0.5", "1", ["-1", "0", "-1", "0", "0", "-1"]),
        ("-2.5", "1", ["-3", "-2", "-3", "-2", "-2", "-3"]),
        ("1.5", "1", ["2", "2", "2", "1", "2", "1"]),
        ("0.49", "1", ["0", "0", "1", "0", "1", "0"]),
        ("-0.51", "1", ["-1", "-1", "-1", "0", "0", "-1"]),
        ("0.02", "0.05", ["0", "0", "0.05", "0", "0.05", "0"]),
        ("0.025", "0.05", ["0.05", "0", "0.05", "0", "0.05", "0"]),
        ("0.075", "0.05", ["0.1", "0.1", "0.1", "0.05", "0.1", "0.05"]),
        ("15", "10", ["20", "20", "20", "10", "20", "10"]),
        ("-25", "10", ["-30", "-20", "-30", "-20", "-20", "-30"]),
        ("30", "10", ["30", "30", "30", "30", "30", "30"]),
        ("0", "0.05", ["0", "0", "0", "0", "0", "0"]),
    ];

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn every_mode_on_every_case() {
        for (number, step, results) in CASES {
            for (mode, expected) in MODES.into_iter().zip(results) {
                let rounding = Rounding::new(mode, decimal(step)).unwrap();
                let number = decimal(number);
                let shown = format!("{number} to {step}, {mode:?}");
                assert_eq!(number.round(&rounding), Ok(decimal(expected)), "{shown}");
                assert_eq!(Fraction::from(number).round(&rounding), Ok(decimal(expected)), "{shown}");
            }
        }
    }

    #[test]
    fn step_is_positive() {
        assert_eq!(Rounding::new(Up, Decimal::ZERO), None);
        assert_eq!(Rounding::new(Up, decimal("-1")), None);
    }

    #[test]
    fn places_are_a_step() {
        assert_eq!(Rounding::to_places(Up, 2), Ok(Rounding::new(Up, decimal("0.01")).unwrap()));
        assert!(Rounding::to_places(Up, 29).is_err());
    }

    #[test]
    fn modes_have_names_in_files() {
        let names = ["half_away", "half_even", "up", "down", "ceil", "floor"];
        for (mode, name) in MODES.into_iter().zip(names) {
            assert_eq!(serde_json::to_string(&mode).unwrap(), format!("{name:?}"));
        }
    }
}
