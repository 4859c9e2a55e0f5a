//! Offers: one kind each, prices and grants that make sense.

use super::super::Offers;
use super::super::feature::NO_PLAN;
use super::super::format::{self, AfterPlan};
use super::super::offer::{Carry, Charge, Grant, Kind, Lifetime, Offer, TopUp};
use super::super::reader::{Place, Placed, Reader};
use super::super::scalars::Price;
use super::features::multiple;
use crate::num::{Decimal, Fraction};
use crate::unit::{Currency, Money};

const PLAN_PRIORITY: i32 = 10;
const BOUGHT_PRIORITY: i32 = 20;

/// Most offers of one book; the planner's work grows with them.
const MOST_OFFERS: usize = 200;
/// Largest number of credits or of blocks that can be told apart exactly everywhere.
const LARGEST: i64 = 1_000_000_000_000;

/// The plans by id, with their indices among the offers.
pub(super) fn plan_ids(raw: &[format::Offer]) -> Offers {
    let plans = raw.iter().enumerate().filter(|(_, offer)| is_plan(offer));
    Offers { ids: plans.map(|(index, offer)| (offer.id.value.clone(), index)).collect() }
}

fn is_plan(raw: &format::Offer) -> bool {
    matches!(raw.price, Some(Placed { value: Price::Recurring { .. }, .. }))
}

struct Context<'c, 't> {
    plans: &'c Offers,
    currency: Option<Currency>,
    step: Decimal,
    reader: &'c mut Reader<'t>,
}

/// The offers, in the order of the book; those with faults are left out.
pub(super) fn offers(
    raw: &[format::Offer],
    plans: &Offers,
    currency: Option<Currency>,
    step: Decimal,
    reader: &mut Reader,
) -> Vec<Offer> {
    if let Some(extra) = raw.get(MOST_OFFERS) {
        reader.fault(
            "too_many_offers",
            &extra.place,
            format!("{} offers", raw.len()),
            format!("keep it to {MOST_OFFERS}"),
        );
    }
    let charged: Vec<&format::Offer> =
        raw.iter().filter(|offer| offer.per_credit.is_some() || offer.per_block.is_some()).collect();
    if let Some(second) = charged.get(1) {
        let fix = "keep one; a customer cannot choose between two ways of being charged after use";
        reader.fault("several_pay_as_you_go", &second.place, "a second offer is pay as you go", fix);
    }
    let mut context = Context { plans, currency, step, reader };
    raw.iter().filter_map(|offer| context.offer(offer)).collect()
}

impl Context<'_, '_> {
    fn offer(&mut self, raw: &format::Offer) -> Option<Offer> {
        super::id(&raw.id, self.reader);
        if raw.id.value == NO_PLAN && is_plan(raw) {
            self.reader.fault(
                "reserved_name",
                &raw.id.place,
                "`none` is what formulas call no plan",
                "choose another id",
            );
        }
        let requires: Vec<Option<usize>> =
            raw.requires.iter().map(|plan| self.plans.find(plan, self.reader)).collect();
        let kind = self.kind(raw);
        if let Some(limit) = raw.limit.as_ref()
            && (limit.value == 0 || !matches!(kind, None | Some(Kind::Pack { .. })))
        {
            self.reader.fault(
                "bad_limit",
                &limit.place,
                "a limit is at least 1 and stands with a pack",
                "leave it out",
            );
        }
        if let Some(required) =
            raw.requires.first().filter(|_| !matches!(kind, None | Some(Kind::Pack { .. } | Kind::TopUp(_))))
        {
            self.reader.fault(
                "bad_requires",
                &required.place,
                "only packs and top-ups can require a plan",
                "leave it out",
            );
        }
        Some(Offer {
            id: raw.id.value.clone(),
            name: raw.name.clone(),
            about: raw.about.clone(),
            kind: kind?,
            requires: requires.into_iter().collect::<Option<_>>()?,
            limit: raw.limit.as_ref().map(|limit| limit.value),
        })
    }

