//! How loud a stereo signal is: momentary, short-term and integrated loudness in LUFS, and loudness range in LU.
//!
//! Sources: ITU-R BS.1770-5 (2023), Annex 1; EBU Tech 3341 (2023), "EBU mode" metering; EBU Tech 3342 (2023), loudness
//! range. Where this differs from the letter of them, [`Range`] says so.
//!
//! Time goes in steps of 10 ms (see [`windows`]): momentary and short-term loudness and their maxima move by a step,
//! integrated loudness by a block every 100 ms, the range every second.

pub mod gating;
pub mod histogram;
pub mod k_weighting;
pub mod windows;

use crate::exact;
use gating::{Integrated, Range};
use k_weighting::{KCoeffs, KWeighting};
use windows::Windows;

/// Steps in the window of momentary loudness, and in a gating block: 400 ms.
pub const MOMENTARY_STEPS: usize = 40;
/// Steps in the window of short-term loudness: 3 s.
pub const SHORT_TERM_STEPS: usize = windows::STEPS;
/// From one gating block to the next: 100 ms, so that blocks overlap by three quarters.
const BLOCK_HOP_STEPS: u64 = 10;
/// From one value of the loudness range to the next: 1 s.
const RANGE_HOP_STEPS: u64 = 100;

/// A mean square below this has no loudness: -140 dBFS, as on the level meters.
const FLOOR: f64 = 1e-14;

/// The loudness of a K-weighted mean square, summed over both channels, in LUFS; below -140 dBFS minus infinity.
///
/// Source: ITU-R BS.1770-5, Annex 1, equation 2. A left and a right channel weigh 1 each.
pub fn lufs(mean_square: f64) -> f64 {
    if mean_square > FLOOR { -0.691 + decibels(mean_square) } else { f64::NEG_INFINITY }
}

/// The level of a power in decibels.
fn decibels(power: f64) -> f64 {
    exact::ln(power) * (10.0 / core::f64::consts::LN_10)
}

/// Whether loudness can be metered at a sample rate in Hz: the shelf of the K-weighting must fit below half of it, which
/// it does from 3433 Hz. (Below some 16 kHz the weighting's upper octaves are bent by the bilinear transform.)
pub fn available(sample_rate: f32) -> bool {
    sample_rate.is_finite() && k_weighting::SHELF_HZ < 0.49 * f64::from(sample_rate)
}

/// The loudness meter of one stereo signal.
///
/// [`listen`](Loudness::listen) to every stretch, [`settle`](Loudness::settle) at every grid point. A stretch that is cut
/// elsewhere changes nothing. Nothing allocates after [`Loudness::new`], and memory does not grow with time: about
/// 265 kB, which are two histograms of 8,100 bins.
#[derive(Clone)]
pub struct Loudness {
    available: bool,
    coeffs: KCoeffs,
    weighting: KWeighting,
    windows: Windows,
    integrated: Integrated,
    range: Range,
    /// Steps that lie wholly after the last reset or restart.
    fresh_steps: u64,
    /// Steps since the last reset that count.
    counted_steps: u64,
    /// The step under way began before the last reset.
    straddles: bool,
    momentary: f32,
    short_term: f32,
    momentary_max: f32,
    short_term_max: f32,
}

