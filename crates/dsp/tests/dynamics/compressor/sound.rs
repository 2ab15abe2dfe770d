//! Gain by level, time and key, and what is heard of its moves.

use super::{PLAIN, Turned, music, on, run_keyed};
use crate::common::RATE;
use crate::common::desk::Desk;
use crate::common::frames::channel;
use crate::rig::{Dynamics, decibels, gain, larger_error, levels, moved_and_click_db, time_to_63_percent, tone};
use megamixer_dsp::dynamics::{Compressor, Detector};
use megamixer_dsp::lanes::{Frame, LANES};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::smoother::Control;
use std::f64::consts::TAU;

/// Settings of every kind.
fn assortment() -> Vec<Turned> {
    let mut all = Vec::new();
    for (i, threshold_db) in [-70.0, -40.0, -24.0, -6.0, 0.0].into_iter().enumerate() {
        for (k, knee_db) in [0.0, 6.0, 24.0, 40.0].into_iter().enumerate() {
            for (r, ratio) in [1.0, 1.5, 4.0, 100.0].into_iter().enumerate() {
                let makeup_db = [-24.0, 0.0, 7.5, 24.0][(i + k + r) % 4];
                let mix = [1.0, 1.0, 0.5, 0.25, 0.0][(i + 2 * k + r) % 5];
                all.push(Turned { threshold_db, knee_db, ratio, makeup_db, mix, ..PLAIN });
            }
        }
    }
    all
}

