//! VCA faders: what they make of their members' faders, and how they get there.

mod support;
use megamixer_schema::{VCA_COUNT, VCA_DEPTH};
use std::sync::atomic::Ordering::SeqCst;
use support::*;

/// The word of a VCA that something is a member of; 0 is none.
const fn of(vca: usize) -> f32 {
    (1 + vca) as f32
}

const NONE: f32 = 0.0;

fn last(output: &[Vec<f32>; 2]) -> f32 {
    *output[0].last().expect("something was rendered")
}

/// A desk whose strips all play a constant 1.
fn desk(strips: usize, buses: usize) -> Desk {
    let mut desk = Desk::new(strips, buses, 48_000);
    (0..strips).for_each(|strip| desk.feed(strip, |_, _| 1.0));
    desk
}

fn largest_step(signal: &[f32]) -> f32 {
    signal.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max)
}

fn near(found: f32, expected: f64) {
    assert!(
        (f64::from(found) - expected).abs() <= expected.abs() * 4.0 * f64::from(f32::EPSILON),
        "{found}, {expected}"
    );
}

#[test]
fn a_member_sounds_at_the_product_of_all_gains_above_it_up_to_four_deep() {
    let gains = [0.7_f32, 1.3, 0.45, 1.9, 0.3];
    let fader = 0.83_f32;
    for depth in 0..=VCA_DEPTH {
        let mut desk = desk(1, 0);
        let mut edit = vec![desk.strip(0, "gain", fader), desk.strip(0, "vca", if depth > 0 { of(0) } else { NONE })];
        edit.extend((0..VCA_DEPTH).map(|vca| desk.vca(vca, "gain", gains[vca])));
        edit.extend((1..depth).map(|vca| desk.vca(vca - 1, "vca", of(vca))));
        desk.edit(&edit);
        let expected = gains[..depth].iter().fold(f64::from(fader), |product, gain| product * f64::from(*gain));
        let at_once = desk.render(1)[0][0];
        near(at_once, expected);
        // The same, when it gets there live.
        let gain = desk.vca(depth.saturating_sub(1), "gain", 0.5);
        desk.edit(&[gain]);
        let live = last(&desk.render(9_600));
        near(live, if depth == 0 { expected } else { expected / f64::from(gains[depth - 1]) * 0.5 });
    }
}

#[test]
fn a_bus_is_a_member_as_a_strip_is() {
    let mut desk = desk(1, 1);
    desk.edit(&[
        desk.strip(0, "output", 1.0),
        desk.bus(0, "vca", of(15)),
        desk.bus(0, "gain", 0.5),
        desk.vca(15, "gain", 0.25),
    ]);
    assert_eq!(desk.render(960)[0], [0.125; 960]);
    desk.edit(&[desk.vca(15, "mute", 1.0)]);
    assert_eq!(last(&desk.render(960)), 0.0);
}

#[test]
fn who_is_no_member_plays_on_to_the_bit() {
    let render = |vcas: bool| {
        let mut desk = Desk::new(5, 2, 9_600);
        (0..5).for_each(|strip| desk.feed(strip, |channel, frame| noise_at(strip, channel, frame)));
        let mut edit = vec![desk.strip(1, "gain", 0.3), desk.strip(0, "mute", 1.0), desk.send(1, 1, "level", 0.7)];
        if vcas {
            // Strip 0, which is muted, shares a vector with those that are heard.
            edit.extend([desk.strip(0, "vca", of(3)), desk.vca(3, "gain", 0.2), desk.vca(3, "vca", of(4))]);
        }
        desk.edit(&edit);
        let mut heard = desk.render(4_000)[0].clone();
        if vcas {
            desk.edit(&[desk.vca(4, "gain", 1.7), desk.vca(3, "mute", 1.0), desk.strip(0, "vca", of(4))]);
        }
        let gain = desk.strip(2, "gain", 0.5);
        desk.edit(&desk.ramp(gain, 0.05, None));
        heard.extend(&desk.render(5_600)[0]);
        heard.into_iter().map(f32::to_bits).collect::<Vec<_>>()
    };
    assert_eq!(render(false), render(true));
}

