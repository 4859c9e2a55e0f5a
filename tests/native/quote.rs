//! The quote: every sum is the sum of what it stands over, and the arithmetic of usage is the design's.

use std::collections::BTreeMap;

use credit_calculator::book::PriceBook;
use credit_calculator::meter::{Frequency, InputValue, Usage, UsageLine};
use credit_calculator::num::Decimal;
use credit_calculator::quote::{BookView, Effort, InputKindView, quote};
use serde_json::{Value, json};

use crate::books::{shipped, usage_of};
use crate::oracle::calendar::month_starts;
use crate::oracle::generate::TINY;
use crate::oracle::random::Random;
use crate::oracle::shop::decimal;
use crate::rational::Rational;

/// Enough for these properties, which hold of unproved plans as well.
const LITTLE: Effort = Effort { nodes: 3_000, passes: 2, ..Effort::FULL };

fn number(value: &Value) -> Decimal {
    Decimal::parse(value.as_str().unwrap_or_else(|| panic!("{value} is no decimal string"))).unwrap()
}

fn sum<'v>(values: impl IntoIterator<Item = &'v Value>) -> Decimal {
    values.into_iter().fold(Decimal::ZERO, |sum, value| sum.checked_add(number(value)).unwrap())
}

fn list<'v>(value: &'v Value, name: &str) -> &'v Vec<Value> {
    value[name].as_array().unwrap_or_else(|| panic!("no list {name} in {value}"))
}

fn column<'v>(rows: &'v [Value], name: &'v str) -> impl Iterator<Item = &'v Value> {
    rows.iter().map(move |row| &row[name])
}

/// The numbers of one credit type out of a list by type.
fn of_type(value: &Value, credit: usize) -> Decimal {
    number(&value[credit])
}

/// Every sum of a quote.
fn check_sums(quote: &Value) {
    let (lines, months) = (list(quote, "lines"), list(quote, "months"));
    let types = list(quote, "credits_total").len();
    let costs: Vec<&Value> = lines.iter().flat_map(|line| list(line, "costs")).collect();
    let all: Decimal = costs.iter().fold(Decimal::ZERO, |sum, cost| {
        assert_eq!(self::sum(list(cost, "credits")), number(&cost["credits_total"]), "a line's months");
        sum.checked_add(number(&cost["credits_total"])).unwrap()
    });
    assert_eq!(sum(list(quote, "credits_total")), all, "lines");
    for credit in 0..types {
        let by_month = months.iter().map(|month| &month["credits"][credit]);
        assert_eq!(sum(by_month), of_type(&quote["credits_total"], credit), "months");
    }
    for (index, month) in months.iter().enumerate() {
        let of_lines = sum(costs.iter().map(|cost| &cost["credits"][index]));
        assert_eq!(of_lines, sum(list(month, "credits")), "month {index}");
    }
    let found = &quote["answer"]["found"];
    if found.is_null() {
        return;
    }
    let cost = number(&found["cost"]);
    let statement = &found["statement"];
    for part in ["invoice", "purchases"] {
        assert_eq!(sum(column(list(found, part), "amount")), cost, "{part}");
    }
    assert_eq!(sum(column(list(statement, "months"), "paid")), cost, "statement");
    assert!(number(&found["lower_bound"]) <= cost);
    for (month, row) in months.iter().zip(list(statement, "months")) {
        assert_eq!((&row["start"], &row["end"]), (&month["start"], &month["end"]));
    }
    for credit in 0..types {
        let ledger = &statement["credits"][credit];
        for (month, row) in months.iter().zip(list(ledger, "months")) {
            let wanted = ["used", "charged", "carried", "slow", "blocked"].map(|part| &row[part]);
            assert_eq!(sum(wanted), of_type(&month["credits"], credit), "what was wanted");
        }
        check_ledger(ledger, &found["expiry"], credit);
    }
    check_comparisons(found, cost);
}

