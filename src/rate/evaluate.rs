//! Values for a formula, in one walk over its tree. The walk records every value it meets, so that the
//! explanation shown to people is read off the calculation and cannot differ from it.

use super::apply::apply;
use super::bound::Bound;
use super::fault::{RateError, Span};
use super::names::{Inputs, Names, Value};
use super::tiers::TierSlice;
use super::tree::{Comparison, Formula, Function, Kind, Node, Term, limit};
use crate::num::Fraction;

/// The outcome of one evaluation: the exact value, and everything its working is read off.
#[derive(Clone, Debug)]
pub struct Evaluation<'a> {
    value: Fraction,
    pub(super) trace: Trace<'a>,
}

impl Evaluation<'_> {
    /// The exact value, in credits or whatever the formula counts.
    pub fn value(&self) -> Fraction {
        self.value
    }
}

/// A node with the value it had, and the nodes below it that were read, in the order they were read.
#[derive(Clone, Debug)]
pub(super) struct Trace<'a> {
    pub node: &'a Node,
    /// The text the node's span lies in.
    pub source: &'a str,
    pub value: Value,
    pub parts: Vec<Trace<'a>>,
    pub detail: Detail<'a>,
}

#[derive(Clone, Debug)]
pub(super) enum Detail<'a> {
    Nothing,
    /// What each tier contributed.
    Slices(Vec<TierSlice>),
    /// Where the ranges begin and end that a lookup's numbers fell into.
    Ranges(Vec<(Option<Bound>, Option<Bound>)>),
    /// The called feature's own formula.
    Called(Box<Trace<'a>>),
}

/// Evaluates a formula with the values of its feature's inputs.
///
/// # Errors
///
/// `division_by_zero`, `overflow`, `negative_quantity` (a tiered quantity below 0), `size_not_positive` (of
/// `blocks` or a rounding), `clamp_bounds_reversed`, `missing_input`, `missing_row`, and, for formulas that
/// [`check`](crate::rate::check()) would have refused: `unknown_name`, `value_not_accepted`, `number_expected`,
/// `condition_expected`, `text_expected`, `kinds_differ`, `wrong_argument_count`, `evaluation_too_large`,
/// `feature_calls_too_deep`.
pub fn evaluate<'a>(
    formula: &'a Formula,
    inputs: &Inputs,
    names: &'a dyn Names,
) -> Result<Evaluation<'a>, RateError> {
    let mut walk = Walk { names, steps: 0 };
    let trace = walk.eval(&formula.root, &Scope { source: &formula.text, inputs, depth: 0 })?;
    Ok(Evaluation { value: trace.number()?, trace })
}

pub(super) struct Walk<'a> {
    pub names: &'a dyn Names,
    steps: usize,
}

/// What is the same for all nodes of one formula.
pub(super) struct Scope<'a, 'i> {
    pub source: &'a str,
    pub inputs: &'i Inputs,
    /// Feature calls around this formula.
    pub depth: usize,
}

pub(super) type Evaluated<T> = Result<T, RateError>;

impl Trace<'_> {
    pub fn number(&self) -> Evaluated<Fraction> {
        self.value.as_number().ok_or_else(|| {
            RateError::new(
                "number_expected",
                self.node.span,
                format!("`{}` is a choice, not a number", self.value),
                "look a number up by it: table[choice]",
            )
        })
    }

    fn condition(&self) -> Evaluated<bool> {
        self.value.as_condition().ok_or_else(|| {
            RateError::new(
                "condition_expected",
                self.node.span,
                format!("`{}` is neither true nor false", self.value),
                "compare it: x > 0",
            )
        })
    }
}

