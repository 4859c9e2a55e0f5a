//! What the book's names mean in formulas.

use super::PriceBook;
use crate::date::Date;
use crate::rate::{self, NameKind, Names, Table, Tiers};

/// The names of a book for formulas that reckon in one credit type, at the rates of one day.
#[derive(Debug, Clone, Copy)]
pub struct FormulaNames<'b> {
    book: &'b PriceBook,
    credit: usize,
    day: Date,
}

impl PriceBook {
    /// What names mean in formulas that reckon in a credit type (its index) at the rates of a day.
    pub fn names(&self, credit: usize, day: Date) -> FormulaNames<'_> {
        FormulaNames { book: self, credit, day }
    }
}

impl Names for FormulaNames<'_> {
    fn table(&self, name: &str) -> Option<&Table> {
        self.book.tables.get(name)
    }

    fn tiers(&self, name: &str) -> Option<&Tiers> {
        self.book.tiers.get(name)
    }

    fn feature(&self, name: &str) -> Option<rate::Feature<'_>> {
        let feature = self.book.features.iter().find(|feature| feature.id == name)?;
        feature.for_formulas(self.credit, self.day)
    }

    fn known(&self, kind: NameKind) -> Vec<&str> {
        match kind {
            NameKind::Table => self.book.tables.keys().map(String::as_str).collect(),
            NameKind::Tiers => self.book.tiers.keys().map(String::as_str).collect(),
            NameKind::Feature => self.book.features.iter().map(|feature| feature.id.as_str()).collect(),
        }
    }
}
