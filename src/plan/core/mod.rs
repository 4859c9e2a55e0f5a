//! The planner's core: packs, plans and charged use, solved exactly.
//!
//! `problem` states it, `model` brings it to units, `frontier` lists what is worth buying in one month, `bound` says what
//! the rest costs at least, `label` what is remembered of a partial plan, `expand` what can be done in a month, `search`
//! puts them together, and `walk` computes what a purchase plan really costs.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "every sum of money is below 2^60 and every sum of units below 2^46, which `model` checks; months, levels, contexts and grid points are indices of the tables themselves"
)]

mod bound;
mod copies;
mod expand;
mod frontier;
mod label;
mod model;
mod next;
mod problem;
mod search;
mod stock;
mod walk;

pub use problem::{
    CoreAnswer, CoreBuy, CoreCharge, CoreError, CoreLot, CorePack, CorePlan, CoreProblem, CorePurchases,
    CoreRollover, CoreTerm, MOST_MONTHS,
};
pub use search::{CoreSolver, solve};
pub use walk::walk;

#[cfg(test)]
pub(super) mod brute;
#[cfg(test)]
mod cases;
