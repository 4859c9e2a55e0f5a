//! Published charge cases, run under the rule that each one's source holds: `tests/cases/charges`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::support::charge::run;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Beside the cases: the ids of those that are no formula, with the reason.
const LEFT_OUT: &str = "left-out";

fn cases() -> PathBuf {
    Path::new(ROOT).join("tests/cases")
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&fs::read_to_string(cases().join(name)).unwrap()).unwrap()
}

#[test]
fn every_charge_case_comes_out_exactly() {
    let left_out: BTreeMap<String, String> = read("charges/left-out.json");
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for path in fs::read_dir(cases().join("charges")).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name == LEFT_OUT {
            continue;
        }
        let ran = run(&fs::read_to_string(&path).unwrap());
        wrong.extend(ran.wrong);
        for id in ran.ids {
            assert!(!left_out.contains_key(&id), "{id} runs, and is left out");
            assert!(seen.insert(id.clone()), "{id} stands twice");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(left_out.values().all(|reason| reason.contains(": ")), "every reason names who takes the case");

    // Every published case is here or is left out for a reason. The sections of the wallet are its own test's.
    let published: BTreeMap<String, Vec<String>> = read("case-ids.json");
    let charges = published.into_iter().filter(|(section, _)| section.starts_with("2.") || section == "3.5");
    let published: BTreeSet<String> = charges.flat_map(|(_, ids)| ids).collect();
    let known: BTreeSet<String> = seen.iter().chain(left_out.keys()).cloned().collect();
    let missing: Vec<_> = published.difference(&known).collect();
    let unknown: Vec<_> = known.difference(&published).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:?}, unknown {unknown:?}");
    // Past the capture of what tests print, since the number is worth seeing.
    writeln!(std::io::stdout(), "{} charge cases, {} left out", seen.len(), left_out.len()).unwrap();
}
