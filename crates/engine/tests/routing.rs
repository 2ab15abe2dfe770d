//! Where strips and buses go, and in which order they are mixed.

mod support;
use support::*;

/// The word of an output: 0 is the master.
const fn to_bus(bus: usize) -> f32 {
    (1 + bus) as f32
}

/// The word of a key that is a strip.
const fn strip_key(strip: usize) -> f32 {
    (1 + megamixer_schema::BUS_COUNT.max + strip) as f32
}

fn constant(level: f32) -> impl Fn(usize, usize) -> f32 {
    move |_, _| level
}

fn last(output: &[Vec<f32>; 2]) -> f32 {
    *output[0].last().expect("something was rendered")
}

#[test]
fn a_strip_that_goes_to_a_bus_is_heard_through_it_and_not_beside_it() {
    let mut desk = Desk::new(2, 2, 960);
    desk.feed(0, constant(0.5));
    desk.edit(&[desk.strip(0, "output", to_bus(1)), desk.bus(1, "gain", 0.25)]);
    assert_eq!(last(&desk.render(960)), 0.125);
}

#[test]
fn a_bus_may_feed_any_other_bus_whatever_their_numbers() {
    for (from, to) in [(0, 3), (3, 0), (1, 2), (2, 1)] {
        let mut desk = Desk::new(1, 4, 960);
        desk.feed(0, constant(0.5));
        desk.edit(&[
            desk.strip(0, "output", to_bus(from)),
            desk.bus(from, "output", to_bus(to)),
            desk.bus(from, "gain", 0.5),
            desk.bus(to, "gain", 0.25),
        ]);
        assert_eq!(last(&desk.render(960)), 0.0625, "{from} to {to}");
        assert_eq!(desk.bus_meter(to, "peak_left"), 0.0625);
    }
}

#[test]
fn a_chain_of_all_buses_arrives_in_the_same_frame() {
    let mut desk = Desk::new(1, 16, 960);
    desk.feed(0, |_, frame| if frame == 500 { 0.5 } else { 0.0 });
    let mut edit = vec![desk.strip(0, "output", to_bus(15))];
    edit.extend((1..16).map(|bus| desk.bus(bus, "output", to_bus(bus - 1))));
    desk.edit(&edit);
    let output = desk.render(960);
    assert_eq!(output[0][500], 0.5);
    assert_eq!(output[0].iter().filter(|sample| **sample != 0.0).count(), 1);
}

fn sine(frame: usize) -> f32 {
    (std::f64::consts::TAU * 1_000.0 * frame as f64 / f64::from(RATE)).sin() as f32 * 0.5
}

/// The largest step between neighbours of a sine at half scale is 0.066; a click is more.
fn largest_step(signal: &[f32]) -> f32 {
    signal.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max)
}

#[test]
fn an_output_is_changed_live_without_a_click_even_where_both_ways_round_would_be_a_cycle() {
    let mut desk = Desk::new(1, 2, 9_600);
    desk.feed(0, |_, frame| sine(frame));
    desk.edit(&[desk.strip(0, "output", to_bus(0)), desk.bus(0, "output", to_bus(1))]);
    let mut heard = desk.render(960)[0].clone();
    desk.edit(&[desk.bus(0, "output", 0.0), desk.bus(1, "output", to_bus(0)), desk.strip(0, "output", to_bus(1))]);
    heard.extend(&desk.render(960)[0]);
    desk.edit(&[desk.strip(0, "output", 0.0)]);
    heard.extend(&desk.render(960)[0]);
    assert!(largest_step(&heard) < 0.07, "{}", largest_step(&heard));
    for end in [960, 1_920, 2_880] {
        assert_eq!(heard[end - 1], sine(end - 1), "it has arrived {end}");
    }
}

#[test]
fn words_that_are_a_cycle_leave_the_routes_as_they_were() {
    let mut desk = Desk::new(1, 2, 4_800);
    desk.feed(0, constant(0.5));
    desk.edit(&[desk.strip(0, "output", to_bus(0)), desk.bus(0, "output", to_bus(1)), desk.bus(1, "gain", 0.5)]);
    desk.render(960);
    desk.edit(&[desk.bus(1, "output", to_bus(0))]);
    assert_eq!(last(&desk.render(960)), 0.25);
    desk.edit(&[desk.bus(0, "output", 0.0)]);
    assert_eq!(last(&desk.render(960)), 0.5);
}

/// A compressor that is a switch: far above its threshold it takes away all but a hundredth.
fn duck(desk: &Desk, key: f32) -> Vec<Write> {
    [
        ("compressor.on", 1.0),
        ("compressor.threshold", -40.0),
        ("compressor.ratio", 100.0),
        ("compressor.knee", 0.0),
        ("compressor.attack", 0.0),
        ("compressor.release", 0.001),
        ("compressor.key", key),
    ]
    .map(|(path, value)| desk.strip(0, path, value))
    .to_vec()
}

/// -6 dB above a threshold of -40 dB, by a ratio of 100.
const DUCKED_DB: f32 = 34.0 * 0.99;

#[test]
fn a_strip_keyed_by_another_follows_it_in_the_same_frame_whatever_their_order() {
    for other in [1, 3, 4, 7] {
        let mut desk = Desk::new(8, 1, 4_800);
        desk.feed(0, constant(0.001));
        desk.feed(other, |_, frame| if frame >= 1_003 { 0.5 } else { 0.0 });
        let mut edit = duck(&desk, strip_key(other));
        edit.push(desk.strip(other, "mute", 1.0));
        desk.edit(&edit);
        let heard = desk.render(4_800);
        assert_eq!(heard[0][1_002], 0.001);
        let reduction_db = -20.0 * (heard[0][1_003] / 0.001).log10();
        assert!((reduction_db - DUCKED_DB).abs() < 0.1, "strip {other}: {reduction_db}");
    }
}

