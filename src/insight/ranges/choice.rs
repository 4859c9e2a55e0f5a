//! What can be bought in the first month, and what is regretted of it.

use serde::Serialize;

use super::scenario::Scenario;
use crate::book::{Amount, Kind, OfferKind, PriceBook, Purchase};
use crate::insight::InsightError;
use crate::meter::Metering;
use crate::num::{Decimal, Fraction, NumError, Rounding, RoundingMode};
use crate::plan::Planned;
use crate::unit::Money;

/// A choice of the first month in every scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChoiceLine {
    /// What is bought; nothing where empty.
    pub purchases: Vec<FirstPurchase>,
    /// The scenarios whose best plan begins so.
    pub best_of: Vec<Scenario>,
    /// By scenario: what it comes to when everything after the first month adapts.
    pub costs: Vec<ChoiceCost>,
    /// The largest regret of all scenarios; `None` where one is not worked out, or not possible with this choice.
    pub worst_regret: Option<Money>,
    /// The largest regret in percent, rounded up to one place; `None` as before, and where the best is for nothing.
    pub worst_percent: Option<Decimal>,
    /// Whether every regret is exact; otherwise some are upper bounds.
    pub proved: bool,
    /// What is bought, by index of the offer.
    #[serde(skip)]
    pub first: Vec<Purchase>,
}

/// A purchase of the first month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FirstPurchase {
    /// The offer's id.
    pub offer: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OfferKind,
    /// Months of a plan's or add-on's term.
    pub term_months: Option<u32>,
    /// Copies of a pack or add-on; 1 otherwise.
    pub quantity: u32,
    /// Credits of a top-up, bonus apart.
    pub credits: Option<Decimal>,
}

/// What a choice comes to in one scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ChoiceCost {
    /// Not yet worked out.
    Waiting,
    /// A purchase plan that begins with it.
    Found {
        /// What it costs.
        cost: Money,
        /// Nothing that begins with the choice costs less than this.
        lower_bound: Money,
        /// Whether it is proved the cheapest that begins with the choice.
        proved: bool,
        /// Its cost less that of the scenario's best; less the lower bound of that where it is not proved.
        regret: Money,
        /// The regret in percent of what it is reckoned from, rounded up to one place; `None` where that is 0.
        regret_percent: Option<Decimal>,
    },
    /// Proved: nothing that begins with it covers the usage, or it is not sold then.
    Impossible,
    /// The planner's budget ran out before it found any plan that does.
    RanOut,
}

/// A choice while it is worked out.
#[derive(Debug)]
pub(super) struct Choice {
    pub purchases: Vec<Purchase>,
    best_of: Vec<Scenario>,
    /// By scenario: cost and lower bound.
    found: Vec<Option<Known>>,
}

/// What a choice came to in a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// A cost and the lower bound of it.
    Found { cost: Money, lower_bound: Money },
    /// Nothing that begins with it covers the usage, or it is not sold.
    Impossible,
    /// Nothing was found.
    RanOut,
}

impl Known {
    /// What the planner came to.
    pub fn of(planned: &Planned) -> Known {
        match planned {
            Planned::Found(found) => Known::Found { cost: found.cost, lower_bound: found.lower_bound },
            Planned::Impossible { .. } => Known::Impossible,
            Planned::RanOut { .. } => Known::RanOut,
        }
    }
}

