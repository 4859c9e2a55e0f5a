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
        /// The formula, or one a credit type.
        credits: Costs,
        /// Other formulas from a day on, by rising day.
        changes: Vec<Change>,
        /// Each use when missing.
        applies: Option<Applies>,
        /// Rounding to the credit's step, over the month, when missing.
        round: Option<Round>,
        /// Which uses cost credits; every attempt when missing.
        charged: Option<Charged>,
        /// Uses a month that cost nothing; none when missing.
        free: Option<Free>,
        /// The plans it is limited to; all customers when missing.
        plans: Vec<Placed<String>>,
    }
}

record! {
    /// Other formulas from a day on.
    Change {
        /// The first day they hold.
        from: Placed<Date>,
        /// The formula, or one a credit type.
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
        /// How many a month, above 0.
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
pub enum DefaultValue {
    /// As written.
    Text(String),
    /// Of a number nobody knows beforehand.
    Range(Range),
}

record! {
    /// A number nobody knows beforehand.
    placed Range {
        /// The lowest to expect.
        low: Decimal,
        /// What to expect.
        typical: Decimal,
        /// The highest to expect.
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