/// Credits granted are used, lost or left, and the balances say so.
fn check_ledger(ledger: &Value, expiry: &Value, credit: usize) {
    let own = |rows: &'static str| {
        let rows = list(expiry, rows).iter().filter(|row| row["credit"] == ledger["credit"]);
        sum(rows.map(|row| &row["credits"]))
    };
    assert_eq!(own("losses"), of_type(&expiry["expired_credits"], credit), "losses");
    assert_eq!(own("left"), of_type(&expiry["left_credits"], credit), "left");
    let months = list(ledger, "months");
    let events = list(ledger, "events");
    let of =
        |kind: &str| sum(events.iter().filter(|event| event["kind"] == kind).map(|event| &event["credits"]));
    let granted = of("grant");
    let used = sum(months.iter().flat_map(|month| [&month["used"], &month["repaid"]]));
    let gone = own("losses").checked_add(own("left")).unwrap().checked_add(used).unwrap();
    assert_eq!(granted, gone, "granted = used + lost + left");
    assert_eq!(
        sum(column(list(ledger, "uses"), "credits")),
        sum(column(months, "used")),
        "where credits went"
    );
    let balances = list(ledger, "daily_balance");
    assert!(balances.iter().all(|balance| !number(balance).is_negative()));
    assert_eq!(balances.last(), months.last().map(|month| &month["balance"]), "the last day");
    assert_eq!(of("loss"), own("losses"));
    assert!(events.is_sorted_by_key(|event| event["date"].as_str().unwrap().to_owned()));
    assert!(column(events, "balance").all(|balance| !number(balance).is_negative()));
}

/// Nothing that the purchase plan is compared with is cheaper, and every difference is one.
fn check_comparisons(found: &Value, cost: Decimal) {
    for baseline in list(found, "baselines").iter().filter(|baseline| !baseline["cost"].is_null()) {
        assert_eq!(number(&baseline["cost"]).checked_sub(cost).unwrap(), number(&baseline["saving"]));
        assert!(baseline["kind"] == "automatic" || !number(&baseline["saving"]).is_negative(), "{baseline}");
    }
    let alternatives = list(found, "alternatives");
    assert!(alternatives.is_sorted_by_key(|other| number(&other["cost"])));
    for other in alternatives {
        assert_eq!(number(&other["cost"]).checked_sub(cost).unwrap(), number(&other["difference"]));
        assert_eq!(
            sum(column(list(other, "offers"), "amount")),
            number(&other["cost"]),
            "an alternative's offers"
        );
        assert!(!number(&other["difference"]).is_negative(), "{other}");
        assert!(other["why"].as_object().is_some_and(|why| why.len() == 1), "{other}");
    }
}

/// Some features of a book with inputs in their ranges.
fn random_usage(book: &PriceBook, random: &mut Random) -> Usage {
    let view = BookView::new(book);
    let count = random.between(1, 4);
    let line = |random: &mut Random| {
        let feature = random.pick(&view.features);
        let mut inputs = BTreeMap::new();
        for input in &feature.inputs {
            let value = match &input.kind {
                InputKindView::Number { default, low, high, min, max, .. } => {
                    let near =
                        [Some(*default), *low, *high, *min, *max].into_iter().flatten().collect::<Vec<_>>();
                    InputValue::Text(random.pick(&near).to_string())
                }
                InputKindView::Choice { choices, .. } => InputValue::Text(random.pick(choices).id),
                InputKindView::Toggle { .. } => InputValue::Toggle(random.chance(50)),
            };
            inputs.insert(input.id.clone(), value);
        }
        UsageLine {
            feature: feature.id.clone(),
            inputs: Some(inputs),
            times: decimal(random.between(0, 200), 1),
            per: random.pick(&[Frequency::Day, Frequency::Week, Frequency::Month, Frequency::Year]),
            people: random.chance(30).then(|| random.between(1, 4).to_string()),
            on_days: random.chance(20).then(|| u32::try_from(random.between(1, 31)).unwrap()),
            success: random.chance(20).then(|| random.between(0, 100).to_string()),
            ..UsageLine::default()
        }
    };
    let lines = (0..count).map(|_| line(random)).collect();
    Usage {
        start: random.pick(&["2026-01-31", "2027-11-22", "2028-02-29"]).to_owned(),
        months: Some(u32::try_from(random.between(1, 8)).unwrap()),
        lines,
        growth: random.chance(30).then(|| random.between(-20, 30).to_string()),
        season: None,
        new_customer: random.chance(50).then_some(true),
        seats: (!view.seats.is_empty() && random.chance(60)).then(|| {
            view.seats.iter().map(|seat| (seat.id.clone(), random.between(0, 9).to_string())).collect()
        }),
        slow: random.chance(30).then_some(true),
        currency: random.chance(30).then(|| random.pick(&view.currencies).code.code().to_owned()),
        ..Usage::default()
    }
}

fn quoted(book: &PriceBook, usage: &Usage) -> Option<Value> {
    quote(book, usage, LITTLE).ok().map(|quote| serde_json::to_value(&quote).unwrap())
}

