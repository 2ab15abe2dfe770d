//! The fade of on/off controls, four side by side: a time-boxed travel between two values that lands exactly.
//!
//! The travel is a smoothstep, whose slope starts and ends at zero, so that a cut clicks less than a straight line. A fade that
//! is turned around half-way brakes and speeds up again along that path, instead of turning on the spot: that would be a
//! kink in the smoothstep, which clicks.

use crate::exact;
use crate::lanes::{Cell, Frame, both};
use crate::mask::Mask;
use crate::smoother::Course;
use megamixer_vectors::f32x4;

/// How much of a fade's time it takes to turn around: the more, the smoother, and the later it is there. At this the bend is
/// hardly sharper than the one that every fade starts with (5 · 1.5 against 6, in units of the fade and the square of its time).
const TURN: f64 = 0.4;

/// How far a fade gets in a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FadeCoeffs {
    step: f32,
    /// By how much the speed changes while a fade turns around, in full speeds.
    turn: f32,
}

impl FadeCoeffs {
    /// For fades that take `time_s` seconds.
    pub fn new(time_s: f64, sample_rate: f32) -> Self {
        let step = 1.0 / f64::from(exact::frames(time_s, f64::from(sample_rate)));
        Self { step: step as f32, turn: (2.0 / TURN * step) as f32 }
    }
}

/// Four switches under way.
#[derive(Clone)]
pub struct Fade {
    /// Where each is going: 0 or 1.
    end: f32x4,
    /// How much of the way there lies behind each: 0 to 1, along a straight line.
    behind: f32x4,
    /// How fast each goes: 1 full speed there, below 0 still in the direction from which it was turned around.
    speed: f32x4,
    moving: bool,
}

impl Fade {
    /// Four switches that rest.
    pub fn new(on: bool) -> Self {
        let end = if on { f32x4::ONE } else { f32x4::ZERO };
        Self { end, behind: f32x4::ONE, speed: f32x4::ONE, moving: false }
    }

    /// Starts towards on or off from wherever the fade is now. The same again changes nothing. From end to end it takes the time of
    /// its coefficients; turned around on the way, it is back after at most that and a third of it.
    #[inline(never)]
    pub fn set(&mut self, lane: usize, on: bool) {
        let end = if on { 1.0 } else { 0.0 };
        if end == self.end.to_array()[lane] {
            return;
        }
        self.end.as_mut_array()[lane] = end;
        // The way back from there is the same seen from the other end. Who rests, or has not gone yet, needs no turning.
        let (behind, speed) = match self.behind.to_array()[lane] {
            0.0 => (1.0, 1.0),
            1.0 => (0.0, 1.0),
            behind => (1.0 - behind, -self.speed.to_array()[lane]),
        };
        self.put(lane, behind, speed);
    }

    #[inline(never)]
    fn put(&mut self, lane: usize, behind: f32, speed: f32) {
        self.behind.as_mut_array()[lane] = behind;
        self.speed.as_mut_array()[lane] = speed;
        self.moving = self.behind != f32x4::ONE;
    }

    /// Puts a switch where it is going at once.
    pub fn land(&mut self, lane: usize) {
        self.put(lane, 1.0, 1.0);
    }

    /// Puts a switch fully off at once; it fades back in if it is going there.
    pub fn cut(&mut self, lane: usize) {
        self.put(lane, 1.0 - self.end.to_array()[lane], 1.0);
    }

