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
        /// How many; the rung's in a ladder when missing.
        credits: Option<Placed<Decimal>>,
        /// Instead: filled up to this level.
        refill_to: Option<Placed<Decimal>>,
        /// What counts towards the level; the grant's own credits when missing.
        counts: Option<Placed<Counts>>,
        /// Id of the credit type; the first when missing.
        r#type: Option<Placed<String>>,
        /// How often; each month for plans, once otherwise, when missing.
        every: Option<Placed<EveryWord>>,
        /// The weekday of weekly credits; the horizon's first day's when missing.
        on: Option<Placed<Weekday>>,
        /// Only with these terms.
        terms: Vec<Placed<Term>>,
        /// Only on days inside.
        available: Option<Available>,
        /// For each seat, of all kinds or of one; once when missing.
        per_seat: Option<Placed<SeatWord>>,
        /// Whether each person's credits are that person's own.
        private: Option<Placed<bool>>,
        /// The balance is never lifted above this.
        balance_at_most: Option<Placed<Decimal>>,
        /// A cap over a longer period.
        at_most: Option<GrantCap>,
        /// With their own period for plans, and required otherwise, when missing.
        expires: Option<Placed<Lifetime>>,
        /// For plans; none when missing.
        rollover: Option<Rollover>,
        /// Smaller burns first; 5 for restricted, daily and weekly credits, 10 for plans, 20 otherwise, when missing.
        priority: Option<i32>,
        /// What becomes of them without a fitting plan.
        while_subscribed: Option<Placed<WhileSubscribed>>,
        /// What they may be used for; everything of their type when missing.
        r#for: Option<For>,
        /// Whether they are a gift.
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
        /// The first.
        Monday = "monday",
        /// The second.
        Tuesday = "tuesday",
        /// The third.
        Wednesday = "wednesday",
        /// The fourth.
        Thursday = "thursday",
        /// The fifth.
        Friday = "friday",
        /// The sixth.
        Saturday = "saturday",
        /// The seventh.
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
        /// Credits of the period at most.
        credits: Placed<Decimal>,
        /// The period.
        per: Placed<CapPer>,
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
        /// For how many months more; without end when missing.
        further_months: Option<Placed<u32>>,
        /// How many may be carried into the next month at most; any number when missing.
        carry_at_most: Option<Placed<Level>>,
        /// How many of the plan's credits there may be after the next grant; any number when missing.
        total_at_most: Option<Placed<Level>>,
        /// Percent that is carried; everything when missing.
        percent: Option<Placed<Decimal>>,
        /// What the percentage is of; what is unused when missing.
        of: Option<Placed<PercentOf>>,
        /// Lost when missing.
        after_plan: Option<AfterPlan>,
        /// Before the fresh credits when missing.
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
        /// How many times it.
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
