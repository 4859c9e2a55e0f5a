//! Currencies and amounts of money.

use super::super::format::{Amount, TierNames, Written};
use super::super::reader::{Place, Placed, Reader};
use super::offers::{Checker, LARGEST};
use crate::num::Decimal;
use crate::rate::{Tiers, nearest};
use crate::unit::{Currency, Money};

/// The currency of a code, or a fault.
pub(super) fn currency(code: &Placed<String>, reader: &mut Reader) -> Option<Currency> {
    Currency::parse(&code.value).or_else(|| {
        let all: Vec<&str> = Currency::all().map(Currency::code).collect();
        let fix = match nearest(&code.value.to_uppercase(), all.into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write an ISO 4217 code such as \"USD\"".to_owned(),
        };
        reader.fault("unknown_currency", &code.place, format!("unknown currency `{}`", code.value), fix);
        None
    })
}

/// The currencies beside the main one; those with faults are left out.
pub(super) fn others(codes: &[Placed<String>], main: Option<Currency>, reader: &mut Reader) -> Vec<Currency> {
    let mut others = Vec::new();
    if let Some(first) = codes.first()
        && !super::are_few(codes.len(), "currencies", &first.place, reader)
    {
        return others;
    }
    for code in codes {
        let Some(other) = currency(code, reader) else { continue };
        if main == Some(other) || others.contains(&other) {
            let message = format!("`{other}` is a currency of the book already");
            reader.fault(
                "currency_twice",
                &code.place,
                message,
                "leave it out; the main currency is always one",
            );
            continue;
        }
        others.push(other);
    }
    others
}

impl Checker<'_, '_> {
    /// An amount in the list's currency, 0 or more, however fine; 0 where the offer turns out not to be sold in it.
    pub(super) fn amount(&mut self, amount: &Amount) -> Option<Decimal> {
        self.amount_at(amount).map(|(amount, _)| amount)
    }

    /// An amount whole in the currency's minor unit.
    pub(super) fn money(&mut self, amount: &Amount) -> Option<Money> {
        let (amount, place) = self.amount_at(amount)?;
        let currency = self.currency?;
        currency.money(amount).ok().or_else(|| {
            let message = format!("the price {amount} is finer than {currency} can be paid");
            let fix = format!("write at most {} decimals", currency.minor_units());
            self.reader.fault("price_too_fine", &place, message, fix);
            None
        })
    }

    fn amount_at(&mut self, amount: &Amount) -> Option<(Decimal, Place)> {
        let currency = self.currency?;
        let (value, place) = match &amount.written {
            Written::Main(value) => {
                if !self.is_main && !value.is_zero() {
                    self.is_sold = false;
                    return Some((Decimal::ZERO, amount.place.clone()));
                }
                (*value, &amount.place)
            }
            Written::Listed(prices) => {
                self.check_codes(prices.0.iter().map(|(code, _)| code));
                match prices.0.iter().find(|(code, _)| code.value == currency.code()) {
                    Some((_, price)) => (price.value, &price.place),
                    None => {
                        self.is_sold = false;
                        return Some((Decimal::ZERO, amount.place.clone()));
                    }
                }
            }
        };
        if value.is_negative() {
            let message = format!("the price {value} is below 0");
            self.reader.fault("negative_price", place, message, "write 0 or more");
            return None;
        }
        if value > Decimal::from_int(LARGEST) {
            super::too_large(place, self.reader);
            return None;
        }
        Some((value, place.clone()))
    }

    /// The tier table in the list's currency; `None` after a fault, or where the offer is not sold in it.
    pub(super) fn money_tiers(&mut self, names: &TierNames) -> Option<Tiers> {
        let currency = self.currency?;
        self.check_codes(names.names.iter().filter_map(|(code, _)| code.as_ref()));
        let wanted = names.names.iter().find(|(code, _)| match code {
            None => self.is_main,
            Some(code) => code.value == currency.code(),
        });
        let Some((_, name)) = wanted else {
            self.is_sold = false;
            // Any sound table stands in for what is not sold in this currency.
            return Some(Tiers::one_price(Decimal::ZERO));
        };
        let tiers = self.known.tiers.get(&name.value);
        if tiers.is_none() {
            self.reader.unknown(
                "tiers",
                &name.value,
                &name.place,
                self.known.tiers.keys().map(String::as_str),
            );
        }
        tiers.cloned()
    }

    fn check_codes<'a>(&mut self, codes: impl Iterator<Item = &'a Placed<String>>) {
        let known = self.known.currencies;
        for code in codes {
            if !known.iter().any(|currency| currency.code() == code.value) {
                let known = known.iter().map(|currency| currency.code());
                self.reader.unknown("currency", &code.value, &code.place, known);
            }
        }
    }
}
