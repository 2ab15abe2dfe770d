//! The form of a section for what moves: the state-variable filter, whose integrators mean the same whatever it multiplies by.
//!
//! Written as increments, `v1 = i1 + c (v0 - i2 - (g + k) i1)`, it is exact to rounding where the corner is low: little is
//! added to much. Near Nyquist, where g is large, that would be a small difference of large numbers, to be multiplied by g (-90 dB
//! of error at 20 kHz); there `v1 = a i1 + c (v0 - i2)` takes over, lane by lane.

use super::design::Design;
use crate::lanes::{Frame, both};
use megamixer_vectors::f32x4;

/// Above this g the second form is the more precise one; anything from 0.2 to 1 would do.
const STEEP: f32 = 0.5;

/// What a section multiplies by: `v1 = keep i1 + e` with `e = c (v0 - i2 - lean i1)`, then `i1 = turn i1 + 2e` and `i2 += 2g v1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SvfCoeffs {
    g2: f32x4,
    c: f32x4,
    lean: f32x4,
    keep: f32x4,
    turn: f32x4,
    /// Of the input, of v1 and of i2, which with g v1 makes the low output.
    mix: [f32x4; 3],
}

impl SvfCoeffs {
    /// Of four designs.
    #[inline(always)]
    pub fn new(design: &Design<f32x4>) -> Self {
        let (g, [input, band, low], one) = (design.g, design.mix, f32x4::ONE);
        let lean = g + design.k;
        let a = one / (one + g * lean);
        let gentle = Self { g2: g + g, c: g * a, lean, keep: one, turn: one, mix: [input, band + low * g, low] };
        let steep = g.simd_gt(f32x4::splat(STEEP));
        if steep.none() {
            return gentle;
        }
        Self {
            lean: steep.select(f32x4::ZERO, lean),
            keep: steep.select(a, one),
            turn: steep.select(a + a - one, one),
            ..gentle
        }
    }

    /// One frame: what the sections add to their input.
    #[inline(always)]
    pub(super) fn tick(&self, [i1, i2]: &mut [Frame; 2], v0: Frame) -> Frame {
        let e = both(self.c) * ((v0 - *i2) - both(self.lean) * *i1);
        let v1 = both(self.keep) * *i1 + e;
        let [input, band, low] = self.mix.map(both);
        let added = (input * v0 + band * v1) + low * *i2;
        *i1 = both(self.turn) * *i1 + (e + e);
        *i2 += both(self.g2) * v1;
        added
    }
}
