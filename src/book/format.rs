//! The price book as it is written: one record a construct, every member as the file names it.
//!
//! These are what was read, not yet checked against each other; [`super::check`] turns them into the
//! domain's own types. All numbers are exact decimals, credits in credits, prices in the book's currency.

use super::reader::{Entries, Lenient, Placed, record};
use super::scalars::{Lifetime, Price, words};
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
        /// The day the prices were true.
        as_of: Lenient<Date>,
        /// ISO 4217 code.
        currency: Lenient<Placed<String>>,
        /// Where the prices were read.
        sources: Lenient<Vec<String>>,
        /// What the calculator does not compute, in words the quote shows.
        notes: Lenient<Vec<String>>,
        /// The credit types by id.
        credits: Lenient<Entries<CreditType>>,
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

words! {
    /// What a feature's formula is applied to.
    Applies {
        /// Each use by itself.
        Use = "use",
        /// The month's total.
        Month = "month",
    }
}

words! {
    /// How the middle between two steps is rounded.
    RoundWord {
        /// To the nearest, the half away from 0.
        HalfAway = "half_away",
        /// To the nearest, the half to the even step.
        HalfEven = "half_even",
        /// Up.
        Up = "up",
        /// Down.
        Down = "down",
    }
}

record! {
    /// Rounding of a feature's credits.
    Round {
        /// Multiples to round to; the credit's step when missing.
        step: Option<Placed<Decimal>>,
        /// How; half away from zero when missing.
        mode: Option<RoundWord>,
        /// Whether each use is rounded or the month; the month when missing.
        each: Option<Applies>,
    }
}

record! {
    /// Something a customer does that costs credits.
    Feature {
        /// Name for formulas and usage.
        id: Placed<String>,
        /// Name for people.
        name: String,
        /// Heading under which it stands.
        group: Option<String>,
        /// What it is.
        about: Option<String>,
        /// What its cost depends on.
        inputs: Vec<Input>,
        /// The formula.
        credits: Placed<String>,
        /// Each use when missing.
        applies: Option<Applies>,
        /// Rounding to the credit's step, over the month, when missing.
        round: Option<Round>,
        /// The plans it is limited to; all customers when missing.
        plans: Vec<Placed<String>>,
    }
}

record! {
    /// A value a cost depends on: a number, a choice or a toggle.
    placed Input {
        /// Name for formulas and usage.
        id: Placed<String>,
        /// Name for people.
        name: String,
        /// What it means.
        about: Option<String>,
        /// Unit of a number, singular.
        unit: Option<String>,
        /// Value when usage names none: a number, or a choice's id.
        default: Option<Placed<DefaultValue>>,
        /// Smallest number allowed.
        min: Option<Placed<Decimal>>,
        /// Largest number allowed.
        max: Option<Placed<Decimal>>,
        /// Step of the page's slider.
        step: Option<Placed<Decimal>>,
        /// The choices, id to label.
        choices: Option<Entries<String>>,
        /// A toggle's value when usage names none.
        toggle: Option<bool>,
    }
}

/// The default of a number or of a choice.
#[derive(Debug, Clone)]
pub struct DefaultValue(
    /// As written.
    pub String,
);

impl super::reader::Decode for DefaultValue {
    fn decode(
        value: &jsonc_parser::ast::Value,
        place: &super::reader::Place,
        reader: &mut super::reader::Reader,
    ) -> Option<Self> {
        match value {
            jsonc_parser::ast::Value::NumberLit(number) => Some(DefaultValue(number.value.to_owned())),
            _ => String::decode(value, place, reader).map(DefaultValue),
        }
    }
}

words! {
    /// How often a plan's grant comes.
    Every {
        /// At each month's start.
        Month = "month",
    }
}

words! {
    /// What becomes of carried credits when their plan ends.
    AfterPlan {
        /// They are lost.
        Lost = "lost",
        /// They live out their time.
        Kept = "kept",
    }
}

record! {
    /// How a plan's unused credits are carried into later months.
    placed Rollover {
        /// For how many months more; without end when missing.
        further_months: Option<u32>,
        /// How many may be carried into the next month at most; any number when missing.
        carry_at_most: Option<Placed<Decimal>>,
        /// Lost when missing.
        after_plan: Option<AfterPlan>,
    }
}

