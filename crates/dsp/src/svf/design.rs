//! What sections are to be: corner, damping and mix.

use crate::exact;
use crate::poly;
use megamixer_vectors::f32x4;

/// The lowest corner, in Hz.
pub const LOWEST_HZ: f32 = 1.0;
/// The highest corner, as a part of the sample rate.
pub const HIGHEST: f32 = 0.49;

/// `tan(π f / rate)` for a corner in Hz, which is held between [`LOWEST_HZ`] and [`HIGHEST`].
pub fn tangent(frequency_hz: f32, sample_rate: f32) -> f64 {
    let rate = f64::from(sample_rate);
    let frequency = f64::from(frequency_hz).clamp(f64::from(LOWEST_HZ), f64::from(HIGHEST) * rate);
    exact::tan_pi(frequency / rate)
}

/// The same for corners under way, given as logarithms to base 2.
#[inline(never)]
pub fn tangent_under_way(octaves: f32x4, sample_rate: f32) -> f32x4 {
    let (low, high) = (f32x4::splat(LOWEST_HZ / sample_rate), f32x4::splat(HIGHEST));
    let part = poly::exp2(octaves) * f32x4::splat(1.0 / sample_rate);
    let part = part.simd_gt(low).select(part, low);
    poly::tan_pi(part.simd_lt(high).select(part, high))
}

/// What a section is to be: of one signal in `f64`, or of four in `f32x4`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design<T> {
    /// Tangent of half the corner's angle, above 0.
    pub g: T,
    /// Damping, 1 / Q, above 0.
    pub k: T,
    /// What is added to the input: of the input itself, of the band output, of the low output.
    pub mix: [T; 3],
}

impl Design<f32x4> {
    /// On the way from one (0) to another (1), exactly theirs at both ends. Both are positive, so what lies between is stable.
    #[inline(always)]
    pub fn between(from: &Self, to: &Self, way: f32x4) -> Self {
        let there = way.simd_eq(f32x4::ONE);
        let blend = |a: f32x4, b: f32x4| there.select(b, a + (b - a) * way);
        let mix = core::array::from_fn(|i| blend(from.mix[i], to.mix[i]));
        Self { g: blend(from.g, to.g), k: blend(from.k, to.k), mix }
    }
}
