//! Bigger purchases that are dearer per credit.

use super::super::super::charge::TierMode;
use super::super::super::grant::{Grant, Lifetime, Measure};
use super::super::super::offer::{Kind, Offer};
use super::super::super::reader::Reader;
use super::super::super::top_up::TopUpPrice;
use super::Linted;
use crate::num::{Decimal, Fraction};
use crate::rate::Tier;

/// A pack with one grant.
struct Pack<'o> {
    /// Price of a credit.
    each: Fraction,
    credits: Decimal,
    grant: &'o Grant,
}

fn pack(offer: &Offer) -> Option<Pack<'_>> {
    let Kind::Pack { price, grants, .. } = &offer.kind else { return None };
    let [grant] = grants.as_slice() else { return None };
    let Measure::Add(credits) = grant.measure else { return None };
    let each = Fraction::from(price.amount()).checked_div(credits.into()).ok()?;
    Some(Pack { each, credits, grant })
}

/// Whether credits live at least as long.
pub(super) fn lives_as_long(one: Lifetime, other: Lifetime) -> bool {
    match (one, other) {
        (Lifetime::Never, _) => true,
        (Lifetime::Months(own), Lifetime::Months(theirs)) | (Lifetime::Days(own), Lifetime::Days(theirs)) => {
            own >= theirs
        }
        (Lifetime::Months(months), Lifetime::Days(days)) => months.saturating_mul(28) >= days,
        (Lifetime::Days(days), Lifetime::Months(months)) => days >= months.saturating_mul(31),
        (own, theirs) => own == theirs,
    }
}

impl Linted<'_> {
    /// Packs and tiers of top-ups that are dearer per credit than smaller ones that are no worse otherwise.
    pub(super) fn packs(&self, reader: &mut Reader) {
        let offers = self.book.offers();
        for (index, offer) in offers.iter().enumerate() {
            self.dearer_tier(index, offer, reader);
            let Some(own) = pack(offer) else { continue };
            let smaller = offers.iter().find(|other| {
                pack(other).is_some_and(|small| {
                    small.credits < own.credits
                        && small.each < own.each
                        && small.grant.credit == own.grant.credit
                        && small.grant.scope == own.grant.scope
                        && lives_as_long(small.grant.lifetime, own.grant.lifetime)
                        && other.requires == offer.requires
                        && other.limit.is_none()
                        && other.limit_per_month.is_none()
                        && other.window == offer.window
                })
            });
            if let Some(smaller) = smaller {
                let message =
                    format!("a credit of `{}` is dearer than one of the smaller `{}`", offer.id, smaller.id);
                reader.warn("bigger_pack_dearer", &self.place(index), message, "check both prices");
            }
        }
    }

    fn dearer_tier(&self, index: usize, offer: &Offer, reader: &mut Reader) {
        let Kind::TopUp(top_up) = &offer.kind else { return };
        let TopUpPrice::Tiers { tiers, mode } = &top_up.price else { return };
        let plain = |tier: &Tier| tier.flat.is_zero() && tier.block.is_none() && tier.at_most.is_none();
        let rows = tiers.rows();
        let dearer = rows
            .iter()
            .zip(rows.iter().skip(1))
            .find(|(lower, higher)| plain(lower) && plain(higher) && higher.unit > lower.unit);
        if let Some((lower, higher)) = dearer {
            let what = match mode {
                TierMode::Volume => "of a larger purchase",
                TierMode::Graduated => "of a higher tier",
            };
            let message =
                format!("a credit {what} of `{}` costs {}, below it {}", offer.id, higher.unit, lower.unit);
            reader.warn(
                "bigger_top_up_dearer",
                &self.place(index),
                message,
                "check the prices of both tiers",
            );
        }
    }
}
