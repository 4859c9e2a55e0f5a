//! A model as the text of a price book.

use serde_json::{Map, Value, json};

use super::days::text;
use super::model::{AtZero, Every, Fee, Gift, Kind, Life, Limit, Model, Plan, Size, Window, Without};

const TERMS: [(i64, &str); 4] = [(1, "month"), (3, "quarter"), (6, "half_year"), (12, "year")];

/// `units` with so many digits after the point.
pub fn decimal(units: i64, digits: u32) -> String {
    let one = 10_i64.pow(digits);
    if digits == 0 {
        units.to_string()
    } else {
        format!("{}.{:0width$}", units / one, units % one, width = digits as usize)
    }
}

fn money(cents: i64) -> Value {
    json!(decimal(cents, 2))
}

pub fn id(offer: usize) -> String {
    format!("o{offer}")
}

pub fn type_id(kind: usize) -> String {
    format!("t{kind}")
}

pub fn feature_id(feature: usize) -> String {
    format!("f{feature}")
}

fn term_name(months: i64) -> &'static str {
    TERMS.iter().find(|(known, _)| *known == months).unwrap().1
}

fn terms(terms: impl Iterator<Item = (i64, i64)>) -> Value {
    Value::Object(terms.map(|(months, cents)| (term_name(months).to_owned(), money(cents))).collect())
}

fn window((from, until): Window) -> Value {
    let mut window = Map::new();
    for (name, day) in [("from", from), ("until", until)] {
        if let Some(day) = day {
            window.insert(name.to_owned(), json!(text(day)));
        }
    }
    Value::Object(window)
}

fn scope(features: &[usize]) -> Value {
    json!({ "features": features.iter().map(|feature| feature_id(*feature)).collect::<Vec<_>>() })
}

impl Model {
    pub fn steps(&self, kind: usize, steps: i64) -> Value {
        let parts = self.types[kind].parts;
        json!(decimal(steps * 100 / parts, 2))
    }

    pub fn text(&self) -> String {
        let mut types = Map::new();
        for (index, kind) in self.types.iter().enumerate() {
            let mut unit = json!({ "name": format!("credit {index}"), "step": decimal(100 / kind.parts, 2) });
            if let Some(worth) = kind.worth {
                unit["worth"] = json!(decimal(worth, 1));
            }
            types.insert(type_id(index), unit);
        }
        let features: Vec<Value> = self
            .features
            .iter()
            .enumerate()
            .map(|(index, costs)| {
                let costs = costs.iter().map(|(kind, steps)| {
                    (type_id(*kind), json!(self.steps(*kind, *steps).as_str().unwrap()))
                });
                let costs: Map<String, Value> = costs.collect();
                json!({ "id": feature_id(index), "name": format!("Feature {index}"), "credits": costs })
            })
            .collect();
        let mut rules = json!({
            "burn_order": self.rules.order,
            "expiry_day": if self.rules.last_day_usable { "usable" } else { "unusable" },
            "month_end": if self.rules.overflow { "overflow" } else { "clamp" },
            "cycle": if self.rules.calendar.is_some() { "calendar" } else { "purchase" },
        });
        if let Some(shared) = self.rules.calendar {
            rules["first_month"] = json!(if shared { "by_days" } else { "full" });
        }
        let first = |index: &usize| self.offers[*index].family == *index;
        let offers: Vec<Value> =
            (0..self.offers.len()).filter(first).map(|index| self.offer(index)).collect();
        let book = json!({
            "format": "price-book/1", "name": "Random", "as_of": "2026-01-01", "currency": "USD",
            "credits": types, "features": features, "rules": rules, "offers": offers,
        });
        serde_json::to_string_pretty(&book).unwrap()
    }

