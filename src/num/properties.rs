//! Properties of the number types, each against a second computation that shares no code with the first.

#![expect(clippy::arithmetic_side_effects, reason = "an overflow here fails the test, as it should")]

use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use proptest::prelude::*;

use super::{Decimal, Fraction, NumError, Rounding, RoundingMode};

/// Numbers of every length up to `bits`, not only long ones, as uniform choice would give.
fn integer(bits: u32) -> impl Strategy<Value = i128> {
    (any::<i128>(), 0..=bits).prop_map(|(value, bits)| if bits == 0 { 0 } else { value >> (128 - bits) })
}

/// Half of them with few digits, because long ones rarely have an exact product.
fn decimal() -> impl Strategy<Value = Decimal> {
    let long = (integer(97), 0u32..=28);
    let short = (integer(40), 0u32..=8);
    prop_oneof![long, short].prop_filter_map("fits", |(units, scale)| Decimal::from_units(units, scale).ok())
}

fn fraction() -> impl Strategy<Value = Fraction> {
    (integer(128), integer(128)).prop_filter_map("is a fraction", |(n, d)| Fraction::new(n, d).ok())
}

fn small_fraction() -> impl Strategy<Value = (i128, i128)> {
    (-9_999i128..=9_999, 1i128..=9_999)
}

fn rounding() -> impl Strategy<Value = Rounding> {
    use RoundingMode::*;
    let mode = prop::sample::select(vec![HalfAwayFromZero, HalfEven, Up, Down, Ceil, Floor]);
    let step =
        (1i128..=5_000, 0u32..=10).prop_map(|(units, scale)| Decimal::from_units(units, scale).unwrap());
    (mode, step).prop_map(|(mode, step)| Rounding::new(mode, step).unwrap())
}

/// Decimal digits, lowest first, of a number without its sign.
fn digits(units: i128) -> Vec<u8> {
    units.unsigned_abs().to_string().bytes().rev().map(|byte| byte - b'0').collect()
}

/// Long multiplication as on paper.
fn paper_product(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut result = vec![0u32; a.len() + b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            result[i + j] += u32::from(*x) * u32::from(*y);
        }
    }
    for i in 0..result.len() - 1 {
        result[i + 1] += result[i] / 10;
        result[i] %= 10;
    }
    result.into_iter().map(|digit| digit as u8).collect()
}

/// Long addition of two numbers of one sign, or subtraction of the smaller from the larger.
fn paper_sum(a: &[u8], b: &[u8], subtract: bool) -> Vec<u8> {
    let mut carry = 0i32;
    let mut result = Vec::new();
    for i in 0..=a.len().max(b.len()) {
        let x = i32::from(a.get(i).copied().unwrap_or(0));
        let y = i32::from(b.get(i).copied().unwrap_or(0));
        let column = if subtract { x - y + carry } else { x + y + carry };
        result.push(column.rem_euclid(10) as u8);
        carry = column.div_euclid(10);
    }
    result
}

/// The text of a number given by its digits, as it must be shown.
fn text(negative: bool, mut digits: Vec<u8>, scale: usize) -> String {
    digits.resize(digits.len().max(scale + 1), 0);
    let whole: String = digits[scale..].iter().rev().map(|digit| char::from(digit + b'0')).collect();
    let places: String = digits[..scale].iter().rev().map(|digit| char::from(digit + b'0')).collect();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let places = places.trim_end_matches('0');
    let point = if places.is_empty() { "" } else { "." };
    let sign = if negative && (whole != "0" || !places.is_empty()) { "-" } else { "" };
    format!("{sign}{whole}{point}{places}")
}

/// Whether a number in text can be held: at most 28 places, and below 2⁹⁶ without its point.
fn fits(text: &str) -> bool {
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    let units = text.replace(['.', '-'], "").parse::<u128>();
    places <= 28 && units.is_ok_and(|units| units < 1 << 96)
}

fn units(value: Decimal) -> (i128, usize) {
    (value.to_units(value.scale()).unwrap(), value.scale() as usize)
}

