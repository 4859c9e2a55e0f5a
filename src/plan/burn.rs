//! A month of a label: use, and what is charged beyond the balance.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "classes, slots and contexts are indices handed out by the problem; amounts are bounded by LARGEST"
)]

use super::label::{Label, Start, Unsold};
use super::problem::{BEYOND, Problem};

impl Label {
    /// Burns a month's demand, everything bought; units it lacked, by stream. `None` when the context does not offer
    /// what is wanted.
    pub fn burn(&mut self, problem: &Problem, month: usize) -> Option<Vec<i64>> {
        let demand = problem.demand[self.context].as_ref()?;
        self.lapse_add_ons(problem);
        let streams = problem.streams;
        let mut short = vec![0; streams];
        let first = problem.month_slots[month];
        for slot in problem.slots(month) {
            let end = u16::try_from(slot).unwrap_or(BEYOND);
            self.drop_lots(problem, |lot| lot.end <= end);
            if slot > first {
                self.grant_inside(problem, month, slot);
            }
            for (stream, wanted) in demand.units[slot * streams..(slot + 1) * streams].iter().enumerate() {
                short[stream] += self.take(problem, stream, *wanted);
            }
            self.lots.retain(|lot| lot.units > 0);
        }
        Some(short)
    }

    /// Takes so many units for a stream out of what is held; how many are lacking.
    fn take(&mut self, problem: &Problem, stream: usize, wanted: i64) -> i64 {
        let mut wanted = wanted;
        for index in 0..self.lots.len() {
            if wanted == 0 {
                break;
            }
            let class = &problem.classes[usize::from(self.lots[index].class)];
            if class.streams.contains(stream) && self.is_usable(problem, class) {
                let burnt = wanted.min(self.lots[index].units);
                self.lots[index].units -= burnt;
                wanted -= burnt;
            }
        }
        wanted
    }

    /// What a day inside a month takes and brings before its use.
    fn grant_inside(&mut self, problem: &Problem, month: usize, slot: usize) {
        self.cut_carried(problem, slot, month, &|_| true);
        self.give_subscribed(problem, month, (Start::No, slot));
    }

    /// What a month's shortage costs, with what is due in any case.
    ///
    /// # Errors
    ///
    /// [`Unsold`] when nothing sells it.
    pub fn charge(&mut self, problem: &Problem, month: usize, short: &[i64]) -> Result<(), Unsold> {
        let charges = &problem.charges[self.context];
        let mut sums: Vec<(usize, i64)> = charges.standing.iter().map(|tariff| (*tariff, 0)).collect();
        let mut unsold: Option<Unsold> = None;
        let mut lack = |stream: usize, units: i64| {
            let credit = problem.stream_credits[stream];
            match unsold.as_mut().filter(|unsold| unsold.credit == credit) {
                Some(unsold) => unsold.units += units,
                None => unsold = unsold.or(Some(Unsold { units, credit })),
            }
        };
        for (stream, units) in short.iter().enumerate().filter(|(_, units)| **units > 0) {
            match charges.tariffs[month][stream] {
                None => lack(stream, *units),
                Some(tariff) => match sums.iter_mut().find(|(known, _)| *known == tariff) {
                    Some((_, sum)) => *sum += units,
                    None => sums.push((tariff, *units)),
                },
            }
        }
        for (index, units) in sums {
            match problem.tariffs[index].cost(units) {
                Some(cost) => self.cost = self.cost.saturating_add(cost),
                None => {
                    let stream = charges.tariffs[month].iter().position(|tariff| *tariff == Some(index));
                    lack(stream.unwrap_or(0), problem.tariffs[index].beyond(units));
                }
            }
        }
        unsold.map_or(Ok(()), Err)
    }

    /// Uses a month's demand, everything bought, pays what was short, and ends the month.
    ///
    /// # Errors
    ///
    /// What nothing sells; `None` where what is used is not to be had at all.
    pub fn pay_month(&mut self, problem: &Problem, month: usize) -> Result<(), Option<Unsold>> {
        let short = self.burn(problem, month).ok_or(None)?;
        self.charge(problem, month, &short)?;
        self.end_month(problem, month);
        Ok(())
    }

    /// What the end of a month takes: ended lots, then what a plan may not carry whatever comes next.
    pub fn end_month(&mut self, problem: &Problem, month: usize) {
        let slot = problem.month_slots[month + 1];
        let end = u16::try_from(slot).unwrap_or(BEYOND);
        self.drop_lots(problem, |lot| lot.end <= end);
        let last = month + 1 == problem.months();
        self.cut_carried(problem, slot, month, &|pool| last || problem.pools[pool].early);
        self.add_ons.retain(|add_on| add_on.until > month + 1);
        self.left = if self.paid_months == 0 { problem.families[self.context] } else { 0 };
    }
}
