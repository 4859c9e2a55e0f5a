//! Random purchases.

use crate::oracle::random::Random;

use super::account::{Account, Refused};
use super::model::{Buy, Kind, Model, What};

/// Purchases of one month; now and then some that the book does not allow.
fn buys(model: &Model, account: &Account, random: &mut Random) -> Vec<Buy> {
    let mut buys = Vec::new();
    let today = account.month_start(account.month);
    let mut plan = account.plan.as_ref().filter(|plan| plan.until > account.month).map(|plan| plan.offer);
    for offer in 0..model.offers.len() {
        let careless = random.chance(2);
        let own = &model.offers[offer];
        let inside =
            own.window.0.is_none_or(|from| from <= today) && own.window.1.is_none_or(|until| today < until);
        let needed = own.needs.is_empty() || plan.is_some_and(|plan| own.needs.contains(&plan));
        if !(careless || inside && needed) {
            continue;
        }
        let room = own.ever.map_or(3, |most| most - account.taken[offer]).min(own.monthly.unwrap_or(3));
        match &own.kind {
            Kind::Plan(sold) if (plan.is_none() && random.chance(50)) || careless => {
                plan = Some(offer);
                buys.push(Buy { offer, what: What::Term(random.pick(&sold.terms).0) });
            }
            Kind::AddOn(sold)
                if random.chance(25) && (careless || (own.ever.is_none() && own.monthly.is_none())) =>
            {
                buys.push(Buy { offer, what: What::AddOn(random.pick(&sold.terms).0, random.between(1, 3)) });
            }
            Kind::Pack { min, max, .. } if random.chance(30) => {
                let most = room.min(max.unwrap_or(3));
                if most >= *min || careless {
                    let copies = random.between(*min, most.max(*min)) + if careless { 3 } else { 0 };
                    buys.push(Buy { offer, what: What::Copies(copies) });
                    if copies < most && random.chance(30) {
                        buys.push(Buy { offer, what: What::Copies(1) });
                    }
                }
            }
            Kind::TopUp { min, max, .. } if random.chance(30) && (careless || room > 0) => {
                let blocks = random.between(*min, max.unwrap_or(min + 6)) + i64::from(careless);
                buys.push(Buy { offer, what: What::Blocks(blocks) });
            }
            _ => {}
        }
    }
    buys
}

/// A random purchase plan, the account after it, and the month in which it was refused.
pub fn walk<'m>(
    model: &'m Model,
    random: &mut Random,
    automatic: bool,
) -> (Vec<Vec<Buy>>, Account<'m>, Option<usize>) {
    let mut account = Account::new(model, automatic);
    let mut plan = Vec::new();
    for month in 0..model.months {
        plan.push(buys(model, &account, random));
        if let Err(Refused) = account.month(&plan[month]) {
            return (plan, account, Some(month));
        }
    }
    account.close();
    (plan, account, None)
}
