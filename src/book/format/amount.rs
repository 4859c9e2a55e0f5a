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

forms! {
    /// An amount of money in the main currency, or one for each currency's code.
    Amount {; Decimal, Entries<Decimal> }
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
    /// The price of each term that it is sold by, paid at the term's start.
    Terms {
        /// The price of one month.
        month: Option<Amount>,
        /// The price of three months, paid at their start.
        quarter: Option<Amount>,
        /// The price of six months, paid at their start.
        half_year: Option<Amount>,
        /// The price of twelve months, paid at their start.
        year: Option<Amount>,
        /// The price of twenty-four months, paid at their start.
        two_years: Option<Amount>,
        /// The price of thirty-six months, paid at their start.
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

forms! {
    /// Of a pack: its price, paid once. Of a plan or an add-on: prices by the term.
    Price {; Terms, Amount }
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
        schemas.define("Term", |_| {
            json!({ "description": "A term that a plan is paid for.", "enum": Term::NAMED.map(|(name, _)| name) })
        })
    }
}
