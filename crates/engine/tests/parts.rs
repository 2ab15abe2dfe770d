//! A console in parts sounds as it does whole, to the bit.

mod support;
use megamixer_engine::{Addend, BAR_FRAMES, Bar, EngineOptions, Part, Parts};
use megamixer_schema::{BUS_COUNT, Layout, Unit};
use std::sync::mpsc;
use std::thread;
use support::*;

const FRAMES: usize = 2 * BAR_FRAMES + 777;
const OPTIONS: EngineOptions = EngineOptions { strips: 14, buses: 6, sample_rate: RATE, effects: 2, max_delay_s: 0.01 };

fn seeds() -> impl Iterator<Item = u32> {
    1..if std::env::var_os("MEGAMIXER_SOAK").is_some() { 400 } else { 25 }
}

/// A console with everything set at random, its master too unless that is to do nothing. It hears noise in bursts.
fn desk(seed: u32, master: bool) -> Desk {
    let (mut noise, mut desk) = (Noise(seed * 77), Desk::with(OPTIONS, FRAMES));
    let mut writes = Vec::new();
    for place in places(desk.layout) {
        if noise.chance(0.6) || (place.section == Layout::MASTER_SECTION && !master) {
            continue;
        }
        let max = if place.spec.unit == Unit::Seconds { place.spec.max.min(0.1) } else { place.spec.max };
        let value = value_at(place.spec, place.spec.min, max, noise.next() * 0.5 + 0.5);
        writes.push(Write { section: place.section, word: place.word, bits: place.spec.bits(value) });
    }
    let keys = [0.0, 0.1, 0.6][seed as usize % 3];
    writes.extend(routing(&desk, &mut noise, keys));
    desk.edit(&writes);
    for strip in (0..OPTIONS.strips).filter(|strip| strip % 5 != 4) {
        let bursts: [_; 3] = std::array::from_fn(|_| {
            let start = noise.below(FRAMES);
            start..start + noise.below(3_000)
        });
        let heard = |frame: usize| bursts.iter().any(|burst| burst.contains(&frame));
        desk.feed(strip, |channel, frame| if heard(frame) { noise_at(strip, channel, frame) } else { 0.0 });
    }
    desk
}

/// Routes and keys without a cycle: buses go to later buses, and who listens to a bus goes to buses behind it.
fn routing(desk: &Desk, noise: &mut Noise, keys: f32) -> Vec<Write> {
    let Layout { strips, buses } = desk.layout;
    let mut writes = Vec::new();
    let later = |noise: &mut Noise, bus: usize| {
        let count = buses - bus;
        let to = bus + noise.below(count);
        if to == bus || noise.chance(0.4) { 0.0 } else { (to + 1) as f32 }
    };
    for strip in 0..strips {
        let listens_to = noise.below(3);
        let key = if noise.chance(0.5) { BUS_COUNT.max + 1 + noise.below(strips) } else { listens_to + 1 };
        writes.push(desk.strip(strip, "compressor.key", if noise.chance(keys) { key as f32 } else { 0.0 }));
        writes.push(desk.strip(strip, "output", later(noise, listens_to)));
        for bus in 0..buses {
            let on = bus > listens_to && noise.chance(0.4);
            writes.push(desk.send(strip, bus, "on", if on { 1.0 } else { 0.0 }));
            writes.push(desk.send(strip, bus, "level", 0.5 + noise.next() * 0.5));
        }
    }
    for bus in 0..buses {
        writes.push(desk.bus(bus, "output", later(noise, bus)));
        let key = if noise.chance(keys) { BUS_COUNT.max + 1 + noise.below(strips) } else { 0 };
        writes.push(desk.bus(bus, "compressor.key", key as f32));
    }
    writes
}

fn whole(desk: &mut Desk) -> [Vec<f32>; 2] {
    desk.engine.start();
    desk.render(FRAMES)
}

