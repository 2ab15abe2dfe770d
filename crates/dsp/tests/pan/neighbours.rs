//! Nothing makes a difference that should not: neighbours, cuts, sleep, copies.

use crate::Desk;
use crate::sides::{Noise, RATE, frame, noise, same_bits, stereo_of};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pan::PanLaw;
use megamixer_dsp::smoother::Control;

/// Turns one control of a lane, the same whichever desk it is.
fn turn(desk: &mut Desk, lane: usize, noise: &mut Noise) {
    let (what, value, choice) = (noise.below(5), noise.next(), noise.below(6));
    match what {
        0 => desk.panner.position().glide_to(lane, value),
        1 => desk.panner.position().ramp_to(lane, (choice < 3).then_some(-value), value, 1 + 100 * choice as u32),
        2 => desk.panner.mono().set(lane, choice < 3),
        _ => desk.panner.set_law(lane, PanLaw::from_index(choice as u32), choice == 5),
    }
}

const SCRIPT_FRAMES: usize = 6_400;

/// Plays a script of which only the lanes of a mask are turned, from a script of their own each.
fn play(turned: Mask, input: &[Frame], cuts: Option<u64>) -> Vec<Frame> {
    let mut desk = Desk::new(RATE);
    let mut scripts: [Noise; LANES] = core::array::from_fn(|lane| Noise(lane as u64 * 77 + 5));
    let mut cuts = cuts.map(Noise);
    let mut signal = input.to_vec();
    // Long pauses in between, so that some lanes arrive while others move.
    for (i, part) in signal.chunks_mut(100).enumerate() {
        for (lane, script) in scripts.iter_mut().enumerate() {
            let now = script.below(12) == 0 && i < 50;
            if now && turned.has(lane) {
                turn(&mut desk, lane, script);
            }
        }
        let longest = cuts.as_mut().map_or(CELL_FRAMES, |cuts| 1 + cuts.below(CELL_FRAMES));
        desk.render(part, longest);
    }
    signal
}

#[test]
fn a_signal_sounds_the_same_bit_for_bit_whatever_its_neighbours_do() {
    let input = noise(3, SCRIPT_FRAMES);
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
            let input = noise(11, 960);
            let [mut alone, mut beside] = [input.clone(), input];
            let mut desk = Desk::new(RATE);
            desk.put(1, law, pan, mono);
            desk.clone().render(&mut alone, CELL_FRAMES);
            desk.panner.position().glide_to(0, 0.5);
            desk.panner.mono().set(2, true);
            desk.panner.set_law(3, PanLaw::Compromise, false);
            desk.render(&mut beside, CELL_FRAMES);
            assert!(same_bits(&alone, &beside, 1), "{law:?} {pan} {mono}");
        }
    }
}

#[test]
fn cuts_between_the_grid_points_change_nothing() {
    let input = noise(4, SCRIPT_FRAMES);
    let whole = play(Mask::ALL, &input, None);
    for seed in 0..5 {
        let cut = play(Mask::ALL, &input, Some(seed));
        assert!((0..LANES).all(|lane| same_bits(&whole, &cut, lane)), "seed {seed}");
    }
}

#[test]
fn a_lane_that_is_copied_goes_on_as_the_one_it_was_copied_from() {
    let mut from = Desk::new(RATE);
    from.put(1, PanLaw::Balance, 0.4, false);
    from.panner.position().ramp_to(1, None, -0.9, 400);
    from.panner.set_law(1, PanLaw::Compromise, false);
    from.panner.mono().set(1, true);
    from.hold([1.0; 2], 96);
    let mut to = Desk::new(RATE);
    to.put(0, PanLaw::Linear, 0.3, false);
    to.hold([1.0; 2], 96);
    let mut kept = to.clone();
    to.panner.copy_lanes(&from.panner, Mask::one(1));
    // Half-way of a change that was copied, another follows.
    [&mut to, &mut from].into_iter().for_each(|desk| desk.panner.set_law(1, PanLaw::Linear6, false));
    let [copied, original, kept] = [&mut to, &mut from, &mut kept].map(|desk| desk.hold([0.7, -0.2], 960));
    assert!(same_bits(&copied, &original, 1));
    assert!(same_bits(&copied, &kept, 0));
}

#[test]
fn landing_ends_glides_and_fades_and_snapping_ramps_too() {
    let start = || {
        let mut desk = Desk::new(RATE);
        desk.put(0, PanLaw::Balance, 0.0, false);
        desk.panner.set_law(0, PanLaw::Linear6, false);
        desk
    };
    let mut glide = start();
    glide.panner.position().glide_to(0, 0.5);
    glide.panner.land(0);
    assert_eq!(stereo_of(&glide.hold([1.0; 2], 1)[0], 0), [0.25, 0.75]);
    let mut ramp = start();
    ramp.panner.position().ramp_to(0, None, 0.5, 1_000);
    ramp.panner.land(0);
    assert!(stereo_of(&ramp.clone().hold([1.0; 2], 1)[0], 0)[0] > 0.49);
    ramp.panner.snap();
    assert_eq!(stereo_of(&ramp.hold([1.0; 2], 1)[0], 0), [0.25, 0.75]);
}

#[test]
fn a_ramp_goes_on_in_time_while_nobody_listens() {
    let mut desk = Desk::new(RATE);
    desk.put(0, PanLaw::Linear6, -1.0, false);
    desk.panner.position().ramp_to(0, None, 1.0, 640);
    for _ in 0..10 {
        desk.panner.pass_time(desk.pace.glide, CELL_FRAMES, &mut SILENCE.clone());
        desk.panner.settle();
    }
    let heard = stereo_of(&desk.hold([1.0; 2], 1)[0], 0);
    assert!((heard[1] - 321.0 / 640.0).abs() < 1e-6, "{heard:?}");
}

#[test]
fn the_loudest_input_stays_finite_and_silence_silent_while_everything_moves() {
    let loudest = vec![frame((1 << 20) as f32, -((1 << 20) as f32)); SCRIPT_FRAMES];
    let outputs = play(Mask::ALL, &loudest, None);
    assert!(outputs.iter().all(|output| output.to_array().into_iter().all(|x| x.abs() <= 2.001 * (1 << 20) as f32)));
    let outputs = play(Mask::ALL, &vec![Frame::ZERO; SCRIPT_FRAMES], None);
    assert!(outputs.iter().all(|output| *output == Frame::ZERO));
}
