//! Programmes, and a limiter at work on them.

use crate::common::desk::stretches;
use crate::common::noise::Noise;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::limiter::{Limiter, LimiterWork};
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use std::f64::consts::PI;

pub const RATES: [f32; 3] = [44_100.0, 48_000.0, 96_000.0];
pub const CEILING_DB: f32 = -1.0;

/// A limiter at work since long ago.
pub fn limiter(rate: f32, ceiling_db: f32, release_s: f32) -> Limiter {
    let mut limiter = Limiter::new(rate);
    limiter.ceiling_db().glide_to(0, ceiling_db);
    limiter.set_release(release_s);
    limiter.on().set(0, true);
    limiter.snap();
    limiter
}

/// Renders in stretches of the lengths that `cuts` gives, over and over.
pub fn render_in(limiter: &mut Limiter, rate: f32, signal: &[Vec<f32>; 2], cuts: &[usize]) -> [Vec<f32>; 2] {
    let mut out = signal.clone();
    let (pace, mut work) = (Pace::new(0.02, rate), LimiterWork::new());
    let mut cuts = cuts.iter().copied().cycle();
    for (stretch, ends_cell) in stretches(0, out[0].len(), || cuts.next().unwrap()) {
        let [left, right] = &mut out;
        limiter.render(&mut left[stretch.clone()], &mut right[stretch.clone()], &pace, &mut work);
        if ends_cell {
            let cell = stretch.end - CELL_FRAMES..stretch.end;
            limiter.settle(signal.iter().all(|side| side[cell.clone()].iter().all(|sample| *sample == 0.0)));
        }
    }
    out
}

pub fn render(limiter: &mut Limiter, rate: f32, signal: &[Vec<f32>; 2]) -> [Vec<f32>; 2] {
    render_in(limiter, rate, signal, &[CELL_FRAMES])
}

pub fn stereo(mut frame: impl FnMut(usize) -> [f64; 2], frames: usize) -> [Vec<f64>; 2] {
    let frames: Vec<[f64; 2]> = (0..frames).map(&mut frame).collect();
    [0, 1].map(|side| frames.iter().map(|frame| frame[side]).collect())
}

pub fn rounded(signal: &[Vec<f64>; 2]) -> [Vec<f32>; 2] {
    [0, 1].map(|side| signal[side].iter().map(|sample| *sample as f32).collect())
}

/// Programmes that peak about 12 dB above the ceiling.
pub fn programmes(rate: f64, frames: usize) -> Vec<(String, [Vec<f64>; 2])> {
    let mut all = Vec::new();
    let mut noise = Noise(7);
    all.push(("noise".to_owned(), stereo(|_| [4.0 * noise.draw(), 4.0 * noise.draw()], frames)));
    let mut gauss = Noise(8);
    let mut normal = move || (0..12).map(|_| gauss.draw()).sum::<f64>() * 0.5;
    all.push(("gaussian noise".to_owned(), stereo(|_| [normal(), normal()], frames)));
    for frequency in [60.0, 441.0, 997.0, 3_001.0, 7_013.0, 11_025.0, 15_500.0] {
        let square = |i: usize| if (i as f64 * frequency / rate).fract() < 0.5 { 3.6 } else { -3.6 };
        all.push((format!("square of {frequency} Hz"), stereo(|i| [square(i), square(i + 7)], frames)));
    }
    for division in [4.0, 4.01, 2.5, 2.3, 2.23] {
        let sine = |i: usize, degrees: f64| 3.6 * (2.0 * PI * (i as f64 / division + degrees / 360.0)).sin();
        all.push((format!("sine at 1/{division} of the rate"), stereo(|i| [sine(i, 45.0), sine(i, 0.0)], frames)));
    }
    for length in [1, 2, 3, 7, 40, 200] {
        let mut noise = Noise(9);
        let burst =
            |i: usize, noise: &mut Noise| if i % 997 < length { 4.0 * noise.draw() } else { 0.1 * noise.draw() };
        all.push((format!("bursts of {length}"), stereo(|i| [burst(i, &mut noise), burst(i, &mut noise)], frames)));
        let tone = |i: usize| if i % 997 < length { 3.6 * (i as f64 * 1.9).sin() } else { 0.0 };
        all.push((format!("tones of {length}"), stereo(|i| [tone(i), -tone(i)], frames)));
    }
    all.push(("drums".to_owned(), drums(rate, frames)));
    // So much silence that all of it comes out: what is cut off at its loudest rings between the samples.
    all.iter_mut().flat_map(|(_, sides)| sides).for_each(|side| side.resize(frames + 600, 0.0));
    all
}

/// Pink noise, with a kick, a snare and a hat that take turns.
pub fn drums(rate: f64, frames: usize) -> [Vec<f64>; 2] {
    let mut noise = Noise(10);
    let mut rows = [[0.0; 2]; 3];
    stereo(
        |i| {
            let beat = (0.045 * rate) as usize;
            let t = (i % beat) as f64 / rate;
            let hit = [noise.draw(), noise.draw()];
            [0, 1].map(|side| {
                for (row, pole) in rows.iter_mut().zip([0.997, 0.95, 0.6]) {
                    row[side] = row[side] * pole + noise.draw() * (1.0 - pole);
                }
                let pink = rows[0][side] * 4.0 + rows[1][side] + rows[2][side] * 0.5;
                let drum = match i / beat % 3 {
                    0 => (2.0 * PI * (60.0 * t + 1.5 * (1.0 - (-t * 80.0).exp()))).sin() * (-t * 12.0).exp(),
                    1 => hit[side] * (-t * 60.0).exp() + 0.5 * (2.0 * PI * 190.0 * t).sin() * (-t * 30.0).exp(),
                    _ => (hit[side] - hit[0] * 0.5) * (-t * 300.0).exp(),
                };
                4.0 * (0.3 * pink + 0.8 * drum)
            })
        },
        frames,
    )
}