    /// Some switches become those of `from`.
    #[inline(never)]
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.quad();
        self.end = chosen.select(from.end, self.end);
        self.behind = chosen.select(from.behind, self.behind);
        self.speed = chosen.select(from.speed, self.speed);
        self.moving = self.behind != f32x4::ONE;
    }

    /// Whether any switch is under way.
    pub fn moving(&self) -> bool {
        self.moving
    }

    /// Which switches are under way.
    pub fn moving_lanes(&self) -> Mask {
        Mask::of(!self.behind.simd_eq(f32x4::ONE))
    }

    /// Whether a switch rests at off.
    pub fn is_off(&self, lane: usize) -> bool {
        self.end.as_array()[lane] == 0.0 && self.behind.as_array()[lane] == 1.0
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
    #[inline]
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
        let course = &mut scratch[..frames];
        self.travel(coeffs, off, span, course);
        Course::Moving(course)
    }

    #[inline(never)]
    fn travel(&mut self, coeffs: FadeCoeffs, off: f32x4, span: f32x4, course: &mut [Frame]) {
        let (one, zero) = (f32x4::ONE, f32x4::ZERO);
        let (step, turn) = (f32x4::splat(coeffs.step), f32x4::splat(coeffs.turn));
        let goes_on = self.end.simd_eq(one);
        let (mut behind, mut speed) = (self.behind, self.speed);
        for frame in course {
            speed += turn;
            speed = speed.simd_gt(one).select(one, speed);
            behind += speed * step;
            // Who comes back to the end where it started bounces off, where the smoothstep is level.
            let back = behind.simd_lt(zero);
            behind = back.select(-behind, behind);
            speed = back.select(-speed, speed);
            let there = behind.simd_ge(one);
            behind = there.select(one, behind);
            speed = there.select(one, speed);
            let position = goes_on.select(behind, one - behind);
            *frame = both(off + span * smoothstep(position));
        }
        (self.behind, self.speed) = (behind, speed);
        self.moving = behind != one;
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

    /// Two opposite fades that are turned around together, so many frames after the last time, until they are there.
    fn there_and_back(after: &[usize], coeffs: FadeCoeffs) -> [Vec<f32>; 2] {
        [true, false].map(|to| {
            let (mut fade, mut on, mut values) = (Fade::new(!to), to, Vec::new());
            for frames in after {
                fade.set(0, on);
                values.extend(course(&mut fade, *frames, coeffs));
                on = !on;
            }
            fade.set(0, on);
            while fade.moving() {
                values.extend(course(&mut fade, 1, coeffs));
            }
            assert_eq!(values.last(), Some(&if on { 1.0 } else { 0.0 }));
            values
        })
    }

    /// How often, and after how many frames, fades of 240 frames are turned around in tests.
    fn turns() -> Vec<Vec<usize>> {
        let once = (1..=240).map(|after| vec![after]);
        let again = (1..240).step_by(7).flat_map(|first| (1..240).step_by(5).map(move |second| vec![first, second]));
        once.chain(again).chain([vec![100, 1, 1, 1], vec![230, 5, 60, 90, 20], vec![120; 9]]).collect()
    }

    #[test]
    fn two_opposite_fades_add_up_to_one() {
        let coeffs = FadeCoeffs::new(0.005, 48_000.0);
        for after in turns() {
            let [rising, falling] = there_and_back(&after, coeffs);
            assert_eq!(rising.len(), falling.len());
            assert!(rising.iter().zip(&falling).all(|(a, b)| (a + b - 1.0).abs() < 1e-6), "{after:?}");
        }
    }

    #[test]
    fn a_switch_that_turns_back_has_no_kink_and_is_there_within_a_third_more_of_its_time() {
        let coeffs = FadeCoeffs::new(0.005, 48_000.0);
        for after in turns() {
            let [values, _] = there_and_back(&after, coeffs);
            assert!(values.iter().all(|value| (0.0..=1.000_001).contains(value)), "{after:?}");
            // What bends, in units of the fade and the square of its time: 6 at a start, at most 9 while it turns around and has
            // just passed the middle; a kink in the middle would be 720.
            let bend = |three: &[f32]| f64::from(three[2] - three[1]) - f64::from(three[1] - three[0]);
            let sharpest = values.windows(3).map(|three| bend(three).abs() * 240.0 * 240.0).fold(0.0, f64::max);
            assert!(sharpest < 9.0, "{after:?}: {sharpest}");
            let frames = values.len() - after.iter().sum::<usize>();
            assert!(frames <= 322, "{after:?}: {frames}");
        }
    }

    #[test]
    fn where_a_stretch_is_cut_makes_no_difference() {
        let coeffs = FadeCoeffs::new(0.005, 44_100.0);
        let play = |longest: usize| {
            let (mut fade, mut scratch, mut values) = (Fade::new(false), SILENCE, Vec::new());
            for part in 0..12 {
                (0..4).for_each(|lane| fade.set(lane, (part * (lane + 2) / 3) % 2 == 0));
                let mut left = 53;
                while left > 0 {
                    let frames = left.min(longest);
                    let course = fade.course(coeffs, 0.2, 0.9, frames, &mut scratch);
                    values.extend((0..frames).map(|i| course.at(i).to_array().map(f32::to_bits)));
                    left -= frames;
                }
            }
            values
        };
        let whole = play(32);
        assert!([1, 5, 31].into_iter().all(|longest| play(longest) == whole));
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
