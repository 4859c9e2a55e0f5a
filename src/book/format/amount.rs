//! Money as it is written: in the main currency, or in several.

use jsonc_parser::ast::Value;
#[cfg(test)]
use serde_json::{Value as Json, json};

use crate::book::offer::Term;
use crate::book::reader::{Decode, Entries, Place, Placed, Reader, forms, record};
use crate::book::scalars::unknown_word;
#[cfg(test)]
use crate::book::schema::{Schema, Schemas};
use crate::num::Decimal;

/// An amount of money.
#[derive(Debug, Clone)]
pub struct Amount {
    /// What was written.
    pub written: Written,
    /// Where it stands.
    pub place: Place,
}

/// The two ways of writing money.
#[derive(Debug, Clone)]
pub enum Written {
    /// In the main currency only; 0 is 0 in every currency.
    Main(Decimal),
    /// By the currency's code.
    Listed(Entries<Placed<Decimal>>),
}

impl Decode for Amount {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let written = match value {
            Value::Object(_) => Written::Listed(Entries::decode(value, place, reader)?),
            _ => Written::Main(Decimal::decode(value, place, reader)?),
        };
        Some(Amount { written, place: place.clone() })
    }
}

/// Price of a pack, or prices of a plan by the term.
#[derive(Debug, Clone)]
pub enum Price {
    /// Paid once.
    Once(Amount),
    /// Paid at the start of each term, shortest first.
    Terms(Vec<(Term, Amount)>),
}

record! {
    /// Prices by the term, each paid at its start.
    Terms {
        /// Of one month.
        month: Option<Amount>,
        /// Of three months.
        quarter: Option<Amount>,
        /// Of six months.
        half_year: Option<Amount>,
        /// Of twelve months.
        year: Option<Amount>,
        /// Of twenty-four months.
        two_years: Option<Amount>,
        /// Of thirty-six months.
        three_years: Option<Amount>,
    }
}

impl Terms {
    /// The terms with a price, shortest first.
    fn sold(self) -> Vec<(Term, Amount)> {
        let prices = [self.month, self.quarter, self.half_year, self.year, self.two_years, self.three_years];
        let named = Term::NAMED.iter().zip(prices);
        named.filter_map(|((_, term), price)| price.map(|price| (*term, price))).collect()
    }
}

impl Decode for Price {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Object(object)
                if !object.properties.iter().any(|property| is_code(property.name.as_str())) =>
            {
                Terms::decode(value, place, reader).map(|terms| Price::Terms(terms.sold()))
            }
            _ => Amount::decode(value, place, reader).map(Price::Once),
        }
    }
}

/// Whether a member can only be a currency's code, not a term.
fn is_code(name: &str) -> bool {
    name.len() == 3 && name.bytes().all(|letter| letter.is_ascii_uppercase())
}

impl Decode for Term {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        let word = String::decode(value, place, reader)?;
        let term = Term::named(&word);
        if term.is_none() {
            unknown_word(&word, &Term::NAMED.map(|(name, _)| name), place, reader);
        }
        term
    }
}

#[cfg(test)]
impl Schema for Term {
    fn schema(schemas: &mut Schemas) -> Json {
        let names = Term::NAMED.map(|(name, _)| name);
        schemas.define(
            "Term",
            |_| json!({ "description": "A length of time that a plan is paid for.", "enum": names }),
        )
    }
}

forms! {
    /// Money in the main currency, or by currency.
    Amount {; Decimal, Entries<Decimal> }
}

forms! {
    /// A price paid once, or prices by the term.
    Price {; Amount, Terms }
}
