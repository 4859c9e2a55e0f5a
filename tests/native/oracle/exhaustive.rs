//! Every purchase plan there is, month by month.
//!
//! Partial plans that leave the same holdings, plan, term and limits behind have the same future, so only the best
//! of them goes on. Of an offer no more copies are tried than could be touched before they end: a copy of which
//! nothing is ever used can be left out without any month being shorter of credits.

use std::collections::HashMap;
use std::hash::Hash;

use super::calendar::month_starts;
use super::ledger::{Buy, Ledger, Refused, What};
use super::shop::{Deal, Gift, Life, Shop};

/// Cents paid, credits lost, purchases: plans are compared in this order.
pub type Score = (i64, i64, i64);

/// A customer whose months can be walked through; the only source of money and credits of the search.
pub trait Walk: Clone {
    type Key: Eq + Hash;

    fn month(&mut self, buys: &[Buy]) -> Result<(), Refused>;
    /// The plan whose term goes on in the coming month.
    fn running_plan(&self) -> Option<usize>;
    fn taken(&self, deal: usize) -> i64;
    /// So far.
    fn score(&self) -> Score;
    /// When the horizon ends now.
    fn final_score(&self) -> Score;
    /// All that the future depends on.
    fn key(&self) -> Self::Key;
}

impl Walk for Ledger<'_> {
    type Key = Vec<i64>;

    fn month(&mut self, buys: &[Buy]) -> Result<(), Refused> {
        Ledger::month(self, buys)
    }

    fn running_plan(&self) -> Option<usize> {
        Ledger::running_plan(self)
    }

    fn taken(&self, deal: usize) -> i64 {
        Ledger::taken(self, deal)
    }

    fn score(&self) -> Score {
        (self.paid, self.lost, self.purchases)
    }

    fn final_score(&self) -> Score {
        let mut closed = self.clone();
        closed.close();
        closed.score()
    }

    fn key(&self) -> Vec<i64> {
        Ledger::key(self)
    }
}

/// What a search came to.
#[derive(Debug)]
pub struct Outcome {
    /// The best plan below the limit.
    pub best: Option<(Score, Vec<Vec<Buy>>)>,
    /// Months that some purchases cover.
    pub covered: usize,
    /// Fewest credits lacking in the month after these.
    pub least_short: Option<i64>,
    pub states: usize,
}

/// A partial plan: what it did in its last month, and the one before it.
struct Step {
    before: usize,
    buys: Vec<Buy>,
}

/// The best plan whose score is below `limit`; `None` when more than `most_states` would have to be kept.
pub fn search<W: Walk>(shop: &Shop, root: &W, limit: Score, most_states: usize) -> Option<Outcome> {
    let mut outcome = Outcome { best: None, covered: 0, least_short: None, states: 0 };
    let mut steps = vec![Step { before: 0, buys: Vec::new() }];
    let mut layer: Vec<(usize, W)> = vec![(0, root.clone())];
    for month in 0..shop.months() {
        let mut next: HashMap<W::Key, (usize, W)> = HashMap::new();
        for (from, walk) in &layer {
            for buys in choices(shop, walk, month, limit.0 - walk.score().0) {
                let mut after = walk.clone();
                match after.month(&buys) {
                    Ok(()) if after.score() <= limit => {}
                    Err(Refused::Short(credits)) if outcome.covered == month => {
                        outcome.least_short = outcome.least_short.into_iter().chain([credits]).min();
                        continue;
                    }
                    _ => continue,
                }
                let better = |known: &(usize, W)| after.score() < known.1.score();
                let key = after.key();
                if next.get(&key).is_none_or(better) {
                    steps.push(Step { before: *from, buys });
                    next.insert(key, (steps.len() - 1, after));
                }
            }
            if next.len() > most_states {
                return None;
            }
        }
        layer = next.into_values().collect();
        outcome.states += layer.len();
        if layer.is_empty() {
            return Some(outcome);
        }
        outcome.covered = month + 1;
        outcome.least_short = None;
    }
    let finals = layer.iter().map(|(step, walk)| (walk.final_score(), *step));
    outcome.best =
        finals.filter(|(score, _)| *score < limit).min().map(|(score, step)| (score, path(&steps, step)));
    Some(outcome)
}

