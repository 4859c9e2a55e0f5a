//! Break-even: for which usage which way of buying wins.

use serde::{Deserialize, Serialize};

use super::axis::{Axis, Scale};
use super::best::{Best, Label};
use super::level::{CostView, Level, WayView};
use super::question::fault;
use super::sheet::Sheet;
use super::singles::Singles;
use crate::book::{Fault, PriceBook, Term};
use crate::insight::way::{Cost, Price, Way};
use crate::insight::{BaselineKind, Bought, InsightError};
use crate::meter::Usage;
use crate::unit::Money;

/// For which usage which way of buying wins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct BreakEvenQuestion {
    /// What is scaled; all usage when missing.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Axis>"))]
    pub axis: Axis,
    /// Up to how many times the entered usage, a decimal above 0 and at most 1000; 4 when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub most: Option<String>,
    /// Only these ways of buying alone are compared, and nothing else is asked; every way when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub between: Option<Vec<WayId>>,
}

impl BreakEvenQuestion {
    /// The members an object of this shape may have, for callers whose decoder ignores others.
    pub const FIELDS: [&str; 3] = ["axis", "most", "between"];
}

impl WayId {
    /// The members an object of this shape may have.
    pub const FIELDS: [&str; 2] = ["offer", "term_months"];
}

/// A way of buying, named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct WayId {
    /// The offer's id; of a ladder, the whole ladder's.
    pub offer: String,
    /// Months of a plan's term; each of its terms when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub term_months: Option<u32>,
}

/// Which way of buying wins for which usage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BreakEvenView {
    /// Whether nothing is left to be computed; before that, pieces may still be cut and gaps lie between them.
    pub done: bool,
    /// Plannings made so far.
    pub calls: u32,
    /// Whether more usage is proved never to cost less; where it is not, nothing is exact but neighbouring amounts.
    pub rises: bool,
    /// The usage as it was entered; `None` until it was looked at.
    pub entered: Option<Level>,
    /// The cheapest single way: one offer or plan alone, or pay as you go; from the smallest amount on.
    pub single: Vec<Piece>,
    /// The cheapest purchase plan of all, by the plans it subscribes to.
    pub best: Vec<Piece>,
}

/// Amounts of usage with one winner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Piece {
    /// The smallest of them.
    pub from: Level,
    /// The largest of them.
    pub to: Level,
    /// Who wins.
    pub winner: Winner,
    /// What it costs at the smallest.
    pub cost_from: CostView,
    /// What it costs at the largest.
    pub cost_to: CostView,
    /// What is bought at the smallest; only of the cheapest purchase plan of all.
    pub offers_from: Vec<Bought>,
    /// What is bought at the largest; only of the cheapest purchase plan of all.
    pub offers_to: Vec<Bought>,
    /// Whether it is proved that nothing that is compared is cheaper anywhere in the piece.
    pub exact: bool,
    /// Something else may be cheaper by so much at most somewhere in the piece; 0 where it is exact, `None` where nothing
    /// is known.
    pub at_most_less: Option<Money>,
}

/// Who wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Winner {
    /// A single way of buying.
    Alone(WayView),
    /// A purchase plan that subscribes to all of these, and buys whatever else.
    Plans(Vec<Subscribed>),
    /// A purchase plan without any plan that pays for something in advance.
    Prepaid,
    /// Nothing but charges after use.
    PayAsYouGo,
    /// Nothing has to be paid for.
    Nothing,
    /// Nothing covers the usage.
    Uncovered,
    /// Nothing was found within the planner's budget.
    NotFound,
}

/// A plan for a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Subscribed {
    /// The plan's id; of a ladder, the whole ladder's.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Months of the term.
    pub term_months: u32,
}

/// Finds the switch points, step by step: first of single ways, then of the cheapest purchase plan.
#[derive(Debug, Clone)]
pub struct BreakEven {
    sheet: Sheet,
    rises: bool,
    singles: Singles,
    best: Option<Best>,
    is_done: bool,
    entered: Option<Level>,
    ways: Vec<WayView>,
    plans: Vec<(usize, String, String)>,
}

impl BreakEven {
    /// Begins.
    ///
    /// # Errors
    ///
    /// Every fault of the usage; or of the question: `unknown_line`, `unknown_feature`, `unknown_way`, `no_usage`,
    /// `bad_number`, `out_of_range`.
    pub fn new(
        book: &PriceBook,
        usage: &Usage,
        question: BreakEvenQuestion,
    ) -> Result<BreakEven, Vec<Fault>> {
        let scale = Scale::new(book, usage, "break_even", &question.axis)?;
        let (top, rises) = scale.top(book, "break_even", question.most.as_deref())?;
        let own = scale.book(book);
        let mut ways = Way::all(own);
        if let Some(wanted) = &question.between {
            ways = chosen(own, &ways, wanted)?;
        }
        let mut levels = vec![1, top];
        levels.extend(Some(scale.entered()).filter(|entered| (1..=top).contains(entered)));
        let best = question.between.is_none().then(|| Best::new(own, &levels, rises));
        let singles = Singles::new(ways, &levels, rises);
        let ways = singles.ways.iter().map(|way| WayView::new(own, way)).collect();
        let family = |plan: usize| {
            own.offer(plan).map(|offer| (plan, offer.family_id.clone(), offer.family_name.clone()))
        };
        let plans = own.plans().filter_map(family).collect();
        Ok(BreakEven {
            sheet: Sheet::new(scale),
            rises,
            singles,
            best,
            is_done: false,
            entered: None,
            ways,
            plans,
        })
    }

