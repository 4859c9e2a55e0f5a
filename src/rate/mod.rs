//! Rates: the formula that turns a feature's inputs into credits.
//!
//! A rate is a short total expression over inputs, tables, tier tables and other features
//! (`"max(1, blocks(seconds, 15)) * resolution[quality]"`). It has no loops and no recursion, its size is
//! bounded by [`limit`], and every evaluation ends in an exact [`crate::num::Fraction`] or in a typed error.
//!
//! The steps are [`Formula::parse`], [`check`](check()) (collects every fault), [`evaluate`](evaluate()) (stops at the first error)
//! and [`Evaluation::working`], which reads the explanation off the very tree that computed the number.
//! Names mean what the caller's [`Names`] says; nothing here knows about price books or JSON.
//!
//! # The language
//!
//! | form | meaning |
//! | --- | --- |
//! | `1.5`, `"hd"` or `'hd'`, `words` | number, choice, input |
//! | `+ - * /`, `( )` | exact arithmetic; a condition or toggle counts 0 or 1 |
//! | `< <= > >= == !=` | compare numbers; choices by `==` and `!=` only |
//! | `and or not` | conditions; the right side is read only when it matters |
//! | `if(condition, a, b)` | only the branch taken is read |
//! | `min(a, ...)` `max(a, ...)` `clamp(x, low, high)` `abs(x)` | |
//! | `round(x)` `round_even(x)` | to the nearest whole number, halves away from zero or to the even one |
//! | `ceil(x)` `floor(x)` | up, towards plus infinity; down, towards minus infinity |
//! | `round(x, step)`, and so the other three | to a multiple of `step` |
//! | `blocks(x, size)` | `ceil(x / size)`: started blocks |
//! | `resolution[quality]`, `price[model, "input"]` | table lookup by choices |
//! | `images[size, count]` | and by numbers, which fall into ranges, see [`Table`] |
//! | `graduated(x, tiers)`, `volume(x, tiers)` | tier table, see [`Tiers`] |
//! | `article(words: 800)` | another feature; inputs left out take that feature's defaults |

mod apply;
mod bound;
mod calls;
mod check;
mod check_names;
mod coverage;
mod cursor;
mod evaluate;
mod fault;
mod kinds;
mod level;
mod lex;
mod names;
mod nearest;
mod parse;
mod purpose;
mod render;
mod resolve;
mod rises;
mod table;
mod tiers;
mod tree;
mod unknown;
mod working;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;

pub use bound::Bound;
pub use calls::parts;
pub use check::check;
pub use evaluate::{Evaluation, evaluate};
pub use fault::{FormulaFault, RateError, Span};
pub use level::Key;
pub use names::{Feature, Input, InputKind, Inputs, NameKind, Names, Value};
pub use nearest::nearest;
pub use rises::rises;
pub use table::{Table, TableFault};
pub use tiers::{Tier, TierFault, TierSlice, Tiers};
pub use tree::{Formula, NamesUsed, is_name, limit};
pub use working::Working;
