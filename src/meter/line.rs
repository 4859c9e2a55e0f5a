//! One line of usage: its uses and credits, month by month.

use std::collections::BTreeMap;

use super::inputs::choices;
use super::measured::Pace;
use super::people::team;
use super::rating::{Job, Pick};
use super::read::{Unknown, amount, known, percent, too_large};
use super::schedule::Schedule;
use super::usage::{Frequency, Usage, UsageLine};
use crate::book::{Fault, Feature, PriceBook};
use crate::num::{Decimal, Fraction, NumError};
use crate::rate::Working;

/// Percent of uses that succeed when usage names none.
const ALL: i64 = 100;
/// Days of the longest month.
const MOST_DAYS: u32 = 31;

/// A line of usage, metered.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Line {
    /// Index of the feature.
    pub feature: usize,
    /// As stated.
    pub times: Decimal,
    /// As stated.
    pub per: Frequency,
    /// As stated; 1 when nothing was.
    pub people: Decimal,
    /// Index of the team that does it.
    pub team: usize,
    /// Percent of uses that succeed, as stated; 100 when nothing was.
    pub success: Decimal,
    /// Days of each month on which it is used, 1 to 31; `None`: on all.
    pub on_days: Option<u32>,
    /// The sample of events it was measured in; `None` where it was estimated.
    pub sample: Option<LineSample>,
    /// Exact uses in each month.
    pub uses: Vec<Fraction>,
    /// Exact uses in each month that cost credits: the successful ones where only these are charged, without those that
    /// are free.
    pub charged: Vec<Fraction>,
    /// Whether some inputs are not known beforehand.
    pub(super) is_ranged: bool,
    /// What it costs in every case there is.
    pub(super) metered: Vec<Metered>,
    /// Which of them holds for a customer without a plan; `None` where it is not to be had without one.
    pub(super) without_plan: Option<usize>,
    /// Which of them holds on each plan (index of the offer); `None` where it is not to be had there.
    pub(super) with_plan: BTreeMap<usize, Option<usize>>,
}

/// The sample of events that a line was measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LineSample {
    /// Events of the line in it.
    pub events: Decimal,
    /// Days that it covers.
    pub days: u32,
    /// How months are like it.
    pub pace: Pace,
}

/// Credits of a line.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Metered {
    /// One a credit type that the feature costs in any month, in the order of the types.
    pub costs: Vec<MeteredCost>,
}

/// Credits of a line in one credit type.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MeteredCost {
    /// Index of the credit type.
    pub credit: usize,
    /// Index of the stream they belong to, in the metering's.
    pub stream: usize,
    /// Exact credits of one use at the first rate that costs this type; for a feature rated by the month, of the first
    /// month that is charged.
    pub per_use: Fraction,
    /// Credits in each month, rounded as the feature says.
    pub credits: Vec<Decimal>,
    /// How `per_use` came about, step by step.
    pub working: Working,
    /// The same in one line.
    pub line: String,
    /// Credits in each month with the inputs that cost least; `None` where every input is known.
    pub low: Option<Vec<Decimal>>,
    /// Credits in each month with the inputs that cost most; `None` where every input is known.
    pub high: Option<Vec<Decimal>>,
}

impl Line {
    /// What the line costs for a customer on a plan (index of the offer), or on none; `None` where it is not to be had.
    pub fn on(&self, plan: Option<usize>) -> Option<&Metered> {
        let place = match plan.and_then(|plan| self.with_plan.get(&plan)) {
            Some(place) => *place,
            None => self.without_plan,
        };
        self.metered.get(place?)
    }
}

/// The lines of one usage, while they are read.
pub(super) struct Lines<'b> {
    pub(super) book: &'b PriceBook,
    pub(super) usage: &'b Usage,
    pub(super) schedule: &'b Schedule,
    pub(super) pick: Pick,
    /// Free uses of each feature that are left in each month.
    free: BTreeMap<usize, Vec<Fraction>>,
}

/// What a line states, read.
struct Stated {
    times: Decimal,
    people: Decimal,
    success: Decimal,
    on_days: Option<u32>,
}

