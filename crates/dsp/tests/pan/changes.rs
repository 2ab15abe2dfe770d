//! One law after another.

use crate::common::RATE;
use crate::common::frames::{frame, furthest, largest_step, splatter_db, stereo_of};
use crate::laws::wanted;
use crate::{new, put};
use core::f64::consts::PI;
use megamixer_dsp::lanes::{CELL_FRAMES, Frame};
use megamixer_dsp::pan::PanLaw;
use megamixer_dsp::smoother::Control;

#[test]
fn an_input_that_becomes_mono_has_no_step_whatever_the_law() {
    for (law, pan) in PanLaw::ALL.into_iter().flat_map(|law| [-1.0, 0.0, 0.4].map(|pan| (law, pan))) {
        let mut desk = new(RATE);
        put(&mut desk, 2, law, pan, false);
        let mut outputs = desk.hold([1.0, 0.2], 40);
        for (is_mono, after) in [(true, 150), (false, 60), (true, 300)] {
            desk.unit.mono().set(2, is_mono);
            outputs.extend(desk.hold([1.0, 0.2], after));
        }
        let step = largest_step(&outputs, 2);
        assert!(step < STEEPEST, "{law:?} at {pan}: {step}");
        let end = wanted(law, f64::from(pan), true, [1.0, 0.2]);
        assert!(furthest(stereo_of(outputs.last().unwrap(), 2), end) < 1e-6);
    }
}

/// How much of a change of law has been heard: 0 none, 1 all.
fn progress(found: f64, from: f64, to: f64) -> f64 {
    (found - from) / (to - from)
}

#[test]
fn a_law_changes_in_five_milliseconds_at_every_rate() {
    for rate in [3_000.0, 44_100.0, 48_000.0, 768_000.0] {
        let mut desk = new(rate);
        put(&mut desk, 0, PanLaw::Linear, 0.0, false);
        desk.unit.set_law(0, PanLaw::Linear6, false);
        let frames = (0.005 * rate).round() as usize;
        let outputs: Vec<f64> = desk
            .hold([1.0; 2], frames + CELL_FRAMES)
            .iter()
            .map(|output| progress(stereo_of(output, 0)[0], 1.0, 0.5))
            .collect();
        assert!(outputs[0] > 0.0 && outputs[frames * 9 / 10 - 1] < 0.99, "{rate}");
        assert_eq!(outputs[frames + 1], 1.0);
        assert!(outputs.windows(2).all(|pair| pair[1] - pair[0] > -1e-6));
        assert!(outputs[frames / 2] > 0.45 && outputs[frames / 2] < 0.75);
    }
}

/// The steepest step of a fade of 5 ms at 48 kHz: a smoothstep is one and a half times as steep in the middle as a line.
const STEEPEST: f64 = 1.5 / 240.0 + 1e-6;

#[test]
fn a_change_of_law_has_no_step_from_any_law_to_any_other() {
    let mut worst = 0f64;
    for from in PanLaw::ALL {
        for to in PanLaw::ALL {
            for pan in [-1.0, -0.6, 0.0, 0.3, 1.0] {
                let mut desk = new(RATE);
                put(&mut desk, 3, from, pan, false);
                let mut outputs = desk.hold([1.0, 1.0], 40);
                desk.unit.set_law(3, to, false);
                outputs.extend(desk.hold([1.0, 1.0], 300));
                let [before, after] = [from, to].map(|law| wanted(law, f64::from(pan), false, [1.0; 2]));
                let step = largest_step(&outputs, 3);
                assert!(step <= STEEPEST * furthest(before, after) + 3e-7, "{from:?} to {to:?} at {pan}: {step}");
                assert!(furthest(stereo_of(&outputs[339], 3), after) < 1e-6);
                worst = worst.max(step);
            }
        }
    }
    println!("largest step of any change of law: {worst:.5} of full scale a frame");
}

#[test]
fn a_law_that_changes_again_half_way_goes_on_from_what_is_heard() {
    // Back to the first, and on to a third and a fourth.
    for path in
        [[PanLaw::Linear6, PanLaw::Linear, PanLaw::Linear], [PanLaw::Linear6, PanLaw::EqualPower, PanLaw::Balance]]
    {
        for half_way in [1, 60, 119, 120, 121, 200, 239] {
            let mut desk = new(RATE);
            put(&mut desk, 0, PanLaw::Linear, 0.0, false);
            let mut outputs = desk.hold([1.0; 2], 33);
            for law in path {
                desk.unit.set_law(0, law, false);
                outputs.extend(desk.hold([1.0; 2], half_way));
            }
            outputs.extend(desk.hold([1.0; 2], 242));
            assert!(largest_step(&outputs, 0) < STEEPEST, "{}", largest_step(&outputs, 0));
            let end = wanted(path[2], 0.0, false, [1.0; 2]);
            assert!(furthest(stereo_of(outputs.last().unwrap(), 0), end) < 1e-7);
        }
    }
}

#[test]
fn a_law_that_changes_on_a_low_tone_while_the_pan_moves_does_not_click() {
    let tone: Vec<Frame> = (0..4_096)
        .map(|i| (2.0 * PI * 100.0 * i as f64 / f64::from(RATE)).cos() as f32)
        .map(|sample| frame(sample, sample))
        .collect();
    let play = |changes: &[(usize, PanLaw)], at_once: bool| {
        let mut desk = new(RATE);
        put(&mut desk, 0, PanLaw::Balance, -0.5, false);
        desk.unit.position().ramp_to(0, None, 0.9, 4_096);
        let mut signal = tone.clone();
        let mut from = 0;
        for (at, law) in changes {
            desk.render(&mut signal[from..*at]);
            desk.unit.set_law(0, *law, at_once);
            from = *at;
        }
        desk.render(&mut signal[from..]);
        splatter_db(&signal.iter().map(|output| stereo_of(output, 0)[0]).collect::<Vec<_>>())
    };
    let once = [(1_930, PanLaw::Linear6)];
    let back = [(1_930, PanLaw::Linear6), (2_050, PanLaw::Balance)];
    let [none, faded, returned, jump] = [play(&[], false), play(&once, false), play(&back, false), play(&once, true)];
    println!(
        "splatter above 4 kHz: none {none:.1}, faded {faded:.1}, back half-way {returned:.1}, a jump {jump:.1} dBFS"
    );
    assert!(faded < -110.0 && returned < -100.0, "{faded} {returned}");
    assert!(jump > -70.0);
}
