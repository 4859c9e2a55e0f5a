//! Credits given by an offer, as they are written.

use jsonc_parser::ast::Value;

use super::lifetime::Lifetime;
use super::offer::{Available, For};
use crate::book::offer::Term;
use crate::book::reader::{Decode, Place, Placed, Reader, forms, record};
use crate::book::scalars::{unknown_word, words};
use crate::num::Decimal;

record! {
    /// Credits given by an offer.
    placed Grant {
        /// How many, above 0; in a ladder the rung's when missing.
        credits: Option<Placed<Decimal>>,
        /// Instead of `credits`: the level that the credits are filled up to each time.
        refill_to: Option<Placed<Decimal>>,
        /// What counts towards that level: the grant's own credits, or the whole balance; `own` when
        /// missing.
        counts: Option<Placed<Counts>>,
        /// Id of the credit type; the offer's, or the first, when missing.
        r#type: Option<Placed<String>>,
        /// How often they come: each month for plans and add-ons when missing. Packs and gifts give once.
        every: Option<Placed<EveryWord>>,
        /// The weekday on which weekly credits come; that of the first day when missing.
        on: Option<Placed<Weekday>>,
        /// Only with these terms of the plan, such as `["year"]`; with all when missing.
        terms: Vec<Placed<Term>>,
        /// The days on which they are given; always when missing.
        available: Option<Available>,
        /// Given for each seat of every kind (`true`), or of the kind with this id; once when missing.
        per_seat: Option<Placed<SeatWord>>,
        /// Whether each person's credits are that person's own; shared by all when missing.
        private: Option<Placed<bool>>,
        /// They never lift the balance of their type above this.
        balance_at_most: Option<Placed<Decimal>>,
        /// The most that comes over a longer period, for credits by the day or week.
        at_most: Option<GrantCap>,
        /// How long they last. To the end of their own month, week or day for a plan's when missing;
        /// required of packs and gifts.
        expires: Option<Placed<Lifetime>>,
        /// How unused credits of a plan are carried into later months, instead of `expires`; not at all
        /// when missing.
        rollover: Option<Rollover>,
        /// Smaller burns first. When missing: 5 for restricted, daily and weekly credits, 10 for a plan's,
        /// 20 otherwise.
        priority: Option<i32>,
        /// What becomes of them while no fitting plan is active.
        while_subscribed: Option<Placed<WhileSubscribed>>,
        /// What they may be used for; everything of their type when missing.
        r#for: Option<For>,
        /// Whether they are given on top of a purchase and worth nothing themselves; `false` when missing.
        bonus: Option<bool>,
    }
}

words! {
    /// What counts towards the level a grant fills up to.
    Counts {
        /// What is left of the grant's own credits.
        Own = "own",
        /// All credits of the type.
        Balance = "balance",
    }
}

words! {
    /// How often a grant comes.
    EveryWord {
        /// One time.
        Once = "once",
        /// At each paid term's start.
        Term = "term",
        /// At each month's start.
        Month = "month",
        /// On a weekday.
        Week = "week",
        /// Each day.
        Day = "day",
    }
}

words! {
    /// A day of the week.
    Weekday {
        /// On Mondays.
        Monday = "monday",
        /// On Tuesdays.
        Tuesday = "tuesday",
        /// On Wednesdays.
        Wednesday = "wednesday",
        /// On Thursdays.
        Thursday = "thursday",
        /// On Fridays.
        Friday = "friday",
        /// On Saturdays.
        Saturday = "saturday",
        /// On Sundays.
        Sunday = "sunday",
    }
}

impl Weekday {
    /// Days after Monday.
    pub fn number(self) -> u8 {
        self as u8
    }
}

/// For which seats a grant comes.
#[derive(Debug, Clone)]
pub enum SeatWord {
    /// For each seat, or once.
    All(bool),
    /// For each seat of one kind.
    Kind(String),
}

impl Decode for SeatWord {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::BooleanLit(all) => Some(SeatWord::All(all.value)),
            Value::StringLit(kind) => Some(SeatWord::Kind(kind.value.to_string())),
            _ => {
                reader.wrong_type(value, place, "true, or the id of a kind of seat");
                None
            }
        }
    }
}