#[test]
fn a_mute_silences_all_members_exactly_and_their_pre_fader_sends_play_on() {
    for member_of_member in [false, true] {
        let mut desk = desk(2, 2);
        let mut edit = vec![
            desk.strip(0, "vca", of(0)),
            desk.strip(1, "mute", 1.0),
            desk.send(0, 0, "level", 1.0),
            desk.send(0, 1, "level", 1.0),
            desk.send(0, 1, "tap", 1.0),
        ];
        if member_of_member {
            edit.push(desk.vca(0, "vca", of(7)));
        }
        desk.edit(&edit);
        assert_eq!(last(&desk.render(960)), 3.0);
        let vca = if member_of_member { 7 } else { 0 };
        desk.edit(&[desk.vca(vca, "mute", 1.0)]);
        let muted = desk.render(960);
        // 5 ms, as a strip's own mute.
        assert!(muted[0][200] > 1.0 && muted[0][241..].iter().all(|sample| *sample == 1.0));
        assert_eq!(desk.bus_meter(1, "peak_left"), 1.0);
        desk.edit(&[desk.vca(vca, "mute", 0.0)]);
        assert_eq!(last(&desk.render(960)), 3.0);
    }
}

#[test]
fn a_mute_is_heard_as_the_strips_own_to_the_bit() {
    let render = |by_vca: bool| {
        let mut desk = Desk::new(1, 1, 9_600);
        desk.feed(0, |channel, frame| noise_at(0, channel, frame));
        desk.edit(&[desk.strip(0, "vca", of(2)), desk.send(0, 0, "level", 0.4), desk.strip(0, "gain", 0.7)]);
        desk.render(1_000);
        let mute = |desk: &Desk, on: f32| if by_vca { desk.vca(2, "mute", on) } else { desk.strip(0, "mute", on) };
        desk.edit(&[mute(&desk, 1.0)]);
        let mut heard = desk.render(500)[0].clone();
        desk.edit(&[mute(&desk, 0.0)]);
        heard.extend(&desk.render(4_000)[0]);
        heard
    };
    let [own, by_vca] = [false, true].map(render);
    for (own, by_vca) in own.iter().zip(&by_vca) {
        assert!((own - by_vca).abs() <= 2.0 * f32::EPSILON * own.abs());
    }
}

#[test]
fn a_gain_glides_and_ramps_as_the_strips_own_does() {
    // A strip whose own fader is at unity, so that either is the whole of what is heard.
    for ramp_s in [None, Some((0.1, None)), Some((0.1, Some(0.2))), Some((0.3, Some(1.5)))] {
        let render = |by_vca: bool| {
            let mut desk = desk(1, 0);
            desk.edit(&[desk.strip(0, "vca", of(9))]);
            desk.render(1_000);
            let gain = if by_vca { desk.vca(9, "gain", 0.01) } else { desk.strip(0, "gain", 0.01) };
            match ramp_s {
                Some((seconds, start)) => desk.edit(&desk.ramp(gain, seconds, start)),
                None => desk.edit(&[gain]),
            }
            let mut heard = desk.render(1_700)[0].clone();
            let back = if by_vca { desk.vca(9, "gain", 0.6) } else { desk.strip(0, "gain", 0.6) };
            desk.edit(&[back]);
            heard.extend(&desk.render(24_000)[0]);
            heard
        };
        assert_eq!(render(false), render(true), "{ramp_s:?}");
    }
}

