//! The sounds that the page has handed over. They stay where they are: in memory of the page's that all threads see, and not in that of
//! this module, of which there is little.

use core::cell::RefCell;
use js_sys::{Array, Float32Array};
use megamixer_bounce::{Failure, Tape};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    // Every thread has views of its own.
    static HELD: RefCell<Vec<Vec<Float32Array>>> = const { RefCell::new(Vec::new()) };
}

/// Has the calling thread hold sounds, each a list of one channel or of two of the same length. Every thread is to hold the same.
#[wasm_bindgen]
pub fn hold_sounds(sounds: &Array) {
    let channels = |sound| Array::from(&sound).iter().map(JsCast::unchecked_into).collect();
    HELD.set(sounds.iter().map(channels).collect());
}

/// One of them, as a tape.
pub struct HeldSound {
    index: usize,
    frames: u64,
    at: u64,
}

impl HeldSound {
    /// The sound of this number.
    pub fn new(index: usize) -> Self {
        let frames = HELD.with_borrow(|held| held[index].first().map_or(0, Float32Array::length));
        Self { index, frames: frames.into(), at: 0 }
    }

    /// How many there are, at its own rate.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// One or two.
    pub fn channels(&self) -> usize {
        HELD.with_borrow(|held| held[self.index].len())
    }
}

impl Tape for HeldSound {
    fn read(&mut self, [left, right]: [&mut [f32]; 2]) -> Result<usize, Failure> {
        let frames = (self.frames - self.at).min(left.len() as u64) as usize;
        let (left, right) = (&mut left[..frames], &mut right[..frames]);
        let (from, to) = (self.at as u32, self.at as u32 + frames as u32);
        HELD.with_borrow(|held| {
            let channels = &held[self.index];
            channels[0].subarray(from, to).copy_to(left);
            match channels.get(1) {
                Some(channel) => channel.subarray(from, to).copy_to(right),
                None => right.copy_from_slice(left),
            }
        });
        self.at += frames as u64;
        Ok(frames)
    }

    fn seek(&mut self, frame: u64) -> Result<(), Failure> {
        self.at = frame.min(self.frames);
        Ok(())
    }
}
