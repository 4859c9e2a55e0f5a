//! Formulas: every name in them means something, on every day and in every credit type they reckon in.

use std::collections::BTreeSet;

use super::super::PriceBook;
use super::super::feature::{Cost, Feature, PLAN_INPUT, Rate};
use super::super::format;
use super::super::reader::{Place, Placed, Reader};
use crate::date::Date;
use crate::rate::{self, Formula, FormulaFault};

/// Most days beside a rate's first on which the formulas of a book are checked.
const MOST_DAYS: usize = 1_000;

/// Checks every formula against the whole book.
pub(super) fn check_formulas(book: &PriceBook, raw: &[format::Feature], reader: &mut Reader) {
    let days: usize = book.features.iter().flat_map(|feature| further_days(book, feature)).count();
    if days > MOST_DAYS {
        let message = format!("formulas build on features that change, on {days} days in all");
        reader.fault("too_many_parts", &Place::default(), message, format!("keep it to {MOST_DAYS}"));
        return;
    }
    for (feature, raw) in book.features.iter().zip(raw) {
        if reader.is_full() {
            return;
        }
        each_cost(book, feature, raw, &mut |rate, next, cost, text| {
            report(faults(book, feature, (rate, next), cost), &text.place, reader);
        });
    }
}

/// Checks formulas of a book that has faults elsewhere: only those in which every name they use is known, and
/// those that name what stands nowhere in the book.
pub(super) fn check_formulas_known(book: &PriceBook, raw: &[format::Feature], reader: &mut Reader) {
    for feature in &book.features {
        if reader.is_full() {
            return;
        }
        let Some(raw) = raw.iter().find(|raw| raw.id.value == feature.id) else { continue };
        each_cost(book, feature, raw, &mut |rate, next, cost, text| {
            let used = cost.formula.names_used();
            let touches_broken = [&used.inputs, &used.tables, &used.tiers, &used.features]
                .into_iter()
                .flatten()
                .any(|name| reader.is_broken(name))
                || used.features.iter().any(|name| book.feature(name).is_none());
            if !touches_broken {
                report(faults(book, feature, (rate, next), cost), &text.place, reader);
            }
        });
    }
}

/// Calls `seen` for each cost with its rate, the rate after it and the formula as written.
fn each_cost(
    book: &PriceBook,
    feature: &Feature,
    raw: &format::Feature,
    seen: &mut impl FnMut(&Rate, Option<&Rate>, &Cost, &Placed<String>),
) {
    let written = std::iter::once(&raw.credits).chain(raw.changes.iter().map(|change| &change.credits));
    for (index, (rate, written)) in feature.rates.iter().zip(written).enumerate() {
        let next = feature.rates.get(index.saturating_add(1));
        for (credit, formula) in written.formulas() {
            let is_of = |cost: &&Cost| match credit {
                None => cost.credit == 0,
                Some(id) => book.credit(cost.credit).is_some_and(|unit| unit.id == id.value),
            };
            if let Some(cost) = rate.costs.iter().find(is_of) {
                seen(rate, next, cost, formula);
            }
        }
    }
}

/// Faults of a cost's formula on every day on which its rate holds and a feature that it calls may cost otherwise.
fn faults(
    book: &PriceBook,
    feature: &Feature,
    (rate, next): (&Rate, Option<&Rate>),
    cost: &Cost,
) -> Vec<FormulaFault> {
    let mut days = changes(book, rate, next, cost);
    days.insert(rate.from.unwrap_or(Date::FIRST));
    let mut found: Vec<FormulaFault> = Vec::new();
    for day in days {
        for fault in rate::check(&cost.formula, &feature.formula_inputs(), &book.names(cost.credit, day)) {
            let fault = of_another_type(book, &cost.formula, cost.credit, fault);
            if !found.contains(&fault) {
                found.push(fault);
            }
        }
    }
    found
}

/// Days after a rate's first on which a feature that the cost's formula calls changes while the rate holds.
fn changes(book: &PriceBook, rate: &Rate, next: Option<&Rate>, cost: &Cost) -> BTreeSet<Date> {
    let until = next.and_then(|next| next.from);
    let holds =
        |day: &Date| rate.from.is_none_or(|from| from < *day) && until.is_none_or(|until| *day < until);
    let called = cost.formula.names_used().features;
    let called = called.iter().filter_map(|name| book.feature(name));
    called.flat_map(|feature| &feature.rates).filter_map(|rate| rate.from).filter(holds).collect()
}

/// All such days of a feature's formulas.
fn further_days(book: &PriceBook, feature: &Feature) -> Vec<Date> {
    let nexts = feature.rates.iter().skip(1).map(Some).chain([None]);
    let rates = feature.rates.iter().zip(nexts);
    rates
        .flat_map(|(rate, next)| rate.costs.iter().flat_map(move |cost| changes(book, rate, next, cost)))
        .collect()
}

/// A called feature that exists but costs nothing in the type the formula reckons in is not unknown.
fn of_another_type(book: &PriceBook, formula: &Formula, credit: usize, fault: FormulaFault) -> FormulaFault {
    let name = formula.text().get(fault.span.start..fault.span.end).unwrap_or_default();
    if fault.code != "unknown_feature" || book.feature(name).is_none() {
        return fault;
    }
    let plural = book.credit(credit).map_or("credits", |unit| unit.plural.as_str());
    FormulaFault {
        code: "other_credit_type",
        message: format!("`{name}` costs no {plural} here"),
        fix: format!("leave it out, or give `{name}` a formula for {plural} that holds on the same days"),
        ..fault
    }
}

/// Notes which features cost different credits under different plans, through the features they are built on.
pub(super) fn find_plan_dependence(book: &mut PriceBook) {
    let mut depends: Vec<String> = Vec::new();
    // Calls nest no deeper than the checked limit, so that many rounds reach every caller.
    for _ in 0..=rate::limit::FEATURE_DEPTH {
        for feature in &mut book.features {
            let formulas =
                feature.rates.iter().flat_map(|rate| &rate.costs).map(|cost| cost.formula.names_used());
            let dependent = formulas.into_iter().any(|used| {
                used.inputs.contains(PLAN_INPUT)
                    || used.features.iter().any(|called| depends.iter().any(|name| name == called))
            });
            feature.depends_on_plan |= dependent;
            if feature.depends_on_plan && !depends.contains(&feature.id) {
                depends.push(feature.id.clone());
            }
        }
    }
}

/// Notes the faults of a formula that stands at a place.
pub(super) fn report(faults: Vec<FormulaFault>, place: &Place, reader: &mut Reader) {
    for fault in faults {
        // Finding the place reads the formula up to it.
        if reader.is_full() {
            return;
        }
        let at = reader.inside_text(place, fault.span.start);
        reader.fault(fault.code, &at, fault.message, fault.fix);
    }
}
