//! Where a signal is heard, by each law, at rest and while everything moves.

mod changes;
#[path = "../common/mod.rs"]
mod common;
mod laws;
mod neighbours;

use common::desk::{Desk, Unit};
use megamixer_dsp::lanes::{Frame, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::pan::{PanLaw, Panner};
use megamixer_dsp::smoother::Control;

impl Unit for Panner {
    fn render(&mut self, signal: &mut [Frame], pace: &Pace) {
        let [mut mono, mut scratch] = [SILENCE; 2];
        let course = self.mix_inputs(pace.fade, signal, &mut mono);
        match self.still(&course) {
            Some(matrix) => signal.iter_mut().for_each(|frame| *frame = matrix.place(*frame)),
            None => self.move_on(pace.glide, signal, &course, &mut scratch),
        }
    }

    fn settle(&mut self, _: Mask) {
        self.settle();
    }
}

fn new(sample_rate: f32) -> Desk<Panner> {
    Desk::of(Panner::new(), sample_rate)
}

/// Puts a lane at a position by a law, at once.
fn put(desk: &mut Desk<Panner>, lane: usize, law: PanLaw, pan: f32, mono: bool) {
    desk.unit.set_law(lane, law, true);
    desk.unit.position().glide_to(lane, pan);
    desk.unit.mono().set(lane, mono);
    desk.unit.land(lane);
}
