//! How the limiter's gain moves, and how its controls do.

use crate::programmes::*;
use crate::true_peaks::{db, lowpass, sample_peak};
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::limiter::{Limiter, LimiterWork, latency_frames};
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use std::f64::consts::PI;

/// Seconds from the last loud frame until the reduction has lost 63.2 % of its decibels.
fn recovery_s(rate: f32, release_s: f32) -> f64 {
    let loud = (0.02 * rate) as usize;
    let level = |i: usize| if i < loud { 3.6 } else { 0.05 };
    let signal = rounded(&stereo(|i| [level(i), level(i)], loud + (2.5 * release_s * rate) as usize));
    let out = render(&mut limiter(rate, CEILING_DB, release_s), rate, &signal);
    let reduction_db = |i: usize| db(f64::from(signal[0][i]) / f64::from(out[0][i + latency_frames(rate)]));
    let end = reduction_db(loud - 1);
    assert!(end > 12.0);
    (loud..).take_while(|i| reduction_db(*i) > end * (-1f64).exp()).count() as f64 / f64::from(rate)
}

#[test]
fn a_reduction_loses_63_percent_of_its_decibels_in_the_release() {
    for rate in RATES {
        for release in [0.01, 0.03, 0.1, 1.0] {
            let found = recovery_s(rate, release) / f64::from(release);
            println!("{rate}, {release} s: {found:.3}");
            assert!((found - 1.0).abs() < 0.1, "{rate}, {release} s: {found:.3}");
        }
    }
}

#[test]
fn after_a_loud_moment_the_gain_comes_back_to_exactly_one() {
    let rate = 48_000.0;
    let mut signal = [0, 1].map(|_| (0..24_000).map(|i| (i as f32 * 0.1).sin() * 0.5).collect::<Vec<_>>());
    signal[0][1_000] = 4.0;
    let mut limiter = limiter(rate, CEILING_DB, 0.01);
    let out = render(&mut limiter, rate, &signal);
    let latency = latency_frames(rate);
    assert!(out[1][1_000 + latency].abs() < 0.3 * signal[1][1_000].abs(), "both sides have one gain");
    assert!(out[1][20_000..] == signal[1][20_000 - latency..24_000 - latency]);
    assert_eq!(limiter.gain_reduction_db(), 0.0);
}

/// A sine left, and the same later right.
fn sine(rate: f32, frequency: f64, level: f64, frames: usize) -> [Vec<f32>; 2] {
    let at = |i: usize| level * (2.0 * PI * frequency * i as f64 / f64::from(rate)).sin();
    rounded(&stereo(|i| [at(i), at(i + 9)], frames))
}

/// The largest of what is above 4 kHz, in dB of `level`.
fn click_db(signal: &[f32], rate: f32, level: f64) -> f64 {
    let signal: Vec<f64> = signal.iter().map(|sample| f64::from(*sample)).collect();
    let low = lowpass(&signal, 512, 4_000.0 / f64::from(rate), 12.0);
    let inner = 512..signal.len() - 512;
    db(inner.map(|i| (signal[i] - low[i]).abs()).fold(0.0, f64::max) / level)
}

#[test]
fn switching_on_and_off_does_not_click_and_is_exact_on_either_side() {
    for rate in RATES {
        // Below the ceiling, just below, and 6 dB above. It is switched on at a crest of the left side.
        for level in [0.5, 0.88, 1.78] {
            let signal = sine(rate, 1_000.0, level, rate as usize / 5);
            let (on, off) = ((rate * 0.050_25) as usize, rate as usize / 10 + 13);
            let mut limiter = Limiter::new(rate);
            let part = |limiter: &mut Limiter, range: std::ops::Range<usize>| {
                let mut out = [0, 1].map(|side: usize| signal[side][range.clone()].to_vec());
                let (pace, mut work) = (Pace::new(0.02, rate), LimiterWork::new());
                for at in 0..out[0].len() {
                    let [left, right] = &mut out;
                    limiter.render(&mut left[at..=at], &mut right[at..=at], &pace, &mut work);
                    if (range.start + at) % CELL_FRAMES == CELL_FRAMES - 1 {
                        limiter.settle(false);
                    }
                }
                out
            };
            let mut out = part(&mut limiter, 0..on);
            assert!(!limiter.active() && limiter.latency_frames() == 0);
            for (switch, range) in [(true, on..off), (false, off..signal[0].len())] {
                limiter.on().set(0, switch);
                let next = part(&mut limiter, range);
                out.iter_mut().zip(next).for_each(|(all, next)| all.extend(next));
            }
            assert!(!limiter.active() && limiter.at_rest());

            let clicks = out.each_ref().map(|side| click_db(side, rate, level));
            println!("{rate}, sine of {level}: {clicks:.1?} dB");
            assert!(clicks.iter().all(|click| *click < -80.0), "{rate}, {level}: {clicks:.1?}");
            let (latency, faded) = (latency_frames(rate), (0.0102 * rate) as usize);
            let heard = on + latency + 31 + faded;
            for (before, after) in signal.iter().zip(&out) {
                assert!(after[..on + latency] == before[..on + latency]);
                assert!(after[off + faded..] == before[off + faded..]);
                if level < 0.89 {
                    assert!(after[heard..off] == before[heard - latency..off - latency]);
                }
            }
        }
    }
}

