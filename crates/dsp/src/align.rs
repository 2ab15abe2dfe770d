//! The delay that aligns four stereo signals in time: whole frames, each signal its own.
//!
//! A delay that is changed while its signal plays crossfades from the old place to the new one (see [`crate::tap`]). A
//! signal without any delay is not remembered, so its first crossfade waits until as much sound is known as it will be
//! delayed by: the move is never heard as a gap, and comes that much later.
//!
//! What a signal played before it was last forgotten, by a reset or while it had no delay, is never read: it
//! counts as silence. So nobody has to clear a ring of seconds in the time of a quantum. After a reset silence is what there was,
//! and a crossfade need not wait.

use crate::lanes::{CELL_FRAMES, Frame, LANES};
use crate::mask::Mask;
use crate::tap::{self, Tap, TapCoeffs};

/// How long a changed delay crossfades.
pub const CROSSFADE_S: f64 = 0.02;

/// Bytes that [`Align::new`] allocates for delays of up to `max_s` seconds.
pub fn memory_bytes(max_s: f32, sample_rate: f32) -> usize {
    ring_frames(tap::frames(max_s, sample_rate)) * size_of::<Frame>()
}

/// A stretch is written before its oldest frame is read.
fn ring_frames(max_frames: u32) -> usize {
    if max_frames == 0 { 0 } else { max_frames as usize + CELL_FRAMES }
}

/// What is remembered of one signal beside its sound.
#[derive(Clone, Copy)]
struct Lane {
    tap: Tap,
    /// Frames that were written since the signal was last forgotten.
    known: u32,
    /// What was before them was heard: a crossfade must not lead there.
    missed: bool,
    /// Frames of silence up to the last grid point, counting all that is forgotten.
    quiet: u32,
}

impl Lane {
    fn active(&self) -> bool {
        self.tap.reach() != 0
    }

    /// Whether the lane is a mere copy of frames that are known.
    fn steady(&self) -> bool {
        self.tap.resting() && self.tap.at() <= self.known
    }

    fn forget(&mut self, missed: bool) {
        (self.known, self.quiet, self.missed) = (0, u32::MAX, missed);
    }
}

/// Four alignment delays.
pub struct Align {
    coeffs: TapCoeffs,
    sample_rate: f32,
    max_frames: u32,
    ring: Box<[Frame]>,
    /// Where the next frame is written.
    at: usize,
    lanes: [Lane; LANES],
    /// The bits of all samples since the last grid point, and how many frames that is.
    heard: [u32; 2 * LANES],
    cell_frames: u32,
}

impl Align {
    /// Four signals without delay, which may have up to `max_s` seconds. With a `max_s` of 0 nothing is allocated and
    /// nothing ever delayed.
    #[optimize(size)]
    pub fn new(max_s: f32, sample_rate: f32) -> Self {
        let max_frames = tap::frames(max_s, sample_rate);
        Self {
            coeffs: TapCoeffs::new(CROSSFADE_S, sample_rate),
            sample_rate,
            max_frames,
            ring: vec![Frame::ZERO; ring_frames(max_frames)].into_boxed_slice(),
            at: 0,
            lanes: [Lane { tap: Tap::new(0), known: 0, missed: false, quiet: u32::MAX }; LANES],
            heard: [0; 2 * LANES],
            cell_frames: 0,
        }
    }

    /// Delays a signal by `seconds`, rounded to whole frames, at most the time that there is room for: after a
    /// crossfade, or `at_once`, which clicks unless the signal is silent. A signal that sleeps is to be moved at
    /// once.
    #[optimize(size)]
    pub fn set_time(&mut self, lane: usize, seconds: f32, at_once: bool) {
        let was_active = self.lanes[lane].active();
        self.lanes[lane].tap.set(tap::frames(seconds, self.sample_rate).min(self.max_frames));
        if at_once {
            self.lanes[lane].tap.land();
        }
        if self.lanes[lane].active() && !was_active {
            self.forget(lane, !at_once);
        }
    }

    /// Whether any signal is delayed, or on its way to or from that.
    pub fn active(&self) -> bool {
        self.lanes.iter().any(Lane::active)
    }

    /// Delays a stretch within one cell.
    pub fn render(&mut self, signal: &mut [Frame]) {
        if !self.active() {
            return;
        }
        let frames = signal.len() as u32;
        self.write(signal);
        let steady = self.lanes.map(|lane| lane.steady());
        self.copy(
            core::array::from_fn(|lane| if steady[lane] { self.lanes[lane].tap.at() as usize } else { 0 }),
            signal,
        );
        for (lane, steady) in steady.into_iter().enumerate() {
            if !steady {
                self.crossfade(lane, signal);
            }
            self.lanes[lane].known = self.lanes[lane].known.saturating_add(frames);
        }
        self.at = wrapped(self.at + signal.len(), self.ring.len());
        self.cell_frames += frames;
    }

    /// Remembers a stretch.
    fn write(&mut self, signal: &[Frame]) {
        let first = signal.len().min(self.ring.len() - self.at);
        self.ring[self.at..self.at + first].copy_from_slice(&signal[..first]);
        self.ring[..signal.len() - first].copy_from_slice(&signal[first..]);
        let mut heard = Frame::ZERO;
        signal.iter().for_each(|frame| heard |= *frame);
        let bits: [u32; 2 * LANES] = bytemuck::cast(heard);
        self.heard.iter_mut().zip(bits).for_each(|(heard, bits)| *heard |= bits);
    }

