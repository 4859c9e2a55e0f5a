//! Files of events, read piece by piece.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::unknown::unknown_in_mapping;
use super::{Refused, fault, opened, value};
use crate::book::Fault;
use crate::meter::events::{EventsMapping, EventsMeter, EventsPreview, EventsView, preview};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type { EventsFinished, EventsMapping, EventsOpened, EventsPreviewed, EventsPushed } from './types';";

thread_local! {
    static METERS: RefCell<Meters> = const { RefCell::new(Meters { last: 0, open: BTreeMap::new() }) };
}

struct Meters {
    last: u32,
    open: BTreeMap<u32, EventsMeter>,
}

#[derive(Serialize)]
struct Previewed {
    ok: bool,
    preview: EventsPreview,
}

#[derive(Serialize)]
struct Opened {
    ok: bool,
    events: u32,
}

#[derive(Serialize)]
struct Pushed {
    ok: bool,
    rows: u32,
    unread: u32,
}

#[derive(Serialize)]
struct Finished {
    ok: bool,
    events: EventsView,
}

/// Looks at the beginning of a file of events; `whole` says that there is no more of it, `delimiter` what separates its
/// cells, where that is not to be found out.
#[wasm_bindgen(js_name = previewEvents, unchecked_return_type = "EventsPreviewed")]
pub fn preview_events(start: &[u8], whole: bool, delimiter: Option<String>) -> JsValue {
    let delimiter = delimiter.and_then(|text| text.bytes().next());
    match preview(start, whole, delimiter) {
        Ok(preview) => value(&Previewed { ok: true, preview }),
        Err(faults) => value(&Refused { ok: false, faults }),
    }
}

/// Begins to read a file of events under an open price book.
#[wasm_bindgen(js_name = openEvents, unchecked_return_type = "EventsOpened")]
pub fn open_events(
    handle: u32,
    #[wasm_bindgen(unchecked_param_type = "EventsMapping")] mapping: JsValue,
) -> JsValue {
    let opened = || -> Result<u32, Vec<Fault>> {
        let faults = unknown_in_mapping(&mapping);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mapping: EventsMapping = serde_wasm_bindgen::from_value(mapping).map_err(|error| {
            let fix = "give an object of the type EventsMapping; decimals are strings";
            vec![fault("bad_mapping", "mapping", format!("the mapping cannot be read: {error}"), fix)]
        })?;
        let meter = EventsMeter::new(opened(handle)?, &mapping)?;
        Ok(METERS.with_borrow_mut(|meters| {
            meters.last = meters.last.wrapping_add(1);
            meters.open.insert(meters.last, meter);
            meters.last
        }))
    };
    match opened() {
        Ok(events) => value(&Opened { ok: true, events }),
        Err(faults) => value(&Refused { ok: false, faults }),
    }
}

/// Reads the next bytes of a file of events.
#[wasm_bindgen(js_name = pushEvents, unchecked_return_type = "EventsPushed")]
pub fn push_events(events: u32, bytes: &[u8]) -> JsValue {
    METERS.with_borrow_mut(|meters| match meters.open.get_mut(&events) {
        Some(meter) => {
            let rows = meter.push(bytes);
            value(&Pushed { ok: true, rows, unread: meter.unread() })
        }
        None => value(&Refused { ok: false, faults: vec![missing(events)] }),
    })
}

/// What a file of events comes to; it is forgotten.
#[wasm_bindgen(js_name = finishEvents, unchecked_return_type = "EventsFinished")]
pub fn finish_events(events: u32) -> JsValue {
    let meter = METERS.with_borrow_mut(|meters| meters.open.remove(&events));
    match meter.ok_or_else(|| vec![missing(events)]).and_then(EventsMeter::finish) {
        Ok(events) => value(&Finished { ok: true, events }),
        Err(faults) => value(&Refused { ok: false, faults }),
    }
}

/// Forgets a file of events; one that is not being read, or not any more, is no error.
#[wasm_bindgen(js_name = dropEvents)]
pub fn drop_events(events: u32) {
    METERS.with_borrow_mut(|meters| meters.open.remove(&events));
}

fn missing(events: u32) -> Fault {
    fault("unknown_events", "events", format!("no file of events is read under {events}"), "open it first")
}
