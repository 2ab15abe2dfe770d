//! The fade of on/off controls, four side by side: a time-boxed travel between two values that lands exactly.
//!
//! The travel is a smoothstep, whose slope starts and ends at zero, so that a cut clicks less than a straight line.

use crate::exact;
use crate::lanes::{Cell, both};
use crate::mask::Mask;
use crate::smoother::Course;
use wide::f32x4;

/// How far a fade gets in a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FadeCoeffs {
    step: f32,
}

impl FadeCoeffs {
    /// For fades that take `time_s` seconds.
    pub fn new(time_s: f64, sample_rate: f32) -> Self {
        Self { step: (1.0 / f64::from(exact::frames(time_s, f64::from(sample_rate)))) as f32 }
    }
}

/// Four switches under way.
#[derive(Clone)]
pub struct Fade {
    /// 0 off to 1 on, along a straight line.
    position: f32x4,
    /// Where each is going: 0 or 1.
    end: f32x4,
    moving: bool,
}

impl Fade {
    /// Four switches that rest.
    pub fn new(on: bool) -> Self {
        let position = f32x4::splat(if on { 1.0 } else { 0.0 });
        Self { position, end: position, moving: false }
    }

    /// Starts towards on or off from wherever the fade is now. The same again changes nothing.
    pub fn set(&mut self, lane: usize, on: bool) {
        self.end.as_mut_array()[lane] = if on { 1.0 } else { 0.0 };
        self.moving = self.end != self.position;
    }

    /// Puts a switch where it is going at once.
    pub fn land(&mut self, lane: usize) {
        self.position.as_mut_array()[lane] = self.end.to_array()[lane];
        self.moving = self.end != self.position;
    }

    /// Puts a switch fully off at once; it fades back in if it is going there.
    pub fn cut(&mut self, lane: usize) {
        self.position.as_mut_array()[lane] = 0.0;
        self.moving = self.end != self.position;
    }

    /// Some switches become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.quad();
        self.position = chosen.select(from.position, self.position);
        self.end = chosen.select(from.end, self.end);
        self.moving = self.end != self.position;
    }

    /// Whether any switch is under way.
    pub fn moving(&self) -> bool {
        self.moving
    }

    /// Whether a switch rests at off.
    pub fn is_off(&self, lane: usize) -> bool {
        self.end.as_array()[lane] == 0.0 && self.position.as_array()[lane] == 0.0
    }

    /// Whether every switch rests at off.
    pub fn all_off(&self) -> bool {
        !self.moving && self.end == f32x4::ZERO
    }

    /// Where a resting switch is: 0 off, 1 on.
    pub fn ends(&self) -> f32x4 {
        self.end
    }

    /// The switches over the next `frames` frames as values between `off` and `on`, written to `scratch` while any moves.
    pub fn course<'a>(
        &mut self,
        coeffs: FadeCoeffs,
        off: f32,
        on: f32,
        frames: usize,
        scratch: &'a mut Cell,
    ) -> Course<'a> {
        let (off, span) = (f32x4::splat(off), f32x4::splat(on - off));
        if !self.moving {
            return Course::Still(both(off + span * self.end));
        }
        let step = self.end.simd_gt(self.position).select(f32x4::splat(coeffs.step), f32x4::splat(-coeffs.step));
        let resting = self.end - self.position;
        let step = resting.abs().simd_gt(f32x4::ZERO).select(step, f32x4::ZERO);
        let mut position = self.position;
        for frame in &mut scratch[..frames] {
            position += step;
            position = position.simd_gt(f32x4::ONE).select(f32x4::ONE, position);
            position = position.simd_lt(f32x4::ZERO).select(f32x4::ZERO, position);
            *frame = both(off + span * smoothstep(position));
        }
        self.position = position;
        self.moving = self.end != self.position;
        Course::Moving(&scratch[..frames])
    }
}

/// `3x² - 2x³`.
#[inline(always)]
fn smoothstep(x: f32x4) -> f32x4 {
    x * x * (f32x4::splat(3.0) - x - x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::SILENCE;

    fn course(fade: &mut Fade, frames: usize, coeffs: FadeCoeffs) -> Vec<f32> {
        let mut values = Vec::new();
        let mut scratch = SILENCE;
        for _ in 0..frames {
            match fade.course(coeffs, 0.0, 1.0, 1, &mut scratch) {
                Course::Still(value) => values.push(value.to_array()[0]),
                Course::Moving(course) => values.push(course[0].to_array()[0]),
            }
        }
        values
    }

    #[test]
    fn a_switch_takes_five_milliseconds_and_lands_exactly() {
        for sample_rate in [3_000.0, 44_100.0, 48_000.0, 768_000.0] {
            let coeffs = FadeCoeffs::new(0.005, sample_rate);
            let frames = (0.005 * sample_rate).round() as usize;
            let mut fade = Fade::new(false);
            fade.set(0, true);
            let values = course(&mut fade, frames + 2, coeffs);
            assert!(values[frames / 2] > 0.4 && values[frames - 3] < 1.0);
            assert_eq!(values[frames + 1], 1.0);
            assert!(values.windows(2).all(|pair| pair[1] - pair[0] > -1e-6));
        }
    }

    #[test]
    fn two_opposite_fades_add_up_to_one() {
        let coeffs = FadeCoeffs::new(0.005, 48_000.0);
        let [mut fade_in, mut fade_out] = [Fade::new(false), Fade::new(true)];
        fade_in.set(0, true);
        fade_out.set(0, false);
        let (rising, falling) = (course(&mut fade_in, 300, coeffs), course(&mut fade_out, 300, coeffs));
        assert!(rising.iter().zip(&falling).all(|(a, b)| (a + b - 1.0).abs() < 1e-5));
    }

    #[test]
    fn a_switch_that_turns_back_half_way_does_not_jump() {
        let coeffs = FadeCoeffs::new(0.005, 48_000.0);
        let mut fade = Fade::new(false);
        fade.set(0, true);
        let mut values = course(&mut fade, 100, coeffs);
        fade.set(0, false);
        values.extend(course(&mut fade, 200, coeffs));
        assert!(values.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.01));
        assert_eq!(values.last(), Some(&0.0));
    }
}
