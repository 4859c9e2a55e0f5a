//! A first look at a file: how its cells are separated, its first rows, and what its columns look like.

use serde::Serialize;

use super::rows::Rows;
use super::time::TimeForm;
use crate::book::Fault;
use crate::num::Decimal;

/// What may separate cells; the first of those that fit equally well.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows that are shown.
const SHOWN_ROWS: usize = 5;
/// Rows that are looked at.
const READ_ROWS: usize = 100;
/// Characters of a cell that are shown.
const SHOWN_CHARS: usize = 80;
/// Columns that are looked at.
const MOST_COLUMNS: usize = 200;

/// A first look at a file of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsPreview {
    /// The character between cells.
    pub delimiter: String,
    /// Whether the first row seems to name the columns.
    pub header: bool,
    /// The columns.
    pub columns: Vec<EventsColumnLook>,
    /// The first rows, that with the names included; long cells are cut.
    pub rows: Vec<Vec<String>>,
}

/// What a column looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventsColumnLook {
    /// Its name; empty without one.
    pub name: String,
    /// The form in which most of its cells are times.
    pub time: Option<TimeForm>,
    /// Whether most of its cells are numbers.
    pub number: bool,
    /// Whether they are numbers with a comma for the point.
    pub decimal_comma: bool,
}

/// Looks at the beginning of a file; `is_all` says that there is no more of it, `delimiter` what separates its cells,
/// where that is not to be found out.
///
/// # Errors
///
/// One fault where there are no rows, or no text.
pub fn preview(start: &[u8], is_all: bool, delimiter: Option<u8>) -> Result<EventsPreview, Vec<Fault>> {
    let fault = |code: &str, message: &str, fix: &str| Err(vec![Fault::usage(code, "file", message, fix)]);
    if start.contains(&0) {
        return fault("not_text", "the file is not text", "save the table as CSV in UTF-8");
    }
    let (delimiter, rows) = DELIMITERS
        .into_iter()
        .filter(|one| delimiter.is_none_or(|delimiter| delimiter == *one))
        .map(|delimiter| (delimiter, first_rows(start, is_all, delimiter)))
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .max_by_key(|(_, rows)| fitness(rows))
        .unwrap_or_default();
    let Some(names) = rows.first() else {
        return fault("empty_file", "the file has no rows", "choose a file with one event in each row");
    };
    let is_name = |cell: &String| !cell.is_empty() && look("", &[cell]).is_word();
    let header = rows.len() > 1
        && names.iter().all(|cell| cell.is_empty() || is_name(cell))
        && names.iter().any(is_name);
    let body = rows.get(usize::from(header)..).unwrap_or_default();
    let columns = names.iter().take(MOST_COLUMNS).enumerate().map(|(index, name)| {
        let cells: Vec<&String> = body.iter().filter_map(|row| row.get(index)).collect();
        look(if header { name } else { "" }, &cells)
    });
    let columns = columns.collect();
    let cut = |cell: &String| cell.chars().take(SHOWN_CHARS).collect();
    let shown = rows.iter().take(SHOWN_ROWS.saturating_add(usize::from(header)));
    let rows = shown.map(|row| row.iter().take(MOST_COLUMNS).map(cut).collect()).collect();
    Ok(EventsPreview { delimiter: char::from(delimiter).to_string(), header, columns, rows })
}

/// The first rows that are whole.
fn first_rows(start: &[u8], is_all: bool, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = Rows::new(delimiter);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut take = |row: &super::rows::Row<'_>| {
        if rows.len() < READ_ROWS {
            let cells = (0..row.width()).filter_map(|cell| row.cell(cell));
            rows.push(cells.map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect());
        }
    };
    let last = start.iter().rposition(|byte| *byte == b'\n').filter(|_| !is_all);
    let end = last.map_or(start.len(), |last| last.saturating_add(1));
    reader.push(start.get(..end).unwrap_or_default(), &mut take);
    reader.push(&[], &mut take);
    rows
}

/// How well rows are cut: as many cells as the first, and more than one.
fn fitness(rows: &[Vec<String>]) -> (usize, usize) {
    let width = rows.first().map_or(0, Vec::len);
    let alike = rows.iter().filter(|row| row.len() == width).count();
    if width < 2 { (0, 0) } else { (alike, width) }
}

