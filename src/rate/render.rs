//! A traced node as a line of plain mathematics, with the values put in.

use super::evaluate::Trace;
use super::names::Value;
use super::tree::{Comparison, Kind, Term};

/// How far a line goes into the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Down to the inputs: `max(1, blocks(47, 15)) × resolution[hd]`.
    Full,
    /// Calls and lookups as their values: `4 × 2`.
    Calls,
    /// One step, all operands as their values; conditions stay readable.
    Step,
}

/// How tightly a form binds; what binds more loosely than its place allows is put in brackets.
mod binding {
    pub const LOOSEST: u8 = 0;
    pub const ANY: u8 = 1;
    pub const ALL: u8 = 2;
    pub const NOT: u8 = 3;
    pub const COMPARE: u8 = 4;
    pub const SUM: u8 = 5;
    pub const PRODUCT: u8 = 6;
    pub const UNARY: u8 = 7;
    pub const ATOM: u8 = 8;
}

/// The node itself in full, and what is below it as the style says.
pub(super) fn render(trace: &Trace<'_>, style: Style) -> String {
    let part = |part: &Trace<'_>, tightest: u8| operand(part, style, tightest);
    let all = |tightest: u8| trace.parts.iter().map(|child| part(child, tightest)).collect::<Vec<_>>();
    match (&trace.node.kind, trace.parts.as_slice()) {
        (Kind::Negate(_), [child]) => format!("−{}", part(child, binding::ATOM)),
        (Kind::Not(_), [child]) => format!("not {}", part(child, binding::NOT)),
        (Kind::Sum(terms), parts) => joined(terms, parts, [" + ", " − "], binding::SUM, part),
        (Kind::Product(terms), parts) => joined(terms, parts, [" × ", " ÷ "], binding::PRODUCT, part),
        (Kind::Compare(comparison, _), [left, right]) => {
            let (left, right) = (part(left, binding::SUM), part(right, binding::SUM));
            format!("{left} {} {right}", sign(*comparison))
        }
        (Kind::All(_), _) => all(binding::NOT).join(" and "),
        (Kind::Any(_), _) => all(binding::ALL).join(" or "),
        (Kind::If(_), [condition, taken]) => {
            let mark = if condition.value.as_condition() == Some(true) { "✓" } else { "✗" };
            format!("if({} {mark}, {})", part(condition, binding::LOOSEST), part(taken, binding::LOOSEST))
        }
        (Kind::Call(function, _), _) => {
            format!("{}({})", function.name(), all(binding::LOOSEST).join(", "))
        }
        (Kind::Lookup(name, _), _) => format!("{name}[{}]", all(binding::LOOSEST).join(", ")),
        (Kind::Tiered(scheme, _, tiers), [quantity]) => {
            format!("{}({}, {})", scheme.name(), part(quantity, binding::LOOSEST), tiers.text)
        }
        (Kind::Feature(name, arguments), parts) => {
            let given = arguments.iter().zip(parts);
            let given = given.map(|(argument, value)| {
                format!("{}: {}", argument.name.text, part(value, binding::LOOSEST))
            });
            format!("{name}({})", given.collect::<Vec<_>>().join(", "))
        }
        _ => shown(&trace.value),
    }
}

/// A value for people: a true minus sign; everything else as it crosses boundaries.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Text(id) => id.clone(),
        number => number.to_string().replace('-', "−"),
    }
}

