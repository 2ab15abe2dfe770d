//! The edit protocol over the real block, with a page that writes on another thread. Miri runs this over many
//! seeds, each with other interleavings and other stale values; for it a whole engine would take too long.

use megamixer_engine::{Adoption, Block, Outcome};
#[cfg(not(miri))]
use megamixer_engine::{Engine, EngineOptions, Inputs, Outputs};
use megamixer_schema::{Layout, header};
use std::sync::atomic::Ordering::SeqCst;
use std::thread;

const EDITS: u32 = if cfg!(miri) { 6 } else { 20_000 };

/// One edit over both strips: opposite polarity would cancel if and only if both gains are always the same.
fn publish(block: &Block, edit: u32) {
    let layout = block.layout();
    let gain = (edit % 4) as f32 + 0.25;
    block.bits(header::sequence).store(2 * edit - 1, SeqCst);
    for strip in 0..2 {
        let word = layout.strip(strip) + GAIN_OFFSET;
        block.float(word).store(gain, SeqCst);
    }
    for strip in 0..2 {
        block.bits(layout.version(layout.strip_section(strip))).store(edit, SeqCst);
    }
    block.bits(header::sequence).store(2 * edit, SeqCst);
}

const GAIN_OFFSET: usize = core::mem::offset_of!(megamixer_schema::StripValues, gain) / 4;

#[test]
fn two_strips_changed_in_one_edit_are_adopted_together() {
    let block = Block::new(Layout { strips: 2, buses: 0 }, 48_000.0);
    let mut adoption = Adoption::new(block.sections(), block.parameters());
    let layout = block.layout();
    let page = {
        let block = block.clone();
        thread::spawn(move || (1..=EDITS).for_each(|edit| publish(&block, edit)))
    };
    let mut adopt = || {
        if adoption.stage(&block) == Outcome::Staged {
            adoption.commit();
        }
        let [first, second] = [0, 1].map(|strip| adoption.settled(layout.strip_section(strip))[GAIN_OFFSET]);
        assert_eq!(first, second);
        adoption.sequence()
    };
    while !page.is_finished() {
        adopt();
    }
    page.join().expect("the page ends");
    assert_eq!(adopt(), 2 * EDITS);
}

/// An engine of two strips, of which the second is flipped, fed the same constant.
#[cfg(not(miri))]
fn balanced_engine() -> Engine {
    let mut engine =
        Engine::new(EngineOptions { effects: 0, ..EngineOptions::new(2, 0, 48_000.0) }).expect("options in range");
    let layout: Layout = engine.block().layout();
    let polarity = core::mem::offset_of!(megamixer_schema::StripValues, polarity) / 4;
    engine.block().bits(layout.strip(1) + polarity).store(1, SeqCst);
    engine.start();
    engine
}

#[cfg(not(miri))]
#[test]
fn two_strips_changed_in_one_edit_never_differ() {
    let mut engine = balanced_engine();
    let block = engine.block().clone();
    let page = thread::spawn(move || (1..=EDITS).for_each(|edit| publish(&block, edit)));
    let samples = [0.5; 2 * 2 * 8];
    let inputs = Inputs { samples: &samples, stride: 8, connected: &[1, 1] };
    let [mut left, mut right] = [[0.0; 8]; 2];
    while !page.is_finished() {
        engine.render(&inputs, Outputs { main: [&mut left, &mut right], monitor: None }, 0, 8);
        assert_eq!((left, right), ([0.0; 8], [0.0; 8]));
    }
    page.join().expect("the page ends");
    engine.render(&inputs, Outputs { main: [&mut left, &mut right], monitor: None }, 0, 8);
    assert_eq!(engine.block().bits(header::adopted_sequence).load(SeqCst), 2 * EDITS);
}
