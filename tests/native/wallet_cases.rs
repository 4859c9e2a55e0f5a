//! Published wallet cases, run under the rule that each one's source holds: `tests/cases/wallet`. Which of them tell the
//! settings of a rule apart stands in `docs/decisions/0012-switches.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::charge::{self, Ran};
use crate::support::wallet;

/// Beside the cases: the ids of those that no price book can state, with the reason.
const LEFT_OUT: &str = "left-out";

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&fs::read_to_string(cases().join(name)).unwrap()).unwrap()
}

/// The texts of a folder's case files.
fn texts(folder: &str) -> impl Iterator<Item = String> {
    let files = fs::read_dir(cases().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file() && path.file_stem().unwrap() != LEFT_OUT);
    files.map(|path| fs::read_to_string(path).unwrap())
}

/// The published cases that are whole quotes: a quote case's id begins with theirs, as in `Y11-warp`.
fn quoted() -> BTreeSet<String> {
    let quotes = texts("quotes").map(|text| serde_json::from_str::<Value>(&text).unwrap());
    quotes.map(|quote| quote["id"].as_str().unwrap().split('-').next().unwrap().to_owned()).collect()
}

/// The published cases of the wallet: its own sections, and what the charge cases leave to it.
fn published() -> BTreeSet<String> {
    let sections: BTreeMap<String, Vec<String>> = read("case-ids.json");
    let own = sections.into_iter().filter(|(section, _)| section.starts_with("3.") && section != "3.5");
    let handed_over: BTreeMap<String, String> = read("charges/left-out.json");
    own.flat_map(|(_, ids)| ids).chain(handed_over.into_keys()).collect()
}

#[test]
fn every_wallet_case_comes_out_exactly() {
    let (mut here, mut wrong) = (BTreeSet::new(), Vec::new());
    for Ran { ids, wrong: differences } in texts("wallet").map(|text| wallet::run(&text)) {
        wrong.extend(differences);
        for id in ids {
            assert!(here.insert(id.clone()), "{id} stands twice");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    // Every published case runs, here or as a quote, or is left out for a reason; a derived one has a name, no number.
    let published = published();
    let quoted: BTreeSet<String> =
        quoted().into_iter().filter(|id| published.contains(id) && !here.contains(id)).collect();
    let left_out: BTreeMap<String, String> = read("wallet/left-out.json");
    let runs = |id: &String| here.contains(id) || quoted.contains(id);
    let missing: Vec<_> = published.iter().filter(|id| !runs(id) && !left_out.contains_key(*id)).collect();
    let wrongly: Vec<_> = left_out.keys().filter(|id| runs(id) || !published.contains(*id)).collect();
    assert!(missing.is_empty() && wrongly.is_empty(), "missing {missing:?}, wrongly left out {wrongly:?}");
    let derived: Vec<_> = here.difference(&published).collect();
    assert!(derived.iter().all(|id| id.contains('-')), "{derived:?}");

    let reasons: Vec<String> = left_out.iter().map(|(id, reason)| format!("  {id}: {reason}\n")).collect();
    let (count, quotes) = (here.len() - derived.len() + quoted.len(), quoted.len());
    // Past the capture of what tests print, since the numbers are worth seeing.
    let mut out = std::io::stdout();
    writeln!(out, "{count} wallet cases, {} left out; {quotes} run as quotes", left_out.len()).unwrap();
    writeln!(out, "{}and {} derived cases", reasons.concat(), derived.len()).unwrap();
}

#[test]
fn the_cases_named_for_each_switch_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/decisions/0012-switches.md")).unwrap();
    let wallet = texts("wallet").map(|text| wallet::run(&text));
    let ran = wallet.chain(texts("charges").map(|text| charge::run(&text)));
    let runs: BTreeSet<String> = ran.flat_map(|ran| ran.ids).collect();

    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ") && line.contains('`')).collect();
    assert_eq!(rows.len(), 22, "switches");
    for row in rows {
        let named = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let missing: Vec<_> = named.split('`').skip(1).step_by(2).filter(|id| !runs.contains(*id)).collect();
        assert!(missing.is_empty(), "{missing:?} do not run: {row}");
    }
}
