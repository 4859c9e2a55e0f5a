//! From the price book's text to typed values, collecting every fault with its place.
//!
//! The JSON itself is parsed by `jsonc-parser`, which keeps the byte range of every value; comments and the
//! other liberties it can take are switched off. [`Decode`] then reads one type from one value. A value that
//! cannot be read leaves a fault behind and the reading of its neighbours goes on.

mod decode;
mod forms;
mod json;
mod place;
mod position;
mod record;

use std::collections::HashSet;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use super::fault::{Fault, Severity};
use crate::rate::nearest;
pub use decode::{Decode, Entries, Lenient};
pub(super) use forms::forms;
use place::join;
pub use place::{Place, Placed};
use position::{LineCounter, written_length};
pub(super) use record::{plain, record};

/// Limits on a price book's text; beyond them it is refused with the fault named.
pub mod limit {
    /// Bytes of a price book's text (`book_too_large`).
    pub const BYTES: usize = 1_048_576;
    /// Lists and objects one inside the other (`too_deep`).
    pub const DEPTH: usize = 64;
    /// Bytes of one text (`text_too_long`).
    pub const TEXT: usize = 10_000;
    /// Bytes of the name of one member (`name_too_long`).
    pub const NAME: usize = 200;
    /// Faults reported at once; one last fault says that there may be more (`too_many_faults`).
    pub const FAULTS: usize = 200;
    /// Elements of one list or entries of one object (`too_many_entries`).
    pub const ENTRIES: usize = 2_000;
}

/// The member by which editors find the JSON Schema; it says nothing about the book, whose outermost object may have it.
pub const SCHEMA: &str = "$schema";

/// Collects faults while a book is read.
pub struct Reader<'t> {
    text: &'t str,
    /// The first faults found, no more than are reported.
    faults: Vec<(usize, Fault)>,
    has_errors: bool,
    /// Ids of entries that had faults of their own; references to them are not faults as well.
    broken: HashSet<String>,
}

