//! The lint: what a sound book probably does not mean to say.

mod beaten;
mod lives;
mod packs;
mod rates;
mod terms;
mod tiers;
mod unreached;

use std::collections::BTreeMap;

use super::super::PriceBook;
use super::super::format;
use super::super::reader::{Place, Reader};
use super::ladder::Entry;
pub(super) use tiers::rows as tier_rows;

/// A sound book with what it was written as.
pub(super) struct Linted<'l> {
    /// The book.
    pub book: &'l PriceBook,
    /// Its offers, in the same order.
    pub entries: &'l [Entry<'l>],
    /// Its features, in the same order.
    pub features: &'l [format::Feature],
    /// Where the rows of its tier tables stand.
    pub tier_rows: &'l BTreeMap<String, Vec<Place>>,
}

impl Linted<'_> {
    /// Where an offer stands.
    fn place(&self, offer: usize) -> Place {
        self.entries.get(offer).map(|entry| entry.place().clone()).unwrap_or_default()
    }

    /// Notes a warning for everything doubtful.
    pub fn lint(&self, reader: &mut Reader) {
        self.terms(reader);
        self.packs(reader);
        self.tiers(reader);
        self.lives(reader);
        self.rates(reader);
        self.beaten(reader);
        self.unreached(reader);
        if self.book.presets.is_empty() {
            reader.warn(
                "no_presets",
                &Place::default(),
                "the book has no preset",
                "add one, so that visitors see an answer at once",
            );
        }
    }
}
