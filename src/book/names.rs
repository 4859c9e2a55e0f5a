//! What the book's names mean in formulas.

use super::PriceBook;
use crate::rate::{self, NameKind, Names, Table, Tiers};

impl Names for PriceBook {
    fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    fn tiers(&self, name: &str) -> Option<&Tiers> {
        self.tiers.get(name)
    }

    fn feature(&self, name: &str) -> Option<rate::Feature<'_>> {
        self.features.iter().find(|feature| feature.id == name).map(super::Feature::for_formulas)
    }

    fn known(&self, kind: NameKind) -> Vec<&str> {
        match kind {
            NameKind::Table => self.tables.keys().map(String::as_str).collect(),
            NameKind::Tiers => self.tiers.keys().map(String::as_str).collect(),
            NameKind::Feature => self.features.iter().map(|feature| feature.id.as_str()).collect(),
        }
    }
}