impl<'t> Reader<'t> {
    /// A reader of `text`, without faults yet.
    pub fn new(text: &'t str) -> Reader<'t> {
        // Some editors begin a file with a byte order mark, which JSON does not know.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Reader { text, faults: Vec::new(), has_errors: false, broken: HashSet::new() }
    }

    /// Notes an error at a place.
    pub fn fault(&mut self, code: &str, place: &Place, message: impl Into<String>, fix: impl Into<String>) {
        self.note(Severity::Error, code, place, message.into(), fix.into());
    }

    /// Notes a warning at a place.
    pub fn warn(&mut self, code: &str, place: &Place, message: impl Into<String>, fix: impl Into<String>) {
        self.note(Severity::Warning, code, place, message.into(), fix.into());
    }

    fn note(&mut self, severity: Severity, code: &str, place: &Place, message: String, fix: String) {
        self.has_errors |= severity == Severity::Error;
        // What is checked once a currency, say, is said once.
        let is_said =
            |(at, said): &(usize, Fault)| *at == place.at && said.code == code && said.message == message;
        if self.is_full() || self.faults.iter().any(is_said) {
            return;
        }
        let (code, path) = (code.to_owned(), place.path.clone());
        self.faults.push((place.at, Fault { code, severity, path, line: None, column: None, message, fix }));
    }

    /// Whether as many faults were noted as are reported; more are not noted, and need not be looked for.
    pub fn is_full(&self) -> bool {
        self.faults.len() >= limit::FAULTS
    }

    /// Whether an entry with this id had faults of its own.
    pub fn is_broken(&self, id: &str) -> bool {
        self.broken.contains(id)
    }

    /// Remembers that the entry with this id cannot be used.
    pub fn mark_unusable(&mut self, id: &str) {
        self.broken.insert(id.to_owned());
    }

    /// The place of a byte of a text value, given its offset in the text as it reads after JSON's escapes.
    pub fn inside_text(&self, place: &Place, offset: usize) -> Place {
        let first = place.at.saturating_add(1);
        let raw = self.text.get(first..).unwrap_or_default();
        Place { path: place.path.clone(), at: first.saturating_add(written_length(raw, offset)) }
    }

    /// Whether something inside the value at a path is at fault, as far as is known.
    pub fn has_fault_under(&self, path: &str) -> bool {
        self.is_full() || self.faults.iter().any(|(_, fault)| fault.path.starts_with(path))
    }

    /// Whether any error was noted.
    pub fn has_errors(&self) -> bool {
        self.has_errors
    }

    /// A reference to something that does not exist, with the nearest name that does.
    pub fn unknown<'a>(
        &mut self,
        kind: &str,
        name: &str,
        place: &Place,
        known: impl Iterator<Item = &'a str> + Clone,
    ) {
        if self.is_broken(name) {
            return;
        }
        let near = if self.is_full() { None } else { nearest(name, known.clone()) };
        let fix = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let all: Vec<&str> = known.take(12).collect();
                if all.is_empty() {
                    format!("the book has no {kind}")
                } else {
                    format!("use one of: {}", all.join(", "))
                }
            }
        };
        self.fault(
            &format!("unknown_{}", kind.replace(' ', "_")),
            place,
            format!("unknown {kind} `{name}`"),
            fix,
        );
    }

    /// The faults in the order of the text, with lines and columns.
    pub fn into_faults(mut self) -> Vec<Fault> {
        let is_full = self.is_full();
        let severity = if self.has_errors { Severity::Error } else { Severity::Warning };
        self.faults.sort_by_key(|(at, _)| *at);
        let mut lines = LineCounter::new(self.text);
        let listed = self.faults.into_iter().map(|(at, fault)| {
            let (line, column) = lines.position(at);
            Fault { line: Some(line), column: Some(column), ..fault }
        });
        let mut faults: Vec<Fault> = listed.collect();
        if is_full {
            faults.push(Fault {
                code: "too_many_faults".to_owned(),
                severity,
                path: String::new(),
                line: None,
                column: None,
                message: format!("only the first {} faults are listed", limit::FAULTS),
                fix: "mend these first".to_owned(),
            });
        }
        faults
    }

    /// The members of an object; faults for members not in `known` and for repeated ones.
    pub fn object<'v, 'a>(
        &mut self,
        value: &'v Value<'a>,
        place: &Place,
        known: &[&str],
    ) -> Option<&'v Object<'a>> {
        let object = self.any_object(value, place)?;
        for property in &object.properties {
            let name = property.name.as_str();
            if name == SCHEMA && place.path.is_empty() {
                String::decode(
                    &property.value,
                    &Place { at: property.value.start(), ..place.member(name) },
                    self,
                );
            } else if !known.contains(&name) {
                let at = Place { path: join(&place.path, name), at: property.start() };
                let near = if self.is_full() { None } else { nearest(name, known.iter().copied()) };
                let fix = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("allowed here: {}", known.join(", ")),
                };
                self.fault("unknown_field", &at, format!("unknown field `{name}`"), fix);
            }
        }
        Some(object)
    }

    /// The members of an object whose keys are data; faults for repeated keys and too many.
    pub fn any_object<'v, 'a>(&mut self, value: &'v Value<'a>, place: &Place) -> Option<&'v Object<'a>> {
        let Value::Object(object) = value else {
            self.wrong_type(value, place, "an object { ... }");
            return None;
        };
        if object.properties.len() > limit::ENTRIES {
            self.too_many(place, object.properties.len());
            return None;
        }
        if let Some(long) =
            object.properties.iter().find(|property| property.name.as_str().len() > limit::NAME)
        {
            let message = format!("a name here has {} bytes", long.name.as_str().len());
            let at = Place { path: place.path.clone(), at: long.start() };
            self.fault("name_too_long", &at, message, format!("keep it under {} bytes", limit::NAME));
            return None;
        }
        let mut seen = HashSet::new();
        for property in &object.properties {
            let name = property.name.as_str();
            if !seen.insert(name) {
                let at = Place { path: join(&place.path, name), at: property.start() };
                self.fault("repeated_field", &at, format!("`{name}` is given twice"), "keep one of them");
            }
        }
        Some(object)
    }

    /// More elements or entries than [`limit::ENTRIES`].
    pub fn too_many(&mut self, place: &Place, count: usize) {
        self.fault(
            "too_many_entries",
            place,
            format!("{count} entries"),
            format!("keep it to {}", limit::ENTRIES),
        );
    }

    /// A value of another JSON type than the one expected.
    pub fn wrong_type(&mut self, value: &Value, place: &Place, expected: &str) {
        let found = match value {
            Value::StringLit(_) => "a text",
            Value::NumberLit(_) => "a number",
            Value::BooleanLit(_) => "true or false",
            Value::Object(_) => "an object { ... }",
            Value::Array(_) => "a list [ ... ]",
            Value::NullKeyword(_) => "null",
        };
        self.fault("wrong_type", place, format!("found {found}"), format!("write {expected}"));
    }

    /// Reads one named member of an object.
    pub fn member<T: Decode>(&mut self, object: &Object, name: &str, place: &Place) -> Option<T> {
        let path = join(&place.path, name);
        match object.properties.iter().find(|property| property.name.as_str() == name) {
            Some(property) => T::decode(&property.value, &Place { path, at: property.value.start() }, self),
            None => T::absent().or_else(|| {
                self.fault("missing_field", place, format!("`{name}` is missing"), format!("add \"{name}\""));
                T::unread()
            }),
        }
    }

    fn mark_broken(&mut self, value: &Value) {
        if let Value::Object(object) = value
            && let Some(Value::StringLit(id)) = object
                .properties
                .iter()
                .find(|property| property.name.as_str() == "id")
                .map(|property| &property.value)
        {
            self.broken.insert(id.value.to_string());
        }
    }
}
