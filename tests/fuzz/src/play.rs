//! Plays a scene, and holds what leaves the console to what audio is.

use crate::heard::{check_meters, render};
use crate::page::{self, Page};
use crate::scene::{Deed, Scene, Source};
use crate::support::{Desk, noise_at};
use megamixer_engine::Engine;
use megamixer_schema::header;
use std::sync::atomic::Ordering::SeqCst;

/// Frames that a source plays until it starts again; the most that one event renders.
const FRAMES: usize = 512;

/// In so much silence every tail has ended that [`Page::shorten_tails`] leaves. The longest are the repeats of a delay, which fall by
/// 120 dB a second: from +120 dBFS to the -180 dBFS at which there are no more, that is 2.5 s. Buses may follow one another.
const TAIL_S: f32 = 6.0;

/// Longer than anything stays away between two sounds: predelay, delay and alignment are 0.05 s each by then.
const QUIET_S: f32 = 0.4;

/// Plays a scene to its end, and then silence.
pub fn play(scene: &Scene) {
    let mut desk = Desk::with(scene.options(), FRAMES);
    let page = Page::new(desk.layout);
    // Nobody but the engine writes its meters, unless a scene has somebody who does.
    let metered = !scene.events.iter().any(|event| matches!(event.deed, Deed::ScribbleAnywhere(_)));
    (0..desk.layout.strips).for_each(|strip| feed(&mut desk, strip, Source::Noise(-20)));
    for event in &scene.events {
        happen(&mut desk, &page, &event.deed);
        render(&mut desk, usize::from(event.frames) % (FRAMES + 1), 1 + usize::from(event.cut));
        if metered {
            check_meters(&desk);
        }
    }
    end_in_silence(&mut desk, &page);
}

fn happen(desk: &mut Desk, page: &Page, deed: &Deed) {
    match deed {
        Deed::Nothing => {}
        Deed::Edit(moves) => page.edit(desk, moves),
        Deed::Shake { section, share, seed } => page.shake(desk, *section, *share, *seed),
        Deed::Scribble(words) => page.scribble(desk, words),
        Deed::ScribbleAnywhere(words) => page.scribble_anywhere(desk, words),
        Deed::Litter { section, share, seed } => page.litter(desk, *section, *share, *seed),
        Deed::Publish => page::publish(desk, || {}),
        Deed::Feed(strip, source) => feed(desk, usize::from(*strip) % desk.layout.strips, *source),
        Deed::Start => desk.engine.start(),
        Deed::Replace => replace(desk),
    }
}

fn feed(desk: &mut Desk, strip: usize, source: Source) {
    let gain = |level_db: i8| 10f32.powf(f32::from(level_db) / 20.0);
    match source {
        Source::Nothing => desk.connected[strip] = 0,
        Source::Noise(level_db) => {
            let gain = gain(level_db);
            desk.feed(strip, |channel, frame| noise_at(strip, channel, frame) * gain);
        }
        Source::Square(level_db, period) => {
            let (gain, half) = (gain(level_db), 1 + usize::from(period));
            desk.feed(strip, |_, frame| if frame / half % 2 == 0 { gain } else { -gain });
        }
        Source::Samples(samples) => {
            let samples = samples.map(|bits| f32::from_bits(bits.get()));
            desk.feed(strip, |channel, frame| samples[(channel + 2 * frame) % samples.len()]);
        }
        Source::Blemish(at, bits) => {
            let (at, sample) = (usize::from(at), f32::from_bits(bits.get()));
            desk.feed(strip, |channel, frame| if channel == 0 && frame == at { sample } else { 0.1 });
        }
    }
}

/// Another engine takes over, with the words that the page wrote for the one before it.
fn replace(desk: &mut Desk) {
    let next = Engine::new(desk.engine.options()).expect("the same options");
    let before = core::mem::replace(&mut desk.engine, next);
    for word in desk.layout.page_start()..desk.layout.page_end() {
        page::write(desk, word, before.block().bits(word).load(SeqCst));
    }
    desk.engine.start();
}

/// Nobody is connected any more: everything falls silent, exactly, and everybody falls asleep.
fn end_in_silence(desk: &mut Desk, page: &Page) {
    desk.connected.fill(0);
    // The protocol's words may have been anything, so one edit may look like the last sequence to the engine, and one like the last
    // version of a section. The third does not.
    for _ in 0..3 {
        page.shorten_tails(desk);
        render(desk, 1, 1);
    }
    wait(desk, "silent", |_, silent| silent);
    // Whoever is ducked does not sleep.
    page.untangle(desk);
    wait(desk, "asleep", |desk, silent| silent && desk.counter(header::strips_awake) == 0);
}

/// Waits until the console has been as it should be for a while. `so` is told whether the last call was silent.
fn wait(desk: &mut Desk, what: &str, so: impl Fn(&Desk, bool) -> bool) {
    let rate = desk.engine.options().sample_rate;
    let calls = |seconds: f32| (seconds * rate / FRAMES as f32).ceil() as usize;
    let (mut waited, mut quiet) = (0, 0);
    while quiet < calls(QUIET_S) {
        let silent = render(desk, FRAMES, FRAMES);
        quiet = if so(desk, silent) { quiet + 1 } else { 0 };
        waited += 1;
        assert!(waited < calls(TAIL_S), "not {what} {TAIL_S} s after the end");
    }
}
