//! A compressor: above its threshold, so many decibels in make one decibel out.

use super::Quads;
use super::ballistics::{Ballistics, BallisticsCoeffs};
use super::curve::{CompressorCurve, CompressorParams, OCTAVES_PER_DB};
use super::detector::{Detector, Key, Listener, ListenerWork};
use super::log::{gain, larger_size, level};
use super::reduction::ReductionMeter;
use crate::fade::Fade;
use crate::lanes::{CELL_FRAMES, Cell, Frame, LANES, SILENCE, both};
use crate::mask::Mask;
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::ramp::Shape;
use crate::smoother::{Control, Course, Smoother};
use megamixer_vectors::f32x4;

/// A reduction below this is none: the gain of less rounds to 1. Octaves.
const NOTHING: f32 = 1e-9;

/// In silence a reduction below this is none: 0.0006 dB of what nobody hears. Octaves.
const NOTHING_IN_SILENCE: f32 = 1e-4;

/// Room to work in.
pub struct CompressorWork {
    on: Cell,
    threshold: Cell,
    knee: Cell,
    ratio: Cell,
    makeup: Cell,
    mix: Cell,
    levels: Quads,
    listener: ListenerWork,
}

impl CompressorWork {
    /// Silent.
    pub const fn new() -> Self {
        Self {
            on: SILENCE,
            threshold: SILENCE,
            knee: SILENCE,
            ratio: SILENCE,
            makeup: SILENCE,
            mix: SILENCE,
            levels: [f32x4::ZERO; CELL_FRAMES],
            listener: ListenerWork::new(),
        }
    }
}

impl Default for CompressorWork {
    fn default() -> Self {
        Self::new()
    }
}

/// What the controls behind the curve come to in one frame.
#[derive(Clone, Copy)]
struct Blend {
    /// Octaves.
    makeup: f32x4,
    /// Gains of what is compressed, and of what is not.
    wet: f32x4,
    dry: f32x4,
    /// Where anything is compressed at all.
    runs: f32x4,
}

impl Blend {
    /// What a stretch comes to of which nothing is taken away.
    fn apply_idle(&self, signal: &mut [Frame]) {
        let factor = self.dry + self.wet * gain(self.makeup);
        if factor != f32x4::ONE {
            signal.iter_mut().for_each(|frame| *frame *= both(factor));
        }
    }
}

/// Four compressors.
///
/// A compressor that listens to a key remembers the key, and so rests only when that is silent, too.
#[derive(Clone)]
pub struct Compressor {
    sample_rate: f32,
    on: Fade,
    threshold: Smoother,
    knee: Smoother,
    ratio: Octaves,
    makeup: Smoother,
    mix: Smoother,
    times: BallisticsCoeffs,
    listener: Listener,
    /// Octaves.
    reduction: Ballistics,
    meter: ReductionMeter,
}

