//! Where a value stands: its path and its place in the text.

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

pub(super) fn join(path: &str, name: &str) -> String {
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
