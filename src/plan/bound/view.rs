//! One credit type of a problem, seen as a single line of demand.
//!
//! A view keeps the streams of one credit type and forgets that some credits serve only some of them. What is bought
//! for several types at once costs each view a share of its price, and the shares of all views are at most the whole;
//! so the sum of what the views cost at least is a bound on the whole.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "indices come from the vectors they index; quantities are at most LARGEST"
)]

use std::rc::Rc;

use super::super::award::{Award, End};
use super::super::offered::Schedule;
use super::super::problem::{BEYOND, Problem};
use super::super::tariff::Tariff;
use super::MILLI;
use super::shares::Shares;
use super::table::part_cost;
use crate::meter::StreamSet;

/// Units that can be used from the start of a slot until before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lump {
    pub units: i64,
    pub from: usize,
    pub end: u16,
}

/// A variant as one view sees it.
#[derive(Debug)]
pub(super) struct ViewVariant {
    pub context: usize,
    pub months: usize,
    /// By the month it starts: the view's share of the price, in thousandths of a minor unit.
    pub prices: Vec<Option<i64>>,
    pub monthly: Vec<Vec<Lump>>,
    pub at_start: Vec<Vec<Lump>>,
}

/// An item as one view sees it: what is bought in a month.
#[derive(Debug)]
pub(super) struct ViewItem {
    /// Index in the problem.
    pub index: usize,
    /// By month: what one copy, or the smallest purchase of a top-up, brings; nothing where it is not on sale.
    pub lumps: Vec<Vec<Lump>>,
    /// The view's share of its price, in thousandths of a minor unit.
    pub price: i64,
    /// By context.
    pub available: Rc<Vec<bool>>,
    /// Of a top-up in bulk: price (thousandths of a minor unit) of so many units beyond the smallest purchase.
    pub further: Option<(i64, i64)>,
    /// Whether anybody may buy it at any time.
    pub open: bool,
    /// Whether its smallest purchase has more than one block.
    pub bounded: bool,
}

/// What is charged beyond the balance, as one view sees it.
#[derive(Debug, Clone, Default)]
pub(super) struct ViewCharge {
    /// The tariffs of the view's streams; empty where nothing charges them.
    pub tariffs: Vec<Rc<Tariff>>,
    /// Identifies equal ones.
    pub key: Vec<usize>,
}

/// One credit type's part of a problem.
#[derive(Debug)]
pub(super) struct View {
    pub credit: usize,
    pub streams: StreamSet,
    pub month_slots: Vec<usize>,
    /// By context: demand by slot.
    pub demand: Vec<Option<Rc<Vec<i64>>>>,
    /// By context and month: whether what is used is to be had.
    pub offered: Vec<Vec<bool>>,
    /// By context and month.
    pub charges: Vec<Vec<ViewCharge>>,
    /// By context: due each month in any case, thousandths of a minor unit.
    pub standing: Vec<i64>,
    pub variants: Vec<ViewVariant>,
    pub items: Vec<ViewItem>,
    /// What is given, by month.
    pub given: Vec<Vec<Lump>>,
    /// Charges are taken as purchases of any amount at their least price, see the bound's own notes.
    pub loose: bool,
}

impl View {
    pub fn months(&self) -> usize {
        self.month_slots.len() - 1
    }

    pub fn month_demand(&self, context: usize, month: usize) -> Option<i64> {
        let demand = self.demand[context].as_ref().filter(|_| self.offered[context][month])?;
        Some(demand[self.month_slots[month]..self.month_slots[month + 1]].iter().sum())
    }

    /// The views of a problem.
    pub fn all(problem: &Problem) -> Vec<View> {
        let mut credits: Vec<usize> = problem.stream_credits.clone();
        credits.sort_unstable();
        credits.dedup();
        let shares = Shares::new(problem, &credits);
        credits
            .iter()
            .enumerate()
            .map(|(place, credit)| View::new(problem, *credit, place, &shares))
            .collect()
    }

