//! Credits come and go.

use std::cmp::Ordering;

use super::account::{Account, Active, GRANTED, LOST, Lot, NEVER, Price, REPAID, Refused, Rolls};
use super::days::{date_of, later, weekday};
use super::model::{Buy, Every, Gift, Kind, Life, Plan, What, Without};

/// Tenths by which the worth of credits is weighed, and the least common multiple of all steps.
const PARTS: i128 = 4;

impl Account<'_> {
    /// The lot that burns first of those a stream can use.
    fn first(&self, stream: usize) -> Option<usize> {
        let usable = |place: &usize| !self.lots[*place].shut && self.lots[*place].serves[stream];
        (0..self.lots.len()).filter(usable).min_by(|a, b| self.order(&self.lots[*a], &self.lots[*b]))
    }

    fn order(&self, a: &Lot, b: &Lot) -> Ordering {
        let waits = |lot: &Lot| lot.rolls.as_ref().is_some_and(|rolls| rolls.carried && rolls.last);
        let price = |lot: &Lot, other: &Lot| lot.price.0 * other.price.1;
        let by = |name: &str| match name {
            "priority" => a.priority.cmp(&b.priority),
            "expiry" => a.end.cmp(&b.end),
            "free_first" => (a.price.0 > 0).cmp(&(b.price.0 > 0)),
            "cheapest_first" => price(a, b).cmp(&price(b, a)),
            "dearest_first" => price(b, a).cmp(&price(a, b)),
            // Types have steps of their own, but lots that compete are of one type.
            "largest_first" => b.size.cmp(&a.size),
            "oldest" => a.granted.cmp(&b.granted),
            _ => unreachable!(),
        };
        let order = &self.model.rules.order;
        let by_priority = order.first() == Some(&"priority");
        let start = if by_priority { by("priority") } else { Ordering::Equal };
        let place = |lot: &Lot| (lot.granted, lot.offer, lot.place, lot.team, lot.serial);
        order
            .iter()
            .fold(start.then(waits(a).cmp(&waits(b))), |so_far, name| so_far.then(by(name)))
            .then(place(a).cmp(&place(b)))
    }

    /// Takes use of a stream out of the lots, one step at a time; how many were lacking.
    pub fn burn(&mut self, stream: usize, wanted: i64) -> i64 {
        for taken in 0..wanted {
            let Some(first) = self.first(stream) else { return wanted - taken };
            self.lots[first].left -= 1;
            *self.pages.uses.entry((self.lots[first].offer, stream)).or_default() += 1;
            self.lots.retain(|lot| lot.left > 0);
        }
        0
    }

    fn lose(&mut self, lot: &Lot, steps: i64, cause: &'static str, day: i64) {
        self.row[lot.kind][LOST] += steps;
        let parts = i128::from(self.model.types[lot.kind].parts);
        let value = (lot.price.0 * i128::from(steps), lot.price.1 * parts);
        self.pages.losses.push((day, lot.offer, lot.kind, lot.granted, steps, lot.size, cause, value));
    }

    fn lose_all(&mut self, day: i64, cause: impl Fn(&Account, &Lot) -> Option<&'static str>) {
        for lot in std::mem::take(&mut self.lots) {
            match cause(self, &lot) {
                Some(cause) => self.lose(&lot, lot.left, cause, day),
                None => self.lots.push(lot),
            }
        }
    }

    pub fn expire(&mut self, day: i64) {
        self.lose_all(day, |_, lot| (lot.end <= day).then_some(if lot.cycle { "cycle" } else { "expired" }));
    }

    fn fits(&self, lot: &Lot) -> bool {
        lot.needs.as_ref().is_none_or(|needs| self.plan_offer().is_some_and(|plan| needs.contains(&plan)))
    }

    pub fn lapse(&mut self, day: i64) {
        self.lose_all(day, |account, lot| {
            (lot.without == Without::Lost && !account.fits(lot)).then_some("lapsed")
        });
        for place in 0..self.lots.len() {
            self.lots[place].shut =
                self.lots[place].without == Without::Frozen && !self.fits(&self.lots[place]);
        }
    }

    /// Cuts carried credits at the end of the time they were given for, one step at a time, the oldest lots first.
    pub fn cut(&mut self, day: i64) {
        let ending = self
            .lots
            .iter()
            .filter_map(|lot| lot.rolls.as_ref().map(|rolls| (rolls.until, rolls.pool, lot.team)));
        let mut pools: Vec<_> =
            ending.filter(|(until, _, _)| *until == day).map(|(_, pool, team)| (pool, team)).collect();
        pools.sort_unstable();
        pools.dedup();
        for (pool, team) in pools {
            let inside = |lot: &Lot| {
                lot.team == team
                    && lot.rolls.as_ref().is_some_and(|rolls| rolls.pool == pool && rolls.until <= day)
            };
            let mut places: Vec<usize> =
                (0..self.lots.len()).filter(|place| inside(&self.lots[*place])).collect();
            places.sort_by_key(|place| self.lots[*place].serial);
            let total: i64 = places.iter().map(|place| self.lots[*place].left).sum();
            let newest = self.lots[*places.last().unwrap()].rolls.clone().unwrap();
            let shared = newest.percent.map(|percent| total * percent / 100);
            let fresh = self.fresh(pool, team, day);
            let most = [shared, newest.at_most, newest.total.map(|total| (total - fresh).max(0))];
            let mut excess = total - most.into_iter().flatten().fold(total, i64::min);
            for place in places {
                let cut = excess.min(self.lots[place].left);
                excess -= cut;
                self.lots[place].left -= cut;
                self.lots[place].rolls.as_mut().unwrap().carried = true;
                if cut > 0 {
                    let lot = self.lots[place].clone();
                    self.lose(&lot, cut, "over_cap", day);
                }
            }
        }
        self.lots.retain(|lot| lot.left > 0);
    }

    /// Steps about to come into a pool.
    fn fresh(&self, pool: (usize, usize), team: Option<usize>, day: i64) -> i64 {
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

    fn subscription(&self, offer: usize) -> &Plan {
        match &self.model.offers[offer].kind {
            Kind::Plan(plan) | Kind::AddOn(plan) => plan,
            _ => unreachable!(),
        }
    }

    /// The family and the first gift that is carried together with this one.
    fn pool(&self, offer: usize, plan: &Plan, gift: &Gift) -> Option<(usize, usize)> {
        let like = |other: &Gift| {
            other.carry.is_some()
                && (other.kind, other.private, &other.scope) == (gift.kind, gift.private, &gift.scope)
        };
        gift.carry
            .as_ref()
            .map(|_| (self.model.offers[offer].family, plan.gifts.iter().position(like).unwrap()))
    }

    /// Whether a gift comes on a day.
    fn comes(&self, active: &Active, place: usize, gift: &Gift, month: usize, day: i64) -> bool {
        let begins = self.month_start(month) == day;
        let first = begins && month == active.from;
        let (from, until) = gift.window;
        let due = match gift.every {
            Every::Once => first && !self.once.contains(&(self.model.offers[active.offer].family, place)),
            Every::Term => first,
            Every::Month => begins,
            Every::Week(on) => weekday(day) == on.unwrap_or(weekday(self.model.start)),
            Every::Day => true,
        };
        due && from.is_none_or(|from| from <= day)
            && until.is_none_or(|until| day < until)
            && (gift.terms.is_empty() || gift.terms.contains(&active.months))
    }

    /// Who gets a gift, and how many times.
    fn receivers(&self, gift: &Gift, plan: &Plan, copies: i64) -> Vec<(Option<usize>, i64)> {
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

    fn size(&self, gift: &Gift, times: i64, month: usize) -> i64 {
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
    fn give(
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
            Every::Week(_) => day + 7,
            Every::Once | Every::Term => term,
            Every::Month => after,
        };
        let family: Vec<usize> = (0..self.model.offers.len())
            .filter(|other| self.model.offers[*other].family == self.model.offers[offer].family)
            .collect();
        let plans = (0..self.model.offers.len()).filter(|other| self.model.plan(*other).is_some());
        let needs = match &self.model.offers[offer].kind {
            Kind::Plan(_) => family,
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
        let serves = |stream: &super::account::Stream| {
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

    /// Pays for a term.
    pub fn subscribe(&mut self, offer: usize, months: i64, copies: i64, moved: bool) -> Result<(), Refused> {
        let today = self.month_start(self.month);
        let plan = self.subscription(offer).clone();
        let place = plan.terms.iter().position(|(own, _)| *own == months).ok_or(Refused)?;
        if !self.is_open(offer, today) || !self.has_room(offer, copies) {
            return Err(Refused);
        }
        self.take(offer, copies);
        let mut cents = plan.terms[place].1;
        if let Some(seat) = &plan.seat {
            cents += seat.cents[place] * (self.model.people().max(seat.min) - seat.included).max(0);
        }
        let (part, whole) = if months == 1 { self.share(self.month, true) } else { (1, 1) };
        cents = (2 * cents * part + whole) / (2 * whole) * copies;
        let until = self.month + usize::try_from(months).unwrap();
        let mut active = Active { offer, months, copies, from: self.month, until, moved, prices: Vec::new() };
        let (all, paid) = self.brings(&active, &plan);
        let fee = self.fee_on(offer, cents);
        active.prices = self.prices(cents + fee, &paid);
        let is_plan = self.model.plan(offer).is_some();
        let name = if is_plan { "plan" } else { "add_on" };
        if is_plan {
            self.plan = Some(active);
        } else {
            self.add_ons.push(active);
        }
        self.pages.payments.push((
            self.month,
            today,
            name,
            offer,
            0,
            copies,
            all,
            Some(months),
            cents + fee,
            fee,
            moved,
        ));
        Ok(())
    }

    /// Steps of a whole term by type: all, and those that are no bonus.
    fn brings(&self, active: &Active, plan: &Plan) -> (Vec<i64>, Vec<i64>) {
        let (mut all, mut paid) = (vec![0; self.model.types.len()], vec![0; self.model.types.len()]);
        for (place, gift) in plan.gifts.iter().enumerate() {
            for (_, times) in self.receivers(gift, plan, active.copies) {
                let mut given = std::collections::BTreeMap::new();
                for month in active.from..active.until {
                    for day in self.month_start(month)..self.month_start(month + 1) {
                        if !self.comes(active, place, gift, month, day) {
                            continue;
                        }
                        let period = match gift.cap {
                            Some((_, true)) => (day - self.model.start) / 7,
                            _ => i64::try_from(month).unwrap(),
                        };
                        let so_far = given.entry(period).or_insert(0);
                        let steps = self.size(gift, times, month);
                        *so_far += gift.cap.map_or(steps, |(most, _)| steps.min(most * times - *so_far));
                    }
                }
                let sum: i64 = given.values().sum();
                all[gift.kind] += sum;
                paid[gift.kind] += if gift.bonus { 0 } else { sum };
            }
        }
        (all, paid)
    }

    /// Cents for one credit by type.
    fn prices(&self, cents: i64, paid: &[i64]) -> Vec<Price> {
        let known =
            self.model.types.iter().zip(paid).all(|(kind, steps)| kind.worth.is_some() || *steps == 0);
        let weight = |kind: usize| match self.model.types[kind].worth {
            Some(worth) if known => i128::from(worth),
            _ if known => 0,
            _ => 1,
        };
        let steps = paid.iter().enumerate().map(|(kind, steps)| {
            i128::from(*steps) * weight(kind) * (PARTS / i128::from(self.model.types[kind].parts))
        });
        let whole: i128 = steps.sum();
        let one =
            |kind: usize| if whole == 0 { (0, 1) } else { (i128::from(cents) * weight(kind) * PARTS, whole) };
        (0..paid.len()).map(one).collect()
    }

    fn fee_on(&self, offer: usize, cents: i64) -> i64 {
        match self.model.offers[offer].fee {
            Some((percent, least)) if cents > 0 => ((cents * percent * 2 + 100) / 200).max(least),
            _ => 0,
        }
    }

    /// Price of a purchase with its fee.
    pub fn price_of(&self, buy: Buy) -> Option<i64> {
        let cents = match (&self.model.offers[buy.offer].kind, buy.what) {
            (Kind::Pack { price, .. }, What::Copies(copies)) => price * copies,
            (Kind::TopUp { price, .. }, What::Blocks(blocks)) => price * blocks,
            _ => return None,
        };
        Some(cents + self.fee_on(buy.offer, cents))
    }

    pub fn buy(&mut self, buy: Buy, day: i64, automatic: bool) -> Result<(), Refused> {
        let kind = self.model.offers[buy.offer].kind.clone();
        if !self.is_open(buy.offer, day) {
            return Err(Refused);
        }
        match (kind, buy.what) {
            (Kind::Pack { price, min, max, gifts }, What::Copies(copies)) => {
                let fits = copies >= min && max.is_none_or(|max| copies <= max);
                if !fits || !self.has_room(buy.offer, copies) {
                    return Err(Refused);
                }
                self.take(buy.offer, copies);
                self.bought(buy.offer, "pack", copies, price * copies, &gifts, day, automatic);
            }
            (Kind::TopUp { price, min, max, bonus, mut gift }, What::Blocks(blocks)) => {
                let fits = blocks >= min && max.is_none_or(|max| blocks <= max);
                if !fits || !self.has_room(buy.offer, 1) {
                    return Err(Refused);
                }
                self.take(buy.offer, 1);
                gift.steps *= blocks;
                let mut gifts = vec![gift.clone()];
                let extra = bonus
                    .filter(|(from, _)| blocks >= *from)
                    .map_or(0, |(_, percent)| gift.steps * percent / 100);
                if extra > 0 {
                    gifts.push(Gift { steps: extra, bonus: true, ..gift });
                }
                self.bought(buy.offer, "top_up", 1, price * blocks, &gifts, day, automatic);
            }
            _ => return Err(Refused),
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments, reason = "a purchase's circumstances")]
    fn bought(
        &mut self,
        offer: usize,
        name: &'static str,
        copies: i64,
        cents: i64,
        gifts: &[Gift],
        day: i64,
        automatic: bool,
    ) {
        let (mut all, mut paid) = (vec![0; self.model.types.len()], vec![0; self.model.types.len()]);
        for gift in gifts {
            all[gift.kind] += gift.steps * copies;
            paid[gift.kind] += if gift.bonus { 0 } else { gift.steps * copies };
        }
        let fee = self.fee_on(offer, cents);
        let prices = self.prices(cents + fee, &paid);
        self.pages.payments.push((
            self.month,
            day,
            name,
            offer,
            0,
            copies,
            all,
            None,
            cents + fee,
            fee,
            automatic,
        ));
        let after = self.month_start(self.month + 1);
        for (place, gift) in gifts.iter().enumerate() {
            let gift = Gift { every: Every::Once, ..gift.clone() };
            self.give(
                offer,
                place,
                &gift,
                (None, copies, gift.steps * copies),
                None,
                prices[gift.kind],
                (day, after),
            );
        }
    }
}
