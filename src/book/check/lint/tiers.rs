//! Tier tables: cliffs where more costs less, and tiers that change nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::charge::TierMode;
use super::super::super::format;
use super::super::super::reader::{Entries, Place, Reader};
use super::Linted;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::rate::{TierSlice, Tiers};

/// One part in so many of a unit is taken for "a little more".
const LITTLE: i128 = 1_000_000;

/// Where the rows of each tier table stand.
pub(in super::super) fn rows(raw: Option<&Entries<format::TierTable>>) -> BTreeMap<String, Vec<Place>> {
    let tables = raw.into_iter().flat_map(|entries| &entries.0);
    tables
        .map(|(name, table)| (name.value.clone(), table.rows.iter().map(|row| row.place.clone()).collect()))
        .collect()
}

impl Linted<'_> {
    /// Doubtful tiers, each noted at its row.
    pub(super) fn tiers(&self, reader: &mut Reader) {
        let volume = self.volume_tables();
        for (name, tiers) in &self.book.tiers {
            let places = self.tier_rows.get(name).map(Vec::as_slice).unwrap_or_default();
            for (row, tier) in tiers.rows().iter().enumerate().skip(1) {
                let Some(place) = places.get(row) else { continue };
                let Some(before) = row.checked_sub(1).and_then(|row| tiers.rows().get(row)) else { continue };
                let is_alike = (before.unit, before.block, before.at_most, before.flat)
                    == (tier.unit, tier.block, tier.at_most, tier.flat)
                    && tier.flat.is_zero();
                if is_alike {
                    let message = format!("this tier of `{name}` costs what the one before it costs");
                    reader.warn(
                        "tiers_alike",
                        place,
                        message,
                        "leave out the end of the tier before it, or check the prices",
                    );
                }
                let Some(end) = before.end.filter(|_| volume.contains(name.as_str())) else { continue };
                if let Ok(Some((less, more))) = cliff(tiers, end.number().into()) {
                    let message = format!(
                        "just above {} of `{name}` all of it costs {more}, just below it {less}",
                        end.number()
                    );
                    let fix = "make more cost no less: add \"flat\", apply the table as graduated, or check the prices";
                    reader.warn("volume_cliff", place, message, fix);
                }
            }
        }
    }

    /// Tables that price a whole quantity somewhere in the book.
    fn volume_tables(&self) -> BTreeSet<&str> {
        let costs = self.book.features.iter().flat_map(|feature| &feature.rates).flat_map(|rate| &rate.costs);
        let mut found: BTreeSet<&str> =
            costs.flat_map(|cost| cost.formula.names_used().volume_tiers).collect();
        for entry in self.entries {
            let overage = entry.raw.overage.iter().chain(entry.rung.and_then(|rung| rung.overage.as_ref()));
            let charges = overage.flat_map(|charges| &charges.0).filter_map(|charge| charge.tiered.as_ref());
            for tiered in
                charges.chain(&entry.raw.tiered).filter(|tiered| tiered.mode == Some(TierMode::Volume))
            {
                found.extend(tiered.tiers.names.iter().map(|(_, name)| name.value.as_str()));
            }
            if let Some(top_up) = &entry.raw.top_up
                && top_up.mode.as_ref().is_none_or(|mode| mode.value == TierMode::Volume)
            {
                let names = top_up.tiers.iter().flat_map(|tiers| &tiers.names);
                found.extend(names.map(|(_, name)| name.value.as_str()));
            }
        }
        found
    }
}

/// What a little less and a little more than a bound cost, to the thousandth, where more costs less.
fn cliff(tiers: &Tiers, bound: Fraction) -> Result<Option<(Decimal, Decimal)>, NumError> {
    let little = Fraction::new(1, LITTLE)?;
    let cost = |quantity: Fraction| sum(&tiers.volume(quantity)?);
    let (less, more) = (cost(bound.checked_sub(little)?)?, cost(bound.checked_add(little)?)?);
    if more >= less {
        return Ok(None);
    }
    let shown = Rounding::to_places(RoundingMode::HalfAwayFromZero, 3)?;
    Ok(Some((less.round(&shown)?, more.round(&shown)?)))
}

fn sum(slices: &[TierSlice]) -> Result<Fraction, NumError> {
    slices.iter().try_fold(Fraction::ZERO, |sum, slice| sum.checked_add(slice.amount))
}
