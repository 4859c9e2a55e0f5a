//! Offers: what can be bought, what it costs and what it grants.
//!
//! These rules stand here once; the planner and the wallet both ask them.

use serde::Serialize;

pub use super::scalars::Lifetime;
use crate::date::{Date, DateError};
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::unit::{Currency, Money};

/// Something that can be bought.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Offer {
    /// Its id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it is.
    pub about: Option<String>,
    /// What kind of offer it is, with its price and grants.
    pub kind: Kind,
    /// Indices of the plans of which one must be active to buy it; empty: anybody may.
    pub requires: Vec<usize>,
    /// How many a customer may ever buy.
    pub limit: Option<u32>,
}

/// The kinds of offers: one shape, filled differently.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Bought as often as wanted.
    Pack {
        /// Price of one.
        price: Money,
        /// Credits of one.
        grants: Vec<Grant>,
    },
    /// Given once, at the start, to a new customer.
    Welcome {
        /// The credits.
        grants: Vec<Grant>,
    },
    /// Paid for a term; grants credits at each month's start.
    Plan {
        /// Price of one month, when sold by the month.
        month: Option<Money>,
        /// Price of twelve months, when sold by the year; paid at their start.
        year: Option<Money>,
        /// Credits of each month.
        grants: Vec<Grant>,
        /// Price of credits used beyond the balance; without it, use stops there.
        overage: Option<Charge>,
    },
    /// Any number of blocks between two bounds.
    TopUp(TopUp),
    /// Credits charged after use, for customers without a plan that has its own overage.
    PayAsYouGo(Charge),
}

/// How an offer's kind is named in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// A plan.
    Plan,
    /// A pack.
    Pack,
    /// A top-up.
    TopUp,
    /// Pay as you go.
    PayAsYouGo,
    /// Credits for a new customer.
    Welcome,
}

impl Offer {
    /// The kind's name.
    pub fn kind_name(&self) -> OfferKind {
        match self.kind {
            Kind::Pack { .. } => OfferKind::Pack,
            Kind::Welcome { .. } => OfferKind::Welcome,
            Kind::Plan { .. } => OfferKind::Plan,
            Kind::TopUp(_) => OfferKind::TopUp,
            Kind::PayAsYouGo(_) => OfferKind::PayAsYouGo,
        }
    }

    /// Whether a customer on this plan (index of the offer), or on none, may buy it.
    pub fn is_available(&self, plan: Option<usize>) -> bool {
        self.requires.is_empty() || plan.is_some_and(|plan| self.requires.contains(&plan))
    }

    /// Price of a plan for a term; `None` for other offers or a term it is not sold by.
    pub fn term_price(&self, term: Term) -> Option<Money> {
        match (&self.kind, term) {
            (Kind::Plan { month, .. }, Term::Month) => *month,
            (Kind::Plan { year, .. }, Term::Year) => *year,
            _ => None,
        }
    }

    /// The terms a plan is sold by; none for other offers.
    pub fn terms(&self) -> impl Iterator<Item = (Term, Money)> {
        [Term::Month, Term::Year]
            .into_iter()
            .filter_map(|term| self.term_price(term).map(|price| (term, price)))
    }

    /// The overage of a plan.
    pub fn overage(&self) -> Option<&Charge> {
        match &self.kind {
            Kind::Plan { overage, .. } => overage.as_ref(),
            _ => None,
        }
    }
}

/// How long a plan is paid for at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Term {
    /// One month.
    Month,
    /// Twelve months.
    Year,
}

impl Term {
    /// Its length in months.
    pub fn months(self) -> u32 {
        match self {
            Term::Month => 1,
            Term::Year => 12,
        }
    }
}

/// Credits given at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Grant {
    /// How many, above 0.
    pub credits: Decimal,
    /// When they expire.
    pub lifetime: Lifetime,
    /// Smaller burns first.
    pub priority: i32,
    /// Whether they are lost when the customer has no fitting plan any more.
    pub while_subscribed: bool,
    /// How a plan's unused credits are carried; `None` for other grants and where they are not.
    pub carry: Option<Carry>,
}

/// How a plan's unused credits are carried into later months.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Carry {
    /// How many credits of the plan may enter the next month.
    pub at_most: Option<Decimal>,
    /// Whether they stay when the plan ends.
    pub kept_after_plan: bool,
}

impl Lifetime {
    /// The first day on which credits granted at the start of a month can no longer be used; `None`: never.
    ///
    /// `granted` is that month's start, `cycle_end` the next month's, `anchor_day` the day of the month on
    /// which the customer's months begin.
    ///
    /// # Errors
    ///
    /// [`DateError`] for a day beyond the calendar's range.
    pub fn end(self, granted: Date, cycle_end: Date, anchor_day: u8) -> Result<Option<Date>, DateError> {
        Ok(Some(match self {
            Lifetime::Never => return Ok(None),
            Lifetime::Cycle => cycle_end,
            Lifetime::Months(months) => granted.plus_months(anchor_day, months)?,
            Lifetime::Days(days) => {
                granted.plus_days(i32::try_from(days).map_err(|_| DateError::OutOfRange)?)?
            }
        }))
    }
}

/// Any number of blocks between two bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TopUp {
    /// Credits of one block, above 0.
    pub block: Decimal,
    /// Price of one block.
    pub price: Money,
    /// Fewest blocks of one purchase, at least 1.
    pub min_blocks: u64,
    /// Most blocks of one purchase.
    pub max_blocks: Option<u64>,
    /// The grant of one block.
    pub grant: Grant,
}

impl TopUp {
    /// Price of so many blocks.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn cost(&self, currency: Currency, blocks: u64) -> Result<Money, NumError> {
        currency.money(self.price.amount().checked_mul(whole(blocks)?)?)
    }

    /// Credits of so many blocks.
    ///
    /// # Errors
    ///
    /// [`NumError`] when there are too many.
    pub fn credits(&self, blocks: u64) -> Result<Decimal, NumError> {
        self.block.checked_mul(whole(blocks)?)
    }
}

fn whole(count: u64) -> Result<Decimal, NumError> {
    Decimal::from_units(i128::from(count), 0)
}

/// A price for credits charged after use.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Charge {
    /// Credits of a block; 1 when charged by the credit.
    pub block: Decimal,
    /// Price of a block; may be finer than the currency.
    pub price: Decimal,
    /// Whether a started block is charged in full.
    pub whole_blocks: bool,
}

impl Charge {
    /// Price of one month's credits beyond the balance, rounded once.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn cost(&self, currency: Currency, credits: Decimal) -> Result<Money, NumError> {
        let blocks = Fraction::from(credits).checked_div(self.block.into())?;
        let charged = if self.whole_blocks { blocks.ceil() } else { blocks };
        let minor = Rounding::to_places(RoundingMode::HalfAwayFromZero, currency.minor_units())?;
        currency.money(charged.checked_mul(self.price.into())?.round(&minor)?)
    }
}
