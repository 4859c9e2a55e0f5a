//! Tokens to a tree: recursive descent, bounded in depth and size before anything is built.

use super::cursor::{Parsed, Parser};
use super::fault::{FormulaFault, Span};
use super::lex::{Token, lex};
use super::nearest::nearest;
use super::tree::{Argument, FUNCTIONS, Formula, Kind, Node, Scheme, Term, is_reserved};

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    ///
    /// Every fault of spelling, or else the first place where the formula stops making sense together with
    /// the wrong calls before it.
    pub fn parse(text: &str) -> Result<Formula, Vec<FormulaFault>> {
        let tokens = lex(text)?;
        let mut parser = Parser::new(&tokens, text.len());
        match parser.whole() {
            Ok(root) if parser.faults.is_empty() => {
                Ok(Formula { text: text.to_owned(), root, nodes: parser.nodes })
            }
            Ok(_) => Err(parser.faults),
            Err(fatal) => {
                parser.faults.push(fatal);
                Err(parser.faults)
            }
        }
    }
}

impl Parser<'_> {
    fn whole(&mut self) -> Parsed {
        if self.peek().is_none() {
            return Err(FormulaFault::new(
                "formula_empty",
                self.span(),
                "the formula is empty",
                "write what one use costs, such as 1 or words / 500",
            ));
        }
        let root = self.expression()?;
        if self.peek().is_some() { Err(self.unexpected("an operator or the end")) } else { Ok(root) }
    }

    fn expression(&mut self) -> Parsed {
        self.nested(|parser| {
            parser.chain("or", Kind::Any, |parser| parser.chain("and", Kind::All, Self::negation))
        })
    }

    fn chain(
        &mut self,
        word: &str,
        kind: fn(Vec<Node>) -> Kind,
        read: impl Fn(&mut Self) -> Parsed,
    ) -> Parsed {
        let start = self.span();
        let first = read(self)?;
        if !self.at_word(word) {
            return Ok(first);
        }
        let mut operands = vec![first];
        while self.at_word(word) {
            self.advance();
            operands.push(read(self)?);
        }
        self.make(kind(operands), start)
    }

    fn negation(&mut self) -> Parsed {
        if !self.at_word("not") {
            return self.comparison();
        }
        let start = self.span();
        self.advance();
        let operand = self.nested(Self::negation)?;
        self.make(Kind::Not(Box::new(operand)), start)
    }

    fn comparison(&mut self) -> Parsed {
        let start = self.span();
        let left = self.sum()?;
        let Some(comparison) = self.comparison_sign() else { return Ok(left) };
        self.advance();
        let right = self.sum()?;
        if self.comparison_sign().is_some() {
            return Err(FormulaFault::new(
                "chained_comparison",
                self.span(),
                "a comparison has two sides",
                "write a < b and b < c",
            ));
        }
        self.make(Kind::Compare(comparison, Box::new([left, right])), start)
    }

    fn sum(&mut self) -> Parsed {
        self.terms(["+", "-"], Kind::Sum, |parser| parser.terms(["*", "/"], Kind::Product, Self::unary))
    }

    /// Operands joined by either sign; the second sign is the inverse one.
    fn terms(
        &mut self,
        [plain, inverse]: [&str; 2],
        kind: fn(Vec<Term>) -> Kind,
        read: impl Fn(&mut Self) -> Parsed,
    ) -> Parsed {
        let start = self.span();
        let mut terms = vec![Term { inverse: false, node: read(self)? }];
        while self.at_sign(plain) || self.at_sign(inverse) {
            let turned = self.at_sign(inverse);
            self.advance();
            terms.push(Term { inverse: turned, node: read(self)? });
        }
        match terms.pop() {
            Some(only) if terms.is_empty() => Ok(only.node),
            last => {
                terms.extend(last);
                self.make(kind(terms), start)
            }
        }
    }

    fn unary(&mut self) -> Parsed {
        let start = self.span();
        if !self.eat("-") {
            return self.primary();
        }
        let operand = self.nested(Self::unary)?;
        self.make(Kind::Negate(Box::new(operand)), start)
    }

    fn primary(&mut self) -> Parsed {
        let start = self.span();
        match self.peek() {
            Some(Token::Number(value)) => {
                self.advance();
                self.make(Kind::Number(*value), start)
            }
            Some(Token::Text(text)) => {
                self.advance();
                self.make(Kind::Text(text.clone()), start)
            }
            Some(Token::Name(name)) => self.named(name, start),
            Some(Token::Sign("(")) => {
                self.advance();
                let inside = self.expression()?;
                self.close(")", start)?;
                Ok(inside)
            }
            _ => Err(self.unexpected("a number, a name or `(`")),
        }
    }

    fn named(&mut self, name: &str, start: Span) -> Parsed {
        let is_call = matches!(self.peek_second(), Some(Token::Sign("(")));
        if matches!(name, "and" | "or" | "not") || is_reserved(name) && !is_call {
            return Err(self.unexpected("a number, a name or `(`"));
        }
        self.advance();
        if self.eat("[") {
            let indexes = self.list("]", start, Self::expression)?;
            return self.make(Kind::Lookup(name.to_owned(), indexes), start);
        }
        if !self.eat("(") {
            return self.make(Kind::Input(name.to_owned()), start);
        }
        match name {
            "if" => self.branches(start),
            "graduated" => self.tiered(Scheme::Graduated, start),
            "volume" => self.tiered(Scheme::Volume, start),
            _ => self.call(name, start),
        }
    }

    fn branches(&mut self, start: Span) -> Parsed {
        let parts = self.list(")", start, Self::expression)?;
        match <[Node; 3]>::try_from(parts) {
            Ok(parts) => self.make(Kind::If(Box::new(parts)), start),
            Err(parts) => Err(wrong_count("if", "if(condition, a, b)", parts.len(), self.since(start))),
        }
    }

    fn tiered(&mut self, scheme: Scheme, start: Span) -> Parsed {
        let quantity = self.expression()?;
        if !self.eat(",") {
            return Err(self.unexpected("a comma and the name of a tier table"));
        }
        let name = self.plain_name("the name of a tier table")?;
        self.close(")", start)?;
        self.make(Kind::Tiered(scheme, Box::new(quantity), name), start)
    }

    fn call(&mut self, name: &str, start: Span) -> Parsed {
        if let Some((function, _, fewest, most, usage)) = FUNCTIONS.into_iter().find(|known| known.1 == name)
        {
            let arguments = self.list(")", start, Self::expression)?;
            if arguments.len() < fewest || arguments.len() > most {
                self.faults.push(wrong_count(name, usage, arguments.len(), self.since(start)));
            }
            return self.make(Kind::Call(function, arguments), start);
        }
        let names_input = matches!(
            (self.peek(), self.peek_second()),
            (Some(Token::Sign(")")), _) | (Some(Token::Name(_)), Some(Token::Sign(":")))
        );
        if !names_input {
            return Err(unknown_function(name, start));
        }
        let arguments = self.list(")", start, Self::argument)?;
        self.refuse_repeats(&arguments);
        self.make(Kind::Feature(name.to_owned(), arguments), start)
    }

    fn argument(&mut self) -> Parsed<Argument> {
        let name = self.plain_name("the name of an input")?;
        if !self.eat(":") {
            return Err(self.unexpected("a colon and the input's value"));
        }
        Ok(Argument { name, node: self.expression()? })
    }

    fn refuse_repeats(&mut self, arguments: &[Argument]) {
        for (index, argument) in arguments.iter().enumerate() {
            if arguments.iter().take(index).any(|before| before.name.text == argument.name.text) {
                self.faults.push(FormulaFault::new(
                    "input_given_twice",
                    argument.name.span,
                    format!("input `{}` is given twice", argument.name.text),
                    "give it once",
                ));
            }
        }
    }
}

