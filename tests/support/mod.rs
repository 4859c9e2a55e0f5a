//! What native and browser tests share: the shapes of case files and their checks.

pub mod asked;
pub mod case;
pub mod charge;
pub mod wallet;
