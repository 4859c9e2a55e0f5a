//! The JSON Schema of price books (draft 2020-12), made of what the types that read them say of themselves.
//!
//! Only tests have it: one writes `www/books/price-book.schema.json` when `UPDATE_TYPES` is set, and compares
//! otherwise. A schema knows shapes, not the rules between constructs; what it lets pass the engine still checks.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::format::{Book, FORMAT};
use super::reader::{Decode, SCHEMA};
use crate::num::Decimal;
use crate::unit::Currency;

const FILE: &str = "www/books/price-book.schema.json";

/// A type with a JSON Schema: whatever [`Decode`] reads as it without a fault satisfies it.
pub(crate) trait Schema {
    /// The schema, or a reference to it among the definitions.
    fn schema(schemas: &mut Schemas) -> Value;
}

/// The definitions that other schemas refer to, by name.
#[derive(Default)]
pub(crate) struct Schemas {
    definitions: BTreeMap<&'static str, Value>,
}

impl Schemas {
    /// Defines a schema once, and refers to it.
    pub(crate) fn define(&mut self, name: &'static str, schema: impl FnOnce(&mut Schemas) -> Value) -> Value {
        if !self.definitions.contains_key(name) {
            // Types that contain themselves meet this while they are being defined.
            self.definitions.insert(name, Value::Null);
            let schema = schema(self);
            self.definitions.insert(name, schema);
        }
        self.reference(name)
    }

    /// Refers to a definition.
    pub(crate) fn reference(&self, name: &str) -> Value {
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

/// The schema of an object with members of its own.
pub(crate) struct Record {
    about: String,
    members: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Record {
    /// A record without members yet; `about` are the lines of its doc comment.
    pub(crate) fn new(about: &[&str]) -> Record {
        Record { about: prose(about), members: Map::new(), required: Vec::new() }
    }

    /// Adds a member, required unless its type says what a missing one means.
    pub(crate) fn member<T: Decode + Schema>(
        &mut self,
        schemas: &mut Schemas,
        name: &'static str,
        about: &[&str],
    ) {
        let mut schema = T::schema(schemas);
        if !about.is_empty() {
            schema["description"] = json!(prose(about));
        }
        self.members.insert(name.to_owned(), schema);
        if T::absent().is_none() {
            self.required.push(name);
        }
    }
}

impl From<Record> for Value {
    fn from(record: Record) -> Value {
        let mut schema = json!({
            "description": record.about,
            "type": "object",
            "properties": record.members,
            "additionalProperties": false,
        });
        if !record.required.is_empty() {
            schema["required"] = json!(record.required);
        }
        schema
    }
}

/// The schema of a choice of words, each with the lines of its doc comment.
pub(crate) fn words(about: &[&str], words: &[(&str, &[&str])]) -> Value {
    let meanings: Vec<String> =
        words.iter().map(|(word, about)| format!("`{word}`: {}", prose(about))).collect();
    json!({
        "description": format!("{} {}", prose(about), meanings.join(" ")),
        "enum": words.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
    })
}

/// The schema of what is written in one of several forms: a word, or one of `others`.
pub(crate) fn forms(about: &[&str], words: &[&str], others: impl IntoIterator<Item = Value>) -> Value {
    let words = Some(json!({ "enum": words })).filter(|_| !words.is_empty());
    let all: Vec<Value> = words.into_iter().chain(others).collect();
    json!({ "description": prose(about), "anyOf": all })
}

/// Lines of a doc comment as one text; links to Rust items, which nobody can follow here, keep their words.
fn prose(lines: &[&str]) -> String {
    let text: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    text.join(" ").trim().replace("[`", "`").replace("`]", "`")
}

/// The schema of the whole file.
fn book() -> Value {
    let mut schemas = Schemas::default();
    Book::schema(&mut schemas);
    let mut book = schemas.definitions.remove("Book").unwrap();
    book["properties"][SCHEMA] =
        json!({ "type": "string", "description": "Where editors find this schema; the engine ignores it." });
    // Plain texts to the reader, since their checks have faults of their own.
    for (member, word) in [("format", json!([FORMAT])), ("currency", json!(currencies()))] {
        let member = &mut book["properties"][member];
        assert_eq!(member["type"], "string");
        member["enum"] = word;
    }
    book["properties"]["currencies"]["items"]["enum"] = json!(currencies());
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Price book",
        "$defs": schemas.definitions,
    });
    schema.as_object_mut().unwrap().append(book.as_object_mut().unwrap());
    schema
}

fn currencies() -> Vec<&'static str> {
    Currency::all().map(Currency::code).collect()
}

#[test]
fn the_json_schema_is_up_to_date() {
    let text = format!("{:#}\n", book());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("UPDATE_TYPES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap() == text, "{FILE} is stale: run `make types`");
}

#[test]
fn forms_are_words_and_types() {
    let about = [" Said."];
    assert_eq!(
        forms(&about, &["a"], [json!(true)]),
        json!({ "description": "Said.", "anyOf": [{ "enum": ["a"] }, true] })
    );
    assert_eq!(forms(&about, &[], [json!(true)]), json!({ "description": "Said.", "anyOf": [true] }));
}

#[test]
fn what_a_missing_member_means_decides_whether_it_is_required() {
    let mut schemas = Schemas::default();
    let mut record = Record::new(&[" Two lines,", " one text with a [`Link`]."]);
    record.member::<Decimal>(&mut schemas, "must", &[" It must."]);
    record.member::<Option<bool>>(&mut schemas, "may", &[" It may."]);
    record.member::<Vec<String>>(&mut schemas, "list", &[" Some."]);
    let schema = Value::from(record);
    assert_eq!(schema["required"], json!(["must"]));
    assert_eq!(schema["description"], "Two lines, one text with a `Link`.");
    assert_eq!(schema["properties"]["must"], json!({ "$ref": "#/$defs/Decimal", "description": "It must." }));
    assert_eq!(schema["properties"]["may"], json!({ "type": "boolean", "description": "It may." }));
    assert_eq!(schema["properties"]["list"]["items"], json!({ "type": "string" }));
    assert_eq!(schemas.definitions.keys().collect::<Vec<_>>(), [&"Decimal"]);
}
