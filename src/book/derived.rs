//! Books like this one but for one rule: other lifetimes of credits, a top-up in one size.
//!
//! Only numbers that the checks leave free are changed, so that what holds of every checked book holds of these.

use super::grant::{Carry, Every, Grant, Lifetime, WithoutPlan};
use super::offer::Kind;
use super::{Offer, PriceBook};

/// Months of the longest expiry a book can name.
const MOST_MONTHS: u32 = 1_200;

impl PriceBook {
    /// The book in which every credit of a pack or top-up, bonuses among them, lives so many months from its purchase,
    /// 1 to 1,200 (what lies outside counts as the nearest of them); `None`: for ever.
    ///
    /// Whether they need an active plan stays as it is.
    #[must_use]
    pub fn with_bought_life(&self, months: Option<u32>) -> PriceBook {
        let lifetime =
            months.map_or(Lifetime::Never, |months| Lifetime::Months(months.clamp(1, MOST_MONTHS)));
        self.with_offers(|offer| match &mut offer.kind {
            Kind::Pack { grants, .. } => grants.iter_mut().for_each(|grant| grant.lifetime = lifetime),
            Kind::TopUp(top_up) => top_up.grant.lifetime = lifetime,
            Kind::Plan(_) | Kind::AddOn(_) | Kind::Gift { .. } | Kind::PayAsYouGo(_) => {}
        })
    }

    /// The book in which what a plan or add-on grants each month or term lives for so many months more than its own
    /// month or term: 0 for none; `None`: for ever. Caps on what is carried fall away.
    ///
    /// Credits that lived on when the plan ended still do; all others are lost with it. What comes by the day, by the week
    /// or once stays as it is, and so does, for a number of months above 0, a whole plan with credits by the term in terms
    /// of different lengths: no one lifetime says it of them.
    #[must_use]
    pub fn with_plan_life(&self, further_months: Option<u32>) -> PriceBook {
        self.with_offers(|offer| {
            let (Kind::Plan(plan) | Kind::AddOn(plan)) = &mut offer.kind else { return };
            let terms: Vec<u32> = plan.terms.iter().map(|(term, _)| term.months()).collect();
            let differ = |grant: &Grant| own_months(grant, &terms).is_some_and(|own| own.len() > 1);
            if further_months.is_some_and(|further| further > 0) && plan.grants.iter().any(differ) {
                return;
            }
            plan.grants.iter_mut().for_each(|grant| live(grant, &terms, further_months));
        })
    }

    /// The book in which a top-up (index of the offer) is sold in so many blocks at a time, at least 1; other offers stay
    /// as they are.
    #[must_use]
    pub fn with_top_up_of(&self, offer: usize, blocks: u64) -> PriceBook {
        let Some(id) = self.offer(offer).map(|offer| offer.id.clone()) else { return self.clone() };
        self.with_offers(|sold| {
            if let (Kind::TopUp(top_up), true) = (&mut sold.kind, sold.id == id) {
                (top_up.min_blocks, top_up.max_blocks) = (blocks.max(1), Some(blocks.max(1)));
            }
        })
    }

    /// The book with its offers changed, in every currency, in their order.
    fn with_offers(&self, mut change: impl FnMut(&mut Offer)) -> PriceBook {
        let mut book = self.clone();
        book.list.offers.iter_mut().for_each(&mut change);
        book.lists.iter_mut().flat_map(|(_, list)| &mut list.offers).for_each(&mut change);
        book
    }
}

fn live(grant: &mut Grant, terms: &[u32], further_months: Option<u32>) {
    let Some(own) = own_months(grant, terms) else { return };
    let is_cycle = grant.lifetime == Lifetime::Cycle && grant.carry.is_none();
    if is_cycle && further_months == Some(0) {
        return;
    }
    let kept = match &grant.carry {
        Some(carry) => carry.kept_after_plan,
        None => !is_cycle && grant.without_plan == WithoutPlan::Kept,
    };
    let is_frozen = grant.carry.is_none() && !is_cycle && grant.without_plan == WithoutPlan::Frozen;
    let burns_last = grant.carry.as_ref().is_some_and(|carry| carry.burns_last);
    grant.carry = None;
    grant.without_plan = if kept { WithoutPlan::Kept } else { WithoutPlan::Lost };
    match further_months {
        // They end by themselves before the plan can.
        Some(0) => (grant.lifetime, grant.without_plan) = (Lifetime::Cycle, WithoutPlan::Kept),
        Some(further) => {
            let months = own.first().copied().unwrap_or(1).saturating_add(further);
            grant.lifetime = Lifetime::Months(months.min(MOST_MONTHS));
            grant.carry = Some(Carry {
                at_most: None,
                total_at_most: None,
                percent_of_unused: None,
                kept_after_plan: kept,
                burns_last,
            });
        }
        None => {
            grant.lifetime = Lifetime::Never;
            if is_frozen {
                grant.without_plan = WithoutPlan::Frozen;
            }
        }
    }
}

