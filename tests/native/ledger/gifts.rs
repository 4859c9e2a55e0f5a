//! Credits that come: when, to whom, how many, until when.

use super::account::{Account, Active, GRANTED, Lot, NEVER, Price, REPAID, Rolls, Stream};
use super::days::{date_of, later, weekday};
use super::model::{Every, Gift, Kind, Life, Plan, Without};

impl Account<'_> {
    /// Steps about to come into a pool.
    pub fn fresh(&self, pool: (usize, usize), team: Option<usize>, day: i64) -> i64 {
        let mut sum = 0;
        for active in self.plan.iter().chain(&self.add_ons) {
            let plan = self.subscription(active.offer);
            for (place, gift) in plan.gifts.iter().enumerate() {
                if self.pool(active.offer, plan, gift) == Some(pool)
                    && self.comes(active, place, gift, self.month, day)
                {
                    let receivers = self.receivers(gift, plan, active.copies);
                    sum += receivers
                        .iter()
                        .filter(|(own, _)| *own == team)
                        .map(|(_, times)| self.size(gift, *times, self.month))
                        .sum::<i64>();
                }
            }
        }
        sum
    }

    pub fn subscription(&self, offer: usize) -> &Plan {
        match &self.model.offers[offer].kind {
            Kind::Plan(plan) | Kind::AddOn(plan) => plan,
            _ => unreachable!(),
        }
    }

    /// The family and the first gift that is carried together with this one.
    pub fn pool(&self, offer: usize, plan: &Plan, gift: &Gift) -> Option<(usize, usize)> {
        let like = |other: &Gift| {
            other.carry.is_some()
                && (other.kind, other.private, &other.scope) == (gift.kind, gift.private, &gift.scope)
        };
        gift.carry
            .as_ref()
            .map(|_| (self.model.offers[offer].family, plan.gifts.iter().position(like).unwrap()))
    }

    /// Whether a gift comes on a day.
    pub fn comes(&self, active: &Active, place: usize, gift: &Gift, month: usize, day: i64) -> bool {
        let begins = self.month_start(month) == day;
        let first = begins && month == active.from;
        let (from, until) = gift.window;
        let due = match gift.every {
            Every::Once => first && !self.once.contains(&(self.model.offers[active.offer].family, place)),
            Every::Term => first,
            Every::Month => begins,
            Every::Week(None) => weekday(day) == weekday(self.model.start),
            Every::Week(Some(on)) => weekday(day) == on || (first && active.anew),
            Every::Day => true,
        };
        due && from.is_none_or(|from| from <= day)
            && until.is_none_or(|until| day < until)
            && (gift.terms.is_empty() || gift.terms.contains(&active.months))
    }

    /// Who gets a gift, and how many times.
    pub fn receivers(&self, gift: &Gift, plan: &Plan, copies: i64) -> Vec<(Option<usize>, i64)> {
        let seats = |people: i64| match &plan.seat {
            Some(seat) if gift.per_seat => people.max(seat.min).max(seat.included) * copies,
            _ => copies,
        };
        if gift.private {
            let teams = if self.model.teams.is_empty() { vec![1] } else { self.model.teams.clone() };
            return teams.into_iter().enumerate().map(|(team, people)| (Some(team), seats(people))).collect();
        }
        vec![(None, seats(self.model.people()))]
    }

    pub fn size(&self, gift: &Gift, times: i64, month: usize) -> i64 {
        let (part, whole) = if gift.every == Every::Month { self.share(month, true) } else { (1, 1) };
        gift.steps * times * part / whole
    }

    /// Gives what plan and add-ons give on a day.
    pub fn give_active(&mut self, day: i64) {
        let all: Vec<Active> = self.plan.iter().chain(&self.add_ons).cloned().collect();
        all.iter().for_each(|active| self.give_one(active, day));
    }

    pub fn give_one(&mut self, active: &Active, day: i64) {
        let plan = self.subscription(active.offer).clone();
        for (place, gift) in plan.gifts.iter().enumerate() {
            if !self.comes(active, place, gift, self.month, day) {
                continue;
            }
            if gift.every == Every::Once {
                self.once.push((self.model.offers[active.offer].family, place));
            }
            for (team, times) in self.receivers(gift, &plan, active.copies) {
                let steps = self.size(gift, times, self.month);
                let pool = self.pool(active.offer, &plan, gift);
                let price = active.prices[gift.kind];
                let term = self.month_start(active.until);
                self.give(active.offer, place, gift, (team, times, steps), pool, price, (day, term));
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "a gift's circumstances")]
    pub fn give(
        &mut self,
        offer: usize,
        place: usize,
        gift: &Gift,
        (team, times, mut steps): (Option<usize>, i64, i64),
        pool: Option<(usize, usize)>,
        price: Price,
        (day, term): (i64, i64),
    ) {
        let theirs =
            |lot: &&Lot| lot.kind == gift.kind && (team.is_none() || lot.team.is_none() || lot.team == team);
        let held: i64 = self.lots.iter().filter(theirs).map(|lot| lot.left).sum();
        if let Some(all) = gift.fill {
            let family = self.model.offers[offer].family;
            let own = |lot: &&Lot| {
                lot.place == place
                    && lot.team == team
                    && lot.offer.is_some_and(|offer| self.model.offers[offer].family == family)
            };
            steps -= if all { held } else { self.lots.iter().filter(own).map(|lot| lot.left).sum() };
        }
        if let Some(most) = gift.balance_at_most {
            steps = steps.min(most * times - held);
        }
        steps = steps.max(0);
        if let Some((most, week)) = gift.cap {
            let period = if week { (day - self.model.start) / 7 } else { i64::try_from(self.month).unwrap() };
            let given = self.capped.entry((offer, place, team, period)).or_default();
            steps = steps.min(most * times - *given).max(0);
            *given += steps;
        }
        if steps == 0 {
            return;
        }
        let after = self.month_start(self.month + 1);
        let cycle_end = match gift.every {
            Every::Day => day + 1,
            Every::Week(None) => day + 7,
            Every::Week(Some(on)) => (day + 1..).find(|day| weekday(*day) == on).unwrap(),
            Every::Once | Every::Term => term,
            Every::Month => after,
        };
        let family: Vec<usize> = (0..self.model.offers.len())
            .filter(|other| self.model.offers[*other].family == self.model.offers[offer].family)
            .collect();
        let plans = (0..self.model.offers.len()).filter(|other| self.model.plan(*other).is_some());
        let needs = match &self.model.offers[offer].kind {
            Kind::Plan(_) => family,
            Kind::AddOn(_) => vec![offer],
            _ if self.model.offers[offer].needs.is_empty() => plans.collect(),
            _ => self.model.offers[offer].needs.clone(),
        };
        let without = match &gift.carry {
            Some(carry) if carry.kept => Without::Kept,
            Some(_) => Without::Lost,
            None => gift.without,
        };
        let (end, cycle) = self.end(gift, day, cycle_end, term);
        let rolls = gift.carry.as_ref().map(|carry| Rolls {
            pool: pool.unwrap(),
            until: cycle_end,
            at_most: carry.at_most.map(|most| most * times),
            total: carry.total.map(|most| most * times),
            percent: carry.percent,
            last: carry.last,
            carried: false,
        });
        let serves = |stream: &Stream| {
            stream.kind == gift.kind
                && gift.scope.as_ref().is_none_or(|scope| scope.contains(&stream.feature))
                && team.is_none_or(|team| team == stream.team)
        };
        let mut lot = Lot {
            offer: Some(offer),
            place,
            kind: gift.kind,
            team,
            serves: self.streams.iter().map(serves).collect(),
            granted: day,
            end,
            priority: gift.priority,
            size: steps,
            left: steps,
            price: if gift.bonus { (0, 1) } else { price },
            needs: (without != Without::Kept).then_some(needs),
            without,
            shut: false,
            rolls,
            cycle,
            serial: self.serial,
        };
        lot.shut = without == Without::Frozen && !self.fits(&lot);
        self.receive(lot, gift.bonus);
    }

    /// When credits end, and whether with their own time.
    fn end(&self, gift: &Gift, day: i64, cycle_end: i64, term: i64) -> (i64, bool) {
        if let Some(carry) = &gift.carry {
            let own = match gift.every {
                Every::Term => usize::try_from(gift.terms[0]).unwrap(),
                _ => 1,
            };
            return match carry.further {
                None => (NEVER, false),
                Some(0) => (cycle_end, true),
                Some(more) => (self.month_start(self.month + usize::try_from(more).unwrap() + own), false),
            };
        }
        let extra = i64::from(self.model.rules.last_day_usable);
        match gift.life {
            Life::Never => (NEVER, false),
            Life::Cycle => (cycle_end, true),
            Life::Term => (term, false),
            Life::Days(days) => (day + days + extra, false),
            Life::Months(months) => {
                let (_, _, anchor) = date_of(self.model.start);
                let anchor = if self.model.rules.calendar.is_some() { 1 } else { anchor };
                let (_, _, own) = date_of(day);
                let last_of_month = date_of(day + 1).2 == 1;
                let clamped = if last_of_month && own < anchor { anchor } else { own };
                let anchor = if self.model.rules.overflow { own } else { clamped };
                (later(day, anchor, months, self.model.rules.overflow) + extra, false)
            }
        }
    }

    /// New credits pay debts first.
    pub fn receive(&mut self, mut lot: Lot, bonus: bool) {
        self.serial += 1;
        self.row[lot.kind][GRANTED] += lot.size;
        for stream in 0..self.debts.len() {
            if lot.serves[stream] && !lot.shut {
                let paid = lot.left.min(self.debts[stream]);
                self.debts[stream] -= paid;
                lot.left -= paid;
                self.row[lot.kind][REPAID] += paid;
                if paid > 0 {
                    *self.pages.uses.entry((lot.offer, stream)).or_default() += paid;
                }
            }
        }
        let balance = self.balance(lot.kind) + lot.left;
        let Lot { granted, offer, place, kind, team, size, end, .. } = lot;
        self.pages.grants.push((granted, offer, place, kind, team, size, end, bonus, balance));
        if lot.left > 0 {
            self.lots.push(lot);
        }
    }

    pub fn first_balance(&mut self) {
        if self.month > 0 {
            return;
        }
        for (place, start) in self.model.balance.iter().enumerate() {
            let parts = i128::from(self.model.types[start.kind].parts);
            let lot = Lot {
                offer: None,
                place,
                kind: start.kind,
                team: None,
                serves: self.streams.iter().map(|stream| stream.kind == start.kind).collect(),
                granted: self.model.start,
                end: start.end.unwrap_or(NEVER),
                priority: 20,
                size: start.steps,
                left: start.steps,
                price: (i128::from(start.cents) * parts, i128::from(start.steps)),
                needs: None,
                without: Without::Kept,
                shut: false,
                rolls: None,
                cycle: false,
                serial: self.serial,
            };
            self.receive(lot, false);
        }
    }

    pub fn give_gifts(&mut self, day: i64) {
        for offer in 0..self.model.offers.len() {
            let Kind::Gift { only_new, gifts } = &self.model.offers[offer].kind else { continue };
            if self.taken[offer] == 0 && (self.model.new_customer || !only_new) && self.is_open(offer, day) {
                self.take(offer, 1);
                self.bought(offer, "gift", 1, 0, gifts, day, false);
            }
        }
    }
}
