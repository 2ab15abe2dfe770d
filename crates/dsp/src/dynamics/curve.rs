//! Static curves: how much reduction a level asks for. Pure functions of the controls, in lanes.
//!
//! They are computed anew in every frame while a control moves, and once a stretch otherwise, by the same arithmetic: so
//! a resting lane does not notice that its neighbour moves.

use super::log::{gain, positive, smaller_size};
use crate::lanes::{larger_quad as larger, smaller_quad as smaller};
use crate::poly::{DB_PER_OCTAVE, exp2};
use megamixer_vectors::f32x4;

/// Octaves of gain in a decibel.
pub const OCTAVES_PER_DB: f32 = 1.0 / DB_PER_OCTAVE;

/// A knee, or the slope of a gate, spans at least so many octaves of gain, less than 0.01 dB: a division needs something.
const NARROWEST: f32 = 1e-3;

/// What the level of silence is taken for, in octaves: just above what [`super::log::level`] makes of zero, so that silence is
/// below it for certain.
const SILENCE: f32 = -49.8;

/// What is turned on a compressor's curve.
#[derive(Clone, Copy)]
pub struct CompressorParams {
    /// Where compression begins, dB.
    pub threshold_db: f32x4,
    /// How wide it begins, dB, half of it on either side of the threshold. 0 is a hard knee.
    pub knee_db: f32x4,
    /// Decibels in for a decibel out above the threshold, as logarithm to base 2, 0 and up.
    pub ratio_octaves: f32x4,
}

/// The curve of a downward compressor.
#[derive(Clone, Copy)]
pub struct CompressorCurve {
    /// Where the knee begins and ends, octaves.
    bottom: f32x4,
    top: f32x4,
    /// Reduction for a decibel above the knee, and how it gets there within.
    slope: f32x4,
    bend: f32x4,
}

impl CompressorCurve {
    /// The curve of some controls.
    #[inline(always)]
    #[optimize(size)]
    pub fn new(params: &CompressorParams) -> Self {
        let to_octaves = f32x4::splat(OCTAVES_PER_DB);
        let knee = larger(params.knee_db * to_octaves, f32x4::splat(NARROWEST));
        let threshold = params.threshold_db * to_octaves;
        let half = knee * f32x4::splat(0.5);
        let slope = f32x4::ONE - exp2(-params.ratio_octaves);
        Self { bottom: threshold - half, top: threshold + half, slope, bend: slope / (knee + knee) }
    }

    /// The size at which the knee begins, within 1e-5 of itself.
    pub fn bottom(&self) -> f32x4 {
        gain(self.bottom)
    }

    /// The reduction that a level asks for; both in octaves of gain.
    ///
    /// Source: Giannoulis et al., soft knee, as the distance of out from in. The part above the knee is straight, and what
    /// the straight part leaves is the distance into the knee, which ends at its width: no branches.
    #[inline(always)]
    pub fn reduction(&self, level: f32x4) -> f32x4 {
        let above = positive(level - self.top);
        let within = positive(level - self.bottom) - above;
        within * within * self.bend + above * self.slope
    }
}

/// What is turned on a gate's curve.
#[derive(Clone, Copy)]
pub struct GateParams {
    /// Below this a gate closes, dB.
    pub threshold_db: f32x4,
    /// The most that it takes away, dB.
    pub range_db: f32x4,
    /// Decibels out for a decibel in below the threshold, as logarithm to base 2, 0 and up.
    pub ratio_octaves: f32x4,
}

/// The curve of a downward expander: how far closed it is, and what closed means.
///
/// The two are kept apart so that what is remembered of a gate is how far closed it is: then silence leaves it at 1, whatever
/// the controls are and become.
#[derive(Clone, Copy)]
pub struct GateCurve {
    threshold: f32x4,
    /// How much it closes for an octave of level below the threshold.
    steepness: f32x4,
    /// Reduction when closed, octaves.
    pub full: f32x4,
}

impl GateCurve {
    /// The curve of some controls.
    #[inline(always)]
    #[optimize(size)]
    pub fn new(params: &GateParams) -> Self {
        let to_octaves = f32x4::splat(OCTAVES_PER_DB);
        let (threshold, range) = (params.threshold_db * to_octaves, params.range_db * to_octaves);
        let to_silence = threshold - f32x4::splat(SILENCE);
        let slope = exp2(params.ratio_octaves) - f32x4::ONE;
        let slope = larger(slope, f32x4::ZERO);
        let to_closed = smaller(range / larger(slope, f32x4::splat(1e-6)), to_silence);
        Self {
            threshold,
            steepness: f32x4::ONE / larger(to_closed, f32x4::splat(0.1 * NARROWEST)),
            full: smaller(slope * to_silence, range),
        }
    }

