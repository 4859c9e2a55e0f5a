//! Tier tables: a price that depends on how much is used.
//!
//! A tier beyond the first is reached by a quantity beyond the previous tier's [`Bound`]. The first is reached by
//! every quantity above 0; whether a quantity of 0 pays its flat fee is the table's own setting, since peers
//! disagree (`tests/cases/charges` names the source of every case).

use serde::Serialize;

use super::bound::{Bound, Gap, gaps};
use crate::num::{Decimal, Fraction, NumError};

/// One row of a tier table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Tier {
    /// Where the tier ends; `None` for the last, which has no end.
    pub end: Option<Bound>,
    /// Credits for each unit in the tier; for each started block where there is a `block`.
    pub unit: Decimal,
    /// Credits charged once when the tier is reached.
    pub flat: Decimal,
    /// Units that are charged together, above 0; `None` to charge each unit, and parts of units.
    pub block: Option<Decimal>,
    /// The most the tier may cost, flat fee included.
    pub at_most: Option<Decimal>,
}

/// A checked tier table: rising bounds above 0, and a last tier without end, so that every quantity has a tier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Tiers {
    rows: Vec<Tier>,
    flat_at_zero: bool,
}

/// Why rows do not make a tier table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierFault {
    /// Stable name of the fault, snake_case.
    pub code: &'static str,
    /// The row at fault, counted from 0.
    pub row: usize,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub fix: String,
}

/// What one tier contributes to a charge. A charge is the sum of its slices' amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierSlice {
    /// Where the tier before it ends; `None` for the first.
    pub start: Option<Bound>,
    /// The tier itself.
    pub tier: Tier,
    /// The quantity charged at this tier's price.
    pub quantity: Fraction,
    /// What `tier.unit` is multiplied by: the quantity, or its started blocks.
    pub count: Fraction,
    /// The flat fee charged, 0 when it is not due.
    pub flat: Decimal,
    /// Whether `tier.at_most` made it cheaper.
    pub capped: bool,
    /// `count` × `tier.unit` + `flat`, or `tier.at_most` where that is less.
    pub amount: Fraction,
}

impl Tiers {
    /// A tier table from its rows in rising order.
    ///
    /// # Errors
    ///
    /// All of: `tiers_empty`, `tier_bound_not_positive`, `tier_bound_not_rising`, `tier_bound_missing` (a row
    /// before the last without an end), `last_tier_bounded` (quantities above it would have no price),
    /// `size_not_positive` (of a block).
    pub fn new(rows: Vec<Tier>, flat_at_zero: bool) -> Result<Tiers, Vec<TierFault>> {
        let mut faults = Vec::new();
        let mut fault = |code, row, message: &str, fix: &str| {
            faults.push(TierFault { code, row, message: message.to_owned(), fix: fix.to_owned() });
        };
        if rows.is_empty() {
            fault("tiers_empty", 0, "the tier table has no rows", "give it at least one row");
        }
        let ends: Vec<Option<Bound>> = rows.iter().map(|row| row.end).collect();
        let is_positive =
            |row: usize| ends.get(row).copied().flatten().is_none_or(|end| end.number() > Decimal::ZERO);
        for (row, gap) in gaps(&ends) {
            match gap {
                Gap::NoEnd => {
                    fault(
                        "tier_bound_missing",
                        row,
                        "only the last tier has no end",
                        "give it `up_to` or `below`",
                    );
                }
                Gap::LastEnds => fault(
                    "last_tier_bounded",
                    row,
                    "quantities above the last tier have no price",
                    "remove its end, or add a row without one",
                ),
                Gap::NotRising { end, previous } if is_positive(row) => fault(
                    "tier_bound_not_rising",
                    row,
                    &format!("the tier ends at {end}, not above the previous one's {previous}"),
                    "put the rows in rising order",
                ),
                Gap::NotRising { .. } => {}
            }
        }
        for (row, tier) in rows.iter().enumerate() {
            if !is_positive(row) && row.saturating_add(1) < rows.len() {
                fault("tier_bound_not_positive", row, "a tier ends above 0", "write a larger end");
            }
            if tier.block.is_some_and(|block| block <= Decimal::ZERO) {
                fault("size_not_positive", row, "the size of a block is above 0", "write a number above 0");
            }
        }
        faults.sort_by_key(|fault| fault.row);
        if faults.is_empty() { Ok(Tiers { rows, flat_at_zero }) } else { Err(faults) }
    }

