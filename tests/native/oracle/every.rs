//! Every purchase plan of a tiny book of the whole language, month by month, by the second ledger.

use std::collections::HashMap;

use credit_calculator::meter::Metering;
use credit_calculator::num::Decimal;

use super::random::Random;
use crate::ledger::account::{Account, BLOCKED};
use crate::ledger::model::{Buy, Gift, Kind, Model, Plan, What};

/// A model made small enough for every plan to be tried.
pub fn tiny(mut model: Model, random: &mut Random) -> Model {
    model.months = 1 + random.below(3);
    model.season = model.season.map(|times| times % 5);
    for offer in &mut model.offers {
        match &mut offer.kind {
            Kind::Plan(plan) | Kind::AddOn(plan) => {
                plan.gifts.iter_mut().for_each(shrink);
                plan.rung = plan.rung.map(|_| plan.gifts[0].steps);
            }
            Kind::Pack { gifts, .. } | Kind::Gift { gifts, .. } => gifts.iter_mut().for_each(shrink),
            Kind::TopUp { gift, .. } => gift.steps = 1 + gift.steps % 5,
            Kind::PayAsYouGo(_) => {}
        }
    }
    for start in &mut model.balance {
        start.steps = 1 + start.steps % 9;
    }
    model
}

fn shrink(gift: &mut Gift) {
    gift.steps = 1 + gift.steps % 11;
    gift.balance_at_most = gift.balance_at_most.map(|most| 3 + most % 20);
    if let Some(carry) = &mut gift.carry {
        carry.at_most = carry.at_most.map(|most| most % 9);
        carry.total = carry.total.map(|most| most % 14);
    }
}

/// What a search came to: the least cents below the limit, and how.
pub struct Every {
    pub best: Option<(i64, Vec<Vec<Buy>>)>,
}

/// The cheapest plan that covers everything for less than `limit` cents; `None` where there are too many to try.
pub fn every(model: &Model, metering: &Metering, limit: i64) -> Option<Every> {
    every_after(model, metering, limit, None)
}

/// The same of plans that begin with these purchases, where there are any.
pub fn every_after(model: &Model, metering: &Metering, limit: i64, first: Option<&[Buy]>) -> Option<Every> {
    let mut layer: Vec<(i64, Account, Vec<Vec<Buy>>)> = vec![(0, Account::new(model, false), Vec::new())];
    let mut tried = 0;
    for month in 0..model.months {
        let mut next: HashMap<String, (i64, Account, Vec<Vec<Buy>>)> = HashMap::new();
        for (paid, account, path) in &layer {
            let choices = match first.filter(|_| month == 0) {
                Some(buys) => vec![buys.to_vec()],
                None => choices(model, metering, account, month, limit - paid)?,
            };
            for buys in choices {
                tried += 1;
                if tried > 40_000 {
                    return None;
                }
                let mut after = account.clone();
                if after.month(&buys).is_err() {
                    continue;
                }
                let blocked =
                    after.pages.months.last().is_some_and(|rows| rows.iter().any(|row| row[BLOCKED] > 0));
                let paid = paid + after.pages.payments.iter().map(|paid| paid.8).sum::<i64>();
                if blocked || paid >= limit {
                    continue;
                }
                after.pages.payments.clear();
                after.pages.grants.clear();
                after.pages.losses.clear();
                after.pages.balances.iter_mut().for_each(Vec::clear);
                let key = format!(
                    "{:?} {:?} {:?} {:?} {:?} {:?}",
                    after.lots, after.plan, after.add_ons, after.taken, after.once, after.capped
                );
                if next.get(&key).is_none_or(|(known, ..)| paid < *known) {
                    let mut path = path.clone();
                    path.push(buys);
                    next.insert(key, (paid, after, path));
                }
            }
            if next.len() > 1_500 {
                return None;
            }
        }
        layer = next.into_values().collect();
    }
    let best = layer.into_iter().map(|(paid, _, path)| (paid, path)).min_by_key(|(paid, _)| *paid);
    Some(Every { best })
}

