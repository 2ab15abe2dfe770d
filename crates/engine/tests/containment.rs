//! A bad strip hurts nobody else.

mod support;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_schema::header;
use support::*;

const FRAMES: usize = 9_600;
const BAD_FROM: usize = 1_003;
const BAD_TO: usize = 2_001;

fn desk_of_three() -> Desk {
    let mut desk = Desk::new(3, 1, FRAMES);
    for strip in 0..3 {
        desk.feed(strip, |channel, frame| noise_at(strip, channel, frame));
    }
    desk.edit(&[desk.send(0, 0, "level", 0.5), desk.send(1, 0, "level", 0.5), desk.send(2, 0, "level", 0.5)]);
    desk
}

fn with_strip_one(sample: Option<f32>) -> (Desk, [Vec<f32>; 2]) {
    let mut desk = desk_of_three();
    match sample {
        None => desk.connected[1] = 0,
        Some(sample) => desk.feed(1, |channel, frame| {
            if (BAD_FROM..BAD_TO).contains(&frame) && frame % 7 == 0 { sample } else { noise_at(1, channel, frame) }
        }),
    }
    let output = desk.render_in_calls(&[128; FRAMES / 128]);
    (desk, output)
}

#[test]
fn a_bad_strip_is_silent_for_its_cells_flagged_and_back_within_100_ms() {
    let (_, without) = with_strip_one(None);
    let mut clean = desk_of_three();
    let clean = clean.render_in_calls(&[128; FRAMES / 128]);
    for sample in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, f32::MAX] {
        let (desk, output) = with_strip_one(Some(sample));
        for channel in 0..2 {
            let bits = |signal: &[Vec<f32>; 2], range: core::ops::Range<usize>| {
                signal[channel][range].iter().map(|sample| sample.to_bits()).collect::<Vec<_>>()
            };
            let first_cell = BAD_FROM.next_multiple_of(7) / CELL_FRAMES * CELL_FRAMES;
            let last_cell = ((BAD_TO - 1) / 7 * 7 + 1).next_multiple_of(CELL_FRAMES);
            assert!(bits(&output, first_cell..last_cell) == bits(&without, first_cell..last_cell), "{sample}");
            assert!(bits(&output, 0..first_cell) == bits(&clean, 0..first_cell), "{sample}");
            let back = BAD_TO + 4_800;
            assert!(bits(&output, back..FRAMES / 128 * 128) == bits(&clean, back..FRAMES / 128 * 128), "{sample}");
        }
        assert_eq!(desk.strip_meter_bits(1, "fault"), 1);
        assert_eq!(desk.strip_meter_bits(0, "fault"), 0);
        assert!(desk.counter(header::faults) > 0);
    }
}

#[test]
fn a_trim_that_lifts_a_strip_beyond_the_limit_is_caught_at_the_tap() {
    let mut desk = desk_of_three();
    desk.feed(1, |_, _| 500_000.0);
    desk.edit(&[desk.strip(1, "trim", 16.0)]);
    let [left, _] = desk.render(960);
    assert!(left.iter().all(|sample| sample.abs() < 4.0));
    assert_eq!(desk.strip_meter_bits(1, "fault"), 1);
}

#[test]
fn the_fault_lamp_stays_until_it_is_cleared() {
    let (mut desk, _) = with_strip_one(Some(f32::NAN));
    desk.position = 4_000;
    desk.render(128);
    assert_eq!(desk.strip_meter_bits(1, "fault"), 1);
    desk.edit(&[desk.strip(1, "clear_fault", 1.0)]);
    desk.render(128);
    assert_eq!(desk.strip_meter_bits(1, "fault"), 0);
}

#[test]
fn subnormals_neither_silence_nor_flag_and_none_leaves() {
    let mut desk = Desk::new(2, 1, 960);
    desk.feed(0, |_, frame| if frame % 2 == 0 { 1e-40 } else { 0.25 });
    desk.feed(1, |_, _| 1e-36);
    desk.edit(&[desk.strip(1, "gain", 1e-3), desk.strip(0, "gain", 1e-38)]);
    let output = desk.render(960);
    assert!(output.iter().flatten().all(|sample| *sample == 0.0 || sample.abs() >= f32::MIN_POSITIVE));
    assert_eq!((desk.strip_meter_bits(0, "fault"), desk.strip_meter_bits(1, "fault")), (0, 0));
    desk.edit(&[desk.strip(0, "gain", 1.0)]);
    for _ in 0..5 {
        desk.position = 0;
        desk.render(960);
    }
    assert_eq!(desk.strip_meter(0, "peak_left"), 0.25);
}

/// Repeats that pile up beyond the limit out of a signal within it are forgotten: else they would silence the bus for as long
/// as they are repeated, and what is left of them would then be heard at +120 dBFS.
#[test]
fn an_effect_that_went_beyond_the_limit_starts_anew() {
    let mut desk = Desk::new(1, 1, 120_000);
    desk.feed(0, |_, frame| {
        let level = if frame < 48_000 { 1e6 } else { 0.25 };
        (std::f64::consts::TAU * 1_000.0 * frame as f64 / f64::from(RATE)).sin() as f32 * level
    });
    desk.edit(&[
        desk.strip(0, "output", 1.0),
        desk.bus(0, "effect.type", 2.0),
        desk.bus(0, "effect.delay.time", 0.2),
        desk.bus(0, "effect.delay.feedback", 0.95),
    ]);
    desk.render(48_000);
    assert!(desk.bus_meter(0, "fault").to_bits() == 1, "it went beyond the limit");
    // The fault itself, and what was on its way in while the last of it was cleared.
    desk.render(12_000);
    let heard = desk.render(48_000);
    assert!(heard[0].iter().all(|sample| sample.abs() < 5.0), "nothing of it is left");
    assert!(heard[0][9_600..].chunks(960).all(|part| part.iter().any(|sample| *sample != 0.0)), "and it plays");
}
