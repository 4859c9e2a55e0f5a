//! Features: what costs credits, and how many.

use std::sync::Arc;

use super::super::CreditUnit;
use super::super::feature::{Cost, Feature, Input, NO_PLAN, Rate, Scope};
use super::super::format::{self, Applies, Charged, Costs, RoundWord};
use super::super::reader::{Placed, Reader};
use super::formulas::report;
use super::inputs::input;
use super::ladder::Plans;
use crate::date::Date;
use crate::num::{Decimal, Fraction, Rounding, RoundingMode};
use crate::rate::Formula;

/// What features refer to.
pub(super) struct Known<'c> {
    /// The credit types; empty where they have faults.
    pub credits: &'c [CreditUnit],
    /// The plans.
    pub plans: &'c Plans,
}

/// The features whose own parts are sound.
pub(super) fn features(raw: &[format::Feature], known: &Known, reader: &mut Reader) -> Vec<Feature> {
    let any_plan: Arc<[String]> = known.plans.families().chain([NO_PLAN]).map(str::to_owned).collect();
    let checked = raw.iter().filter_map(|raw| {
        let checked = feature(raw, known, &any_plan, reader);
        if checked.is_none() {
            reader.mark_unusable(&raw.id.value);
        }
        checked
    });
    checked.collect()
}

fn feature(
    raw: &format::Feature,
    known: &Known,
    any_plan: &Arc<[String]>,
    reader: &mut Reader,
) -> Option<Feature> {
    super::name(&raw.id, reader);
    super::unique(raw.inputs.iter().map(|input| &input.id), "input", reader);
    let inputs: Vec<Option<Input>> = raw.inputs.iter().map(|raw| input(raw, reader)).collect();
    let plans = known.plans.find_all(&raw.plans, reader);
    let rates = rates(raw, known, reader);
    let free_uses = raw.free.as_ref().map_or(Decimal::ZERO, |free| free.uses.value);
    if let Some(free) = raw.free.as_ref().filter(|free| free.uses.value <= Decimal::ZERO) {
        let message = "the number of free uses is not above 0";
        reader.fault(
            "not_positive",
            &free.uses.place,
            message,
            "write a number above 0, or leave \"free\" out",
        );
    }
    Some(Feature {
        id: raw.id.value.clone(),
        name: raw.name.clone(),
        group: raw.group.clone(),
        about: raw.about.clone(),
        inputs: inputs.into_iter().collect::<Option<_>>()?,
        rates: rates?,
        applies: scope(raw.applies.unwrap_or(Applies::Use)),
        rounds: scope(raw.round.as_ref().and_then(|round| round.each).unwrap_or(Applies::Month)),
        free_uses,
        only_success: raw.charged == Some(Charged::Success),
        plans: plans?,
        plan_choices: match raw.plans.is_empty() {
            true => Arc::clone(any_plan),
            false => families(&raw.plans, known.plans),
        },
        depends_on_plan: false,
    })
}

/// Ids of the families under which a feature limited to some plans can be used.
fn families(limited: &[Placed<String>], plans: &Plans) -> Arc<[String]> {
    let mut families: Vec<String> = Vec::new();
    for family in limited.iter().filter_map(|name| plans.family_of(&name.value)) {
        if !families.iter().any(|known| known == family) {
            families.push(family.to_owned());
        }
    }
    families.into()
}

fn scope(word: Applies) -> Scope {
    match word {
        Applies::Use => Scope::Use,
        Applies::Month => Scope::Month,
    }
}

fn rates(raw: &format::Feature, known: &Known, reader: &mut Reader) -> Option<Vec<Rate>> {
    if !super::are_few(raw.changes.len(), "changes", &raw.id.place, reader) {
        return None;
    }
    let first = costs(&raw.credits, raw, known, reader).map(|costs| Rate { from: None, costs });
    let mut rates = vec![first];
    let mut previous: Option<Date> = None;
    for change in &raw.changes {
        let from = change.from.value;
        if let Some(previous) = previous.filter(|previous| from <= *previous) {
            let message = format!("the change of {from} does not come after that of {previous}");
            reader.fault(
                "changes_not_rising",
                &change.from.place,
                message,
                "put the changes in rising order of days",
            );
        }
        previous = Some(from);
        rates.push(costs(&change.credits, raw, known, reader).map(|costs| Rate { from: Some(from), costs }));
    }
    rates.into_iter().collect()
}

/// What a use costs, in the order of the credit types.
fn costs(raw: &Costs, feature: &format::Feature, known: &Known, reader: &mut Reader) -> Option<Vec<Cost>> {
    if let Costs::ByType(costs, place) = raw
        && costs.0.is_empty()
        && !reader.has_fault_under(&place.path)
    {
        let fix = "write a formula, or one for each credit type it costs";
        reader.fault("no_costs", place, "the feature costs nothing", fix);
        return None;
    }
    let formulas = raw.formulas();
    let mut costs: Vec<Option<Cost>> =
        formulas.into_iter().map(|(credit, formula)| cost(credit, formula, feature, known, reader)).collect();
    costs.sort_by_key(|cost| cost.as_ref().map(|cost| cost.credit));
    costs.into_iter().collect()
}

fn cost(
    credit: Option<&Placed<String>>,
    formula: &Placed<String>,
    feature: &format::Feature,
    known: &Known,
    reader: &mut Reader,
) -> Option<Cost> {
    let credit = match credit {
        None => Some(0),
        Some(id) => super::credit_type(id, known.credits, reader),
    };
    let parsed = match Formula::parse(&formula.value) {
        Ok(parsed) => Some(parsed),
        Err(faults) => {
            report(faults, &formula.place, reader);
            None
        }
    };
    let credit = credit?;
    let step = known.credits.get(credit).map_or(Decimal::ONE, |unit| unit.step);
    let rounding = rounding(feature.round.as_ref(), step, reader);
    Some(Cost { credit, formula: parsed?, rounding: rounding? })
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
        if !reader.has_fault_under(&own.place.path) {
            let message = format!("the step {} is not a multiple of the credit's step {step}", own.value);
            reader.fault("bad_step", &own.place, message, format!("write {step} or a multiple of it"));
        }
        return None;
    }
    Rounding::new(mode, own.value)
}

/// Whether `number` is a whole multiple of `step`.
pub(super) fn multiple(number: Decimal, step: Decimal) -> bool {
    Fraction::from(number).checked_div(step.into()).is_ok_and(|ratio| ratio.is_integer())
}
