//! Plans' credits that end too soon, and caps that cut a grant before it could be carried.

use super::super::super::grant::{Every, Grant, Lifetime, Measure};
use super::super::super::offer::Plan;
use super::super::super::reader::Reader;
use super::Linted;

impl Linted<'_> {
    /// Credits that expire before their plan's next ones come, and carry caps below the grant.
    pub(super) fn lives(&self, reader: &mut Reader) {
        for (entry, offer) in self.entries.iter().zip(self.book.offers()) {
            let Some(plan) = offer.subscription() else { continue };
            for (grant, raw) in plan.grants.iter().zip(&entry.raw.grants) {
                if let Some((life, interval)) = too_short(plan, grant) {
                    let message =
                        format!("these credits live {life} days, but the next ones come after {interval}");
                    let fix = "let them live at least until then, or grant them more often";
                    reader.warn("expires_before_next", &raw.place, message, fix);
                }
                // A percentage of the allowance says itself that the rest is lost.
                let is_cap = raw.rollover.as_ref().is_some_and(|rollover| rollover.carry_at_most.is_some());
                let carried = grant.carry.as_ref().filter(|_| is_cap).and_then(|carry| carry.at_most);
                if let (Some(cap), Measure::Add(credits)) = (carried, grant.measure)
                    && cap < credits
                {
                    let message = format!(
                        "at most {cap} of {credits} credits are carried, so an idle month loses the rest"
                    );
                    let fix = "carry at least the grant, or say so in \"notes\"";
                    reader.warn("carry_below_grant", &raw.place, message, fix);
                }
            }
        }
    }
}

/// Days that credits live at most and days to the next ones at least, where the first are fewer.
fn too_short(plan: &Plan, grant: &Grant) -> Option<(u32, u32)> {
    let life = match grant.lifetime {
        Lifetime::Days(days) => days,
        Lifetime::Months(months) => months.saturating_mul(31),
        Lifetime::Never | Lifetime::Cycle | Lifetime::Term => return None,
    };
    let interval = match grant.every {
        Every::Once | Every::Day => return None,
        Every::Week(_) => 7,
        Every::Month => 28,
        Every::Term => {
            let comes = plan.terms.iter().filter(|(term, _)| grant.comes_with(term.months()));
            comes.map(|(term, _)| term.months()).min()?.saturating_mul(30)
        }
    };
    (life < interval).then_some((life, interval))
}