    fn kind(&mut self, raw: &format::Offer) -> Option<Kind> {
        let kinds = [
            raw.price.is_some(),
            raw.top_up.is_some(),
            raw.per_credit.is_some(),
            raw.per_block.is_some(),
            raw.welcome == Some(true),
        ];
        if kinds.iter().filter(|given| **given).count() != 1 {
            let fix = "give exactly one of \"price\" (pack: a number, plan: { \"month\": ... }), \"top_up\", \"per_credit\", \"per_block\", \"welcome\": true";
            self.reader.fault(
                "offer_kind",
                &raw.place,
                format!("it is not clear what `{}` is", raw.id.value),
                fix,
            );
            return None;
        }
        if let Some(overage) = raw.overage.as_ref().filter(|_| !is_plan(raw)) {
            self.reader.fault(
                "overage_without_plan",
                &overage.place,
                "only a plan has overage",
                "leave it out",
            );
        }
        if let Some(grant) = raw.grants.first()
            && (raw.top_up.is_some() || raw.per_credit.is_some() || raw.per_block.is_some())
        {
            self.reader.fault(
                "grants_not_here",
                &grant.place,
                "this kind of offer has no grants",
                "leave them out",
            );
        }
        match (&raw.price, &raw.top_up) {
            (Some(price), _) => match price.value {
                Price::Once(amount) => self.pack(raw, amount, &price.place),
                Price::Recurring { month, year } => self.plan(raw, month, year, &price.place),
            },
            (None, Some(top_up)) => self.top_up(top_up).map(Kind::TopUp),
            (None, None) if raw.welcome == Some(true) => {
                Some(Kind::Welcome { grants: self.grants(raw, false)? })
            }
            (None, None) => self.pay_as_you_go(raw),
        }
    }

    fn money(&mut self, amount: Decimal, place: &Place) -> Option<Money> {
        if amount.is_negative() {
            self.reader.fault(
                "negative_price",
                place,
                format!("the price {amount} is below 0"),
                "write 0 or more",
            );
            return None;
        }
        if amount > Decimal::from_int(LARGEST) {
            self.too_large(place);
            return None;
        }
        let currency = self.currency?;
        currency.money(amount).ok().or_else(|| {
            let message = format!("the price {amount} is finer than {currency} can be paid");
            self.reader.fault(
                "price_too_fine",
                place,
                message,
                format!("write at most {} decimals", currency.minor_units()),
            );
            None
        })
    }

    fn too_large(&mut self, place: &Place) {
        self.reader.fault("too_large", place, "the number is too large", format!("write at most {LARGEST}"));
    }

    fn pack(&mut self, raw: &format::Offer, amount: Decimal, place: &Place) -> Option<Kind> {
        let price = self.money(amount, place);
        let grants = self.grants(raw, false);
        if amount.is_zero() && raw.limit.is_none() {
            let fix = "add \"limit\": 1, or \"welcome\": true for credits of a new customer";
            self.reader.fault("free_without_limit", place, "a free pack can be taken without end", fix);
        }
        Some(Kind::Pack { price: price?, grants: grants? })
    }

    fn plan(
        &mut self,
        raw: &format::Offer,
        month: Option<Decimal>,
        year: Option<Decimal>,
        place: &Place,
    ) -> Option<Kind> {
        if month.is_none() && year.is_none() {
            self.reader.fault("no_price", place, "the plan has no price", "add \"month\", \"year\" or both");
            return None;
        }
        let grants = self.grants(raw, true);
        self.one_rollover(raw, grants.as_deref().unwrap_or_default());
        let overage = raw.overage.as_ref().map(|charge| self.charge(charge));
        let month = month.map(|amount| self.money(amount, &place.member("month")));
        let year = year.map(|amount| self.money(amount, &place.member("year")));
        Some(Kind::Plan {
            month: transpose(month)?,
            year: transpose(year)?,
            grants: grants?,
            overage: transpose(overage)?,
        })
    }

    fn one_rollover(&mut self, raw: &format::Offer, grants: &[Grant]) {
        let mut carries = grants.iter().filter_map(|grant| grant.carry.as_ref());
        let Some(first) = carries.next() else { return };
        if carries.any(|other| other.at_most != first.at_most) {
            let fix = "give every rollover of the plan the same \"carry_at_most\": it holds for all of the plan's credits";
            self.reader.fault(
                "rollovers_differ",
                &raw.place,
                "the plan carries its credits under two caps",
                fix,
            );
        }
    }

