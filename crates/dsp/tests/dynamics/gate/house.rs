//! The rules that every unit keeps: off is off, silence is silence, lanes and stretches make no difference.

use super::{PLAIN, QUICK, Turned, music, new, on};
use crate::common::RATE;
use crate::common::desk::Desk;
use crate::common::frames::bits;
use crate::rig::{Dynamics, cuts_go_unnoticed, eventful, gain, neighbours_go_unnoticed};
use megamixer_dsp::dynamics::{Gate, GateTimes};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::smoother::Control;

#[test]
fn off_is_bit_exact_also_beside_neighbours() {
    let mut desk = on([PLAIN; LANES], RATE);
    desk.unit.on().set(1, false);
    desk.unit.on().land(1);
    let signal: Vec<Frame> = (0..4_800).map(music).collect();
    let output = desk.run(4_800, |i| signal[i]);
    assert_eq!(bits(&output, 1), bits(&signal, 1));
    assert_ne!(bits(&output, 2), bits(&signal, 2));
    assert_eq!(desk.unit.shown_db()[1], 0.0);
    (0..4).for_each(|at| desk.unit.on().set(at, false));
    desk.run(320, music);
    assert!(!desk.unit.active());
    assert_eq!((desk.unit.shown_db(), desk.unit.at_rest()), ([0.0; 4], Mask::ALL));
    let output = desk.run(320, |i| signal[i % 4_800]);
    assert!(output.iter().enumerate().all(|(i, frame)| *frame == signal[(i + 5_120) % 4_800]));
}

#[test]
fn silence_in_is_exact_silence_out_and_closes_it_as_if_it_had_never_heard_anything() {
    let slow = Turned { times: GateTimes { attack_s: 0.01, hold_s: 0.5, release_s: 0.3 }, ..PLAIN };
    let all = [PLAIN, Turned { range_db: 0.0, ..PLAIN }, Turned { ratio: 1.0, ..PLAIN }, slow];
    let mut desk = on(all, RATE);
    assert_eq!(desk.unit.at_rest(), Mask::ALL);
    desk.run(4_800, |i| music(i) + Frame::splat(0.1));
    assert_eq!(desk.unit.at_rest(), Mask(0));
    let output = desk.run(48_000, |_| Frame::ZERO);
    assert!(output.iter().all(|frame| *frame == Frame::ZERO));
    assert_eq!(desk.unit.at_rest(), Mask(0b0111));
    desk.run(160_000, |_| Frame::ZERO);
    assert_eq!(desk.unit.at_rest(), Mask::ALL);
    let mut fresh = on(all, RATE);
    let [old, new] = [&mut desk, &mut fresh].map(|desk| {
        let start = desk.now;
        desk.run(3_200, |i| music(i - start))
    });
    assert!((0..4).all(|at| bits(&old, at) == bits(&new, at)));
}

#[test]
fn a_gate_that_is_reset_or_lands_on_unheard_is_closed() {
    let mut reset = on([PLAIN; LANES], RATE);
    reset.run(960, |_| Frame::ONE);
    reset.unit.reset(Mask(0b0001));
    assert_eq!(reset.unit.at_rest(), Mask(0b0001));
    let mut landed = on([PLAIN; LANES], RATE);
    (0..2).for_each(|at| landed.unit.on().set(at, false));
    landed.run(960, |_| Frame::ONE);
    landed.unit.on().set(0, true);
    landed.unit.on().land(0);
    landed.unit.on().set(1, true);
    let mut fresh = on([PLAIN; LANES], RATE);
    let soft = |_: usize| Frame::splat(gain(-30.0) as f32);
    let [reset, landed, fresh] = [&mut reset, &mut landed, &mut fresh].map(|desk| desk.run(96, soft));
    assert_eq!(bits(&reset, 0), bits(&fresh, 0));
    assert_eq!(bits(&landed, 0), bits(&fresh, 0));
    // Switched on within earshot it is open, and stays so.
    assert!(landed.iter().all(|frame| frame.to_array()[1] == soft(0).to_array()[1]));
}

