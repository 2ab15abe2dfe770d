//! A stretch of the mix: the upper halves of all strips, then whoever has a turn, then the master and the monitor.

use crate::bus;
use crate::engine::{Engine, Inputs, Outputs, effects_of};
use crate::schedule::Turn;
use crate::stage::NOTHING;
use megamixer_dsp::lanes::LANES;

impl Engine {
    /// Mixes a stretch that lies within one cell.
    pub(crate) fn mix_stretch(&mut self, inputs: &Inputs, at: usize, outputs: Outputs) {
        let frames = outputs.main[0].len();
        self.stage.sums.clear();
        self.vcas.advance(frames, &self.times, self.stage.vca_courses());
        self.mix_tops(inputs, at, frames);
        for turn in 0..self.schedule.turns().len() {
            match self.schedule.turns()[turn] {
                Turn::Strips(vector, lanes) => {
                    self.stage.mix_strips(&mut self.strips[vector], vector, lanes, frames, &self.times);
                }
                Turn::Buses(vector, lanes) => {
                    let turn = bus::Turn { lanes, effects: effects_of(&mut self.effects, vector) };
                    self.stage.mix_buses(&mut self.buses[vector], vector, turn, frames, &self.times);
                }
            }
        }
        let Outputs { main: [left, right], monitor } = outputs;
        self.stage.mix_master(&mut self.master, &self.times, [&mut *left, &mut *right]);
        self.master.show(&self.block, self.frames, left, right);
        if let Some(channels) = monitor {
            self.monitor.render([left, right], &self.stage.sums.listened, &self.times, channels);
        }
    }

    #[inline(never)]
    fn mix_tops(&mut self, inputs: &Inputs, at: usize, frames: usize) {
        for (vector, strips) in self.strips.iter_mut().enumerate() {
            self.stage.mix_top(strips, vector, inputs, at, frames, &self.times);
        }
    }
}

impl<'a> Inputs<'a> {
    fn connected(&self, strip: usize) -> bool {
        self.connected.get(strip).is_some_and(|connected| *connected != 0)
    }

    /// Whether anything is connected to any strip.
    pub(crate) fn any_connected(&self) -> bool {
        self.connected.iter().any(|connected| *connected != 0)
    }

    /// Whether anything is connected to any of four strips.
    pub(crate) fn any_of_vector(&self, first: usize) -> bool {
        (first..first + LANES).any(|strip| self.connected(strip))
    }

    /// The channels of four strips: their left ones, then their right ones.
    pub(crate) fn of_vector(&self, first: usize, at: usize, frames: usize) -> [&'a [f32]; 2 * LANES] {
        core::array::from_fn(|i| {
            let (strip, channel) = (first + i % LANES, i / LANES);
            if !self.connected(strip) {
                return &NOTHING[..frames];
            }
            let start = (2 * strip + channel) * self.stride + at;
            &self.samples[start..start + frames]
        })
    }
}
