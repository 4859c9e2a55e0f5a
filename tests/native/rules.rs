//! The rules that are read aloud, beside the files they come from.

use credit_calculator::book::PriceBook;
use credit_calculator::quote::RulesView;
use serde_json::{Value, json};

use crate::books::shipped;

/// A number of the file, which may be text, as the view writes it.
fn number(raw: &Value) -> Value {
    json!(raw.as_str().map_or_else(|| raw.to_string(), str::to_owned))
}

fn lifetime(raw: &Value) -> Value {
    let Some(span) = raw.as_object() else { return raw.clone() };
    let (unit, count) = span.iter().next().unwrap();
    let count = count.as_u64().unwrap();
    match unit.as_str() {
        "weeks" => json!({ "days": count * 7 }),
        "years" => json!({ "months": count * 12 }),
        _ => json!({ unit: count }),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// What a grant of the file says of its end and of rollover stands in the view.
fn same_life(raw: &Value, told: &Value, place: &str) {
    if let Some(expires) = raw.get("expires") {
        assert_eq!(told["lifetime"], lifetime(expires), "{place}: expires");
    } else if raw.get("rollover").is_none() {
        assert!(["cycle", "never"].map(Value::from).contains(&told["lifetime"]), "{place}: {told}");
    }
    let Some(rollover) = raw.get("rollover") else {
        assert_eq!(told["carry"], Value::Null, "{place}: rolls over");
        return;
    };
    let carry = &told["carry"];
    assert!(carry.is_object(), "{place}: does not roll over");
    if raw.get("expires").is_none() {
        let wanted = match rollover.get("further_months").and_then(Value::as_u64) {
            Some(further) => json!({ "months": further + 1 }),
            None => json!("never"),
        };
        assert_eq!(told["lifetime"], wanted, "{place}: further months");
    }
    for (member, in_view) in [("carry_at_most", "at_most"), ("total_at_most", "total_at_most")] {
        match rollover.get(member) {
            Some(times) if times.is_object() => assert!(carry[in_view].is_string(), "{place}: {member}"),
            Some(credits) => assert_eq!(carry[in_view], number(credits), "{place}: {member}"),
            None if rollover.get("of") == Some(&json!("allowance")) => {}
            None => assert_eq!(carry[in_view], Value::Null, "{place}: {member}"),
        }
    }
    let kept = rollover.get("after_plan") == Some(&json!("kept"));
    assert_eq!(carry["kept_after_plan"], json!(kept), "{place}: after the plan");
    assert_eq!(carry["burns_last"], json!(rollover.get("burn") == Some(&json!("last"))), "{place}: burn");
}

fn same_offer(raw: &Value, told: &Value, place: &str) {
    for member in ["about", "limit", "limit_per_month"] {
        assert_eq!(told[member], raw.get(member).cloned().unwrap_or(Value::Null), "{place}: {member}");
    }
    assert_eq!(raw.get("requires").is_none(), list(&told["requires"]).is_empty(), "{place}: requires");
    assert_eq!(raw.get("available").is_none(), told["window"] == json!({ "from": null, "until": null }));
    let (_, kind) = told["kind"].as_object().unwrap().iter().next().unwrap();
    if let Some(top_up) = raw.get("top_up") {
        assert_eq!(kind["block"], number(&top_up["block"]), "{place}: block");
        same_life(top_up, &kind["grant"], place);
    }
    let grants = raw.get("grants").map_or(&[][..], list);
    assert_eq!(grants.len(), list(&kind["grants"]).len(), "{place}: grants");
    for (index, (raw, told)) in grants.iter().zip(list(&kind["grants"])).enumerate() {
        let place = format!("{place}.grants[{index}]");
        if let Some(credits) = raw.get("credits") {
            assert_eq!(told["measure"], json!({ "add": number(credits) }), "{place}: credits");
        }
        assert_eq!(raw.get("for").is_none(), told["scope"].is_null(), "{place}: for");
        same_life(raw, told, &place);
    }
    match raw.get("at_zero") {
        Some(Value::String(word)) if ["overage", "pay_as_you_go"].contains(&word.as_str()) => {
            assert_eq!(kind["at_zero"], json!("charge"), "{place}: at zero");
        }
        Some(Value::String(word)) => assert_eq!(kind["at_zero"], json!(word), "{place}: at zero"),
        Some(rule) => {
            let name = if rule.get("refill").is_some() { "refill" } else { "upgrade" };
            assert!(kind["at_zero"].get(name).is_some(), "{place}: at zero");
        }
        None => {}
    }
    let overages = match raw.get("overage") {
        Some(Value::Array(several)) => several.len(),
        Some(_) => 1,
        None => 0,
    };
    assert_eq!(list(&kind["overage"]).len(), overages, "{place}: overage");
}

#[test]
fn every_rule_of_every_shipped_book_is_in_its_view() {
    let (mut grants, mut offers) = (0, 0);
    for (name, text) in shipped() {
        let raw: Value = serde_json::from_str(&text).unwrap();
        let book = PriceBook::parse(&text).unwrap().book;
        let view = serde_json::to_value(RulesView::new(&book)).unwrap();
        for (member, rule) in raw.get("rules").and_then(Value::as_object).into_iter().flatten() {
            match member.as_str() {
                "tax" => assert_eq!(view["rules"]["tax_included"], json!(rule == "included"), "{name}: tax"),
                "at_zero" => assert!(!view["at_zero"].is_null(), "{name}: at zero"),
                _ => assert_eq!(&view["rules"][member], rule, "{name}: {member}"),
            }
        }
        for (raw, told) in list(&raw["features"]).iter().zip(list(&view["features"])) {
            let place = format!("{name}: {}", raw["id"]);
            let costs = list(&told["rates"][0]["costs"]);
            match &raw["credits"] {
                Value::Object(several) => assert_eq!(costs.len(), several.len(), "{place}"),
                formula => assert_eq!(&costs[0]["formula"]["text"], formula, "{place}"),
            }
            let changes = raw.get("changes").map_or(0, |changes| list(changes).len());
            assert_eq!(list(&told["rates"]).len(), changes + 1, "{place}: changes");
            let round = |member: &str, default: &str| {
                raw.get("round").and_then(|round| round.get(member)).cloned().unwrap_or(json!(default))
            };
            assert_eq!(costs[0]["rounding"]["mode"], round("mode", "half_away"), "{place}: rounding");
            assert_eq!(told["rounds"], round("each", "month"), "{place}: what is rounded");
            assert_eq!(told["applies"], raw.get("applies").cloned().unwrap_or(json!("use")), "{place}");
            assert!(told["example"].is_object(), "{place}: no example");
        }
        assert_eq!(list(&view["features"]).len(), list(&raw["features"]).len(), "{name}: features");
        for (kind, member) in [("tables", "tables"), ("tiers", "tiers")] {
            let raw = raw.get(kind).and_then(Value::as_object).map_or(0, |tables| tables.len());
            assert_eq!(view[member].as_object().unwrap().len(), raw, "{name}: {kind}");
        }
        for raw in raw.get("offers").map_or(&[][..], list) {
            let id = raw["id"].as_str().unwrap();
            let place = format!("{name}: {id}");
            let told: Vec<&Value> =
                list(&view["offers"]).iter().filter(|offer| offer["family_id"] == raw["id"]).collect();
            let rungs = raw.get("ladder").map_or(1, |ladder| list(ladder).len());
            assert_eq!(told.len(), rungs, "{place}: rungs");
            for told in told {
                same_offer(raw, told, &place);
                offers += 1;
                grants += raw.get("grants").map_or(0, |grants| list(grants).len());
            }
        }
    }
    assert!(offers > 100 && grants > 80, "only {offers} offers with {grants} grants");
}
