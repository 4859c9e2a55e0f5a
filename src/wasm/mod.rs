//! The boundary to JavaScript: a few functions, plain data in, plain data out.
//!
//! A price book crosses once, as text, and is kept under a handle; usage and quotes cross as plain objects. A quote is
//! asked for at once, or any question is started as a task and answered step by step. Every decimal is a string. Nothing is thrown: an answer is `{ ok: true, ... }` or `{ ok: false, faults }`.
//! The TypeScript types in `types.ts` are generated from the Rust types by a test.

mod events;
mod tasks;
mod unknown;

use std::cell::RefCell;
use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

pub use events::{drop_events, finish_events, open_events, preview_events, push_events};

use crate::book::{Fault, PriceBook};
use crate::meter::{Usage, priced};
use crate::quote::{BookView, Effort, Inquiry, Question, Quote, Reply, RulesView, quote as quote_usage};
use tasks::Tasks;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type { Opened, Question, Quoted, Read, Started, Stepped, Usage } from './types';";

thread_local! {
    static TASKS: RefCell<Tasks> = const { RefCell::new(Tasks::new()) };
}

#[derive(Serialize)]
struct OpenedBook {
    ok: bool,
    handle: u32,
    book: BookView,
    warnings: Vec<Fault>,
}

#[derive(Serialize)]
struct QuotedUsage {
    ok: bool,
    quote: Quote,
}

#[derive(Serialize)]
struct ReadRules {
    ok: bool,
    rules: RulesView,
}

#[derive(Serialize)]
struct StartedTask {
    ok: bool,
    task: u32,
}

#[derive(Serialize)]
struct SteppedTask {
    ok: bool,
    done: bool,
    reply: Option<Reply>,
}

#[derive(Serialize)]
struct Refused {
    ok: bool,
    faults: Vec<Fault>,
}

/// Reads and checks a price book and keeps it until `close`.
#[wasm_bindgen(unchecked_return_type = "Opened")]
pub fn open(text: &str) -> JsValue {
    match PriceBook::parse(text) {
        Ok(parsed) => {
            let book = BookView::new(&parsed.book);
            let handle = TASKS.with_borrow_mut(|tasks| tasks.open(parsed.book));
            value(&OpenedBook { ok: true, handle, book, warnings: parsed.warnings })
        }
        Err(faults) => value(&Refused { ok: false, faults }),
    }
}

/// Every rule of an open price book, with the prices of one of its currencies; with those of its main one when missing.
#[wasm_bindgen(unchecked_return_type = "Read")]
pub fn rules(handle: u32, currency: Option<String>) -> JsValue {
    let read = || -> Result<RulesView, Vec<Fault>> {
        let book = opened(handle)?;
        let usage = Usage { currency, ..Usage::default() };
        Ok(RulesView::new(&*priced(&book, &usage)?))
    };
    match read() {
        Ok(rules) => value(&ReadRules { ok: true, rules }),
        Err(faults) => value(&Refused { ok: false, faults }),
    }
}

/// Quotes usage under an open price book.
#[wasm_bindgen(unchecked_return_type = "Quoted")]
pub fn quote(handle: u32, #[wasm_bindgen(unchecked_param_type = "Usage")] usage: JsValue) -> JsValue {
    let answer = || -> Result<Quote, Vec<Fault>> {
        let usage = read_usage(usage)?;
        quote_usage(&*opened(handle)?, &usage, Effort::FULL)
    };
    match answer() {
        Ok(quote) => value(&QuotedUsage { ok: true, quote }),
        Err(faults) => value(&Refused { ok: false, faults }),
    }
}

/// Starts to answer a question about usage under an open price book. Nothing is worked out before the first `step`.
#[wasm_bindgen(unchecked_return_type = "Started")]
pub fn start(
    handle: u32,
    #[wasm_bindgen(unchecked_param_type = "Usage")] usage: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Question")] question: JsValue,
) -> JsValue {
    let started = || -> Result<u32, Vec<Fault>> {
        let (usage, question) = (read_usage(usage)?, read_question(question)?);
        let inquiry = Inquiry::new(opened(handle)?, usage, question)?;
        Ok(TASKS.with_borrow_mut(|tasks| tasks.start(handle, inquiry)))
    };
    match started() {
        Ok(task) => value(&StartedTask { ok: true, task }),
        Err(faults) => value(&Refused { ok: false, faults }),
    }
}

/// Works on a task for a moment and says what is known so far. A task that is done, or has faults, is forgotten.
#[wasm_bindgen(unchecked_return_type = "Stepped")]
pub fn step(task: u32) -> JsValue {
    TASKS.with_borrow_mut(|tasks| {
        let Some(inquiry) = tasks.inquiry(task) else {
            let fault = fault("unknown_task", "task", format!("there is no task {task}"), "start it first");
            return value(&Refused { ok: false, faults: vec![fault] });
        };
        let (over, answer) = match inquiry.step() {
            Ok(done) => (done, value(&SteppedTask { ok: true, done, reply: inquiry.reply() })),
            Err(faults) => (true, value(&Refused { ok: false, faults })),
        };
        if over {
            tasks.drop_task(task);
        }
        answer
    })
}

/// Forgets a task; one that does not exist, or not any more, is no error.
#[wasm_bindgen(js_name = dropTask)]
pub fn drop_task(task: u32) {
    TASKS.with_borrow_mut(|tasks| tasks.drop_task(task));
}

/// Forgets a price book and the tasks about it; a handle that is not open is no error.
#[wasm_bindgen]
pub fn close(handle: u32) {
    TASKS.with_borrow_mut(|tasks| tasks.close(handle));
}

fn opened(handle: u32) -> Result<Rc<PriceBook>, Vec<Fault>> {
    let book = TASKS.with_borrow(|tasks| tasks.book(handle));
    let missing =
        || fault("unknown_handle", "usage", format!("no price book is open under {handle}"), "open it first");
    book.ok_or_else(|| vec![missing()])
}

fn read_usage(usage: JsValue) -> Result<Usage, Vec<Fault>> {
    let faults = unknown::unknown_fields(&usage);
    if !faults.is_empty() {
        return Err(faults);
    }
    serde_wasm_bindgen::from_value(usage).map_err(|error| {
        let fix = "give an object of the type Usage; decimals are strings";
        vec![fault("bad_usage", "usage", format!("usage cannot be read: {error}"), fix)]
    })
}

fn read_question(question: JsValue) -> Result<Question, Vec<Fault>> {
    let faults = unknown::unknown_in_question(&question);
    if !faults.is_empty() {
        return Err(faults);
    }
    serde_wasm_bindgen::from_value(question).map_err(|error| {
        let fix = "give a value of the type Question; decimals are strings";
        vec![fault("bad_question", "question", format!("the question cannot be read: {error}"), fix)]
    })
}

fn fault(code: &str, path: &str, message: String, fix: &str) -> Fault {
    Fault::usage(code, path, message, fix)
}

/// Plain objects, `null` for what is missing. Our types always serialise; were one not to, `undefined` would cross.
fn value(data: &impl Serialize) -> JsValue {
    data.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
