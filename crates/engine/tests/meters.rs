//! Meters, as the page reads them.

mod support;
use megamixer_schema::header;
use std::sync::atomic::Ordering::SeqCst;
use support::*;

#[test]
fn an_engine_that_has_rendered_nothing_has_measured_silence() {
    let desk = Desk::new(1, 0, 0);
    for (name, silence) in [
        ("momentary", f32::NEG_INFINITY),
        ("short_term", f32::NEG_INFINITY),
        ("integrated", f32::NEG_INFINITY),
        ("range", 0.0),
        ("momentary_max", f32::NEG_INFINITY),
        ("short_term_max", f32::NEG_INFINITY),
        ("true_peak_max", 0.0),
    ] {
        assert_eq!(desk.master_meter(name), silence, "{name}");
    }
}

#[test]
fn a_meter_reads_after_the_fader_and_the_pan() {
    let mut desk = Desk::new(2, 0, 4_800);
    desk.feed(1, |_, _| 0.8);
    desk.edit(&[desk.strip(1, "gain", 0.5), desk.strip(1, "pan", 1.0)]);
    desk.render(4_800);
    assert_eq!(desk.strip_meter(1, "peak_left"), 0.0);
    assert!((desk.strip_meter(1, "peak_right") - 0.8).abs() < 1e-6);
    assert_eq!(desk.strip_meter(0, "peak_right"), 0.0);
}

#[test]
fn a_peak_that_the_page_took_is_gone_and_one_that_it_did_not_stays() {
    let mut desk = Desk::new(1, 0, 9_600);
    desk.feed(0, |_, frame| if frame == 100 { 0.9 } else { 0.1 });
    desk.render(4_800);
    let word = desk.layout.strip_meter(0) + 2;
    let taken = desk.engine.block().float(word).swap(0.0, SeqCst);
    assert_eq!(taken, 0.9);
    desk.render(4_800);
    assert_eq!(desk.strip_meter(0, "peak_since_read_left"), 0.1);
}

#[test]
fn every_peak_is_told_exactly_once_however_seldom_the_page_asks() {
    const QUANTA: usize = 400;
    let level = |quantum: usize| ((quantum * 7_919) % 997 + 1) as f32 / 1_000.0;
    let mut desk = Desk::new(1, 0, QUANTA * 128);
    desk.feed(0, |_, frame| level(frame / 128));
    let word = desk.layout.strip_meter(0) + 2;
    let mut noise = Noise(3);
    let mut rendered = 0;
    while rendered < QUANTA {
        let quanta = (1 + noise.below(9)).min(QUANTA - rendered);
        desk.render_in_calls(&vec![128; quanta]);
        let loudest = (rendered..rendered + quanta).map(level).fold(0.0, f32::max);
        assert_eq!(desk.engine.block().float(word).swap(0.0, SeqCst), loudest);
        rendered += quanta;
    }
}

#[test]
fn a_clip_is_latched_until_it_is_cleared() {
    let mut desk = Desk::new(1, 0, 9_600);
    desk.feed(0, |channel, frame| if frame == 100 && channel == 1 { -1.5 } else { 0.1 });
    desk.render(4_800);
    assert_eq!((desk.strip_meter_bits(0, "clip_left"), desk.strip_meter_bits(0, "clip_right")), (0, 1));
    desk.edit(&[desk.strip(0, "clear_clip", 1.0)]);
    desk.render(128);
    assert_eq!(desk.strip_meter_bits(0, "clip_right"), 0);
}

#[test]
fn the_meter_of_a_source_that_ended_falls_to_nothing() {
    let mut desk = Desk::new(1, 0, 48_000 * 13);
    desk.feed(0, |_, frame| if frame < 480 { 1.0 } else { 0.0 });
    desk.render(48_000 * 2);
    assert!((20.0 * desk.strip_meter(0, "peak_left").log10() + 20.0).abs() < 0.5);
    desk.render(48_000 * 11);
    assert_eq!((desk.strip_meter(0, "peak_left"), desk.strip_meter(0, "rms_left")), (0.0, 0.0));
}

#[test]
fn edits_are_adopted_by_the_next_call_and_counted() {
    let mut desk = Desk::new(2, 1, 1_280);
    desk.render(128);
    for edit in 1..=4 {
        desk.edit(&[desk.strip(0, "gain", 0.1 * edit as f32)]);
        desk.render(128);
        assert_eq!(desk.counter(header::adopted_sequence), 2 * edit);
        assert_eq!(desk.counter(header::adoptions), edit);
    }
    desk.render(128);
    assert_eq!(desk.counter(header::adoptions), 4);
}

#[test]
fn a_costly_meter_that_is_wanted_again_shows_nothing_of_before() {
    let mut desk = Desk::new(1, 0, 96_000);
    desk.feed(0, |_, frame| if frame < 24_000 { noise_at(0, 0, frame) } else { 0.0 });
    let want = |on: f32| [desk.master("want_true_peak", on), desk.master("want_correlation", on)];
    let [on, off] = [want(1.0), want(0.0)];
    desk.edit(&on);
    desk.render(24_000);
    let largest = desk.master_meter("true_peak_max");
    assert!(largest > 1.0 && desk.master_meter("true_peak_left") == largest && desk.master_meter("correlation") > 0.99);
    desk.edit(&off);
    desk.render(48_000);
    assert_eq!(desk.master_meter("true_peak_left"), largest, "its last figure");
    desk.edit(&on);
    desk.render(128);
    let shown = ["true_peak_left", "true_peak_right", "correlation"].map(|name| desk.master_meter(name));
    assert_eq!(shown, [0.0; 3]);
    assert_eq!(desk.master_meter("true_peak_max"), largest, "it is of all that was measured since the reset");
}

#[test]
fn a_gap_in_which_the_true_peak_was_not_wanted_is_no_peak() {
    let sine = |frame: usize| (std::f64::consts::TAU * 1_000.0 * frame as f64 / f64::from(RATE)).sin() as f32;
    for gap in 320..368 {
        let mut desk = Desk::new(1, 0, 9_600);
        desk.feed(0, |_, frame| sine(frame));
        desk.edit(&[desk.master("want_true_peak", 1.0)]);
        desk.render(4_800);
        desk.edit(&[desk.master("want_true_peak", 0.0)]);
        desk.render(gap);
        desk.edit(&[desk.master("want_true_peak", 1.0)]);
        desk.render(4_000);
        let found = desk.master_meter("true_peak_max");
        assert!((0.999..1.002).contains(&found), "{found} after {gap}");
    }
}

#[test]
fn the_page_sees_which_strips_something_is_connected_to_also_while_everybody_sleeps() {
    let mut desk = Desk::new(40, 0, 9_600);
    let connected = |desk: &Desk| [header::connected_0, header::connected_1].map(|word| desk.counter(word));
    desk.render(128);
    assert_eq!(connected(&desk), [0, 0]);
    // Silence too is something, and nobody wakes for it.
    [0, 31, 33].into_iter().for_each(|strip| desk.feed(strip, |_, _| 0.0));
    desk.render(1_280);
    assert_eq!(desk.counter(header::strips_awake), 0);
    assert_eq!(connected(&desk), [1 << 31 | 1, 1 << 1]);
    desk.connected.fill(0);
    desk.render(128);
    assert_eq!(connected(&desk), [0, 0]);
}
