//! How much of a sine's change is heard as a click: what sounds far from it in short windows.

use std::f64::consts::TAU;

/// A sine of full scale.
pub fn sine(hz: f64, rate: f64, frames: usize) -> Vec<f32> {
    (0..frames).map(|i| (TAU * hz * i as f64 / rate).sin() as f32).collect()
}

/// The loudest that any 10 ms of `signal` is beyond `hz` ± 500 Hz, in dB of a sine of full scale. Blackman windows, a
/// quarter of their length apart; `hz` is a multiple of 100, so a steady sine leaves nothing there.
pub fn far_db(signal: &[f32], hz: f64, rate: f64) -> f64 {
    let length = (rate / 100.0).round() as usize;
    let table: Vec<(f64, f64)> = (0..length).map(|i| (TAU * i as f64 / length as f64).sin_cos()).collect();
    let window: Vec<f64> = table.iter().map(|(_, c)| 0.42 - 0.5 * c + 0.08 * (2.0 * c * c - 1.0)).collect();
    let power = |samples: &[f64], bin: usize| {
        let (mut re, mut im) = (0.0, 0.0);
        for (i, x) in samples.iter().enumerate() {
            let (s, c) = table[i * bin % length];
            (re, im) = (re + x * c, im + x * s);
        }
        re * re + im * im
    };
    let windowed =
        |samples: &[f32]| -> Vec<f64> { samples.iter().zip(&window).map(|(x, w)| f64::from(*x) * w).collect() };
    let full: Vec<f64> = windowed(&sine(hz, rate, length));
    let full: f64 = (0..=length / 2).map(|bin| power(&full, bin)).sum();
    let far = |samples: &[f32]| -> f64 {
        let samples = windowed(samples);
        (0..=length / 2).filter(|bin| (*bin as f64 * 100.0 - hz).abs() > 450.0).map(|bin| power(&samples, bin)).sum()
    };
    let starts = (0..=signal.len() - length).step_by(length / 4);
    let loudest = starts.map(|start| far(&signal[start..start + length])).fold(0.0, f64::max);
    10.0 * (loudest / full + 1e-30).log10()
}

/// Numbers for tests: the same in every run.
pub struct Noise(pub u64);

impl Noise {
    /// Below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// Full scale, never 0.
    pub fn sample(&mut self) -> f32 {
        (self.below(1 << 20) as f32 + 0.5) / (1 << 19) as f32 - 1.0
    }
}

#[test]
fn a_click_is_measured_and_a_steady_sine_is_none() {
    let mut signal = sine(1_000.0, 48_000.0, 4_800);
    assert!(far_db(&signal, 1_000.0, 48_000.0) < -140.0);
    signal[2_412..].iter_mut().for_each(|x| *x *= 0.5);
    assert!(far_db(&signal, 1_000.0, 48_000.0) > -30.0);
}
