//! Every amount of usage of a small shop, asked one by one: what each way of buying costs, and the best.

use credit_calculator::book::{Kind, PriceBook, Term};
use credit_calculator::meter::{Usage, meter};
use credit_calculator::plan::{Allowed, Effort, Found, Planned, plan};

use crate::oracle::generate::Size;
use crate::oracle::random::Random;

const EFFORT: Effort = Effort { nodes: 200_000, passes: 5, ties: true };
/// Twentieths of the shop's demand that one unit is.
const PARTS: i64 = 20;

/// A shop, with the usage that is scaled.
pub struct Town {
    pub seed: u64,
    pub book: PriceBook,
    pub usage: Usage,
}

impl Town {
    /// A random shop. Its usage is so many uses of one line, of which each is a small part of the shop's demand.
    pub fn draw(seed: u64, entered: u64) -> Town {
        let size = Size { months: (1, 4), demand: 9, deals: (2, 5), credits: 40, odd: 12 };
        let mut random = Random::new(seed);
        let shop = size.shop(&mut random);
        let text = shop.text();
        let book = PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}\n{text}")).book;
        let mut usage = shop.usage();
        usage.lines[0].times = entered.to_string();
        for factor in usage.season.as_mut().unwrap() {
            let hundredths = factor.parse::<i64>().unwrap() * 100 / PARTS;
            *factor = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        }
        Town { seed, book, usage }
    }

    /// What is cheapest at so many uses when only some offers are allowed: proved, or the test says nothing.
    pub fn ask(&self, uses: u64, allowed: &Allowed) -> Option<Option<Found>> {
        let mut usage = self.usage.clone();
        usage.lines[0].times = uses.to_string();
        let metering = meter(&self.book, &usage).unwrap();
        match plan(&self.book, &metering, allowed, EFFORT).unwrap() {
            Planned::Found(found) if found.is_proved() => Some(Some(found)),
            Planned::Impossible { .. } => Some(None),
            Planned::Found(_) | Planned::RanOut { .. } => None,
        }
    }

    /// Each offer alone: its id, the months of its term, and what may be bought; pay as you go first.
    pub fn alone(&self) -> Vec<(String, Option<u32>, Allowed)> {
        let offers = || self.book.offers().iter().enumerate();
        let mut ways = Vec::new();
        let restricted = |offers: Vec<usize>, terms: Vec<(usize, Term)>| Allowed {
            offers: Some(offers),
            terms: Some(terms),
            ..Allowed::default()
        };
        for (index, offer) in offers().filter(|(_, offer)| matches!(offer.kind, Kind::PayAsYouGo(_))) {
            ways.push((offer.id.clone(), None, restricted(vec![index], Vec::new())));
        }
        for (index, offer) in offers() {
            match &offer.kind {
                Kind::Pack { .. } | Kind::TopUp(_) => {
                    ways.push((offer.id.clone(), None, restricted(vec![index], Vec::new())));
                }
                Kind::Plan(_) => {
                    for term in offer.terms() {
                        let only = restricted(Vec::new(), vec![(index, term)]);
                        ways.push((offer.id.clone(), Some(term.months()), only));
                    }
                }
                _ => {}
            }
        }
        ways
    }

    /// Everything but plans other than these.
    pub fn with_plans(&self, plans: &[(String, u32)]) -> Allowed {
        let place = |id: &str| self.book.offers().iter().position(|offer| offer.id == id).unwrap();
        let term = |months: u32| Term::of_months(months).unwrap();
        let terms = plans.iter().map(|(id, months)| (place(id), term(*months))).collect();
        Allowed { terms: Some(terms), ..Allowed::default() }
    }
}
