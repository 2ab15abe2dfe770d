//! Where a signal is heard, by each law, at rest and while everything moves.

mod changes;
mod laws;
mod neighbours;
#[path = "../sides/mod.rs"]
mod sides;

use megamixer_dsp::lanes::{CELL_FRAMES, Frame, SILENCE};
use megamixer_dsp::pace::Pace;
use megamixer_dsp::pan::{PanLaw, Panner};
use megamixer_dsp::smoother::Control;
use sides::frame;

/// Four signals that are panned, on the grid.
#[derive(Clone)]
struct Desk {
    panner: Panner,
    pace: Pace,
    frame: usize,
}

impl Desk {
    fn new(sample_rate: f32) -> Self {
        Self { panner: Panner::new(), pace: Pace::new(0.02, sample_rate), frame: 0 }
    }

    fn put(&mut self, lane: usize, law: PanLaw, pan: f32, mono: bool) {
        self.panner.set_law(lane, law, true);
        self.panner.position().glide_to(lane, pan);
        self.panner.mono().set(lane, mono);
        self.panner.land(lane);
    }

    /// Renders in stretches of at most `longest` frames.
    fn render(&mut self, signal: &mut [Frame], longest: usize) {
        let mut rest = signal;
        while !rest.is_empty() {
            let frames = longest.min(CELL_FRAMES - self.frame % CELL_FRAMES).min(rest.len());
            let (stretch, others) = rest.split_at_mut(frames);
            let [mut mono, mut scratch] = [SILENCE; 2];
            let course = self.panner.mix_inputs(self.pace.fade, stretch, &mut mono);
            self.panner.apply(self.pace.glide, stretch, &course, &mut scratch);
            self.frame += frames;
            if self.frame.is_multiple_of(CELL_FRAMES) {
                self.panner.settle();
            }
            rest = others;
        }
    }

    /// The outputs of a constant left and right input of every lane.
    fn hold(&mut self, [left, right]: [f32; 2], frames: usize) -> Vec<Frame> {
        let mut signal = vec![frame(left, right); frames];
        self.render(&mut signal, CELL_FRAMES);
        signal
    }
}
