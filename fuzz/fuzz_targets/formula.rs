#![no_main]
#![allow(dead_code, reason = "each target runs one of the module's functions")]

#[path = "../../tests/support/fuzz.rs"]
mod fuzz;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::formula(data));
