//! Insight: asks the planner and the wallet again, to say what is saved against what, and why the rest lost.

mod alternative;
mod baseline;
mod bought;
mod credits;
mod error;
mod outcome;
mod policy;
mod priced;
mod ranges;
mod reason;
mod scale;
mod sizes;
mod way;

pub use alternative::{Alternative, Alternatives};
pub use baseline::{Baseline, BaselineKind, Baselines};
pub use bought::{Bought, bought};
pub use credits::average;
pub use error::InsightError;
pub use outcome::{Best, Outcome};
pub use policy::{ExpiryPolicy, ExpiryPolicyQuestion, ExpiryPolicyView, Rule, RuleLine};
pub use ranges::{
    ChoiceCost, ChoiceLine, FirstPurchase, Over, Ranges, RangesQuestion, RangesView, Scenario, ScenarioLine,
    credits_needed,
};
pub use reason::{Reason, TieRule};
pub use scale::{
    Axis, BreakEven, BreakEvenQuestion, BreakEvenView, Budget, BudgetPer, BudgetQuestion, BudgetView,
    CostView, Curve, CurvePoint, CurveQuestion, CurveView, Level, Limit, Piece, Subscribed, WayId, WayView,
    Winner,
};
pub use sizes::{Compared, OtherSize, Size, Sizes, SizesView, TermChoice, TermMonth, Timed, Timing};

use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::unit::Money;

/// `part` as a percentage of `whole`, rounded to so many places; 0 of nothing.
///
/// # Errors
///
/// [`NumError`] when a number is too large.
pub fn percent(part: Money, whole: Money, places: u32) -> Result<Decimal, NumError> {
    if whole.is_zero() {
        return Ok(Decimal::ZERO);
    }
    let ratio = Fraction::from(part.amount()).checked_div(whole.amount().into())?;
    let rounding = Rounding::to_places(RoundingMode::HalfAwayFromZero, places)?;
    ratio.checked_mul(Fraction::from_int(100))?.round(&rounding)
}
