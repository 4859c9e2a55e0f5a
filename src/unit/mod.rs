//! What the numbers are of: money in a currency, and credits.

mod credits;
mod currency;
mod money;

pub use credits::Credits;
pub use currency::Currency;
pub use money::Money;
