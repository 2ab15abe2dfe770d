//! Dynamics: what changes a signal's gain by its level. Gate and compressor, four stereo signals side by side.
//!
//! Both are feed-forward and stereo-linked: the louder channel decides, and both channels get the same gain, so an image
//! does not wander. Levels and gains are logarithms to base 2 inside, octaves of gain of 6.02 dB each.
//!
//! ```text
//! detector → level → curve → wanted reduction → ballistics → reduction → gain
//! ```
//! Source: Giannoulis, Massberg, Reiss, "Digital Dynamic Range Compressor Design: A Tutorial and Analysis", JAES 60(6),
//! 2012: the soft knee, and smooth branching in the log domain, after the gain computer.

pub mod ballistics;
pub mod compressor;
pub mod curve;
pub mod detector;
pub mod gate;
pub mod hold;
pub mod log;
pub mod reduction;

pub use compressor::{Compressor, CompressorWork};
pub use detector::{Detector, Key};
pub use gate::{Gate, GateTimes, GateWork};

use crate::lanes::CELL_FRAMES;
use megamixer_vectors::f32x4;

/// One value a frame and signal, over a stretch.
pub type Quads = [f32x4; CELL_FRAMES];
