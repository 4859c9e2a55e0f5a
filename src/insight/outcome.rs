//! What a purchase plan comes to.

use serde::Serialize;

use super::InsightError;
use super::bought::{Bought, bought};
use crate::book::PriceBook;
use crate::meter::Metering;
use crate::num::{Decimal, Fraction, NumError};
use crate::plan::Planned;
use crate::unit::Money;
use crate::wallet::{Automatic, Statement, replay};

/// What purchases cost and what becomes of their credits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Outcome {
    /// Paid over the horizon.
    pub cost: Money,
    /// What is bought, summed up by offer; the amounts sum to `cost`.
    pub offers: Vec<Bought>,
    /// Credits lost inside the horizon, by credit type.
    pub expired_credits: Vec<Decimal>,
    /// What was paid for them.
    pub expired_value: Money,
    /// Credits left when the horizon ends, by credit type.
    pub left_credits: Vec<Decimal>,
    /// What was paid for them.
    pub left_value: Money,
}

/// What the planner found for a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Best {
    /// A purchase plan.
    Found {
        /// What it comes to.
        outcome: Box<Outcome>,
        /// No purchase plan costs less than this.
        lower_bound: Money,
        /// Whether it is proved cheapest.
        proved: bool,
    },
    /// Proved: nothing covers the usage.
    Impossible,
    /// The planner's budget ran out before it found any plan.
    RanOut,
}

impl Outcome {
    /// What a statement comes to.
    ///
    /// # Errors
    ///
    /// [`NumError`] when a sum is too large.
    pub fn of(book: &PriceBook, statement: &Statement) -> Result<Outcome, NumError> {
        let types = || 0..book.credits().len();
        let value = |values: Vec<Fraction>| {
            let sum = values.into_iter().try_fold(Fraction::ZERO, Fraction::checked_add)?;
            book.currency().round_fraction(sum)
        };
        Ok(Outcome {
            cost: statement.cost()?,
            offers: bought(book, statement)?,
            expired_credits: types().map(|credit| statement.lost(credit)).collect::<Result<_, _>>()?,
            expired_value: value(statement.losses.iter().map(|loss| loss.value).collect())?,
            left_credits: types().map(|credit| statement.left(credit)).collect::<Result<_, _>>()?,
            left_value: value(statement.left.iter().map(|left| left.value).collect())?,
        })
    }
}

impl Best {
    /// What the planner's answer comes to, replayed by the wallet. Should the two ever differ, the wallet holds and
    /// nothing is claimed to be proved.
    ///
    /// # Errors
    ///
    /// [`InsightError`] when it cannot be replayed.
    pub fn of(book: &PriceBook, metering: &Metering, planned: &Planned) -> Result<Best, InsightError> {
        let found = match planned {
            Planned::Found(found) => found,
            Planned::Impossible { .. } => return Ok(Best::Impossible),
            Planned::RanOut { .. } => return Ok(Best::RanOut),
        };
        let statement = replay(book, metering, &found.purchases, Automatic::Off)?;
        let outcome = Box::new(Outcome::of(book, &statement)?);
        let agreed = outcome.cost == found.cost && statement.blocked().is_none();
        debug_assert!(agreed, "the planner and the wallet differ");
        let lower_bound = if agreed { found.lower_bound } else { Money::ZERO };
        Ok(Best::Found { lower_bound, proved: lower_bound >= outcome.cost, outcome })
    }

    /// What it costs at best; `None` where nothing was found.
    pub fn cost(&self) -> Option<Money> {
        match self {
            Best::Found { outcome, .. } => Some(outcome.cost),
            Best::Impossible | Best::RanOut => None,
        }
    }

    /// Whether more work could change it: found but not proved, or nothing found.
    pub fn is_proved(&self) -> bool {
        match self {
            Best::Found { proved, .. } => *proved,
            Best::Impossible => true,
            Best::RanOut => false,
        }
    }
}