    fn offer(&self, index: usize) -> Value {
        let offer = &self.offers[index];
        let mut out = json!({ "id": id(index), "name": format!("Offer {index}") });
        let mut families: Vec<usize> = offer.needs.iter().map(|plan| self.offers[*plan].family).collect();
        families.dedup();
        if !families.is_empty() {
            out["requires"] = families.into_iter().map(id).collect();
        }
        for (name, limit) in [("limit", offer.ever), ("limit_per_month", offer.monthly)] {
            if let Some(limit) = limit {
                out[name] = json!(limit);
            }
        }
        if offer.window != (None, None) {
            out["available"] = window(offer.window);
        }
        if let Some((percent, cents)) = offer.fee {
            out["fee"] = json!({ "percent": percent, "at_least": money(cents) });
        }
        match &offer.kind {
            Kind::Plan(plan) => self.plan_members(index, plan, &mut out),
            Kind::AddOn(plan) => {
                out["addon"] = json!(true);
                self.plan_members(index, plan, &mut out);
            }
            Kind::Pack { price, min, max, gifts } => {
                out["price"] = money(*price);
                out["min"] = json!(min);
                if let Some(max) = max {
                    out["max"] = json!(max);
                }
                out["grants"] = gifts.iter().map(|gift| self.gift(gift, false, false)).collect();
            }
            Kind::TopUp { price, min, max, bonus, gift } => {
                let mut top_up = self.gift(gift, false, false);
                let members = top_up.as_object_mut().unwrap();
                let block = members.remove("credits").unwrap();
                members.insert("block".to_owned(), block);
                top_up["price"] = money(*price);
                top_up["min"] = self.steps(gift.kind, min * gift.steps);
                if let Some(max) = max {
                    top_up["max"] = self.steps(gift.kind, max * gift.steps);
                }
                if let Some((from, percent)) = bonus {
                    top_up["bonus"] =
                        json!([{ "from": self.steps(gift.kind, from * gift.steps), "percent": percent }]);
                }
                out["top_up"] = top_up;
            }
            Kind::PayAsYouGo(fee) => {
                let mut charge = self.fee(fee);
                let members = charge.as_object_mut().unwrap();
                if let (Some(credits), Some(price)) = (members.remove("credits"), members.remove("price")) {
                    members.insert("per_block".to_owned(), json!({ "credits": credits, "price": price }));
                }
                out.as_object_mut().unwrap().append(members);
            }
            Kind::Gift { only_new, gifts } => {
                out[if *only_new { "welcome" } else { "gift" }] = json!(true);
                out["grants"] = gifts.iter().map(|gift| self.gift(gift, false, false)).collect();
            }
        }
        out
    }

    fn plan_members(&self, index: usize, plan: &Plan, out: &mut Value) {
        let rungs = (index..self.offers.len()).filter(|other| self.offers[*other].family == index);
        if plan.rung.is_some() {
            let rungs = rungs.map(|rung| {
                let own = self.plan(rung).unwrap();
                let credits = self.steps(own.gifts[0].kind, own.rung.unwrap());
                json!({ "id": format!("r{rung}"), "credits": credits, "price": terms(own.terms.iter().copied()) })
            });
            out["ladder"] = rungs.collect();
        } else {
            out["price"] = terms(plan.terms.iter().copied());
        }
        if let Some(seat) = &plan.seat {
            let cents = plan.terms.iter().zip(&seat.cents).map(|((months, _), cents)| (*months, *cents));
            out["seats"] = json!({ "price": terms(cents), "included": seat.included, "min": seat.min });
        }
        let gifts = plan.gifts.iter().enumerate();
        out["grants"] =
            gifts.map(|(place, gift)| self.gift(gift, true, place == 0 && plan.rung.is_some())).collect();
        if !plan.overage.is_empty() {
            out["overage"] = plan.overage.iter().map(|fee| self.fee(fee)).collect();
        }
        let at_zero = match &plan.at_zero {
            AtZero::Charge => return,
            AtZero::Stop => json!("stop"),
            AtZero::Slow => json!("slow"),
            AtZero::Carry => json!("carry"),
            AtZero::Upgrade(plan) => json!({ "upgrade": id(*plan) }),
            AtZero::Refill { offer, at, inclusive, size, most, amount } => {
                let kind = match &self.offers[*offer].kind {
                    Kind::TopUp { gift, .. } => gift.kind,
                    Kind::Pack { gifts, .. } => gifts[0].kind,
                    _ => unreachable!(),
                };
                let mut refill =
                    json!({ "refill": id(*offer), "at": self.steps(kind, *at), "inclusive": inclusive });
                refill["size"] = match size {
                    Size::One => json!("one"),
                    Size::Gap => json!("gap"),
                    Size::To(level) => json!({ "to": self.steps(kind, *level) }),
                };
                if let Some(most) = most {
                    refill["most_per_month"] = json!(most);
                }
                if let Some(amount) = amount {
                    refill["amount_per_month"] = money(*amount);
                }
                refill
            }
        };
        out["at_zero"] = at_zero;
    }

