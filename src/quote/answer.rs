//! The answer: what to buy, what it costs, what expires, and what else was possible.

use serde::Serialize;

use super::expiry::{Expiry, expiry};
use super::invoice::{InvoiceLine, invoice};
use super::ledger::{StatementView, ledger};
use super::{Quote, Stage, assemble};
use crate::book::{Amount, PriceBook, Purchase};
use crate::date::Date;
use crate::insight::{Alternative, Baseline, Bought, InsightError, bought, percent};
use crate::meter::Metering;
use crate::num::{Decimal, Fraction};
use crate::plan;
use crate::unit::Money;
use crate::wallet::{Automatic, MonthCredits, Statement, replay};

/// How to buy the credits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A purchase plan.
    Found(Box<Found>),
    /// Proved: nothing on offer covers the usage.
    Impossible(Impossible),
    /// The planner's budget ran out before it found any plan.
    RanOut {
        /// Labels made.
        #[cfg_attr(test, ts(type = "number"))]
        nodes: u64,
    },
}

/// Why nothing covers the usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Impossible {
    /// What is missing.
    pub code: ImpossibleCode,
    /// The first month that cannot be covered, from 1.
    pub month: u32,
    /// Its first day.
    pub date: Date,
    /// Id of the credit type that is short; `None` where the usage is not to be had at all.
    pub credit: Option<String>,
    /// Credits that nothing sells there; 0 where the usage is not to be had at all.
    pub credits: Decimal,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImpossibleCode {
    /// No offer, or not enough of it, sells the credits.
    NothingSellsEnough,
    /// No plan offers everything that is used.
    FeatureNeedsPlan,
}

/// A purchase plan with everything known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Found {
    /// Whether nothing is cheaper; otherwise the cheapest lies between `lower_bound` and `cost`.
    pub proved: bool,
    /// Paid over the horizon: the sum of the invoice.
    pub cost: Money,
    /// The same by month, on average, rounded to the minor unit.
    pub monthly_average: Money,
    /// Nothing costs less than this.
    pub lower_bound: Money,
    /// How far the cost may be above the cheapest, in percent of it, two places.
    pub gap_percent: Decimal,
    /// Labels the planner made.
    #[cfg_attr(test, ts(type = "number"))]
    pub nodes: u64,
    /// What of the book the planner did not try out in full, in the book's words; only where it is not proved.
    pub gaps: Vec<String>,
    /// Whether another purchase plan costs the same.
    pub tie: bool,
    /// Credits' worth of use that goes on in a slow or free mode, by credit type.
    pub slow: Vec<Decimal>,
    /// Credits nothing covers, so that use stops there, by credit type; only of purchases that were given.
    pub blocked: Vec<Decimal>,
    /// Credits used on credit and not paid for when the horizon ends, by credit type; only of purchases that were given.
    pub owed: Vec<Decimal>,
    /// The purchases summed up by offer; their amounts sum to `cost`.
    pub purchases: Vec<Bought>,
    /// Everything paid, in the order of payment; the amounts sum to `cost`.
    pub invoice: Vec<InvoiceLine>,
    /// What expires and what is left.
    pub expiry: Expiry,
    /// What the cost is compared with.
    pub baselines: Vec<Baseline>,
    /// What else could be bought.
    pub alternatives: Vec<Alternative>,
    /// The ledger.
    pub statement: StatementView,
}

/// What an answer is made of.
#[derive(Debug, Default)]
pub(super) struct Planned {
    /// What the planner said.
    said: Option<plan::Planned>,
    /// The purchase plan with what is claimed of it, and its ledger.
    pub won: Option<(plan::Found, Statement)>,
}

impl Planned {
    /// Whether the planner says the same again, or knows only more about the same purchases.
    pub fn is_same(&self, planned: &plan::Planned) -> bool {
        match (&self.said, planned) {
            (Some(plan::Planned::Found(said)), plan::Planned::Found(found)) => {
                said.purchases == found.purchases
            }
            (Some(plan::Planned::RanOut { .. }), plan::Planned::RanOut { .. }) => true,
            _ => false,
        }
    }

    /// Puts into a quote what the planner knows more about the same purchases.
    pub fn update(&mut self, quote: &mut Quote, planned: plan::Planned) -> Result<(), InsightError> {
        match (&mut quote.answer, &mut self.won, &planned) {
            (Answer::Found(shown), Some((won, statement)), plan::Planned::Found(found)) => {
                *won = trusted(found, statement)?;
                shown.claim(won)?;
            }
            (Answer::RanOut { nodes }, _, plan::Planned::RanOut { nodes: made }) => *nodes = *made,
            _ => {}
        }
        self.said = Some(planned);
        Ok(())
    }
}

impl Found {
    /// Says what is known of the cost.
    fn claim(&mut self, found: &plan::Found) -> Result<(), InsightError> {
        self.proved = found.is_proved();
        self.lower_bound = found.lower_bound;
        self.gap_percent = percent(found.cost.checked_sub(found.lower_bound)?, found.cost, 2)?;
        self.nodes = found.nodes;
        self.gaps = found.gaps.iter().map(|gap| (*gap).to_owned()).collect();
        self.tie = found.tie;
        Ok(())
    }
}

