//! What can be wrong with a formula before it runs, and what can go wrong when it does.

use std::fmt;

use crate::num::NumError;

/// Where in a formula's text something is: byte offsets, half-open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The smallest span that covers both.
    pub(super) fn to(self, end: Span) -> Span {
        Span { start: self.start, end: end.end }
    }
}

/// One fault of a formula's text, found by [`crate::rate::Formula::parse`] or [`check`](crate::rate::check()).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaFault {
    /// Stable name of the fault, snake_case.
    pub code: &'static str,
    /// The part of the formula's text that is at fault.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead, in one sentence without a full stop.
    pub fix: String,
}

impl FormulaFault {
    pub(super) fn new(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> FormulaFault {
        FormulaFault { code, span, message: message.into(), fix: fix.into() }
    }
}

impl fmt::Display for FormulaFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}; {}", self.message, self.fix)
    }
}

/// Why an evaluation has no value. A checked formula can still meet these: a divisor that is zero for
/// these inputs, a number too large to be exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateError {
    /// Stable name of the error, snake_case.
    pub code: &'static str,
    /// The part of the formula's text that could not be evaluated.
    pub span: Span,
    /// The called feature whose formula `span` lies in; `None` for the formula that was evaluated.
    pub feature: Option<String>,
    /// What went wrong, with the values met.
    pub message: String,
    /// What would make it work.
    pub fix: String,
}

impl RateError {
    pub(super) fn new(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> RateError {
        RateError { code, span, feature: None, message: message.into(), fix: fix.into() }
    }

    /// Arithmetic that failed at `span`.
    pub(super) fn arithmetic(span: Span, error: NumError) -> RateError {
        match error {
            NumError::DivisionByZero => RateError::new(
                "division_by_zero",
                span,
                "the divisor is 0 for these inputs",
                "guard it: if(x > 0, y / x, 0)",
            ),
            NumError::Overflow | NumError::Inexact => RateError::new(
                "overflow",
                span,
                "a number here is too large or too fine to be exact",
                "use smaller inputs or fewer digits",
            ),
        }
    }
}

impl fmt::Display for RateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}; {}", self.message, self.fix)
    }
}

impl std::error::Error for RateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_errors_keep_their_kind() {
        let span = Span::new(2, 5);
        assert_eq!(RateError::arithmetic(span, NumError::DivisionByZero).code, "division_by_zero");
        assert_eq!(RateError::arithmetic(span, NumError::Overflow).code, "overflow");
        assert_eq!(RateError::arithmetic(span, NumError::Inexact).span, span);
    }
}
