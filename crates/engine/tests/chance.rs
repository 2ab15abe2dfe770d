//! Everything that can be turned is turned at random: where a render is cut, and what the neighbours do, changes no bit.

mod support;
use megamixer_engine::EngineOptions;
use megamixer_schema::{Kind, Spec, Unit};
use support::*;

const FRAMES: usize = 9_600;
const RATES: [f32; 2] = [3_000.0, 48_000.0];
const MAX_DELAY_S: f32 = 0.01;

/// Seeds that once found something, and a few more.
fn seeds(once: &'static [u32]) -> impl Iterator<Item = u32> {
    let count = if cfg!(miri) {
        1
    } else if std::env::var_os("MEGAMIXER_SOAK").is_some() {
        2_500
    } else {
        30
    };
    (1..count).chain(once.iter().copied().filter(|_| !cfg!(miri)))
}

/// One parameter that is set, or ramps: for how long, and from where.
struct Turn {
    at: usize,
    place: Place,
    value: f32,
    ramp: Option<(f32, Option<f32>)>,
}

fn part(noise: &mut Noise) -> f32 {
    (noise.next() * 0.5 + 0.5).clamp(0.0, 1.0)
}

fn value(spec: &Spec, part: f32) -> f32 {
    let max = if spec.unit == Unit::Seconds { spec.max.min(0.3) } else { spec.max };
    value_at(spec, spec.min, max, part)
}

/// Edits of up to twelve parameters each, in order of time.
fn turns(noise: &mut Noise, desk: &Desk, edits: usize, may: impl Fn(&Place) -> bool) -> Vec<Turn> {
    let places: Vec<Place> = places(desk.layout).into_iter().filter(may).collect();
    let mut turns = Vec::new();
    for _ in 0..edits {
        let at = 1 + noise.below(FRAMES - 1);
        for _ in 0..1 + noise.below(12) {
            let place = places[noise.below(places.len())];
            let value_there = value(place.spec, part(noise));
            let start = noise.chance(0.5).then(|| value(place.spec, part(noise)));
            let ramp = noise.chance(0.3).then(|| (0.001 + 0.08 * part(noise), start));
            let ramp = ramp.filter(|_| matches!(place.spec.kind, Kind::Gain | Kind::Number));
            turns.push(Turn { at, place, value: value_there, ramp });
        }
    }
    turns.sort_by_key(|turn| turn.at);
    turns
}

/// Feeds a strip three bursts of noise.
fn feed_bursts(noise: &mut Noise, desk: &mut Desk, strip: usize, connected: bool) {
    let bursts: [_; 3] = std::array::from_fn(|_| {
        let start = noise.below(FRAMES);
        start..start + noise.below(2_500)
    });
    let heard = |frame: usize| bursts.iter().any(|burst| burst.contains(&frame));
    if connected {
        desk.feed(strip, |channel, frame| if heard(frame) { noise_at(strip, channel, frame) } else { 0.0 });
    }
}

/// The bits of the mix and of the monitor, in calls that end where anything is turned, and at `cuts`.
fn play(desk: &mut Desk, hands: &[&[Turn]], cuts: &[usize]) -> Vec<Vec<u32>> {
    let mut ends: Vec<usize> = hands.iter().flat_map(|turns| turns.iter().map(|turn| turn.at)).collect();
    ends.extend(cuts.iter().copied().chain([FRAMES]));
    ends.sort_unstable();
    ends.dedup();
    let mut mix = [Vec::new(), Vec::new()];
    for end in ends {
        let part = desk.render(end - desk.position);
        mix.iter_mut().zip(part).for_each(|(whole, part)| whole.extend(part));
        for turns in hands {
            let mut writes = Vec::new();
            for Turn { place, value, ramp, .. } in turns.iter().filter(|turn| turn.at == end) {
                let write = Write { section: place.section, word: place.word, bits: place.spec.bits(*value) };
                match ramp {
                    Some((seconds, start)) => writes.extend(desk.ramp(write, *seconds, *start)),
                    None => writes.push(write),
                }
            }
            if !writes.is_empty() {
                desk.edit(&writes);
            }
        }
    }
    mix.iter().chain(&desk.monitor).map(|channel| channel.iter().map(|sample| sample.to_bits()).collect()).collect()
}

fn desk(strips: usize, buses: usize, effects: usize, sample_rate: f32) -> Desk {
    Desk::with(EngineOptions { strips, buses, sample_rate, effects, max_delay_s: MAX_DELAY_S }, FRAMES)
}

#[test]
fn where_a_console_is_cut_changes_no_bit_whatever_is_turned() {
    for seed in seeds(&[154, 227, 396, 402, 424, 428, 566, 1247, 1415]) {
        for rate in RATES {
            let once = |cut: bool| {
                let (mut noise, mut desk) = (Noise(seed * 31), desk(6, 3, 3, rate));
                let cuts: Vec<usize> = (0..200).map(|_| 1 + noise.below(FRAMES - 1)).collect();
                let turns = turns(&mut noise, &desk, 40, |_| true);
                (0..6).for_each(|strip| feed_bursts(&mut noise, &mut desk, strip, true));
                play(&mut desk, &[&turns], if cut { &cuts } else { &[] })
            };
            assert!(once(false) == once(true), "seed {seed} at {rate} Hz");
        }
    }
}

#[test]
fn a_strip_sounds_the_same_to_the_bit_whatever_its_neighbours_do() {
    // What joins strips on purpose, and what lets the neighbours be heard.
    const JOINS: [&str; 7] = ["key", "solo", "mute", "listen", "solo_safe", "output", "source"];
    for seed in seeds(&[130, 173, 244, 274, 303, 372, 386, 1106, 1571]) {
        for rate in RATES {
            let with = |neighbours: bool| {
                let (mut noise, mut others, mut desk) =
                    (Noise(seed * 77), Noise(seed * 1_234_567), desk(4, 0, 0, rate));
                let turned = |place: &Place| place.strip.is_some() && !JOINS.contains(&place.spec.name);
                let mine = turns(&mut noise, &desk, 60, |place| turned(place) && place.strip == Some(1));
                let theirs = turns(&mut others, &desk, 80, |place| turned(place) && place.strip != Some(1));
                for strip in 0..4 {
                    let noise = if strip == 1 { &mut noise } else { &mut others };
                    feed_bursts(noise, &mut desk, strip, strip == 1 || neighbours);
                }
                desk.edit(&[0, 2, 3].map(|strip| desk.strip(strip, "mute", 1.0)));
                let hands: [&[Turn]; 2] = [&mine, if neighbours { &theirs } else { &[] }];
                play(&mut desk, &hands, &[])
            };
            let [alone, beside] = [false, true].map(with);
            assert!(alone[..2] == beside[..2], "seed {seed} at {rate} Hz");
        }
    }
}
