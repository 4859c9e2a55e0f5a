//! A model's usage and purchases in the engine's own terms.

use std::collections::BTreeMap;

use credit_calculator::book::{Amount, PriceBook, Purchase, Term};
use credit_calculator::meter::{BalanceUsage, Frequency, Metering, TeamUsage, Usage, UsageLine, meter};

use super::days::text;
use super::model::{Buy, Model, What};
use super::text::{decimal, feature_id, type_id};

impl Model {
    pub fn usage(&self) -> Usage {
        let seats = |people: i64| BTreeMap::from([("seat".to_owned(), people.to_string())]);
        let line = |(feature, team): &(usize, usize)| UsageLine {
            feature: feature_id(*feature),
            inputs: None,
            times: "1".to_owned(),
            per: Frequency::Month,
            people: None,
            team: (!self.teams.is_empty()).then(|| format!("team{team}")),
            on_days: None,
            success: None,
        };
        let teams = self.teams.iter().enumerate();
        let teams =
            teams.map(|(index, people)| TeamUsage { id: format!("team{index}"), seats: seats(*people) });
        let balance = self.balance.iter().map(|start| BalanceUsage {
            credits: self.steps(start.kind, start.steps).as_str().unwrap().to_owned(),
            credit: Some(type_id(start.kind)),
            expires: start.end.map(text),
            paid: (start.cents > 0).then(|| decimal(start.cents, 2)),
        });
        Usage {
            start: text(self.start),
            months: Some(u32::try_from(self.months).unwrap()),
            lines: self.lines.iter().map(line).collect(),
            season: Some(self.season.map(|times| times.to_string()).to_vec()),
            new_customer: Some(self.new_customer),
            teams: (!self.teams.is_empty()).then(|| teams.collect()),
            slow: Some(self.slow),
            balance: Some(balance.collect()),
            ..Usage::default()
        }
    }

    /// The engine's book and metering.
    pub fn open(&self) -> (PriceBook, Metering) {
        let text = self.text();
        let book = PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{text}\n{faults:?}")).book;
        let metering = meter(&book, &self.usage()).unwrap_or_else(|faults| panic!("{text}\n{faults:?}"));
        (book, metering)
    }
}

/// The engine's purchases.
pub fn purchases(plan: &[Vec<Buy>]) -> Vec<Purchase> {
    let term = |months: i64| Term::of_months(u32::try_from(months).unwrap()).unwrap();
    let copies = |copies: i64| u32::try_from(copies).unwrap();
    let purchase = |month: usize, buy: &Buy| {
        let amount = match buy.what {
            What::Term(months) => Amount::Term(term(months)),
            What::AddOn(months, count) => Amount::AddOn(term(months), copies(count)),
            What::Copies(count) => Amount::Copies(copies(count)),
            What::Blocks(blocks) => Amount::Blocks(u64::try_from(blocks).unwrap()),
        };
        Purchase { month, offer: buy.offer, amount }
    };
    plan.iter()
        .enumerate()
        .flat_map(|(month, buys)| buys.iter().map(move |buy| purchase(month, buy)))
        .collect()
}
