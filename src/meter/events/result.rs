//! From the tally to what is shown and planned with.

use std::collections::{BTreeMap, BTreeSet};

use super::super::measured::{MeasuredCost, MeasuredLine, MeasuredUsage, MeasuredValue, Pace};
use super::price;
use super::setup::FeatureSetup;
use super::sum::ExactSum;
use super::tally::{CostTally, FeatureTally, Group, GroupMonth, Tally};
use super::view::{EventsAmount, EventsCoarser, EventsCredits, EventsFeature, EventsMonth, EventsRounding};
use crate::book::{Feature, InputKind, PriceBook, RateScope};
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::rate::{Inputs, Value};

/// Places of a percentage.
const PERCENT_PLACES: u32 = 2;

/// Credits by credit type.
type ByType = BTreeMap<usize, Decimal>;

/// What the events come to.
pub(super) struct Sums<'t> {
    book: &'t PriceBook,
    setups: &'t [FeatureSetup],
    tally: &'t Tally,
    /// By feature and first day of the month.
    months: Vec<BTreeMap<Date, ByType>>,
    /// The credit types that are cost.
    types: Vec<usize>,
}

impl<'t> Sums<'t> {
    pub fn new(
        book: &'t PriceBook,
        setups: &'t [FeatureSetup],
        tally: &'t Tally,
    ) -> Result<Sums<'t>, String> {
        let mut months = Vec::with_capacity(tally.features.len());
        for (feature, of) in book.features().iter().zip(&tally.features) {
            months.push(by_month(book, feature, of)?);
        }
        let types: BTreeSet<usize> =
            months.iter().flat_map(BTreeMap::values).flat_map(|sums| sums.keys().copied()).collect();
        Ok(Sums { book, setups, tally, months, types: types.into_iter().collect() })
    }

    /// The features that there are events of.
    fn used(&self) -> impl Iterator<Item = (usize, &'t Feature, &'t FeatureTally)> + use<'t> {
        let all = self.book.features().iter().zip(&self.tally.features).enumerate();
        all.filter(|(_, (_, tally))| tally.events > 0)
            .map(|(index, (feature, tally))| (index, feature, tally))
    }

    /// The plan whose prices are shown, where it matters.
    pub fn plan(&self) -> Option<String> {
        let asking = self.used().find(|(_, feature, _)| feature.depends_on_plan)?;
        let setup = self.setups.get(asking.0)?;
        setup.asked.get(setup.shown).cloned()
    }

    pub fn credits(&self) -> Result<Vec<EventsCredits>, NumError> {
        let of_type = |credit: &usize| {
            let mut total = Decimal::ZERO;
            for sums in self.months.iter().flat_map(BTreeMap::values) {
                total = total.checked_add(sums.get(credit).copied().unwrap_or(Decimal::ZERO))?;
            }
            Ok(EventsCredits { credit: self.id(*credit), total, rounding: self.rounding(*credit)? })
        };
        self.types.iter().map(of_type).collect()
    }

    fn rounding(&self, credit: usize) -> Result<Option<EventsRounding>, NumError> {
        let steps = self.tally.coarser.get(credit).map_or(&[][..], Vec::as_slice);
        let (mut each, mut together) = (Decimal::ZERO, Decimal::ZERO);
        let mut coarser = vec![Decimal::ZERO; steps.len()];
        let mut ways = BTreeSet::new();
        for (_, feature, tally) in self.used() {
            for cost in tally.months.values().filter_map(|month| month.costs.get(&credit)) {
                let Ok(exact) = cost.exact.value() else { return Ok(None) };
                each = each.checked_add(cost.each)?;
                together = together.checked_add(exact.round(&cost.rounding)?)?;
                for (sum, more) in coarser.iter_mut().zip(&cost.coarser) {
                    *sum = sum.checked_add(*more)?;
                }
                ways.insert(feature.rounds == RateScope::Use);
            }
        }
        let Some(first) = ways.first().copied() else { return Ok(None) };
        let of_step = |(step, each): (&Rounding, Decimal)| {
            let added = each.checked_sub(together)?;
            Ok(EventsCoarser { step: step.step(), each, added, percent: percent(added, together)? })
        };
        let added = each.checked_sub(together)?;
        Ok(Some(EventsRounding {
            rounds_each: (ways.len() == 1).then_some(first),
            each,
            together,
            added,
            percent: percent(added, together)?,
            coarser: steps.iter().zip(coarser).map(of_step).collect::<Result<_, NumError>>()?,
        }))
    }

    pub fn features(&self) -> Result<Vec<EventsFeature>, NumError> {
        let places = Rounding::to_places(RoundingMode::HalfAwayFromZero, PERCENT_PLACES)?;
        let one = |(index, feature, tally): (usize, &Feature, &FeatureTally)| {
            let mut sums = ByType::new();
            for (credit, credits) in self.months.get(index).into_iter().flat_map(BTreeMap::values).flatten() {
                let sum = sums.entry(*credit).or_insert(Decimal::ZERO);
                *sum = sum.checked_add(*credits)?;
            }
            let mut charged = ExactSum::ZERO;
            for month in tally.months.values() {
                charged.add(month.charged.value()?);
            }
            Ok(EventsFeature {
                feature: feature.id.clone(),
                name: feature.name.clone(),
                events: tally.events,
                failed: tally.failed,
                charged: charged.value()?.round(&places)?,
                by_month: feature.applies == RateScope::Month,
                credits: sums
                    .into_iter()
                    .map(|(credit, credits)| EventsAmount { credit: self.id(credit), credits })
                    .collect(),
            })
        };
        self.used().map(one).collect()
    }

    pub fn months(&self) -> Result<Vec<EventsMonth>, NumError> {
        let mut months: BTreeMap<Date, EventsMonth> = BTreeMap::new();
        let empty =
            |start: Date| EventsMonth { start, events: 0, credits: vec![Decimal::ZERO; self.types.len()] };
        for (index, _, tally) in self.used() {
            for (start, counted) in &tally.months {
                let month = months.entry(*start).or_insert_with(|| empty(*start));
                month.events = month.events.saturating_add(counted.events);
                let Some(sums) = self.months.get(index).and_then(|months| months.get(start)) else {
                    continue;
                };
                for (sum, credit) in month.credits.iter_mut().zip(&self.types) {
                    *sum = sum.checked_add(sums.get(credit).copied().unwrap_or(Decimal::ZERO))?;
                }
            }
        }
        Ok(months.into_values().collect())
    }

    /// By day, for reading; `None` where a rate is applied to a month's total.
    pub fn days(&self) -> Result<Option<Vec<EventsMonth>>, NumError> {
        if self.used().any(|(_, feature, _)| feature.applies == RateScope::Month) {
            return Ok(None);
        }
        let day = |(start, day): (&Date, &super::tally::DayTally)| {
            let of_type = |credit: &usize| {
                let to_step = Rounding::new(RoundingMode::HalfAwayFromZero, self.book.step(*credit));
                let sum = day.credits.get(credit).copied().unwrap_or_default().value()?;
                sum.round(&to_step.ok_or(NumError::Overflow)?)
            };
            let credits = self.types.iter().map(of_type).collect::<Result<_, NumError>>()?;
            Ok(EventsMonth { start: *start, events: day.events, credits })
        };
        self.tally.days.iter().map(day).collect::<Result<Vec<_>, NumError>>().map(Some)
    }

    /// The events as usage whose days are like the sample's.
    pub fn measured(&self, days: u32) -> Result<Option<MeasuredUsage>, NumError> {
        let mut lines = Vec::new();
        for (index, feature, tally) in self.used() {
            if feature.applies == RateScope::Month {
                for group in tally.groups.values() {
                    lines.push(totals(feature, group)?);
                }
                continue;
            }
            let setup = self.setups.get(index);
            let costs = tally.gross.iter().flat_map(|(credit, by_plan)| {
                by_plan.iter().enumerate().map(move |(place, gross)| (*credit, place, gross))
            });
            let cost = |(credit, place, gross): (usize, usize, &super::tally::Gross)| {
                let credits = match feature.rounds {
                    RateScope::Use => gross.each.into(),
                    RateScope::Month => gross.exact.value()?,
                };
                let plan = setup.and_then(|setup| setup.asked.get(place)).filter(|_| feature.depends_on_plan);
                Ok(MeasuredCost {
                    credit: self.id(credit),
                    plan: plan.cloned(),
                    credits: credits.to_string(),
                })
            };
            lines.push(MeasuredLine {
                feature: feature.id.clone(),
                events: tally.events.to_string(),
                counted: tally.events.saturating_sub(tally.failed).to_string(),
                costs: Some(costs.map(cost).collect::<Result<_, NumError>>()?),
                totals: None,
            });
        }
        let book = Some(self.book.fingerprint());
        let usage = MeasuredUsage { book, days, pace: Pace::EachDay, lines, ..MeasuredUsage::default() };
        Ok((!usage.lines.is_empty()).then_some(usage))
    }

    fn id(&self, credit: usize) -> String {
        self.book.credit(credit).map(|credit| credit.id.clone()).unwrap_or_default()
    }
}