    /// The size of the threshold, within 1e-5 of itself.
    pub fn threshold(&self) -> f32x4 {
        gain(self.threshold)
    }

    /// How far closed a level in octaves asks the gate to be: 0 open to 1 closed.
    #[inline(always)]
    pub fn closing(&self, level: f32x4) -> f32x4 {
        smaller_size(positive((self.threshold - level) * self.steepness), f32x4::ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::log;

    fn quad(x: f64) -> f32x4 {
        f32x4::splat(x as f32)
    }

    /// What is no number is the worst error of all.
    fn larger_error(worst: f64, error: f64) -> f64 {
        if error <= worst { worst } else { error }
    }

    /// The paper's level out of a level in.
    fn paper(level_db: f64, threshold_db: f64, knee_db: f64, ratio: f64) -> f64 {
        let over = level_db - threshold_db;
        if 2.0 * over < -knee_db {
            level_db
        } else if 2.0 * over.abs() <= knee_db && knee_db > 0.0 {
            level_db + (1.0 / ratio - 1.0) * (over + knee_db / 2.0).powi(2) / (2.0 * knee_db)
        } else {
            threshold_db + over / ratio
        }
    }

    #[test]
    fn a_level_becomes_the_gain_of_the_paper_within_a_hundredth_of_a_decibel_from_minus_120_to_plus_60() {
        let mut worst = 0.0f64;
        for threshold_db in [-100.0, -55.5, -24.0, 0.0] {
            for knee_db in [0.0, 0.3, 6.0, 40.0] {
                for ratio in [1.0f64, 1.5, 4.0, 20.0, 100.0] {
                    let curve = CompressorCurve::new(&CompressorParams {
                        threshold_db: quad(threshold_db),
                        knee_db: quad(knee_db),
                        ratio_octaves: quad(ratio.log2()),
                    });
                    for step in 0..=1_800 {
                        let level_db = f64::from(step) * 0.1 - 120.0;
                        let level = quad(10f64.powf(level_db / 20.0));
                        let gain = log::gain(-curve.reduction(log::level(level))).to_array()[1];
                        let gain_db = 20.0 * f64::from(gain).log10();
                        worst = larger_error(
                            worst,
                            (gain_db - (paper(level_db, threshold_db, knee_db, ratio) - level_db)).abs(),
                        );
                    }
                }
            }
        }
        println!("level to gain: {worst:e} dB");
        assert!(worst <= 0.01, "{worst}");
    }

    #[test]
    fn a_gate_takes_away_the_ratio_less_one_below_threshold_and_never_more_than_its_range() {
        let mut worst = 0.0f64;
        for threshold_db in [-100.0, -55.5, 0.0] {
            for range_db in [0.0, 0.5, 12.0, 100.0] {
                for ratio in [1.0f64, 1.01, 1.5, 4.0, 100.0] {
                    let curve = GateCurve::new(&GateParams {
                        threshold_db: quad(threshold_db),
                        range_db: quad(range_db),
                        ratio_octaves: quad(ratio.log2()),
                    });
                    for step in 0..=1_800 {
                        let level_db = f64::from(step) * 0.1 - 120.0;
                        let level = log::level(quad(10f64.powf(level_db / 20.0)));
                        let gain = log::gain(-curve.full * curve.closing(level)).to_array()[1];
                        let wanted_db = ((ratio - 1.0) * (threshold_db - level_db)).clamp(0.0, range_db);
                        worst = larger_error(worst, (20.0 * f64::from(gain).log10() + wanted_db).abs());
                    }
                }
            }
        }
        println!("level to gain of a gate: {worst:e} dB");
        assert!(worst <= 0.01, "{worst}");
    }

    #[test]
    fn silence_closes_a_gate_exactly_and_asks_a_compressor_for_nothing() {
        let silence = log::level(f32x4::ZERO);
        for threshold_db in [-100.0, -33.3, 0.0] {
            for range_db in [0.0, 0.5, 100.0] {
                for ratio in [1.0f64, 1.000_001, 1.2, 100.0] {
                    let gate = GateCurve::new(&GateParams {
                        threshold_db: quad(threshold_db),
                        range_db: quad(range_db),
                        ratio_octaves: quad(ratio.log2()),
                    });
                    assert_eq!(gate.closing(silence), f32x4::ONE);
                    let compressor = CompressorCurve::new(&CompressorParams {
                        threshold_db: quad(threshold_db),
                        knee_db: quad(40.0),
                        ratio_octaves: quad(ratio.log2()),
                    });
                    assert_eq!(compressor.reduction(silence), f32x4::ZERO);
                }
            }
        }
    }
}
