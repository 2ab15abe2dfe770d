//! The rules that every unit keeps: off is off, silence is silence, lanes and stretches make no difference.

use crate::common::frames::bits;
use crate::player::{Player, Setting, noise};
use crate::reference::Kind;
use megamixer_dsp::eq::{BandType, Eq, Slope};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::smoother::Control;

/// Everything on in a lane, in six different ways.
fn everything_on(eq: &mut Eq, lane: usize) {
    for (i, band) in eq.bands.iter_mut().enumerate() {
        band.set_type(lane, BandType::ALL[(i + lane) % 6], false);
        band.gain_db().glide_to(lane, 12.0 - 7.0 * i as f32);
        band.q().glide_to(lane, 0.3 + 2.0 * i as f32);
        band.on().set(lane, true);
    }
    for cut in [&mut eq.highpass, &mut eq.lowpass] {
        cut.set_slope(lane, Slope::Db24, false);
        cut.on().set(lane, true);
    }
}

fn everything_off(eq: &mut Eq, lane: usize) {
    eq.bands.iter_mut().for_each(|band| band.on().set(lane, false));
    eq.highpass.on().set(lane, false);
    eq.lowpass.on().set(lane, false);
}

/// A restless hand on one lane: what it does before a step of 96 frames.
fn fiddle(eq: &mut Eq, lane: usize, step: usize) {
    match step {
        0 => everything_on(eq, lane),
        6 => eq.bands[1].frequency().glide_to(lane, 9_000.0),
        9 => eq.bands[2].set_type(lane, BandType::Notch, false),
        10 => eq.bands[2].set_type(lane, BandType::Lowshelf, false),
        12 => eq.bands[1].gain_db().ramp_to(lane, None, -9.0, 700),
        14 => eq.highpass.set_slope(lane, Slope::Db12, false),
        15 => eq.lowpass.frequency().ramp_to(lane, Some(300.0), 6_000.0, 900),
        17 => eq.bands[3].on().set(lane, false),
        18 => eq.highpass.on().set(lane, false),
        20 => eq.bands[3].q().glide_to(lane, 9.0),
        24 => eq.bands[0].set_type(lane, BandType::Allpass, true),
        26 => eq.bands[3].on().set(lane, true),
        _ => {}
    }
}

const STEP: usize = 96;
const STEPS: usize = 60;

/// What comes of `hand` on four lanes, in stretches of at most so many frames.
fn played(stretch: usize, hand: impl Fn(&mut Eq, usize)) -> Vec<Frame> {
    let (mut player, input) = (Player::new(0.02, 48_000.0), noise(STEP * STEPS));
    let play = |(step, input): (usize, &[Frame])| {
        hand(&mut player.eq, step);
        player.play_cut(input, stretch)
    };
    input.chunks(STEP).enumerate().flat_map(play).collect()
}

#[test]
fn what_is_off_passes_bit_for_bit_and_is_at_rest() {
    let (mut player, input) = (Player::new(0.02, 48_000.0), noise(9_600));
    assert!(!player.eq.active());
    assert!(player.play(&input) == input);
    everything_on(&mut player.eq, 2);
    let out = player.play(&input);
    assert_eq!(player.eq.at_rest(), Mask::ALL.without(Mask::one(2)));
    for lane in [0, 1, 3] {
        assert_eq!(bits(&out, lane), bits(&input, lane));
    }
    assert_ne!(bits(&out, 2), bits(&input, 2));
    let eq = &mut player.eq;
    everything_off(eq, 2);
    let out = player.play(&input);
    assert_eq!(bits(&out[320..], 2), bits(&input[320..], 2));
    assert_eq!((player.eq.at_rest(), player.eq.active()), (Mask::ALL, false));
}

#[test]
fn what_is_switched_off_at_once_forgets() {
    let (mut player, input) = (Player::new(0.02, 48_000.0), noise(960));
    (0..LANES).for_each(|lane| everything_on(&mut player.eq, lane));
    player.play(&input);
    assert_eq!(player.eq.at_rest(), Mask::default());
    for lane in 0..LANES {
        let eq = &mut player.eq;
        everything_off(eq, lane);
        eq.land(lane);
    }
    assert!(player.play(&input[..CELL_FRAMES]) == input[..CELL_FRAMES]);
    assert_eq!(player.eq.at_rest(), Mask::ALL);
}

