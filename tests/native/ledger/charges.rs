//! Use that finds the balance empty.

use super::account::{Account, BLOCKED, CARRIED, CHARGED, SLOW, USED};
use super::model::{AtZero, Buy, Fee, Kind, Limit, Size, What};

impl Account<'_> {
    pub fn use_up(&mut self, stream: usize, wanted: i64, day: i64) {
        let kind = self.streams[stream].kind;
        let mut short = self.burn(stream, wanted);
        while short > 0 && self.refill(Some((stream, short)), day) {
            let before = short;
            short = self.burn(stream, short);
            if before == short {
                break;
            }
        }
        self.row[kind][USED] += wanted - short;
        if *self.at_zero() == AtZero::Carry && self.charged_by(stream).is_none() {
            self.debts[stream] += short;
            self.row[kind][CARRIED] += short;
        } else {
            self.short[stream] += short;
        }
    }

    pub fn refill_if_low(&mut self, day: i64) {
        self.refill(None, day);
    }

    /// Buys once by itself, for a stream that is short or for a low balance; whether it did.
    fn refill(&mut self, short: Option<(usize, i64)>, day: i64) -> bool {
        let AtZero::Refill { offer, at, inclusive, size, most, amount } = self.at_zero() else {
            return false;
        };
        let (kind, one) = match &self.model.offers[*offer].kind {
            Kind::TopUp { gift, .. } => (gift.kind, gift.steps),
            Kind::Pack { gifts, .. } => {
                let own = gifts.iter().filter(|gift| gift.kind == gifts[0].kind);
                (gifts[0].kind, own.map(|gift| gift.steps).sum())
            }
            _ => unreachable!(),
        };
        let usable = self.lots.iter().filter(|lot| lot.kind == kind && !lot.shut);
        let balance = match short {
            Some((stream, _)) if self.streams[stream].kind != kind => return false,
            Some((_, short)) => -short,
            None => usable.map(|lot| lot.left).sum(),
        };
        let low = short.is_some() || balance < *at || (*inclusive && balance == *at);
        if !low || self.refills.0 >= most.unwrap_or(1_000) {
            return false;
        }
        let count = match size {
            Size::One => 1,
            Size::Gap if at - balance < one => 1,
            Size::Gap => (at - balance) / one + 1,
            Size::To(level) => ((level - balance + one - 1) / one).max(1),
        };
        let (what, counted) = match &self.model.offers[*offer].kind {
            Kind::TopUp { min, max, .. } => {
                (What::Blocks(count.max(*min).min(max.unwrap_or(count.max(*min)))), 1)
            }
            Kind::Pack { min, max, .. } => {
                let copies = count.max(*min).min(max.unwrap_or(count.max(*min)));
                (What::Copies(copies), copies)
            }
            _ => unreachable!(),
        };
        let buy = Buy { offer: *offer, what };
        let paid = self.refills.1 + self.price_of(buy).unwrap();
        if !self.is_open(*offer, day)
            || !self.has_room(*offer, counted)
            || amount.is_some_and(|most| paid > most)
        {
            return false;
        }
        self.buy(buy, day, true).unwrap();
        self.refills = (self.refills.0 + 1, paid);
        true
    }

    /// What charges a stream: the offer, the place of the charge.
    fn charged_by(&self, stream: usize) -> Option<(usize, usize)> {
        let stream = &self.streams[stream];
        let fits = |fee: &Fee| {
            fee.kind == stream.kind && fee.scope.as_ref().is_none_or(|scope| scope.contains(&stream.feature))
        };
        if let Some(offer) = self.plan_offer() {
            let plan = self.model.plan(offer).unwrap();
            if plan.at_zero == AtZero::Slow && self.model.slow {
                return None;
            }
            if let Some(place) = plan.overage.iter().position(fits) {
                return Some((offer, place));
            }
            if !matches!(plan.at_zero, AtZero::Charge | AtZero::Slow) {
                return None;
            }
        }
        let today = self.month_start(self.month);
        let sells = |offer: &usize| match &self.model.offers[*offer].kind {
            Kind::PayAsYouGo(fee) => fits(fee) && self.is_open(*offer, today),
            _ => false,
        };
        (0..self.model.offers.len()).find(sells).map(|offer| (offer, 0))
    }

    /// Charges the month on its last day.
    pub fn charge(&mut self, day: i64) {
        if let AtZero::Upgrade(to) = self.at_zero()
            && self.short.iter().any(|short| *short > 0)
        {
            self.moving = Some((self.plan_offer().unwrap(), *to));
        }
        let by: Vec<Option<(usize, usize)>> =
            (0..self.streams.len()).map(|stream| self.charged_by(stream)).collect();
        let mut all: Vec<(usize, usize)> = Vec::new();
        if let Some(plan) = self.plan_offer() {
            all.extend((0..self.model.plan(plan).unwrap().overage.len()).map(|place| (plan, place)));
        }
        for (charge, short) in by.iter().zip(&self.short) {
            if let Some(charge) = charge
                && *short > 0
                && !all.contains(charge)
            {
                all.push(*charge);
            }
        }
        for (offer, place) in all {
            let (fee, name) = match &self.model.offers[offer].kind {
                Kind::Plan(plan) => (plan.overage[place].clone(), "overage"),
                Kind::PayAsYouGo(fee) => (fee.clone(), "pay_as_you_go"),
                _ => unreachable!(),
            };
            let of = |stream: &usize| by[*stream] == Some((offer, place));
            let wanted: i64 = (0..by.len()).filter(of).map(|stream| self.short[stream]).sum();
            let mut steps = match fee.limit {
                None => wanted,
                Some(Limit::Steps(most)) => wanted.min(most),
                Some(Limit::Cents(most)) => {
                    (0..=wanted).rev().find(|steps| self.cost(&fee, *steps) <= most).unwrap_or(0)
                }
            };
            let standing = fee.minimum.is_some() || fee.commitment.is_some();
            let cents = if steps > 0 || (standing && name == "overage") { self.cost(&fee, steps) } else { 0 };
            if steps > 0 || cents > 0 {
                let mut credits = vec![0; self.model.types.len()];
                credits[fee.kind] = steps;
                self.pages
                    .payments
                    .push((self.month, day, name, offer, place, 1, credits, None, cents, 0, false));
            }
            self.row[fee.kind][CHARGED] += steps;
            for stream in (0..by.len()).filter(of) {
                let taken = steps.min(self.short[stream]);
                steps -= taken;
                self.short[stream] -= taken;
            }
        }
        let mut blocked = vec![0; self.streams.len()];
        for (stream, short) in self.short.clone().into_iter().enumerate() {
            let kind = self.streams[stream].kind;
            match self.at_zero() {
                AtZero::Carry => {
                    self.debts[stream] += short;
                    self.row[kind][CARRIED] += short;
                }
                AtZero::Slow if self.model.slow => self.row[kind][SLOW] += short,
                AtZero::Upgrade(_) => self.row[kind][SLOW] += short,
                _ => {
                    self.row[kind][BLOCKED] += short;
                    blocked[stream] = short;
                }
            }
        }
        self.pages.blocked.push(blocked);
    }

    /// Cents for a month's steps, rounded once, the half up.
    fn cost(&self, fee: &Fee, steps: i64) -> i64 {
        // In parts of a cent: hundredths by the steps of a credit, by percent, by tenths of a factor.
        let parts = i128::from(self.model.types[fee.kind].parts);
        let cent = 100 * parts * 100 * 10;
        let list = match fee.block {
            Some(block) => i128::from((steps + block - 1) / block * fee.price) * parts,
            None => i128::from(steps * fee.price),
        };
        let mut cost = list * i128::from(100 - fee.discount) * 10;
        if let Some(most) = fee.maximum {
            cost = cost.min(i128::from(most) * cent);
        }
        if let Some(least) = fee.minimum {
            cost = cost.max(i128::from(least) * cent);
        }
        if let Some((amount, tenths)) = fee.commitment {
            let amount = i128::from(amount) * cent;
            cost = amount + (cost - amount).max(0) / 10 * i128::from(tenths);
        }
        i64::try_from((2 * cost + cent) / (2 * cent)).unwrap()
    }
}
