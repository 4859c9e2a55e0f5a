//! Which kinds of value a part of a formula can have, known before any input has a value.

use super::tree::{Comparison, Kind, Node};

/// The kind of a node's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Class<'a> {
    Number,
    /// A comparison or a toggle: a condition that also counts 0 or 1.
    Condition,
    /// One of these choices.
    Choice(Vec<&'a str>),
    /// At fault already; says nothing more, so that one fault is not reported twice.
    Unknown,
}

impl<'a> Class<'a> {
    /// What an `if` with these two branches gives; `None` when they do not fit together.
    pub fn either(self, other: Class<'a>) -> Option<Class<'a>> {
        Some(match (self, other) {
            (Class::Unknown, _) | (_, Class::Unknown) => Class::Unknown,
            (Class::Choice(mut ids), Class::Choice(others)) => {
                ids.extend(others);
                ids.sort_unstable();
                ids.dedup();
                Class::Choice(ids)
            }
            (Class::Choice(_), _) | (_, Class::Choice(_)) => return None,
            (Class::Condition, Class::Condition) => Class::Condition,
            (Class::Number | Class::Condition, Class::Number | Class::Condition) => Class::Number,
        })
    }
}

/// What a condition says about a choice input where it is known to hold or not to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fact<'a> {
    pub input: &'a str,
    pub id: &'a str,
    pub is: bool,
}

impl Fact<'_> {
    pub fn allows(&self, input: &str, id: &str) -> bool {
        self.input != input || (self.id == id) == self.is
    }
}

/// The facts that follow from a condition that `holds` or not, so that
/// `if(model == "old", 5, price[model])` needs no row for the old model.
pub(super) fn facts<'a>(condition: &'a Node, holds: bool, found: &mut Vec<Fact<'a>>) {
    match &condition.kind {
        Kind::Not(inner) => facts(inner, !holds, found),
        Kind::All(operands) if holds => operands.iter().for_each(|operand| facts(operand, true, found)),
        Kind::Any(operands) if !holds => operands.iter().for_each(|operand| facts(operand, false, found)),
        Kind::Compare(comparison, sides) if !comparison.is_order() => {
            let [left, right] = sides.as_ref();
            if let (Kind::Input(input), Kind::Text(id)) | (Kind::Text(id), Kind::Input(input)) =
                (&left.kind, &right.kind)
            {
                found.push(Fact { input, id, is: holds == (*comparison == Comparison::Equal) });
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::Formula;

    #[track_caller]
    fn found(condition: &str, holds: bool) -> Vec<String> {
        let formula = Formula::parse(condition).unwrap();
        let mut found = Vec::new();
        facts(&formula.root, holds, &mut found);
        found.iter().map(|fact| format!("{} {} {}", fact.input, fact.is, fact.id)).collect()
    }

    #[test]
    fn conditions_narrow_choices() {
        assert_eq!(found("m == 'a'", true), ["m true a"]);
        assert_eq!(found("m == 'a'", false), ["m false a"]);
        assert_eq!(found("not ('a' != m)", true), ["m true a"]);
        assert_eq!(found("m != 'a' and n == 'b' and x > 3", true), ["m false a", "n true b"]);
        assert_eq!(found("m == 'a' and n == 'b'", false), Vec::<String>::new());
        assert_eq!(found("m == 'a' or n == 'b'", false), ["m false a", "n false b"]);
        assert_eq!(found("m == 'a' or n == 'b'", true), Vec::<String>::new());
    }

    #[test]
    fn a_fact_speaks_of_its_own_input_only() {
        let fact = Fact { input: "m", id: "a", is: false };
        assert!(!fact.allows("m", "a") && fact.allows("m", "b") && fact.allows("n", "a"));
    }

    #[test]
    fn branches_join() {
        let joined = Class::Choice(vec!["b"]).either(Class::Choice(vec!["a", "b"]));
        assert_eq!(joined, Some(Class::Choice(vec!["a", "b"])));
        assert_eq!(Class::Number.either(Class::Choice(vec!["a"])), None);
        assert_eq!(Class::Number.either(Class::Condition), Some(Class::Number));
        assert_eq!(Class::Choice(vec![]).either(Class::Unknown), Some(Class::Unknown));
    }
}
