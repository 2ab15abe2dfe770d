//! THE WORDS. Every parameter and every meter of a mixer, said once.
//!
//! A word is 32 bits in the shared block (`DESIGN.md` section 3) and has one writer: parameters the page, meters the
//! engine. From the tables here come the Rust structs of settled values, the addresses on both sides, the
//! TypeScript that the page and the worklet import, the layout hash, the memory-size formula and the
//! reference page in `docs/`. No audio happens here.

pub mod emit;
mod hash;
mod layout;
mod memory;
mod spec;
mod tables;

pub use hash::layout_hash;
pub use layout::{Layout, MAGIC};
pub use memory::{WASM_PAGE_BYTES, memory_bytes};
pub use spec::{
    Choice, Counter, HeaderSpec, Kind, MeterSpec, Owner, RampWords, Smoothing, Spec, Switch, Taper, Target, Unit,
};
pub use tables::*;
