//! Packs for members stocked up in the last month of a subscription.

use super::bound::{QUIT, STOCK};
use super::expand::{Expansion, add, has_left};
use super::label::{Layer, cut};

impl Expansion<'_> {
    /// Adds any number of copies of one pack to labels that stock up, as far as they can be used; after the last pack
    /// they are labels that quit.
    pub fn stock(&mut self, layer: &Layer, index: usize, is_last: bool) {
        let model = self.model;
        let next = self.month + 1;
        let Some(pack) = model.packs.iter().chain(&model.limited).nth(index) else { return };
        let context = if is_last { QUIT } else { STOCK };
        for label in &layer.labels {
            if usize::from(label.context) != STOCK {
                self.out.push(*label, layer.lots(label));
                continue;
            }
            let mut label = *label;
            let mut lots = layer.lots(&label).to_vec();
            let before = self.copies.list(label.decision.stocked).to_vec();
            let mut total = label.total;
            let mut copies = 0;
            loop {
                // Without stocking up at all it is the label that quits or not, which is kept beside this one.
                if !is_last || copies > 0 || !before.is_empty() {
                    self.keep(&mut label, context, &lots, total);
                }
                self.weighed += 16;
                copies += 1;
                if let Some(limited) = index.checked_sub(model.packs.len()) {
                    if !has_left(&label, limited, pack, 1) {
                        break;
                    }
                    label.copies += 1 << (8 * limited);
                }
                label.cost += pack.price;
                add(&mut lots, model.end(self.month, pack.life), pack.units);
                let more = cut(model, next, &mut lots);
                label.total = more;
                // A copy that adds nothing takes the place of others that cost as much use; more copies add nothing
                // either. The bound of stocking up more rises with each copy that is of no use to any plan.
                if more == total
                    || label.cost + self.bound.least(model, next, STOCK, &lots, 0) >= self.ceiling
                {
                    break;
                }
                total = more;
                let mut stocked = before.clone();
                stocked.push((index as u32, copies));
                label.decision.stocked = self.copies.number(&stocked);
            }
        }
    }
}
