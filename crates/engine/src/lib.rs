//! THE CONSOLE. `schema` + `dsp`: the block, strips, sends, buses, master, and the order of it all.
//!
//! ```text
//! input → trim → polarity → ┬ pre-fader tap
//!                           └ fader → mute → pan → ┬ post-fader tap → buses (gain → pan → mute) ┐
//!                                                  └───────────────────────────────────────────┴→ master (gain → mute)
//! ```
//!
//! [`Engine::render`] may be cut at any frame: what is slower than a sample happens on a grid of 32 frames that is
//! anchored to the engine's own frame counter.

mod adoption;
mod block;
mod bus;
mod engine;
mod master;
mod path;
mod routes;
mod send;
mod settled;
mod strip;
mod times;

pub use adoption::{Adoption, Outcome, Sections, SharedWords};
pub use block::Block;
pub use engine::{Engine, Inputs, Refusal};
pub use routes::{Routes, Soloing};