fn joined(
    terms: &[Term],
    parts: &[Trace<'_>],
    [plain, inverse]: [&str; 2],
    level: u8,
    part: impl Fn(&Trace<'_>, u8) -> String,
) -> String {
    let mut line = String::new();
    for (term, value) in terms.iter().zip(parts) {
        if line.is_empty() {
            line.push_str(&part(value, level));
            continue;
        }
        line.push_str(if term.inverse { inverse } else { plain });
        line.push_str(&part(value, level.saturating_add(1)));
    }
    line
}

fn operand(trace: &Trace<'_>, style: Style, tightest: u8) -> String {
    let folded = match style {
        Style::Full => false,
        Style::Calls => is_call(&trace.node.kind),
        Style::Step => !is_logic(&trace.node.kind),
    };
    let (text, binds) = if folded {
        (shown(&trace.value), value_binding(&trace.value))
    } else {
        (render(trace, style), binding_of(trace))
    };
    if binds < tightest { format!("({text})") } else { text }
}

/// Whether the node has a name of its own in the formula: a function, a lookup, an `if`.
pub(super) fn is_call(kind: &Kind) -> bool {
    matches!(kind, Kind::If(_) | Kind::Call(..) | Kind::Lookup(..) | Kind::Tiered(..) | Kind::Feature(..))
}

/// Whether the node is a condition spelt out.
pub(super) fn is_logic(kind: &Kind) -> bool {
    matches!(kind, Kind::Not(_) | Kind::Compare(..) | Kind::All(_) | Kind::Any(_))
}

fn binding_of(trace: &Trace<'_>) -> u8 {
    match &trace.node.kind {
        Kind::Any(_) => binding::ANY,
        Kind::All(_) => binding::ALL,
        Kind::Not(_) => binding::NOT,
        Kind::Compare(..) => binding::COMPARE,
        Kind::Sum(_) => binding::SUM,
        Kind::Product(_) => binding::PRODUCT,
        Kind::Negate(_) => binding::UNARY,
        kind if is_call(kind) => binding::ATOM,
        _ => value_binding(&trace.value),
    }
}

/// A negative number reads like a difference, and `1/3` like a quotient.
fn value_binding(value: &Value) -> u8 {
    match value {
        Value::Number(number) if number.is_negative() => binding::SUM,
        Value::Number(number) if !number.is_integer() && number.to_decimal().is_none() => binding::PRODUCT,
        _ => binding::ATOM,
    }
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::AtMost => "≤",
        Comparison::Greater => ">",
        Comparison::AtLeast => "≥",
        Comparison::Equal => "==",
        Comparison::Different => "≠",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::sample::{Book, inputs};
    use crate::rate::{Formula, evaluate};

    #[track_caller]
    fn reads(text: &str, expected: [&str; 3]) {
        let (formula, book) = (Formula::parse(text).unwrap(), Book::sample());
        let done = evaluate(&formula, &inputs(), &book).unwrap();
        let lines = [Style::Full, Style::Calls, Style::Step].map(|style| render(&done.trace, style));
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn styles_go_differently_deep() {
        reads(
            "max(1, blocks(seconds, 15)) * resolution[quality] + green_screen",
            ["max(1, blocks(47, 15)) × resolution[hd] + 1", "4 × 2 + 1", "8 + 1"],
        );
        reads(
            "1.5 * (2 + 3 * (4 - 1)) / -2",
            ["1.5 × (2 + 3 × (4 − 1)) ÷ −2", "1.5 × (2 + 3 × (4 − 1)) ÷ −2", "1.5 × 11 ÷ (−2)"],
        );
    }

    #[test]
    fn brackets_stand_where_they_are_needed() {
        reads("1 - (2 - 3) - -4", ["1 − (2 − 3) − −4", "1 − (2 − 3) − −4", "1 − (−1) − (−4)"]);
        reads("2 / (1 / 3)", ["2 ÷ (1 ÷ 3)", "2 ÷ (1 ÷ 3)", "2 ÷ (1/3)"]);
        reads("-(1 + 2) + 4", ["−(1 + 2) + 4", "−(1 + 2) + 4", "−3 + 4"]);
        reads("(seconds > 30) * 2", ["(47 > 30) × 2"; 3]);
    }

    #[test]
    fn only_the_branch_taken_is_shown() {
        let condition = "seconds >= 2 * 30 and 1 / 0 > 1 or quality != 'sd'";
        reads(
            &format!("if({condition}, 2 * 3, 1 / 0)"),
            [
                "if(47 ≥ 2 × 30 or hd ≠ sd ✓, 2 × 3)",
                "if(47 ≥ 2 × 30 or hd ≠ sd ✓, 2 × 3)",
                "if(47 ≥ 60 or hd ≠ sd ✓, 6)",
            ],
        );
        reads("if(not green_screen, 1, 2)", ["if(not 1 ✗, 2)"; 3]);
    }

    #[test]
    fn names_of_the_book_stay() {
        reads(
            "graduated(seconds * 2, calls) + article(words: 2 * 5)",
            ["graduated(47 × 2, calls) + article(words: 2 × 5)", "1.175 + 1", "1.175 + 1"],
        );
    }
}
