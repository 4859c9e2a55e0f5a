//! Expiry policy: the same usage under other lifetimes of the book's own credits.

mod rule;

use serde::{Deserialize, Serialize};

pub use rule::Rule;

use super::outcome::Best;
use super::priced::Priced;
use super::{InsightError, percent};
use crate::book::{Fault, PriceBook};
use crate::meter::{Metering, Usage, meter};
use crate::num::Decimal;
use crate::plan::{Allowed, Effort, plan};
use crate::unit::Money;

/// Which rules to compare.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ExpiryPolicyQuestion {
    /// These; the usual ones that the book has credits for when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub rules: Option<Vec<Rule>>,
}

impl ExpiryPolicyQuestion {
    /// Its members.
    pub const FIELDS: [&str; 1] = ["rules"];
}

/// The rules compared, as far as they are worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExpiryPolicyView {
    /// What the usage comes to as the book is published; `None`: not yet worked out.
    pub published: Option<Best>,
    /// One a rule.
    pub rules: Vec<RuleLine>,
    /// Whether all is worked out.
    pub done: bool,
}

/// What a rule changes for the buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RuleLine {
    /// The rule.
    pub rule: Rule,
    /// Whether the book says so already, of everything the rule is about.
    pub as_published: bool,
    /// What the usage comes to under it; `None`: not yet worked out.
    pub best: Option<Best>,
    /// Its cost less the published one; below 0 where the rule is better for the buyer.
    pub difference: Option<Money>,
    /// The difference in percent of the published cost, one place.
    pub difference_percent: Option<Decimal>,
    /// Whether both costs are proved, so that the difference is exact.
    pub proved: bool,
}

/// Works the rules out, one a step.
#[derive(Debug)]
pub struct ExpiryPolicy {
    priced: Priced,
    metering: Metering,
    view: ExpiryPolicyView,
}

impl ExpiryPolicy {
    /// Nothing is worked out yet.
    ///
    /// # Errors
    ///
    /// Every fault of the usage.
    pub fn new(
        book: &PriceBook,
        usage: &Usage,
        question: ExpiryPolicyQuestion,
    ) -> Result<ExpiryPolicy, Vec<Fault>> {
        let priced = Priced::new(book, usage)?;
        let metering = meter(book, usage)?;
        let of = priced.of(book);
        let rules = question.rules.unwrap_or_else(|| Rule::usual(of));
        let line = |rule: Rule| RuleLine {
            rule,
            as_published: !rule.changes(of),
            best: None,
            difference: None,
            difference_percent: None,
            proved: false,
        };
        let rules = rules.into_iter().map(line).collect();
        Ok(ExpiryPolicy { priced, metering, view: ExpiryPolicyView { published: None, rules, done: false } })
    }

    /// Works out the next rule; true when none is left.
    ///
    /// # Errors
    ///
    /// One fault `too_large` when numbers cannot be computed with exactly.
    pub fn step(&mut self, book: &PriceBook) -> Result<bool, Vec<Fault>> {
        self.work(book).map_err(|error| vec![error.fault()])?;
        self.view.done =
            self.view.published.is_some() && self.view.rules.iter().all(|line| line.best.is_some());
        Ok(self.view.done)
    }

    /// What is known so far.
    pub fn view(&self) -> ExpiryPolicyView {
        self.view.clone()
    }

    fn work(&mut self, book: &PriceBook) -> Result<(), InsightError> {
        let book = self.priced.of(book);
        let metering = &self.metering;
        let best = |book: &PriceBook| -> Result<Best, InsightError> {
            Best::of(book, metering, &plan(book, metering, &Allowed::default(), Effort::FULL)?)
        };
        let Some(published) = &self.view.published else {
            self.view.published = Some(best(book)?);
            return Ok(());
        };
        let Some(line) = self.view.rules.iter_mut().find(|line| line.best.is_none()) else { return Ok(()) };
        let found = if line.as_published { published.clone() } else { best(&line.rule.of(book))? };
        if let (Some(cost), Some(before)) = (found.cost(), published.cost()) {
            let difference = cost.checked_sub(before)?;
            line.difference = Some(difference);
            line.difference_percent = Some(percent(difference, before, 1)?);
            line.proved = found.is_proved() && published.is_proved();
        }
        line.best = Some(found);
        Ok(())
    }
}
