//! The price book as it is written: one record a construct, every member as the file names it.
//!
//! These are what was read, not yet checked against each other; [`super::check`] turns them into the
//! domain's own types. All numbers are exact decimals, credits in credits, money in the currency its place in the book says.

mod amount;
mod at_zero;
mod charge;
mod feature;
mod grant;
mod lifetime;
mod offer;
mod preset;
mod rules;

pub use amount::{Amount, Price, Written};
pub use at_zero::{AtZero, MoveWhen, Refill, Size};
pub use charge::{Charge, Commitment, Limit, TierNames, Tiered};
pub use feature::{Applies, Charged, Costs, DefaultValue, Feature, Input, Range, Round, RoundWord};
pub use grant::{
    AfterPlan, CapCounts, CapPer, CarriedBurn, Counts, EveryWord, Grant, Level, PercentOf, Rollover,
    SeatWord, WhileSubscribed,
};
pub use offer::{Available, Fee, For, Offer, Rung, Seat, TopUp};
pub use preset::{Per, Preset, PresetLine, PresetTeam, PresetValue};
pub use rules::{Rules, Tax};

use super::reader::{Entries, Lenient, Placed, record};
use super::table::Rows;
use crate::date::Date;
use crate::num::Decimal;

/// The only format there is.
pub const FORMAT: &str = "price-book/1";

record! {
    /// A price book: what the features of one product cost in credits, and what can be bought.
    placed Book {
        /// Always `price-book/1`.
        format: Lenient<Placed<String>>,
        /// The vendor's or product's name.
        name: Lenient<Placed<String>>,
        /// One sentence on what the product is.
        about: Lenient<Option<String>>,
        /// The vendor's own version of this file, in any form.
        version: Lenient<Option<String>>,
        /// The day on which these prices were true.
        as_of: Lenient<Date>,
        /// ISO 4217 code of the prices, such as `USD`. An amount that names no currency is in it.
        currency: Lenient<Placed<String>>,
        /// ISO 4217 codes of further price lists. An amount is then written `{ "USD": "17", "EUR": "13" }`;
        /// nothing is ever converted.
        currencies: Lenient<Vec<Placed<String>>>,
        /// Addresses of the pages on which the prices were read.
        sources: Lenient<Vec<String>>,
        /// What the calculator does not compute, one sentence each; every answer shows them.
        notes: Lenient<Vec<String>>,
        /// The credit types by their ids; most books have one. What names no type means the first.
        credits: Lenient<Entries<CreditType>>,
        /// Rules on which vendors differ; write those that differ from the defaults.
        rules: Lenient<Option<Rules>>,
        /// Added to each purchase whose offer has no fee of its own.
        fee: Lenient<Option<Fee>>,
        /// Numbers that formulas look up, by name: `resolution[quality]`.
        tables: Lenient<Entries<Rows>>,
        /// Tier tables by name, for `graduated(x, name)` and `volume(x, name)` in formulas, or as prices.
        tiers: Lenient<Entries<TierTable>>,
        /// What customers do that costs credits; at least one.
        features: Lenient<Vec<Feature>>,
        /// What can be bought: plans, add-ons, packs, top-ups, pay as you go, gifts.
        offers: Lenient<Vec<Offer>>,
        /// Customers you know, to begin with: what they do, how often.
        presets: Lenient<Vec<Preset>>,
    }
}

record! {
    /// One kind of credit.
    CreditType {
        /// What one of them is called, such as `credit`.
        name: String,
        /// What several are called; the name with an s when missing.
        plural: Option<String>,
        /// The smallest part of a credit that is counted, above 0: `1` for whole credits. Costs are rounded
        /// to it; grants are multiples of it.
        step: Placed<Decimal>,
        /// Money that one credit stands for, where the vendor says so; shown, not computed with.
        worth: Option<Amount>,
    }
}

record! {
    /// A tier table.
    placed TierTable {
        /// The tiers in rising order; the last has no end.
        rows: Vec<TierRow>,
        /// Whether a quantity of 0 pays the first tier's flat fee; `false` when missing.
        flat_at_zero: Option<bool>,
    }
}

record! {
    /// One tier.
    placed TierRow {
        /// Where the tier ends; a quantity equal to it is still inside. The last row has neither this nor
        /// `below`.
        up_to: Option<Decimal>,
        /// Where the tier ends; a quantity equal to it is already in the next tier.
        below: Option<Decimal>,
        /// Credits (money, in a price) for each unit, or for each started block; 0 when missing.
        unit: Option<Decimal>,
        /// Credits (money, in a price) charged once when the tier is reached; 0 when missing.
        flat: Option<Decimal>,
        /// Units in a block: `unit` is then for each started block of them. Each unit by itself when
        /// missing.
        block: Option<Decimal>,
        /// The most the tier costs, flat fee included.
        at_most: Option<Decimal>,
    }
}
