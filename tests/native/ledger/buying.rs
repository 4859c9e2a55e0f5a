//! Purchases: what is paid, and for how many credits.

use super::account::{Account, Active, Price, Refused};
use super::model::{Buy, Every, Gift, Kind, Plan, What};

/// The least common multiple of the steps of all types.
const PARTS: i128 = 4;

impl Account<'_> {
    /// Pays for a term.
    pub fn subscribe(&mut self, offer: usize, months: i64, copies: i64, moved: bool) -> Result<(), Refused> {
        let today = self.month_start(self.month);
        let plan = self.subscription(offer).clone();
        let place = plan.terms.iter().position(|(own, _)| *own == months).ok_or(Refused)?;
        if !self.is_open(offer, today) || !self.has_room(offer, copies) {
            return Err(Refused);
        }
        self.take(offer, copies);
        let mut cents = plan.terms[place].1;
        if let Some(seat) = &plan.seat {
            cents += seat.cents[place] * (self.model.people().max(seat.min) - seat.included).max(0);
        }
        let (part, whole) = if months == 1 { self.share(self.month, true) } else { (1, 1) };
        cents = (2 * cents * part + whole) / (2 * whole) * copies;
        let until = self.month + usize::try_from(months).unwrap();
        let anew = self.model.plan(offer).is_some() && self.over != Some(self.model.offers[offer].family);
        let mut active =
            Active { offer, months, copies, from: self.month, until, moved, anew: false, prices: Vec::new() };
        let (all, paid) = self.brings(&active, &plan);
        active.anew = anew;
        let fee = self.fee_on(offer, cents);
        active.prices = self.prices(cents + fee, &paid);
        let is_plan = self.model.plan(offer).is_some();
        let name = if is_plan { "plan" } else { "add_on" };
        if is_plan {
            self.plan = Some(active);
        } else {
            self.add_ons.push(active);
        }
        self.pages.payments.push((
            self.month,
            today,
            name,
            offer,
            0,
            copies,
            all,
            Some(months),
            cents + fee,
            fee,
            moved,
        ));
        Ok(())
    }

    /// Steps of a whole term by type: all, and those that are no bonus.
    fn brings(&self, active: &Active, plan: &Plan) -> (Vec<i64>, Vec<i64>) {
        let (mut all, mut paid) = (vec![0; self.model.types.len()], vec![0; self.model.types.len()]);
        for (place, gift) in plan.gifts.iter().enumerate() {
            for (_, times) in self.receivers(gift, plan, active.copies) {
                let mut given = std::collections::BTreeMap::new();
                for month in active.from..active.until {
                    for day in self.month_start(month)..self.month_start(month + 1) {
                        if !self.comes(active, place, gift, month, day) {
                            continue;
                        }
                        let period = match gift.cap {
                            Some((_, true)) => (day - self.model.start) / 7,
                            _ => i64::try_from(month).unwrap(),
                        };
                        let so_far = given.entry(period).or_insert(0);
                        let steps = self.size(gift, times, month);
                        *so_far += gift.cap.map_or(steps, |(most, _)| steps.min(most * times - *so_far));
                    }
                }
                let sum: i64 = given.values().sum();
                all[gift.kind] += sum;
                paid[gift.kind] += if gift.bonus { 0 } else { sum };
            }
        }
        (all, paid)
    }

    /// Cents for one credit by type.
    fn prices(&self, cents: i64, paid: &[i64]) -> Vec<Price> {
        let known =
            self.model.types.iter().zip(paid).all(|(kind, steps)| kind.worth.is_some() || *steps == 0);
        let weight = |kind: usize| match self.model.types[kind].worth {
            Some(worth) if known => i128::from(worth),
            _ if known => 0,
            _ => 1,
        };
        let steps = paid.iter().enumerate().map(|(kind, steps)| {
            i128::from(*steps) * weight(kind) * (PARTS / i128::from(self.model.types[kind].parts))
        });
        let whole: i128 = steps.sum();
        let one =
            |kind: usize| if whole == 0 { (0, 1) } else { (i128::from(cents) * weight(kind) * PARTS, whole) };
        (0..paid.len()).map(one).collect()
    }

    fn fee_on(&self, offer: usize, cents: i64) -> i64 {
        match self.model.offers[offer].fee {
            Some((percent, least)) if cents > 0 => ((cents * percent * 2 + 100) / 200).max(least),
            _ => 0,
        }
    }

    /// Price of a purchase with its fee.
    pub fn price_of(&self, buy: Buy) -> Option<i64> {
        let cents = match (&self.model.offers[buy.offer].kind, buy.what) {
            (Kind::Pack { price, .. }, What::Copies(copies)) => price * copies,
            (Kind::TopUp { price, .. }, What::Blocks(blocks)) => price * blocks,
            _ => return None,
        };
        Some(cents + self.fee_on(buy.offer, cents))
    }

    pub fn buy(&mut self, buy: Buy, day: i64, automatic: bool) -> Result<(), Refused> {
        let kind = self.model.offers[buy.offer].kind.clone();
        if !self.is_open(buy.offer, day) {
            return Err(Refused);
        }
        match (kind, buy.what) {
            (Kind::Pack { price, min, max, gifts }, What::Copies(copies)) => {
                let fits = copies >= min && max.is_none_or(|max| copies <= max);
                if !fits || !self.has_room(buy.offer, copies) {
                    return Err(Refused);
                }
                self.take(buy.offer, copies);
                self.bought(buy.offer, "pack", copies, price * copies, &gifts, day, automatic);
            }
            (Kind::TopUp { price, min, max, bonus, mut gift }, What::Blocks(blocks)) => {
                let fits = blocks >= min && max.is_none_or(|max| blocks <= max);
                if !fits || !self.has_room(buy.offer, 1) {
                    return Err(Refused);
                }
                self.take(buy.offer, 1);
                gift.steps *= blocks;
                let mut gifts = vec![gift.clone()];
                let extra = bonus
                    .filter(|(from, _)| blocks >= *from)
                    .map_or(0, |(_, percent)| gift.steps * percent / 100);
                if extra > 0 {
                    gifts.push(Gift { steps: extra, bonus: true, ..gift });
                }
                self.bought(buy.offer, "top_up", 1, price * blocks, &gifts, day, automatic);
            }
            _ => return Err(Refused),
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments, reason = "a purchase's circumstances")]
    pub fn bought(
        &mut self,
        offer: usize,
        name: &'static str,
        copies: i64,
        cents: i64,
        gifts: &[Gift],
        day: i64,
        automatic: bool,
    ) {
        let (mut all, mut paid) = (vec![0; self.model.types.len()], vec![0; self.model.types.len()]);
        for gift in gifts {
            all[gift.kind] += gift.steps * copies;
            paid[gift.kind] += if gift.bonus { 0 } else { gift.steps * copies };
        }
        let fee = self.fee_on(offer, cents);
        let prices = self.prices(cents + fee, &paid);
        self.pages.payments.push((
            self.month,
            day,
            name,
            offer,
            0,
            copies,
            all,
            None,
            cents + fee,
            fee,
            automatic,
        ));
        let after = self.month_start(self.month + 1);
        for (place, gift) in gifts.iter().enumerate() {
            let gift = Gift { every: Every::Once, ..gift.clone() };
            self.give(
                offer,
                place,
                &gift,
                (None, copies, gift.steps * copies),
                None,
                prices[gift.kind],
                (day, after),
            );
        }
    }
}
