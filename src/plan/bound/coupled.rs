//! A bound for several credit types at once, in which they all have the same plan.
//!
//! Each view of the other bound chooses plans for itself, so that usage which costs one type on one plan and another on
//! another costs nothing at all. Here every month has one plan; but credits cost their least price anywhere, and what
//! is bought may cover anything of its type.
//!
//! Whatever is used and neither granted by a plan nor given is bought or charged, and no unit of a type comes below
//! its least price. So a month on a plan costs at least its price and, for each type, what is needed beyond its grants
//! at that price; a month whose grants may last can save so much in another, and so counts below 0.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "months and contexts are indices of the views; money saturates and goes through i128"
)]

use std::rc::Rc;

use super::super::label::Label;
use super::super::problem::Problem;
use super::table::spread;
use super::view::{Lump, View};
use super::{IMPOSSIBLE, MILLI};

/// Units for which a least price is counted.
const MILLION: i64 = 1_000_000;

/// The bound.
#[derive(Debug)]
pub(super) struct Coupled {
    views: Vec<Rc<View>>,
    /// By view: thousandths of a minor unit for [`MILLION`] units.
    rates: Vec<i64>,
    /// By month: least money for it and all later ones, with nothing held; one more entry of 0.
    rest: Vec<i64>,
}

impl Coupled {
    /// Adds up the months from the last to the first.
    pub fn new(views: Vec<Rc<View>>) -> Coupled {
        let rates: Vec<i64> = views.iter().map(|view| least_price(view)).collect();
        let months = views.first().map_or(0, |view| view.months());
        let mut coupled = Coupled { views, rates, rest: vec![0; months + 1] };
        for month in (0..months).rev() {
            coupled.rest[month] = coupled.rest[month + 1].saturating_add(coupled.month(month));
        }
        coupled
    }

    /// Least money still to be paid by a label at the start of a month.
    pub fn rest(&self, problem: &Problem, label: &Label, month: usize) -> i64 {
        let held = self.held(problem, label).saturating_add(self.paid(label, month));
        self.rest[month].saturating_sub(held)
    }

    /// The same inside a month: its plan is chosen and paid for, its credits are granted, but nothing is used yet.
    pub fn rest_inside(&self, problem: &Problem, label: &Label, month: usize) -> i64 {
        let now = self.views.iter().zip(&self.rates).map(|(view, rate)| {
            let later = |lumps: &[Lump]| -> i64 {
                let first = view.month_slots[month];
                lumps.iter().filter(|lump| lump.from > first).map(|lump| lump.units).sum()
            };
            let to_come = label.variant.map_or(0, |index| later(&view.variants[index].monthly[month]));
            let needed = view.month_demand(label.context, month).unwrap_or(0) - to_come;
            let due = view.standing[label.context] - rounding(view, label.context, month);
            worth(*rate, needed).saturating_add(due)
        });
        let held = self.held(problem, label).saturating_add(self.paid(label, month + 1));
        now.fold(self.rest[month + 1], i64::saturating_add).saturating_sub(held)
    }

    /// Least money for a month with nothing held.
    fn month(&self, month: usize) -> i64 {
        let Some(first) = self.views.first() else { return 0 };
        let choices = (0..first.variants.len()).map(Some).chain([None]);
        let costs = choices.filter_map(|variant| {
            let context = variant.map_or(0, |index| first.variants[index].context);
            let mut costs = self.views.iter().zip(&self.rates).map(|(view, rate)| {
                let needed = view.month_demand(context, month)?;
                let (mut granted, mut lasts, mut price) = (0, false, 0);
                if let Some(index) = variant {
                    let own = &view.variants[index];
                    let lumps = || own.monthly[month].iter().chain(&own.at_start[month]);
                    granted = lumps().map(|lump| lump.units).sum();
                    lasts = lumps().any(|lump| usize::from(lump.end) > view.month_slots[month + 1]);
                    price = if own.months == 1 { own.prices[month]? } else { spread(own) };
                }
                let given: i64 = view.given[month].iter().map(|lump| lump.units).sum();
                let beyond = if lasts { needed - granted } else { (needed - granted).max(0) };
                let due = view.standing[context] - rounding(view, context, month);
                Some(worth(*rate, beyond - given).saturating_add(price).saturating_add(due))
            });
            let sum = |sum: i64, cost: Option<i64>| Some(sum.saturating_add(cost?));
            costs.try_fold(0, sum)
        });
        costs.min().unwrap_or(IMPOSSIBLE)
    }

    /// What a label's credits can save at most.
    fn held(&self, problem: &Problem, label: &Label) -> i64 {
        let of_view = |(view, rate): (&Rc<View>, &i64)| {
            let own = label.lots.iter().filter(|lot| {
                let class = &problem.classes[usize::from(lot.class)];
                class.credit == view.credit && class.streams.meets(view.streams)
            });
            worth(*rate, own.map(|lot| lot.units).sum())
        };
        self.views.iter().zip(&self.rates).map(of_view).fold(0, i64::saturating_add)
    }

    /// What the months that a label has paid for would cost from a month on.
    fn paid(&self, label: &Label, month: usize) -> i64 {
        let of_view = |view: &View| {
            let months = i64::try_from(label.paid_months).unwrap_or(i64::MAX);
            let plan =
                label.variant.map_or(0, |index| (spread(&view.variants[index]) + 1).saturating_mul(months));
            let add_ons = label.add_ons.iter().filter_map(|add_on| {
                let item = view.items.iter().find(|item| item.index == add_on.item)?;
                let months = i64::try_from(add_on.until.saturating_sub(month)).unwrap_or(0);
                Some((item.price + 1).saturating_mul(months).saturating_mul(add_on.count))
            });
            plan.saturating_add(add_ons.sum())
        };
        self.views.iter().map(|view| of_view(view)).fold(0, i64::saturating_add)
    }
}

/// Thousandths of a minor unit that rounding can take off a month's charges.
fn rounding(view: &View, context: usize, month: usize) -> i64 {
    if view.charges[context][month].tariffs.iter().any(|tariff| tariff.rounds) { MILLI } else { 0 }
}

/// Thousandths of a minor unit for so many units at a rate, rounded down.
fn worth(rate: i64, units: i64) -> i64 {
    let product = i128::from(rate) * i128::from(units);
    i64::try_from(product.div_euclid(i128::from(MILLION)))
        .unwrap_or(IMPOSSIBLE)
        .clamp(-IMPOSSIBLE, IMPOSSIBLE)
}

/// Thousandths of a minor unit below which [`MILLION`] units of a view are never bought or charged.
fn least_price(view: &View) -> i64 {
    let bought = view.items.iter().filter_map(|item| {
        let units: i64 = item.lumps.iter().map(|lumps| lumps.iter().map(|lump| lump.units).sum()).max()?;
        let (price, units) = item.further.unwrap_or((item.price, units));
        let price = i128::from(price) * i128::from(MILLION) / i128::from(units.max(1));
        (units > 0).then(|| i64::try_from(price).unwrap_or(IMPOSSIBLE))
    });
    let charges = view.charges.iter().flatten().flat_map(|charge| &charge.tariffs);
    bought.chain(charges.map(|tariff| tariff.share(MILLION))).min().unwrap_or(IMPOSSIBLE / 1_000)
}
