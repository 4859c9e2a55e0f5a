//! Lines of usage that were measured: what their events cost on average.

use std::collections::BTreeMap;

use super::events::read_fraction;
use super::inputs::Choices;
use super::line::{Line, LineSample, Lines};
use super::measured::{MeasuredCost, MeasuredLine, MeasuredUsage, MeasuredValue, Pace};
use super::people::team;
use super::rating::Job;
use super::read::{Unknown, amount, known, too_large};
use super::usage::Frequency;
use crate::book::{Fault, Feature, InputKind, NO_PLAN, PLAN_INPUT, PriceBook, RateScope};
use crate::num::{Decimal, Fraction, NumError, Rounding};
use crate::rate::{Inputs, Value};

/// Longest sample, in days.
const MOST_DAYS: u32 = 36_600;
/// Longest name that is shown.
const LONGEST_NAME: usize = 200;
/// Percent of uses that succeed when nothing is said.
const ALL: i64 = 100;

/// What events cost on average, by credit type and plan.
#[derive(Debug, Clone, Default)]
pub(super) struct Averages {
    costs: BTreeMap<(usize, Option<String>), Average>,
}

/// What one event costs on average.
#[derive(Debug, Clone, Copy)]
pub(super) struct Average {
    credits: Fraction,
    counted: Fraction,
    pub per_use: Fraction,
}

impl Average {
    /// How it came about, as a formula and with its result.
    pub fn words(&self) -> (String, String) {
        let Average { credits, counted, per_use } = self;
        let result = per_use.to_decimal().map(|per_use| format!(" = {per_use}")).unwrap_or_default();
        (format!("{credits} / {counted}"), format!("{credits} ÷ {counted}{result}"))
    }
}

impl Averages {
    /// The credit types that events cost on a plan.
    pub fn credits<'a>(&'a self, plan: &'a str) -> impl Iterator<Item = usize> + 'a {
        let fits = move |of: &Option<String>| of.as_deref().is_none_or(|of| of == plan);
        self.costs.keys().filter(move |(_, of)| fits(of)).map(|(credit, _)| *credit)
    }

    /// What one costs of a credit type on a plan.
    pub fn of(&self, credit: usize, plan: &str) -> Option<&Average> {
        let on_plan = self.costs.get(&(credit, Some(plan.to_owned())));
        on_plan.or_else(|| self.costs.get(&(credit, None)))
    }

    /// How a month's credits of the type are rounded.
    pub fn rounding(&self, feature: &Feature, credit: usize) -> Option<Rounding> {
        let costs = feature.rates.iter().rev().flat_map(|rate| &rate.costs);
        costs.into_iter().find(|cost| cost.credit == credit).map(|cost| cost.rounding)
    }

    fn read(
        book: &PriceBook,
        feature: &Feature,
        raw: &[MeasuredCost],
        counted: Fraction,
        path: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<Averages> {
        let before = faults.len();
        let mut averages = Averages::default();
        for (index, cost) in raw.iter().enumerate() {
            let path = format!("{path}.costs[{index}]");
            let unknown = Unknown {
                code: "unknown_credit_type",
                path: &format!("{path}.type"),
                message: "the price book has no credit type",
                otherwise: "read the file of events again under this price book",
            };
            let ids = book.credits().iter().map(|unit| unit.id.as_str());
            let credit = known(&cost.credit, ids, unknown, faults);
            let credits = credits(&cost.credits, &format!("{path}.credits"), faults);
            if let (Some(credit), Some(credits)) = (credit, credits)
                && let Ok(per_use) = credits.checked_div(counted)
            {
                let average = Average { credits, counted, per_use };
                averages.costs.insert((credit, cost.plan.clone()), average);
            }
        }
        averages.check_plans(feature, path, faults);
        (faults.len() == before).then_some(averages)
    }

    /// A price that depends on the plan must be known on each of them.
    fn check_plans(&self, feature: &Feature, path: &str, faults: &mut Vec<Fault>) {
        let missing = |plan: &&String| self.credits(plan).next().is_none();
        let plans: &[String] = if feature.depends_on_plan { &feature.plan_choices } else { &[] };
        if let Some(plan) = plans.iter().find(missing) {
            let message = format!("nothing says what the events of `{}` cost on `{plan}`", feature.id);
            let fix = "read the file of events again under this price book";
            faults.push(Fault::usage("measured_otherwise", path, message, fix));
        }
    }
}

fn credits(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Fraction> {
    let read = read_fraction(text).filter(|credits| !credits.is_negative());
    if read.is_none() {
        let message = format!("`{text}` is no amount of credits");
        faults.push(Fault::usage("bad_number", path, message, "give a decimal, or a fraction such as 1/3"));
    }
    read
}

impl Lines<'_> {
    /// Meters the lines of a sample in their order; `None` after at least one fault.
    pub fn measured(&mut self, sample: &MeasuredUsage, faults: &mut Vec<Fault>) -> Option<Vec<Line>> {
        let before = faults.len();
        if sample.days == 0 || sample.days > MOST_DAYS {
            let message = format!("a sample of {} days", sample.days);
            let fix = format!("enter 1 to {MOST_DAYS} days");
            faults.push(Fault::usage("out_of_range", "usage.measured.days", message, fix));
        }
        if sample.name.len() > LONGEST_NAME {
            let message = "the name is too long";
            faults.push(Fault::usage("out_of_range", "usage.measured.name", message, "shorten it"));
        }
        if sample.book.as_deref().is_some_and(|book| book != self.book.fingerprint()) {
            let message = "the events were measured under another version of the price book";
            let fix = "read their file again, or take them out";
            faults.push(Fault::usage("measured_otherwise", "usage.measured", message, fix));
        }
        let team = team(self.usage, sample.team.as_deref(), "usage.measured.team", faults);
        let times = sample.times(faults);
        if faults.len() > before {
            return None;
        }
        let (team, times) = (team?, times?);
        let read: Vec<Option<Line>> = sample
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| {
                self.sampled(sample, times, line, team, &format!("usage.measured.lines[{index}]"), faults)
            })
            .collect();
        read.into_iter().collect()
    }

