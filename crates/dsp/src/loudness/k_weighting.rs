//! K-weighting: a shelf for the acoustics of the head, then a high-pass.
//!
//! Source: ITU-R BS.1770-5, Annex 1. It gives coefficients for 48 kHz alone, and asks for the same frequency response at
//! other rates. So the analogue prototypes behind those coefficients are transformed anew for each rate: bilinear, each
//! corner in its place. Their parameters are those that libebur128 derived; they reproduce the published table.

use crate::exact;
use megamixer_vectors::f64x2;

/// Corner of the shelf.
pub const SHELF_HZ: f64 = 1681.974450955533;
const SHELF_DB: f64 = 3.999843853973347;
const SHELF_Q: f64 = 0.7071752369554196;
/// The gain at the shelf's corner is the shelf's to this power.
const SHELF_BEND: f64 = 0.4996667741545416;

const HIGHPASS_HZ: f64 = 38.13547087602444;
const HIGHPASS_Q: f64 = 0.5003270373238773;

/// State below this is silence.
const SILENT: f64 = 1e-30;

/// A second-order section, `a0` divided out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Section {
    /// Of the input, now and one and two frames ago.
    pub b: [f64; 3],
    /// Of the output, one and two frames ago.
    pub a: [f64; 2],
}

/// Both sections for a sample rate.
#[derive(Clone, Copy, Debug)]
pub struct KCoeffs {
    shelf: Section,
    highpass: Section,
}

impl KCoeffs {
    /// For a sample rate in Hz above some 3433.
    pub fn new(sample_rate: f64) -> Self {
        Self { shelf: shelf(sample_rate), highpass: highpass(sample_rate) }
    }
}

/// The first section.
pub fn shelf(sample_rate: f64) -> Section {
    let k = exact::tan_pi(SHELF_HZ / sample_rate);
    let high = exact::gain_from_db(SHELF_DB);
    let bend = exact::exp(exact::ln(high) * SHELF_BEND);
    let a0 = 1.0 + k / SHELF_Q + k * k;
    Section {
        b: [
            (high + bend * k / SHELF_Q + k * k) / a0,
            2.0 * (k * k - high) / a0,
            (high - bend * k / SHELF_Q + k * k) / a0,
        ],
        a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / SHELF_Q + k * k) / a0],
    }
}

/// The second section.
///
/// The published one is `1, -2, 1` over its denominator, which lifts its pass band by 0.043 dB at 48 kHz. That gain
/// belongs to the response and is kept at every rate; left at `1, -2, 1` it would be a different one at each.
pub fn highpass(sample_rate: f64) -> Section {
    let corner = |rate: f64| exact::tan_pi(HIGHPASS_HZ / rate);
    let leading = |k: f64| 1.0 + k / HIGHPASS_Q + k * k;
    let k = corner(sample_rate);
    let a0 = leading(k);
    let gain = leading(corner(48_000.0)) / a0;
    Section { b: [gain, -2.0 * gain, gain], a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / HIGHPASS_Q + k * k) / a0] }
}

/// A section with the same coefficients for left and right.
#[derive(Clone, Copy)]
struct Lanes {
    b: [f64x2; 3],
    a: [f64x2; 2],
}

impl From<Section> for Lanes {
    #[inline(always)]
    fn from(section: Section) -> Self {
        Self { b: section.b.map(f64x2::splat), a: section.a.map(f64x2::splat) }
    }
}

/// What a section remembers, in double precision: a corner of 38 Hz at 768 kHz is out of reach of single.
#[derive(Clone, Copy, Default)]
struct Memory([f64x2; 2]);

impl Memory {
    /// One frame, in transposed direct form II.
    #[inline(always)]
    fn next(&mut self, coeffs: &Lanes, x: f64x2) -> f64x2 {
        let y = x * coeffs.b[0] + self.0[0];
        self.0[0] = (x * coeffs.b[1] + self.0[1]) - y * coeffs.a[0];
        self.0[1] = x * coeffs.b[2] - y * coeffs.a[1];
        y
    }
}

/// What the weighting of a stereo signal remembers.
#[derive(Clone, Copy, Default)]
pub struct KWeighting {
    shelf: Memory,
    highpass: Memory,
}