/// The lengths of a grant's own month or terms, each once; `None` for one that neither comes with a month nor a term.
fn own_months(grant: &Grant, terms: &[u32]) -> Option<Vec<u32>> {
    let mut own = match grant.every {
        Every::Month => vec![1],
        Every::Term => terms.iter().copied().filter(|term| grant.comes_with(*term)).collect(),
        Every::Once | Every::Week(_) | Every::Day => return None,
    };
    own.dedup();
    Some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(offers: &str) -> PriceBook {
        let text = format!(
            r#"{{"format":"price-book/1","name":"T","as_of":"2026-01-01","currency":"USD","currencies":["EUR"],
            "credits":{{"credit":{{"name":"credit","step":"1"}}}},
            "features":[{{"id":"use","name":"Use","credits":"1"}}],"offers":[{offers}]}}"#
        );
        PriceBook::parse(&text).unwrap_or_else(|faults| panic!("{faults:#?}")).book
    }

    fn plan(grant: &str) -> PriceBook {
        book(&format!(
            r#"{{"id":"p","name":"P","price":{{"month":{{"USD":"10","EUR":"9"}},"year":{{"USD":"100","EUR":"90"}}}},
            "grants":[{{"credits":"100",{grant}}}]}}"#
        ))
    }

    /// Grants of every offer in every currency.
    fn grants(book: &PriceBook) -> Vec<Vec<Grant>> {
        let lists = std::iter::once(&book.list).chain(book.lists.iter().map(|(_, list)| list));
        lists.flat_map(|list| &list.offers).map(|offer| offer.grants().to_vec()).collect()
    }

    #[test]
    fn a_changed_rule_is_what_the_book_says_with_it() {
        let monthly = r#""every":"month""#;
        let carried = |rollover: &str| plan(&format!(r#"{monthly},"rollover":{rollover}"#));
        for published in [
            plan(monthly),
            carried(r#"{"further_months":3}"#),
            carried(r#"{"carry_at_most":"50"}"#),
            plan(&format!(r#"{monthly},"expires":{{"months":6}}"#)),
        ] {
            assert_eq!(grants(&published.with_plan_life(Some(0))), grants(&plan(monthly)));
            assert_eq!(
                grants(&published.with_plan_life(Some(1))),
                grants(&carried(r#"{"further_months":1}"#))
            );
            let never = plan(&format!(r#"{monthly},"expires":"never""#));
            assert_eq!(grants(&published.with_plan_life(None)), grants(&never));
        }
    }

    #[test]
    fn what_outlives_the_plan_still_does() {
        let kept = plan(r#""every":"month","rollover":{"carry_at_most":"50","after_plan":"kept"}"#);
        let further = plan(r#""every":"month","rollover":{"further_months":2,"after_plan":"kept"}"#);
        assert_eq!(grants(&kept.with_plan_life(Some(2))), grants(&further));
        let never = plan(r#""every":"month","expires":"never","while_subscribed":false"#);
        assert_eq!(grants(&kept.with_plan_life(None)), grants(&never));
        let frozen = |expires: &str| {
            plan(&format!(r#""every":"month","expires":{expires},"while_subscribed":"frozen""#))
        };
        let changed = frozen(r#"{"months":2}"#).with_plan_life(None);
        assert_eq!(grants(&changed), grants(&frozen(r#""never""#)));
    }

    #[test]
    fn what_no_one_lifetime_says_stays_as_it_is() {
        let of_terms = plan(r#""every":"term","expires":{"months":1}"#);
        assert_eq!(grants(&of_terms.with_plan_life(Some(1))), grants(&of_terms));
        assert_eq!(grants(&of_terms.with_plan_life(Some(0)))[0][0].lifetime, Lifetime::Cycle);
        let yearly = plan(r#""every":"term","terms":["year"]"#);
        assert_eq!(grants(&yearly.with_plan_life(Some(1)))[0][0].lifetime, Lifetime::Months(13));
        let daily = plan(r#""every":"day""#);
        assert_eq!(grants(&daily.with_plan_life(None)), grants(&daily));
        assert_eq!(grants(&daily.with_bought_life(None)), grants(&daily));
    }

    #[test]
    fn only_what_is_bought_lives_as_long_as_bought_credits() {
        let sold = |expires: &str| {
            book(&format!(
                r#"{{"id":"p","name":"P","price":{{"USD":"10","EUR":"9"}},"grants":[{{"credits":"100","expires":{expires}}}]}},
                {{"id":"t","name":"T","top_up":{{"block":"10","price":{{"USD":"1","EUR":"2"}},"expires":{expires}}}}},
                {{"id":"g","name":"G","welcome":true,"grants":[{{"credits":"5","expires":{{"days":3}}}}]}}"#
            ))
        };
        let published = sold(r#"{"days":9}"#);
        assert_eq!(grants(&published.with_bought_life(Some(6))), grants(&sold(r#"{"months":6}"#)));
        assert_eq!(grants(&published.with_bought_life(None)), grants(&sold(r#""never""#)));
        assert_eq!(grants(&published.with_plan_life(None)), grants(&published));
        let sizes = published.with_top_up_of(1, 7);
        for list in std::iter::once(&sizes.list).chain(sizes.lists.iter().map(|(_, list)| list)) {
            let Kind::TopUp(top_up) = &list.offers[1].kind else { panic!() };
            assert_eq!((top_up.min_blocks, top_up.max_blocks), (7, Some(7)));
        }
    }
}
