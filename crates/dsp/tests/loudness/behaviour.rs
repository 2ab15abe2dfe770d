//! What the documents do not say: cuts, resets, gaps, and signals that no programme has.

use crate::common::noise::Noise;
use crate::tones::{Listener, SILENCE, near};
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::loudness::Loudness;

fn readings(meter: &Loudness) -> [f32; 7] {
    [
        meter.momentary(),
        meter.short_term(),
        meter.momentary_max(),
        meter.short_term_max(),
        meter.integrated(),
        meter.range(),
        meter.time_s(),
    ]
}

const NOTHING: [f32; 7] =
    [f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY, 0.0, 0.0];

#[test]
fn a_stretch_that_is_cut_elsewhere_reads_the_same_bit_for_bit() {
    for rate in [3_433.0, 11_025.0, 44_100.0, 47_999.0, 192_000.0] {
        let (mut whole, mut cut) = (Loudness::new(rate), Loudness::new(rate));
        let mut noise = Noise(1);
        for cell in 0..(rate * 6.0) as usize / CELL_FRAMES {
            let level = if cell * CELL_FRAMES % 131_072 < 65_536 { 0.5 } else { 0.05 };
            let [left, right] = [(); 2].map(|()| [(); CELL_FRAMES].map(|()| noise.sample() * level));
            whole.listen(&left, &right);
            whole.settle();
            let mut from = 0;
            while from < CELL_FRAMES {
                let to = (from + 1 + noise.below(18)).min(CELL_FRAMES);
                cut.listen(&left[from..to], &right[from..to]);
                from = to;
            }
            cut.settle();
            assert_eq!(readings(&whole).map(f32::to_bits), readings(&cut).map(f32::to_bits));
        }
        assert!(whole.range() > 0.0);
    }
}

#[test]
fn a_lone_channel_at_full_scale_is_minus_3_01_lufs() {
    // ITU-R BS.1770-5, Annex 1: a sine of 997 Hz at 0 dBFS in one channel.
    let mut meter = Loudness::new(48_000.0);
    let tone: Vec<f32> =
        (0..48_000).map(|i| (core::f64::consts::TAU * 997.0 * f64::from(i) / 48_000.0).sin() as f32).collect();
    for _ in 0..5 {
        for cell in tone.chunks(CELL_FRAMES) {
            meter.listen(cell, &[0.0; CELL_FRAMES]);
            meter.settle();
        }
    }
    near(meter.integrated(), -3.01, 0.005, "I");
}

#[test]
fn a_tone_as_long_as_the_window_is_found_at_any_frame() {
    let mut listener = Listener::new(44_100);
    for i in 0..40 {
        listener.begin();
        listener.play(&[(0.2 + f64::from(i) * 0.00137, SILENCE), (0.4, -23.0), (0.1, SILENCE)], |_, _| {});
        near(listener.meter.momentary_max(), -23.0, 0.1, "max M");
    }
}

#[test]
fn silence_is_nothing_before_and_after_sound() {
    let mut listener = Listener::new(48_000);
    listener.play(&[(5.0, SILENCE)], |meter, _| assert_eq!(readings(meter)[..6], NOTHING[..6]));
    listener.play(&[(5.0, -20.0)], |_, _| {});
    let integrated = listener.meter.integrated();
    listener.play(&[(10.0, SILENCE)], |_, _| {});
    assert_eq!(readings(&listener.meter)[..2], NOTHING[..2]);
    // Blocks that hold some of the tone's end still counted.
    near(listener.meter.integrated(), f64::from(integrated), 0.3, "I");
    listener.play(&[(1.0, -145.0)], |meter, _| assert_eq!(readings(meter)[..2], NOTHING[..2]));
    listener.play(&[(1.0, -135.0)], |_, _| {});
    near(listener.meter.momentary(), -135.0, 0.1, "M");
}

