//! From what was read to what can be computed with: every rule between constructs, all faults collected.

mod at_zero;
mod charges;
mod credits;
mod features;
mod formulas;
mod grants;
mod inputs;
mod ladder;
mod lint;
mod lives;
mod members;
mod money;
mod offers;
mod plans;
mod presets;
mod rules;
mod top_ups;

use std::collections::{BTreeMap, BTreeSet};

use super::format::{Book, FORMAT, TierRow, TierTable};
use super::reader::{Entries, Place, Placed, Reader};
use super::table::{Rows, bound};
use super::{CreditUnit, PriceBook, PriceList};
use crate::date::Date;
use crate::num::Decimal;
use crate::rate::{Table, Tier, Tiers, is_name};
use crate::unit::Currency;

/// Builds the price book; `None` after at least one error.
pub(super) fn check(book: Book, reader: &mut Reader) -> Option<PriceBook> {
    head(&book, reader);
    let currency = book.currency.0.as_ref().and_then(|code| money::currency(code, reader));
    let others = money::others(book.currencies.0.as_deref().unwrap_or_default(), currency, reader);
    let raw_rules = book.rules.0.flatten();
    let rules = rules::rules(raw_rules.as_ref(), reader);
    let raw_credits = book.credits.0.unwrap_or(Entries(Vec::new()));
    let worth = raw_credits.0.iter().map(|(_, unit)| unit.worth.clone()).collect::<Vec<_>>();
    let credits = credits::credits(raw_credits, &book.place, reader);
    let tier_rows = lint::tier_rows(book.tiers.0.as_ref());
    let tables = book.tables.0.map(|entries| tables(entries, reader)).unwrap_or_default();
    let tiers = book.tiers.0.map(|entries| tiers(entries, reader)).unwrap_or_default();
    let (raw_features, raw_offers) = (book.features.0.unwrap_or_default(), book.offers.0.unwrap_or_default());
    let raw_presets = book.presets.0.unwrap_or_default();
    unique(raw_features.iter().map(|feature| &feature.id), "feature", reader);
    unique(raw_offers.iter().map(|offer| &offer.id), "offer", reader);
    unique(raw_presets.iter().map(|preset| &preset.id), "preset", reader);
    let entries = ladder::expand(&raw_offers, &credits, reader);
    let plans = ladder::Plans::of(&entries, reader);
    let features =
        features::features(&raw_features, &features::Known { credits: &credits, plans: &plans }, reader);
    let currencies: Vec<Currency> = currency.into_iter().chain(others).collect();
    let known = offers::Known {
        credits: &credits,
        entries: &entries,
        plans: &plans,
        tiers: &tiers,
        features: &features,
        groups: features.iter().filter_map(|feature| feature.group.as_deref()).collect(),
        fee: book.fee.0.as_ref().and_then(Option::as_ref),
        at_zero: raw_rules.as_ref().and_then(|rules| rules.at_zero.as_ref()),
        worth: worth.iter().map(Option::as_ref).collect(),
        currencies: &currencies,
    };
    let mut price_lists = offers::price_lists(&known, reader).into_iter();
    let list = price_lists.next()?;
    let lists = currencies.iter().skip(1).copied().zip(price_lists).collect();
    let presets = presets::presets(&raw_presets, &features, &seat_kinds(&list), reader);
    if raw_features.is_empty() && !reader.has_fault_under("features") {
        let fix = "add at least one feature under \"features\"";
        reader.fault("no_features", &book.place, "the book has no feature", fix);
    }
    // Faults are noted by now, so what stands in for what could not be read never leaves this function.
    let mut checked = PriceBook {
        name: book.name.0.map(|name| name.value).unwrap_or_default(),
        about: book.about.0.flatten(),
        version: book.version.0.flatten(),
        as_of: book.as_of.0.unwrap_or(Date::FIRST),
        currency: currency.or_else(|| Currency::all().next())?,
        lists,
        sources: book.sources.0.unwrap_or_default(),
        notes: book.notes.0.unwrap_or_default(),
        rules,
        credits: credits
            .iter()
            .zip(&list.worth)
            .map(|(unit, worth)| CreditUnit { worth: *worth, ..unit.clone() })
            .collect(),
        tables,
        tiers: tiers.clone(),
        features: features.clone(),
        list,
        presets,
        fingerprint: 0,
    };
    // A formula that names something with a fault of its own would only repeat that fault.
    if reader.has_errors() {
        formulas::check_formulas_known(&checked, &raw_features, reader);
        return None;
    }
    formulas::check_formulas(&checked, &raw_features, reader);
    if reader.has_errors() {
        return None;
    }
    formulas::find_plan_dependence(&mut checked);
    lint::Linted { book: &checked, entries: &entries, features: &raw_features, tier_rows: &tier_rows }
        .lint(reader);
    Some(checked)
}

