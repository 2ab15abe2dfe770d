//! What a console sounds like.

mod support;
use support::*;

fn sine(frame: usize) -> f32 {
    (std::f64::consts::TAU * 1_000.0 * frame as f64 / f64::from(RATE)).sin() as f32
}

#[test]
fn a_strip_at_unity_passes_bit_for_bit() {
    let mut desk = Desk::new(5, 2, 960);
    desk.feed(3, |channel, frame| noise_at(3, channel, frame));
    let [left, right] = desk.render(960);
    for frame in 0..960 {
        assert_eq!(left[frame].to_bits(), noise_at(3, 0, frame).to_bits());
        assert_eq!(right[frame].to_bits(), noise_at(3, 1, frame).to_bits());
    }
}

#[test]
fn a_muted_strip_is_exactly_silent_and_its_pre_fader_send_plays_on() {
    let mut desk = Desk::new(4, 1, 960);
    desk.feed(0, |_, frame| sine(frame));
    desk.edit(&[desk.strip(0, "mute", 1.0)]);
    assert!(desk.render(480).iter().flatten().all(|sample| *sample == 0.0));
    desk.edit(&[desk.send(0, 0, "level", 1.0), desk.send(0, 0, "tap", 1.0)]);
    desk.render(240);
    assert!(desk.render(240)[0].iter().any(|sample| sample.abs() > 0.1));
}

#[test]
fn a_polarity_flip_of_one_of_two_equal_strips_cancels_exactly() {
    let mut desk = Desk::new(2, 0, 960);
    (0..2).for_each(|strip| desk.feed(strip, |_, frame| sine(frame)));
    desk.edit(&[desk.strip(0, "polarity", 1.0)]);
    assert!(desk.render(960).iter().flatten().all(|sample| *sample == 0.0));
}

#[test]
fn silence_in_becomes_exact_silence_out() {
    let mut desk = Desk::new(4, 4, 4_800);
    desk.feed(0, |channel, frame| if frame < 480 { noise_at(0, channel, frame) } else { 0.0 });
    desk.edit(&[desk.send(0, 2, "level", 0.7)]);
    desk.render(512);
    assert!(desk.render(4_096).iter().flatten().all(|sample| sample.to_bits() == 0));
    assert_eq!(desk.counter(megamixer_schema::header::strips_awake), 0);
}

#[test]
fn a_sleeping_strip_wakes_where_its_controls_now_are() {
    let mut desk = Desk::new(4, 0, 960);
    desk.feed(0, |_, frame| if frame >= 480 { 1.0 } else { 0.0 });
    desk.render(64);
    desk.edit(&[desk.strip(0, "gain", 0.25)]);
    let [left, _] = desk.render(896);
    assert_eq!(left[480 - 64 - 1], 0.0);
    assert!(left[480 - 64..].iter().all(|sample| *sample == 0.25));
}

#[test]
fn a_glide_is_the_same_for_a_signal_with_gaps() {
    let level_over_time = |gaps: bool| {
        let mut desk = Desk::new(1, 0, 9_600);
        desk.feed(0, |_, frame| if gaps && frame % 480 >= 240 { 0.0 } else { 1.0 });
        desk.render(480);
        desk.edit(&[desk.strip(0, "gain", 0.1)]);
        let [left, _] = desk.render(9_120);
        left.into_iter().enumerate().filter(|(frame, _)| frame % 480 < 240).map(|(_, level)| level).collect::<Vec<_>>()
    };
    assert_eq!(level_over_time(true), level_over_time(false));
}

#[test]
fn a_ramp_goes_on_while_its_strip_sleeps() {
    let mut desk = Desk::new(1, 0, 48_000);
    desk.feed(0, |_, frame| if frame >= 24_000 { 1.0 } else { 0.0 });
    desk.render(32);
    let pan = desk.strip(0, "pan", 1.0);
    desk.edit(&desk.ramp(pan, 1.0, None));
    let [left, _] = desk.render(47_968);
    let expected = (0.5 * std::f32::consts::FRAC_PI_2).cos();
    assert!((left[24_000 - 32] - expected).abs() < 2e-3, "{}", left[24_000 - 32]);
}

#[test]
fn a_fade_is_even_in_decibels_and_lands_exactly() {
    let mut desk = Desk::new(1, 0, 96_000);
    desk.feed(0, |_, _| 1.0);
    desk.render(96);
    let gain = desk.strip(0, "gain", 0.01);
    desk.edit(&desk.ramp(gain, 1.0, None));
    let [left, _] = desk.render(50_000);
    for (part, level_db) in [(0.25, -10.0), (0.5, -20.0), (0.75, -30.0)] {
        let found_db = 20.0 * left[(part * 48_000.0) as usize - 1].log10();
        assert!((found_db - level_db).abs() < 0.001, "{found_db}");
    }
    assert!(left[47_998] > 0.01);
    assert!(left[47_999..].iter().all(|sample| *sample == 0.01));
}

#[test]
fn set_then_ramp_in_one_edit_sounds_the_same_every_time() {
    let mut desk = Desk::new(1, 0, 96_000);
    desk.feed(0, |_, _| 1.0);
    desk.render(96);
    for _ in 0..3 {
        desk.edit(&desk.ramp(desk.strip(0, "gain", 0.01), 0.5, Some(1.0)));
        let [left, _] = desk.render(28_800);
        assert!((20.0 * left[12_000].log10() + 20.0).abs() < 0.01, "{}", left[12_000]);
        assert!(left[24_000..].iter().all(|sample| *sample == 0.01));
    }
}

