//! What can be bought: plans for their terms, packs, top-ups and add-ons.

use std::rc::Rc;

use super::classes::Source;
use super::{Builder, Counter};
use crate::book::{Kind, Offer, Plan, Term, TopUpPrice};
use crate::num::{Decimal, Fraction};
use crate::plan::Allowed;
use crate::plan::pricing::Pricing;
use crate::plan::problem::{Blocks, BuildError, Demand, Item, LARGEST, Problem, Schedule, Variant};
use crate::unit::Money;

/// Blocks of a top-up in one month up to which each block is planned like a copy of a pack.
const FEW_BLOCKS: i64 = 48;
/// Copies of one month up to which every number of them is tried.
const FEW_COPIES: i64 = 64;

impl Builder<'_> {
    /// Ways to subscribe, with the offers allowed.
    pub(super) fn variants(&mut self, allowed: &Allowed) -> Result<Vec<Variant>, BuildError> {
        let mut variants = Vec::new();
        for (index, offer_index) in self.plans.clone().into_iter().enumerate() {
            let Some(offer) = self.book.offer(offer_index) else { continue };
            let Some(plan) = offer.as_plan() else { continue };
            for term in offer.terms().filter(|term| allowed.term(offer_index, *term)) {
                let prices = self.term_prices(offer, plan, term)?;
                if prices.iter().all(Option::is_none) {
                    continue;
                }
                let limit = offer.limit.map(|limit| (self.counter(Counter::Offer(offer_index)), limit));
                let schedule = self.schedule((offer_index, offer), plan, term)?;
                variants.push(Variant { context: index + 1, term, prices, schedule, limit });
            }
        }
        Ok(variants)
    }

    /// By the month a term starts, its price with the fee; `None` where it is not sold then.
    fn term_prices(&self, offer: &Offer, plan: &Plan, term: Term) -> Result<Vec<Option<i64>>, BuildError> {
        let currency = self.book.currency();
        let Some(price) = plan.price(currency, term, &self.metering.seats)? else { return Ok(Vec::new()) };
        let mut prices = Vec::new();
        for (month, period) in self.metering.months.iter().enumerate() {
            if !offer.is_sold || !offer.window.contains(period.start()) {
                prices.push(None);
                continue;
            }
            let share = self.metering.month_share(month);
            let price = match share == Fraction::ONE || term != Term::MONTH {
                true => price,
                false => currency.round_fraction(Fraction::from(price.amount()).checked_mul(share)?)?,
            };
            prices.push(Some(self.money(offer.with_fee(currency, price)?)?));
        }
        Ok(prices)
    }

    /// What a term of a plan or add-on grants when.
    fn schedule(
        &mut self,
        offer: (usize, &Offer),
        plan: &Plan,
        term: Term,
    ) -> Result<Schedule, BuildError> {
        let months = usize::try_from(term.months()).unwrap_or(usize::MAX);
        let price = plan.price(self.book.currency(), term, &self.metering.seats)?.unwrap_or(Money::ZERO);
        let credits = self.term_credits(plan, term)?;
        let source = Source { offer, price, credits };
        let ends = (0..=self.metering.months.len() + months)
            .map(|month| Ok(self.slot_of(self.month_start(month)?)))
            .collect::<Result<Vec<u16>, BuildError>>()?;
        Ok(Schedule {
            months,
            monthly: self.monthly(&source, plan, term)?,
            at_start: self.at_start(&source, plan, term)?,
            month_ends: ends,
        })
    }

    /// Credits a term grants, as far as it can be said beforehand: what its price is spread over.
    fn term_credits(&self, plan: &Plan, term: Term) -> Result<Decimal, BuildError> {
        let mut sum = Decimal::ZERO;
        for (_, grant) in plan.grants_with(term) {
            for (_, credits) in self.shares(Some(plan), grant)? {
                sum = sum.checked_add(credits)?;
            }
        }
        Ok(sum.checked_mul(Decimal::from_int(term.months().into()))?)
    }

    /// Ways to buy credits, with the offers allowed.
    pub(super) fn items(
        &mut self,
        allowed: &Allowed,
        demand: &[Option<Rc<Demand>>],
    ) -> Result<Vec<Item>, BuildError> {
        let mut items = Vec::new();
        for (index, offer) in self.book.offers().iter().enumerate() {
            if !offer.is_sold {
                continue;
            }
            match &offer.kind {
                Kind::Pack { .. } | Kind::TopUp(_) if allowed.item(index) => {
                    items.extend(self.item(index, offer, demand)?);
                }
                Kind::AddOn(plan) => {
                    for term in offer.terms().filter(|term| allowed.term(index, *term)) {
                        items.extend(self.add_on((index, offer), plan, term)?);
                    }
                }
                _ => {}
            }
        }
        Ok(items)
    }

    fn blank(&mut self, index: usize, offer: &Offer, price: i64) -> Item {
        let available = self.contexts().map(|context| offer.is_open_to(self.plan(context))).collect();
        let on_sale =
            self.metering.months.iter().map(|month| offer.window.contains(month.start())).collect();
        Item {
            offer: index,
            term: None,
            schedule: None,
            price,
            pricing: None,
            rate: (price, 1),
            parts: Vec::new(),
            bonus: None,
            units: 0,
            available,
            on_sale,
            limit: offer.limit.map(|limit| (self.counter(Counter::Offer(index)), limit)),
            most: offer.limit_per_month,
            least: 1,
            counted: false,
            blocks: None,
        }
    }

    /// A pack or top-up; `None` where its credits serve nothing that is used.
    fn item(
        &mut self,
        index: usize,
        offer: &Offer,
        demand: &[Option<Rc<Demand>>],
    ) -> Result<Option<Item>, BuildError> {
        let currency = self.book.currency();
        let mut item = self.blank(index, offer, 0);
        match &offer.kind {
            Kind::Pack { price, min, max, grants } => {
                item.price = self.money(*price)?;
                let mut credits = Decimal::ZERO;
                for grant in grants {
                    credits = credits.checked_add(grant.credits(&[], &self.metering.seats)?)?;
                }
                let price = offer.with_fee(currency, *price)?;
                let source = Source { offer: (index, offer), price, credits };
                item.parts = self.parts(&source, grants)?;
                item.least = (*min).max(1);
                item.most = item.most.into_iter().chain(*max).min();
            }
            Kind::TopUp(top_up) => {
                let credit = top_up.grant.credit;
                let block = self.units(credit, top_up.block)?;
                let min = i64::try_from(top_up.min_blocks).unwrap_or(LARGEST).max(1);
                let max = top_up.max_blocks.map_or(LARGEST, |max| i64::try_from(max).unwrap_or(LARGEST));
                let largest = self.largest_month(demand, credit);
                let linear = matches!(top_up.price, TopUpPrice::Block(_)) && top_up.bonuses.is_empty();
                let like_packs = min <= 1 && linear && largest / block.max(1) <= FEW_BLOCKS;
                item.blocks = Some(Blocks { min, max, like_packs });
                let one = top_up.cost(currency, 1)?;
                item.price = self.money(one)?;
                let price = offer.with_fee(currency, one)?;
                let source = Source { offer: (index, offer), price, credits: top_up.block };
                let mut grant = top_up.grant.clone();
                grant.measure = crate::book::Measure::Add(top_up.block);
                item.parts = self.parts(&source, std::slice::from_ref(&grant))?;
                if !top_up.bonuses.is_empty() {
                    grant.bonus = true;
                    item.bonus = self.parts(&source, std::slice::from_ref(&grant))?.pop();
                }
            }
            _ => return Ok(None),
        }
        if item.parts.is_empty() {
            return Ok(None);
        }
        item.units = item.parts.iter().map(|part| part.units).sum();
        let credit = self.classes[item.parts[0].class].credit;
        let pricing = Pricing::of(offer, currency, (self.book.step(credit), self.unit_of(credit)?), item.blocks)?;
        let (price, count) = pricing.least(item.price, item.blocks.map_or(1, |blocks| blocks.min))?;
        let more = pricing.most_bonus_percent();
        item.price = price / count;
        item.rate = (price.saturating_mul(100), item.units.saturating_mul(count).saturating_mul(100 + more));
        if more == 0 {
            item.rate = (price, item.units.saturating_mul(count));
        }
        item.pricing = pricing.unless_linear();
        Ok(Some(item))
    }

    /// An add-on for a term.
    fn add_on(
        &mut self,
        (index, offer): (usize, &Offer),
        plan: &Plan,
        term: Term,
    ) -> Result<Option<Item>, BuildError> {
        let currency = self.book.currency();
        let Some(price) = plan.price(currency, term, &self.metering.seats)? else { return Ok(None) };
        let mut item = self.blank(index, offer, self.money(price)?);
        let schedule = self.schedule((index, offer), plan, term)?;
        let awards = || schedule.monthly.iter().chain(&schedule.at_start).flatten();
        if awards().next().is_none() {
            return Ok(None);
        }
        item.units = awards().map(|award| award.units).max().unwrap_or(0);
        item.term = Some(term);
        item.schedule = Some(Rc::new(schedule));
        item.counted = true;
        let pricing = Pricing::of(offer, currency, (Decimal::ONE, Decimal::ONE), None)?;
        let pricing = pricing.at(price);
        (item.price, _) = pricing.least(item.price, 1)?;
        item.rate = (item.price, item.units.max(1));
        item.pricing = pricing.unless_linear();
        Ok(Some(item))
    }

    /// Most units of a credit type that are needed in a month.
    fn largest_month(&self, demand: &[Option<Rc<Demand>>], credit: usize) -> i64 {
        let streams = &self.metering.streams;
        let of_month = |demand: &Demand, pair: &[usize]| -> i64 {
            let slots = pair[0]..pair[1];
            let inside = slots.flat_map(|slot| (0..streams.len()).map(move |stream| (slot, stream)));
            inside
                .filter(|(_, stream)| streams[*stream].credit == credit)
                .map(|(slot, stream)| demand.units[slot * streams.len() + stream])
                .sum()
        };
        let months = demand.iter().flatten().flat_map(|demand| {
            self.month_slots.windows(2).map(move |pair| of_month(demand, pair))
        });
        months.max().unwrap_or(0)
    }
}

