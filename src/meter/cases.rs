//! What usage comes to, case by case.

use std::collections::BTreeMap;

use super::sample::{book, book_with_rules, faults, line, metered, shown, usage};
use super::usage::{BalanceUsage, Frequency, InputRange, InputValue, TeamUsage, Usage, UsageLine};
use super::{Line, Metering, meter, meter_range, priced};
use crate::book::PriceBook;
use crate::num::Decimal;

fn inputs(values: &[(&str, InputValue)]) -> Option<BTreeMap<String, InputValue>> {
    Some(values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

fn text(text: &str) -> InputValue {
    InputValue::Text(text.to_owned())
}

/// Credits of a line in a type by month, without a plan.
fn credits(line: &Line, credit: usize) -> Vec<String> {
    let cost = line.on(None).unwrap().costs.iter().find(|cost| cost.credit == credit).unwrap();
    shown(&cost.credits)
}

/// Totals of a month by stream, without a plan.
fn totals(metering: &Metering, month: usize) -> Vec<String> {
    let uses = metering.demand.on(None, month).unwrap();
    uses.iter().map(|stream| stream.total.to_string()).collect()
}

#[test]
fn a_month_takes_the_rate_of_its_first_day() {
    let mut usage = usage(&[line("chat", 10)]);
    (usage.start, usage.months) = ("2026-02-15".to_owned(), Some(3));
    let metering = metered(&book(false), &usage);
    assert_eq!(credits(&metering.lines[0], 0), ["20", "30", "30"]);
    let cost = &metering.lines[0].on(None).unwrap().costs[0];
    assert_eq!((cost.per_use.to_string(), cost.line.as_str()), ("2".to_owned(), "2"));
}

#[test]
fn one_use_may_cost_several_credit_types() {
    let call = UsageLine { inputs: inputs(&[("minutes", text("1.5"))]), ..line("call", 3) };
    let metering = metered(&book(false), &usage(&[call]));
    let costs = &metering.lines[0].on(None).unwrap().costs;
    let shape: Vec<(usize, usize)> = costs.iter().map(|cost| (cost.credit, cost.stream)).collect();
    assert_eq!(shape, [(0, 0), (1, 1)]);
    assert_eq!(
        (credits(&metering.lines[0], 0), credits(&metering.lines[0], 1)),
        (vec!["3".to_owned(), "3".to_owned()], vec!["4.5".to_owned(), "4.5".to_owned()])
    );
    assert_eq!(totals(&metering, 1), ["3", "4.5"]);
}

#[test]
fn free_uses_are_shared_in_order_after_failures_are_left_out() {
    let lines = [
        UsageLine { success: Some("50".to_owned()), ..line("search", 160) },
        UsageLine { people: Some("10".to_owned()), ..line("search", 5) },
        line("search", 7),
    ];
    let metering = metered(&book(false), &usage(&lines));
    let of: Vec<Vec<String>> = metering.lines.iter().map(|line| credits(line, 0)).collect();
    assert_eq!(of, [["0", "0"], ["30", "30"], ["7", "7"]]);
    assert_eq!(metering.lines[0].uses[0].to_string(), "160");
    assert_eq!(metering.lines[1].charged[0].to_string(), "30");
    // Every attempt at chat is charged, whatever becomes of it.
    let chat = UsageLine { success: Some("50".to_owned()), ..line("chat", 10) };
    assert_eq!(totals(&metered(&book(false), &usage(&[chat])), 0), ["20"]);
}

#[test]
fn a_month_without_uses_costs_nothing_by_the_month() {
    let mut usage = usage(&[UsageLine { inputs: inputs(&[("items", text("3"))]), ..line("bulk", 50) }]);
    let mut season = vec!["1".to_owned(); 12];
    season[0] = "0".to_owned();
    usage.season = Some(season);
    let metering = metered(&book(false), &usage);
    assert_eq!(credits(&metering.lines[0], 0), ["0", "130"]);
    assert_eq!(metering.lines[0].on(None).unwrap().costs[0].per_use.to_string(), "130");
    let idle = metered(&book(false), &self::usage(&[line("bulk", 0)]));
    assert_eq!(credits(&idle.lines[0], 0), ["0", "0"]);
}

#[test]
fn the_rungs_of_a_ladder_are_one_family() {
    let book = book(false);
    let metering = metered(&book, &usage(&[line("help", 1)]));
    let on = |id: Option<&str>| {
        let plan = id.map(|id| book.offers().iter().position(|offer| offer.id == id).unwrap());
        metering.lines[0].on(plan).unwrap().costs[0].credits[0].to_string()
    };
    assert_eq!([on(None), on(Some("pro.100")), on(Some("pro.500"))], ["16", "12", "12"]);
}

#[test]
fn what_is_not_to_be_had_has_no_demand() {
    let book = book(false);
    let metering = metered(&book, &usage(&[line("studio", 2)]));
    let pro = book.offers().iter().position(|offer| offer.id == "pro.500");
    assert!(metering.demand.on(None, 0).is_none() && metering.lines[0].on(None).is_none());
    assert_eq!(metering.demand.on(pro, 1).unwrap()[0].total.to_string(), "14");
    let idle = metered(&book, &usage(&[line("studio", 0)]));
    assert_eq!(totals(&idle, 0), ["0"]);
    // Nobody misses it in a month without use.
    let mut usage = usage(&[line("studio", 2), line("chat", 1)]);
    usage.season = Some((0..12).map(|month| i32::from(month == 1).to_string()).collect());
    let seasonal = metered(&book, &usage);
    assert_eq!(totals(&seasonal, 0), ["0"]);
    assert!(seasonal.demand.on(None, 1).is_none());
    assert_eq!(seasonal.demand.on(pro, 1).unwrap()[0].total.to_string(), "16");
}

#[test]
fn ranges_go_from_the_least_to_the_most() {
    let book = book(false);
    let range = InputRange { low: "0".to_owned(), typical: "1".to_owned(), high: "5".to_owned() };
    let help = UsageLine { inputs: inputs(&[("gap", InputValue::Range(range))]), ..line("help", 2) };
    let usage = usage(&[help, line("chat", 1)]);
    let typical = metered(&book, &usage);
    // The rate is 3 without a plan: 3 × 4 + 4 typically, 3 × 1 + 0 at least, 3 × 10 + 5 at most; the gap works backwards.
    let cost = &typical.lines[0].on(None).unwrap().costs[0];
    let ends = [&cost.low, &cost.high].map(|end| shown(end.as_ref().unwrap()));
    assert_eq!(
        (shown(&cost.credits), ends),
        (
            shown(&[Decimal::from_int(32); 2]),
            [["6", "6"], ["70", "70"]].map(|end| end.map(str::to_owned).to_vec())
        )
    );
    assert!(typical.lines[1].on(None).unwrap().costs[0].low.is_none());
    let (low, high) = meter_range(&book, &usage).unwrap().unwrap();
    assert_eq!([&low, &typical, &high].map(|metering| totals(metering, 0).concat()), ["8", "34", "72"]);
    assert!(low.lines[0].on(None).unwrap().costs[0].low.is_none());
    let known = UsageLine { inputs: inputs(&[("length", text("4"))]), ..line("help", 2) };
    assert!(meter_range(&book, &self::usage(&[known])).unwrap().is_none());
}

#[test]
fn streams_follow_the_book_whatever_the_order_of_lines() {
    let lines = [line("bulk", 1), line("search", 101), line("call", 1)];
    let metering = metered(&book(false), &usage(&lines));
    let streams: Vec<(usize, usize, usize)> =
        metering.streams.iter().map(|stream| (stream.feature, stream.credit, stream.team)).collect();
    // Calls have restricted credits of their own, and minutes; search stands for bulk too.
    assert_eq!(streams, [(1, 0, 0), (1, 1, 0), (2, 0, 0)]);
    assert_eq!(totals(&metering, 0), ["1", "2", "7"]);
    let nothing = metered(&book(false), &usage(&[]));
    assert_eq!((nothing.streams.len(), nothing.streams[0].credit), (1, 0));
    assert_eq!(totals(&nothing, 1), ["0"]);
}

fn teams(usage: Usage, people: &[(&str, &str)]) -> Usage {
    let team = |(id, count): &(&str, &str)| TeamUsage {
        id: (*id).to_owned(),
        seats: BTreeMap::from([("seat".to_owned(), (*count).to_owned())]),
    };
    Usage { teams: Some(people.iter().map(team).collect()), ..usage }
}

#[test]
fn teams_are_streams_where_credits_are_private() {
    let by = |team: &str, times| UsageLine { team: Some(team.to_owned()), ..line("chat", times) };
    let usage = teams(usage(&[by("b", 1), by("a", 2)]), &[("a", "3"), ("b", "4")]);
    let private = metered(&book(true), &usage);
    let streams: Vec<usize> = private.streams.iter().map(|stream| stream.team).collect();
    assert_eq!((streams, totals(&private, 0)), (vec![0, 1], vec!["4".to_owned(), "2".to_owned()]));
    assert_eq!((private.seats.count("seat"), private.teams[1].seats.count("seat")), (7, 4));
    let shared = metered(&book(false), &usage);
    assert_eq!((shared.streams.len(), totals(&shared, 0)), (1, vec!["6".to_owned()]));
}

#[test]
fn too_many_streams_are_a_fault() {
    let ids: Vec<String> = (0..65).map(|team| format!("t{team}")).collect();
    let people: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "1")).collect();
    let lines: Vec<UsageLine> =
        ids.iter().map(|id| UsageLine { team: Some(id.clone()), ..line("chat", 1) }).collect();
    let most = teams(usage(&lines[1..]), &people);
    assert_eq!(metered(&book(true), &most).streams.len(), 64);
    let usage = teams(usage(&lines), &people);
    assert_eq!(faults(&book(true), &usage), [("too_many_streams".to_owned(), "usage.lines".to_owned())]);
}

