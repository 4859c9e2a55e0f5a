//! The rating of a line: what its uses cost in each credit type, on each plan, by the rates of each month.

use std::collections::{BTreeMap, BTreeSet};

use super::averages::Averages;
use super::inputs::Choices;
use super::line::{Metered, MeteredCost};
use super::schedule::Schedule;
use crate::book::{Cost, Fault, Feature, InputKind, NO_PLAN, PLAN_INPUT, PriceBook, RateScope};
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError};
use crate::rate::{Evaluation, Inputs, RateError, Value, Working, evaluate};

/// Which inputs are metered where they are not known beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    /// The typical ones.
    Typical,
    /// Those that cost least.
    Low,
    /// Those that cost most.
    High,
}

/// Why a line has no credits: code, message and fix of the fault it becomes.
pub(super) struct Refusal {
    code: String,
    message: String,
    fix: String,
}

impl Refusal {
    /// The fault at a place of the usage.
    pub fn at(self, path: &str) -> Fault {
        Fault::usage(&self.code, path, self.message, self.fix)
    }
}

impl From<RateError> for Refusal {
    fn from(error: RateError) -> Refusal {
        Refusal { code: error.code.to_owned(), message: error.message, fix: error.fix }
    }
}

impl From<NumError> for Refusal {
    fn from(error: NumError) -> Refusal {
        Refusal {
            code: "too_large".to_owned(),
            message: error.to_string(),
            fix: "enter less usage or fewer digits".to_owned(),
        }
    }
}

/// What a line costs on the plans and without one.
pub(super) struct Rated {
    pub metered: Vec<Metered>,
    pub without_plan: Option<usize>,
    pub with_plan: BTreeMap<usize, Option<usize>>,
}

/// One line to be rated.
pub(super) struct Job<'b> {
    pub book: &'b PriceBook,
    pub schedule: &'b Schedule,
    pub feature: &'b Feature,
    pub choices: Choices,
    /// What its uses were measured to cost, where that is known beside the inputs.
    pub measured: Option<&'b Averages>,
    /// Exact uses in each month that cost credits.
    pub charged: &'b [Fraction],
    /// Whether nobody ever uses it; then it is to be had everywhere.
    pub is_idle: bool,
    pub pick: Pick,
}

