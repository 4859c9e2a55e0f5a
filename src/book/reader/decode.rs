//! Reading one type from one JSON value: the trait, and the types other types are made of.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
#[cfg(test)]
use serde_json::{Value as Json, json};

use super::place::join;
use super::{Place, Placed, Reader, limit};
#[cfg(test)]
use crate::book::schema::{Schema, Schemas};

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

#[cfg(test)]
impl<T: Schema> Schema for Lenient<T> {
    fn schema(schemas: &mut Schemas) -> Json {
        T::schema(schemas)
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

#[cfg(test)]
impl<T: Schema> Schema for Option<T> {
    fn schema(schemas: &mut Schemas) -> Json {
        T::schema(schemas)
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

#[cfg(test)]
impl<T: Schema> Schema for Vec<T> {
    fn schema(schemas: &mut Schemas) -> Json {
        json!({ "type": "array", "items": T::schema(schemas), "maxItems": limit::ENTRIES })
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

#[cfg(test)]
impl<T: Schema> Schema for Entries<T> {
    fn schema(schemas: &mut Schemas) -> Json {
        json!({
            "type": "object",
            "additionalProperties": T::schema(schemas),
            "maxProperties": limit::ENTRIES,
        })
    }
}

impl<T: Decode> Decode for Placed<T> {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        T::decode(value, place, reader).map(|value| Placed { value, place: place.clone() })
    }
}

#[cfg(test)]
impl<T: Schema> Schema for Placed<T> {
    fn schema(schemas: &mut Schemas) -> Json {
        T::schema(schemas)
    }
}

impl Decode for String {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::StringLit(text) if text.value.len() > limit::TEXT => {
                let message = format!("the text has {} bytes", text.value.len());
                reader.fault("text_too_long", place, message, format!("keep it under {} bytes", limit::TEXT));
                None
            }
            Value::StringLit(text) => Some(text.value.to_string()),
            _ => {
                reader.wrong_type(value, place, "a text in quotes");
                None
            }
        }
    }
}

#[cfg(test)]
impl Schema for String {
    fn schema(_: &mut Schemas) -> Json {
        json!({ "type": "string" })
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

#[cfg(test)]
impl Schema for bool {
    fn schema(_: &mut Schemas) -> Json {
        json!({ "type": "boolean" })
    }
}
