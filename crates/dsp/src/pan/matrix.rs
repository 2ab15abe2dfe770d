//! Where four signals' inputs go: exactly for what rests, by polynomial for what moves.

use super::law::{PanCoeffs, PanLaw};
use super::parts::Laws;
use crate::lanes::{Frame, LANES, both, sides, swap};
use crate::smoother::Course;
use megamixer_vectors::f32x4;

/// What passes straight and what crosses over.
#[derive(Clone, Copy, PartialEq)]
pub struct Matrix {
    /// From left to left and from right to right.
    pub straight: Frame,
    /// To left from right and to right from left.
    pub across: Frame,
}

impl Matrix {
    /// As it comes.
    pub const IDENTITY: Self = Self { straight: Frame::ONE, across: Frame::ZERO };

    /// Sets the place of a signal.
    pub fn set(&mut self, lane: usize, coeffs: PanCoeffs) {
        self.straight.as_mut_array()[lane] = coeffs.ll;
        self.straight.as_mut_array()[lane + LANES] = coeffs.rr;
        self.across.as_mut_array()[lane] = coeffs.rl;
        self.across.as_mut_array()[lane + LANES] = coeffs.lr;
    }

    /// `self` in the lanes of a mask, `other` in the rest.
    #[inline(always)]
    pub fn in_lanes(self, chosen: f32x4, other: Self) -> Self {
        let chosen = both(chosen);
        Self {
            straight: chosen.select(self.straight, other.straight),
            across: chosen.select(self.across, other.across),
        }
    }

    /// Whether anything crosses over.
    pub fn crosses(&self) -> bool {
        self.across != Frame::ZERO
    }

    /// Places a frame. Where nothing crosses over, nothing is added, not even zero: a lane at unity passes bit for bit, as it does when the
    /// whole vector is skipped.
    #[inline(always)]
    pub fn place(&self, frame: Frame) -> Frame {
        let straight = frame * self.straight;
        self.across.simd_eq(Frame::ZERO).select(straight, straight + swap(frame) * self.across)
    }
}

/// What moves in a stretch, one value a frame.
pub struct Moves<'a> {
    pub position: Course<'a>,
    pub mono: &'a Course<'a>,
    /// How far laws have changed.
    pub change: Course<'a>,
}

/// Adds what passes straight by a law, by polynomial, where the law has a part.
pub fn add_straight(straight: &mut [Frame], law: PanLaw, moves: &Moves, laws: &Laws) {
    let pan = |i: usize| moves.position.quad(i);
    let part = |i: usize| laws.part(law, moves.change.quad(i));
    match law {
        PanLaw::WebAudio if !matches!(moves.mono, Course::Still(still) if *still == Frame::ZERO) => {
            add(straight, part, |i| {
                let ([left, right], [mono_left, mono_right]) = (balance(pan(i)), equal_power(pan(i)));
                let mono = moves.mono.quad(i);
                [left + (mono_left - left) * mono, right + (mono_right - right) * mono]
            })
        }
        PanLaw::WebAudio | PanLaw::Balance => add(straight, part, |i| balance(pan(i))),
        PanLaw::Linear => add(straight, part, |i| linear(pan(i))),
        PanLaw::EqualPower => add(straight, part, |i| equal_power(pan(i))),
        PanLaw::Compromise => add(straight, part, |i| compromise(pan(i))),
        PanLaw::Linear6 => add(straight, part, |i| halves(pan(i))),
    }
}

#[inline]
fn add(straight: &mut [Frame], part: impl Fn(usize) -> f32x4, gains: impl Fn(usize) -> [f32x4; 2]) {
    for (i, straight) in straight.iter_mut().enumerate() {
        let (part, [left, right]) = (part(i), gains(i));
        *straight += sides(left * part, right * part);
    }
}

/// What crosses over, by polynomial: Web Audio's law alone has it.
#[inline(always)]
pub fn across(pan: f32x4, mono: f32x4, part: f32x4) -> Frame {
    let crossing = sin_quarter_turns(pan.abs()) * (f32x4::ONE - mono) * part;
    let turned_right = pan.simd_gt(f32x4::ZERO);
    sides(turned_right.select(f32x4::ZERO, crossing), turned_right.select(crossing, f32x4::ZERO))
}

/// The gains of left and right, in lanes: see [`super::law::balance`].
#[inline(always)]
fn balance(pan: f32x4) -> [f32x4; 2] {
    facing(pan, sin_quarter_turns(f32x4::ONE - pan.abs()))
}

