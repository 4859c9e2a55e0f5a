//! A price book and usage in plain integers.
//!
//! Credits are counted in steps of their type, money in cents, prices after use in hundredths of a cent, days by their
//! distance from 1970-01-01.

/// Everything for sale, and what the customer does.
#[derive(Clone, Debug)]
pub struct Model {
    pub start: i64,
    pub months: usize,
    pub types: Vec<Type>,
    /// By feature: type and steps of one use.
    pub features: Vec<Vec<(usize, i64)>>,
    pub offers: Vec<Offer>,
    pub rules: Rules,
    /// Feature and team of each line of usage.
    pub lines: Vec<(usize, usize)>,
    /// Uses of every line in a month that begins in January, February, ...
    pub season: [i64; 12],
    /// People of each team; nothing is said about them when empty.
    pub teams: Vec<i64>,
    pub new_customer: bool,
    pub slow: bool,
    pub balance: Vec<Start>,
}

#[derive(Clone, Debug)]
pub struct Type {
    /// Steps of one credit.
    pub parts: i64,
    /// Tenths of money a credit stands for.
    pub worth: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
pub struct Start {
    pub kind: usize,
    pub steps: i64,
    pub end: Option<i64>,
    pub cents: i64,
}

#[derive(Clone, Debug)]
pub struct Rules {
    pub order: Vec<&'static str>,
    pub last_day_usable: bool,
    pub overflow: bool,
    /// Calendar months; whether a short first one costs and grants its share.
    pub calendar: Option<bool>,
}

#[derive(Clone, Debug)]
pub struct Offer {
    pub kind: Kind,
    /// Plans of which one must be active.
    pub needs: Vec<usize>,
    pub ever: Option<i64>,
    pub monthly: Option<i64>,
    pub window: Window,
    /// Percent and cents.
    pub fee: Option<(i64, i64)>,
    /// The first rung of its ladder, or itself.
    pub family: usize,
}

pub type Window = (Option<i64>, Option<i64>);

#[derive(Clone, Debug)]
pub enum Kind {
    Plan(Plan),
    AddOn(Plan),
    Pack { price: i64, min: i64, max: Option<i64>, gifts: Vec<Gift> },
    TopUp { price: i64, min: i64, max: Option<i64>, bonus: Option<(i64, i64)>, gift: Gift },
    PayAsYouGo(Fee),
    Gift { only_new: bool, gifts: Vec<Gift> },
}

#[derive(Clone, Debug)]
pub struct Plan {
    /// Months and cents.
    pub terms: Vec<(i64, i64)>,
    pub seat: Option<Seat>,
    pub gifts: Vec<Gift>,
    pub overage: Vec<Fee>,
    pub at_zero: AtZero,
    /// Steps of its rung, which the first gift gives.
    pub rung: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Seat {
    /// Cents for one more, by term.
    pub cents: Vec<i64>,
    pub included: i64,
    pub min: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AtZero {
    Charge,
    Stop,
    Slow,
    Carry,
    Upgrade(usize),
    Refill { offer: usize, at: i64, inclusive: bool, size: Size, most: Option<i64>, amount: Option<i64> },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    One,
    Gap,
    To(i64),
}

#[derive(Clone, Debug)]
pub struct Gift {
    pub kind: usize,
    pub steps: i64,
    /// Filled up to `steps`; whether all of the type counts.
    pub fill: Option<bool>,
    pub per_seat: bool,
    pub private: bool,
    pub every: Every,
    pub terms: Vec<i64>,
    pub window: Window,
    /// Steps, and whether by the week.
    pub cap: Option<(i64, bool)>,
    /// Whether what is lost unused does not count towards it.
    pub cap_used: bool,
    pub balance_at_most: Option<i64>,
    pub life: Life,
    pub priority: i64,
    pub without: Without,
    pub carry: Option<Carry>,
    pub scope: Option<Vec<usize>>,
    pub bonus: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Every {
    Once,
    Term,
    Month,
    Week(Option<i64>),
    Day,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Life {
    Never,
    Cycle,
    Term,
    Months(i64),
    Days(i64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Without {
    Kept,
    Lost,
    Frozen,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Carry {
    pub further: Option<i64>,
    pub at_most: Option<i64>,
    pub total: Option<i64>,
    pub percent: Option<i64>,
    pub kept: bool,
    pub last: bool,
}

/// A price after use.
#[derive(Clone, Debug)]
pub struct Fee {
    pub kind: usize,
    pub scope: Option<Vec<usize>>,
    /// Steps of a block that is charged in full; by the credit when there is none.
    pub block: Option<i64>,
    /// Hundredths of a cent for a block or a credit.
    pub price: i64,
    pub discount: i64,
    pub maximum: Option<i64>,
    pub minimum: Option<i64>,
    /// Cents, and the factor in tenths.
    pub commitment: Option<(i64, i64)>,
    pub limit: Option<Limit>,
}

#[derive(Clone, Copy, Debug)]
pub enum Limit {
    Steps(i64),
    Cents(i64),
}

/// A purchase at the start of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Buy {
    pub offer: usize,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    Term(i64),
    AddOn(i64, i64),
    Copies(i64),
    Blocks(i64),
}

impl Model {
    pub fn plan(&self, offer: usize) -> Option<&Plan> {
        match &self.offers[offer].kind {
            Kind::Plan(plan) => Some(plan),
            _ => None,
        }
    }

    /// All gifts and charges with a scope, in the book's order: type and scope.
    pub fn scopes(&self) -> Vec<(usize, &Vec<usize>)> {
        let mut gifts = Vec::new();
        let mut fees = Vec::new();
        for offer in &self.offers {
            match &offer.kind {
                Kind::Plan(plan) | Kind::AddOn(plan) => {
                    gifts.extend(&plan.gifts);
                    fees.extend(&plan.overage);
                }
                Kind::Pack { gifts: own, .. } | Kind::Gift { gifts: own, .. } => gifts.extend(own),
                Kind::TopUp { gift, .. } => gifts.push(gift),
                Kind::PayAsYouGo(fee) => fees.push(fee),
            }
        }
        let gifts = gifts.iter().filter_map(|gift| Some((gift.kind, gift.scope.as_ref()?)));
        gifts.chain(fees.iter().filter_map(|fee| Some((fee.kind, fee.scope.as_ref()?)))).collect()
    }

    pub fn has_private(&self) -> bool {
        self.offers.iter().any(|offer| match &offer.kind {
            Kind::Plan(plan) | Kind::AddOn(plan) => plan.gifts.iter().any(|gift| gift.private),
            _ => false,
        })
    }

    pub fn people(&self) -> i64 {
        if self.teams.is_empty() { 1 } else { self.teams.iter().sum() }
    }
}
