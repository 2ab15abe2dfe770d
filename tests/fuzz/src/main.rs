//! The whole console, fuzzed by coverage: whatever stands in the block, whatever comes in and however a render is cut, what
//! leaves is audio, and silence ends in silence.
//!
//! `scripts/soak/fuzz.sh` runs it. An input that fails is printed as the scene that it is.

#![no_main]

mod heard;
mod page;
mod places;
mod play;
mod scene;
#[path = "../../../crates/engine/tests/support/mod.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|scene: scene::Scene| play::play(&scene));
