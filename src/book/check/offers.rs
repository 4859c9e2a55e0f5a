//! Offers: one kind each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::feature::Feature;
use super::super::format::{self, Price};
use super::super::grant::{Scope, Window};
use super::super::offer::{Kind, Offer};
use super::super::reader::{Placed, Reader};
use super::super::top_up::Fee;
use super::super::{CreditUnit, PriceList};
use super::grants::Home;
use super::ladder::{Entry, Plans, is_subscription};
use crate::num::Decimal;
use crate::rate::Tiers;
use crate::unit::{Currency, Money};

/// Most offers of one book, a rung being one; the planner's work grows with them.
const MOST_OFFERS: usize = 200;
/// Largest number of credits, of blocks or of money that can be told apart exactly everywhere.
pub(super) const LARGEST: i64 = 1_000_000_000_000;

/// What offers refer to.
pub(super) struct Known<'c> {
    /// The credit types; empty where they have faults.
    pub credits: &'c [CreditUnit],
    /// The offers with the ladders' rungs.
    pub entries: &'c [Entry<'c>],
    /// The plans among them.
    pub plans: &'c Plans,
    /// Tier tables.
    pub tiers: &'c BTreeMap<String, Tiers>,
    /// The features.
    pub features: &'c [Feature],
    /// Headings of the features.
    pub groups: BTreeSet<&'c str>,
    /// The fee of offers without one.
    pub fee: Option<&'c format::Fee>,
    /// What happens when credits are used up, where a plan does not say.
    pub at_zero: Option<&'c Placed<format::AtZero>>,
    /// Money a credit of each type stands for.
    pub worth: Vec<Option<&'c format::Amount>>,
    /// The currencies, the main one first; empty where it has a fault.
    pub currencies: &'c [Currency],
}

/// Checks offers in one currency. What has nothing to do with prices is found in each, and noted once.
pub(super) struct Checker<'c, 't> {
    pub known: &'c Known<'c>,
    pub currency: Option<Currency>,
    /// Whether it is the main one.
    pub is_main: bool,
    /// Whether every amount of the offer so far has a price in the currency.
    pub is_sold: bool,
    /// The credit type of what names none.
    pub default_credit: usize,
    /// What was found of each restriction, by where it stands: rungs and currencies share them.
    scopes: HashMap<usize, Option<Scope>>,
    pub reader: &'c mut Reader<'t>,
}

/// The price list of each currency of the book, the main one first; of the main one alone after `too_many_offers`.
pub(super) fn price_lists(known: &Known, reader: &mut Reader) -> Vec<PriceList> {
    let extra = known.entries.get(MOST_OFFERS);
    if let Some(extra) = extra {
        let message = format!("{} offers, a rung being one", known.entries.len());
        reader.fault("too_many_offers", extra.place(), message, format!("keep it to {MOST_OFFERS}"));
    }
    let scopes = HashMap::new();
    let mut checker =
        Checker { known, currency: None, is_main: true, is_sold: true, default_credit: 0, scopes, reader };
    // Without a currency everything but prices is checked.
    let mut currencies: Vec<Option<Currency>> = known.currencies.iter().copied().map(Some).collect();
    if currencies.is_empty() {
        currencies.push(None);
    }
    currencies.truncate(if extra.is_some() { 1 } else { currencies.len() });
    currencies
        .into_iter()
        .enumerate()
        .map(|(index, currency)| {
            checker.currency = currency;
            checker.is_main = index == 0;
            checker.price_list()
        })
        .collect()
}

impl Checker<'_, '_> {
    fn price_list(&mut self) -> PriceList {
        let known = self.known;
        let offers = known.entries.iter().filter_map(|entry| self.offer(entry)).collect();
        let worth = known.worth.iter().map(|worth| worth.and_then(|worth| self.worth(worth))).collect();
        PriceList { offers, at_zero: self.without_plan(), worth }
    }