impl Job<'_> {
    /// Rates the line for every customer who can have it.
    pub fn rate(&self) -> Result<Rated, Refusal> {
        let mut rated = Rated { metered: Vec::new(), without_plan: None, with_plan: BTreeMap::new() };
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for plan in std::iter::once(None).chain(self.book.plans().map(Some)) {
            let place = if self.is_idle || self.feature.is_available(plan) {
                let asked = self.asked(plan);
                Some(match known.get(asked) {
                    Some(place) => *place,
                    None => {
                        rated.metered.push(self.metered(asked)?);
                        let place = rated.metered.len().saturating_sub(1);
                        known.insert(asked, place);
                        place
                    }
                })
            } else {
                None
            };
            match plan {
                None => rated.without_plan = place,
                Some(plan) => {
                    rated.with_plan.insert(plan, place);
                }
            }
        }
        Ok(rated)
    }

    /// The plan as the formula is asked for it: the family's id.
    fn asked(&self, plan: Option<usize>) -> &str {
        let family =
            plan.and_then(|plan| self.book.offer(plan)).map_or(NO_PLAN, |offer| offer.family_id.as_str());
        let choices = &self.feature.plan_choices;
        // A line that is not used may be asked on a plan that does not offer it; any allowed plan's rate explains it.
        // So it may where no formula asks for the plan at all.
        match choices.iter().find(|choice| self.feature.depends_on_plan && *choice == family) {
            Some(choice) => choice,
            None => choices.first().map_or(NO_PLAN, String::as_str),
        }
    }

    fn metered(&self, plan: &str) -> Result<Metered, Refusal> {
        let mut typical = self.costs(&self.choices.typical, plan)?;
        if self.choices.others.is_empty() {
            return Ok(typical);
        }
        let mut low = (totals(&typical)?, typical.clone());
        let mut high = low.clone();
        for inputs in &self.choices.others {
            let other = self.costs(inputs, plan)?;
            let other = (totals(&other)?, other);
            if other.0 < low.0 {
                low = other;
            } else if other.0 > high.0 {
                high = other;
            }
        }
        let (low, high) = (low.1, high.1);
        match self.pick {
            Pick::Low => Ok(low),
            Pick::High => Ok(high),
            Pick::Typical => {
                for ((cost, low), high) in typical.costs.iter_mut().zip(low.costs).zip(high.costs) {
                    cost.low = Some(low.credits);
                    cost.high = Some(high.credits);
                }
                Ok(typical)
            }
        }
    }

    fn costs(&self, inputs: &Inputs, plan: &str) -> Result<Metered, Refusal> {
        let mut inputs = inputs.clone();
        inputs.set(PLAN_INPUT, Value::Text(plan.to_owned()));
        let rates = self.schedule.months.iter().filter_map(|month| self.feature.rate_on(month.start()));
        let credits: BTreeSet<usize> = match self.measured {
            Some(measured) => measured.credits(plan).collect(),
            None => rates.flat_map(|rate| &rate.costs).map(|cost| cost.credit).collect(),
        };
        let cost = |credit: usize| match (self.measured, self.feature.applies) {
            (Some(measured), _) => self.as_measured(measured, credit, plan),
            (None, RateScope::Use) => self.by_use(credit, &inputs),
            (None, RateScope::Month) => self.by_month(credit, &inputs),
        };
        Ok(Metered { costs: credits.into_iter().map(cost).collect::<Result<_, _>>()? })
    }

    /// What the feature costs in a credit type in each month, with its uses.
    fn months(&self, credit: usize) -> impl Iterator<Item = (Date, Fraction, Option<&Cost>)> {
        self.schedule.months.iter().zip(self.charged).map(move |(month, uses)| {
            let rate = self.feature.rate_on(month.start());
            let cost = rate.and_then(|rate| rate.costs.iter().find(|cost| cost.credit == credit));
            (month.start(), *uses, cost)
        })
    }

    fn by_use(&self, credit: usize, inputs: &Inputs) -> Result<MeteredCost, Refusal> {
        let mut explained = None;
        let mut credits = Vec::with_capacity(self.charged.len());
        let mut counted: Option<(usize, Fraction)> = None;
        for (day, uses, cost) in self.months(credit) {
            let Some(cost) = cost else {
                credits.push(Decimal::ZERO);
                continue;
            };
            let age = self.changes_until(day);
            let one = match counted {
                Some((since, one)) if since == age => one,
                _ => {
                    let names = self.book.names(credit, day);
                    let evaluation = evaluate(&cost.formula, inputs, &names)?;
                    let per_use = not_negative(evaluation.value())?;
                    explained.get_or_insert_with(|| Explained::new(&evaluation));
                    match self.feature.rounds {
                        RateScope::Use => per_use.round(&cost.rounding)?.into(),
                        RateScope::Month => per_use,
                    }
                }
            };
            counted = Some((age, one));
            credits.push(uses.checked_mul(one)?.round(&cost.rounding)?);
        }
        let explained = explained.ok_or(NumError::Overflow)?;
        Ok(explained.cost(credit, credits))
    }

    /// Every use costs what one did on average; only the month is rounded.
    fn as_measured(&self, measured: &Averages, credit: usize, plan: &str) -> Result<MeteredCost, Refusal> {
        let (Some(average), Some(rounding)) =
            (measured.of(credit, plan), measured.rounding(self.feature, credit))
        else {
            return Err(Refusal {
                code: "measured_otherwise".to_owned(),
                message: format!("nothing says what the events of `{}` cost on `{plan}`", self.feature.id),
                fix: "read the file of events again under this price book".to_owned(),
            });
        };
        let month = |uses: &Fraction| uses.checked_mul(average.per_use)?.round(&rounding);
        let credits = self.charged.iter().map(month).collect::<Result<_, NumError>>()?;
        let (text, line) = average.words();
        let value = average.per_use.to_string();
        let working = Working { text, line: line.clone(), value, parts: Vec::new() };
        Ok(Explained { per_use: average.per_use, working, line }.cost(credit, credits))
    }

    fn by_month(&self, credit: usize, inputs: &Inputs) -> Result<MeteredCost, Refusal> {
        let is_used = self.months(credit).any(|(_, uses, cost)| cost.is_some() && !uses.is_zero());
        let mut explained = None;
        let mut credits = Vec::with_capacity(self.charged.len());
        for (day, uses, cost) in self.months(credit) {
            // A feature nobody uses costs nothing, whatever its table charges at zero units; it is asked only where no
            // other month explains it.
            let explains = !is_used && explained.is_none();
            let Some(cost) = cost.filter(|_| explains || !uses.is_zero()) else {
                credits.push(Decimal::ZERO);
                continue;
            };
            let names = self.book.names(credit, day);
            let evaluation = evaluate(&cost.formula, &self.totals_of(inputs, uses)?, &names)?;
            let value = not_negative(evaluation.value())?;
            explained.get_or_insert_with(|| Explained::new(&evaluation));
            credits.push(if uses.is_zero() { Decimal::ZERO } else { value.round(&cost.rounding)? });
        }
        let explained = explained.ok_or(NumError::Overflow)?;
        Ok(explained.cost(credit, credits))
    }

    /// The inputs of all of a month's uses together.
    fn totals_of(&self, inputs: &Inputs, uses: Fraction) -> Result<Inputs, NumError> {
        let mut totals = inputs.clone();
        for input in &self.feature.inputs {
            if let (InputKind::Number { .. }, Some(Value::Number(one))) = (&input.kind, inputs.get(&input.id))
            {
                totals.set(input.id.clone(), Value::Number(one.checked_mul(uses)?));
            }
        }
        Ok(totals)
    }

    /// How often any rate of the book has changed up to a day: formulas may ask for other features, so between two
    /// changes alone every formula gives the same.
    fn changes_until(&self, day: Date) -> usize {
        let rates = self.book.features().iter().flat_map(|feature| &feature.rates);
        rates.filter(|rate| rate.from.is_some_and(|from| from <= day)).count()
    }
}

