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
        // Before parsing: the parser calls itself for every level, and a small stack holds so many calls only.
        if let Some(at) = beyond_depth(text) {
            let message = format!("lists and objects are nested more than {} deep", limit::DEPTH);
            let fix = "close some before this one; a price book needs a dozen levels";
            self.fault("too_deep", &Place { path: String::new(), at }, message, fix);
            return None;
        }
        match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
            Ok(parsed) => match parsed.value {
                Some(value) => T::decode(&value, &Place { path: String::new(), at: value.start() }, self),
                None => {
                    let fix = "write a JSON object: { \"format\": \"price-book/1\", ... }";
                    self.fault("not_json", &Place::default(), "the text is empty", fix);
                    None
                }
            },
            Err(error) => {
                let place = Place { path: String::new(), at: error.range().start };
                let message = format!("this is not JSON: {}", lower_first(&error.kind().to_string()));
                self.fault("not_json", &place, message, mend(&error));
                None
            }
        }
    }
}

/// Where the first list or object begins that stands deeper than the limit.
fn beyond_depth(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let (mut in_text, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text && depth >= limit::DEPTH => return Some(at),
            b'[' | b'{' if !in_text => depth = depth.saturating_add(1),
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
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
        assert_eq!(beyond_depth(&deep(limit::DEPTH)), None);
        assert_eq!(beyond_depth(&deep(limit::DEPTH + 1)), Some(limit::DEPTH));
        assert_eq!(beyond_depth(&"[]{}".repeat(limit::DEPTH)), None);
        assert_eq!(beyond_depth(&format!("[\"{}\\\"{}\"]", deep(99), deep(99))), None);
    }
}
