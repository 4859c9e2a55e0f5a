//! Offers: what can be bought, what it costs and what it grants.
//!
//! These rules stand here once; the planner and the wallet both ask them.

use serde::Serialize;

use super::charge::Charge;
use super::grant::{Every, Grant, Scope, Window};
use super::seat::{Seat, Seats};
use super::top_up::{Fee, TopUp};
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::{Currency, Money};

/// Something that can be bought.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Offer {
    /// Its id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it is.
    pub about: Option<String>,
    /// Index of the first offer of its family: the rungs of one ladder are a family, every other offer is its own.
    pub family: usize,
    /// Id of the family, as formulas and `requires` name it.
    pub family_id: String,
    /// Name of the family for people.
    pub family_name: String,
    /// What kind of offer it is, with its price and grants.
    pub kind: Kind,
    /// Indices of the plans of which one must be active to buy it; empty: anybody may.
    pub requires: Vec<usize>,
    /// How many a customer may ever buy.
    pub limit: Option<u32>,
    /// How many a customer may buy in one month.
    pub limit_per_month: Option<u32>,
    /// Days on which it can be bought.
    pub window: Window,
    /// Added to each purchase of it.
    pub fee: Option<Fee>,
    /// Whether it is sold in the book's currency at all.
    pub is_sold: bool,
}

/// The kinds of offers: one shape, filled differently.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "OfferRules"))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Bought as often as wanted.
    Pack {
        /// Price of one.
        price: Money,
        /// Fewest copies of one purchase, at least 1.
        min: u32,
        /// Most copies of one purchase.
        max: Option<u32>,
        /// Credits of one.
        grants: Vec<Grant>,
    },
    /// Given once.
    Gift {
        /// Whether only new customers have it.
        only_new: bool,
        /// The credits.
        grants: Vec<Grant>,
    },
    /// Paid for a term; one at a time.
    Plan(Plan),
    /// Paid for a term beside a plan, any number of copies; `limit` is the most at a time.
    AddOn(Plan),
    /// Any number of blocks between two bounds.
    TopUp(TopUp),
    /// Credits charged after use, for customers without a plan that charges them itself.
    PayAsYouGo(Charging),
}

/// How an offer's kind is named in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// A plan.
    Plan,
    /// A plan's companion.
    AddOn,
    /// A pack.
    Pack,
    /// A top-up.
    TopUp,
    /// Pay as you go.
    PayAsYouGo,
    /// Credits that are given.
    Gift,
}

/// Which credits a charge is for, and what they cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Charging {
    /// Index of the credit type.
    pub credit: usize,
    /// Only for these features; `None`: for all.
    pub scope: Option<Scope>,
    /// The price.
    pub charge: Charge,
}

/// What happens when a customer's credits are used up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AtZero {
    /// The plan's overage charges, or pay as you go where that is sold to its customers; otherwise use stops.
    Charge,
    /// Use stops.
    Stop,
    /// It goes on for nothing in a slow or free mode; for whom that is not good enough, as with [`AtZero::Charge`].
    Slow,
    /// An offer is bought again and again.
    Refill(Refill),
    /// The customer is moved to another plan.
    Upgrade {
        /// Index of its offer.
        to: usize,
        /// Whether it begins, is paid and grants its credits at once; otherwise with the next month, and until then use
        /// goes on for nothing.
        at_once: bool,
    },
    /// The balance goes below 0; the next grants pay for it.
    Carry,
}

/// Automatic purchases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Refill {
    /// Index of the top-up or pack bought.
    pub offer: usize,
    /// The balance that sets it off.
    pub at: Decimal,
    /// Whether that very balance does, or only less.
    pub inclusive: bool,
    /// How much is bought.
    pub size: RefillSize,
    /// Most purchases in a month.
    pub most_per_month: Option<u32>,
    /// Most money in a month.
    pub amount_per_month: Option<Money>,
}

/// How much an automatic purchase buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RefillSize {
    /// The smallest purchase.
    One,
    /// As many blocks or packs as lift the balance above the threshold.
    Gap,
    /// As many as lift it to this level or above.
    To(Decimal),
}

/// Something paid for a term.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Plan {
    /// The terms it is sold by, shortest first, with the price without seats.
    pub terms: Vec<(Term, Money)>,
    /// Kinds of seats.
    pub seats: Vec<Seat>,
    /// Its credits.
    pub grants: Vec<Grant>,
    /// Prices of credits used beyond the balance.
    pub overage: Vec<Charging>,
    /// What happens when they are used up.
    pub at_zero: AtZero,
}

