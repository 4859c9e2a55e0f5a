//! The working shown to people, read off the trace of the evaluation.

use serde::Serialize;

use super::bound::Bound;
use super::evaluate::{Detail, Evaluation, Trace};
use super::names::Value;
use super::render::{Style, is_call, is_logic, render, shown};
use super::tiers::TierSlice;
use super::tree::{Function, Kind};
use crate::num::{Decimal, Fraction};

/// One step of a calculation and the steps it rests on. Uses no words but those of the formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Working {
    /// The step as the formula writes it, such as `blocks(seconds, 15)`; for a tier its bounds, `0–1000`.
    pub text: String,
    /// The step with its values put in and its result, such as `47 ÷ 15 → 4`. `=` is exact, `→` rounds up.
    pub line: String,
    /// The result: a normalised decimal, or a fraction `1/3` where there is none.
    pub value: String,
    /// The steps this one rests on, in the order they were taken. Inputs, literals and comparisons are not
    /// steps; they stand in the line.
    pub parts: Vec<Working>,
}

impl Evaluation<'_> {
    /// The whole calculation as a tree of steps.
    pub fn working(&self) -> Working {
        working(&self.trace)
    }

    /// The whole calculation in one line: with the inputs put in, then with every call as its value, then the
    /// result. `max(1, blocks(47, 15)) × resolution[hd] = 4 × 2 = 8`.
    pub fn line(&self) -> String {
        let middle = if is_call(&self.trace.node.kind) { Style::Step } else { Style::Calls };
        let mut stages = vec![
            render(&self.trace, Style::Full),
            render(&self.trace, middle),
            shown(&Value::Number(self.value())),
        ];
        stages.dedup();
        stages.join(" = ")
    }
}

fn working(trace: &Trace<'_>) -> Working {
    let span = trace.node.span;
    Working {
        text: trace.source.get(span.start..span.end).unwrap_or_default().to_owned(),
        line: line(trace),
        value: trace.value.to_string(),
        parts: steps_below(trace),
    }
}

fn line(trace: &Trace<'_>) -> String {
    if let (Kind::Call(Function::Blocks, _), [amount, size]) = (&trace.node.kind, trace.parts.as_slice())
        && let (Some(amount), Some(size), Some(blocks)) =
            (amount.value.as_number(), size.value.as_number(), trace.value.as_number())
    {
        return started(amount, size, blocks);
    }
    let (step, value) = (render(trace, Style::Step), shown(&trace.value));
    if step == value { value } else { format!("{step} = {value}") }
}

/// `47 ÷ 15 → 4`, or `45 ÷ 15 = 3` where nothing is rounded up.
fn started(amount: Fraction, size: Fraction, blocks: Fraction) -> String {
    let is_exact = amount.checked_div(size).is_ok_and(|quotient| quotient.is_integer());
    let sign = if is_exact { "=" } else { "→" };
    let [amount, size, blocks] = [amount, size, blocks].map(|number| shown(&Value::Number(number)));
    format!("{amount} ÷ {size} {sign} {blocks}")
}

fn steps_below(trace: &Trace<'_>) -> Vec<Working> {
    let mut steps = Vec::new();
    for part in &trace.parts {
        match &part.node.kind {
            kind if is_logic(kind) => steps.extend(steps_below(part)),
            _ if is_plain(part) => {}
            _ => steps.push(working(part)),
        }
    }
    match &trace.detail {
        Detail::Nothing => {}
        Detail::Slices(slices) => steps.extend(slices.iter().map(slice)),
        Detail::Ranges(ranges) => {
            let numbers = trace.parts.iter().filter(|part| part.value.as_number().is_some());
            steps.extend(numbers.zip(ranges).map(|(part, (start, end))| range(part, *start, *end)));
        }
        Detail::Called(called) if is_plain(called) => {}
        Detail::Called(called) => steps.push(working(called)),
    }
    steps
}

/// Whether a node's value says all there is to say.
fn is_plain(trace: &Trace<'_>) -> bool {
    match &trace.node.kind {
        Kind::Number(_) | Kind::Text(_) | Kind::Input(_) => true,
        Kind::Negate(_) => trace.parts.iter().all(is_plain),
        _ => false,
    }
}

