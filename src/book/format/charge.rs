//! Prices of credits charged after use, as they are written.

use jsonc_parser::ast::Value;

use super::amount::Amount;
use super::offer::For;
use crate::book::charge::TierMode;
use crate::book::reader::{Decode, Entries, Place, Placed, Reader, forms, record};
use crate::num::Decimal;

record! {
    /// A price for credits charged after use: by the credit, by the block, by tiers, or by the plan's own price.
    placed Charge {
        /// The price of one credit.
        per_credit: Option<Amount>,
        /// How many credits a block has, with `price`.
        credits: Option<Placed<Decimal>>,
        /// The price of a block.
        price: Option<Amount>,
        /// Whether a started block is charged in full, or only the part that is used; `true` when missing.
        started: Option<Placed<bool>>,
        /// By a tier table over the month's credits.
        tiered: Option<Tiered>,
        /// Of a plan's overage: so many times what a credit of the plan itself costs.
        times_plan: Option<Placed<Decimal>>,
        /// Percent taken off, before maximum and minimum.
        discount: Option<Placed<Decimal>>,
        /// The most a month costs.
        maximum: Option<Amount>,
        /// The least a month costs.
        minimum: Option<Amount>,
        /// Money that a month costs in any case.
        commitment: Option<Commitment>,
        /// Where charging ends and use stops.
        at_most: Option<Placed<Limit>>,
        /// Id of the credit type it charges; the first when missing.
        r#type: Option<Placed<String>>,
        /// Only for these features; for all when missing.
        r#for: Option<For>,
    }
}

record! {
    /// A price by the block.
    PerBlock {
        /// How many credits a block has.
        credits: Placed<Decimal>,
        /// The price of a block.
        price: Amount,
        /// Whether a started block is charged in full, or only the part that is used; `true` when missing.
        started: Option<Placed<bool>>,
    }
}

record! {
    /// A price by a tier table; its unit and flat are money.
    Tiered {
        /// The name of the tier table.
        tiers: TierNames,
        /// How it applies: each slice at its own price, or everything at the price of the tier reached;
        /// `graduated` when missing.
        mode: Option<TierMode>,
    }
}

/// Name of a tier table in money: for the main currency, or by the currency's code.
#[derive(Debug, Clone)]
pub struct TierNames {
    /// Names with the code of their currency; `None`: the main one.
    pub names: Vec<(Option<Placed<String>>, Placed<String>)>,
    /// Where they stand.
    pub place: Place,
}

impl Decode for TierNames {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let names = match value {
            Value::Object(_) => {
                let entries: Entries<Placed<String>> = Entries::decode(value, place, reader)?;
                entries.0.into_iter().map(|(code, name)| (Some(code), name)).collect()
            }
            _ => vec![(None, Placed::decode(value, place, reader)?)],
        };
        Some(TierNames { names, place: place.clone() })
    }
}

forms! {
    /// Name of a tier table whose unit and flat are money in the main currency, or one for each currency's code.
    TierNames {; String, Entries<String> }
}

record! {
    /// Money spent each month in any case.
    placed Commitment {
        /// How much.
        amount: Amount,
        /// What a month costs beyond it is multiplied by this; 1 when missing.
        factor: Option<Placed<Decimal>>,
    }
}

record! {
    /// Where charging ends: one of them.
    Limit {
        /// At so many credits a month.
        credits: Option<Placed<Decimal>>,
        /// At so many times the plan's credits a month.
        times: Option<Placed<Decimal>>,
        /// Before the month costs more than this.
        amount: Option<Amount>,
    }
}
