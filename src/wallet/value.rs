//! What a term brings over its whole length, and what was paid for one credit of it.

use super::error::ReplayError;
use super::replay::Wallet;
use super::term::Active;
use crate::book::{Cap, Every, Grant, Plan};
use crate::date::Date;
use crate::num::{Decimal, Fraction, NumError};
use crate::unit::Money;

/// Credits that a purchase brings, by type.
#[derive(Debug, Clone)]
pub(super) struct Brings {
    /// All of them.
    pub all: Vec<Decimal>,
    /// Those that are not given as a bonus.
    pub paid: Vec<Decimal>,
}

impl Brings {
    pub fn nothing(types: usize) -> Brings {
        Brings { all: vec![Decimal::ZERO; types], paid: vec![Decimal::ZERO; types] }
    }

    pub fn add(&mut self, grant: &Grant, credits: Decimal) -> Result<(), NumError> {
        if let Some(all) = self.all.get_mut(grant.credit) {
            *all = all.checked_add(credits)?;
        }
        if let Some(paid) = self.paid.get_mut(grant.credit).filter(|_| !grant.bonus) {
            *paid = paid.checked_add(credits)?;
        }
        Ok(())
    }
}

impl Wallet<'_> {
    /// Credits a term that begins this month brings at most, as a plan's later terms do: without a week that runs when
    /// it begins; a grant that fills up to a level counts by the level.
    pub(super) fn term_credits(&self, active: &Active, plan: &Plan) -> Result<Brings, ReplayError> {
        let since = self.month_start(active.from)?;
        let active = &Active { is_new: false, since, ..active.clone() };
        let mut brings = Brings::nothing(self.book.credits().len());
        for (place, grant) in plan.grants.iter().enumerate() {
            for (_, times) in self.receivers(grant, &plan.seats, active.copies)? {
                let credits = match grant.every {
                    Every::Week(_) | Every::Day => self.daily(active, place, grant, times)?,
                    Every::Once | Every::Term | Every::Month => self.monthly(active, place, grant, times)?,
                };
                brings.add(grant, credits)?;
            }
        }
        Ok(brings)
    }

    /// Credits of a grant that comes at months' starts.
    fn monthly(
        &self,
        active: &Active,
        place: usize,
        grant: &Grant,
        times: Decimal,
    ) -> Result<Decimal, ReplayError> {
        let mut sum = Decimal::ZERO;
        for month in active.from..active.until {
            if grant.every != Every::Month && month > active.from {
                break;
            }
            if self.is_due(active, place, grant, month, self.month_start(month)?) {
                let share = self.grant_share(grant, month);
                sum = sum.checked_add(self.measured(grant, times, share)?)?;
            }
        }
        Ok(sum)
    }

    /// Credits of a grant that comes by the day or week, as far as its cap goes.
    fn daily(
        &self,
        active: &Active,
        place: usize,
        grant: &Grant,
        times: Decimal,
    ) -> Result<Decimal, ReplayError> {
        let each = self.measured(grant, times, Fraction::ONE)?;
        let most = grant.cap.as_ref().map(|cap| cap.credits.checked_mul(times)).transpose()?;
        let mut sum = Decimal::ZERO;
        let mut capped = (None, Decimal::ZERO);
        for month in active.from..active.until {
            let (mut day, end) = (self.month_start(month)?, self.month_start(month.saturating_add(1))?);
            while day < end {
                if self.is_due(active, place, grant, month, day) {
                    let period = grant.cap.as_ref().map(|cap: &Cap| self.cap_period(cap, month, day));
                    if capped.0 != period {
                        capped = (period, Decimal::ZERO);
                    }
                    let room = most.map(|most| most.checked_sub(capped.1)).transpose()?;
                    let credits = room.map_or(each, |room| each.min(room));
                    capped.1 = capped.1.checked_add(credits)?;
                    sum = sum.checked_add(credits)?;
                }
                day = next(day)?;
            }
        }
        Ok(sum)
    }

    /// Money paid for one credit of each type: the price shared over the types by what the book says their credits
    /// are worth, or by their number where it does not say that of all of them. 0 where no credits are paid for.
    pub(super) fn unit_prices(&self, price: Money, paid: &[Decimal]) -> Result<Vec<Fraction>, NumError> {
        let units = self.book.credits();
        let worth: Option<Vec<Decimal>> = units
            .iter()
            .zip(paid)
            .map(|(unit, credits)| if credits.is_zero() { Some(Decimal::ZERO) } else { unit.worth })
            .collect();
        let weights = worth.unwrap_or_else(|| vec![Decimal::ONE; units.len()]);
        let whole = paid.iter().zip(&weights).try_fold(Fraction::ZERO, |sum, (credits, weight)| {
            sum.checked_add(Fraction::from(*credits).checked_mul((*weight).into())?)
        })?;
        if whole.is_zero() {
            return Ok(vec![Fraction::ZERO; units.len()]);
        }
        let one = Fraction::from(price.amount()).checked_div(whole)?;
        weights.iter().map(|weight| one.checked_mul((*weight).into())).collect()
    }
}

fn next(day: Date) -> Result<Date, ReplayError> {
    Ok(day.plus_days(1)?)
}