#[test]
fn a_member_and_its_vcas_may_all_move_at_once() {
    let mut desk = desk(1, 0);
    desk.edit(&[desk.strip(0, "vca", of(0)), desk.vca(0, "vca", of(1))]);
    desk.render(960);
    let [own, inner, outer] = [desk.strip(0, "gain", 0.1), desk.vca(0, "gain", 0.5), desk.vca(1, "gain", 2.0)];
    // Ramps are even in decibels, so half way each is at the geometric mean.
    let mut edit = desk.ramp(own, 0.2, None).to_vec();
    edit.extend(desk.ramp(inner, 0.1, None));
    edit.extend(desk.ramp(outer, 0.4, None));
    desk.edit(&edit);
    let heard = &desk.render(24_000)[0];
    for (at_s, own, inner, outer) in [(0.05, 0.25, 0.5, 0.125), (0.15, 0.75, 1.0, 0.375), (0.3, 1.0, 1.0, 0.75)] {
        let expected = 0.1_f64.powf(own) * 0.5_f64.powf(inner) * 2.0_f64.powf(outer);
        let found = f64::from(heard[(at_s * f64::from(RATE)) as usize - 1]);
        assert!((found / expected - 1.0).abs() < 1e-4, "{at_s} s: {found}, {expected}");
    }
    near(heard[23_999], 0.1);
}

#[test]
fn whatever_a_vca_does_is_no_click() {
    // A glide of 20 ms over the whole way steps by at most 0.0026 a frame, a fade of 5 ms by 0.0063.
    let steps = |edit: &dyn Fn(&Desk) -> Vec<Write>| {
        let mut desk = desk(1, 0);
        desk.edit(&[desk.strip(0, "vca", of(0)), desk.vca(1, "gain", 0.0), desk.vca(2, "gain", 0.4)]);
        let mut heard = desk.render(1_000)[0].clone();
        for _ in 0..3 {
            desk.edit(&edit(&desk));
            heard.extend(&desk.render(333)[0]);
            desk.edit(&[desk.strip(0, "vca", of(2)), desk.vca(0, "mute", 0.0), desk.vca(0, "gain", 1.0)]);
            heard.extend(&desk.render(1_234)[0]);
        }
        assert!(heard.iter().all(|level| (0.0..=1.0).contains(level)));
        largest_step(&heard)
    };
    let glide = steps(&|desk| vec![desk.strip(0, "vca", NONE), desk.vca(0, "gain", 0.0)]);
    assert!(0.0005 < glide && glide < 0.0027, "{glide}");
    let nested = steps(&|desk| vec![desk.vca(2, "vca", of(1))]);
    assert!(0.0005 < nested && nested < 0.0027, "{nested}");
    let fade = steps(&|desk| vec![desk.strip(0, "vca", of(0)), desk.vca(0, "mute", 1.0)]);
    assert!(0.001 < fade && fade < 0.0091, "{fade}");
}

#[test]
fn a_member_that_joins_or_leaves_ends_exactly_at_its_new_level() {
    let mut desk = desk(1, 0);
    desk.edit(&[desk.vca(0, "gain", 0.37), desk.vca(1, "gain", 1.21), desk.strip(0, "gain", 0.9)]);
    assert_eq!(last(&desk.render(64)), 0.9);
    for (vca, level) in [(of(0), 0.9 * 0.37), (of(1), 0.9 * 1.21_f32), (NONE, 0.9), (of(0), 0.9 * 0.37)] {
        desk.edit(&[desk.strip(0, "vca", vca)]);
        assert_eq!(last(&desk.render(9_600)), level);
    }
}

#[test]
fn nobody_hears_a_glide_that_ends_before_a_member_wakes() {
    for member in ["strip", "bus"] {
        let mut desk = Desk::new(2, 1, 960);
        desk.feed(0, |_, frame| if frame >= 480 { 1.0 } else { 0.0 });
        desk.edit(&match member {
            "strip" => vec![desk.strip(0, "vca", of(0))],
            _ => vec![desk.strip(0, "output", 1.0), desk.bus(0, "vca", of(0))],
        });
        desk.render(479);
        desk.edit(&[desk.vca(0, "gain", 0.25)]);
        assert!(desk.render(481)[0][1..].iter().all(|sample| *sample == 0.25), "{member}");
    }
}

