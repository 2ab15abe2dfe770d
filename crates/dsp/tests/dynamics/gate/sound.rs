//! Gain by level and time, and what is heard of its moves.

use super::{PLAIN, Turned, on};
use crate::common::RATE;
use crate::common::desk::Desk;
use crate::common::frames::channel;
use crate::rig::{Dynamics, decibels, gain, larger_error, moved_and_click_db, time_to_63_percent, tone};
use megamixer_dsp::dynamics::{Gate, GateTimes};
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES};
use megamixer_dsp::smoother::Control;
use std::f64::consts::TAU;

#[test]
fn below_threshold_it_takes_what_ratio_and_range_say_and_above_nothing() {
    let mut worst = 0.0f64;
    for threshold_db in [-80.0, -40.0, -20.0, 0.0] {
        for range_db in [0.0, 6.0, 40.0, 100.0] {
            for ratio in [1.0, 1.5, 3.0, 100.0] {
                let turned = Turned { threshold_db, range_db, ratio, ..PLAIN };
                for below_db in [[-20.0, -1.0, 0.1, 1.0], [5.0, 13.0, 29.0, 60.0]] {
                    let level_db = |at: usize| f64::from(threshold_db) - below_db[at];
                    let mut desk = on([turned; LANES], RATE);
                    // Even lanes a constant, odd ones a square; the left channel is 6 dB below and must not matter.
                    let output = desk.run(1_024, |i| {
                        let sign = |at: usize| if at % 2 == 1 && i / 24 % 2 == 1 { -1.0 } else { 1.0 };
                        Frame::from(core::array::from_fn(|c| {
                            gain(level_db(c % 4)) as f32 * sign(c % 4) * if c < 4 { 0.5 } else { 1.0 }
                        }))
                    });
                    let (last, shown) = (output[1_023].to_array(), desk.unit.shown_db());
                    for at in 0..LANES {
                        let [left, right] = [last[at] * 2.0, last[at + LANES]].map(|x| f64::from(x.abs()));
                        assert!((left / right - 1.0).abs() < 1e-6);
                        let wanted_db = turned.gain_db(level_db(at));
                        worst = larger_error(worst, (decibels(right) - level_db(at) - wanted_db).abs());
                        worst = larger_error(worst, (f64::from(shown[at]) + wanted_db).abs());
                    }
                }
            }
        }
    }
    println!("static curve: {worst:.5} dB");
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn above_its_threshold_an_open_gate_is_bit_exact() {
    let mut desk = on([PLAIN; LANES], RATE);
    let square = |i: usize| Frame::splat(if i / 20 % 2 == 1 { -0.7 } else { 0.3 });
    desk.run(9_600, square);
    assert!(desk.run(96, square).into_iter().enumerate().all(|(i, frame)| frame == square(9_600 + i)));
    assert_eq!(desk.unit.shown_db(), [0.0; 4]);
}

/// Reduction in dB of a level that goes from 20 dB below to 20 dB above the threshold at `frames[0]` and back at the next.
fn reductions(desk: &mut Desk<Gate>, up: usize, down: usize, end: usize) -> [Vec<f64>; LANES] {
    let level_db = |i: usize| if i < up || i >= down { -60.0 } else { -20.0 };
    let output = desk.run(end, |i| Frame::splat(gain(level_db(i)) as f32));
    core::array::from_fn(|at| {
        channel(&output, at).iter().enumerate().map(|(i, x)| level_db(i) - decibels(*x)).collect()
    })
}

#[test]
fn attack_and_release_cover_63_percent_of_a_step_in_their_time() {
    let mut worst = 0.0f64;
    for sample_rate in [8_000.0f32, 48_000.0, 192_000.0] {
        for times_s in [[0.001f32, 0.003, 0.01, 0.03], [0.1, 0.1, 0.3, 1.0]] {
            let frames = |time_s: f32| (time_s * sample_rate) as usize;
            for opens in [true, false] {
                let turned = |at: usize| {
                    let [attack_s, release_s] = if opens { [times_s[at], 0.0] } else { [0.0, times_s[at]] };
                    Turned { times: GateTimes { attack_s, hold_s: 0.0, release_s }, ..PLAIN }
                };
                let mut desk = on(core::array::from_fn(turned), sample_rate);
                let end = 128 + frames(times_s[3]) * 9 / 8;
                let [up, down] = if opens { [128, end] } else { [64, 128] };
                for (found, time_s) in reductions(&mut desk, up, down, end).into_iter().zip(times_s) {
                    let covered = |i: usize| if opens { 1.0 - found[i] / 60.0 } else { found[i] / 60.0 };
                    assert!(covered(127) < 1e-3, "{}", covered(127));
                    let found_s = time_to_63_percent(|i| covered(127 + i), end - 127, sample_rate);
                    worst = larger_error(worst, (found_s / f64::from(time_s) - 1.0).abs());
                }
            }
        }
    }
    println!("attack and release: {:.3} %", worst * 100.0);
    assert!(worst < 0.1, "{worst}");
}

#[test]
fn hold_keeps_it_open_for_its_time() {
    for sample_rate in [8_000.0f32, 48_000.0, 192_000.0] {
        let holds_s = [0.0, 0.005, 0.02, 0.5];
        let turned = |at: usize| {
            let times = GateTimes { attack_s: 0.0, hold_s: holds_s[at], release_s: 0.001 };
            Turned { times, ..PLAIN }
        };
        let mut desk = on(core::array::from_fn(turned), sample_rate);
        let end = 1_100 + (0.5 * sample_rate) as usize;
        for (found, hold_s) in reductions(&mut desk, 64, 1_000, end).into_iter().zip(holds_s) {
            let closes = (1_000..end).find(|i| found[*i] > 1e-3).unwrap();
            let late = (closes - 1_000) as f64 - f64::from(hold_s * sample_rate);
            assert!(late.abs() <= 1.0, "{hold_s} s at {sample_rate}: {late} frames");
        }
    }
}

#[test]
fn a_low_note_just_above_the_threshold_does_not_chatter() {
    let turned = |attack_s: f32, hold_s: f32| Turned {
        times: GateTimes { attack_s, hold_s, release_s: 0.01 },
        range_db: 100.0,
        ..PLAIN
    };
    let mut desk = on([turned(0.001, 0.02), turned(0.01, 0.02), turned(0.0, 0.02), turned(0.001, 0.0)], RATE);
    let note = |i: usize| Frame::splat((gain(-39.9) * (TAU * 50.0 * i as f64 / f64::from(RATE)).sin()) as f32);
    let mut largest = [vec![], vec![], vec![], vec![]];
    for _ in 0..375 {
        desk.run(CELL_FRAMES, note);
        let shown = desk.unit.shown_db();
        (0..LANES).for_each(|at| largest[at].push(shown[at]));
    }
    for (at, found) in largest.iter().enumerate() {
        // The note begins at its zero, so the gate is closed for its first quarter.
        assert!(found[0] > 99.9);
        let closes_again = found.windows(2).skip(2).any(|pair| pair[1] > pair[0] + 1e-3);
        assert_eq!(closes_again, at == 3, "lane {at}");
    }
    let opened = |at: usize| largest[at].iter().rposition(|db| *db > 0.1).unwrap() as f32 * CELL_FRAMES as f32 / RATE;
    println!("open after {:.3}, {:.3}, {:.3} s", opened(0), opened(1), opened(2));
    assert!(opened(0) < 0.15);
}

#[test]
fn switches_and_jumps_of_controls_leave_no_click() {
    let calm = GateTimes { attack_s: 0.005, hold_s: 0.02, release_s: 0.05 };
    let around = |label: &str, bar_db: f64, threshold_db: f32, is_on: bool, act: &dyn Fn(&mut Gate)| {
        let mut desk = on([Turned { threshold_db, times: calm, ..PLAIN }; LANES], RATE);
        if !is_on {
            desk.unit.on().set(0, false);
            desk.unit.on().land(0);
        }
        desk.run(9_600, |i| Frame::splat(tone(i)));
        let mut output = desk.run(500, |i| Frame::splat(tone(i)));
        act(&mut desk.unit);
        output.extend(desk.run(12_000, |i| Frame::splat(tone(i))));
        let click = moved_and_click_db(label, &channel(&output, 0), 12_000..12_400);
        assert!(click < bar_db, "{label}: {click}");
    };
    around("switched on above its threshold", -140.0, -20.0, false, &|gate| gate.on().set(0, true));
    around("switched on below its threshold", -70.0, 12.0, false, &|gate| gate.on().set(0, true));
    around("switched off while closed", -70.0, 12.0, true, &|gate| gate.on().set(0, false));
    around("switched off while open", -140.0, -20.0, true, &|gate| gate.on().set(0, false));
    // These move as the gate's own times say, whose one-poles begin with a corner: so does a gate that hears a note end.
    around("threshold jumps above the level", -60.0, -20.0, true, &|gate| gate.threshold().glide_to(0, 12.0));
    around("threshold jumps below the level", -80.0, 12.0, true, &|gate| gate.threshold().glide_to(0, -20.0));
    around("range jumps while open", -140.0, -20.0, true, &|gate| gate.range().glide_to(0, 100.0));
    around("range jumps while closed", -70.0, 12.0, true, &|gate| gate.range().glide_to(0, 0.0));
    around("ratio jumps to 1 while closed", -65.0, 12.0, true, &|gate| gate.ratio().glide_to(0, 1.0));
}
