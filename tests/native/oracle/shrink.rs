//! From a shop that shows a fault to a small one that still does, so that a failing test is easy to read.

use super::shop::{Deal, Gift, Life, Shop};

/// The smallest shop reached by simplifying step by step while `fails` holds.
pub fn shrink(shop: &Shop, fails: impl Fn(&Shop) -> bool) -> Shop {
    let mut smallest = shop.clone();
    while let Some(smaller) = simpler(&smallest).into_iter().find(&fails) {
        smallest = smaller;
    }
    smallest
}

/// Every shop that is one step simpler.
fn simpler(shop: &Shop) -> Vec<Shop> {
    let mut all: Vec<Shop> = (0..shop.deals.len()).filter_map(|deal| without(shop, deal)).collect();
    let mut change = |change: &dyn Fn(&mut Shop) -> bool| {
        let mut changed = shop.clone();
        if change(&mut changed) {
            all.push(changed);
        }
    };
    for month in 0..shop.months() {
        change(&|shop| shop.months() > 1 && (shop.demand.remove(month), true).1);
        change(&|shop| shop.demand[month] > 0 && (shop.demand[month] -= 1, true).1);
    }
    change(&|shop| std::mem::take(&mut shop.new_customer));
    change(&|shop| std::mem::replace(&mut shop.start, (2026, 1, 1)) != (2026, 1, 1));
    for deal in 0..shop.deals.len() {
        for step in DEAL_STEPS {
            change(&|shop| step(&mut shop.deals[deal]));
        }
        for (part, step) in (0..2).flat_map(|part| GIFT_STEPS.map(|step| (part, step))) {
            change(&|shop| gift(&mut shop.deals[deal], part).is_some_and(step));
        }
    }
    all
}

/// The shop without one deal; `None` where another needs it.
fn without(shop: &Shop, deal: usize) -> Option<Shop> {
    let mut shop = shop.clone();
    shop.deals.remove(deal);
    shop.on_plan.remove(deal);
    for other in &mut shop.deals {
        let (Deal::Pack { needs, .. } | Deal::TopUp { needs, .. }) = other else { continue };
        if *needs == [deal] {
            return None;
        }
        needs.retain(|plan| *plan != deal);
        needs.iter_mut().filter(|plan| **plan > deal).for_each(|plan| *plan -= 1);
    }
    Some(shop)
}

fn gift(deal: &mut Deal, part: usize) -> Option<&mut Gift> {
    match deal {
        Deal::Pack { gifts, .. } | Deal::Plan { gifts, .. } | Deal::Welcome { gifts } => gifts.get_mut(part),
        Deal::TopUp { gift, .. } => Some(gift).filter(|_| part == 0),
        Deal::PayAsYouGo(_) => None,
    }
}

/// Rounds a price down to whole `unit`s, unless that leaves nothing.
fn round_down(price: &mut i64, unit: i64) -> bool {
    let rounded = *price / unit * unit;
    rounded > 0 && std::mem::replace(price, rounded) != rounded
}

fn rounder_price(deal: &mut Deal, unit: i64) -> bool {
    match deal {
        Deal::Pack { price, .. } | Deal::TopUp { price, .. } => round_down(price, unit),
        Deal::Plan { month, year, overage, .. } => {
            let terms = [month, year].into_iter().flatten().map(|price| round_down(price, unit));
            let fee = overage.as_mut().is_some_and(|fee| round_down(&mut fee.price, unit * 100));
            terms.fold(fee, |changed, term| changed || term)
        }
        Deal::PayAsYouGo(fee) => round_down(&mut fee.price, unit * 100),
        Deal::Welcome { .. } => false,
    }
}

/// Each makes a deal simpler, or says that it cannot.
const DEAL_STEPS: [fn(&mut Deal) -> bool; 7] = [
    |deal| match deal {
        Deal::Plan { month: Some(_), year, .. } => year.take().is_some(),
        _ => false,
    },
    |deal| match deal {
        Deal::Plan { overage, .. } => overage.take().is_some(),
        _ => false,
    },
    |deal| match deal {
        Deal::Pack { limit, price: 1.., .. } => limit.take().is_some(),
        _ => false,
    },
    |deal| match deal {
        Deal::TopUp { most, .. } => most.take().is_some(),
        _ => false,
    },
    |deal| match deal {
        Deal::Pack { needs, .. } | Deal::TopUp { needs, .. } => !std::mem::take(needs).is_empty(),
        _ => false,
    },
    |deal| rounder_price(deal, 100),
    |deal| rounder_price(deal, 10),
];

const GIFT_STEPS: [fn(&mut Gift) -> bool; 7] = [
    |gift| gift.priority.take().is_some(),
    |gift| std::mem::take(&mut gift.while_subscribed),
    |gift| gift.rollover.take().is_some(),
    |gift| {
        gift.rollover
            .as_mut()
            .is_some_and(|rollover| rollover.further.is_some() && rollover.cap.take().is_some())
    },
    |gift| gift.rollover.as_mut().is_some_and(|rollover| std::mem::take(&mut rollover.kept)),
    |gift| gift.credits > 1 && (gift.credits -= 1, true).1,
    |gift| std::mem::replace(&mut gift.life, Life::Never) != Life::Never,
];