/// Which range of its table a number fell into: `1 < 3 ≤ 4`.
fn range(part: &Trace<'_>, start: Option<Bound>, end: Option<Bound>) -> Working {
    let number = shown(&part.value);
    let line = match (start, end) {
        (Some(start), None) => format!("{number} {}", beyond(start)),
        (Some(Bound::UpTo(start)), Some(end)) => format!("{start} < {number} {}", within(end)),
        (Some(Bound::Below(start)), Some(end)) => format!("{start} ≤ {number} {}", within(end)),
        (None, Some(end)) => format!("{number} {}", within(end)),
        (None, None) => number,
    };
    let span = part.node.span;
    let text = part.source.get(span.start..span.end).unwrap_or_default().to_owned();
    Working { text, line: line.replace('-', "−"), value: part.value.to_string(), parts: Vec::new() }
}

fn within(end: Bound) -> String {
    match end {
        Bound::UpTo(number) => format!("≤ {number}"),
        Bound::Below(number) => format!("< {number}"),
    }
}

fn beyond(start: Bound) -> String {
    match start {
        Bound::UpTo(number) => format!("> {number}"),
        Bound::Below(number) => format!("≥ {number}"),
    }
}

fn slice(slice: &TierSlice) -> Working {
    let tier = &slice.tier;
    let text = match (slice.start, tier.end) {
        (Some(start), None) => beyond(start),
        (None, None) => "≥ 0".to_owned(),
        (start, Some(end)) => {
            let start = start.map_or(Decimal::ZERO, Bound::number);
            let sign = if matches!(end, Bound::Below(_)) { "<" } else { "" };
            format!("{start}–{sign}{}", end.number())
        }
    };
    let [count, unit, flat, amount] = [slice.count, tier.unit.into(), slice.flat.into(), slice.amount]
        .map(|number| shown(&Value::Number(number)));
    let flat = if slice.flat.is_zero() { String::new() } else { format!(" + {flat}") };
    let full = format!("{count} × {unit}{flat}");
    let line = match tier.at_most.filter(|_| slice.capped) {
        Some(most) => format!("min({full}, {}) = {amount}", shown(&Value::Number(most.into()))),
        None => format!("{full} = {amount}"),
    };
    let parts = tier.block.map(|block| {
        let [quantity, block] = [slice.quantity, block.into()];
        let text = format!("blocks({quantity}, {block})");
        Working { text, line: started(quantity, block, slice.count), value: count, parts: Vec::new() }
    });
    Working { text, line, value: slice.amount.to_string(), parts: parts.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::sample::{Book, inputs};
    use crate::rate::{Formula, evaluate};

    #[track_caller]
    fn explained(text: &str) -> (String, Working) {
        let (formula, book) = (Formula::parse(text).unwrap(), Book::sample());
        let done = evaluate(&formula, &inputs(), &book).unwrap();
        assert_eq!(done.working().value, done.value().to_string());
        (done.line(), done.working())
    }

    /// The tree as indented lines, each step with its text.
    fn tree(working: &Working, depth: usize) -> String {
        let below: String = working.parts.iter().map(|part| tree(part, depth.saturating_add(1))).collect();
        format!("{}{} | {}\n{below}", "  ".repeat(depth), working.text, working.line)
    }

    #[test]
    fn the_sample_reads_as_a_visitor_would_work_it_out() {
        let text = "max(1, blocks(seconds, 15)) * resolution[quality] + green_screen * blocks(seconds, 60)";
        let (line, working) = explained(text);
        assert_eq!(line, "max(1, blocks(47, 15)) × resolution[hd] + 1 × blocks(47, 60) = 4 × 2 + 1 × 1 = 9");
        let expected = format!(
            "{text} | 8 + 1 = 9
  max(1, blocks(seconds, 15)) * resolution[quality] | 4 × 2 = 8
    max(1, blocks(seconds, 15)) | max(1, 4) = 4
      blocks(seconds, 15) | 47 ÷ 15 → 4
    resolution[quality] | resolution[hd] = 2
  green_screen * blocks(seconds, 60) | 1 × 1 = 1
    blocks(seconds, 60) | 47 ÷ 60 → 1
"
        );
        assert_eq!(tree(&working, 0), expected);
    }

    #[test]
    fn tiers_and_features_show_what_they_did() {
        let (line, working) = explained("graduated(1500, calls) + article(words: 1200)");
        assert_eq!(line, "graduated(1500, calls) + article(words: 1200) = 15 + 3 = 18");
        let expected = "graduated(1500, calls) + article(words: 1200) | 15 + 3 = 18
  graduated(1500, calls) | graduated(1500, calls) = 15
    0–1000 | 1000 × 0.0125 = 12.5
    > 1000 | 500 × 0.005 = 2.5
  article(words: 1200) | article(words: 1200) = 3
    blocks(words, 500) * text[style] | 3 × 1 = 3
      blocks(words, 500) | 1200 ÷ 500 → 3
      text[style] | text[standard] = 1
";
        assert_eq!(tree(&working, 0), expected);
    }

    #[test]
    fn blocks_caps_and_ranges_show_what_they_did() {
        let working = explained("graduated(2150, metered) + images[quality, seconds]").1;
        let expected = "graduated(2150, metered) + images[quality, seconds] | 5.5 + 40 = 45.5
  graduated(2150, metered) | graduated(2150, metered) = 5.5
    0–<150 | min(2 × 1.5 + 1, 3.5) = 3.5
      blocks(150, 100) | 150 ÷ 100 → 2
    ≥ 150 | 2 × 1 = 2
      blocks(2000, 1000) | 2000 ÷ 1000 = 2
  images[quality, seconds] | images[hd, 47] = 40
    seconds | 47 ≥ 2
";
        assert_eq!(tree(&working, 0), expected);
        for (lookup, line) in [("images['sd', 1]", "1 ≤ 1"), ("images['sd', -2 - 0]", "−2 ≤ 1")] {
            assert_eq!(explained(lookup).1.parts.last().unwrap().line, line);
        }
        assert_eq!(explained("images['sd', 3]").1.parts[0].line, "1 < 3 ≤ 4");
        assert_eq!(explained("images['hd', 1.5]").1.parts[0].line, "1.5 < 2");
        assert_eq!(
            explained("ceil(seconds, 15) + abs(-2.5)").0,
            "ceil(47, 15) + abs(−2.5) = 60 + 2.5 = 62.5"
        );
    }

    #[test]
    fn an_if_shows_its_condition_and_one_branch() {
        let (line, working) = explained("if(blocks(seconds, 15) > 3, -seconds / 3, 1 / 0)");
        assert_eq!(line, "if(blocks(47, 15) > 3 ✓, −47 ÷ 3) = if(4 > 3 ✓, −47/3) = −47/3");
        let expected = "if(blocks(seconds, 15) > 3, -seconds / 3, 1 / 0) | if(4 > 3 ✓, −47/3) = −47/3
  blocks(seconds, 15) | 47 ÷ 15 → 4
  -seconds / 3 | (−47) ÷ 3 = −47/3
";
        assert_eq!((tree(&working, 0).as_str(), working.value.as_str()), (expected, "-47/3"));
    }

    #[test]
    fn plain_formulas_have_plain_lines() {
        assert_eq!(explained("5").0, "5");
        assert_eq!(explained("seconds").1.line, "47");
        assert_eq!(explained("seconds * 2").0, "47 × 2 = 94");
        assert_eq!(explained("blocks(45, 15)").1.line, "45 ÷ 15 = 3");
        assert_eq!(
            explained("-seconds").1,
            Working { text: "-seconds".into(), line: "−47".into(), value: "-47".into(), parts: vec![] }
        );
    }

    #[test]
    fn serialises_as_strings() {
        let json = serde_json::to_string(&explained("seconds / 3").1).unwrap();
        assert_eq!(json, r#"{"text":"seconds / 3","line":"47 ÷ 3 = 47/3","value":"47/3","parts":[]}"#);
        assert_eq!(<Working as ts_rs::TS>::inline(&ts_rs::Config::default()).matches("string").count(), 3);
    }
}
