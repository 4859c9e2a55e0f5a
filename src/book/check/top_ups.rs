//! Top-ups: blocks, bounds, prices and bonuses.

use super::super::charge::TierMode;
use super::super::format::{self, WhileSubscribed};
use super::super::grant::{Every, Grant, Measure, PerSeat, Window, WithoutPlan};
use super::super::reader::{Place, Placed};
use super::super::top_up::{Bonus, TopUp, TopUpPrice};
use super::features::multiple;
use super::offers::{Checker, LARGEST, transpose};
use crate::num::{Decimal, Fraction};
use crate::rate::Tiers;
use crate::unit::Money;

/// Burns after a plan's credits.
const BOUGHT_PRIORITY: i32 = 20;
/// Burns before them: credits that serve little.
const RESTRICTED_PRIORITY: i32 = 5;
/// Most percent of a bonus.
const MOST_BONUS: i64 = 10_000;

impl Checker<'_, '_> {
    /// A top-up.
    pub(super) fn top_up(&mut self, offer: &format::Offer, raw: &format::TopUp) -> Option<TopUp> {
        let credit = raw.r#type.as_ref().map_or(Some(self.default_credit), |id| self.credit_type(id));
        let scope = self.scope(raw.r#for.as_ref());
        let credit = credit?;
        let unit = self.unit(raw, credit);
        let price = self.top_up_price(raw, unit);
        let unit = unit?;
        let min_blocks = raw.min.as_ref().map_or(Some(1), |min| self.blocks(min, unit, credit));
        let max_blocks = raw.max.as_ref().map(|max| self.blocks(max, unit, credit));
        let bonuses = self.bonuses(raw, credit);
        let (min_blocks, max_blocks) = (min_blocks?.max(1), transpose(max_blocks)?);
        if let (Some(max), Some(place)) = (max_blocks, raw.max.as_ref().map(|max| &max.place))
            && max < min_blocks
        {
            self.reader.fault("empty_range", place, "max is below min", "swap them");
        }
        self.no_term(&raw.expires);
        let scope = scope?;
        let without_plan = match raw.while_subscribed.as_ref().map(|word| word.value) {
            None | Some(WhileSubscribed::Kept) => WithoutPlan::Kept,
            Some(WhileSubscribed::Lost) => WithoutPlan::Lost,
            Some(WhileSubscribed::Frozen) => WithoutPlan::Frozen,
        };
        let usual = if scope.is_some() { RESTRICTED_PRIORITY } else { BOUGHT_PRIORITY };
        let grant = Grant {
            credit,
            measure: Measure::Add(unit),
            per_seat: PerSeat::No,
            private: false,
            every: Every::Once,
            terms: Vec::new(),
            window: Window::default(),
            cap: None,
            balance_at_most: None,
            lifetime: raw.expires.value,
            priority: raw.priority.unwrap_or(usual),
            without_plan,
            carry: None,
            scope,
            bonus: false,
        };
        let top_up = TopUp { block: unit, price: price?, min_blocks, max_blocks, bonuses: bonuses?, grant };
        self.not_free(offer, raw, &top_up);
        Some(top_up)
    }

    fn not_free(&mut self, offer: &format::Offer, raw: &format::TopUp, top_up: &TopUp) {
        let Some(currency) = self.currency.filter(|_| self.is_sold) else { return };
        let unlimited = offer.limit.is_none() && offer.limit_per_month.is_none();
        if unlimited && top_up.cost(currency, top_up.min_blocks) == Ok(Money::ZERO) {
            let tiers = raw.tiers.as_ref().map(|tiers| &tiers.place);
            let place = raw.price.as_ref().map(|price| &price.place).or(tiers).unwrap_or(&raw.place);
            let message = "a free top-up can be taken without end";
            self.reader.fault("free_without_limit", place, message, "write a price");
        }
    }

    /// The credits that purchases are multiples of.
    fn unit(&mut self, raw: &format::TopUp, credit: usize) -> Option<Decimal> {
        let block = raw.block.as_ref().map(|block| self.credits(block, credit));
        let step = raw.step.as_ref().map(|step| self.credits(step, credit));
        let (block, step) = (transpose(block)?, transpose(step)?);
        if let (Some(block), Some(step), Some(written)) = (block, step, &raw.step)
            && !multiple(step, block)
            && !multiple(block, step)
        {
            let message = format!("{step} credits and blocks of {block} do not fit each other");
            self.reader.fault(
                "not_a_block",
                &written.place,
                message,
                "write a multiple or a part of the block",
            );
            return None;
        }
        Some(step.or(block).unwrap_or_else(|| self.step(credit)))
    }

    fn top_up_price(&mut self, raw: &format::TopUp, unit: Option<Decimal>) -> Option<TopUpPrice> {
        if let Some(mode) = raw.mode.as_ref().filter(|_| raw.tiers.is_none()) {
            let message = "there is no tier table";
            self.reader.fault("mode_without_tiers", &mode.place, message, "add \"tiers\", or leave it out");
        }
        match (&raw.price, &raw.tiers, &raw.block) {
            (None, Some(tiers), _) => {
                let tiers = self.money_tiers(tiers)?;
                let mode = raw.mode.as_ref().map_or(TierMode::Volume, |mode| mode.value);
                Some(TopUpPrice::Tiers { tiers, mode })
            }
            (Some(price), None, Some(block)) => {
                let money = self.money(price)?;
                self.unit_price(money, &price.place, block, unit?)
            }
            _ => {
                let fix =
                    "write \"block\": 100, \"price\": \"2\", or \"tiers\" with the name of a tier table";
                self.reader.fault("bad_top_up", &raw.place, "it is not clear what its credits cost", fix);
                None
            }
        }
    }

    /// Price of a unit of purchase, of which a block may be a part or a multiple.
    fn unit_price(
        &mut self,
        block_price: Money,
        place: &Place,
        block: &Placed<Decimal>,
        unit: Decimal,
    ) -> Option<TopUpPrice> {
        if block.value == unit {
            return Some(TopUpPrice::Block(block_price));
        }
        let each = Fraction::from(block_price.amount()).checked_div(block.value.into()).ok();
        let unit_price = each.and_then(|each| each.checked_mul(unit.into()).ok()?.to_decimal());
        if let Some(money) = unit_price.and_then(|price| self.currency?.money(price).ok()) {
            return Some(TopUpPrice::Block(money));
        }
        // Finer than the currency: each purchase is rounded as a whole.
        let tiers = each.and_then(Fraction::to_decimal).map(Tiers::one_price);
        if tiers.is_none() {
            let message = "the price of a credit is no exact number";
            let fix = "let \"step\" be a multiple of \"block\", or write the price of a rounder block";
            self.reader.fault("price_too_fine", place, message, fix);
        }
        tiers.map(|tiers| TopUpPrice::Tiers { tiers, mode: TierMode::Volume })
    }

    /// How many whole units of purchase so many credits are.
    fn blocks(&mut self, credits: &Placed<Decimal>, unit: Decimal, credit: usize) -> Option<u64> {
        self.credits(credits, credit)?;
        let ratio = Fraction::from(credits.value).checked_div(unit.into()).ok();
        let whole =
            ratio.filter(|ratio| ratio.is_integer()).and_then(|ratio| u64::try_from(ratio.numerator()).ok());
        let whole = whole.filter(|count| i64::try_from(*count).is_ok_and(|count| count <= LARGEST));
        if whole.is_none() {
            let message = format!("{} credits are not a number of blocks of {unit}", credits.value);
            self.reader.fault("not_a_block", &credits.place, message, "write a multiple of the block");
        }
        whole
    }

    fn bonuses(&mut self, raw: &format::TopUp, credit: usize) -> Option<Vec<Bonus>> {
        let mut bonuses: Vec<Option<Bonus>> = Vec::new();
        let mut previous: Option<Decimal> = None;
        for bonus in &raw.bonus {
            let (from, percent) = (&bonus.from, &bonus.percent);
            if previous.is_some_and(|previous| from.value <= previous) {
                let message = format!("the bonus from {} does not come after the one before it", from.value);
                self.reader.fault(
                    "bonus_not_rising",
                    &from.place,
                    message,
                    "put them in rising order of \"from\"",
                );
            }
            previous = Some(from.value);
            if percent.value.is_negative() || percent.value > Decimal::from_int(MOST_BONUS) {
                let message = format!("a bonus of {} percent is out of range", percent.value);
                let fix = format!("write 0 to {MOST_BONUS}");
                self.reader.fault("bad_percent", &percent.place, message, fix);
            }
            let from = self.credits(from, credit);
            bonuses.push(from.map(|from| Bonus { from, percent: percent.value }));
        }
        bonuses.into_iter().collect()
    }
}
