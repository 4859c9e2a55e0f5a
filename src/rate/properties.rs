//! Properties of the whole language, on random formulas.

use proptest::prelude::*;

use super::render::{Style, render};
use super::sample::{Book, inputs, kinds};
use super::{Formula, Inputs, check, evaluate};
use crate::num::{Decimal, Fraction};

/// A formula over numbers, with a meaning of its own that shares no code with the evaluator.
#[derive(Clone, Debug)]
enum Tree {
    /// So many tenths.
    Tenths(u16),
    Negate(Box<Tree>),
    Binary(char, Box<Tree>, Box<Tree>),
    Call(&'static str, Vec<Tree>),
    /// The fourth when the first is less than the second, else the third.
    Less(Box<[Tree; 4]>),
}

fn trees() -> impl Strategy<Value = Tree> {
    any::<u8>().prop_map(|tenths| Tree::Tenths(tenths.into())).prop_recursive(4, 40, 4, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        let signs = prop::sample::select(vec!['+', '-', '*', '/']);
        let one = prop::sample::select(vec!["ceil", "floor", "round", "round_even", "abs"]);
        let two = prop::sample::select(vec!["min", "max", "blocks", "ceil", "floor"]);
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            boxed.clone().prop_map(Tree::Negate),
            (signs, boxed.clone(), boxed).prop_map(|(sign, a, b)| Tree::Binary(sign, a, b)),
            (one, inner.clone()).prop_map(|(name, a)| Tree::Call(name, vec![a])),
            (two, pair.clone()).prop_map(|(name, (a, b))| Tree::Call(name, vec![a, b])),
            (pair.clone(), pair).prop_map(|((a, b), (c, d))| Tree::Less(Box::new([a, b, c, d]))),
        ]
    })
}

/// The formula with no more brackets than school asks for.
fn print(tree: &Tree) -> String {
    let binds = |tree: &Tree| match tree {
        Tree::Binary('+' | '-', ..) => 1,
        Tree::Binary(..) => 2,
        _ => 3,
    };
    let at = |tree: &Tree, tightest: u8| {
        if binds(tree) < tightest { format!("({})", print(tree)) } else { print(tree) }
    };
    match tree {
        Tree::Tenths(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        Tree::Negate(inner) => format!("-{}", at(inner, 3)),
        Tree::Binary(sign, a, b) => {
            let level = if matches!(sign, '+' | '-') { 1 } else { 2 };
            format!("{} {sign} {}", at(a, level), at(b, if level == 1 { 2 } else { 3 }))
        }
        Tree::Call(name, parts) => {
            format!("{name}({})", parts.iter().map(print).collect::<Vec<_>>().join(", "))
        }
        Tree::Less(parts) => {
            let [a, b, no, yes] = parts.each_ref().map(print);
            format!("if({a} < {b}, {yes}, {no})")
        }
    }
}

/// Numerator and denominator above 0, not reduced more than needed; `None` for no value or too large.
type Ratio = (i128, i128);

fn ratio(numerator: i128, denominator: i128) -> Option<Ratio> {
    let sign = denominator.signum();
    let (mut a, mut b) = (numerator.checked_abs()?, denominator.checked_abs()?);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b)?);
    }
    let common = a.checked_mul(sign)?;
    Some((numerator.checked_div(common)?, denominator.checked_div(common)?))
}

fn less(a: Ratio, b: Ratio) -> Option<bool> {
    Some(a.0.checked_mul(b.1)? < b.0.checked_mul(a.1)?)
}

fn floor(a: Ratio) -> Option<Ratio> {
    Some((a.0.checked_div_euclid(a.1)?, 1))
}

fn binary(sign: char, a: Ratio, b: Ratio) -> Option<Ratio> {
    let (down, across) = (a.1.checked_mul(b.1)?, (a.0.checked_mul(b.1)?, b.0.checked_mul(a.1)?));
    match sign {
        '+' => ratio(across.0.checked_add(across.1)?, down),
        '-' => ratio(across.0.checked_sub(across.1)?, down),
        '*' => ratio(a.0.checked_mul(b.0)?, down),
        _ => ratio(across.0, across.1),
    }
}

