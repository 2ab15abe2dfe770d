//! Stereo position by StereoPannerNode's rules, four signals side by side.
//!
//! Source: W3C, Web Audio API, "StereoPannerNode", stereo-input and mono-input panning. Whether a signal counts as mono
//! is a setting that fades, never inferred from what arrives: that would click when a source ends.

use crate::exact;
use crate::fade::{Fade, FadeCoeffs};
use crate::lanes::{Cell, Frame, LANES, sides, split, swap};
use crate::ramp::Shape;
use crate::smoother::{Course, Smoother, SmootherCoeffs};
use wide::f32x4;

/// Where a signal's two inputs go: `left = l·ll + r·rl`, `right = r·rr + l·lr`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PanCoeffs {
    /// Left in to left out.
    pub ll: f32,
    /// Right in to left out.
    pub rl: f32,
    /// Left in to right out.
    pub lr: f32,
    /// Right in to right out.
    pub rr: f32,
}

/// The stereo-input rule for a pan of -1 to 1.
pub fn stereo(pan: f32) -> PanCoeffs {
    let pan = f64::from(pan);
    let x = if pan <= 0.0 { pan + 1.0 } else { pan };
    let (near, far) = (exact::sin_quarter_turns(1.0 - x) as f32, exact::sin_quarter_turns(x) as f32);
    if pan <= 0.0 {
        PanCoeffs { ll: 1.0, rl: near, lr: 0.0, rr: far }
    } else {
        PanCoeffs { ll: near, rl: 0.0, lr: far, rr: 1.0 }
    }
}

/// The mono-input rule for a pan of -1 to 1, for a signal that is the same left and right.
pub fn mono(pan: f32) -> PanCoeffs {
    let x = (f64::from(pan) + 1.0) / 2.0;
    let (ll, rr) = (exact::sin_quarter_turns(1.0 - x) as f32, exact::sin_quarter_turns(x) as f32);
    PanCoeffs { ll, rl: 0.0, lr: 0.0, rr }
}

/// A matrix in lanes: what passes straight and what crosses over.
#[derive(Clone, Copy, PartialEq)]
struct Matrix {
    straight: Frame,
    across: Frame,
}

const IDENTITY: Matrix = Matrix { straight: Frame::ONE, across: Frame::ZERO };

/// Four stereo positions, with the averaging of inputs that count as mono.
pub struct Panner {
    position: Smoother,
    mono: Fade,
    settled: Option<Matrix>,
}

impl Panner {
    /// Four signals in the middle, stereo.
    pub fn new() -> Self {
        Self { position: Smoother::new(Shape::Linear, 0.0), mono: Fade::new(false), settled: Some(IDENTITY) }
    }

    /// The smoother of the positions, to be given targets.
    pub fn position(&mut self) -> &mut Smoother {
        self.settled = None;
        &mut self.position
    }

    /// The switch between stereo and mono.
    pub fn mono(&mut self) -> &mut Fade {
        self.settled = None;
        &mut self.mono
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.position.settle();
    }

    /// Ramps go on in time while the signals are not heard.
    pub fn pass_time(&mut self, coeffs: SmootherCoeffs, frames: usize, scratch: &mut Cell) {
        if self.position.moving() {
            self.settled = None;
            self.position.course(coeffs, frames, scratch);
        }
    }

    /// Averages both channels of the signals that count as mono, and tells how mono each frame is.
    pub fn mix_inputs<'a>(&mut self, coeffs: FadeCoeffs, signal: &mut [Frame], scratch: &'a mut Cell) -> Course<'a> {
        let amount = self.mono.course(coeffs, 0.0, 1.0, signal.len(), scratch);
        let half = Frame::splat(0.5);
        match amount {
            Course::Still(still) if still == Frame::ZERO => {}
            _ => {
                for (i, frame) in signal.iter_mut().enumerate() {
                    *frame += (swap(*frame) - *frame) * half * amount.at(i);
                }
            }
        }
        amount
    }

    /// Places the signals, of which [`Panner::mix_inputs`] told how mono they are.
    pub fn apply(&mut self, coeffs: SmootherCoeffs, signal: &mut [Frame], mono: &Course, scratch: &mut Cell) {
        if !self.position.moving() && matches!(mono, Course::Still(_)) {
            let matrix = *self.settled.get_or_insert_with(|| rest(&self.position, &self.mono));
            if matrix != IDENTITY {
                signal.iter_mut().for_each(|frame| *frame = place(*frame, matrix));
            }
            return;
        }
        self.settled = None;
        let position = self.position.course(coeffs, signal.len(), scratch);
        for (i, frame) in signal.iter_mut().enumerate() {
            *frame = place(*frame, under_way(split(position.at(i))[0], split(mono.at(i))[0]));
        }
    }
}

