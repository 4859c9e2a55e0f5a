//! What native and browser tests share: how case files are run and what they are compared with.

pub mod case;
pub mod charge;
