//! A price book and usage in plain integers, and the text the engine reads of it.
//!
//! Money is counted in cents, credits in steps, prices after use in hundredths of a cent.

use credit_calculator::book::PriceBook;
use credit_calculator::meter::{Frequency, Metering, Usage, UsageLine, meter};
use serde_json::{Value, json};

use super::calendar::{Ymd, date_of};

/// Everything for sale, and what the customer needs.
#[derive(Clone, Debug)]
pub struct Shop {
    pub start: Ymd,
    pub new_customer: bool,
    /// Credits needed each month, before the plan's factor.
    pub demand: Vec<i64>,
    /// By deal: what demand is multiplied by on this plan; `None` where the plan does not offer the feature.
    pub on_plan: Vec<Option<i64>>,
    /// The same without a plan.
    pub without_plan: Option<i64>,
    /// Numerator and decimals of the credit's step.
    pub step: (i64, u32),
    pub deals: Vec<Deal>,
}

/// Something for sale.
#[derive(Clone, Debug)]
pub enum Deal {
    Pack { price: i64, gifts: Vec<Gift>, needs: Vec<usize>, limit: Option<i64> },
    TopUp { price: i64, gift: Gift, least: i64, most: Option<i64>, needs: Vec<usize> },
    Plan { month: Option<i64>, year: Option<i64>, gifts: Vec<Gift>, overage: Option<Fee> },
    PayAsYouGo(Fee),
    Welcome { gifts: Vec<Gift> },
}

/// Credits that come with a deal.
#[derive(Clone, Debug)]
pub struct Gift {
    pub credits: i64,
    pub life: Life,
    pub priority: Option<i64>,
    pub while_subscribed: bool,
    pub rollover: Option<Rollover>,
}

/// How long credits last; a plan's follow from their rollover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    Never,
    Cycle,
    Months(i64),
    Days(i64),
}

#[derive(Clone, Debug)]
pub struct Rollover {
    pub further: Option<i64>,
    pub cap: Option<i64>,
    pub kept: bool,
}

/// A price after use: hundredths of a cent for each started block, or for each step when there is no block.
#[derive(Clone, Copy, Debug)]
pub struct Fee {
    pub block: Option<i64>,
    pub price: i64,
}

impl Shop {
    pub fn months(&self) -> usize {
        self.demand.len()
    }

    /// Credits needed in a month on a plan, or on none; `None` where they are not to be had.
    pub fn demand_on(&self, plan: Option<usize>, month: usize) -> Option<i64> {
        let factor = plan.map_or(self.without_plan, |plan| self.on_plan[plan]);
        // Nobody misses what is not used.
        if self.demand[month] == 0 { Some(0) } else { Some(self.demand[month] * factor?) }
    }

    pub fn is_plan(&self, deal: usize) -> bool {
        matches!(self.deals[deal], Deal::Plan { .. })
    }

    fn credits(&self, steps: i64) -> String {
        decimal(steps * self.step.0, self.step.1)
    }

    /// The price book's text.
    pub fn text(&self) -> String {
        let offers: Vec<Value> = (0..self.deals.len()).map(|index| self.offer(index)).collect();
        let mut feature = json!({ "id": "use", "name": "Use", "credits": self.formula() });
        if self.without_plan.is_none() {
            let plans =
                (0..self.deals.len()).filter(|deal| self.is_plan(*deal) && self.on_plan[*deal].is_some());
            feature["plans"] = plans.map(id).collect();
        }
        let book = json!({
            "format": "price-book/1", "name": "Random", "as_of": "2026-01-01", "currency": "USD",
            "credits": { "credit": { "name": "credit", "step": self.credits(1) } },
            "features": [feature], "offers": offers,
        });
        serde_json::to_string_pretty(&book).unwrap()
    }

    /// One step times the plan's factor.
    fn formula(&self) -> String {
        let mut factor = self.without_plan.unwrap_or(1).to_string();
        for deal in (0..self.deals.len()).filter(|deal| self.is_plan(*deal)) {
            match self.on_plan[deal] {
                Some(on_plan) if Some(on_plan) != self.without_plan => {
                    factor = format!("if(plan == \"{}\", {on_plan}, {factor})", id(deal));
                }
                _ => {}
            }
        }
        format!("{} * {factor}", self.credits(1))
    }