#[test]
fn every_sum_of_a_quote_is_a_sum() {
    let (mut quotes, mut found) = (0, 0);
    for (name, text) in shipped() {
        let book = PriceBook::parse(&text).unwrap().book;
        let random = &mut Random::new(u64::try_from(name.len()).unwrap());
        for _ in 0..12 {
            let usage = random_usage(&book, random);
            let Some(quote) = quoted(&book, &usage) else { continue };
            check_sums(&quote);
            quotes += 1;
            found += usize::from(!quote["answer"]["found"].is_null());
        }
    }
    assert!(quotes >= 80 && found >= 50, "only {quotes} quotes, {found} with purchases");
}

#[test]
fn sums_hold_for_random_books() {
    for seed in 30_000..30_150 {
        let shop = TINY.shop(&mut Random::new(seed));
        check_sums(&quoted(&shop.open().0, &shop.usage()).unwrap());
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    for (name, text) in shipped() {
        let view = BookView::new(&PriceBook::parse(&text).unwrap().book);
        let answer = || {
            let book = PriceBook::parse(&text).unwrap().book;
            serde_json::to_string(&quote(&book, &usage_of(&view.presets[0]), LITTLE).unwrap()).unwrap()
        };
        assert_eq!(answer(), answer(), "{name}");
    }
}

/// Credits of one month by type when a feature is used so many times; `None` where the usage is refused.
fn credits_of(book: &PriceBook, feature: &str, times: i64) -> Option<Vec<Decimal>> {
    let line = UsageLine { feature: feature.to_owned(), times: times.to_string(), ..UsageLine::default() };
    let usage =
        Usage { start: "2026-11-01".to_owned(), months: Some(1), lines: vec![line], ..Usage::default() };
    let metering = credit_calculator::meter::meter(book, &usage).ok()?;
    let contexts = std::iter::once(None).chain(book.plans().map(Some)).collect::<Vec<_>>();
    let uses = contexts.into_iter().find_map(|plan| metering.demand.on(plan, 0))?;
    let of_type = |credit: usize| {
        let own = metering.streams.iter().zip(uses).filter(|(stream, _)| stream.credit == credit);
        own.fold(Decimal::ZERO, |sum, (_, used)| sum.checked_add(used.total).unwrap())
    };
    Some((0..book.credits().len()).map(of_type).collect())
}

/// Features of which more use needs fewer credits somewhere.
fn falling(book: &PriceBook) -> Vec<String> {
    let counts =
        [0, 1, 2, 5, 10, 11, 99, 100, 101, 500, 999, 1_000, 1_001, 5_000, 9_999, 10_000, 10_001, 100_000];
    let falls = |feature: &str| {
        let all: Vec<Vec<Decimal>> =
            counts.iter().filter_map(|times| credits_of(book, feature, *times)).collect();
        all.windows(2).any(|pair| pair[0].iter().zip(&pair[1]).any(|(fewer, more)| more < fewer))
    };
    book.features().iter().map(|feature| feature.id.clone()).filter(|feature| falls(feature)).collect()
}

#[test]
fn more_use_never_needs_fewer_credits_unless_the_lint_says_so() {
    for (name, text) in shipped() {
        let parsed = PriceBook::parse(&text).unwrap();
        let says_so = parsed.warnings.iter().any(|warning| warning.code == "volume_cliff");
        let falling = falling(&parsed.book);
        assert!(falling.is_empty() || says_so, "{name}: {falling:?}");
    }
    let cliff = json!({
        "format": "price-book/1", "name": "Cliff", "as_of": "2026-01-01", "currency": "EUR",
        "credits": { "credit": { "name": "credit", "step": "1" } },
        "tiers": { "calls": { "rows": [{ "up_to": 100, "unit": 3 }, { "unit": 2 }] } },
        "features": [{ "id": "call", "name": "Call", "credits": "volume(calls, calls)", "applies": "month",
                       "inputs": [{ "id": "calls", "name": "Calls", "default": 1 }] }],
        "offers": [{ "id": "payg", "name": "Pay as you go", "per_credit": "0.01" }],
    });
    let parsed = PriceBook::parse(&cliff.to_string()).unwrap();
    assert_eq!(falling(&parsed.book), ["call"]);
    assert!(parsed.warnings.iter().any(|warning| warning.code == "volume_cliff"), "{:?}", parsed.warnings);
}

/// The book as it is, and with its features and offers in the reverse order.
fn both_orders(text: &str) -> [String; 2] {
    // Both go through the same writer, for it sorts the choices of inputs, the first of which is the default.
    let mut book: Value = serde_json::from_str(text).unwrap();
    let before = book.to_string();
    for list in ["features", "offers"] {
        if let Some(list) = book[list].as_array_mut() {
            list.reverse();
        }
    }
    [before, book.to_string()]
}

/// What the order of features and offers changed, if anything; `None` where not both answers are proved.
fn order_matters(text: &str, usage: &Usage, effort: Effort) -> Option<Vec<String>> {
    let ask = |text: String| {
        let book = PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}")).book;
        serde_json::to_value(quote(&book, usage, effort).unwrap()).unwrap()
    };
    let [ours, theirs] = both_orders(text).map(ask);
    let (found, other) = (&ours["answer"]["found"], &theirs["answer"]["found"]);
    if found["proved"] == false || other["proved"] == false {
        return None;
    }
    let mut parts = vec!["/answer/found/cost", "/answer/found/tie", "/answer/found/expiry/expired_credits"];
    if found["tie"] != true {
        parts.extend([
            "/credits_total",
            "/months",
            "/lines",
            "/answer/found/statement/credits/0/daily_balance",
        ]);
    }
    let value = |quote: &Value, part: &str| quote.pointer(part).unwrap_or(&Value::Null).to_string();
    let changed = parts.into_iter().filter(|part| value(&ours, part) != value(&theirs, part));
    Some(changed.map(|part| format!("{part}: {} and {}", value(&ours, part), value(&theirs, part))).collect())
}

