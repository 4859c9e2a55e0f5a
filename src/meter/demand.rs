//! Demand: credits per month, for a customer on each plan or on none.

use super::line::Line;
use crate::book::PriceBook;
use crate::num::{Decimal, NumError};

/// Credits per month, which may depend on the plan; `None` where the plan does not allow the usage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// By month, without a plan.
    without_plan: Vec<Option<Decimal>>,
    /// By plan (index of the offer) and month.
    with_plan: Vec<(usize, Vec<Option<Decimal>>)>,
}

impl Demand {
    pub(super) fn new(book: &PriceBook, lines: &[Line], months: usize) -> Result<Demand, NumError> {
        let of = |plan: Option<usize>| -> Result<Vec<Option<Decimal>>, NumError> {
            (0..months)
                .map(|month| {
                    lines.iter().try_fold(Some(Decimal::ZERO), |sum, line| {
                        let Some(credits) = line
                            .on(plan)
                            .map(|metered| metered.credits.get(month).copied().unwrap_or(Decimal::ZERO))
                        else {
                            return Ok(None);
                        };
                        sum.map(|sum: Decimal| sum.checked_add(credits)).transpose()
                    })
                })
                .collect()
        };
        let with_plan =
            book.plans().map(|plan| Ok((plan, of(Some(plan))?))).collect::<Result<_, NumError>>()?;
        Ok(Demand { without_plan: of(None)?, with_plan })
    }

    /// Credits needed in a month (from 0) by a customer on a plan (index of the offer), or on none; `None` when
    /// something of the usage is not to be had there.
    pub fn on(&self, plan: Option<usize>, month: usize) -> Option<Decimal> {
        let months = match plan {
            None => &self.without_plan,
            Some(plan) => &self.with_plan.iter().find(|(index, _)| *index == plan)?.1,
        };
        months.get(month).copied().flatten()
    }
}