#[test]
fn a_reset_forgets_the_programme_but_not_the_last_three_seconds() {
    let mut listener = Listener::new(44_100);
    // To the middle of a step.
    listener.play(&[(10.005, -20.0)], |_, _| {});
    let [momentary, short_term, ..] = readings(&listener.meter);
    listener.meter.reset();
    assert_eq!(readings(&listener.meter)[..2], [momentary, short_term]);
    assert_eq!(readings(&listener.meter)[2..], NOTHING[2..]);
    // Nothing of the loud end leaks into the new programme, nor into its maxima: only the filter's ringing.
    listener.play(&[(20.0, -40.0)], |_, _| {});
    near(listener.meter.integrated(), -40.0, 0.02, "I");
    near(listener.meter.momentary_max(), -40.0, 0.1, "max M");
    near(listener.meter.short_term_max(), -40.0, 0.02, "max S");
    near(listener.meter.range(), 0.0, 0.02, "LRA");
    near(listener.meter.time_s(), 20.0, 0.011, "time");
}

#[test]
fn after_a_gap_the_windows_begin_anew_and_the_measurement_goes_on() {
    let mut listener = Listener::new(48_000);
    listener.play(&[(10.0, -20.0)], |_, _| {});
    let before = readings(&listener.meter);
    listener.meter.restart();
    let after = readings(&listener.meter);
    assert_eq!(after[..2], NOTHING[..2]);
    assert_eq!(after[2..], before[2..]);
    // Half the window is not heard yet.
    listener.play(&[(0.2, -26.0)], |_, _| {});
    near(listener.meter.momentary(), -29.0, 0.05, "M");
    listener.play(&[(9.8, -26.0)], |_, _| {});
    // As much of one level as of the other, without a block that holds both: the mean of their powers.
    let mean = 10.0 * ((10f64.powf(-2.0) + 10f64.powf(-2.6)) / 2.0).log10();
    near(listener.meter.integrated(), mean, 0.02, "I");
    near(listener.meter.momentary(), -26.0, 0.02, "M");
    near(listener.meter.momentary_max(), -20.0, 0.02, "max M");
    near(listener.meter.range(), 6.0, 0.05, "LRA");
    near(listener.meter.time_s(), 20.0, 0.011, "time");
    listener.meter.restart();
    listener.play(&[(0.1, SILENCE)], |meter, _| assert_eq!(readings(meter)[..2], NOTHING[..2]));
}

#[test]
fn the_largest_samples_that_are_let_through_read_as_such_and_are_forgotten() {
    let mut listener = Listener::new(48_000);
    let loudest = 20.0 * 20.0 * 2f64.log10();
    listener.play(&[(5.0, loudest)], |_, _| {});
    near(listener.meter.integrated(), loudest, 0.1, "I");
    listener.play(&[(3.5, SILENCE), (3.0, -60.0)], |_, _| {});
    near(listener.meter.short_term(), -60.0, 0.01, "S");
    listener.meter.reset();
    listener.play(&[(5.0, -60.0)], |_, _| {});
    near(listener.meter.integrated(), -60.0, 0.01, "I");
}

#[test]
fn any_sample_rate_gives_readings_that_are_numbers() {
    for rate in [3_000.0, 3_432.0, 3_433.0, 8_000.0, 22_050.0, 192_000.0, 768_000.0] {
        let mut meter = Loudness::new(rate);
        let mut noise = Noise(2);
        for cell in 0..(rate * 4.0) as usize / CELL_FRAMES {
            let size = if cell % 25 < 12 { (1 << 20) as f32 } else { 1e-4 };
            let [left, right] = [(); 2].map(|()| [(); CELL_FRAMES].map(|()| noise.sample() * size));
            meter.listen(&left, &right);
            meter.settle();
            assert!(readings(&meter).into_iter().all(|reading| !reading.is_nan() && reading < 130.0));
        }
        if meter.available() {
            assert!(readings(&meter).into_iter().all(f32::is_finite), "{rate}");
            assert!(meter.integrated() > 100.0);
        } else {
            assert_eq!(readings(&meter), NOTHING);
        }
    }
}
