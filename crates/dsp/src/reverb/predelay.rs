//! The time before a room answers.

use super::crossfade::Crossfade;
use super::ring::{Layout, Ring, STRETCH_FRAMES, Span};
use crate::exact;
use crate::lanes::Cell;

/// The longest.
const LONGEST_S: f32 = 0.25;

/// Whole frames nearest to a predelay.
pub fn delay_frames(predelay_s: f32, sample_rate: f32) -> u32 {
    // At least one is what `frames` counts; a predelay may be none.
    exact::frames(f64::from(predelay_s.clamp(0.0, LONGEST_S)) + 1.0 / f64::from(sample_rate), f64::from(sample_rate))
        - 1
}

/// Two delay lines read at one place.
#[derive(Clone)]
pub struct Predelay {
    rings: [Ring; 2],
    delay: Crossfade<u32>,
}

impl Predelay {
    /// Takes its memory from a layout.
    pub fn new(layout: &mut Layout, delay: u32, sample_rate: f32) -> Self {
        // A stretch is written before it is read, so that there may be no delay at all.
        let frames = delay_frames(LONGEST_S, sample_rate) + STRETCH_FRAMES as u32;
        Self { rings: [(); 2].map(|()| layout.ring(frames)), delay: Crossfade::new(delay, sample_rate) }
    }

    /// How many frames it delays, and its crossfade.
    pub fn delay(&mut self) -> &mut Crossfade<u32> {
        &mut self.delay
    }

    /// Delays a stretch, and tells whether any was remembered.
    pub fn pass(&mut self, memory: &mut [f32], signal: &mut [Span; 2], frames: usize, scratch: &mut Cell) -> bool {
        let shares = self.delay.shares(frames, scratch);
        let [from, to] = self.delay.places();
        let mut heard = false;
        for (ring, signal) in self.rings.iter_mut().zip(signal) {
            heard |= ring.write(memory, signal, frames);
            *signal = ring.read(memory, from);
            if let Some(shares) = &shares {
                let other = ring.read(memory, to);
                for ((step, other), share) in signal.iter_mut().zip(other).zip(shares) {
                    *step += (other - *step) * *share;
                }
            }
            ring.advance(frames);
        }
        heard
    }
}