/// Credits of a feature by month, rounded as the book says.
fn by_month(
    book: &PriceBook,
    feature: &Feature,
    tally: &FeatureTally,
) -> Result<BTreeMap<Date, ByType>, String> {
    let mut months: BTreeMap<Date, ByType> = BTreeMap::new();
    let too_long = |error: NumError| format!("`{}`: {error}", feature.id);
    for (start, month) in &tally.months {
        let credits = |cost: &CostTally| match feature.rounds {
            RateScope::Use => Ok(cost.each),
            RateScope::Month => cost.exact.value().and_then(|exact| exact.round(&cost.rounding)),
        };
        for (credit, cost) in &month.costs {
            months.entry(*start).or_default().insert(*credit, credits(cost).map_err(too_long)?);
        }
    }
    for group in tally.groups.values() {
        for (start, month) in &group.months {
            let sums = months.entry(*start).or_default();
            for (credit, credits) in rated(book, feature, group, *start, month)? {
                let sum = sums.entry(credit).or_insert(Decimal::ZERO);
                *sum = sum.checked_add(credits).map_err(too_long)?;
            }
        }
    }
    Ok(months)
}

/// What a month's total costs.
fn rated(
    book: &PriceBook,
    feature: &Feature,
    group: &Group,
    start: Date,
    month: &GroupMonth,
) -> Result<Vec<(usize, Decimal)>, String> {
    let too_long = |error: NumError| format!("`{}`: {error}", feature.id);
    let share = || -> Result<Fraction, NumError> {
        month.charged.value()?.checked_div(Fraction::from_int(month.events.into()))
    };
    let share = share().map_err(too_long)?;
    if share.is_zero() {
        return Ok(Vec::new());
    }
    let mut inputs: Inputs = group.inputs.clone();
    let numbers = feature.inputs.iter().filter(|input| matches!(input.kind, InputKind::Number { .. }));
    for (input, sum) in numbers.zip(&month.sums) {
        let total = sum.value().and_then(|sum| sum.checked_mul(share)).map_err(too_long)?;
        inputs.set(input.id.as_str(), Value::Number(total));
    }
    let costs = feature.rate_on(start).into_iter().flat_map(|rate| &rate.costs);
    let cost = |cost: &crate::book::Cost| {
        let credits = price::one(book, cost, &inputs, start).map_err(|fault| fault.message)?;
        Ok((cost.credit, credits.round(&cost.rounding).map_err(too_long)?))
    };
    costs.map(cost).collect()
}

