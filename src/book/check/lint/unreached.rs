//! Ways of being charged that nobody comes to.

use super::super::super::offer::{Kind, Offer};
use super::super::super::reader::Reader;
use super::Linted;

impl Linted<'_> {
    /// Pay as you go that an earlier offer charges for already: the first that fits is taken.
    pub(super) fn unreached(&self, reader: &mut Reader) {
        let offers = self.book.offers();
        for (index, offer) in offers.iter().enumerate() {
            let earlier = offers.iter().take(index).find(|earlier| takes_all_of(earlier, offer));
            if let Some(earlier) = earlier {
                let message =
                    format!("`{}` never charges, because `{}` does before it", offer.id, earlier.id);
                reader.warn(
                    "never_charged",
                    &self.place(index),
                    message,
                    "put the narrower of the two first",
                );
            }
        }
    }
}

fn takes_all_of(earlier: &Offer, later: &Offer) -> bool {
    let (Kind::PayAsYouGo(first), Kind::PayAsYouGo(second)) = (&earlier.kind, &later.kind) else {
        return false;
    };
    let covers = match (&first.scope, &second.scope) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(first), Some(second)) => second.features.iter().all(|feature| first.covers(*feature)),
    };
    let is_open = earlier.requires.is_empty()
        || (!later.requires.is_empty() && later.requires.iter().all(|plan| earlier.requires.contains(plan)));
    first.credit == second.credit
        && covers
        && is_open
        && earlier.window.covers(&later.window)
        && earlier.is_sold
}