#[test]
fn the_order_of_the_book_changes_no_number() {
    let (mut compared, mut wrong) = (0, Vec::new());
    let mut note = |name: String, text: &str, usage: &Usage, effort: Effort| {
        let Some(changed) = order_matters(text, usage, effort) else { return };
        compared += 1;
        wrong.extend(changed.into_iter().map(|change| format!("{name}: {change}")));
    };
    for (name, text) in shipped() {
        let view = BookView::new(&PriceBook::parse(&text).unwrap().book);
        // The writer also sorts the credit types, the first of which is what offers mean that name none.
        if view.credits.is_sorted_by_key(|credit| &credit.id) {
            note(name, &text, &usage_of(&view.presets[0]), Effort::FULL);
        }
    }
    for seed in 40_000..40_150 {
        let shop = TINY.shop(&mut Random::new(seed));
        note(format!("seed {seed}"), &shop.text(), &shop.usage(), LITTLE);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 100, "only {compared} compared");
}

/// Uses and growth in numbers from which nothing has to be rounded by accident.
struct Work {
    start: (i64, i64, i64),
    months: usize,
    /// Hundredths.
    times: i64,
    per: &'static str,
    /// Tenths.
    people: i64,
    /// Hundredths of a percent.
    growth: i64,
    /// Hundredths, by calendar month.
    season: Vec<i64>,
    /// Tenths of a percent, by month of the horizon and beyond it; none where a month is not named.
    single: Vec<Option<i64>>,
    /// Thousandths of a credit for one use.
    credits: i64,
    mode: &'static str,
    each: &'static str,
}

impl Work {
    fn random(random: &mut Random) -> Work {
        Work {
            start: random.pick(&[(2026, 1, 31), (2027, 11, 15), (2028, 2, 29), (2028, 1, 1)]),
            months: usize::try_from(random.between(1, 24)).unwrap(),
            times: random.between(0, 30_000),
            per: random.pick(&["day", "week", "month", "year"]),
            people: random.between(1, 200),
            growth: random.pick(&[0, 0, 350, -125, 1_000, -10_000]),
            season: (0..12).map(|_| random.between(0, 250)).collect(),
            single: (0..30).map(|_| (random.between(0, 3) == 0).then(|| random.between(0, 4_000))).collect(),
            credits: random.between(0, 20_000),
            mode: random.pick(&["half_away", "half_even", "up", "down"]),
            each: random.pick(&["use", "month"]),
        }
    }

    fn book(&self) -> PriceBook {
        let book = json!({
            "format": "price-book/1", "name": "Work", "as_of": "2026-01-01", "currency": "EUR",
            "credits": { "credit": { "name": "credit", "step": "0.01" } },
            "features": [{
                "id": "work", "name": "Work", "credits": "cost",
                "inputs": [{ "id": "cost", "name": "Cost", "default": 1 }],
                "round": { "mode": self.mode, "each": self.each },
            }],
            "offers": [{ "id": "payg", "name": "Pay as you go", "per_credit": "0.01" }],
        });
        PriceBook::parse(&book.to_string()).unwrap().book
    }