#[test]
fn a_slope_that_changes_at_once_leaves_nothing_of_its_second_section() {
    for at_once in [true, false] {
        let mut player = Player::with(48_000.0, &[Setting::cut(Kind::Highpass, 500.0, Slope::Db24)]);
        player.tell_quiet = true;
        player.play(&noise(960));
        player.eq.highpass.set_slope(0, Slope::Db12, at_once);
        player.play(&noise(960));
        player.play(&[Frame::ZERO; 4_800]);
        assert_eq!(player.eq.at_rest(), Mask::ALL);
    }
}

#[test]
fn silence_settles_to_exact_silence_and_starts_from_it() {
    for (rate, frequency, q, within_s) in
        [(48_000.0, 1_000.0, 1.0, 0.1), (96_000.0, 20.0, 10.0, 16.0), (44_100.0, 20_000.0, 10.0, 0.1)]
    {
        for kind in BandType::ALL.map(Kind::Band).into_iter().chain([Kind::Highpass, Kind::Lowpass]) {
            let mut player =
                Player::with(rate, &[Setting { slope: Slope::Db24, ..Setting::new(kind, frequency, q, 18.0) }]);
            player.tell_quiet = true;
            player.play(&noise(4_800));
            assert!(player.eq.at_rest() != Mask::ALL);
            let mut cells = 0;
            while player.eq.at_rest() != Mask::ALL {
                player.play(&SILENCE);
                cells += 1;
                assert!((cells * CELL_FRAMES) as f32 <= within_s * rate, "{kind:?} at {frequency} Hz");
            }
            let after = player.play(&[Frame::ZERO; 320]);
            assert!(after.iter().all(|frame| *frame == Frame::ZERO) && player.eq.at_rest() == Mask::ALL);
        }
    }
}

#[test]
fn a_lane_never_depends_on_its_neighbours() {
    for lane in 0..LANES {
        let alone = played(CELL_FRAMES, |eq, step| fiddle(eq, lane, step));
        let together = played(CELL_FRAMES, |eq, step| {
            // Neighbours keep everything moving throughout, and have done so before.
            for other in (0..LANES).filter(|other| *other != lane) {
                if step == 0 {
                    everything_on(eq, other);
                }
                let up = step % 2 == 0;
                for band in &mut eq.bands {
                    band.frequency().glide_to(other, if up { 5_000.0 } else { 50.0 });
                    band.gain_db().glide_to(other, if up { 18.0 } else { -18.0 });
                    band.set_type(other, BandType::ALL[(step / 3 + other) % 6], false);
                    band.on().set(other, step % 5 > 0);
                }
                for cut in [&mut eq.highpass, &mut eq.lowpass] {
                    cut.frequency().glide_to(other, if up { 5_000.0 } else { 50.0 });
                    cut.set_slope(other, Slope::from_index(step as u32 % 3), false);
                }
            }
            fiddle(eq, lane, step);
        });
        assert!(bits(&alone, lane) == bits(&together, lane), "lane {lane}");
    }
}

#[test]
fn where_a_stretch_is_cut_makes_no_difference() {
    let hand = |eq: &mut Eq, step: usize| (0..LANES).for_each(|lane| fiddle(eq, lane, step + 3 * lane));
    let whole = played(CELL_FRAMES, hand);
    for stretch in [1, 7, 20] {
        let cut = played(stretch, hand);
        assert!((0..LANES).all(|lane| bits(&whole, lane) == bits(&cut, lane)), "{stretch}");
    }
}

#[test]
fn lanes_of_another_equaliser_go_on_as_they_would_have_there() {
    let (mut from, mut to) = (Player::new(0.02, 48_000.0), Player::new(0.02, 48_000.0));
    let input = noise(STEP * STEPS);
    let mut going_on = Vec::new();
    let mut moved = Vec::new();
    for (step, input) in input.chunks(STEP).enumerate() {
        fiddle(&mut from.eq, 1, step);
        fiddle(&mut to.eq, 3, step);
        if step == 13 {
            to.eq.copy_lanes(&from.eq, Mask::one(1));
        }
        if step > 13 {
            fiddle(&mut to.eq, 1, step);
        }
        let [there, here] = [&mut from, &mut to].map(|player| player.play(input));
        if step >= 13 {
            going_on.extend(there);
            moved.extend(here);
        }
    }
    assert!(bits(&going_on, 1) == bits(&moved, 1));
}

