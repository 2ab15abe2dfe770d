//! The audio thread never allocates, and what creation allocates fits the page's formula.

mod support;
use megamixer_engine::Engine;
use megamixer_schema::{BUS, SEND, STRIP, Smoothing, Spec, memory_bytes};
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

fn moving(specs: &[Spec]) -> impl Iterator<Item = &Spec> {
    specs.iter().filter(|spec| spec.smoothing != Smoothing::None)
}

#[test]
fn a_quantum_allocates_nothing_while_every_parameter_moves() {
    let mut desk = Desk::new(32, 4, 128);
    (0..32).for_each(|strip| desk.feed(strip, |channel, frame| noise_at(strip, channel, frame)));
    let mut noise = Noise(5);
    let mut counted = 0;
    let quanta = if cfg!(miri) { 2 } else { 10_000 };
    for quantum in 0..quanta {
        let mut writes = vec![desk.master("gain", noise.next().abs()), desk.master("mute", (quantum % 2) as f32)];
        let mut any = |spec: &Spec| spec.min + (spec.max - spec.min) * (noise.next() * 0.5 + 0.5);
        for strip in 0..32 {
            writes.extend(moving(STRIP).map(|spec| desk.strip(strip, spec.name, any(spec))));
            for bus in 0..4 {
                writes.extend(moving(SEND).map(|spec| desk.send(strip, bus, spec.name, any(spec))));
            }
        }
        for bus in 0..4 {
            writes.extend(moving(BUS).map(|spec| desk.bus(bus, spec.name, any(spec))));
        }
        desk.edit(&writes);
        let inputs =
            megamixer_engine::Inputs { samples: &desk.inputs, stride: desk.frames, connected: &desk.connected };
        let [mut left, mut right] = [[0.0; 128]; 2];
        let before = CALLS.get();
        desk.engine.render(&inputs, [&mut left, &mut right], 0, 128);
        counted += CALLS.get() - before;
    }
    assert_eq!(counted, 0);
    assert_eq!(desk.counter(megamixer_schema::header::adoptions), quanta as u32);
}

#[test]
fn what_creation_allocates_fits_the_memory_formula_at_every_extreme() {
    for strips in [1, 4, 5, 32, 128] {
        for buses in [0, 1, 4, 16] {
            let before = BYTES.get();
            let engine = Engine::new(strips, buses, 48_000.0).expect("counts in range");
            let taken = BYTES.get() - before;
            drop(engine);
            let audio = (strips + 1) * 2 * 128 * 4;
            // The stack and static data of the wasm build are within the base; half of it is left for them.
            let budget = memory_bytes(strips, buses, 128) - audio - 320 * 1024;
            assert!(taken <= budget, "{strips} strips, {buses} buses: {taken} of {budget} bytes");
        }
    }
}
