//! The rules that every unit keeps: off is off, silence is silence, lanes and stretches make no difference.

use super::{PLAIN, Turned, music, new, on, run_keyed};
use crate::common::RATE;
use crate::common::desk::Desk;
use crate::common::frames::bits;
use crate::rig::{Dynamics, cuts_go_unnoticed, eventful, neighbours_go_unnoticed, noise};
use megamixer_dsp::dynamics::{Compressor, Detector};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::smoother::Control;

#[test]
fn off_and_a_mix_of_nothing_are_bit_exact_also_beside_neighbours() {
    let mut desk = on([Turned { mix: 0.0, makeup_db: 24.0, ..PLAIN }, PLAIN, PLAIN, PLAIN], RATE);
    desk.unit.on().set(1, false);
    desk.unit.on().land(1);
    let signal: Vec<Frame> = (0..4_800).map(music).collect();
    let output = desk.run(4_800, |i| signal[i]);
    for at in 0..2 {
        assert_eq!(bits(&output, at), bits(&signal, at));
    }
    assert_ne!(bits(&output, 2), bits(&signal, 2));
    assert_eq!(desk.unit.shown_db()[1], 0.0);
    (0..4).for_each(|at| desk.unit.on().set(at, false));
    desk.run(320, music);
    assert!(!desk.unit.active());
    assert_eq!(desk.unit.shown_db(), [0.0; 4]);
    assert_eq!(desk.unit.at_rest(), Mask::ALL);
    let output = desk.run(320, |i| signal[i % 4_800]);
    assert_eq!(bits(&output, 2), (5_120..5_440).map(|i| bits(&[signal[i % 4_800]], 2)[0]).collect::<Vec<_>>());
}

#[test]
fn below_the_knee_a_compressor_without_makeup_is_bit_exact() {
    let mut desk = on([Turned { knee_db: 6.0, ..PLAIN }; LANES], RATE);
    let signal: Vec<Frame> = (0..4_800).map(|i| music(i) * Frame::splat(0.02)).collect();
    let output = desk.run(4_800, |i| signal[i]);
    assert_eq!(bits(&output, 3), bits(&signal, 3));
}

#[test]
fn silence_in_is_exact_silence_out_and_leaves_nothing_remembered() {
    let rms = Turned { detector: Detector::Rms, makeup_db: 24.0, ..PLAIN };
    let mut desk = on([rms, PLAIN, Turned { release_s: 0.3, ..rms }, PLAIN], RATE);
    desk.unit.key_filter().set(0, true);
    desk.run(9_600, music);
    assert_eq!(desk.unit.at_rest(), Mask(0));
    let output = desk.run(96_000, |_| Frame::ZERO);
    assert!(output.iter().all(|frame| *frame == Frame::ZERO));
    assert_eq!(desk.unit.at_rest(), Mask(0b1011));
    desk.run(120_000, |_| Frame::ZERO);
    assert_eq!(desk.unit.at_rest(), Mask::ALL);
    // It now behaves as one that has never heard anything.
    let mut fresh = on([rms, PLAIN, Turned { release_s: 0.3, ..rms }, PLAIN], RATE);
    fresh.unit.key_filter().set(0, true);
    fresh.unit.snap();
    let [old, new] = [&mut desk, &mut fresh].map(|desk| {
        let start = desk.now;
        desk.run(3_200, |i| music(i - start))
    });
    assert!((0..4).all(|at| bits(&old, at) == bits(&new, at)));
}

