//! Presets: what they name exists.

use super::super::feature::{Feature, InputKind};
use super::super::format::{self, PresetValue};
use super::super::preset::{Preset, PresetLine};
use super::super::reader::{Placed, Reader};
use crate::num::Decimal;
use crate::rate::nearest;

/// Months of a season.
const SEASON: usize = 12;

/// The presets; those with faults are left out.
pub(super) fn presets(raw: &[format::Preset], features: &[Feature], reader: &mut Reader) -> Vec<Preset> {
    raw.iter().filter_map(|preset| self::preset(preset, features, reader)).collect()
}

fn preset(raw: &format::Preset, features: &[Feature], reader: &mut Reader) -> Option<Preset> {
    super::id(&raw.id, reader);
    if !raw.season.is_empty() && raw.season.len() != SEASON {
        let message = format!("the season has {} factors", raw.season.len());
        reader.fault("bad_season", &raw.place, message, "write twelve factors, January first");
    }
    if raw.season.iter().any(|factor| factor.is_negative()) {
        reader.fault("bad_season", &raw.place, "a season's factor is below 0", "write 0 or more");
    }
    let lines: Vec<Option<PresetLine>> =
        raw.usage.iter().map(|line| self::line(line, features, reader)).collect();
    Some(Preset {
        id: raw.id.value.clone(),
        name: raw.name.clone(),
        about: raw.about.clone(),
        lines: lines.into_iter().collect::<Option<_>>()?,
        growth: raw.growth,
        season: raw.season.clone(),
    })
}

fn line(raw: &format::PresetLine, features: &[Feature], reader: &mut Reader) -> Option<PresetLine> {
    let Some(index) = features.iter().position(|feature| feature.id == raw.feature.value) else {
        reader.unknown(
            "feature",
            &raw.feature.value,
            &raw.feature.place,
            features.iter().map(|feature| feature.id.as_str()),
        );
        return None;
    };
    let feature = features.get(index)?;
    if raw.times.is_negative() || raw.people.is_some_and(|people| people.is_negative()) {
        reader.fault("negative_usage", &raw.place, "usage is below 0", "write 0 or more");
    }
    for (name, value) in &raw.inputs.0 {
        check_input(feature, name, value, reader);
    }
    Some(PresetLine {
        feature: index,
        inputs: raw.inputs.0.iter().map(|(name, value)| (name.value.clone(), value.clone())).collect(),
        times: raw.times,
        per: raw.per,
        people: raw.people.unwrap_or(Decimal::ONE),
    })
}

fn check_input(feature: &Feature, name: &Placed<String>, value: &PresetValue, reader: &mut Reader) {
    let Some(input) = feature.inputs.iter().find(|input| input.id == name.value) else {
        reader.unknown(
            "input",
            &name.value,
            &name.place,
            feature.inputs.iter().map(|input| input.id.as_str()),
        );
        return;
    };
    let fix = match (&input.kind, value) {
        (InputKind::Toggle { .. }, PresetValue::Toggle(_)) => None,
        (InputKind::Toggle { .. }, _) => Some("write true or false".to_owned()),
        (InputKind::Choice { choices, .. }, PresetValue::Text(text)) => {
            let ids = || choices.iter().map(|(id, _)| id.as_str());
            (!ids().any(|id| id == text)).then(|| match nearest(text, ids()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of: {}", ids().collect::<Vec<_>>().join(", ")),
            })
        }
        (InputKind::Number { min, max, .. }, PresetValue::Text(text)) => match Decimal::parse(text) {
            Ok(number) => {
                let low = min.filter(|min| number < *min).map(|min| format!("write {min} or more"));
                low.or_else(|| max.filter(|max| number > *max).map(|max| format!("write {max} or less")))
            }
            Err(_) => Some("write a plain number".to_owned()),
        },
        (_, PresetValue::Toggle(_)) => Some("write its value".to_owned()),
    };
    if let Some(fix) = fix {
        reader.fault("bad_input_value", &name.place, format!("`{}` cannot have this value", name.value), fix);
    }
}
