//! Copies of packs that decisions refer to.

use std::collections::BTreeMap;

use super::label::NONE;

/// A pack among packs, then limited ones, and how many copies of it.
pub type Copied = (u32, i64);

/// Lists of copies, each once.
#[derive(Debug, Default)]
pub struct Copies {
    lists: Vec<Vec<Copied>>,
    known: BTreeMap<Vec<Copied>, u32>,
}

impl Copies {
    /// The number of a list; [`NONE`] for the empty one.
    pub fn number(&mut self, list: &[Copied]) -> u32 {
        if list.is_empty() {
            return NONE;
        }
        if let Some(known) = self.known.get(list) {
            return *known;
        }
        let number = self.lists.len() as u32;
        self.lists.push(list.to_vec());
        self.known.insert(list.to_vec(), number);
        number
    }

    /// The list with a number.
    pub fn list(&self, number: u32) -> &[Copied] {
        self.lists.get(number as usize).map_or(&[], Vec::as_slice)
    }
}
