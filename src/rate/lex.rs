//! Formula text to tokens. Collects every fault of spelling, so that all are reported at once.

use super::fault::{FormulaFault, Span};
use super::tree::limit;
use crate::num::Decimal;

/// One word or sign of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(Decimal),
    Text(String),
    Name(String),
    /// An operator or bracket, by its spelling.
    Sign(&'static str),
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub token: Token,
    pub span: Span,
}

/// Longer spellings first, so that `<=` is not read as `<` and `=`.
const SIGNS: [&str; 16] =
    ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", ":"];

/// Spellings other languages use, and what a formula uses instead. Longer spellings first.
const FOREIGN: [(&str, &str); 19] = [
    ("&&", "write `and`"),
    ("||", "write `or`"),
    ("**", "write the product out: x * x"),
    ("//", "write floor(x / y)"),
    ("<>", "write `!=`"),
    ("=<", "write `<=`"),
    ("=>", "write `>=`"),
    ("=", "write `==` to compare"),
    ("!", "write `not`"),
    ("?", "write if(condition, a, b)"),
    ("%", "write 10% as 0.1, and a remainder as x - floor(x / y) * y"),
    ("^", "write the product out: x * x"),
    ("×", "write `*`"),
    ("÷", "write `/`"),
    ("−", "write the plain minus `-`"),
    ("≤", "write `<=`"),
    ("≥", "write `>=`"),
    ("≠", "write `!=`"),
    ("“", "write plain quotes: \"hd\""),
];

/// All tokens of `text`, or all its faults of spelling.
pub(super) fn lex(text: &str) -> Result<Vec<Placed>, Vec<FormulaFault>> {
    if text.len() > limit::BYTES {
        return Err(vec![FormulaFault::new(
            "formula_too_long",
            Span::new(0, text.len()),
            format!("the formula has {} bytes, at most {} are read", text.len(), limit::BYTES),
            "move numbers into a table, or parts into features of their own",
        )]);
    }
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), faults: Vec::new() };
    while lexer.step() {}
    if lexer.faults.is_empty() { Ok(lexer.tokens) } else { Err(lexer.faults) }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Placed>,
    faults: Vec<FormulaFault>,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Moves past `length` bytes and says where they were.
    fn take(&mut self, length: usize) -> Span {
        let start = self.at;
        self.at = start.saturating_add(length);
        Span::new(start, self.at)
    }

    /// The leading part of the rest whose characters all satisfy `belongs`.
    fn run(&self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        rest.find(|c| !belongs(c)).and_then(|end| rest.get(..end)).unwrap_or(rest)
    }

    /// Reads one token or blank run; false at the end of the text.
    fn step(&mut self) -> bool {
        let Some(first) = self.rest().chars().next() else { return false };
        match first {
            _ if first.is_whitespace() => {
                self.take(self.run(char::is_whitespace).len());
            }
            '0'..='9' | '.' => self.number(),
            'a'..='z' | 'A'..='Z' | '_' => self.name(),
            '"' | '\'' => self.quoted(first),
            _ => self.sign(first),
        }
        true
    }

    fn push(&mut self, token: Token, span: Span) {
        self.tokens.push(Placed { token, span });
    }

    fn number(&mut self) {
        let word = self.run(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_');
        let span = self.take(word.len());
        match Decimal::parse(word) {
            Ok(value) => self.push(Token::Number(value), span),
            Err(error) => {
                let reason = error.to_string();
                let (what, fix) = reason.split_once("; ").unwrap_or((&reason, "write a number such as 1.5"));
                let message = format!("`{word}` cannot be read as a number: {what}");
                self.faults.push(FormulaFault::new("bad_number", span, message, fix));
            }
        }
    }

    fn name(&mut self) {
        let word = self.run(|c| c.is_ascii_alphanumeric() || c == '_');
        let span = self.take(word.len());
        if word.chars().any(|c| c.is_ascii_uppercase()) {
            self.faults.push(FormulaFault::new(
                "name_not_lower_case",
                span,
                format!("`{word}` has upper-case letters, and names have none"),
                format!("write `{0}`, or \"{word}\" in quotes if it is a choice", word.to_ascii_lowercase()),
            ));
        }
        self.push(Token::Name(word.to_owned()), span);
    }

    /// Both quotes are read, because inside JSON the single one needs no escape.
    fn quoted(&mut self, quote: char) {
        let body = self.rest().get(1..).unwrap_or("");
        match body.find(quote).and_then(|end| body.get(..end)) {
            Some(word) => {
                let span = self.take(word.len().saturating_add(2));
                self.push(Token::Text(word.to_owned()), span);
            }
            None => {
                let span = self.take(self.rest().len());
                self.faults.push(FormulaFault::new(
                    "unclosed_text",
                    span,
                    "this quote is never closed",
                    format!("put the closing {quote} after the choice"),
                ));
            }
        }
    }

    fn sign(&mut self, first: char) {
        let rest = self.rest();
        if let Some((foreign, fix)) = FOREIGN
            .into_iter()
            .find(|(sign, _)| rest.starts_with(sign) && !(rest.starts_with("==") || rest.starts_with("!=")))
        {
            let span = self.take(foreign.len());
            self.faults.push(FormulaFault::new(
                "unexpected_character",
                span,
                format!("`{foreign}` has no meaning in a formula"),
                fix,
            ));
            return;
        }
        if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            let span = self.take(sign.len());
            return self.push(Token::Sign(sign), span);
        }
        let span = self.take(first.len_utf8());
        self.faults.push(FormulaFault::new(
            "unexpected_character",
            span,
            format!("`{first}` has no meaning in a formula"),
            "remove it",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = lex(text).unwrap();
        tokens.iter().map(|t| text.get(t.span.start..t.span.end).unwrap().to_owned()).collect()
    }

    #[track_caller]
    fn fault(text: &str, code: &str, at: &str) {
        let faults = lex(text).unwrap_err();
        let first = &faults[0];
        assert_eq!((first.code, &text[first.span.start..first.span.end]), (code, at));
    }

    #[test]
    fn splits_signs_names_and_numbers() {
        assert_eq!(words("a<=b*1.5"), ["a", "<=", "b", "*", "1.5"]);
        assert_eq!(
            words("price[model, 'gpt-5']!=2"),
            ["price", "[", "model", ",", "'gpt-5'", "]", "!=", "2"]
        );
        assert_eq!(words(" \n\t"), Vec::<String>::new());
        assert_eq!(words("a==-1"), ["a", "==", "-", "1"]);
    }

    #[test]
    fn names_what_other_languages_write() {
        fault("a && b", "unexpected_character", "&&");
        fault("a = b", "unexpected_character", "=");
        fault("a × b", "unexpected_character", "×");
        fault("a ; b", "unexpected_character", ";");
        assert_eq!(lex("a = b").unwrap_err()[0].fix, "write `==` to compare");
    }

    #[test]
    fn refuses_numbers_that_are_not_plain() {
        for word in ["1e3", "1_000", "007", ".5", "5.", "1.2.3", "3words"] {
            fault(word, "bad_number", word);
        }
    }

    #[test]
    fn collects_every_fault() {
        let faults = lex("Words = 1e3").unwrap_err();
        let codes: Vec<_> = faults.iter().map(|f| f.code).collect();
        assert_eq!(codes, ["name_not_lower_case", "unexpected_character", "bad_number"]);
    }

    #[test]
    fn long_text_and_open_quotes_are_faults() {
        fault("a == \"hd", "unclosed_text", "\"hd");
        let long = "1".repeat(limit::BYTES + 1);
        fault(&long, "formula_too_long", &long);
    }
}