impl<'a> Walk<'a> {
    pub(super) fn eval(&mut self, node: &'a Node, scope: &Scope<'a, '_>) -> Evaluated<Trace<'a>> {
        self.steps = self.steps.saturating_add(1);
        if self.steps > limit::EVALUATION {
            return Err(RateError::new(
                "evaluation_too_large",
                node.span,
                format!("the formula and the features it calls have more than {} parts", limit::EVALUATION),
                "call fewer features",
            ));
        }
        let mut trace = Trace {
            node,
            source: scope.source,
            value: Value::Bool(false),
            parts: Vec::new(),
            detail: Detail::Nothing,
        };
        trace.value = self.value_of(&mut trace, scope)?;
        Ok(trace)
    }

    /// The value of a node; what it reads on the way is added to the trace.
    fn value_of(&mut self, trace: &mut Trace<'a>, scope: &Scope<'a, '_>) -> Evaluated<Value> {
        let node = trace.node;
        let number = match &node.kind {
            Kind::Number(decimal) => Fraction::from(*decimal),
            Kind::Text(text) => return Ok(Value::Text(text.clone())),
            Kind::Input(name) => return input(name, node.span, scope),
            Kind::Negate(child) => self.read(trace, child, scope)?.number()?.negate(),
            Kind::Not(child) => return Ok(Value::Bool(!self.read(trace, child, scope)?.condition()?)),
            Kind::Sum(terms) | Kind::Product(terms) => self.terms(trace, terms, scope)?,
            Kind::Compare(comparison, sides) => return self.compare(trace, *comparison, sides, scope),
            Kind::All(operands) => return self.until(trace, false, operands, scope),
            Kind::Any(operands) => return self.until(trace, true, operands, scope),
            Kind::If(parts) => return self.branch(trace, parts, scope),
            Kind::Call(function, arguments) => self.call(trace, *function, arguments, scope)?,
            Kind::Lookup(name, indexes) => self.lookup(trace, name, indexes, scope)?.into(),
            Kind::Tiered(scheme, quantity, tiers) => self.tiered(trace, *scheme, quantity, tiers, scope)?,
            Kind::Feature(name, arguments) => self.feature(trace, name, arguments, scope)?,
        };
        Ok(Value::Number(number))
    }

    /// Evaluates a child and keeps its trace as the latest part.
    pub(super) fn read<'t>(
        &mut self,
        trace: &'t mut Trace<'a>,
        child: &'a Node,
        scope: &Scope<'a, '_>,
    ) -> Evaluated<&'t Trace<'a>> {
        let part = self.eval(child, scope)?;
        Ok(trace.parts.push_mut(part))
    }

