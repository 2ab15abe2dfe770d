//! The form of a section for what stands still: transposed direct form II in the delta operator, z - 1.
//!
//! ```text
//! y = d x + w1      w1 += w2 + (b1 x - a1 w1)      w2 += b2 x - a2 w1
//! ```
//! It takes eleven operations for the fifteen of the state-variable filter and has a shorter way from frame to frame, and it is as
//! precise at low frequencies, since its coefficients are as small as what happens in a frame. Source: J. Kauraniemi,
//! T. Laakso, I. Hartimo and S. Ovaska, "Delta operator realizations of direct-form IIR filters" (1998). Towards Nyquist they would
//! be large numbers with small differences. There every other frame is turned upside down, which mirrors the spectrum, so that
//! what was close to Nyquist is close to 0 Hz.
//!
//! Both forms are one filter, so what one remembers is a linear map of what the other does, and a section changes from form to form
//! in the middle of a sound.

use super::design::Design;
use crate::lanes::{Frame, both};
use crate::mask::Mask;
use megamixer_vectors::f32x4;

/// Above this g spectra are mirrored; from 0.75 to 1.25 nothing is more precise.
const STEEP: f64 = 1.0;

type Matrix<T> = [[T; 2]; 2];

/// What sections at rest multiply by, and the ways to this form and back.
#[derive(Clone, Copy, Debug)]
pub struct Rest<T = f32x4> {
    /// What every other frame is multiplied by: 1, or -1 for a mirrored spectrum.
    every_other: T,
    a: [T; 2],
    b: [T; 2],
    d: T,
    /// From the integrators of the state-variable filter to `w`, by rows.
    here: Matrix<T>,
    /// From `w` to the integrators.
    back: Matrix<T>,
    /// How small `w2` is where it does as much as `w1`.
    scale: T,
}

impl<T> Rest<T> {
    fn each_mut(&mut self) -> [&mut T; 15] {
        let Self {
            every_other,
            a: [a1, a2],
            b: [b1, b2],
            d,
            here: [[h1, h2], [h3, h4]],
            back: [[k1, k2], [k3, k4]],
            scale,
        } = self;
        [every_other, a1, a2, b1, b2, d, h1, h2, h3, h4, k1, k2, k3, k4, scale]
    }
}

impl Rest<f64> {
    fn new(design: &Design<f64>) -> Self {
        let Design { g, k, mix: [input, band, low] } = *design;
        // The state-variable filter in one step: i = (every_other + m) i + into x, y = d x + out i. What a1 and a3 lack to 1 is worked
        // out as such.
        let a1 = 1.0 / (1.0 + g * (g + k));
        let (a2, a3) = (g * a1, g * g * a1);
        let (lack1, lack3) = (g * (g + k) * a1, (1.0 + g * k) * a1);
        let (every_other, m11, m22) =
            if g <= STEEP { (1.0, -2.0 * lack1, -2.0 * a3) } else { (-1.0, 2.0 * a1, 2.0 * lack3) };
        let (m12, m21) = (-2.0 * a2, 2.0 * a2);
        let into = [2.0 * a2, 2.0 * a3];
        let out = [band * a1 + low * a2, low * lack3 - band * a2];
        let (trace, determinant) = (m11 + m22, m11 * m22 - m12 * m21);
        let second = [out[0] * (m11 - trace) + out[1] * m21, out[0] * m12 + out[1] * (m22 - trace)];
        let [b1, b2] = [out, second].map(|row| row[0] * into[0] + row[1] * into[1]);
        let here = [out, second.map(|x| every_other * x)];
        Self {
            every_other,
            a: [-every_other * trace, determinant],
            b: [every_other * b1, b2],
            d: 1.0 + input + band * a2 + low * a3,
            here,
            back: inverse(here),
            scale: determinant.sqrt().min(1.0),
        }
    }
}