#[test]
fn a_strip_keyed_by_a_bus_follows_it_in_the_same_frame_also_in_one_vector_with_who_feeds_the_bus() {
    for bus in [0, 2] {
        let mut desk = Desk::new(2, 3, 4_800);
        desk.feed(0, constant(0.001));
        desk.feed(1, |_, frame| if frame >= 1_003 { 0.5 } else { 0.0 });
        let mut edit = duck(&desk, to_bus(bus));
        edit.extend((0..3).map(|bus| desk.send(0, bus, "on", 0.0)));
        edit.extend([desk.strip(1, "output", to_bus(bus)), desk.bus(bus, "mute", 1.0)]);
        desk.edit(&edit);
        let heard = desk.render(4_800);
        assert_eq!(heard[0][1_002], 0.001);
        let reduction_db = -20.0 * (heard[0][1_003] / 0.001).log10();
        assert!((reduction_db - DUCKED_DB).abs() < 0.1, "bus {bus}: {reduction_db}");
        assert!((desk.strip_meter(0, "compressor_reduction") - DUCKED_DB).abs() < 0.1);
    }
}

#[test]
fn who_shares_a_vector_with_a_late_strip_sounds_as_without_it() {
    let render = |late: bool| {
        let mut desk = Desk::new(4, 1, 9_600);
        for strip in 0..4 {
            desk.feed(strip, |channel, frame| if strip == 0 { 0.0 } else { noise_at(strip, channel, frame) * 0.2 });
        }
        let mut edit = vec![desk.send(0, 0, "on", 0.0)];
        if late {
            edit.extend(duck(&desk, to_bus(0)));
        }
        for strip in 1..4 {
            edit.extend([
                desk.strip(strip, "eq.band2.gain", 6.0),
                desk.strip(strip, "compressor.on", 1.0),
                desk.strip(strip, "gate.on", 1.0),
                desk.send(strip, 0, "level", 0.5),
            ]);
        }
        desk.edit(&edit);
        let mut output = desk.render(4_800);
        let ramp = desk.strip(2, "gain", 0.1);
        desk.edit(&desk.ramp(ramp, 0.05, None));
        let rest = desk.render(4_800);
        output.iter_mut().zip(rest).for_each(|(whole, rest)| whole.extend(rest));
        output.map(|channel| channel.into_iter().map(f32::to_bits).collect::<Vec<_>>())
    };
    let (plain, late) = (render(false), render(true));
    let differing = (0..9_600).find(|frame| plain[0][*frame] != late[0][*frame]);
    assert_eq!(differing, None);
}

/// Strip 0 comes in after a second and a half of silence, while strip 4, which ducks it, has played all the time.
fn ducked_after_silence(neighbour_plays: bool, set: impl Fn(&Desk) -> Vec<Write>) -> Vec<f32> {
    let mut desk = Desk::new(8, 1, 96_000);
    desk.feed(0, |_, frame| if frame >= 72_000 { 0.5 } else { 0.0 });
    desk.feed(1, |_, frame| if neighbour_plays { sine(frame) } else { 0.0 });
    desk.feed(4, |_, frame| sine(frame));
    let mut edit = vec![desk.strip(1, "mute", 1.0), desk.strip(4, "mute", 1.0)];
    edit.extend(set(&desk));
    desk.edit(&edit);
    desk.render(96_000)[0][72_000..].to_vec()
}

/// A compressor that takes its time.
const SLOW_DUCK: [(&str, f32); 6] = [
    ("compressor.on", 1.0),
    ("compressor.threshold", -60.0),
    ("compressor.ratio", 100.0),
    ("compressor.knee", 0.0),
    ("compressor.attack", 0.1),
    ("compressor.key", strip_key(4)),
];

#[test]
fn what_has_been_ducked_all_along_is_ducked_from_its_first_frame_on() {
    let on_strip = |desk: &Desk| SLOW_DUCK.map(|(path, value)| desk.strip(0, path, value)).to_vec();
    let beside = ducked_after_silence(true, on_strip);
    let on_bus = ducked_after_silence(false, |desk| {
        let mut edit = SLOW_DUCK.map(|(path, value)| desk.bus(0, path, value)).to_vec();
        edit.push(desk.strip(0, "output", to_bus(0)));
        edit
    });
    let on_master =
        ducked_after_silence(false, |desk| SLOW_DUCK.map(|(path, value)| desk.master(path, value)).to_vec());
    for (place, heard) in [("strip", &beside), ("bus", &on_bus), ("master", &on_master)] {
        assert!(heard[..480].iter().all(|sample| sample.abs() < 0.01), "{place}: {}", heard[0]);
    }
    assert!(ducked_after_silence(false, on_strip) == beside, "whoever shares its vector");
}

#[test]
fn who_is_ducked_sleeps_once_its_compressor_is_off() {
    let mut desk = Desk::new(8, 0, 96_000);
    desk.feed(4, |_, frame| if frame < 9_600 { sine(frame) } else { 0.0 });
    desk.edit(&SLOW_DUCK.map(|(path, value)| desk.strip(0, path, value)));
    desk.render(48_000);
    assert_eq!(desk.counter(megamixer_schema::header::strips_awake), 1, "it listens");
    desk.edit(&[desk.strip(0, "compressor.on", 0.0)]);
    desk.render(9_600);
    assert_eq!(desk.counter(megamixer_schema::header::strips_awake), 0);
}