    fn terms(
        &mut self,
        trace: &mut Trace<'a>,
        terms: &'a [Term],
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Fraction> {
        let is_sum = matches!(trace.node.kind, Kind::Sum(_));
        let mut total = if is_sum { Fraction::ZERO } else { Fraction::ONE };
        for term in terms {
            let value = self.read(trace, &term.node, scope)?.number()?;
            total = match (is_sum, term.inverse) {
                (true, false) => total.checked_add(value),
                (true, true) => total.checked_sub(value),
                (false, false) => total.checked_mul(value),
                (false, true) => total.checked_div(value),
            }
            .map_err(|error| RateError::arithmetic(term.node.span, error))?;
        }
        Ok(total)
    }

    fn compare(
        &mut self,
        trace: &mut Trace<'a>,
        comparison: Comparison,
        sides: &'a [Node; 2],
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Value> {
        let [left, right] = sides;
        let left = self.read(trace, left, scope)?.value.clone();
        let right = self.read(trace, right, scope)?.value.clone();
        let order = match (&left, &right) {
            (Value::Text(left), Value::Text(right)) if !comparison.is_order() => left.cmp(right),
            (left, right) => match (left.as_number(), right.as_number()) {
                (Some(left), Some(right)) => left.cmp(&right),
                _ => return Err(kinds_differ(trace.node.span, left, right)),
            },
        };
        Ok(Value::Bool(match comparison {
            Comparison::Less => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::AtLeast => order.is_ge(),
            Comparison::Equal => order.is_eq(),
            Comparison::Different => order.is_ne(),
        }))
    }

    /// Reads conditions until one settles the whole, so that a guard before a division guards it.
    fn until(
        &mut self,
        trace: &mut Trace<'a>,
        settles: bool,
        operands: &'a [Node],
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Value> {
        for operand in operands {
            if self.read(trace, operand, scope)?.condition()? == settles {
                return Ok(Value::Bool(settles));
            }
        }
        Ok(Value::Bool(!settles))
    }

    fn branch(
        &mut self,
        trace: &mut Trace<'a>,
        parts: &'a [Node; 3],
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Value> {
        let [condition, then, otherwise] = parts;
        let holds = self.read(trace, condition, scope)?.condition()?;
        Ok(self.read(trace, if holds { then } else { otherwise }, scope)?.value.clone())
    }

    fn call(
        &mut self,
        trace: &mut Trace<'a>,
        function: Function,
        arguments: &'a [Node],
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Fraction> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.read(trace, argument, scope)?.number()?);
        }
        apply(function, &values, trace.node.span)
    }
}

fn input(name: &str, span: Span, scope: &Scope<'_, '_>) -> Evaluated<Value> {
    scope.inputs.get(name).cloned().ok_or_else(|| {
        RateError::new("missing_input", span, format!("input `{name}` has no value"), "give it a value")
    })
}

fn kinds_differ(span: Span, left: &Value, right: &Value) -> RateError {
    RateError::new(
        "kinds_differ",
        span,
        format!("`{left}` and `{right}` cannot be compared so"),
        "compare numbers with numbers, and choices with choices by == or !=",
    )
}

#[cfg(test)]
mod tests {
    use crate::rate::sample::{Book, inputs};
    use crate::rate::{Formula, evaluate};

    #[track_caller]
    fn value(text: &str) -> String {
        let formula = Formula::parse(text).unwrap();
        let outcome = evaluate(&formula, &inputs(), &Book::sample()).map(|done| done.value().to_string());
        outcome.unwrap_or_else(|error| format!("{} {}..{}", error.code, error.span.start, error.span.end))
    }

    #[test]
    fn the_sample_formula() {
        let text = "max(1, blocks(seconds, 15)) * resolution[quality] + green_screen * blocks(seconds, 60)";
        assert_eq!(value(text), "9");
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(value("0.1 + 0.1 + 0.1 - 0.3"), "0");
        assert_eq!(value("1 / 3 * 3"), "1");
        assert_eq!(value("ceil(0.1 * 3 / 0.3)"), "1");
        assert_eq!(value("seconds / 15"), "47/15");
        assert_eq!(value("2 - 3 * -2 / 4"), "3.5");
    }

    #[test]
    fn conditions_count_and_choose() {
        assert_eq!(value("(seconds > 30) * 2 + green_screen"), "3");
        assert_eq!(value("if(quality == 'hd' and not (seconds <= 30), 5, 1 / 0)"), "5");
        assert_eq!(
            value("if(seconds < 1 or quality != 'hd', 1, resolution[if(green_screen, 'sd', 'hd')])"),
            "1"
        );
    }

    #[test]
    fn a_guard_keeps_the_rest_unread() {
        assert_eq!(value("if(0 > 0 and 1 / 0 > 1, 1, 2)"), "2");
        assert_eq!(value("if(1 > 0 or 1 / 0 > 1, 1, 2)"), "1");
        assert_eq!(value("if(0, 1 / 0, 2)"), "2");
    }

    #[test]
    fn errors_name_the_place() {
        assert_eq!(value("2 / (seconds - 47)"), "division_by_zero 5..17");
        assert_eq!(value("1 + graduated(0 - 1, calls)"), "negative_quantity 14..19");
        assert_eq!(value("price['small', 'output']"), "missing_row 0..24");
        assert_eq!(value("quality + 1"), "number_expected 0..7");
        assert_eq!(value("if(seconds, 1, 2)"), "condition_expected 3..10");
        assert_eq!(value("quality < 'sd'"), "kinds_differ 0..14");
        assert_eq!(value("resolution[1]"), "text_expected 11..12");
        assert_eq!(value("images['sd', 'x']"), "number_expected 13..16");
        assert_eq!(value("missing * 2"), "missing_input 0..7");
        assert_eq!(value("article(style: 'loud')"), "value_not_accepted 15..21");
        assert_eq!(value("quality"), "number_expected 0..7");
        assert_eq!(value("nothing[quality]"), "unknown_name 0..16");
    }

    #[test]
    fn overflow_is_an_error() {
        let nines = "9999999999999999999999999999";
        assert_eq!(value(&format!("{nines} * {nines}")), "overflow 31..59");
        assert_eq!(value(&format!("1 / {nines} + 1 / 9999999999999999999999999998")), "overflow 35..67");
    }
}
