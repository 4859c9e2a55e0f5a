//! Everything a price book can say: it loads, and means what it says.

use std::fs;
use std::path::Path;

use credit_calculator::book::{
    AtZero, Charge, Every, Kind, Lifetime, Measure, Offer, Plan, PriceBook, RefillSize, Seats, Term, TopUp,
    WithoutPlan,
};
use credit_calculator::date::Date;
use credit_calculator::num::Decimal;
use credit_calculator::unit::{Currency, Money};

fn everything() -> PriceBook {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/books/everything.json");
    let parsed =
        PriceBook::parse(&fs::read_to_string(path).unwrap()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(parsed.warnings, []);
    parsed.book
}

fn offer<'b>(book: &'b PriceBook, id: &str) -> &'b Offer {
    book.offers().iter().find(|offer| offer.id == id).unwrap_or_else(|| panic!("no {id}"))
}

fn plan<'b>(book: &'b PriceBook, id: &str) -> &'b Plan {
    offer(book, id).subscription().unwrap()
}

fn top_up<'b>(book: &'b PriceBook, id: &str) -> &'b TopUp {
    match &offer(book, id).kind {
        Kind::TopUp(top_up) => top_up,
        other => panic!("{other:?}"),
    }
}

fn number(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn money(code: &str, text: &str) -> Money {
    currency(code).money(number(text)).unwrap()
}

fn cost(charge: &Charge, code: &str, credits: &str) -> String {
    charge.cost(currency(code), number(credits)).unwrap().to_string()
}

#[test]
fn a_ladder_is_one_offer_a_rung() {
    let book = everything();
    let rungs: Vec<&Offer> = book.offers().iter().filter(|offer| offer.family_id == "scale").collect();
    let ids: Vec<_> = rungs.iter().map(|rung| (rung.id.as_str(), rung.name.as_str())).collect();
    assert_eq!(
        ids,
        [
            ("scale.small", "Scale, 2000 credits"),
            ("scale.large", "Scale, 5000 credits"),
            ("scale.9000", "Scale, 9000 credits")
        ]
    );
    let first = book.offers().iter().position(|offer| offer.id == "scale.small").unwrap();
    assert!(rungs.iter().all(|rung| rung.family == first));
    assert_eq!(book.family(first + 2).collect::<Vec<_>>(), [first, first + 1, first + 2]);
    let large = plan(&book, "scale.large");
    assert_eq!(large.grants[0].measure, Measure::Add(number("5000")));
    assert_eq!(large.terms, [(Term::MONTH, money("USD", "200")), (Term::YEAR, money("USD", "2000"))]);
    // Its own overage, with the plan's commitment: 20, then 1.2 times the rest.
    assert_eq!(cost(&large.overage[0].charge, "USD", "1000"), "32");
    assert_eq!(cost(&plan(&book, "scale.9000").overage[0].charge, "USD", "1000"), "44");
    assert_eq!(cost(&large.overage[0].charge, "USD", "0"), "20");
}

#[test]
fn families_and_rungs_are_named_alike() {
    let book = everything();
    let index = |id: &str| book.offers().iter().position(|offer| offer.id == id).unwrap();
    let [studio, small, large, last] = ["studio", "scale.small", "scale.large", "scale.9000"].map(index);
    assert_eq!(offer(&book, "boost").requires, [studio, small, large, last]);
    assert_eq!(offer(&book, "refill").requires, [index("basic"), small, index("auto")]);
    let film = book.feature("film").unwrap();
    assert_eq!(film.plans, [studio, large]);
    assert_eq!(*film.plan_choices, ["studio", "scale"]);
    assert!(film.depends_on_plan, "it is built on images");
    assert_eq!(plan(&book, "growing").at_zero, AtZero::Upgrade { to: small, at_once: true });
}

#[test]
fn each_currency_has_its_own_list() {
    let book = everything();
    assert_eq!(book.currencies().map(Currency::code).collect::<Vec<_>>(), ["USD", "EUR", "JPY"]);
    assert!(book.in_currency(currency("GBP")).is_none());
    let euro = book.in_currency(currency("EUR")).unwrap();
    let ids = |book: &PriceBook| book.offers().iter().map(|offer| offer.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&euro), ids(&book));
    let sold = |book: &PriceBook| {
        let sold = book.offers().iter().filter(|offer| offer.is_sold);
        sold.map(|offer| offer.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(sold(&book), ids(&book));
    assert_eq!(sold(&euro), ["free", "minutes", "bulk", "hello", "winter", "payg-render", "payg"]);
    let yen = book.in_currency(currency("JPY")).unwrap();
    assert_eq!(sold(&yen), ["free", "minutes", "hello", "winter", "payg"]);
    assert_eq!(euro.credits()[0].worth, Some(number("0.009")));
    assert_eq!(yen.credits()[0].worth, None);
    // A fee of its own that is 0 keeps the book's away; a price in the main currency alone is sold there alone.
    assert!(!offer(&euro, "basic").is_sold && offer(&book, "basic").is_sold);
    assert_eq!(top_up(&euro, "bulk").cost(currency("EUR"), 2000).unwrap().to_string(), "27");
}

#[test]
fn fees_are_the_offers_or_the_books() {
    let book = everything();
    let with_fee = |id: &str, price: &str| {
        let price = money("USD", price);
        offer(&book, id).with_fee(currency("USD"), price).unwrap().to_string()
    };
    assert_eq!(with_fee("minutes", "30"), "31.65");
    assert_eq!(with_fee("minutes", "10"), "10.8", "at least 0.80");
    assert_eq!(with_fee("basic", "10"), "10");
    assert_eq!(with_fee("free", "0"), "0");
    assert_eq!(with_fee("payg", "10"), "10", "what is charged after use has no fee");
}

#[test]
fn overage_by_the_plans_own_price() {
    let book = everything();
    // 10 a month for 500 credits: 0.02 a credit, times 1.25, less 10 %.
    let overage = &plan(&book, "basic").overage[0].charge;
    assert_eq!(cost(overage, "USD", "1000"), "22.5");
    assert_eq!(cost(overage, "USD", "0"), "1", "the minimum");
    assert_eq!(cost(overage, "USD", "40000"), "500", "the maximum");
    assert_eq!(overage.chargeable(currency("USD"), Decimal::ONE, number("5000")), Ok(number("1000")));
    let studio = &plan(&book, "studio").overage[1].charge;
    assert_eq!(cost(studio, "USD", "110"), "2.75", "what is used of a block");
    let mut film = offer(&book, "payg-film").charges()[0].charge.clone();
    (film.discount, film.minimum, film.commitment) = (Decimal::ZERO, None, None);
    assert_eq!(cost(&film, "USD", "110"), "6", "each started block in full");
}

#[test]
fn charges_find_their_stream() {
    let book = everything();
    let index = |id: &str| Some(book.offers().iter().position(|offer| offer.id == id).unwrap());
    let feature = |id: &str| book.features().iter().position(|feature| feature.id == id).unwrap();
    let day = Date::parse("2026-12-01").unwrap();
    let found = |plan: Option<usize>, credit: usize, id: &str| {
        let (offer, place, _) = book.charge((plan, false), day, credit, feature(id))?;
        Some((book.offers()[offer].id.as_str(), place))
    };
    assert_eq!(found(index("free"), 0, "image"), Some(("payg", 0)), "slow is not good enough");
    assert!(book.charge((index("free"), true), day, 0, feature("image")).is_none(), "it is");
    assert_eq!(found(index("studio"), 0, "film"), Some(("studio", 0)));
    assert_eq!(found(index("studio"), 0, "image"), Some(("studio", 1)));
    assert_eq!(found(index("studio"), 1, "film"), Some(("studio", 2)));
    assert_eq!(found(index("basic"), 1, "film"), Some(("payg-render", 0)), "no overage of that type");
    assert_eq!(found(index("auto"), 0, "film"), None, "it refills");
    assert_eq!(found(None, 0, "image"), None, "the book stops at zero");
}

#[test]
fn seats_are_priced_by_term_and_granted_by_kind() {
    let book = everything();
    let studio = plan(&book, "studio");
    let seats = |editors: u32, viewers: u32| {
        Seats::new([("editor".to_owned(), editors), ("viewer".to_owned(), viewers)].into())
    };
    let price =
        |term: Term, seats: &Seats| studio.price(currency("USD"), term, seats).unwrap().unwrap().to_string();
    assert_eq!(price(Term::MONTH, &seats(5, 9)), "120", "60 and three editors above the two included");
    assert_eq!(price(Term::MONTH, &seats(0, 0)), "80", "three at least");
    assert_eq!(price(Term::YEAR, &seats(5, 0)), "1200");
    assert!(studio.admits(&seats(50, 900)) && !studio.admits(&seats(51, 0)), "fifty editors at most");
    let credits =
        |grant: usize| studio.grants[grant].credits(&studio.seats, &seats(5, 2)).unwrap().to_string();
    assert_eq!((credits(0), credits(1), credits(2)), ("5000".to_owned(), "420".to_owned(), "200".to_owned()));
}

#[test]
fn grants_say_when_they_come_and_go() {
    let book = everything();
    let basic = plan(&book, "basic");
    let [monthly, daily, weekly, yearly] = basic.grants.as_slice() else { panic!("{basic:?}") };
    let carry = monthly.carry.as_ref().unwrap();
    assert_eq!(monthly.lifetime, Lifetime::Months(2));
    assert_eq!((carry.at_most, carry.total_at_most), (Some(number("500")), Some(number("750"))));
    assert!(carry.kept_after_plan && carry.burns_last && monthly.without_plan == WithoutPlan::Kept);
    assert_eq!((daily.every, daily.priority, daily.bonus), (Every::Day, 5, true));
    assert!(daily.cap.is_some_and(|cap| cap.counts_used));
    assert_eq!(weekly.every, Every::Week(Some(5)));
    assert_eq!(weekly.measure, Measure::RefillTo { level: number("40"), counts_balance: true });
    assert!(yearly.comes_with(12) && !yearly.comes_with(1));
    assert_eq!(
        (yearly.lifetime, yearly.without_plan, yearly.priority),
        (Lifetime::Term, WithoutPlan::Frozen, 3)
    );
    let studio = plan(&book, "studio");
    assert_eq!(studio.grants[0].carry.as_ref().unwrap().percent_of_unused, Some(number("50")));
    assert_eq!(studio.grants[1].carry.as_ref().unwrap().at_most, Some(number("30")));
    assert_eq!((studio.grants[2].lifetime, studio.grants[2].every), (Lifetime::Days(42), Every::Once));
    assert_eq!(plan(&book, "auto").grants[0].without_plan, WithoutPlan::Lost, "it outlives the month");
    assert_eq!(plan(&book, "wallet").grants[0].without_plan, WithoutPlan::Kept, "the book says so");
}

#[test]
fn top_ups_by_step_by_tier_and_with_a_bonus() {
    let book = everything();
    let refill = top_up(&book, "refill");
    assert_eq!((refill.block, refill.min_blocks, refill.max_blocks), (number("100"), 2, Some(50)));
    assert_eq!(refill.cost(currency("USD"), 25).unwrap().to_string(), "22.5", "0.90 for each hundred");
    let bonus = |blocks: u64| refill.bonus(Decimal::ONE, blocks).unwrap().to_string();
    assert_eq!((bonus(9), bonus(10), bonus(41)), ("0".to_owned(), "100".to_owned(), "615".to_owned()));
    let bulk = top_up(&book, "bulk");
    assert_eq!((bulk.block, bulk.min_blocks), (Decimal::ONE, 500));
    assert_eq!(bulk.cost(currency("USD"), 2000).unwrap().to_string(), "40", "the first thousand at 0.02");
    let AtZero::Refill(refill) = &plan(&book, "auto").at_zero else { panic!("auto refills") };
    assert_eq!(book.offers()[refill.offer].id, "refill");
    assert_eq!(
        (refill.at, refill.inclusive, refill.size),
        (number("100"), true, RefillSize::To(number("500")))
    );
    assert_eq!((refill.most_per_month, refill.amount_per_month), (Some(3), Some(money("USD", "200"))));
}

#[test]
fn features_change_their_price() {
    let book = everything();
    let image = book.feature("image").unwrap();
    let text = |day: &str| {
        let rate = image.rate_on(Date::parse(day).unwrap()).unwrap();
        rate.costs[0].formula.text().to_owned()
    };
    assert_eq!(text("2026-12-31"), "quality_factor[quality] * plan_factor[plan]");
    assert_eq!(text("2027-01-01"), "2 * quality_factor[quality] * plan_factor[plan]");
    assert_eq!(image.free_uses, number("100"));
    let film = book.feature("film").unwrap();
    assert_eq!(film.rates[0].costs.iter().map(|cost| cost.credit).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(film.rates[0].costs[1].rounding.step(), number("0.5"));
    assert!(film.only_success);
}
