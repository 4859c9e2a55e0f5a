//! The check of what the price book names: tables, tier tables and other features.

use super::check::{Checker, constant};
use super::fault::Span;
use super::kinds::Class;
use super::names::InputKind;
use super::nearest::nearest;
use super::tree::{Argument, Kind, Name, Node};
use super::unknown::{Use, listed, listed_of};
use crate::num::Fraction;

/// Faults of one formula after which its lookups are not checked for missing rows: to count these takes a look at the
/// whole table, and so many faults say enough.
const ENOUGH: usize = 20;

impl<'a> Checker<'a> {
    pub(super) fn tiered(&mut self, quantity: &'a Node, tiers: &Name) {
        self.number(quantity);
        if self.names.tiers(&tiers.text).is_none() {
            self.unknown(Use::Tiers, &tiers.text, tiers.span, &[]);
        }
    }

    /// The ids a node can have where it stands, or `None` when it is no choice (which is then a fault).
    fn ids(&mut self, node: &'a Node, choices: &[&str]) -> Option<Vec<&'a str>> {
        match self.class(node, choices) {
            Class::Unknown => None,
            Class::Choice(mut ids) => {
                if let Kind::Input(name) = &node.kind {
                    ids.retain(|id| self.facts.iter().all(|fact| fact.allows(name, id)));
                }
                Some(ids)
            }
            Class::Number | Class::Condition => {
                let what = "a choice is needed here, and this is a number";
                self.fault(
                    "text_expected",
                    node.span,
                    what,
                    "use an input with choices, or a choice in quotes",
                );
                None
            }
        }
    }

    /// The keys that an index may be one of without its quotes; none where its name is known.
    fn meant<'k>(&self, index: &Node, keys: &'k [String]) -> Vec<&'k str> {
        match &index.kind {
            Kind::Text(_) => Vec::new(),
            Kind::Input(name) if self.input(name).is_some() => Vec::new(),
            _ => keys.iter().map(String::as_str).collect(),
        }
    }

    pub(super) fn lookup(&mut self, name: &str, indexes: &'a [Node], span: Span) {
        let Some(table) = self.names.table(name) else {
            self.unknown(Use::Table, name, name_span(name, span), &[]);
            return indexes.iter().for_each(|index| {
                self.class(index, &[]);
            });
        };
        let ids: Vec<_> = indexes
            .iter()
            .enumerate()
            .map(|(dimension, index)| match table.is_by_number(dimension) {
                true => {
                    self.number(index);
                    Some(Vec::new())
                }
                false => self.ids(index, &self.meant(index, table.keys(dimension))),
            })
            .collect();
        if indexes.len() != table.depth() {
            let what = format!("table `{name}` is looked up by {}, not by {}", table.depth(), indexes.len());
            let kinds = (0..table.depth()).map(|at| if table.is_by_number(at) { "number" } else { "choice" });
            let kinds = kinds.collect::<Vec<_>>().join(", ");
            return self.fault("wrong_index_count", span, what, format!("write {name}[{kinds}]"));
        }
        let Some(ids) = ids.into_iter().collect::<Option<Vec<_>>>() else { return };
        if self.faults_noted() >= ENOUGH {
            return;
        }
        let Some(missing) = table.missing(&ids) else { return };
        let what = format!("table `{name}` has no row for {}", listed_of(&missing.first, missing.count));
        let fix = match (missing.first.as_slice(), indexes) {
            ([only], [Node { kind: Kind::Text(_), .. }]) => {
                nearest(only, table.keys(0).iter().map(String::as_str))
            }
            _ => None,
        };
        let fix = fix.map_or_else(|| "add the row".to_owned(), |near| format!("did you mean \"{near}\"?"));
        self.fault("missing_row", span, what, fix);
    }

    pub(super) fn feature(&mut self, name: &str, arguments: &'a [Argument], span: Span) {
        let Some(feature) = self.names.feature(name) else {
            self.unknown(Use::Feature, name, name_span(name, span), &[]);
            return arguments.iter().for_each(|argument| {
                self.class(&argument.node, &[]);
            });
        };
        for argument in arguments {
            match feature.inputs.iter().find(|input| input.name == argument.name.text) {
                Some(input) => self.argument(&input.kind, &argument.node),
                None => {
                    self.class(&argument.node, &[]);
                    let known: Vec<_> = feature.inputs.iter().map(|input| input.name).collect();
                    let near = nearest(&argument.name.text, known.iter().copied());
                    let fix = match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None if known.is_empty() => "remove it".to_owned(),
                        None => format!("write one of {}", listed(&known)),
                    };
                    let what = format!("feature `{name}` has no input `{}`", argument.name.text);
                    self.fault("unknown_feature_input", argument.name.span, what, fix);
                }
            }
        }
        for input in feature.inputs.iter().filter(|input| input.default.is_none()) {
            let given = arguments.iter().any(|argument| argument.name.text == input.name);
            if !given && self.input(input.name).is_none_or(|own| !input.kind.accepts_all_of(&own.kind)) {
                let what = format!("feature `{name}` needs its input `{}`", input.name);
                self.fault("missing_input", span, what, format!("write {name}({}: ...)", input.name));
            }
        }
    }

    fn argument(&mut self, kind: &InputKind<'_>, node: &'a Node) {
        match kind {
            InputKind::Number => self.number(node),
            InputKind::Toggle => {
                let number = constant(node);
                if number != Some(Fraction::ZERO) && number != Some(Fraction::ONE) {
                    self.conditions(std::slice::from_ref(node));
                }
            }
            InputKind::Choice(choices) => {
                let ids = self.ids(node, choices).unwrap_or_default();
                if let Some(id) = ids.into_iter().find(|id| !choices.contains(id)) {
                    self.unknown_choice(id, choices, node.span);
                }
            }
        }
    }
}

