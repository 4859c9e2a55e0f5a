//! Reading tables, and the ranges in tables and tier tables.

use std::collections::HashSet;

use jsonc_parser::ast::{Array, Value};
use jsonc_parser::common::Ranged;
#[cfg(test)]
use serde_json::{Value as Json, json};

use super::reader::{Decode, Place, Reader, limit};
#[cfg(test)]
use super::schema::{Schema, Schemas};
use crate::num::Decimal;
use crate::rate::{Bound, Key};

/// A table: numbers by key, nested as deep as it has dimensions. An object is a level by choices, a list one by
/// ranges of a number.
#[derive(Debug, Clone)]
pub struct Rows {
    /// Keys, outermost first, with the number under them and where its row stands.
    pub rows: Vec<(Vec<Key>, Decimal, Place)>,
    /// Where the table stands.
    pub place: Place,
}

/// Dimensions a table may have at most.
const TABLE_DEPTH: usize = 6;

impl Decode for Rows {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let mut rows = Rows { rows: Vec::new(), place: place.clone() };
        rows.collect(value, [place, place], &mut Vec::new(), reader)?;
        Some(rows)
    }
}

impl Rows {
    /// Reads what stands at `place`, a part of the row at `row`.
    fn collect(
        &mut self,
        value: &Value,
        [place, row]: [&Place; 2],
        keys: &mut Vec<Key>,
        reader: &mut Reader,
    ) -> Option<()> {
        if keys.len() > TABLE_DEPTH {
            reader.fault(
                "table_too_deep",
                place,
                "the table is nested too deep",
                format!("use at most {TABLE_DEPTH} levels"),
            );
            return None;
        }
        match value {
            Value::Array(array) => self.ranges(array, place, keys, reader),
            Value::Object(_) => self.choices(value, place, keys, reader),
            // The table itself is no number.
            _ if keys.is_empty() => reader.any_object(value, place).map(|_| ()),
            _ => {
                let number = Decimal::decode(value, place, reader)?;
                self.rows.push((keys.clone(), number, row.clone()));
                Some(())
            }
        }
    }

    fn choices(
        &mut self,
        value: &Value,
        place: &Place,
        keys: &mut Vec<Key>,
        reader: &mut Reader,
    ) -> Option<()> {
        let object = reader.any_object(value, place)?;
        let mut complete = Some(());
        let mut seen = HashSet::new();
        for property in &object.properties {
            let name = property.name.as_str();
            // A repeated key is a fault of the object already.
            if !seen.insert(name) {
                continue;
            }
            keys.push(Key::Choice(name.to_owned()));
            let at = Place { at: property.range.start, ..place.member(name) };
            if self.collect(&property.value, [&at, &at], keys, reader).is_none() {
                complete = None;
            }
            keys.pop();
        }
        complete
    }

    fn ranges(
        &mut self,
        array: &Array,
        place: &Place,
        keys: &mut Vec<Key>,
        reader: &mut Reader,
    ) -> Option<()> {
        if array.elements.len() > limit::ENTRIES {
            reader.too_many(place, array.elements.len());
            return None;
        }
        let mut complete = Some(());
        for (index, element) in array.elements.iter().enumerate() {
            let row = Place { path: format!("{}[{index}]", place.path), at: element.start() };
            if self.range(element, &row, index, keys, reader).is_none() {
                complete = None;
            }
        }
        complete
    }

    fn range(
        &mut self,
        element: &Value,
        row: &Place,
        index: usize,
        keys: &mut Vec<Key>,
        reader: &mut Reader,
    ) -> Option<()> {
        const VALUE: &str = "value";
        let object = reader.object(element, row, &["up_to", "below", VALUE])?;
        let up_to = reader.member(object, "up_to", row);
        let below = reader.member(object, "below", row);
        let end = bound(up_to?, below?, row, reader)?;
        let Some(property) = object.properties.iter().find(|property| property.name.as_str() == VALUE) else {
            return reader.member::<Decimal>(object, VALUE, row).map(|_| ());
        };
        keys.push(Key::Range { place: index, end });
        let at = Place { at: property.value.start(), ..row.member(VALUE) };
        let read = self.collect(&property.value, [&at, row], keys, reader);
        keys.pop();
        read
    }
}

#[cfg(test)]
impl Schema for Rows {
    fn schema(schemas: &mut Schemas) -> Json {
        let decimal = Decimal::schema(schemas);
        let level = |schemas: &Schemas| json!([schemas.reference("Choices"), schemas.reference("Ranges")]);
        let below = json!({ "anyOf": [decimal, schemas.reference("Choices"), schemas.reference("Ranges")] });
        schemas.define("Choices", |_| {
            json!({
                "description": "A level of a table by choices: for each choice's id a number, or the next level.",
                "type": "object",
                "maxProperties": limit::ENTRIES,
                "additionalProperties": below,
            })
        });
        schemas.define("TableRange", |_| {
            let about = |text: &str| json!({ "allOf": [decimal], "description": text });
            json!({
                "description": "A range of a number: it begins where the one before ends.",
                "type": "object",
                "properties": {
                    "up_to": about("Where it ends, the end inside; the last range has neither this nor `below`."),
                    "below": about("Where it ends, the end outside."),
                    "value": { "description": "The number, or the next level.", "allOf": [below] },
                },
                "required": ["value"],
                "additionalProperties": false,
            })
        });
        schemas.define("Ranges", |schemas| {
            json!({
                "description": "A level of a table by ranges of a number, in rising order.",
                "type": "array",
                "items": schemas.reference("TableRange"),
                "maxItems": limit::ENTRIES,
            })
        });
        json!({
            "description": "Numbers by choices or by ranges of numbers, nested as deep as the table has dimensions.",
            "anyOf": level(schemas),
        })
    }
}

/// Where a range ends, `Some(None)` where it has no end; `None` when it says so twice.
pub(super) fn bound(
    up_to: Option<Decimal>,
    below: Option<Decimal>,
    row: &Place,
    reader: &mut Reader,
) -> Option<Option<Bound>> {
    match (up_to, below) {
        (Some(_), Some(_)) => {
            reader.fault("two_bounds", row, "the row has two ends", "keep \"up_to\" or \"below\"");
            None
        }
        (up_to, below) => Some(up_to.map(Bound::UpTo).or(below.map(Bound::Below))),
    }
}
