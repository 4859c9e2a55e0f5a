//! The planner's core in WebAssembly, for `benches/highs.mjs` only.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark may stop")]

#[path = "instance.rs"]
#[allow(dead_code, reason = "the benchmark uses the rest")]
mod instance;

use credit_calculator::plan::core::CoreSolver;
use wasm_bindgen::prelude::wasm_bindgen;

/// Solves a problem of the case file's form with so many nodes at most; its cost, -1 without a plan, and whether it is
/// proved.
#[wasm_bindgen]
#[must_use]
pub fn solve(input: &str, nodes: u32) -> Vec<i64> {
    let problem = instance::problem(&serde_json::from_str(input).unwrap());
    let mut solver = CoreSolver::new(&problem).unwrap();
    solver.run(u64::from(nodes));
    let answer = solver.answer();
    vec![answer.cost().unwrap_or(-1), i64::from(answer.is_proved())]
}