fn wrong_count(name: &str, usage: &str, found: usize, span: Span) -> FormulaFault {
    FormulaFault::new(
        "wrong_argument_count",
        span,
        format!("`{name}` is given {found} argument(s)"),
        format!("write {usage}"),
    )
}

fn unknown_function(name: &str, span: Span) -> FormulaFault {
    let functions = FUNCTIONS.iter().map(|known| known.1).chain(["if", "graduated", "volume"]);
    let fix = match nearest(name, functions) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("if it is a feature, give its inputs by name: {name}(words: 800)"),
    };
    FormulaFault::new("unknown_function", span, format!("`{name}` is not a function"), fix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::limit;

    #[track_caller]
    fn fault(text: &str, code: &str, at: &str) -> FormulaFault {
        let faults = Formula::parse(text).unwrap_err();
        let first = faults.first().unwrap();
        assert_eq!((first.code, text.get(first.span.start..first.span.end).unwrap()), (code, at), "{text}");
        first.clone()
    }

    /// The tree with every operation in brackets.
    #[track_caller]
    fn shape(text: &str) -> String {
        fn show(node: &Node) -> String {
            let parts: Vec<String> = node.children().into_iter().map(show).collect();
            match &node.kind {
                Kind::Number(value) => value.to_string(),
                Kind::Text(word) => format!("{word:?}"),
                Kind::Input(name) => name.clone(),
                kind => {
                    let kind = format!("{kind:?}");
                    format!("({} {})", kind.split('(').next().unwrap(), parts.join(" "))
                }
            }
        }
        show(&Formula::parse(text).unwrap().root)
    }

    #[test]
    fn operators_bind_as_in_school() {
        assert_eq!(shape("1 + 2 * -x - 3"), "(Sum 1 (Product 2 (Negate x)) 3)");
        assert_eq!(shape("(1 + 2) * 3"), "(Product (Sum 1 2) 3)");
        assert_eq!(shape("not a < 1 and b or c"), "(Any (All (Not (Compare a 1)) b) c)");
        assert_eq!(shape("if(a == 'x', t[a], f(n: 2))"), "(If (Compare a \"x\") (Lookup a) (Feature 2))");
        assert_eq!(shape("-x * y"), "(Product (Negate x) y)");
    }

    #[test]
    fn points_at_the_place() {
        fault("", "formula_empty", "");
        fault("1 +", "unexpected_token", "");
        fault("1 2", "unexpected_token", "2");
        fault("words 500", "unexpected_token", "500");
        fault("max(1, (2 * 3)", "unclosed_bracket", "max(1, (2 * 3)");
        fault("a < b < c", "chained_comparison", "<");
        fault("if * 2", "unexpected_token", "if");
        fault("and(1)", "unexpected_token", "and");
        fault("volume(x, 'a')", "unexpected_token", "'a'");
        fault("f(a: 1, 2)", "unexpected_token", "2");
        let comma = fault("1,500 * x", "unexpected_token", ",");
        assert!(comma.fix.contains("1500"), "{}", comma.fix);
    }

    #[test]
    fn calls_are_checked_for_their_arguments() {
        fault("blocks(1)", "wrong_argument_count", "blocks(1)");
        fault("min()", "wrong_argument_count", "min()");
        fault("if(1, 2)", "wrong_argument_count", "if(1, 2)");
        fault("f(a: 1, a: 2)", "input_given_twice", "a");
        assert_eq!(fault("celi(x)", "unknown_function", "celi").fix, "did you mean `ceil`?");
        assert!(fault("article(800)", "unknown_function", "article").fix.contains("article(words: 800)"));
        let both = Formula::parse("ceil(1, 2, 3) + floor()").unwrap_err();
        assert_eq!(both.len(), 2);
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep =
            |open: &str, close: &str, count: usize| format!("{}1{}", open.repeat(count), close.repeat(count));
        for (open, close) in [("(", ")"), ("-", ""), ("not ", ""), ("ceil(", ")"), ("t[", "]")] {
            assert!(Formula::parse(&deep(open, close, limit::NESTING - 1)).is_ok(), "{open}");
            for count in [limit::NESTING + 1, limit::BYTES / 8] {
                let faults = Formula::parse(&deep(open, close, count)).unwrap_err();
                assert_eq!(faults[0].code, "formula_too_deep", "{open}");
            }
        }
        assert!(Formula::parse(&vec!["1"; limit::NODES - 1].join("+")).is_ok());
        fault(&vec!["1"; limit::NODES + 1].join("+"), "formula_too_large", "1");
    }
}
