//! Types written in one of several forms.

/// Says in which forms a type that is read by hand is written: words, then types. Only the JSON Schema asks.
macro_rules! forms {
    ($(#[doc = $about:literal])* $name:ident { $($word:literal)|* $(; $($form:ty),+)? }) => {
        #[cfg(test)]
        impl $crate::book::schema::Schema for $name {
            fn schema(schemas: &mut $crate::book::schema::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |schemas| {
                    let forms = [$($(<$form as $crate::book::schema::Schema>::schema(schemas)),+)?];
                    $crate::book::schema::forms(&[$($about),*], &[$($word),*], forms)
                })
            }
        }
    };
}
pub(in crate::book) use forms;
