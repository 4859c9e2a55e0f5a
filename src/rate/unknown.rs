//! Names that mean nothing: what was probably meant.

use super::fault::{FormulaFault, Span};
use super::names::{Input, NameKind, Names};
use super::nearest::nearest;

/// What a name was used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Input,
    Table,
    Tiers,
    Feature,
}

const USES: [Use; 4] = [Use::Input, Use::Table, Use::Tiers, Use::Feature];

impl Use {
    fn code(self) -> &'static str {
        match self {
            Use::Input => "unknown_input",
            Use::Table => "unknown_table",
            Use::Tiers => "unknown_tiers",
            Use::Feature => "unknown_feature",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Use::Input => "input",
            Use::Table => "table",
            Use::Tiers => "tier table",
            Use::Feature => "feature",
        }
    }

    fn example(self, name: &str) -> String {
        match self {
            Use::Input => format!("write `{name}` alone"),
            Use::Table => format!("look it up: {name}[choice]"),
            Use::Tiers => format!("apply it: graduated(x, {name}) or volume(x, {name})"),
            Use::Feature => format!("call it: {name}()"),
        }
    }

    fn known<'a>(self, inputs: &[Input<'a>], names: &'a dyn Names) -> Vec<&'a str> {
        match self {
            Use::Input => inputs.iter().map(|input| input.name).collect(),
            Use::Table => names.known(NameKind::Table),
            Use::Tiers => names.known(NameKind::Tiers),
            Use::Feature => names.known(NameKind::Feature),
        }
    }
}

/// The fault of a name that is not known as what it is used as. `choices` are the ids that would make sense in
/// its place if it was meant as a choice without its quotes.
pub(super) fn unknown_name(
    used_as: Use,
    name: &str,
    span: Span,
    choices: &[&str],
    inputs: &[Input<'_>],
    names: &dyn Names,
) -> FormulaFault {
    let fault = |message: String, fix: String| FormulaFault::new(used_as.code(), span, message, fix);
    let unknown = format!("unknown {} `{name}`", used_as.noun());
    if choices.contains(&name) {
        return fault(unknown, format!("put a choice in quotes: \"{name}\""));
    }
    if let Some(other) = USES.into_iter().find(|other| other.known(inputs, names).contains(&name)) {
        let message = format!("`{name}` is {}, not {}", article(other.noun()), article(used_as.noun()));
        return fault(message, other.example(name));
    }
    let known = used_as.known(inputs, names);
    if let Some(near) = nearest(name, known.iter().copied()) {
        return fault(unknown, format!("did you mean `{near}`?"));
    }
    let fix = if known.is_empty() {
        format!("there is no {} here; add one", used_as.noun())
    } else {
        format!("write one of {}", listed(&known))
    };
    fault(unknown, fix)
}

fn article(noun: &str) -> String {
    format!("{} {noun}", if noun.starts_with('i') { "an" } else { "a" })
}

/// How many names a list shows.
pub(super) const SHOWN: usize = 5;

/// The first few names, and how many more there are.
pub(super) fn listed(names: &[impl AsRef<str>]) -> String {
    listed_of(names, names.len())
}

/// The first few names of so many, and how many more there are.
pub(super) fn listed_of(names: &[impl AsRef<str>], count: usize) -> String {
    let mut shown: Vec<String> =
        names.iter().take(SHOWN).map(|name| format!("`{}`", name.as_ref())).collect();
    let more = count.saturating_sub(SHOWN);
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::sample::{Book, kinds};

    #[track_caller]
    fn says(used_as: Use, name: &str, choices: &[&str], message: &str, fix: &str) {
        let fault = unknown_name(used_as, name, Span::default(), choices, &kinds(), &Book::sample());
        assert_eq!((fault.message.as_str(), fault.fix.as_str()), (message, fix));
    }

    #[test]
    fn says_what_was_meant() {
        says(Use::Table, "resoluton", &[], "unknown table `resoluton`", "did you mean `resolution`?");
        says(Use::Input, "big", &["big"], "unknown input `big`", "put a choice in quotes: \"big\"");
        let lookup = "look it up: resolution[choice]";
        says(Use::Input, "resolution", &[], "`resolution` is a table, not an input", lookup);
        says(Use::Table, "seconds", &[], "`seconds` is an input, not a table", "write `seconds` alone");
        says(Use::Tiers, "volumes", &[], "unknown tier table `volumes`", "write one of `calls`, `metered`");
    }

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(listed(&["a", "b"]), "`a`, `b`");
        assert_eq!(listed(&["a", "b", "c", "d", "e", "f", "g"]), "`a`, `b`, `c`, `d`, `e`, 2 more");
    }
}
