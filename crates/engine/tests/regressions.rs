//! What the fuzzer found, each as the few steps that it takes.

mod support;
use megamixer_schema::header;
use support::*;

const FRAMES: usize = 4_800;

/// Plays noise into a strip whose compressor has something switched on that a start switches off, and then silence.
fn strips_awake_after_a_start_that_turns_off(what: &str) -> u32 {
    let mut desk = Desk::new(1, 0, FRAMES);
    desk.edit(&[desk.strip(0, "compressor.on", 1.0), desk.strip(0, what, 1.0)]);
    desk.feed(0, |channel, frame| noise_at(0, channel, frame));
    desk.render(FRAMES);
    desk.edit(&[desk.strip(0, what, 0.0)]);
    desk.engine.start();
    desk.connected[0] = 0;
    for _ in 0..30 {
        desk.position = 0;
        desk.render(FRAMES);
    }
    desk.counter(header::strips_awake)
}

#[test]
fn a_strip_falls_asleep_though_a_start_turned_off_what_its_compressor_listened_with() {
    for what in ["compressor.detector", "compressor.key_highpass.on"] {
        assert_eq!(strips_awake_after_a_start_that_turns_off(what), 0, "{what}");
    }
}

#[test]
fn what_the_master_equaliser_lifts_beyond_the_limit_is_contained_though_the_fader_is_down() {
    const LIMIT: f32 = (1 << 20) as f32;
    let mut desk = Desk::new(1, 0, FRAMES);
    let bands = ["eq.band1.gain", "eq.band2.gain", "eq.band3.gain", "eq.band4.gain"];
    let mut edit = bands.map(|path| desk.master(path, 24.0)).to_vec();
    edit.extend(["eq.band1.frequency", "eq.band2.frequency"].map(|path| desk.master(path, 1_000.0)));
    edit.extend([desk.master("gain", 0.0), desk.master("meter_point", 1.0)]);
    desk.edit(&edit);
    desk.feed(0, |channel, frame| noise_at(0, channel, frame) * LIMIT);
    desk.render(FRAMES);
    assert!(desk.master_meter("peak_left") <= LIMIT, "{}", desk.master_meter("peak_left"));
    assert!(desk.counter(header::faults) > 0);
}

#[test]
fn a_ramp_shorter_than_the_glide_to_its_start_leads_no_ratio_below_one() {
    let mut desk = Desk::new(1, 0, FRAMES);
    desk.feed(0, |_, _| 0.5);
    desk.edit(&[
        desk.strip(0, "compressor.on", 1.0),
        desk.strip(0, "compressor.threshold", -40.0),
        desk.strip(0, "compressor.ratio", 1.0),
    ]);
    desk.render(FRAMES);
    // As `ratio.value = 100; ratio.rampTo(1, 0.001)`.
    desk.edit(&desk.ramp(desk.strip(0, "compressor.ratio", 1.0), 0.001, Some(100.0)));
    desk.position = 0;
    let [left, _] = desk.render(FRAMES);
    let loudest = left.iter().copied().fold(0.0, f32::max);
    assert!(loudest < 0.5001, "{loudest}");
}

#[test]
fn a_ramp_of_what_is_off_goes_on_in_time_though_nothing_else_is_on() {
    for what in ["strip", "bus", "master"] {
        let mut desk = Desk::new(1, 1, FRAMES);
        let write = |desk: &Desk, path: &str, value: f32| match what {
            "strip" => desk.strip(0, path, value),
            "bus" => desk.bus(0, path, value),
            _ => desk.master(path, value),
        };
        desk.feed(0, |_, _| 0.25);
        // Through the bus alone.
        desk.edit(&[
            desk.strip(0, "output", 1.0),
            write(&desk, "compressor.threshold", 0.0),
            write(&desk, "compressor.knee", 0.0),
        ]);
        desk.render(FRAMES);
        desk.edit(&desk.ramp(write(&desk, "compressor.makeup", -20.0), 0.05, None));
        desk.position = 0;
        desk.render(FRAMES);
        desk.edit(&[write(&desk, "compressor.on", 1.0)]);
        desk.position = 0;
        let [left, _] = desk.render(FRAMES);
        assert!((left[1_000] - 0.025).abs() < 1e-4, "{what}: {}", left[1_000]);
    }
}
