//! Tier tables: a price that depends on how much is used.
//!
//! Intervals are `(previous bound, bound]`: a quantity equal to a bound still belongs to the lower tier. A tier
//! beyond the first is reached by a quantity above the previous bound. The first is reached by every quantity
//! above 0; whether a quantity of 0 pays its flat fee is the table's own setting, since peers disagree
//! (`tests/cases/tiers.json` names the source of every case).

use crate::num::{Decimal, Fraction, NumError};

/// One row of a tier table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The largest quantity in the tier; `None` for the last, which has no end.
    pub up_to: Option<Decimal>,
    /// Credits for each unit in the tier.
    pub unit: Decimal,
    /// Credits charged once when the tier is reached.
    pub flat: Decimal,
}

/// A checked tier table: rising bounds above 0, and a last tier without end, so that every quantity has a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The tier's lower bound, outside the tier.
    pub above: Decimal,
    /// The tier's upper bound, inside the tier.
    pub up_to: Option<Decimal>,
    /// The quantity charged at this tier's unit price.
    pub quantity: Fraction,
    /// Credits for each unit.
    pub unit: Decimal,
    /// The flat fee charged, 0 when it is not due.
    pub flat: Decimal,
    /// `quantity` × `unit` + `flat`.
    pub amount: Fraction,
}

impl Tiers {
    /// A tier table from its rows in rising order.
    ///
    /// # Errors
    ///
    /// All of: `tiers_empty`, `tier_bound_not_positive`, `tier_bound_not_rising`, `tier_bound_missing` (a row
    /// before the last without `up_to`), `last_tier_bounded` (quantities above it would have no price).
    pub fn new(rows: Vec<Tier>, flat_at_zero: bool) -> Result<Tiers, Vec<TierFault>> {
        let mut faults = Vec::new();
        let mut fault = |code, row, message: &str, fix: &str| {
            faults.push(TierFault { code, row, message: message.to_owned(), fix: fix.to_owned() });
        };
        let Some(last) = rows.len().checked_sub(1) else {
            fault("tiers_empty", 0, "the tier table has no rows", "give it at least one row");
            return Err(faults);
        };
        let mut previous = Decimal::ZERO;
        for (index, row) in rows.iter().enumerate() {
            match row.up_to {
                None if index < last => {
                    fault("tier_bound_missing", index, "only the last tier has no end", "give it `up_to`");
                }
                Some(_) if index == last => fault(
                    "last_tier_bounded",
                    index,
                    "quantities above the last tier have no price",
                    "remove `up_to` from the last row, or add a row without it",
                ),
                Some(bound) if bound <= Decimal::ZERO => {
                    fault("tier_bound_not_positive", index, "a tier ends above 0", "write a larger `up_to`");
                }
                Some(bound) if bound <= previous => fault(
                    "tier_bound_not_rising",
                    index,
                    &format!("the tier ends at {bound}, not above the previous one's {previous}"),
                    "put the rows in rising order of `up_to`",
                ),
                _ => {}
            }
            previous = row.up_to.unwrap_or(previous);
        }
        if faults.is_empty() { Ok(Tiers { rows, flat_at_zero }) } else { Err(faults) }
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
        let mut above = Decimal::ZERO;
        for (index, row) in self.rows.iter().enumerate() {
            let floor = Fraction::from(above);
            if index > 0 && quantity <= floor {
                break;
            }
            let end = row.up_to.map(Fraction::from).map_or(quantity, |bound| bound.min(quantity));
            slices.push(self.slice(row, above, end.checked_sub(floor)?, quantity)?);
            above = row.up_to.unwrap_or(above);
        }
        Ok(slices)
    }

    /// Charges the whole quantity at the tier it falls into. `quantity` is at least 0.
    ///
    /// # Errors
    ///
    /// [`NumError::Overflow`] when a number becomes too large to be exact.
    pub fn volume(&self, quantity: Fraction) -> Result<Vec<TierSlice>, NumError> {
        let mut above = Decimal::ZERO;
        for row in &self.rows {
            if row.up_to.is_none_or(|bound| quantity <= Fraction::from(bound)) {
                return Ok(vec![self.slice(row, above, quantity, quantity)?]);
            }
            above = row.up_to.unwrap_or(above);
        }
        Ok(Vec::new())
    }

