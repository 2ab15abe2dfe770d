//! What the limiter listens with: the true peak that the standard measures, and the one that a converter makes.
//!
//! The filter of BS.1770-5 falls off from 0.42 of the sample rate and its points are a quarter of a frame apart, so it may miss
//! a crest of treble by a decibel. A second filter, flat to 0.45, looks at the quarters between. Each sees what the other does not.

use crate::exact;
use crate::lanes::larger_quad as larger;
use crate::lanes::{CELL_FRAMES, LANES, Planar};
use crate::true_peak::{self, Past, between, four};
use megamixer_vectors::f32x4;

/// Samples that the second filter takes into account on either side of an interval.
pub const REACH: usize = 16;

const TAPS: usize = 2 * REACH;
const ROW: usize = TAPS + LANES - 1;

/// How much later the row of the standard's filter begins.
const INSET: usize = REACH - true_peak::DELAY_FRAMES;

/// Shape of the window: below 0.45 of the sample rate the gain stays within 0.04 dB of that at 0 Hz.
const KAISER_BETA: f64 = 5.0;

/// Gain at 0 Hz: -0.07 dB, so that ripples do not add up to more than the true peak, and what stays below the ceiling is not
/// touched.
const GAIN: f64 = 0.992;

/// The second filter: values at a quarter, a half and three quarters of an interval.
#[derive(Clone)]
struct Quarters {
    /// Half the sum and half the difference of the first and the third quarter, for the outer to the inner samples.
    halves: [[f32; REACH]; 2],
    middle: [f32; REACH],
}

impl Quarters {
    /// Source: J. F. Kaiser's window on the sinc of ideal interpolation, each phase scaled to the same gain at 0 Hz.
    #[optimize(size)]
    fn new() -> Self {
        let phase = |offset: f64| {
            let mut taps: [f64; TAPS] = core::array::from_fn(|k| {
                let distance = (REACH - 1) as f64 + offset - k as f64;
                let angle = core::f64::consts::PI * distance;
                let x = distance / REACH as f64;
                exact::sin_quarter_turns(2.0 * distance) / angle * bessel(KAISER_BETA * (1.0 - x * x).sqrt())
            });
            let sum: f64 = taps.iter().sum();
            taps.iter_mut().for_each(|tap| *tap *= GAIN / sum);
            taps
        };
        let (first, middle) = (phase(0.25), phase(0.5));
        let half = |sign: f64| core::array::from_fn(|k| ((first[k] + sign * first[TAPS - 1 - k]) * 0.5) as f32);
        Self { halves: [half(1.0), half(-1.0)], middle: core::array::from_fn(|k| middle[k] as f32) }
    }

    /// The largest size of the three values, of four intervals in a row.
    #[inline(always)]
    fn between(&self, row: &[f32; ROW]) -> f32x4 {
        let [mut sum, mut difference, mut middle] = [f32x4::ZERO; 3];
        for k in 0..REACH {
            let (older, newer) = (four(row, k), four(row, TAPS - 1 - k));
            let added = older + newer;
            sum += added * f32x4::splat(self.halves[0][k]);
            difference += (older - newer) * f32x4::splat(self.halves[1][k]);
            middle += added * f32x4::splat(self.middle[k]);
        }
        larger(sum.abs() + difference.abs(), middle.abs())
    }
}

/// The modified Bessel function of the first kind and order zero, by its series.
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term, mut k) = (1.0, 1.0, 1.0);
    while term > sum * 1e-17 {
        term *= x * x / (4.0 * k * k);
        sum += term;
        k += 1.0;
    }
    sum
}

/// The detector of both channels.
#[derive(Clone)]
pub struct Detector {
    quarters: Quarters,
    channels: [Past<{ TAPS - 1 }>; 2],
}

impl Detector {
    /// A detector that has heard silence.
    pub fn new() -> Self {
        Self { quarters: Quarters::new(), channels: Default::default() }
    }

    /// Writes the true peak of either channel at each frame of a stretch: of the interval that began [`REACH`] frames ago,
    /// and of the sample there. What it writes beyond the stretch means nothing.
    pub fn listen(&mut self, left: &[f32], right: &[f32], peaks: &mut Planar) {
        for (past, stretch) in self.channels.iter_mut().zip([left, right]) {
            past.enter(stretch);
        }
        let frames = left.len().min(CELL_FRAMES);
        for (first, out) in (0..frames).step_by(LANES).zip(peaks.chunks_exact_mut(LANES)) {
            let [left, right] = [0, 1].map(|side| self.read(side, first));
            out.copy_from_slice(larger(left, right).as_array());
        }
        self.channels.iter_mut().for_each(|past| past.leave(frames));
    }

    #[inline(always)]
    fn read(&self, side: usize, frame: usize) -> f32x4 {
        let Some(row) = self.channels[side].row::<ROW>(frame, TAPS - 1) else { return f32x4::ZERO };
        let standard = row[INSET..].first_chunk().map_or(f32x4::ZERO, between);
        larger(larger(standard, self.quarters.between(row)), four(row, REACH - 1).abs())
    }

    /// Hears silence again.
    pub fn reset(&mut self) {
        self.channels = Default::default();
    }
}
