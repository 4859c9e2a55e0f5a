//! Credit types.

use super::super::CreditUnit;
use super::super::format::CreditType;
use super::super::reader::{Entries, Place, Placed, Reader};
use crate::num::Decimal;

/// The credit types, in the book's order; empty after a fault.
pub(super) fn credits(raw: Entries<CreditType>, place: &Place, reader: &mut Reader) -> Vec<CreditUnit> {
    if raw.0.is_empty() && !reader.has_fault_under("credits") {
        let fix = "describe one: \"credits\": { \"credit\": { \"name\": \"credit\", \"step\": \"1\" } }";
        reader.fault("no_credits", place, "the book has no credit type", fix);
    }
    if let Some((first, _)) = raw.0.first()
        && !super::are_few(raw.0.len(), "credit types", &first.place, reader)
    {
        return Vec::new();
    }
    let units: Vec<Option<CreditUnit>> = raw.0.iter().map(|(id, unit)| credit(id, unit, reader)).collect();
    units.into_iter().collect::<Option<_>>().unwrap_or_default()
}

fn credit(id: &Placed<String>, unit: &CreditType, reader: &mut Reader) -> Option<CreditUnit> {
    super::name(id, reader);
    if unit.step.value <= Decimal::ZERO {
        let fix = "write the smallest part of a credit, e.g. \"1\"";
        reader.fault("not_positive", &unit.step.place, "the step is not above 0", fix);
        return None;
    }
    Some(CreditUnit {
        id: id.value.clone(),
        name: unit.name.clone(),
        plural: unit.plural.clone().unwrap_or_else(|| format!("{}s", unit.name)),
        step: unit.step.value,
        worth: None,
    })
}
