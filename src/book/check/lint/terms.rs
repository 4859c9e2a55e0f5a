//! Longer terms that cost more than the months in them.

use super::super::super::offer::Term;
use super::super::super::reader::Reader;
use super::Linted;
use crate::num::Decimal;

impl Linted<'_> {
    /// Terms that cost more than as many months one by one.
    pub(super) fn terms(&self, reader: &mut Reader) {
        for (index, offer) in self.book.offers().iter().enumerate() {
            let Some(plan) = offer.subscription() else { continue };
            let month = plan.terms.iter().find(|(term, _)| *term == Term::MONTH);
            let Some((_, month)) = month else { continue };
            for (term, price) in &plan.terms {
                let count = term.months();
                let months = month.amount().checked_mul(Decimal::from_int(count.into()));
                if months.is_ok_and(|months| price.amount() > months) {
                    let message = format!(
                        "{count} months of `{}` at once cost {price}, one by one {month} each",
                        offer.id
                    );
                    let fix = "nobody should pay for the longer term at this price";
                    reader.warn("year_dearer_than_months", &self.place(index), message, fix);
                }
            }
        }
    }
}
