//! The way of the gain reduction: down before a peak arrives, held while it passes, back up by the release.
//!
//! All in octaves of reduction, 0 or above. Each value that comes out is a weighted mean of values that are each at least what
//! was asked for while the peak that is on its way out was heard, so it never falls short of that.

use super::hold::Hold;
use crate::lanes::CELL_FRAMES;

/// Reductions are rounded to whole steps before they are summed. The sums stay below 2^28 octaves, so f64 holds them exactly
/// and a running sum never drifts.
const STEP: f64 = 1.0 / (1 << 24) as f64;

/// Numbers of this size have no bits left for fractions of a step.
const ROUNDER: f64 = 1.5 * (1u64 << 52) as f64 * STEP;

/// A reduction below this is none: half a step.
const NONE: f32 = (STEP / 2.0) as f32;

/// While the input is silent, a reduction below this is none: 0.006 dB.
const NONE_IN_SILENCE: f32 = 1.0 / (1 << 10) as f32;

/// A running sum of the last so many whole steps.
#[derive(Clone)]
struct Sum {
    ring: Vec<f64>,
    at: usize,
    sum: f64,
}

impl Sum {
    fn new(frames: usize) -> Self {
        Self { ring: vec![0.0; frames.max(1)], at: 0, sum: 0.0 }
    }

    #[inline]
    fn push(&mut self, value: f64) -> f64 {
        let oldest = core::mem::replace(&mut self.ring[self.at], value);
        self.sum += value - oldest;
        self.at = if self.at + 1 == self.ring.len() { 0 } else { self.at + 1 };
        self.sum
    }

    fn reset(&mut self) {
        self.ring.fill(0.0);
        (self.at, self.sum) = (0, 0.0);
    }
}

/// What is remembered of the reduction.
#[derive(Clone)]
pub struct Envelope {
    hold: Hold,
    /// What the hold told last.
    held: f32,
    /// After the release.
    released: f32,
    /// Two equal means in series: their ramps begin and end gently.
    sums: [Sum; 2],
    /// Turns a sum of sums into octaves.
    scale: f64,
}

impl Envelope {
    /// No reduction. Ramps are two means of `mean_frames` each; a peak lasts for `peak_frames`.
    #[optimize(size)]
    pub fn new(mean_frames: usize, peak_frames: usize) -> Self {
        let mean = mean_frames.max(1);
        Self {
            hold: Hold::new(2 * mean - 2 + peak_frames.max(1)),
            held: 0.0,
            released: 0.0,
            sums: [Sum::new(mean), Sum::new(mean)],
            scale: 1.0 / (mean * mean) as f64,
        }
    }

    /// Whether there is no reduction, and none to come.
    pub fn at_rest(&self) -> bool {
        self.held == 0.0 && self.released == 0.0 && self.sums.iter().all(|sum| sum.sum == 0.0)
    }

    /// Turns reductions that are asked for into those to apply. Of a reduction `keep` is left a frame after it was needed.
    pub fn run(&mut self, octaves: &mut [f32], keep: f32) {
        let (mut held, mut released) = (self.held, self.released);
        let [first, second] = &mut self.sums;
        for value in octaves.iter_mut().take(CELL_FRAMES) {
            held = self.hold.push(*value);
            released *= keep;
            released = if held > released { held } else { released };
            let steps = f64::from(released) + ROUNDER - ROUNDER;
            *value = (second.push(first.push(steps)) * self.scale) as f32;
        }
        (self.held, self.released) = (held, released);
    }

    /// At a grid point: a release that is as good as over ends.
    pub fn settle(&mut self, quiet: bool) {
        if self.released < if quiet { NONE_IN_SILENCE } else { NONE } {
            self.released = 0.0;
        }
    }

    /// No reduction at once.
    pub fn reset(&mut self) {
        self.hold.reset();
        self.sums.iter_mut().for_each(Sum::reset);
        (self.held, self.released) = (0.0, 0.0);
    }
}