    fn grants(&mut self, raw: &format::Offer, plan: bool) -> Option<Vec<Grant>> {
        if raw.grants.is_empty() && self.reader.has_fault_under(&raw.place.member("grants").path) {
            return None;
        }
        if raw.grants.is_empty() && !plan {
            self.reader.fault(
                "no_grants",
                &raw.place,
                format!("`{}` gives no credits", raw.id.value),
                "add \"grants\"",
            );
            return None;
        }
        let grants: Vec<Option<Grant>> = raw
            .grants
            .iter()
            .map(|grant| if plan { self.plan_grant(grant) } else { self.bought_grant(grant) })
            .collect();
        grants.into_iter().collect()
    }

    fn credits(&mut self, credits: &Placed<Decimal>) -> Option<Decimal> {
        let Placed { value, place } = credits;
        if *value <= Decimal::ZERO {
            self.reader.fault(
                "not_positive",
                place,
                format!("{value} credits are not above 0"),
                "write a number above 0",
            );
            return None;
        }
        if *value > Decimal::from_int(LARGEST) {
            self.too_large(place);
            return None;
        }
        if !multiple(*value, self.step) {
            let message = format!("{value} credits are not a multiple of the credit's step {}", self.step);
            self.reader.fault("not_a_step", place, message, "write a multiple, or make the step finer");
            return None;
        }
        Some(*value)
    }

    fn bought_grant(&mut self, raw: &format::Grant) -> Option<Grant> {
        let credits = self.credits(&raw.credits);
        if let Some(rollover) = &raw.rollover {
            self.reader.fault(
                "rollover_without_plan",
                &rollover.place,
                "only a plan's credits roll over",
                "leave it out",
            );
        }
        if raw.every.is_some() {
            self.reader.fault(
                "every_without_plan",
                &raw.place,
                "only a plan grants credits again and again",
                "leave \"every\" out",
            );
        }
        let Some(expires) = &raw.expires else {
            let fix = "add \"expires\": \"never\", \"cycle\", { \"months\": 12 } or { \"days\": 90 }";
            self.reader.fault("no_expiry", &raw.place, "it is not said when these credits expire", fix);
            return None;
        };
        Some(Grant {
            credits: credits?,
            lifetime: expires.value,
            priority: raw.priority.unwrap_or(BOUGHT_PRIORITY),
            while_subscribed: raw.while_subscribed.unwrap_or(false),
            carry: None,
        })
    }

    fn plan_grant(&mut self, raw: &format::Grant) -> Option<Grant> {
        let credits = self.credits(&raw.credits);
        if let Some(expires) = &raw.expires {
            let fix = "say how unused credits are carried with \"rollover\": { \"further_months\": 1 } or { \"carry_at_most\": 5000 }";
            self.reader.fault(
                "expires_on_plan",
                &expires.place,
                "a plan's credits end with their month unless they roll over",
                fix,
            );
        }
        if raw.while_subscribed.is_some() {
            let fix = "say it with \"rollover\": { ..., \"after_plan\": \"lost\" }";
            self.reader.fault(
                "while_subscribed_on_plan",
                &raw.place,
                "a plan's credits belong to the plan",
                fix,
            );
        }
        let priority = raw.priority.unwrap_or(PLAN_PRIORITY);
        let Some(rollover) = &raw.rollover else {
            return Some(Grant {
                credits: credits?,
                lifetime: Lifetime::Cycle,
                priority,
                while_subscribed: false,
                carry: None,
            });
        };
        let at_most = rollover.carry_at_most.as_ref().map(|cap| self.credits(cap));
        let lifetime = match rollover.further_months {
            None if rollover.carry_at_most.is_none() => {
                let fix = "add \"further_months\", \"carry_at_most\" or both";
                self.reader.fault(
                    "empty_rollover",
                    &rollover.place,
                    "it is not said how credits roll over",
                    fix,
                );
                return None;
            }
            None => Lifetime::Never,
            Some(0) => Lifetime::Cycle,
            Some(further) => Lifetime::Months(further.saturating_add(1).min(1200)),
        };
        let kept = matches!(rollover.after_plan, Some(AfterPlan::Kept));
        let carry = Carry { at_most: transpose(at_most)?, kept_after_plan: kept };
        Some(Grant { credits: credits?, lifetime, priority, while_subscribed: false, carry: Some(carry) })
    }