impl<'b> Lines<'b> {
    /// Reads and meters the lines in their order; `None` after at least one fault.
    pub fn read(
        book: &'b PriceBook,
        usage: &'b Usage,
        schedule: &'b Schedule,
        pick: Pick,
        faults: &mut Vec<Fault>,
    ) -> Option<Vec<Line>> {
        let mut lines = Lines { book, usage, schedule, pick, free: BTreeMap::new() };
        let read: Vec<Option<Line>> = usage
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| lines.line(line, &format!("usage.lines[{index}]"), faults))
            .collect();
        let measured = usage.measured.as_ref().map(|measured| lines.measured(measured, faults));
        let read: Option<Vec<Line>> = read.into_iter().collect();
        let mut read = read?;
        read.extend(measured.unwrap_or_else(|| Some(Vec::new()))?);
        Some(read)
    }

    /// Meters one line; `None` after at least one fault.
    fn line(&mut self, raw: &UsageLine, path: &str, faults: &mut Vec<Fault>) -> Option<Line> {
        let features = self.book.features();
        let unknown = Unknown {
            code: "unknown_feature",
            path: &format!("{path}.feature"),
            message: "the price book has no feature",
            otherwise: "choose a feature of the price book",
        };
        let place = known(&raw.feature, features.iter().map(|feature| feature.id.as_str()), unknown, faults);
        let stated = stated(raw, path, faults);
        let team = team(self.usage, raw.team.as_deref(), &format!("{path}.team"), faults);
        let (index, feature) = place.and_then(|index| Some((index, features.get(index)?)))?;
        let choices = choices(feature, raw.inputs.as_ref(), path, faults);
        let (stated, team, choices) = (stated?, team?, choices?);
        let Stated { times, people, success, on_days } = stated;
        let counted = self.stated_uses(index, feature, &stated, raw.per);
        let (uses, charged) = counted.map_err(|error| faults.push(too_large(path, error))).ok()?;
        let is_ranged = !choices.others.is_empty();
        let job = Job {
            book: self.book,
            schedule: self.schedule,
            feature,
            choices,
            measured: None,
            charged: &charged,
            is_idle: times.is_zero() || people.is_zero(),
            pick: self.pick,
        };
        let rated = job.rate().map_err(|refusal| faults.push(refusal.at(path))).ok()?;
        Some(Line {
            feature: index,
            times,
            per: raw.per,
            people,
            team,
            success,
            on_days,
            sample: None,
            uses,
            charged,
            is_ranged,
            metered: rated.metered,
            without_plan: rated.without_plan,
            with_plan: rated.with_plan,
        })
    }

    fn stated_uses(
        &mut self,
        index: usize,
        feature: &Feature,
        stated: &Stated,
        per: Frequency,
    ) -> Result<(Vec<Fraction>, Vec<Fraction>), NumError> {
        let count = Fraction::from(stated.times).checked_mul(stated.people.into())?;
        let share = if feature.only_success {
            Fraction::from(stated.success).checked_div(Fraction::from_int(ALL))?
        } else {
            Fraction::ONE
        };
        self.uses(index, feature, count, share, per)
    }

    /// The uses of each month, and those that cost credits, of which a share counts; takes the free ones from what is
    /// left of them.
    pub(super) fn uses(
        &mut self,
        index: usize,
        feature: &Feature,
        count: Fraction,
        share: Fraction,
        per: Frequency,
    ) -> Result<(Vec<Fraction>, Vec<Fraction>), NumError> {
        let months = self.schedule.months.len();
        let free = self.free.entry(index).or_insert_with(|| vec![feature.free_uses.into(); months]);
        let mut uses = Vec::with_capacity(months);
        let mut charged = Vec::with_capacity(months);
        for (month, free) in free.iter_mut().enumerate() {
            let all = self.schedule.uses(count, per, month)?;
            let billable = all.checked_mul(share)?;
            let taken = billable.min(*free);
            *free = free.checked_sub(taken)?;
            uses.push(all);
            charged.push(billable.checked_sub(taken)?);
        }
        Ok((uses, charged))
    }
}

fn stated(raw: &UsageLine, path: &str, faults: &mut Vec<Fault>) -> Option<Stated> {
    let times = amount(&raw.times, &format!("{path}.times"), faults);
    let people = match raw.people.as_deref() {
        None => Some(Decimal::ONE),
        Some(text) => amount(text, &format!("{path}.people"), faults),
    };
    let success = match raw.success.as_deref() {
        None => Some(Decimal::from_int(ALL)),
        Some(text) => percent(text, &format!("{path}.success"), faults),
    };
    if let Some(days) = raw.on_days.filter(|days| !(1..=MOST_DAYS).contains(days)) {
        let message = format!("used on {days} days of a month");
        let fix = format!("enter 1 to {MOST_DAYS} days, or leave it out");
        faults.push(Fault::usage("out_of_range", format!("{path}.on_days"), message, fix));
        return None;
    }
    Some(Stated { times: times?, people: people?, success: success?, on_days: raw.on_days })
}
