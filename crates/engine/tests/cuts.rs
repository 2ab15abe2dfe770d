//! A render may be cut anywhere.

mod support;
use support::*;

const FRAMES: usize = 9_600;

/// Renders a scene whose parameters change at `changes`, in calls that also end at `cuts`.
fn scene(seed: u32, changes: &[usize], cuts: &[usize]) -> [Vec<f32>; 2] {
    let mut noise = Noise(seed);
    let mut desk = Desk::new(9, 5, FRAMES);
    for strip in 0..9 {
        let (from, to) = (noise.below(FRAMES), noise.below(FRAMES));
        desk.feed(strip, |channel, frame| {
            if (from.min(to)..from.max(to)).contains(&frame) { noise_at(strip, channel, frame) } else { 0.0 }
        });
    }
    let mut output = [Vec::new(), Vec::new()];
    let mut ends: Vec<usize> = changes.iter().chain(cuts).copied().chain([FRAMES]).collect();
    ends.sort_unstable();
    ends.dedup();
    for end in ends {
        let part = desk.render(end - desk.position);
        output.iter_mut().zip(part).for_each(|(whole, part)| whole.extend(part));
        if changes.contains(&end) {
            let mut writes = random_settings(&desk, &mut noise);
            let pan = desk.strip(noise.below(9), "pan", noise.next());
            let gain = desk.strip(noise.below(9), "gain", 1.0 + noise.next());
            let level = desk.send(noise.below(9), noise.below(5), "level", 1.0 + noise.next());
            for ramped in [pan, gain, level] {
                let start = noise.chance(0.5).then(|| noise.next().abs());
                writes.extend(desk.ramp(ramped, 0.05, start));
            }
            desk.edit(&writes);
        }
    }
    output
}

#[test]
fn a_render_cut_at_random_frames_equals_the_uncut_one_bit_for_bit() {
    for seed in 1..=if cfg!(miri) { 1 } else { 12 } {
        let mut noise = Noise(seed * 31);
        let changes: Vec<usize> = (0..6).map(|_| 1 + noise.below(FRAMES - 1)).collect();
        let cuts: Vec<usize> = (0..200).map(|_| 1 + noise.below(FRAMES - 1)).collect();
        let bits =
            |output: [Vec<f32>; 2]| output.map(|channel| channel.into_iter().map(f32::to_bits).collect::<Vec<_>>());
        let whole = scene(seed, &changes, &[]);
        assert!(whole[0].iter().any(|sample| *sample != 0.0));
        assert!(bits(whole) == bits(scene(seed, &changes, &cuts)), "seed {seed}");
    }
}