/// Everything at once, in lane 1 or in all: switches, jumps, ramps, a key, the key filter, both detectors.
fn play(desk: &mut Desk<Compressor>, neighbours: bool) -> Vec<Frame> {
    let keyed = if neighbours { Mask(0b0111) } else { Mask(0b0010) };
    let turn = |unit: &mut Compressor, lane: usize, which: usize, amount: f32| match which {
        3 => unit.on().set(lane, true),
        4 => unit.threshold().glide_to(lane, -60.0 + amount),
        5 => unit.set_detector(lane, Detector::Rms, false),
        6 => unit.key_filter().set(lane, true),
        7 => unit.ratio().ramp_to(lane, None, 20.0, 700),
        0 => unit.key_frequency().glide_to(lane, 20.0 + 10.0 * amount),
        1 => unit.set_detector(lane, Detector::Peak, false),
        _ => unit.on().set(lane, false),
    };
    let signal = |i: usize| if neighbours { music(i) } else { Mask::one(1).frame().select(music(i), Frame::ZERO) };
    let key = |i: usize| music(i + 999) * Frame::splat(0.7);
    eventful(desk, neighbours, turn, |desk, frames| run_keyed(desk, frames, signal, keyed, key))
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
    let mut to = on([PLAIN; LANES], RATE);
    to.now = from.now;
    to.unit.copy_lanes(&from.unit, Mask(0b0110));
    let [expected, output] = [&mut from, &mut to].map(|desk| desk.run(3_200, music));
    for at in [1, 2] {
        assert_eq!(bits(&expected, at), bits(&output, at));
    }
}

#[test]
fn extremes_of_every_control_at_any_rate_leave_finite_numbers() {
    for sample_rate in [3_000.0, 44_100.0, 768_000.0] {
        let mut desk = new(sample_rate);
        for step in 0..96 {
            let pick = |i: usize, low: f32, high: f32| if (step * 7 + i * 5) / 3 % 2 == 1 { high } else { low };
            for at in 0..LANES {
                let i = at * 11 + step;
                desk.unit.on().set(at, i % 9 != 0);
                Turned {
                    threshold_db: pick(i, -100.0, 0.0),
                    knee_db: pick(i + 1, 0.0, 40.0),
                    ratio: pick(i + 2, 1.0, 100.0),
                    makeup_db: pick(i + 3, -24.0, 24.0),
                    mix: pick(i + 4, 0.0, 1.0),
                    attack_s: pick(i + 5, 0.0, 10.0),
                    release_s: pick(i + 6, 0.0, 10.0),
                    detector: Detector::Peak,
                }
                .turn(&mut desk.unit, at);
                desk.unit.set_detector(at, if i % 2 == 0 { Detector::Rms } else { Detector::Peak }, i % 5 == 0);
                desk.unit.key_filter().set(at, i % 3 == 0);
                desk.unit.key_frequency().glide_to(at, pick(i + 7, 20.0, 2_000.0));
            }
            let loud = [0.0, 1e-38, 1e-20, 1e-9, 1.0, 1_048_576.0][step % 6];
            let output = run_keyed(
                &mut desk,
                100,
                |i| Frame::splat(if i % 3 == 0 { -loud } else { loud }),
                Mask(step as u32 % 16),
                |i| noise(i) * Frame::splat(1_048_576.0),
            );
            // At most 24 dB louder than it came in; -100 dB of threshold cannot take more than 220.
            let most = 17.0 * loud;
            assert!(output.iter().all(|frame| frame.abs().simd_le(Frame::splat(most)).all()));
            assert!(desk.unit.shown_db().iter().all(|db| (0.0..=260.0).contains(db)));
        }
    }
}

#[test]
fn the_meter_shows_the_largest_reduction_of_the_last_cell() {
    let mut desk = on([Turned { attack_s: 0.0, release_s: 0.0005, ..PLAIN }; LANES], RATE);
    desk.run(CELL_FRAMES, |i| Frame::splat(if i == 5 { 1.0 } else { 0.01 }));
    assert!(desk.unit.shown_db().iter().all(|db| (db - 18.0).abs() < 1e-3));
    desk.run(3 * CELL_FRAMES, |_| Frame::splat(0.01));
    assert!(desk.unit.shown_db().iter().all(|db| *db > 0.0 && *db < 2.0));
}
