//! True peak of one stereo signal: the level between samples.
//!
//! Source: ITU-R BS.1770-5, Annex 2: a published 48-tap filter interpolates four values in each interval, an eighth, three,
//! five and seven eighths of the way. The Annex asks for 192 kHz at least, so it allows two values at 96 kHz and one
//! at 192 kHz. Here it is four at every rate, and the samples themselves count too: both can only show more, never less.

use crate::lanes::larger_quad as larger;
use crate::lanes::{CELL_FRAMES, Frame, LANES};
use crate::meter::{Meter, MeterCoeffs};
use megamixer_vectors::f32x4;

/// Samples that an interpolated value takes into account: half of them on either side of its interval.
pub const TAPS: usize = 12;

/// Samples behind an interval that are known when its values are: it lies between this many frames ago and one later.
pub const DELAY_FRAMES: usize = TAPS / 2;

/// Samples that four intervals in a row take into account.
pub const ROW: usize = TAPS + LANES - 1;

/// The published coefficients of phases 0 and 1, the newest sample first. Phases 3 and 2 are these backwards.
const PHASES: [[f64; TAPS]; 2] = [
    [
        0.001_708_984_375,
        0.010_986_328_125,
        -0.019_653_320_312_5,
        0.033_203_125,
        -0.059_448_242_187_5,
        0.137_329_101_562_5,
        0.972_167_968_75,
        -0.102_294_921_875,
        0.047_607_421_875,
        -0.026_611_328_125,
        0.014_892_578_125,
        -0.008_300_781_25,
    ],
    [
        -0.029_174_804_687_5,
        0.029_296_875,
        -0.051_757_812_5,
        0.089_111_328_125,
        -0.166_503_906_25,
        0.465_087_890_625,
        0.779_785_156_25,
        -0.200_317_382_812_5,
        0.101_562_5,
        -0.058_227_539_062_5,
        0.033_081_054_687_5,
        -0.018_920_898_437_5,
    ],
];

/// Half the sum and half the difference of two phases that mirror each other, for the outer to the inner samples.
const HALVES: [[[f32; TAPS / 2]; 2]; 2] = [halves(PHASES[0]), halves(PHASES[1])];

const fn halves(phase: [f64; TAPS]) -> [[f32; TAPS / 2]; 2] {
    let (mut halves, mut k) = ([[0.0; TAPS / 2]; 2], 0);
    while k < TAPS / 2 {
        let (newer, older) = (phase[k], phase[TAPS - 1 - k]);
        halves[0][k] = ((newer + older) * 0.5) as f32;
        halves[1][k] = ((newer - older) * 0.5) as f32;
        k += 1;
    }
    halves
}

/// Four samples in a row.
#[inline(always)]
pub fn four<const N: usize>(row: &[f32; N], first: usize) -> f32x4 {
    f32x4::from([row[first], row[first + 1], row[first + 2], row[first + 3]])
}

/// The largest size of the four values between the sixth and the seventh of twelve samples, of four intervals in a row.
///
/// Two mirrored phases `a` and `b` are never computed: their sum sees the samples of both sides added, their difference
/// sees them subtracted, and `max(|a|, |b|) = |a + b| / 2 + |a - b| / 2`. That is half the multiplications.
#[inline(always)]
pub fn between(row: &[f32; ROW]) -> f32x4 {
    let mut sums = [f32x4::ZERO; 2];
    let mut differences = [f32x4::ZERO; 2];
    for k in 0..TAPS / 2 {
        let (newer, older) = (four(row, TAPS - 1 - k), four(row, k));
        let (added, subtracted) = (newer + older, newer - older);
        for (pair, [half_sum, half_difference]) in HALVES.iter().enumerate() {
            sums[pair] += added * f32x4::splat(half_sum[k]);
            differences[pair] += subtracted * f32x4::splat(half_difference[k]);
        }
    }
    larger(sums[0].abs() + differences[0].abs(), sums[1].abs() + differences[1].abs())
}

/// Room for `past` samples, a stretch, and what the last four intervals of a stretch of odd length reach beyond it.
const ROOM: usize = CELL_FRAMES + 40;

/// A stretch of one channel, with the samples before it.
#[derive(Clone)]
pub struct Past<const PAST: usize> {
    samples: [f32; ROOM],
}

impl<const PAST: usize> Past<PAST> {
    const FITS: () = assert!(PAST + CELL_FRAMES + LANES <= ROOM);

    /// After silence.
    pub const fn new() -> Self {
        let () = Self::FITS;
        Self { samples: [0.0; ROOM] }
    }

    /// Takes the next stretch, of at most [`CELL_FRAMES`].
    #[inline]
    pub fn enter(&mut self, stretch: &[f32]) {
        self.samples[PAST..PAST + stretch.len()].copy_from_slice(stretch);
    }

    /// The stretch becomes past.
    #[inline]
    pub fn leave(&mut self, frames: usize) {
        self.samples.copy_within(frames..frames + PAST, 0);
    }