#[test]
fn a_ceiling_that_moves_does_not_click_and_is_kept_where_it_lands() {
    for rate in RATES {
        let level = 1.78;
        let signal = sine(rate, 1_000.0, level, (rate * 0.6) as usize);
        let mut limiter = limiter(rate, -1.0, 0.05);
        let mut out = [Vec::new(), Vec::new()];
        // Parts begin at grid points.
        let part = (rate * 0.2) as usize / CELL_FRAMES * CELL_FRAMES;
        for (i, ceiling) in [-1.0, -13.0, -4.0].into_iter().enumerate() {
            limiter.ceiling_db().glide_to(0, ceiling);
            let piece = signal.each_ref().map(|side| side[i * part..(i + 1) * part].to_vec());
            let piece = render(&mut limiter, rate, &piece);
            let landed = piece.each_ref().map(|side| sample_peak(&side[part * 2 / 3..]));
            assert!(landed.iter().all(|peak| db(*peak) <= f64::from(ceiling) + 0.001));
            assert!(landed.iter().all(|peak| db(*peak) >= f64::from(ceiling) - 0.4));
            out.iter_mut().zip(piece).for_each(|(all, piece)| all.extend(piece));
        }
        let clicks = out.each_ref().map(|side| click_db(&side[latency_frames(rate)..], rate, 1.0));
        println!("{rate}: {clicks:.1?} dB");
        assert!(clicks.iter().all(|click| *click < -80.0), "{rate}: {clicks:.1?}");
    }
}

/// Everything but the fundamental of a whole number of periods, in percent.
fn distortion(signal: &[f32], periods: f64) -> f64 {
    let turn = |i: usize| 2.0 * PI * periods * i as f64 / signal.len() as f64;
    let sum = |f: &dyn Fn(usize) -> f64| (0..signal.len()).map(|i| f64::from(signal[i]) * f(i)).sum::<f64>();
    let (cosine, sine) = (sum(&|i| turn(i).cos()), sum(&|i| turn(i).sin()));
    let scale = 2.0 / signal.len() as f64;
    let rest = |i: usize| f64::from(signal[i]) - scale * (cosine * turn(i).cos() + sine * turn(i).sin());
    let energy: f64 = (0..signal.len()).map(|i| rest(i).powi(2)).sum();
    100.0 * (energy / sum(&|i| f64::from(signal[i]))).sqrt()
}

#[test]
fn a_steady_sine_above_the_ceiling_is_turned_down_not_bent() {
    let rate = 48_000.0;
    for (frequency, release, most) in [(1_000.0, 0.1, 0.01), (100.0, 0.1, 1.5), (50.0, 0.1, 3.0), (50.0, 1.0, 0.3)] {
        let signal = sine(rate, frequency, 1.78, 72_000);
        let out = render(&mut limiter(rate, CEILING_DB, release), rate, &signal);
        let found = distortion(&out[0][48_000..], frequency / 2.0);
        println!("{frequency} Hz, {release} s: {found:.5} %");
        assert!(found < most, "{frequency} Hz, {release} s: {found:.5} %");
    }
}

#[test]
fn a_ramp_of_the_ceiling_goes_on_while_the_signal_sleeps() {
    let rate = 48_000.0;
    let mut limiter = limiter(rate, -1.0, 0.01);
    let pace = Pace::new(0.02, rate);
    limiter.ceiling_db().ramp_to(0, None, -11.0, 9_600);
    let cells = 38;
    for _ in 0..cells {
        limiter.pass_time(CELL_FRAMES, &pace, &mut megamixer_dsp::lanes::SILENCE.clone());
        limiter.settle(true);
    }
    let out = render(&mut limiter, rate, &[vec![0.9; 3_200], vec![0.9; 3_200]]);
    let gone = (cells * CELL_FRAMES + 3_200) as f64 / 9_600.0;
    let reached = db(f64::from(out[0][3_199])) - (-1.0 - 10.0 * gone);
    assert!(reached.abs() < 0.2, "{reached}");
}
