//! Real events instead of estimates: a file of comma-separated values, read piece by piece, every event priced by its own
//! rate and rounding.
//!
//! A rate applied to each use is asked for each event at the rates of its day, and rounded as the feature says: each
//! event, or a calendar month's sum. A rate applied to a month's total is asked for the totals of each calendar month,
//! events with other choices apart. Free uses of a month are its first in the file. Numbers are exact; a row that cannot
//! be read is counted, said and in no sum.

mod cells;
mod mapping;
mod preview;
mod price;
mod result;
mod row_fault;
mod rows;
mod setup;
mod sum;
mod tally;
mod time;
mod view;

#[cfg(test)]
mod cases;

use std::rc::Rc;

pub use mapping::{EventsColumn, EventsMapping, EventsName, EventsSaying};
pub use preview::{EventsColumnLook, EventsPreview, preview};
pub use row_fault::{EventsFault, EventsFaultCount, EventsUnknown};
pub(super) use setup::read_fraction;
pub use time::TimeForm;
pub use view::{
    EventsAmount, EventsCoarser, EventsCredits, EventsFeature, EventsMonth, EventsRounding, EventsView,
};

use crate::book::{Fault, PriceBook};
use result::Sums;
use row_fault::{RowFaults, Unreadable};
use rows::{Row, Rows};
use setup::Setup;
use tally::Tally;

/// Reads and prices events as their file comes in.
pub struct EventsMeter {
    book: Rc<PriceBook>,
    rows: Rows,
    state: State,
}

/// What is known after some rows.
struct State {
    setup: Setup,
    /// The columns' names, where the first row is read and has them.
    names: Vec<String>,
    /// Cells of the first row.
    width: Option<usize>,
    read: u32,
    faults: RowFaults,
    tally: Tally,
    /// Why the sums cannot be had.
    trouble: Option<String>,
}

impl EventsMeter {
    /// Begins with a file whose columns mean what the mapping says.
    ///
    /// # Errors
    ///
    /// Every fault of the mapping, each with its path (`mapping.columns[0].factor`).
    pub fn new(book: Rc<PriceBook>, mapping: &EventsMapping) -> Result<EventsMeter, Vec<Fault>> {
        let mut faults = Vec::new();
        let setup = Setup::new(&book, mapping, &mut faults).ok_or(faults)?;
        let tally = Tally::new(&book);
        let rows = Rows::new(setup.delimiter);
        let state = State {
            setup,
            names: Vec::new(),
            width: None,
            read: 0,
            faults: RowFaults::default(),
            tally,
            trouble: None,
        };
        Ok(EventsMeter { book, rows, state })
    }

    /// Reads the next bytes of the file, however they are cut; how many rows are read so far.
    pub fn push(&mut self, bytes: &[u8]) -> u32 {
        if !bytes.is_empty() {
            let EventsMeter { book, rows, state } = self;
            rows.push(bytes, |row| state.take(book, row));
        }
        self.state.read
    }

    /// Rows so far that cannot be read.
    pub fn unread(&self) -> u32 {
        self.state.faults.rows
    }

    /// What the file comes to.
    ///
    /// # Errors
    ///
    /// One fault `too_large` where a sum has too many digits to be exact.
    pub fn finish(mut self) -> Result<EventsView, Vec<Fault>> {
        let EventsMeter { book, rows, state } = &mut self;
        rows.push(&[], |row| state.take(book, row));
        let too_large = |message: String| {
            let message = format!("the events cannot be summed exactly: {message}");
            vec![Fault::usage("too_large", "file", message, "split the file, or use rounder numbers")]
        };
        state.view(book).map_err(too_large)
    }
}

impl State {
    fn take(&mut self, book: &PriceBook, row: &Row<'_>) {
        if self.width.is_none() {
            self.width = Some(row.width());
            if self.setup.header {
                let name = |cell: usize| {
                    String::from_utf8_lossy(row.cell(cell).unwrap_or_default()).trim().to_owned()
                };
                self.names = (0..row.width()).map(name).collect();
                return;
            }
        }
        self.read = self.read.saturating_add(1);
        if let Err(fault) = self.event(book, row) {
            let column = fault.column.map(|place| self.column(place));
            self.faults.add(row.line, column, fault);
        }
    }

    fn event(&mut self, book: &PriceBook, row: &Row<'_>) -> Result<(), Unreadable> {
        let width = self.width.unwrap_or(0);
        if row.is_too_long {
            let message = "the row is longer than any event".to_owned();
            let fix = "look for a quotation mark that is opened and not closed";
            return Err(Unreadable::new("row_too_long", None, message, fix));
        }
        if row.width() != width {
            let message = format!("the row has {} cells, the first one has {width}", row.width());
            let fix = "put cells that contain the separator or a line break into quotation marks";
            return Err(Unreadable::new("other_width", None, message, fix));
        }
        let event = price::read(book, &mut self.setup, row)?;
        let (Some(feature), Some(own)) =
            (book.features().get(event.feature), self.setup.features.get_mut(event.feature))
        else {
            return Ok(());
        };
        let prices = if event.counts { price::price(book, feature, own, event.day)? } else { Vec::new() };
        if let Err(error) = self.tally.add(feature, own, &event, &prices) {
            self.trouble.get_or_insert_with(|| format!("`{}`: {error}", feature.id));
        }
        Ok(())
    }

    /// What a column is called.
    fn column(&self, place: usize) -> String {
        match self.names.get(place).filter(|name| !name.is_empty()) {
            Some(name) => row_fault::shown(name),
            None => place.saturating_add(1).to_string(),
        }
    }

    fn view(&self, book: &PriceBook) -> Result<EventsView, String> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let is_dated = self.setup.time.is_some();
        let [first, last] =
            [self.tally.days.keys().next(), self.tally.days.keys().next_back()].map(|day| day.copied());
        let days = first.zip(last).map_or(0, |(first, last)| first.days_until(last).saturating_add(1));
        let days = u32::try_from(days).unwrap_or(0).max(1);
        let sums = Sums::new(book, &self.setup.features, &self.tally)?;
        let text = |error: crate::num::NumError| error.to_string();
        let mut measured = sums.measured(days).map_err(text)?;
        if let Some(measured) = measured.as_mut().filter(|_| is_dated) {
            measured.first = first.map(|day| day.to_string());
            measured.last = last.map(|day| day.to_string());
        }
        Ok(EventsView {
            rows: self.read,
            events: self.tally.events,
            unread: self.faults.rows,
            faults: self.faults.first.clone(),
            fault_counts: self.faults.counts(),
            unknown: self.faults.unknown(),
            is_dated,
            first,
            last,
            days,
            plan: sums.plan(),
            credits: sums.credits().map_err(text)?,
            features: sums.features().map_err(text)?,
            months: sums.months().map_err(text)?,
            by_day: sums.days().map_err(text)?,
            measured,
        })
    }
}
