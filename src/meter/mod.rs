//! The meter: usage and a price book to lines, credits per month, and demand by streams.
//!
//! A line's uses in a month are `times × people`, by the days of the month for "per day", a seventh of that
//! for "per week", a twelfth of the year's for "per year"; then growth and season. They stay exact fractions;
//! only credits are rounded, as the feature says. Growth compounds from the second month on and is rounded to
//! twelve places each month, so that sixty months of it stay exact numbers.
//!
//! Where months are calendar months, a start inside one makes a short first month: it has the uses of its days, and of
//! "per month" and "per year" its share of the calendar month's days.

mod averages;
mod balance;
mod demand;
pub mod events;
mod inputs;
mod line;
mod measured;
mod people;
mod rating;
mod read;
mod scaled;
mod schedule;
mod spread;
mod stream;
mod usage;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod sample;

use std::borrow::Cow;

pub use balance::StartGrant;
pub use demand::{Demand, MonthUse};
pub use line::{Line, LineSample, Metered, MeteredCost};
pub use measured::{MeasuredCost, MeasuredLine, MeasuredUsage, MeasuredValue, Pace};
pub use people::Team;
pub use scaled::scaled;
pub use schedule::{DEFAULT_MONTHS, MOST_MONTHS};
pub use spread::Spread;
pub use stream::{MOST_STREAMS, Stream, StreamSet, served};
pub use usage::{BalanceUsage, Frequency, InputRange, InputValue, TeamUsage, Usage, UsageLine};

use crate::book::{Fault, NO_PLAN, PriceBook, Seats};
use crate::date::Period;
use crate::num::Fraction;
use crate::unit::Currency;
use line::Lines;
use rating::Pick;
use read::{Unknown, known, too_large};
use schedule::Schedule;

/// Usage turned into credits.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Metering {
    /// The months of the horizon; where they are calendar months, the first may be short.
    pub months: Vec<Period>,
    /// Credits there are on the first day.
    pub start_balance: Vec<StartGrant>,
    /// Whether the welcome credits are given.
    pub new_customer: bool,
    /// Whether use that goes on in a slow mode is good enough.
    pub slow: bool,
    /// The plan active before the horizon: index of the offer, the first of its family where only that was named.
    pub plan_before: Option<usize>,
    /// The plans (indices of offers) that may be bought, and whether none may be active; `None`: all, and none.
    pub plans: Option<Vec<Option<usize>>>,
    /// Groups of people with credits of their own; at least one.
    pub teams: Vec<Team>,
    /// The people of all teams together.
    pub seats: Seats,
    /// Usage that the same credits can serve, in the order in which a day's use is taken; at least one.
    pub streams: Vec<Stream>,
    /// One a usage line, in its order.
    pub lines: Vec<Line>,
    /// Credits by month and stream, for a customer on each plan or on none.
    pub demand: Demand,
    /// What a short first month costs and grants of a whole one.
    first_share: Fraction,
}

impl Metering {
    /// Whether the customer may be on a plan (index of the offer), or on none.
    pub fn may_have(&self, plan: Option<usize>) -> bool {
        self.plans.as_ref().is_none_or(|plans| plans.contains(&plan))
    }

    /// What a month (from 0) costs and grants of a whole one under the book's rule for a short first month: 1, or the
    /// first month's days by the days of its calendar month.
    pub fn month_share(&self, month: usize) -> Fraction {
        if month == 0 { self.first_share } else { Fraction::ONE }
    }
}

/// The book with the prices that usage asks for.
///
/// # Errors
///
/// One fault `unknown_currency` where the book has none in that currency.
pub fn priced<'b>(book: &'b PriceBook, usage: &Usage) -> Result<Cow<'b, PriceBook>, Vec<Fault>> {
    let Some(code) = usage.currency.as_deref().filter(|code| *code != book.currency().code()) else {
        return Ok(Cow::Borrowed(book));
    };
    let other = Currency::parse(code).and_then(|currency| book.in_currency(currency));
    other.map(Cow::Owned).ok_or_else(|| {
        let codes: Vec<&str> = book.currencies().map(Currency::code).collect();
        let message = format!("the price book has no prices in `{code}`");
        let fix = format!("choose one of: {}", codes.join(", "));
        vec![Fault::usage("unknown_currency", "usage.currency", message, fix)]
    })
}

