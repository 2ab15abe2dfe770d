//! A reverb with the memory it is lent, and what is played in it.

use crate::common::desk::stretches;
use crate::common::noise::Noise;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::reverb::Reverb;
use megamixer_dsp::smoother::Control;

/// A reverb with the memory it is lent.
pub struct Room {
    pub reverb: Reverb,
    pub memory: Vec<f32>,
    pub pace: Pace,
    frames: usize,
    quiet: bool,
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
        Self {
            reverb,
            memory: vec![0.0; Reverb::memory_frames(rate)],
            pace: Pace::new(0.02, rate),
            frames: 0,
            quiet: true,
        }
    }

    /// Renders in place, in stretches of at most `cut` frames within a cell.
    pub fn render(&mut self, [left, right]: [&mut [f32]; 2], cut: usize) {
        for (part, ends_cell) in stretches(self.frames, left.len(), || cut) {
            self.quiet &= left[part.clone()].iter().chain(&right[part.clone()]).all(|sample| *sample == 0.0);
            self.reverb.render(&mut self.memory, &mut left[part.clone()], &mut right[part], &self.pace);
            if ends_cell {
                self.reverb.settle(self.quiet);
                self.quiet = true;
            }
        }
        self.frames += left.len();
    }

    /// The answer to an impulse left, right or both.
    pub fn answer(&mut self, impulse: [f32; 2], seconds: f32) -> [Vec<f32>; 2] {
        let frames = (self.pace.sample_rate * seconds) as usize;
        let [mut left, mut right] = impulse.map(|height| {
            let mut signal = vec![0.0; frames];
            signal[0] = height;
            signal
        });
        self.render([&mut left, &mut right], CELL_FRAMES);
        [left, right]
    }
}

pub fn noises(frames: usize) -> [Vec<f32>; 2] {
    [1, 2].map(Noise).map(|mut noise| (0..frames).map(|_| noise.sample()).collect())
}

pub fn render(room: &mut Room, signal: &mut [Vec<f32>; 2], cut: usize) {
    let [left, right] = signal;
    room.render([left, right], cut);
}
