//! Whether a formula that gives 0 says so on purpose.

use super::evaluate::evaluate;
use super::names::{Inputs, Names, Value};
use super::tree::{Formula, Function, Kind, Node};
use crate::num::Decimal;

impl Formula {
    /// Whether the 0 that the formula gives for these inputs is written down: as `max(0, ...)`, as a branch `0` of an
    /// `if` that was taken, as a toggle that is off and multiplied with, or as a product or sum of such.
    pub fn is_zero_on_purpose(&self, inputs: &Inputs, names: &dyn Names) -> bool {
        Asked { formula: self, inputs, names }.is_meant(&self.root)
    }
}

struct Asked<'a> {
    formula: &'a Formula,
    inputs: &'a Inputs,
    names: &'a dyn Names,
}

impl Asked<'_> {
    fn is_meant(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Number(number) => number.is_zero(),
            Kind::Input(name) => self.inputs.get(name) == Some(&Value::Bool(false)),
            Kind::Call(Function::Max, parts) => {
                parts.iter().any(|part| matches!(&part.kind, Kind::Number(number) if number.is_zero()))
            }
            Kind::If(parts) => {
                let [condition, then, otherwise] = parts.as_ref();
                self.holds(condition).is_some_and(|holds| self.is_meant(if holds { then } else { otherwise }))
            }
            Kind::Product(factors) => factors.iter().any(|factor| {
                !factor.inverse && self.is_zero(&factor.node) == Some(true) && self.is_meant(&factor.node)
            }),
            Kind::Sum(terms) => {
                terms.iter().all(|term| self.is_zero(&term.node) == Some(true) && self.is_meant(&term.node))
            }
            _ => false,
        }
    }

    fn is_zero(&self, node: &Node) -> Option<bool> {
        let part = Formula { root: node.clone(), ..self.formula.clone() };
        evaluate(&part, self.inputs, self.names).ok().map(|done| done.value().is_zero())
    }

    /// Whether a condition holds: conditions count as 0 or 1 in sums.
    fn holds(&self, condition: &Node) -> Option<bool> {
        let number = |number| Node::new(Kind::Number(number), condition.span);
        let parts = [condition.clone(), number(Decimal::ONE), number(Decimal::ZERO)];
        self.is_zero(&Node::new(Kind::If(Box::new(parts)), condition.span)).map(|is_zero| !is_zero)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::Book;
    use super::*;
    use crate::num::Fraction;

    #[test]
    fn a_zero_is_meant_where_it_is_written_down() {
        let mut inputs = Inputs::new();
        inputs.set("none", Value::Number(Fraction::ZERO));
        inputs.set("some", Value::Number(Fraction::ONE));
        inputs.set("off", Value::Bool(false));
        let is_meant =
            |text: &str| Formula::parse(text).unwrap().is_zero_on_purpose(&inputs, &Book::sample());
        for text in [
            "max(0, none - some)",
            "max(0, none - some) * 60 / 3600",
            "if(some > 5, 2, 0)",
            "if(some > 5, 2, max(0, none))",
            "off * some",
            "max(0, none) + if(some == 1, 0, 5)",
        ] {
            assert!(is_meant(text), "{text}");
        }
        for text in
            ["none", "floor(some / 2)", "none * max(0, some)", "if(some > 5, 0, none)", "none + max(0, none)"]
        {
            assert!(!is_meant(text), "{text}");
        }
    }
}
