//! A second ledger of the whole price book, in plain integers, for comparison with the engine's wallet.

pub mod account;
mod buying;
mod charges;
pub mod compare;
mod days;
pub mod draw;
mod draw_offers;
mod gifts;
mod lots;
pub mod model;
mod terms;
mod text;
pub mod usage;
pub mod walk;
