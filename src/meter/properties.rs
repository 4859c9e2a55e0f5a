//! What holds of any usage.

#![expect(clippy::arithmetic_side_effects, reason = "an overflow here fails the test, as it should")]

use proptest::prelude::*;

use super::sample::{book, book_with_rules, metered, usage};
use super::usage::{Frequency, TeamUsage, Usage, UsageLine};
use super::{MeteredCost, Metering, meter_range};
use crate::num::Decimal;

const FEATURES: [&str; 6] = ["chat", "call", "search", "help", "bulk", "studio"];
const FREQUENCIES: [Frequency; 4] = [Frequency::Day, Frequency::Week, Frequency::Month, Frequency::Year];

prop_compose! {
    fn line()(
        feature in 0..FEATURES.len(),
        times in 0u32..10_000,
        per in 0..FREQUENCIES.len(),
        people in 1u32..20,
        team in 0usize..2,
        on_days in proptest::option::of(1u32..=31),
        success in 0u32..=100,
    ) -> UsageLine {
        UsageLine {
            feature: FEATURES[feature].to_owned(),
            inputs: None,
            times: format!("{}.{}", times / 10, times % 10),
            per: FREQUENCIES[per],
            people: Some(people.to_string()),
            team: Some(["a", "b"][team].to_owned()),
            on_days,
            success: Some(success.to_string()),
        }
    }
}

prop_compose! {
    fn any_usage()(
        lines in proptest::collection::vec(line(), 0..6),
        day in 1u32..=31,
        growth in 0u32..20,
    ) -> Usage {
        let team = |id: &str| TeamUsage { id: id.to_owned(), seats: [("seat".to_owned(), "2".to_owned())].into() };
        Usage {
            start: format!("2026-01-{day:02}"),
            months: Some(4),
            growth: Some(growth.to_string()),
            teams: Some(vec![team("a"), team("b")]),
            ..usage(&lines)
        }
    }
}

fn plans(book: &crate::book::PriceBook) -> Vec<Option<usize>> {
    std::iter::once(None).chain(book.plans().map(Some)).collect()
}

fn sum(credits: impl IntoIterator<Item = Decimal>) -> Decimal {
    credits.into_iter().fold(Decimal::ZERO, |sum, credits| sum.checked_add(credits).unwrap())
}

/// Credits of a stream's costs in a month.
fn costs(metering: &Metering, plan: Option<usize>, stream: usize, month: usize) -> Decimal {
    let of = metering.lines.iter().filter_map(|line| line.on(plan)).flat_map(|metered| &metered.costs);
    sum(of.filter(|cost| cost.stream == stream).map(|cost: &MeteredCost| cost.credits[month]))
}

/// Demand by stream, day by day.
fn days(metering: &Metering, plan: Option<usize>, month: usize) -> Option<Vec<Vec<Decimal>>> {
    let uses = metering.demand.on(plan, month)?;
    let days = metering.months[month].days();
    Some(uses.iter().map(|stream| (0..days).map(|day| stream.on(day).unwrap()).collect()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_sum_to_totals_and_totals_to_the_lines(usage in any_usage(), private in any::<bool>()) {
        let book = book(private);
        let metering = metered(&book, &usage);
        for plan in plans(&book) {
            for month in 0..metering.months.len() {
                let Some(uses) = metering.demand.on(plan, month) else {
                    prop_assert!(metering.lines.iter().any(|line| line.on(plan).is_none()));
                    continue;
                };
                prop_assert_eq!(uses.len(), metering.streams.len());
                let days = days(&metering, plan, month).unwrap();
                for (stream, (of, days)) in uses.iter().zip(days).enumerate() {
                    prop_assert!(days.iter().all(|credits| !credits.is_negative()));
                    prop_assert_eq!(sum(days), of.total);
                    prop_assert_eq!(of.before(i32::MAX), Ok(of.total));
                    prop_assert_eq!(costs(&metering, plan, stream, month), of.total);
                }
            }
        }
    }

    /// Not with free uses: these go to the lines in their order.
    #[test]
    fn the_order_of_lines_means_nothing(usage in any_usage(), private in any::<bool>()) {
        let book = book(private);
        let mut usage = usage;
        usage.lines.retain(|line| line.feature != "search");
        let mut turned = usage.clone();
        turned.lines.reverse();
        let (one, other) = (metered(&book, &usage), metered(&book, &turned));
        prop_assert_eq!(&one.streams, &other.streams);
        prop_assert_eq!(&one.demand, &other.demand);
    }

    #[test]
    fn the_typical_lies_between_least_and_most(usage in any_usage()) {
        let book = book(true);
        let typical = metered(&book, &usage);
        let range = meter_range(&book, &usage).unwrap();
        prop_assert_eq!(range.is_some(), usage.lines.iter().any(|line| line.feature == "help"));
        let Some((low, high)) = range else { return Ok(()) };
        for plan in plans(&book) {
            let total = |metering: &Metering| {
                let months = 0..metering.months.len();
                months.map(|month| Some(sum(metering.demand.on(plan, month)?.iter().map(|of| of.total)))).collect::<Option<Vec<_>>>().map(sum)
            };
            prop_assert!(total(&low) <= total(&typical) && total(&typical) <= total(&high));
        }
    }

    #[test]
    fn calendar_months_have_all_of_a_daily_use(day in 1u32..=31, times in 1u32..100) {
        let book = book_with_rules(r#"{ "cycle": "calendar" }"#);
        let line = UsageLine {
            feature: "chat".to_owned(),
            times: times.to_string(),
            per: Frequency::Day,
            ..UsageLine::default()
        };
        let usage = Usage { start: format!("2026-01-{day:02}"), ..usage(&[line]) };
        let metering = metered(&book, &usage);
        let days: i32 = metering.months.iter().map(crate::date::Period::days).sum();
        prop_assert_eq!(days, 31 + 28 + 1 - i32::try_from(day).unwrap());
        let total = sum((0..2).map(|month| metering.demand.on(None, month).unwrap()[0].total));
        prop_assert_eq!(total, Decimal::from_int(2 * i64::from(days) * i64::from(times)));
        prop_assert_eq!(metering.month_share(0), crate::num::Fraction::ONE);
    }
}