    fn sampled(
        &mut self,
        sample: &MeasuredUsage,
        times: Decimal,
        raw: &MeasuredLine,
        team: usize,
        path: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<Line> {
        let features = self.book.features();
        let unknown = Unknown {
            code: "unknown_feature",
            path: &format!("{path}.feature"),
            message: "the price book has no feature",
            otherwise: "read the file of events again under this price book",
        };
        let place = known(&raw.feature, features.iter().map(|feature| feature.id.as_str()), unknown, faults);
        let events = count(&raw.events, &format!("{path}.events"), faults);
        let counted = amount(&raw.counted, &format!("{path}.counted"), faults);
        let (index, feature) = place.and_then(|index| Some((index, features.get(index)?)))?;
        let (events, counted) = (events?, counted?);
        let by_month = feature.applies == RateScope::Month;
        let mut averages = None;
        let mut typical = Inputs::new();
        if by_month {
            typical = totals(feature, raw, counted, path, faults)?;
        } else if counted.is_zero() {
            averages = Some(Averages::default());
        } else {
            let costs = raw.costs.as_deref().unwrap_or_default();
            averages = Some(Averages::read(self.book, feature, costs, counted.into(), path, faults)?);
        }
        let mut counts = || -> Result<(Vec<Fraction>, Vec<Fraction>), NumError> {
            let share = Fraction::from(counted).checked_div(events.into())?;
            let all = Fraction::from(events).checked_mul(times.into())?;
            let (count, per) = match sample.pace {
                Pace::EachDay => (all.checked_div(Fraction::from_int(sample.days.into()))?, Frequency::Day),
                Pace::EachMonth => (all, Frequency::Month),
            };
            self.uses(index, feature, count, share, per)
        };
        let (uses, charged) = counts().map_err(|error| faults.push(too_large(path, error))).ok()?;
        let job = Job {
            book: self.book,
            schedule: self.schedule,
            feature,
            choices: Choices { typical, others: Vec::new() },
            measured: averages.as_ref(),
            charged: &charged,
            is_idle: events.is_zero() || times.is_zero(),
            pick: self.pick,
        };
        let rated = job.rate().map_err(|refusal| faults.push(refusal.at(path))).ok()?;
        Some(Line {
            feature: index,
            times: events,
            per: Frequency::Month,
            people: Decimal::ONE,
            team,
            success: Decimal::from_int(ALL),
            on_days: None,
            sample: Some(LineSample { events, days: sample.days, pace: sample.pace }),
            uses,
            charged,
            is_ranged: false,
            metered: rated.metered,
            without_plan: rated.without_plan,
            with_plan: rated.with_plan,
        })
    }
}

impl MeasuredUsage {
    /// So many times as much as the sample; `None` after a fault.
    pub(crate) fn times(&self, faults: &mut Vec<Fault>) -> Option<Decimal> {
        match &self.times {
            None => Some(Decimal::ONE),
            Some(times) => amount(times, "usage.measured.times", faults),
        }
    }
}

/// A whole number above 0.
fn count(text: &str, path: &str, faults: &mut Vec<Fault>) -> Option<Decimal> {
    let count = amount(text, path, faults)?;
    if count.is_zero() || !count.is_integer() {
        let message = format!("{count} events");
        faults.push(Fault::usage("out_of_range", path, message, "enter a whole number above 0"));
        return None;
    }
    Some(count)
}

/// The inputs of one event on average, where the rate is applied to a month's total.
fn totals(
    feature: &Feature,
    raw: &MeasuredLine,
    counted: Decimal,
    path: &str,
    faults: &mut Vec<Fault>,
) -> Option<Inputs> {
    let mut inputs = Inputs::new();
    inputs.set(PLAN_INPUT, Value::Text(NO_PLAN.to_owned()));
    for input in &feature.inputs {
        let given = raw.totals.as_ref().and_then(|totals| totals.get(&input.id));
        let value = match (&input.kind, given) {
            (InputKind::Toggle { .. }, Some(MeasuredValue::Toggle(on))) => Some(Value::Bool(*on)),
            (InputKind::Choice { choices, .. }, Some(MeasuredValue::Text(id)))
                if choices.iter().any(|(known, _)| known == id) =>
            {
                Some(Value::Text(id.clone()))
            }
            (InputKind::Number { .. }, Some(MeasuredValue::Text(sum))) => {
                read_fraction(sum).and_then(|sum| sum.checked_div(counted.into()).ok()).map(Value::Number)
            }
            _ => None,
        };
        match value {
            Some(value) => inputs.set(input.id.as_str(), value),
            None => {
                let message = format!("nothing says what `{}` was", input.id);
                let fix = "read the file of events again under this price book";
                let path = format!("{path}.totals.{}", input.id);
                faults.push(Fault::usage("measured_otherwise", path, message, fix));
                return None;
            }
        }
    }
    Some(inputs)
}
