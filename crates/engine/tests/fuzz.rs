//! Random consoles, random edits, random signals: what leaves is audio, and silence ends in silence.

mod support;
use megamixer_engine::EngineOptions;
use megamixer_schema::{Kind, Spec, Unit, header};
use proptest::prelude::*;
use support::*;

const RATE: f32 = 8_000.0;
const FRAMES: usize = 4_096;

/// One thing that happens to a console.
#[derive(Clone, Debug)]
enum Event {
    /// Parameters move: which, by a number that picks one, and where to, as a part of their range.
    Edit(Vec<(u16, f32)>),
    /// A strip is connected to noise of a level in decibels, to a sine, to what is no audio, or to nothing.
    Feed(u8, Source),
    /// Time passes.
    Render(u16),
}

#[derive(Clone, Copy, Debug)]
enum Source {
    Nothing,
    Noise(f32),
    Square(f32, u8),
    Bad(u32),
}

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![
        Just(Source::Nothing),
        (-200f32..120.0).prop_map(Source::Noise),
        (-100f32..60.0, 1u8..100).prop_map(|(level_db, period)| Source::Square(level_db, period)),
        any::<u32>().prop_map(Source::Bad),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        prop::collection::vec((any::<u16>(), 0f32..=1.0), 1..40).prop_map(Event::Edit),
        (any::<u8>(), source()).prop_map(|(strip, source)| Event::Feed(strip, source)),
        (1u16..900).prop_map(Event::Render),
    ]
}

fn options() -> impl Strategy<Value = EngineOptions> {
    (1usize..10, 0usize..6, 0usize..4, prop_oneof![Just(0.0), Just(0.01)]).prop_map(
        |(strips, buses, effects, max_delay_s)| EngineOptions {
            strips,
            buses,
            sample_rate: RATE,
            effects,
            max_delay_s,
        },
    )
}

/// A part of a parameter's range; of a smaller one where tails, or the ringing of filters, would outlast the test's patience.
fn value(spec: &Spec, part: f32) -> f32 {
    let (min, max) = match (spec.unit, spec.name) {
        (Unit::Seconds, _) => (spec.min, spec.max.min(0.3)),
        (Unit::Hertz, _) => (spec.min.max(60.0), spec.max),
        (_, "Q") => (spec.min, 3.0),
        (_, "feedback") => (spec.min, 0.7),
        _ => (spec.min, spec.max),
    };
    value_at(spec, min, max, part)
}

fn happen(desk: &mut Desk, places: &[Place], event: &Event) {
    match event {
        Event::Edit(moves) => {
            let writes: Vec<Write> = moves
                .iter()
                .map(|(which, part)| {
                    let Place { section, word, spec, .. } = places[*which as usize % places.len()];
                    Write { section, word, bits: spec.bits(value(spec, *part)) }
                })
                .collect();
            desk.edit(&writes);
        }
        Event::Feed(strip, source) => {
            let strip = *strip as usize % desk.layout.strips;
            let gain = |level_db: f32| 10f32.powf(level_db / 20.0);
            match *source {
                Source::Nothing => desk.connected[strip] = 0,
                Source::Noise(level_db) => {
                    desk.feed(strip, |channel, frame| noise_at(strip, channel, frame) * gain(level_db));
                }
                Source::Square(level_db, period) => desk.feed(strip, |_, frame| {
                    if (frame / period as usize).is_multiple_of(2) { gain(level_db) } else { -gain(level_db) }
                }),
                Source::Bad(bits) => {
                    desk.feed(strip, |_, frame| if frame % 97 == 0 { f32::from_bits(bits) } else { 0.1 });
                }
            }
        }
        Event::Render(frames) => render(desk, *frames as usize),
    }
}

/// Renders, and looks at every sample.
fn render(desk: &mut Desk, frames: usize) {
    desk.position = 0;
    let limit = 1e9;
    let from = desk.position;
    let mix = desk.render(frames);
    let monitor = desk.monitor.iter().map(|channel| &channel[from..from + frames]);
    for samples in mix.iter().map(Vec::as_slice).chain(monitor) {
        for sample in samples {
            assert!(*sample == 0.0 || sample.is_normal(), "{sample}");
            assert!(sample.abs() <= limit, "{sample}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(miri) { 1 } else if std::env::var_os("MEGAMIXER_SOAK").is_some() { 3_000 } else { 60 },
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_what_leaves_is_audio_and_silence_ends_in_exact_silence(
        options in options(),
        events in prop::collection::vec(event(), 1..40),
    ) {
        let mut desk = Desk::with(options, FRAMES);
        let places = places(desk.layout);
        events.iter().for_each(|event| happen(&mut desk, &places, event));
        desk.connected.fill(0);
        // Whoever is ducked stays awake, so nobody is any more; and outputs in a circle would leave the keys as they are.
        // A reverb of 20 seconds takes 92 to end from +96 dB, and a delay may repeat for a quarter of an hour: no longer than need be.
        let ends = places.iter().filter(|Place { spec, .. }| {
            matches!(spec.kind, Kind::Key | Kind::Output) || ["decay", "feedback"].contains(&spec.name)
        });
        let end = |Place { section, word, spec, .. }: &Place| {
            Write { section: *section, word: *word, bits: spec.bits(spec.min) }
        };
        desk.edit(&ends.map(end).collect::<Vec<_>>());
        let cells_until_silent = (0..40).find(|_| {
            render(&mut desk, FRAMES);
            desk.counter(header::strips_awake) == 0
        });
        prop_assert!(cells_until_silent.is_some(), "strips stay awake in silence");
        for _ in 0..20 {
            render(&mut desk, FRAMES);
        }
        desk.position = 0;
        let rest = desk.render(FRAMES);
        prop_assert!(rest.iter().flatten().all(|sample| *sample == 0.0), "a tail does not end");
    }
}