    /// Goes on by about one planning; true when nothing is left to do.
    ///
    /// # Errors
    ///
    /// One fault `too_large` when its numbers cannot be computed with exactly.
    pub fn step(&mut self, book: &PriceBook) -> Result<bool, Vec<Fault>> {
        if self.entered.is_none() {
            self.entered = Some(self.sheet.level(book, self.sheet.scale.entered())?);
        }
        if !self.is_done {
            let singles_done = self.singles.step(&mut self.sheet, book)?;
            self.is_done = singles_done
                && match &mut self.best {
                    Some(best) => best.step(&mut self.sheet, book)?,
                    None => true,
                };
        }
        Ok(self.is_done)
    }

    /// What is known so far.
    pub fn view(&self) -> BreakEvenView {
        // What was computed once can be shown; were it not so, nothing would be.
        BreakEvenView {
            done: self.is_done,
            calls: self.sheet.calls,
            rises: self.rises,
            entered: self.entered.clone(),
            single: self.single_pieces().unwrap_or_default(),
            best: self.best_pieces().unwrap_or_default(),
        }
    }

    fn single_pieces(&self) -> Result<Vec<Piece>, InsightError> {
        let cost = |way: Option<usize>, level: u64| match way {
            Some(way) => self.singles.cost(way, level),
            None => Some(Cost::exactly(Price::Never)),
        };
        let runs = self.singles.runs()?.into_iter().filter_map(|run| {
            let winner = match run.like {
                Some(way) => Winner::Alone(self.ways.get(way)?.clone()),
                None => Winner::Uncovered,
            };
            Some(Piece {
                from: self.singles.shown(run.from)?.clone(),
                to: self.singles.shown(run.to)?.clone(),
                winner,
                cost_from: cost(run.like, run.from)?.into(),
                cost_to: cost(run.like, run.to)?.into(),
                offers_from: Vec::new(),
                offers_to: Vec::new(),
                exact: run.is_exact,
                at_most_less: run.less,
            })
        });
        Ok(runs.collect())
    }

    fn best_pieces(&self) -> Result<Vec<Piece>, InsightError> {
        let Some(best) = &self.best else { return Ok(Vec::new()) };
        let runs = best.runs()?.into_iter().filter_map(|run| {
            let ((from, cost_from), (to, cost_to)) = (best.at(run.from)?, best.at(run.to)?);
            Some(Piece {
                from: from.level.clone(),
                to: to.level.clone(),
                winner: self.winner(&run.like),
                cost_from: cost_from.into(),
                cost_to: cost_to.into(),
                offers_from: from.offers.clone(),
                offers_to: to.offers.clone(),
                exact: run.is_exact,
                at_most_less: run.less,
            })
        });
        Ok(runs.collect())
    }

    fn winner(&self, label: &Label) -> Winner {
        match label {
            Label::Plans(plans) => {
                Winner::Plans(plans.iter().filter_map(|(plan, term)| self.subscribed(*plan, *term)).collect())
            }
            Label::Prepaid => Winner::Prepaid,
            Label::AsYouGo => Winner::PayAsYouGo,
            Label::Nothing => Winner::Nothing,
            Label::Uncovered => Winner::Uncovered,
            Label::NotFound => Winner::NotFound,
        }
    }

    fn subscribed(&self, plan: usize, term: Term) -> Option<Subscribed> {
        let (_, id, name) = self.plans.iter().find(|(known, ..)| *known == plan)?;
        Some(Subscribed { offer: id.clone(), name: name.clone(), term_months: term.months() })
    }
}

/// The ways that are named.
fn chosen(book: &PriceBook, ways: &[Way], wanted: &[WayId]) -> Result<Vec<Way>, Vec<Fault>> {
    let is_meant = |way: &Way, id: &WayId| {
        let is_offer = book.offer(way.offer).is_some_and(|offer| offer.family_id == id.offer);
        let months = way.term.map(Term::months);
        way.kind != BaselineKind::Automatic
            && is_offer
            && (id.term_months.is_none() || id.term_months == months)
    };
    for (index, id) in wanted.iter().enumerate() {
        if !ways.iter().any(|way| is_meant(way, id)) {
            let message = format!("nothing can be bought alone as `{}`", id.offer);
            let member = format!("break_even.between[{index}]");
            return Err(fault(
                "unknown_way",
                &member,
                message,
                "name an offer, and a term by which it is sold",
            ));
        }
    }
    Ok(ways.iter().filter(|way| wanted.iter().any(|id| is_meant(way, id))).cloned().collect())
}
