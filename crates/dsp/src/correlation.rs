//! How alike the two channels of a stereo signal are: 1 the same, 0 unrelated, -1 the same with opposite polarity.
//!
//! The correlation coefficient of both channels, `Σ lr / √(Σ ll · Σ rr)`, each sum a one-pole that looks back some 300 ms.

use crate::exact;
use crate::lanes::CELL_FRAMES;

/// Time constant of the one-poles.
const TIME_S: f64 = 0.3;
/// A channel whose mean square is below this is silent: -140 dBFS.
const FLOOR: f64 = 1e-14;
/// State below this is silence. It is far below the floor: a faint signal takes many cells to reach that.
const SILENT: f64 = 1e-30;

/// How fast the meter moves from one grid point to the next.
#[derive(Clone, Copy, Debug)]
pub struct CorrelationCoeffs {
    keep: f64,
    pass: f64,
}

impl CorrelationCoeffs {
    /// For a sample rate in Hz.
    pub fn new(sample_rate: f32) -> Self {
        let keep = exact::exp(-(CELL_FRAMES as f64) / (TIME_S * f64::from(sample_rate)));
        Self { keep, pass: (1.0 - keep) / CELL_FRAMES as f64 }
    }
}

/// The products of both channels: left with right, and each with itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Products {
    lr: f64,
    ll: f64,
    rr: f64,
}

/// The correlation meter of one stereo signal.
#[derive(Clone, Debug)]
pub struct Correlation {
    coeffs: CorrelationCoeffs,
    /// Of the cell under way.
    cell: Products,
    /// Of the recent past.
    past: Products,
    value: f32,
}

impl Correlation {
    /// A meter that has heard nothing.
    pub fn new(coeffs: CorrelationCoeffs) -> Self {
        Self { coeffs, cell: Products::default(), past: Products::default(), value: 0.0 }
    }

    /// Listens to a stretch within one cell, both channels of which are equally long.
    #[inline(never)]
    pub fn listen(&mut self, left: &[f32], right: &[f32]) {
        let Products { mut lr, mut ll, mut rr } = self.cell;
        for (left, right) in left.iter().zip(right) {
            let (left, right) = (f64::from(*left), f64::from(*right));
            lr += left * right;
            ll += left * left;
            rr += right * right;
        }
        self.cell = Products { lr, ll, rr };
    }

    /// At a grid point: what was heard in the cell moves the meter.
    pub fn settle(&mut self) {
        let CorrelationCoeffs { keep, pass } = self.coeffs;
        let cell = core::mem::take(&mut self.cell);
        let decayed = |of_past: f64, of_cell: f64| {
            let sum = of_past * keep + of_cell * pass;
            if sum.abs() > SILENT { sum } else { 0.0 }
        };
        self.past = Products {
            lr: decayed(self.past.lr, cell.lr),
            ll: decayed(self.past.ll, cell.ll),
            rr: decayed(self.past.rr, cell.rr),
        };
        let Products { lr, ll, rr } = self.past;
        // What rounding carries past 1 is far below a step of the reading.
        self.value = if ll > FLOOR && rr > FLOOR { (lr / (ll * rr).sqrt()) as f32 } else { 0.0 };
    }

    /// -1 to 1; 0 while either channel is silent.
    pub fn value(&self) -> f32 {
        self.value
    }

