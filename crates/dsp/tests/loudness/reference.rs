//! The meter beside the crate `ebur128`, a port of libebur128, on random programmes.
//!
//! That meter keeps a list of all blocks, and takes a value for the range every second, as this one does.

use crate::common::noise::Noise;
use ebur128::{EbuR128, Mode};
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::loudness::Loudness;

/// 10 to 60 seconds of noise, tones and silence, at steps of level of their own left and right.
fn programme(random: &mut Noise, rate: f64) -> [Vec<f32>; 2] {
    let frames = (random.between(10.0, 60.0) * rate) as usize;
    let (loudest, spread) = (random.between(-30.0, 0.0), random.between(3.0, 50.0));
    let mut channels = [Vec::with_capacity(frames), Vec::with_capacity(frames)];
    while channels[0].len() < frames {
        let segment = ((random.between(0.2, 6.0) * rate) as usize).min(frames - channels[0].len());
        let [left, right] = [(); 2].map(|()| 10f64.powf((loudest - spread * random.between(0.0, 1.0)) / 20.0));
        let noisy = random.between(0.0, 1.0);
        let turn = core::f64::consts::TAU * 20.0 * 700f64.powf(random.between(0.0, 1.0)) / rate;
        // A tone by turning a pointer: the sine of every frame would take longer than both meters.
        let ((sin, cos), mut pointer) = (turn.sin_cos(), (1.0, 0.0));
        for _ in 0..segment {
            pointer = (pointer.0 * cos - pointer.1 * sin, pointer.0 * sin + pointer.1 * cos);
            let sound = match noisy {
                0.0..0.45 => [random.between(-1.0, 1.0), random.between(-1.0, 1.0)],
                0.45..0.9 => [pointer.0, pointer.1],
                _ => [0.0; 2],
            };
            channels[0].push((sound[0] * left) as f32);
            channels[1].push((sound[1] * right) as f32);
        }
    }
    channels
}

/// How far apart two meters are at worst.
#[derive(Debug, Default)]
struct Apart {
    momentary: f64,
    short_term: f64,
    integrated: f64,
    range: f64,
}

fn widen(worst: &mut f64, ours: f32, theirs: f64) {
    // Below the absolute gate of loudness both are silence.
    if theirs > -70.0 || f64::from(ours) > -70.0 {
        *worst = worst.max((f64::from(ours) - theirs).abs());
    }
}

fn compare(seed: u64, rate: u32) {
    let [left, right] = programme(&mut Noise(seed), f64::from(rate));
    let mut ours = Loudness::new(rate as f32);
    let mut theirs = EbuR128::new(2, rate, Mode::I | Mode::LRA).unwrap();
    let mut apart = Apart::default();
    let tenth = rate as usize / 10;
    let mut fed = 0;
    for (i, (l, r)) in left.chunks(CELL_FRAMES).zip(right.chunks(CELL_FRAMES)).enumerate() {
        ours.listen(l, r);
        ours.settle();
        // Their readings are of all that was fed: they get a tenth of a second as soon as we have heard it.
        if i * CELL_FRAMES + l.len() >= fed + tenth {
            theirs.add_frames_planar_f32(&[&left[fed..fed + tenth], &right[fed..fed + tenth]]).unwrap();
            fed += tenth;
            widen(&mut apart.momentary, ours.momentary(), theirs.loudness_momentary().unwrap());
            widen(&mut apart.short_term, ours.short_term(), theirs.loudness_shortterm().unwrap());
            if fed % (50 * tenth) == 0 {
                widen(&mut apart.integrated, ours.integrated(), theirs.loudness_global().unwrap());
                apart.range = apart.range.max((f64::from(ours.range()) - theirs.loudness_range().unwrap()).abs());
            }
        }
    }
    widen(&mut apart.integrated, ours.integrated(), theirs.loudness_global().unwrap());
    apart.range = apart.range.max((f64::from(ours.range()) - theirs.loudness_range().unwrap()).abs());
    println!("programme {seed} at {rate} Hz: {apart:?}; I {} LRA {}", ours.integrated(), ours.range());
    assert!(apart.momentary < 0.05 && apart.short_term < 0.05 && apart.integrated < 0.05, "{seed}: {apart:?}");
    assert!(apart.range < 0.2, "{seed}: {apart:?}");
}

#[test]
fn ten_random_programmes_read_as_on_the_other_meter_at_44_1_khz() {
    (0..10).for_each(|seed| compare(seed, 44_100));
}

#[test]
fn six_random_programmes_read_as_on_the_other_meter_at_48_khz() {
    (10..16).for_each(|seed| compare(seed, 48_000));
}

#[test]
fn four_random_programmes_read_as_on_the_other_meter_at_96_khz() {
    (16..20).for_each(|seed| compare(seed, 96_000));
}
