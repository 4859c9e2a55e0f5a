//! A quote stage by stage: a plan early, then the cheapest, then what it is compared with.

use serde::Serialize;

use super::answer::{self, Planned};
use super::range::Ends;
use super::{Answer, Effort, Quote};
use crate::book::{Fault, PriceBook};
use crate::insight::{Alternatives, Baselines, InsightError};
use crate::meter::{Metering, Usage, meter, meter_range};
use crate::plan::{Allowed, Planning};

/// How far a quote has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The answer is the best so far; whether anything is cheaper is still looked for. Baselines, alternatives and the
    /// range are not worked out.
    Checking,
    /// The answer stays. Baselines, alternatives and the range are being worked out.
    Comparing,
    /// Everything is there.
    Complete,
}

/// A quote on its way.
#[derive(Debug)]
pub struct Staged {
    metering: Metering,
    /// With the inputs that cost least, and most.
    ends: Option<[Metering; 2]>,
    allowed: Allowed,
    effort: Effort,
    work: Work,
    planned: Planned,
    quote: Option<Quote>,
    changed: bool,
}

#[derive(Debug)]
enum Work {
    Planning(Box<Planning>),
    Baselines(Box<Baselines>),
    Alternatives(Box<Alternatives>),
    Range(Box<Ends>),
    Over,
}

impl Staged {
    /// A quote under a book in the usage's currency, with nothing worked out yet.
    ///
    /// # Errors
    ///
    /// Every fault of the usage; or one fault `too_large` when its numbers cannot be computed with exactly.
    pub fn new(
        book: &PriceBook,
        usage: &Usage,
        effort: Effort,
        allowed: &Allowed,
    ) -> Result<Staged, Vec<Fault>> {
        let metering = meter(book, usage)?;
        let ends = meter_range(book, usage)?;
        let planning = Planning::new(book, &metering, allowed, effort);
        let planning = planning.map_err(|error| vec![InsightError::from(error).fault()])?;
        Ok(Staged {
            metering,
            ends: ends.map(|(low, high)| [low, high]),
            allowed: allowed.clone(),
            effort,
            work: Work::Planning(Box::new(planning)),
            planned: Planned::default(),
            quote: None,
            changed: false,
        })
    }

    /// Works until about so many more labels of the planner are made. True when everything is there.
    ///
    /// # Errors
    ///
    /// One fault `too_large` when a number cannot be computed with exactly.
    pub fn step(&mut self, book: &PriceBook, nodes: u64) -> Result<bool, Vec<Fault>> {
        self.changed = false;
        self.go_on(book, nodes).map_err(|error| vec![error.fault()])?;
        Ok(matches!(self.work, Work::Over))
    }

    /// The quote as far as it is known; `None` before the first step.
    pub fn quote(&self) -> Option<&Quote> {
        self.quote.as_ref()
    }

    /// Whether the last step changed what there is to show.
    pub fn has_changed(&self) -> bool {
        self.changed
    }

    /// The quote, once everything is there.
    pub fn into_quote(self) -> Option<Quote> {
        self.quote
    }

    fn go_on(&mut self, book: &PriceBook, nodes: u64) -> Result<(), InsightError> {
        match &mut self.work {
            Work::Planning(planning) => {
                let over = planning.run(nodes);
                let planned = planning.planned()?;
                self.answer(book, planned, over)?;
                if over {
                    match &self.planned.won {
                        Some((winner, _)) => {
                            self.work = Work::Baselines(Box::new(Baselines::new(book, winner.cost)));
                        }
                        None => self.begin_range(book)?,
                    }
                }
            }
            Work::Baselines(baselines) => {
                if baselines.step(book, &self.metering, nodes)? {
                    let known = baselines.known();
                    self.found(|found| found.baselines = known);
                    let used = self.planned.won.as_ref().map(|(winner, _)| winner.purchases.as_slice());
                    let alternatives = Alternatives::new(book, used.unwrap_or_default());
                    self.work = Work::Alternatives(Box::new(alternatives));
                }
            }
            Work::Alternatives(alternatives) => {
                let Some((winner, statement)) = &self.planned.won else { return self.begin_range(book) };
                if alternatives.step(book, &self.metering, winner, nodes)? {
                    let known = alternatives.known(book, winner, statement)?;
                    self.found(|found| found.alternatives = known);
                    self.begin_range(book)?;
                }
            }
            Work::Range(ends) => {
                if ends.run(nodes) {
                    let range = ends.range()?;
                    if let Some(quote) = &mut self.quote {
                        quote.range = Some(range);
                    }
                    self.complete();
                }
            }
            Work::Over => {}
        }
        Ok(())
    }

    /// Puts the quote together anew where the purchases are others than before.
    fn answer(
        &mut self,
        book: &PriceBook,
        planned: crate::plan::Planned,
        over: bool,
    ) -> Result<(), InsightError> {
        let stage = if over { Stage::Comparing } else { Stage::Checking };
        if let (Some(quote), true) = (&mut self.quote, self.planned.is_same(&planned)) {
            self.changed = quote.stage != stage;
            quote.stage = stage;
            self.planned.update(quote, planned)?;
            return Ok(());
        }
        let (planned, answer, plans) = answer::answer(book, &self.metering, planned)?;
        self.planned = planned;
        self.quote = Some(super::assemble(book, &self.metering, answer, &plans, stage)?);
        self.changed = true;
        Ok(())
    }

    fn begin_range(&mut self, book: &PriceBook) -> Result<(), InsightError> {
        match self.ends.take() {
            Some(ends) => {
                self.work = Work::Range(Box::new(Ends::new(book, &ends, &self.allowed, self.effort)?))
            }
            None => self.complete(),
        }
        Ok(())
    }

    fn complete(&mut self) {
        self.work = Work::Over;
        self.changed = true;
        if let Some(quote) = &mut self.quote {
            quote.stage = Stage::Complete;
        }
    }

    fn found(&mut self, change: impl FnOnce(&mut super::Found)) {
        if let Some(Quote { answer: Answer::Found(found), .. }) = &mut self.quote {
            change(found);
        }
    }
}