/// How the credits of one use came about.
struct Explained {
    per_use: Fraction,
    working: Working,
    line: String,
}

impl Explained {
    fn new(evaluation: &Evaluation<'_>) -> Explained {
        Explained { per_use: evaluation.value(), working: evaluation.working(), line: evaluation.line() }
    }

    /// The cost in a credit type; its stream is known only when all lines are.
    fn cost(self, credit: usize, credits: Vec<Decimal>) -> MeteredCost {
        let Explained { per_use, working, line } = self;
        MeteredCost { credit, stream: 0, per_use, credits, working, line, low: None, high: None }
    }
}

/// Credits over the horizon, one sum a credit type.
fn totals(metered: &Metered) -> Result<Vec<Decimal>, NumError> {
    let sum = |cost: &MeteredCost| {
        cost.credits.iter().try_fold(Decimal::ZERO, |sum, credits| sum.checked_add(*credits))
    };
    metered.costs.iter().map(sum).collect()
}

fn not_negative(value: Fraction) -> Result<Fraction, Refusal> {
    if value.is_negative() {
        return Err(Refusal {
            code: "negative_credits".to_owned(),
            message: format!("the formula gives {value} credits for these inputs"),
            fix: "the price book's formula must not go below 0; try other inputs".to_owned(),
        });
    }
    Ok(value)
}
