//! Questions that are answered step by step: an answer early, a better one later, and none at all once nobody waits.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Effort, Quote, quote};
use crate::book::{Fault, PriceBook};
use crate::meter::Usage;

/// What can be asked of usage under a price book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Question {
    /// The quote.
    Quote,
}

impl Question {
    /// The members each kind of question has, for those that have any.
    pub const FIELDS: [(&'static str, &'static [&'static str]); 0] = [];
}

/// What is known so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The quote.
    Quote(Box<Quote>),
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
}

#[derive(Debug)]
struct QuoteWork {
    usage: Usage,
    quote: Option<Quote>,
}

impl Inquiry {
    /// A question of which nothing has been worked out yet.
    ///
    /// # Errors
    ///
    /// Every fault of the usage or the question that is seen before the work begins; others come with a step.
    pub fn new(book: Rc<PriceBook>, usage: Usage, question: Question) -> Result<Inquiry, Vec<Fault>> {
        let work = match question {
            Question::Quote => Work::Quote(Box::new(QuoteWork { usage, quote: None })),
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
            Work::Quote(work) => {
                if work.quote.is_none() {
                    work.quote = Some(quote(&self.book, &work.usage, Effort::FULL)?);
                }
                Ok(true)
            }
        }
    }

    /// What is known so far; `None` as long as that is nothing.
    pub fn reply(&self) -> Option<Reply> {
        match &self.work {
            Work::Quote(work) => work.quote.clone().map(|quote| Reply::Quote(Box::new(quote))),
        }
    }
}
