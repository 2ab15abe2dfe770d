//! Scene files, by which tests and benchmarks set a native engine up exactly as one in WebAssembly.
//!
//! A scene is little-endian words: strips, buses, sample rate (f32), effect slots, longest delay (f32), frames, the
//! page-owned words of the block, one word a strip (connected or not), the inputs (f32, planar, `[strip][2][frames]`),
//! then steps until the end: frame, how many pairs, pairs of word and bits. Each step cuts the render.

#![allow(dead_code, reason = "each program uses a part")]

use megamixer_engine::{Engine, EngineOptions, Inputs};
use std::error::Error;
use std::sync::atomic::Ordering;

/// A console, set, and what plays into it.
pub struct Scene {
    pub engine: Engine,
    pub frames: usize,
    connected: Vec<u32>,
    samples: Vec<f32>,
    /// What is left of the file: the steps.
    pub steps: Words,
}

/// A file of words, read from front to back.
pub struct Words {
    words: Vec<u32>,
    at: usize,
}

impl Words {
    pub fn next(&mut self) -> usize {
        self.take(1)[0] as usize
    }

    pub fn is_over(&self) -> bool {
        self.at == self.words.len()
    }

    fn float(&mut self) -> f32 {
        f32::from_bits(self.next() as u32)
    }

    fn take(&mut self, count: usize) -> &[u32] {
        self.at += count;
        &self.words[self.at - count..self.at]
    }
}

impl Scene {
    pub fn read(path: &str) -> Result<Self, Box<dyn Error>> {
        let bytes = std::fs::read(path)?;
        let words = bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let mut file = Words { words, at: 0 };
        let (strips, buses, sample_rate) = (file.next(), file.next(), file.float());
        let (effects, max_delay_s, frames) = (file.next(), file.float(), file.next());
        let mut engine = Engine::new(EngineOptions { strips, buses, sample_rate, effects, max_delay_s })?;
        let layout = engine.block().layout();
        for (word, bits) in (layout.page_start()..).zip(file.take(layout.page_end() - layout.page_start())) {
            engine.block().bits(word).store(*bits, Ordering::SeqCst);
        }
        engine.start();
        let connected = file.take(strips).to_vec();
        let samples = file.take(strips * 2 * frames).iter().map(|bits| f32::from_bits(*bits)).collect();
        Ok(Self { engine, frames, connected, samples, steps: file })
    }

    /// Whether anything but silence comes in.
    pub fn plays(&self) -> bool {
        self.connected.iter().any(|connected| *connected != 0) && self.samples.iter().any(|sample| *sample != 0.0)
    }

    /// The engine, and what it is to be given.
    pub fn parts(&mut self) -> (&mut Engine, Inputs<'_>) {
        let inputs = Inputs { samples: &self.samples, stride: self.frames, connected: &self.connected };
        (&mut self.engine, inputs)
    }
}
