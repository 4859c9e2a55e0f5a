//! So many times as much of everything.

use super::usage::Usage;
use crate::book::Fault;
use crate::num::{Decimal, NumError};

/// The usage with so many times as many uses of every line, and of measured events. Times that are no numbers stay as
/// they are, for `meter` to refuse.
///
/// # Errors
///
/// One fault `too_large` where a product has too many digits.
pub fn scaled(usage: &Usage, factor: Decimal) -> Result<Usage, Vec<Fault>> {
    let mut usage = usage.clone();
    for (index, line) in usage.lines.iter_mut().enumerate() {
        let path = format!("usage.lines[{index}].times");
        line.times = product(&line.times, factor).map_err(|error| too_large(path, &error))?;
    }
    if let Some(measured) = &mut usage.measured {
        let times = measured.times.as_deref().unwrap_or("1");
        let times =
            product(times, factor).map_err(|error| too_large("usage.measured.times".into(), &error))?;
        measured.times = Some(times);
    }
    Ok(usage)
}

fn product(times: &str, factor: Decimal) -> Result<String, NumError> {
    match Decimal::parse(times.trim()) {
        Ok(number) => Ok(number.checked_mul(factor)?.to_string()),
        Err(_) => Ok(times.to_owned()),
    }
}

fn too_large(path: String, error: &NumError) -> Vec<Fault> {
    vec![Fault::usage("too_large", path, error.to_string(), "enter a rounder number")]
}

#[cfg(test)]
mod tests {
    use super::super::measured::MeasuredUsage;
    use super::super::usage::UsageLine;
    use super::*;

    #[test]
    fn lines_and_measured_events_are_scaled_alike() {
        let line = UsageLine { times: "3".to_owned(), ..UsageLine::default() };
        let usage = Usage { lines: vec![line], measured: Some(MeasuredUsage::default()), ..Usage::default() };
        let half = Decimal::parse("0.5").unwrap();
        let once = scaled(&usage, half).unwrap();
        assert_eq!(once.lines[0].times, "1.5");
        assert_eq!(once.measured.as_ref().unwrap().times.as_deref(), Some("0.5"));
        let twice = scaled(&once, half).unwrap();
        assert_eq!(twice.measured.unwrap().times.as_deref(), Some("0.25"));
    }
}
