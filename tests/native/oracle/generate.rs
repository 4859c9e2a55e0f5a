//! Random shops.

use super::random::Random;
use super::shop::{Deal, Fee, Gift, Life, Rollover, Shop};

/// Starts that matter: first of a month, in its middle, on days some months lack, before a leap day.
const STARTS: [(i64, i64, i64); 7] =
    [(2026, 1, 1), (2026, 4, 17), (2026, 1, 31), (2027, 12, 31), (2028, 1, 30), (2028, 2, 29), (2026, 8, 31)];

/// How large a shop is.
#[derive(Clone, Copy)]
pub struct Size {
    pub months: (i64, i64),
    /// Most credits a month.
    pub demand: i64,
    pub deals: (i64, i64),
    /// Most credits of a pack or plan.
    pub credits: i64,
    /// How many gifts in a hundred have a priority of their own, or end with the subscription.
    pub odd: usize,
}

/// Small enough for every purchase plan to be tried.
pub const TINY: Size = Size { months: (1, 4), demand: 6, deals: (2, 4), credits: 6, odd: 12 };
/// The same where hardly anything burns and ends as usual.
pub const ODD: Size = Size { odd: 50, ..TINY };
/// More of everything.
pub const SMALL: Size = Size { months: (2, 6), demand: 9, deals: (3, 6), credits: 9, odd: 12 };
/// A year of real life.
pub const YEAR: Size = Size { months: (12, 12), demand: 900, deals: (3, 8), credits: 1_500, odd: 12 };

impl Size {
    pub fn shop(&self, random: &mut Random) -> Shop {
        let months = random.between(self.months.0, self.months.1);
        let demand =
            (0..months).map(|_| if random.chance(15) { 0 } else { random.between(1, self.demand) }).collect();
        let mut shop = Shop {
            start: random.pick(&STARTS),
            new_customer: random.chance(60),
            demand,
            on_plan: Vec::new(),
            without_plan: Some(1),
            step: (1, 0),
            deals: Vec::new(),
        };
        let kinds: Vec<usize> =
            (0..random.between(self.deals.0, self.deals.1)).map(|_| random.below(100)).collect();
        let plans: Vec<usize> = (0..kinds.len()).filter(|index| (40..75).contains(&kinds[*index])).collect();
        for kind in kinds {
            let deal = self.deal(random, kind, &plans, &shop);
            shop.deals.push(deal);
        }
        shop.on_plan = vec![Some(1); shop.deals.len()];
        if !plans.is_empty() && random.chance(10) {
            // Usage that costs another number of credits on plans, or is to be had on plans only.
            shop.without_plan = random.pick(&[Some(1), Some(2), None]);
            let plan = random.pick(&plans);
            shop.on_plan[plan] = Some(random.between(1, 2));
            let other = random.pick(&plans);
            if shop.without_plan.is_none() && other != plan {
                shop.on_plan[other] = None;
            }
        }
        shop
    }

    fn deal(&self, random: &mut Random, kind: usize, plans: &[usize], shop: &Shop) -> Deal {
        let charges = shop.deals.iter().any(|deal| matches!(deal, Deal::PayAsYouGo(_)));
        match kind {
            40..75 => self.plan(random),
            75..88 if !charges => Deal::PayAsYouGo(self.fee(random)),
            88..94 => Deal::Welcome { gifts: vec![self.gift(random)] },
            25..40 => self.top_up(random, plans),
            _ => self.pack(random, plans),
        }
    }

    fn needs(random: &mut Random, plans: &[usize]) -> Vec<usize> {
        if plans.is_empty() || random.chance(70) {
            return Vec::new();
        }
        let mut needs = vec![random.pick(plans), random.pick(plans)];
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    fn pack(&self, random: &mut Random, plans: &[usize]) -> Deal {
        let mut gifts = vec![self.gift(random)];
        if random.chance(8) {
            gifts.push(self.gift(random));
        }
        let limit = random.chance(20).then(|| random.between(1, 3));
        let credits: i64 = gifts.iter().map(|gift| gift.credits).sum();
        let price = if limit.is_some() && random.chance(15) { 0 } else { self.price(random, credits) };
        Deal::Pack { price, gifts, needs: Size::needs(random, plans), limit }
    }

    fn top_up(&self, random: &mut Random, plans: &[usize]) -> Deal {
        let gift = Gift { credits: random.between(1, 1 + self.credits / 3), ..self.gift(random) };
        let least = if random.chance(40) { random.between(2, 3) } else { 1 };
        let most = random.chance(30).then(|| least + random.between(0, 3));
        Deal::TopUp {
            price: self.price(random, gift.credits),
            gift,
            least,
            most,
            needs: Size::needs(random, plans),
        }
    }

    fn plan(&self, random: &mut Random) -> Deal {
        let mut gifts = Vec::new();
        if random.chance(90) {
            let rollover = random.chance(55).then(|| self.rollover(random));
            gifts.push(Gift { rollover, while_subscribed: false, ..self.gift(random) });
        }
        if random.chance(10) {
            gifts.push(Gift { rollover: None, while_subscribed: false, ..self.gift(random) });
        }
        let credits = gifts.iter().map(|gift| gift.credits).sum();
        let price = if random.chance(6) { 0 } else { self.price(random, credits) };
        let year = (price > 0 && random.chance(35)).then(|| price * random.between(2, 11));
        let month = (year.is_none() || random.chance(80)).then_some(price);
        let overage = random.chance(35).then(|| self.fee(random));
        Deal::Plan { month, year, gifts, overage }
    }

    fn rollover(&self, random: &mut Random) -> Rollover {
        let further = random.chance(60).then(|| random.between(0, 3));
        let cap = (further.is_none() || random.chance(40)).then(|| random.between(1, self.credits * 2));
        Rollover { further, cap, kept: random.chance(30) }
    }

    fn gift(&self, random: &mut Random) -> Gift {
        let life = match random.below(10) {
            0..3 => Life::Never,
            3..5 => Life::Cycle,
            5..9 => Life::Months(random.between(1, 4)),
            _ => Life::Days(random.between(1, 75)),
        };
        let priority = random.chance(self.odd).then(|| random.pick(&[1, 10, 15, 20, 30]));
        let credits = random.between(1, self.credits);
        Gift { credits, life, priority, while_subscribed: random.chance(self.odd), rollover: None }
    }

    fn fee(&self, random: &mut Random) -> Fee {
        let block = random.chance(40).then(|| random.between(1, 1 + self.credits / 2));
        let price = random.between(5_000, 20_000) * block.unwrap_or(1);
        Fee { block, price }
    }

    /// Cents; larger amounts tend to be cheaper by the credit.
    fn price(&self, random: &mut Random, credits: i64) -> i64 {
        random.between(30, 110) * credits + random.between(1, 40) * self.credits
    }
}
