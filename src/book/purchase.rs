//! A purchase plan: which offers to buy when.

use super::offer::Term;

/// One purchase, at the start of a month of the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Purchase {
    /// Month of the horizon, from 0.
    pub month: usize,
    /// Index of the offer in the book.
    pub offer: usize,
    /// How much of it.
    pub amount: Amount,
}

/// How much of an offer one purchase takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// A plan for a term.
    Term(Term),
    /// Copies of an add-on for a term.
    AddOn(Term, u32),
    /// Copies of a pack, at least one.
    Copies(u32),
    /// Blocks of one top-up, at least one.
    Blocks(u64),
}

impl Amount {
    /// The term that is paid for, where there is one.
    pub fn term(&self) -> Option<Term> {
        match self {
            Amount::Term(term) | Amount::AddOn(term, _) => Some(*term),
            Amount::Copies(_) | Amount::Blocks(_) => None,
        }
    }
}
