//! Teams and seats of usage.

use crate::book::Seats;

/// People who use alike, and whose own credits are theirs alone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Team {
    /// Its id; empty for everybody, where usage names no teams.
    pub id: String,
    /// Its people.
    pub seats: Seats,
}
