//! Renders a scene file natively, so that tests can compare it bit for bit with WebAssembly.
//!
//! `cargo run --release -p megamixer-engine --example render_scene -- SCENE OUTPUT`
//!
//! The output is f32, planar, the mix and the monitor output, `[2][2][frames]`.

mod scene_file;

use megamixer_engine::Outputs;
use scene_file::Scene;
use std::error::Error;
use std::sync::atomic::Ordering;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(scene), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("usage: render_scene SCENE OUTPUT".into());
    };
    let mix = render(&mut Scene::read(&scene)?);
    std::fs::write(output, mix.iter().flat_map(|sample| sample.to_le_bytes()).collect::<Vec<u8>>())?;
    Ok(())
}

fn render(scene: &mut Scene) -> Vec<f32> {
    let frames = scene.frames;
    let mut mix = vec![0.0; 4 * frames];
    let mut channels = mix.chunks_exact_mut(frames);
    let [Some(left), Some(right), Some(monitor_left), Some(monitor_right)] = [(); 4].map(|()| channels.next()) else {
        return Vec::new();
    };
    let mut at = 0;
    while at < frames {
        let step = if scene.steps.is_over() { frames } else { scene.steps.next() };
        let (engine, inputs) = scene.parts();
        let monitor = Some([&mut *monitor_left, &mut *monitor_right]);
        engine.render(&inputs, Outputs { main: [&mut *left, &mut *right], monitor }, at, step - at);
        at = step;
        if at < frames {
            for _ in 0..scene.steps.next() {
                let (word, bits) = (scene.steps.next(), scene.steps.next());
                scene.engine.block().bits(word).store(bits as u32, Ordering::SeqCst);
            }
        }
    }
    mix
}
