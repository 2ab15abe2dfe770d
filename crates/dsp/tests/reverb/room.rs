//! A reverb with the memory it is lent, and what is played in it.

use megamixer_dsp::pace::Pace;
use megamixer_dsp::reverb::Reverb;
use megamixer_dsp::smoother::Control;

pub const RATE: f32 = 48_000.0;

/// A reverb with the memory it is lent.
pub struct Room {
    pub reverb: Reverb,
    pub memory: Vec<f32>,
    pub pace: Pace,
    frames: usize,
}

/// What is turned: decay, size, damping.
#[derive(Clone, Copy)]
pub struct Settings {
    pub decay_s: f32,
    pub size: f32,
    pub damping_hz: f32,
}

pub const OPEN: Settings = Settings { decay_s: 2.0, size: 0.7, damping_hz: 20_000.0 };

impl Room {
    pub fn new(rate: f32, settings: Settings) -> Self {
        let mut reverb = Reverb::new(rate);
        reverb.decay().glide_to(0, settings.decay_s);
        reverb.size().glide_to(0, settings.size);
        reverb.damping().glide_to(0, settings.damping_hz);
        reverb.snap();
        Self { reverb, memory: vec![0.0; Reverb::memory_frames(rate)], pace: Pace::new(0.02, rate), frames: 0 }
    }

    /// Renders in place, in stretches of at most `cut` frames within cells of 32.
    pub fn render(&mut self, [left, right]: [&mut [f32]; 2], cut: usize) {
        let mut start = 0;
        while start < left.len() {
            let frames = cut.min(32 - self.frames % 32).min(left.len() - start);
            let part = start..start + frames;
            let quiet = left[part.clone()].iter().chain(&right[part.clone()]).all(|sample| *sample == 0.0);
            self.reverb.render(&mut self.memory, &mut left[part.clone()], &mut right[part], &self.pace);
            self.frames += frames;
            if self.frames.is_multiple_of(32) {
                self.reverb.settle(quiet);
            }
            start += frames;
        }
    }

    /// The answer to an impulse left, right or both.
    pub fn answer(&mut self, impulse: [f32; 2], seconds: f32) -> [Vec<f32>; 2] {
        let frames = (self.pace.sample_rate * seconds) as usize;
        let [mut left, mut right] = impulse.map(|height| {
            let mut signal = vec![0.0; frames];
            signal[0] = height;
            signal
        });
        self.render([&mut left, &mut right], 32);
        [left, right]
    }
}

/// Noise from -1 to 1, another for each seed.
pub fn noise(seed: u32) -> impl FnMut() -> f32 {
    let mut state = seed.wrapping_mul(2_654_435_769) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as f32 / u32::MAX as f32 * 2.0 - 1.0
    }
}

pub fn noises(frames: usize) -> [Vec<f32>; 2] {
    [1, 2].map(|seed| std::iter::repeat_with(noise(seed)).take(frames).collect())
}

pub fn render(room: &mut Room, signal: &mut [Vec<f32>; 2], cut: usize) {
    let [left, right] = signal;
    room.render([left, right], cut);
}
