//! Four signals on the grid: what an engine does with a unit, cell by cell.

use super::frames::frame;
use super::noise::Noise;
use core::ops::Range;
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;

/// The stretches of `count` frames from a frame on, each with whether it ends at a grid point: there, and elsewhere after at
/// most as many frames as `longest` says.
pub fn stretches(
    from: usize,
    count: usize,
    mut longest: impl FnMut() -> usize,
) -> impl Iterator<Item = (Range<usize>, bool)> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let start = at;
        let to_grid = CELL_FRAMES - (from + at) % CELL_FRAMES;
        at = count.min(start + to_grid.min(longest()));
        (start < count).then_some((start..at, (from + at).is_multiple_of(CELL_FRAMES)))
    })
}

/// What works on four signals.
pub trait Unit {
    fn render(&mut self, signal: &mut [Frame], pace: &Pace);
    /// At a grid point, with the lanes that had exact zeros for the whole cell.
    fn settle(&mut self, quiet: Mask);
}

/// A unit at work.
#[derive(Clone)]
pub struct Desk<U> {
    pub unit: U,
    pub pace: Pace,
    /// The longest stretch that is rendered at once.
    pub longest: usize,
    /// Frames so far.
    pub now: usize,
    heard: Mask,
}

impl<U: Unit> Desk<U> {
    pub fn of(unit: U, sample_rate: f32) -> Self {
        Self { unit, pace: Pace::new(0.02, sample_rate), longest: CELL_FRAMES, now: 0, heard: Mask(0) }
    }

    pub fn render(&mut self, signal: &mut [Frame]) {
        self.render_by(signal, |unit, _, stretch, pace| unit.render(stretch, pace));
    }

    /// The same in another way than by [`Unit::render`], which is told where in the signal a stretch is.
    pub fn render_by(
        &mut self,
        signal: &mut [Frame],
        mut render: impl FnMut(&mut U, Range<usize>, &mut [Frame], &Pace),
    ) {
        let longest = self.longest;
        for (range, ends_cell) in stretches(self.now, signal.len(), || longest) {
            let stretch = &mut signal[range.clone()];
            for frame in stretch.iter() {
                let bits = (!frame.simd_eq(Frame::ZERO)).to_bitmask();
                self.heard = self.heard.or(Mask((bits | bits >> LANES) & Mask::ALL.0));
            }
            render(&mut self.unit, range, stretch, &self.pace);
            if ends_cell {
                self.unit.settle(Mask::ALL.without(self.heard));
                self.heard = Mask(0);
            }
        }
        self.now += signal.len();
    }

    /// What comes of the next frames of a signal that knows the time.
    pub fn run(&mut self, frames: usize, signal: impl Fn(usize) -> Frame) -> Vec<Frame> {
        let mut signal: Vec<Frame> = (self.now..self.now + frames).map(signal).collect();
        self.render(&mut signal);
        signal
    }

    /// What comes of a constant left and right input of every lane.
    pub fn hold(&mut self, [left, right]: [f32; 2], frames: usize) -> Vec<Frame> {
        self.run(frames, |_| frame(left, right))
    }

    /// Plays a script of which only the lanes of a mask are turned, from a script of their own each, in stretches cut anywhere
    /// if there is a seed for the cuts.
    pub fn play(
        mut self,
        turn: impl Fn(&mut U, usize, &mut Noise),
        turned: Mask,
        input: &[Frame],
        cuts: Option<u64>,
    ) -> Vec<Frame> {
        let mut scripts: [Noise; LANES] = core::array::from_fn(|lane| Noise(lane as u64 * 77 + 5));
        let mut cuts = cuts.map(Noise);
        let mut signal = input.to_vec();
        // Long pauses in between, so that some lanes arrive while others move.
        for (i, part) in signal.chunks_mut(100).enumerate() {
            for (lane, script) in scripts.iter_mut().enumerate() {
                if script.below(12) == 0 && i < 50 && turned.has(lane) {
                    turn(&mut self.unit, lane, script);
                }
            }
            self.longest = cuts.as_mut().map_or(CELL_FRAMES, |cuts| 1 + cuts.below(CELL_FRAMES));
            self.render(part);
        }
        signal
    }
}
