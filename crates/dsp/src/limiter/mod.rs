//! A true-peak limiter with look-ahead, for one stereo signal.
//!
//! ```text
//! in ─┬─ detector ─ reduction asked for ─ hold ─ release ─ two means ─┐
//!     └─ delay ───────────────────────────────────────────────────── × ─ crossfade with the undelayed input ─ out
//! ```
//! The detector tells the true peak around each frame; what it is above the ceiling is asked for as a reduction. The largest
//! of these is held so long that the two means have arrived there when the peak comes out of the delay, and stay until it has
//! passed. Where nothing exceeds the ceiling the gain is exactly 1.

mod delay;
mod demand;
mod detector;
mod envelope;
mod hold;

use crate::exact;
use crate::fade::{Fade, FadeCoeffs};
use crate::lanes::{CELL_FRAMES, Cell, LANES, Planar, SILENCE};
use crate::pace::Pace;
use crate::poly;
use crate::ramp::Shape;
use crate::smoother::{Control, Course, Smoother};
use delay::Delay;
use demand::{ceilings_of, demand};
use detector::{Detector, REACH};
use envelope::Envelope;
use megamixer_vectors::f32x4;

/// How long the gain takes to come down: it has come down when the peak arrives.
pub const LOOK_AHEAD_S: f64 = 0.0015;

/// How long the crossfade of a switch takes.
pub const SWITCH_S: f64 = 0.01;

/// The gain stays down for this many frames on either side of a peak: a gain that moves within reach of the interpolation
/// would raise what is between the samples.
const PEAK_REACH: usize = 6;

/// The detector begins in the middle of a sound: what it makes of that step, while the samples before it count, is no peak.
const DEAF_FRAMES: usize = 2 * REACH - 1;

/// Frames in each of the two means.
fn mean_frames(sample_rate: f32) -> usize {
    (exact::frames(LOOK_AHEAD_S, f64::from(sample_rate)) as usize).div_ceil(2).max(2)
}

/// Frames by which the limited signal is later than the input, for a sample rate in Hz. A limiter that is off delays by none.
pub fn latency_frames(sample_rate: f32) -> usize {
    2 * mean_frames(sample_rate) - 2 + REACH + PEAK_REACH - 1
}

/// Scratch of a limiter.
pub struct LimiterWork {
    course: Cell,
    ceilings: Planar,
    peaks: Planar,
    wet: [Planar; 2],
}

impl LimiterWork {
    /// Scratch for any limiter.
    pub const fn new() -> Self {
        let planar = [0.0; CELL_FRAMES];
        Self { course: SILENCE, ceilings: planar, peaks: planar, wet: [planar; 2] }
    }
}

impl Default for LimiterWork {
    fn default() -> Self {
        Self::new()
    }
}

/// The limiter of one stereo signal. Its controls use lane 0.
#[derive(Clone)]
pub struct Limiter {
    sample_rate: f32,
    /// dB.
    ceiling: Smoother,
    on: Fade,
    switch: FadeCoeffs,
    keep: f32,
    detector: Detector,
    envelope: Envelope,
    delay: Delay,
    /// Frames that it has heard since it was switched on, up to what it needs to hear before it is heard.
    warm_frames: usize,
    /// Frames of silence that it has heard since the last sound, up to what it remembers.
    quiet_frames: usize,
    /// The largest reduction of the cell under way, and of the last one. Octaves.
    reduction: [f32; 2],
}

