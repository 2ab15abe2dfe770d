//! What sections are to be, corner, damping and mix, with what they then multiply by: at rest, under way, and between one
//! and another.

use super::coeffs::SvfCoeffs;
use crate::exact;
use crate::poly;
use wide::f32x4;

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
    /// On the way from one to another: both are positive, so what lies between is stable.
    #[inline(always)]
    fn between(from: &Self, to: &Self, way: f32x4) -> Self {
        let blend = |a: f32x4, b: f32x4| a + (b - a) * way;
        let mix = core::array::from_fn(|i| blend(from.mix[i], to.mix[i]));
        Self { g: blend(from.g, to.g), k: blend(from.k, to.k), mix }
    }
}

/// Four sections as designed, with what they multiply by.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    design: Design<f32x4>,
    /// What the sections multiply by.
    pub coeffs: SvfCoeffs<f32x4>,
}

impl Tuning {
    /// Four sections that are yet to be set.
    pub const fn new() -> Self {
        let design = Design { g: f32x4::ONE, k: f32x4::ONE, mix: [f32x4::ZERO; 3] };
        Self { design, coeffs: SvfCoeffs::PASS }
    }

    /// Tunes one section: computed in double precision, rounded once.
    #[optimize(size)]
    pub fn set(&mut self, lane: usize, design: &Design<f64>) {
        self.coeffs.set(lane, design);
        let Design { g, k, mix: [m0, m1, m2] } = &mut self.design;
        for (to, value) in [g, k, m0, m1, m2].into_iter().zip([design.g, design.k].into_iter().chain(design.mix)) {
            to.as_mut_array()[lane] = value as f32;
        }
    }

    /// The sections that add nothing to their input.
    pub fn flat(&self) -> f32x4 {
        let [input, band, low] = self.coeffs.mix.map(|mix| mix.simd_eq(f32x4::ZERO));
        input & band & low
    }

    /// Of sections under way, for this frame.
    #[inline(always)]
    pub fn under_way(design: Design<f32x4>) -> Self {
        Self { design, coeffs: SvfCoeffs::under_way(&design) }
    }

    /// Of one in some lanes and of another elsewhere.
    #[inline(always)]
    pub fn select(mask: f32x4, chosen: &Self, other: &Self) -> Self {
        let pick = |a: f32x4, b: f32x4| mask.select(a, b);
        let (a, b) = (&chosen.design, &other.design);
        let mix = core::array::from_fn(|i| pick(a.mix[i], b.mix[i]));
        let design = Design { g: pick(a.g, b.g), k: pick(a.k, b.k), mix };
        Self { design, coeffs: SvfCoeffs::select(mask, &chosen.coeffs, &other.coeffs) }
    }

    /// On the way from one tuning (0) to another (1); exactly theirs at both ends.
    #[inline(always)]
    pub fn between(from: &Self, to: &Self, way: f32x4) -> SvfCoeffs<f32x4> {
        let blend = SvfCoeffs::under_way(&Design::between(&from.design, &to.design, way));
        let started = SvfCoeffs::select(way.simd_gt(f32x4::ZERO), &blend, &from.coeffs);
        SvfCoeffs::select(way.simd_lt(f32x4::ONE), &started, &to.coeffs)
    }
}

impl Default for Tuning {
    fn default() -> Self {
        Self::new()
    }
}