/// The parts with the same number of places, as digits.
fn aligned(a: Decimal, b: Decimal) -> (Vec<u8>, Vec<u8>, usize) {
    let (a, a_scale) = units(a);
    let (b, b_scale) = units(b);
    let scale = a_scale.max(b_scale);
    let pad = |units, own| [vec![0; scale - own], digits(units)].concat();
    (pad(a, a_scale), pad(b, b_scale), scale)
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Order by 256-bit cross products, in two halves.
fn wide_order(a: Fraction, b: Fraction) -> Ordering {
    let wide = |x: i128, y: i128| {
        let (x, y) = (x.unsigned_abs(), y.unsigned_abs());
        let (mask, [x0, x1], [y0, y1]) = (u128::from(u64::MAX), [x, x >> 64], [y, y >> 64]);
        let (x0, y0) = (x0 & mask, y0 & mask);
        let low = x0 * y0;
        let (middle, carry) = (x1 * y0).overflowing_add(x0 * y1);
        let (low, more) = low.overflowing_add(middle << 64);
        (x1 * y1 + (middle >> 64) + (u128::from(carry) << 64) + u128::from(more), low)
    };
    let (left, right) = (wide(a.numerator(), b.denominator()), wide(b.numerator(), a.denominator()));
    match (a.is_negative(), b.is_negative()) {
        (true, true) => right.cmp(&left),
        (false, false) => left.cmp(&right),
        (left, right) => right.cmp(&left),
    }
}

/// The rounded number must be a multiple of the step, less than a step away, on the named side.
fn is_rounded(exact: Fraction, rounded: Decimal, rounding: &Rounding) -> Result<bool, NumError> {
    let step = Fraction::from(rounding.step());
    let rounded = Fraction::from(rounded);
    let count = rounded.checked_div(step)?;
    let moved = rounded.checked_sub(exact)?;
    let size = moved.max(moved.negate());
    let half = size.checked_add(size)?.cmp(&step);
    let away = moved.is_zero() || moved.is_negative() == exact.is_negative();
    let side = match rounding.mode() {
        RoundingMode::HalfAwayFromZero => half.is_lt() || half.is_eq() && away,
        RoundingMode::HalfEven => half.is_lt() || half.is_eq() && count.numerator() % 2 == 0,
        RoundingMode::Up => away,
        RoundingMode::Down => moved.is_zero() || !away,
        RoundingMode::Ceil => !moved.is_negative(),
        RoundingMode::Floor => moved.is_zero() || moved.is_negative(),
    };
    Ok(count.is_integer() && size < step && side)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn sum_is_the_paper_sum_or_does_not_fit(a in decimal(), b in decimal()) {
        let (left, right, scale) = aligned(a, b);
        let turned = a.abs() < b.abs();
        let (large, small) = if turned { (right, left) } else { (left, right) };
        let negative = if turned { b.is_negative() } else { a.is_negative() };
        let expected = text(negative, paper_sum(&large, &small, a.is_negative() != b.is_negative()), scale);
        match a.checked_add(b) {
            Ok(sum) => prop_assert_eq!(sum.to_string(), expected),
            Err(_) => prop_assert!(!fits(&expected), "refused {}", expected),
        }
    }

    #[test]
    fn product_is_the_paper_product_or_too_long(a in decimal(), b in decimal()) {
        let ((x, x_scale), (y, y_scale)) = (units(a), units(b));
        let negative = a.is_negative() != b.is_negative();
        let expected = text(negative, paper_product(&digits(x), &digits(y)), x_scale + y_scale);
        match a.checked_mul(b) {
            Ok(product) => prop_assert_eq!(product.to_string(), expected),
            Err(_) => prop_assert!(!fits(&expected) || x.checked_mul(y).is_none(), "refused {}", expected),
        }
    }

    #[test]
    fn text_and_back(a in decimal()) {
        let shown = a.to_string();
        let digits = shown.bytes().filter(u8::is_ascii_digit).skip_while(|&digit| digit == b'0').count();
        if digits <= 28 {
            prop_assert_eq!(Decimal::parse(&shown), Ok(a));
        }
        prop_assert_eq!(&shown, &text(a.is_negative(), digits_of(a), a.scale() as usize));
        prop_assert_eq!(Fraction::from(a).to_decimal(), Some(a));
    }

    #[test]
    fn any_text_is_a_number_or_an_error(text in "\\PC*", near in "[-0-9.,_eE' ]{0,12}") {
        for text in [text, near] {
            if let Ok(number) = Decimal::parse(&text) {
                prop_assert_eq!(Decimal::parse(&number.to_string()), Ok(number));
            }
        }
    }

    #[test]
    fn decimal_and_fraction_agree(a in decimal(), b in decimal()) {
        let (x, y) = (Fraction::from(a), Fraction::from(b));
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        for (left, right) in [
            (a.checked_add(b), x.checked_add(y)),
            (a.checked_sub(b), x.checked_sub(y)),
            (a.checked_mul(b), x.checked_mul(y)),
        ] {
            if let (Ok(left), Ok(right)) = (left, right) {
                prop_assert_eq!(Fraction::from(left), right);
            }
        }
    }

    #[test]
    fn equal_decimals_are_alike_in_every_way(a in decimal(), zeros in 0u32..=6) {
        let (units, scale) = units(a);
        if let Some(longer) = units.checked_mul(10i128.pow(zeros)) {
            let same = Decimal::from_units(longer, scale as u32 + zeros).unwrap();
            prop_assert_eq!((same, same.to_string(), hash(same)), (a, a.to_string(), hash(a)));
        }
    }

    #[test]
    fn rounding_is_to_the_right_neighbour(a in decimal(), rounding in rounding()) {
        let exact = Fraction::from(a);
        if let (Ok(direct), Ok(rational)) = (a.round(&rounding), exact.round(&rounding)) {
            prop_assert_eq!(direct, rational);
        }
        if let Ok(rounded) = a.round(&rounding) {
            prop_assert!(is_rounded(exact, rounded, &rounding).unwrap_or(true), "{rounded}");
            prop_assert_eq!(rounded.round(&rounding), Ok(rounded));
        }
    }

    #[test]
    fn quotients_round_to_the_right_neighbour((n, d) in small_fraction(), rounding in rounding()) {
        let exact = Fraction::new(n, d).unwrap();
        let rounded = exact.round(&rounding).unwrap();
        prop_assert!(is_rounded(exact, rounded, &rounding).unwrap(), "{rounded}");
        let (n, d) = (Decimal::from_units(n, 0).unwrap(), Decimal::from_units(d, 0).unwrap());
        prop_assert_eq!(n.divide(d, &rounding), Ok(rounded));
    }

    #[test]
    fn fractions_agree_with_plain_cross_products((a, b) in small_fraction(), (c, d) in small_fraction()) {
        let (x, y) = (Fraction::new(a, b).unwrap(), Fraction::new(c, d).unwrap());
        prop_assert_eq!(x.checked_add(y), Fraction::new(a * d + c * b, b * d));
        prop_assert_eq!(x.checked_sub(y), Fraction::new(a * d - c * b, b * d));
        prop_assert_eq!(x.checked_mul(y), Fraction::new(a * c, b * d));
        prop_assert_eq!(x.checked_div(y), Fraction::new(a * d, b * c));
        prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
        prop_assert_eq!(x.floor(), Fraction::new(a.div_euclid(b), 1).unwrap());
        prop_assert_eq!(x.ceil(), Fraction::new(-(-a).div_euclid(b), 1).unwrap());
    }

    #[test]
    fn long_fractions_stay_reduced_and_invertible(x in fraction(), y in fraction()) {
        for result in [x.checked_add(y), x.checked_mul(y), x.checked_div(y)].into_iter().flatten() {
            prop_assert_eq!(Fraction::new(result.numerator(), result.denominator()), Ok(result));
        }
        if let Ok(Ok(back)) = x.checked_add(y).map(|sum| sum.checked_sub(y)) {
            prop_assert_eq!(back, x);
        }
        if let Ok(Ok(back)) = x.checked_mul(y).map(|product| product.checked_div(y)) {
            prop_assert_eq!(back, x);
        }
    }

    #[test]
    fn order_is_that_of_wide_cross_products(x in fraction(), y in fraction(), z in fraction()) {
        prop_assert_eq!(x.cmp(&y), wide_order(x, y));
        prop_assert_eq!(x.cmp(&y), y.cmp(&x).reverse());
        prop_assert_eq!(x == y, x.cmp(&y).is_eq());
        if x <= y && y <= z {
            prop_assert!(x <= z);
        }
    }

    #[test]
    fn order_of_close_neighbours(n in integer(127), d in 1i128..i128::MAX, by in -2i128..=2) {
        let (Ok(x), Ok(y)) = (Fraction::new(n, d), Fraction::new(n.saturating_add(by), d.saturating_sub(by).max(1)))
        else { return Ok(()) };
        prop_assert_eq!(x.cmp(&y), wide_order(x, y));
    }
}

fn digits_of(value: Decimal) -> Vec<u8> {
    digits(units(value).0)
}
