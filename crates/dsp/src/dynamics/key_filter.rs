//! The high-pass in front of a detector: 12 dB an octave, so that a thump does not move the gain of what is above it.
//!
//! Source: A. Simper, "Solving the continuous SVF equations using trapezoidal integration and equivalent currents",
//! Cytomic, 2013, as increments of both integrators; Butterworth (`k = √2`).

use crate::fade::Fade;
use crate::lanes::{Cell, Frame, LANES, SILENCE, both};
use crate::mask::Mask;
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::poly::{exp2, tan_pi};
use crate::smoother::{Control, Course};
use wide::f32x4;

/// `1 / Q` of a Butterworth section.
const DAMPING: f32 = core::f32::consts::SQRT_2;

/// The highest corner, as part of the sample rate.
const HIGHEST: f32 = 0.49;

/// Corner of a new filter.
const DEFAULT_HZ: f32 = 100.0;

/// Of one section.
#[derive(Clone, Copy)]
struct HighPassCoeffs {
    /// `tan(π f / rate)`.
    g: Frame,
    /// `g + k`.
    gk: Frame,
    /// `g / (1 + g (g + k))`.
    c1: Frame,
}

impl HighPassCoeffs {
    #[inline(always)]
    fn new(octaves: f32x4, frame_s: f32x4) -> Self {
        let turns = super::smaller(exp2(octaves) * frame_s, f32x4::splat(HIGHEST));
        let g = tan_pi(turns);
        let gk = g + f32x4::splat(DAMPING);
        Self { g: both(g), gk: both(gk), c1: both(g / (f32x4::ONE + g * gk)) }
    }
}

/// What one section remembers.
#[derive(Clone, Copy, PartialEq)]
struct HighPass {
    i1: Frame,
    i2: Frame,
}

impl HighPass {
    const REST: Self = Self { i1: Frame::ZERO, i2: Frame::ZERO };

    #[inline(always)]
    fn pass(&mut self, v0: Frame, coeffs: &HighPassCoeffs) -> Frame {
        let d1 = coeffs.c1 * ((v0 - self.i2) - coeffs.gk * self.i1);
        let v1 = self.i1 + d1;
        let d2 = coeffs.g * v1;
        let v2 = self.i2 + d2;
        self.i1 += d1 + d1;
        self.i2 += d2 + d2;
        v0 - Frame::splat(DAMPING) * v1 - v2
    }
}

/// Room for the courses of a filter's controls.
pub struct KeyFilterWork {
    on: Cell,
    frequency: Cell,
}

impl KeyFilterWork {
    /// Silent.
    pub const fn new() -> Self {
        Self { on: SILENCE, frequency: SILENCE }
    }
}

impl Default for KeyFilterWork {
    fn default() -> Self {
        Self::new()
    }
}

/// Four high-passes.
#[derive(Clone)]
pub struct KeyFilter {
    /// Whether each is in.
    pub on: Fade,
    /// Corners, Hz.
    pub frequency: Octaves,
    state: HighPass,
}

impl KeyFilter {
    /// Four filters that are off.
    pub fn new() -> Self {
        Self { on: Fade::new(false), frequency: Octaves::new(DEFAULT_HZ), state: HighPass::REST }
    }

    /// Whether any filter is in.
    pub fn active(&self) -> bool {
        !self.on.all_off()
    }

    /// Filters what is listened to, in the lanes whose filter is in and whose compressor `runs`; others forget.
    pub fn render(&mut self, heard: &mut [Frame], runs: &Course, pace: &Pace, work: &mut KeyFilterWork) {
        let on = self.on.course(pace.fade, 0.0, 1.0, heard.len(), &mut work.on);
        let frequency = self.frequency.course(pace.glide, heard.len(), &mut work.frequency);
        let frame_s = f32x4::splat(1.0 / pace.sample_rate);
        let mut coeffs = HighPassCoeffs::new(frequency.quad(0), frame_s);
        let moving = matches!(frequency, Course::Moving(_));
        let mut state = self.state;
        for (i, frame) in heard.iter_mut().enumerate() {
            if moving {
                coeffs = HighPassCoeffs::new(frequency.quad(i), frame_s);
            }
            let amount = on.at(i);
            let high = state.pass(*frame, &coeffs);
            *frame = (Frame::ONE - amount) * *frame + amount * high;
            let runs = (amount * runs.at(i)).simd_gt(Frame::ZERO);
            state = HighPass { i1: state.i1 & runs, i2: state.i2 & runs };
        }
        self.state = state;
    }

