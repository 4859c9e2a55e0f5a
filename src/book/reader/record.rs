//! Records: objects whose members have names and types of their own.

/// A field's name as the book writes it: without what Rust needs before a word of its own, as in `r#type`.
pub(in crate::book) const fn plain(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', name @ ..] => match std::str::from_utf8(name) {
            Ok(name) => name,
            Err(_) => field,
        },
        _ => field,
    }
}

/// Declares a record of the price book: a struct whose fields are read from members of the same name. With `placed`
/// before the name it also keeps where it stands. What the comments say of the record and its members is what the JSON
/// Schema says of them.
macro_rules! record {
    ($(#[doc = $about:literal])* placed $name:ident { $($(#[doc = $field_about:literal])* $field:ident: $type:ty),* $(,)? }) => {
        record! {
            @declare $(#[doc = $about])* $name [
                /// Where the record stands in the book.
                place: $crate::book::reader::Place = |place: &$crate::book::reader::Place| place.clone()
            ] { $($(#[doc = $field_about])* $field: $type),* }
        }
    };
    (
        @declare $(#[doc = $about:literal])* $name:ident [$($(#[$place_about:meta])* $place:ident: $place_type:ty = $of:expr)?]
        { $($(#[doc = $field_about:literal])* $field:ident: $type:ty),* }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[$place_about])* pub $place: $place_type,)?
            $($(#[doc = $field_about])* pub $field: $type,)*
        }

        impl $crate::book::reader::Decode for $name {
            fn decode(
                value: &jsonc_parser::ast::Value,
                at: &$crate::book::reader::Place,
                reader: &mut $crate::book::reader::Reader,
            ) -> Option<Self> {
                let object = reader.object(value, at, &[$(const { $crate::book::reader::plain(stringify!($field)) }),*])?;
                $(let $field = reader.member::<$type>(object, const { $crate::book::reader::plain(stringify!($field)) }, at);)*
                Some($name { $($place: ($of)(at),)? $($field: $field?,)* })
            }
        }

        #[cfg(test)]
        impl $crate::book::schema::Schema for $name {
            fn schema(schemas: &mut $crate::book::schema::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |schemas| {
                    let mut record = $crate::book::schema::Record::new(&[$($about),*]);
                    $(record.member::<$type>(schemas, const { $crate::book::reader::plain(stringify!($field)) }, &[$($field_about),*]);)*
                    record.into()
                })
            }
        }
    };
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $field_about:literal])* $field:ident: $type:ty),* $(,)? }) => {
        record! { @declare $(#[doc = $about])* $name [] { $($(#[doc = $field_about])* $field: $type),* } }
    };
}
pub(in crate::book) use record;

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn rusts_words_are_named_without_their_mark() {
        assert_eq!(plain(stringify!(r#type)), "type");
        assert_eq!(plain(stringify!(rest)), "rest");
    }
}
