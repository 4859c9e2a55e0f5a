//! What happens when credits are used up, as it is written.

use jsonc_parser::ast::Value;

use super::amount::Amount;
use crate::book::reader::{Decode, Place, Placed, Reader, forms, record};
use crate::book::scalars::{unknown_word, words};
use crate::num::Decimal;

/// What happens when credits are used up.
#[derive(Debug, Clone)]
pub enum AtZero {
    /// The plan's overage charges.
    Overage,
    /// Pay as you go charges.
    PayAsYouGo,
    /// Use stops.
    Stop,
    /// It goes on in a slow or free mode.
    Slow,
    /// The balance goes below 0.
    Carry,
    /// An offer is bought again and again.
    Refill(Box<Refill>),
    /// The customer is moved to another plan.
    Upgrade(Move),
}

record! {
    /// Automatic purchases.
    Refill {
        /// Id of the top-up or pack that is bought.
        refill: Placed<String>,
        /// It is bought when the balance falls to this; to 0 when missing.
        at: Option<Placed<Decimal>>,
        /// Whether a balance equal to that sets it off; `true` when missing.
        inclusive: Option<bool>,
        /// How much is bought: the smallest purchase when missing.
        size: Option<Placed<Size>>,
        /// The most purchases in a month.
        most_per_month: Option<Placed<u32>>,
        /// The most money spent in a month.
        amount_per_month: Option<Amount>,
    }
}

record! {
    /// A move to another plan.
    Move {
        /// Id of the plan.
        upgrade: Placed<String>,
        /// When it begins; `renewal` when missing.
        when: Option<MoveWhen>,
    }
}

words! {
    /// When the plan that a customer is moved to begins.
    MoveWhen {
        /// With the next month; until then use goes on for nothing.
        Renewal = "renewal",
        /// On the day on which the credits are used up: it is paid and grants its credits that day.
        AtOnce = "at_once",
    }
}

/// How much an automatic purchase buys.
#[derive(Debug, Clone)]
pub enum Size {
    /// The smallest purchase.
    One,
    /// As much as lifts the balance above the threshold.
    Gap,
    /// As much as lifts it to a level.
    To(Placed<Decimal>),
}

record! {
    /// A level.
    Fill {
        /// The level: credits of the balance after the purchase.
        to: Placed<Decimal>,
    }
}

impl Decode for Size {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::StringLit(word) if word.value == "one" => Some(Size::One),
            Value::StringLit(word) if word.value == "gap" => Some(Size::Gap),
            Value::StringLit(word) => {
                unknown_word(&word.value, &["one", "gap", "{ \"to\": 500 }"], place, reader);
                None
            }
            _ => Fill::decode(value, place, reader).map(|fill| Size::To(fill.to)),
        }
    }
}

forms! {
    /// How much an automatic purchase buys: the smallest purchase (`one`), as much as lifts the balance above the
    /// threshold (`gap`), or as much as lifts it to a level.
    Size { "one" | "gap"; Fill }
}

impl Decode for AtZero {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::StringLit(word) => match &*word.value {
                "overage" => Some(AtZero::Overage),
                "pay_as_you_go" => Some(AtZero::PayAsYouGo),
                "stop" => Some(AtZero::Stop),
                "slow" => Some(AtZero::Slow),
                "carry" => Some(AtZero::Carry),
                other => {
                    const FORMS: [&str; 7] = [
                        "overage",
                        "pay_as_you_go",
                        "stop",
                        "slow",
                        "carry",
                        "{ \"refill\": ... }",
                        "{ \"upgrade\": ... }",
                    ];
                    unknown_word(other, &FORMS, place, reader);
                    None
                }
            },
            Value::Object(object)
                if object.properties.iter().any(|property| property.name.as_str() == "upgrade") =>
            {
                Move::decode(value, place, reader).map(AtZero::Upgrade)
            }
            _ => Refill::decode(value, place, reader).map(|refill| AtZero::Refill(Box::new(refill))),
        }
    }
}

forms! {
    /// What happens when credits are used up. `overage`: the plan's overage charges. `pay_as_you_go`: pay as you go
    /// charges. `stop`: use stops. `slow`: it goes on in a slow or free mode. `carry`: the balance goes below 0 and the
    /// next grant makes up for it. Or an offer is bought automatically, or the customer is moved to another plan.
    AtZero { "overage" | "pay_as_you_go" | "stop" | "slow" | "carry"; Refill, Move }
}
