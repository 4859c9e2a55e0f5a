//! Prices of credits charged after use, as they are written.

use jsonc_parser::ast::Value;

use super::amount::Amount;
use super::offer::For;
use crate::book::charge::TierMode;
use crate::book::reader::{Decode, Entries, Place, Placed, Reader, forms, record};
use crate::num::Decimal;

record! {
    /// A price for credits charged after use: by the credit, by the started block, by tiers, or by the plan's own price.
    placed Charge {
        /// Price of one credit.
        per_credit: Option<Amount>,
        /// Credits of a block.
        credits: Option<Placed<Decimal>>,
        /// Price of a block, charged in full when started.
        price: Option<Amount>,
        /// By a tier table.
        tiered: Option<Tiered>,
        /// Times what a credit of the plan costs.
        times_plan: Option<Placed<Decimal>>,
        /// Percent taken off.
        discount: Option<Placed<Decimal>>,
        /// The month costs at most this.
        maximum: Option<Amount>,
        /// The month costs at least this.
        minimum: Option<Amount>,
        /// Money spent in any case.
        commitment: Option<Commitment>,
        /// Where charging ends and use stops.
        at_most: Option<Placed<Limit>>,
        /// Id of the credit type; the first when missing.
        r#type: Option<Placed<String>>,
        /// Only for these features; for all when missing.
        r#for: Option<For>,
    }
}

record! {
    /// A price by the started block.
    PerBlock {
        /// Credits of a block.
        credits: Placed<Decimal>,
        /// Its price.
        price: Amount,
    }
}

record! {
    /// A price by a tier table; its unit and flat are money.
    Tiered {
        /// Name of the table.
        tiers: TierNames,
        /// How it applies; by slices when missing.
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
        /// What exceeds it is multiplied by this; 1 when missing.
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
        /// Before the month costs more.
        amount: Option<Amount>,
    }
}