record! {
    /// Credits given by an offer.
    placed Grant {
        /// How many.
        credits: Placed<Decimal>,
        /// For plans; each month when missing.
        every: Option<Every>,
        /// Required but for plans.
        expires: Option<Placed<Lifetime>>,
        /// For plans; none when missing.
        rollover: Option<Rollover>,
        /// Smaller burns first; 10 for plans, 20 otherwise, when missing.
        priority: Option<i32>,
        /// Lost when the customer has no plan any more.
        while_subscribed: Option<bool>,
    }
}

record! {
    /// A top-up: as many blocks as wanted.
    TopUp {
        /// Credits of one block.
        block: Placed<Decimal>,
        /// Price of one block.
        price: Placed<Decimal>,
        /// Fewest credits of one purchase.
        min: Option<Placed<Decimal>>,
        /// Most credits of one purchase.
        max: Option<Placed<Decimal>>,
        /// When they expire.
        expires: Placed<Lifetime>,
        /// Smaller burns first; 20 when missing.
        priority: Option<i32>,
        /// Lost when the customer has no plan any more.
        while_subscribed: Option<bool>,
    }
}

record! {
    /// A price for credits charged after use: by the credit, or by the started block.
    placed Charge {
        /// Price of one credit.
        per_credit: Option<Placed<Decimal>>,
        /// Credits of a block.
        credits: Option<Placed<Decimal>>,
        /// Price of a block, charged in full when started.
        price: Option<Placed<Decimal>>,
    }
}

record! {
    /// Something that can be bought.
    placed Offer {
        /// Its id.
        id: Placed<String>,
        /// Name for people.
        name: String,
        /// What it is.
        about: Option<String>,
        /// Of a pack or a plan.
        price: Option<Placed<Price>>,
        /// What it gives.
        grants: Vec<Grant>,
        /// A top-up.
        top_up: Option<TopUp>,
        /// Pay as you go, by the credit.
        per_credit: Option<Placed<Decimal>>,
        /// Pay as you go, by the started block.
        per_block: Option<Charge>,
        /// Of a plan: the price beyond its credits.
        overage: Option<Charge>,
        /// Given once to a new customer.
        welcome: Option<bool>,
        /// May be bought only while one of these plans is active.
        requires: Vec<Placed<String>>,
        /// How many a customer may ever buy.
        limit: Option<Placed<u32>>,
    }
}

record! {
    /// Example usage.
    placed Preset {
        /// Its id.
        id: Placed<String>,
        /// Name for people.
        name: String,
        /// Whose usage it is.
        about: Option<String>,
        /// The lines.
        usage: Vec<PresetLine>,
        /// Percent a month.
        growth: Option<Decimal>,
        /// Twelve factors, January first.
        season: Vec<Decimal>,
    }
}

words! {
    /// What "times" counts by.
    Per {
        /// A day.
        Day = "day",
        /// Seven days.
        Week = "week",
        /// A month of the horizon.
        Month = "month",
        /// Twelve months.
        Year = "year",
    }
}

record! {
    /// One line of example usage.
    placed PresetLine {
        /// The feature's id.
        feature: Placed<String>,
        /// Its inputs.
        inputs: Entries<PresetValue>,
        /// How often.
        times: Decimal,
        /// In which time.
        per: Per,
        /// By how many people; 1 when missing.
        people: Option<Decimal>,
    }
}

/// An input's value in a preset.
#[derive(Debug, Clone)]
pub enum PresetValue {
    /// Of a toggle.
    Toggle(bool),
    /// A number or a choice's id.
    Text(String),
}

impl super::reader::Decode for PresetValue {
    fn decode(
        value: &jsonc_parser::ast::Value,
        place: &super::reader::Place,
        reader: &mut super::reader::Reader,
    ) -> Option<Self> {
        match value {
            jsonc_parser::ast::Value::BooleanLit(toggle) => Some(PresetValue::Toggle(toggle.value)),
            _ => DefaultValue::decode(value, place, reader).map(|text| PresetValue::Text(text.0)),
        }
    }
}
