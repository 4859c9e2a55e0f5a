//! The rows of a file of comma-separated values, as its bytes come in.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Most bytes of one row that are kept.
const MOST_BYTES: usize = 1 << 20;
/// Most cells of one row.
const MOST_CELLS: usize = 4_096;

/// One row of the file.
pub(super) struct Row<'r> {
    /// The line it begins on, from 1; a cell may run over several lines.
    pub line: u32,
    bytes: &'r [u8],
    ends: &'r [usize],
    /// Whether it was longer than is kept; then its cells are not to be had.
    pub is_too_long: bool,
}

impl<'r> Row<'r> {
    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// A cell, counted from 0.
    pub fn cell(&self, index: usize) -> Option<&'r [u8]> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.bytes.get(start..end)
    }
}

/// Takes bytes in pieces of any size and gives rows.
pub(super) struct Rows {
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    written: usize,
    cells: usize,
    is_too_long: bool,
    /// Line breaks in what was not kept of the row.
    lines: u64,
    /// What was read last.
    last: u8,
}

impl Rows {
    /// Rows whose cells are separated by one character.
    pub fn new(delimiter: u8) -> Rows {
        Rows {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            bytes: vec![0; 4_096],
            ends: vec![0; 64],
            written: 0,
            cells: 0,
            is_too_long: false,
            lines: 0,
            last: b'\n',
        }
    }

    /// Reads more bytes; none at all ends the file.
    pub fn push(&mut self, mut input: &[u8], mut each: impl FnMut(&Row<'_>)) {
        let is_end = input.is_empty();
        loop {
            let (bytes, ends) = (self.bytes.get_mut(self.written..), self.ends.get_mut(self.cells..));
            let (Some(bytes), Some(ends)) = (bytes, ends) else { return };
            let (result, read, wrote, ended) = self.reader.read_record(input, bytes, ends);
            if let Some(last) = read.checked_sub(1).and_then(|last| input.get(last)) {
                self.last = *last;
            }
            input = input.get(read..).unwrap_or_default();
            self.written = self.written.saturating_add(wrote);
            self.cells = self.cells.saturating_add(ended);
            match result {
                ReadRecordResult::InputEmpty if is_end => {}
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return,
                ReadRecordResult::OutputFull => self.make_room(),
                ReadRecordResult::OutputEndsFull => self.make_cells(),
                ReadRecordResult::Record => self.give(is_end, &mut each),
            }
        }
    }

    fn make_room(&mut self) {
        if self.bytes.len() < MOST_BYTES {
            let more = self.bytes.len().saturating_mul(2);
            self.bytes.resize(more, 0);
        } else {
            self.is_too_long = true;
            self.lines = self.lines.saturating_add(lines(&self.bytes));
            self.written = 0;
        }
    }

    fn make_cells(&mut self) {
        if self.ends.len() < MOST_CELLS {
            let more = self.ends.len().saturating_mul(2);
            self.ends.resize(more, 0);
        } else {
            self.is_too_long = true;
            self.cells = 0;
        }
    }

    fn give(&mut self, is_end: bool, each: &mut impl FnMut(&Row<'_>)) {
        let bytes = self.bytes.get(..self.written).unwrap_or_default();
        // A line break that ends a row ends it at once: one that stands before the file's end is inside a cell.
        let ended = u64::from(self.last == b'\n' && !is_end);
        let behind = self.lines.saturating_add(lines(bytes)).saturating_add(ended);
        let line = self.reader.line().saturating_sub(behind).max(1);
        each(&Row {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            bytes,
            ends: if self.is_too_long { &[] } else { self.ends.get(..self.cells).unwrap_or_default() },
            is_too_long: self.is_too_long,
        });
        (self.written, self.cells, self.is_too_long, self.lines) = (0, 0, false, 0);
    }
}

fn lines(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and cells of each row, read in pieces of a size.
    fn rows(text: &[u8], piece: usize) -> Vec<(u32, Vec<String>)> {
        let mut rows = Rows::new(b',');
        let mut all = Vec::new();
        let mut take = |row: &Row<'_>| {
            let cells =
                (0..row.width()).map(|cell| String::from_utf8_lossy(row.cell(cell).unwrap()).into_owned());
            all.push((row.line, cells.collect()));
        };
        for piece in text.chunks(piece) {
            rows.push(piece, &mut take);
        }
        rows.push(&[], &mut take);
        all
    }

    #[test]
    fn rows_know_their_lines_however_the_bytes_come() {
        let texts: [&[u8]; 3] = [
            b"a,b\n1,\"x\ny\"\n\n2,\"say \"\"hi\"\"\"\n",
            b"a,b\r\n1,\"x\ny\"\r\n\r\n2,\"say \"\"hi\"\"\"",
            b"\xEF\xBB\xBFa,b\n1,\"x\ny\"\n\n2,\"say \"\"hi\"\"\"\n\n",
        ];
        let cell = |text: &str| text.to_owned();
        let expected = vec![
            (1, vec![cell("a"), cell("b")]),
            (2, vec![cell("1"), cell("x\ny")]),
            (5, vec![cell("2"), cell("say \"hi\"")]),
        ];
        for text in texts {
            for piece in [3, 4, 7, 1_000] {
                assert_eq!(rows(text, piece), expected, "{piece}");
            }
        }
    }

    #[test]
    fn a_row_without_end_is_given_up_and_the_next_is_read() {
        let mut text = b"1,\"".to_vec();
        text.extend(std::iter::repeat_n(b'x', 3 * MOST_BYTES));
        text.extend(b"\"\n2,b\n");
        let read = rows(&text, 65_536);
        assert_eq!(read, vec![(1, vec![]), (2, vec!["2".to_owned(), "b".to_owned()])]);
        let open = format!("1\n\"{}", "x\n".repeat(2 * MOST_BYTES));
        assert_eq!(rows(open.as_bytes(), 65_536).last(), Some(&(2, vec![])));
        let wide = ",".repeat(3 * MOST_CELLS);
        let read = rows(format!("{wide}\n2\n").as_bytes(), 65_536);
        assert_eq!(read, vec![(1, vec![]), (2, vec!["2".to_owned()])]);
    }
}
