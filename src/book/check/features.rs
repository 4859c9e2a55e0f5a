//! Features, inputs and formulas.

use std::sync::Arc;

use super::super::feature::{Feature, Input, InputKind, NO_PLAN, PLAN_INPUT, Scope};
use super::super::format;
use super::super::format::{Applies, RoundWord};
use super::super::reader::{Entries, Place, Placed, Reader};
use super::super::{Offers, PriceBook};
use crate::num::{Decimal, Rounding, RoundingMode};
use crate::rate::{self, Formula};

/// The features whose own parts are sound.
pub(super) fn features(
    raw: &[format::Feature],
    plans: &Offers,
    step: Decimal,
    reader: &mut Reader,
) -> Vec<Feature> {
    let any_plan: Arc<[String]> =
        plans.ids.iter().map(|(id, _)| id.clone()).chain([NO_PLAN.to_owned()]).collect();
    let checked = raw.iter().filter_map(|raw| {
        let checked = feature(raw, plans, &any_plan, step, reader);
        if checked.is_none() {
            reader.mark_unusable(&raw.id.value);
        }
        checked
    });
    checked.collect()
}

fn feature(
    raw: &format::Feature,
    plans: &Offers,
    any_plan: &Arc<[String]>,
    step: Decimal,
    reader: &mut Reader,
) -> Option<Feature> {
    super::name(&raw.id, reader);
    super::unique(raw.inputs.iter().map(|input| &input.id), "input", reader);
    let inputs: Vec<Option<Input>> = raw.inputs.iter().map(|input| self::input(input, reader)).collect();
    let limited: Vec<Option<usize>> = raw.plans.iter().map(|plan| plans.find(plan, reader)).collect();
    let rounding = rounding(raw.round.as_ref(), step, reader);
    let formula = match Formula::parse(&raw.credits.value) {
        Ok(formula) => Some(formula),
        Err(faults) => {
            report(faults, &raw.credits.place, reader);
            None
        }
    };
    let plan_choices = match raw.plans.is_empty() {
        true => Arc::clone(any_plan),
        false => raw.plans.iter().map(|plan| plan.value.clone()).collect(),
    };
    Some(Feature {
        id: raw.id.value.clone(),
        name: raw.name.clone(),
        group: raw.group.clone(),
        about: raw.about.clone(),
        inputs: inputs.into_iter().collect::<Option<_>>()?,
        formula: formula?,
        applies: scope(raw.applies.unwrap_or(Applies::Use)),
        rounding: rounding?,
        rounds: scope(raw.round.as_ref().and_then(|round| round.each).unwrap_or(Applies::Month)),
        plans: limited.into_iter().collect::<Option<_>>()?,
        plan_choices,
        depends_on_plan: false,
    })
}

fn scope(word: Applies) -> Scope {
    match word {
        Applies::Use => Scope::Use,
        Applies::Month => Scope::Month,
    }
}

fn rounding(raw: Option<&format::Round>, step: Decimal, reader: &mut Reader) -> Option<Rounding> {
    let mode = match raw.and_then(|round| round.mode).unwrap_or(RoundWord::HalfAway) {
        RoundWord::HalfAway => RoundingMode::HalfAwayFromZero,
        RoundWord::HalfEven => RoundingMode::HalfEven,
        RoundWord::Up => RoundingMode::Up,
        RoundWord::Down => RoundingMode::Down,
    };
    let Some(own) = raw.and_then(|round| round.step.as_ref()) else {
        return Rounding::new(mode, step);
    };
    if own.value <= Decimal::ZERO || !multiple(own.value, step) {
        let message = format!("the step {} is not a multiple of the credit's step {step}", own.value);
        reader.fault("bad_step", &own.place, message, format!("write {step} or a multiple of it"));
        return None;
    }
    Rounding::new(mode, own.value)
}

/// Whether `number` is a whole multiple of `step`.
pub(super) fn multiple(number: Decimal, step: Decimal) -> bool {
    crate::num::Fraction::from(number).checked_div(step.into()).is_ok_and(|ratio| ratio.is_integer())
}

fn input(raw: &format::Input, reader: &mut Reader) -> Option<Input> {
    super::name(&raw.id, reader);
    if raw.id.value == PLAN_INPUT {
        reader.fault(
            "reserved_name",
            &raw.id.place,
            "`plan` is the active plan in every formula",
            "choose another id",
        );
    }
    let kind = match (&raw.choices, raw.toggle) {
        (Some(choices), None) => choice(raw, choices, reader),
        (None, Some(default)) => {
            no_number_members(raw, reader);
            Some(InputKind::Toggle { default })
        }
        (None, None) => number(raw, reader),
        (Some(_), Some(_)) => {
            reader.fault(
                "two_kinds",
                &raw.place,
                "the input is both a choice and a toggle",
                "keep \"choices\" or \"toggle\"",
            );
            None
        }
    };
    Some(Input {
        id: raw.id.value.clone(),
        name: raw.name.clone(),
        about: raw.about.clone(),
        unit: raw.unit.clone(),
        kind: kind?,
    })
}