    /// `N` samples that begin `ago` frames before a frame of the stretch.
    #[inline(always)]
    pub fn row<const N: usize>(&self, frame: usize, ago: usize) -> Option<&[f32; N]> {
        self.samples.get(frame + PAST - ago..)?.first_chunk()
    }
}

impl<const PAST: usize> Default for Past<PAST> {
    fn default() -> Self {
        Self::new()
    }
}

/// True-peak meters of the two channels of a signal.
#[derive(Clone, Default)]
pub struct TruePeakMeter {
    channels: [Past<{ TAPS - 1 }>; 2],
    /// Of the next frames nothing between the samples is known: too few were heard before them.
    deaf_frames: usize,
    /// Of the cell under way.
    heard: [f32; 2],
    /// Moves as the meter of sample peaks does. Lane 0 is left.
    meter: Meter,
}

impl TruePeakMeter {
    /// Meters that have heard nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Listens to a stretch within one cell. What it finds is of up to [`DELAY_FRAMES`] earlier.
    pub fn listen(&mut self, left: &[f32], right: &[f32]) {
        for ((past, stretch), heard) in self.channels.iter_mut().zip([left, right]).zip(&mut self.heard) {
            past.enter(stretch);
            let unheard = self.deaf_frames.min(stretch.len());
            *heard = loudest(past, unheard, stretch.len(), *heard);
            past.leave(stretch.len());
        }
        self.deaf_frames = self.deaf_frames.saturating_sub(left.len());
    }

    /// Listening resumes after a gap, in the middle of a sound: nothing is shown, the largest so far stays, and the step from
    /// what was heard before to what is heard now is no peak.
    pub fn restart(&mut self) {
        self.channels = Default::default();
        self.heard = [0.0; 2];
        self.deaf_frames = TAPS - 1;
        self.meter.rest();
    }

    /// At a grid point: what was heard in the cell moves the meters.
    pub fn settle(&mut self, coeffs: &MeterCoeffs) {
        let mut frame = Frame::ZERO;
        (frame.as_mut_array()[0], frame.as_mut_array()[LANES]) = (self.heard[0], self.heard[1]);
        let heard = self.meter.listen(&[frame]);
        self.meter.keep(heard);
        self.meter.settle(coeffs);
        self.heard = [0.0; 2];
    }

    /// Shown left and right, linear (1 is 0 dBTP): up at once, held for a second, then down by 20 dB a second.
    pub fn shown(&self) -> [f32; 2] {
        sides(self.meter.peak())
    }

    /// The largest left and right since [`TruePeakMeter::reset_max`], linear.
    pub fn max(&self) -> [f32; 2] {
        sides(self.meter.untaken())
    }

    /// Forgets the largest; what is shown stays.
    pub fn reset_max(&mut self) {
        [0, LANES].into_iter().for_each(|channel| self.meter.taken(channel));
    }

    /// Becomes a meter that has heard nothing.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Whether the meters show nothing and will go on doing so in silence.
    pub fn at_rest(&self) -> bool {
        self.meter.at_rest() && self.heard == [0.0; 2]
    }
}

fn sides(frame: Frame) -> [f32; 2] {
    [frame.as_array()[0], frame.as_array()[LANES]]
}

/// The largest true peak of a stretch from frame `first` on, or `so_far`.
fn loudest(past: &Past<{ TAPS - 1 }>, first: usize, frames: usize, so_far: f32) -> f32 {
    let mut largest = f32x4::splat(so_far);
    for at in (first..frames).step_by(LANES) {
        let there = (frames - at) as f32;
        let found = read(past, at);
        let found = f32x4::from([0.0, 1.0, 2.0, 3.0]).simd_lt(f32x4::splat(there)) & found;
        largest = larger(found, largest);
    }
    largest.to_array().into_iter().fold(so_far, |a, b| if b > a { b } else { a })
}

/// The true peak at four frames in a row: of the interval and the sample at its beginning.
#[inline(always)]
fn read(past: &Past<{ TAPS - 1 }>, frame: usize) -> f32x4 {
    past.row(frame, TAPS - 1).map_or(f32x4::ZERO, |row| larger(between(row), four(row, TAPS - 1 - DELAY_FRAMES).abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_values_are_those_of_the_published_phases() {
        let row: [f32; ROW] = core::array::from_fn(|i| (i as f32 * 1.7).sin() + (i * i) as f32 * 0.01);
        let found = between(&row).to_array();
        for (lane, found) in found.into_iter().enumerate() {
            let value = |phase: [f64; TAPS]| {
                phase.iter().enumerate().map(|(k, h)| h * f64::from(row[lane + TAPS - 1 - k])).sum::<f64>().abs()
            };
            let mirrored = PHASES.map(|mut phase| {
                phase.reverse();
                phase
            });
            let wanted = PHASES.into_iter().chain(mirrored).map(value).fold(0.0, f64::max);
            assert!((f64::from(found) - wanted).abs() < 1e-6, "{found} for {wanted}");
        }
    }
}
