//! What can be bought, in whole numbers: plans for their terms, packs, top-ups and add-ons.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "contexts and months are indices of the problem; quantities are at most LARGEST"
)]

use std::rc::Rc;

use super::award::{Award, Part};
use super::lot::Origin;
use super::pricing::Pricing;
use super::problem::{BEYOND, LARGEST, Problem};
use crate::book::Term;
use crate::num::Fraction;

/// A plan for a term.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its context.
    pub context: usize,
    /// The term.
    pub term: Term,
    /// By the month it starts: price of the term, fee included, in minor units; `None` where it is not sold.
    pub prices: Vec<Option<i64>>,
    /// What it grants when.
    pub schedule: Schedule,
    /// The counter of an offer with a limit, and the limit.
    pub limit: Option<(usize, u32)>,
}

/// What a term of a plan or add-on grants when.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// Months of the term.
    pub months: usize,
    /// By month: what is granted in it, by rising slot.
    pub monthly: Vec<Vec<Award>>,
    /// By the month the term starts: what is granted besides.
    pub at_start: Vec<Vec<Award>>,
    /// By month: the slot in which it starts, months after the horizon too.
    pub month_ends: Vec<u16>,
    /// By the month the term starts and credit type, money paid for a credit; empty where no order asks.
    pub unit_prices: Vec<Vec<Fraction>>,
}

/// Something that can be bought for credits.
#[derive(Debug, Clone)]
pub struct Item {
    /// Index of the offer.
    pub offer: usize,
    /// The term of an add-on.
    pub term: Option<Term>,
    /// What a term of an add-on grants when; `parts` is empty then.
    pub schedule: Option<Rc<Schedule>>,
    /// Price of one copy or block, minor units; no number of them costs less than that many times it.
    pub price: i64,
    /// The price of several, where it is not that many times `price`.
    pub pricing: Option<Rc<Pricing>>,
    /// Minor units for so many units, bonuses apart, which no number of blocks undercuts.
    pub rate: (i64, i64),
    /// What one copy or block grants.
    pub parts: Vec<Part>,
    /// How bonus units of a top-up are granted.
    pub bonus: Option<Part>,
    /// Units of one copy or block.
    pub units: i64,
    /// By context: whether it may be bought.
    pub available: Vec<bool>,
    /// By month: whether it is on sale.
    pub on_sale: Vec<bool>,
    /// The counter of an offer with a limit, and the limit.
    pub limit: Option<(usize, u32)>,
    /// Copies of an add-on there may be at a time.
    pub at_once: Option<u32>,
    /// Copies of one month at most, and the bounds of a purchase.
    pub most: Option<u32>,
    /// Every number of copies is tried, since buying later or in other portions is not the same.
    pub counted: bool,
    /// They would have to be, but are too many: the search is not complete.
    pub loose: bool,
    /// For top-ups, and for packs of which one purchase has bounds.
    pub blocks: Option<Blocks>,
    /// Whether it is a top-up, of which purchases are counted and not blocks.
    pub is_top_up: bool,
}

/// Bounds of one purchase.
#[derive(Debug, Clone, Copy)]
pub struct Blocks {
    /// Fewest blocks.
    pub min: i64,
    /// Most blocks.
    pub max: i64,
    /// Whether each block may be planned like a copy of a pack: no lower bound, and few of them cover a month.
    pub like_packs: bool,
}

impl Blocks {
    /// No bounds.
    pub const ANY: Blocks = Blocks { min: 1, max: LARGEST, like_packs: true };

    /// How many purchases so many blocks take at least.
    pub fn purchases(&self, count: i64) -> i64 {
        (count + self.max - 1) / self.max.max(1)
    }

    /// The smallest number of blocks, `count` or more, that purchases within the bounds can make.
    ///
    /// With fewer purchases than `count / max` there are too few; with that many at least `min` each.
    pub fn round_up(&self, count: i64) -> i64 {
        let purchases = self.purchases(count.max(1));
        count.max(purchases.saturating_mul(self.min))
    }

    /// Blocks in as few purchases as the bounds allow, as even as they can be.
    pub fn split(&self, count: i64) -> impl Iterator<Item = i64> + use<> {
        let purchases = self.purchases(count).max(1);
        let (each, larger) = (count / purchases, count % purchases);
        (0..purchases).map(move |index| each + i64::from(index < larger))
    }
}

impl Schedule {
    /// Where credits of a term that starts in a month come from.
    pub fn origin(&self, origin: Origin, credit: usize, start: usize) -> Origin {
        let price = self.unit_prices.get(start).and_then(|prices| prices.get(credit).copied());
        match price.filter(|_| !origin.free) {
            Some(price) => Origin { price, ..origin },
            None => origin,
        }
    }

    /// The slot in which a term ends that ends with the start of a month.
    pub fn term_end(&self, month: usize) -> u16 {
        self.month_ends.get(month).copied().unwrap_or(BEYOND)
    }
}

impl Item {
    /// What so many copies or blocks cost, fees included.
    pub fn cost(&self, count: i64) -> i64 {
        self.pricing.as_ref().map_or_else(|| self.price.saturating_mul(count), |pricing| pricing.cost(count))
    }

    /// Copies or blocks as they are bought: together, or purchase by purchase where that can make a difference.
    pub fn pieces(&self, problem: &Problem, count: i64) -> Vec<i64> {
        match self.blocks.filter(|_| self.is_top_up && (problem.careful || !problem.order.is_usual())) {
            Some(blocks) => blocks.split(count).collect(),
            None => vec![count],
        }
    }

    /// Money paid for a credit where so many copies or blocks are one purchase, `one` being that of a single one.
    pub fn unit_price(&self, one: Fraction, count: i64) -> Fraction {
        let Some(pricing) = &self.pricing else { return one };
        let ratio = |count: i64| {
            let whole = i128::from(pricing.cost(1)).checked_mul(count.into())?;
            Fraction::new(pricing.cost(count).into(), whole).ok()
        };
        ratio(count).and_then(|ratio| one.checked_mul(ratio).ok()).unwrap_or(one)
    }

    /// What so many copies or blocks of a month count against a limit.
    pub fn takes(&self, count: i64) -> u32 {
        let taken = match self.blocks.filter(|_| self.is_top_up) {
            Some(blocks) => blocks.purchases(count),
            None => count,
        };
        u32::try_from(taken).unwrap_or(u32::MAX)
    }

    /// The same, on sale in the first month only where `only` says so.
    pub fn only_at_first(mut self, only: bool) -> Item {
        if only {
            self.on_sale.iter_mut().skip(1).for_each(|sold| *sold = false);
        }
        self
    }

    /// Whether it may be bought in a month in a context.
    pub fn is_sold(&self, context: usize, month: usize) -> bool {
        self.available[context] && self.on_sale[month]
    }
}