    fn new(problem: &Problem, credit: usize, place: usize, shares: &Shares) -> View {
        let own = |stream: &usize| problem.stream_credits[*stream] == credit;
        let streams = (0..problem.streams).filter(own).fold(StreamSet::NONE, StreamSet::with);
        let slots = problem.month_slots[problem.months()];
        let mut demand: Vec<Option<Rc<Vec<i64>>>> = Vec::new();
        for (context, known) in problem.demand.iter().enumerate() {
            let like = problem.demand[..context].iter().position(|other| match (other, known) {
                (Some(other), Some(known)) => Rc::ptr_eq(other, known),
                _ => false,
            });
            demand.push(match like {
                Some(other) => demand[other].clone(),
                None => known.as_ref().map(|_| {
                    Rc::new((0..slots).map(|slot| problem.slot_demand(context, slot, streams)).collect())
                }),
            });
        }
        let offered = problem
            .demand
            .iter()
            .map(|demand| demand.as_ref().map_or_else(Vec::new, |demand| demand.offered.clone()))
            .collect();
        let wanted: Vec<usize> = (0..problem.streams).filter(own).collect();
        let charges = problem
            .charges
            .iter()
            .map(|charges| {
                charges
                    .tariffs
                    .iter()
                    .map(|of_month| {
                        let mut key: Vec<usize> =
                            wanted.iter().filter_map(|stream| of_month[*stream]).collect();
                        key.sort_unstable();
                        key.dedup();
                        let tariffs = key.iter().map(|index| Rc::clone(&problem.tariffs[*index])).collect();
                        ViewCharge { tariffs, key }
                    })
                    .collect()
            })
            .collect();
        // What is due in any case counts once: for the first view.
        let standing = problem.charges.iter().map(|charges| {
            let due = charges.standing.iter().map(|index| problem.tariffs[*index].standing);
            if place == 0 { due.fold(0, i64::saturating_add).saturating_mul(MILLI) } else { 0 }
        });
        let mut view = View {
            credit,
            streams,
            month_slots: problem.month_slots.clone(),
            demand,
            offered,
            charges,
            standing: standing.collect(),
            variants: Vec::new(),
            items: Vec::new(),
            given: Vec::new(),
            loose: false,
        };
        view.given = (0..problem.months())
            .map(|month| {
                let awards: Vec<&Award> = problem.given[month].iter().map(|(award, _)| award).collect();
                view.lumps(problem, awards.into_iter(), BEYOND)
            })
            .collect();
        for (index, variant) in problem.variants.iter().enumerate() {
            let (monthly, at_start) = view.schedule(problem, &variant.schedule);
            let share = shares.variants[index][place];
            let prices = variant.prices.iter().map(|price| price.map(|price| price.saturating_mul(share)));
            let (context, months) = (variant.context, variant.schedule.months);
            view.variants.push(ViewVariant { context, months, prices: prices.collect(), monthly, at_start });
        }
        for index in 0..problem.items.len() {
            view.add_item(problem, index, shares.items[index][place]);
        }
        view.loose = view.is_loose(problem);
        view.leave_out_too_little(problem);
        view
    }

    /// Whether the balance may hold something when use is charged, or credits are counted before they are there.
    fn is_loose(&self, problem: &Problem) -> bool {
        let several = (0..problem.streams).filter(|stream| self.streams.contains(*stream)).count() > 1;
        let narrow =
            problem.classes.iter().any(|class| class.credit == self.credit && class.streams != self.streams);
        let frozen = problem.classes.iter().any(|class| class.credit == self.credit && class.frozen);
        let starts =
            |lumps: &[Lump], month: usize| lumps.iter().all(|lump| lump.from == self.month_slots[month]);
        let inside = self.variants.iter().any(|variant| {
            variant.monthly.iter().enumerate().any(|(month, lumps)| !starts(lumps, month))
                || (variant.months > 1 && variant.at_start.iter().any(|lumps| !lumps.is_empty()))
        });
        let items = self
            .items
            .iter()
            .any(|item| item.lumps.iter().enumerate().any(|(month, lumps)| !starts(lumps, month)));
        let charged_apart = self.charges.iter().flatten().any(|charge| charge.tariffs.len() > 1);
        let uncharged = several && {
            let partly = |charges: &super::super::problem::Charges| {
                charges.tariffs.iter().any(|of_month| {
                    let own = || (0..problem.streams).filter(|stream| self.streams.contains(*stream));
                    own().any(|stream| of_month[stream].is_some())
                        && own().any(|stream| of_month[stream].is_none())
                })
            };
            problem.charges.iter().any(|charges| partly(charges))
        };
        (several && narrow) || frozen || inside || items || charged_apart || uncharged
    }

    /// Leaves out the months of contexts in which what is needed can neither be charged nor come from any credits that can
    /// be used there.
    fn leave_out_too_little(&mut self, problem: &Problem) {
        for context in 0..self.demand.len() {
            for month in 0..self.months() {
                let Some(needed) = self.month_demand(context, month) else { continue };
                if self.charges[context][month].tariffs.is_empty()
                    && most_usable(problem, self.streams, context, month) < needed
                {
                    self.offered[context][month] = false;
                }
            }
        }
    }