/// The line of events whose rate is applied to a month's total.
fn totals(feature: &Feature, group: &Group) -> Result<MeasuredLine, NumError> {
    let mut totals: BTreeMap<String, MeasuredValue> = BTreeMap::new();
    let events = group.months.values().fold(0_u32, |sum, month| sum.saturating_add(month.events));
    let mut number = 0_usize;
    for input in &feature.inputs {
        let value = match (&input.kind, group.inputs.get(&input.id)) {
            (InputKind::Number { .. }, _) => {
                let mut sum = ExactSum::ZERO;
                for month in group.months.values() {
                    sum.add(month.sums.get(number).copied().unwrap_or_default().value()?);
                }
                number = number.saturating_add(1);
                MeasuredValue::Text(sum.value()?.to_string())
            }
            (_, Some(Value::Bool(on))) => MeasuredValue::Toggle(*on),
            (_, value) => MeasuredValue::Text(value.map(Value::to_string).unwrap_or_default()),
        };
        totals.insert(input.id.clone(), value);
    }
    Ok(MeasuredLine {
        feature: feature.id.clone(),
        events: events.to_string(),
        counted: events.to_string(),
        costs: None,
        totals: Some(totals),
    })
}

fn percent(part: Decimal, whole: Decimal) -> Result<Option<Decimal>, NumError> {
    if whole.is_zero() {
        return Ok(None);
    }
    let places = Rounding::to_places(RoundingMode::HalfAwayFromZero, PERCENT_PLACES)?;
    part.checked_mul(Decimal::from_int(100))?.divide(whole, &places).map(Some)
}
