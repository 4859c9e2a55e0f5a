//! What granted credits are to the core: lots that end some months later, burnt by their ends.

use super::Unfit;
use super::frame::Frame;
use crate::plan::award::{Award, End};

/// Lots that can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Their class.
    pub class: usize,
    /// Month in which they are granted.
    pub from: usize,
    /// First month in which they cannot be used.
    pub end: usize,
    /// Whether they can be had without a plan.
    pub without_plan: bool,
}

impl Held {
    /// Whether they outlast the month.
    pub fn stays(&self) -> bool {
        self.end > self.from + 1
    }
}

impl Frame<'_> {
    /// Says of every month in which it is so that there is no doing without a plan: where nothing that could be held or
    /// charged serves people without one, a month of use needs a plan.
    pub fn need_plans(&mut self, held: &[Held], charged: bool) {
        let serves = |held: &Held| {
            let class = &self.problem.classes[held.class];
            held.without_plan || (held.stays() && class.needs.is_none())
        };
        if charged || held.iter().any(serves) {
            return;
        }
        for (needs, demand) in self.needs_plan.iter_mut().zip(&self.demand) {
            *needs |= *demand > 0;
        }
    }

    /// Whether what is held is the core's, which no plan takes away.
    ///
    /// Credits that freeze without a plan are, where a month without one has no use for them; those that are lost,
    /// where no month can be without one. What ends with its month is used in it or never.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where a plan decides.
    pub fn check_kept(&self, held: &Held) -> Result<(), Unfit> {
        let class = &self.problem.classes[held.class];
        let Some(needs) = class.needs.as_ref().filter(|_| held.stays()) else { return Ok(()) };
        if self.contexts.iter().any(|context| *context > 0 && !needs.contains(context)) {
            return Err(Unfit("credits need a plan"));
        }
        let idle = self.needs_plan.iter().zip(&self.demand).all(|(needs, demand)| *needs || *demand == 0);
        let always = self.needs_plan.iter().skip(1).all(|needs| *needs);
        if if class.frozen { idle } else { always } { Ok(()) } else { Err(Unfit("credits need a plan")) }
    }

    /// Months credits can be used, `None` for at least as long as the horizon goes, from the months in which they are
    /// granted and in which they end.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where it differs by the month of the grant.
    pub fn lifetime(&self, lives: &[(usize, usize)]) -> Result<Option<u32>, Unfit> {
        let months = self.months();
        let mut life: Option<usize> = None;
        for (from, end) in lives.iter().filter(|(_, end)| *end < months) {
            let own = end
                .checked_sub(*from)
                .filter(|own| *own > 0)
                .ok_or(Unfit("credits that are never usable"))?;
            if *life.get_or_insert(own) != own {
                return Err(Unfit("lifetimes differ by month"));
            }
        }
        let Some(life) = life else { return Ok(None) };
        if lives.iter().any(|(from, end)| *end >= months && from + life < months) {
            return Err(Unfit("lifetimes differ by month"));
        }
        Ok(Some(u32::try_from(life).map_err(|_| Unfit("lifetimes differ by month"))?))
    }

    /// The month an award ends with, when granted in a month by a term of so many months.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where it is granted or ends inside a month, or not always so many.
    pub fn award_end(&self, award: &Award, month: usize, term: usize) -> Result<usize, Unfit> {
        if award.slot != self.problem.month_slots[month] {
            return Err(Unfit("grants inside a month"));
        }
        let plain = award.once.is_none()
            && !award.anew
            && award.cap.is_none()
            && award.part.is_none()
            && award.fills.is_none()
            && award.balance_at_most.is_none();
        if !plain {
            return Err(Unfit("grants that depend on what was granted"));
        }
        match award.end {
            End::At(slot) => self.month_of(usize::from(slot)),
            End::Term if term == 1 => Ok(month + 1),
            End::Term => Err(Unfit("grants that end with a longer term")),
        }
    }

    /// Whether lots burn in the order of their ends, as the core has it.
    ///
    /// Of two that are held together with different priorities the one that burns first must not end later. Those that
    /// end with or after the horizon end alike.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where they do not.
    pub fn check_order(&self, held: &[Held]) -> Result<(), Unfit> {
        let months = self.months();
        let mut all: Vec<(i32, usize, usize)> = held
            .iter()
            .map(|held| (self.problem.classes[held.class].priority, held.from, held.end.min(months)))
            .collect();
        all.sort_unstable();
        all.dedup();
        for first in &all {
            for second in all.iter().filter(|second| first.0 < second.0) {
                let together = first.1.max(second.1) < first.2.min(second.2);
                if together && first.2 > second.2 {
                    return Err(Unfit("another order of use"));
                }
            }
        }
        Ok(())
    }
}