/// Meters usage under a book in the usage's currency, see [`priced`].
///
/// # Errors
///
/// Every fault of the usage, each with its path (`usage.lines[0].inputs.words`).
pub fn meter(book: &PriceBook, usage: &Usage) -> Result<Metering, Vec<Fault>> {
    metering(book, usage, Pick::Typical)
}

/// Meters usage with the inputs that cost least and with those that cost most, line by line and plan by plan; `None`
/// where every input is known.
///
/// # Errors
///
/// As [`meter`].
pub fn meter_range(book: &PriceBook, usage: &Usage) -> Result<Option<(Metering, Metering)>, Vec<Fault>> {
    let low = metering(book, usage, Pick::Low)?;
    if !low.lines.iter().any(|line| line.is_ranged) {
        return Ok(None);
    }
    Ok(Some((low, metering(book, usage, Pick::High)?)))
}

fn metering(book: &PriceBook, usage: &Usage, pick: Pick) -> Result<Metering, Vec<Fault>> {
    let book = priced(book, usage)?;
    let mut faults = Vec::new();
    let read = read(&book, usage, pick, &mut faults);
    read.filter(|_| faults.is_empty()).ok_or(faults)
}

/// Reads everything; `None` after at least one fault.
fn read(book: &PriceBook, usage: &Usage, pick: Pick, faults: &mut Vec<Fault>) -> Option<Metering> {
    let plan_before = plan_before(book, usage, faults);
    let plans = only_plans(book, usage, faults);
    let schedule = Schedule::new(book.rules(), usage, faults);
    let teams = people::teams(book, usage, faults);
    let start = schedule.as_ref().and_then(|schedule| schedule.months.first()).map(Period::start);
    let start_balance = balance::balance(book, usage, start, faults);
    let schedule = schedule?;
    let mut lines = Lines::read(book, usage, &schedule, pick, faults)?;
    let streams = stream::assign(book, &mut lines);
    if streams.len() > MOST_STREAMS {
        let message =
            format!("the usage needs {} kinds of credits; {MOST_STREAMS} can be told apart", streams.len());
        faults.push(Fault::usage("too_many_streams", "usage.lines", message, "use fewer teams or features"));
        return None;
    }
    let demand = Demand::new(book, &lines, &streams, &schedule.months)
        .map_err(|error| faults.push(too_large("usage", error)))
        .ok()?;
    let teams = teams?;
    Some(Metering {
        start_balance: start_balance?,
        new_customer: usage.new_customer.unwrap_or(true),
        slow: usage.slow.unwrap_or(false),
        plan_before,
        plans,
        seats: teams.iter().fold(Seats::default(), |seats, team| seats.with(&team.seats)),
        teams,
        streams,
        lines,
        demand,
        first_share: schedule.first_share(book.rules()),
        months: schedule.months,
    })
}

fn plan_before(book: &PriceBook, usage: &Usage, faults: &mut Vec<Fault>) -> Option<usize> {
    plans_named(book, usage.plan.as_deref()?, "usage.plan", faults).first().copied().flatten()
}

/// The plans that may be bought, and none; `None` where usage says nothing of them.
fn only_plans(book: &PriceBook, usage: &Usage, faults: &mut Vec<Fault>) -> Option<Vec<Option<usize>>> {
    let named = usage.plans.as_deref().filter(|named| !named.is_empty())?;
    let mut plans = Vec::new();
    for (index, id) in named.iter().enumerate() {
        if id == NO_PLAN {
            plans.push(None);
        } else {
            plans.extend(plans_named(book, id, &format!("usage.plans[{index}]"), faults));
        }
    }
    Some(plans)
}

/// The plan of an id, or every plan of a family; none after a fault.
fn plans_named(book: &PriceBook, id: &str, path: &str, faults: &mut Vec<Fault>) -> Vec<Option<usize>> {
    let ids = |index: usize| book.offer(index).map(|offer| [offer.id.as_str(), offer.family_id.as_str()]);
    let unknown = Unknown {
        code: "unknown_plan",
        path,
        message: "the price book has no plan",
        otherwise: "leave it out",
    };
    let all: Vec<&str> = book.plans().filter_map(ids).flatten().collect();
    if known(id, all.iter().copied(), unknown, faults).is_none() {
        return Vec::new();
    }
    let is_named = |index: &usize| ids(*index).is_some_and(|ids| ids.contains(&id));
    book.plans().filter(is_named).map(Some).collect()
}
