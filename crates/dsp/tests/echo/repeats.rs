//! When repeats come, how loud, and through what.

use crate::clicks::sine;
use crate::player::{Player, bits, noise, side, silence, stereo};
use std::f64::consts::PI;

/// What the published one-poles make of an impulse, `passes` times over, in f64 and by their difference equations.
fn filtered(passes: usize, frames: usize, low_hz: f64, high_hz: f64, rate: f64) -> Vec<f64> {
    let mut x = vec![0.0; frames];
    x[0] = 1.0;
    let [low, high] = [low_hz, high_hz].map(|hz| (PI * (hz / rate).min(0.49)).tan());
    for _ in 0..passes {
        for (g, sign, gain) in [(low, -1.0, 1.0), (high, 1.0, high)] {
            let (mut x1, mut y1) = (0.0, 0.0);
            for x in x.iter_mut() {
                y1 = (gain * (*x + sign * x1) + (1.0 - g) * y1) / (1.0 + g);
                x1 = core::mem::replace(x, y1);
            }
        }
    }
    x
}

#[test]
fn repeats_come_at_their_times_with_their_gains_and_the_response_of_the_filters() {
    let mut worst = 0.0f64;
    for (rate, time_s) in [(48_000.0, 0.1), (44_100.0, 0.0333), (3_000.0, 0.011), (192_000.0, 0.02f64)] {
        let frames = (time_s * rate).round() as usize;
        let mut player = Player::with(rate as f32, time_s as f32, 0.7, 1.0, false);
        let mut sound = silence(frames * 6);
        sound[0] = [1.0, -0.5];
        let out = player.play(&sound, None);
        let mut wanted = vec![0.0; sound.len()];
        for repeat in 1..6 {
            let response = filtered(repeat, sound.len() - repeat * frames, 20.0, 20_000.0, rate);
            let gain = 0.7f64.powi(repeat as i32 - 1);
            wanted[repeat * frames..].iter_mut().zip(response).for_each(|(wanted, x)| *wanted += gain * x);
        }
        for (found, wanted) in out.iter().zip(wanted) {
            let error = (f64::from(found[0]) - wanted).abs().max((f64::from(found[1]) + 0.5 * wanted).abs());
            worst = worst.max(error);
        }
        assert!(out[..frames].iter().flatten().all(|sample| *sample == 0.0));
    }
    println!("off by {worst:.1e}");
    assert!(worst < 1e-6, "{worst}");
}

#[test]
fn repeats_of_a_tone_fall_by_the_feedback() {
    // 2 kHz for 50 ms: 100 whole periods, far from both corners.
    let mut player = Player::with(48_000.0, 0.1, 0.5, 1.0, false);
    let mut sound = silence(48_000);
    sound[..2_400].copy_from_slice(&stereo(&sine(2_000.0, 48_000.0, 2_400)));
    let out = side(&player.play(&sound, None), 0);
    for repeat in 1..8 {
        let heard = &out[repeat * 4_800 + 480..repeat * 4_800 + 1_920];
        let level = (heard.iter().map(|x| x.powi(2)).sum::<f64>() / heard.len() as f64 * 2.0).sqrt();
        let warp = |hz: f64| (PI * hz / 48_000.0).tan();
        let (t, low, high) = (warp(2_000.0), warp(20.0), warp(20_000.0));
        let response = t / t.hypot(low) * high / t.hypot(high);
        let wanted = 0.5f64.powi(repeat as i32 - 1) * response.powi(repeat as i32);
        let error_db = 20.0 * (level / wanted).log10();
        assert!(error_db.abs() < 0.02, "repeat {repeat}: {error_db} dB");
    }
}

