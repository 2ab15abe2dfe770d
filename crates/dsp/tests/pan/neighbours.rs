//! Nothing makes a difference that should not: neighbours, cuts, sleep, copies.

use crate::common::RATE;
use crate::common::frames::{frame, same_bits, stereo_of};
use crate::common::noise::{Noise, gappy};
use crate::{new, put};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pan::{PanLaw, Panner};
use megamixer_dsp::smoother::Control;

/// Turns one control of a lane, the same whichever desk it is.
fn turn(panner: &mut Panner, lane: usize, noise: &mut Noise) {
    let (what, value, choice) = (noise.below(5), noise.sample(), noise.below(6));
    match what {
        0 => panner.position().glide_to(lane, value),
        1 => panner.position().ramp_to(lane, (choice < 3).then_some(-value), value, 1 + 100 * choice as u32),
        2 => panner.mono().set(lane, choice < 3),
        _ => panner.set_law(lane, PanLaw::from_index(choice as u32), choice == 5),
    }
}

const SCRIPT_FRAMES: usize = 6_400;

fn play(turned: Mask, input: &[Frame], cuts: Option<u64>) -> Vec<Frame> {
    new(RATE).play(turn, turned, input, cuts)
}

#[test]
fn a_signal_sounds_the_same_bit_for_bit_whatever_its_neighbours_do() {
    let input = gappy(3, SCRIPT_FRAMES);
    let together = play(Mask::ALL, &input, None);
    for lane in 0..LANES {
        assert!(same_bits(&together, &play(Mask::one(lane), &input, None), lane), "lane {lane}");
    }
    let [unturned, rest] = [play(Mask::ALL.without(Mask::one(2)), &input, None), input];
    assert!(same_bits(&unturned, &rest, 2));
}

#[test]
fn a_signal_that_rests_off_the_middle_keeps_its_bits_while_a_neighbour_moves() {
    for (law, mono) in PanLaw::ALL.into_iter().flat_map(|law| [(law, false), (law, true)]) {
        for pan in [-1.0, -0.37, 0.0, 0.111, 0.92, 1.0] {
            let input = gappy(11, 960);
            let [mut alone, mut beside] = [input.clone(), input];
            let mut desk = new(RATE);
            put(&mut desk, 1, law, pan, mono);
            desk.clone().render(&mut alone);
            desk.unit.position().glide_to(0, 0.5);
            desk.unit.mono().set(2, true);
            desk.unit.set_law(3, PanLaw::Compromise, false);
            desk.render(&mut beside);
            assert!(same_bits(&alone, &beside, 1), "{law:?} {pan} {mono}");
        }
    }
}

#[test]
fn cuts_between_the_grid_points_change_nothing() {
    let input = gappy(4, SCRIPT_FRAMES);
    let whole = play(Mask::ALL, &input, None);
    for seed in 0..5 {
        let cut = play(Mask::ALL, &input, Some(seed));
        assert!((0..LANES).all(|lane| same_bits(&whole, &cut, lane)), "seed {seed}");
    }
}

#[test]
fn a_lane_that_is_copied_goes_on_as_the_one_it_was_copied_from() {
    let mut from = new(RATE);
    put(&mut from, 1, PanLaw::Balance, 0.4, false);
    from.unit.position().ramp_to(1, None, -0.9, 400);
    from.unit.set_law(1, PanLaw::Compromise, false);
    from.unit.mono().set(1, true);
    from.hold([1.0; 2], 96);
    let mut to = new(RATE);
    put(&mut to, 0, PanLaw::Linear, 0.3, false);
    to.hold([1.0; 2], 96);
    let mut kept = to.clone();
    to.unit.copy_lanes(&from.unit, Mask::one(1));
    // Half-way of a change that was copied, another follows.
    [&mut to, &mut from].into_iter().for_each(|desk| desk.unit.set_law(1, PanLaw::Linear6, false));
    let [copied, original, kept] = [&mut to, &mut from, &mut kept].map(|desk| desk.hold([0.7, -0.2], 960));
    assert!(same_bits(&copied, &original, 1));
    assert!(same_bits(&copied, &kept, 0));
}

#[test]
fn landing_ends_glides_and_fades_and_snapping_ramps_too() {
    let start = || {
        let mut desk = new(RATE);
        put(&mut desk, 0, PanLaw::Balance, 0.0, false);
        desk.unit.set_law(0, PanLaw::Linear6, false);
        desk
    };
    let mut glide = start();
    glide.unit.position().glide_to(0, 0.5);
    glide.unit.land(0);
    assert_eq!(stereo_of(&glide.hold([1.0; 2], 1)[0], 0), [0.25, 0.75]);
    let mut ramp = start();
    ramp.unit.position().ramp_to(0, None, 0.5, 1_000);
    ramp.unit.land(0);
    assert!(stereo_of(&ramp.clone().hold([1.0; 2], 1)[0], 0)[0] > 0.49);
    ramp.unit.snap();
    assert_eq!(stereo_of(&ramp.hold([1.0; 2], 1)[0], 0), [0.25, 0.75]);
}

#[test]
fn a_ramp_goes_on_in_time_while_nobody_listens() {
    let mut desk = new(RATE);
    put(&mut desk, 0, PanLaw::Linear6, -1.0, false);
    desk.unit.position().ramp_to(0, None, 1.0, 20 * CELL_FRAMES as u32);
    for _ in 0..10 {
        desk.unit.pass_time(desk.pace.glide, CELL_FRAMES, &mut SILENCE.clone());
        desk.unit.settle();
    }
    let heard = stereo_of(&desk.hold([1.0; 2], 1)[0], 0);
    let wanted = (10 * CELL_FRAMES + 1) as f64 / (20 * CELL_FRAMES) as f64;
    assert!((heard[1] - wanted).abs() < 1e-6, "{heard:?}");
}

#[test]
fn the_loudest_input_stays_finite_and_silence_silent_while_everything_moves() {
    let loudest = vec![frame((1 << 20) as f32, -((1 << 20) as f32)); SCRIPT_FRAMES];
    let outputs = play(Mask::ALL, &loudest, None);
    assert!(outputs.iter().all(|output| output.to_array().into_iter().all(|x| x.abs() <= 2.001 * (1 << 20) as f32)));
    let outputs = play(Mask::ALL, &vec![Frame::ZERO; SCRIPT_FRAMES], None);
    assert!(outputs.iter().all(|output| *output == Frame::ZERO));
}
