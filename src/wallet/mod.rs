//! The wallet: replays a purchase plan day by day and writes the statement.
//!
//! A lot is one grant's credits; a private grant makes one for each team. Lots are burnt in one order ([`burn_order`]).
//! Each day's events come in this order: credits whose end has come expire; on a month's first day terms that are over
//! end and the month's plan begins, credits that need a plan which is not active lapse or freeze; carried credits beyond
//! what may be carried are cut, oldest first; then come, on the horizon's first day, the balance there is and, on a
//! month's first day, gifts; then what the plan and add-ons grant that day; then the month's other purchases, after which
//! credits of add-ons that were not renewed lapse or freeze; then the day's use burns, stream by stream, each unit from the first lot that serves its stream and is not frozen. Use that
//! finds nothing is charged once for the whole month, when it ends, by the active plan's overage or else pay as you go;
//! where nothing charges it, it is blocked. The end of the horizon is a month's end like any other: what expires or is
//! cut then is lost; everything else is left.
//!
//! What a plan does by itself at an empty balance is played only for [`Automatic::On`]. A refill buys once before and
//! once after a day's use when the balance is low, and within the day as often as use finds too little; what it buys is
//! granted on that day. An upgrade moves the customer at the next month's start, and use goes on
//! for nothing until then, or at once. A balance that may go below 0 is kept
//! as a debt of its stream, and the next credits that serve the stream pay for it before anything else.
//!
//! A grant for each seat describes one person's: its caps and levels are multiplied like its credits.
//!
//! Nothing here knows the planner; its money is computed from the offers' prices alone.

mod burn;
mod buy;
mod calendar;
mod carry;
mod charge;
mod error;
mod grant;
mod lot;
mod receive;
mod refill;
mod replay;
mod statement;
mod term;
mod upgrade;
mod value;

pub use error::ReplayError;
pub use lot::{LossCause, Lot, LotCarry, burn_order};
pub use replay::{Automatic, Wallet, replay};
pub use statement::{ChargeKind, Event, Granted, Left, Lost, Month, MonthCredits, Payment, Statement, Used};