impl Limiter {
    /// A limiter that is off, with its ceiling at -1 dB and a release of 0.1 s.
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        let mut limiter = Self {
            sample_rate,
            ceiling: Smoother::new(Shape::Linear, -1.0),
            on: Fade::new(false),
            switch: FadeCoeffs::new(SWITCH_S, sample_rate),
            keep: 0.0,
            detector: Detector::new(),
            envelope: Envelope::new(mean_frames(sample_rate), 2 * PEAK_REACH),
            delay: Delay::new(latency_frames(sample_rate)),
            warm_frames: 0,
            quiet_frames: 0,
            reduction: [0.0; 2],
        };
        limiter.set_release(0.1);
        limiter
    }

    /// The ceiling, -24 to 0 dBTP.
    pub fn ceiling_db(&mut self) -> &mut Smoother {
        &mut self.ceiling
    }

    /// The switch. Switched on, the limiter first listens for as long as it delays, then fades in.
    pub fn on(&mut self) -> &mut Fade {
        &mut self.on
    }

    /// How long a reduction that is no longer needed takes to lose 63.2 % of its decibels, 0.01 to 1 s.
    pub fn set_release(&mut self, release_s: f32) {
        let frames = f64::from(release_s.max(1e-3)) * f64::from(self.sample_rate);
        self.keep = exact::exp(-1.0 / frames) as f32;
    }

    /// Frames by which the signal is late now.
    pub fn latency_frames(&self) -> usize {
        if self.on.all_off() { 0 } else { latency_frames(self.sample_rate) }
    }

    /// The largest gain reduction of the last completed cell, dB, 0 or above.
    pub fn gain_reduction_db(&self) -> f32 {
        self.reduction[1] * poly::DB_PER_OCTAVE
    }

    /// Whether [`Limiter::render`] would do anything.
    pub fn active(&self) -> bool {
        !self.on.all_off() || self.warm_frames != 0 || self.ceiling.moving()
    }

    /// Whether the ceiling is under way.
    pub fn moving(&self) -> bool {
        self.ceiling.moving()
    }

    /// Limits a stretch within one cell, of at most [`CELL_FRAMES`].
    #[inline(never)]
    pub fn render(&mut self, left: &mut [f32], right: &mut [f32], pace: &Pace, work: &mut LimiterWork) {
        let frames = left.len().min(right.len()).min(CELL_FRAMES);
        if self.on.all_off() {
            self.forget();
            self.pass_time(frames, pace, &mut work.course);
            return;
        }
        let (left, right) = (&mut left[..frames], &mut right[..frames]);
        let LimiterWork { course, ceilings, peaks, wet } = work;
        let ceilings = &mut ceilings[..frames.next_multiple_of(LANES)];
        ceilings_of(&self.ceiling.course(pace.glide, frames, course), ceilings);
        self.detector.listen(left, right, peaks);
        let unheard = self.warm_up(frames, peaks);

        let [wet_left, wet_right] = wet;
        let (wet_left, wet_right) = (&mut wet_left[..frames], &mut wet_right[..frames]);
        self.delay.run([left, right], [wet_left, wet_right]);
        let octaves = &mut peaks[..frames.next_multiple_of(LANES)];
        if demand(octaves, ceilings, frames) || !self.envelope.at_rest() {
            self.envelope.run(&mut octaves[..frames], self.keep);
            self.reduce(octaves, [wet_left, wet_right], unheard);
        }
        let dry = [&mut left[unheard..], &mut right[unheard..]];
        self.mix(dry, [&wet_left[unheard..], &wet_right[unheard..]], course);
        if self.on.all_off() {
            self.forget();
        }
    }

    /// Frames of input that what comes out may still depend on, beside the reduction.
    fn remembered_frames(&self) -> usize {
        DEAF_FRAMES + latency_frames(self.sample_rate)
    }

    /// Counts what is heard after switching on, and tells how many frames of the stretch only fill the delay.
    fn warm_up(&mut self, frames: usize, peaks: &mut Planar) -> usize {
        let enough = self.remembered_frames();
        if !self.on.moving() {
            // Landed on, after silence.
            self.warm_frames = enough;
        }
        peaks[..DEAF_FRAMES.saturating_sub(self.warm_frames).min(frames)].fill(0.0);
        let unheard = (enough - self.warm_frames).min(frames);
        self.warm_frames += unheard;
        unheard
    }

    /// Multiplies what comes out of the delay by its gain.
    fn reduce(&mut self, octaves: &mut [f32], wet: [&mut [f32]; 2], unheard: usize) {
        let frames = wet[0].len();
        let largest = octaves[unheard..frames].iter().fold(self.reduction[0], |a, b| if *b > a { *b } else { a });
        self.reduction[0] = largest;
        for four in octaves.chunks_exact_mut(LANES) {
            let gain = poly::exp2(-f32x4::from([four[0], four[1], four[2], four[3]]));
            four.copy_from_slice(gain.as_array());
        }
        for side in wet {
            side.iter_mut().zip(&*octaves).for_each(|(sample, gain)| *sample *= gain);
        }
    }

    /// Puts the limited signal in the place of the input, as far as it is switched on.
    fn mix(&mut self, dry: [&mut [f32]; 2], wet: [&[f32]; 2], scratch: &mut Cell) {
        let course = self.on.course(self.switch, 0.0, 1.0, dry[0].len(), scratch);
        for (dry, wet) in dry.into_iter().zip(wet) {
            match course {
                Course::Still(_) => dry.copy_from_slice(wet),
                Course::Moving(amounts) => {
                    for ((dry, wet), amount) in dry.iter_mut().zip(wet).zip(amounts) {
                        let amount = amount.as_array()[0];
                        // Either end is there to the bit, wherever the stretch is cut.
                        *dry = match amount {
                            0.0 => *dry,
                            1.0 => *wet,
                            _ => *dry + (*wet - *dry) * amount,
                        };
                    }
                }
            }
        }
    }

    /// The ceiling moves on while the signal sleeps.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        if self.ceiling.moving() {
            self.ceiling.course(pace.glide, frames, scratch);
        }
    }

    /// At a grid point: the meter shows the cell that ends. `quiet` tells that the whole cell came in as exact zeros.
    pub fn settle(&mut self, quiet: bool) {
        self.ceiling.settle();
        self.envelope.settle(quiet);
        self.reduction = [0.0, self.reduction[0]];
        self.quiet_frames = if quiet { self.remembered_frames().min(self.quiet_frames + CELL_FRAMES) } else { 0 };
    }

    /// Whether all that is remembered is that of silence: silence in is exact silence out, and the
    /// meter shows nothing.
    pub fn at_rest(&self) -> bool {
        let quiet = self.quiet_frames == self.remembered_frames();
        self.warm_frames == 0 || quiet && self.envelope.at_rest() && self.reduction == [0.0; 2]
    }

    /// What is remembered becomes that of silence at once. Controls stay.
    #[optimize(size)]
    pub fn reset(&mut self) {
        self.detector.reset();
        self.envelope.reset();
        self.delay.reset();
        self.quiet_frames = self.remembered_frames();
        self.reduction = [0.0; 2];
        if self.warm_frames < self.remembered_frames() {
            self.warm_frames = 0;
        }
    }

    /// Switched off, it begins anew when it is switched on again.
    fn forget(&mut self) {
        if self.warm_frames != 0 {
            self.reset();
            self.warm_frames = 0;
        }
    }

    /// Glides and fades jump to their targets; a ramp goes on.
    pub fn land(&mut self) {
        self.ceiling.land(0);
        self.on.land(0);
    }

    /// An engine starts: everything is where it is going.
    pub fn snap(&mut self) {
        self.ceiling.snap();
        self.on.land(0);
    }
}