    /// Time goes on without sound.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        self.frequency.course(pace.glide, frames, scratch);
        self.on.course(pace.fade, 0.0, 1.0, frames, scratch);
    }

    /// At a grid point: what is remembered below `floor` becomes zero.
    pub fn settle(&mut self, floor: Frame) {
        self.frequency.settle();
        for integrator in [&mut self.state.i1, &mut self.state.i2] {
            *integrator &= integrator.abs().simd_ge(floor);
        }
    }

    /// The lanes that remember nothing.
    pub fn at_rest(&self) -> Mask {
        let empty = self.state.i1.simd_eq(Frame::ZERO) & self.state.i2.simd_eq(Frame::ZERO);
        let bits = empty.to_bitmask();
        Mask(bits & bits >> LANES & Mask::ALL.0)
    }

    /// Some lanes forget.
    pub fn reset(&mut self, lanes: Mask) {
        let chosen = lanes.frame();
        self.state.i1 = chosen.select(Frame::ZERO, self.state.i1);
        self.state.i2 = chosen.select(Frame::ZERO, self.state.i2);
    }

    /// Glides and fades of a lane end at once.
    pub fn land(&mut self, lane: usize) {
        self.on.land(lane);
        self.frequency.land(lane);
    }

    /// Everything is where it is going.
    pub fn snap(&mut self) {
        (0..LANES).for_each(|lane| self.on.land(lane));
        self.frequency.snap();
    }

    /// Some lanes become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.on.copy_lanes(&from.on, lanes);
        self.frequency.copy_lanes(&from.frequency, lanes);
        let chosen = lanes.frame();
        self.state.i1 = chosen.select(from.state.i1, self.state.i1);
        self.state.i2 = chosen.select(from.state.i2, self.state.i2);
    }
}

impl Default for KeyFilter {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gain of a sine after the first 0.3 s.
    fn gain_db(corner_hz: f32, frequency_hz: f64, sample_rate: f32) -> f64 {
        let (mut filter, mut work) = (KeyFilter::new(), KeyFilterWork::new());
        filter.on.set(1, true);
        filter.frequency.glide_to(1, corner_hz);
        filter.land(1);
        filter.frequency.settle();
        let pace = Pace::new(0.02, sample_rate);
        let runs = Course::Still(Frame::ONE);
        let frames = (0.8 * f64::from(sample_rate)) as usize;
        let (mut energy, mut passed) = (0.0f64, 0.0f64);
        for i in 0..frames {
            let x = (core::f64::consts::TAU * frequency_hz * i as f64 / f64::from(sample_rate)).sin() as f32;
            let mut frame = [Frame::splat(x)];
            filter.render(&mut frame, &runs, &pace, &mut work);
            if i > frames * 3 / 8 {
                energy += f64::from(x).powi(2);
                passed += f64::from(frame[0].to_array()[5]).powi(2);
            }
        }
        10.0 * (passed / energy).log10()
    }

    #[test]
    fn it_is_the_second_order_butterworth_of_the_bilinear_transform() {
        let mut worst = 0.0f64;
        for (corner_hz, sample_rate) in [(20.0, 48_000.0), (150.0, 48_000.0), (2_000.0, 8_000.0)] {
            for octave in [-2.0, -1.0, 0.0, 0.9] {
                let frequency = f64::from(corner_hz) * f64::exp2(octave);
                let warped = |hz: f64| (core::f64::consts::PI * hz / f64::from(sample_rate)).tan();
                let ratio = warped(frequency) / warped(f64::from(corner_hz));
                let wanted_db = 10.0 * (ratio.powi(4) / (1.0 + ratio.powi(4))).log10();
                let found_db = gain_db(corner_hz, frequency, sample_rate);
                assert!(found_db.is_finite());
                worst = worst.max((found_db - wanted_db).abs());
            }
        }
        println!("key filter: {worst} dB");
        assert!(worst < 0.05, "{worst}");
    }
}