/// Where the name stands at the beginning of a lookup or call.
fn name_span(name: &str, whole: Span) -> Span {
    Span::new(whole.start, whole.start.saturating_add(name.len()))
}

#[cfg(test)]
mod tests {
    use crate::rate::sample::{Book, kinds, number};
    use crate::rate::{Formula, check};

    #[track_caller]
    fn finds(text: &str, code: &str, at: &str, fix: &str) {
        let formula = Formula::parse(text).unwrap();
        let faults = check(&formula, &kinds(), &Book::sample());
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.code, &text[fault.span.start..fault.span.end], fault.fix.as_str()))
            .collect();
        assert_eq!(found, [(code, at, fix)], "{text}");
    }

    #[test]
    fn tables_need_every_row_their_inputs_can_ask_for() {
        finds(
            "price[model, 'input', 'x']",
            "wrong_index_count",
            "price[model, 'input', 'x']",
            "write price[choice, choice]",
        );
        finds("price[model, 'output']", "missing_row", "price[model, 'output']", "add the row");
        finds("resolution['hdd']", "missing_row", "resolution['hdd']", "did you mean \"hd\"?");
        finds("resolution[model]", "missing_row", "resolution[model]", "add the row");
        finds("resolution[hd]", "unknown_input", "hd", "put a choice in quotes: \"hd\"");
        let fix = "use an input with choices, or a choice in quotes";
        finds("resolution[seconds]", "text_expected", "seconds", fix);
        finds("resolutoin[quality]", "unknown_table", "resolutoin", "did you mean `resolution`?");
        let text = "price[model, 'output']";
        let faults = check(&Formula::parse(text).unwrap(), &kinds(), &Book::sample());
        assert_eq!(faults[0].message, "table `price` has no row for `small, output`");
    }

    #[test]
    fn a_dimension_is_by_choice_or_by_number() {
        let number = "look a number up by it: table[choice]";
        finds("images[quality, quality]", "number_expected", "quality", number);
        let choice = "use an input with choices, or a choice in quotes";
        finds("images[seconds, seconds]", "text_expected", "seconds", choice);
        finds("images[quality]", "wrong_index_count", "images[quality]", "write images[choice, number]");
        finds("images['4k', seconds]", "missing_row", "images['4k', seconds]", "add the row");
        let sound = "images[quality, seconds * 2] + images['hd', green_screen]";
        assert_eq!(check(&Formula::parse(sound).unwrap(), &kinds(), &Book::sample()), []);
    }

    #[test]
    fn conditions_around_a_lookup_count() {
        let sound = "if(model != 'small', price[model, 'output'], price[model, 'input'])";
        assert_eq!(check(&Formula::parse(sound).unwrap(), &kinds(), &Book::sample()), []);
        let turned = "if(model == 'small', price[model, 'output'], 1)";
        finds(turned, "missing_row", "price[model, 'output']", "add the row");
        let otherwise = "if(model == 'big', 1, price[model, 'output'])";
        finds(otherwise, "missing_row", "price[model, 'output']", "add the row");
        let after = "if(model == 'small', 1, 2) + price[model, 'output']";
        finds(after, "missing_row", "price[model, 'output']", "add the row");
    }

    #[test]
    fn features_take_their_own_inputs() {
        finds("artikle()", "unknown_feature", "artikle", "did you mean `article`?");
        finds("article(wrds: 1)", "unknown_feature_input", "wrds", "did you mean `words`?");
        finds("picture(words: 1)", "unknown_feature_input", "words", "remove it");
        finds("article(style: 'create')", "unknown_choice", "'create'", "did you mean \"creative\"?");
        finds("article(style: quality)", "unknown_choice", "quality", "write one of `standard`, `creative`");
        finds(
            "article(words: quality)",
            "number_expected",
            "quality",
            "look a number up by it: table[choice]",
        );
        finds("volume(seconds, call)", "unknown_tiers", "call", "did you mean `calls`?");
        let formula = Formula::parse("member_price()").unwrap();
        for own in [vec![], vec![number("plan", 1)]] {
            assert_eq!(check(&formula, &own, &Book::sample())[0].code, "missing_input");
        }
    }
}