    fn price(&mut self, price: &Placed<Decimal>) -> Option<Decimal> {
        if price.value.is_negative() || price.value > Decimal::from_int(LARGEST) {
            self.reader.fault(
                "negative_price",
                &price.place,
                format!("the price {} is out of range", price.value),
                "write 0 or more",
            );
            return None;
        }
        Some(price.value)
    }

    fn top_up(&mut self, raw: &format::TopUp) -> Option<TopUp> {
        let block = self.credits(&raw.block);
        let price = self.money(raw.price.value, &raw.price.place);
        let block = block?;
        let min_blocks = raw.min.as_ref().map_or(Some(1), |min| self.blocks(min, block));
        let max_blocks = raw.max.as_ref().map(|max| self.blocks(max, block));
        let (min_blocks, max_blocks) = (min_blocks?.max(1), transpose(max_blocks)?);
        if let (Some(max), Some(place)) = (max_blocks, raw.max.as_ref().map(|max| &max.place))
            && max < min_blocks
        {
            self.reader.fault("empty_range", place, "max is below min", "swap them");
        }
        if price == Some(Money::ZERO) {
            self.reader.fault(
                "free_without_limit",
                &raw.price.place,
                "a free top-up can be taken without end",
                "write a price",
            );
        }
        let grant = Grant {
            credits: block,
            lifetime: raw.expires.value,
            priority: raw.priority.unwrap_or(BOUGHT_PRIORITY),
            while_subscribed: raw.while_subscribed.unwrap_or(false),
            carry: None,
        };
        Some(TopUp { block, price: price?, min_blocks, max_blocks, grant })
    }

    /// How many whole blocks so many credits are.
    fn blocks(&mut self, credits: &Placed<Decimal>, block: Decimal) -> Option<u64> {
        let ratio = Fraction::from(credits.value).checked_div(block.into()).ok()?;
        let whole = ratio.is_integer().then(|| u64::try_from(ratio.numerator()).ok()).flatten();
        let whole = whole.filter(|count| i64::try_from(*count).is_ok_and(|count| count <= LARGEST));
        if whole.is_none() {
            let message = format!("{} credits are not a number of blocks of {block}", credits.value);
            self.reader.fault("not_a_block", &credits.place, message, "write a multiple of the block");
        }
        whole
    }

    fn pay_as_you_go(&mut self, raw: &format::Offer) -> Option<Kind> {
        let charge = match (&raw.per_credit, &raw.per_block) {
            (Some(price), _) => {
                Charge { block: Decimal::ONE, price: self.price(price)?, whole_blocks: false }
            }
            (None, Some(charge)) => self.charge(charge)?,
            (None, None) => return None,
        };
        Some(Kind::PayAsYouGo(charge))
    }

    fn charge(&mut self, raw: &format::Charge) -> Option<Charge> {
        match (&raw.per_credit, &raw.credits, &raw.price) {
            (Some(price), None, None) => {
                Some(Charge { block: Decimal::ONE, price: self.price(price)?, whole_blocks: false })
            }
            (None, Some(credits), Some(price)) => {
                let block = self.credits(credits);
                let price = self.price(price);
                Some(Charge { block: block?, price: price?, whole_blocks: true })
            }
            _ => {
                let fix = "write { \"per_credit\": \"0.02\" } or { \"credits\": 100, \"price\": \"2\" }";
                self.reader.fault("bad_charge", &raw.place, "it is not clear what is charged", fix);
                None
            }
        }
    }
}

/// `Some(None)` for "not given", `None` for "given, but at fault".
fn transpose<T>(given: Option<Option<T>>) -> Option<Option<T>> {
    match given {
        None => Some(None),
        Some(None) => None,
        Some(Some(value)) => Some(Some(value)),
    }
}
