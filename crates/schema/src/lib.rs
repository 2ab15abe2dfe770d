//! THE WORDS. Every parameter and every meter of a mixer, said once.
//!
//! A word is 32 bits in the shared block (`DESIGN.md` section 3) and has one writer: parameters the page, meters the
//! engine. From the tables here come the Rust structs of settled values, the addresses on both sides, the
//! TypeScript that the page and the worklet import, the layout hash, the memory-size formula and the
//! reference page in `docs/`. No audio happens here.

pub mod emit;
mod hash;
mod header_words;
mod layout;
mod limits;
mod memory;
mod meters;
mod record;
mod records;
mod rules;
mod spec;

pub use hash::layout_hash;
pub use header_words::{HEADER, header};
pub use layout::{Layout, MAGIC, SCOPE_FRAMES};
pub use limits::*;
pub use memory::{MemoryNeeds, WASM_PAGE_BYTES};
pub use meters::{MASTER_METERS, METERS, MasterMeterWords, MeterWords};
pub use record::{Part, Record};
pub use records::*;
pub use rules::{BUS_RULES, Content, MASTER_RULES, MIXER_RULES, Rule, SEND_RULES, STRIP_RULES, VCA_RULES};
pub use spec::{
    Choice, Counter, HeaderSpec, Key, Kind, MeterSpec, Output, Owner, RampWords, Smoothing, Spec, Switch, Taper,
    Target, Unit, Vca,
};
