//! What the usage is made of: contexts that can be chosen, streams that are used, months.

use super::Unfit;
use crate::plan::problem::Problem;

/// The parts of a problem that matter.
pub struct Frame<'p> {
    pub problem: &'p Problem,
    /// Contexts that can be chosen, rising.
    pub contexts: Vec<usize>,
    /// Streams of which anything is used.
    pub streams: Vec<usize>,
    /// Units used by month: without a plan, or as many as on any plan where one is needed.
    pub demand: Vec<i64>,
    /// By month: whether there is no doing without a plan.
    pub needs_plan: Vec<bool>,
}

impl<'p> Frame<'p> {
    /// # Errors
    ///
    /// [`Unfit`] where use depends on the plan in a way the core does not know.
    pub fn of(problem: &'p Problem) -> Result<Frame<'p>, Unfit> {
        let contexts: Vec<usize> =
            (0..problem.demand.len()).filter(|context| problem.demand[*context].is_some()).collect();
        let demands = || contexts.iter().filter_map(|context| problem.demand[*context].as_ref());
        let used = |stream: &usize| {
            let of = |units: &Vec<i64>| {
                units.iter().skip(*stream).step_by(problem.streams).any(|units| *units > 0)
            };
            demands().any(|demand| of(&demand.units))
        };
        let streams: Vec<usize> = (0..problem.streams).filter(used).collect();
        if streams.is_empty() {
            return Err(Unfit("nothing is used"));
        }
        let (mut demand, mut needs_plan) = (Vec::new(), Vec::new());
        for month in 0..problem.months() {
            let on = |context: usize| problem.month_demand(context, month, problem.all_streams());
            let mut most = 0;
            for context in contexts.iter().filter(|context| **context > 0) {
                most = most.max(on(*context).ok_or(Unfit("use that is not offered"))?);
            }
            let without = on(0);
            if without.is_some_and(|without| without < most) {
                return Err(Unfit("more use on a plan than without one"));
            }
            demand.push(without.unwrap_or(most));
            needs_plan.push(without.is_none());
        }
        Ok(Frame { problem, contexts, streams, demand, needs_plan })
    }

    /// Months of the horizon.
    pub fn months(&self) -> usize {
        self.demand.len()
    }

    /// By month: units fewer that are used in a context than are used at most; empty where there are none.
    pub fn covered(&self, context: usize) -> Vec<i64> {
        let of = |(month, most): (usize, &i64)| {
            let used = self.problem.month_demand(context, month, self.problem.all_streams());
            most - used.unwrap_or(*most)
        };
        self.demand.iter().enumerate().map(of).collect()
    }

    /// Whether a class's credits serve everything that is used, or nothing of it.
    ///
    /// # Errors
    ///
    /// [`Unfit`] where they serve a part.
    pub fn serves(&self, class: usize) -> Result<bool, Unfit> {
        let served = &self.problem.classes[class].streams;
        let count = self.streams.iter().filter(|stream| served.contains(**stream)).count();
        match count {
            0 => Ok(false),
            _ if count == self.streams.len() => Ok(true),
            _ => Err(Unfit("credits for a part of the use")),
        }
    }

    /// The month that begins with a slot; the number of months for ends at or after the horizon's.
    ///
    /// # Errors
    ///
    /// [`Unfit`] inside a month: the core knows none but months' starts. Nothing else is lost by summing a month's
    /// slots: what is held serves all use alike, in one order, so that a month takes the same from it in whatever
    /// order its days come.
    pub fn month_of(&self, slot: usize) -> Result<usize, Unfit> {
        let starts = &self.problem.month_slots;
        let month = starts.partition_point(|start| *start < slot);
        match starts.get(month) {
            Some(start) if *start == slot => Ok(month),
            Some(_) => Err(Unfit("credits end inside a month")),
            None => Ok(self.months()),
        }
    }
}
