//! Evaluating what the price book names: tables, tier tables and other features.

use super::evaluate::{Detail, Evaluated, Scope, Trace, Walk};
use super::fault::{RateError, Span};
use super::names::{Feature, Inputs, Value};
use super::table::Index;
use super::tree::{Argument, Name, Node, Scheme, limit};
use crate::num::{Decimal, Fraction};

impl<'a> Walk<'a> {
    pub(super) fn lookup(
        &mut self,
        trace: &mut Trace<'a>,
        name: &str,
        indexes: &'a [Node],
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Decimal> {
        let span = trace.node.span;
        let table = self.names.table(name).ok_or_else(|| unknown("table", name, span))?;
        let mut keys = Vec::with_capacity(indexes.len());
        for (dimension, index) in indexes.iter().enumerate() {
            let read = self.read(trace, index, scope)?;
            keys.push(match &read.value {
                _ if table.is_by_number(dimension) => Index::Number(read.number()?),
                Value::Text(key) => Index::Choice(key.clone()),
                other => {
                    let message = format!("this table is looked up by choices, and `{other}` is a number");
                    return Err(RateError::new("text_expected", index.span, message, "use a choice input"));
                }
            });
        }
        let found = table.get(&keys).ok_or_else(|| {
            let asked: Vec<String> = trace.parts.iter().map(|part| part.value.to_string()).collect();
            let message = format!("table `{name}` has no row `{}`", asked.join(", "));
            RateError::new("missing_row", span, message, "add the row to the table")
        })?;
        trace.detail = Detail::Ranges(found.ranges);
        Ok(found.number)
    }

    pub(super) fn tiered(
        &mut self,
        trace: &mut Trace<'a>,
        scheme: Scheme,
        quantity: &'a Node,
        name: &Name,
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Fraction> {
        let tiers =
            self.names.tiers(&name.text).ok_or_else(|| unknown("tier table", &name.text, name.span))?;
        let amount = self.read(trace, quantity, scope)?.number()?;
        if amount.is_negative() {
            let message = format!("the quantity is {amount}, and tiers begin at 0");
            return Err(RateError::new("negative_quantity", quantity.span, message, "write max(0, x)"));
        }
        let arithmetic = |error| RateError::arithmetic(trace.node.span, error);
        let slices = match scheme {
            Scheme::Graduated => tiers.graduated(amount),
            Scheme::Volume => tiers.volume(amount),
        }
        .map_err(arithmetic)?;
        let total = slices.iter().try_fold(Fraction::ZERO, |total, slice| total.checked_add(slice.amount));
        let total = total.map_err(arithmetic)?;
        trace.detail = Detail::Slices(slices);
        Ok(total)
    }

    pub(super) fn feature(
        &mut self,
        trace: &mut Trace<'a>,
        name: &str,
        arguments: &'a [Argument],
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Fraction> {
        let span = trace.node.span;
        let depth = scope.depth.saturating_add(1);
        if depth > limit::FEATURE_DEPTH {
            let message = format!("features call each other more than {} deep", limit::FEATURE_DEPTH);
            return Err(RateError::new("feature_calls_too_deep", span, message, "call features directly"));
        }
        let feature = self.names.feature(name).ok_or_else(|| unknown("feature", name, span))?;
        let inputs = self.given(trace, &feature, arguments, scope)?;
        let callee = Scope { source: &feature.formula.text, inputs: &inputs, depth };
        let called = self.eval(&feature.formula.root, &callee);
        let inside = |mut error: RateError| {
            error.feature.get_or_insert_with(|| name.to_owned());
            error
        };
        let called = called.map_err(inside)?;
        let number = called.number().map_err(inside)?;
        trace.detail = Detail::Called(Box::new(called));
        Ok(number)
    }

    /// The called feature's inputs: its defaults, or the caller's own, then what the call gives.
    fn given(
        &mut self,
        trace: &mut Trace<'a>,
        feature: &Feature<'_>,
        arguments: &'a [Argument],
        scope: &Scope<'a, '_>,
    ) -> Evaluated<Inputs> {
        let mut inputs = Inputs::new();
        for input in &feature.inputs {
            if let Some(value) = input.default.as_ref().or_else(|| scope.inputs.get(input.name)) {
                inputs.set(input.name, value.clone());
            }
        }
        for argument in arguments {
            let value = self.read(trace, &argument.node, scope)?.value.clone();
            let Some(input) = feature.inputs.iter().find(|input| input.name == argument.name.text) else {
                return Err(unknown("input", &argument.name.text, argument.name.span));
            };
            if !input.kind.accepts(&value) {
                let message = format!("input `{}` does not take `{value}`", input.name);
                return Err(RateError::new(
                    "value_not_accepted",
                    argument.node.span,
                    message,
                    "use another value",
                ));
            }
            inputs.set(input.name, value);
        }
        Ok(inputs)
    }
}

fn unknown(what: &str, name: &str, span: Span) -> RateError {
    RateError::new("unknown_name", span, format!("there is no {what} `{name}`"), "check the formula first")
}

#[cfg(test)]
mod tests {
    use crate::num::Fraction;
    use crate::rate::sample::{Book, inputs};
    use crate::rate::{Formula, Inputs, evaluate};

    #[track_caller]
    fn value(text: &str) -> String {
        let formula = Formula::parse(text).unwrap();
        let outcome = evaluate(&formula, &inputs(), &Book::sample()).map(|done| done.value().to_string());
        outcome.unwrap_or_else(|error| format!("{} {}..{}", error.code, error.span.start, error.span.end))
    }

    #[test]
    fn names_of_the_book() {
        assert_eq!(value("price['big', 'output']"), "9");
        assert_eq!(value("images['sd', 4] + images['sd', 4.5]"), "45");
        assert_eq!(value("images['hd', seconds]"), "40");
        assert_eq!(value("graduated(1500, calls)"), "15");
        assert_eq!(value("volume(1500, calls)"), "7.5");
        assert_eq!(value("article(words: 1200) * 2"), "6");
        assert_eq!(value("article(style: 'creative')"), "3");
        assert_eq!(value("post(pictures: 2)"), "6");
    }

    #[test]
    fn a_default_of_none_hands_on_the_callers_input() {
        assert_eq!(value("member_price()"), "1");
        assert_eq!(value("member_price(plan: 'none')"), "2");
    }

    #[test]
    fn an_error_inside_a_feature_names_it() {
        let formula = Formula::parse("nested_ratio()").unwrap();
        let error = evaluate(&formula, &Inputs::new(), &Book::sample()).unwrap_err();
        assert_eq!((error.code, error.feature.as_deref()), ("division_by_zero", Some("ratio")));
    }

    #[test]
    fn runaway_calls_end() {
        assert_eq!(value("loop_a()"), "feature_calls_too_deep 0..8");
        let wide = Formula::parse("wide_5()").unwrap();
        let error = evaluate(&wide, &inputs(), &Book::sample()).unwrap_err();
        assert_eq!(error.code, "evaluation_too_large");
    }

    #[test]
    fn the_deepest_formula_fits_a_small_stack() {
        let run = || {
            let outcome = evaluate(&Formula::parse("1 + deep_7()").unwrap(), &inputs(), &Book::sample())
                .map(|done| (done.value(), done.working().parts.len()));
            assert_eq!(outcome.unwrap(), (Fraction::from_int(8), 1));
        };
        std::thread::Builder::new().stack_size(1 << 21).spawn(run).unwrap().join().unwrap();
    }
}
