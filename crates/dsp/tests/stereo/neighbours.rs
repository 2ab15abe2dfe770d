//! Nothing makes a difference that should not: neighbours, cuts, sleep, copies.

use crate::common::RATE;
use crate::common::frames::{frame, furthest, same_bits, stereo_of};
use crate::common::noise::{Noise, gappy};
use crate::{formula, new, put};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::smoother::Control;
use megamixer_dsp::stereo::Stereo;

const SCRIPT_FRAMES: usize = 6_400;

/// Turns one control of a lane, the same whichever desk it is.
fn turn(stereo: &mut Stereo, lane: usize, noise: &mut Noise) {
    let (width, on) = (noise.sample() + 1.0, noise.below(2) == 0);
    match noise.below(4) {
        0 => stereo.width().glide_to(lane, width),
        1 => stereo.width().ramp_to(lane, on.then_some(1.0), width, 333),
        2 => stereo.swap().set(lane, on),
        _ => stereo.mono().set(lane, on),
    }
}

fn play(turned: Mask, input: &[Frame], cuts: Option<u64>) -> Vec<Frame> {
    new(RATE).play(turn, turned, input, cuts)
}

#[test]
fn a_signal_sounds_the_same_bit_for_bit_whatever_its_neighbours_do() {
    let input = gappy(3, SCRIPT_FRAMES);
    let together = play(Mask::ALL, &input, None);
    for lane in 0..LANES {
        let alone = play(Mask::one(lane), &input, None);
        assert!(same_bits(&together, &alone, lane), "lane {lane}");
        assert!(!same_bits(&input, &alone, lane), "the script turns nothing in lane {lane}");
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
fn the_loudest_input_stays_finite_and_silence_silent_while_everything_moves() {
    let loudest = vec![frame((1 << 20) as f32, -((1 << 20) as f32)); SCRIPT_FRAMES];
    let outputs = play(Mask::ALL, &loudest, None);
    assert!(outputs.iter().all(|output| output.to_array().into_iter().all(|x| x.abs() <= (1 << 21) as f32)));
    let outputs = play(Mask::ALL, &vec![Frame::ZERO; SCRIPT_FRAMES], None);
    assert!(outputs.iter().all(|output| *output == Frame::ZERO));
}

#[test]
fn a_lane_that_is_copied_goes_on_as_the_one_it_was_copied_from() {
    let mut from = new(RATE);
    put(&mut from, 1, true, false, 0.4);
    from.unit.width().ramp_to(1, None, 1.8, 400);
    from.unit.swap().set(1, false);
    from.unit.mono().set(2, true);
    from.hold([1.0; 2], 96);
    let mut to = new(RATE);
    put(&mut to, 0, true, false, 0.3);
    to.hold([1.0; 2], 96);
    let mut kept = to.clone();
    to.unit.copy_lanes(&from.unit, Mask::one(1));
    let [copied, original, kept] = [&mut to, &mut from, &mut kept].map(|desk| desk.hold([0.7, -0.2], 960));
    assert!(same_bits(&copied, &original, 1));
    assert!((0..LANES).filter(|lane| *lane != 1).all(|lane| same_bits(&copied, &kept, lane)));
}

#[test]
fn landing_ends_glides_and_fades_and_snapping_ramps_too_which_go_on_while_nobody_listens() {
    let mut glide = new(RATE);
    glide.unit.swap().set(0, true);
    glide.unit.width().glide_to(0, 2.0);
    glide.unit.land(0);
    assert_eq!(stereo_of(&glide.hold([1.0, 0.0], 1)[0], 0), [-0.5, 1.5]);
    let mut ramp = new(RATE);
    ramp.unit.width().ramp_to(0, None, 2.0, 20 * CELL_FRAMES as u32);
    ramp.unit.land(0);
    for _ in 0..10 {
        ramp.unit.pass_time(CELL_FRAMES, &ramp.pace, &mut SILENCE.clone());
        ramp.unit.settle();
    }
    let gone = (10 * CELL_FRAMES + 1) as f64 / (20 * CELL_FRAMES) as f64;
    let heard = stereo_of(&ramp.hold([1.0, 0.0], 1)[0], 0);
    assert!(furthest(heard, formula([1.0, 0.0], 0.0, 0.0, 1.0 + gone)) < 1e-6, "{heard:?}");
    ramp.unit.snap();
    assert_eq!(stereo_of(&ramp.hold([1.0, 0.0], 1)[0], 0), [1.5, -0.5]);
}
