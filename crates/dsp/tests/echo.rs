//! The delay effect of a bus, listened to.

mod clicks;

use clicks::{Noise, far_db, sine};
use megamixer_dsp::echo::{Echo, memory_frames};
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use std::f64::consts::PI;

/// An echo with its memory.
struct Player {
    echo: Echo,
    memory: Vec<f32>,
    pace: Pace,
    at: usize,
}

impl Player {
    fn new(rate: f32) -> Self {
        let memory = vec![0.0; memory_frames(rate)];
        Self { echo: Echo::new(rate), memory, pace: Pace::new(0.02, rate), at: 0 }
    }

    /// With filters as open as they get.
    fn with(rate: f32, time_s: f32, feedback: f32, mix: f32, ping_pong: bool) -> Self {
        let mut player = Self::new(rate);
        player.echo.set_time(time_s);
        player.echo.feedback().glide_to(0, feedback);
        player.echo.mix().glide_to(0, mix);
        player.echo.ping_pong().set(0, ping_pong);
        player.echo.snap();
        player
    }

    /// Plays in stretches that end at grid points, and elsewhere if `cut`.
    fn play(&mut self, sound: &[[f32; 2]], mut cut: Option<&mut Noise>) -> Vec<[f32; 2]> {
        let mut out = Vec::with_capacity(sound.len());
        let mut quiet = true;
        while out.len() < sound.len() {
            let left_in_cell = CELL_FRAMES - self.at % CELL_FRAMES;
            let mut frames = left_in_cell.min(sound.len() - out.len());
            if let Some(noise) = cut.as_deref_mut() {
                frames = 1 + noise.below(frames);
            }
            let stretch = &sound[out.len()..out.len() + frames];
            quiet &= stretch.iter().flatten().all(|sample| *sample == 0.0);
            let [mut left, mut right] =
                [0, 1].map(|side| stretch.iter().map(|frame| frame[side]).collect::<Vec<f32>>());
            self.echo.render(&mut self.memory, &mut left, &mut right, &self.pace);
            out.extend(left.into_iter().zip(right).map(<[f32; 2]>::from));
            self.at += frames;
            if self.at.is_multiple_of(CELL_FRAMES) {
                self.echo.settle(quiet);
                quiet = true;
            }
        }
        out
    }
}

fn silence(frames: usize) -> Vec<[f32; 2]> {
    vec![[0.0; 2]; frames]
}

fn noise(seed: u64, frames: usize) -> Vec<[f32; 2]> {
    let mut noise = Noise(seed);
    (0..frames).map(|_| [noise.sample(), noise.sample()]).collect()
}

fn stereo(samples: &[f32]) -> Vec<[f32; 2]> {
    samples.iter().map(|sample| [*sample; 2]).collect()
}

fn side(frames: &[[f32; 2]], side: usize) -> Vec<f32> {
    frames.iter().map(|frame| frame[side]).collect()
}

fn bits(frames: &[[f32; 2]]) -> Vec<[u32; 2]> {
    frames.iter().map(|frame| frame.map(f32::to_bits)).collect()
}

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
        let level = (heard.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / heard.len() as f64 * 2.0).sqrt();
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

#[test]
fn times_that_move_at_random_for_seconds_leave_no_click() {
    for (feedback, ping_pong) in [(0.0, false), (0.5, false), (0.95, true)] {
        let mut player = Player::with(48_000.0, 0.2, feedback, 1.0, ping_pong);
        let mut sine = sine(1_000.0, 48_000.0, 48_000 * 3);
        sine.iter_mut()
            .take(4_800)
            .enumerate()
            .for_each(|(i, x)| *x *= 0.5 - 0.5 * (PI as f32 * i as f32 / 4_800.0).cos());
        let sound = stereo(&sine);
        let mut noise = Noise(4);
        let mut out = player.play(&sound[..48_000], None);
        while out.len() < sound.len() {
            let frames = (32 * (1 + noise.below(60))).min(sound.len() - out.len());
            player.echo.set_time(if noise.below(2) == 0 { 0.001 + noise.below(1_000) as f32 / 1e5 } else { 0.2 });
            out.extend(player.play(&sound[out.len()..out.len() + frames], Some(&mut noise)));
        }
        let found = side(&out[24_000..], 0);
        let level = found.iter().fold(0.0f32, |peak, sample| peak.max(sample.abs()));
        let click_db = far_db(&found, 1_000.0, 48_000.0) - 20.0 * f64::from(level.max(1.0)).log10();
        println!("feedback {feedback}: {click_db:.1} dB beside a peak of {level:.2}");
        assert!(click_db <= -60.0, "{click_db}");
    }
}

