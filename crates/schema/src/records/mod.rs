//! The parameters, record by record, in the order of the signal. To add one, add a line and run `make schema`.

mod bus;
mod compressor;
mod effect;
mod eq;
mod gate;
mod limiter;
mod master;
mod mixer;
mod strip;
mod vca;

pub use bus::*;
pub use compressor::*;
pub use effect::*;
pub use eq::*;
pub use gate::*;
pub use limiter::*;
pub use master::*;
pub use mixer::*;
pub use strip::*;
pub use vca::*;

/// The largest gain of a fader, a send, a bus or the master: +12 dB.
const FADER_MAX: f32 = 4.0;
/// The largest trim: +24 dB.
const TRIM_MAX: f32 = 16.0;
