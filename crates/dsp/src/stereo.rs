//! The stereo stage, four signals side by side: which side is which, and how far apart they are.
//!
//! In this order: left and right exchanged, then the width of what came of it, with mono as a width of zero.
//!
//! Source of the width: A. D. Blumlein, British Patent 394,325 (1931), the sum and difference of two channels ("shuffling"),
//! with the difference at its own gain.

use crate::fade::Fade;
use crate::lanes::{Cell, Frame, LANES, SILENCE, swap};
use crate::mask::Mask;
use crate::pace::Pace;
use crate::ramp::Shape;
use crate::smoother::{Control, Course, Smoother};
use megamixer_vectors::f32x4;

/// Room to work in.
pub struct StereoWork {
    swap: Cell,
    keep: Cell,
    width: Cell,
}

impl StereoWork {
    /// Empty.
    pub const fn new() -> Self {
        Self { swap: SILENCE, keep: SILENCE, width: SILENCE }
    }
}

impl Default for StereoWork {
    fn default() -> Self {
        Self::new()
    }
}

/// Four signals' sides. Nothing is remembered of what was heard: silence in is silence out at any time.
#[derive(Clone)]
pub struct Stereo {
    mono: Fade,
    swap: Fade,
    width: Smoother,
}

impl Stereo {
    /// Four signals as they come.
    pub fn new() -> Self {
        Self { mono: Fade::new(false), swap: Fade::new(false), width: Smoother::new(Shape::Linear, 1.0) }
    }

    /// The switch that makes both channels their mean.
    pub fn mono(&mut self) -> &mut Fade {
        &mut self.mono
    }

    /// The switch that exchanges left and right. Half-way of its fade both channels are their mean.
    pub fn swap(&mut self) -> &mut Fade {
        &mut self.swap
    }

    /// The gain of the difference between the channels: 0 mono, 1 as it comes, up to 2.
    pub fn width(&mut self) -> &mut Smoother {
        &mut self.width
    }

    /// Whether [`Stereo::render`] would do anything.
    pub fn active(&self) -> bool {
        !self.swap.all_off() || !self.mono.all_off() || self.width.moving() || self.width.targets() != f32x4::ONE
    }

    /// Exchanges and widens a stretch of four signals. One that is switched off, and 1 wide, passes bit for bit.
    pub fn render(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut StereoWork) {
        let frames = signal.len();
        match self.swap.course(pace.fade, 0.0, 1.0, frames, &mut work.swap) {
            Course::Still(still) if still == Frame::ZERO => {}
            amount => signal.iter_mut().enumerate().for_each(|(i, frame)| *frame = exchange(*frame, amount.at(i))),
        }
        let keep = self.mono.course(pace.fade, 1.0, 0.0, frames, &mut work.keep);
        let width = self.width.course(pace.glide, frames, &mut work.width);
        match (&keep, &width) {
            (Course::Still(keep), Course::Still(width)) => {
                let width = *width * *keep;
                if width != Frame::ONE {
                    signal.iter_mut().for_each(|frame| *frame = widen(*frame, width));
                }
            }
            _ => {
                for (i, frame) in signal.iter_mut().enumerate() {
                    *frame = widen(*frame, width.at(i) * keep.at(i));
                }
            }
        }
    }

    /// Whether any width is under way.
    pub fn moving(&self) -> bool {
        self.width.moving()
    }

    /// Ramps go on in time while the signals are not heard.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        if self.width.moving() {
            self.width.course(pace.glide, frames, scratch);
        }
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.width.settle();
    }

    /// Ends what is under way in a lane at once: glides, fades. A ramp goes on.
    pub fn land(&mut self, lane: usize) {
        self.mono.land(lane);
        self.swap.land(lane);
        self.width.land(lane);
    }

    /// Everything is where it is going at once, also what ramps.
    pub fn snap(&mut self) {
        self.width.snap();
        (0..LANES).for_each(|lane| self.land(lane));
    }

    /// Some lanes become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.mono.copy_lanes(&from.mono, lanes);
        self.swap.copy_lanes(&from.swap, lanes);
        self.width.copy_lanes(&from.width, lanes);
    }
}

impl Default for Stereo {
    fn default() -> Self {
        Self::new()
    }
}

/// From the channels as they are to the channels exchanged; at both ends exactly.
#[inline(always)]
fn exchange(frame: Frame, amount: Frame) -> Frame {
    let exchanged = swap(frame);
    let mixed = frame + (exchanged - frame) * amount;
    let mixed = amount.simd_eq(Frame::ONE).select(exchanged, mixed);
    amount.simd_eq(Frame::ZERO).select(frame, mixed)
}

/// Mean and half the difference, the latter at the gain `width`; as it comes where that is 1, since the sum of the two has been
/// rounded.
#[inline(always)]
fn widen(frame: Frame, width: Frame) -> Frame {
    let (half, other) = (Frame::splat(0.5), swap(frame));
    let widened = (frame + other) * half + (frame - other) * half * width;
    width.simd_eq(Frame::ONE).select(frame, widened)
}
