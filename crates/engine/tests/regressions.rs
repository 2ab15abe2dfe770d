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