    fn slice(
        &self,
        row: &Tier,
        above: Decimal,
        quantity: Fraction,
        whole: Fraction,
    ) -> Result<TierSlice, NumError> {
        // Only the first tier is ever asked about a whole quantity of 0.
        let flat = if whole.is_zero() && !self.flat_at_zero { Decimal::ZERO } else { row.flat };
        let amount = quantity.checked_mul(row.unit.into())?.checked_add(flat.into())?;
        Ok(TierSlice { above, up_to: row.up_to, quantity, unit: row.unit, flat, amount })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::rate::sample::Book;
    use crate::rate::{Formula, Inputs, Value, evaluate};

    fn decimal(json: &Json) -> Decimal {
        Decimal::parse(json.as_str().unwrap()).unwrap()
    }

    fn tiers(group: &Json) -> Tiers {
        let row = |row: &Json| Tier {
            up_to: row.get("up_to").map(decimal),
            unit: decimal(&row["unit"]),
            flat: row.get("flat").map_or(Decimal::ZERO, decimal),
        };
        let rows = group["tiers"].as_array().unwrap().iter().map(row).collect();
        Tiers::new(rows, group["flat_at_zero"].as_bool().unwrap()).unwrap()
    }

    #[test]
    fn published_cases() {
        let groups: Json = serde_json::from_str(include_str!("../../tests/cases/tiers.json")).unwrap();
        let mut ran = 0_usize;
        for group in groups.as_array().unwrap() {
            let formula = Formula::parse(group["formula"].as_str().unwrap()).unwrap();
            let book = Book::with_tiers(tiers(group));
            for case in group["cases"].as_array().unwrap() {
                let mut inputs = Inputs::new();
                inputs.set("units", Value::Number(decimal(&case["units"]).into()));
                let value = evaluate(&formula, &inputs, &book).unwrap().value();
                assert_eq!(value, decimal(&case["expected"]).into(), "{}", case["id"]);
                ran = ran.saturating_add(1);
            }
        }
        assert_eq!(ran, 62, "every case of the file runs");
    }

    fn tier(up_to: Option<i64>, unit: i64, flat: i64) -> Tier {
        let up_to = up_to.map(Decimal::from_int);
        Tier { up_to, unit: Decimal::from_int(unit), flat: Decimal::from_int(flat) }
    }

    #[test]
    fn the_first_flat_fee_at_zero_is_the_tables_choice() {
        let rows = vec![tier(Some(5), 1, 7), tier(None, 1, 0)];
        for (flat_at_zero, expected) in [(false, 0), (true, 7)] {
            let tiers = Tiers::new(rows.clone(), flat_at_zero).unwrap();
            for slices in [tiers.graduated(Fraction::ZERO), tiers.volume(Fraction::ZERO)] {
                let amounts: Vec<_> = slices.unwrap().iter().map(|slice| slice.amount).collect();
                assert_eq!(amounts, [Fraction::from_int(expected)]);
            }
        }
    }

    #[test]
    fn a_bound_belongs_to_the_lower_tier() {
        let tiers = Tiers::new(vec![tier(Some(5), 1, 0), tier(None, 1, 100)], false).unwrap();
        let at = Fraction::from_int(5);
        let above = at.checked_add(Fraction::new(1, 1000).unwrap()).unwrap();
        assert_eq!((tiers.graduated(at).unwrap().len(), tiers.graduated(above).unwrap().len()), (1, 2));
        assert_eq!(tiers.volume(at).unwrap()[0].above, Decimal::ZERO);
        assert_eq!(tiers.volume(above).unwrap()[0].above, Decimal::from_int(5));
    }

    #[test]
    fn unsound_rows_are_refused_all_at_once() {
        let refused = |rows: Vec<Tier>| {
            let faults = Tiers::new(rows, false).unwrap_err();
            faults.into_iter().map(|fault| (fault.code, fault.row)).collect::<Vec<_>>()
        };
        assert_eq!(refused(vec![]), [("tiers_empty", 0)]);
        assert_eq!(refused(vec![tier(Some(5), 1, 0)]), [("last_tier_bounded", 0)]);
        let rows = [Some(-1), None, Some(9), Some(9), None].map(|up_to| tier(up_to, 1, 0));
        assert_eq!(
            refused(rows.to_vec()),
            [("tier_bound_not_positive", 0), ("tier_bound_missing", 1), ("tier_bound_not_rising", 3),]
        );
    }
}
