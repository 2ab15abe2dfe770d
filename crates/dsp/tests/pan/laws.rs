//! Each law against its formula.

use crate::common::RATE;
use crate::common::frames::{furthest, stereo_of};
use crate::common::noise::gappy;
use crate::{new, put};
use core::f64::consts::{FRAC_PI_2, FRAC_PI_4};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame};
use megamixer_dsp::pan::PanLaw;
use megamixer_dsp::smoother::Control;

/// What the laws say, written down once more in terms of the published formulas: for each side, what it takes of left and right.
fn formula(law: PanLaw, p: f64, mono: bool) -> [[f64; 2]; 2] {
    let equal_power = [((p + 1.0) * FRAC_PI_4).cos(), ((p + 1.0) * FRAC_PI_4).sin()];
    let linear_6 = [(1.0 - p) / 2.0, (1.0 + p) / 2.0];
    let [left, right] = match law {
        // StereoPannerNode, steps 3 and 4 of its panning algorithm.
        PanLaw::WebAudio if mono => {
            let x = (p + 1.0) / 2.0;
            [(x * FRAC_PI_2).cos(), (x * FRAC_PI_2).sin()]
        }
        PanLaw::WebAudio => {
            let x = if p <= 0.0 { p + 1.0 } else { p };
            let (gain_l, gain_r) = ((x * FRAC_PI_2).cos(), (x * FRAC_PI_2).sin());
            return if p <= 0.0 { [[1.0, gain_l], [0.0, gain_r]] } else { [[gain_l, 0.0], [gain_r, 1.0]] };
        }
        PanLaw::Balance => {
            [if p <= 0.0 { 1.0 } else { (p * FRAC_PI_2).cos() }, if p >= 0.0 { 1.0 } else { (p * FRAC_PI_2).cos() }]
        }
        PanLaw::Linear => [(1.0 - p).min(1.0), (1.0 + p).min(1.0)],
        PanLaw::EqualPower => equal_power,
        PanLaw::Compromise => [0, 1].map(|side| (equal_power[side] * linear_6[side]).sqrt()),
        PanLaw::Linear6 => linear_6,
    };
    [[left, 0.0], [0.0, right]]
}

/// What a law makes of an input.
pub fn wanted(law: PanLaw, p: f64, mono: bool, input: [f32; 2]) -> [f64; 2] {
    let [left, right] = input.map(f64::from);
    let [left, right] = if mono { [(left + right) / 2.0; 2] } else { [left, right] };
    formula(law, p, mono).map(|[of_left, of_right]| left * of_left + right * of_right)
}

#[test]
fn a_resting_signal_is_where_its_law_says_within_a_millionth() {
    let inputs = [[1.0, 0.0], [0.0, 1.0], [0.8, -0.3]];
    for law in PanLaw::ALL {
        let mut worst = 0f64;
        for i in 0..=200 {
            let pan = i as f32 / 100.0 - 1.0;
            for mono in [false, true] {
                let mut desk = new(RATE);
                put(&mut desk, 2, law, pan, mono);
                desk.hold([0.0; 2], CELL_FRAMES);
                for input in inputs {
                    let found = stereo_of(&desk.hold(input, 1)[0], 2);
                    worst = worst.max(furthest(found, wanted(law, f64::from(pan), mono, input)));
                }
            }
        }
        println!("{law:?} at rest: {worst:.2e}");
        assert!(worst < 1e-6, "{law:?}: {worst:e}");
    }
}

#[test]
fn a_signal_that_crosses_the_stage_is_where_its_law_says_within_a_millionth() {
    const FRAMES: u32 = 9_600;
    for law in PanLaw::ALL {
        let mut worst = 0f64;
        for (mono, input) in [(false, [1.0, 0.0]), (false, [0.0, 1.0]), (true, [0.9, 0.4])] {
            let mut desk = new(RATE);
            put(&mut desk, 1, law, -1.0, mono);
            desk.unit.position().ramp_to(1, None, 1.0, FRAMES);
            for (i, output) in desk.hold(input, FRAMES as usize).iter().enumerate() {
                let p = -1.0 + 2.0 * (i + 1) as f64 / f64::from(FRAMES);
                worst = worst.max(furthest(stereo_of(output, 1), wanted(law, p, mono, input)));
            }
        }
        println!("{law:?} moving: {worst:.2e}");
        assert!(worst < 1e-6, "{law:?}: {worst:e}");
    }
}

#[test]
fn all_but_web_audios_law_leave_both_channels_on_their_sides() {
    for law in &PanLaw::ALL[1..] {
        let mut desk = new(RATE);
        put(&mut desk, 0, *law, 0.0, false);
        desk.unit.position().ramp_to(0, None, -1.0, 2_400);
        assert!(desk.hold([1.0, 0.0], 4_800).iter().all(|output| stereo_of(output, 0)[1] == 0.0), "{law:?}");
    }
}

#[test]
fn in_the_middle_balance_and_the_straight_line_pass_bit_for_bit() {
    let mut desk = new(RATE);
    for (lane, law) in [PanLaw::WebAudio, PanLaw::Balance, PanLaw::Linear, PanLaw::Compromise].into_iter().enumerate() {
        put(&mut desk, lane, law, 0.0, false);
    }
    desk.unit.position().ramp_to(3, None, 1.0, 500);
    let input: Vec<Frame> = gappy(7, 1_000);
    let mut signal = input.clone();
    desk.render(&mut signal);
    for (output, input) in signal.iter().zip(&input) {
        for channel in [0, 1, 2, 4, 5, 6] {
            assert_eq!(output.as_array()[channel].to_bits(), input.as_array()[channel].to_bits());
        }
    }
}
