//! Small files against the sample book.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::sample::{book, faults, metered, shown, usage};
use super::super::usage::{InputValue, Usage};
use super::super::{MeasuredUsage, Metering, Pace};
use super::*;
use crate::num::Decimal;

fn column(column: u32, says: EventsSaying) -> EventsColumn {
    EventsColumn { column, says, factor: None }
}

fn input(id: &str) -> EventsSaying {
    EventsSaying::Input(id.to_owned())
}

fn mapping(columns: &[EventsColumn]) -> EventsMapping {
    EventsMapping {
        delimiter: ",".to_owned(),
        header: true,
        columns: columns.to_vec(),
        day: "2026-01-15".to_owned(),
        ..EventsMapping::default()
    }
}

/// Time, feature and two inputs.
fn usual() -> EventsMapping {
    let says = [EventsSaying::Time, EventsSaying::Feature, input("minutes"), input("items")];
    let columns: Vec<EventsColumn> = (0..).zip(says).map(|(place, says)| column(place, says)).collect();
    mapping(&columns)
}

fn view(mapping: &EventsMapping, text: &str) -> EventsView {
    let mut meter =
        EventsMeter::new(Rc::new(book(false)), mapping).unwrap_or_else(|faults| panic!("{faults:#?}"));
    for piece in text.as_bytes().chunks(7) {
        meter.push(piece);
    }
    meter.finish().unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn totals(view: &EventsView) -> Vec<(String, String)> {
    view.credits.iter().map(|credits| (credits.credit.clone(), credits.total.to_string())).collect()
}

fn pair(credit: &str, total: &str) -> (String, String) {
    (credit.to_owned(), total.to_owned())
}

fn measured(view: &EventsView, change: impl FnOnce(&mut MeasuredUsage)) -> Metering {
    let mut measured = view.measured.clone().unwrap();
    change(&mut measured);
    metered(&book(false), &Usage { measured: Some(measured), ..usage(&[]) })
}

/// Credits of each month of a metering's lines on no plan, by credit type.
fn months(metering: &Metering, line: usize) -> Vec<Vec<String>> {
    metering.lines[line].on(None).unwrap().costs.iter().map(|cost| shown(&cost.credits)).collect()
}

#[test]
fn every_event_has_the_rate_of_its_day() {
    let view = view(
        &usual(),
        "time,what,min,items\n2026-02-28,chat,,\n2026-03-01T09:00Z,Chat,,\n2026-03-02,call,2.5,\n2026-03-02,CALL,1.25,\n",
    );
    assert_eq!((view.rows, view.events, view.unread, view.days), (4, 4, 0, 3));
    assert_eq!(totals(&view), [pair("credit", "7"), pair("minute", "3.75")]);
}

#[test]
fn what_no_column_of_a_feature_says_is_not_missed() {
    // The empty cells of the inputs that chat does not have are none of its business.
    let text = "time,what,min,items\n2026-02-28,chat,,\n2026-03-01,call,2.5,\n2026-03-01,bulk,,7\n";
    let view = view(&usual(), text);
    assert_eq!((view.events, view.unread), (3, 0));
}

#[test]
fn a_month_rated_by_its_total_is_rated_by_its_total() {
    let mut text = "time,what,min,items\n".to_owned();
    for day in ["2026-01-31", "2026-02-01"] {
        text.push_str(&format!("{day},bulk,,60\n").repeat(2));
    }
    let view = view(&usual(), &text);
    // Each month: 100 at 1 and 5 flat, then 20 at 0.5.
    assert_eq!(totals(&view), [pair("credit", "230")]);
    assert_eq!(view.by_day, None);
    assert_eq!(view.credits[0].rounding, None);
    let both = measured(&view, |measured| measured.pace = Pace::EachMonth);
    // The whole sample in one month: 100 at 1 and 5 flat, then 140 at 0.5.
    assert_eq!(months(&both, 0), [["175", "175"]]);
}

#[test]
fn free_uses_are_the_first_of_a_month_and_failures_cost_nothing() {
    let mut text = "time,what,ok\n".to_owned();
    text.push_str(&"2026-01-05,search,true\n".repeat(101));
    text.push_str(
        "2026-01-05,search,false\n2026-02-01,search,yes\n2026-02-01,chat,false\n2026-02-01,chat,maybe\n",
    );
    let says = [EventsSaying::Time, EventsSaying::Feature, EventsSaying::Success];
    let columns: Vec<EventsColumn> = (0..).zip(says).map(|(place, says)| column(place, says)).collect();
    let view = view(&mapping(&columns), &text);
    // One of January's searches beyond the free ones, and a chat that is charged although it failed.
    assert_eq!(totals(&view), [pair("credit", "3")]);
    let search = view.features.iter().find(|feature| feature.feature == "search").unwrap();
    assert_eq!((search.events, search.failed, search.charged.to_string()), (103, 1, "1".to_owned()));
    assert_eq!(view.faults[0].code, "bad_success");
    assert_eq!((view.faults[0].line, view.faults[0].column.as_deref()), (106, Some("ok")));
}

#[test]
fn units_are_turned_exactly_and_ranges_are_kept() {
    let mut by_seconds = usual();
    by_seconds.columns[2].factor = Some("1/60".to_owned());
    let text = "time,what,s,items\n2026-01-01,call,90,\n2026-01-01,call,59,\n2026-01-01,call,3601,\n";
    let view = view(&by_seconds, text);
    assert_eq!(totals(&view), [pair("credit", "1"), pair("minute", "1.5")]);
    let codes: Vec<&str> = view.faults.iter().map(|fault| fault.code.as_str()).collect();
    assert_eq!(codes, ["out_of_range", "out_of_range"]);
    assert!(view.faults[0].message.contains("59/60"), "{}", view.faults[0].message);
}

#[test]
fn one_feature_its_inputs_and_the_plan_are_said_beside_the_columns() {
    let mut help = mapping(&[column(0, input("length"))]);
    help.feature = Some("help".to_owned());
    help.inputs = Some(BTreeMap::from([(
        "help".to_owned(),
        BTreeMap::from([("gap".to_owned(), InputValue::Text("3".to_owned()))]),
    )]));
    let on = |plan: Option<&str>| {
        let mapping = EventsMapping { plan: plan.map(str::to_owned), ..help.clone() };
        view(&mapping, "length\n1\n2\n")
    };
    assert_eq!(totals(&on(None)), [pair("credit", "13")]);
    assert_eq!(totals(&on(Some("pro"))), [pair("credit", "10")]);
    assert_eq!((on(None).plan.as_deref(), on(Some("pro")).plan.as_deref()), (Some("none"), Some("pro")));
    // Whatever is shown, usage knows the price on every plan.
    let metering = measured(&on(None), |measured| (measured.days, measured.pace) = (1, Pace::EachMonth));
    let book = book(false);
    let pro = book.plans().next();
    assert_eq!(months(&metering, 0), [["13", "13"]]);
    assert_eq!(shown(&metering.lines[0].on(pro).unwrap().costs[0].credits), ["10", "10"]);
}

#[test]
fn usage_like_the_sample_is_scaled_by_days_or_repeated() {
    let text = "time,what,min,items\n2026-02-01,chat,,\n2026-02-02,chat,,\n2026-02-04,call,2.25,\n";
    let sample = view(&usual(), text);
    let each_day = measured(&sample, |_| {});
    // 31 and 28 days of a sample of four: 2 chats and a call of 2.25 minutes.
    assert_eq!(months(&each_day, 0), [["31", "28"]]);
    assert_eq!(months(&each_day, 1), [vec!["8", "7"], vec!["17.5", "15.75"]]);
    let each_month = measured(&sample, |measured| measured.pace = Pace::EachMonth);
    assert_eq!(months(&each_month, 1), [vec!["1", "1"], vec!["2.25", "2.25"]]);
    let free =
        view(&mapping(&[column(0, EventsSaying::Feature)]), &format!("what\n{}", "search\n".repeat(150)));
    let repeated = measured(&free, |measured| measured.pace = Pace::EachMonth);
    assert_eq!(months(&repeated, 0), [["50", "50"]]);
}

#[test]
fn rounding_each_event_is_set_beside_rounding_the_month() {
    let text = "time,what,min,items\n2026-01-01,call,1.1,\n2026-01-01,call,1.1,\n2026-01-02,call,1.3,\n";
    let view = view(&usual(), text);
    let minutes = view.credits[1].rounding.as_ref().unwrap();
    // 1.1 + 1.1 + 1.3 = 3.5, by quarters 1 + 1 + 1.25 = 3.25.
    let shown =
        [minutes.each, minutes.together, minutes.added, minutes.percent.unwrap()].map(|n| n.to_string());
    assert_eq!(shown, ["3.25", "3.5", "-0.25", "-7.14"]);
    assert_eq!((view.credits[1].total, minutes.rounds_each), (minutes.together, Some(false)));
    assert_eq!((minutes.coarser.len(), minutes.coarser[0].each), (1, Decimal::from_int(6)));
    let days = view.by_day.as_ref().unwrap();
    assert_eq!(days.iter().map(|day| day.events).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(shown_days(days), ["2.25", "1.25"]);
}

fn shown_days(days: &[EventsMonth]) -> Vec<String> {
    days.iter().map(|day| day.credits[1].to_string()).collect()
}

#[test]
fn rows_that_cannot_be_read_are_counted_and_named() {
    let mut text = "time,what,min,items\n2026-01-01,chat\n2026-13-01,chat,,\n".to_owned();
    text.push_str(&"2026-01-01,chatt,,\n".repeat(30));
    text.push_str("2026-01-01,call,=1+1,\n2026-01-01,call,,\n2026-01-01,chat,,\n");
    let view = view(&usual(), &text);
    assert_eq!((view.rows, view.events, view.unread, view.faults.len()), (35, 1, 34, 20));
    let first: Vec<(&str, u32, Option<&str>)> = view
        .faults
        .iter()
        .take(3)
        .map(|fault| (fault.code.as_str(), fault.line, fault.column.as_deref()))
        .collect();
    let expected =
        [("other_width", 2, None), ("bad_time", 3, Some("time")), ("unknown_feature", 4, Some("what"))];
    assert_eq!(first, expected);
    assert_eq!((view.unknown[0].name.as_str(), view.unknown[0].rows), ("chatt", 30));
    assert_eq!(view.fault_counts[0], EventsFaultCount { code: "unknown_feature".to_owned(), rows: 30 });
    let mut said = usual();
    said.names = Some(vec![EventsName { input: None, name: "chatt".to_owned(), means: "chat".to_owned() }]);
    assert_eq!(self::view(&said, &text).events, 31);
}

#[test]
fn a_mapping_that_cannot_be_is_refused() {
    let codes = |change: &dyn Fn(&mut EventsMapping)| {
        let mut mapping = usual();
        change(&mut mapping);
        let faults = EventsMeter::new(Rc::new(book(false)), &mapping).err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&|_| {}), [""; 0]);
    assert_eq!(codes(&|mapping| mapping.delimiter = "::".to_owned()), ["bad_delimiter"]);
    assert_eq!(codes(&|mapping| mapping.day = "today".to_owned()), ["bad_date"]);
    assert_eq!(codes(&|mapping| mapping.columns[3].says = input("minutes")), ["column_twice"]);
    assert_eq!(codes(&|mapping| mapping.columns[3].says = input("pages")), ["unknown_input"]);
    assert_eq!(codes(&|mapping| mapping.plan = Some("max".to_owned())), ["unknown_plan"]);
    assert_eq!(codes(&|mapping| mapping.columns.clear()), ["missing_feature"]);
    for factor in ["0", "-1", "1/0", "a"] {
        assert_eq!(codes(&|mapping| mapping.columns[2].factor = Some(factor.to_owned())), ["bad_factor"]);
    }
}

#[test]
fn measured_usage_of_another_book_is_refused() {
    let text = "time,what,min,items\n2026-02-01,chat,,\n";
    let sample = view(&usual(), text).measured.unwrap();
    let codes = |change: &dyn Fn(&mut MeasuredUsage)| {
        let mut measured = sample.clone();
        change(&mut measured);
        let usage = Usage { measured: Some(measured), ..usage(&[]) };
        faults(&book(false), &usage).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&|measured| measured.days = 0), ["out_of_range"]);
    assert_eq!(codes(&|measured| measured.book = Some("0".repeat(16))), ["measured_otherwise"]);
    assert_eq!(codes(&|measured| measured.lines[0].feature = "talk".to_owned()), ["unknown_feature"]);
    assert_eq!(codes(&|measured| measured.lines[0].events = "0.5".to_owned()), ["out_of_range"]);
}
