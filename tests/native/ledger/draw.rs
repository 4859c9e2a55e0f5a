//! Random models and purchases.

use crate::oracle::random::Random;

use super::days::{day_of, length};
use super::model::{Kind, Model, Offer, Rules, Start, Type, Window};

pub struct Draw<'r> {
    pub random: &'r mut Random,
    pub start: i64,
    pub types: usize,
    pub features: usize,
    /// By plan: the first of its family.
    pub families: Vec<usize>,
}

/// A model with a little of everything.
pub fn model(random: &mut Random) -> Model {
    let types = 1 + usize::from(random.chance(50));
    let features = 1 + random.below(3);
    let (year, month) = (random.between(2026, 2028), random.between(1, 12));
    let day = if random.chance(30) { length(year, month) } else { random.between(1, length(year, month)) };
    let start = day_of(year, month, day);
    let mut draw = Draw { random, start, types, features, families: Vec::new() };
    let kinds = (0..types).map(|_| draw.kind()).collect();
    let costs = (0..features).map(|_| draw.costs()).collect();
    let mut offers = draw.plans();
    for _ in 0..draw.random.below(6) {
        let kind = draw.bought();
        let offer = draw.offer(offers.len(), kind);
        offers.push(offer);
    }
    draw.at_zero(&mut offers);
    let has_seats = offers.iter().any(|offer| match &offer.kind {
        Kind::Plan(plan) | Kind::AddOn(plan) => plan.seat.is_some(),
        _ => false,
    });
    let teams: Vec<i64> = match draw.random.below(3) {
        _ if !has_seats => Vec::new(),
        0 => Vec::new(),
        1 => vec![draw.random.between(1, 3)],
        _ => vec![draw.random.between(0, 3), draw.random.between(1, 3)],
    };
    let lines = (0..features).map(|feature| (feature, draw.random.below(teams.len().max(1)))).collect();
    let most = draw.random.between(5, 70);
    let season = [0; 12].map(|_| draw.random.between(0, most));
    let most = if draw.random.chance(10) { 14 } else { 5 };
    let months = 1 + draw.random.below(most);
    let balance = (0..draw.random.below(3)).map(|_| draw.start_balance()).collect();
    Model {
        start,
        months,
        types: kinds,
        features: costs,
        offers,
        rules: draw.rules(),
        lines,
        season,
        teams,
        new_customer: draw.random.chance(70),
        slow: draw.random.chance(50),
        balance,
    }
}

impl Draw<'_> {
    pub fn maybe<T>(&mut self, percent: usize, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.random.chance(percent).then(|| draw(self))
    }

    fn kind(&mut self) -> Type {
        let parts = self.random.pick(&[1, 1, 2, 4]);
        Type { parts, worth: self.maybe(60, |draw| draw.random.between(1, 30)) }
    }

    fn costs(&mut self) -> Vec<(usize, i64)> {
        let all: Vec<(usize, i64)> = (0..self.types).map(|kind| (kind, self.random.between(1, 3))).collect();
        if all.len() > 1 && self.random.chance(50) { vec![self.random.pick(&all)] } else { all }
    }

    fn rules(&mut self) -> Rules {
        let mut all = vec![
            "priority",
            "expiry",
            "free_first",
            "cheapest_first",
            "dearest_first",
            "largest_first",
            "oldest",
        ];
        let mut order = vec!["priority", "expiry", "free_first", "oldest"];
        if self.random.chance(50) {
            order = (0..1 + self.random.below(5)).map(|_| all.remove(self.random.below(all.len()))).collect();
        }
        let calendar = self.maybe(30, |draw| draw.random.chance(60));
        Rules { order, last_day_usable: self.random.chance(30), overflow: self.random.chance(25), calendar }
    }

    fn start_balance(&mut self) -> Start {
        Start {
            kind: self.random.below(self.types),
            steps: self.random.between(1, 60),
            end: self.maybe(50, |draw| draw.start + draw.random.between(1, 90)),
            cents: self.random.pick(&[0, 500, 1234]),
        }
    }

    pub fn window(&mut self, percent: usize) -> Window {
        let from = self.maybe(percent, |draw| draw.start + draw.random.between(-20, 70));
        let until = self.maybe(percent, |draw| from.unwrap_or(draw.start) + draw.random.between(1, 120));
        (from, until)
    }

    pub fn offer(&mut self, family: usize, kind: Kind) -> Offer {
        let bought = matches!(kind, Kind::Pack { .. } | Kind::TopUp { .. });
        let may_need = !matches!(kind, Kind::Plan(_) | Kind::Gift { .. }) && !self.families.is_empty();
        let mut needs = Vec::new();
        if may_need && self.random.chance(30) {
            let family = self.random.pick(&self.families.clone());
            needs = (0..self.families.len()).filter(|plan| self.families[*plan] == family).collect();
        }
        let limited = bought || matches!(kind, Kind::AddOn(_));
        let has_fee = !matches!(kind, Kind::Gift { .. } | Kind::PayAsYouGo(_));
        Offer {
            needs,
            ever: if limited { self.maybe(30, |draw| draw.random.between(1, 5)) } else { None },
            monthly: if bought { self.maybe(25, |draw| draw.random.between(1, 4)) } else { None },
            window: self.window(12),
            fee: if has_fee {
                self.maybe(30, |draw| (draw.random.between(0, 9), draw.random.between(0, 80)))
            } else {
                None
            },
            family,
            kind,
        }
    }
}
