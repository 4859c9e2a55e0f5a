//! A mapping checked against a price book: what is read from which cell.

use std::collections::BTreeMap;

use super::super::inputs::choices;
use super::super::read::{Unknown, date, known};
use super::cells::Named;
use super::mapping::{EventsColumn, EventsMapping, EventsSaying};
use super::preview::DELIMITERS;
use super::time::TimeForm;
use crate::book::{Fault, Feature, InputKind, NO_PLAN, PLAN_INPUT, PriceBook};
use crate::date::Date;
use crate::num::{Decimal, Fraction};
use crate::rate::{Inputs, Value};

/// What is read from which cell.
pub(super) struct Setup {
    pub delimiter: u8,
    pub header: bool,
    pub time: Option<usize>,
    pub form: TimeForm,
    pub day: Date,
    pub decimal_comma: bool,
    pub success: Option<usize>,
    pub feature: FeatureFrom,
    /// One a feature of the book.
    pub features: Vec<FeatureSetup>,
}

/// Where an event's feature is from.
pub(super) enum FeatureFrom {
    Column(usize, Named),
    /// Index of the one feature of all events.
    One(usize),
}

/// How events of one feature are read.
pub(super) struct FeatureSetup {
    /// The values of an event; those of columns change from event to event.
    pub inputs: Inputs,
    pub columns: Vec<InputFrom>,
    /// The plans as the formula is asked for them; one where it does not ask.
    pub asked: Vec<String>,
    /// Which of them is shown.
    pub shown: usize,
}

/// An input that a column says.
pub(super) struct InputFrom {
    pub id: String,
    pub column: usize,
    pub kind: FromKind,
}

pub(super) enum FromKind {
    Number { factor: Fraction, min: Option<Decimal>, max: Option<Decimal> },
    Choice(Named),
    Toggle,
}

impl Setup {
    /// Checks a mapping; `None` after at least one fault.
    pub fn new(book: &PriceBook, mapping: &EventsMapping, faults: &mut Vec<Fault>) -> Option<Setup> {
        let before = faults.len();
        let delimiter = match mapping.delimiter.as_bytes() {
            [one] if DELIMITERS.contains(one) => *one,
            _ => {
                let message = format!("`{}` does not separate cells", mapping.delimiter);
                let fix = "choose a comma, a semicolon, a tab or |";
                faults.push(Fault::usage("bad_delimiter", "mapping.delimiter", message, fix));
                b','
            }
        };
        let day = date(&mapping.day, "mapping.day", faults);
        let columns = Columns::new(book, mapping, faults);
        let feature = feature(book, mapping, &columns, faults);
        let plan = mapping.plan.as_deref().filter(|id| *id != NO_PLAN);
        let family = plan.and_then(|id| family(book, id, faults));
        let features: Vec<Option<FeatureSetup>> = book
            .features()
            .iter()
            .map(|feature| feature_setup(feature, mapping, &columns, family.as_deref(), faults))
            .collect();
        if faults.len() > before {
            return None;
        }
        Some(Setup {
            delimiter,
            header: mapping.header,
            time: columns.time,
            form: mapping.time.unwrap_or_default(),
            day: day?,
            decimal_comma: mapping.decimal_comma.unwrap_or(false),
            success: columns.success,
            feature: feature?,
            features: features.into_iter().collect::<Option<_>>()?,
        })
    }
}

/// The columns by what they say.
#[derive(Default)]
struct Columns {
    time: Option<usize>,
    feature: Option<usize>,
    success: Option<usize>,
    inputs: BTreeMap<String, (usize, Fraction)>,
}

impl Columns {
    fn new(book: &PriceBook, mapping: &EventsMapping, faults: &mut Vec<Fault>) -> Columns {
        let mut columns = Columns::default();
        for (index, column) in mapping.columns.iter().enumerate() {
            let path = format!("mapping.columns[{index}]");
            if mapping.columns.iter().take(index).any(|other| other.says == column.says) {
                let message = "two columns say the same";
                faults.push(Fault::usage("column_twice", path, message, "choose one of them"));
                continue;
            }
            columns.add(book, column, &path, faults);
        }
        columns
    }

    fn add(&mut self, book: &PriceBook, column: &EventsColumn, path: &str, faults: &mut Vec<Fault>) {
        let place = usize::try_from(column.column).unwrap_or(usize::MAX);
        match &column.says {
            EventsSaying::Time => self.time = Some(place),
            EventsSaying::Feature => self.feature = Some(place),
            EventsSaying::Success => self.success = Some(place),
            EventsSaying::Input(id) => {
                let ids = book.features().iter().flat_map(|feature| &feature.inputs);
                let unknown = Unknown {
                    code: "unknown_input",
                    path: &format!("{path}.says"),
                    message: "no feature has an input",
                    otherwise: "choose an input of the price book",
                };
                known(id, ids.map(|input| input.id.as_str()), unknown, faults);
                if let Some(factor) = factor(column.factor.as_deref(), path, faults) {
                    self.inputs.insert(id.clone(), (place, factor));
                }
            }
        }
    }
}

