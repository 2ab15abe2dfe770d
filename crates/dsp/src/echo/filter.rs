//! The filters that every repeat of an echo passes: a low cut and a high cut of 6 dB an octave each.
//!
//! Both are the bilinear transforms of the analogue one-poles `s / (s + ω)` and `ω / (s + ω)`, with the corner where
//! it was asked for: there each loses 3.01 dB, and nowhere does it amplify. In terms of the warped frequency `t =
//! tan(π f / rate)` and corner `g`, the gains are `t / √(t² + g²)` and `g / √(t² + g²)`.

use crate::exact;
use crate::poly;
use megamixer_vectors::f32x4;

/// The highest corner as a part of the sample rate.
const MAX_CORNER: f32 = 0.49;

/// Of both filters. Source: V. Zavalishin, The Art of VA Filter Design, chapter 3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FilterCoeffs {
    low: LowCut,
    high: HighCut,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct LowCut {
    pass: f32,
    keep: f32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct HighCut {
    pass: f32,
}

impl FilterCoeffs {
    /// For resting corners in Hz, of which what is beyond 0.49 of the sample rate counts as that.
    #[optimize(size)]
    pub fn new(low_cut_hz: f32, high_cut_hz: f32, sample_rate: f32) -> Self {
        let [low, high] = [low_cut_hz, high_cut_hz].map(|hz| {
            let corner = f64::from(hz) / f64::from(sample_rate);
            let max = f64::from(MAX_CORNER);
            exact::tan_pi(if corner < max { corner } else { max })
        });
        Self {
            low: LowCut { pass: (1.0 / (1.0 + low)) as f32, keep: ((1.0 - low) / (1.0 + low)) as f32 },
            high: HighCut { pass: (high / (1.0 + high)) as f32 },
        }
    }

    /// For warped corners under way; those that are not given rest, and remain what they are in `self`.
    #[inline(always)]
    pub fn under_way(&self, low: Option<f32>, high: Option<f32>) -> Self {
        let [g, h] = [low.unwrap_or(0.0), high.unwrap_or(0.0)];
        let parts = f32x4::from([1.0, 1.0 - g, h, 0.0]) / f32x4::from([1.0 + g, 1.0 + g, 1.0 + h, 1.0]);
        let [low_pass, keep, high_pass, _] = parts.to_array();
        Self {
            low: if low.is_some() { LowCut { pass: low_pass, keep } } else { self.low },
            high: if high.is_some() { HighCut { pass: high_pass } } else { self.high },
        }
    }
}

/// The warped corners of four frames, `tan(π f / rate)`, for octaves above 1 Hz.
#[inline(never)]
pub fn warp(octaves: f32x4, sample_rate: f32) -> f32x4 {
    let corner = poly::exp2(octaves) / f32x4::splat(sample_rate);
    let max = f32x4::splat(MAX_CORNER);
    poly::tan_pi(corner.simd_lt(max).select(corner, max))
}

/// What both filters of one channel remember.
///
/// The low cut remembers its output and not, as the high cut does, a level that creeps up on its input: of a constant
/// it would keep what is below the precision of that level, and an echo with much feedback would pile that up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Filter {
    input: f32,
    without_lows: f32,
    level: f32,
}

impl Filter {
    /// One sample.
    #[inline(always)]
    pub fn pass(&mut self, coeffs: &FilterCoeffs, input: f32) -> f32 {
        self.without_lows = self.without_lows * coeffs.low.keep + (input - self.input) * coeffs.low.pass;
        self.input = input;
        let half_step = (self.without_lows - self.level) * coeffs.high.pass;
        let output = self.level + half_step;
        self.level = output + half_step;
        output
    }

    /// What is remembered and smaller than `floor` becomes zero.
    pub fn settle(&mut self, floor: f32) {
        for state in [&mut self.input, &mut self.without_lows, &mut self.level] {
            if state.abs() < floor {
                *state = 0.0;
            }
        }
    }

    /// Whether nothing is remembered.
    pub fn at_rest(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gain of both filters at a frequency, measured with a sine.
    fn measured(coeffs: &FilterCoeffs, hz: f64, rate: f64) -> f64 {
        let mut filter = Filter::default();
        let (settle, frames) = ((rate * 0.3) as usize, (rate * 0.5) as usize);
        let turn = |i: usize| core::f64::consts::TAU * hz * i as f64 / rate;
        let (mut sine, mut cosine) = (0.0, 0.0);
        for i in 0..settle + frames {
            let output = f64::from(filter.pass(coeffs, turn(i).sin() as f32));
            if i >= settle {
                (sine, cosine) = (sine + output * turn(i).sin(), cosine + output * turn(i).cos());
            }
        }
        sine.hypot(cosine) * 2.0 / frames as f64
    }

    #[test]
    fn the_gain_is_that_of_the_analogue_one_poles_at_warped_frequencies() {
        for (rate, low, high) in [(48_000.0, 20.0, 20_000.0), (44_100.0, 1_000.0, 1_000.0), (96_000.0, 200.0, 3_000.0)]
        {
            let coeffs = FilterCoeffs::new(low, high, rate as f32);
            for hz in [20.0, 200.0, 1_000.0, 3_000.0, 10_000.0, 20_000.0] {
                let warp = |hz: f64| (core::f64::consts::PI * hz / rate).tan();
                let (t, low, high) = (warp(hz), warp(f64::from(low)), warp(f64::from(high)));
                let wanted = t / t.hypot(low) * high / t.hypot(high);
                let found = measured(&coeffs, hz, rate);
                let error_db = 20.0 * (found / wanted).log10();
                assert!(error_db.abs() < 0.001, "{rate} Hz, at {hz} Hz: {error_db} dB");
            }
        }
    }

    #[test]
    fn a_corner_under_way_is_where_it_rests_and_the_other_stays_exactly() {
        for rate in [3_000.0, 48_000.0, 768_000.0] {
            for (low, high) in [(20.0, 1_000.0), (1_000.0, 20_000.0), (123.0, 4_567.0f32)] {
                let rest = FilterCoeffs::new(low, high, rate);
                let [g, h, ..] = warp(f32x4::from([low.log2(), high.log2(), 0.0, 0.0]), rate).to_array();
                let moving = FilterCoeffs::new(50.0, 5_000.0, rate).under_way(Some(g), Some(h));
                assert!(
                    (moving.low.keep - rest.low.keep).abs() < 2e-6 && (moving.low.pass - rest.low.pass).abs() < 2e-6
                );
                assert!((moving.high.pass - rest.high.pass).abs() < 2e-6);
                assert_eq!(rest.under_way(None, Some(0.1)).low, rest.low);
                assert_eq!(rest.under_way(Some(0.1), None).high, rest.high);
            }
        }
    }

    #[test]
    fn nothing_is_left_of_a_constant_even_at_768_khz() {
        let coeffs = FilterCoeffs::new(20.0, 20_000.0, 768_000.0);
        let mut filter = Filter::default();
        let left = (0..400_000).map(|_| filter.pass(&coeffs, 0.7)).last();
        assert!(left.is_some_and(|left| left.abs() < 1e-9), "{left:?}");
    }
}