impl Choice {
    /// Every choice worth a look, that of the typical scenario's plan first.
    pub fn all<'p>(
        book: &PriceBook,
        planned: impl Iterator<Item = (Scenario, &'p Planned)>,
        metering: Option<&Metering>,
    ) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        let mut begins: Vec<(usize, Scenario, &Planned)> =
            planned.enumerate().map(|(place, (scenario, planned))| (place, scenario, planned)).collect();
        let scenarios = begins.len();
        begins.sort_by_key(|(_, scenario, _)| *scenario != Scenario::Typical);
        for (place, scenario, planned) in begins {
            let Planned::Found(found) = planned else { continue };
            let first = found.purchases.iter().filter(|purchase| purchase.month == 0).copied().collect();
            let choice = Choice::known(&mut choices, first, scenarios);
            choice.best_of.push(scenario);
            if let Some(known) = choice.found.get_mut(place) {
                *known = Some(Known::of(planned));
            }
        }
        for (index, offer) in book.offers().iter().enumerate() {
            let may_have = metering.is_some_and(|metering| metering.may_have(Some(index)));
            if !matches!(offer.kind, Kind::Plan(_)) || !may_have {
                continue;
            }
            for term in offer.terms() {
                let purchase = Purchase { month: 0, offer: index, amount: Amount::Term(term) };
                Choice::known(&mut choices, vec![purchase], scenarios);
            }
        }
        Choice::known(&mut choices, Vec::new(), scenarios);
        choices
    }

    /// The choice with these purchases, added where it is new.
    fn known(choices: &mut Vec<Choice>, mut first: Vec<Purchase>, scenarios: usize) -> &mut Choice {
        first.sort_unstable();
        let place = choices.iter().position(|choice| choice.purchases == first).unwrap_or(choices.len());
        if place == choices.len() {
            choices.push(Choice { purchases: first, best_of: Vec::new(), found: vec![None; scenarios] });
        }
        #[expect(clippy::indexing_slicing, reason = "it was found or has just been added")]
        &mut choices[place]
    }

    pub fn is_done(&self) -> bool {
        self.found.iter().all(Option::is_some)
    }

    /// Whether it fits no scenario.
    pub fn is_hopeless(&self) -> bool {
        self.found.iter().all(|found| *found == Some(Known::Impossible))
    }

    /// The scenario to work out next.
    pub fn next(&self) -> usize {
        self.found.iter().position(Option::is_none).unwrap_or(self.found.len())
    }

    /// Takes in what the next scenario came to.
    pub fn take(&mut self, known: Known) {
        if let Some(place) = self.found.iter_mut().find(|found| found.is_none()) {
            *place = Some(known);
        }
    }

    /// As it is shown, the best of each scenario costing no less than its bound.
    pub fn line(&self, book: &PriceBook, bounds: &[Option<Money>]) -> Result<ChoiceLine, InsightError> {
        let costs = self.found.iter().zip(bounds).map(|(known, bound)| cost(*known, *bound));
        let costs = costs.collect::<Result<Vec<_>, _>>()?;
        let regrets: Option<Vec<Money>> = costs.iter().map(ChoiceCost::regret).collect();
        let percents: Option<Vec<Decimal>> = costs.iter().map(ChoiceCost::regret_percent).collect();
        Ok(ChoiceLine {
            purchases: self.purchases.iter().filter_map(|purchase| shown(book, *purchase)).collect(),
            best_of: self.best_of.clone(),
            worst_regret: regrets.and_then(|regrets| regrets.into_iter().max()),
            worst_percent: percents.and_then(|percents| percents.into_iter().max()),
            proved: costs.iter().all(ChoiceCost::is_exact),
            costs,
            first: self.purchases.clone(),
        })
    }
}

impl ChoiceLine {
    /// What a choice is ranked by: regret, then percent, those without a percentage last.
    pub(super) fn worst(&self) -> Option<(Money, bool, Option<Decimal>)> {
        self.worst_regret.map(|regret| (regret, self.worst_percent.is_none(), self.worst_percent))
    }
}

impl ChoiceCost {
    fn regret(&self) -> Option<Money> {
        match self {
            ChoiceCost::Found { regret, .. } => Some(*regret),
            _ => None,
        }
    }

    fn regret_percent(&self) -> Option<Decimal> {
        match self {
            ChoiceCost::Found { regret_percent, .. } => *regret_percent,
            _ => None,
        }
    }

    /// Whether its regret is exact. A regret of 0 is, as is what is not possible.
    fn is_exact(&self) -> bool {
        match self {
            ChoiceCost::Found { proved, .. } => *proved,
            ChoiceCost::Impossible => true,
            ChoiceCost::Waiting | ChoiceCost::RanOut => false,
        }
    }
}

fn cost(known: Option<Known>, best: Option<Money>) -> Result<ChoiceCost, NumError> {
    let (cost, lower_bound) = match known {
        None => return Ok(ChoiceCost::Waiting),
        Some(Known::Impossible) => return Ok(ChoiceCost::Impossible),
        Some(Known::RanOut) => return Ok(ChoiceCost::RanOut),
        Some(Known::Found { cost, lower_bound }) => (cost, lower_bound),
    };
    let best = best.unwrap_or(Money::ZERO);
    let regret = cost.checked_sub(best)?;
    let regret_percent = match (best.is_zero(), regret.is_zero()) {
        (_, true) => Some(Decimal::ZERO),
        (true, false) => None,
        (false, false) => {
            let up = Rounding::to_places(RoundingMode::Up, 1)?;
            let share = Fraction::from(regret.amount()).checked_div(best.amount().into())?;
            Some(share.checked_mul(Fraction::from_int(100))?.round(&up)?)
        }
    };
    Ok(ChoiceCost::Found { cost, lower_bound, proved: lower_bound >= cost, regret, regret_percent })
}

fn shown(book: &PriceBook, purchase: Purchase) -> Option<FirstPurchase> {
    let offer = book.offer(purchase.offer)?;
    let (term_months, quantity, blocks) = match purchase.amount {
        Amount::Term(term) => (Some(term.months()), 1, None),
        Amount::AddOn(term, copies) => (Some(term.months()), copies, None),
        Amount::Copies(copies) => (None, copies, None),
        Amount::Blocks(blocks) => (None, 1, Some(blocks)),
    };
    let credits = match &offer.kind {
        Kind::TopUp(top_up) => blocks.and_then(|blocks| top_up.credits(blocks).ok()),
        _ => None,
    };
    Some(FirstPurchase {
        offer: offer.id.clone(),
        name: offer.name.clone(),
        kind: offer.kind_name(),
        term_months,
        quantity,
        credits,
    })
}
