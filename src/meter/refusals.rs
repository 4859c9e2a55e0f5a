//! Usage that is refused: every bad value is a fault with its place.

use std::collections::BTreeMap;

use super::meter;
use super::sample::{book, faults, line, metered, usage};
use super::usage::{BalanceUsage, InputRange, InputValue, TeamUsage, Usage, UsageLine};

/// Usage of one chat, changed.
fn changed(change: impl FnOnce(&mut Usage)) -> Usage {
    let mut usage = usage(&[line("chat", 1)]);
    change(&mut usage);
    usage
}

/// One line of calls, changed.
fn call(change: impl FnOnce(&mut UsageLine)) -> Usage {
    let mut line = line("call", 1);
    change(&mut line);
    usage(&[line])
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn minutes(value: InputValue) -> Option<BTreeMap<String, InputValue>> {
    Some(BTreeMap::from([("minutes".to_owned(), value)]))
}

fn range(low: &str, typical: &str, high: &str) -> InputValue {
    InputValue::Range(InputRange { low: low.to_owned(), typical: typical.to_owned(), high: high.to_owned() })
}

fn seats(kind: &str, count: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(kind.to_owned(), count.to_owned())])
}

fn team(id: &str, seats: BTreeMap<String, String>) -> TeamUsage {
    TeamUsage { id: id.to_owned(), seats }
}

fn balance(change: impl FnOnce(&mut BalanceUsage)) -> Usage {
    let mut entry = BalanceUsage { credits: "10".to_owned(), ..BalanceUsage::default() };
    change(&mut entry);
    changed(|usage| usage.balance = Some(vec![entry]))
}

