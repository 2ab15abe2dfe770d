//! THE CONSOLE. `schema` + `dsp`: the block, strips, sends, buses, master, and the order of it all.
//!
//! ```text
//! strip:   input → delay → trim → polarity → (key) → stereo → EQ → gate → compressor → ┬ pre-fader tap
//!                                                                                      └ fader → mute → pan → post-fader tap
//! bus:     sum → effect → EQ → compressor → fader → mute → pan → master or another bus
//! master:  sum → EQ → compressor → fader → mute → limiter → output
//! monitor: the output, or what is listened to alone → mono → dim → fader
//! ```
//!
//! [`Engine::render`] may be cut at any frame: what is slower than a sample happens on a grid of 128 frames that is
//! anchored to the engine's own frame counter.

#![feature(optimize_attribute)]

mod adoption;
mod analysis;
mod bar;
mod block;
mod bus;
mod changes;
mod effect;
mod engine;
mod inserts;
mod key;
mod master;
mod mix;
mod monitor;
mod options;
mod order;
mod parts;
mod path;
mod report;
mod rerouting;
mod routes;
mod schedule;
mod send;
mod settled;
mod stage;
mod still;
mod strip;
mod sums;
mod times;
mod vca;
mod work;

pub use adoption::{Adoption, Outcome, Sections, SharedWords};
pub use bar::{BAR_FRAMES, Bar};
pub use block::Block;
pub use engine::{Engine, Inputs, Outputs};
pub use options::{EngineOptions, Refusal};
pub use order::{Graph, Order};
pub use parts::{Addend, Cycle, Part, Parts};
pub use routes::{Key, Routes, Soloing, Ways};
