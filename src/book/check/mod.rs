//! From what was read to what can be computed with: every rule between constructs, all faults collected.

mod features;
mod lint;
mod offers;
mod presets;

use std::collections::BTreeMap;

use super::format::{Book, CreditType, FORMAT, TierTable};
use super::reader::{Entries, Place, Placed, Reader};
use super::scalars::Rows;
use super::{CreditUnit, PriceBook};
use crate::date::Date;
use crate::num::Decimal;
use crate::rate::{Table, Tier, Tiers, is_name, nearest};
use crate::unit::Currency;

/// Builds the price book; `None` after at least one error.
pub(super) fn check(book: Book, reader: &mut Reader) -> Option<PriceBook> {
    if let Some(format) = book.format.0.filter(|format| format.value != FORMAT) {
        let found = &format.value;
        let fix = format!("write \"{FORMAT}\"");
        reader.fault("unknown_format", &format.place, format!("unknown format `{found}`"), fix);
    }
    if let Some(name) = book.name.0.as_ref().filter(|name| name.value.trim().is_empty()) {
        reader.fault("empty_name", &name.place, "the name is empty", "name the vendor or product");
    }
    let currency = book.currency.0.as_ref().and_then(|code| currency(code, reader));
    let credit = book.credits.0.as_ref().and_then(|credits| credit(credits, &book.place, reader));
    let tables = book.tables.0.map(|entries| tables(entries, reader)).unwrap_or_default();
    let tiers = book.tiers.0.map(|entries| tiers(entries, reader)).unwrap_or_default();
    let (raw_features, raw_offers) = (book.features.0.unwrap_or_default(), book.offers.0.unwrap_or_default());
    let raw_presets = book.presets.0.unwrap_or_default();
    unique(raw_features.iter().map(|feature| &feature.id), "feature", reader);
    unique(raw_offers.iter().map(|offer| &offer.id), "offer", reader);
    unique(raw_presets.iter().map(|preset| &preset.id), "preset", reader);
    let plans = offers::plan_ids(&raw_offers);
    let step = credit.as_ref().map_or(Decimal::ONE, |credit| credit.step);
    let features = features::features(&raw_features, &plans, step, reader);
    let offers = offers::offers(&raw_offers, &plans, currency, step, reader);
    let presets = presets::presets(&raw_presets, &features, reader);
    if raw_features.is_empty() && !reader.has_fault_under("features") {
        let fix = "add at least one feature under \"features\"";
        reader.fault("no_features", &book.place, "the book has no feature", fix);
    }
    // Faults are noted by now, so what stands in for what could not be read never leaves this function.
    let stand_in =
        CreditUnit { id: String::new(), name: String::new(), plural: String::new(), step: Decimal::ONE };
    let mut checked = PriceBook {
        name: book.name.0.map(|name| name.value).unwrap_or_default(),
        about: book.about.0.flatten(),
        as_of: book.as_of.0.unwrap_or(Date::FIRST),
        currency: currency.or_else(|| Currency::all().next())?,
        sources: book.sources.0.unwrap_or_default(),
        notes: book.notes.0.unwrap_or_default(),
        credit: credit.unwrap_or(stand_in),
        tables,
        tiers,
        features,
        offers,
        presets,
    };
    // A formula that names something with a fault of its own would only repeat that fault.
    if reader.has_errors() {
        features::check_formulas_known(&checked, &raw_features, reader);
        return None;
    }
    features::check_formulas(&checked, &raw_features, reader);
    if reader.has_errors() {
        return None;
    }
    features::find_plan_dependence(&mut checked);
    lint::lint(&checked, &raw_offers, reader);
    Some(checked)
}

fn currency(code: &Placed<String>, reader: &mut Reader) -> Option<Currency> {
    Currency::parse(&code.value).or_else(|| {
        let all: Vec<&str> = Currency::all().map(Currency::code).collect();
        let fix = match nearest(&code.value.to_uppercase(), all.into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write an ISO 4217 code such as \"USD\"".to_owned(),
        };
        reader.fault("unknown_currency", &code.place, format!("unknown currency `{}`", code.value), fix);
        None
    })
}

