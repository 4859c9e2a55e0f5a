//! One direction of imports: each module uses only those that stand before it.

use std::fs;
use std::path::Path;

/// From the bottom up.
const LAYERS: [&str; 11] =
    ["num", "unit", "date", "rate", "book", "meter", "wallet", "plan", "insight", "quote", "wasm"];

/// Pairs that the order would allow and the design does not: planner and wallet count money apart.
const APART: [(&str, &str); 1] = [("plan", "wallet")];

fn sources(folder: &Path, found: &mut Vec<String>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true => sources(&path, found),
            false => found.push(fs::read_to_string(&path).unwrap()),
        }
    }
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut uses = 0;
    for (place, layer) in LAYERS.iter().enumerate() {
        let mut texts = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer), &mut texts);
        for text in texts {
            for used in text.split("crate::").skip(1) {
                let name =
                    used.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap();
                let Some(other) = LAYERS.iter().position(|known| *known == name) else { continue };
                uses += 1;
                assert!(other <= place, "{layer} uses {name}, which stands above it");
                assert!(!APART.contains(&(*layer, name)), "{layer} uses {name}");
            }
        }
    }
    assert!(uses > 100, "only {uses} uses found");
}

#[test]
fn only_num_names_the_decimal_library_and_only_the_boundary_names_javascript() {
    for (layer, names) in LAYERS.iter().flat_map(|layer| {
        [("num", vec!["rust_decimal"]), ("wasm", vec!["wasm_bindgen", "js_sys"])]
            .into_iter()
            .filter(move |(home, _)| home != layer)
            .map(move |(_, names)| (layer, names))
    }) {
        let mut texts = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer), &mut texts);
        for name in names {
            assert!(!texts.iter().any(|text| text.contains(&format!("{name}::"))), "{layer} names {name}");
        }
    }
}