impl Plan {
    /// Price of a term for so many people, without a fee; `None` where it is not sold by it.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn price(&self, currency: Currency, term: Term, seats: &Seats) -> Result<Option<Money>, NumError> {
        let Some(place) = self.terms.iter().position(|(sold, _)| *sold == term) else { return Ok(None) };
        let Some((_, base)) = self.terms.get(place) else { return Ok(None) };
        let mut price = base.amount();
        for (index, seat) in self.seats.iter().enumerate() {
            let billed = Decimal::from_int(seat.billed(seats, index == 0).into());
            let each = seat.prices.get(place).map_or(Decimal::ZERO, |price| price.amount());
            price = price.checked_add(each.checked_mul(billed)?)?;
        }
        currency.money(price).map(Some)
    }

    /// Whether it is for so many people.
    pub fn admits(&self, seats: &Seats) -> bool {
        self.seats.iter().enumerate().all(|(index, seat)| seat.admits(seats, index == 0))
    }

    /// What a month costs one customer with nobody said about seats: the month's price, else the shortest term's share.
    pub(super) fn month_price(&self, currency: Currency) -> Option<Fraction> {
        let (term, _) = self.terms.first()?;
        let price = self.price(currency, *term, &Seats::default()).ok().flatten()?;
        Fraction::from(price.amount()).checked_div(Fraction::from_int(term.months().into())).ok()
    }

    /// Credits of a type that the plan's paid grants give a month when nothing is said about seats: those that come
    /// by the month or by the shortest term and serve everything.
    pub(super) fn month_credits(&self, credit: usize) -> Option<Decimal> {
        let term = self.terms.first().map_or(1, |(term, _)| term.months());
        let counts = |grant: &&Grant| {
            let comes = grant.every == Every::Month || (grant.every == Every::Term && term == 1);
            comes && grant.credit == credit && !grant.bonus && grant.scope.is_none() && grant.comes_with(term)
        };
        self.grants.iter().filter(counts).try_fold(Decimal::ZERO, |sum, grant| {
            sum.checked_add(grant.credits(&self.seats, &Seats::default()).ok()?).ok()
        })
    }

    /// The grants that come with a term.
    pub fn grants_with(&self, term: Term) -> impl Iterator<Item = (usize, &Grant)> {
        self.grants.iter().enumerate().filter(move |(_, grant)| grant.comes_with(term.months()))
    }
}

impl Offer {
    /// The kind's name.
    pub fn kind_name(&self) -> OfferKind {
        match self.kind {
            Kind::Pack { .. } => OfferKind::Pack,
            Kind::Gift { .. } => OfferKind::Gift,
            Kind::Plan(_) => OfferKind::Plan,
            Kind::AddOn(_) => OfferKind::AddOn,
            Kind::TopUp(_) => OfferKind::TopUp,
            Kind::PayAsYouGo(_) => OfferKind::PayAsYouGo,
        }
    }

    /// The plan, where it is one.
    pub fn as_plan(&self) -> Option<&Plan> {
        match &self.kind {
            Kind::Plan(plan) => Some(plan),
            _ => None,
        }
    }

    /// The plan or add-on.
    pub fn subscription(&self) -> Option<&Plan> {
        match &self.kind {
            Kind::Plan(plan) | Kind::AddOn(plan) => Some(plan),
            _ => None,
        }
    }

    /// Whether a customer on this plan (index of the offer), or on none, may buy it on a day.
    pub fn is_available(&self, plan: Option<usize>, day: Date) -> bool {
        self.is_sold && self.window.contains(day) && self.is_open_to(plan)
    }

    /// Whether a customer on this plan, or on none, may buy it on some day.
    pub fn is_open_to(&self, plan: Option<usize>) -> bool {
        self.requires.is_empty() || plan.is_some_and(|plan| self.requires.contains(&plan))
    }

    /// The terms a plan or add-on is sold by; none for other offers.
    pub fn terms(&self) -> impl Iterator<Item = Term> + '_ {
        self.subscription().into_iter().flat_map(|plan| plan.terms.iter().map(|(term, _)| *term))
    }

    /// Everything the offer can grant.
    pub fn grants(&self) -> &[Grant] {
        match &self.kind {
            Kind::Pack { grants, .. } | Kind::Gift { grants, .. } => grants,
            Kind::Plan(plan) | Kind::AddOn(plan) => &plan.grants,
            Kind::TopUp(top_up) => std::slice::from_ref(&top_up.grant),
            Kind::PayAsYouGo(_) => &[],
        }
    }

    /// Every way the offer charges credits after use.
    pub fn charges(&self) -> &[Charging] {
        match &self.kind {
            Kind::Plan(plan) | Kind::AddOn(plan) => &plan.overage,
            Kind::PayAsYouGo(charging) => std::slice::from_ref(charging),
            Kind::Pack { .. } | Kind::Gift { .. } | Kind::TopUp(_) => &[],
        }
    }

    /// A price with the offer's fee.
    ///
    /// # Errors
    ///
    /// [`NumError`] when it is too large.
    pub fn with_fee(&self, currency: Currency, price: Money) -> Result<Money, NumError> {
        match &self.fee {
            Some(fee) => price.checked_add(fee.on(currency, price)?),
            None => Ok(price),
        }
    }
}

/// How long a plan is paid for at once, in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Term(u32);

impl Term {
    /// One month.
    pub const MONTH: Term = Term(1);
    /// Twelve months.
    pub const YEAR: Term = Term(12);
    /// The terms a book can name, with their names.
    pub const NAMED: [(&'static str, Term); 6] = [
        ("month", Term::MONTH),
        ("quarter", Term(3)),
        ("half_year", Term(6)),
        ("year", Term::YEAR),
        ("two_years", Term(24)),
        ("three_years", Term(36)),
    ];

    /// The term of that name.
    pub fn named(name: &str) -> Option<Term> {
        Term::NAMED.iter().find(|(known, _)| *known == name).map(|(_, term)| *term)
    }

    /// The term of so many months, where there is one.
    pub fn of_months(months: u32) -> Option<Term> {
        Term::NAMED.iter().map(|(_, term)| *term).find(|term| term.0 == months)
    }

    /// Its length in months.
    pub fn months(self) -> u32 {
        self.0
    }
}