impl KWeighting {
    /// Weighs a stretch, and adds the square of each frame of it to `energy`, in order of time.
    #[inline]
    pub fn listen(&mut self, coeffs: &KCoeffs, left: &[f32], right: &[f32], energy: f64x2) -> f64x2 {
        let (shelf, highpass) = (Lanes::from(coeffs.shelf), Lanes::from(coeffs.highpass));
        let (mut first, mut second, mut energy) = (self.shelf, self.highpass, energy);
        for (left, right) in left.iter().zip(right) {
            let shelved = first.next(&shelf, f64x2::new([f64::from(*left), f64::from(*right)]));
            let weighted = second.next(&highpass, shelved);
            energy += weighted * weighted;
        }
        (self.shelf, self.highpass) = (first, second);
        energy
    }

    /// At a grid point: ends what has decayed.
    pub fn settle(&mut self) {
        for state in self.shelf.0.iter_mut().chain(&mut self.highpass.0) {
            *state = state.abs().simd_gt(f64x2::splat(SILENT)).select(*state, f64x2::ZERO);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gain of a section at a frequency in turns a frame, from its transfer function.
    fn gain(section: &Section, turns: f64) -> f64 {
        let (s1, c1) = (core::f64::consts::TAU * turns).sin_cos();
        let (s2, c2) = (2.0 * core::f64::consts::TAU * turns).sin_cos();
        let size = |[x0, x1, x2]: [f64; 3]| (x0 + x1 * c1 + x2 * c2).hypot(x1 * s1 + x2 * s2);
        size(section.b) / size([1.0, section.a[0], section.a[1]])
    }

    fn response_db(frequency: f64, sample_rate: f64) -> f64 {
        let turns = frequency / sample_rate;
        20.0 * (gain(&shelf(sample_rate), turns) * gain(&highpass(sample_rate), turns)).log10()
    }

    /// ITU-R BS.1770-5, Annex 1, tables 1 and 2.
    #[test]
    fn at_48_khz_the_coefficients_are_the_published_ones() {
        let published = [
            Section {
                b: [1.53512485958697, -2.69169618940638, 1.19839281085285],
                a: [-1.69065929318241, 0.73248077421585],
            },
            Section { b: [1.0, -2.0, 1.0], a: [-1.99004745483398, 0.99007225036621] },
        ];
        for (found, wanted) in [shelf(48_000.0), highpass(48_000.0)].iter().zip(published) {
            for (found, wanted) in found.b.iter().chain(&found.a).zip(wanted.b.iter().chain(&wanted.a)) {
                assert!((found - wanted).abs() < 1e-13, "{found} for {wanted}");
            }
        }
    }

    #[test]
    fn the_response_is_that_of_48_khz_at_every_sample_rate() {
        let worst = |rate: f64, highest: f64| {
            (0..=200)
                .map(|i| 10.0 * (highest / 10.0).powf(f64::from(i) / 200.0))
                .map(|frequency| (response_db(frequency, rate) - response_db(frequency, 48_000.0)).abs())
                .fold(0.0, f64::max)
        };
        for rate in [44_100.0, 88_200.0, 96_000.0, 176_400.0, 192_000.0, 384_000.0, 768_000.0] {
            let found = worst(rate, 20_000.0);
            assert!(found < 0.06, "{found} dB at {rate} Hz");
        }
        for rate in [16_000.0, 22_050.0, 32_000.0] {
            let found = worst(rate, 1_000.0);
            assert!(found < 0.05, "{found} dB at {rate} Hz");
        }
    }

    #[test]
    fn the_energy_of_a_stretch_is_the_same_bit_for_bit_wherever_it_is_cut() {
        let coeffs = KCoeffs::new(44_100.0);
        let sound: [f32; 32] = core::array::from_fn(|i| ((i * i) as f32 * 0.37).sin());
        let whole = KWeighting::default().listen(&coeffs, &sound, &sound, f64x2::splat(0.1));
        for middle in 1..32 {
            let mut weighting = KWeighting::default();
            let (first, second) = sound.split_at(middle);
            let energy = weighting.listen(&coeffs, first, first, f64x2::splat(0.1));
            assert_eq!(weighting.listen(&coeffs, second, second, energy), whole);
        }
    }

    #[test]
    fn after_silence_nothing_is_remembered() {
        let mut weighting = KWeighting::default();
        let coeffs = KCoeffs::new(48_000.0);
        weighting.listen(&coeffs, &[1e6; 32], &[-1e6; 32], f64x2::ZERO);
        let mut cells = 0;
        while weighting.shelf.0 != [f64x2::ZERO; 2] || weighting.highpass.0 != [f64x2::ZERO; 2] {
            weighting.listen(&coeffs, &[0.0; 32], &[0.0; 32], f64x2::ZERO);
            weighting.settle();
            cells += 1;
            assert!(cells < 1_000);
        }
    }
}
