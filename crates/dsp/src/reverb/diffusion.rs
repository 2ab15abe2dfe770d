//! Diffusion: allpasses in series, which make many faint echoes of one and colour nothing.
//!
//! Source: M. R. Schroeder, Natural sounding artificial reverberation, JAES 1962.

use super::coeffs::next_prime;
use super::ring::{Layout, Ring, Span};
use megamixer_vectors::f32x4;

/// Allpasses a channel.
const STAGES: usize = 4;

/// Their lengths in milliseconds, left and right: no two alike, and short, so that they have died away before the shortest decay.
const STAGE_MS: [[f64; STAGES]; 2] = [[1.49, 2.53, 3.97, 5.87], [1.67, 2.27, 4.31, 5.51]];

/// How much of a stage goes round: its own decay is 60 dB in 93 ms at most.
const ROUND: f32 = 0.65;

/// A stage is longer than a stretch, as the lines are.
const SHORTEST_FRAMES: u32 = 37;

#[derive(Clone)]
struct Allpass {
    ring: Ring,
    delay: u32,
}

impl Allpass {
    #[inline(always)]
    fn pass(&mut self, memory: &mut [f32], signal: &mut Span, frames: usize) -> bool {
        let round = f32x4::splat(ROUND);
        let delayed = self.ring.read(memory, self.delay);
        let mut kept = *signal;
        for ((kept, signal), delayed) in kept.iter_mut().zip(signal).zip(delayed) {
            *kept += round * delayed;
            *signal = delayed - round * *kept;
        }
        let heard = self.ring.write(memory, &kept, frames);
        self.ring.advance(frames);
        heard
    }
}

/// The diffusion of both channels.
#[derive(Clone)]
pub struct Diffusion {
    stages: [[Allpass; STAGES]; 2],
}

impl Diffusion {
    /// Takes its memory from a layout.
    #[optimize(size)]
    pub fn new(layout: &mut Layout, sample_rate: f32) -> Self {
        let mut taken = [0; 2 * STAGES];
        let mut next = 0;
        let stages = STAGE_MS.map(|channel| {
            channel.map(|length_ms| {
                let wanted = (length_ms * 1e-3 * f64::from(sample_rate)) as u32;
                let mut delay = next_prime(wanted.max(SHORTEST_FRAMES));
                while taken.contains(&delay) {
                    delay = next_prime(delay + 1);
                }
                taken[next] = delay;
                next += 1;
                Allpass { ring: layout.ring(delay), delay }
            })
        });
        Self { stages }
    }

    /// Diffuses a stretch, and tells whether any was remembered.
    pub fn pass(&mut self, memory: &mut [f32], signal: &mut [Span; 2], frames: usize) -> bool {
        let mut heard = false;
        for (stages, signal) in self.stages.iter_mut().zip(signal) {
            for stage in stages {
                heard |= stage.pass(memory, signal, frames);
            }
        }
        heard
    }
}
