//! What granted credits are to the core: lots that end some months later, burnt by their ends.

use super::Unfit;
use super::frame::Frame;
use crate::plan::award::{Award, End};

/// Lots that can be held, for the order in which they burn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Smaller burns first.
    pub priority: i32,
    /// Month in which they are granted.
    pub from: usize,
    /// First month in which they cannot be used.
    pub end: usize,
}

impl Frame<'_> {
    /// What of a lot is unlike the core's, whatever becomes of the plan it came with; `lives` are the months it is granted in
    /// and those it ends with.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where a plan or an add-on decides about it.
    pub fn check_kept(&self, class: usize, lives: &[(usize, usize)]) -> Result<(), Unfit> {
        let class = &self.problem.classes[class];
        if class.add_on.is_some() {
            return Err(Unfit("credits need an add-on"));
        }
        // Those that end with the month are used in it or never.
        let within = lives.iter().all(|(from, end)| *end <= from + 1);
        match class.needs {
            Some(_) if class.frozen => Err(Unfit("credits freeze")),
            Some(_) if !within => Err(Unfit("credits need a plan")),
            _ => Ok(()),
        }
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
        for first in held {
            for second in held.iter().filter(|second| first.priority < second.priority) {
                let together = first.from.max(second.from) < first.end.min(second.end);
                if together && first.end.min(months) > second.end.min(months) {
                    return Err(Unfit("another order of use"));
                }
            }
        }
        Ok(())
    }
}
