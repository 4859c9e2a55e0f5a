//! Grants sorted into classes, and what is granted when.

use super::days::Share;
use super::{Builder, Counter};
use crate::book::{Every, Grant, Kind, Lifetime, Measure, Offer, WithoutPlan};
use crate::meter::StreamSet;
use crate::num::{Decimal, Fraction, NumError};
use crate::plan::award::{CarryClass, Class, Pool};
use crate::plan::lot::Origin;
use crate::plan::problem::BuildError;
use crate::unit::Money;

/// Priority of the credits there are on the first day.
pub const BALANCE_PRIORITY: i32 = 20;

/// Whose grants they are.
#[derive(Debug, Clone)]
pub struct Source<'b> {
    /// The offer and its index.
    pub offer: (usize, &'b Offer),
    /// Money paid for one credit, by type.
    pub unit_prices: Vec<Fraction>,
}

impl Builder<'_> {
    /// Money paid for one credit of each type, shared over the types by their worth, or by number where the book does
    /// not say that of all of them.
    pub(super) fn unit_prices(&self, price: Money, paid: &[Decimal]) -> Result<Vec<Fraction>, BuildError> {
        let units = self.book.credits();
        let worth = units
            .iter()
            .zip(paid)
            .map(|(unit, credits)| if credits.is_zero() { Some(Decimal::ZERO) } else { unit.worth });
        let weights = worth.collect::<Option<Vec<_>>>().unwrap_or_else(|| vec![Decimal::ONE; units.len()]);
        let mut whole = Fraction::ZERO;
        for (credits, weight) in paid.iter().zip(&weights) {
            whole = whole.checked_add(Fraction::from(*credits).checked_mul((*weight).into())?)?;
        }
        if whole.is_zero() {
            return Ok(vec![Fraction::ZERO; units.len()]);
        }
        let one = Fraction::from(price.amount()).checked_div(whole)?;
        weights.iter().map(|weight| Ok(one.checked_mul((*weight).into())?)).collect()
    }

    /// Where the credits of a grant come from.
    pub(super) fn origin(&self, source: &Source, place: usize, grant: &Grant) -> Result<Origin, BuildError> {
        let small = BuildError::Number(NumError::Overflow);
        let price = source.unit_prices.get(grant.credit).copied().filter(|_| !grant.bonus);
        let price = price.unwrap_or(Fraction::ZERO);
        Ok(Origin {
            free: price.is_zero(),
            offer: u16::try_from(source.offer.0 + 1).map_err(|_| small.clone())?,
            grant: u8::try_from(place).map_err(|_| small)?,
            price,
        })
    }

    /// The contexts or the add-on that a grant's credits need, and whether they freeze without it.
    fn needs(&self, source: &Source, grant: &Grant) -> (Option<Vec<usize>>, Option<usize>, bool) {
        let (_, offer) = source.offer;
        let without = match &grant.carry {
            Some(carry) if !carry.kept_after_plan => WithoutPlan::Lost,
            Some(_) if grant.without_plan != WithoutPlan::Frozen => WithoutPlan::Kept,
            _ => grant.without_plan,
        };
        if without == WithoutPlan::Kept {
            return (None, None, false);
        }
        let frozen = without == WithoutPlan::Frozen;
        let needs = match &offer.kind {
            Kind::AddOn(_) => return (None, Some(source.offer.0), frozen),
            Kind::Plan(_) => self
                .contexts_of(|plan| self.book.offer(plan).is_some_and(|other| other.family == offer.family)),
            _ => self.contexts_of(|plan| offer.requires.is_empty() || offer.requires.contains(&plan)),
        };
        (Some(needs), None, frozen)
    }

    /// The class of a share of a grant.
    pub(super) fn class(
        &mut self,
        source: &Source,
        place: usize,
        grant: &Grant,
        share: &Share,
    ) -> Result<usize, BuildError> {
        let offer = source.offer.1;
        let family = offer.family;
        let (needs, add_on, frozen) = self.needs(source, grant);
        let carry = match &grant.carry {
            None => None,
            Some(carry) => {
                let units = |most: Option<Decimal>| -> Result<Option<i64>, BuildError> {
                    let Some(most) = most else { return Ok(None) };
                    Ok(Some(self.units(grant.credit, most.checked_mul(share.times)?)?))
                };
                let part = carry.percent_of_unused.map(|percent| {
                    let part = Fraction::from(percent).checked_div(Fraction::from_int(100))?;
                    Ok::<_, NumError>((part.numerator(), part.denominator()))
                });
                let (at_most, total_at_most) = (units(carry.at_most)?, units(carry.total_at_most)?);
                let early = total_at_most.is_none();
                // Those of one type and scope, each person's own or not, are carried together.
                let together = |other: &Grant| {
                    let kind = |grant: &Grant| (grant.credit, grant.private);
                    other.carry.is_some() && kind(other) == kind(grant) && other.scope == grant.scope
                };
                let first = offer.grants().iter().position(together).unwrap_or(place);
                let pool = self.pool((family, first, share.team), early);
                let by_copies = matches!(offer.kind, Kind::AddOn(_));
                if carry.burns_last || by_copies || !matches!(grant.every, Every::Month) {
                    self.careful = true;
                }
                let (share, burns_last) = (part.transpose()?, carry.burns_last);
                Some(CarryClass { pool, at_most, total_at_most, share, burns_last })
            }
        };
        let own = match grant.measure {
            Measure::RefillTo { .. } => 1 + family * 1_000 + place,
            Measure::Add(_) => 0,
        };
        let counts_used = grant.cap.is_some_and(|cap| cap.counts_used);
        let counter = Counter::Cap(source.offer.0, place, share.team);
        let used_cap = counts_used.then(|| self.counter(counter));
        let team = share.team.filter(|_| self.counts_balance(grant.credit) || own > 0);
        let (credit, streams, priority) = (grant.credit, share.streams, grant.priority);
        Ok(self.class_index(Class {
            credit,
            streams,
            priority,
            needs,
            used_cap,
            add_on,
            frozen,
            carry,
            own,
            team,
        }))
    }

    fn pool(&mut self, of: (usize, usize, Option<usize>), early: bool) -> usize {
        let index = self.pools.iter().position(|pool| pool.of == of).unwrap_or_else(|| {
            self.pools.push(Pool { of, early: true });
            self.pools.len() - 1
        });
        self.pools[index].early &= early;
        index
    }

    /// Whether some grant looks at the balance of a credit type.
    pub(super) fn counts_balance(&self, credit: usize) -> bool {
        let mut own =
            self.book.offers().iter().flat_map(Offer::grants).filter(|grant| grant.credit == credit);
        own.any(|grant| {
            let counts = matches!(grant.measure, Measure::RefillTo { counts_balance: true, .. });
            counts || grant.balance_at_most.is_some()
        })
    }

    pub(super) fn class_index(&mut self, class: Class) -> usize {
        match self.classes.iter().position(|known| *known == class) {
            Some(index) => index,
            None => {
                self.classes.push(class);
                self.classes.len() - 1
            }
        }
    }

    fn contexts_of(&self, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let all = self.plans.iter().enumerate().filter(|(_, plan)| fits(**plan));
        all.map(|(index, _)| index + 1).collect()
    }

    pub(super) fn cap(&mut self, grant: &Grant, times: Decimal) -> Result<Option<i64>, BuildError> {
        let cap = grant.balance_at_most.map(|cap| self.units(grant.credit, cap.checked_mul(times)?));
        // What is left of lots with several ends is not made better by more of the sooner ones.
        let fills = matches!(grant.measure, Measure::RefillTo { .. }) && grant.lifetime != Lifetime::Cycle;
        self.careful |= fills || self.counts_balance(grant.credit);
        cap.transpose()
    }

    /// Whether credits that serve nothing that is used can be left out.
    pub(super) fn is_idle(&self, credit: usize, streams: StreamSet) -> bool {
        streams.is_empty() && !self.counts_balance(credit)
    }

    /// By class: whether its order among other lots is not decided by priority and end alone.
    pub(super) fn mixed(&self) -> Vec<bool> {
        let alone = |index: usize, class: &Class| {
            self.order.is_usual()
                && self.classes.iter().enumerate().all(|(other, known)| {
                    other == index || known.priority != class.priority || !known.streams.meets(class.streams)
                })
        };
        self.classes.iter().enumerate().map(|(index, class)| !alone(index, class)).collect()
    }
}
