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
        /// Its id.
        id: Placed<String>,
        /// Name for people.
        name: String,
        /// What it is.
        about: Option<String>,
        /// Of a pack, a plan or an add-on.
        price: Option<Placed<Price>>,
        /// Of a pack: fewest copies of one purchase; 1 when missing.
        min: Option<Placed<u32>>,
        /// Of a pack: most copies of one purchase.
        max: Option<Placed<u32>>,
        /// What it gives.
        grants: Vec<Grant>,
        /// A plan's rungs: each an offer of its own.
        ladder: Vec<Rung>,
        /// Bought beside a plan.
        addon: Option<bool>,
        /// Of a plan: the people it is paid for.
        seats: Option<Several<Seat>>,
        /// A top-up.
        top_up: Option<TopUp>,
        /// Pay as you go, by the credit.
        per_credit: Option<Amount>,
        /// Pay as you go, by the started block.
        per_block: Option<PerBlock>,
        /// Pay as you go, by a tier table.
        tiered: Option<Tiered>,
        /// Pay as you go: percent taken off.
        discount: Option<Placed<Decimal>>,
        /// Pay as you go: the month costs at most this.
        maximum: Option<Amount>,
        /// Pay as you go: the month costs at least this.
        minimum: Option<Amount>,
        /// Pay as you go, or a plan's overage: money spent in any case.
        commitment: Option<Commitment>,
        /// Pay as you go: where charging ends and use stops.
        at_most: Option<Placed<Limit>>,
        /// Of a plan: prices beyond its credits.
        overage: Option<Several<Charge>>,
        /// Of a plan: what happens when its credits are used up.
        at_zero: Option<Placed<AtZero>>,
        /// Given once to a new customer.
        welcome: Option<bool>,
        /// Given once to everybody.
        gift: Option<bool>,
        /// May be bought only while one of these plans is active.
        requires: Vec<Placed<String>>,
        /// Days on which it can be bought.
        available: Option<Available>,
        /// How many a customer may ever buy; of an add-on, have at a time.
        limit: Option<Placed<u32>>,
        /// How many a customer may buy in a month.
        limit_per_month: Option<Placed<u32>>,
        /// Added to each purchase; the book's when missing.
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
        /// Credits of grants that say none.
        credits: Placed<Decimal>,
        /// Prices by the term.
        price: Placed<Price>,
        /// Its id; the credits when missing.
        id: Option<Placed<String>>,
        /// Prices beyond its credits; the plan's when missing.
        overage: Option<Several<Charge>>,
    }
}

record! {
    /// One kind of seat.
    placed Seat {
        /// Its id; `seat` when missing.
        id: Option<Placed<String>>,
        /// Name for people; the id when missing.
        name: Option<String>,
        /// Price of one more seat by the term; nothing when missing.
        price: Option<Placed<Price>>,
        /// Seats in the plan's own price; none when missing.
        included: Option<u32>,
        /// Seats that are paid for at least; none when missing.
        min: Option<u32>,
    }
}

record! {
    /// Days in which something holds; half-open.
    placed Available {
        /// First day; always before when missing.
        from: Option<Date>,
        /// First day after; for ever when missing.
        until: Option<Date>,
    }
}

record! {
    /// Features that credits may be used for.
    placed For {
        /// Ids.
        features: Vec<Placed<String>>,
        /// Headings.
        groups: Vec<Placed<String>>,
    }
}

record! {
    /// Added to the price of each purchase.
    placed Fee {
        /// Percent of the price; 0 when missing.
        percent: Option<Placed<Decimal>>,
        /// At least this; 0 when missing.
        at_least: Option<Amount>,
    }
}

record! {
    /// Free credits on top of a large purchase.
    Bonus {
        /// From so many credits on.
        from: Placed<Decimal>,
        /// Percent of the credits bought.
        percent: Placed<Decimal>,
    }
}

record! {
    /// A top-up: as many credits as wanted between two bounds.
    placed TopUp {
        /// Credits of one block.
        block: Option<Placed<Decimal>>,
        /// Price of one block.
        price: Option<Amount>,
        /// Instead: a tier table over the credits of the purchase; its unit and flat are money.
        tiers: Option<TierNames>,
        /// How the table applies; to the whole purchase when missing.
        mode: Option<Placed<TierMode>>,
        /// Fewest credits of one purchase.
        min: Option<Placed<Decimal>>,
        /// Most credits of one purchase.
        max: Option<Placed<Decimal>>,
        /// Purchases are multiples of this; of the block when missing.
        step: Option<Placed<Decimal>>,
        /// Free credits on top.
        bonus: Vec<Bonus>,
        /// When they expire.
        expires: Placed<Lifetime>,
        /// Smaller burns first; 20 when missing, 5 for restricted credits.
        priority: Option<i32>,
        /// What becomes of them without a fitting plan; they stay when missing.
        while_subscribed: Option<Placed<WhileSubscribed>>,
        /// Id of the credit type; the first when missing.
        r#type: Option<Placed<String>>,
        /// What they may be used for; everything of their type when missing.
        r#for: Option<For>,
    }
}