fn call(name: &str, values: &[Ratio]) -> Option<Ratio> {
    let ceil = |a: Ratio| floor((a.0.checked_neg()?, a.1)).and_then(|(n, d)| Some((n.checked_neg()?, d)));
    match (name, values) {
        ("min", [a, b]) => Some(if less(*a, *b)? { *a } else { *b }),
        ("max", [a, b]) => Some(if less(*a, *b)? { *b } else { *a }),
        ("blocks" | "ceil" | "floor", [_, b]) if b.0 <= 0 => None,
        ("blocks", [a, b]) => ceil(binary('/', *a, *b)?),
        ("ceil", [a, b]) => binary('*', ceil(binary('/', *a, *b)?)?, *b),
        ("floor", [a, b]) => binary('*', floor(binary('/', *a, *b)?)?, *b),
        ("abs", [a]) => Some((a.0.checked_abs()?, a.1)),
        // Of the two whole numbers around it the nearer one; of equally near ones the even.
        ("round_even", [a]) => {
            let low = floor(*a)?.0;
            let twice_the_rest = a.0.checked_sub(low.checked_mul(a.1)?)?.checked_mul(2)?;
            let is_up = twice_the_rest > a.1 || (twice_the_rest == a.1 && low.checked_rem_euclid(2)? == 1);
            Some((low.checked_add(i128::from(is_up))?, 1))
        }
        ("ceil", [a]) => ceil(*a),
        ("floor", [a]) => floor(*a),
        // Half away from zero: down from a half more, mirrored below 0.
        (_, [a]) if a.0 < 0 => {
            let mirrored = floor(binary('+', (a.0.checked_neg()?, a.1), (1, 2))?)?;
            Some((mirrored.0.checked_neg()?, 1))
        }
        (_, [a]) => floor(binary('+', *a, (1, 2))?),
        _ => None,
    }
}

fn meaning(tree: &Tree) -> Option<Ratio> {
    match tree {
        Tree::Tenths(tenths) => ratio((*tenths).into(), 10),
        Tree::Negate(inner) => meaning(inner).and_then(|(n, d)| Some((n.checked_neg()?, d))),
        Tree::Binary(sign, a, b) => {
            let (a, b) = (meaning(a)?, meaning(b)?);
            if *sign == '/' && b.0 == 0 { None } else { binary(*sign, a, b) }
        }
        Tree::Call(name, parts) => call(name, &parts.iter().map(meaning).collect::<Option<Vec<_>>>()?),
        Tree::Less(parts) => {
            let [a, b, no, yes] = parts.as_ref();
            meaning(if less(meaning(a)?, meaning(b)?)? { yes } else { no })
        }
    }
}

/// Forms of the language over the sample book; each `#` is filled with another formula.
const SOUND: [&str; 23] = [
    "(#) + (#)",
    "(#) - (#)",
    "(#) * (#)",
    "(#) / (#)",
    "-(#)",
    "if((#) > (#), #, #)",
    "max(#, #)",
    "blocks(#, #)",
    "round(#, #)",
    "clamp(#, #, #)",
    "if(quality == 'hd' or (#) != 2, #, #)",
    "if(model == 'big', price[model, 'output'] + (#), #)",
    "resolution[if((#) <= 1, 'hd', 'sd')] * (#)",
    "images[quality, #] + (#)",
    "images[if((#) < 3, 'sd', 'hd'), #]",
    "abs(#) - round_even(#)",
    "floor(#, #) * ceil(#, #)",
    "graduated(#, metered)",
    "graduated(#, calls)",
    "volume(#, calls)",
    "article(words: #)",
    "ratio(of: #)",
    "post(pictures: #) + (#)",
];

/// Forms whose kinds often do not fit what they are filled with.
const UNSOUND: [&str; 10] = [
    "price[model, if((#) > 0, 'input', 'output')]",
    "if(#, #, quality)",
    "resolution[#]",
    "images[#, #]",
    "article(style: #)",
    "not (#)",
    "(#) and (#)",
    "(#) == (#)",
    "member_price(plan: #)",
    "if(model != 'big', price[#, 'output'], #)",
];

const LEAVES: [&str; 8] =
    ["0", "1", "2.5", "seconds", "green_screen", "resolution[quality]", "member_price()", "article()"];

