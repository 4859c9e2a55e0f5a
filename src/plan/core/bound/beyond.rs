//! Credits that last longer than most, taken off the line.
//!
//! The bound knows only the longest lifetime of what is on hand. Where few credits last long, they would excuse keeping
//! everything else as long. So let q be any price of a unit, and call what lasts longer than a given lifetime beyond. A
//! pack beyond is left out, and a grant beyond makes its month's fee smaller by q a unit; but then any part of a unit may
//! be bought at q in any month.
//!
//! **That keeps the bound a bound.** Take a purchase plan. Its units beyond are used in some months: there the relaxed
//! problem buys parts, and covers what they cover. For these it pays q for each unit used; it saves q for each unit
//! granted, and the whole price of each pack, which is q a unit or more. No more units are used than were granted, bought
//! or held, so what the relaxed problem pays is at most what the plan pays from now on, and q for each unit beyond that is
//! held now. Which of the held units are called beyond is free: those that end later than the given lifetime from now.
//! Once everything is covered no more is saved: parts are bought before, and only units from before can be used for them.

use super::super::model::{Kind, Model};
use super::DIGITS;

/// What is beyond, and its price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beyond {
    /// Months of the longest lifetime that is not.
    pub life: usize,
    /// Of a unit, with [`DIGITS`].
    pub worth: i64,
}

impl Beyond {
    /// Nothing is beyond.
    pub const NOTHING: Beyond = Beyond { life: usize::MAX, worth: 0 };

    /// What may be worth trying.
    pub fn candidates(model: &Model) -> Vec<Beyond> {
        let mut candidates = Vec::new();
        for life in model.levels.iter().rev().skip(1).copied().filter(|life| *life > 0) {
            let shares: &[i64] = match (most(model, life), fair(model, life)) {
                (Some(_), _) => &[8, 7],
                (None, Some(_)) => &[6, 8, 10, 12],
                (None, None) => &[],
            };
            let whole = most(model, life).or(fair(model, life)).unwrap_or(0);
            let worths = shares.iter().map(|share| Beyond { life, worth: whole / 8 * share });
            candidates.extend(worths.filter(|beyond| beyond.is_allowed(model)));
        }
        candidates
    }

    /// Whether the price is neither too small to be told from none nor above that of a pack, which would be bought for
    /// what it saves. Plans are one a month.
    fn is_allowed(&self, model: &Model) -> bool {
        let total = i128::from(model.until(model.months));
        self.worth > 0
            && i128::from(self.worth) * total < 1 << 60
            && most(model, self.life).is_none_or(|most| self.worth <= most)
    }
}

/// The price of a unit.
fn rate(price: i64, units: i64) -> i64 {
    ((i128::from(price) << DIGITS) / i128::from(units.max(1))).min(1 << 60) as i64
}

/// The least price of a unit of packs beyond.
fn most(model: &Model, life: usize) -> Option<i64> {
    let packs = model.packs.iter().chain(&model.limited).filter(|pack| pack.life > life);
    packs.map(|pack| rate(pack.price, pack.units)).min()
}

/// The least price of a unit of grants beyond.
fn fair(model: &Model, life: usize) -> Option<i64> {
    let plans = model.plans.iter().filter(|plan| matches!(plan.kind, Kind::Lot(own) if own > life));
    let granting = plans.filter(|plan| plan.grant > 0);
    granting.map(|plan| rate(plan.fee, plan.grant.saturating_mul(plan.term as i64))).min()
}
