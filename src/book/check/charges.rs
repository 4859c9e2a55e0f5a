//! Prices of credits charged after use: overage and pay as you go.

use super::super::charge::{Charge, ChargeLimit, Commitment, TierMode, UsePrice};
use super::super::format::{self, Amount, For, Limit, Tiered};
use super::super::offer::{Charging, Plan};
use super::super::reader::{Place, Placed};
use super::ladder::Entry;
use super::offers::{Checker, transpose};
use crate::num::{Decimal, Fraction};

/// Everything that a charge can say, wherever it stands.
struct Parts<'r> {
    place: &'r Place,
    per_credit: Option<&'r Amount>,
    block: (Option<&'r Placed<Decimal>>, Option<&'r Amount>),
    started: Option<&'r Placed<bool>>,
    tiered: Option<&'r Tiered>,
    times_plan: Option<&'r Placed<Decimal>>,
    discount: Option<&'r Placed<Decimal>>,
    maximum: Option<&'r Amount>,
    minimum: Option<&'r Amount>,
    commitment: Option<&'r format::Commitment>,
    at_most: Option<&'r Placed<Limit>>,
    credit: Option<&'r Placed<String>>,
    scope: Option<&'r For>,
}

impl<'r> Parts<'r> {
    fn of_overage(raw: &'r format::Charge) -> Parts<'r> {
        Parts {
            place: &raw.place,
            per_credit: raw.per_credit.as_ref(),
            block: (raw.credits.as_ref(), raw.price.as_ref()),
            started: raw.started.as_ref(),
            tiered: raw.tiered.as_ref(),
            times_plan: raw.times_plan.as_ref(),
            discount: raw.discount.as_ref(),
            maximum: raw.maximum.as_ref(),
            minimum: raw.minimum.as_ref(),
            commitment: raw.commitment.as_ref(),
            at_most: raw.at_most.as_ref(),
            credit: raw.r#type.as_ref(),
            scope: raw.r#for.as_ref(),
        }
    }

    fn of_offer(raw: &'r format::Offer) -> Parts<'r> {
        let block = raw.per_block.as_ref();
        Parts {
            place: &raw.place,
            per_credit: raw.per_credit.as_ref(),
            block: (block.map(|block| &block.credits), block.map(|block| &block.price)),
            started: block.and_then(|block| block.started.as_ref()),
            tiered: raw.tiered.as_ref(),
            times_plan: None,
            discount: raw.discount.as_ref(),
            maximum: raw.maximum.as_ref(),
            minimum: raw.minimum.as_ref(),
            commitment: raw.commitment.as_ref(),
            at_most: raw.at_most.as_ref(),
            credit: raw.r#type.as_ref(),
            scope: raw.r#for.as_ref(),
        }
    }
}

impl Checker<'_, '_> {
    /// Pay as you go.
    pub(super) fn pay_as_you_go(&mut self, raw: &format::Offer) -> Option<Charging> {
        self.charging(&Parts::of_offer(raw), None)
    }

    /// What a plan charges beyond its credits.
    pub(super) fn overage(&mut self, entry: &Entry, plan: &Plan) -> Option<Vec<Charging>> {
        let own = entry.rung.and_then(|rung| rung.overage.as_ref());
        let charges: &[format::Charge] =
            own.or(entry.raw.overage.as_ref()).map_or(&[], |charges| charges.0.as_slice());
        let mut checked: Vec<Option<Charging>> = Vec::new();
        for raw in charges {
            let mut parts = Parts::of_overage(raw);
            // The plan's commitment is that of its only overage.
            if let ([_], None, Some(commitment)) = (charges, parts.commitment, &entry.raw.commitment) {
                parts.commitment = Some(commitment);
            }
            checked.push(self.charging(&parts, Some(plan)));
        }
        if let Some(commitment) = &entry.raw.commitment
            && !matches!(charges, [only] if only.commitment.is_none())
        {
            let message = "a plan's commitment is about its one overage";
            let fix = "write it inside the overage that it is about";
            self.reader.fault("commitment_without_overage", &commitment.place, message, fix);
        }
        let checked: Vec<Charging> = checked.into_iter().collect::<Option<_>>()?;
        for (index, later) in checked.iter().enumerate() {
            let hidden = checked.iter().take(index).any(|earlier| hides(earlier, later));
            if let Some(raw) = charges.get(index).filter(|_| hidden) {
                let message = "an overage before this one charges for all that it is for";
                self.reader.fault(
                    "overage_hidden",
                    &raw.place,
                    message,
                    "put the one for fewer features first",
                );
            }
        }
        Some(checked)
    }

    fn charging(&mut self, parts: &Parts, plan: Option<&Plan>) -> Option<Charging> {
        let credit = parts.credit.map_or(Some(self.default_credit), |id| self.credit_type(id));
        let scope = self.scope(parts.scope);
        let credit = credit?;
        let price = self.use_price(parts, plan, credit);
        let discount = parts.discount.map_or(Decimal::ZERO, |percent| super::percent(percent, self.reader));
        let maximum = transpose(parts.maximum.map(|amount| self.amount(amount)));
        let minimum = transpose(parts.minimum.map(|amount| self.amount(amount)));
        if let (Some(Some(most)), Some(Some(least)), Some(written)) = (maximum, minimum, parts.maximum)
            && most < least
            && self.is_sold
        {
            let message = "the month's maximum is below its minimum";
            self.reader.fault("empty_range", &written.place, message, "swap them");
        }
        let commitment = transpose(parts.commitment.map(|commitment| self.commitment(commitment)));
        let limit = transpose(parts.at_most.map(|limit| self.limit(limit, plan, credit)));
        let mut charge = Charge::new(price?);
        charge.discount = discount;
        charge.maximum = maximum?;
        charge.minimum = minimum?;
        charge.commitment = commitment?;
        charge.limit = limit?;
        Some(Charging { credit, scope: scope?, charge })
    }

    fn use_price(&mut self, parts: &Parts, plan: Option<&Plan>, credit: usize) -> Option<UsePrice> {
        if let Some(started) = parts.started.filter(|_| parts.block.0.is_none()) {
            let message = "only blocks are started";
            self.reader.fault("member_not_here", &started.place, message, "leave it out");
        }
        match (parts.per_credit, parts.block, parts.tiered, parts.times_plan) {
            (Some(price), (None, None), None, None) => {
                let price = self.amount(price)?.into();
                Some(UsePrice::Blocks { block: Decimal::ONE, price, whole_blocks: false })
            }
            (None, (Some(credits), Some(price)), None, None) => {
                let block = self.credits(credits, credit);
                let price = self.amount(price)?.into();
                let whole_blocks = parts.started.is_none_or(|started| started.value);
                Some(UsePrice::Blocks { block: block?, price, whole_blocks })
            }
            (None, (None, None), Some(tiered), None) => {
                let tiers = self.money_tiers(&tiered.tiers)?;
                Some(UsePrice::Tiers { tiers, mode: tiered.mode.unwrap_or(TierMode::Graduated) })
            }
            (None, (None, None), None, Some(times)) => {
                let price = self.times_plan(times, plan?, credit)?;
                Some(UsePrice::Blocks { block: Decimal::ONE, price, whole_blocks: false })
            }
            _ => {
                let fix = "write { \"per_credit\": \"0.02\" }, { \"credits\": 100, \"price\": \"2\" }, { \"tiered\": { \"tiers\": \"...\" } } or, for a plan, { \"times_plan\": \"1.25\" }";
                self.reader.fault("bad_charge", parts.place, "it is not clear what is charged", fix);
                None
            }
        }
    }

    /// Price of a credit that costs so many times as much as one of the plan's own.
    fn times_plan(&mut self, times: &Placed<Decimal>, plan: &Plan, credit: usize) -> Option<Fraction> {
        if times.value.is_negative() {
            self.reader.fault("out_of_range", &times.place, "the factor is below 0", "write 0 or more");
            return None;
        }
        let price = self.currency.and_then(|currency| plan.month_price(currency));
        let credits = plan.month_credits(credit);
        let each = match (price, credits) {
            (Some(price), Some(credits)) if !credits.is_zero() => price.checked_div(credits.into()).ok(),
            _ => None,
        };
        if each.is_none_or(Fraction::is_zero) && self.is_sold {
            let message = "a credit of this plan has no price of its own";
            let fix = "write { \"per_credit\": \"0.02\" }, or give the plan a price and credits each month";
            self.reader.fault("times_plan_unknown", &times.place, message, fix);
            return None;
        }
        let price = each.unwrap_or(Fraction::ZERO).checked_mul(times.value.into()).ok();
        if price.is_none() {
            super::too_large(&times.place, self.reader);
        }
        price
    }

    fn commitment(&mut self, raw: &format::Commitment) -> Option<Commitment> {
        let amount = self.amount(&raw.amount);
        let factor = raw.factor.as_ref().map_or(Decimal::ONE, |factor| factor.value);
        if let Some(factor) = raw.factor.as_ref().filter(|factor| factor.value.is_negative()) {
            self.reader.fault("out_of_range", &factor.place, "the factor is below 0", "write 0 or more");
        }
        Some(Commitment { amount: amount?, factor })
    }

    fn limit(&mut self, raw: &Placed<Limit>, plan: Option<&Plan>, credit: usize) -> Option<ChargeLimit> {
        let limit = &raw.value;
        match (&limit.credits, &limit.times, &limit.amount) {
            (Some(credits), None, None) => self.credits(credits, credit).map(ChargeLimit::Credits),
            (None, None, Some(amount)) => self.money(amount).map(ChargeLimit::Amount),
            (None, Some(times), None) => {
                let credits =
                    plan.and_then(|plan| plan.month_credits(credit)).filter(|credits| !credits.is_zero());
                let Some(credits) = credits.filter(|_| !times.value.is_negative()) else {
                    let message = "there is no monthly grant that this could be a multiple of";
                    let fix = "write { \"credits\": 1000 } or { \"amount\": \"50\" }";
                    self.reader.fault("bad_charge_limit", &raw.place, message, fix);
                    return None;
                };
                self.part(credits, times.value.into(), credit, &times.place).map(ChargeLimit::Credits)
            }
            _ => {
                let fix = "write { \"credits\": 1000 }, { \"times\": \"2\" } or { \"amount\": \"50\" }";
                self.reader.fault("bad_charge_limit", &raw.place, "it is not clear where charging ends", fix);
                None
            }
        }
    }
}

/// Whether an earlier charge takes everything that a later one is for.
fn hides(earlier: &Charging, later: &Charging) -> bool {
    let covers = match (&earlier.scope, &later.scope) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(earlier), Some(later)) => later.features.iter().all(|feature| earlier.covers(*feature)),
    };
    earlier.credit == later.credit && covers
}
