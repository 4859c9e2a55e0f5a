//! Whether a formula's names and kinds fit together, found before any input has a value. Collects every fault.

use super::calls::check_calls;
use super::fault::{FormulaFault, Span};
use super::kinds::{Class, Fact, facts};
use super::names::{Input, InputKind, Names};
use super::nearest::nearest;
use super::tree::{Comparison, Formula, Function, Kind, Node, Term};
use super::unknown::{Use, listed, unknown_name};
use crate::num::Fraction;

/// Every fault of a parsed formula whose feature has these inputs.
///
/// A formula without faults evaluates for all inputs its feature accepts, except where a value decides: a divisor
/// that becomes 0, a tiered quantity below 0, bounds of a `clamp` that cross, numbers too large to be exact.
pub fn check(formula: &Formula, inputs: &[Input<'_>], names: &dyn Names) -> Vec<FormulaFault> {
    let mut checker = Checker { inputs, names, faults: Vec::new(), facts: Vec::new() };
    checker.number(&formula.root);
    checker.faults.extend(check_calls(formula, names));
    checker.faults
}

pub(super) struct Checker<'a> {
    inputs: &'a [Input<'a>],
    pub names: &'a dyn Names,
    faults: Vec<FormulaFault>,
    /// What the conditions around the current node say.
    pub facts: Vec<Fact<'a>>,
}

impl<'a> Checker<'a> {
    pub fn fault(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.faults.push(FormulaFault::new(code, span, message, fix));
    }

    pub fn faults_noted(&self) -> usize {
        self.faults.len()
    }

    pub fn input(&self, name: &str) -> Option<&'a Input<'a>> {
        self.inputs.iter().find(|input| input.name == name)
    }

