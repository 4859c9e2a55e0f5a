//! The TypeScript types, generated from the Rust types; `UPDATE_TYPES=1` writes them, otherwise they are compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ts_rs::{Config, TS, TypeVisitor};

use crate::book::Fault;
use crate::meter::Usage;
use crate::meter::events::{EventsMapping, EventsPreview, EventsView};
use crate::quote::{BookView, Question, Quote, Reply, RulesView};

const FILE: &str = "www/src/engine/types.ts";
const HEAD: &str = "// Generated from the engine's types by `make types`; do not edit.\n\
    // Decimals are strings, dates ISO (yyyy-mm-dd).\n";
const ANSWERS: &str = "/** What opening a price book gives. */\n\
    export type Opened = { ok: true, handle: number, book: BookView, warnings: Array<Fault>, } | { ok: false, faults: Array<Fault>, };\n\n\
    /** What quoting usage gives. */\n\
    export type Quoted = { ok: true, quote: Quote, } | { ok: false, faults: Array<Fault>, };\n\n\
    /** What reading the rules of a price book gives. */\n\
    export type Read = { ok: true, rules: RulesView, } | { ok: false, faults: Array<Fault>, };\n\n\
    /** What starting to answer a question gives. */\n\
    export type Started = { ok: true, task: number, } | { ok: false, faults: Array<Fault>, };\n\n\
    /** What a step of it gives; `reply` is null as long as nothing is known. */\n\
    export type Stepped = { ok: true, done: boolean, reply: Reply | null, } | { ok: false, faults: Array<Fault>, };\n\n\
    /** What a first look at a file of events gives. */\n\
    export type EventsPreviewed = { ok: true, preview: EventsPreview, } | { ok: false, faults: Array<Fault>, };\n\n\
    /** What beginning to read a file of events gives. */\n\
    export type EventsOpened = { ok: true, events: number, } | { ok: false, faults: Array<Fault>, };\n\n\
    /** What reading more of it gives: rows read so far, and those of them that cannot be read. */\n\
    export type EventsPushed = { ok: true, rows: number, unread: number, } | { ok: false, faults: Array<Fault>, };\n\n\
    /** What all of it comes to. */\n\
    export type EventsFinished = { ok: true, events: EventsView, } | { ok: false, faults: Array<Fault>, };\n";

#[derive(Default)]
struct Declarations {
    config: Config,
    found: BTreeMap<String, String>,
}

impl Declarations {
    fn add<T: TS + 'static + ?Sized>(&mut self) {
        // Types without a file of their own, such as our decimals, are written out where they are used.
        if T::output_path().is_none() || self.found.contains_key(&T::ident(&self.config)) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        self.found.insert(T::ident(&self.config), format!("{docs}export {}", T::decl(&self.config)));
        T::visit_dependencies(self);
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}

#[test]
fn the_typescript_types_are_up_to_date() {
    let mut all = Declarations::default();
    all.add::<Fault>();
    all.add::<Usage>();
    all.add::<BookView>();
    all.add::<Quote>();
    all.add::<RulesView>();
    all.add::<Question>();
    all.add::<Reply>();
    all.add::<EventsMapping>();
    all.add::<EventsPreview>();
    all.add::<EventsView>();
    let types: Vec<String> = all.found.into_values().collect();
    let text = format!("{HEAD}\n{}\n\n{ANSWERS}", types.join("\n\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("UPDATE_TYPES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap() == text, "{FILE} is stale: run `make types`");
}