fn look(name: &str, cells: &[&String]) -> EventsColumnLook {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.as_str()).filter(|cell| !cell.is_empty()).collect();
    // A few cells that are something else are rows that cannot be read, not another kind of column.
    let most = |fits: &dyn Fn(&str) -> bool| {
        filled.iter().filter(|cell| fits(cell)).count() > filled.len().checked_div(2).unwrap_or(0)
    };
    let is_number = |cell: &str| Decimal::parse(cell).is_ok();
    let has_comma =
        |cell: &str| is_number(cell) || (!cell.contains('.') && is_number(&cell.replacen(',', ".", 1)));
    let decimal_comma = most(&has_comma) && filled.iter().any(|cell| !is_number(cell) && has_comma(cell));
    // A small number is no time since 1970.
    let is_late = |form: TimeForm, cell: &str| form.day(cell).is_some_and(|day| day.ymd().0 >= 2000);
    EventsColumnLook {
        name: name.to_owned(),
        time: TimeForm::ALL.into_iter().find(|form| most(&|cell| is_late(*form, cell))),
        number: !decimal_comma && most(&is_number),
        decimal_comma,
    }
}

impl EventsColumnLook {
    fn is_word(&self) -> bool {
        self.time.is_none() && !self.number && !self.decimal_comma
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> EventsPreview {
        preview(text.as_bytes(), true, None).unwrap()
    }

    #[test]
    fn columns_are_seen_for_what_they_are() {
        let seen =
            seen("TIMESTAMP,ContextTokens,note\n2023-11-16 18:17:03.97,4808,\"a,b\"\n2023-11-17,10,c\n");
        assert_eq!((seen.delimiter.as_str(), seen.header, seen.rows.len()), (",", true, 3));
        let looks: Vec<(Option<TimeForm>, bool)> =
            seen.columns.iter().map(|look| (look.time, look.number)).collect();
        assert_eq!(looks, [(Some(TimeForm::Iso), false), (None, true), (None, false)]);
    }

    #[test]
    fn a_semicolon_file_has_decimal_commas_and_one_without_names_is_seen() {
        let seen = seen("13.11.2026;1,5\n14.11.2026;2\n");
        assert_eq!((seen.delimiter.as_str(), seen.header), (";", false));
        assert!(seen.columns[1].decimal_comma && seen.columns[1].name.is_empty());
        assert_eq!(seen.columns[0].time, Some(TimeForm::DayFirst));
    }

    #[test]
    fn a_few_odd_cells_do_not_change_a_column() {
        let seen = seen("when;n;m\n2026-01-01;1;1\n2026-01-32;=1+1;1,5\n2026-01-02;2;2\n");
        assert_eq!(seen.columns[0].time, Some(TimeForm::Iso));
        assert_eq!((seen.columns[1].number, seen.columns[1].decimal_comma), (true, false));
        assert_eq!((seen.columns[2].number, seen.columns[2].decimal_comma), (false, true));
    }

    #[test]
    fn one_column_and_times_since_1970_are_seen() {
        let seen = seen("seconds\n12\n30\n");
        assert_eq!((seen.header, seen.columns.len(), seen.columns[0].time), (true, 1, None));
        let times = self::seen("t\twhen\n1700158623\t1700158623979\n");
        let forms: Vec<Option<TimeForm>> = times.columns.iter().map(|look| look.time).collect();
        assert_eq!(forms, [Some(TimeForm::Seconds), Some(TimeForm::Milliseconds)]);
    }

    #[test]
    fn the_visitor_may_say_what_separates_cells() {
        let text = "time;a,b\n2026-01-01;1,2\n";
        let cells = |delimiter: u8| preview(text.as_bytes(), true, Some(delimiter)).unwrap().rows[1].clone();
        assert_eq!([cells(b';'), cells(b',')], [["2026-01-01", "1,2"], ["2026-01-01;1", "2"]]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let code = |bytes: &[u8]| preview(bytes, true, None).unwrap_err()[0].code.clone();
        assert_eq!(
            [code(b""), code(b"\n\n"), code(b"PK\x03\x04\0\0")],
            ["empty_file", "empty_file", "not_text"]
        );
    }
}
