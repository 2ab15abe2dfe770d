//! Times a scene file natively: what its frames, over and over, cost.
//!
//! `cargo run --release -p megamixer-engine --example time_scene -- SCENE ROUNDS REPEATS`
//!
//! Prints a line a round: microseconds for each repeat, and the largest sample, to see that what was timed was done.

mod scene_file;

use megamixer_engine::Outputs;
use scene_file::Scene;
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [scene, rounds, repeats] = arguments.as_slice() else {
        return Err("usage: time_scene SCENE ROUNDS REPEATS".into());
    };
    let (rounds, repeats): (usize, usize) = (rounds.parse()?, repeats.parse()?);
    let mut scene = Scene::read(scene)?;
    let frames = scene.frames;
    let (engine, inputs) = scene.parts();
    let [mut left, mut right] = [vec![0.0f32; frames], vec![0.0f32; frames]];
    let mut play = |repeats: usize| {
        for _ in 0..repeats {
            let outputs = Outputs { main: [&mut left, &mut right], monitor: None };
            engine.render(&inputs, outputs, 0, frames);
        }
        left.iter().chain(&right).fold(0.0f32, |peak, sample| peak.max(sample.abs()))
    };
    play(repeats);
    for _ in 0..rounds {
        let start = Instant::now();
        let peak = play(repeats);
        println!("{} {peak}", start.elapsed().as_secs_f64() * 1e6 / repeats as f64);
    }
    Ok(())
}
