//! Features that call features: no circles, not too deep, not too much work in all.

use std::collections::BTreeMap;

use super::fault::FormulaFault;
use super::names::Names;
use super::tree::{Formula, Kind, limit};

/// The faults of the features a formula calls, directly or through others. Features that do not exist are
/// left to the check of names.
pub(super) fn check_calls(formula: &Formula, names: &dyn Names) -> Vec<FormulaFault> {
    let mut graph = Graph { names, known: BTreeMap::new(), path: Vec::new() };
    let mut faults: Vec<FormulaFault> = Vec::new();
    formula.root.visit(&mut |node| {
        let Kind::Feature(name, _) = &node.kind else { return };
        graph.path.clear();
        let (code, message, fix) = match graph.measure(name) {
            Ok(cost) if cost.depth <= limit::FEATURE_DEPTH => return,
            Ok(_) => too_deep(name),
            Err(Trouble::TooDeep) => too_deep(name),
            Err(Trouble::Circle(path)) => (
                "feature_cycle",
                format!("features call each other in a circle: {}", path.join(" → ")),
                "write out what one of them costs",
            ),
        };
        if !faults.iter().any(|known| known.message == message) {
            faults.push(FormulaFault::new(code, node.span, message, fix));
        }
    });
    if faults.is_empty() {
        faults.extend(graph.too_much(formula));
    }
    faults
}

/// How many parts one evaluation of a formula reads at most, those of the features it calls included; `None` where they
/// call each other in a circle or too deep.
pub fn parts(formula: &Formula, names: &dyn Names) -> Option<usize> {
    let mut graph = Graph { names, known: BTreeMap::new(), path: Vec::new() };
    graph.below(formula).ok().map(|cost| cost.nodes)
}

fn too_deep(name: &str) -> (&'static str, String, &'static str) {
    let message = format!("`{name}` calls features more than {} deep", limit::FEATURE_DEPTH);
    ("feature_calls_too_deep", message, "call the innermost features directly")
}

/// What calling a feature takes at most.
#[derive(Clone, Copy, Default)]
struct Cost {
    /// Features one inside the other, itself included.
    depth: usize,
    /// Nodes read, those of the features it calls included.
    nodes: usize,
}

enum Trouble {
    Circle(Vec<String>),
    TooDeep,
}

struct Graph<'n> {
    names: &'n dyn Names,
    known: BTreeMap<String, Cost>,
    path: Vec<String>,
}

impl Graph<'_> {
    fn measure(&mut self, name: &str) -> Result<Cost, Trouble> {
        if let Some(cost) = self.known.get(name) {
            return Ok(*cost);
        }
        if let Some(start) = self.path.iter().position(|called| called == name) {
            let mut circle = self.path.split_off(start);
            circle.push(name.to_owned());
            return Err(Trouble::Circle(circle));
        }
        // Also keeps this recursion itself from going deep.
        if self.path.len() > limit::FEATURE_DEPTH {
            return Err(Trouble::TooDeep);
        }
        let Some(feature) = self.names.feature(name) else { return Ok(Cost::default()) };
        self.path.push(name.to_owned());
        let cost = self.below(feature.formula)?;
        self.path.pop();
        let cost = Cost { depth: cost.depth.saturating_add(1), nodes: cost.nodes };
        self.known.insert(name.to_owned(), cost);
        Ok(cost)
    }

    fn below(&mut self, formula: &Formula) -> Result<Cost, Trouble> {
        let mut total = Cost { depth: 0, nodes: formula.nodes };
        let mut called = Vec::new();
        formula.root.visit(&mut |node| {
            if let Kind::Feature(name, _) = &node.kind {
                called.push(name.as_str());
            }
        });
        for name in called {
            let cost = self.measure(name)?;
            total.depth = total.depth.max(cost.depth);
            total.nodes = total.nodes.saturating_add(cost.nodes);
        }
        Ok(total)
    }

    fn too_much(&mut self, formula: &Formula) -> Option<FormulaFault> {
        self.path.clear();
        let nodes = self.below(formula).ok()?.nodes;
        let message = format!(
            "with the features it calls it has {nodes} parts, at most {} are read",
            limit::EVALUATION
        );
        let fault = FormulaFault::new(
            "evaluation_too_large",
            formula.root.span,
            message,
            "call fewer features, or call one feature once and multiply",
        );
        (nodes > limit::EVALUATION).then_some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::sample::Book;

    #[track_caller]
    fn codes(text: &str, expected: &[&str]) -> Vec<FormulaFault> {
        let faults = check_calls(&Formula::parse(text).unwrap(), &Book::sample());
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), expected, "{text}");
        faults
    }

    #[test]
    fn circles_are_named() {
        let faults = codes("1 + loop_a() + loop_a()", &["feature_cycle"]);
        assert!(faults[0].message.ends_with("loop_a → loop_b → loop_a"), "{}", faults[0].message);
    }

    #[test]
    fn depth_counts_features_inside_features() {
        codes("1 + deep_7()", &[]);
        codes("deep_8()", &["feature_calls_too_deep"]);
        codes("deep_first()", &["feature_calls_too_deep"]);
        codes("deep_0() + deep_7() + deep_8()", &["feature_calls_too_deep"]);
    }

    #[test]
    fn work_is_bounded_before_it_is_done() {
        codes("wide_4()", &[]);
        codes("wide_5()", &["evaluation_too_large"]);
        codes("post() + nothing()", &[]);
    }
}
