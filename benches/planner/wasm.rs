//! The planner's core in WebAssembly, for `benches/highs.mjs` only.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark may stop")]

#[path = "instance.rs"]
#[allow(dead_code, reason = "the benchmark uses the rest")]
mod instance;

use credit_calculator::plan::core::CoreSolver;
use wasm_bindgen::prelude::wasm_bindgen;

/// A problem being solved.
#[wasm_bindgen]
pub struct Solving(CoreSolver);

#[wasm_bindgen]
impl Solving {
    /// Of a problem of the case file's form.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(input: &str) -> Solving {
        let problem = instance::problem(&serde_json::from_str(input).unwrap());
        Solving(CoreSolver::new(&problem).unwrap())
    }

    /// Works until a first plan is known.
    pub fn first(&mut self) {
        self.0.run_first();
    }

    /// Works for so many nodes; whether nothing is left to do.
    pub fn run(&mut self, nodes: u32) -> bool {
        self.0.run(u64::from(nodes))
    }

    /// Cost of the best plan, -1 without one; lower bound, -1 when there is no plan; and whether it is proved.
    #[must_use]
    pub fn answer(&self) -> Vec<i64> {
        let answer = self.0.answer();
        vec![answer.cost().unwrap_or(-1), answer.lower_bound.unwrap_or(-1), i64::from(answer.is_proved())]
    }
}

/// Bytes of the memory of this module, which never shrinks.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn memory_bytes() -> u32 {
    u32::try_from(core::arch::wasm32::memory_size(0) * 65_536).unwrap()
}
