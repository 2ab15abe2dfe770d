//! How much of a sine's change is heard as a click: what sounds far from it in short windows.

use std::f64::consts::TAU;

/// A sine of full scale.
pub fn sine(hz: f64, rate: f64, frames: usize) -> Vec<f32> {
    (0..frames).map(|i| (TAU * hz * i as f64 / rate).sin() as f32).collect()
}

fn widened(samples: &[f32]) -> Vec<f64> {
    samples.iter().map(|sample| f64::from(*sample)).collect()
}

/// The loudest that any 10 ms of `signal` is beyond `hz` ± 500 Hz, in dB of a sine of full scale. Blackman windows, a
/// quarter of their length apart; `hz` is a multiple of 100, so a steady sine leaves nothing there.
pub fn far_db(signal: &[f64], hz: f64, rate: f64) -> f64 {
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
    let windowed = |samples: &[f64]| -> Vec<f64> { samples.iter().zip(&window).map(|(x, w)| x * w).collect() };
    let full: Vec<f64> = windowed(&widened(&sine(hz, rate, length)));
    let full: f64 = (0..=length / 2).map(|bin| power(&full, bin)).sum();
    let far = |samples: &[f64]| -> f64 {
        let samples = windowed(samples);
        (0..=length / 2).filter(|bin| (*bin as f64 * 100.0 - hz).abs() > 450.0).map(|bin| power(&samples, bin)).sum()
    };
    let starts = (0..=signal.len() - length).step_by(length / 4);
    let loudest = starts.map(|start| far(&signal[start..start + length])).fold(0.0, f64::max);
    10.0 * (loudest / full + 1e-30).log10()
}

#[test]
fn a_click_is_measured_and_a_steady_sine_is_none() {
    let mut signal = widened(&sine(1_000.0, 48_000.0, 4_800));
    assert!(far_db(&signal, 1_000.0, 48_000.0) < -140.0);
    signal[2_412..].iter_mut().for_each(|x| *x *= 0.5);
    assert!(far_db(&signal, 1_000.0, 48_000.0) > -30.0);
}