    fn offer(&self, index: usize) -> Value {
        let mut offer = json!({ "id": id(index), "name": format!("Deal {index}") });
        match &self.deals[index] {
            Deal::Pack { price, gifts, needs, limit } => {
                offer["price"] = money(*price);
                offer["grants"] = gifts.iter().map(|gift| self.gift(gift, false)).collect();
                offer["requires"] = needs.iter().map(|plan| id(*plan)).collect();
                if let Some(limit) = limit {
                    offer["limit"] = json!(limit);
                }
            }
            Deal::TopUp { price, gift, least, most, needs } => {
                let mut top_up = self.gift(gift, false);
                top_up["block"] = top_up.as_object_mut().unwrap().remove("credits").unwrap();
                top_up["price"] = money(*price);
                top_up["min"] = json!(self.credits(least * gift.credits));
                if let Some(most) = most {
                    top_up["max"] = json!(self.credits(most * gift.credits));
                }
                offer["top_up"] = top_up;
                offer["requires"] = needs.iter().map(|plan| id(*plan)).collect();
            }
            Deal::Plan { month, year, gifts, overage } => {
                offer["price"] = json!({});
                for (term, price) in [("month", month), ("year", year)] {
                    if let Some(price) = price {
                        offer["price"][term] = money(*price);
                    }
                }
                offer["grants"] = gifts.iter().map(|gift| self.gift(gift, true)).collect();
                if let Some(fee) = overage {
                    offer["overage"] = self.fee(fee);
                }
            }
            Deal::PayAsYouGo(fee) if fee.block.is_some() => offer["per_block"] = self.fee(fee),
            Deal::PayAsYouGo(fee) => offer["per_credit"] = self.fee(fee)["per_credit"].clone(),
            Deal::Welcome { gifts } => {
                offer["welcome"] = json!(true);
                offer["grants"] = gifts.iter().map(|gift| self.gift(gift, false)).collect();
            }
        }
        offer
    }

    fn gift(&self, gift: &Gift, plan: bool) -> Value {
        let mut grant = json!({ "credits": self.credits(gift.credits) });
        if let Some(priority) = gift.priority {
            grant["priority"] = json!(priority);
        }
        if plan {
            if let Some(Rollover { further, cap, kept }) = &gift.rollover {
                grant["rollover"] = json!({ "after_plan": if *kept { "kept" } else { "lost" } });
                if let Some(further) = further {
                    grant["rollover"]["further_months"] = json!(further);
                }
                if let Some(cap) = cap {
                    grant["rollover"]["carry_at_most"] = json!(self.credits(*cap));
                }
            }
            return grant;
        }
        grant["expires"] = match gift.life {
            Life::Never => json!("never"),
            Life::Cycle => json!("cycle"),
            Life::Months(months) => json!({ "months": months }),
            Life::Days(days) => json!({ "days": days }),
        };
        if gift.while_subscribed {
            grant["while_subscribed"] = json!(true);
        }
        grant
    }

    fn fee(&self, fee: &Fee) -> Value {
        match fee.block {
            Some(block) => json!({ "credits": self.credits(block), "price": decimal(fee.price, 4) }),
            // A price of one step is a price of `step` credits.
            None => json!({ "per_credit": decimal(fee.price * 10_i64.pow(self.step.1) / self.step.0, 4) }),
        }
    }

    /// The usage whose demand is this shop's: one use a month, as many times as the month's factor says.
    pub fn usage(&self) -> Usage {
        let mut season = vec!["0".to_owned(); 12];
        for (month, demand) in self.demand.iter().enumerate() {
            let calendar = (usize::try_from(self.start.1).unwrap() - 1 + month) % 12;
            season[calendar] = demand.to_string();
        }
        Usage {
            start: date_of(self.start, 0),
            months: Some(u32::try_from(self.months()).unwrap()),
            lines: vec![UsageLine {
                feature: "use".to_owned(),
                times: "1".to_owned(),
                per: Frequency::Month,
                ..UsageLine::default()
            }],
            season: Some(season),
            new_customer: Some(self.new_customer),
            ..Usage::default()
        }
    }

    /// The engine's book and metering of this shop.
    pub fn open(&self) -> (PriceBook, Metering) {
        let text = self.text();
        let book = PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}\n{text}")).book;
        let metering = meter(&book, &self.usage()).unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"));
        (book, metering)
    }
}

/// Id of a deal's offer.
pub fn id(deal: usize) -> String {
    format!("d{deal}")
}

fn money(cents: i64) -> Value {
    json!(decimal(cents, 2))
}

/// `units` with so many decimals.
pub fn decimal(units: i64, decimals: u32) -> String {
    let one = 10_i64.pow(decimals);
    match decimals {
        0 => units.to_string(),
        _ => format!("{}.{:0width$}", units / one, units % one, width = usize::try_from(decimals).unwrap()),
    }
}