/// Well-formed formulas whose kinds fit more often than not.
fn forms() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        9 => prop::sample::select(LEAVES.to_vec()),
        1 => prop::sample::select(vec!["quality", "model", "'hd'", "'output'", "plan"]),
    ];
    leaf.prop_map(str::to_owned).prop_recursive(4, 30, 4, |inner| {
        let form = prop_oneof![
            5 => prop::sample::select(SOUND.to_vec()),
            1 => prop::sample::select(UNSOUND.to_vec()),
        ];
        (form, prop::collection::vec(inner, 4)).prop_map(|(form, parts)| {
            parts.iter().fold(form.to_owned(), |text, part| text.replacen('#', part, 1))
        })
    })
}

proptest! {
    #[test]
    fn evaluates_as_an_independent_evaluator_does(tree in trees()) {
        let formula = Formula::parse(&print(&tree)).unwrap();
        let (book, none) = (Book::sample(), Inputs::new());
        let found = evaluate(&formula, &none, &book).map(|done| done.value());
        match (meaning(&tree), found) {
            (Some((n, d)), Ok(value)) => prop_assert_eq!(value, Fraction::new(n, d).unwrap(), "{}", formula.text()),
            (Some(_), Err(error)) => prop_assert_eq!(error.code, "overflow", "{}", formula.text()),
            // The other evaluator overflows sooner, so only its answers bind.
            (None, _) => {}
        }
    }

    #[test]
    fn the_line_shown_means_the_same(tree in trees()) {
        let formula = Formula::parse(&print(&tree)).unwrap();
        let (book, none) = (Book::sample(), Inputs::new());
        let Ok(done) = evaluate(&formula, &none, &book) else { return Ok(()) };
        for style in [Style::Full, Style::Calls, Style::Step] {
            let line = render(&done.trace, style);
            if line.contains("if(") {
                continue;
            }
            let line = line.replace('×', "*").replace('÷', "/").replace('−', "-");
            let Ok(again) = Formula::parse(&line) else {
                // A value in between may have more digits than a literal can.
                prop_assert!(line.len() > 28, "{}", line);
                continue;
            };
            if let Ok(value) = evaluate(&again, &none, &book) {
                prop_assert_eq!(value.value(), done.value(), "{} as {}", formula.text(), line);
            }
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in ".*", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for text in [text.as_str(), &String::from_utf8_lossy(&bytes)] {
            if let Err(faults) = Formula::parse(text) {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    prop_assert!(text.get(fault.span.start..fault.span.end).is_some(), "{:?}", fault);
                }
            }
        }
    }

    #[test]
    fn a_checked_formula_fails_only_by_its_values(text in forms()) {
        let formula = Formula::parse(&text).unwrap();
        let (book, kinds) = (Book::sample(), kinds());
        let faults = check(&formula, &kinds, &book);
        if let Err(error) = evaluate(&formula, &inputs(), &book) && faults.is_empty() {
            let by_value =
                ["division_by_zero", "overflow", "negative_quantity", "size_not_positive", "clamp_bounds_reversed"];
            prop_assert!(by_value.contains(&error.code), "{}: {:?}", text, error);
        }
    }

    #[test]
    fn blocks_are_never_off_by_one(
        size in 2i64..1_000_000_000_000,
        scale in 0u32..12,
        count in 1i64..1_000_000,
        nudge in -1i64..=1,
    ) {
        // A nudge of one unit in the last place is less than a block, for sizes above 1.
        let amount = i128::from(size).saturating_mul(count.into()).saturating_add(nudge.into());
        let decimal = |units| Decimal::from_units(units, scale).unwrap();
        let expected = count.saturating_add(i64::from(nudge > 0));
        let (size, amount) = (decimal(size.into()), decimal(amount));
        for text in [format!("blocks({amount}, {size})"), format!("ceil({amount} / {size})")] {
            let (formula, book) = (Formula::parse(&text).unwrap(), Book::sample());
            let value = evaluate(&formula, &Inputs::new(), &book).unwrap().value();
            prop_assert_eq!(value, Fraction::from_int(expected), "{}", text);
        }
    }
}
