//! Sizes: the next bigger and smaller pack, all packs at once or each when it is needed, by the month or by the year.

mod other;
mod term;
mod timing;

use serde::Serialize;

pub use other::{OtherSize, Size};
pub use term::{TermChoice, TermMonth};
pub use timing::{Timed, Timing};

use super::bought::Bought;
use super::outcome::Best;
use super::priced::Priced;
use super::{InsightError, percent};
use crate::book::{Fault, PriceBook};
use crate::meter::{Metering, Usage, meter};
use crate::num::{Decimal, NumError};
use crate::plan::{Allowed, Effort, Found, Planned, plan};
use crate::unit::Money;
use crate::wallet::ChargeKind;

/// Other sizes, other times and other terms, as far as they are worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SizesView {
    /// The recommended purchase plan, which everything is compared with; `None`: not yet worked out.
    pub recommended: Option<Best>,
    /// For each pack and top-up in it the next smaller and the next bigger size instead.
    pub sizes: Vec<OtherSize>,
    /// Its packs and top-ups bought earlier or later; `None` where it buys none.
    pub timing: Option<Timing>,
    /// Every plan sold by the month and by the year.
    pub terms: Vec<TermChoice>,
    /// Whether all is worked out.
    pub done: bool,
}

/// A cost beside the recommended plan's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Compared {
    /// The cost less the recommended plan's; below 0 where it saves.
    pub difference: Money,
    /// The difference in percent of the recommended plan's cost, one place.
    pub difference_percent: Decimal,
}

impl Compared {
    fn new(cost: Money, recommended: Money) -> Result<Compared, NumError> {
        let difference = cost.checked_sub(recommended)?;
        Ok(Compared { difference, difference_percent: percent(difference, recommended, 1)? })
    }
}

/// The recommended purchase plan.
#[derive(Debug)]
struct Recommended {
    found: Found,
    /// The pay as you go that it uses: indices of offers.
    charged: Vec<usize>,
}

/// Works them out, one question a step.
#[derive(Debug)]
pub struct Sizes {
    priced: Priced,
    usage: Usage,
    metering: Metering,
    recommended: Option<Recommended>,
    view: SizesView,
}

impl Sizes {
    /// Nothing is worked out yet.
    ///
    /// # Errors
    ///
    /// Every fault of the usage.
    pub fn new(book: &PriceBook, usage: &Usage) -> Result<Sizes, Vec<Fault>> {
        let priced = Priced::new(book, usage)?;
        let metering = meter(book, usage)?;
        let terms = TermChoice::all(priced.of(book));
        let view = SizesView { recommended: None, sizes: Vec::new(), timing: None, terms, done: false };
        Ok(Sizes { priced, usage: usage.clone(), metering, recommended: None, view })
    }

    /// Works out the next question; true when none is left.
    ///
    /// # Errors
    ///
    /// One fault `too_large` when numbers cannot be computed with exactly; the faults of usage over 24 months.
    pub fn step(&mut self, book: &PriceBook) -> Result<bool, Vec<Fault>> {
        let priced = self.priced.of(book);
        let fault = |error: InsightError| vec![error.fault()];
        if self.view.recommended.is_none() {
            self.recommend(book).map_err(fault)?;
        } else if let (Some(size), Some(found)) =
            (self.view.sizes.iter_mut().find(|size| size.best.is_none()), &self.recommended)
        {
            size.work(priced, &self.metering, found).map_err(fault)?;
        } else if let Some(term) = self.view.terms.iter_mut().find(|term| !term.is_done()) {
            let usage = Usage { months: Some(term.next()), ..self.usage.clone() };
            let metering = meter(book, &usage)?;
            term.work(priced, &metering).map_err(fault)?;
        }
        self.view.done = self.view.sizes.iter().all(|size| size.best.is_some())
            && self.view.terms.iter().all(TermChoice::is_done);
        Ok(self.view.done)
    }

    /// What is known so far.
    pub fn view(&self) -> SizesView {
        self.view.clone()
    }

    fn recommend(&mut self, book: &PriceBook) -> Result<(), InsightError> {
        let book = self.priced.of(book);
        let planned = plan(book, &self.metering, &Allowed::default(), Effort::FULL)?;
        let best = Best::of(book, &self.metering, &planned)?;
        if let (Planned::Found(found), Best::Found { outcome, .. }) = (planned, &best) {
            let is_charged = |id: &str| {
                let as_you_go = |bought: &&Bought| bought.kind == ChargeKind::PayAsYouGo;
                outcome.offers.iter().filter(as_you_go).any(|bought| bought.offer == id)
            };
            let offers = book.offers().iter().enumerate();
            let charged = offers.filter(|(_, offer)| is_charged(&offer.id)).map(|(index, _)| index).collect();
            self.view.timing = Timing::of(book, &self.metering, &found)?;
            self.view.sizes = OtherSize::all(book, &found)?;
            self.recommended = Some(Recommended { found, charged });
        }
        self.view.recommended = Some(best);
        Ok(())
    }
}
