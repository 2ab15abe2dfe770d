//! The block: the words that the page and the engine share.
//!
//! Rust sees nothing but atomics here, so whatever the page does to them is no data race.

use crate::adoption::{Sections, SharedWords};
use atomic_float::AtomicF32;
use core::sync::atomic::{AtomicU32, Ordering, fence};
use megamixer_schema::{
    BUS_RULES, Layout, MAGIC, MASTER_RULES, MIXER_RULES, Rule, SEND_RULES, STRIP_RULES, VCA_COUNT, VCA_RULES, header,
    layout_hash,
};
use std::sync::Arc;

const LINE_WORDS: usize = 16;

/// A cache line, so that the block starts on one.
#[repr(C, align(64))]
struct Line([AtomicF32; LINE_WORDS]);

/// The shared words of one mixer. A clone is another handle of the same words.
#[derive(Clone)]
pub struct Block {
    layout: Layout,
    lines: Arc<[Line]>,
}

impl Block {
    /// A block whose parameters have their defaults.
    #[optimize(size)]
    pub fn new(layout: Layout, sample_rate: f32) -> Self {
        let lines =
            (0..layout.words() / LINE_WORDS).map(|_| Line(core::array::from_fn(|_| AtomicF32::new(0.0)))).collect();
        let block = Self { layout, lines };
        block.store(header::magic, MAGIC);
        block.store(header::layout_hash, layout_hash());
        block.store(header::strips, layout.strips as u32);
        block.store(header::buses, layout.buses as u32);
        block.store(header::words, layout.words() as u32);
        block.store(header::sample_rate, sample_rate.to_bits());
        block.store_defaults(layout.mixer(), &MIXER_RULES);
        (0..VCA_COUNT).for_each(|vca| block.store_defaults(layout.vca(vca), &VCA_RULES));
        block.store_defaults(layout.master(), &MASTER_RULES);
        (0..layout.buses).for_each(|bus| block.store_defaults(layout.bus(bus), &BUS_RULES));
        for strip in 0..layout.strips {
            block.store_defaults(layout.strip(strip), &STRIP_RULES);
            (0..layout.buses).for_each(|bus| block.store_defaults(layout.send(strip, bus), &SEND_RULES));
        }
        block
    }

    fn store_defaults(&self, first: usize, rules: &[Rule]) {
        rules.iter().for_each(|rule| self.store(first + usize::from(rule.word), rule.default));
    }

    /// Where everything is.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// The first word's address, for the page to find the block in the memory that both share.
    pub fn address(&self) -> *const AtomicU32 {
        self.bits(0)
    }

    /// A word as bits.
    pub fn bits(&self, word: usize) -> &AtomicU32 {
        self.float(word).as_atomic_bits()
    }

    /// A word as a float.
    pub fn float(&self, word: usize) -> &AtomicF32 {
        &self.lines[word / LINE_WORDS].0[word % LINE_WORDS]
    }

    pub(crate) fn store(&self, word: usize, bits: u32) {
        self.bits(word).store(bits, Ordering::Relaxed);
    }

    /// Writes a word that nobody else writes, unless it stands there: in WebAssembly an atomic store waits for all before it, a
    /// load does not, and most meters rest.
    #[inline(always)]
    pub(crate) fn show(&self, word: usize, bits: u32) {
        if self.load_relaxed(word) != bits {
            self.store(word, bits);
        }
    }

    /// [`Block::show`] of a float.
    #[inline(always)]
    pub(crate) fn show_float(&self, word: usize, value: f32) {
        self.show(word, value.to_bits());
    }

    /// Writes a float that nothing in Rust ever reads, as memory and not as an atomic: in WebAssembly every atomic store waits for
    /// all before it, and the scope has 256 of them in a quantum. Its readers, pages, look whether they were overtaken.
    #[inline(always)]
    pub(crate) fn put(&self, word: usize, value: f32) {
        // SAFETY: the word lies in the block, the audio thread alone writes it, and no other thread of Rust has the block.
        unsafe { self.bits(word).as_ptr().write(value.to_bits()) }
    }

    /// Where the adoption protocol's words are.
    #[optimize(size)]
    pub fn sections(&self) -> Sections {
        let layout = self.layout;
        let mut starts = vec![layout.mixer(), layout.master()];
        starts.extend((0..layout.buses).map(|bus| layout.bus(bus)));
        starts.extend((0..=layout.strips).map(|strip| layout.strip(strip)));
        Sections {
            sequence: header::sequence,
            versions: layout.version(0),
            words: starts.windows(2).map(|pair| pair[0]..pair[1]).collect(),
        }
    }

    /// Every parameter's word as it is now.
    pub fn parameters(&self) -> Box<[u32]> {
        (self.layout.mixer()..self.layout.page_end()).map(|word| self.load_relaxed(word)).collect()
    }
}

impl SharedWords for Block {
    fn load_acquire(&self, word: usize) -> u32 {
        self.bits(word).load(Ordering::Acquire)
    }

    fn load_relaxed(&self, word: usize) -> u32 {
        self.bits(word).load(Ordering::Relaxed)
    }

    fn fence_acquire(&self) {
        fence(Ordering::Acquire);
    }
}
