//! How fast things go: what every unit needs to know of the time that passes in a frame.

use crate::fade::FadeCoeffs;
use crate::smoother::SmootherCoeffs;

/// The pace of controls.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Frames per second.
    pub sample_rate: f32,
    /// Of continuous controls.
    pub glide: SmootherCoeffs,
    /// Of switches.
    pub fade: FadeCoeffs,
}

/// How long a switch takes.
pub const FADE_S: f64 = 0.005;

impl Pace {
    /// For controls that glide in `glide_s` seconds.
    #[optimize(size)]
    pub fn new(glide_s: f32, sample_rate: f32) -> Self {
        Self {
            sample_rate,
            glide: SmootherCoeffs::new(glide_s, sample_rate),
            fade: FadeCoeffs::new(FADE_S, sample_rate),
        }
    }
}
