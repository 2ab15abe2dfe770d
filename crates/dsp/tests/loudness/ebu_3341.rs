//! EBU Tech 3341 (2023), table 1: the minimum requirements of a meter in EBU mode, cases 1 to 5 and 9 to 14.
//!
//! Cases 6 to 8 need five channels or programmes that only the EBU has; 15 to 23 are about true peak.

use crate::tones::{Listener, SILENCE, Segment, near};

/// Of every reading in the table.
const TOLERANCE_LU: f64 = 0.1;

fn near_lufs(found: f32, wanted: f64, what: &str) {
    near(found, wanted, TOLERANCE_LU, what);
}

/// Cases 1 and 2: a steady tone is its level on all three scales.
fn steady_tones(rate: usize) {
    let mut listener = Listener::new(rate);
    for level in [-23.0, -33.0] {
        listener.begin();
        listener.play(&[(20.0, level)], |meter, at_s| {
            if at_s > 0.41 {
                near_lufs(meter.momentary(), level, "M");
            }
            if at_s > 3.01 {
                near_lufs(meter.short_term(), level, "S");
            }
        });
        near_lufs(listener.meter.integrated(), level, "I");
        println!("{rate} Hz, {level} LUFS: I {}", listener.meter.integrated());
    }
}

/// Cases 3 to 5: what the relative and the absolute gate keep.
fn gates(rate: usize) {
    let cases: [&[Segment]; 3] = [
        &[(10.0, -36.0), (60.0, -23.0), (10.0, -36.0)],
        &[(10.0, -72.0), (10.0, -36.0), (60.0, -23.0), (10.0, -36.0), (10.0, -72.0)],
        &[(20.0, -26.0), (20.1, -20.0), (20.0, -26.0)],
    ];
    let mut listener = Listener::new(rate);
    for (case, segments) in (3..).zip(cases) {
        listener.begin();
        listener.play(segments, |_, _| {});
        near_lufs(listener.meter.integrated(), -23.0, &format!("case {case}"));
        println!("{rate} Hz, case {case}: I {}", listener.meter.integrated());
    }
}

/// Cases 9 and 12: a pattern as long as the window is steady.
fn patterns(rate: usize) {
    let mut listener = Listener::new(rate);
    listener.play(&[(1.34, -20.0), (1.66, -30.0)].repeat(5), |meter, at_s| {
        if at_s > 3.01 {
            near_lufs(meter.short_term(), -23.0, "case 9");
        }
    });
    listener.begin();
    listener.play(&[(0.18, -20.0), (0.22, -30.0)].repeat(25), |meter, at_s| {
        if at_s > 1.0 {
            near_lufs(meter.momentary(), -23.0, "case 12");
        }
    });
    println!("{rate} Hz, case 12: M {}", listener.meter.momentary());
}

/// Cases 10 and 13: a tone as long as the window is found wherever it starts, by a fresh meter each.
fn tones_in_files(rate: usize) {
    let mut listener = Listener::new(rate);
    for i in (0..20).map(f64::from) {
        listener.begin();
        listener.play(&[(i * 0.15, SILENCE), (3.0, -23.0), (1.0, SILENCE)], |_, _| {});
        near_lufs(listener.meter.short_term_max(), -23.0, &format!("case 10, {i}"));
        listener.begin();
        listener.play(&[(i * 0.02, SILENCE), (0.4, -23.0), (1.0, SILENCE)], |_, _| {});
        near_lufs(listener.meter.momentary_max(), -23.0, &format!("case 13, {i}"));
    }
}

/// Cases 11 and 14: louder and louder tones are found one after the other, by one meter.
fn tones_live(rate: usize) {
    let mut listener = Listener::new(rate);
    for i in (0..20).map(f64::from) {
        listener.play(&[(i * 0.15, SILENCE), (3.0, -38.0 + i), (3.0 - i * 0.15, SILENCE)], |_, _| {});
        near_lufs(listener.meter.short_term_max(), -38.0 + i, "case 11");
    }
    listener.begin();
    for i in (0..20).map(f64::from) {
        listener.play(&[(i * 0.02, SILENCE), (0.4, -38.0 + i), (0.4 - i * 0.02, SILENCE)], |_, _| {});
        near_lufs(listener.meter.momentary_max(), -38.0 + i, "case 14");
    }
    println!("{rate} Hz, case 14: max M {}", listener.meter.momentary_max());
}

macro_rules! at_each_rate {
    ($($name:ident: $case:ident($rate:expr);)*) => { $(#[test] fn $name() { $case($rate); })* };
}

at_each_rate! {
    cases_1_and_2_a_steady_tone_is_its_level_at_44_1_khz: steady_tones(44_100);
    cases_1_and_2_a_steady_tone_is_its_level_at_48_khz: steady_tones(48_000);
    cases_1_and_2_a_steady_tone_is_its_level_at_96_khz: steady_tones(96_000);
    cases_3_to_5_what_is_quiet_does_not_count_at_44_1_khz: gates(44_100);
    cases_3_to_5_what_is_quiet_does_not_count_at_48_khz: gates(48_000);
    cases_3_to_5_what_is_quiet_does_not_count_at_96_khz: gates(96_000);
    cases_9_and_12_a_pattern_as_long_as_the_window_is_steady_at_44_1_khz: patterns(44_100);
    cases_9_and_12_a_pattern_as_long_as_the_window_is_steady_at_48_khz: patterns(48_000);
    cases_9_and_12_a_pattern_as_long_as_the_window_is_steady_at_96_khz: patterns(96_000);
    cases_10_and_13_a_tone_is_found_wherever_it_starts_at_44_1_khz: tones_in_files(44_100);
    cases_10_and_13_a_tone_is_found_wherever_it_starts_at_48_khz: tones_in_files(48_000);
    cases_10_and_13_a_tone_is_found_wherever_it_starts_at_96_khz: tones_in_files(96_000);
    cases_11_and_14_louder_tones_are_found_one_by_one_at_44_1_khz: tones_live(44_100);
    cases_11_and_14_louder_tones_are_found_one_by_one_at_48_khz: tones_live(48_000);
    cases_11_and_14_louder_tones_are_found_one_by_one_at_96_khz: tones_live(96_000);
}