    fn offer(&mut self, entry: &Entry) -> Option<Offer> {
        let raw = entry.raw;
        self.is_sold = true;
        super::id(&raw.id, self.reader);
        self.default_credit = raw.r#type.as_ref().map_or(Some(0), |id| self.credit_type(id)).unwrap_or(0);
        let requires = self.known.plans.find_all(&raw.requires, self.reader);
        let window = self.window(raw.available.as_ref());
        let kind = self.kind(entry);
        self.members(raw, kind.as_ref());
        let fee = match &raw.fee {
            Some(fee) => Some(self.fee(fee)?),
            None => {
                self.known.fee.filter(|_| kind.as_ref().is_some_and(has_fee)).and_then(|fee| self.fee(fee))
            }
        };
        let kind = kind?;
        Some(Offer {
            id: entry.id.clone(),
            name: entry.name.clone(),
            about: raw.about.clone(),
            family: entry.family,
            family_id: raw.id.value.clone(),
            family_name: raw.name.clone(),
            kind,
            requires: requires?,
            limit: raw.limit.as_ref().map(|limit| limit.value),
            limit_per_month: raw.limit_per_month.as_ref().map(|limit| limit.value),
            window: window?,
            fee,
            is_sold: self.is_sold,
        })
    }

    fn kind(&mut self, entry: &Entry) -> Option<Kind> {
        let raw = entry.raw;
        if !self.are_few(raw) {
            return None;
        }
        let kinds = [
            raw.price.is_some() || !raw.ladder.is_empty(),
            raw.top_up.is_some(),
            raw.per_credit.is_some() || raw.per_block.is_some() || raw.tiered.is_some(),
            raw.welcome == Some(true) || raw.gift == Some(true),
        ];
        if kinds.iter().filter(|given| **given).count() != 1 {
            let fix = "give exactly one of \"price\" (pack: a number, plan: { \"month\": ... }), \"top_up\", \"per_credit\", \"per_block\", \"tiered\", \"welcome\": true, \"gift\": true";
            let message = format!("it is not clear what `{}` is", raw.id.value);
            self.reader.fault("offer_kind", &raw.place, message, fix);
            return None;
        }
        if is_subscription(raw) {
            return self.subscription(entry);
        }
        match (&raw.price, &raw.top_up) {
            (Some(Placed { value: Price::Once(amount), .. }), _) => self.pack(raw, amount),
            (_, Some(top_up)) => self.top_up(raw, top_up).map(Kind::TopUp),
            _ if raw.welcome == Some(true) || raw.gift == Some(true) => {
                let only_new = raw.welcome == Some(true);
                Some(Kind::Gift { only_new, grants: self.grants(raw, &Home::Bought)? })
            }
            _ => self.pay_as_you_go(raw).map(Kind::PayAsYouGo),
        }
    }

    /// Whether the offer has not too many parts of one kind.
    fn are_few(&mut self, raw: &format::Offer) -> bool {
        let parts = [
            (raw.grants.len(), "grants"),
            (raw.overage.as_ref().map_or(0, |charges| charges.0.len()), "overages"),
            (raw.seats.as_ref().map_or(0, |seats| seats.0.len()), "kinds of seats"),
            (raw.ladder.len(), "rungs"),
            (raw.top_up.as_ref().map_or(0, |top_up| top_up.bonus.len()), "bonuses"),
        ];
        parts.into_iter().all(|(count, what)| super::are_few(count, what, &raw.place, self.reader))
    }

    fn pack(&mut self, raw: &format::Offer, amount: &format::Amount) -> Option<Kind> {
        let price = self.money(amount);
        let grants = self.grants(raw, &Home::Bought);
        let (min, max) = self.copies(raw);
        let unlimited = raw.limit.is_none() && raw.limit_per_month.is_none();
        if price == Some(Money::ZERO) && self.is_sold && unlimited {
            let fix = "add \"limit\": 1, or \"gift\": true for credits that everybody is given";
            self.reader.fault(
                "free_without_limit",
                &amount.place,
                "a free pack can be taken without end",
                fix,
            );
        }
        Some(Kind::Pack { price: price?, min, max, grants: grants? })
    }

    /// Fewest and most copies of one purchase of a pack.
    fn copies(&mut self, raw: &format::Offer) -> (u32, Option<u32>) {
        for count in [&raw.min, &raw.max].into_iter().flatten().filter(|count| count.value == 0) {
            self.reader.fault("not_positive", &count.place, "0 copies are no purchase", "write 1 or more");
        }
        if let (Some(min), Some(max)) = (&raw.min, &raw.max)
            && max.value < min.value
        {
            self.reader.fault("empty_range", &max.place, "max is below min", "swap them");
        }
        (raw.min.as_ref().map_or(1, |min| min.value.max(1)), raw.max.as_ref().map(|max| max.value))
    }

