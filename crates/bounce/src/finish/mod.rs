//! From a mix to a file: what is measured of it, how it is brought to a loudness, and how it is written down.

mod ear;
mod encoder;
mod fit;
mod mix_meter;
mod normaliser;
mod wav;

pub use ear::Ear;
pub use encoder::{Encoder, SampleFormat};
pub use fit::{Fit, LoudnessTarget};
pub use mix_meter::{LoudnessReport, MixMeter};
pub use normaliser::{Normaliser, Plan};
pub use wav::wav_header;
