//! What is open on the JavaScript side: price books under handles, and the questions asked of them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::book::PriceBook;
use crate::quote::Inquiry;

/// Numbers are never used twice, so that a late call cannot meet what took the place of what it meant.
pub(super) struct Tasks {
    last: u32,
    books: BTreeMap<u32, Rc<PriceBook>>,
    inquiries: BTreeMap<u32, (u32, Inquiry)>,
}

impl Tasks {
    /// Nothing is open.
    pub const fn new() -> Tasks {
        Tasks { last: 0, books: BTreeMap::new(), inquiries: BTreeMap::new() }
    }

    fn number(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.last
    }

    /// Keeps a price book; its handle.
    pub fn open(&mut self, book: PriceBook) -> u32 {
        let handle = self.number();
        self.books.insert(handle, Rc::new(book));
        handle
    }

    /// The price book under a handle.
    pub fn book(&self, handle: u32) -> Option<Rc<PriceBook>> {
        self.books.get(&handle).cloned()
    }

    /// Keeps an inquiry of a price book; its task.
    pub fn start(&mut self, handle: u32, inquiry: Inquiry) -> u32 {
        let task = self.number();
        self.inquiries.insert(task, (handle, inquiry));
        task
    }

    /// The inquiry under a task.
    pub fn inquiry(&mut self, task: u32) -> Option<&mut Inquiry> {
        self.inquiries.get_mut(&task).map(|(_, inquiry)| inquiry)
    }

    /// Forgets an inquiry.
    pub fn drop_task(&mut self, task: u32) {
        self.inquiries.remove(&task);
    }

    /// Forgets a price book and everything asked of it.
    pub fn close(&mut self, handle: u32) {
        self.books.remove(&handle);
        self.inquiries.retain(|_, (of, _)| *of != handle);
    }
}