#[test]
fn a_ramp_goes_on_while_all_members_sleep() {
    let mut desk = Desk::new(1, 0, 48_000);
    desk.feed(0, |_, frame| if frame >= 24_000 { 1.0 } else { 0.0 });
    desk.edit(&[desk.strip(0, "vca", of(0))]);
    desk.render(32);
    let gain = desk.vca(0, "gain", 0.01);
    desk.edit(&desk.ramp(gain, 1.0, None));
    let heard = &desk.render(47_000)[0];
    let expected = 0.01_f64.powf(24_000.0 / 48_000.0);
    assert!((f64::from(heard[24_000 - 33 + 32]) / expected - 1.0).abs() < 1e-3, "{}", heard[24_000]);
}

#[test]
fn sends_behind_the_fader_follow_and_those_before_it_do_not() {
    let mut desk = desk(1, 2);
    desk.edit(&[
        desk.strip(0, "vca", of(0)),
        desk.send(0, 0, "level", 0.5),
        desk.send(0, 1, "level", 0.5),
        desk.send(0, 1, "tap", 1.0),
        desk.vca(0, "gain", 0.25),
    ]);
    desk.render(9_600);
    assert_eq!(desk.bus_meter(0, "peak_left"), 0.125);
    assert_eq!(desk.bus_meter(1, "peak_left"), 0.5);
}

#[test]
fn no_member_and_no_word_of_a_member_is_moved() {
    let mut desk = desk(4, 2);
    let mut edit: Vec<Write> =
        (0..4).flat_map(|at| [desk.strip(at, "vca", of(at)), desk.strip(at, "gain", 0.5)]).collect();
    edit.extend([desk.bus(0, "vca", of(0)), desk.vca(0, "vca", of(1))]);
    desk.edit(&edit);
    let words = |desk: &Desk| -> Vec<u32> {
        let layout = desk.layout;
        (layout.master()..layout.page_end()).map(|word| desk.engine.block().bits(word).load(SeqCst)).collect()
    };
    let before = words(&desk);
    desk.render(960);
    desk.edit(&[desk.vca(0, "gain", 0.1), desk.vca(1, "mute", 1.0)]);
    desk.render(9_600);
    assert_eq!(words(&desk), before);
}

#[test]
fn circles_and_a_fifth_vca_are_survived_and_what_is_too_far_away_does_not_act() {
    let mut desk = desk(1, 0);
    let mut edit: Vec<Write> = (0..VCA_COUNT).map(|vca| desk.vca(vca, "vca", of((vca + 1) % VCA_COUNT))).collect();
    edit.extend((0..VCA_COUNT).map(|vca| desk.vca(vca, "gain", if vca < VCA_DEPTH { 0.5 } else { 0.0 })));
    edit.push(desk.strip(0, "vca", of(0)));
    desk.edit(&edit);
    assert_eq!(last(&desk.render(960)), 0.0625);
    desk.edit(&[desk.vca(0, "vca", of(0))]);
    assert_eq!(last(&desk.render(9_600)), 0.0625);
    desk.edit(&[desk.vca(0, "vca", 77.0), desk.strip(0, "vca", of(0))]);
    assert_eq!(last(&desk.render(9_600)), 0.5);
}

#[test]
fn an_engine_that_starts_is_at_once_where_its_vcas_were_going() {
    let mut desk = desk(1, 0);
    desk.edit(&[desk.strip(0, "vca", of(0))]);
    desk.render(960);
    let gain = desk.vca(0, "gain", 0.25);
    desk.edit(&desk.ramp(gain, 2.0, None));
    desk.render(960);
    desk.edit(&[desk.vca(1, "gain", 0.5), desk.vca(0, "vca", of(1))]);
    desk.render(10);
    desk.engine.start();
    assert_eq!(desk.render(960)[0], [0.125; 960]);
}