/// What stands at the top.
fn head(book: &Book, reader: &mut Reader) {
    if let Some(format) = book.format.0.as_ref().filter(|format| format.value != FORMAT) {
        let found = &format.value;
        let fix = format!("write \"{FORMAT}\"");
        reader.fault("unknown_format", &format.place, format!("unknown format `{found}`"), fix);
    }
    if let Some(name) = book.name.0.as_ref().filter(|name| name.value.trim().is_empty()) {
        reader.fault("empty_name", &name.place, "the name is empty", "name the vendor or product");
    }
}

/// Every kind of seat that some plan has.
fn seat_kinds(list: &PriceList) -> BTreeSet<String> {
    let plans = list.offers.iter().filter_map(|offer| offer.subscription());
    plans.flat_map(|plan| &plan.seats).map(|seat| seat.id.clone()).collect()
}

/// The credit type of an id, or a fault.
fn credit_type(id: &Placed<String>, credits: &[CreditUnit], reader: &mut Reader) -> Option<usize> {
    let found = credits.iter().position(|unit| unit.id == id.value);
    // Faults of the types themselves say enough.
    if found.is_none() && !credits.is_empty() {
        reader.unknown("credit", &id.value, &id.place, credits.iter().map(|unit| unit.id.as_str()));
    }
    found
}

/// A percentage from 0 to 100; beyond it a fault is noted.
fn percent(percent: &Placed<Decimal>, reader: &mut Reader) -> Decimal {
    if percent.value.is_negative() || percent.value > Decimal::from_int(100) {
        let message = format!("{} percent is out of range", percent.value);
        reader.fault("bad_percent", &percent.place, message, "write 0 to 100");
    }
    percent.value
}

/// Most parts of one kind inside one construct: grants of an offer, changes of a feature, currencies of a book.
const MOST_PARTS: usize = 50;

/// Whether there are not too many parts of one kind; each is checked once a rung and once a currency.
fn are_few(count: usize, what: &str, place: &Place, reader: &mut Reader) -> bool {
    if count > MOST_PARTS {
        reader.fault("too_many_parts", place, format!("{count} {what}"), format!("keep it to {MOST_PARTS}"));
    }
    count <= MOST_PARTS
}

fn too_large(place: &Place, reader: &mut Reader) {
    let fix = format!("write at most {}", offers::LARGEST);
    reader.fault("too_large", place, "the number is too large", fix);
}

fn tables(entries: Entries<Rows>, reader: &mut Reader) -> BTreeMap<String, Table> {
    let mut tables = BTreeMap::new();
    for (id, rows) in entries.0 {
        name(&id, reader);
        let numbers = rows.rows.iter().map(|(keys, number, _)| (keys.clone(), *number)).collect();
        match Table::new(numbers) {
            Ok(table) => {
                tables.insert(id.value, table);
            }
            Err(faults) => {
                reader.mark_unusable(&id.value);
                for fault in faults {
                    if reader.is_full() {
                        break;
                    }
                    let row = rows.rows.iter().find(|(keys, _, _)| keys.starts_with(&fault.keys));
                    let row = row.filter(|_| !fault.keys.is_empty());
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
        let rows = table.rows.iter().map(|row| tier(row, reader)).collect::<Vec<_>>();
        let Some(rows) = rows.into_iter().collect::<Option<_>>() else {
            reader.mark_unusable(&id.value);
            continue;
        };
        match Tiers::new(rows, table.flat_at_zero.unwrap_or(false)) {
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

fn tier(row: &TierRow, reader: &mut Reader) -> Option<Tier> {
    let end = bound(row.up_to, row.below, &row.place, reader)?;
    if row.unit.is_none() && row.flat.is_none() {
        let fix = "write \"unit\" (0 for a free tier), \"flat\" or both";
        reader.fault("tier_without_price", &row.place, "the tier has no price", fix);
        return None;
    }
    let [unit, flat] = [row.unit, row.flat].map(|price| price.unwrap_or(Decimal::ZERO));
    Some(Tier { end, unit, flat, block: row.block, at_most: row.at_most })
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
    let mut seen = BTreeSet::new();
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