    /// A table with one tier: every unit at the same price.
    pub fn one_price(unit: Decimal) -> Tiers {
        let only = Tier { end: None, unit, flat: Decimal::ZERO, block: None, at_most: None };
        Tiers { rows: vec![only], flat_at_zero: false }
    }

    /// The rows, in rising order.
    pub fn rows(&self) -> &[Tier] {
        &self.rows
    }

    /// Whether a quantity of 0 pays the first tier's flat fee.
    pub fn flat_at_zero(&self) -> bool {
        self.flat_at_zero
    }

    /// Charges every reached tier its slice of the quantity: one slice a reached tier, in order.
    /// `quantity` is at least 0.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] when a number becomes too large to be exact.
    pub fn graduated(&self, quantity: Fraction) -> Result<Vec<TierSlice>, NumError> {
        let mut slices = Vec::new();
        let mut start: Option<Bound> = None;
        for row in &self.rows {
            if start.is_some_and(|start| start.holds(quantity)) {
                break;
            }
            let floor = start.map_or(Fraction::ZERO, |start| start.number().into());
            let end = row.end.map_or(quantity, |end| quantity.min(end.number().into()));
            slices.push(self.slice(row, start, end.checked_sub(floor)?, quantity)?);
            start = row.end;
        }
        Ok(slices)
    }

    /// Charges the whole quantity at the tier it falls into. `quantity` is at least 0.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] when a number becomes too large to be exact.
    pub fn volume(&self, quantity: Fraction) -> Result<Vec<TierSlice>, NumError> {
        let mut start = None;
        for row in &self.rows {
            if row.end.is_none_or(|end| end.holds(quantity)) {
                return Ok(vec![self.slice(row, start, quantity, quantity)?]);
            }
            start = row.end;
        }
        Ok(Vec::new())
    }

