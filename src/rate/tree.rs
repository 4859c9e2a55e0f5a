//! A parsed formula.

use serde::Serialize;

use std::collections::BTreeSet;

use super::fault::Span;
use crate::num::Decimal;

/// How large a formula may be. Every limit has a fault code of its own; together they bound the time and the
/// stack that reading and evaluating any formula can take.
pub mod limit {
    /// Bytes of text (`formula_too_long`).
    pub const BYTES: usize = 4_096;
    /// Nodes of the parsed tree (`formula_too_large`).
    pub const NODES: usize = 512;
    /// Height of the tree, and depth of brackets (`formula_too_deep`).
    pub const NESTING: usize = 32;
    /// Features called by features, one inside the other (`feature_calls_too_deep`).
    pub const FEATURE_DEPTH: usize = 8;
    /// Nodes read by one evaluation, those of called features included (`evaluation_too_large`).
    pub const EVALUATION: usize = 20_000;
}

/// A parsed formula with its text. Parsed means well formed; whether its names mean anything is
/// [`check`](crate::rate::check())'s question.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Formula {
    pub(super) text: String,
    pub(super) root: Node,
    #[serde(skip)]
    pub(super) nodes: usize,
}

/// The names a formula uses, each kind sorted and without repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesUsed<'f> {
    /// Inputs of the formula's own feature.
    pub inputs: BTreeSet<&'f str>,
    /// Tables looked up.
    pub tables: BTreeSet<&'f str>,
    /// Tier tables.
    pub tiers: BTreeSet<&'f str>,
    /// Those of them that price a whole quantity by the tier it falls into.
    pub volume_tiers: BTreeSet<&'f str>,
    /// Features called.
    pub features: BTreeSet<&'f str>,
}

impl Formula {
    /// The text the formula was parsed from, unchanged.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names the formula uses, whether or not they mean anything.
    pub fn names_used(&self) -> NamesUsed<'_> {
        let mut used = NamesUsed::default();
        self.root.visit(&mut |node| {
            match &node.kind {
                Kind::Input(name) => used.inputs.insert(name),
                Kind::Lookup(name, _) => used.tables.insert(name),
                Kind::Tiered(scheme, _, name) => {
                    if *scheme == Scheme::Volume {
                        used.volume_tiers.insert(&name.text);
                    }
                    used.tiers.insert(&name.text)
                }
                Kind::Feature(name, _) => used.features.insert(name),
                _ => false,
            };
        });
        used
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FormulaNode"))]
pub(super) struct Node {
    pub kind: Kind,
    #[serde(skip)]
    pub span: Span,
    /// 1 for a leaf, else one more than the highest child.
    #[serde(skip)]
    pub height: usize,
}

/// Sums, products and chains of `and` keep all their operands side by side, so that a long sum is wide, not high.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FormulaKind"))]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Number(Decimal),
    Text(String),
    Input(String),
    Negate(Box<Node>),
    Not(Box<Node>),
    Sum(Vec<Term>),
    Product(Vec<Term>),
    Compare(Comparison, Box<[Node; 2]>),
    All(Vec<Node>),
    Any(Vec<Node>),
    /// Condition, value when it holds, value when it does not.
    If(Box<[Node; 3]>),
    Call(Function, Vec<Node>),
    Lookup(String, Vec<Node>),
    Tiered(Scheme, Box<Node>, Name),
    Feature(String, Vec<Argument>),
}

/// One operand of a sum or product.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FormulaTerm"))]
pub(super) struct Term {
    /// Subtracted, or divided by.
    pub inverse: bool,
    pub node: Node,
}

/// A name that is not a value by itself, and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FormulaName"))]
pub(super) struct Name {
    pub text: String,
    #[serde(skip)]
    pub span: Span,
}

/// One named input given to a called feature.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FormulaArgument"))]
pub(super) struct Argument {
    pub name: Name,
    pub node: Node,
}

impl Node {
    pub fn new(kind: Kind, span: Span) -> Node {
        let mut node = Node { kind, span, height: 1 };
        let highest = node.children().iter().map(|child| child.height).max().unwrap_or(0);
        node.height = highest.saturating_add(1);
        node
    }

    pub fn children(&self) -> Vec<&Node> {
        match &self.kind {
            Kind::Number(_) | Kind::Text(_) | Kind::Input(_) => Vec::new(),
            Kind::Negate(child) | Kind::Not(child) | Kind::Tiered(_, child, _) => vec![child],
            Kind::Sum(terms) | Kind::Product(terms) => terms.iter().map(|term| &term.node).collect(),
            Kind::Compare(_, sides) => sides.iter().collect(),
            Kind::If(parts) => parts.iter().collect(),
            Kind::All(nodes) | Kind::Any(nodes) | Kind::Call(_, nodes) | Kind::Lookup(_, nodes) => {
                nodes.iter().collect()
            }
            Kind::Feature(_, arguments) => arguments.iter().map(|argument| &argument.node).collect(),
        }
    }