impl Default for Panner {
    fn default() -> Self {
        Self::new()
    }
}

#[inline(always)]
fn place(frame: Frame, matrix: Matrix) -> Frame {
    frame * matrix.straight + swap(frame) * matrix.across
}

/// The matrix of resting controls, from double precision, rounded once.
fn rest(position: &Smoother, switch: &Fade) -> Matrix {
    let mut matrix = IDENTITY;
    for lane in 0..LANES {
        let is_mono = switch.ends().to_array()[lane] != 0.0;
        let coeffs = if is_mono { mono(position.target(lane)) } else { stereo(position.target(lane)) };
        matrix.straight.as_mut_array()[lane] = coeffs.ll;
        matrix.straight.as_mut_array()[lane + LANES] = coeffs.rr;
        matrix.across.as_mut_array()[lane] = coeffs.rl;
        matrix.across.as_mut_array()[lane + LANES] = coeffs.lr;
    }
    matrix
}

/// The matrix of moving controls, by polynomial.
fn under_way(pan: f32x4, mono: f32x4) -> Matrix {
    let (one, zero) = (f32x4::ONE, f32x4::ZERO);
    let to_right = pan.simd_gt(zero);
    let x = to_right.select(pan, pan + one);
    let (near, far) = (sin_quarter_turns(one - x), sin_quarter_turns(x));
    let stereo = [
        to_right.select(near, one),
        to_right.select(one, far),
        to_right.select(zero, near),
        to_right.select(far, zero),
    ];
    let x = (pan + one) * f32x4::splat(0.5);
    let mono_rule = [sin_quarter_turns(one - x), sin_quarter_turns(x), zero, zero];
    let blend = |i: usize| stereo[i] + (mono_rule[i] - stereo[i]) * mono;
    Matrix { straight: sides(blend(0), blend(1)), across: sides(blend(2), blend(3)) }
}

/// `sin(x · π/2)` for x of 0 to 1, within 1.3e-7. Source: the Taylor series, to the eleventh power.
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
    use crate::lanes::SILENCE;

    #[test]
    fn full_left_pan_silences_the_right_and_keeps_both_inputs_on_the_left() {
        assert_eq!(stereo(-1.0), PanCoeffs { ll: 1.0, rl: 1.0, lr: 0.0, rr: 0.0 });
        assert_eq!(stereo(1.0), PanCoeffs { ll: 0.0, rl: 0.0, lr: 1.0, rr: 1.0 });
        assert_eq!(mono(-1.0), PanCoeffs { ll: 1.0, rl: 0.0, lr: 0.0, rr: 0.0 });
    }

    #[test]
    fn the_middle_is_the_identity_for_stereo_and_minus_three_decibels_for_mono() {
        assert_eq!(stereo(0.0), PanCoeffs { ll: 1.0, rl: 0.0, lr: 0.0, rr: 1.0 });
        let middle = mono(0.0);
        assert!((middle.ll - core::f32::consts::FRAC_1_SQRT_2).abs() < 1e-7 && middle.ll == middle.rr);
    }

    #[test]
    fn a_moving_pan_is_where_the_formula_is_at_every_position() {
        for i in 0..=2_000 {
            let pan = i as f32 / 1_000.0 - 1.0;
            for (amount, rule) in [(0.0, stereo(pan)), (1.0, mono(pan))] {
                let found = under_way(f32x4::splat(pan), f32x4::splat(amount));
                let [ll, rr] = split(found.straight).map(|lanes| lanes.to_array()[0]);
                let [rl, lr] = split(found.across).map(|lanes| lanes.to_array()[0]);
                for (found, wanted) in [(ll, rule.ll), (rr, rule.rr), (rl, rule.rl), (lr, rule.lr)] {
                    assert!((found - wanted).abs() < 2.5e-7, "pan {pan}: {found} for {wanted}");
                }
            }
        }
    }

    #[test]
    fn a_mono_input_is_the_mean_of_both_channels() {
        let mut panner = Panner::new();
        (0..LANES).for_each(|lane| panner.mono().set(lane, true));
        (0..LANES).for_each(|lane| panner.mono().land(lane));
        let mut signal = [sides(f32x4::splat(1.0), f32x4::splat(0.5)); 8];
        panner.mix_inputs(FadeCoeffs::new(0.005, 48_000.0), &mut signal, &mut SILENCE.clone());
        assert!(signal.iter().all(|frame| *frame == Frame::splat(0.75)));
    }
}
