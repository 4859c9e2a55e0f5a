//! What the events come to: sums by feature, month, day and credit type.

use std::collections::BTreeMap;

use super::price::{Event, Price};
use super::setup::FeatureSetup;
use super::sum::ExactSum;
use crate::book::{Feature, InputKind, PriceBook, RateScope};
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::rate::{Inputs, Value};

/// Coarser steps to which every event might be rounded up instead, in hundredths.
const COARSER: [i64; 2] = [1, 100];

/// All events.
pub(super) struct Tally {
    /// One a feature of the book.
    pub features: Vec<FeatureTally>,
    pub days: BTreeMap<Date, DayTally>,
    pub events: u32,
    /// By credit type: steps that are coarser than the book's.
    pub coarser: Vec<Vec<Rounding>>,
}

/// Events of one feature.
#[derive(Default)]
pub(super) struct FeatureTally {
    pub events: u32,
    /// Events that are not charged because they failed.
    pub failed: u32,
    /// By first day of the month.
    pub months: BTreeMap<Date, MonthTally>,
    /// By credit type and plan asked for: what all events cost that count, free ones included.
    pub gross: BTreeMap<usize, Vec<Gross>>,
    /// Rated by the month: events with the same choices.
    pub groups: BTreeMap<Vec<String>, Group>,
}

/// Events of one feature and month.
pub(super) struct MonthTally {
    pub events: u32,
    /// How many are charged.
    pub charged: ExactSum,
    /// Free uses that have been taken.
    free: Fraction,
    /// By credit type.
    pub costs: BTreeMap<usize, CostTally>,
}

/// Credits of one type.
pub(super) struct CostTally {
    pub rounding: Rounding,
    /// Each event rounded.
    pub each: Decimal,
    /// Nothing rounded.
    pub exact: ExactSum,
    /// Each event rounded up to a coarser step.
    pub coarser: Vec<Decimal>,
}

/// Credits of one type for customers on one plan, each event rounded and not.
#[derive(Clone, Copy)]
pub(super) struct Gross {
    pub each: Decimal,
    pub exact: ExactSum,
}

/// Events of a feature rated by the month that have the same choices.
pub(super) struct Group {
    pub inputs: Inputs,
    pub months: BTreeMap<Date, GroupMonth>,
}

/// Their sums in a month.
pub(super) struct GroupMonth {
    pub events: u32,
    pub charged: ExactSum,
    /// One a number input of the feature, in its order, of all of them.
    pub sums: Vec<ExactSum>,
}

/// One day's events.
#[derive(Default)]
pub(super) struct DayTally {
    pub events: u32,
    /// By credit type.
    pub credits: BTreeMap<usize, ExactSum>,
}

impl Tally {
    pub fn new(book: &PriceBook) -> Tally {
        let coarser = |credit: usize| {
            let steps =
                COARSER.into_iter().map(Decimal::from_scaled::<2>).filter(|step| *step > book.step(credit));
            steps.filter_map(|step| Rounding::new(RoundingMode::Up, step)).collect()
        };
        Tally {
            features: book.features().iter().map(|_| FeatureTally::default()).collect(),
            days: BTreeMap::new(),
            events: 0,
            coarser: (0..book.credits().len()).map(coarser).collect(),
        }
    }

    /// Adds an event with its prices.
    pub fn add(
        &mut self,
        feature: &Feature,
        own: &FeatureSetup,
        event: &Event,
        prices: &[Price],
    ) -> Result<(), NumError> {
        let Some(tally) = self.features.get_mut(event.feature) else { return Ok(()) };
        let day = self.days.entry(event.day).or_default();
        for count in [&mut self.events, &mut tally.events, &mut day.events] {
            *count = count.saturating_add(1);
        }
        let month = tally.months.entry(month_of(event.day)).or_default();
        month.events = month.events.saturating_add(1);
        if !event.counts {
            tally.failed = tally.failed.saturating_add(1);
            return Ok(());
        }
        let charged = month.charge(feature.free_uses.into())?;
        if feature.applies == RateScope::Month {
            let groups = &mut tally.groups;
            return group(groups, feature, own, month_of(event.day), charged);
        }
        for price in prices {
            let gross =
                tally.gross.entry(price.credit).or_insert_with(|| vec![Gross::ZERO; price.credits.len()]);
            for (sum, credits) in gross.iter_mut().zip(&price.credits) {
                sum.add(*credits, &price.rounding)?;
            }
            let Some(credits) = price.credits.get(own.shown) else { continue };
            let coarser = self.coarser.get(price.credit).map_or(&[][..], Vec::as_slice);
            let cost =
                month.costs.entry(price.credit).or_insert_with(|| CostTally::new(price.rounding, coarser));
            let added = cost.add(*credits, charged, &price.rounding, coarser)?;
            let is_each = feature.rounds == RateScope::Use;
            let exact = if is_each { added.into() } else { credits.checked_mul(charged)? };
            day.credits.entry(price.credit).or_default().add(exact);
        }
        Ok(())
    }
}