    fn slice(
        &self,
        tier: &Tier,
        start: Option<Bound>,
        quantity: Fraction,
        whole: Fraction,
    ) -> Result<TierSlice, NumError> {
        // Only the first tier is ever asked about a whole quantity of 0.
        let flat = if whole.is_zero() && !self.flat_at_zero { Decimal::ZERO } else { tier.flat };
        let count = match tier.block {
            Some(block) => quantity.checked_div(block.into())?.ceil(),
            None => quantity,
        };
        let full = count.checked_mul(tier.unit.into())?.checked_add(flat.into())?;
        let amount = tier.at_most.map_or(full, |most| full.min(most.into()));
        Ok(TierSlice { start, tier: *tier, quantity, count, flat, capped: amount < full, amount })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(up_to: Option<i64>, unit: i64, flat: i64) -> Tier {
        let end = up_to.map(|bound| Bound::UpTo(Decimal::from_int(bound)));
        let [unit, flat] = [unit, flat].map(Decimal::from_int);
        Tier { end, unit, flat, block: None, at_most: None }
    }

    fn amounts(slices: Result<Vec<TierSlice>, NumError>) -> Vec<String> {
        slices.unwrap().iter().map(|slice| slice.amount.to_string()).collect()
    }

    #[test]
    fn the_first_flat_fee_at_zero_is_the_tables_choice() {
        let rows = vec![tier(Some(5), 1, 7), tier(None, 1, 0)];
        for (flat_at_zero, expected) in [(false, "0"), (true, "7")] {
            let tiers = Tiers::new(rows.clone(), flat_at_zero).unwrap();
            for slices in [tiers.graduated(Fraction::ZERO), tiers.volume(Fraction::ZERO)] {
                assert_eq!(amounts(slices), [expected]);
            }
        }
    }

    #[test]
    fn a_bound_belongs_to_the_tier_that_its_kind_says() {
        let mut rows = vec![tier(Some(5), 1, 0), tier(None, 1, 100)];
        let at = Fraction::from_int(5);
        let near = |thousandths: i64| Fraction::new(5000 + i128::from(thousandths), 1000).unwrap();
        let tiers = Tiers::new(rows.clone(), false).unwrap();
        assert_eq!(amounts(tiers.graduated(at)), ["5"]);
        assert_eq!(amounts(tiers.graduated(near(1))), ["5", "100.001"]);
        assert_eq!(amounts(tiers.volume(at)), ["5"]);
        assert_eq!(amounts(tiers.volume(near(1))), ["105.001"]);
        rows[0].end = Some(Bound::Below(Decimal::from_int(5)));
        let tiers = Tiers::new(rows, false).unwrap();
        assert_eq!(amounts(tiers.graduated(near(-1))), ["4.999"]);
        assert_eq!(amounts(tiers.graduated(at)), ["5", "100"]);
        assert_eq!(amounts(tiers.volume(near(-1))), ["4.999"]);
        assert_eq!(amounts(tiers.volume(at)), ["105"]);
    }

    #[test]
    fn a_tiers_blocks_are_started_in_that_tier() {
        let mut rows = vec![tier(Some(15), 3, 0), tier(None, 2, 1)];
        rows[0].block = Some(Decimal::from_int(10));
        rows[1].block = Some(Decimal::from_int(100));
        let tiers = Tiers::new(rows, false).unwrap();
        for (quantity, expected) in [(0, vec!["0"]), (10, vec!["3"]), (11, vec!["6"]), (16, vec!["6", "3"])] {
            assert_eq!(amounts(tiers.graduated(Fraction::from_int(quantity))), expected, "{quantity}");
        }
        assert_eq!(amounts(tiers.volume(Fraction::from_int(101))), ["5"]);
    }

    #[test]
    fn a_tier_costs_at_most_its_cap_flat_fee_included() {
        let mut rows = vec![tier(Some(10), 1, 2), tier(None, 1, 0)];
        rows[0].at_most = Some(Decimal::from_int(8));
        let tiers = Tiers::new(rows, false).unwrap();
        for (quantity, expected, capped) in [(6, "8", false), (7, "8", true), (5, "7", false)] {
            let slices = tiers.graduated(Fraction::from_int(quantity)).unwrap();
            assert_eq!((slices[0].amount.to_string().as_str(), slices[0].capped), (expected, capped));
        }
        assert_eq!(amounts(tiers.graduated(Fraction::from_int(12))), ["8", "2"]);
    }

    #[test]
    fn unsound_rows_are_refused_all_at_once() {
        let refused = |rows: Vec<Tier>| {
            let faults = Tiers::new(rows, false).unwrap_err();
            faults.into_iter().map(|fault| (fault.code, fault.row)).collect::<Vec<_>>()
        };
        assert_eq!(refused(vec![]), [("tiers_empty", 0)]);
        assert_eq!(refused(vec![tier(Some(5), 1, 0)]), [("last_tier_bounded", 0)]);
        let mut rows = [Some(-1), None, Some(9), Some(9), None].map(|up_to| tier(up_to, 1, 0));
        rows[4].block = Some(Decimal::ZERO);
        assert_eq!(
            refused(rows.to_vec()),
            [
                ("tier_bound_not_positive", 0),
                ("tier_bound_missing", 1),
                ("tier_bound_not_rising", 3),
                ("size_not_positive", 4),
            ]
        );
        assert_eq!(
            refused(vec![tier(Some(5), 1, 0), tier(Some(-2), 1, 0), tier(None, 1, 0)]),
            [("tier_bound_not_positive", 1)]
        );
    }
}
