//! A trace of real requests, priced request by request, against sums made in whole numbers.

use std::collections::BTreeMap;
use std::fs;
use std::rc::Rc;

use credit_calculator::book::PriceBook;
use credit_calculator::meter::events::{EventsColumn, EventsMapping, EventsMeter, EventsSaying, EventsView};
use credit_calculator::meter::{InputValue, Pace, Usage};
use credit_calculator::quote::{Effort, quote};

fn file(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn trace() -> String {
    file("tests/traces/azure-code-2023.csv")
}

/// Tokens in and out of each request.
fn requests() -> Vec<(i128, i128)> {
    let trace = trace();
    let rows = trace.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[1].parse().unwrap(), cells[2].parse().unwrap())
    });
    rows.collect()
}

fn mapping(model: &str) -> EventsMapping {
    let input = |id: &str| EventsSaying::Input(id.to_owned());
    let says = [EventsSaying::Time, input("input"), input("output")];
    let columns = (0..).zip(says).map(|(column, says)| EventsColumn { column, says, factor: None });
    let model = BTreeMap::from([("model".to_owned(), InputValue::Text(model.to_owned()))]);
    EventsMapping {
        delimiter: ",".to_owned(),
        header: true,
        columns: columns.collect(),
        feature: Some("request".to_owned()),
        day: "2026-12-01".to_owned(),
        inputs: Some(BTreeMap::from([("request".to_owned(), model)])),
        ..EventsMapping::default()
    }
}

/// The OpenAI book, its dollars counted in steps and its requests rounded as told.
fn book(step: &str, round: &str) -> PriceBook {
    let text = file("www/books/openai.json").replace("0.00000000001", step).replacen(
        "\"id\": \"request\",",
        &format!("\"id\": \"request\", \"round\": {round},"),
        1,
    );
    PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}")).book
}

fn priced(book: PriceBook, mapping: &EventsMapping, pieces: usize) -> EventsView {
    let mut meter = EventsMeter::new(Rc::new(book), mapping).unwrap();
    for piece in trace().as_bytes().chunks(pieces) {
        meter.push(piece);
    }
    meter.finish().unwrap()
}

/// A number of ten-millionths, as the engine writes decimals.
fn ten_millionths(number: i128) -> String {
    let text = format!("{}.{:07}", number / 10_000_000, number % 10_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[test]
fn every_request_of_the_trace_is_priced_exactly() {
    let requests = requests();
    assert_eq!(requests.len(), 8_819);
    // gpt-4o: 2.50 dollars a million in, 10.00 out; in ten-millionths of a dollar 25 and 100 a token.
    let sum: i128 = requests.iter().map(|(input, output)| 25 * input + 100 * output).sum();
    assert_eq!(ten_millionths(sum), "47.608895");
    for pieces in [1_000, 65_536] {
        let view = priced(book("0.00000000001", r#"{ "each": "month" }"#), &mapping("gpt-4o"), pieces);
        assert_eq!((view.rows, view.events, view.unread), (8_819, 8_819, 0));
        assert_eq!(view.credits[0].total.to_string(), ten_millionths(sum));
        let rounding = view.credits[0].rounding.as_ref().unwrap();
        assert_eq!((rounding.added.to_string(), rounding.rounds_each), ("0".to_owned(), Some(false)));
        // Rounded up to whole cents, of 100,000 ten-millionths each.
        let cents: i128 =
            requests.iter().map(|(input, output)| (25 * input + 100 * output + 99_999) / 100_000).sum();
        assert_eq!(rounding.coarser[0].each.to_string(), ten_millionths(cents * 100_000));
    }
}

#[test]
fn rounding_each_request_is_rounding_each_request() {
    type Rule = fn(i128, i128) -> i128;
    let each: [(&str, i128, Rule); 3] = [
        (r#"{ "each": "use", "mode": "up" }"#, 100_000, |cost, step| (cost + step - 1) / step * step),
        (r#"{ "each": "use", "mode": "down" }"#, 100_000, |cost, step| cost / step * step),
        (r#"{ "each": "use", "mode": "half_away" }"#, 10_000, |cost, step| {
            (2 * cost + step) / (2 * step) * step
        }),
    ];
    for (round, step, rounded) in each {
        let costs = || requests().into_iter().map(|(input, output)| 25 * input + 100 * output);
        let sum: i128 = costs().map(|cost| rounded(cost, step)).sum();
        let together = rounded(costs().sum(), step);
        let view = priced(book(&ten_millionths(step), round), &mapping("gpt-4o"), 65_536);
        assert_eq!(view.credits[0].total.to_string(), ten_millionths(sum), "{round}");
        let rounding = view.credits[0].rounding.as_ref().unwrap();
        assert_eq!(rounding.rounds_each, Some(true));
        let shown =
            [rounding.each, rounding.together, rounding.added.abs()].map(|credits| credits.to_string());
        assert_eq!(shown, [sum, together, (sum - together).abs()].map(ten_millionths), "{round}");
    }
}

#[test]
fn the_trace_is_usage_that_is_planned_with() {
    let book = book("0.00000000001", r#"{ "each": "month" }"#);
    let view = priced(book.clone(), &mapping("gpt-4o"), 65_536);
    let quoted = |pace: Pace| {
        let measured = credit_calculator::meter::MeasuredUsage { pace, ..view.measured.clone().unwrap() };
        let usage = Usage {
            start: "2027-01-01".to_owned(),
            months: Some(2),
            measured: Some(measured),
            ..Usage::default()
        };
        quote(&book, &usage, Effort::FULL).unwrap()
    };
    let credits = |pace: Pace| {
        let quote = quoted(pace);
        quote.months.iter().map(|month| month.credits[0].to_string()).collect::<Vec<_>>()
    };
    // 31 and 28 days of 47.608895, to the step.
    assert_eq!(credits(Pace::EachDay), ["1475.875745", "1333.04906"]);
    assert_eq!(credits(Pace::EachMonth), ["47.608895", "47.608895"]);
    let line = &quoted(Pace::EachMonth).lines[0];
    let measured = line.measured.as_ref().unwrap();
    assert_eq!(
        (measured.events.to_string(), measured.days, line.uses[0].to_string()),
        ("8819".to_owned(), 1, "8819".to_owned())
    );
}