    /// The days in which something holds.
    pub(super) fn window(&mut self, raw: Option<&format::Available>) -> Option<Window> {
        let Some(raw) = raw else { return Some(Window::default()) };
        match (raw.from, raw.until) {
            (None, None) => {
                let fix = "add \"from\", \"until\" or both, or leave it out";
                self.reader.fault("empty_window", &raw.place, "it is not said when", fix);
                None
            }
            (Some(from), Some(until)) if until <= from => {
                let message = format!("no day is from {from} on and before {until}");
                self.reader.fault("empty_window", &raw.place, message, "write a later \"until\"");
                None
            }
            (from, until) => Some(Window { from, until }),
        }
    }

    /// The credit type of that id, or a fault.
    pub(super) fn credit_type(&mut self, id: &Placed<String>) -> Option<usize> {
        super::credit_type(id, self.known.credits, self.reader)
    }

    /// The smallest part of a credit type.
    pub(super) fn step(&self, credit: usize) -> Decimal {
        self.known.credits.get(credit).map_or(Decimal::ONE, |unit| unit.step)
    }

    /// The features that something is restricted to; `Some(None)` for no restriction.
    pub(super) fn scope(&mut self, raw: Option<&format::For>) -> Option<Option<Scope>> {
        let Some(raw) = raw else { return Some(None) };
        if let Some(known) = self.scopes.get(&raw.place.at) {
            return known.clone().map(Some);
        }
        let scope = self.restriction(raw);
        self.scopes.insert(raw.place.at, scope.clone());
        scope.map(Some)
    }

    fn restriction(&mut self, raw: &format::For) -> Option<Scope> {
        if raw.features.is_empty() && raw.groups.is_empty() {
            let fix = "add \"features\" or \"groups\", or leave \"for\" out";
            self.reader.fault("empty_for", &raw.place, "it is not said what it is for", fix);
            return None;
        }
        let ids: Vec<Option<usize>> = raw.features.iter().map(|id| self.feature(id)).collect();
        let groups = &self.known.groups;
        for group in raw.groups.iter().filter(|group| !groups.contains(group.value.as_str())) {
            self.reader.unknown("group", &group.value, &group.place, groups.iter().copied());
        }
        let named: Vec<String> = raw.groups.iter().map(|group| group.value.clone()).collect();
        Some(Scope::of(self.known.features, &ids.into_iter().collect::<Option<Vec<_>>>()?, &named))
    }

    fn feature(&mut self, id: &Placed<String>) -> Option<usize> {
        let found = self.known.features.iter().position(|feature| feature.id == id.value);
        if found.is_none() {
            let known = self.known.features.iter().map(|feature| feature.id.as_str());
            self.reader.unknown("feature", &id.value, &id.place, known);
        }
        found
    }

    /// A fee on purchases.
    fn fee(&mut self, raw: &format::Fee) -> Option<Fee> {
        if raw.percent.is_none() && raw.at_least.is_none() {
            let fix = "add \"percent\", \"at_least\" or both";
            self.reader.fault("bad_fee", &raw.place, "the fee has no size", fix);
            return None;
        }
        let percent = raw.percent.as_ref().map(|percent| super::percent(percent, self.reader));
        let at_least = raw.at_least.as_ref().map(|amount| self.money(amount));
        Some(Fee {
            percent: percent.unwrap_or(Decimal::ZERO),
            at_least: at_least.unwrap_or(Some(Money::ZERO))?,
        })
    }

    /// What the vendor says a credit stands for.
    fn worth(&mut self, raw: &format::Amount) -> Option<Decimal> {
        self.is_sold = true;
        let worth = self.amount(raw)?;
        self.is_sold.then_some(worth)
    }
}

/// Whether purchases of this kind can have a fee.
pub(super) fn has_fee(kind: &Kind) -> bool {
    !matches!(kind, Kind::Gift { .. } | Kind::PayAsYouGo(_))
}

/// `Some(None)` for "not given", `None` for "given, but at fault".
pub(super) fn transpose<T>(given: Option<Option<T>>) -> Option<Option<T>> {
    match given {
        None => Some(None),
        Some(None) => None,
        Some(Some(value)) => Some(Some(value)),
    }
}