#[track_caller]
fn refused(usage: &Usage, expected: &[(&str, &str)]) {
    let found = faults(&book(true), usage);
    let found: Vec<(&str, &str)> = found.iter().map(|(code, path)| (code.as_str(), path.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_horizon() {
    refused(&changed(|usage| usage.start = "1.1.2026".to_owned()), &[("bad_date", "usage.start")]);
    refused(&changed(|usage| usage.months = Some(61)), &[("bad_horizon", "usage.months")]);
    refused(&changed(|usage| usage.start = "2200-12-01".to_owned()), &[("bad_date", "usage.start")]);
    refused(&changed(|usage| usage.growth = text("-101")), &[("out_of_range", "usage.growth")]);
    refused(&changed(|usage| usage.season = Some(vec!["1".to_owned()])), &[("bad_season", "usage.season")]);
    let single = |month: &str, percent: &str| {
        let months = BTreeMap::from([(month.to_owned(), percent.to_owned())]);
        changed(|usage| usage.single_months = Some(months))
    };
    for month in ["2026-13", "March", "2026-3", "2026-03-01", ""] {
        let path = format!("usage.single_months.{month}");
        refused(&single(month, "100"), &[("bad_date", &path)]);
    }
    refused(&single("2026-03", "-1"), &[("out_of_range", "usage.single_months.2026-03")]);
    refused(&single("2026-03", "much"), &[("bad_number", "usage.single_months.2026-03")]);
    refused(&changed(|usage| usage.currency = text("EUR")), &[("unknown_currency", "usage.currency")]);
    refused(&changed(|usage| usage.plan = text("prio")), &[("unknown_plan", "usage.plan")]);
    let only =
        |ids: &[&str]| changed(|usage| usage.plans = Some(ids.iter().map(|id| (*id).to_owned()).collect()));
    refused(&only(&["team", "prio"]), &[("unknown_plan", "usage.plans[1]")]);
    let plans = |ids: &[&str]| metered(&book(true), &only(ids)).plans;
    assert_eq!(plans(&["pro", "none"]), Some(vec![Some(0), Some(1), None]));
    assert_eq!((plans(&["pro.500"]), plans(&[])), (Some(vec![Some(1)]), None));
    let plan = |id: &str| metered(&book(true), &changed(|usage| usage.plan = text(id))).plan_before;
    assert_eq!((plan("pro"), plan("pro.500")), (Some(0), Some(1)));
}

#[test]
fn lines() {
    refused(&usage(&[line("chatt", 1)]), &[("unknown_feature", "usage.lines[0].feature")]);
    refused(&call(|line| line.times = "-1".to_owned()), &[("out_of_range", "usage.lines[0].times")]);
    refused(&call(|line| line.people = text("x")), &[("bad_number", "usage.lines[0].people")]);
    refused(&call(|line| line.success = text("101")), &[("out_of_range", "usage.lines[0].success")]);
    refused(&call(|line| line.on_days = Some(0)), &[("out_of_range", "usage.lines[0].on_days")]);
    refused(&call(|line| line.on_days = Some(32)), &[("out_of_range", "usage.lines[0].on_days")]);
    refused(&call(|line| line.team = text("a")), &[("unknown_team", "usage.lines[0].team")]);
    let several = call(|line| (line.times, line.success) = ("x".to_owned(), text("y")));
    refused(&several, &[("bad_number", "usage.lines[0].times"), ("bad_number", "usage.lines[0].success")]);
}

#[test]
fn inputs() {
    let path = "usage.lines[0].inputs.minutes";
    let with = |value| call(|line| line.inputs = minutes(value));
    refused(&with(InputValue::Toggle(true)), &[("bad_input_value", path)]);
    refused(&with(InputValue::Text("61".to_owned())), &[("out_of_range", path)]);
    refused(&with(range("3", "2", "4")), &[("bad_range", path)]);
    refused(&with(range("3", "4", "3.5")), &[("bad_range", path)]);
    refused(
        &with(range("0", "x", "61")),
        &[
            ("out_of_range", &format!("{path}.low")),
            ("bad_number", &format!("{path}.typical")),
            ("out_of_range", &format!("{path}.high")),
        ],
    );
    let unknown = call(|line| {
        line.inputs = Some(BTreeMap::from([("minute".to_owned(), InputValue::Text("1".to_owned()))]));
    });
    refused(&unknown, &[("unknown_input", "usage.lines[0].inputs.minute")]);
    let fault = meter(&book(true), &unknown).unwrap_err().remove(0);
    assert_eq!(fault.message, "`call` has no input `minute`");
    assert_eq!(fault.fix, "did you mean `minutes`?");
}

#[test]
fn people() {
    let alone = |kind, count| changed(|usage| usage.seats = Some(seats(kind, count)));
    refused(&alone("seats", "1"), &[("unknown_seat", "usage.seats.seats")]);
    refused(&alone("seat", "1.5"), &[("bad_number", "usage.seats.seat")]);
    refused(&alone("seat", "-1"), &[("out_of_range", "usage.seats.seat")]);
    assert_eq!(metered(&book(true), &alone("seat", "5")).seats.count("seat"), 5);
    let with = |teams: Vec<TeamUsage>, line: Option<&str>| {
        changed(|usage| {
            usage.teams = Some(teams);
            usage.lines[0].team = line.map(str::to_owned);
        })
    };
    let of = |id| team(id, seats("seat", "2"));
    refused(&with(vec![of("a"), of("a")], Some("a")), &[("bad_team", "usage.teams[1].id")]);
    refused(&with(vec![of("")], None), &[("bad_team", "usage.teams[0].id")]);
    refused(&with(vec![of("a"), of("b")], None), &[("missing_team", "usage.lines[0].team")]);
    refused(&with(vec![of("a"), of("b")], Some("c")), &[("unknown_team", "usage.lines[0].team")]);
    let nobody = team("b", BTreeMap::new());
    refused(&with(vec![of("a"), nobody], Some("a")), &[("missing_seats", "usage.teams[1].seats")]);
    let mut both = with(vec![of("a")], None);
    both.seats = Some(seats("seat", "2"));
    refused(&both, &[("seats_and_teams", "usage.seats")]);
    assert_eq!(metered(&book(true), &with(vec![of("a")], None)).lines[0].team, 0);
}

#[test]
fn the_balance_there_is() {
    let path = |member: &str| format!("usage.balance[0].{member}");
    refused(&balance(|entry| entry.credits = "0.3".to_owned()), &[("bad_step", &path("credits"))]);
    refused(&balance(|entry| entry.credits = "-1".to_owned()), &[("out_of_range", &path("credits"))]);
    refused(&balance(|entry| entry.credit = text("minutes")), &[("unknown_credit_type", &path("type"))]);
    refused(&balance(|entry| entry.expires = text("soon")), &[("bad_date", &path("expires"))]);
    refused(&balance(|entry| entry.expires = text("2026-01-01")), &[("out_of_range", &path("expires"))]);
    refused(&balance(|entry| entry.paid = text("0.001")), &[("bad_number", &path("paid"))]);
    refused(&balance(|entry| entry.paid = text("-1")), &[("out_of_range", &path("paid"))]);
}

#[test]
fn what_is_too_large() {
    let huge = UsageLine {
        times: "1000000000000".to_owned(),
        people: text("1000000000000"),
        inputs: None,
        ..line("bulk", 1)
    };
    let usage = Usage { growth: text("1000"), months: Some(60), ..usage(&[huge]) };
    refused(&usage, &[("too_large", "usage.growth")]);
}
