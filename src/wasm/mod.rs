//! The boundary to JavaScript: three functions, plain data in, plain data out.
//!
//! A price book crosses once, as text, and is kept under a handle; usage and quotes cross as plain objects.
//! Every decimal is a string. Nothing is thrown: an answer is `{ ok: true, ... }` or `{ ok: false, faults }`.
//! The TypeScript types in `types.ts` are generated from the Rust types by a test.

mod unknown;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::book::{Fault, PriceBook};
use crate::meter::Usage;
use crate::quote::{BookView, Effort, Quote, quote as quote_usage};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type { Opened, Quoted, Usage } from './types';";

thread_local! {
    static BOOKS: RefCell<Books> = const { RefCell::new(Books { next: 1, open: BTreeMap::new() }) };
}

struct Books {
    next: u32,
    open: BTreeMap<u32, PriceBook>,
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
            let handle = BOOKS.with_borrow_mut(|books| {
                let handle = books.next;
                books.next = books.next.wrapping_add(1);
                books.open.insert(handle, parsed.book);
                handle
            });
            value(&OpenedBook { ok: true, handle, book, warnings: parsed.warnings })
        }
        Err(faults) => value(&Refused { ok: false, faults }),
    }
}

/// Quotes usage under an open price book.
#[wasm_bindgen(unchecked_return_type = "Quoted")]
pub fn quote(handle: u32, #[wasm_bindgen(unchecked_param_type = "Usage")] usage: JsValue) -> JsValue {
    let faults = unknown::unknown_fields(&usage);
    if !faults.is_empty() {
        return value(&Refused { ok: false, faults });
    }
    let usage: Usage = match serde_wasm_bindgen::from_value(usage) {
        Ok(usage) => usage,
        Err(error) => {
            let fix = "give an object of the type Usage; decimals are strings";
            return refuse("bad_usage", format!("usage cannot be read: {error}"), fix);
        }
    };
    BOOKS.with_borrow(|books| match books.open.get(&handle) {
        Some(book) => match quote_usage(book, &usage, Effort::FULL) {
            Ok(quote) => value(&QuotedUsage { ok: true, quote }),
            Err(faults) => value(&Refused { ok: false, faults }),
        },
        None => refuse("unknown_handle", format!("no price book is open under {handle}"), "open it first"),
    })
}

/// Forgets a price book; a handle that is not open is no error.
#[wasm_bindgen]
pub fn close(handle: u32) {
    BOOKS.with_borrow_mut(|books| books.open.remove(&handle));
}

fn refuse(code: &str, message: String, fix: &str) -> JsValue {
    value(&Refused { ok: false, faults: vec![Fault::usage(code, "usage", message, fix)] })
}

/// Plain objects, `null` for what is missing. Our types always serialise; were one not to, `undefined` would cross.
fn value(data: &impl Serialize) -> JsValue {
    data.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
