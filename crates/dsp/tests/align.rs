//! The alignment delay, listened to.

#[path = "common/clicks.rs"]
mod clicks;
mod common;

use clicks::{far_db, sine};
use common::frames::{bits, channel};
use common::noise::Noise;
use megamixer_dsp::align::Align;
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES};
use megamixer_dsp::mask::Mask;

/// Renders in stretches that end at grid points, and elsewhere if `cut`. Before every frame of `events`, `turn` is
/// called.
fn render(
    align: &mut Align,
    signal: &[Frame],
    events: &[usize],
    mut cut: Option<&mut Noise>,
    mut turn: impl FnMut(&mut Align, usize),
) -> Vec<Frame> {
    let mut out = signal.to_vec();
    let mut at = 0;
    while at < out.len() {
        if events.contains(&at) {
            turn(align, at);
        }
        let next = events.iter().copied().filter(|event| *event > at).min().unwrap_or(usize::MAX);
        let mut end = (at / CELL_FRAMES + 1) * CELL_FRAMES;
        end = end.min(next).min(out.len());
        if let Some(noise) = cut.as_deref_mut() {
            end = at + 1 + noise.below(end - at);
        }
        if align.active() {
            align.render(&mut out[at..end]);
        }
        if end.is_multiple_of(CELL_FRAMES) {
            align.settle();
        }
        at = end;
    }
    out
}

fn noise(seed: u64, frames: usize) -> Vec<Frame> {
    Noise(seed).frames(frames)
}

fn mono(samples: &[f32]) -> Vec<Frame> {
    samples.iter().map(|sample| Frame::splat(*sample)).collect()
}

#[test]
fn a_signal_is_delayed_by_its_whole_frames_exactly_at_every_rate() {
    for rate in [3_000.0, 44_100.0, 48_000.0, 768_000.0f32] {
        for delays in [
            [0, 1, CELL_FRAMES - 1, CELL_FRAMES],
            [CELL_FRAMES + 1, 4_800, 1, 0],
            [CELL_FRAMES; 4],
            [4_800; 4],
            [CELL_FRAMES - 1, CELL_FRAMES - 1, CELL_FRAMES + 1, CELL_FRAMES + 1],
        ] {
            let mut align = Align::new(4_800.0 / rate, rate);
            let seconds = delays.map(|frames| frames as f32 / rate);
            (0..LANES).for_each(|lane| align.set_time(lane, seconds[lane], true));
            let signal = noise(1, 12_000);
            let out = render(&mut align, &signal, &[], Some(&mut Noise(2)), |_, _| ());
            for (lane, delay) in delays.into_iter().enumerate() {
                let (given, found) = (bits(&signal, lane), bits(&out, lane));
                assert!(found[..delay].iter().all(|bits| *bits == [0; 2]), "{rate} Hz, {delay} frames");
                assert!(found[delay..] == given[..12_000 - delay], "{rate} Hz, {delay} frames");
            }
        }
    }
}

#[test]
fn without_delay_nothing_is_done() {
    for (max_s, time_s) in [(0.0, 0.1), (0.1, 0.0), (0.1, 0.000_01)] {
        let mut align = Align::new(max_s, 48_000.0);
        align.set_time(2, time_s, false);
        assert!(!align.active());
        assert_eq!(align.at_rest(), Mask::ALL);
    }
}

#[test]
fn more_delay_than_there_is_room_for_is_all_the_room() {
    let mut align = Align::new(0.01, 48_000.0);
    align.set_time(0, 5.0, true);
    let signal = noise(1, 1_000);
    let out = render(&mut align, &signal, &[], None, |_, _| ());
    assert_eq!(bits(&out, 0)[480..], bits(&signal, 0)[..520]);
}

#[test]
fn a_delay_that_changes_under_a_sine_leaves_no_click() {
    for rate in [44_100.0, 48_000.0, 96_000.0] {
        let frames = (rate * 0.8) as usize;
        let signal = mono(&sine(1_000.0, rate, frames));
        let ms = |time_ms: f64| (rate * time_ms / 1_000.0) as usize;
        // A change every 100 ms, and one that changes its mind twice while it crossfades.
        let events = [100.0, 200.0, 300.0, 400.0, 405.0, 410.0, 500.0, 600.0].map(ms);
        let times = [0.0005, 0.05, 0.0133, 0.0, 0.1, 0.02, 0.0203, 0.0];
        let mut align = Align::new(0.1, rate as f32);
        let out = render(&mut align, &signal, &events, Some(&mut Noise(3)), |align, at| {
            let event = events.iter().position(|event| *event == at).unwrap();
            align.set_time(0, times[event], false);
        });
        let found = far_db(&channel(&out, 0), 1_000.0, rate);
        println!("{rate} Hz: {found:.1} dB");
        assert!(found <= -60.0, "{found}");
        assert!(!align.active());
        assert_eq!(bits(&out, 0)[ms(700.0)..], bits(&signal, 0)[ms(700.0)..]);
    }
}