    fn usage(&self) -> Usage {
        let usage = json!({
            "start": format!("{:04}-{:02}-{:02}", self.start.0, self.start.1, self.start.2),
            "months": self.months,
            "growth": signed(self.growth, 2),
            "season": self.season.iter().map(|factor| decimal(*factor, 2)).collect::<Vec<_>>(),
            "single_months": self.single_months(),
            "lines": [{
                "feature": "work", "times": decimal(self.times, 2), "per": self.per,
                "people": decimal(self.people, 1), "inputs": { "cost": decimal(self.credits, 3) },
            }],
        });
        serde_json::from_value(usage).unwrap()
    }

    /// The single months by year and month, as usage names them.
    fn single_months(&self) -> serde_json::Map<String, Value> {
        let (year, month, _) = self.start;
        let named = self.single.iter().enumerate().filter_map(|(at, percent)| {
            let months = year * 12 + month - 1 + i64::try_from(at).unwrap();
            let name = format!("{:04}-{:02}", months / 12, months % 12 + 1);
            Some((name, decimal((*percent)?, 1).into()))
        });
        named.collect()
    }

    /// Exact uses of each month.
    fn uses(&self) -> Vec<Rational> {
        let starts = month_starts(self.start, self.months + 1);
        let one = 10_i128.pow(12);
        let mut grown = one;
        let mut uses = Vec::new();
        for month in 0..self.months {
            if month > 0 {
                let grow = Rational::new(grown * i128::from(10_000 + self.growth), 10_000 * one);
                grown = grow.rounded(one, "half_away");
            }
            let days = i128::from(starts[month + 1] - starts[month]);
            let share = match self.per {
                "day" => Rational(days, 1),
                "week" => Rational::new(days, 7),
                "month" => Rational(1, 1),
                _ => Rational(1, 12),
            };
            let calendar = (usize::try_from(self.start.1).unwrap() - 1 + month) % 12;
            let count = Rational::new(i128::from(self.times * self.people), 1_000);
            let season = Rational::new(i128::from(self.season[calendar]), 100);
            let single = Rational::new(i128::from(self.single[month].unwrap_or(1_000)), 1_000);
            uses.push(count.times(share).times(Rational::new(grown, one)).times(season).times(single));
        }
        uses
    }

    /// Credits of each month, in hundredths.
    fn expected(&self) -> Vec<i128> {
        let one = Rational::new(i128::from(self.credits), 1_000);
        let one = if self.each == "use" { Rational::new(one.rounded(100, self.mode), 100) } else { one };
        self.uses().into_iter().map(|uses| uses.times(one).rounded(100, self.mode)).collect()
    }
}

fn signed(units: i64, decimals: u32) -> String {
    format!("{}{}", if units < 0 { "-" } else { "" }, decimal(units.abs(), decimals))
}

#[test]
fn days_weeks_years_people_growth_season_and_single_months_multiply_exactly() {
    for seed in 0..400 {
        let work = Work::random(&mut Random::new(seed));
        let metering = credit_calculator::meter::meter(&work.book(), &work.usage()).unwrap();
        let line = &metering.lines[0];
        let uses: Vec<Rational> =
            line.uses.iter().map(|uses| Rational(uses.numerator(), uses.denominator())).collect();
        assert_eq!(uses, work.uses(), "seed {seed}");
        let credits: Vec<i128> = line.on(None).unwrap().costs[0]
            .credits
            .iter()
            .map(|credits| credits.to_units(2).unwrap())
            .collect();
        assert_eq!(credits, work.expected(), "seed {seed}");
    }
}

#[test]
fn months_are_as_long_as_the_calendar_says() {
    let work = Work { start: (2027, 1, 31), months: 14, per: "day", ..Work::random(&mut Random::new(1)) };
    let metering = credit_calculator::meter::meter(&work.book(), &work.usage()).unwrap();
    let days: i64 = metering.months.iter().map(|month| i64::from(month.days())).sum();
    assert_eq!(days, 365 + 60, "from 31 January 2027 to 31 March 2028");
    let starts: Vec<String> = metering.months.iter().map(|month| month.start().to_string()).collect();
    assert_eq!(starts[..3], ["2027-01-31", "2027-02-28", "2027-03-31"]);
    assert_eq!(starts[13], "2028-02-29");
}
