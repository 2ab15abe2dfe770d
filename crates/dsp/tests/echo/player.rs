//! An echo that is played, and what is played on it.

use crate::common::desk::stretches;
use crate::common::noise::Noise;
use megamixer_dsp::echo::{Echo, memory_frames};
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::Control;

/// An echo with its memory.
pub struct Player {
    pub echo: Echo,
    pub memory: Vec<f32>,
    pub pace: Pace,
    pub at: usize,
    quiet: bool,
}

impl Player {
    pub fn new(rate: f32) -> Self {
        let memory = vec![0.0; memory_frames(rate)];
        Self { echo: Echo::new(rate), memory, pace: Pace::new(0.02, rate), at: 0, quiet: true }
    }

    /// With filters as open as they get.
    pub fn with(rate: f32, time_s: f32, feedback: f32, mix: f32, ping_pong: bool) -> Self {
        let mut player = Self::new(rate);
        player.echo.set_time(time_s);
        player.echo.feedback().glide_to(0, feedback);
        player.echo.mix().glide_to(0, mix);
        player.echo.ping_pong().set(0, ping_pong);
        player.echo.snap();
        player
    }

    /// Plays in stretches that end at grid points, and elsewhere if `cut`.
    pub fn play(&mut self, sound: &[[f32; 2]], mut cut: Option<&mut Noise>) -> Vec<[f32; 2]> {
        let longest = || cut.as_mut().map_or(CELL_FRAMES, |noise| 1 + noise.below(CELL_FRAMES));
        let mut out = Vec::with_capacity(sound.len());
        for (stretch, ends_cell) in stretches(self.at, sound.len(), longest) {
            let sound = &sound[stretch];
            self.quiet &= sound.iter().flatten().all(|sample| *sample == 0.0);
            let [mut left, mut right] = [0, 1].map(|side| sound.iter().map(|frame| frame[side]).collect::<Vec<f32>>());
            self.echo.render(&mut self.memory, &mut left, &mut right, &self.pace);
            out.extend(left.into_iter().zip(right).map(<[f32; 2]>::from));
            if ends_cell {
                self.echo.settle(self.quiet);
                self.quiet = true;
            }
        }
        self.at += sound.len();
        out
    }
}

pub fn silence(frames: usize) -> Vec<[f32; 2]> {
    vec![[0.0; 2]; frames]
}

pub fn noise(seed: u64, frames: usize) -> Vec<[f32; 2]> {
    let mut noise = Noise(seed);
    (0..frames).map(|_| [noise.sample(), noise.sample()]).collect()
}

pub fn stereo(samples: &[f32]) -> Vec<[f32; 2]> {
    samples.iter().map(|sample| [*sample; 2]).collect()
}

pub fn side(frames: &[[f32; 2]], side: usize) -> Vec<f64> {
    frames.iter().map(|frame| f64::from(frame[side])).collect()
}

pub fn bits(frames: &[[f32; 2]]) -> Vec<[u32; 2]> {
    frames.iter().map(|frame| frame.map(f32::to_bits)).collect()
}
