//! The text as JSON: its size, its depth, its grammar.

use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Decode, Place, Reader, limit};

/// What `jsonc-parser` can take beyond JSON, all of it switched off.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

impl Reader<'_> {
    /// Parses the text as strict JSON and reads `T` from it.
    pub fn read<T: Decode>(&mut self) -> Option<T> {
        let text = self.text;
        if text.len() > limit::BYTES {
            let message = format!("the price book has {} bytes", text.len());
            let fix = format!("keep it under {} bytes", limit::BYTES);
            self.fault("book_too_large", &Place::default(), message, fix);
            return None;
        }
        let stray = match first_stray(text) {
            // Not parsed at all: the parser calls itself for every level, and a small stack holds few calls.
            Some((at, Stray::TooDeep)) => {
                let message = format!("lists and objects are nested more than {} deep", limit::DEPTH);
                let fix = "close some before this one; a price book needs a dozen levels";
                self.fault("too_deep", &Place { path: String::new(), at }, message, fix);
                return None;
            }
            Some((at, Stray::InText)) => {
                let fix = "close the text with a double quote; write a line break as \\n, a tab as \\t";
                Some((at, "a text goes over its line's end, or has a control character".to_owned(), fix))
            }
            Some((at, Stray::Outside)) => {
                let fix = "remove it, or put plain double quotes around the text";
                Some((at, "this character can only stand in a text".to_owned(), fix))
            }
            None => None,
        };
        let (value, wrong) = match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
            Ok(parsed) => (parsed.value, stray),
            Err(error) => {
                let broken = (error.range().start, lower_first(&error.kind().to_string()), mend(&error));
                (None, Some(stray.filter(|(at, ..)| *at <= broken.0).unwrap_or(broken)))
            }
        };
        if let Some((at, what, fix)) = wrong {
            let place = Place { path: String::new(), at };
            self.fault("not_json", &place, format!("this is not JSON: {what}"), fix);
            return None;
        }
        let Some(value) = value else {
            let fix = "write a JSON object: { \"format\": \"price-book/1\", ... }";
            self.fault("not_json", &Place::default(), "the text is empty", fix);
            return None;
        };
        T::decode(&value, &Place { path: String::new(), at: value.start() }, self)
    }
}

/// What JSON forbids and the parser lets pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stray {
    /// A list or an object deeper than the limit.
    TooDeep,
    /// A control character in a text; most often a line's end, because the text is not closed.
    InText,
    /// A character that is none of JSON's outside texts: a typographic quote, a blank from a web page.
    Outside,
}

/// The first thing of that kind, and where it is.
fn first_stray(text: &str) -> Option<(usize, Stray)> {
    let mut depth = 0_usize;
    let (mut in_text, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            0..0x20 if in_text => return Some((at, Stray::InText)),
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' if depth >= limit::DEPTH => return Some((at, Stray::TooDeep)),
            b'[' | b'{' => depth = depth.saturating_add(1),
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'\t' | b'\n' | b'\r' | b' '..=b'~' => {}
            _ => return Some((at, Stray::Outside)),
        }
    }
    None
}

/// What to do about a fault of grammar.
fn mend(error: &ParseError) -> &'static str {
    match error.kind() {
        ParseErrorKind::TrailingCommasNotAllowed => "remove this comma",
        ParseErrorKind::ExpectedComma => "write a comma here",
        ParseErrorKind::ExpectedColonAfterObjectKey => "write a colon after the name",
        ParseErrorKind::CommentsNotAllowed => "remove the comment; JSON has none",
        ParseErrorKind::SingleQuotedStringsNotAllowed => "write double quotes",
        ParseErrorKind::ExpectedStringObjectProperty => "put the name in double quotes",
        ParseErrorKind::UnterminatedObject => "close this object with `}`",
        ParseErrorKind::UnterminatedArray => "close this list with `]`",
        _ => "mend the JSON at this place",
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_what_is_open() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert_eq!(first_stray(&deep(limit::DEPTH)), None);
        assert_eq!(first_stray(&deep(limit::DEPTH + 1)), Some((limit::DEPTH, Stray::TooDeep)));
        assert_eq!(first_stray(&"[]{}".repeat(limit::DEPTH)), None);
        assert_eq!(first_stray(&format!("[\"{}\\\"{}\"]", deep(99), deep(99))), None);
    }

    #[test]
    fn what_is_not_json_is_found_where_it_begins() {
        let cases = [
            ("", 0, "empty"),
            ("{ \"a\": \"b, \"c\": 1 }", 12, "unexpected token"),
            ("{ \"a\": \"b,\n  \"c\": 1 }", 10, "over its line's end"),
            ("{ \"a\": \"b\tc\" }", 9, "control character"),
            ("{ \"a\":\u{a0}1 }", 6, "only stand in a text"),
            ("{ \"a\": “b” }", 7, "only stand in a text"),
            ("{ \"a\": 1 \"b\": 2 }", 8, "expected comma"),
            ("[{ \"a\": 1 } { \"b\": 2 }]", 11, "expected comma"),
            ("{ \"a\": 1, }", 8, "trailing commas"),
            ("{ \"a\": 1 // one\n}", 9, "comments"),
            ("{ \"a\": 'b' }", 7, "ingle-quoted"),
            ("{ a: 1 }", 2, "expected string"),
            ("{ \"a\" 1 }", 6, "colon"),
            ("{ \"a\": [1, 2 ", 7, "unterminated array"),
            ("{} {}", 3, "more than one"),
            ("{ \"a\": \"\\ud83c\" }", 8, "nicode"),
        ];
        let mut wrong = Vec::new();
        for (text, at, says) in cases {
            let mut reader = Reader::new(text);
            assert!(reader.read::<bool>().is_none());
            let fault = reader.into_faults().remove(0);
            let column = u32::try_from(text.get(..at).unwrap().chars().count()).unwrap() + 1;
            if (fault.code.as_str(), fault.line, fault.column) != ("not_json", Some(1), Some(column))
                || !fault.message.contains(says)
            {
                wrong.push(format!("{text}: {fault:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
