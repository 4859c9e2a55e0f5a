//! Money as it is written: in the main currency, or in several.

use jsonc_parser::ast::Value;
#[cfg(test)]
use serde_json::{Value as Json, json};

use crate::book::offer::Term;
use crate::book::reader::{Decode, Entries, Place, Placed, Reader, forms};
use crate::book::scalars::unknown_word;
#[cfg(test)]
use crate::book::schema::{Record, Schema, Schemas, forms};
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

impl Decode for Price {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Object(object)
                if !object.properties.iter().any(|property| is_code(property.name.as_str())) =>
            {
                let object = reader.object(value, place, &Term::NAMED.map(|(name, _)| name))?;
                let terms = Term::NAMED.map(|(name, term)| {
                    let amount: Option<Option<Amount>> = reader.member(object, name, place);
                    amount.map(|amount| amount.map(|amount| (term, amount)))
                });
                let terms: Vec<Option<(Term, Amount)>> = terms.into_iter().collect::<Option<_>>()?;
                Some(Price::Terms(terms.into_iter().flatten().collect()))
            }
            _ => Amount::decode(value, place, reader).map(Price::Once),
        }
    }
}

#[cfg(test)]
impl Schema for Price {
    fn schema(schemas: &mut Schemas) -> Json {
        let terms = schemas.define("Terms", |schemas| {
            let mut record = Record::new(&["Prices of a plan by the term, each paid at the term's start."]);
            for (name, _) in Term::NAMED {
                record.member::<Option<Amount>>(
                    schemas,
                    name,
                    &[&format!("Price of a {}.", name.replace('_', " "))],
                );
            }
            record.into()
        });
        // An object of amounts by currency is an object too; the terms come first, for editors to offer.
        forms(
            &["Of a pack: its price. Of a plan: prices by the term."],
            &[],
            [terms, Amount::schema(schemas)],
        )
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
        schemas.define("Term", |_| {
            json!({ "description": "A term that a plan is paid for.", "enum": Term::NAMED.map(|(name, _)| name) })
        })
    }
}
