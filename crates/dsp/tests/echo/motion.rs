//! What is heard of controls that move.

use crate::clicks::{far_db, sine};
use crate::common::noise::Noise;
use crate::player::{Player, side, stereo};
use megamixer_dsp::echo::Echo;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;
use std::f64::consts::PI;

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
            let frames = (CELL_FRAMES * (1 + noise.below(60))).min(sound.len() - out.len());
            player.echo.set_time(if noise.below(2) == 0 { 0.001 + noise.below(1_000) as f32 / 1e5 } else { 0.2 });
            out.extend(player.play(&sound[out.len()..out.len() + frames], Some(&mut noise)));
        }
        let found = side(&out[24_000..], 0);
        let level = found.iter().fold(0.0f64, |peak, sample| peak.max(sample.abs()));
        let click_db = far_db(&found, 1_000.0, 48_000.0) - 20.0 * level.max(1.0).log10();
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