impl Default for MonthTally {
    fn default() -> MonthTally {
        MonthTally { events: 0, charged: ExactSum::ZERO, free: Fraction::ZERO, costs: BTreeMap::new() }
    }
}

impl MonthTally {
    /// How much of one more event is charged: nothing while free uses are left.
    fn charge(&mut self, free: Fraction) -> Result<Fraction, NumError> {
        let own = free.checked_sub(self.free)?.min(Fraction::ONE);
        self.free = self.free.checked_add(own)?;
        let charged = Fraction::ONE.checked_sub(own)?;
        self.charged.add(charged);
        Ok(charged)
    }
}

impl CostTally {
    fn new(rounding: Rounding, coarser: &[Rounding]) -> CostTally {
        let coarser = vec![Decimal::ZERO; coarser.len()];
        CostTally { rounding, each: Decimal::ZERO, exact: ExactSum::ZERO, coarser }
    }

    /// Adds what is charged of an event; what was added to the sum of rounded events.
    fn add(
        &mut self,
        credits: Fraction,
        charged: Fraction,
        rounding: &Rounding,
        coarser: &[Rounding],
    ) -> Result<Decimal, NumError> {
        if charged.is_zero() {
            return Ok(Decimal::ZERO);
        }
        let credits = credits.checked_mul(charged)?;
        self.exact.add(credits);
        for (sum, step) in self.coarser.iter_mut().zip(coarser) {
            *sum = sum.checked_add(credits.round(step)?)?;
        }
        let each = credits.round(rounding)?;
        self.each = self.each.checked_add(each)?;
        Ok(each)
    }
}

impl Gross {
    const ZERO: Gross = Gross { each: Decimal::ZERO, exact: ExactSum::ZERO };

    fn add(&mut self, credits: Fraction, rounding: &Rounding) -> Result<(), NumError> {
        self.each = self.each.checked_add(credits.round(rounding)?)?;
        self.exact.add(credits);
        Ok(())
    }
}

/// Adds an event of a feature rated by the month to those with the same choices.
fn group(
    groups: &mut BTreeMap<Vec<String>, Group>,
    feature: &Feature,
    own: &FeatureSetup,
    month: Date,
    charged: Fraction,
) -> Result<(), NumError> {
    let is_number = |kind: &InputKind| matches!(kind, InputKind::Number { .. });
    let choices = feature.inputs.iter().filter(|input| !is_number(&input.kind));
    let key =
        choices.map(|input| own.inputs.get(&input.id).map(Value::to_string).unwrap_or_default()).collect();
    let group =
        groups.entry(key).or_insert_with(|| Group { inputs: own.inputs.clone(), months: BTreeMap::new() });
    let numbers = || feature.inputs.iter().filter(|input| is_number(&input.kind));
    let month = group.months.entry(month).or_insert_with(|| GroupMonth {
        events: 0,
        charged: ExactSum::ZERO,
        sums: numbers().map(|_| ExactSum::ZERO).collect(),
    });
    month.events = month.events.saturating_add(1);
    month.charged.add(charged);
    for (sum, input) in month.sums.iter_mut().zip(numbers()) {
        sum.add(own.inputs.get(&input.id).and_then(Value::as_number).unwrap_or(Fraction::ZERO));
    }
    Ok(())
}

/// The first day of a day's calendar month.
fn month_of(day: Date) -> Date {
    let (_, _, date) = day.ymd();
    day.plus_days(1_i32.saturating_sub(date.into())).unwrap_or(day)
}
