//! Whether a formula can only rise with its numbers.

use super::names::Names;
use super::tree::{Formula, Function, Kind, Node, Scheme, Term};
use crate::num::Decimal;

/// Whether a formula is proved never to fall, nor to go below 0, while its numbers rise from 0 and choices and toggles stay;
/// `is_number` says which inputs are numbers.
///
/// Sums and products of such parts are, and what rounds them, takes the larger or the smaller, or prices them slice by
/// slice; so is a choice between two of them by a condition that no number enters. Nothing else is looked into:
/// subtraction, comparison of numbers, tables, volume tiers and other features may fall.
pub fn rises(formula: &Formula, names: &dyn Names, is_number: &dyn Fn(&str) -> bool) -> bool {
    Rises { names, is_number }.node(&formula.root)
}

struct Rises<'n> {
    names: &'n dyn Names,
    is_number: &'n dyn Fn(&str) -> bool,
}

impl Rises<'_> {
    fn node(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Number(number) => !number.is_negative(),
            Kind::Input(name) => (self.is_number)(name),
            Kind::Sum(terms) => terms.iter().all(|term| !term.inverse && self.node(&term.node)),
            Kind::Product(terms) => terms.iter().all(|term| self.factor(term)),
            Kind::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                self.stays(condition) && self.node(yes) && self.node(no)
            }
            Kind::Call(function, arguments) => self.call(*function, arguments),
            Kind::Tiered(Scheme::Graduated, quantity, tiers) => {
                let is_dear = |number: Decimal| !number.is_negative();
                let rows = self.names.tiers(&tiers.text).map(|tiers| tiers.rows());
                self.node(quantity)
                    && rows.is_some_and(|rows| {
                        rows.iter().all(|row| {
                            is_dear(row.unit) && is_dear(row.flat) && row.at_most.is_none_or(is_dear)
                        })
                    })
            }
            _ => false,
        }
    }

    /// A factor that rises, or a positive number that is divided by.
    fn factor(&self, term: &Term) -> bool {
        match (term.inverse, &term.node.kind) {
            (true, Kind::Number(number)) => *number > Decimal::ZERO,
            (true, _) => false,
            (false, _) => self.node(&term.node),
        }
    }

    fn call(&self, function: Function, arguments: &[Node]) -> bool {
        match function {
            Function::Min | Function::Max => arguments.iter().all(|argument| self.node(argument)),
            Function::Ceil | Function::Floor | Function::Round | Function::RoundEven | Function::Blocks => {
                let mut arguments = arguments.iter();
                let is_step =
                    |step: &Node| matches!(&step.kind, Kind::Number(number) if *number > Decimal::ZERO);
                arguments.next().is_some_and(|first| self.node(first)) && arguments.all(is_step)
            }
            Function::Clamp | Function::Abs => false,
        }
    }

    /// Whether no number enters.
    fn stays(&self, node: &Node) -> bool {
        let mut stays = true;
        node.visit(&mut |node| {
            stays &= match &node.kind {
                Kind::Input(name) => !(self.is_number)(name),
                Kind::Feature(..) => false,
                _ => true,
            }
        });
        stays
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::{Feature, NameKind, Table, Tier, Tiers};

    struct Tables(Tiers);

    impl Names for Tables {
        fn table(&self, _: &str) -> Option<&Table> {
            None
        }

        fn tiers(&self, _: &str) -> Option<&Tiers> {
            Some(&self.0)
        }

        fn feature(&self, _: &str) -> Option<Feature<'_>> {
            None
        }

        fn known(&self, _: NameKind) -> Vec<&str> {
            Vec::new()
        }
    }

    fn is_rising(text: &str, unit: i64) -> bool {
        let row = Tier {
            end: None,
            unit: Decimal::from_int(unit),
            flat: Decimal::ZERO,
            block: None,
            at_most: None,
        };
        let tables = Tables(Tiers::new(vec![row], false).unwrap());
        rises(&Formula::parse(text).unwrap(), &tables, &|name| name != "fast")
    }

    #[test]
    fn what_can_fall_is_not_said_to_rise() {
        let rising = [
            "words",
            "words / 1000 + 2 * files",
            "graduated(floor(files + words / 2, 10), t)",
            "max(1, blocks(words, 500)) * min(files, 3)",
            "if(fast, 0, 13 * round(words))",
        ];
        for text in rising {
            assert!(is_rising(text, 1), "{text}");
        }
        let others = [
            "10 - words",
            "-words",
            "words * (2 - 3)",
            "1 / words",
            "words / (1 - 2)",
            "volume(words, t)",
            "if(words > 3, 1, words)",
            "words < 3",
            "rate[fast]",
            "fast",
            "ceil(words, files)",
            "clamp(words, 5, 1)",
        ];
        for text in others {
            assert!(!is_rising(text, 1), "{text}");
        }
        assert!(!is_rising("graduated(words, t)", -1));
    }
}
