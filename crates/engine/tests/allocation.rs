//! The audio thread never allocates, and what creation allocates fits the page's formula.

mod support;
use megamixer_engine::{Engine, EngineOptions, Outputs};
use megamixer_schema::{
    BUS, Layout as BlockLayout, MASTER, MIXER, MemoryNeeds, Record, SEND, STRIP, Spec, VCA, VCA_COUNT,
};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use support::*;

struct Counting;

thread_local! {
    // By thread: the test runner allocates on its own whenever it likes.
    static CALLS: Cell<usize> = const { Cell::new(0) };
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.set(CALLS.get() + 1);
        BYTES.set(BYTES.get() + layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        CALLS.set(CALLS.get() + 1);
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A random value of a parameter; the time of ramps is left alone.
fn any(spec: &Spec, noise: &mut Noise) -> u32 {
    spec.bits(value_at(spec, spec.min, spec.max, noise.next() * 0.5 + 0.5))
}

#[test]
fn a_quantum_allocates_nothing_while_every_parameter_moves() {
    let options = EngineOptions { max_delay_s: 0.05, ..EngineOptions::new(32, 4, RATE) };
    let mut desk = Desk::with(options, 128);
    (0..32).for_each(|strip| desk.feed(strip, |channel, frame| noise_at(strip, channel, frame)));
    let mut noise = Noise(5);
    let mut counted = 0;
    let soak = std::env::var_os("MEGAMIXER_SOAK").is_some();
    let quanta = if cfg!(miri) {
        2
    } else if soak {
        10_000
    } else {
        1_000
    };
    for _ in 0..quanta {
        let layout = desk.layout;
        let mut writes = Vec::new();
        let mut write_all = |section: usize, first: usize, record: &'static Record| {
            record.walk(&mut |spec, word| {
                writes.push(Write { section, word: first + word, bits: any(spec, &mut noise) })
            });
        };
        write_all(BlockLayout::MIXER_SECTION, layout.mixer(), MIXER);
        (0..VCA_COUNT).for_each(|vca| write_all(BlockLayout::MIXER_SECTION, layout.vca(vca), VCA));
        write_all(BlockLayout::MASTER_SECTION, layout.master(), MASTER);
        (0..4).for_each(|bus| write_all(layout.bus_section(bus), layout.bus(bus), BUS));
        for strip in 0..32 {
            write_all(layout.strip_section(strip), layout.strip(strip), STRIP);
            (0..4).for_each(|bus| write_all(layout.strip_section(strip), layout.send(strip, bus), SEND));
        }
        desk.edit(&writes);
        let inputs =
            megamixer_engine::Inputs { samples: &desk.inputs, stride: desk.frames, connected: &desk.connected };
        let [mut left, mut right] = [[0.0; 128]; 2];
        let [monitor_left, monitor_right] = desk.monitor.each_mut();
        let before = CALLS.get();
        let outputs = Outputs { main: [&mut left, &mut right], monitor: Some([monitor_left, monitor_right]) };
        desk.engine.render(&inputs, outputs, 0, 128);
        counted += CALLS.get() - before;
    }
    assert_eq!(counted, 0);
    assert_eq!(desk.counter(megamixer_schema::header::adoptions), quanta as u32);
}

#[test]
fn what_creation_allocates_fits_the_memory_formula_at_every_extreme() {
    for (sample_rate, max_delay_s, effects) in
        [(48_000.0, 0.0, 4), (3_000.0, 0.1, 16), (48_000.0, 0.1, 0), (192_000.0, 0.02, 16)]
    {
        for strips in [1, 4, 5, 32, 128] {
            for buses in [0, 1, 4, 16] {
                let options = EngineOptions { strips, buses, sample_rate, effects, max_delay_s };
                let before = BYTES.get();
                let engine = Engine::new(options).expect("options in range");
                let taken = BYTES.get() - before;
                drop(engine);
                let needs = MemoryNeeds {
                    strips,
                    buses,
                    capacity_frames: 0,
                    sample_rate: f64::from(sample_rate),
                    max_delay_s: f64::from(max_delay_s),
                    effects,
                };
                // The stack and static data of the wasm build are within the base, of which half a megabyte is left for them.
                let budget = needs.bytes() - 512 * 1024;
                assert!(taken <= budget, "{options:?}: {taken} of {budget} bytes");
            }
        }
    }
}