fn no_number_members(raw: &format::Input, reader: &mut Reader) {
    for member in [&raw.min, &raw.max, &raw.step].into_iter().flatten() {
        reader.fault(
            "not_a_number_input",
            &member.place,
            "only a number has min, max and step",
            "leave it out",
        );
    }
}

fn choice(raw: &format::Input, choices: &Entries<String>, reader: &mut Reader) -> Option<InputKind> {
    no_number_members(raw, reader);
    let listed: Vec<(String, String)> =
        choices.0.iter().map(|(id, label)| (id.value.clone(), label.clone())).collect();
    for (id, _) in &choices.0 {
        super::id(id, reader);
    }
    if listed.is_empty() {
        reader.fault(
            "no_choices",
            &raw.place,
            "the input has no choices",
            "write \"choices\": { \"sd\": \"SD\", \"hd\": \"HD\" }",
        );
        return None;
    }
    let default = match &raw.default {
        None => 0,
        Some(wanted) => match listed.iter().position(|(id, _)| *id == wanted.value.0) {
            Some(index) => index,
            None => {
                reader.unknown(
                    "choice",
                    &wanted.value.0,
                    &wanted.place,
                    listed.iter().map(|(id, _)| id.as_str()),
                );
                return None;
            }
        },
    };
    Some(InputKind::Choice { default, choices: listed })
}

fn number(raw: &format::Input, reader: &mut Reader) -> Option<InputKind> {
    let Some(default) = &raw.default else {
        let fix = "add \"default\" for a number, \"choices\" for a choice, or \"toggle\" for on and off";
        reader.fault("input_kind", &raw.place, "the input has no default, no choices and no toggle", fix);
        return None;
    };
    let Ok(value) = Decimal::parse(&default.value.0) else {
        let message = format!("the default `{}` is not a number", default.value.0);
        reader.fault("bad_number", &default.place, message, "write a plain number");
        return None;
    };
    let [min, max, step] =
        [&raw.min, &raw.max, &raw.step].map(|member| member.as_ref().map(|member| member.value));
    let inside = min.is_none_or(|min| min <= value) && max.is_none_or(|max| value <= max);
    if !inside {
        let message = format!("the default {value} lies outside min and max");
        reader.fault("default_out_of_range", &default.place, message, "choose a default between them");
    }
    if let (Some(min), Some(max)) = (&raw.min, &raw.max)
        && min.value > max.value
    {
        reader.fault(
            "empty_range",
            &min.place,
            format!("min {} is above max {}", min.value, max.value),
            "swap them",
        );
    }
    if let Some(step) = raw.step.as_ref().filter(|step| step.value <= Decimal::ZERO) {
        reader.fault(
            "not_positive",
            &step.place,
            "the step is not above 0",
            "write a step above 0 or leave it out",
        );
    }
    Some(InputKind::Number { default: value, min, max, step })
}

/// Checks every formula against the whole book.
pub(super) fn check_formulas(book: &PriceBook, raw: &[format::Feature], reader: &mut Reader) {
    for (feature, raw) in book.features.iter().zip(raw) {
        if reader.is_full() {
            return;
        }
        report(
            rate::check(&feature.formula, &feature.for_formulas().inputs, book),
            &raw.credits.place,
            reader,
        );
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
        let faults = rate::check(&feature.formula, &feature.for_formulas().inputs, book);
        let used = feature.formula.names_used();
        let touches_broken = [&used.inputs, &used.tables, &used.tiers, &used.features]
            .into_iter()
            .flatten()
            .any(|name| reader.is_broken(name))
            || used.features.iter().any(|name| book.feature(name).is_none());
        if !touches_broken {
            report(faults, &raw.credits.place, reader);
        }
    }
}

/// Notes which features cost different credits under different plans, through the features they are built on.
pub(super) fn find_plan_dependence(book: &mut PriceBook) {
    let mut depends: Vec<String> = Vec::new();
    // Calls nest no deeper than the checked limit, so that many rounds reach every caller.
    for _ in 0..=rate::limit::FEATURE_DEPTH {
        for feature in &mut book.features {
            let used = feature.formula.names_used();
            feature.depends_on_plan |= used.inputs.contains(PLAN_INPUT)
                || used.features.iter().any(|called| depends.iter().any(|name| name == called));
            if feature.depends_on_plan && !depends.contains(&feature.id) {
                depends.push(feature.id.clone());
            }
        }
    }
}

fn report(faults: Vec<rate::FormulaFault>, place: &Place, reader: &mut Reader) {
    for fault in faults {
        // Finding the place reads the formula up to it.
        if reader.is_full() {
            return;
        }
        let at = reader.inside_text(place, fault.span.start);
        reader.fault(fault.code, &at, fault.message, fault.fix);
    }
}

impl Offers {
    /// The index of a plan, or a fault.
    pub(super) fn find(&self, plan: &Placed<String>, reader: &mut Reader) -> Option<usize> {
        let found = self.ids.iter().find(|(id, _)| *id == plan.value).map(|(_, index)| *index);
        if found.is_none() {
            reader.unknown("plan", &plan.value, &plan.place, self.ids.iter().map(|(id, _)| id.as_str()));
        }
        found
    }
}