/// Every part in a thread of its own. Looks at each bar as it comes out.
fn mixed(desk: &Desk, parts: Parts, tapped: bool, mut look: impl FnMut(&Bar)) -> [Vec<f32>; 2] {
    let (feed, mut bars) = mpsc::channel();
    for start in (0..FRAMES).step_by(BAR_FRAMES) {
        let mut bar = parts.bar(tapped);
        bar.begin(BAR_FRAMES.min(FRAMES - start));
        feed.send((start, bar)).expect("the parts listen");
    }
    drop(feed);
    let mut mix = [Vec::new(), Vec::new()];
    thread::scope(|scope| {
        for mut part in parts.parts {
            let (to, next) = mpsc::channel();
            let from = std::mem::replace(&mut bars, next);
            scope.spawn(move || {
                for (start, mut bar) in from {
                    fill(desk, &part, start, &mut bar);
                    part.mix(&mut bar);
                    to.send((start, bar)).expect("the next part listens");
                }
            });
        }
        for (_, bar) in bars {
            look(&bar);
            mix.iter_mut().zip(bar.output()).for_each(|(whole, part)| whole.extend(part));
        }
    });
    mix
}

fn fill(desk: &Desk, part: &Part, start: usize, bar: &mut Bar) {
    for strip in part.strips().filter(|strip| desk.connected[*strip] != 0) {
        for (channel, input) in bar.input(strip).into_iter().enumerate() {
            let first = (2 * strip + channel) * desk.frames + start;
            input.copy_from_slice(&desk.inputs[first..first + input.len()]);
        }
    }
}

/// The desk, and its engine in parts.
fn apart(seed: u32, master: bool) -> (Desk, Parts) {
    let mut desk = desk(seed, master);
    let spare = Desk::with(OPTIONS, 0).engine;
    let parts = std::mem::replace(&mut desk.engine, spare).into_parts().expect("no cycle");
    (desk, parts)
}

fn bits(mix: &[Vec<f32>; 2]) -> Vec<u32> {
    mix.iter().flatten().map(|sample| sample.to_bits()).collect()
}

#[test]
fn whatever_is_set_and_whoever_listens_to_whom() {
    let mut counts = Vec::new();
    for seed in seeds() {
        let (desk, parts) = apart(seed, true);
        counts.push(parts.parts.len());
        let mixed = mixed(&desk, parts, false, |_| {});
        let whole = whole(&mut self::desk(seed, true));
        assert!(bits(&mixed) == bits(&whole), "seed {seed}, {} parts", counts[counts.len() - 1]);
    }
    // Four vectors of strips, two of buses, and the master: from all for themselves to all but the master together.
    assert!(counts.contains(&7) && counts.contains(&2), "{counts:?}");
}

#[test]
fn a_plain_console_has_a_part_for_every_vector() {
    let engine = Desk::new(32, 4, 0).engine;
    let parts = engine.into_parts().expect("no cycle");
    let strips: Vec<Vec<usize>> = parts.parts.iter().map(|part| part.strips().collect()).collect();
    let vectors = (0..8).map(|vector| (4 * vector..4 * vector + 4).collect());
    assert_eq!(strips, vectors.chain([vec![], vec![]]).collect::<Vec<_>>());
}

#[test]
fn what_goes_to_the_master_adds_up_to_the_mix() {
    let mut addends = Vec::new();
    for seed in seeds() {
        let (desk, parts) = apart(seed, false);
        let order = parts.master_sum.clone();
        addends.extend(order.iter().copied());
        let mut sums = [Vec::new(), Vec::new()];
        let mixed = mixed(&desk, parts, true, |bar| {
            for (channel, sum) in sums.iter_mut().enumerate() {
                let samples = (0..bar.frames()).map(|frame| sum_at(bar, channel, frame, &order));
                // The master hears no subnormal numbers.
                sum.extend(samples.map(|sample| if sample.is_subnormal() { 0.0 } else { sample }));
            }
        });
        assert!(bits(&sums) == bits(&mixed), "seed {seed}");
    }
    assert!(addends.iter().any(|addend| matches!(addend, Addend::Bus(_))));
}

fn sum_at(bar: &Bar, channel: usize, frame: usize, order: &[Addend]) -> f32 {
    let sample = |tap: Option<[&[f32]; 2]>| tap.map_or(0.0, |tap| tap[channel][frame]);
    order.iter().fold(0.0, |sum, addend| match *addend {
        Addend::Strips(strips) => {
            let [zero, one, two, three] = strips.map(|strip| sample(strip.and_then(|strip| bar.strip(strip))));
            sum + ((zero + two) + (one + three))
        }
        Addend::Bus(bus) => sum + sample(bar.bus(bus)),
    })
}