fn factor(text: Option<&str>, path: &str, faults: &mut Vec<Fault>) -> Option<Fraction> {
    let Some(text) = text.map(str::trim) else { return Some(Fraction::ONE) };
    let read = read_fraction(text).filter(|factor| !factor.is_zero() && !factor.is_negative());
    if read.is_none() {
        let message = format!("`{text}` is no number above 0");
        let fix = "enter a number such as 0.001, or a fraction such as 1/60";
        faults.push(Fault::usage("bad_factor", format!("{path}.factor"), message, fix));
    }
    read
}

/// A decimal, or a fraction of two.
pub(in super::super) fn read_fraction(text: &str) -> Option<Fraction> {
    let number = |text: &str| -> Option<Fraction> {
        let whole = || text.parse().ok().and_then(|whole| Fraction::new(whole, 1).ok());
        Decimal::parse(text).ok().map(Fraction::from).or_else(whole)
    };
    match text.split_once('/') {
        None => number(text),
        Some((above, below)) => number(above.trim_end())?.checked_div(number(below.trim_start())?).ok(),
    }
}

fn feature(
    book: &PriceBook,
    mapping: &EventsMapping,
    columns: &Columns,
    faults: &mut Vec<Fault>,
) -> Option<FeatureFrom> {
    let names = mapping.names.as_deref().unwrap_or_default();
    let all = || book.features().iter().map(|feature| (feature.id.clone(), feature.name.clone()));
    if let Some(column) = columns.feature {
        let mut named = Named::new(None, all().collect());
        for (index, name) in names.iter().enumerate().filter(|(_, name)| name.input.is_none()) {
            if !named.say(&name.name, &name.means) {
                let message = format!("the price book has no feature `{}`", name.means);
                let path = format!("mapping.names[{index}].means");
                faults.push(Fault::usage("unknown_feature", path, message, "choose a feature"));
            }
        }
        return Some(FeatureFrom::Column(column, named));
    }
    let Some(id) = mapping.feature.as_deref() else {
        let message = "nothing says which feature the events are";
        let fix = "choose the column that says it, or one feature for all events";
        faults.push(Fault::usage("missing_feature", "mapping.feature", message, fix));
        return None;
    };
    let unknown = Unknown {
        code: "unknown_feature",
        path: "mapping.feature",
        message: "the price book has no feature",
        otherwise: "choose a feature of the price book",
    };
    let ids = book.features().iter().map(|feature| feature.id.as_str());
    known(id, ids, unknown, faults).map(FeatureFrom::One)
}

/// The family of a plan named by its id or its family's.
fn family(book: &PriceBook, id: &str, faults: &mut Vec<Fault>) -> Option<String> {
    let offers = book.plans().filter_map(|plan| book.offer(plan));
    let mut named = offers.filter(|offer| offer.id == id || offer.family_id == id);
    let family = named.next().map(|offer| offer.family_id.clone());
    if family.is_none() {
        let message = format!("the price book has no plan `{id}`");
        faults.push(Fault::usage("unknown_plan", "mapping.plan", message, "choose a plan, or none"));
    }
    family
}

fn feature_setup(
    feature: &Feature,
    mapping: &EventsMapping,
    columns: &Columns,
    family: Option<&str>,
    faults: &mut Vec<Fault>,
) -> Option<FeatureSetup> {
    let stated = mapping.inputs.as_ref().and_then(|inputs| inputs.get(&feature.id));
    let path = format!("mapping.{}", feature.id);
    let mut inputs = choices(feature, stated, &path, faults)?.typical;
    let asked = match feature.depends_on_plan {
        true => feature.plan_choices.to_vec(),
        false => vec![feature.plan_choices.first().cloned().unwrap_or_else(|| NO_PLAN.to_owned())],
    };
    let wanted = family.unwrap_or(NO_PLAN);
    let shown = asked.iter().position(|plan| plan == wanted).unwrap_or(0);
    if let Some(plan) = asked.get(shown) {
        inputs.set(PLAN_INPUT, Value::Text(plan.clone()));
    }
    let names = mapping.names.as_deref().unwrap_or_default();
    let said = feature.inputs.iter().filter_map(|input| {
        let (column, factor) = columns.inputs.get(&input.id)?;
        let kind = match &input.kind {
            InputKind::Number { min, max, .. } => FromKind::Number { factor: *factor, min: *min, max: *max },
            InputKind::Toggle { .. } => FromKind::Toggle,
            InputKind::Choice { choices, .. } => {
                let mut named = Named::new(Some(input.id.clone()), choices.clone());
                // Other features may have other choices of that input: what they lack shows as unknown.
                for name in names.iter().filter(|name| name.input.as_deref() == Some(&input.id)) {
                    named.say(&name.name, &name.means);
                }
                FromKind::Choice(named)
            }
        };
        Some(InputFrom { id: input.id.clone(), column: *column, kind })
    });
    Some(FeatureSetup { columns: said.collect(), inputs, asked, shown })
}
