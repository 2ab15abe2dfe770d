//! The state-variable filter: a section of second order whose corner, damping and mix may change in every frame.
//!
//! Source: A. Simper (Cytomic), "Solving the continuous SVF equations using trapezoidal integration and equivalent
//! currents". Its integrators hold the signal's own band and low components, so that neither rounded coefficients nor rounded sums
//! hurt at low frequencies, where a biquad in single precision leaves errors of -60 dB; and their energy stays bounded
//! whatever corner and damping do, as long as both are positive.

mod coeffs;
mod tuning;

pub use coeffs::SvfCoeffs;
pub use tuning::{Design, HIGHEST, LOWEST_HZ, Tuning, tangent, tangent_under_way};

use crate::lanes::{Frame, LANES, both};
use crate::mask::Mask;
use wide::f32x4;

/// What four stereo sections remember.
#[derive(Clone, Copy, Default)]
pub struct Svf {
    i1: Frame,
    i2: Frame,
}

/// State below this is none: far below anything that can be heard, far above what is slow to compute.
const GONE: f32 = 1e-30;
/// The same after a cell of silence: -180 dBFS.
const QUIET: f32 = 1e-9;

impl Svf {
    /// One frame: what the sections add to their input.
    #[inline(always)]
    pub(crate) fn tick<const ANY_STEEP: bool>(&mut self, coeffs: &SvfCoeffs<Frame>, v0: Frame) -> Frame {
        let e = coeffs.c * ((v0 - self.i2) - coeffs.lean * self.i1);
        // Times one is the same and costs time.
        let (kept, turned) =
            if ANY_STEEP { (coeffs.keep * self.i1, coeffs.turn * self.i1) } else { (self.i1, self.i1) };
        let v1 = kept + e;
        let added = (coeffs.mix[0] * v0 + coeffs.mix[1] * v1) + coeffs.mix[2] * self.i2;
        self.i1 = turned + (e + e);
        self.i2 += coeffs.g2 * v1;
        added
    }

    /// A stretch with coefficients of its own for every frame, and how much of what they add is heard: 0 to 1. Lanes of
    /// which nothing is heard remember nothing.
    #[inline(always)]
    pub fn follow(&mut self, signal: &mut [Frame], mut at: impl FnMut(usize) -> (SvfCoeffs<f32x4>, f32x4)) {
        let mut svf = *self;
        for (i, frame) in signal.iter_mut().enumerate() {
            let (coeffs, heard) = at(i);
            let heard = both(heard);
            *frame += svf.tick::<true>(&coeffs.spread(), *frame) * heard;
            svf.retain(heard.simd_gt(Frame::ZERO));
        }
        *self = svf;
    }

    #[inline(always)]
    fn retain(&mut self, lanes: Frame) {
        self.i1 &= lanes;
        self.i2 &= lanes;
    }

    /// Lanes that are not 1 forget.
    pub fn retain_ones(&mut self, lanes: f32x4) {
        self.retain(both(lanes.simd_eq(f32x4::ONE)));
    }

    /// At a grid point: decaying state ends, earlier in lanes that had silence for a whole cell.
    pub fn settle(&mut self, quiet: Mask) {
        let size = |x: Frame, floor: f32| x.abs().simd_ge(Frame::splat(floor));
        // An integrator may pass zero while the other holds the energy, so in silence both end at once.
        let sounding = size(self.i1, QUIET) | size(self.i2, QUIET) | !quiet.frame();
        self.i1 &= size(self.i1, GONE) & sounding;
        self.i2 &= size(self.i2, GONE) & sounding;
    }

    /// Signals of which both channels remember nothing.
    pub fn at_rest(&self) -> Mask {
        let sounding = (!self.i1.simd_eq(Frame::ZERO) | !self.i2.simd_eq(Frame::ZERO)).to_bitmask();
        Mask::ALL.without(Mask(sounding | sounding >> LANES))
    }

    /// Some signals forget.
    pub fn reset(&mut self, lanes: Mask) {
        self.retain(!lanes.frame());
    }

    /// Some signals remember what those of `from` do.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.frame();
        self.i1 = chosen.select(from.i1, self.i1);
        self.i2 = chosen.select(from.i2, self.i2);
    }
}
