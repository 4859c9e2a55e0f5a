//! Questions that are answered step by step: an answer early, a better one later, and none at all once nobody waits.

use std::borrow::Cow;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Effort, Quote, Staged};
use crate::book::{Fault, PriceBook};
use crate::insight::{
    BreakEven, BreakEvenQuestion, BreakEvenView, Budget, BudgetQuestion, BudgetView, Curve, CurveQuestion,
    CurveView, ExpiryPolicy, ExpiryPolicyQuestion, ExpiryPolicyView, Ranges, RangesQuestion, RangesView,
    Sizes, SizesView,
};
use crate::meter::{Usage, priced};
use crate::plan::Allowed;

/// Labels of the planner that a quote's first step makes at most, so that its answer is there at once.
const FIRST_PORTION: u64 = 300;
/// Labels of every later step, between which a newer question is heard.
const PORTION: u64 = 600;

/// What can be asked of usage under a price book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// The quote.
    Quote,
    /// What usage costs, from nothing to several times the entered one.
    Curve(CurveQuestion),
    /// For which usage which way of buying wins.
    BreakEven(BreakEvenQuestion),
    /// How much usage a budget covers.
    Budget(BudgetQuestion),
    /// What low, typical and high usage cost, and which choice of today is least regretted.
    Ranges(RangesQuestion),
    /// What other sizes, other times and other terms would change.
    Sizes,
    /// What other lifetimes of the book's credits would change.
    ExpiryPolicy(ExpiryPolicyQuestion),
}

impl Question {
    /// The members each kind of question has, for those that have any.
    pub const FIELDS: [(&'static str, &'static [&'static str]); 5] = [
        ("curve", &CurveQuestion::FIELDS),
        ("break_even", &BreakEvenQuestion::FIELDS),
        ("budget", &BudgetQuestion::FIELDS),
        ("ranges", &RangesQuestion::FIELDS),
        ("expiry_policy", &ExpiryPolicyQuestion::FIELDS),
    ];
}

/// What is known so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The quote.
    Quote(Box<Quote>),
    /// What usage costs.
    Curve(Box<CurveView>),
    /// Which way of buying wins.
    BreakEven(Box<BreakEvenView>),
    /// How much usage a budget covers.
    Budget(Box<BudgetView>),
    /// What a range of usage costs.
    Ranges(Box<RangesView>),
    /// What other sizes, times and terms would change.
    Sizes(Box<SizesView>),
    /// What other lifetimes would change.
    ExpiryPolicy(Box<ExpiryPolicyView>),
}

/// One question on its way to its answer. It keeps what it needs of the price book.
#[derive(Debug)]
pub struct Inquiry {
    book: Rc<PriceBook>,
    work: Work,
}

#[derive(Debug)]
enum Work {
    Quote(Box<QuoteWork>),
    Curve(Box<Curve>),
    BreakEven(Box<BreakEven>),
    Budget(Box<Budget>),
    Ranges(Box<Ranges>),
    Sizes(Box<Sizes>),
    ExpiryPolicy(Box<ExpiryPolicy>),
}

#[derive(Debug)]
struct QuoteWork {
    /// In the usage's currency.
    book: Rc<PriceBook>,
    staged: Staged,
    /// Labels of the next step.
    portion: u64,
}

impl QuoteWork {
    fn new(book: &Rc<PriceBook>, usage: &Usage) -> Result<QuoteWork, Vec<Fault>> {
        let book = match priced(book, usage)? {
            Cow::Borrowed(_) => Rc::clone(book),
            Cow::Owned(other) => Rc::new(other),
        };
        let staged = Staged::new(&book, usage, Effort::FULL, &Allowed::default())?;
        Ok(QuoteWork { book, staged, portion: FIRST_PORTION })
    }

    fn step(&mut self) -> Result<bool, Vec<Fault>> {
        let portion = std::mem::replace(&mut self.portion, PORTION);
        self.staged.step(&self.book, portion)
    }
}

impl Inquiry {
    /// A question of which nothing has been worked out yet.
    ///
    /// # Errors
    ///
    /// Every fault of the usage or the question that is seen before the work begins; others come with a step.
    pub fn new(book: Rc<PriceBook>, usage: Usage, question: Question) -> Result<Inquiry, Vec<Fault>> {
        let work = match question {
            Question::Quote => Work::Quote(Box::new(QuoteWork::new(&book, &usage)?)),
            Question::Curve(asked) => Work::Curve(Box::new(Curve::new(&book, &usage, asked)?)),
            Question::BreakEven(asked) => Work::BreakEven(Box::new(BreakEven::new(&book, &usage, asked)?)),
            Question::Budget(asked) => Work::Budget(Box::new(Budget::new(&book, &usage, asked)?)),
            Question::Ranges(asked) => Work::Ranges(Box::new(Ranges::new(&book, &usage, &asked)?)),
            Question::Sizes => Work::Sizes(Box::new(Sizes::new(&book, &usage)?)),
            Question::ExpiryPolicy(asked) => {
                Work::ExpiryPolicy(Box::new(ExpiryPolicy::new(&book, &usage, asked)?))
            }
        };
        Ok(Inquiry { book, work })
    }

    /// Works for a moment. True when nothing is left to do; further steps then change nothing.
    ///
    /// # Errors
    ///
    /// Faults of the usage or the question; the inquiry is of no use then.
    pub fn step(&mut self) -> Result<bool, Vec<Fault>> {
        match &mut self.work {
            Work::Quote(work) => work.step(),
            Work::Curve(work) => work.step(&self.book),
            Work::BreakEven(work) => work.step(&self.book),
            Work::Budget(work) => work.step(&self.book),
            Work::Ranges(work) => work.step(&self.book),
            Work::Sizes(work) => work.step(&self.book),
            Work::ExpiryPolicy(work) => work.step(&self.book),
        }
    }

    /// What is known so far; `None` before the first step, and where the last one found nothing new to show.
    pub fn reply(&self) -> Option<Reply> {
        match &self.work {
            Work::Quote(work) => {
                let quote = work.staged.quote().filter(|_| work.staged.has_changed());
                quote.map(|quote| Reply::Quote(Box::new(quote.clone())))
            }
            Work::Curve(work) => Some(Reply::Curve(Box::new(work.view()))),
            Work::BreakEven(work) => Some(Reply::BreakEven(Box::new(work.view()))),
            Work::Budget(work) => Some(Reply::Budget(Box::new(work.view()))),
            Work::Ranges(work) => Some(Reply::Ranges(Box::new(work.view()))),
            Work::Sizes(work) => Some(Reply::Sizes(Box::new(work.view()))),
            Work::ExpiryPolicy(work) => Some(Reply::ExpiryPolicy(Box::new(work.view()))),
        }
    }
}
