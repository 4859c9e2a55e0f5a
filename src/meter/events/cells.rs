//! Cells of a row, read as what their columns say.

use std::collections::BTreeMap;

use super::row_fault::{Unreadable, shown};
use super::rows::Row;
use crate::num::{Decimal, Fraction};
use crate::rate::nearest;

/// Names in the file whose meaning is remembered.
const MOST_REMEMBERED: usize = 10_000;
/// Longest name that is reported as unknown, in bytes.
const LONGEST_NAME: usize = 200;

const YES: [&str; 10] =
    ["true", "1", "yes", "ok", "success", "succeeded", "successful", "completed", "complete", "done"];
const NO: [&str; 10] =
    ["false", "0", "no", "error", "failed", "failure", "cancelled", "canceled", "timeout", "rejected"];

/// The text of a cell, without the blanks around it.
pub(super) fn text<'r>(row: &Row<'r>, column: usize) -> Result<&'r str, Unreadable> {
    let Some(cell) = row.cell(column) else {
        let message = format!("the row has only {} cells", row.width());
        return Err(Unreadable::new("missing_cell", Some(column), message, "add the missing cells"));
    };
    match std::str::from_utf8(cell) {
        Ok(text) => Ok(text.trim()),
        Err(_) => {
            let message = "the cell is not UTF-8 text".to_owned();
            Err(Unreadable::new("bad_encoding", Some(column), message, "save the file as CSV in UTF-8"))
        }
    }
}

/// A number, in units of the input.
pub(super) fn number(
    text: &str,
    column: usize,
    decimal_comma: bool,
    factor: Fraction,
) -> Result<Fraction, Unreadable> {
    let plain =
        if decimal_comma && !text.contains('.') { text.replacen(',', ".", 1) } else { text.to_owned() };
    let number = Decimal::parse(&plain).map_err(|error| {
        if text.is_empty() {
            let message = "the cell is empty".to_owned();
            return Unreadable::new(
                "empty_cell",
                Some(column),
                message,
                "write a number, 0 where there is none",
            );
        }
        let fix =
            if decimal_comma { "write digits with a comma for the decimals" } else { "write a plain number" };
        Unreadable::new("bad_number", Some(column), format!("`{}`: {error}", shown(text)), fix)
    })?;
    Fraction::from(number).checked_mul(factor).map_err(|error| {
        let fix = "write fewer digits, or choose another factor";
        Unreadable::new("too_large", Some(column), format!("`{}`: {error}", shown(text)), fix)
    })
}

/// Whether an event succeeded.
pub(super) fn success(text: &str, column: usize) -> Result<bool, Unreadable> {
    let is = |word: &&str| text.eq_ignore_ascii_case(word);
    if YES.iter().any(is) {
        Ok(true)
    } else if NO.iter().any(is) {
        Ok(false)
    } else {
        let message = format!("`{}` says neither that it succeeded nor that it failed", shown(text));
        Err(Unreadable::new("bad_success", Some(column), message, "write true or false"))
    }
}

/// Whether a toggle is on.
pub(super) fn toggle(text: &str, column: usize) -> Result<bool, Unreadable> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Ok(true),
        "false" | "0" | "no" | "off" | "" => Ok(false),
        _ => {
            let message = format!("`{}` is neither on nor off", shown(text));
            Err(Unreadable::new("bad_toggle", Some(column), message, "write true or false"))
        }
    }
}

/// Names that mean one of a few things, by their ids and their names for people.
pub(super) struct Named {
    /// Id and name for people of each.
    known: Vec<(String, String)>,
    /// What the visitor said that names mean.
    said: BTreeMap<String, usize>,
    remembered: BTreeMap<String, usize>,
    /// The input whose choices they are; `None` for features.
    input: Option<String>,
}

impl Named {
    pub fn new(input: Option<String>, known: Vec<(String, String)>) -> Named {
        Named { known, said: BTreeMap::new(), remembered: BTreeMap::new(), input }
    }

    /// Says what a name means; false when there is nothing of that id.
    pub fn say(&mut self, name: &str, means: &str) -> bool {
        let place = self.known.iter().position(|(id, _)| id == means);
        if let Some(place) = place {
            self.said.insert(name.trim().to_owned(), place);
        }
        place.is_some()
    }

