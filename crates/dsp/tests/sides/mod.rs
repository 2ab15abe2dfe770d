//! Measures of what is heard on the left and on the right.

use core::f64::consts::PI;
use megamixer_dsp::lanes::{Frame, LANES};

/// Frames per second, where a test does not try others.
pub const RATE: f32 = 48_000.0;

pub fn frame(left: f32, right: f32) -> Frame {
    Frame::from(core::array::from_fn::<f32, 8, _>(|c| if c < LANES { left } else { right }))
}

pub fn stereo_of(frame: &Frame, lane: usize) -> [f64; 2] {
    [lane, lane + LANES].map(|channel| f64::from(frame.as_array()[channel]))
}

pub fn furthest(found: [f64; 2], wanted: [f64; 2]) -> f64 {
    (found[0] - wanted[0]).abs().max((found[1] - wanted[1]).abs())
}

/// The largest step from one frame to the next, of either side.
pub fn largest_step(outputs: &[Frame], lane: usize) -> f64 {
    let pairs = outputs.windows(2).map(|pair| furthest(stereo_of(&pair[0], lane), stereo_of(&pair[1], lane)));
    pairs.fold(0.0, f64::max)
}

pub fn same_bits(a: &[Frame], b: &[Frame], lane: usize) -> bool {
    a.iter()
        .zip(b)
        .all(|(a, b)| [lane, lane + LANES].into_iter().all(|c| a.as_array()[c].to_bits() == b.as_array()[c].to_bits()))
}

/// The loudest of the spectrum between 4 kHz and 20 kHz, relative to full scale: where a click is heard and a low tone is not.
pub fn splatter_db(signal: &[f64]) -> f64 {
    let count = signal.len();
    let window = |i: usize| 0.5 - 0.5 * (2.0 * PI * i as f64 / count as f64).cos();
    let loudest = (0..160).map(|bin| {
        let turn = 2.0 * PI * (4_000.0 + 100.0 * bin as f64) / f64::from(RATE);
        let (mut re, mut im) = (0.0, 0.0);
        for (i, sample) in signal.iter().enumerate() {
            re += sample * window(i) * (turn * i as f64).cos();
            im += sample * window(i) * (turn * i as f64).sin();
        }
        re.hypot(im) * 4.0 / count as f64
    });
    20.0 * loudest.fold(0.0, f64::max).log10()
}

/// Numbers that depend on nothing but a seed.
pub struct Noise(pub u64);

impl Noise {
    pub fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    pub fn below(&mut self, count: usize) -> usize {
        ((self.next() + 1.0) * 0.5 * count as f32) as usize
    }
}

/// Noise with gaps of zeros of both signs.
pub fn noise(seed: u64, frames: usize) -> Vec<Frame> {
    let mut noise = Noise(seed);
    let mut sample = || match noise.below(10) {
        0 => 0.0,
        1 => -0.0,
        _ => noise.next(),
    };
    (0..frames).map(|_| Frame::from(core::array::from_fn::<f32, 8, _>(|_| sample()))).collect()
}
