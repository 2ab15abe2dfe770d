//! Noise that is the same in every run.

use megamixer_dsp::lanes::Frame;

/// Numbers that depend on nothing but a seed. Source: D. Knuth, MMIX.
pub struct Noise(pub u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0
    }

    /// Below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }

    /// Between -1 and 1, never 0.
    pub fn sample(&mut self) -> f32 {
        (self.below(1 << 20) as f32 + 0.5) / (1 << 19) as f32 - 1.0
    }

    /// Between -1 and 1, in double precision.
    pub fn draw(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    /// Between two numbers, in double precision.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (0.5 + 0.5 * self.draw())
    }

    /// Another number in every channel.
    pub fn frame(&mut self) -> Frame {
        Frame::from(core::array::from_fn::<f32, 8, _>(|_| self.sample()))
    }

    pub fn frames(&mut self, count: usize) -> Vec<Frame> {
        (0..count).map(|_| self.frame()).collect()
    }
}

/// Noise with gaps of zeros of both signs.
pub fn gappy(seed: u64, frames: usize) -> Vec<Frame> {
    let mut noise = Noise(seed);
    let mut sample = || match noise.below(10) {
        0 => 0.0,
        1 => -0.0,
        _ => noise.sample(),
    };
    (0..frames).map(|_| Frame::from(core::array::from_fn::<f32, 8, _>(|_| sample()))).collect()
}
