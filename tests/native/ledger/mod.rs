//! A second ledger of the whole price book, in plain integers, for comparison with the engine's wallet.

pub mod account;
pub mod charges;
pub mod days;
pub mod draw;
pub mod gifts;
pub mod model;
pub mod text;
