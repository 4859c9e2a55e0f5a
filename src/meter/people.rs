//! Teams and seats of usage.

use std::collections::BTreeMap;

use super::read::{Unknown, known, people};
use super::usage::{TeamUsage, Usage};
use crate::book::{Fault, PriceBook, Seats};

/// People who use alike, and whose own credits are theirs alone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Team {
    /// Its id; empty for everybody, where usage names no teams.
    pub id: String,
    /// Its people.
    pub seats: Seats,
}

/// The teams, at least one; `None` after at least one fault.
pub(super) fn teams(book: &PriceBook, usage: &Usage, faults: &mut Vec<Fault>) -> Option<Vec<Team>> {
    let named = usage.teams.as_deref().unwrap_or_default();
    let alone = usage.seats.as_ref().map(|raw| seats(book, raw, "usage.seats", faults));
    if named.is_empty() {
        let seats = alone.unwrap_or_else(|| Some(Seats::default()))?;
        return Some(vec![Team { id: String::new(), seats }]);
    }
    let before = faults.len();
    if alone.is_some() {
        let message = "people are counted both together and by team";
        faults.push(Fault::usage("seats_and_teams", "usage.seats", message, "leave out `seats` or `teams`"));
    }
    let mut teams: Vec<Team> = Vec::with_capacity(named.len());
    for (index, raw) in named.iter().enumerate() {
        let path = format!("usage.teams[{index}]");
        check_team(book, raw, named, index, &path, faults);
        if let Some(seats) = seats(book, &raw.seats, &format!("{path}.seats"), faults) {
            teams.push(Team { id: raw.id.clone(), seats });
        }
    }
    (faults.len() == before).then_some(teams)
}

fn check_team(
    book: &PriceBook,
    raw: &TeamUsage,
    all: &[TeamUsage],
    index: usize,
    path: &str,
    faults: &mut Vec<Fault>,
) {
    if raw.id.is_empty() || all.iter().take(index).any(|other| other.id == raw.id) {
        let message = if raw.id.is_empty() {
            "the team has no id".to_owned()
        } else {
            format!("two teams are called `{}`", raw.id)
        };
        faults.push(Fault::usage(
            "bad_team",
            format!("{path}.id"),
            message,
            "give each team an id of its own",
        ));
    }
    // Beside others, a team that says nothing of its people would count as one person by itself and as none in the sum.
    if all.len() > 1 && raw.seats.is_empty() && kinds(book).next().is_some() {
        let message = format!("nothing says how many people are in the team `{}`", raw.id);
        faults.push(Fault::usage(
            "missing_seats",
            format!("{path}.seats"),
            message,
            "enter its people by kind of seat",
        ));
    }
}

fn seats(
    book: &PriceBook,
    raw: &BTreeMap<String, String>,
    path: &str,
    faults: &mut Vec<Fault>,
) -> Option<Seats> {
    let before = faults.len();
    let mut counts = BTreeMap::new();
    for (kind, text) in raw {
        let path = format!("{path}.{kind}");
        let unknown = Unknown {
            code: "unknown_seat",
            path: &path,
            message: "no plan of the price book has seats of the kind",
            otherwise: "leave it out",
        };
        let place = known(kind, kinds(book), unknown, faults);
        if let (Some(_), Some(count)) = (place, people(text, &path, faults)) {
            counts.insert(kind.clone(), count);
        }
    }
    (faults.len() == before).then(|| Seats::new(counts))
}

/// Every kind of seat of the book; some more than once.
fn kinds(book: &PriceBook) -> impl Iterator<Item = &str> + Clone {
    let plans = book.offers().iter().filter_map(|offer| offer.subscription());
    plans.flat_map(|plan| &plan.seats).map(|seat| seat.id.as_str())
}

/// Index of the team that a line names; `None` after a fault.
pub(super) fn team(usage: &Usage, named: Option<&str>, path: &str, faults: &mut Vec<Fault>) -> Option<usize> {
    let teams = usage.teams.as_deref().unwrap_or_default();
    let Some(id) = named else {
        if teams.len() > 1 {
            let message = "nothing says which team does this";
            faults.push(Fault::usage("missing_team", path, message, "name one of the teams"));
            return None;
        }
        return Some(0);
    };
    let unknown = Unknown {
        code: "unknown_team",
        path,
        message: "usage has no team",
        otherwise: "name one of `usage.teams`",
    };
    known(id, teams.iter().map(|team| team.id.as_str()), unknown, faults)
}
