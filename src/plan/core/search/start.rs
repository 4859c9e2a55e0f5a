//! How a pass begins: its tables, what is taken off their line, and the empty-handed label.

use super::super::bound::{Beyond, Bound, FREE, Tables};
use super::super::copies::Copies;
use super::super::label::{Decision, Label, Layer, Lot, NO_PLAN, NONE, cut};
use super::{AFRESH, CoreSolver, MOST_BYTES, Means, Node, Pass, ROUGH};

impl CoreSolver {
    /// The next pass, at the first month.
    pub(super) fn start_pass(&mut self) -> Pass {
        let Means { mut tables, width } = self.passes[self.pass];
        tables.prorated &= self.model.plans.iter().any(|plan| plan.term > 1);
        let mut lots: Vec<Lot> = self.model.start.iter().map(|(end, units)| Lot::new(*end, *units)).collect();
        let total = cut(&self.model, 0, &mut lots);
        if self.pass == ROUGH + 1 {
            (self.bounds, self.tables) = (Vec::new(), None);
            self.weigh_beyond(&lots);
        }
        tables.most = MOST_BYTES / self.beyond.len();
        if self.tables != Some(tables) {
            // The old tables go before the new ones come.
            self.bounds = Vec::new();
            for beyond in &self.beyond {
                let bound =
                    Bound::new(&self.model, &self.offers.contexts, Tables { beyond: *beyond, ..tables });
                self.nodes += bound.bytes() as u64 / 128;
                self.bounds.push(bound);
            }
            self.tables = Some(tables);
        }
        let decision =
            Decision { started: NO_PLAN, active: NO_PLAN, set: 0, last: NONE, limited: NONE, stocked: NONE };
        let mut layer = Layer::default();
        let root = Label {
            cost: 0,
            least: 0,
            total,
            bucket: 0,
            copies: 0,
            lots: 0,
            lots_count: 0,
            plan: NO_PLAN,
            context: FREE as u16,
            left: 0,
            parent: NONE,
            decision,
        };
        layer.push(root, &lots);
        for bound in &self.bounds {
            self.lower = self.lower.max(bound.least(&self.model, 0, FREE, &lots, 0));
        }
        Pass {
            width,
            month: 0,
            layer,
            nodes_from: 0,
            done: 0,
            next: Layer::default(),
            full: width * 4,
            worst: i64::MAX,
            nodes: vec![Node { parent: NONE, decision }],
            copies: Copies::default(),
            dropped: i64::MAX,
            stopped: AFRESH,
        }
    }

    /// What is best taken off the line, by coarse tables, and nothing.
    fn weigh_beyond(&mut self, lots: &[Lot]) {
        let nothing = self.weigh(Beyond::NOTHING, lots);
        let mut best = (nothing, Beyond::NOTHING);
        for candidate in Beyond::candidates(&self.model) {
            let least = self.weigh(candidate, lots);
            if least > best.0 {
                best = (least, candidate);
            }
        }
        self.lower = self.lower.max(best.0);
        self.beyond = if best.0 > nothing { vec![best.1, Beyond::NOTHING] } else { vec![Beyond::NOTHING] };
    }

    /// Takes this off the line, and nothing else.
    #[cfg(test)]
    pub(in crate::plan::core) fn take_off(&mut self, beyond: Beyond) {
        self.beyond = vec![beyond];
    }

    /// What coarse tables that take this off the line say the problem costs at least.
    fn weigh(&mut self, beyond: Beyond, lots: &[Lot]) -> i64 {
        let tables = Tables { points: 192, every_month: false, prorated: true, beyond, most: MOST_BYTES };
        let bound = Bound::new(&self.model, &self.offers.contexts, tables);
        self.nodes += bound.bytes() as u64 / 128;
        bound.least(&self.model, 0, FREE, lots, 0)
    }
}
