//! Other amounts of usage: against every amount asked one by one, and cases worked by hand.

mod cases;
mod every;
mod properties;