/// Decides which items are tried in every number of copies: those of which buying later, or in other portions, is not
/// the same, where few copies are of any use.
pub fn choose_counted(problem: &mut Problem) {
    let months = problem.months();
    for index in 0..problem.items.len() {
        let item = &problem.items[index];
        let sets = |part: &crate::plan::problem::Part| &problem.classes[part.class];
        let leaves_sale = item.on_sale.windows(2).any(|pair| pair[0] && !pair[1]);
        let inside = |month: usize| u16::try_from(problem.month_slots[month + 1]).unwrap_or(u16::MAX);
        let ends_inside = item
            .parts
            .iter()
            .any(|part| (0..months).any(|month| part.ends[month] < inside(month)));
        let shared = item.parts.iter().any(|part| {
            let own = sets(part);
            problem.classes.iter().any(|other| {
                other.priority == own.priority && other.streams != own.streams && other.streams.meets(own.streams)
            })
        });
        let wanted = item.limit.is_some()
            || item.most.is_some()
            || item.least > 1
            || item.pricing.is_some()
            || item.bonus.is_some()
            || item.schedule.is_some()
            || leaves_sale
            || item.parts.len() > 1
            || ends_inside
            || shared
            || problem.careful
            || !problem.order.is_usual();
        let bulk = item.blocks.is_some_and(|blocks| !blocks.like_packs);
        if !wanted || (bulk && item.pricing.is_none() && item.bonus.is_none() && !problem.careful && item.limit.is_none() && !leaves_sale) {
            continue;
        }
        let useful = (0..months).map(|month| problem.usable_copies(index, month)).max().unwrap_or(0);
        let must = item.limit.is_some() || item.most.is_some() || item.schedule.is_some() || item.least > 1;
        problem.items[index].counted = useful <= FEW_COPIES || (must && !bulk);
        if useful > FEW_COPIES {
            problem.gaps.push(gap(&problem.items[index]));
        }
    }
}

/// What of an item keeps it from being tried in full.
fn gap(item: &Item) -> &'static str {
    match item {
        Item { schedule: Some(_), .. } => "add-on",
        Item { blocks: Some(_), .. } => "top-up",
        Item { pricing: Some(_), .. } => "fee",
        _ => "pack",
    }
}
