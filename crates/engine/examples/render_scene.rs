//! Renders a scene file natively, so that tests can compare it bit for bit with WebAssembly.
//!
//! `cargo run --release -p megamixer-engine --example render_scene -- SCENE OUTPUT`
//!
//! A scene is little-endian words: strips, buses, sample rate (f32), frames, the page-owned words of the block, one
//! word a strip (connected or not), the inputs (f32, planar, `[strip][2][frames]`), then steps until the end: frame, how
//! many pairs, pairs of word and bits. Each step cuts the render. The output is f32, planar, `[2][frames]`.

use megamixer_engine::{Engine, Inputs};
use std::error::Error;
use std::sync::atomic::Ordering;

/// A file of words, read from front to back.
struct Words<'a>(&'a [u32]);

impl Words<'_> {
    fn next(&mut self) -> usize {
        self.take(1)[0] as usize
    }

    fn take(&mut self, count: usize) -> &[u32] {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(scene), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("usage: render_scene SCENE OUTPUT".into());
    };
    let words: Vec<u32> =
        std::fs::read(scene)?.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    let mix = render(&mut Words(&words))?;
    std::fs::write(output, mix.iter().flat_map(|sample| sample.to_le_bytes()).collect::<Vec<u8>>())?;
    Ok(())
}

fn render(scene: &mut Words) -> Result<Vec<f32>, Box<dyn Error>> {
    let (strips, buses) = (scene.next(), scene.next());
    let sample_rate = f32::from_bits(scene.next() as u32);
    let frames = scene.next();
    let mut engine = Engine::new(strips, buses, sample_rate)?;
    let layout = engine.block().layout();
    for (word, bits) in (layout.page_start()..).zip(scene.take(layout.page_end() - layout.page_start())) {
        engine.block().bits(word).store(*bits, Ordering::SeqCst);
    }
    engine.start();
    let connected = scene.take(strips).to_vec();
    let samples: Vec<f32> = scene.take(strips * 2 * frames).iter().map(|bits| f32::from_bits(*bits)).collect();
    let inputs = Inputs { samples: &samples, stride: frames, connected: &connected };
    let mut mix = vec![0.0; 2 * frames];
    let (left, right) = mix.split_at_mut(frames);
    let mut at = 0;
    while at < frames {
        let step = if scene.0.is_empty() { frames } else { scene.next() };
        engine.render(&inputs, [&mut *left, &mut *right], at, step - at);
        at = step;
        if at < frames {
            for _ in 0..scene.next() {
                let (word, bits) = (scene.next(), scene.next());
                engine.block().bits(word).store(bits as u32, Ordering::SeqCst);
            }
        }
    }
    Ok(mix)
}
