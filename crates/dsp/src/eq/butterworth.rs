//! The sections of Butterworth filters of second and fourth order, high-pass and low-pass.

use crate::lanes::LANES;
use crate::svf::{self, Design, Rest};
use core::f64::consts::SQRT_2;
use megamixer_vectors::f32x4;

/// Dampings, 1 / Q, of the sections that a cut may consist of. Source: the poles of Butterworth filters of order 2 and 4, which stand
/// at angles of 45°, 22.5° and 67.5° to the real axis: twice the cosine.
const DAMPINGS: [f64; 3] = [SQRT_2, 1.847_759_065_022_573_5, 0.765_366_864_730_179_5];
/// The section of 12 dB per octave.
pub const ONLY: usize = 0;
/// The first section of 24 dB per octave: Q 0.5412.
pub const FIRST: usize = 1;
/// The second section of 24 dB per octave: Q 1.3066.
pub const SECOND: usize = 2;

/// How steep a cut is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slope {
    /// 12 dB per octave.
    #[default]
    Db12,
    /// 24 dB per octave.
    Db24,
}

impl Slope {
    /// 0 is 12 dB per octave, all else 24.
    pub fn from_index(index: u32) -> Self {
        if index == 0 { Self::Db12 } else { Self::Db24 }
    }
}

/// Which side of its frequency a cut takes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A high-pass.
    Below,
    /// A low-pass.
    Above,
}

impl Side {
    /// What is added to the input: of the input, of the band output in units of the damping, and of the low output.
    const fn mix(self) -> [f32; 3] {
        match self {
            Self::Below => [0.0, -1.0, -1.0],
            Self::Above => [-1.0, 0.0, 1.0],
        }
    }

    fn design(self, g: f64, k: f64) -> Design<f64> {
        let [input, band, low] = self.mix().map(f64::from);
        Design { g, k, mix: [input, k * band, low] }
    }

    #[inline(always)]
    fn under_way(self, g: f32x4, k: f32) -> Design<f32x4> {
        let [input, band, low] = self.mix();
        Design { g, k: f32x4::splat(k), mix: [input, k * band, low].map(f32x4::splat) }
    }
}

/// Every section that four cuts may consist of.
#[derive(Clone)]
pub struct Butterworth {
    side: Side,
    /// Sample rate and frequency in Hz.
    targets: [Option<[f32; 2]>; LANES],
    /// What the sections are once the cuts have come to their targets.
    pub resting: [Rest; 3],
}

impl Butterworth {
    /// Sections that are yet to be refreshed.
    pub fn new(side: Side) -> Self {
        Self { side, targets: [None; LANES], resting: [Rest::PASS; 3] }
    }

    /// Computes what rests anew if the target of a lane has changed.
    #[optimize(size)]
    pub fn refresh(&mut self, lane: usize, sample_rate: f32, frequency_hz: f32) {
        let target = Some([sample_rate, frequency_hz]);
        if self.targets[lane] == target {
            return;
        }
        self.targets[lane] = target;
        let tangent = svf::tangent(frequency_hz, sample_rate);
        for (rest, damping) in self.resting.iter_mut().zip(DAMPINGS) {
            rest.set(lane, &self.side.design(tangent, damping));
        }
    }

    /// A section whose frequencies are under way, as logarithms to base 2.
    #[inline(never)]
    pub fn under_way(&self, section: usize, octaves: f32x4, sample_rate: f32) -> Design<f32x4> {
        let tangent = svf::tangent_under_way(octaves, sample_rate);
        self.side.under_way(tangent, DAMPINGS[section] as f32)
    }
}
