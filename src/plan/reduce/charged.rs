//! What is charged beyond the balance.

use super::Unfit;
use super::frame::Frame;

/// A price after use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priced {
    /// Units of a started block.
    pub block: i64,
    /// Minor units for one, as a fraction.
    pub price: (i128, i128),
}

/// What is charged beyond the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charged {
    pub priced: Priced,
    /// Whether the sum of a month is rounded to a minor unit where it is a part of one.
    pub rounds: bool,
}

/// By context: what is charged beyond the balance; `None` where nothing is.
///
/// # Errors
///
/// [`Unfit`] where it differs by month or by what is used, or is not by blocks.
pub fn charges(frame: &Frame) -> Result<Vec<Option<Charged>>, Unfit> {
    let problem = frame.problem;
    let mut charges = vec![None; problem.demand.len()];
    for context in &frame.contexts {
        let of = &problem.charges[*context];
        if of.standing.iter().any(|tariff| problem.tariffs[*tariff].standing > 0) {
            return Err(Unfit("due without use"));
        }
        let mut known: Option<Option<Charged>> = None;
        for month in &of.tariffs {
            // Shortages of different streams are summed up where they are charged by one tariff.
            let mut streams = frame.streams.iter().map(|stream| month[*stream]);
            let first = streams.next().flatten();
            if streams.any(|other| other != first) {
                return Err(Unfit("charges differ by use"));
            }
            let by_blocks =
                |tariff: usize| problem.tariffs[tariff].by_blocks().ok_or(Unfit("charges not by blocks"));
            let priced = first.map(by_blocks).transpose()?;
            let priced =
                priced.map(|(block, price)| Charged { priced: Priced { block, price }, rounds: true });
            match known {
                Some(known) if known != priced => return Err(Unfit("charges differ by month")),
                _ => known = Some(priced),
            }
        }
        charges[*context] = known.flatten();
    }
    Ok(charges)
}
