//! Terms that begin and end, moves to other plans, and limits.

use super::account::{Account, Refused};
use super::model::{Buy, Kind, What};

impl Account<'_> {
    pub fn end_terms(&mut self) {
        let month = self.month;
        let ended = self.plan.as_ref().filter(|plan| plan.until <= month);
        self.over = ended.map(|plan| self.model.offers[plan.offer].family);
        self.plan = self.plan.take().filter(|plan| plan.until > month);
        self.add_ons.retain(|add_on| add_on.until > month);
    }

    pub fn move_on(&mut self) -> Result<(), Refused> {
        let Some((from, to)) = self.moving.take() else { return Ok(()) };
        if !self.is_open(to, self.month_start(self.month)) {
            return Ok(());
        }
        self.moved.push((from, to));
        match self.plan.take() {
            Some(left) => {
                self.over = Some(self.model.offers[left.offer].family);
                self.subscribe(to, self.term(to, left.months), 1, true)
            }
            None => Ok(()),
        }
    }

    fn term(&self, plan: usize, months: i64) -> i64 {
        let terms = &self.model.plan(plan).unwrap().terms;
        terms.iter().map(|(own, _)| *own).find(|own| *own == months).unwrap_or(terms[0].0)
    }

    /// Copies of a pack bought in one month are one purchase; plans that were left are those taken instead.
    pub fn as_made(&self, buys: &[Buy]) -> Vec<Buy> {
        let mut made: Vec<Buy> = Vec::new();
        for buy in buys {
            let mut buy = *buy;
            if let What::Term(months) = buy.what {
                if self.plan.as_ref().is_some_and(|plan| plan.moved) {
                    continue;
                }
                for (from, to) in &self.moved {
                    if buy.offer == *from {
                        buy.offer = *to;
                    }
                }
                if let Kind::Plan(_) = self.model.offers[buy.offer].kind {
                    buy.what = What::Term(self.term(buy.offer, months));
                }
            }
            let known = made.iter_mut().find(|known| known.offer == buy.offer);
            match (known.map(|known| &mut known.what), buy.what) {
                (Some(What::Copies(known)), What::Copies(more)) => *known += more,
                _ => made.push(buy),
            }
        }
        made
    }

    pub fn is_open(&self, offer: usize, day: i64) -> bool {
        let offer = &self.model.offers[offer];
        let (from, until) = offer.window;
        let needed =
            offer.needs.is_empty() || self.plan_offer().is_some_and(|plan| offer.needs.contains(&plan));
        from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until) && needed
    }

    /// Whether the limits allow so many more.
    pub fn has_room(&self, offer: usize, copies: i64) -> bool {
        let own = &self.model.offers[offer];
        let before = match own.kind {
            Kind::AddOn(_) => {
                self.add_ons.iter().filter(|active| active.offer == offer).map(|active| active.copies).sum()
            }
            _ => self.taken[offer],
        };
        own.ever.is_none_or(|most| before + copies <= most)
            && own.monthly.is_none_or(|most| self.taken_now[offer] + copies <= most)
    }

    pub fn take(&mut self, offer: usize, copies: i64) {
        self.taken[offer] += copies;
        self.taken_now[offer] += copies;
    }
}
