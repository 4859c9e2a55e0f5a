//! Credits held: the order in which they burn, and what takes them away.

use std::cmp::Ordering;

use super::account::{Account, LOST, Lot};
use super::model::{Kind, Without};

impl Account<'_> {
    /// The lot that burns first of those a stream can use.
    fn first(&self, stream: usize) -> Option<usize> {
        let usable = |place: &usize| !self.lots[*place].shut && self.lots[*place].serves[stream];
        (0..self.lots.len()).filter(usable).min_by(|a, b| self.order(&self.lots[*a], &self.lots[*b]))
    }

    fn order(&self, a: &Lot, b: &Lot) -> Ordering {
        let waits = |lot: &Lot| lot.rolls.as_ref().is_some_and(|rolls| rolls.carried && rolls.last);
        let price = |lot: &Lot, other: &Lot| lot.price.0 * other.price.1;
        let by = |name: &str| match name {
            "priority" => a.priority.cmp(&b.priority),
            "expiry" => a.end.cmp(&b.end),
            "free_first" => (a.price.0 > 0).cmp(&(b.price.0 > 0)),
            "cheapest_first" => price(a, b).cmp(&price(b, a)),
            "dearest_first" => price(b, a).cmp(&price(a, b)),
            // Types have steps of their own, but lots that compete are of one type.
            "largest_first" => b.size.cmp(&a.size),
            "oldest" => a.granted.cmp(&b.granted),
            _ => unreachable!(),
        };
        let order = &self.model.rules.order;
        let by_priority = order.first() == Some(&"priority");
        let start = if by_priority { by("priority") } else { Ordering::Equal };
        let place = |lot: &Lot| (lot.granted, lot.offer, lot.place, lot.team, lot.serial);
        order
            .iter()
            .fold(start.then(waits(a).cmp(&waits(b))), |so_far, name| so_far.then(by(name)))
            .then(place(a).cmp(&place(b)))
    }

    /// Takes use of a stream out of the lots, one step at a time; how many were lacking.
    pub fn burn(&mut self, stream: usize, wanted: i64) -> i64 {
        for taken in 0..wanted {
            let Some(first) = self.first(stream) else { return wanted - taken };
            self.lots[first].left -= 1;
            *self.pages.uses.entry((self.lots[first].offer, stream)).or_default() += 1;
            self.lots.retain(|lot| lot.left > 0);
        }
        0
    }

    fn lose(&mut self, lot: &Lot, steps: i64, cause: &'static str, day: i64) {
        self.row[lot.kind][LOST] += steps;
        let model = self.model;
        let offer = lot.offer.map(|offer| &model.offers[offer].kind);
        if let (Some(offer), Some(Kind::Plan(plan) | Kind::AddOn(plan))) = (lot.offer, offer)
            && plan.gifts[lot.place].cap_used
        {
            let last = self
                .capped
                .iter_mut()
                .rfind(|((of, place, team, _), _)| (*of, *place, *team) == (offer, lot.place, lot.team));
            *last.unwrap().1 -= steps;
        }
        let parts = i128::from(self.model.types[lot.kind].parts);
        let value = (lot.price.0 * i128::from(steps), lot.price.1 * parts);
        self.pages.losses.push((day, lot.offer, lot.kind, lot.granted, steps, lot.size, cause, value));
    }

    fn lose_all(&mut self, day: i64, cause: impl Fn(&Account, &Lot) -> Option<&'static str>) {
        for lot in std::mem::take(&mut self.lots) {
            match cause(self, &lot) {
                Some(cause) => self.lose(&lot, lot.left, cause, day),
                None => self.lots.push(lot),
            }
        }
    }

    pub fn expire(&mut self, day: i64) {
        self.lose_all(day, |_, lot| (lot.end <= day).then_some(if lot.cycle { "cycle" } else { "expired" }));
    }

    pub fn fits(&self, lot: &Lot) -> bool {
        let mut active = self.plan.iter().chain(&self.add_ons);
        lot.needs.as_ref().is_none_or(|needs| active.any(|active| needs.contains(&active.offer)))
    }

    /// Of add-ons, or of all else.
    pub fn lapse(&mut self, day: i64, add_ons: bool) {
        let model = self.model;
        let is_one =
            |lot: &Lot| lot.offer.is_some_and(|offer| matches!(model.offers[offer].kind, Kind::AddOn(_)));
        self.lose_all(day, |account, lot| {
            (lot.without == Without::Lost && is_one(lot) == add_ons && !account.fits(lot)).then_some("lapsed")
        });
        for place in 0..self.lots.len() {
            if is_one(&self.lots[place]) == add_ons {
                self.lots[place].shut =
                    self.lots[place].without == Without::Frozen && !self.fits(&self.lots[place]);
            }
        }
    }

    /// Cuts carried credits at the end of the time they were given for, one step at a time, the oldest lots first.
    pub fn cut(&mut self, day: i64) {
        let ending = self
            .lots
            .iter()
            .filter_map(|lot| lot.rolls.as_ref().map(|rolls| (rolls.until, rolls.pool, lot.team)));
        let mut pools: Vec<_> =
            ending.filter(|(until, _, _)| *until == day).map(|(_, pool, team)| (pool, team)).collect();
        pools.sort_unstable();
        pools.dedup();
        for (pool, team) in pools {
            let inside = |lot: &Lot| {
                lot.team == team
                    && lot.rolls.as_ref().is_some_and(|rolls| rolls.pool == pool && rolls.until <= day)
            };
            let mut places: Vec<usize> =
                (0..self.lots.len()).filter(|place| inside(&self.lots[*place])).collect();
            places.sort_by_key(|place| self.lots[*place].serial);
            let total: i64 = places.iter().map(|place| self.lots[*place].left).sum();
            let newest = self.lots[*places.last().unwrap()].rolls.clone().unwrap();
            let shared = newest.percent.map(|percent| total * percent / 100);
            let fresh = self.fresh(pool, team, day);
            let most = [shared, newest.at_most, newest.total.map(|total| (total - fresh).max(0))];
            let mut excess = total - most.into_iter().flatten().fold(total, i64::min);
            for place in places {
                let cut = excess.min(self.lots[place].left);
                excess -= cut;
                self.lots[place].left -= cut;
                self.lots[place].rolls.as_mut().unwrap().carried = true;
                if cut > 0 {
                    let lot = self.lots[place].clone();
                    self.lose(&lot, cut, "over_cap", day);
                }
            }
        }
        self.lots.retain(|lot| lot.left > 0);
    }
}