fn credit(credits: &Entries<CreditType>, place: &Place, reader: &mut Reader) -> Option<CreditUnit> {
    let [(id, unit)] = credits.0.as_slice() else {
        if reader.has_fault_under("credits") {
            return None;
        }
        let fix = "describe one: \"credits\": { \"credit\": { \"name\": \"credit\", \"step\": \"1\" } }";
        let place = credits.0.get(1).map_or(place, |(id, _)| &id.place);
        let message =
            format!("the book has {} credit types; this version computes with one", credits.0.len());
        reader.fault("credit_types", place, message, fix);
        return None;
    };
    name(id, reader);
    if unit.step.value <= Decimal::ZERO {
        reader.fault(
            "not_positive",
            &unit.step.place,
            "the step is not above 0",
            "write the smallest part of a credit, e.g. \"1\"",
        );
        return None;
    }
    let plural = unit.plural.clone().unwrap_or_else(|| format!("{}s", unit.name));
    Some(CreditUnit { id: id.value.clone(), name: unit.name.clone(), plural, step: unit.step.value })
}

fn tables(entries: Entries<Rows>, reader: &mut Reader) -> BTreeMap<String, Table> {
    let mut tables = BTreeMap::new();
    for (id, rows) in entries.0 {
        name(&id, reader);
        let depth = rows.rows.first().map_or(0, |(keys, _, _)| keys.len());
        let numbers = rows.rows.iter().map(|(keys, number, _)| (keys.clone(), *number)).collect();
        match Table::new(depth, numbers) {
            Ok(table) => {
                tables.insert(id.value, table);
            }
            Err(faults) => {
                reader.mark_unusable(&id.value);
                for fault in faults {
                    if reader.is_full() {
                        break;
                    }
                    let row = rows.rows.iter().find(|(keys, _, _)| *keys == fault.keys);
                    let place = row.map_or(&rows.place, |(_, _, place)| place);
                    reader.fault(fault.code, place, fault.message, fault.fix);
                }
            }
        }
    }
    tables
}

fn tiers(entries: Entries<TierTable>, reader: &mut Reader) -> BTreeMap<String, Tiers> {
    let mut tables = BTreeMap::new();
    for (id, table) in entries.0 {
        name(&id, reader);
        let rows = table.rows.iter().map(|row| Tier {
            up_to: row.up_to,
            unit: row.unit,
            flat: row.flat.unwrap_or(Decimal::ZERO),
        });
        match Tiers::new(rows.collect(), table.flat_at_zero.unwrap_or(false)) {
            Ok(tiers) => {
                tables.insert(id.value, tiers);
            }
            Err(faults) => {
                reader.mark_unusable(&id.value);
                for fault in faults {
                    let place = table.rows.get(fault.row).map_or(&table.place, |row| &row.place);
                    reader.fault(fault.code, place, fault.message, fault.fix);
                }
            }
        }
    }
    tables
}

/// A name that formulas can use.
fn name(id: &Placed<String>, reader: &mut Reader) {
    if !is_name(&id.value) {
        reader.fault(
            "bad_name",
            &id.place,
            format!("`{}` is not a name for formulas", id.value),
            "begin with a small letter, then small letters, digits and _",
        );
    }
}

/// An id that formulas do not use: small letters, digits, `.`, `_` and `-`.
fn id(id: &Placed<String>, reader: &mut Reader) {
    let mut letters = id.value.bytes();
    let first = letters.next().is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    if !first || !letters.all(fits) {
        reader.fault(
            "bad_id",
            &id.place,
            format!("`{}` is not an id", id.value),
            "begin with a small letter or digit, then small letters, digits, `.`, `_` and `-`",
        );
    }
}

fn unique<'a>(ids: impl Iterator<Item = &'a Placed<String>>, kind: &str, reader: &mut Reader) {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        if !seen.insert(id.value.as_str()) {
            reader.fault(
                "repeated_id",
                &id.place,
                format!("a second {kind} has the id `{}`", id.value),
                "give each its own id",
            );
        }
    }
}
