//! What sections multiply by, in either of two forms.
//!
//! Written as increments, `v1 = i1 + c (v0 - i2 - (g + k) i1)`, it is exact to rounding where the corner is low: little is
//! added to much. Near Nyquist, where g is large, that would be a small difference of large numbers, to be multiplied by g (-90 dB
//! of error at 20 kHz); there `v1 = a i1 + c (v0 - i2)` takes over, lane by lane. The integrators mean the same in both forms.

use super::tuning::Design;
use crate::lanes::{Frame, both};
use wide::f32x4;

/// Above this g the second form is the more precise one; anything from 0.2 to 1 would do.
const STEEP: f32 = 0.5;

/// What a section multiplies by: `v1 = keep i1 + e` with `e = c (v0 - i2 - lean i1)`, then `i1 = turn i1 + 2e` and `i2 += 2g v1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SvfCoeffs<T> {
    pub(super) g2: T,
    pub(super) c: T,
    pub(super) lean: T,
    pub(super) keep: T,
    pub(super) turn: T,
    /// Of the input, of v1 and of i2, which with g v1 makes the low output.
    pub(super) mix: [T; 3],
}

impl<T: Copy> SvfCoeffs<T> {
    #[inline(always)]
    fn with<O: Copy, U>(&self, other: &SvfCoeffs<O>, f: impl Fn(T, O) -> U) -> SvfCoeffs<U> {
        SvfCoeffs {
            g2: f(self.g2, other.g2),
            c: f(self.c, other.c),
            lean: f(self.lean, other.lean),
            keep: f(self.keep, other.keep),
            turn: f(self.turn, other.turn),
            mix: core::array::from_fn(|i| f(self.mix[i], other.mix[i])),
        }
    }
}

impl SvfCoeffs<f32x4> {
    /// What passes its input bit for bit and, starting at zero, remembers nothing.
    pub const PASS: Self = {
        let (zero, one) = (f32x4::ZERO, f32x4::ONE);
        Self { g2: zero, c: zero, lean: zero, keep: one, turn: one, mix: [zero; 3] }
    };

    /// Of one in some lanes and of another elsewhere.
    #[inline(always)]
    pub fn select(mask: f32x4, chosen: &Self, other: &Self) -> Self {
        chosen.with(other, |a, b| mask.select(a, b))
    }

    /// Whether any lane takes the form for corners near Nyquist.
    pub(crate) fn any_steep(&self) -> bool {
        self.keep != f32x4::ONE
    }

    /// For both channels.
    #[inline(always)]
    pub fn spread(&self) -> SvfCoeffs<Frame> {
        self.with(self, |value, _| both(value))
    }

    /// Of four designs under way.
    #[inline(always)]
    pub(super) fn under_way(design: &Design<f32x4>) -> Self {
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

    /// Of one design at rest, rounded once.
    #[optimize(size)]
    pub(super) fn set(&mut self, lane: usize, design: &Design<f64>) {
        let Design { g, k, mix: [input, band, low] } = *design;
        let a = 1.0 / (1.0 + g * (g + k));
        let mut values =
            SvfCoeffs { g2: 2.0 * g, c: g * a, lean: g + k, keep: 1.0, turn: 1.0, mix: [input, band + low * g, low] };
        if g as f32 > STEEP {
            [values.lean, values.keep, values.turn] = [0.0, a, 2.0 * a - 1.0];
            [values.g2, values.c] = factors(values.g2, values.c);
            // The band output is as much smaller as c is, and the low output is what it was.
            values.mix[1] *= values.g2 / (2.0 * g);
        }
        *self = self.with(&values, |mut lanes, value| {
            lanes.as_mut_array()[lane] = value as f32;
            lanes
        });
    }
}

/// Two numbers in single precision, close to two in double precision, whose product is as good as exact.
///
/// Near Nyquist 2gc is nearly 2, and the damping is in what it lacks: rounding both would leave errors of -107 dB in a steep shelf
/// at 19 kHz.
fn factors(a: f64, b: f64) -> [f64; 2] {
    let nearest = (a as f32).to_bits();
    let pairs = (nearest - 8..=nearest + 8).map(f32::from_bits).map(|near| [near, (a * b / f64::from(near)) as f32]);
    let error = |[near, other]: [f64; 2]| (near * other - a * b).abs();
    pairs
        .map(|pair| pair.map(f64::from))
        .fold([a, f64::INFINITY], |best, pair| if error(pair) < error(best) { pair } else { best })
}
