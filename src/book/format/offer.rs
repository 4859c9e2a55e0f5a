//! Offers, as they are written.

use super::amount::{Amount, Price};
use super::at_zero::AtZero;
use super::charge::{Charge, Commitment, Limit, PerBlock, TierNames, Tiered};
use super::grant::{Grant, WhileSubscribed};
use super::lifetime::Lifetime;
use crate::book::charge::TierMode;
use crate::book::reader::{Placed, record};
use crate::book::scalars::Several;
use crate::date::Date;
use crate::num::Decimal;

record! {
    /// Something that can be bought.
    placed Offer {
        /// Its id: small letters, digits, `.`, `_` and `-`.
        id: Placed<String>,
        /// Its name for people.
        name: String,
        /// One sentence on what it is.
        about: Option<String>,
        /// Of a pack: a number, paid once. Of a plan or add-on: the price of each term it is sold by, as in
        /// `{ "month": "49", "year": "490" }`.
        price: Option<Placed<Price>>,
        /// Of a pack: the fewest copies of one purchase; 1 when missing.
        min: Option<Placed<u32>>,
        /// Of a pack: the most copies of one purchase.
        max: Option<Placed<u32>>,
        /// The credits that a plan, add-on, pack or gift gives.
        grants: Vec<Grant>,
        /// Makes it a plan sold in several volumes: each rung is an offer of its own.
        ladder: Vec<Rung>,
        /// Whether what is paid by the term is an add-on, bought beside a plan; `false` when missing.
        addon: Option<bool>,
        /// Of a plan: the kinds of people it is paid for.
        seats: Option<Several<Seat>>,
        /// Makes it a top-up: as many credits as wanted between two bounds.
        top_up: Option<TopUp>,
        /// Makes it pay as you go: the price of one credit.
        per_credit: Option<Amount>,
        /// Makes it pay as you go: the price of each started block of credits.
        per_block: Option<PerBlock>,
        /// Makes it pay as you go: by a tier table over the month's credits.
        tiered: Option<Tiered>,
        /// Of pay as you go: percent taken off.
        discount: Option<Placed<Decimal>>,
        /// Of pay as you go: the most a month costs.
        maximum: Option<Amount>,
        /// Of pay as you go: the least a month costs.
        minimum: Option<Amount>,
        /// Of pay as you go, or of a plan's overage: money that a month costs in any case.
        commitment: Option<Commitment>,
        /// Of pay as you go: where charging ends and use stops.
        at_most: Option<Placed<Limit>>,
        /// Of a plan: the price of credits used beyond its own; or a list of prices, of which the first
        /// that fits charges.
        overage: Option<Several<Charge>>,
        /// Of a plan: what happens when its credits are used up. Overage charges where the plan has one,
        /// otherwise pay as you go, when missing.
        at_zero: Option<Placed<AtZero>>,
        /// Makes it a gift to new customers.
        welcome: Option<bool>,
        /// Makes it a gift to everybody.
        gift: Option<bool>,
        /// Ids of plans: it can be bought only while one of them is active.
        requires: Vec<Placed<String>>,
        /// The days on which it can be bought; always when missing.
        available: Option<Available>,
        /// How many a customer may ever buy; of an add-on, have at a time.
        limit: Option<Placed<u32>>,
        /// How many a customer may buy in a month.
        limit_per_month: Option<Placed<u32>>,
        /// Added to the price of each purchase; the book's own fee when missing.
        fee: Option<Fee>,
        /// Id of the credit type of everything inside that names none; the first when missing.
        r#type: Option<Placed<String>>,
        /// Pay as you go: only for these features.
        r#for: Option<For>,
    }
}

record! {
    /// One rung of a ladder.
    placed Rung {
        /// The credits of grants that say none.
        credits: Placed<Decimal>,
        /// The price of each term it is sold by.
        price: Placed<Price>,
        /// What its own id ends in; the credits when missing, so that it is `plan.1000`.
        id: Option<Placed<String>>,
        /// Prices beyond its credits; the plan's when missing.
        overage: Option<Several<Charge>>,
    }
}

record! {
    /// One kind of seat.
    placed Seat {
        /// Its id, for grants and usage; `seat` when missing.
        id: Option<Placed<String>>,
        /// Its name for people; the id when missing.
        name: Option<String>,
        /// The price of one more seat for each term of the plan; 0 when missing.
        price: Option<Placed<Price>>,
        /// How many are in the plan's own price; 0 when missing.
        included: Option<u32>,
        /// How many are paid for at least; 0 when missing.
        min: Option<u32>,
        /// The most people of the kind; the plan is not sold to more. Any number when missing.
        max: Option<Placed<u32>>,
    }
}

record! {
    /// Days in which something holds; half-open.
    placed Available {
        /// First day; always before when missing.
        from: Option<Date>,
        /// The first day outside; for ever when missing.
        until: Option<Date>,
    }
}

record! {
    /// Features that credits may be used for.
    placed For {
        /// Ids of features.
        features: Vec<Placed<String>>,
        /// Headings that features stand under.
        groups: Vec<Placed<String>>,
    }
}

record! {
    /// Added to the price of each purchase.
    placed Fee {
        /// Percent of the price; 0 when missing.
        percent: Option<Placed<Decimal>>,
        /// The least it is; 0 when missing.
        at_least: Option<Amount>,
    }
}

record! {
    /// Free credits on top of a large purchase.
    Bonus {
        /// From so many credits on.
        from: Placed<Decimal>,
        /// How many free credits: percent of those bought.
        percent: Placed<Decimal>,
    }
}

record! {
    /// A top-up: as many credits as wanted between two bounds.
    placed TopUp {
        /// How many credits a block has.
        block: Option<Placed<Decimal>>,
        /// The price of a block.
        price: Option<Amount>,
        /// Instead of a price: the name of a tier table over the credits of the purchase; its `unit` and
        /// `flat` are money.
        tiers: Option<TierNames>,
        /// How that table applies: each slice at its own price, or everything at the price of the tier
        /// reached; `volume` when missing.
        mode: Option<Placed<TierMode>>,
        /// The fewest credits of one purchase; one block when missing.
        min: Option<Placed<Decimal>>,
        /// The most credits of one purchase.
        max: Option<Placed<Decimal>>,
        /// Purchases are multiples of so many credits; of the block when missing.
        step: Option<Placed<Decimal>>,
        /// Free credits on top of large purchases.
        bonus: Vec<Bonus>,
        /// How long they last.
        expires: Placed<Lifetime>,
        /// Smaller burns first; 20 when missing, 5 where `for` restricts them.
        priority: Option<i32>,
        /// What becomes of them while no fitting plan is active; they stay when missing.
        while_subscribed: Option<Placed<WhileSubscribed>>,
        /// Id of their credit type; the first when missing.
        r#type: Option<Placed<String>>,
        /// What they may be used for; everything of their type when missing.
        r#for: Option<For>,
    }
}