/// Everything that can be bought in a month for less than `money`; `None` where that is too much.
fn choices(
    model: &Model,
    metering: &Metering,
    account: &Account,
    month: usize,
    money: i64,
) -> Option<Vec<Vec<Buy>>> {
    let active = account.plan.as_ref().filter(|plan| plan.until > month).map(|plan| plan.offer);
    let mut all: Vec<(Option<usize>, Vec<Buy>, i64)> = vec![(active, Vec::new(), 0)];
    if active.is_none() {
        for (offer, own) in model.offers.iter().enumerate() {
            let Kind::Plan(plan) = &own.kind else { continue };
            all.extend(
                plan.terms
                    .iter()
                    .map(|(months, _)| (Some(offer), vec![Buy { offer, what: What::Term(*months) }], 0)),
            );
        }
    }
    for (offer, own) in model.offers.iter().enumerate() {
        let options = options(model, metering, account, month, offer);
        if options.is_empty() {
            continue;
        }
        let mut more = Vec::new();
        for (plan, buys, spent) in &all {
            if !own.needs.is_empty() && !plan.is_some_and(|plan| own.needs.contains(&plan)) {
                continue;
            }
            for option in &options {
                let price: i64 = option.iter().map(|buy| account.price_of(*buy).unwrap_or(0)).sum();
                if spent + price < money {
                    more.push((*plan, [buys.clone(), option.clone()].concat(), spent + price));
                }
            }
        }
        all.extend(more);
        if all.len() > 6_000 {
            return None;
        }
    }
    Some(all.into_iter().map(|(_, buys, _)| buys).collect())
}

/// Ways to buy something of an offer that is no plan.
fn options(
    model: &Model,
    metering: &Metering,
    account: &Account,
    month: usize,
    offer: usize,
) -> Vec<Vec<Buy>> {
    let own = &model.offers[offer];
    let today = account.month_start(month);
    let inside =
        own.window.0.is_none_or(|from| from <= today) && own.window.1.is_none_or(|until| today < until);
    if !inside {
        return Vec::new();
    }
    let useful = |gift: &Gift| (wanted(model, metering, gift.kind, month) + gift.steps - 1) / gift.steps;
    let room = (own.ever.unwrap_or(1_000) - account.taken[offer]).min(own.monthly.unwrap_or(1_000));
    let one = |what: What| vec![Buy { offer, what }];
    match &own.kind {
        Kind::Pack { min, max, gifts, .. } => {
            let most = gifts.iter().map(useful).max().unwrap_or(0).max(*min);
            let most = most.min(room).min(max.unwrap_or(1_000));
            (*min..=most).map(|copies| one(What::Copies(copies))).collect()
        }
        Kind::TopUp { min, max, gift, .. } => {
            let useful = useful(gift).max(*min);
            let most = max.unwrap_or(1_000);
            let mut all: Vec<Vec<Buy>> =
                (*min..=useful.min(most)).map(|blocks| one(What::Blocks(blocks))).collect();
            for blocks in most + 1..=useful + min {
                let purchases = (blocks + most - 1) / most;
                if purchases * min <= blocks {
                    let (each, larger) = (blocks / purchases, blocks % purchases);
                    let size = |index: i64| What::Blocks(each + i64::from(index < larger));
                    all.push((0..purchases).map(|index| Buy { offer, what: size(index) }).collect());
                }
            }
            all.retain(|buys| i64::try_from(buys.len()).unwrap() <= room);
            all
        }
        Kind::AddOn(Plan { terms, gifts, .. }) => {
            let most = gifts.iter().map(useful).max().unwrap_or(0);
            let ever = own.ever.unwrap_or(1_000);
            let active: i64 = account
                .add_ons
                .iter()
                .filter(|active| active.offer == offer && active.until > month)
                .map(|active| active.copies)
                .sum();
            let most = most.min(ever - active).min(own.monthly.unwrap_or(1_000)).min(12);
            let terms = terms.iter().map(|(months, _)| *months);
            terms
                .flat_map(|months| (1..=most).map(move |copies| (months, copies)))
                .map(|(months, copies)| one(What::AddOn(months, copies)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Steps of a type that can be needed from a month on.
fn wanted(model: &Model, metering: &Metering, kind: usize, month: usize) -> i64 {
    let plans = (0..model.offers.len()).filter(|offer| model.plan(*offer).is_some()).map(Some);
    let contexts: Vec<Option<usize>> = std::iter::once(None).chain(plans).collect();
    let of_month = |month: usize| {
        let steps = contexts.iter().filter_map(|plan| metering.demand.on(*plan, month)).map(|uses| {
            let own = uses.iter().zip(&metering.streams).filter(|(_, stream)| stream.credit == kind);
            own.map(|(one, _)| steps(model, kind, one.total)).sum::<i64>()
        });
        steps.max().unwrap_or(0)
    };
    (month..model.months).map(of_month).sum()
}

fn steps(model: &Model, kind: usize, credits: Decimal) -> i64 {
    i64::try_from(credits.to_units(2).unwrap()).unwrap() * model.types[kind].parts / 100
}
