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
pub use at_zero::{AtZero, Refill, Size};
pub use charge::{Charge, Commitment, Limit, TierNames, Tiered};
pub use feature::{Applies, Charged, Costs, DefaultValue, Feature, Input, Range, Round, RoundWord};
pub use grant::{
    AfterPlan, CapPer, CarriedBurn, Counts, EveryWord, Grant, Level, PercentOf, Rollover, SeatWord,
    WhileSubscribed,
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
    /// The whole file.
    placed Book {
        /// Must be [`FORMAT`].
        format: Lenient<Placed<String>>,
        /// The vendor's or product's name.
        name: Lenient<Placed<String>>,
        /// What the product is.
        about: Lenient<Option<String>>,
        /// The vendor's own version of the book.
        version: Lenient<Option<String>>,
        /// The day the prices were true.
        as_of: Lenient<Date>,
        /// ISO 4217 code of the main price list.
        currency: Lenient<Placed<String>>,
        /// ISO 4217 codes of the other price lists.
        currencies: Lenient<Vec<Placed<String>>>,
        /// Where the prices were read.
        sources: Lenient<Vec<String>>,
        /// What the calculator does not compute, in words the quote shows.
        notes: Lenient<Vec<String>>,
        /// The credit types by id.
        credits: Lenient<Entries<CreditType>>,
        /// Rules of meaning; the project's own when missing.
        rules: Lenient<Option<Rules>>,
        /// Added to each purchase that has no fee of its own.
        fee: Lenient<Option<Fee>>,
        /// Tables of numbers by name.
        tables: Lenient<Entries<Rows>>,
        /// Tier tables by name.
        tiers: Lenient<Entries<TierTable>>,
        /// What costs credits.
        features: Lenient<Vec<Feature>>,
        /// What can be bought.
        offers: Lenient<Vec<Offer>>,
        /// Example usage.
        presets: Lenient<Vec<Preset>>,
    }
}

record! {
    /// One kind of credit.
    CreditType {
        /// One of them.
        name: String,
        /// Several of them; the name with an s when missing.
        plural: Option<String>,
        /// The smallest part the vendor counts, above 0.
        step: Placed<Decimal>,
        /// Money that one stands for, as the vendor says.
        worth: Option<Amount>,
    }
}

record! {
    /// A tier table.
    placed TierTable {
        /// Rows in rising order.
        rows: Vec<TierRow>,
        /// Whether 0 units pay the first tier's flat fee; no when missing.
        flat_at_zero: Option<bool>,
    }
}

record! {
    /// One tier.
    placed TierRow {
        /// Upper bound, inside the tier; the last row has neither this nor `below`.
        up_to: Option<Decimal>,
        /// Upper bound, outside the tier.
        below: Option<Decimal>,
        /// Credits a unit, or a started block; 0 when missing.
        unit: Option<Decimal>,
        /// Credits once, when the tier is reached; 0 when missing.
        flat: Option<Decimal>,
        /// Units charged together; each unit by itself when missing.
        block: Option<Decimal>,
        /// The most the tier costs.
        at_most: Option<Decimal>,
    }
}