#[test]
fn controls_that_move_leave_no_click() {
    type Turn = fn(&mut Echo, bool);
    let turns: [(&str, Turn); 4] = [
        ("mix", |echo, up| echo.mix().glide_to(0, if up { 1.0 } else { 0.0 })),
        ("feedback", |echo, up| echo.feedback().glide_to(0, if up { 0.95 } else { 0.0 })),
        ("low cut", |echo, up| echo.low_cut().glide_to(0, if up { 1_000.0 } else { 20.0 })),
        ("high cut", |echo, up| echo.high_cut().glide_to(0, if up { 1_000.0 } else { 20_000.0 })),
    ];
    for (name, turn) in turns {
        let mut player = Player::with(48_000.0, 0.001_5, 0.5, 0.5, false);
        player.pace = Pace::new(0.05, 48_000.0);
        let sound = stereo(&sine(1_000.0, 48_000.0, 48_000));
        let mut out = player.play(&sound[..9_600], None);
        for (i, part) in sound[9_600..].chunks(4_800).enumerate() {
            turn(&mut player.echo, i % 2 == 0);
            out.extend(player.play(part, None));
        }
        let found = far_db(&side(&out[4_800..], 0), 1_000.0, 48_000.0);
        println!("{name}: {found:.1} dB");
        assert!(found <= -60.0, "{name}: {found}");
    }
}

#[test]
fn a_tail_ends_in_exact_silence_and_the_echo_rests() {
    for (time_s, feedback, ping_pong, low_hz) in
        [(0.001, 0.95, false, 20.0), (0.05, 0.9, true, 300.0), (2.0, 0.0, false, 20.0)]
    {
        let mut player = Player::with(48_000.0, time_s, feedback, 1.0, ping_pong);
        player.echo.low_cut().glide_to(0, low_hz);
        assert!(player.echo.at_rest());
        player.play(&noise(5, 4_800), None);
        assert!(!player.echo.at_rest());
        let mut last_heard = 0;
        while !player.echo.at_rest() {
            let out = player.play(&silence(480), None);
            if out.iter().flatten().any(|sample| *sample != 0.0) {
                last_heard = player.at;
            }
            assert!(player.at < 48_000 * 20, "still awake");
        }
        let (heard_s, rest_s) = (last_heard as f32 / 48_000.0, player.at as f32 / 48_000.0);
        println!("{time_s} s at {feedback}: heard for {heard_s:.2} s, at rest after {rest_s:.2} s");
        assert!(last_heard > 0 && player.memory.iter().all(|sample| *sample == 0.0));
        // Whatever is turned now: nothing comes.
        player.echo.set_time(1.234);
        assert!(player.play(&silence(100_000), None).iter().flatten().all(|sample| *sample == 0.0));
        assert!(player.echo.at_rest());
    }
}

#[test]
fn what_is_too_faint_to_repeat_keeps_the_echo_awake_until_its_input_is_silent() {
    let mut player = Player::new(48_000.0);
    player.play(&[[1e-10; 2]; 320], None);
    assert!(!player.echo.at_rest() && player.memory.iter().all(|sample| *sample == 0.0));
    player.play(&silence(CELL_FRAMES), None);
    assert!(player.echo.at_rest());
}

#[test]
fn after_a_reset_nothing_from_before_is_heard_even_in_used_memory() {
    let mut used = Player::with(48_000.0, 0.3, 0.9, 0.7, true);
    used.play(&noise(6, 200_000), None);
    used.echo.reset();
    assert!(used.echo.at_rest());
    used.at = 0;
    let mut fresh = Player::with(48_000.0, 0.3, 0.9, 0.7, true);
    let sound = noise(7, 60_000);
    let mut found = used.play(&sound, None);
    let mut wanted = fresh.play(&sound, None);
    for player in [&mut used, &mut fresh] {
        player.echo.set_time(1.9);
    }
    found.extend(used.play(&sound, None));
    wanted.extend(fresh.play(&sound, None));
    assert!(bits(&found) == bits(&wanted));
}

