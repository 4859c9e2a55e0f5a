//! The fuzz targets on the committed corpus, and on a bounded number of changes to it.

use std::fs;
use std::path::Path;

use crate::oracle::random::Random;

#[path = "../support/fuzz.rs"]
mod targets;

use targets::TARGETS;

/// Changed inputs that each target is given.
const CHANGED: usize = 1_500;
/// Changes made to one input at most.
const CHANGES: i64 = 6;
/// Longest input; longer ones are cut.
const LONGEST: usize = 40_000;

/// Words that tend to matter to one of the targets.
const WORDS: [&str; 24] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "-",
    "1e9",
    "0.",
    "99999999999999999999",
    "(",
    ")",
    "*",
    "/ 0",
    "if(",
    "blocks(",
    "graduated(x, tiers)",
    "and",
    "\\u0000",
    "\u{feff}",
    "𝄞",
    "x",
];

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(root.join("fuzz/corpus").join(target))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn change(input: &mut Vec<u8>, others: &[(String, Vec<u8>)], random: &mut Random) {
    let at = random.below(input.len() + 1);
    let end = (at + random.below(20)).min(input.len());
    match random.below(6) {
        0 if at < input.len() => input[at] ^= 1 << random.below(8),
        1 => {
            input.drain(at..end);
        }
        2 => {
            let part = input[at..end].to_vec();
            input.splice(at..at, part);
        }
        3 | 4 => {
            let word = random.pick(&WORDS);
            input.splice(at..at, word.bytes());
        }
        _ => {
            let (_, other) = &others[random.below(others.len())];
            let from = random.below(other.len() + 1);
            let to = (from + random.below(200)).min(other.len());
            input.splice(at..end, other[from..to].iter().copied());
        }
    }
    input.truncate(LONGEST);
}

#[test]
fn no_input_makes_the_engine_panic() {
    for (name, target) in TARGETS {
        let corpus = corpus(name);
        assert!(corpus.len() >= 5, "the corpus of {name} has {} files", corpus.len());
        corpus.iter().for_each(|(_, input)| target(input));
        let mut random = Random::new(7);
        for _ in 0..CHANGED {
            let mut input = corpus[random.below(corpus.len())].1.clone();
            for _ in 0..random.between(1, CHANGES) {
                change(&mut input, &corpus, &mut random);
            }
            target(&input);
        }
    }
}
