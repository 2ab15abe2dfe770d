//! A delay of whole frames for both channels.

/// The last frames of a stereo signal.
#[derive(Clone)]
pub struct Delay {
    rings: [Vec<f32>; 2],
    at: usize,
}

impl Delay {
    /// A delay of so many frames, at least one, that holds silence.
    pub fn new(frames: usize) -> Self {
        Self { rings: [vec![0.0; frames.max(1)], vec![0.0; frames.max(1)]], at: 0 }
    }

    /// Takes a stretch and writes what came in so many frames before it.
    pub fn run(&mut self, stretches: [&[f32]; 2], delayed: [&mut [f32]; 2]) {
        let (length, start) = (self.rings[0].len(), self.at);
        let frames = stretches[0].len();
        for ((ring, stretch), out) in self.rings.iter_mut().zip(stretches).zip(delayed) {
            let mut at = start;
            for (sample, out) in stretch.iter().zip(out) {
                *out = core::mem::replace(&mut ring[at], *sample);
                at = if at + 1 == length { 0 } else { at + 1 };
            }
        }
        self.at = (start + frames) % length;
    }

    /// Holds silence again.
    pub fn reset(&mut self) {
        self.rings.iter_mut().for_each(|ring| ring.fill(0.0));
        self.at = 0;
    }
}
