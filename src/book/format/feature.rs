//! Features and their inputs, as they are written.

use jsonc_parser::ast::Value;

use crate::book::reader::{Decode, Entries, Place, Placed, Reader, forms, record};
use crate::book::scalars::words;
use crate::date::Date;
use crate::num::Decimal;

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
        /// Credits are rounded to multiples of this, itself a multiple of the credit's step; to that step
        /// when missing.
        step: Option<Placed<Decimal>>,
        /// How they are rounded; `half_away` when missing.
        mode: Option<RoundWord>,
        /// Whether each use is rounded, or only the sum of a month; `month` when missing.
        each: Option<Applies>,
    }
}

record! {
    /// Something a customer does that costs credits.
    Feature {
        /// Its name for formulas and usage: small letters, digits and _.
        id: Placed<String>,
        /// Its name for people.
        name: String,
        /// The heading it stands under.
        group: Option<String>,
        /// One sentence on what it is.
        about: Option<String>,
        /// What its cost depends on.
        inputs: Vec<Input>,
        /// The formula that gives the credits of one use, such as `2 * blocks(words, 100)`; or one formula
        /// for each credit type.
        credits: Costs,
        /// Other formulas from later days on, by rising day.
        changes: Vec<Change>,
        /// What the formula is applied to: each use, or the totals of a month; `use` when missing.
        applies: Option<Applies>,
        /// How its credits are rounded: to the credit's step, over the month, the half away from 0, when
        /// missing.
        round: Option<Round>,
        /// Which uses cost credits; every attempt when missing.
        charged: Option<Charged>,
        /// Uses a month that cost nothing.
        free: Option<Free>,
        /// Ids of the plans whose customers may use it; everybody when missing.
        plans: Vec<Placed<String>>,
    }
}

record! {
    /// Other formulas from a day on.
    Change {
        /// The first day they hold.
        from: Placed<Date>,
        /// The formula, or one for each credit type.
        credits: Costs,
    }
}

words! {
    /// Which uses cost credits.
    Charged {
        /// Every one.
        Attempt = "attempt",
        /// Only those that succeed.
        Success = "success",
    }
}

record! {
    /// Uses that cost nothing.
    Free {
        /// How many uses a month cost nothing; above 0.
        uses: Placed<Decimal>,
    }
}

/// What a feature costs: a formula in the first credit type, or one a credit type.
#[derive(Debug, Clone)]
pub enum Costs {
    /// In the first credit type.
    First(Placed<String>),
    /// By the id of the credit type.
    ByType(Entries<Placed<String>>, Place),
}

impl Decode for Costs {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Object(_) => {
                Entries::decode(value, place, reader).map(|costs| Costs::ByType(costs, place.clone()))
            }
            _ => Placed::decode(value, place, reader).map(Costs::First),
        }
    }
}

forms! {
    /// A formula that gives credits of the first credit type, or one for each credit type's id.
    Costs {; String, Entries<String> }
}

impl Costs {
    /// The formulas with the credit types they stand for.
    pub fn formulas(&self) -> Vec<(Option<&Placed<String>>, &Placed<String>)> {
        match self {
            Costs::First(formula) => vec![(None, formula)],
            Costs::ByType(costs, _) => {
                costs.0.iter().map(|(credit, formula)| (Some(credit), formula)).collect()
            }
        }
    }
}

record! {
    /// A value a cost depends on: a number, a choice or a toggle.
    placed Input {
        /// Its name for formulas and usage: small letters, digits and _.
        id: Placed<String>,
        /// Its name for people.
        name: String,
        /// One sentence on what it means.
        about: Option<String>,
        /// The unit of a number, in the singular: `second`.
        unit: Option<String>,
        /// The value when nothing is entered: a number, a range of numbers, or a choice's id. Required for
        /// a number; the first choice when missing.
        default: Option<Placed<DefaultValue>>,
        /// The smallest number allowed.
        min: Option<Placed<Decimal>>,
        /// The largest number allowed.
        max: Option<Placed<Decimal>>,
        /// The step of the page's slider; nothing is rounded to it.
        step: Option<Placed<Decimal>>,
        /// Makes it a choice: ids with their labels, in the order shown.
        choices: Option<Entries<String>>,
        /// Makes it a toggle: whether it is on when nothing is entered.
        toggle: Option<bool>,
    }
}

/// The default of a number or of a choice.
#[derive(Debug, Clone)]
pub enum DefaultValue {
    /// As written.
    Text(String),
    /// Of a number nobody knows beforehand.
    Range(Range),
}

record! {
    /// A number nobody knows beforehand.
    placed Range {
        /// The lowest value to expect.
        low: Decimal,
        /// The value that the quote is for.
        typical: Decimal,
        /// The highest value to expect.
        high: Decimal,
    }
}

impl Decode for DefaultValue {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::NumberLit(number) => Some(DefaultValue::Text(number.value.to_owned())),
            Value::Object(_) => Range::decode(value, place, reader).map(DefaultValue::Range),
            _ => String::decode(value, place, reader).map(DefaultValue::Text),
        }
    }
}

forms! {
    /// A number, a choice's id, or the range of a number that nobody knows beforehand.
    DefaultValue {; Decimal, String, Range }
}
