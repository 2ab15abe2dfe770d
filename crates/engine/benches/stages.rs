//! What the stages of the console cost natively: a benchmark for every scene file of a folder.
//!
//! `node --import=tsx tests/bench/kernels.ts` writes the scenes and runs this beside WebAssembly. Afterwards, alone:
//! `MEGAMIXER_SCENES=$PWD/target/bench/scenes cargo bench -p megamixer-engine`

#[path = "../examples/scene_file/mod.rs"]
mod scene_file;

use criterion::{Criterion, criterion_group, criterion_main};
use megamixer_engine::Outputs;
use scene_file::Scene;
use std::path::PathBuf;

fn stages(criterion: &mut Criterion) {
    let folder = std::env::var("MEGAMIXER_SCENES")
        .expect("MEGAMIXER_SCENES names the folder of scenes that tests/bench/kernels.ts writes: run that first");
    let mut scenes: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("the folder of scenes").map(|file| file.expect("a scene").path()).collect();
    scenes.sort_by_key(|path| path.file_name().map(|name| (name.len(), name.to_owned())));
    let mut group = criterion.benchmark_group("stages");
    for path in scenes {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut scene = Scene::read(&path.to_string_lossy()).expect("a scene");
        let (frames, audible) = (scene.frames, scene.plays());
        let (engine, inputs) = scene.parts();
        let [mut left, mut right] = [vec![0.0f32; frames], vec![0.0f32; frames]];
        let mut play = || {
            let outputs = Outputs { main: [&mut left, &mut right], monitor: None };
            engine.render(&inputs, outputs, 0, frames);
        };
        // Until delays are full and controls rest.
        (0..1000).for_each(|_| play());
        group.bench_function(&name, |bencher| bencher.iter(&mut play));
        let heard = left.iter().chain(&right).any(|sample| *sample != 0.0);
        assert_eq!(heard, audible, "{name}: what was timed was not what was to be played");
    }
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