fn path(steps: &[Step], last: usize) -> Vec<Vec<Buy>> {
    let mut path = Vec::new();
    let mut at = last;
    while at > 0 {
        path.push(steps[at].buys.clone());
        at = steps[at].before;
    }
    path.reverse();
    path
}

/// Everything that can be bought in a month for at most `money`.
fn choices<W: Walk>(shop: &Shop, walk: &W, month: usize, money: i64) -> Vec<Vec<Buy>> {
    let mut plans: Vec<(Option<usize>, Option<Buy>, i64)> = vec![(walk.running_plan(), None, 0)];
    if walk.running_plan().is_none() {
        for (deal, plan) in shop.deals.iter().enumerate() {
            let Deal::Plan { month, year, .. } = plan else { continue };
            for (what, price) in [(What::Month, month), (What::Year, year)] {
                if let Some(price) = price {
                    plans.push((Some(deal), Some(Buy { deal, what }), *price));
                }
            }
        }
    }
    let mut all = Vec::new();
    for (plan, start, price) in plans {
        if price <= money {
            amounts(shop, walk, month, plan, 0, money - price, &mut start.into_iter().collect(), &mut all);
        }
    }
    all
}

#[expect(clippy::too_many_arguments, reason = "a recursion over offers carries what it has chosen so far")]
fn amounts<W: Walk>(
    shop: &Shop,
    walk: &W,
    month: usize,
    plan: Option<usize>,
    deal: usize,
    money: i64,
    chosen: &mut Vec<Buy>,
    all: &mut Vec<Vec<Buy>>,
) {
    if deal == shop.deals.len() {
        all.push(chosen.clone());
        return;
    }
    amounts(shop, walk, month, plan, deal + 1, money, chosen, all);
    let open = |needs: &[usize]| needs.is_empty() || plan.is_some_and(|plan| needs.contains(&plan));
    let before = chosen.len();
    match &shop.deals[deal] {
        Deal::Pack { price, gifts, needs, limit } if open(needs) => {
            let mut most = gifts.iter().map(|gift| touched(shop, gift, month)).max().unwrap_or(0);
            most = most.min(limit.map_or(most, |limit| limit - walk.taken(deal)));
            for copies in (1..=most).take_while(|copies| price * copies <= money) {
                chosen.push(Buy { deal, what: What::Copies(copies) });
                amounts(shop, walk, month, plan, deal + 1, money - price * copies, chosen, all);
                chosen.truncate(before);
            }
        }
        Deal::TopUp { price, gift, least, most, needs } if open(needs) => {
            for blocks in (1..).take_while(|blocks| price * blocks <= money) {
                let Some(purchases) = split(blocks, *least, *most) else { continue };
                chosen.extend(purchases.into_iter().map(|blocks| Buy { deal, what: What::Blocks(blocks) }));
                amounts(shop, walk, month, plan, deal + 1, money - price * blocks, chosen, all);
                chosen.truncate(before);
                // The first sum that is possible and enough; a larger one has blocks that are never touched.
                if blocks >= touched(shop, gift, month) {
                    break;
                }
            }
        }
        _ => {}
    }
}

/// So many blocks in as few purchases as the bounds allow; `None` where they allow none.
pub fn split(blocks: i64, least: i64, most: Option<i64>) -> Option<Vec<i64>> {
    let most = most.unwrap_or(blocks);
    let purchases = (blocks + most - 1) / most.max(1);
    if purchases * least > blocks {
        return None;
    }
    let (each, more) = (blocks / purchases, blocks % purchases);
    Some((0..purchases).map(|index| each + i64::from(index < more)).collect())
}

/// Copies of a gift given in a month that could be touched before they end.
fn touched(shop: &Shop, gift: &Gift, month: usize) -> i64 {
    let starts = month_starts(shop.start, shop.months() + 1);
    let lives = |later: usize| match gift.life {
        Life::Never => true,
        Life::Cycle => later == month,
        Life::Months(months) => i64::try_from(later - month).unwrap() < months,
        Life::Days(days) => starts[later] < starts[month] + days,
    };
    let plans =
        || std::iter::once(None).chain((0..shop.deals.len()).filter(|deal| shop.is_plan(*deal)).map(Some));
    let demand = |month: usize| plans().filter_map(|plan| shop.demand_on(plan, month)).max().unwrap_or(0);
    let most: i64 = (month..shop.months()).filter(|later| lives(*later)).map(demand).sum();
    (most + gift.credits - 1) / gift.credits
}