/// Everything at once, in lane 1 or in all.
fn play(desk: &mut Desk<Gate>, neighbours: bool) -> Vec<Frame> {
    let turn = |unit: &mut Gate, lane: usize, which: usize, amount: f32| match which {
        3 | 0 => unit.on().set(lane, true),
        4 => unit.threshold().glide_to(lane, -60.0 + amount),
        5 => unit.range().ramp_to(lane, None, 1.5 * amount, 700),
        6 => unit.ratio().glide_to(lane, 1.0 + amount),
        7 => unit.set_times(lane, GateTimes { attack_s: 0.001, hold_s: 0.001 * amount, release_s: 0.01 }),
        1 => unit.threshold().glide_to(lane, -40.0),
        _ => unit.on().set(lane, false),
    };
    let signal = |i: usize| if neighbours { music(i) } else { Mask::one(1).frame().select(music(i), Frame::ZERO) };
    eventful(desk, neighbours, turn, |desk, frames| desk.run(frames, signal))
}

#[test]
fn a_lane_does_not_notice_its_neighbours() {
    neighbours_go_unnoticed(|| new(RATE), play);
}

#[test]
fn it_does_not_matter_where_a_render_is_cut() {
    cuts_go_unnoticed(|| new(RATE), play);
}

#[test]
fn a_copied_lane_goes_on_as_the_one_it_was_copied_from() {
    let mut from = new(RATE);
    play(&mut from, true);
    for at in 0..LANES {
        Turned { times: GateTimes { hold_s: 0.01, ..QUICK }, ..PLAIN }.turn(&mut from.unit, at);
        from.unit.on().set(at, true);
    }
    // While it holds.
    from.run(3_200, |_| Frame::ONE);
    from.run(320, |_| Frame::splat(1e-4));
    let mut to = on([PLAIN; LANES], RATE);
    to.now = from.now;
    to.unit.copy_lanes(&from.unit, Mask(0b0110));
    let [expected, output] = [&mut from, &mut to].map(|desk| desk.run(640, |_| Frame::splat(1e-4)));
    for at in [1, 2] {
        assert_eq!(bits(&expected, at), bits(&output, at));
    }
}

#[test]
fn extremes_of_every_control_at_any_rate_never_amplify() {
    for sample_rate in [3_000.0, 44_100.0, 768_000.0] {
        let mut desk = new(sample_rate);
        for step in 0..96 {
            let pick = |i: usize, low: f32, high: f32| if (step * 7 + i * 5) / 3 % 2 == 1 { high } else { low };
            for at in 0..LANES {
                let i = at * 11 + step;
                desk.unit.on().set(at, i % 9 != 0);
                let times = GateTimes {
                    attack_s: pick(i + 5, 0.0, 10.0),
                    hold_s: pick(i + 4, 0.0, 10.0),
                    release_s: pick(i + 6, 0.0, 10.0),
                };
                let [threshold_db, range_db] = [pick(i, -100.0, 0.0), pick(i + 1, 0.0, 100.0)];
                Turned { threshold_db, range_db, ratio: pick(i + 2, 1.0, 100.0), times }.turn(&mut desk.unit, at);
            }
            let loud = [0.0, 1e-38, 1e-20, 1e-9, 1.0, 1_048_576.0][step % 6];
            let output = desk.run(100, |i| Frame::splat(if i % 3 == 0 { -loud } else { loud }));
            assert!(output.iter().all(|frame| frame.abs().simd_le(Frame::splat(1.000_001 * loud)).all()));
            assert!(desk.unit.shown_db().iter().all(|db| (0.0..=100.001).contains(db)));
        }
    }
}

#[test]
fn the_meter_shows_the_largest_reduction_of_the_last_cell() {
    let times = GateTimes { attack_s: 0.0, hold_s: 0.01, release_s: 0.0 };
    let mut desk = on([Turned { times, ..PLAIN }; LANES], RATE);
    desk.run(CELL_FRAMES, |i| if i < 3 { Frame::ZERO } else { Frame::ONE });
    assert!(desk.unit.shown_db().iter().all(|db| (db - 60.0).abs() < 1e-3));
    desk.run(CELL_FRAMES, |_| Frame::ZERO);
    assert_eq!(desk.unit.shown_db(), [0.0; 4]);
}
