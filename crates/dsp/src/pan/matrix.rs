//! Where four signals' inputs go: exactly for what rests, by polynomial for what moves.

use super::law::{PanCoeffs, PanLaw};
use super::parts::Parts;
use crate::lanes::{Frame, LANES, both, sides, swap};
use wide::f32x4;

/// What passes straight and what crosses over.
#[derive(Clone, Copy, PartialEq)]
pub struct Matrix {
    pub straight: Frame,
    pub across: Frame,
}

impl Matrix {
    pub const IDENTITY: Self = Self { straight: Frame::ONE, across: Frame::ZERO };

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

    /// Where nothing crosses over, nothing is added, not even zero: a lane at unity passes bit for bit, as it does when the
    /// whole vector is skipped.
    #[inline(always)]
    pub fn place(&self, frame: Frame) -> Frame {
        let straight = frame * self.straight;
        self.across.simd_eq(Frame::ZERO).select(straight, straight + swap(frame) * self.across)
    }
}

/// The matrix of moving controls, by polynomial. Laws that have no part in it are not computed.
#[inline(always)]
pub fn under_way(pan: f32x4, mono: f32x4, parts: &Parts) -> Matrix {
    let (one, zero) = (f32x4::ONE, f32x4::ZERO);
    let [mut left, mut right] = [zero; 2];
    for law in PanLaw::ALL {
        if parts.any[law as usize] {
            let part = parts.of_each[law as usize];
            let [to_left, to_right] =
                if law == PanLaw::WebAudio { web_audio(pan, mono, parts.mono) } else { gains(law, pan) };
            left += to_left * part;
            right += to_right * part;
        }
    }
    let mut across = Frame::ZERO;
    if parts.any[PanLaw::WebAudio as usize] {
        let crossing = sin_quarter_turns(pan.abs()) * (one - mono) * parts.of_each[PanLaw::WebAudio as usize];
        let turned_right = pan.simd_gt(zero);
        across = sides(turned_right.select(zero, crossing), turned_right.select(crossing, zero));
    }
    Matrix { straight: sides(left, right), across }
}

/// What passes straight by Web Audio's law, for inputs that are more or less mono.
#[inline(always)]
fn web_audio(pan: f32x4, mono: f32x4, any_mono: bool) -> [f32x4; 2] {
    let [left, right] = gains(PanLaw::WebAudio, pan);
    if !any_mono {
        return [left, right];
    }
    let [mono_left, mono_right] = gains(PanLaw::EqualPower, pan);
    [left + (mono_left - left) * mono, right + (mono_right - right) * mono]
}

/// The gains of left and right, by the formulas of [`super::law`].
#[inline(always)]
fn gains(law: PanLaw, pan: f32x4) -> [f32x4; 2] {
    let (one, half) = (f32x4::ONE, f32x4::splat(0.5));
    let facing = |away: f32x4| {
        let turned_right = pan.simd_gt(f32x4::ZERO);
        [turned_right.select(away, one), turned_right.select(one, away)]
    };
    let halves = [(one - pan) * half, (one + pan) * half];
    match law {
        PanLaw::WebAudio | PanLaw::Balance => facing(sin_quarter_turns(one - pan.abs())),
        PanLaw::Linear => facing(one - pan.abs()),
        PanLaw::EqualPower => halves.map(sin_quarter_turns),
        // A sine has the sign of its angle, so there is always a root, also where rounding puts a position past the end.
        PanLaw::Compromise => halves.map(|x| (sin_quarter_turns(x) * x).sqrt()),
        PanLaw::Linear6 => halves,
    }
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

    fn alone(law: PanLaw, mono: bool) -> Parts {
        let each = |of| if of == law { f32x4::ONE } else { f32x4::ZERO };
        Parts { of_each: PanLaw::ALL.map(each), any: PanLaw::ALL.map(|of| of == law), mono }
    }

    #[test]
    fn a_moving_pan_is_where_the_formula_is_at_every_position_whatever_the_law() {
        for (law, i) in PanLaw::ALL.into_iter().flat_map(|law| (0..=2_000).map(move |i| (law, i))) {
            let pan = i as f32 / 1_000.0 - 1.0;
            for is_mono in [false, true] {
                let amount = f32x4::splat(if is_mono { 1.0 } else { 0.0 });
                let found = under_way(f32x4::splat(pan), amount, &alone(law, is_mono));
                let rule = law.coeffs(pan, is_mono);
                let [ll, rr] = split(found.straight).map(|lanes| lanes.to_array()[0]);
                let [rl, lr] = split(found.across).map(|lanes| lanes.to_array()[0]);
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
                let found = under_way(f32x4::splat(pan), f32x4::ZERO, &alone(law, false));
                let values = found.straight.to_array().into_iter().chain(found.across.to_array());
                assert!(values.into_iter().all(|gain| gain > -1e-6 && gain < 1.000_001), "{law:?}");
            }
        }
    }
}
