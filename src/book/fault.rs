//! One fault or warning, of a price book or of usage.

use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing can be computed before it is mended.
    Error,
    /// The book works, but probably does not say what was meant.
    Warning,
}

/// One finding: what is wrong, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fault {
    /// Stable name in snake_case; programs may match on it.
    pub code: String,
    /// Whether the book or usage can still be used.
    pub severity: Severity,
    /// Where, e.g. `features[2].inputs[0].min` or `usage.lines[0].inputs.words`.
    pub path: String,
    /// Line in the price book's text, 1-based; `None` for usage.
    pub line: Option<u32>,
    /// Column in that line in characters, 1-based; `None` for usage.
    pub column: Option<u32>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead, in one sentence without a full stop.
    pub fix: String,
}

impl Fault {
    /// An error in usage, which has a path but no text and hence no line.
    pub fn usage(
        code: &str,
        path: impl Into<String>,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> Fault {
        Fault {
            code: code.to_owned(),
            severity: Severity::Error,
            path: path.into(),
            line: None,
            column: None,
            message: message.into(),
            fix: fix.into(),
        }
    }
}
