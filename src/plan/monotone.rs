//! Whether more usage can never cost less.
//!
//! Let usage `d` be at most usage `D`, month by month, stream by stream and day by day, in every context, and take the
//! cheapest purchase plan for `D`. Made for `d`, the same purchases are allowed and cost the same. Slot by slot what is
//! held then is no worse than what is held for `D`: it is after the first slot, since less is burnt from the same lots
//! in the same order, and it stays so by the very argument by which the search drops a label that another one
//! dominates. So what is left to be charged after use is at most the same in each month, and a price that rises with
//! credits charges no more for it. Hence the least cost for `d` is at most that for `D`, whatever offers are allowed.
//!
//! Both steps can fail, and the problem knows where. Holding more can be worse where a grant is cut by what is held
//! already, fills up to a level, or is carried in an order of its own: these problems are `careful`. A price can fall
//! with credits where a whole month is charged at the price of the tier it reaches: such a tariff makes them `careful`
//! as well.

use super::problem::Problem;
use super::{Allowed, BuildError};
use crate::book::PriceBook;
use crate::meter::Metering;

/// Whether it is proved that the least cost never falls while usage rises to this one, whatever offers are allowed.
///
/// # Errors
///
/// [`BuildError`] when numbers are too large or too fine for exact planning.
pub fn rises_with_usage(book: &PriceBook, metering: &Metering) -> Result<bool, BuildError> {
    Ok(!Problem::new(book, metering, &Allowed::default())?.careful)
}