    /// Reads four signals, each at its own distance.
    fn copy(&self, delays: [usize; LANES], signal: &mut [Frame]) {
        let (ring, masks) = (&self.ring, [0, 1, 2, 3].map(|lane| Mask::one(lane).frame()));
        let together = delays == [delays[0]; LANES];
        let mut from = delays.map(|delay| self.before(0, delay));
        let mut rest = signal;
        while !rest.is_empty() {
            // As far as none of the four meets the end of the ring.
            let frames = from.iter().fold(rest.len(), |frames, from| frames.min(ring.len() - from));
            let (out, after) = rest.split_at_mut(frames);
            if together {
                out.copy_from_slice(&ring[from[0]..from[0] + frames]);
            } else {
                let [a, b, c, d] = from.map(|from| &ring[from..from + frames]);
                for ((((out, a), b), c), d) in out.iter_mut().zip(a).zip(b).zip(c).zip(d) {
                    *out = (*a & masks[0] | *b & masks[1]) | (*c & masks[2] | *d & masks[3]);
                }
            }
            from = from.map(|from| wrapped(from + frames, ring.len()));
            rest = after;
        }
    }

    /// Reads a signal whose delay moves, or of which not all is known that its delay reaches.
    fn crossfade(&mut self, lane: usize, signal: &mut [Frame]) {
        let Lane { mut tap, known, missed, .. } = self.lanes[lane];
        for (i, frame) in signal.iter_mut().enumerate() {
            let known = known.saturating_add(i as u32);
            let reading = tap.advance(self.coeffs, if missed { known } else { u32::MAX });
            let find = |delay: u32| match &self.ring[self.before(i, delay as usize)] {
                found if delay <= known => [found.as_array()[lane], found.as_array()[lane + LANES]],
                _ => [0.0; 2],
            };
            let mut found = find(reading.from);
            if reading.from != reading.to {
                let to = find(reading.to);
                found = core::array::from_fn(|side| reading.blend(found[side], to[side]));
            }
            frame.as_mut_array()[lane] = found[0];
            frame.as_mut_array()[lane + LANES] = found[1];
        }
        self.lanes[lane].tap = tap;
    }

    /// Where the frame is that came `delay` before frame `i` of the stretch.
    #[inline(always)]
    fn before(&self, i: usize, delay: usize) -> usize {
        wrapped(wrapped(self.at + i, self.ring.len()) + self.ring.len() - delay, self.ring.len())
    }

    /// Four sleepers: they have nothing to fade, and what they played is forgotten.
    pub fn pass_time(&mut self) {
        self.snap();
        self.reset(Mask::ALL);
    }

    /// At a grid point: silence is counted.
    pub fn settle(&mut self) {
        for (lane, state) in self.lanes.iter_mut().enumerate() {
            let silent = silent(&self.heard, lane);
            state.quiet = if silent { state.quiet.saturating_add(self.cell_frames) } else { 0 };
        }
        (self.heard, self.cell_frames) = ([0; 2 * LANES], 0);
    }

    /// Signals of which everything in reach is zero.
    pub fn at_rest(&self) -> Mask {
        let resting = |lane: usize| {
            let state = &self.lanes[lane];
            !state.active() || state.quiet >= state.tap.reach() && silent(&self.heard, lane)
        };
        (0..LANES).filter(|lane| resting(*lane)).fold(Mask::default(), |mask, lane| mask.or(Mask::one(lane)))
    }

    /// What signals played before now is forgotten.
    pub fn reset(&mut self, lanes: Mask) {
        lanes.lanes().for_each(|lane| self.forget(lane, false));
    }

    /// Puts a delay on its newest target at once.
    pub fn land(&mut self, lane: usize) {
        self.lanes[lane].tap.land();
    }

    /// Puts every delay on its newest target at once.
    pub fn snap(&mut self) {
        (0..LANES).for_each(|lane| self.land(lane));
    }

    /// Some signals become those of `from`, which has the same room: their delays and what is known of their sound,
    /// which takes time in proportion.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let room = self.ring.len().min(from.ring.len());
        for lane in lanes.lanes() {
            let known = if from.lanes[lane].active() { room.min(from.lanes[lane].known as usize) } else { 0 };
            for delay in 1..=known {
                let found = from.ring[from.before(0, delay)];
                let place = &mut self.ring[self.before(0, delay)];
                for channel in [lane, lane + LANES] {
                    place.as_mut_array()[channel] = found.as_array()[channel];
                }
            }
            self.lanes[lane] = from.lanes[lane];
            [lane, lane + LANES].into_iter().for_each(|channel| self.heard[channel] = from.heard[channel]);
        }
        self.cell_frames = self.cell_frames.max(from.cell_frames);
    }

    fn forget(&mut self, lane: usize, missed: bool) {
        self.lanes[lane].forget(missed);
        (self.heard[lane], self.heard[lane + LANES]) = (0, 0);
    }
}

/// Whether the bits of a signal's samples are those of zeros alone, whatever their sign.
fn silent(heard: &[u32; 2 * LANES], lane: usize) -> bool {
    (heard[lane] | heard[lane + LANES]) << 1 == 0
}

#[inline(always)]
fn wrapped(place: usize, length: usize) -> usize {
    if place >= length { place - length } else { place }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_is_what_was_told_and_none_for_no_delay() {
        for rate in [3_000.0, 44_100.0, 768_000.0] {
            for max_s in [0.0, 0.000_01, 0.001, 0.1, 0.25] {
                assert_eq!(size_of_val(&*Align::new(max_s, rate).ring), memory_bytes(max_s, rate));
            }
            assert_eq!(memory_bytes(0.0, rate), 0);
        }
        assert_eq!(memory_bytes(0.1, 48_000.0), (4_800 + CELL_FRAMES) * 32);
    }
}
