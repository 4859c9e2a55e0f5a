//! Presets: what they name exists.

use std::collections::{BTreeMap, BTreeSet};

use super::super::feature::{Feature, Input, InputKind};
use super::super::format::{self, PresetValue as RawValue};
use super::super::preset::{Preset, PresetLine, PresetTeam, PresetValue};
use super::super::reader::{Entries, Placed, Reader};
use super::super::seat::Seats;
use super::inputs::rising;
use crate::num::Decimal;
use crate::rate::nearest;

/// Months of a season.
const SEASON: usize = 12;
/// Most days of a month.
const DAYS: u32 = 31;

/// The presets; those with faults are left out. `seats` are the kinds of seats of all plans.
pub(super) fn presets(
    raw: &[format::Preset],
    features: &[Feature],
    seats: &BTreeSet<String>,
    reader: &mut Reader,
) -> Vec<Preset> {
    let mut checker = Checker { features, seats, reader };
    raw.iter().filter_map(|preset| checker.preset(preset)).collect()
}

struct Checker<'c, 't> {
    features: &'c [Feature],
    seats: &'c BTreeSet<String>,
    reader: &'c mut Reader<'t>,
}

impl Checker<'_, '_> {
    fn preset(&mut self, raw: &format::Preset) -> Option<Preset> {
        super::id(&raw.id, self.reader);
        super::unique(raw.teams.iter().map(|team| &team.id), "team", self.reader);
        if !raw.season.is_empty() && raw.season.len() != SEASON {
            let message = format!("the season has {} factors", raw.season.len());
            self.reader.fault("bad_season", &raw.place, message, "write twelve factors, January first");
        }
        if raw.season.iter().any(|factor| factor.is_negative()) {
            self.reader.fault("bad_season", &raw.place, "a season's factor is below 0", "write 0 or more");
        }
        let teams = raw.teams.iter().map(|team| {
            super::id(&team.id, self.reader);
            PresetTeam { id: team.id.value.clone(), seats: self.seats(&team.seats) }
        });
        let teams = teams.collect();
        let lines: Vec<Option<PresetLine>> =
            raw.usage.iter().map(|line| self.line(line, &raw.teams)).collect();
        Some(Preset {
            id: raw.id.value.clone(),
            name: raw.name.clone(),
            about: raw.about.clone(),
            lines: lines.into_iter().collect::<Option<_>>()?,
            growth: raw.growth,
            season: raw.season.clone(),
            seats: self.seats(&raw.seats),
            teams,
            slow: raw.slow.unwrap_or(false),
        })
    }

    fn seats(&mut self, raw: &Entries<u32>) -> Seats {
        let mut counts = BTreeMap::new();
        for (kind, count) in &raw.0 {
            if !self.seats.contains(&kind.value) {
                self.reader.unknown("seat", &kind.value, &kind.place, self.seats.iter().map(String::as_str));
            }
            counts.insert(kind.value.clone(), *count);
        }
        Seats::new(counts)
    }

    fn line(&mut self, raw: &format::PresetLine, teams: &[format::PresetTeam]) -> Option<PresetLine> {
        self.who(raw, teams);
        let features = self.features;
        let Some(index) = features.iter().position(|feature| feature.id == raw.feature.value) else {
            let known = features.iter().map(|feature| feature.id.as_str());
            self.reader.unknown("feature", &raw.feature.value, &raw.feature.place, known);
            return None;
        };
        let feature = features.get(index)?;
        let inputs = raw.inputs.0.iter().map(|(name, value)| {
            self.input(feature, name, value);
            (name.value.clone(), checked(value))
        });
        Some(PresetLine {
            feature: index,
            inputs: inputs.collect(),
            times: raw.times,
            per: raw.per,
            people: raw.people.unwrap_or(Decimal::ONE),
            team: raw.team.as_ref().map(|team| team.value.clone()),
            on_days: raw.on_days.as_ref().map(|days| days.value),
            success: raw.success.as_ref().map(|percent| percent.value),
        })
    }

