//! The rules of meaning.

use super::super::format::{self, Tax};
use super::super::reader::Reader;
use super::super::rules::{Cycle, FirstMonth, Rules};

/// The rules; those not given are the project's own.
pub(super) fn rules(raw: Option<&format::Rules>, reader: &mut Reader) -> Rules {
    let mut rules = Rules::default();
    let Some(raw) = raw else { return rules };
    let mut order = Vec::new();
    for criterion in &raw.burn_order {
        if order.contains(&criterion.value) {
            let message = "this stands in the burn order already";
            reader.fault("burn_order_twice", &criterion.place, message, "keep the first");
        }
        order.push(criterion.value);
    }
    if !order.is_empty() {
        rules.burn_order = order;
    }
    rules.expiry_day = raw.expiry_day.unwrap_or(rules.expiry_day);
    rules.month_end = raw.month_end.unwrap_or(rules.month_end);
    rules.cycle = raw.cycle.unwrap_or(rules.cycle);
    if let Some(first) = &raw.first_month {
        rules.first_month = first.value;
        if first.value != FirstMonth::Full && rules.cycle != Cycle::Calendar {
            let message = "only calendar months have a short first month";
            let fix = "add \"cycle\": \"calendar\", or leave it out";
            reader.fault("first_month_without_calendar", &first.place, message, fix);
        }
    }
    rules.tax_included = raw.tax == Some(Tax::Included);
    rules
}