#[test]
fn a_change_is_a_crossfade_of_twenty_milliseconds_at_equal_gain() {
    let mut align = Align::new(0.1, 48_000.0);
    align.set_time(0, 0.01, true);
    let signal: Vec<Frame> = (0..9_600).map(|i| Frame::splat(if i < 4_800 { 0.5 } else { i as f32 })).collect();
    let out = render(&mut align, &signal, &[3_200, 6_400], None, |align, at| {
        align.set_time(0, if at == 3_200 { 0.02 } else { 0.0 }, false);
    });
    let found = channel(&out, 0);
    assert!(found[480..4_800].iter().all(|sample| *sample == 0.5));
    assert_eq!((found[6_399], found[6_400 + 959]), (6_399.0 - 960.0, 7_359.0));
    assert!((found[6_400 + 479] - (6_879.0 - 480.0)).abs() < 1.0, "{}", found[6_879]);
    assert!(found[6_400 + 958] < 7_358.0 + 0.01 && found[6_400 + 900] < 7_300.0);
}

#[test]
fn a_first_delay_is_never_heard_as_a_gap() {
    let mut align = Align::new(0.5, 48_000.0);
    let out = render(&mut align, &mono(&[0.25; 48_000]), &[1_600], None, |align, _| align.set_time(0, 0.3, false));
    assert!(out.iter().all(|frame| frame.to_array()[0] == 0.25));
    assert!(align.active());
}

#[test]
fn what_played_before_is_never_heard_again() {
    let mut signal = mono(&[1.0; 40_000]);
    signal[20_000..].iter_mut().for_each(|frame| *frame = Frame::splat(0.25));
    let bound = |out: &[Frame]| channel(out, 0)[20_000..].iter().all(|sample| *sample <= 0.25);
    // The signal had no delay for a while; its neighbour kept the ring running.
    let mut align = Align::new(0.1, 48_000.0);
    align.set_time(0, 0.1, true);
    align.set_time(1, 0.1, true);
    let out = render(&mut align, &signal, &[10_016, 20_000], None, |align, at| {
        align.set_time(0, if at == 20_000 { 0.09 } else { 0.0 }, false);
    });
    assert!(bound(&out) && channel(&out, 1)[20_100] == 1.0);
    // At once there is silence where nothing is known.
    let mut align = Align::new(0.1, 48_000.0);
    let turn = |align: &mut Align, at: usize| align.set_time(0, if at == 10_016 { 0.0 } else { 0.09 }, true);
    let out = render(&mut align, &signal, &[0, 10_016, 20_000], None, turn);
    assert!(channel(&out, 0)[20_000..24_320].iter().all(|sample| *sample == 0.0) && bound(&out));
    assert!(channel(&out, 0)[24_320..].iter().all(|sample| *sample == 0.25));
    // It was reset.
    for delay in [0.1, 0.001] {
        let mut align = Align::new(0.1, 48_000.0);
        (0..LANES).for_each(|lane| align.set_time(lane, delay, true));
        let out = render(&mut align, &signal, &[20_000, 20_001], None, |align, at| match at {
            20_000 => align.reset(Mask::one(0)),
            _ => align.set_time(0, 0.08, false),
        });
        assert!(bound(&out) && channel(&out, 1)[20_010] == 1.0);
    }
    // It slept.
    let mut align = Align::new(0.1, 48_000.0);
    align.set_time(0, 0.1, true);
    render(&mut align, &signal[..20_000], &[], None, |_, _| ());
    align.pass_time();
    let out = render(&mut align, &signal[20_000..], &[], None, |_, _| ());
    assert!(channel(&out, 0)[..4_800].iter().all(|sample| *sample == 0.0));
}

#[test]
fn a_delayed_signal_is_at_rest_once_it_has_played_all_of_it() {
    let mut align = Align::new(0.1, 48_000.0);
    align.set_time(0, 0.1, true);
    align.set_time(1, 0.001, true);
    let quiet_from = 6_400;
    let mut at = 0;
    let mut rested_at = [0; 2];
    while at < 19_200 {
        let mut cell: Vec<Frame> =
            if at < quiet_from { noise(at as u64, CELL_FRAMES) } else { vec![Frame::splat(-0.0); CELL_FRAMES] };
        let resting = align.at_rest();
        align.render(&mut cell);
        align.settle();
        at += CELL_FRAMES;
        for (lane, rested_at) in rested_at.iter_mut().enumerate() {
            assert!(!(resting.has(lane) && at > quiet_from) || bits(&cell, lane).iter().all(|b| b[0] << 1 == 0));
            if at > quiet_from && *rested_at == 0 && align.at_rest().has(lane) {
                *rested_at = at - quiet_from;
            }
        }
        assert!(align.at_rest().has(3));
    }
    assert_eq!(rested_at, [4_800usize, 48].map(|frames| frames.next_multiple_of(CELL_FRAMES)));
}