    /// Who does it, how often, on which days and with which success.
    fn who(&mut self, raw: &format::PresetLine, teams: &[format::PresetTeam]) {
        if raw.times.is_negative() || raw.people.is_some_and(|people| people.is_negative()) {
            self.reader.fault("negative_usage", &raw.place, "usage is below 0", "write 0 or more");
        }
        let ids = teams.iter().map(|team| team.id.value.as_str());
        match &raw.team {
            Some(team) if !ids.clone().any(|id| id == team.value) => {
                self.reader.unknown("team", &team.value, &team.place, ids);
            }
            None if teams.len() > 1 => {
                let message = "it is not said which team does it";
                self.reader.fault("no_team", &raw.place, message, "add \"team\" with the id of one");
            }
            _ => {}
        }
        if let Some(days) = raw.on_days.as_ref().filter(|days| !(1..=DAYS).contains(&days.value)) {
            let message = format!("a month does not have {} days to be used on", days.value);
            self.reader.fault(
                "bad_on_days",
                &days.place,
                message,
                "write 1 to 31, or leave it out for every day",
            );
        }
        if let Some(percent) = raw.success.as_ref() {
            super::percent(percent, self.reader);
        }
    }

    fn input(&mut self, feature: &Feature, name: &Placed<String>, value: &RawValue) {
        let Some(input) = feature.inputs.iter().find(|input| input.id == name.value) else {
            let known = feature.inputs.iter().map(|input| input.id.as_str());
            self.reader.unknown("input", &name.value, &name.place, known);
            return;
        };
        if let RawValue::Range(range) = value {
            rising(range, self.reader);
        }
        if let Some(fix) = mistake(input, value) {
            let message = format!("`{}` cannot have this value", name.value);
            self.reader.fault("bad_input_value", &name.place, message, fix);
        }
    }
}

fn checked(value: &RawValue) -> PresetValue {
    match value {
        RawValue::Toggle(on) => PresetValue::Toggle(*on),
        RawValue::Text(text) => PresetValue::Text(text.clone()),
        RawValue::Range(range) => {
            PresetValue::Range { low: range.low, typical: range.typical, high: range.high }
        }
    }
}

/// What to write instead of a value that the input cannot have.
fn mistake(input: &Input, value: &RawValue) -> Option<String> {
    match (&input.kind, value) {
        (InputKind::Toggle { .. }, RawValue::Toggle(_)) => None,
        (InputKind::Toggle { .. }, _) => Some("write true or false".to_owned()),
        (InputKind::Choice { choices, .. }, RawValue::Text(text)) => {
            let ids = || choices.iter().map(|(id, _)| id.as_str());
            (!ids().any(|id| id == text)).then(|| match nearest(text, ids()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of: {}", ids().collect::<Vec<_>>().join(", ")),
            })
        }
        (InputKind::Number { min, max, .. }, RawValue::Text(text)) => match Decimal::parse(text) {
            Ok(number) => outside(&[number], *min, *max),
            Err(_) => Some("write a plain number".to_owned()),
        },
        (InputKind::Number { min, max, .. }, RawValue::Range(range)) => {
            outside(&[range.low, range.typical, range.high], *min, *max)
        }
        (_, RawValue::Toggle(_) | RawValue::Range(_)) => Some("write its value".to_owned()),
    }
}

fn outside(numbers: &[Decimal], min: Option<Decimal>, max: Option<Decimal>) -> Option<String> {
    let low = min.filter(|min| numbers.iter().any(|number| number < min));
    let high = max.filter(|max| numbers.iter().any(|number| number > max));
    match (low, high) {
        (Some(min), _) => Some(format!("write {min} or more")),
        (None, Some(max)) => Some(format!("write {max} or less")),
        (None, None) => None,
    }
}
