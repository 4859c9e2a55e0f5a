//! Lines, columns, and places inside texts.

/// Turns rising byte offsets into lines and columns in one pass.
///
/// A line ends with a line feed, a carriage return, or both, as editors have it. Columns count Unicode characters:
/// neither bytes nor UTF-16 units, so that a letter with an umlaut and an emoji are one each.
pub(super) struct LineCounter<'t> {
    rest: std::iter::Peekable<std::str::CharIndices<'t>>,
    line: u32,
    column: u32,
}

impl<'t> LineCounter<'t> {
    pub(super) fn new(text: &'t str) -> LineCounter<'t> {
        LineCounter { rest: text.char_indices().peekable(), line: 1, column: 1 }
    }

    pub(super) fn position(&mut self, at: usize) -> (u32, u32) {
        while let Some((_, letter)) = self.rest.next_if(|(index, _)| *index < at) {
            let ends_line =
                letter == '\n' || (letter == '\r' && self.rest.peek().is_none_or(|(_, next)| *next != '\n'));
            if ends_line {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        (self.line, self.column)
    }
}

/// How many bytes of a JSON text, counted from after its opening quote, write the first `offset` bytes of what it
/// says. Inside what an escape stands for, the escape's beginning.
pub(super) fn written_length(raw: &str, offset: usize) -> usize {
    let mut said = 0_usize;
    let mut rest = raw;
    while said < offset {
        let (written, says) = first_letter(rest);
        said = said.saturating_add(says);
        match rest.get(written..) {
            Some(after) if written > 0 && said <= offset => rest = after,
            _ => break,
        }
    }
    raw.len().saturating_sub(rest.len())
}

/// Bytes of the first letter as it is written, and of what it says.
fn first_letter(text: &str) -> (usize, usize) {
    if let Some(hex) = text.strip_prefix("\\u") {
        let code = hex.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        return match code {
            Some(0..0x80) => (6, 1),
            Some(0x80..0x800) => (6, 2),
            // Each half of a surrogate pair, which together say four bytes.
            Some(0xD800..0xE000) => (6, 2),
            _ => (6, 3),
        };
    }
    match text.chars().next() {
        Some('\\') => (2, 1),
        Some(letter) => (letter.len_utf8(), letter.len_utf8()),
        None => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_in_editors() {
        for (text, expected) in [
            ("a\nbc", (2, 2)),
            ("a\r\nbc", (2, 2)),
            ("a\rbc", (2, 2)),
            ("\r\n\r\nbc", (3, 2)),
            ("\n\rbc", (3, 2)),
            ("äöc", (1, 3)),
            ("🎬\u{301}c", (1, 3)),
        ] {
            let at = text.find('c').unwrap();
            assert_eq!(LineCounter::new(text).position(at), expected, "{text:?}");
        }
        assert_eq!(LineCounter::new("a\r\n").position(2), (1, 3), "the line's end is still in its line");
        assert_eq!(LineCounter::new("a\n").position(99), (2, 1), "past the end is the end");
    }

    #[test]
    fn escapes_are_as_long_as_they_are_written() {
        for (written, said) in [
            ("abc^", "abc^"),
            ("a\\\"\\n^", "a\"\n^"),
            ("\\u0041\\u00e4\\u20ac^", "Aä€^"),
            ("\\ud83c\\udfac^", "🎬^"),
            ("ä€🎬\\/^", "ä€🎬/^"),
        ] {
            let offset = said.find('^').unwrap();
            assert_eq!(written_length(written, offset), written.find('^').unwrap(), "{written}");
        }
        assert_eq!(written_length("\\u20ac", 1), 0, "inside an escape");
        assert_eq!(written_length("ab", 9), 2, "past the end");
        assert_eq!(written_length("\\u12", 9), 0, "an escape cut short");
    }
}
