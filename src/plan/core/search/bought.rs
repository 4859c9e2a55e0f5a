//! From a label back to its purchases.

use super::super::label::NONE;
use super::super::problem::{CoreBuy, CorePurchases, CoreTerm};
use super::{CoreSolver, Pass};

impl CoreSolver {
    /// What is bought on the way to a node.
    pub(super) fn purchases(&self, pass: &Pass, node: u32) -> CorePurchases {
        let mut decisions = Vec::new();
        let mut at = node;
        while let Some(node) = pass.nodes.get(at as usize) {
            decisions.push(node.decision);
            at = node.parent;
        }
        decisions.pop();
        let mut purchases = CorePurchases::default();
        for (month, decision) in decisions.iter().rev().enumerate() {
            if let Some(plan) = self.model.plans.get(usize::from(decision.started)) {
                purchases.terms.push(CoreTerm { month, plan: plan.source });
            }
            let model = &self.model;
            let source = |pack: u32| {
                model.packs.iter().chain(&model.limited).nth(pack as usize).map_or(0, |pack| pack.source)
            };
            let sells_packs = model.sells_packs(Some(usize::from(decision.active)));
            let frontier = &self.offers.frontiers[usize::from(sells_packs)];
            let mut bought: Vec<(usize, i64)> =
                frontier.packs(decision.set).map(|pack| (source(pack as u32), 1)).collect();
            bought.extend((decision.last != NONE).then(|| (source(decision.last), 1)));
            for listed in [decision.limited, decision.stocked] {
                bought.extend(pass.copies.list(listed).iter().map(|(pack, copies)| (source(*pack), *copies)));
            }
            bought.sort_unstable();
            for (pack, copies) in bought {
                match purchases.bought.last_mut().filter(|buy| buy.month == month && buy.pack == pack) {
                    Some(buy) => buy.copies += copies,
                    None => purchases.bought.push(CoreBuy { month, pack, copies }),
                }
            }
        }
        purchases
    }
}
