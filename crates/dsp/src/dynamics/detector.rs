//! What a compressor listens with: which signal, filtered or not, and what counts as its level.

use super::Quads;
use super::ballistics::pace as one_pole;
use super::log::larger_size;
use crate::eq::{Cut, EqWork, Side};
use crate::fade::Fade;
use crate::lanes::{Cell, Frame, LANES, SILENCE, both, split};
use crate::mask::Mask;
use crate::pace::Pace;
use crate::poly::LOG2_FLOOR;
use crate::smoother::Course;
use megamixer_vectors::f32x4;

/// What counts as the level of a signal, of which the louder channel decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detector {
    /// The sample of now, whatever its sign.
    Peak,
    /// The root of the mean power of the last [`RMS_S`].
    Rms,
}

/// Time constant of the one-pole on the power: long enough that a level at 50 Hz wavers by less than a decibel, short
/// beside the attacks that RMS is chosen for.
pub const RMS_S: f32 = 0.01;

/// Corner of a new key filter.
const DEFAULT_CORNER_HZ: f32 = 100.0;

/// Other signals to listen to.
#[derive(Clone, Copy)]
pub struct Key<'a> {
    /// As many frames as the signal has; missing ones are silent. Finite, at most 2^20, not subnormal.
    pub frames: &'a [Frame],
    /// The lanes that listen to them. The others listen to themselves.
    pub lanes: Mask,
}

impl Key<'_> {
    /// Everybody listens to themselves.
    pub const NONE: Self = Self { frames: &[], lanes: Mask(0) };
}

/// Room to work in.
pub struct ListenerWork {
    heard: Cell,
    rms: Cell,
    filter: EqWork,
}

impl ListenerWork {
    /// Silent.
    pub const fn new() -> Self {
        Self { heard: SILENCE, rms: SILENCE, filter: EqWork::new() }
    }
}

impl Default for ListenerWork {
    fn default() -> Self {
        Self::new()
    }
}

/// Four detectors.
#[derive(Clone)]
pub struct Listener {
    /// The high-pass in front, so that a thump does not move the gain of what is above it.
    pub filter: Cut,
    /// Off is peak. A switch blends both levels for 5 ms: with times of zero the gain would jump with the level.
    rms: Fade,
    pass: Frame,
    power: Frame,
}

impl Listener {
    /// Four detectors of peaks, unfiltered.
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        Self {
            filter: Cut::new(Side::Below, DEFAULT_CORNER_HZ),
            rms: Fade::new(false),
            pass: Frame::splat(one_pole(RMS_S, sample_rate)),
            power: Frame::ZERO,
        }
    }

    /// What a lane listens with, at once or within 5 ms.
    #[optimize(size)]
    pub fn set_detector(&mut self, lane: usize, detector: Detector, at_once: bool) {
        self.rms.set(lane, detector == Detector::Rms);
        if at_once {
            self.rms.land(lane);
        }
    }

    /// Whether the filter's controls or the choice of level are under way.
    pub fn moving(&self) -> bool {
        self.filter.moving() || self.rms.moving()
    }

    /// The levels of a stretch, linear. Lanes that do not `run` (0 there) remember nothing.
    pub fn listen(
        &mut self,
        signal: &[Frame],
        key: &Key,
        runs: &Course,
        pace: &Pace,
        work: &mut ListenerWork,
        levels: &mut Quads,
    ) {
        let Some(last) = signal.len().checked_sub(1) else { return };
        let filtering = self.filter.active();
        let heard = &mut work.heard[..signal.len()];
        let heard = if filtering || key.lanes.any() {
            take(heard, signal, key);
            if filtering {
                self.filter.render(heard, pace, &mut work.filter);
                // A switch is turned between stretches, never within: who does not run in the last frame has ended in this one.
                self.filter.reset(Mask::ALL.without(Mask::of(runs.quad(last).simd_gt(f32x4::ZERO))));
            }
            &*heard
        } else {
            signal
        };
        if self.rms.all_off() {
            for (level, frame) in levels.iter_mut().zip(heard) {
                *level = louder(frame.abs());
            }
            return;
        }
        let rms = self.rms.course(pace.fade, 0.0, 1.0, heard.len(), &mut work.rms);
        let (pass, mut power) = (self.pass, self.power);
        for (i, (level, frame)) in levels.iter_mut().zip(heard).enumerate() {
            let (size, amount, blend) = (frame.abs(), rms.at(i), rms.quad(i));
            // The square of less would be subnormal.
            let size_to_square = size & size.simd_ge(Frame::splat(LOG2_FLOOR));
            power += (size_to_square * size_to_square - power) * pass;
            let root = louder(power).sqrt();
            *level = (f32x4::ONE - blend) * louder(size) + blend * root;
            power &= (amount * runs.at(i)).simd_gt(Frame::ZERO);
        }
        self.power = power;
    }

    /// Time goes on without sound.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        self.filter.pass_time(frames, pace, scratch);
        self.rms.course(pace.fade, 0.0, 1.0, frames, scratch);
    }

    /// At a grid point.
    pub fn settle(&mut self, quiet: Mask) {
        self.filter.settle(quiet);
        let floor = quiet.frame().select(Frame::splat(1e-18), Frame::splat(1e-30));
        self.power &= self.power.simd_ge(floor);
        if !self.rms.moving() {
            // Also where the switch landed at once: nobody would look after the power any more.
            self.power &= both(self.rms.ends().simd_gt(f32x4::ZERO));
        }
    }

    /// The lanes that remember nothing.
    pub fn at_rest(&self) -> Mask {
        let bits = self.power.simd_eq(Frame::ZERO).to_bitmask();
        Mask(bits & bits >> LANES & Mask::ALL.0).and(self.filter.at_rest())
    }

    /// Some lanes forget.
    pub fn reset(&mut self, lanes: Mask) {
        self.filter.reset(lanes);
        self.power = lanes.frame().select(Frame::ZERO, self.power);
    }

    /// Glides and fades of a lane end at once.
    pub fn land(&mut self, lane: usize) {
        self.filter.land(lane);
        self.rms.land(lane);
    }

    /// Everything is where it is going.
    pub fn snap(&mut self) {
        self.filter.snap();
        (0..LANES).for_each(|lane| self.rms.land(lane));
    }

    /// Some lanes become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.filter.copy_lanes(&from.filter, lanes);
        self.rms.copy_lanes(&from.rms, lanes);
        self.power = lanes.frame().select(from.power, self.power);
    }
}

/// What each lane listens to. What no logarithm tells from silence is silence: filters would make subnormals of it.
fn take(heard: &mut [Frame], signal: &[Frame], key: &Key) {
    let keyed = key.lanes.frame();
    for (i, (out, own)) in heard.iter_mut().zip(signal).enumerate() {
        let other = key.frames.get(i).copied().unwrap_or(Frame::ZERO);
        let chosen = keyed.select(other, *own);
        *out = chosen & chosen.abs().simd_ge(Frame::splat(LOG2_FLOOR));
    }
}

/// The size of the louder channel.
#[inline(always)]
pub(super) fn louder(of_channels: Frame) -> f32x4 {
    let [left, right] = split(of_channels);
    larger_size(left, right)
}