#[test]
fn days_of_use_lie_apart_and_the_rest_is_everyday() {
    let weekly = UsageLine { on_days: Some(4), ..line("chat", 3) };
    let metering = metered(&book(false), &usage(&[weekly, line("chat", 31)]));
    let january = &metering.demand.on(None, 0).unwrap()[0];
    // 6 credits on days 0, 7, 15 and 23 in halves of a credit, and 2 each day.
    let days = [0, 1, 7, 15, 23, 30].map(|day| january.on(day).unwrap().to_string());
    assert_eq!(days, ["3.5", "2", "3.5", "3.5", "3.5", "2"]);
    assert_eq!((january.total, january.before(31)), (Decimal::from_int(68), Ok(Decimal::from_int(68))));
}

#[test]
fn a_short_first_month_has_its_share() {
    let book = book_with_rules(r#"{ "cycle": "calendar", "first_month": "by_days" }"#);
    let lines = [line("chat", 62), UsageLine { per: Frequency::Day, ..line("chat", 1) }];
    let usage = Usage { start: "2026-01-22".to_owned(), ..usage(&lines) };
    let metering = metered(&book, &usage);
    let starts: Vec<String> = metering.months.iter().map(|month| month.start().to_string()).collect();
    assert_eq!(starts, ["2026-01-22", "2026-02-01"]);
    assert_eq!(credits(&metering.lines[0], 0), ["40", "124"]);
    assert_eq!(credits(&metering.lines[1], 0), ["20", "56"]);
    assert_eq!([0, 1].map(|month| metering.month_share(month).to_string()), ["10/31", "1"]);
}

#[test]
fn the_balance_there_is_comes_with_its_end_and_price() {
    let entry = |credits: &str| BalanceUsage { credits: credits.to_owned(), ..BalanceUsage::default() };
    let minutes = BalanceUsage {
        credit: Some("minute".to_owned()),
        expires: Some("2026-02-10".to_owned()),
        paid: Some("9.90".to_owned()),
        ..entry("7.25")
    };
    let usage = Usage { balance: Some(vec![entry("12.5"), entry("0"), minutes]), ..usage(&[]) };
    let balance = metered(&book(false), &usage).start_balance;
    let shown: Vec<String> = balance
        .iter()
        .map(|grant| {
            format!(
                "{} {} {:?} {:?}",
                grant.credits,
                grant.credit,
                grant.end,
                grant.paid.map(|paid| paid.to_string())
            )
        })
        .collect();
    assert_eq!(shown, ["12.5 0 None None", "7.25 1 Some(2026-02-10) Some(\"9.9\")"]);
}

#[test]
fn called_features_change_their_rates_too_and_types_come_and_go() {
    let text = r#"{
      "format": "price-book/1", "name": "Calls", "as_of": "2026-01-01", "currency": "USD", "currencies": ["EUR"],
      "credits": { "a": { "name": "a", "step": "1" }, "b": { "name": "b", "step": "1" } },
      "features": [
        { "id": "part", "name": "Part", "credits": "2", "changes": [{ "from": "2026-02-01", "credits": "5" }] },
        { "id": "whole", "name": "Whole", "credits": "part() * 1.2", "round": { "mode": "up", "each": "use" },
          "changes": [{ "from": "2026-03-01", "credits": { "b": "4" } }] }
      ],
      "offers": [{ "id": "pack", "name": "Pack", "price": { "USD": "1", "EUR": "2" },
        "grants": [{ "credits": 1, "expires": "never" }] }]
    }"#;
    let book = PriceBook::parse(text).unwrap_or_else(|faults| panic!("{faults:#?}")).book;
    let usage = Usage { months: Some(3), currency: Some("EUR".to_owned()), ..usage(&[line("whole", 10)]) };
    let metering = metered(&book, &usage);
    // 2.4 and 6 credits of the first type, each use rounded up; then 4 of the second.
    assert_eq!(credits(&metering.lines[0], 0), ["30", "60", "0"]);
    assert_eq!(credits(&metering.lines[0], 1), ["0", "0", "40"]);
    assert_eq!(totals(&metering, 2), ["0", "40"]);
    let euros = priced(&book, &usage).unwrap();
    assert_eq!(euros.currency().code(), "EUR");
    assert_eq!(meter(&euros, &usage).unwrap().demand, metering.demand);
}
