//! Other amounts of usage: the cost curve, the points at which another way of buying wins, and what a budget covers.
//!
//! Usage is scaled in one place ([`Axis`]): all of it, or one line or feature. Amounts are counted in units, so that an
//! answer can be exact to one unit: with all usage, a unit is a step of the factor that is at most one credit of the
//! monthly average; with one line, it is one use, or as fine as its uses were stated.
//!
//! Each insight is asked step by step, with about one planning a step, and can be looked at in between. Where it is
//! proved that more usage never costs less (`plan::rises_with_usage` says when and why), what is known at two amounts
//! bounds everything between them; otherwise nothing is called exact but what was computed amount by amount.

mod axis;
mod best;
mod break_even;
mod budget;
mod curve;
mod level;
mod question;
mod rising;
mod sheet;
mod singles;
mod stretch;

pub use axis::Axis;
pub use break_even::{BreakEven, BreakEvenQuestion, BreakEvenView, Piece, Subscribed, WayId, Winner};
pub use budget::{Budget, BudgetPer, BudgetQuestion, BudgetView, Limit};
pub use curve::{Curve, CurvePoint, CurveQuestion, CurveView};
pub use level::{CostView, Level, WayView};
