//! Plans by family: every rung of a ladder becomes an offer of its own.

use std::collections::BTreeSet;

use super::super::CreditUnit;
use super::super::feature::NO_PLAN;
use super::super::format::{self, Price};
use super::super::reader::{Place, Placed, Reader};

/// One offer of the book, or one rung of a plan's ladder.
#[derive(Debug, Clone)]
pub(super) struct Entry<'r> {
    /// What was written.
    pub raw: &'r format::Offer,
    /// The rung, where it is one.
    pub rung: Option<&'r format::Rung>,
    /// Index of the first entry of the family.
    pub family: usize,
    /// The offer's id.
    pub id: String,
    /// Its name for people.
    pub name: String,
}

impl Entry<'_> {
    /// Whether it is a plan.
    pub fn is_plan(&self) -> bool {
        is_subscription(self.raw) && self.raw.addon != Some(true)
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        self.rung.map_or(&self.raw.place, |rung| &rung.place)
    }

    /// The price: the rung's, else the offer's own.
    pub fn price(&self) -> Option<&Placed<Price>> {
        self.rung.map(|rung| &rung.price).or(self.raw.price.as_ref())
    }
}

/// Whether it is paid by the term: a plan or an add-on.
pub(super) fn is_subscription(raw: &format::Offer) -> bool {
    !raw.ladder.is_empty() || matches!(raw.price, Some(Placed { value: Price::Terms(_), .. }))
}

/// The offers of the book with a rung's own for each rung, in order. A rung's name says its credits.
pub(super) fn expand<'r>(
    raw: &'r [format::Offer],
    credits: &[CreditUnit],
    reader: &mut Reader,
) -> Vec<Entry<'r>> {
    let mut entries = Vec::new();
    for offer in raw {
        let family = entries.len();
        let (id, name) = (&offer.id.value, &offer.name);
        if offer.ladder.is_empty() {
            entries.push(Entry { raw: offer, rung: None, family, id: id.clone(), name: name.clone() });
        }
        let named = offer.r#type.as_ref().and_then(|id| credits.iter().find(|unit| unit.id == id.value));
        let unit = named.or_else(|| credits.first()).map_or("", |unit| unit.plural.as_str());
        for rung in &offer.ladder {
            let credits = rung.credits.value.to_string();
            let own = rung.id.as_ref().map_or(&credits, |id| &id.value);
            let (id, name) = (format!("{id}.{own}"), format!("{name}, {credits} {unit}"));
            entries.push(Entry { raw: offer, rung: Some(rung), family, id, name });
        }
    }
    unique(&entries, reader);
    entries
}

fn unique(entries: &[Entry], reader: &mut Reader) {
    let mut seen: BTreeSet<&str> =
        entries.iter().filter(|entry| entry.rung.is_none()).map(|entry| entry.id.as_str()).collect();
    for (entry, rung) in entries.iter().filter_map(|entry| entry.rung.map(|rung| (entry, rung))) {
        if let Some(id) = &rung.id {
            super::id(id, reader);
        }
        if !seen.insert(&entry.id) {
            let place = rung.id.as_ref().map_or(&rung.place, |id| &id.place);
            let message = format!("a second offer has the id `{}`", entry.id);
            reader.fault("repeated_id", place, message, "give each rung its own id");
        }
    }
}

/// The plans of a book by family.
#[derive(Debug, Clone, Default)]
pub(super) struct Plans {
    families: Vec<Family>,
}

#[derive(Debug, Clone)]
struct Family {
    id: String,
    /// Ids and indices of its plans.
    plans: Vec<(String, usize)>,
}

impl Plans {
    /// The plans among the entries.
    pub fn of(entries: &[Entry], reader: &mut Reader) -> Plans {
        let mut plans = Plans::default();
        for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.is_plan()) {
            let id = &entry.raw.id;
            if index == entry.family {
                if id.value == NO_PLAN {
                    let message = "`none` is what formulas call no plan";
                    reader.fault("reserved_name", &id.place, message, "choose another id");
                }
                plans.families.push(Family { id: id.value.clone(), plans: Vec::new() });
            }
            if let Some(family) = plans.families.last_mut() {
                family.plans.push((entry.id.clone(), index));
            }
        }
        plans
    }

    /// Ids of the families, in order.
    pub fn families(&self) -> impl Iterator<Item = &str> + Clone {
        self.families.iter().map(|family| family.id.as_str())
    }

    /// The family that a name means, or the family of the rung that it means.
    pub fn family_of(&self, name: &str) -> Option<&str> {
        let found = self
            .families
            .iter()
            .find(|family| family.id == name || family.plans.iter().any(|(id, _)| id == name));
        found.map(|family| family.id.as_str())
    }

    /// Indices of the plans that a name means: a family's, or one rung; empty after a fault.
    pub fn find(&self, name: &Placed<String>, reader: &mut Reader) -> Option<Vec<usize>> {
        if let Some(family) = self.families.iter().find(|family| family.id == name.value) {
            return Some(family.plans.iter().map(|(_, index)| *index).collect());
        }
        let mut rungs = self.families.iter().flat_map(|family| &family.plans);
        match rungs.find(|(id, _)| *id == name.value) {
            Some((_, index)) => Some(vec![*index]),
            None => {
                let rungs = self.families.iter().flat_map(|family| {
                    family.plans.iter().map(|(id, _)| id.as_str()).filter(|id| *id != family.id)
                });
                let known = self.families().chain(rungs);
                reader.unknown("plan", &name.value, &name.place, known);
                None
            }
        }
    }

    /// The plans that several names mean, rising, each once; `None` after a fault.
    pub fn find_all(&self, names: &[Placed<String>], reader: &mut Reader) -> Option<Vec<usize>> {
        let found: Vec<Option<Vec<usize>>> = names.iter().map(|name| self.find(name, reader)).collect();
        let found: BTreeSet<usize> =
            found.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        Some(found.into_iter().collect())
    }
}