#[test]
fn an_engine_that_takes_over_does_not_run_old_ramps_again() {
    let mut desk = Desk::new(1, 1, 960);
    desk.feed(0, |_, _| 1.0);
    let (gain, level, pan) = (desk.strip(0, "gain", 0.0), desk.send(0, 0, "level", 0.5), desk.strip(0, "pan", -1.0));
    desk.edit(&[gain, level, pan].map(|write| desk.ramp(write, 5.0, Some(1.0))).concat());
    desk.engine.start();
    assert!(desk.render(960).iter().flatten().all(|sample| *sample == 0.0));
}

#[test]
fn a_ramp_to_where_the_fader_is_changes_nothing() {
    let mut desk = Desk::new(1, 0, 960);
    desk.feed(0, |_, _| 1.0);
    desk.edit(&[desk.strip(0, "gain", 0.0)]);
    desk.render(32);
    desk.edit(&desk.ramp(desk.strip(0, "gain", 0.0), 1.0, None));
    assert!(desk.render(928).iter().flatten().all(|sample| *sample == 0.0));
}

#[test]
fn first_values_apply_at_once() {
    let mut desk = Desk::new(1, 0, 96);
    desk.feed(0, |_, _| 1.0);
    desk.edit(&[desk.strip(0, "gain", 0.5), desk.master("gain", 0.5)]);
    assert!(desk.render(96)[0].iter().all(|sample| *sample == 0.25));
}

#[test]
fn changing_the_tap_of_a_send_crossfades_without_a_dip() {
    let mut desk = Desk::new(1, 1, 9_600);
    desk.feed(0, |_, _| 1.0);
    desk.edit(&[desk.send(0, 0, "level", 1.0)]);
    desk.render(960);
    desk.edit(&[desk.send(0, 0, "tap", 1.0)]);
    let [left, _] = desk.render(960);
    assert!(left.iter().all(|sample| (sample - 2.0).abs() < 1e-5));
}

#[test]
fn a_cut_route_is_silent_after_five_milliseconds() {
    let mut desk = Desk::new(2, 0, 9_600);
    (0..2).for_each(|strip| desk.feed(strip, |_, _| 1.0 + strip as f32));
    desk.render(960);
    desk.edit(&[desk.strip(0, "solo", 1.0)]);
    let [left, _] = desk.render(960);
    assert!(left[120] > 1.5 && left[120] < 2.5);
    assert!(left[242..].iter().all(|sample| *sample == 1.0));
}

/// Level outside 1 kHz ± 1 kHz of the loudest 10 ms Blackman window, relative to the full-level sine's in such a window.
fn zipper_db(output: &[f32], from: usize, to: usize) -> f64 {
    const WINDOW: usize = 480;
    let blackman = |n: usize| {
        let x = std::f64::consts::TAU * n as f64 / WINDOW as f64;
        0.42 - 0.5 * x.cos() + 0.08 * (2.0 * x).cos()
    };
    let magnitude = |signal: &dyn Fn(usize) -> f64, bin: usize| {
        let (mut re, mut im) = (0.0, 0.0);
        for n in 0..WINDOW {
            let (sin, cos) = (std::f64::consts::TAU * (bin * n % WINDOW) as f64 / WINDOW as f64).sin_cos();
            re += signal(n) * blackman(n) * cos;
            im -= signal(n) * blackman(n) * sin;
        }
        (re * re + im * im).sqrt()
    };
    let reference = magnitude(&|n| f64::from(sine(n)), 10);
    let mut worst: f64 = 0.0;
    for start in (from..to).step_by(97) {
        for bin in (21..=240).step_by(3) {
            worst = worst.max(magnitude(&|n| f64::from(output[start + n]), bin));
        }
    }
    20.0 * (worst / reference).log10()
}

#[test]
fn a_jump_of_the_fader_leaves_no_zipper_noise() {
    let mut desk = Desk::new(1, 0, 9_600);
    desk.feed(0, |_, frame| sine(frame));
    let mut output = desk.render(1_000)[0].clone();
    desk.edit(&[desk.strip(0, "gain", 0.25)]);
    output.extend(&desk.render(8_600)[0]);
    let zipper = zipper_db(&output, 500, 6_000);
    println!("zipper after a jump: {zipper:.1} dB");
    assert!(zipper <= -80.0, "{zipper}");
}

#[test]
fn a_fader_that_moves_sixty_times_a_second_leaves_no_zipper_noise() {
    let mut desk = Desk::new(1, 0, 16_000);
    desk.feed(0, |_, frame| sine(frame));
    let mut output = desk.render(800)[0].clone();
    for step in 0..16 {
        desk.edit(&[desk.strip(0, "gain", if step % 2 == 0 { 0.25 } else { 1.0 })]);
        output.extend(&desk.render(800)[0]);
    }
    let zipper = zipper_db(&output, 400, 12_000);
    println!("zipper of a target at 60 Hz: {zipper:.1} dB");
    assert!(zipper <= -80.0, "{zipper}");
}

#[test]
fn every_rate_and_count_plays() {
    for sample_rate in [3_000.0, 8_000.0, 44_100.0, 192_000.0, 768_000.0] {
        for (strips, buses) in [(1, 0), (7, 1), (128, 16)] {
            let mut desk = Desk::at_rate(strips, buses, 320, sample_rate);
            desk.feed(strips - 1, |_, _| 0.5);
            assert_eq!(desk.render(320)[1][300], 0.5);
        }
    }
}
