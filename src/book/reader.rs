//! From the price book's text to typed values, collecting every fault with its place.
//!
//! The JSON itself is parsed by `jsonc-parser`, which keeps the byte range of every value; comments and the
//! other liberties it can take are switched off. [`Decode`] then reads one type from one value. A value that
//! cannot be read leaves a fault behind and the reading of its neighbours goes on.

use std::collections::HashSet;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::fault::{Fault, Severity};
use crate::rate::nearest;

/// Limits on a price book's text; beyond them it is refused with the fault named.
pub mod limit {
    /// Bytes of a price book's text (`book_too_large`).
    pub const BYTES: usize = 1_048_576;
    /// Faults reported at once; more are counted in one last fault (`too_many_faults`).
    pub const FAULTS: usize = 200;
    /// Elements of one list or entries of one object (`too_many_entries`).
    pub const ENTRIES: usize = 2_000;
}

/// Where a value stands in the price book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Path with indices, e.g. `offers[1].grants[0]`.
    pub path: String,
    /// Byte offset of the value in the text.
    pub at: usize,
}

impl Place {
    /// The place of a member of the value that stands here.
    pub fn member(&self, name: &str) -> Place {
        Place { path: join(&self.path, name), at: self.at }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// A value with its place, for checks that come after reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value read.
    pub value: T,
    /// Where it stood.
    pub place: Place,
}

/// Collects faults while a book is read.
pub struct Reader<'t> {
    text: &'t str,
    faults: Vec<(usize, Fault)>,
    /// Place, code and message of every fault: what is checked once a currency or rung is said once.
    noted: HashSet<(usize, String, String)>,
    /// Ids of entries that had faults of their own; references to them are not faults as well.
    broken: HashSet<String>,
}