/// See [`super::law::linear`].
#[inline(always)]
fn linear(pan: f32x4) -> [f32x4; 2] {
    facing(pan, f32x4::ONE - pan.abs())
}

/// See [`super::law::equal_power`].
#[inline(always)]
fn equal_power(pan: f32x4) -> [f32x4; 2] {
    halves(pan).map(sin_quarter_turns)
}

/// See [`super::law::compromise`]. A sine has the sign of its angle, so there is always a root, also where rounding puts a
/// position past its end.
#[inline(always)]
fn compromise(pan: f32x4) -> [f32x4; 2] {
    halves(pan).map(|x| (sin_quarter_turns(x) * x).sqrt())
}

/// See [`super::law::linear_6`].
#[inline(always)]
fn halves(pan: f32x4) -> [f32x4; 2] {
    let half = f32x4::splat(0.5);
    [(f32x4::ONE - pan) * half, (f32x4::ONE + pan) * half]
}

/// The gain of the side turned away from on that side, 1 on the other.
#[inline(always)]
fn facing(pan: f32x4, away: f32x4) -> [f32x4; 2] {
    let turned_right = pan.simd_gt(f32x4::ZERO);
    [turned_right.select(away, f32x4::ONE), turned_right.select(f32x4::ONE, away)]
}

/// `sin(x · π/2)` for x of 0 to 1, within 1.3e-7. Source: the Taylor series, to the eleventh power.
#[inline(always)]
fn sin_quarter_turns(x: f32x4) -> f32x4 {
    const TERMS: [f32; 6] = {
        let q = core::f64::consts::FRAC_PI_2;
        let (q2, mut power, mut factorial, mut terms, mut i) = (q * q, q, 1.0, [0.0; 6], 0);
        while i < 6 {
            terms[i] = (power / factorial) as f32;
            power = -power * q2;
            factorial *= ((2 * i + 2) * (2 * i + 3)) as f64;
            i += 1;
        }
        terms
    };
    let squared = x * x;
    let series = TERMS.iter().rev().fold(f32x4::ZERO, |sum, term| sum * squared + f32x4::splat(*term));
    series * x
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::split;

    fn under_way(law: PanLaw, pan: f32, mono: f32) -> PanCoeffs {
        let mut laws = Laws::new();
        laws.set(0, law);
        laws.land(0);
        let mono = Course::Still(Frame::splat(mono));
        let moves =
            Moves { position: Course::Still(Frame::splat(pan)), mono: &mono, change: Course::Still(Frame::ONE) };
        let mut straight = [Frame::ZERO];
        add_straight(&mut straight, law, &moves, &laws);
        let [ll, rr] = split(straight[0]).map(|lanes| lanes.to_array()[0]);
        let part = laws.part(PanLaw::WebAudio, f32x4::ONE);
        let [rl, lr] = split(across(f32x4::splat(pan), mono.quad(0), part)).map(|lanes| lanes.to_array()[0]);
        PanCoeffs { ll, rl, lr, rr }
    }

    #[test]
    fn a_moving_pan_is_where_the_formula_is_at_every_position_whatever_the_law() {
        for (law, i) in PanLaw::ALL.into_iter().flat_map(|law| (0..=2_000).map(move |i| (law, i))) {
            let pan = i as f32 / 1_000.0 - 1.0;
            for is_mono in [false, true] {
                let found = under_way(law, pan, if is_mono { 1.0 } else { 0.0 });
                let rule = law.coeffs(pan, is_mono);
                let PanCoeffs { ll, rl, lr, rr } = found;
                for (found, wanted) in [(ll, rule.ll), (rr, rule.rr), (rl, rule.rl), (lr, rule.lr)] {
                    assert!((found - wanted).abs() < 2.5e-7, "{law:?} {pan}: {found} for {wanted}");
                }
            }
        }
    }

    #[test]
    fn a_position_that_rounding_put_past_its_end_has_a_gain() {
        for law in PanLaw::ALL {
            for pan in [-1.000_000_2, 1.000_000_2] {
                let PanCoeffs { ll, rl, lr, rr } = under_way(law, pan, 0.0);
                assert!([ll, rl, lr, rr].into_iter().all(|gain| gain > -1e-6 && gain < 1.000_001), "{law:?}");
            }
        }
    }
}
