//! One rule of how long credits live.

use serde::{Deserialize, Serialize};

use crate::book::{Kind, PriceBook};

/// Months that bought credits live under the usual rules; `None`: for ever.
const BOUGHT: [Option<u32>; 5] = [Some(3), Some(6), Some(9), Some(12), None];
/// Months for which a plan's credits roll over under the usual rules; `None`: without end.
const PLANS: [Option<u32>; 3] = [Some(0), Some(1), None];

/// How long the book's credits live, whatever it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Every credit of a pack or top-up lives so many months from its purchase, 1 to 1,200; `None`: for ever.
    Bought {
        /// The months.
        months: Option<u32>,
    },
    /// What a plan grants each month or term lives for so many months more than its own month or term, 0 for none;
    /// `None`: as long as the plan is paid for.
    Plans {
        /// The months.
        further_months: Option<u32>,
    },
}

impl Rule {
    /// The usual rules about credits that the book has.
    pub fn usual(book: &PriceBook) -> Vec<Rule> {
        let has = |is: fn(&Kind) -> bool| book.offers().iter().any(|offer| is(&offer.kind));
        let bought = has(|kind| matches!(kind, Kind::Pack { .. } | Kind::TopUp(_)));
        let plans = PLANS.map(|further_months| Rule::Plans { further_months });
        // A book of which none changes a thing has no credits that could roll over.
        let carries = plans.iter().any(|rule| rule.changes(book));
        let bought = BOUGHT.into_iter().filter(|_| bought).map(|months| Rule::Bought { months });
        bought.chain(plans.into_iter().filter(|_| carries)).collect()
    }

    /// The book under the rule.
    pub fn of(self, book: &PriceBook) -> PriceBook {
        match self {
            Rule::Bought { months } => book.with_bought_life(months),
            Rule::Plans { further_months } => book.with_plan_life(further_months),
        }
    }

    /// Whether the book says otherwise.
    pub fn changes(self, book: &PriceBook) -> bool {
        let changed = self.of(book);
        book.offers().iter().zip(changed.offers()).any(|(offer, other)| offer.grants() != other.grants())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_without_bought_credits_is_asked_about_its_plans_alone() {
        let book = |offers: &str| {
            let text = format!(
                r#"{{"format":"price-book/1","name":"T","as_of":"2026-01-01","currency":"USD",
                "credits":{{"credit":{{"name":"credit","step":"1"}}}},
                "features":[{{"id":"use","name":"Use","credits":"1"}}],"offers":[{offers}]}}"#
            );
            PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}")).book
        };
        let plan = r#"{"id":"p","name":"P","price":{"month":"10"},"grants":[{"credits":"100"}]}"#;
        let pack =
            r#"{"id":"k","name":"K","price":"10","grants":[{"credits":"100","expires":{"months":6}}]}"#;
        assert_eq!(Rule::usual(&book(plan)), PLANS.map(|further_months| Rule::Plans { further_months }));
        assert_eq!(Rule::usual(&book(pack)), BOUGHT.map(|months| Rule::Bought { months }));
        assert_eq!(Rule::usual(&book(r#"{"id":"u","name":"U","per_credit":"1"}"#)), []);
        let published: Vec<Rule> =
            Rule::usual(&book(pack)).into_iter().filter(|rule| !rule.changes(&book(pack))).collect();
        assert_eq!(published, [Rule::Bought { months: Some(6) }]);
    }
}
