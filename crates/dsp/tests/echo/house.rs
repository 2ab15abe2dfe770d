//! The rules that every unit keeps: silence is silence, cuts make no difference, extremes are survived.

use crate::common::noise::Noise;
use crate::player::{Player, bits, noise, silence, stereo};
use megamixer_dsp::echo::Echo;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::smoother::Control;

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
    player.play(&[[1e-10; 2]; 3 * CELL_FRAMES], None);
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
    player.echo.mix().ramp_to(0, None, 1.0, 30 * CELL_FRAMES as u32);
    for _ in 0..15 {
        player.echo.pass_time(CELL_FRAMES, &player.pace);
        player.echo.settle(true);
    }
    let out = player.play(&stereo(&[1.0; CELL_FRAMES]), None);
    let gone = (15 * CELL_FRAMES + 1) as f32 / (30 * CELL_FRAMES) as f32;
    assert!((out[0][0] - (1.0 - gone)).abs() < 1e-5, "{}", out[0][0]);
}