impl Compressor {
    /// Four compressors that are off, with the defaults of DynamicsCompressorNode, no makeup, and all of the mix.
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        let mut compressor = Self {
            sample_rate,
            on: Fade::new(false),
            threshold: Smoother::new(Shape::Linear, -24.0),
            knee: Smoother::new(Shape::Linear, 30.0),
            ratio: Octaves::new(12.0),
            makeup: Smoother::new(Shape::Linear, 0.0),
            mix: Smoother::new(Shape::Linear, 1.0),
            times: BallisticsCoeffs::INSTANT,
            listener: Listener::new(sample_rate),
            reduction: Ballistics::new(f32x4::ZERO),
            meter: ReductionMeter::new(),
        };
        (0..LANES).for_each(|lane| compressor.set_times(lane, 0.003, 0.25));
        compressor
    }

    /// Whether it is in. The gain fades between 1 and the compressor's.
    pub fn on(&mut self) -> &mut Fade {
        &mut self.on
    }

    /// Where compression begins, dB, -100 to 0.
    pub fn threshold(&mut self) -> &mut Smoother {
        &mut self.threshold
    }

    /// How wide it begins, dB, half of it on either side of the threshold, 0 (hard) to 40.
    pub fn knee(&mut self) -> &mut Smoother {
        &mut self.knee
    }

    /// Decibels in for a decibel out, 1 to 100. It travels evenly in octaves: evenly in ratios, nearly all of the
    /// way from 1 to 100 would be over as soon as it began.
    pub fn ratio(&mut self) -> &mut Octaves {
        &mut self.ratio
    }

    /// Gain of what is compressed, dB, -24 to 24.
    pub fn makeup(&mut self) -> &mut Smoother {
        &mut self.makeup
    }

    /// How much of the output is compressed, 0 to 1; the rest is the signal as it came.
    pub fn mix(&mut self) -> &mut Smoother {
        &mut self.mix
    }

    /// Whether there is a high-pass before the detector, 12 dB an octave.
    pub fn key_filter(&mut self) -> &mut Fade {
        self.listener.filter.on()
    }

    /// Corner of that high-pass, Hz, 20 to 2000.
    pub fn key_frequency(&mut self) -> &mut Octaves {
        self.listener.filter.frequency()
    }

    /// Seconds, 0 and up, until the reduction has covered 63.2 % of a step, up (attack) and down (release).
    pub fn set_times(&mut self, lane: usize, attack_s: f32, release_s: f32) {
        self.times.set(lane, attack_s, release_s, self.sample_rate);
    }

    /// What counts as level, at once or within 5 ms.
    pub fn set_detector(&mut self, lane: usize, detector: Detector, at_once: bool) {
        self.listener.set_detector(lane, detector, at_once);
    }

    /// Whether rendering would change anything. While it would not, time [passes](Compressor::pass_time).
    pub fn active(&self) -> bool {
        !self.on.all_off()
    }

    /// Whether a compressor's switch rests at off.
    pub fn is_off(&self, lane: usize) -> bool {
        self.on.is_off(lane)
    }

    /// Whether any control is under way, heard or not: then grid points matter to it.
    pub fn moving(&self) -> bool {
        [&self.threshold, &self.knee, &self.makeup, &self.mix].into_iter().any(Smoother::moving)
            || self.ratio.moving()
            || self.listener.moving()
    }

    /// Compresses a stretch by the levels of the key, or of the signal itself.
    #[inline(never)]
    pub fn render(&mut self, signal: &mut [Frame], key: &Key, pace: &Pace, work: &mut CompressorWork) {
        let frames = signal.len();
        if !self.active() {
            return self.pass_time(frames, pace, &mut work.on);
        }
        let on = self.on.course(pace.fade, 0.0, 1.0, frames, &mut work.on);
        self.listener.listen(signal, key, &on, pace, &mut work.listener, &mut work.levels);
        let courses = [
            self.threshold.course(pace.glide, frames, &mut work.threshold),
            self.knee.course(pace.glide, frames, &mut work.knee),
            self.ratio.course(pace.glide, frames, &mut work.ratio),
            self.makeup.course(pace.glide, frames, &mut work.makeup),
            self.mix.course(pace.glide, frames, &mut work.mix),
            on,
        ];
        let curve_at = |frame: usize| {
            let [threshold_db, knee_db, ratio_octaves] = core::array::from_fn(|control| courses[control].quad(frame));
            CompressorCurve::new(&CompressorParams { threshold_db, knee_db, ratio_octaves })
        };
        let blend_at = |frame: usize| {
            let [makeup_db, mix, on] = core::array::from_fn(|control| courses[3 + control].quad(frame));
            let wet = on * mix;
            Blend {
                makeup: makeup_db * f32x4::splat(OCTAVES_PER_DB),
                wet,
                dry: f32x4::ONE - wet,
                runs: on.simd_gt(f32x4::ZERO),
            }
        };
        let levels = &mut work.levels[..frames];
        if !courses.iter().all(|course| matches!(course, Course::Still(_))) {
            return self.compress::<false>(signal, levels, curve_at, blend_at);
        }
        let (curve, blend) = (curve_at(0), blend_at(0));
        if self.leaves_alone(levels, &curve, blend.runs) {
            return blend.apply_idle(signal);
        }
        if blend.wet == f32x4::ONE {
            self.compress::<true>(signal, levels, |_| curve, |_| blend);
        } else {
            self.compress::<false>(signal, levels, |_| curve, |_| blend);
        }
    }

    /// Whether no compressor takes anything away and none will in this stretch: then no logarithm is needed.
    fn leaves_alone(&self, levels: &[f32x4], curve: &CompressorCurve, runs: f32x4) -> bool {
        if self.reduction.is_at(f32x4::ZERO) != Mask::ALL {
            return false;
        }
        let loudest = levels.iter().fold(f32x4::ZERO, |loudest, level| larger_size(loudest, *level));
        let below = loudest.simd_lt(curve.bottom() * f32x4::splat(1.0 - 1e-4));
        (below | !runs).all()
    }

    /// `WHOLE` leaves out what changes no bit where everybody is all in. Two passes, since what both keep at hand would be too much for
    /// one: how far the reduction gets, which waits for its own last frame while the level of the next is worked out; and the gain.
    #[inline(always)]
    fn compress<const WHOLE: bool>(
        &mut self,
        signal: &mut [Frame],
        quads: &mut [f32x4],
        curve: impl Fn(usize) -> CompressorCurve,
        blend: impl Fn(usize) -> Blend,
    ) {
        let (times, mut reduction) = (self.times, self.reduction);
        for (i, quad) in quads.iter_mut().enumerate() {
            reduction = reduction.follow(curve(i).reduction(level(*quad)), &times);
            *quad = reduction.value;
            if !WHOLE {
                reduction = reduction.only(blend(i).runs);
            }
        }
        self.reduction = reduction;
        let mut meter = self.meter;
        for (i, (frame, reduction)) in signal.iter_mut().zip(quads).enumerate() {
            let blend = blend(i);
            let mut factor = gain(blend.makeup - *reduction);
            if !WHOLE {
                factor = blend.dry + blend.wet * factor;
                *reduction &= blend.runs;
            }
            meter.see(*reduction);
            *frame *= both(factor);
        }
        self.meter = meter;
    }

    /// Ramps, glides and fades go on in time while nobody is heard, or everybody is off.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        self.on.course(pace.fade, 0.0, 1.0, frames, scratch);
        for control in [&mut self.threshold, &mut self.knee, &mut self.makeup, &mut self.mix] {
            control.course(pace.glide, frames, scratch);
        }
        self.ratio.course(pace.glide, frames, scratch);
        self.listener.pass_time(frames, pace, scratch);
    }

    /// At a grid point. Lanes of `quiet` had exact zeros for the whole cell.
    pub fn settle(&mut self, quiet: Mask) {
        [&mut self.threshold, &mut self.knee, &mut self.makeup, &mut self.mix].into_iter().for_each(Smoother::settle);
        self.ratio.settle();
        self.listener.settle(quiet);
        let floor = quiet.quad().select(f32x4::splat(NOTHING_IN_SILENCE), f32x4::splat(NOTHING));
        self.reduction.put(self.reduction.value.simd_lt(floor), f32x4::ZERO);
        self.meter.settle();
        if !self.on.moving() {
            // Also those that landed there unheard.
            let off = self.on.ends().simd_eq(f32x4::ZERO);
            self.reset(Mask::of(off));
            self.meter.hide(off);
        }
    }

    /// The largest reduction of the last cell, dB, 0 and up; neither makeup nor mix count.
    pub fn gain_reduction_db(&self) -> f32x4 {
        self.meter.db()
    }

    /// The lanes that remember no more than in silence.
    pub fn at_rest(&self) -> Mask {
        self.reduction.is_at(f32x4::ZERO).and(self.listener.at_rest())
    }

    /// Some lanes forget what they heard.
    pub fn reset(&mut self, lanes: Mask) {
        self.reduction.put(lanes.quad(), f32x4::ZERO);
        self.listener.reset(lanes);
        self.meter.forget(lanes);
    }

    /// Glides and fades of a lane end at once. A ramp goes on.
    #[optimize(size)]
    pub fn land(&mut self, lane: usize) {
        self.on.land(lane);
        for control in [&mut self.threshold, &mut self.knee, &mut self.makeup, &mut self.mix] {
            control.land(lane);
        }
        self.ratio.land(lane);
        self.listener.land(lane);
    }

    /// An engine starts: everything is where it is going.
    #[optimize(size)]
    pub fn snap(&mut self) {
        (0..LANES).for_each(|lane| self.on.land(lane));
        [&mut self.threshold, &mut self.knee, &mut self.makeup, &mut self.mix].into_iter().for_each(Smoother::snap);
        self.ratio.snap();
        self.listener.snap();
    }

    /// Some lanes become those of `from`, which has the same sample rate.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.on.copy_lanes(&from.on, lanes);
        self.threshold.copy_lanes(&from.threshold, lanes);
        self.knee.copy_lanes(&from.knee, lanes);
        self.ratio.copy_lanes(&from.ratio, lanes);
        self.makeup.copy_lanes(&from.makeup, lanes);
        self.mix.copy_lanes(&from.mix, lanes);
        self.times.copy_lanes(&from.times, lanes);
        self.listener.copy_lanes(&from.listener, lanes);
        self.reduction.copy_lanes(&from.reduction, lanes);
        self.meter.copy_lanes(&from.meter, lanes);
    }
}