#[test]
fn a_peak_level_gets_the_gain_of_the_paper() {
    let mut worst = 0.0f64;
    for turned in assortment() {
        for levels_db in [[-80.0, -60.0, -45.0, -38.0], [-30.0, -24.0, -20.0, -9.0], [-3.0, 0.0, 6.0, 30.0]] {
            let level = |lane: usize| gain(levels_db[lane]) as f32;
            let mut desk = on([turned; LANES], RATE);
            // Even lanes a constant, odd ones a square; the right channel is 6 dB below and must not matter.
            let output = desk.run(1_024, |i| {
                let sign = |lane: usize| if lane % 2 == 1 && i / 24 % 2 == 1 { -1.0 } else { 1.0 };
                Frame::from(core::array::from_fn(|c| level(c % 4) * sign(c % 4) * if c < 4 { 1.0 } else { 0.5 }))
            });
            let last = output[1_023].to_array();
            for (at, level_db) in levels_db.into_iter().enumerate() {
                let [left, right] = [last[at], last[at + LANES] * 2.0].map(|x| f64::from(x.abs()));
                assert!((left / right - 1.0).abs() < 1e-6);
                worst = larger_error(worst, (decibels(left) - level_db - turned.gain_db(level_db)).abs());
            }
        }
    }
    println!("static curve, peak: {worst:.5} dB");
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn an_rms_level_gets_the_gain_of_the_paper() {
    let mut worst = 0.0f64;
    for turned in assortment().into_iter().skip(1).step_by(5) {
        let turned = Turned { detector: Detector::Rms, attack_s: 0.01, release_s: 0.03, ..turned };
        let levels_db = [-60.0, -30.0, -15.0, 3.0];
        let mut desk = on([turned; LANES], RATE);
        let sine = |i: usize, level_db: f64| {
            (gain(level_db) * 2f64.sqrt() * (TAU * 1_000.0 * i as f64 / f64::from(RATE)).sin()) as f32
        };
        desk.run(12_000, |i| Frame::from(core::array::from_fn(|c| sine(i + 12 * (c / 4), levels_db[c % 4]))));
        let output = desk.run(960, |i| Frame::from(core::array::from_fn(|c| sine(i, levels_db[c % 4]))));
        for (at, level_db) in levels_db.into_iter().enumerate() {
            let power: f64 = channel(&output, at).iter().map(|x| x * x).sum::<f64>() / output.len() as f64;
            worst = larger_error(worst, (10.0 * power.log10() - level_db - turned.gain_db(level_db)).abs());
        }
    }
    println!("static curve, RMS: {worst:.4} dB");
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn a_parallel_mix_is_the_sum_of_dry_and_wet() {
    for mix in [0.0, 0.1, 0.5, 0.99] {
        let mut desk = on([PLAIN, Turned { mix, ..PLAIN }, Turned { makeup_db: 9.0, mix, ..PLAIN }, PLAIN], RATE);
        let output = desk.run(9_600, |i| Frame::splat(music(i).to_array()[0]));
        let makeup = gain(9.0);
        for (i, frame) in output.iter().enumerate() {
            let (dry, out) = (f64::from(music(i).to_array()[0]), frame.to_array().map(f64::from));
            let wanted = |wet: f64| dry * (1.0 - f64::from(mix)) + wet * f64::from(mix);
            assert!((out[1] - wanted(out[0])).abs() <= 4e-7 * dry.abs());
            // Makeup is part of the power, which is within 3e-6 of itself, once here and once there.
            let loudest = dry.abs() * makeup;
            assert!((out[2] - wanted(out[0] * makeup)).abs() <= 6.5e-6 * loudest);
        }
    }
}

#[test]
fn attack_and_release_cover_63_percent_of_a_step_in_their_time() {
    let mut worst = 0.0f64;
    for sample_rate in [8_000.0, 48_000.0, 192_000.0] {
        for times_s in [[0.001, 0.003, 0.01, 0.03], [0.1, 0.1, 0.3, 1.0]] {
            let turn = |at: usize, attacks: bool| {
                let (attack_s, release_s) = if attacks { (times_s[at], 0.0) } else { (0.0, times_s[at]) };
                Turned { threshold_db: -30.0, attack_s, release_s, ..PLAIN }
            };
            let longest = (times_s[3] * sample_rate) as usize;
            for attacks in [true, false] {
                let mut desk = on(core::array::from_fn(|at| turn(at, attacks)), sample_rate);
                let [before_db, after_db] = if attacks { [-50.0, -10.0] } else { [-10.0, -50.0] };
                let mut output = desk.run(64, |_| Frame::splat(gain(before_db) as f32));
                output.extend(desk.run(longest * 9 / 8, |_| Frame::splat(gain(after_db) as f32)));
                for (at, time_s) in times_s.into_iter().enumerate() {
                    let given_db = |i: usize| if i < 64 { before_db } else { after_db };
                    let output = channel(&output, at);
                    // Of the way that the formula gives; the run need not be so long.
                    let [start, end] = if attacks { [0.0, 15.0] } else { [15.0, 0.0] };
                    let covered = |i: usize| (given_db(i + 63) - decibels(output[i + 63]) - start) / (end - start);
                    assert!(covered(0).abs() < 1e-3, "{}", covered(0));
                    let frames = (time_s * sample_rate * 1.12) as usize + 3;
                    let error = time_to_63_percent(covered, frames, sample_rate) / f64::from(time_s) - 1.0;
                    worst = larger_error(worst, error.abs());
                }
            }
        }
    }
    println!("attack and release: {:.3} %", worst * 100.0);
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn compression_follows_the_key_and_not_the_signal() {
    let mut desk = on([PLAIN; LANES], RATE);
    let keyed = Mask::one(0).or(Mask::one(2));
    let (own_db, key_db) = ([-40.0, -40.0, -4.0, -4.0], [-8.0, -8.0, -60.0, -60.0]);
    let output = run_keyed(&mut desk, 2_048, |_| levels(own_db), keyed, |_| levels(key_db));
    for (at, listened_db) in [-8.0, -40.0, -60.0, -4.0].into_iter().enumerate() {
        let gain_db = decibels(f64::from(output[2_047].to_array()[at])) - own_db[at];
        assert!((gain_db - PLAIN.gain_db(listened_db)).abs() < 0.01, "lane {at}: {gain_db}");
    }
    let shown = desk.unit.shown_db();
    for (shown, wanted) in shown.into_iter().zip([12.0, 0.0, 0.0, 15.0]) {
        assert!((shown - wanted).abs() < 0.01, "{shown} for {wanted}");
    }
}

#[test]
fn the_key_filter_takes_a_thump_from_the_detector_by_the_butterworth_formula() {
    const THUMP_HZ: f64 = 50.0;
    let turned =
        Turned { threshold_db: -60.0, ratio: 2.0, attack_s: 0.1, release_s: 0.1, detector: Detector::Rms, ..PLAIN };
    let mut worst = 0.0f64;
    for corners_hz in [[20.0, 50.0, 100.0, 200.0], [400.0, 800.0, 1_200.0, 2_000.0]] {
        let mut desk = on([turned; LANES], RATE);
        for (at, corner_hz) in corners_hz.into_iter().enumerate() {
            desk.unit.key_filter().set(at, true);
            desk.unit.key_frequency().glide_to(at, corner_hz);
            desk.unit.land(at);
        }
        let thump = |i: usize| Frame::splat((TAU * THUMP_HZ * i as f64 / f64::from(RATE)).sin() as f32);
        desk.run(48_000, thump);
        let output = desk.run(960, thump);
        for (at, corner_hz) in corners_hz.into_iter().enumerate() {
            let power: f64 = channel(&output, at).iter().map(|x| x * x).sum::<f64>() / output.len() as f64;
            let gain_db = 10.0 * (2.0 * power).log10();
            let warped = |hz: f64| (std::f64::consts::PI * hz / f64::from(RATE)).tan();
            let ratio4 = (warped(THUMP_HZ) / warped(f64::from(corner_hz))).powi(4);
            let level_db = -3.0103 + 10.0 * (ratio4 / (1.0 + ratio4)).log10();
            worst = larger_error(worst, (gain_db - turned.gain_db(level_db)).abs());
        }
    }
    println!("key filter on a thump: {worst:.4} dB of reduction");
    assert!(worst < 0.1, "{worst}");
}

/// A tone whose gain follows a steady key at 0 dBFS, before and after something is done.
fn around(turned: Turned, act: impl Fn(&mut Compressor)) -> Vec<f64> {
    let mut desk = on([turned; LANES], RATE);
    let run = |frames: usize, desk: &mut Desk<Compressor>| {
        let output = run_keyed(desk, frames, |i| Frame::splat(tone(i)), Mask::ALL, |_| Frame::ONE);
        channel(&output, 0)
    };
    run(4_800, &mut desk);
    let mut output = run(500, &mut desk);
    act(&mut desk.unit);
    output.extend(run(2_400, &mut desk));
    output
}

#[test]
fn switches_and_jumps_of_controls_leave_no_click() {
    let instant = Turned { attack_s: 0.0, release_s: 0.0, ..PLAIN };
    let unlike = |label: &str, bar_db: f64, output: Vec<f64>| {
        let click = moved_and_click_db(label, &output, 2_400..output.len());
        assert!(click < bar_db, "{label}: {click}");
    };
    unlike("switched off", -75.0, around(instant, |unit| unit.on().set(0, false)));
    unlike("threshold jumps by 40 dB", -80.0, around(instant, |unit| unit.threshold().glide_to(0, -64.0)));
    unlike("threshold jumps above the level", -80.0, around(instant, |unit| unit.threshold().glide_to(0, 0.0)));
    unlike("ratio jumps from 4 to 100", -80.0, around(instant, |unit| unit.ratio().glide_to(0, 100.0)));
    unlike("ratio jumps from 4 to 1", -80.0, around(instant, |unit| unit.ratio().glide_to(0, 1.0)));
    unlike("makeup jumps by 24 dB", -80.0, around(instant, |unit| unit.makeup().glide_to(0, 24.0)));
    let near = Turned { threshold_db: -6.0, ..instant };
    unlike("knee jumps by 40 dB", -80.0, around(near, |unit| unit.knee().glide_to(0, 40.0)));
    unlike("mix jumps to 0", -80.0, around(instant, |unit| unit.mix().glide_to(0, 0.0)));
    let to_rms = |unit: &mut Compressor| unit.set_detector(0, Detector::Rms, false);
    unlike("detector becomes RMS, no times", -80.0, around(instant, to_rms));
    unlike("detector becomes RMS", -80.0, around(PLAIN, to_rms));
    unlike("key filter comes in", -80.0, around(PLAIN, |unit| unit.key_filter().set(0, true)));
}
