//! What true peaks are measured with: in double precision, from published sources, sharing nothing with what it judges.
#![allow(dead_code)]

use std::f64::consts::PI;

/// Rec. ITU-R BS.1770-5 (2023), Annex 2: "order 48, 4-phase, FIR interpolating", as printed: a row per tap, a column per phase.
const ANNEX_2: [[f64; 4]; 12] = [
    [0.0017089843750, -0.0291748046875, -0.0189208984375, -0.0083007812500],
    [0.0109863281250, 0.0292968750000, 0.0330810546875, 0.0148925781250],
    [-0.0196533203125, -0.0517578125000, -0.0582275390625, -0.0266113281250],
    [0.0332031250000, 0.0891113281250, 0.1015625000000, 0.0476074218750],
    [-0.0594482421875, -0.1665039062500, -0.2003173828125, -0.1022949218750],
    [0.1373291015625, 0.4650878906250, 0.7797851562500, 0.9721679687500],
    [0.9721679687500, 0.7797851562500, 0.4650878906250, 0.1373291015625],
    [-0.1022949218750, -0.2003173828125, -0.1665039062500, -0.0594482421875],
    [0.0476074218750, 0.1015625000000, 0.0891113281250, 0.0332031250000],
    [-0.0266113281250, -0.0582275390625, -0.0517578125000, -0.0196533203125],
    [0.0148925781250, 0.0330810546875, 0.0292968750000, 0.0109863281250],
    [-0.0083007812500, -0.0189208984375, -0.0291748046875, 0.0017089843750],
];

/// Decibels of a linear level.
pub fn db(level: f64) -> f64 {
    20.0 * level.log10()
}

/// The largest sample.
pub fn sample_peak(signal: &[f32]) -> f64 {
    signal.iter().fold(0.0, |largest, sample| f64::from(sample.abs()).max(largest))
}

/// The true peak by the filter of the standard.
pub fn annex_peak(signal: &[f32]) -> f64 {
    let mut padded = vec![0.0; 11];
    padded.extend(signal.iter().map(|sample| f64::from(*sample)));
    padded.extend([0.0; 11]);
    let value = |window: &[f64], phase: usize| (0..12).map(|k| ANNEX_2[k][phase] * window[11 - k]).sum::<f64>().abs();
    padded.windows(12).map(|window| (0..4).map(|phase| value(window, phase)).fold(0.0, f64::max)).fold(0.0, f64::max)
}

fn bessel(x: f64) -> f64 {
    (1..40)
        .fold((1.0, 1.0), |(sum, term), k| {
            (sum + term * (x / 2.0 / k as f64).powi(2), term * (x / 2.0 / k as f64).powi(2))
        })
        .0
}

/// A sinc of a cutoff in cycles a sample, under Kaiser's window.
pub fn windowed_sinc(distance: f64, half_length: f64, cutoff: f64, beta: f64) -> f64 {
    let x = distance / half_length;
    if x.abs() >= 1.0 {
        return 0.0;
    }
    let angle = 2.0 * PI * cutoff * distance;
    let sinc = if angle == 0.0 { 1.0 } else { angle.sin() / angle };
    2.0 * cutoff * sinc * bessel(beta * (1.0 - x * x).sqrt()) / bessel(beta)
}

/// The true peak by sixteen-fold interpolation with a sinc of 96 samples.
pub fn sinc_peak(signal: &[f32]) -> f64 {
    const HALF: usize = 48;
    let phases: Vec<Vec<f64>> = (0..16)
        .map(|phase| {
            let at = |k: usize| HALF as f64 - 1.0 + f64::from(phase) / 16.0 - k as f64;
            (0..2 * HALF).map(|k| windowed_sinc(at(k), HALF as f64, 0.5, 8.0)).collect()
        })
        .collect();
    let mut padded = vec![0.0; 2 * HALF];
    padded.extend(signal.iter().map(|sample| f64::from(*sample)));
    padded.extend([0.0; 2 * HALF]);
    let value = |window: &[f64], phase: &[f64]| window.iter().zip(phase).map(|(x, h)| x * h).sum::<f64>().abs();
    padded
        .windows(2 * HALF)
        .map(|window| phases.iter().map(|phase| value(window, phase)).fold(0.0, f64::max))
        .fold(0.0, f64::max)
}

/// Filters with a symmetric kernel of a cutoff in cycles a sample, without delay.
pub fn lowpass(signal: &[f64], half_length: usize, cutoff: f64, beta: f64) -> Vec<f64> {
    let half = half_length as i64;
    let kernel: Vec<f64> = (-half..=half).map(|k| windowed_sinc(k as f64, half as f64, cutoff, beta)).collect();
    (0..signal.len() as i64)
        .map(|n| {
            let (first, last) = ((n - half).max(0), (n + half).min(signal.len() as i64 - 1));
            (first..=last).map(|i| signal[i as usize] * kernel[(i - n + half) as usize]).sum()
        })
        .collect()
}