forms! {
    /// Whether credits are granted for each seat, or the id of the kind of seat they are granted for.
    SeatWord {; bool, String }
}

record! {
    /// A cap over a longer period for credits that come by the day or week.
    GrantCap {
        /// The most that comes in the period.
        credits: Placed<Decimal>,
        /// The period.
        per: Placed<CapPer>,
        /// What counts: all that were granted, or only those that were used; `granted` when missing.
        counts: Option<Placed<CapCounts>>,
    }
}

words! {
    /// What counts towards a cap over a longer period.
    CapCounts {
        /// Everything that was granted.
        Granted = "granted",
        /// What was used; what ended unused does not count.
        Used = "used",
    }
}

words! {
    /// The period of a cap.
    CapPer {
        /// Seven days.
        Week = "week",
        /// A month of the horizon.
        Month = "month",
    }
}

/// What becomes of credits while no fitting plan is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhileSubscribed {
    /// They stay.
    Kept,
    /// They are lost.
    Lost,
    /// They cannot be used until there is a plan again.
    Frozen,
}

impl Decode for WhileSubscribed {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::BooleanLit(only) if only.value => Some(WhileSubscribed::Lost),
            Value::BooleanLit(_) => Some(WhileSubscribed::Kept),
            Value::StringLit(word) if word.value == "lost" => Some(WhileSubscribed::Lost),
            Value::StringLit(word) if word.value == "frozen" => Some(WhileSubscribed::Frozen),
            Value::StringLit(word) => {
                unknown_word(&word.value, &["true", "false", "lost", "frozen"], place, reader);
                None
            }
            _ => {
                reader.wrong_type(value, place, "true, false, \"lost\" or \"frozen\"");
                None
            }
        }
    }
}

forms! {
    /// What becomes of credits while no fitting plan is active: they stay (`false`), they are lost (`true` or `lost`),
    /// or they cannot be used until there is one again (`frozen`).
    WhileSubscribed { "lost" | "frozen"; bool }
}

words! {
    /// What becomes of carried credits when their plan ends.
    AfterPlan {
        /// They are lost.
        Lost = "lost",
        /// They live out their time.
        Kept = "kept",
    }
}

words! {
    /// What a percentage is of.
    PercentOf {
        /// Of what a month leaves unused.
        Unused = "unused",
        /// Of the grant.
        Allowance = "allowance",
    }
}

words! {
    /// When carried credits burn.
    CarriedBurn {
        /// Before the fresh ones.
        First = "first",
        /// After them.
        Last = "last",
    }
}

record! {
    /// How a plan's unused credits are carried into later months.
    placed Rollover {
        /// For how many months more unused credits live; without end when missing.
        further_months: Option<Placed<u32>>,
        /// The most that is carried into the next month: credits, or `{ "times": 2 }` of the grant.
        carry_at_most: Option<Placed<Level>>,
        /// The most of the plan's credits there may be after the next grant: credits, or `{ "times": 2 }`
        /// of the grant.
        total_at_most: Option<Placed<Level>>,
        /// Percent that is carried; everything when missing.
        percent: Option<Placed<Decimal>>,
        /// What the percentage is of: what the month leaves unused, or the grant; `unused` when missing.
        of: Option<Placed<PercentOf>>,
        /// What becomes of carried credits when the plan ends; `lost` when missing.
        after_plan: Option<AfterPlan>,
        /// When carried credits burn, before or after the fresh ones; `first` when missing.
        burn: Option<CarriedBurn>,
    }
}

/// A number of credits, or a multiple of the grant.
#[derive(Debug, Clone, Copy)]
pub enum Level {
    /// So many credits.
    Credits(Decimal),
    /// So many times the grant.
    Times(Decimal),
}

record! {
    /// A multiple of the grant.
    Multiple {
        /// How many times the grant.
        times: Decimal,
    }
}

impl Decode for Level {
    fn decode(value: &Value, place: &Place, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Object(_) => {
                Multiple::decode(value, place, reader).map(|multiple| Level::Times(multiple.times))
            }
            _ => Decimal::decode(value, place, reader).map(Level::Credits),
        }
    }
}

forms! {
    /// A number of credits, or a multiple of the grant.
    Level {; Decimal, Multiple }
}