    /// The meter has heard nothing: for when listening resumes after a gap.
    pub fn reset(&mut self) {
        *self = Self::new(self.coeffs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: f32 = 48_000.0;

    /// Noise of -1 to 1.
    fn noise(seed: &mut u64) -> f32 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    fn listen(meter: &mut Correlation, seconds: f64, mut frame: impl FnMut(usize) -> [f32; 2]) -> f32 {
        for cell in 0..(seconds * f64::from(RATE)) as usize / CELL_FRAMES {
            let frames: [[f32; 2]; CELL_FRAMES] = core::array::from_fn(|i| frame(cell * CELL_FRAMES + i));
            meter.listen(&frames.map(|[left, _]| left), &frames.map(|[_, right]| right));
            meter.settle();
        }
        meter.value()
    }

    fn meter() -> Correlation {
        Correlation::new(CorrelationCoeffs::new(RATE))
    }

    #[test]
    fn the_same_signal_is_one_at_any_level_and_minus_one_upside_down() {
        for level in [1e-5f32, 0.01, 1.0, (1 << 20) as f32] {
            let mut seed = 1;
            for (gain, wanted) in [(1.0, 1.0), (0.1, 1.0), (-1.0, -1.0), (-3.0, -1.0)] {
                let found = listen(&mut meter(), 0.5, |_| {
                    let sample = noise(&mut seed) * level;
                    [sample, sample * gain]
                });
                assert!((found - wanted).abs() < 1e-6 && found.abs() <= 1.0, "{found} at {level}, {gain}");
            }
        }
    }

    #[test]
    fn two_tones_are_the_cosine_of_their_phase() {
        for degrees in [0.0, 30.0, 60.0, 90.0, 120.0, 180.0f64] {
            let phase = degrees.to_radians();
            let turns = core::f64::consts::TAU * 1_000.0 / f64::from(RATE);
            let tone = |i: usize, phase: f64| (i as f64 * turns + phase).sin() as f32;
            let found = listen(&mut meter(), 2.0, |i| [tone(i, 0.0), 0.3 * tone(i, phase)]);
            assert!((f64::from(found) - phase.cos()).abs() < 0.003, "{found} at {degrees}");
        }
    }

    #[test]
    fn unrelated_noises_are_near_nothing_and_a_mix_of_them_is_in_between() {
        let mut seed = 5;
        let found = listen(&mut meter(), 3.0, |_| [noise(&mut seed), noise(&mut seed)]);
        assert!(found.abs() < 0.05, "{found}");
        let found = listen(&mut meter(), 3.0, |_| {
            let (common, left, right) = (noise(&mut seed), noise(&mut seed), noise(&mut seed));
            [common + left, common + right]
        });
        assert!((found - 0.5).abs() < 0.05, "{found}");
    }

    #[test]
    fn a_flip_of_polarity_is_half_way_after_0_3_seconds_of_ln_2() {
        let mut meter = meter();
        let mut seed = 9;
        let mut run = |meter: &mut Correlation, seconds: f64, gain: f32| {
            listen(meter, seconds, |_| {
                let sample = if noise(&mut seed) > 0.0 { 0.5 } else { -0.5 };
                [sample, sample * gain]
            })
        };
        run(&mut meter, 3.0, 1.0);
        let found = run(&mut meter, 0.3 * core::f64::consts::LN_2, -1.0);
        assert!(found.abs() < 0.01, "{found}");
    }

    #[test]
    fn silence_and_a_lone_channel_are_nothing() {
        let mut meter = meter();
        assert_eq!(listen(&mut meter, 0.1, |_| [0.0, 0.0]), 0.0);
        assert_eq!(listen(&mut meter, 0.5, |i| [(i % 7) as f32 - 3.0, 0.0]), 0.0);
        meter.reset();
        assert_eq!(listen(&mut meter, 0.5, |i| [(i % 7) as f32 - 3.0; 2]), 1.0);
        assert_eq!(listen(&mut meter, 25.0, |_| [0.0, 0.0]), 0.0);
        assert_eq!(meter.past, Products::default());
    }

    #[test]
    fn a_stretch_that_is_cut_elsewhere_reads_the_same_bit_for_bit() {
        let mut seed = 3;
        let frames: Vec<[f32; 2]> = (0..3_200).map(|_| [noise(&mut seed) * 1e5, noise(&mut seed)]).collect();
        let (left, right): (Vec<f32>, Vec<f32>) = frames.iter().map(|[left, right]| (*left, *right)).unzip();
        let (mut whole, mut cut) = (meter(), meter());
        for cell in (0..3_200).step_by(CELL_FRAMES) {
            let range = cell..cell + CELL_FRAMES;
            whole.listen(&left[range.clone()], &right[range.clone()]);
            let middle = cell + 1 + cell / CELL_FRAMES % 31;
            cut.listen(&left[cell..middle], &right[cell..middle]);
            cut.listen(&left[middle..range.end], &right[middle..range.end]);
            whole.settle();
            cut.settle();
            assert_eq!((whole.value().to_bits(), whole.past), (cut.value().to_bits(), cut.past));
        }
        whole.reset();
        assert_eq!((whole.value(), whole.past), (0.0, Products::default()));
    }

    #[test]
    fn any_sample_rate_gives_a_number_from_minus_one_to_one() {
        for rate in [3_000.0, 44_100.0, 768_000.0] {
            let mut meter = Correlation::new(CorrelationCoeffs::new(rate));
            let mut seed = 11;
            for i in 0..2_000 {
                let size = [1e-30, 1e-7, 1.0, (1 << 20) as f32][i / 500];
                let cell: [f32; 8] = core::array::from_fn(|_| noise(&mut seed) * size);
                meter.listen(&cell, &cell.map(|sample| sample * 0.999));
                meter.settle();
                assert!(meter.value().abs() <= 1.0);
            }
            assert!(meter.value() > 0.99);
        }
    }
}