    fn gift(&self, gift: &Gift, plan: bool, rung: bool) -> Value {
        let mut out = json!({ "type": type_id(gift.kind), "priority": gift.priority });
        let credits = self.steps(gift.kind, gift.steps);
        if let Some(balance) = gift.fill {
            out["refill_to"] = credits;
            out["counts"] = json!(if balance { "balance" } else { "own" });
        } else if !rung {
            out["credits"] = credits;
        }
        let every = match gift.every {
            Every::Once => "once",
            Every::Term => "term",
            Every::Month => "month",
            Every::Week(_) => "week",
            Every::Day => "day",
        };
        if plan {
            out["every"] = json!(every);
            if let Every::Week(Some(on)) = gift.every {
                let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
                out["on"] = json!(days[usize::try_from(on).unwrap()]);
            }
        }
        if !gift.terms.is_empty() {
            out["terms"] = gift.terms.iter().map(|months| term_name(*months)).collect();
        }
        if gift.window != (None, None) {
            out["available"] = window(gift.window);
        }
        for (name, given) in [("per_seat", gift.per_seat), ("private", gift.private), ("bonus", gift.bonus)] {
            if given {
                out[name] = json!(true);
            }
        }
        if let Some((steps, week)) = gift.cap {
            out["at_most"] = json!({ "credits": self.steps(gift.kind, steps), "per": if week { "week" } else { "month" } });
            if gift.cap_used {
                out["at_most"]["counts"] = json!("used");
            }
        }
        if let Some(steps) = gift.balance_at_most {
            out["balance_at_most"] = self.steps(gift.kind, steps);
        }
        if let Some(features) = &gift.scope {
            out["for"] = scope(features);
        }
        if let Some(carry) = &gift.carry {
            let mut rollover = json!({
                "after_plan": if carry.kept { "kept" } else { "lost" },
                "burn": if carry.last { "last" } else { "first" },
            });
            if let Some(further) = carry.further {
                rollover["further_months"] = json!(further);
            }
            for (name, steps) in [("carry_at_most", carry.at_most), ("total_at_most", carry.total)] {
                if let Some(steps) = steps {
                    rollover[name] = self.steps(gift.kind, steps);
                }
            }
            if let Some(percent) = carry.percent {
                rollover["percent"] = json!(percent);
            }
            out["rollover"] = rollover;
            return out;
        }
        out["expires"] = match gift.life {
            Life::Never => json!("never"),
            Life::Cycle => json!("cycle"),
            Life::Term => json!("term"),
            Life::Months(months) => json!({ "months": months }),
            Life::Days(days) => json!({ "days": days }),
        };
        out["while_subscribed"] = match gift.without {
            Without::Kept => json!(false),
            Without::Lost => json!("lost"),
            Without::Frozen => json!("frozen"),
        };
        out
    }

    fn fee(&self, fee: &Fee) -> Value {
        let mut out = json!({ "type": type_id(fee.kind) });
        match fee.block {
            Some(block) => {
                out["credits"] = self.steps(fee.kind, block);
                out["price"] = json!(decimal(fee.price, 4));
            }
            None => out["per_credit"] = json!(decimal(fee.price, 4)),
        }
        if let Some(features) = &fee.scope {
            out["for"] = scope(features);
        }
        if fee.discount > 0 {
            out["discount"] = json!(fee.discount);
        }
        for (name, cents) in [("maximum", fee.maximum), ("minimum", fee.minimum)] {
            if let Some(cents) = cents {
                out[name] = money(cents);
            }
        }
        if let Some((cents, tenths)) = fee.commitment {
            out["commitment"] = json!({ "amount": money(cents), "factor": decimal(tenths, 1) });
        }
        match fee.limit {
            None => {}
            Some(Limit::Steps(steps)) => out["at_most"] = json!({ "credits": self.steps(fee.kind, steps) }),
            Some(Limit::Cents(cents)) => out["at_most"] = json!({ "amount": money(cents) }),
        }
        out
    }
}