/// One of the controls goes somewhere.
fn turn(echo: &mut Echo, noise: &mut Noise) {
    let share = noise.below(1_001) as f32 / 1_000.0;
    let frames = 1 + noise.below(5_000) as u32;
    match noise.below(10) {
        0 => echo.set_time(0.001 + share * 0.1),
        1 => echo.set_time(share * share * 2.0),
        2 => echo.feedback().glide_to(0, share * 0.95),
        3 => echo.feedback().ramp_to(0, None, share * 0.95, frames),
        4 => echo.mix().glide_to(0, share),
        5 => echo.low_cut().glide_to(0, 20.0 + 980.0 * share),
        6 => echo.high_cut().glide_to(0, 1_000.0 + 19_000.0 * share),
        7 => echo.low_cut().ramp_to(0, None, 1_000.0 - 980.0 * share, frames),
        8 => echo.land(),
        _ => echo.ping_pong().set(0, noise.below(2) == 0),
    }
}

#[test]
fn where_a_stretch_is_cut_is_not_heard() {
    for rate in [3_000.0, 48_000.0] {
        let sound = noise(8, 96_000);
        let play = |cut: bool| {
            let mut player = Player::new(rate);
            let (mut turns, mut cuts, mut events) = (Noise(9), Noise(10), Noise(11));
            let mut out = Vec::new();
            while out.len() < sound.len() {
                let frames = (1 + events.below(700)).min(sound.len() - out.len());
                turn(&mut player.echo, &mut turns);
                out.extend(player.play(&sound[out.len()..out.len() + frames], cut.then_some(&mut cuts)));
            }
            (out, player.memory)
        };
        let (whole, cut) = (play(false), play(true));
        assert!(bits(&whole.0) == bits(&cut.0) && whole.1 == cut.1);
    }
}

#[test]
fn the_extremes_of_every_control_survive_at_every_rate() {
    for rate in [3_000.0, 8_000.0, 44_100.0, 768_000.0f32] {
        let mut player = Player::new(rate);
        let mut noise = Noise(12);
        for round in 0..60 {
            let pick = |low: f32, high: f32, noise: &mut Noise| if noise.below(2) == 0 { low } else { high };
            player.echo.set_time(pick(0.001, 2.0, &mut noise));
            player.echo.feedback().glide_to(0, pick(0.0, 0.95, &mut noise));
            player.echo.mix().glide_to(0, pick(0.0, 1.0, &mut noise));
            player.echo.low_cut().glide_to(0, pick(20.0, 1_000.0, &mut noise));
            player.echo.high_cut().glide_to(0, pick(1_000.0, 20_000.0, &mut noise));
            player.echo.ping_pong().set(0, noise.below(2) == 0);
            if round % 4 == 0 {
                player.echo.snap();
            }
            let level = if round % 3 == 0 { (1 << 20) as f32 } else { f32::MIN_POSITIVE };
            let sound: Vec<[f32; 2]> =
                (0..1_500).map(|_| [0; 2].map(|_| if noise.below(2) == 0 { level } else { -level })).collect();
            let out = player.play(&sound, Some(&mut noise));
            assert!(out.iter().flatten().all(|sample| sample.abs() < 100.0 * (1 << 20) as f32), "{rate} Hz");
        }
    }
}

#[test]
fn a_ramp_goes_on_while_the_echo_sleeps() {
    let mut player = Player::with(48_000.0, 0.01, 0.0, 0.0, false);
    player.echo.mix().ramp_to(0, None, 1.0, 960);
    for _ in 0..15 {
        player.echo.pass_time(CELL_FRAMES, &player.pace);
        player.echo.settle(true);
    }
    let out = player.play(&stereo(&[1.0; 32]), None);
    assert!((out[0][0] - (1.0 - 481.0 / 960.0)).abs() < 1e-5, "{}", out[0][0]);
}