/// Of what cannot be undone, zero: a filter that adds nothing need not remember anything.
fn inverse([[a, b], [c, d]]: Matrix<f64>) -> Matrix<f64> {
    let one_over = 1.0 / (a * d - b * c);
    if one_over.is_finite() { [[d, -b], [-c, a]].map(|row| row.map(|x| x * one_over)) } else { [[0.0; 2]; 2] }
}

impl Rest {
    /// What passes its input and remembers nothing.
    pub const PASS: Self = {
        let (zero, one) = (f32x4::ZERO, f32x4::ONE);
        let nothing = [[zero; 2]; 2];
        Self { every_other: one, a: [zero; 2], b: [zero; 2], d: one, here: nothing, back: nothing, scale: one }
    };

    /// Makes one section what is designed: computed in double precision, rounded once.
    #[optimize(size)]
    pub fn set(&mut self, lane: usize, design: &Design<f64>) {
        let mut values = Rest::new(design);
        for (to, value) in self.each_mut().into_iter().zip(values.each_mut()) {
            to.as_mut_array()[lane] = *value as f32;
        }
    }

    /// Of one in some lanes and of another elsewhere.
    pub fn select(mask: f32x4, chosen: &Self, other: &Self) -> Self {
        let (mut all, mut chosen) = (*other, *chosen);
        for (to, from) in all.each_mut().into_iter().zip(chosen.each_mut()) {
            *to = mask.select(*from, *to);
        }
        all
    }

    /// The lanes in which they are not one filter.
    pub(super) fn differs(&self, other: &Self) -> Mask {
        let (mut one, mut other) = (*self, *other);
        let pairs = one.each_mut().into_iter().zip(other.each_mut());
        let same = pairs.fold(f32x4::ZERO.simd_eq(f32x4::ZERO), |so_far, (a, b)| so_far & a.simd_eq(*b));
        Mask::of(!same)
    }

    /// The sections that add nothing to their input.
    pub fn flat(&self) -> f32x4 {
        let [[first, second], _] = self.here;
        first.simd_eq(f32x4::ZERO) & second.simd_eq(f32x4::ZERO) & self.d.simd_eq(f32x4::ONE)
    }

    /// What four sections remember in this form, of what they do as state-variable filters.
    pub(super) fn remembered(&self, state: [Frame; 2]) -> [Frame; 2] {
        apply(&self.here, state)
    }

    /// The other way.
    pub(super) fn integrators(&self, state: [Frame; 2]) -> [Frame; 2] {
        apply(&self.back, state)
    }

    /// How small the second number is where it does as much as the first.
    pub(super) fn scale(&self) -> f32x4 {
        self.scale
    }

    /// Renders a stretch.
    pub(super) fn run(&self, state: &mut [Frame; 2], signal: &mut [Frame]) {
        if self.every_other == f32x4::ONE {
            return self.pass(state, signal);
        }
        self.mirror(signal);
        self.pass(state, signal);
        self.mirror(signal);
        if signal.len() % 2 == 1 {
            state.iter_mut().for_each(|w| *w *= both(self.every_other));
        }
    }

    #[inline(never)]
    fn pass(&self, state: &mut [Frame; 2], signal: &mut [Frame]) {
        let [mut w1, mut w2] = *state;
        let ([a1, a2], [b1, b2], d) = (self.a.map(both), self.b.map(both), both(self.d));
        for frame in signal {
            let x = *frame;
            *frame = d * x + w1;
            (w1, w2) = ((w1 + w2) + (b1 * x - a1 * w1), w2 + (b2 * x - a2 * w1));
        }
        *state = [w1, w2];
    }

    #[inline(never)]
    fn mirror(&self, signal: &mut [Frame]) {
        let factor = both(self.every_other);
        signal.iter_mut().skip(1).step_by(2).for_each(|frame| *frame *= factor);
    }
}

#[inline(never)]
fn apply(matrix: &Matrix<f32x4>, [first, second]: [Frame; 2]) -> [Frame; 2] {
    matrix.map(|[a, b]| both(a) * first + both(b) * second)
}