    /// The place of what a name means.
    pub fn find(&mut self, name: &str, column: usize) -> Result<usize, Unreadable> {
        if let Some(place) = self.said.get(name).or_else(|| self.remembered.get(name)) {
            return Ok(*place);
        }
        let plain = plain(name);
        let fits = |(id, label): &(String, String)| self::plain(id) == plain || self::plain(label) == plain;
        let place =
            self.known.iter().position(|(id, _)| id == name).or_else(|| self.known.iter().position(fits));
        let place = place.ok_or_else(|| self.unknown(name, column))?;
        if self.remembered.len() < MOST_REMEMBERED {
            self.remembered.insert(name.to_owned(), place);
        }
        Ok(place)
    }

    fn unknown(&self, name: &str, column: usize) -> Unreadable {
        let (code, what) = match &self.input {
            None => ("unknown_feature", "the price book has no feature".to_owned()),
            Some(input) => ("unknown_choice", format!("`{input}` has no choice")),
        };
        if name.is_empty() {
            let fix = "write which one it is";
            return Unreadable::new("empty_cell", Some(column), "the cell is empty".to_owned(), fix);
        }
        let ids = self.known.iter().map(|(id, _)| id.as_str());
        let fix = nearest(name, ids)
            .map_or_else(|| "say what this name means".to_owned(), |near| format!("did you mean `{near}`?"));
        let mut fault = Unreadable::new(code, Some(column), format!("{what} `{}`", shown(name)), fix);
        fault.unknown = (name.len() <= LONGEST_NAME).then(|| Box::new((self.input.clone(), name.to_owned())));
        fault
    }
}

/// A name without what people write differently: case, blanks, hyphens.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(read: Result<T, Unreadable>) -> String {
        read.err().map_or_else(|| "read".to_owned(), |fault| fault.code)
    }

    #[test]
    fn numbers_are_exact_and_never_guessed() {
        let read = |text: &str, comma: bool, factor: Fraction| number(text, 0, comma, factor);
        let thousandth = Fraction::new(1, 1_000).unwrap();
        assert_eq!(read("4808", false, Fraction::ONE).ok(), Some(Fraction::from_int(4_808)));
        assert_eq!(read("1234", false, thousandth).ok(), Fraction::new(1_234, 1_000).ok());
        assert_eq!(read("1", false, Fraction::new(1, 60).unwrap()).ok(), Fraction::new(1, 60).ok());
        assert_eq!(read("1,5", true, Fraction::ONE).ok(), Fraction::new(3, 2).ok());
        let faulty = ["", "1,234", "1,5", "1e3", "=1+1", "NaN", "0x10", "1.2.3", "-", "+5", "007"];
        for text in faulty {
            let code = code(read(text, false, Fraction::ONE));
            assert!(["empty_cell", "bad_number"].contains(&code.as_str()), "{text}: {code}");
        }
        for text in ["1.234,5", "1,2,3", "1.5,0"] {
            assert_eq!(code(read(text, true, Fraction::ONE)), "bad_number", "{text}");
        }
    }

    #[test]
    fn names_are_found_by_id_by_label_and_by_what_was_said() {
        let known = [("gpt-4o", "GPT-4o"), ("sd", "Standard definition"), ("hd", "HD")];
        let known = known.map(|(id, label)| (id.to_owned(), label.to_owned()));
        let mut named = Named::new(Some("quality".to_owned()), known.to_vec());
        assert!(named.say("low", "sd") && !named.say("low", "nothing"));
        let mut find =
            |name: &str| named.find(name, 2).map_err(|fault| (fault.code, fault.unknown.map(|name| *name)));
        let unknown = |name: &str| Some((Some("quality".to_owned()), name.to_owned()));
        assert_eq!([find("gpt-4o"), find("GPT 4o"), find("standard definition")], [Ok(0), Ok(0), Ok(1)]);
        assert_eq!([find("low"), find("hd"), find("hd")], [Ok(1), Ok(2), Ok(2)]);
        assert_eq!(find("uhd"), Err(("unknown_choice".to_owned(), unknown("uhd"))));
        assert_eq!(find(""), Err(("empty_cell".to_owned(), None)));
    }
}