    fn lumps<'a>(
        &self,
        problem: &Problem,
        awards: impl Iterator<Item = &'a Award>,
        term_end: u16,
    ) -> Vec<Lump> {
        let own = awards.filter(|award| self.is_of_use(problem, award.class));
        own.map(|award| {
            let end = match award.end {
                End::At(end) => end,
                End::Term => term_end,
            };
            Lump { units: award.units, from: award.slot, end }
        })
        .collect()
    }

    fn is_of_use(&self, problem: &Problem, class: usize) -> bool {
        problem.classes[class].streams.meets(self.streams)
    }

    /// What a term brings each month, and at its start. A term may have begun in any month, so credits that end with it
    /// count as never ending.
    fn schedule(&self, problem: &Problem, schedule: &Schedule) -> (Vec<Vec<Lump>>, Vec<Vec<Lump>>) {
        let end = |month: usize| if schedule.months == 1 { schedule.term_end(month + 1) } else { BEYOND };
        let monthly = schedule.monthly.iter().enumerate();
        let at_start = schedule.at_start.iter().enumerate();
        (
            monthly.map(|(month, awards)| self.lumps(problem, awards.iter(), end(month))).collect(),
            at_start.map(|(month, awards)| self.lumps(problem, awards.iter(), end(month))).collect(),
        )
    }

    fn add_item(&mut self, problem: &Problem, index: usize, share: i64) {
        let item = &problem.items[index];
        let available = Rc::new(item.available.clone());
        let open = item.available.iter().all(|open| *open) && item.on_sale.iter().all(|sold| *sold);
        if let Some(schedule) = &item.schedule {
            // Paid month by month, on sale whenever it was before.
            let (monthly, at_start) = self.schedule(problem, schedule);
            let mut lumps: Vec<Vec<Lump>> =
                monthly.into_iter().zip(at_start).map(|(month, start)| [month, start].concat()).collect();
            let first = item.on_sale.iter().position(|sold| *sold).unwrap_or(lumps.len());
            lumps.iter_mut().take(first).for_each(Vec::clear);
            let price =
                item.price.saturating_mul(share) / i64::try_from(schedule.months).unwrap_or(i64::MAX).max(1);
            // A running add-on goes on without the plan it required.
            let anywhere = Rc::new(vec![true; item.available.len()]);
            let available = if schedule.months > 1 { anywhere } else { available };
            self.items.push(ViewItem {
                index,
                lumps,
                price,
                available,
                further: None,
                open: false,
                bounded: false,
            });
            return;
        }
        let own: Vec<_> = item.parts.iter().filter(|part| self.is_of_use(problem, part.class)).collect();
        if own.is_empty() {
            return;
        }
        let bulk = item.blocks.filter(|blocks| !blocks.like_packs);
        let min = bulk.map_or(1, |blocks| blocks.min);
        let (rate, units) = (item.rate.0.saturating_mul(share), item.rate.1.max(1));
        // A purchase brings its bonus besides.
        let more = 100 + item.pricing.as_ref().map_or(0, |pricing| pricing.most_bonus_percent());
        let with_bonus = |units: i64| (units.saturating_mul(more) + 99) / 100;
        let lumps = (0..problem.months())
            .map(|month| {
                let from = problem.month_slots[month];
                let bought =
                    own.iter().filter(|part| item.on_sale[month] && usize::from(part.ends[month]) > from);
                let lump = bought.map(|part| Lump {
                    units: with_bonus(part.units.saturating_mul(min)),
                    from,
                    end: part.ends[month],
                });
                lump.collect()
            })
            .collect();
        let price = match bulk {
            None => item.price.saturating_mul(share),
            Some(_) => part_cost(item.units.saturating_mul(min), rate, units),
        };
        let further = bulk.map(|_| (rate.saturating_mul(100), units.saturating_mul(more)));
        self.items.push(ViewItem { index, lumps, price, available, further, open, bounded: min > 1 });
    }
}

/// Most units that can be used for some streams in a month in a context: everything that may be granted or given until
/// then and need not be gone; anything at all where it can be bought.
fn most_usable(problem: &Problem, streams: StreamSet, context: usize, month: usize) -> i64 {
    let (first, after) = (problem.month_slots[month], problem.month_slots[month + 1]);
    let is_usable = |class: usize| {
        let class = &problem.classes[class];
        // What would be lost without a plan is still there in the month it was bought.
        let is_met = !class.frozen || class.needs.as_ref().is_none_or(|needs| needs.contains(&context));
        class.streams.meets(streams) && is_met
    };
    let bought = problem.items.iter().any(|item| {
        let awards =
            item.schedule.iter().flat_map(|schedule| schedule.monthly.iter().chain(&schedule.at_start));
        item.parts.iter().chain(&item.bonus).any(|part| is_usable(part.class))
            || awards.flatten().any(|award| is_usable(award.class))
    });
    if bought {
        return i64::MAX;
    }
    let lasts = |award: &&Award| {
        let ends = match award.end {
            End::At(end) => usize::from(end),
            End::Term => usize::from(BEYOND),
        };
        is_usable(award.class) && award.slot < after && ends > first
    };
    let given: i64 = problem.given[..=month]
        .iter()
        .flatten()
        .map(|(award, _)| award)
        .filter(lasts)
        .map(|award| award.units)
        .sum();
    let mut granted = 0_i64;
    for earlier in 0..=month {
        let of_variant = |schedule: &Schedule| -> i64 {
            let awards = schedule.monthly[earlier].iter().chain(&schedule.at_start[earlier]);
            awards.filter(lasts).map(|award| award.units).sum()
        };
        // What the month itself brings, the context's own plan brings.
        let variants =
            problem.variants.iter().filter(|variant| earlier < month || variant.context == context);
        granted =
            granted.saturating_add(variants.map(|variant| of_variant(&variant.schedule)).max().unwrap_or(0));
    }
    given.saturating_add(granted)
}
