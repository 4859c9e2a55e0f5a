//! Random offers.

use super::draw::Draw;
use super::model::{AtZero, Carry, Every, Fee, Gift, Kind, Life, Limit, Offer, Plan, Seat, Size, Without};

impl Draw<'_> {
    /// Up to two plans, one of them perhaps with a ladder of two rungs.
    pub fn plans(&mut self) -> Vec<Offer> {
        let mut offers: Vec<Offer> = Vec::new();
        for _ in 0..self.random.pick(&[0, 1, 1, 2, 2]) {
            let family = offers.len();
            let mut plan = self.subscription();
            let ladder = self.random.chance(30) && plan.gifts[0].fill.is_none();
            if ladder {
                plan.rung = Some(plan.gifts[0].steps);
            }
            let mut offer = self.offer(family, Kind::Plan(plan.clone()));
            offers.push(offer.clone());
            self.families.push(family);
            if ladder {
                plan.gifts[0].steps += self.random.between(1, 30);
                plan.rung = Some(plan.gifts[0].steps);
                plan.terms.iter_mut().for_each(|(_, cents)| *cents += 777);
                offer.kind = Kind::Plan(plan);
                offers.push(offer);
                self.families.push(family);
            }
        }
        offers
    }

    fn subscription(&mut self) -> Plan {
        let mut terms = Vec::new();
        for (months, percent) in [(1, 80), (3, 25), (12, 25)] {
            if self.random.chance(percent) || (months == 12 && terms.is_empty()) {
                terms.push((months, self.random.between(0, 3_000) * months));
            }
        }
        let seat = self.maybe(50, |draw| Seat {
            cents: terms.iter().map(|(months, _)| months * draw.random.between(0, 900)).collect(),
            included: draw.random.between(0, 2),
            min: draw.random.between(0, 3),
        });
        let gifts: Vec<Gift> =
            (0..1 + self.random.below(3)).map(|_| self.plan_gift(&terms, seat.is_some())).collect();
        let mut overage: Vec<Fee> = Vec::new();
        for _ in 0..self.random.pick(&[0, 0, 1, 2]) {
            let fee = self.fee();
            // One that charges for all that a later one is for would hide it.
            if overage.iter().all(|other| other.kind != fee.kind)
                || (fee.scope.is_none() && overage[0].scope.is_some())
            {
                overage.push(fee);
            }
        }
        let mut plan = Plan { terms, seat, gifts, overage, at_zero: AtZero::Charge, rung: None };
        same_caps(&mut plan.gifts);
        plan
    }

    fn gift(&mut self) -> Gift {
        let life = match self.random.below(10) {
            0..3 => Life::Never,
            3..5 => Life::Cycle,
            5..8 => Life::Months(self.random.between(1, 3)),
            _ => Life::Days(self.random.between(1, 50)),
        };
        let scope = self.maybe(30, |draw| {
            let first = draw.random.below(draw.features);
            (0..draw.features).filter(|feature| *feature == first || draw.random.chance(30)).collect()
        });
        Gift {
            kind: self.random.below(self.types),
            steps: self.random.between(1, 60),
            fill: None,
            per_seat: false,
            private: false,
            every: Every::Once,
            terms: Vec::new(),
            window: (None, None),
            cap: None,
            cap_used: false,
            balance_at_most: self.maybe(8, |draw| draw.random.between(20, 90)),
            life,
            priority: self.random.pick(&[5, 10, 10, 20, 20]),
            without: self.random.pick(&[Without::Kept, Without::Kept, Without::Lost, Without::Frozen]),
            carry: None,
            scope,
            bonus: self.random.chance(10),
        }
    }

    fn plan_gift(&mut self, terms: &[(i64, i64)], seats: bool) -> Gift {
        let mut gift = self.gift();
        gift.every = self.random.pick(&[
            Every::Month,
            Every::Month,
            Every::Month,
            Every::Day,
            Every::Week(None),
            Every::Once,
            Every::Term,
        ]);
        if self.random.chance(50) && gift.every == Every::Week(None) {
            gift.every = Every::Week(Some(self.random.between(0, 6)));
        }
        if matches!(gift.every, Every::Day | Every::Week(_)) {
            gift.steps = 1 + gift.steps / 10;
            gift.life = self.random.pick(&[Life::Cycle, Life::Cycle, gift.life]);
            let week = gift.every == Every::Day && self.random.chance(50);
            gift.cap = self.maybe(40, |draw| (draw.random.between(1, 20), week));
            gift.cap_used = gift.cap.is_some()
                && (gift.every, gift.life) == (Every::Day, Life::Cycle)
                && self.random.chance(50);
        } else if self.random.chance(15) {
            gift.life = Life::Term;
        }
        gift.per_seat = seats && self.random.chance(50);
        gift.private = seats && self.random.chance(30);
        gift.window = self.window(8);
        if self.random.chance(15) || (gift.every == Every::Term && self.random.chance(50)) {
            gift.terms = vec![self.random.pick(terms).0];
        }
        if self.random.chance(15) {
            gift.fill = Some(self.random.chance(50));
        }
        let rolls = gift.every == Every::Month || (gift.every == Every::Term && !gift.terms.is_empty());
        if rolls && self.random.chance(50) {
            gift.fill = None;
            gift.without = Without::Kept;
            gift.carry = Some(self.carry());
        }
        gift
    }

    fn carry(&mut self) -> Carry {
        let mut carry = Carry {
            further: self.maybe(60, |draw| draw.random.between(0, 3)),
            at_most: self.maybe(40, |draw| draw.random.between(0, 60)),
            total: self.maybe(25, |draw| draw.random.between(0, 100)),
            percent: self.maybe(25, |draw| draw.random.between(0, 100)),
            kept: self.random.chance(40),
            last: self.random.chance(30),
        };
        if (carry.further, carry.at_most, carry.total, carry.percent) == (None, None, None, None) {
            carry.further = Some(1);
        }
        carry
    }

    fn fee(&mut self) -> Fee {
        let minimum = self.maybe(15, |draw| draw.random.between(1, 500));
        Fee {
            kind: self.random.below(self.types),
            scope: self.maybe(25, |draw| vec![draw.random.below(draw.features)]),
            block: self.maybe(40, |draw| draw.random.between(1, 20)),
            price: self.random.between(1, 30_000),
            discount: self.random.pick(&[0, 0, 15]),
            maximum: self.maybe(15, |draw| minimum.unwrap_or(0) + draw.random.between(1, 900)),
            minimum,
            commitment: self.maybe(15, |draw| (draw.random.between(1, 500), draw.random.pick(&[10, 12]))),
            limit: self.maybe(25, |draw| match draw.random.chance(50) {
                true => Limit::Steps(draw.random.between(1, 40)),
                false => Limit::Cents(draw.random.between(100, 3_000)),
            }),
        }
    }

    pub fn bought(&mut self) -> Kind {
        match self.random.below(10) {
            0 => {
                let mut plan = self.subscription();
                plan.rung = None;
                Kind::AddOn(Plan { overage: Vec::new(), ..plan })
            }
            1..5 => {
                let min = self.random.pick(&[1, 1, 2]);
                let max = self.maybe(30, |draw| min + draw.random.between(0, 3));
                let gifts = (0..1 + self.random.below(2)).map(|_| self.gift()).collect();
                Kind::Pack { price: self.random.between(1, 3_000), min, max, gifts }
            }
            5..7 => {
                let min = self.random.pick(&[1, 1, 3]);
                let max = self.maybe(40, |draw| min + draw.random.between(0, 5));
                let mut gift = self.gift();
                gift.steps = 1 + gift.steps / 4;
                gift.balance_at_most = None;
                gift.bonus = false;
                let bonus = self.maybe(30, |draw| (draw.random.between(1, 6), draw.random.between(1, 50)));
                Kind::TopUp { price: self.random.between(1, 900), min, max, bonus, gift }
            }
            7..9 => Kind::PayAsYouGo(self.fee()),
            _ => Kind::Gift { only_new: self.random.chance(50), gifts: vec![self.gift()] },
        }
    }

    /// What happens on each plan when credits are used up: rungs alike.
    pub fn at_zero(&mut self, offers: &mut [Offer]) {
        let refills: Vec<usize> = (0..offers.len())
            .filter(|offer| matches!(offers[*offer].kind, Kind::Pack { .. } | Kind::TopUp { .. }))
            .collect();
        for family in 0..self.families.len() {
            if self.families[family] != family || self.random.chance(35) {
                continue;
            }
            let Kind::Plan(plan) = &offers[family].kind else { continue };
            let others: Vec<usize> = (0..self.families.len())
                .filter(|other| {
                    self.families.iter().filter(|own| *own == other).count() == 1 && *other != family
                })
                .collect();
            let at_zero = match self.random.below(8) {
                0 if plan.overage.is_empty() => AtZero::Stop,
                1 => AtZero::Slow,
                2 | 3 if plan.overage.is_empty() => AtZero::Carry,
                4 | 5 if !others.is_empty() => AtZero::Upgrade(self.random.pick(&others)),
                6.. if !refills.is_empty() => self.refill(&refills),
                _ => continue,
            };
            for offer in offers.iter_mut().filter(|offer| offer.family == family) {
                if let Kind::Plan(plan) = &mut offer.kind {
                    plan.at_zero = at_zero.clone();
                }
            }
        }
    }

    fn refill(&mut self, refills: &[usize]) -> AtZero {
        let at = self.random.between(0, 30);
        AtZero::Refill {
            offer: self.random.pick(refills),
            at,
            inclusive: self.random.chance(70),
            size: match self.random.below(3) {
                0 => Size::One,
                1 => Size::Gap,
                _ => Size::To(at + self.random.between(1, 40)),
            },
            most: self.maybe(40, |draw| draw.random.between(1, 4)),
            amount: self.maybe(30, |draw| draw.random.between(100, 5_000)),
        }
    }
}

/// The caps of credits that are carried together are the same.
fn same_caps(gifts: &mut [Gift]) {
    for place in 0..gifts.len() {
        let key = |gift: &Gift| (gift.kind, gift.private, gift.scope.clone());
        let first =
            gifts.iter().find(|other| other.carry.is_some() && key(other) == key(&gifts[place])).cloned();
        if let (Some(carry), Some(Gift { carry: Some(first), .. })) = (&mut gifts[place].carry, first) {
            (carry.at_most, carry.total, carry.percent) = (first.at_most, first.total, first.percent);
            if (carry.further, carry.at_most, carry.total, carry.percent) == (None, None, None, None) {
                carry.further = Some(1);
            }
        }
    }
}
