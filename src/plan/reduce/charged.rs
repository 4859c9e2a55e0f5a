//! What is charged beyond the balance.

use super::Unfit;
use super::frame::Frame;

/// A price after use: units of a started block, and minor units for one as a fraction.
pub type Priced = (i64, (i128, i128));

/// By context: what is charged beyond the balance; `None` where nothing is.
///
/// # Errors
///
/// [`Unfit`] where it differs by month or by what is used, or is not by blocks.
pub fn charges(frame: &Frame) -> Result<Vec<Option<Priced>>, Unfit> {
    let problem = frame.problem;
    let mut charges = vec![None; problem.demand.len()];
    for context in &frame.contexts {
        let of = &problem.charges[*context];
        if of.standing.iter().any(|tariff| problem.tariffs[*tariff].standing > 0) {
            return Err(Unfit("due without use"));
        }
        let mut known: Option<Option<Priced>> = None;
        for month in &of.tariffs {
            // Shortages of different streams are summed up where they are charged by one tariff.
            let mut streams = frame.streams.iter().map(|stream| month[*stream]);
            let first = streams.next().flatten();
            if streams.any(|other| other != first) {
                return Err(Unfit("charges differ by use"));
            }
            let priced = match first {
                Some(tariff) => {
                    Some(problem.tariffs[tariff].by_blocks().ok_or(Unfit("charges not by blocks"))?)
                }
                None => None,
            };
            match known {
                Some(known) if known != priced => return Err(Unfit("charges differ by month")),
                _ => known = Some(priced),
            }
        }
        charges[*context] = known.flatten();
    }
    Ok(charges)
}