    pub fn unknown(&mut self, used_as: Use, name: &str, span: Span, choices: &[&str]) -> Class<'a> {
        self.faults.push(unknown_name(used_as, name, span, choices, self.inputs, self.names));
        Class::Unknown
    }

    /// The kind of a node; `choices` are ids that would make sense in its place.
    pub fn class(&mut self, node: &'a Node, choices: &[&str]) -> Class<'a> {
        match &node.kind {
            Kind::Number(_) => return Class::Number,
            Kind::Text(text) => return Class::Choice(vec![text]),
            Kind::Input(name) => match self.input(name).map(|input| &input.kind) {
                Some(InputKind::Number) => return Class::Number,
                Some(InputKind::Toggle) => return Class::Condition,
                Some(InputKind::Choice(ids)) => return Class::Choice(ids.clone()),
                None => return self.unknown(Use::Input, name, node.span, choices),
            },
            Kind::Negate(child) => self.number(child),
            Kind::Not(child) => return self.conditions(std::slice::from_ref(child.as_ref())),
            Kind::Sum(terms) => terms.iter().for_each(|term| self.number(&term.node)),
            Kind::Product(terms) => terms.iter().for_each(|term| self.factor(term)),
            Kind::Compare(comparison, sides) => return self.compare(*comparison, sides, node.span),
            Kind::All(operands) | Kind::Any(operands) => return self.conditions(operands),
            Kind::If(parts) => return self.branches(parts, node.span, choices),
            Kind::Call(function, arguments) => self.call(*function, arguments),
            Kind::Lookup(name, indexes) => self.lookup(name, indexes, node.span),
            Kind::Tiered(_, quantity, tiers) => self.tiered(quantity, tiers),
            Kind::Feature(name, arguments) => self.feature(name, arguments, node.span),
        }
        Class::Number
    }

    pub fn number(&mut self, node: &'a Node) {
        if let Class::Choice(ids) = self.class(node, &[]) {
            let what = format!("a number is needed here, and this is a choice ({})", listed(&ids));
            self.fault("number_expected", node.span, what, "look a number up by it: table[choice]");
        }
    }

    pub fn conditions(&mut self, nodes: &'a [Node]) -> Class<'a> {
        for node in nodes {
            if matches!(self.class(node, &[]), Class::Number | Class::Choice(_)) {
                let what = "a condition is needed here: a comparison or a toggle";
                self.fault("condition_expected", node.span, what, "compare it, as in x > 0");
            }
        }
        Class::Condition
    }

    fn factor(&mut self, term: &'a Term) {
        self.number(&term.node);
        if term.inverse && constant(&term.node).is_some_and(|value| value.is_zero()) {
            self.fault("division_by_zero", term.node.span, "this divides by 0", "divide by another number");
        }
    }

    fn compare(&mut self, comparison: Comparison, sides: &'a [Node; 2], span: Span) -> Class<'a> {
        let [left, right] = sides;
        // An unknown name is read last: the other side says whether it is a choice without its quotes.
        let is_unknown = matches!(&left.kind, Kind::Input(name) if self.input(name).is_none());
        let (first, second) = if is_unknown { (right, left) } else { (left, right) };
        let class = self.class(first, &[]);
        let ids = if let Class::Choice(ids) = &class { ids.as_slice() } else { &[] };
        match (&class, self.class(second, ids)) {
            (Class::Unknown, _) | (_, Class::Unknown) => {}
            (Class::Choice(_), Class::Choice(_)) if comparison.is_order() => self.fault(
                "choices_have_no_order",
                span,
                "choices have no order",
                "compare them by == or !=, or look numbers up: table[choice] > 1",
            ),
            (Class::Choice(ids), Class::Choice(others)) => self.can_be_equal(ids, &others, sides),
            (Class::Choice(_), _) | (_, Class::Choice(_)) => self.fault(
                "kinds_differ",
                span,
                "a choice is compared with a number",
                "compare a choice with a choice in quotes, or look a number up by it: table[choice]",
            ),
            _ => {}
        }
        Class::Condition
    }

    fn can_be_equal(&mut self, ids: &[&str], others: &[&str], sides: &'a [Node; 2]) {
        if ids.iter().any(|id| others.contains(id)) {
            return;
        }
        let [left, right] = sides;
        for (literal, known) in [(right, ids), (left, others)] {
            if let Kind::Text(id) = &literal.kind {
                return self.unknown_choice(id, known, literal.span);
            }
        }
        let span = left.span.to(right.span);
        self.fault(
            "unknown_choice",
            span,
            "these have no choice in common",
            "compare inputs of the same kind",
        );
    }

    pub fn unknown_choice(&mut self, id: &str, known: &[&str], span: Span) {
        let fix = match nearest(id, known.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("write one of {}", listed(known)),
        };
        self.fault("unknown_choice", span, format!("there is no choice `{id}` here"), fix);
    }

    fn branches(&mut self, parts: &'a [Node; 3], span: Span, choices: &[&str]) -> Class<'a> {
        let [condition, then, otherwise] = parts;
        self.conditions(std::slice::from_ref(condition));
        let known = self.facts.len();
        facts(condition, true, &mut self.facts);
        let first = self.class(then, choices);
        self.facts.truncate(known);
        facts(condition, false, &mut self.facts);
        let second = self.class(otherwise, choices);
        self.facts.truncate(known);
        first.either(second).unwrap_or_else(|| {
            let what = "one branch is a choice, the other a number";
            self.fault("kinds_differ", span, what, "make both the same kind");
            Class::Unknown
        })
    }

    fn call(&mut self, function: Function, arguments: &'a [Node]) {
        arguments.iter().for_each(|argument| self.number(argument));
        let not_above_zero = |node: &Node| constant(node).is_some_and(|value| value <= Fraction::ZERO);
        match (function, arguments) {
            (
                Function::Blocks | Function::Ceil | Function::Floor | Function::Round | Function::RoundEven,
                [_, size],
            ) if not_above_zero(size) => self.fault(
                "size_not_positive",
                size.span,
                "the size of a block or step is above 0",
                "write a number above 0",
            ),
            (Function::Clamp, [_, low, high])
                if constant(low).zip(constant(high)).is_some_and(|(low, high)| low > high) =>
            {
                let span = low.span.to(high.span);
                let what = "the lower bound is above the upper bound";
                self.fault("clamp_bounds_reversed", span, what, "write clamp(x, low, high)");
            }
            _ => {}
        }
    }
}

/// The value of a number that is written out.
pub(super) fn constant(node: &Node) -> Option<Fraction> {
    match &node.kind {
        Kind::Number(value) => Some((*value).into()),
        Kind::Negate(inner) => constant(inner).map(Fraction::negate),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rate::Formula;
    use crate::rate::check;
    use crate::rate::sample::{Book, kinds};

    #[track_caller]
    fn finds(text: &str, expected: &[(&str, &str)]) {
        let formula = Formula::parse(text).unwrap();
        let faults = check(&formula, &kinds(), &Book::sample());
        let found: Vec<_> =
            faults.iter().map(|fault| (fault.code, &text[fault.span.start..fault.span.end])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn sound_formulas_have_no_faults() {
        for text in [
            "max(1, blocks(seconds, 15)) * resolution[quality] + green_screen * blocks(seconds, 60)",
            "if(green_screen and seconds > 30, 2, 1) * (quality == 'hd')",
            "price['big', 'input'] + graduated(seconds, calls) - volume(seconds, calls)",
            "post(pictures: 2) + article(words: seconds, style: 'creative') + member_price()",
            "resolution[if(model == 'big', 'hd', 'sd')] + ratio(of: 2) + (model != 'big')",
            "if(model == 'big', price[model, 'output'], 1)",
            "seconds * 0 / 2",
        ] {
            finds(text, &[]);
        }
    }

    #[test]
    fn kinds_must_fit() {
        finds("quality + 1", &[("number_expected", "quality")]);
        finds("quality", &[("number_expected", "quality")]);
        finds("if(seconds, 1, 2)", &[("condition_expected", "seconds")]);
        finds("1 * (not seconds)", &[("condition_expected", "seconds")]);
        finds("(quality < 'sd') * 1", &[("choices_have_no_order", "quality < 'sd'")]);
        finds("if(quality == 1, 1, 2)", &[("kinds_differ", "quality == 1")]);
        finds("resolution[if(green_screen, 'hd', 1)]", &[("kinds_differ", "if(green_screen, 'hd', 1)")]);
        finds("quality + quality", &[("number_expected", "quality"), ("number_expected", "quality")]);
    }

    #[test]
    fn choices_must_exist() {
        finds("if(quality == 'hdd', 1, 2)", &[("unknown_choice", "'hdd'")]);
        finds("if('4k' != quality, 1, 2)", &[("unknown_choice", "'4k'")]);
        finds("if(quality == model, 1, 2)", &[("unknown_choice", "quality == model")]);
        finds("if(quality == hd, 1, 2)", &[("unknown_input", "hd")]);
        finds("if(hd == quality, 1, 2)", &[("unknown_input", "hd")]);
    }

    #[test]
    fn what_can_never_work_is_found() {
        finds("seconds / 0", &[("division_by_zero", "0")]);
        finds("seconds / -0.0", &[("division_by_zero", "-0.0")]);
        finds(
            "blocks(seconds, 0) + round(seconds, -1)",
            &[("size_not_positive", "0"), ("size_not_positive", "-1")],
        );
        for name in ["ceil", "floor", "round_even"] {
            finds(&format!("{name}(seconds, 0)"), &[("size_not_positive", "0")]);
        }
        finds("clamp(seconds, 3, 1)", &[("clamp_bounds_reversed", "3, 1")]);
        finds("loop_a()", &[("feature_cycle", "loop_a()")]);
    }
}