type Answered = (Planned, Answer, Vec<Option<usize>>);

/// What the planner said as an answer; with the plan (index of the offer) active in each month.
pub(super) fn answer(
    book: &PriceBook,
    metering: &Metering,
    planned: plan::Planned,
) -> Result<Answered, InsightError> {
    let mut plans = vec![None; metering.months.len()];
    let mut won = None;
    let answer = match &planned {
        plan::Planned::Found(found) => {
            plans = active_plans(&found.purchases, metering.months.len());
            let statement = replay(book, metering, &found.purchases, Automatic::Off)?;
            let claimed = trusted(found, &statement)?;
            debug_assert_eq!(claimed.cost, found.cost, "the planner and the wallet differ");
            let shown = shown(book, metering, &claimed, &statement)?;
            won = Some((claimed, statement));
            Answer::Found(Box::new(shown))
        }
        plan::Planned::Impossible { month, short, credit } => {
            let code = match short {
                Some(_) => ImpossibleCode::NothingSellsEnough,
                None => ImpossibleCode::FeatureNeedsPlan,
            };
            let date = metering.months.get(*month).map_or(Date::FIRST, |month| month.start());
            let month = u32::try_from(*month).unwrap_or(u32::MAX).saturating_add(1);
            let credit = short.and_then(|_| book.credit(*credit)).map(|credit| credit.id.clone());
            let credits = short.unwrap_or(Decimal::ZERO);
            Answer::Impossible(Impossible { code, month, date, credit, credits })
        }
        plan::Planned::RanOut { nodes } => Answer::RanOut { nodes: *nodes },
    };
    Ok((Planned { said: Some(planned), won }, answer, plans))
}

/// A plan with what may be claimed of it. Should the planner and the wallet ever differ, the ledger is what holds and
/// nothing is claimed to be proved.
fn trusted(found: &plan::Found, statement: &Statement) -> Result<plan::Found, InsightError> {
    let cost = statement.cost()?;
    Ok(match cost == found.cost && statement.blocked().is_none() {
        true => found.clone(),
        false => plan::Found { cost, lower_bound: Money::ZERO, ..found.clone() },
    })
}

/// A quote of purchases that are given instead of planned.
///
/// Baselines and alternatives are left out; the lower bound is 0 and nothing is proved. What the vendor buys or charges by
/// itself when credits run out is played when `automatic` says so.
///
/// # Errors
///
/// [`InsightError`] when the purchases cannot be replayed.
pub fn quote_purchases(
    book: &PriceBook,
    metering: &Metering,
    purchases: &[Purchase],
    automatic: Automatic,
) -> Result<Quote, InsightError> {
    let statement = replay(book, metering, purchases, automatic)?;
    let given = plan::Found {
        purchases: purchases.to_vec(),
        cost: statement.cost()?,
        lower_bound: Money::ZERO,
        tie: false,
        nodes: 0,
        gaps: Vec::new(),
    };
    let found = shown(book, metering, &given, &statement)?;
    let plans = active_plans(purchases, metering.months.len());
    assemble(book, metering, Answer::Found(Box::new(found)), &plans, Stage::Complete)
}

/// The plan active in each month.
fn active_plans(purchases: &[Purchase], months: usize) -> Vec<Option<usize>> {
    let mut plans = vec![None; months];
    for purchase in purchases {
        if let Amount::Term(term) = purchase.amount {
            let length = usize::try_from(term.months()).unwrap_or(usize::MAX);
            plans.iter_mut().skip(purchase.month).take(length).for_each(|plan| *plan = Some(purchase.offer));
        }
    }
    plans
}

fn shown(
    book: &PriceBook,
    metering: &Metering,
    found: &plan::Found,
    statement: &Statement,
) -> Result<Found, InsightError> {
    let months = i128::try_from(metering.months.len()).unwrap_or(1);
    let monthly = Fraction::from(found.cost.amount()).checked_div(Fraction::new(months, 1)?)?;
    let mut shown = Found {
        proved: false,
        cost: found.cost,
        monthly_average: book.currency().round_fraction(monthly)?,
        lower_bound: found.lower_bound,
        gap_percent: Decimal::ZERO,
        nodes: found.nodes,
        gaps: Vec::new(),
        tie: found.tie,
        slow: in_all(book, statement, |month| month.slow)?,
        blocked: in_all(book, statement, |month| month.blocked)?,
        owed: statement.owed.clone(),
        purchases: bought(book, statement)?,
        invoice: invoice(book, statement),
        expiry: expiry(book, statement)?,
        baselines: Vec::new(),
        alternatives: Vec::new(),
        statement: ledger(book, metering, statement)?,
    };
    shown.claim(found)?;
    Ok(shown)
}

/// A number of each credit type, summed over the months.
fn in_all(
    book: &PriceBook,
    statement: &Statement,
    of: impl Fn(&MonthCredits) -> Decimal,
) -> Result<Vec<Decimal>, InsightError> {
    let sum = |credit: usize| {
        let months = statement.months.iter().filter_map(|month| month.credits.get(credit));
        months.map(&of).try_fold(Decimal::ZERO, |sum, credits| sum.checked_add(credits))
    };
    Ok((0..book.credits().len()).map(sum).collect::<Result<_, _>>()?)
}