    /// Calls `seen` for this node and everything below it.
    pub fn visit<'f>(&'f self, seen: &mut impl FnMut(&'f Node)) {
        seen(self);
        for child in self.children() {
            child.visit(seen);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FormulaComparison"))]
#[serde(rename_all = "snake_case")]
pub(super) enum Comparison {
    Less,
    AtMost,
    Greater,
    AtLeast,
    Equal,
    Different,
}

impl Comparison {
    pub fn of_sign(sign: &str) -> Option<Comparison> {
        Some(match sign {
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            ">" => Comparison::Greater,
            ">=" => Comparison::AtLeast,
            "==" => Comparison::Equal,
            "!=" => Comparison::Different,
            _ => return None,
        })
    }

    /// Whether it asks for an order, which only numbers have.
    pub fn is_order(self) -> bool {
        !matches!(self, Comparison::Equal | Comparison::Different)
    }
}

/// A tier table applied slice by slice, or as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FormulaScheme"))]
#[serde(rename_all = "snake_case")]
pub(super) enum Scheme {
    Graduated,
    Volume,
}

impl Scheme {
    pub fn name(self) -> &'static str {
        match self {
            Scheme::Graduated => "graduated",
            Scheme::Volume => "volume",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FormulaFunction"))]
#[serde(rename_all = "snake_case")]
pub(super) enum Function {
    Min,
    Max,
    Clamp,
    Abs,
    Ceil,
    Floor,
    Round,
    RoundEven,
    Blocks,
}

/// The functions on numbers: name, fewest and most arguments, and how a call is written.
pub(super) const FUNCTIONS: [(Function, &str, usize, usize, &str); 9] = [
    (Function::Min, "min", 1, usize::MAX, "min(a, b)"),
    (Function::Max, "max", 1, usize::MAX, "max(a, b)"),
    (Function::Clamp, "clamp", 3, 3, "clamp(x, low, high)"),
    (Function::Abs, "abs", 1, 1, "abs(x)"),
    (Function::Ceil, "ceil", 1, 2, "ceil(x) or ceil(x, step)"),
    (Function::Floor, "floor", 1, 2, "floor(x) or floor(x, step)"),
    (Function::Round, "round", 1, 2, "round(x) or round(x, step)"),
    (Function::RoundEven, "round_even", 1, 2, "round_even(x) or round_even(x, step)"),
    (Function::Blocks, "blocks", 2, 2, "blocks(x, size)"),
];

impl Function {
    pub fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|known| known.0 == self).map_or("", |known| known.1)
    }
}

/// Words of the language, which cannot be names.
const KEYWORDS: [&str; 6] = ["and", "or", "not", "if", "graduated", "volume"];

/// Whether `word` is a word of the language: a function, `if`, `and`, `or`, `not`.
pub(super) fn is_reserved(word: &str) -> bool {
    KEYWORDS.contains(&word) || FUNCTIONS.iter().any(|known| known.1 == word)
}

/// Whether a formula can use `word` as the name of an input, table, tier table or feature: lower-case letters,
/// digits and `_`, not beginning with a digit, and not a word of the language such as `min` or `and`.
pub fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase() || c == '_')
        && letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !is_reserved(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lower_case_words_not_reserved() {
        for good in ["words", "gpt_5", "_x", "iffy", "minimum"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "5x", "Words", "blog-post", "min", "and", "if", "graduated", "é"] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn names_used_by_kind() {
        let text = "article(words: n) * price[model, 'in'] + volume(n, calls) + graduated(m, tokens)";
        let formula = Formula::parse(text).unwrap();
        let used = formula.names_used();
        assert_eq!(used.inputs, BTreeSet::from(["m", "model", "n"]));
        assert_eq!(used.tables, BTreeSet::from(["price"]));
        assert_eq!(used.tiers, BTreeSet::from(["calls", "tokens"]));
        assert_eq!(used.volume_tiers, BTreeSet::from(["calls"]));
        assert_eq!(used.features, BTreeSet::from(["article"]));
        assert_eq!(formula.text(), text);
    }

    #[test]
    fn a_long_sum_is_wide_not_high() {
        let formula = Formula::parse("1 + 2 - 3 + 4").unwrap();
        assert_eq!((formula.root.height, formula.nodes), (2, 5));
    }
}