impl Loudness {
    /// A meter that has heard nothing, for a sample rate in Hz. Allocates. Where loudness is not [`available`], every
    /// reading stays that of silence.
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        let available = available(sample_rate);
        // Whole Hz, so that steps end on exact frames for ever.
        let rate = exact::frames(1.0, if available { f64::from(sample_rate) } else { 48_000.0 });
        Self {
            available,
            coeffs: KCoeffs::new(f64::from(rate)),
            weighting: KWeighting::default(),
            windows: Windows::new(rate),
            integrated: Integrated::new(),
            range: Range::new(),
            fresh_steps: 0,
            counted_steps: 0,
            straddles: false,
            momentary: f32::NEG_INFINITY,
            short_term: f32::NEG_INFINITY,
            momentary_max: f32::NEG_INFINITY,
            short_term_max: f32::NEG_INFINITY,
        }
    }

    /// Whether the meter works at its sample rate.
    pub fn available(&self) -> bool {
        self.available
    }

    /// Listens to a stretch, both channels of which are equally long.
    #[inline(never)]
    pub fn listen(&mut self, left: &[f32], right: &[f32]) {
        if !self.available {
            return;
        }
        let (mut left, mut right) = (left, &right[..left.len()]);
        while !left.is_empty() {
            // A step ends on its own frame, wherever the stretch was cut.
            let frames = left.len().min(self.windows.frames_left());
            let (l, r) = (&left[..frames], &right[..frames]);
            let energy = self.weighting.listen(&self.coeffs, l, r, self.windows.energy());
            if self.windows.pass(frames, energy) {
                self.step();
            }
            (left, right) = (&left[frames..], &right[frames..]);
        }
    }

    /// At a grid point.
    pub fn settle(&mut self) {
        self.weighting.settle();
    }

    /// A step has ended: what was heard moves the readings.
    #[inline(never)]
    fn step(&mut self) {
        let momentary = self.windows.mean_square(MOMENTARY_STEPS);
        let short_term = self.windows.mean_square(SHORT_TERM_STEPS);
        (self.momentary, self.short_term) = (lufs(momentary) as f32, lufs(short_term) as f32);

        if core::mem::take(&mut self.straddles) {
            return;
        }
        self.fresh_steps += 1;
        self.counted_steps += 1;
        // A window counts once all of it is fresh: nothing from before a reset, and nothing across a gap.
        if self.fresh_steps >= MOMENTARY_STEPS as u64 {
            self.momentary_max = louder(self.momentary, self.momentary_max);
            if self.fresh_steps.is_multiple_of(BLOCK_HOP_STEPS) {
                self.integrated.add(momentary);
            }
        }
        if self.fresh_steps >= SHORT_TERM_STEPS as u64 {
            self.short_term_max = louder(self.short_term, self.short_term_max);
            if self.fresh_steps.is_multiple_of(RANGE_HOP_STEPS) {
                self.range.add(short_term);
            }
        }
    }

    /// Starts a new measurement: integrated loudness, range, maxima and time have heard nothing. Momentary and short-term
    /// loudness go on. What was heard before counts no more: the first block is whole after 400 ms, the first value of
    /// the range after 3 s. To be called at grid points.
    #[optimize(size)]
    pub fn reset(&mut self) {
        self.integrated.reset();
        self.range.reset();
        (self.momentary_max, self.short_term_max) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
        (self.fresh_steps, self.counted_steps) = (0, 0);
        self.straddles = self.windows.under_way();
    }

    /// Listening resumes after a gap: the filters and windows have heard nothing, and a step begins. The measurement goes
    /// on, without any block that would reach across the gap. To be called at grid points.
    pub fn restart(&mut self) {
        self.weighting = KWeighting::default();
        self.windows.clear();
        (self.momentary, self.short_term) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
        self.fresh_steps = 0;
        self.straddles = false;
    }

    /// Momentary loudness, of the last 400 ms, in LUFS. What was not heard yet counts as silence; silence, and anything
    /// below -140 dBFS, is minus infinity.
    pub fn momentary(&self) -> f32 {
        self.momentary
    }

    /// Short-term loudness, of the last 3 s, in LUFS; the rest as [`Loudness::momentary`].
    pub fn short_term(&self) -> f32 {
        self.short_term
    }

    /// The largest momentary loudness since the last reset, of windows wholly after it, in LUFS; minus infinity before.
    pub fn momentary_max(&self) -> f32 {
        self.momentary_max
    }

    /// The largest short-term loudness since the last reset, of windows wholly after it, in LUFS; minus infinity before.
    pub fn short_term_max(&self) -> f32 {
        self.short_term_max
    }

    /// Integrated, gated loudness since the last reset, in LUFS; minus infinity until a block passes the absolute gate.
    pub fn integrated(&self) -> f32 {
        self.integrated.lufs()
    }

    /// Loudness range since the last reset, in LU; 0 until there is one. Tech 3341 (2023) asks meters to tell that it is
    /// not stable in the first minute: see [`Loudness::time_s`].
    pub fn range(&self) -> f32 {
        self.range.lu()
    }

    /// Seconds that were listened to since the last reset, in steps of 10 ms.
    pub fn time_s(&self) -> f32 {
        (self.counted_steps as f64 / f64::from(windows::STEPS_PER_S)) as f32
    }
}

fn louder(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_square_of_one_is_just_below_zero_lufs_and_silence_is_below_everything() {
        assert_eq!(lufs(1.0), -0.691);
        assert!((lufs(0.1) - -10.691).abs() < 1e-12);
        assert_eq!(lufs(0.0), f64::NEG_INFINITY);
    }

    #[test]
    fn loudness_is_metered_where_the_shelf_fits_below_half_the_sample_rate() {
        let rates = [3_000.0, 3_400.0, 3_433.0, 8_000.0, 768_000.0, f32::INFINITY, f32::NAN];
        assert_eq!(rates.map(available), [false, false, true, true, true, false, false]);
    }

    #[test]
    fn the_memory_of_a_meter_is_what_its_documentation_says() {
        let bytes = size_of::<Loudness>() + 2 * histogram::BYTES;
        assert!((262_000..=265_000).contains(&bytes), "{bytes}");
    }
}