impl<'t> Reader<'t> {
    /// A reader of `text`, without faults yet.
    pub fn new(text: &'t str) -> Reader<'t> {
        // Some editors begin a file with a byte order mark, which JSON does not know.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Reader { text, faults: Vec::new(), noted: HashSet::new(), broken: HashSet::new() }
    }

    /// Parses the text as strict JSON and reads `T` from it.
    pub fn read<T: Decode>(&mut self) -> Option<T> {
        if self.text.len() > limit::BYTES {
            let size = self.text.len();
            self.fault(
                "book_too_large",
                &Place::default(),
                format!("the price book has {size} bytes"),
                format!("keep it under {} bytes", limit::BYTES),
            );
            return None;
        }
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        match parse_to_ast(self.text, &CollectOptions::default(), &strict) {
            Ok(parsed) => match parsed.value {
                Some(value) => T::decode(&value, &Place { path: String::new(), at: value.start() }, self),
                None => {
                    self.fault(
                        "not_json",
                        &Place::default(),
                        "the text is empty",
                        "write a JSON object: { \"format\": \"price-book/1\", ... }",
                    );
                    None
                }
            },
            Err(error) => {
                let place = Place { path: String::new(), at: error.range().start };
                let message = error.kind().to_string();
                self.fault(
                    "not_json",
                    &place,
                    format!("this is not JSON: {}", lower_first(&message)),
                    "mend the JSON at this place",
                );
                None
            }
        }
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
        if !self.noted.insert((place.at, code.to_owned(), message.clone())) {
            return;
        }
        self.faults.push((
            place.at,
            Fault {
                code: code.to_owned(),
                severity,
                path: place.path.clone(),
                line: None,
                column: None,
                message,
                fix,
            },
        ));
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
        let raw = self.text.get(place.at.saturating_add(1)..).unwrap_or_default();
        let mut read = 0_usize;
        let mut letters = raw.char_indices();
        while read < offset {
            let Some((_, letter)) = letters.next() else { break };
            let mut width = letter.len_utf8();
            if letter == '\\' && letters.next().is_some_and(|(_, escaped)| escaped == 'u') {
                width = 3;
                for _ in 0..4 {
                    letters.next();
                }
            }
            read = read.saturating_add(width);
        }
        let skipped = letters.next().map_or(raw.len(), |(index, _)| index);
        Place { path: place.path.clone(), at: place.at.saturating_add(1).saturating_add(skipped) }
    }

    /// Whether something inside the value at a path is at fault.
    pub fn has_fault_under(&self, path: &str) -> bool {
        self.faults.iter().any(|(_, fault)| fault.path.starts_with(path))
    }

    /// Whether any error was noted.
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(|(_, fault)| fault.severity == Severity::Error)
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
        let fix = match nearest(name, known.clone()) {
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
        self.faults.sort_by_key(|(at, _)| *at);
        let total = self.faults.len();
        let text = self.text;
        let mut lines = LineCounter::new(text);
        let mut faults: Vec<Fault> = self
            .faults
            .into_iter()
            .take(limit::FAULTS)
            .map(|(at, fault)| {
                let (line, column) = lines.position(at);
                Fault { line: Some(line), column: Some(column), ..fault }
            })
            .collect();
        if let Some(more) = total.checked_sub(limit::FAULTS).filter(|more| *more > 0) {
            faults.push(Fault {
                code: "too_many_faults".to_owned(),
                severity: Severity::Error,
                path: String::new(),
                line: None,
                column: None,
                message: format!("{more} more faults are not listed"),
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
            if !known.contains(&name) {
                let at = Place { path: join(&place.path, name), at: property.start() };
                let fix = match nearest(name, known.iter().copied()) {
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

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Turns rising byte offsets into lines and columns in one pass.
struct LineCounter<'t> {
    rest: std::iter::Peekable<std::str::CharIndices<'t>>,
    line: u32,
    column: u32,
}

impl<'t> LineCounter<'t> {
    fn new(text: &'t str) -> LineCounter<'t> {
        LineCounter { rest: text.char_indices().peekable(), line: 1, column: 1 }
    }

    fn position(&mut self, at: usize) -> (u32, u32) {
        while let Some((_, letter)) = self.rest.next_if(|(index, _)| *index < at) {
            if letter == '\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        (self.line, self.column)
    }
}

/// A type that can be read from a JSON value.
pub trait Decode: Sized {
    /// Reads a value; `None` after at least one fault was noted.
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self>;

    /// What a missing member means; `None` where it is required.
    fn absent() -> Option<Self> {
        None
    }

    /// What to go on with when a member could not be read; `None` where its record cannot.
    fn unread() -> Option<Self> {
        None
    }
}

/// A member whose faults do not hide those of its neighbours: nothing when it could not be read.
#[derive(Debug, Clone)]
pub struct Lenient<T>(
    /// What was read.
    pub Option<T>,
);

impl<T: Decode> Decode for Lenient<T> {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        Some(Lenient(T::decode(value, place, reader)))
    }

    fn absent() -> Option<Self> {
        T::absent().map(|absent| Lenient(Some(absent)))
    }

    fn unread() -> Option<Self> {
        Some(Lenient(None))
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        T::decode(value, place, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// A list; elements with faults are left out of it, their ids remembered. A missing list is empty.
impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let Value::Array(array) = value else {
            reader.wrong_type(value, place, "a list [ ... ]");
            return None;
        };
        if array.elements.len() > limit::ENTRIES {
            reader.too_many(place, array.elements.len());
            return None;
        }
        let mut read = Vec::new();
        for (index, element) in array.elements.iter().enumerate() {
            let at = Place { path: format!("{}[{index}]", place.path), at: element.start() };
            match T::decode(element, &at, reader) {
                Some(item) => read.push(item),
                None => reader.mark_broken(element),
            }
        }
        Some(read)
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

/// An object whose keys are names of the book, in the order written. A missing one is empty.
#[derive(Debug, Clone)]
pub struct Entries<T>(
    /// Keys, where they stand, and their values.
    pub Vec<(Placed<String>, T)>,
);

impl<T: Decode> Decode for Entries<T> {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let object = reader.any_object(value, place)?;
        let mut read = Vec::new();
        for property in &object.properties {
            let name = property.name.as_str().to_owned();
            let path = join(&place.path, &name);
            let item =
                T::decode(&property.value, &Place { path: path.clone(), at: property.value.start() }, reader);
            match item {
                Some(item) => {
                    read.push((Placed { value: name, place: Place { path, at: property.start() } }, item))
                }
                None => {
                    reader.broken.insert(name);
                }
            }
        }
        Some(Entries(read))
    }

    fn absent() -> Option<Self> {
        Some(Entries(Vec::new()))
    }
}

impl<T: Decode> Decode for Placed<T> {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        T::decode(value, place, reader).map(|value| Placed { value, place: place.clone() })
    }
}

impl Decode for String {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::StringLit(text) => Some(text.value.to_string()),
            _ => {
                reader.wrong_type(value, place, "a text in quotes");
                None
            }
        }
    }
}

impl Decode for bool {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::BooleanLit(literal) => Some(literal.value),
            _ => {
                reader.wrong_type(value, place, "true or false");
                None
            }
        }
    }
}

/// A field's name as the book writes it: without what Rust needs before a word of its own, as in `r#type`.
pub(super) fn plain(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// Declares a record of the price book: a struct whose fields are read from members of the same name. With `placed`
/// before the name it also keeps where it stands.
macro_rules! record {
    ($(#[$about:meta])* placed $name:ident { $($(#[$field_about:meta])* $field:ident: $type:ty),* $(,)? }) => {
        record! {
            @declare $(#[$about])* $name [
                /// Where the record stands in the book.
                place: $crate::book::reader::Place = |place: &$crate::book::reader::Place| place.clone()
            ] { $($(#[$field_about])* $field: $type),* }
        }
    };
    (
        @declare $(#[$about:meta])* $name:ident [$($(#[$place_about:meta])* $place:ident: $place_type:ty = $of:expr)?]
        { $($(#[$field_about:meta])* $field:ident: $type:ty),* }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[$place_about])* pub $place: $place_type,)?
            $($(#[$field_about])* pub $field: $type,)*
        }

        impl $crate::book::reader::Decode for $name {
            fn decode(
                value: &jsonc_parser::ast::Value,
                at: &$crate::book::reader::Place,
                reader: &mut $crate::book::reader::Reader,
            ) -> Option<Self> {
                let object = reader.object(value, at, &[$($crate::book::reader::plain(stringify!($field))),*])?;
                $(let $field = reader.member::<$type>(object, $crate::book::reader::plain(stringify!($field)), at);)*
                Some($name { $($place: ($of)(at),)? $($field: $field?,)* })
            }
        }
    };
    ($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $type:ty),* $(,)? }) => {
        record! { @declare $(#[$about])* $name [] { $($(#[$field_about])* $field: $type),* } }
    };
}
pub(super) use record;