#[test]
fn ping_pong_repeats_the_mean_of_both_sides_left_and_right_in_turn() {
    let mut player = Player::with(48_000.0, 0.1, 0.8, 1.0, true);
    let mut sound = silence(48_000);
    sound[0] = [0.25, 0.75];
    let out = player.play(&sound, None);
    let energy = |repeat: usize, side: usize| -> f64 {
        let heard = &out[repeat * 4_800..(repeat + 1) * 4_800];
        heard.iter().map(|frame| f64::from(frame[side]).powi(2)).sum()
    };
    let peak = |repeat: usize, side: usize| out[repeat * 4_800][side];
    let reference = filtered(1, 1, 20.0, 20_000.0, 48_000.0)[0] as f32;
    assert!((peak(1, 0) - 0.5 * reference).abs() < 1e-6 && out[4_799] == [0.0; 2]);
    for repeat in 1..9 {
        let (loud, faint) = (energy(repeat, (repeat + 1) % 2), energy(repeat, repeat % 2));
        // What is faint is the low cut's tail of the repeat before.
        assert!(loud > 0.1 * 0.64f64.powi(repeat as i32) * 0.25 && faint < 1e-6 * loud, "{repeat}: {loud} {faint}");
    }
}

#[test]
fn the_mix_goes_from_the_input_alone_to_repeats_alone() {
    let sound = noise(1, 9_600);
    let play = |mix: f32| Player::with(48_000.0, 0.05, 0.5, mix, false).play(&sound, None);
    let (dry, half, wet) = (play(0.0), play(0.5), play(1.0));
    assert!(bits(&dry) == bits(&sound));
    assert!(wet[..2_400].iter().flatten().all(|sample| *sample == 0.0));
    for ((half, wet), dry) in half.iter().zip(&wet).zip(&dry) {
        assert_eq!(*half, [0, 1].map(|side| dry[side] * 0.5 + wet[side] * 0.5));
    }
}

#[test]
fn the_shortest_times_repeat_within_a_stretch() {
    for (rate, time_s, frames) in [(3_000.0, 0.001, 3), (3_000.0, 0.0, 1), (8_000.0, 0.001, 8), (48_000.0, 0.001, 48)] {
        let mut player = Player::with(rate, time_s, 0.5, 1.0, false);
        let mut sound = silence(256);
        sound[5] = [1.0; 2];
        let out = player.play(&sound, None);
        let first = out.iter().position(|frame| frame[0] != 0.0);
        assert_eq!(first, Some(5 + frames), "{rate} Hz");
        let second = 0.5 * filtered(2, 1, 20.0, 20_000.0, f64::from(rate))[0]
            + filtered(1, frames + 1, 20.0, 20_000.0, f64::from(rate))[frames];
        assert!((f64::from(out[5 + 2 * frames][0]) - second).abs() < 1e-6);
    }
}

#[test]
fn full_scale_noise_at_the_most_feedback_stays_bounded() {
    for ping_pong in [false, true] {
        for time_s in [0.001, 0.01, 0.25] {
            let mut player = Player::with(48_000.0, time_s, 0.95, 1.0, ping_pong);
            let out = player.play(&noise(2, 240_000), None);
            let peak = out.iter().flatten().fold(0.0f32, |peak, sample| peak.max(sample.abs()));
            let power =
                |out: &[[f32; 2]]| out.iter().map(|f| f64::from(f[0]).powi(2) + f64::from(f[1]).powi(2)).sum::<f64>();
            let (before, after) = (power(&out[96_000..168_000]), power(&out[168_000..]));
            println!("{time_s} s, ping-pong {ping_pong}: peak {peak:.1}, {:.2} dB", 10.0 * (after / before).log10());
            // Noise of full scale (rms 0.58) piles up to at most 0.58 / sqrt(1 - 0.95^2) = 1.85; no peak is beyond 6
            // of that.
            assert!(peak < 11.0, "{peak}");
            assert!(time_s > 0.1 || (10.0 * (after / before).log10()).abs() < 1.0);
        }
    }
}

#[test]
fn a_constant_does_not_build_up() {
    for (rate, seconds) in [(48_000.0f32, 4), (768_000.0, 4)] {
        let mut player = Player::with(rate, 0.01, 0.95, 1.0, false);
        let out = player.play(&stereo(&vec![1.0; rate as usize * seconds]), None);
        let peak = out.iter().fold(0.0f32, |peak, frame| peak.max(frame[0].abs()));
        let left = out[out.len() - 4_800..].iter().fold(0.0f32, |peak, frame| peak.max(frame[0].abs()));
        println!("{rate} Hz: a constant of 1 peaks at {peak}, leaves {left:e}");
        assert!(peak < 2.0 && left < 1e-5);
    }
}