/// Every lane is turned and reset at random.
fn churn(seed: u64) -> (Vec<usize>, impl Fn(&mut Align, usize, Mask)) {
    let mut noise = Noise(seed);
    let events: Vec<usize> = (0..60).map(|_| noise.below(30_000)).collect();
    let turn = move |align: &mut Align, at: usize, lanes: Mask| {
        for lane in lanes.lanes() {
            let mut noise = Noise(seed + (at * LANES + lane) as u64 * 7_919);
            noise.below(2);
            match noise.below(8) {
                0 => align.reset(Mask::one(lane)),
                1 => align.set_time(lane, 0.0, false),
                2 => align.land(lane),
                3 => align.set_time(lane, noise.below(4_800) as f32 / 48_000.0, true),
                4..=5 => align.set_time(lane, noise.below(40) as f32 / 48_000.0, false),
                _ => align.set_time(lane, noise.below(4_800) as f32 / 48_000.0, false),
            }
        }
    };
    (events, turn)
}

#[test]
fn a_signal_never_hears_its_neighbours() {
    let signal = noise(5, 32_000);
    for seed in 0..4 {
        let (events, turn) = churn(seed);
        let mut together = Align::new(0.1, 48_000.0);
        let out = render(&mut together, &signal, &events, None, |align, at| turn(align, at, Mask::ALL));
        for lane in 0..LANES {
            let mut alone = Align::new(0.1, 48_000.0);
            let found = render(&mut alone, &signal, &events, None, |align, at| turn(align, at, Mask::one(lane)));
            assert!(bits(&found, lane) == bits(&out, lane), "lane {lane}");
            assert_eq!(alone.at_rest().has(lane), together.at_rest().has(lane));
        }
    }
}

#[test]
fn where_a_stretch_is_cut_is_not_heard() {
    let signal = noise(6, 32_000);
    for seed in 0..4 {
        let (events, turn) = churn(seed + 10);
        let mut whole = Align::new(0.1, 48_000.0);
        let wanted = render(&mut whole, &signal, &events, None, |align, at| turn(align, at, Mask::ALL));
        let mut cut = Align::new(0.1, 48_000.0);
        let found = render(&mut cut, &signal, &events, Some(&mut Noise(seed)), |align, at| turn(align, at, Mask::ALL));
        assert!((0..LANES).all(|lane| bits(&wanted, lane) == bits(&found, lane)));
        assert_eq!(whole.at_rest(), cut.at_rest());
    }
}

#[test]
fn signals_that_become_those_of_another_play_on_as_they_would_have_there() {
    let signal = noise(7, 20_000);
    let (mut one, mut other) = (Align::new(0.1, 48_000.0), Align::new(0.1, 48_000.0));
    (0..LANES).for_each(|lane| one.set_time(lane, 0.03, true));
    (0..LANES).for_each(|lane| other.set_time(lane, 0.05, true));
    let lanes = Mask::one(1).or(Mask::one(2));
    render(&mut one, &signal[..9_997], &[], None, |_, _| ());
    render(&mut other, &signal[..6_400], &[], None, |_, _| ());
    one.set_time(1, 0.001, false);
    render(&mut one, &signal[..10], &[], None, |_, _| ());
    other.copy_lanes(&one, lanes);
    let [wanted, found] = [&mut one, &mut other].map(|align| render(align, &signal[10_016..], &[], None, |_, _| ()));
    assert!((0..LANES).all(|lane| (bits(&wanted, lane) == bits(&found, lane)) == lanes.has(lane)));
}

#[test]
fn silence_that_was_not_written_is_as_good_as_silence_that_was() {
    let signal = noise(8, 3_200);
    let with = |neighbour: bool| {
        let mut align = Align::new(0.1, 48_000.0);
        align.set_time(1, 0.01, true);
        align.reset(Mask::one(1));
        if neighbour {
            align.set_time(0, 0.001, true);
            render(&mut align, &[Frame::ZERO; 64 * CELL_FRAMES], &[], None, |_, _| ());
        }
        bits(&render(&mut align, &signal, &[640], None, |align, _| align.set_time(1, 0.05, false)), 1)
    };
    assert!(with(false) == with(true));
}
