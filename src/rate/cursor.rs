//! The parser's place among the tokens, and the limits it keeps.

use super::fault::{FormulaFault, Span};
use super::lex::{Placed, Token};
use super::tree::{Comparison, Kind, Name, Node, is_reserved, limit};

pub(super) type Parsed<T = Node> = Result<T, FormulaFault>;

pub(super) struct Parser<'t> {
    tokens: &'t [Placed],
    end: usize,
    at: usize,
    depth: usize,
    pub nodes: usize,
    /// Faults that do not keep the rest from being read.
    pub faults: Vec<FormulaFault>,
}

impl<'t> Parser<'t> {
    pub fn new(tokens: &'t [Placed], end: usize) -> Parser<'t> {
        Parser { tokens, end, at: 0, depth: 0, nodes: 0, faults: Vec::new() }
    }

    pub fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at).map(|placed| &placed.token)
    }

    /// The token after the current one.
    pub fn peek_second(&self) -> Option<&'t Token> {
        self.tokens.get(self.at.saturating_add(1)).map(|placed| &placed.token)
    }

    pub fn span(&self) -> Span {
        self.tokens.get(self.at).map_or(Span::new(self.end, self.end), |placed| placed.span)
    }

    /// From `start` to the end of the token before the current one.
    pub fn since(&self, start: Span) -> Span {
        let last = self.at.checked_sub(1).and_then(|before| self.tokens.get(before));
        start.to(last.map_or(start, |placed| placed.span))
    }

    pub fn advance(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    pub fn at_sign(&self, wanted: &str) -> bool {
        matches!(self.peek(), Some(Token::Sign(sign)) if *sign == wanted)
    }

    pub fn at_word(&self, wanted: &str) -> bool {
        matches!(self.peek(), Some(Token::Name(name)) if name == wanted)
    }

    pub fn comparison_sign(&self) -> Option<Comparison> {
        match self.peek() {
            Some(Token::Sign(sign)) => Comparison::of_sign(sign),
            _ => None,
        }
    }

    pub fn eat(&mut self, sign: &str) -> bool {
        let found = self.at_sign(sign);
        if found {
            self.advance();
        }
        found
    }

    pub fn make(&mut self, kind: Kind, start: Span) -> Parsed {
        let node = Node::new(kind, self.since(start));
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > limit::NODES {
            return Err(FormulaFault::new(
                "formula_too_large",
                node.span,
                format!("the formula has more than {} parts", limit::NODES),
                "move numbers into a table, or parts into features of their own",
            ));
        }
        if node.height > limit::NESTING { Err(too_deep(node.span)) } else { Ok(node) }
    }

    /// Reads something one level deeper, so that no text can exhaust the stack.
    pub fn nested(&mut self, read: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth >= limit::NESTING {
            return Err(too_deep(self.span()));
        }
        self.depth = self.depth.saturating_add(1);
        let node = read(self);
        self.depth = self.depth.saturating_sub(1);
        node
    }

    pub fn plain_name(&mut self, wanted: &str) -> Parsed<Name> {
        let span = self.span();
        match self.peek() {
            Some(Token::Name(text)) if !is_reserved(text) => {
                self.advance();
                Ok(Name { text: text.clone(), span })
            }
            _ => Err(self.unexpected(wanted)),
        }
    }

    /// Items between commas up to the closing bracket; the opening one is already read.
    pub fn list<T>(
        &mut self,
        closing: &'static str,
        open: Span,
        read: impl Fn(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut items = Vec::new();
        if self.eat(closing) {
            return Ok(items);
        }
        loop {
            items.push(read(self)?);
            if !self.eat(",") {
                self.close(closing, open)?;
                return Ok(items);
            }
        }
    }

    pub fn close(&mut self, closing: &str, open: Span) -> Parsed<()> {
        if self.eat(closing) {
            return Ok(());
        }
        if self.peek().is_some() {
            return Err(self.unexpected(&format!("an operator or `{closing}`")));
        }
        Err(FormulaFault::new(
            "unclosed_bracket",
            self.since(open),
            format!("`{closing}` is missing at the end"),
            format!("add `{closing}`"),
        ))
    }

    pub fn unexpected(&self, wanted: &str) -> FormulaFault {
        let found = match self.peek() {
            None => "the formula ends here".to_owned(),
            Some(Token::Number(value)) => format!("`{value}` stands here"),
            Some(Token::Text(text)) => format!("\"{text}\" stands here"),
            Some(Token::Name(name)) => format!("`{name}` stands here"),
            Some(Token::Sign(sign)) => format!("`{sign}` stands here"),
        };
        let fix = match self.peek() {
            Some(Token::Sign(",")) => "remove the comma; 1,500 is written 1500",
            Some(Token::Number(_) | Token::Name(_) | Token::Text(_)) => {
                "put an operator such as `*` before it, or remove it"
            }
            _ => "complete the formula, or remove what is too much",
        };
        FormulaFault::new("unexpected_token", self.span(), format!("{found}, expected {wanted}"), fix)
    }
}

fn too_deep(span: Span) -> FormulaFault {
    FormulaFault::new(
        "formula_too_deep",
        span,
        format!("the formula is nested more than {} deep", limit::NESTING),
        "use a table instead of nested ifs, or move parts into features of their own",
    )
}