#[test]
fn ramps_of_sleepers_go_on_in_time() {
    let [mut awake, mut asleep] = [(); 2].map(|()| Player::new(0.02, 48_000.0));
    let input = noise(9_600);
    for player in [&mut awake, &mut asleep] {
        everything_on(&mut player.eq, 0);
        player.eq.bands[1].frequency().ramp_to(0, None, 5_000.0, 9_600);
        player.eq.lowpass.frequency().ramp_to(0, None, 500.0, 9_600);
    }
    awake.play(&[Frame::ZERO; 40 * CELL_FRAMES]);
    for _ in 0..40 {
        asleep.eq.pass_time(CELL_FRAMES, &asleep.pace, &mut SILENCE.clone());
        asleep.eq.settle(Mask::ALL);
    }
    assert!(awake.play(&input) == asleep.play(&input));
}

#[test]
fn landing_leaves_ramps_alone_and_snapping_does_not() {
    let mut player = Player::new(0.02, 48_000.0);
    everything_on(&mut player.eq, 0);
    player.eq.land(0);
    assert!(player.eq.bands.iter_mut().all(|band| !band.on().moving()));
    player.eq.bands[0].frequency().ramp_to(0, None, 5_000.0, 9_600);
    player.eq.land(0);
    player.eq.settle(Mask::default());
    assert!(player.eq.bands[0].frequency().moving());
    player.eq.snap();
    assert!(!player.eq.bands[0].frequency().moving());
}

#[test]
fn forgetting_is_for_the_lanes_that_it_is_asked_for() {
    let mut player = Player::new(0.02, 48_000.0);
    (0..LANES).for_each(|lane| everything_on(&mut player.eq, lane));
    player.play(&noise(960));
    player.eq.reset(Mask::one(0).or(Mask::one(3)));
    assert_eq!(player.eq.at_rest(), Mask::one(0).or(Mask::one(3)));
}

#[test]
fn the_loudest_input_at_any_rate_and_setting_stays_finite() {
    for rate in [3_000.0, 8_000.0, 768_000.0] {
        for kind in BandType::ALL {
            let mut player = Player::new(0.02, rate);
            let input: Vec<_> = noise(6_400).iter().map(|frame| *frame * Frame::splat(2_097_152.0)).collect();
            for (i, band) in player.eq.bands.iter_mut().enumerate() {
                for lane in 0..LANES {
                    band.set_type(lane, kind, false);
                    band.frequency().glide_to(lane, [0.1, 20.0, 20_000.0, 400_000.0][i]);
                    band.q().glide_to(lane, [0.05, 0.7, 10.0, 40.0][lane]);
                    band.gain_db().ramp_to(lane, None, 24.0, 5_000);
                    band.on().set(lane, true);
                }
            }
            let out = player.play(&input);
            assert!(out.iter().all(|frame| frame.to_array().iter().all(|x| x.is_finite())), "{kind:?} at {rate}");
        }
    }
}

#[test]
fn whoever_went_off_within_a_cell_comes_back_in_the_same_form_whether_or_not_a_neighbour_is_on() {
    let with = |neighbour: bool| {
        let (mut player, input) = (Player::new(0.02, 48_000.0), noise(4_000));
        for lane in if neighbour { [0, 1] } else { [1, 1] } {
            everything_on(&mut player.eq, lane);
        }
        player.play(&input[..2_000]);
        everything_off(&mut player.eq, 1);
        // The fade ends within a cell, of which more follows.
        player.play(&input[2_000..2_250]);
        player.play(&input[2_250..3_000]);
        everything_on(&mut player.eq, 1);
        player.eq.land(1);
        bits(&player.play(&input[3_000..]), 1)
    };
    assert!(with(false) == with(true));
}

#[test]
fn a_type_that_waits_for_a_blend_has_its_turn_though_the_band_is_off() {
    let with = |neighbour: bool| {
        let (mut player, input) = (Player::new(0.02, 3_000.0), noise(1_000));
        player.eq.bands[0].on().set(0, neighbour);
        player.eq.bands[0].gain_db().glide_to(1, 12.0);
        player.play(&noise(8 * CELL_FRAMES));
        let band = &mut player.eq.bands[0];
        band.set_type(1, BandType::Notch, false);
        band.set_type(1, BandType::Allpass, false);
        player.play(&input[..20]);
        player.play(&input[20..500]);
        player.eq.bands[0].on().set(1, true);
        bits(&player.play(&input[500..]), 1)
    };
    assert!(with(false) == with(true));
}
