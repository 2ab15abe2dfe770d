//! Memory that others own, cut into rings, and stretches of one signal in order of time.

use megamixer_vectors::f32x4;

/// A stretch is at most so long: every line is longer, so that a stretch is read before it is written.
pub const STRETCH_FRAMES: usize = 32;

/// One signal over a stretch, frame by frame.
pub type Stretch = [f32; STRETCH_FRAMES];

/// Frames in one vector of a [`Span`].
pub const STEP: usize = 4;

/// One signal over a stretch, four frames at a time. Past the end of the stretch it holds what does not matter, but finite numbers.
pub type Span = [f32x4; STRETCH_FRAMES / STEP];

/// A span of zeros.
pub const QUIET: Span = [f32x4::ZERO; STRETCH_FRAMES / STEP];

/// What is below this is nothing: -180 dBFS. So a tail has an end.
pub const NOTHING: f32 = 1e-9;

/// A span of which too little is nothing.
#[inline(always)]
pub fn heard(span: &Span) -> Span {
    span.map(|step| step & step.abs().simd_ge(f32x4::splat(NOTHING)))
}

/// Where each ring begins, one after the other.
#[derive(Default)]
pub struct Layout {
    frames: usize,
    longest: usize,
}

impl Layout {
    /// All that the rings so far take.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// The frames of the longest ring so far.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Another ring, for reading at most `frames` back.
    pub fn ring(&mut self, frames: u32) -> Ring {
        // Whole stretches: one that follows whole ones is then written in one piece.
        let frames = (frames as usize).next_multiple_of(STRETCH_FRAMES);
        let start = self.frames;
        self.frames += frames;
        self.longest = self.longest.max(frames);
        Ring { start, frames, at: 0 }
    }
}

/// A delay line: where in the memory it is, and where in it the next frame is written.
#[derive(Clone)]
pub struct Ring {
    start: usize,
    frames: usize,
    at: usize,
}

impl Ring {
    /// The stretch that begins `delay` frames back.
    #[inline(never)]
    pub fn read(&self, memory: &[f32], delay: u32) -> Span {
        let ring = &memory[self.start..self.start + self.frames];
        let behind = self.frames - (delay as usize).min(self.frames);
        let first = if self.at + behind >= self.frames { self.at + behind - self.frames } else { self.at + behind };
        if let Some(whole) = ring.get(first..first + STRETCH_FRAMES) {
            let mut steps = whole.chunks_exact(STEP);
            return core::array::from_fn(|_| steps.next().map_or(f32x4::ZERO, f32x4::from));
        }
        around(ring, first)
    }

    /// Writes a stretch, of which too little is nothing, and tells whether any of it was something.
    #[inline(never)]
    pub fn write(&self, memory: &mut [f32], span: &Span, frames: usize) -> bool {
        let ring = &mut memory[self.start..self.start + self.frames];
        let span = heard(span);
        if frames == STRETCH_FRAMES
            && let Some(whole) = ring.get_mut(self.at..self.at + STRETCH_FRAMES)
        {
            let mut any = f32x4::ZERO;
            for (to, step) in whole.chunks_exact_mut(STEP).zip(span) {
                to.copy_from_slice(step.as_array());
                any |= step;
            }
            return bytemuck::cast::<f32x4, u128>(any) != 0;
        }
        write_around(ring, self.at, &span, frames)
    }

    /// Goes on by a stretch.
    #[inline(always)]
    pub fn advance(&mut self, frames: usize) {
        self.at += frames;
        if self.at >= self.frames {
            self.at -= self.frames;
        }
    }
}

/// A stretch that begins near the end of a ring and goes on at its start.
#[cold]
#[optimize(size)]
fn write_around(ring: &mut [f32], first: usize, span: &Span, frames: usize) -> bool {
    let planar: Stretch = bytemuck::cast(*span);
    let (before, after) = ring.split_at_mut(first);
    let places = after.iter_mut().chain(before);
    places.zip(&planar[..frames]).fold(false, |any, (to, sample)| {
        *to = *sample;
        any | (*sample != 0.0)
    })
}

#[cold]
#[optimize(size)]
fn around(ring: &[f32], first: usize) -> Span {
    let mut planar: Stretch = [0.0; STRETCH_FRAMES];
    let (before, after) = ring.split_at(first);
    planar.iter_mut().zip(after.iter().chain(before)).for_each(|(to, from)| *to = *from);
    bytemuck::cast(planar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(frames: &[f32]) -> Span {
        let mut planar: Stretch = [0.0; STRETCH_FRAMES];
        planar.iter_mut().zip(frames).for_each(|(to, from)| *to = *from);
        bytemuck::cast(planar)
    }

    fn planar(span: Span) -> Stretch {
        bytemuck::cast(span)
    }

    #[test]
    fn what_is_written_comes_back_after_any_delay_that_fits_however_it_is_cut() {
        for cut in [32, 31, 7, 1] {
            let mut layout = Layout::default();
            layout.ring(10);
            let mut ring = layout.ring(90);
            let mut memory = vec![0.0; layout.frames()];
            for start in (0..1_000).step_by(cut) {
                for delay in [cut, 33, 64, 96] {
                    let found = planar(ring.read(&memory, delay as u32));
                    for (i, sample) in found.iter().take(cut).enumerate() {
                        assert_eq!(*sample, (start + i).saturating_sub(delay.max(1) - 1) as f32);
                    }
                }
                let frames: Vec<f32> = (0..cut).map(|i| (start + i + 1) as f32).collect();
                assert!(ring.write(&mut memory, &span(&frames), cut));
                ring.advance(cut);
            }
            assert!(memory[..32].iter().all(|sample| *sample == 0.0));
        }
    }

    #[test]
    fn too_little_is_nothing() {
        for frames in [32, 5] {
            let mut layout = Layout::default();
            let ring = layout.ring(32);
            let mut memory = vec![1.0; layout.frames()];
            assert!(!ring.write(&mut memory, &[f32x4::splat(-9e-10); 8], frames));
            assert!(memory[..frames].iter().all(|sample| sample.to_bits() == 0));
            assert!(ring.write(&mut memory, &[f32x4::splat(-2e-9); 8], frames));
        }
    }
}
