//! Ranges: low, typical and high usage, what each costs at best, and the choice of today that is least regretted.
//!
//! The choice of today is what is bought in the first month: a plan for a term, packs, or nothing. Everything after the
//! first month may adapt to the usage as it turns out. A choice's regret in a scenario is what it then costs more than the
//! best that could have been done; the choice with the least regret in the worst scenario is the steadiest.

mod choice;
mod scenario;

use serde::{Deserialize, Serialize};

use choice::{Choice, Known};
pub use choice::{ChoiceCost, ChoiceLine, FirstPurchase};
pub use scenario::{Over, Scenario, ScenarioLine, credits_needed};

use super::InsightError;
use super::outcome::Best;
use super::priced::Priced;
use crate::book::{Fault, PriceBook};
use crate::meter::{Metering, Usage};
use crate::plan::{Allowed, BuildError, Effort, Planned, plan};
use crate::unit::Money;

/// How a first choice is followed up; no best of equally cheap ones is looked for.
const FOLLOWING: Effort = Effort { ties: false, ..Effort::FULL };

/// Between what usage lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RangesQuestion {
    /// What is not known of it.
    pub over: Over,
}

impl RangesQuestion {
    /// Its members.
    pub const FIELDS: [&str; 1] = ["over"];
}

/// The scenarios and choices, as far as they are worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RangesView {
    /// Low, typical and high usage.
    pub scenarios: Vec<ScenarioLine>,
    /// What can be bought in the first month: how the best plan of each scenario begins, each plan for each term alone,
    /// and nothing. What fits no scenario is left out.
    pub choices: Vec<ChoiceLine>,
    /// Place of the choice recommended today, with which the best plan for typical usage begins.
    pub recommended: Option<u32>,
    /// Place of the choice with the least regret in its worst scenario; known when all is worked out, `None` where every
    /// choice fails in some scenario.
    pub steadiest: Option<u32>,
    /// Whether all is worked out.
    pub done: bool,
}

/// Works them out, one plan a step.
#[derive(Debug)]
pub struct Ranges {
    priced: Priced,
    scenarios: Vec<(ScenarioLine, Metering)>,
    /// What the planner found for each scenario so far.
    planned: Vec<Planned>,
    choices: Vec<Choice>,
    /// Whether the choices are not known yet.
    is_open: bool,
    view: RangesView,
}

impl Ranges {
    /// Nothing is worked out yet.
    ///
    /// # Errors
    ///
    /// Every fault of the usage; faults of the question, each with its path, as `question.ranges.over`.
    pub fn new(book: &PriceBook, usage: &Usage, question: &RangesQuestion) -> Result<Ranges, Vec<Fault>> {
        let priced = Priced::new(book, usage)?;
        let metered = question.over.scenarios(book, usage)?;
        let mut scenarios = Vec::with_capacity(metered.len());
        for (scenario, metering) in metered {
            let credits = credits_needed(priced.of(book), &metering);
            let credits = credits.map_err(|error| vec![InsightError::from(error).fault()])?;
            scenarios.push((ScenarioLine { scenario, credits, best: None }, metering));
        }
        let view = RangesView {
            scenarios: scenarios.iter().map(|(line, _)| line.clone()).collect(),
            choices: Vec::new(),
            recommended: None,
            steadiest: None,
            done: false,
        };
        Ok(Ranges { priced, scenarios, planned: Vec::new(), choices: Vec::new(), is_open: true, view })
    }

    /// Works out the next plan; true when none is left.
    ///
    /// # Errors
    ///
    /// One fault `too_large` when numbers cannot be computed with exactly.
    pub fn step(&mut self, book: &PriceBook) -> Result<bool, Vec<Fault>> {
        let fault = |error: InsightError| vec![error.fault()];
        self.work(book).map_err(fault)?;
        self.view = self.shown(self.priced.of(book)).map_err(fault)?;
        Ok(self.view.done)
    }

    fn is_done(&self) -> bool {
        !self.is_open && self.choices.iter().all(Choice::is_done)
    }

    fn work(&mut self, book: &PriceBook) -> Result<(), InsightError> {
        let book = self.priced.of(book);
        if let Some((line, metering)) = self.scenarios.get_mut(self.planned.len()) {
            let planned = plan(book, metering, &Allowed::default(), Effort::FULL)?;
            line.best = Some(Best::of(book, metering, &planned)?);
            self.planned.push(planned);
            if self.planned.len() < self.scenarios.len() {
                return Ok(());
            }
            let found = self.scenarios.iter().map(|(line, _)| line.scenario).zip(&self.planned);
            self.choices = Choice::all(book, found, self.scenarios.first().map(|(_, metering)| metering));
            self.is_open = false;
            return Ok(());
        }
        let Some(choice) = self.choices.iter_mut().find(|choice| !choice.is_done()) else { return Ok(()) };
        let Some((_, metering)) = self.scenarios.get(choice.next()) else { return Ok(()) };
        let allowed = Allowed { first: Some(choice.purchases.clone()), ..Allowed::default() };
        match plan(book, metering, &allowed, FOLLOWING) {
            Ok(planned) => choice.take(Known::of(&planned)),
            Err(BuildError::NotSold(_)) => choice.take(Known::Impossible),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// What is known so far.
    pub fn view(&self) -> RangesView {
        self.view.clone()
    }

    fn shown(&self, book: &PriceBook) -> Result<RangesView, InsightError> {
        let bounds: Vec<Option<Money>> = self.scenarios.iter().map(|(line, _)| line.lower_bound()).collect();
        let kept = self.choices.iter().filter(|choice| !choice.is_hopeless());
        let lines = kept.map(|choice| choice.line(book, &bounds)).collect::<Result<Vec<_>, _>>()?;
        let place = |wanted: &dyn Fn(&ChoiceLine) -> bool| {
            lines.iter().position(wanted).and_then(|place| u32::try_from(place).ok())
        };
        let least = lines.iter().filter_map(ChoiceLine::worst).min();
        let done = self.is_done();
        Ok(RangesView {
            scenarios: self.scenarios.iter().map(|(line, _)| line.clone()).collect(),
            recommended: place(&|line| line.best_of.contains(&Scenario::Typical)),
            steadiest: least.filter(|_| done).and_then(|least| place(&|line| line.worst() == Some(least))),
            choices: lines,
            done,
        })
    }
}
