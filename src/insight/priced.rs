//! The book in the currency that usage is paid in.

use std::borrow::Cow;

use crate::book::{Fault, PriceBook};
use crate::meter::{Usage, priced};

/// Keeps a book of its own only where the usage asks for another currency than the book's main one.
#[derive(Debug, Clone)]
pub(super) struct Priced(Option<PriceBook>);

impl Priced {
    /// The book as usage is priced.
    ///
    /// # Errors
    ///
    /// As [`priced`].
    pub fn new(book: &PriceBook, usage: &Usage) -> Result<Priced, Vec<Fault>> {
        Ok(Priced(match priced(book, usage)? {
            Cow::Borrowed(_) => None,
            Cow::Owned(own) => Some(own),
        }))
    }

    /// The book, `book` being the one given to [`Priced::new`].
    pub fn of<'b>(&'b self, book: &'b PriceBook) -> &'b PriceBook {
        self.0.as_ref().unwrap_or(book)
    }
}
