//! The wallet: replays a purchase plan day by day and writes the statement.
//!
//! A lot is one grant's credits. Lots are burnt in one order ([`burn_order`]); a lot's order never changes while
//! it lives, so the wallet keeps them sorted. Each day's events come in this order: credits whose end has come
//! expire; on a month's first day credits that need a plan which is no longer active lapse, and a plan's credits
//! beyond what may be carried are cut, oldest first; then the month's purchases are granted; then the day's use
//! burns. Use that finds the balance empty is charged once for the whole month, when it ends, by the active
//! plan's overage or else pay as you go. The end of the horizon is a month's end like any other: what expires or
//! is cut then is lost; everything else is left.
//!
//! Nothing here knows the planner; its money is computed from the offers' prices alone.

mod grant;
mod lot;
mod replay;
mod statement;

pub use lot::{LossCause, Lot, LotCarry, burn_order};
pub use replay::{ReplayError, Wallet, replay};
pub use statement::{ChargeKind, Granted, Left, Lost, Month, Payment, Statement};
