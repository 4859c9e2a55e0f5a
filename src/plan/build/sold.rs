//! What can be bought: plans for their terms, packs, top-ups and add-ons.

use std::rc::Rc;

use super::classes::Source;
use super::{Builder, Counter};
use crate::book::{Every, Grant, Kind, Measure, Offer, Plan, Term, TopUpPrice};
use crate::num::{Decimal, Fraction};
use crate::plan::Allowed;
use crate::plan::offered::{Blocks, Item, Schedule, Variant};
use crate::plan::pricing::Pricing;
use crate::plan::problem::{BuildError, Demand, LARGEST, Problem};
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
            let may_have =
                |plan: &&Plan| plan.admits(&self.metering.seats) && self.metering.may_have(Some(offer_index));
            let Some(plan) = offer.as_plan().filter(may_have) else { continue };
            for term in offer.terms() {
                let allows = allowed.term(offer_index, term);
                if !allows && !allowed.begins(offer_index, Some(term)) {
                    continue;
                }
                let money = self.term_prices(offer, plan, term)?;
                let mut prices = Vec::new();
                for (month, price) in money.iter().copied().enumerate() {
                    let price = price.filter(|_| allows || month == 0);
                    let fee = |price| offer.with_fee(self.book.currency(), price);
                    prices.push(price.map(|price| self.money(fee(price)?)).transpose()?);
                }
                // Nobody on another plan can start one, and whoever has none has none that it could require.
                if prices.iter().all(Option::is_none) || !offer.is_open_to(None) {
                    continue;
                }
                let limit = offer.limit.map(|limit| (self.counter(Counter::Offer(offer_index)), limit));
                let schedule = self.schedule((offer_index, offer), plan, term, &money)?;
                variants.push(Variant { context: index + 1, term, prices, schedule, limit });
            }
        }
        Ok(variants)
    }

    /// By the month a term starts, its price without a fee; `None` where it is not sold then.
    fn term_prices(&self, offer: &Offer, plan: &Plan, term: Term) -> Result<Vec<Option<Money>>, BuildError> {
        let currency = self.book.currency();
        let whole = plan.price(currency, term, &self.metering.seats)?;
        let Some(whole) = whole.filter(|_| offer.is_sold) else { return Ok(Vec::new()) };
        let mut prices = Vec::new();
        for (month, period) in self.metering.months.iter().enumerate() {
            if !offer.window.contains(period.start()) {
                prices.push(None);
                continue;
            }
            let monthly = term == Term::MONTH;
            let share = if monthly { self.metering.month_share(month) } else { Fraction::ONE };
            prices.push(Some(currency.round_fraction(share.checked_mul(whole.amount().into())?)?));
        }
        Ok(prices)
    }

    /// What a term of a plan or add-on grants when; by the month it starts, what is paid for it with the fee.
    fn schedule(
        &mut self,
        offer: (usize, &Offer),
        plan: &Plan,
        term: Term,
        prices: &[Option<Money>],
    ) -> Result<Schedule, BuildError> {
        let months = usize::try_from(term.months()).unwrap_or(usize::MAX);
        let mut unit_prices = Vec::new();
        let starts = if self.order.is_by_price() { self.metering.months.len() } else { 1 };
        for month in 0..starts {
            // Of a term that is never sold then it does not matter what is paid.
            let price = prices.get(month).copied().flatten().or(prices.iter().copied().flatten().next());
            let price = offer.1.with_fee(self.book.currency(), price.unwrap_or(Money::ZERO))?;
            unit_prices.push(self.unit_prices(price, &self.term_credits(plan, term, month)?)?);
        }
        let source = Source { offer, unit_prices: unit_prices.first().cloned().unwrap_or_default() };
        let month_ends = (0..=self.metering.months.len() + months)
            .map(|month| Ok(self.slot_of(self.month_start(month)?)))
            .collect::<Result<Vec<u16>, BuildError>>()?;
        let (monthly, at_start) = (self.monthly(&source, plan, term)?, self.at_start(&source, plan, term)?);
        let unit_prices = if self.order.is_by_price() { unit_prices } else { Vec::new() };
        Ok(Schedule { months, monthly, at_start, month_ends, unit_prices })
    }

    /// Credits that a term which starts in a month grants for its price, by type; as far as nobody asks what was paid
    /// for one, only whether there are any.
    fn term_credits(&self, plan: &Plan, term: Term, start: usize) -> Result<Vec<Decimal>, BuildError> {
        let mut paid = vec![Decimal::ZERO; self.book.credits().len()];
        let months = usize::try_from(term.months()).unwrap_or(usize::MAX);
        let exact = self.order.is_by_price();
        for (_, grant) in plan.grants_with(term).filter(|(_, grant)| !grant.bonus) {
            for share in self.shares(Some(plan), grant)? {
                let sum = &mut paid[grant.credit];
                if !exact {
                    *sum = sum.checked_add(share.credits)?;
                    continue;
                }
                if matches!(grant.every, Every::Once | Every::Term) {
                    if grant.window.contains(self.month_start(start)?) {
                        *sum = sum.checked_add(share.credits)?;
                    }
                    continue;
                }
                let mut capped = (None, Decimal::ZERO);
                for month in start..start.saturating_add(months) {
                    for given in self.given_in(grant, &share, month)? {
                        if capped.0 != given.period {
                            capped = (given.period, Decimal::ZERO);
                        }
                        let mut credits = given.credits;
                        if let (Some(_), Some(cap)) = (given.period, grant.cap) {
                            credits =
                                credits.min(cap.credits.checked_mul(share.times)?.checked_sub(capped.1)?);
                        }
                        capped.1 = capped.1.checked_add(credits)?;
                        *sum = sum.checked_add(credits)?;
                    }
                }
            }
        }
        Ok(paid)
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
                Kind::Pack { .. } | Kind::TopUp(_) => {
                    let (allows, begins) = (allowed.item(index), allowed.begins(index, None));
                    if allows || begins {
                        let item = self.item((index, offer), demand, begins)?;
                        items.extend(item.map(|item| item.only_at_first(!allows)));
                    }
                }
                Kind::AddOn(plan) if plan.admits(&self.metering.seats) => {
                    for term in offer.terms() {
                        let (allows, begins) = (allowed.term(index, term), allowed.begins(index, Some(term)));
                        if !allows && !begins {
                            continue;
                        }
                        let prices = self.term_prices(offer, plan, term)?;
                        let mut known: Vec<Money> = prices.iter().copied().flatten().collect();
                        known.sort_unstable();
                        known.dedup();
                        for price in known {
                            let on_sale = prices.iter().map(|other| *other == Some(price)).collect();
                            let item = self.add_on((index, offer), plan, term, (price, on_sale), begins)?;
                            items.extend(item.map(|item| item.only_at_first(!allows)));
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(items)
    }

    fn blank(&mut self, index: usize, offer: &Offer, price: i64) -> Item {
        let available = self.contexts().map(|context| offer.is_open_to(self.plan(context))).collect();
        let on_sale = self.metering.months.iter().map(|month| offer.window.contains(month.start())).collect();
        let is_add_on = matches!(offer.kind, Kind::AddOn(_));
        let limit = offer.limit.filter(|_| !is_add_on);
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
            limit: limit.map(|limit| (self.counter(Counter::Offer(index)), limit)),
            at_once: offer.limit.filter(|_| is_add_on),
            most: offer.limit_per_month,
            counted: false,
            loose: false,
            blocks: None,
            is_top_up: matches!(offer.kind, Kind::TopUp(_)),
        }
    }

    /// A pack or top-up; `None` where its credits serve nothing that is used, unless it is bought `anyway`.
    fn item(
        &mut self,
        (index, offer): (usize, &Offer),
        demand: &[Option<Rc<Demand>>],
        anyway: bool,
    ) -> Result<Option<Item>, BuildError> {
        let currency = self.book.currency();
        let mut item = self.blank(index, offer, 0);
        let mut paid = vec![Decimal::ZERO; self.book.credits().len()];
        match &offer.kind {
            Kind::Pack { price, min, max, grants } => {
                item.price = self.money(*price)?;
                for grant in grants.iter().filter(|grant| !grant.bonus) {
                    for share in self.shares(None, grant)? {
                        paid[grant.credit] = paid[grant.credit].checked_add(share.credits)?;
                    }
                }
                let unit_prices = self.unit_prices(offer.with_fee(currency, *price)?, &paid)?;
                item.parts = self.parts(&Source { offer: (index, offer), unit_prices }, grants)?;
                // All copies of a month are one purchase.
                item.most = item.most.into_iter().chain(*max).min();
                if *min > 1 {
                    let (min, max) = (i64::from(*min), LARGEST);
                    item.blocks = Some(Blocks { min, max, like_packs: false });
                }
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
                paid[credit] = top_up.block;
                let unit_prices = self.unit_prices(offer.with_fee(currency, one)?, &paid)?;
                let source = Source { offer: (index, offer), unit_prices };
                let mut grants = vec![Grant { measure: Measure::Add(top_up.block), ..top_up.grant.clone() }];
                if !top_up.bonuses.is_empty() {
                    grants.push(Grant { bonus: true, ..grants[0].clone() });
                }
                item.parts = self.parts(&source, &grants)?;
                if !top_up.bonuses.is_empty() {
                    item.bonus = item.parts.pop();
                }
            }
            _ => return Ok(None),
        }
        if item.parts.is_empty() && !anyway {
            return Ok(None);
        }
        let credit = match &offer.kind {
            Kind::TopUp(top_up) => top_up.grant.credit,
            _ => item.parts.first().map_or(0, |part| self.classes[part.class].credit),
        };
        item.units = item.parts.iter().map(|part| part.units).sum();
        let steps = (self.book.step(credit), self.unit_of(credit)?);
        let pricing = Pricing::of(offer, currency, steps, item.blocks);
        let (price, count) = pricing.least(item.price, item.blocks.map_or(1, |blocks| blocks.min))?;
        item.price = price / count;
        item.rate = (price, item.units.saturating_mul(count));
        item.pricing = pricing.unless_linear();
        Ok(Some(item))
    }

    /// An add-on for a term, at this price in the months in which it is on sale.
    fn add_on(
        &mut self,
        (index, offer): (usize, &Offer),
        plan: &Plan,
        term: Term,
        (price, on_sale): (Money, Vec<bool>),
        anyway: bool,
    ) -> Result<Option<Item>, BuildError> {
        let mut item = Item { on_sale, ..self.blank(index, offer, self.money(price)?) };
        let schedule =
            self.schedule((index, offer), plan, term, &vec![Some(price); self.metering.months.len()])?;
        let awards = || schedule.monthly.iter().chain(&schedule.at_start).flatten();
        if awards().next().is_none() && !anyway {
            return Ok(None);
        }
        item.units = awards().map(|award| award.units).max().unwrap_or(0);
        item.term = Some(term);
        item.schedule = Some(Rc::new(schedule));
        let pricing = Pricing::of(offer, self.book.currency(), (Decimal::ONE, Decimal::ONE), None).at(price);
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
        let months = demand
            .iter()
            .flatten()
            .flat_map(|demand| self.month_slots.windows(2).map(move |pair| of_month(demand, pair)));
        months.max().unwrap_or(0)
    }
}

/// Decides which items are tried in every number of copies: those of which buying later, or in other portions, is not
/// the same, where few copies are of any use.
pub fn choose_counted(problem: &mut Problem) {
    let months = problem.months();
    for index in 0..problem.items.len() {
        let item = &problem.items[index];
        let sets = |part: &crate::plan::award::Part| &problem.classes[part.class];
        let leaves_sale = item.on_sale.windows(2).any(|pair| pair[0] && !pair[1]);
        let inside = |month: usize| u16::try_from(problem.month_slots[month + 1]).unwrap_or(u16::MAX);
        let ends_inside =
            item.parts.iter().any(|part| (0..months).any(|month| part.ends[month] < inside(month)));
        let shared = item.parts.iter().any(|part| {
            let own = sets(part);
            problem.classes.iter().any(|other| {
                other.priority == own.priority
                    && other.streams != own.streams
                    && other.streams.meets(own.streams)
            })
        });
        let bounded =
            item.blocks.is_some_and(|blocks| !item.is_top_up && (blocks.min > 1 || blocks.max < 1_000));
        let wanted = item.limit.is_some()
            || item.most.is_some()
            || bounded
            || item.pricing.is_some()
            || item.bonus.is_some()
            || item.schedule.is_some()
            || leaves_sale
            || item.parts.len() > 1
            || ends_inside
            || shared
            || problem.careful
            || !problem.order.is_usual();
        let bulk = item.is_top_up && item.blocks.is_some_and(|blocks| !blocks.like_packs);
        // A bulk top-up's own amounts are tried in their own way.
        let special = item.pricing.is_some() || item.limit.is_some() || item.most.is_some();
        if !wanted || (bulk && !special && !problem.careful && !leaves_sale) {
            continue;
        }
        let must = item.limit.is_some() || item.most.is_some() || item.schedule.is_some() || bounded;
        let useful = (0..months).map(|month| problem.usable_copies(index, month)).max().unwrap_or(0);
        let item = &mut problem.items[index];
        item.counted = useful <= FEW_COPIES || (must && !bulk);
        item.loose = !item.counted;
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
