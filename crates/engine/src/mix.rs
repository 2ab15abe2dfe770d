//! A stretch of the mix: the upper halves of all strips, then whoever has a turn, then the master and the monitor.

use crate::bus;
use crate::engine::{Engine, Inputs, Outputs, Stage, effects_of};
use crate::path::Incoming;
use crate::schedule::Turn;
use megamixer_dsp::containment;
use megamixer_dsp::lanes::{CELL_FRAMES, LANES, Planar};
use megamixer_dsp::mask::Mask;

/// What a strip hears when nothing is connected.
const NO_INPUT: Planar = [0.0; CELL_FRAMES];

impl Engine {
    /// Mixes a stretch that lies within one cell.
    pub(crate) fn mix_stretch(&mut self, inputs: &Inputs, at: usize, outputs: Outputs) {
        let frames = outputs.main[0].len();
        self.stage.sums.clear();
        self.mix_tops(inputs, at, frames);
        for turn in 0..self.schedule.turns().len() {
            match self.schedule.turns()[turn] {
                Turn::Strips(vector, lanes) if self.stage.live[vector] => self.mix_strips(vector, lanes, frames),
                Turn::Strips(..) => {}
                Turn::Buses(vector, lanes) => self.mix_buses(vector, lanes, frames),
            }
        }
        let Outputs { main: [left, right], monitor } = outputs;
        self.mix_master([&mut *left, &mut *right]);
        self.master.show(&self.block, self.frames, left, right);
        if let Some(channels) = monitor {
            self.monitor.render([left, right], &self.stage.sums.listened, &self.times, channels);
        }
    }

    /// The upper halves of all strips.
    #[inline(never)]
    fn mix_tops(&mut self, inputs: &Inputs, at: usize, frames: usize) {
        let Stage { keys, signals, live, work, .. } = &mut *self.stage;
        for (vector, strips) in self.strips.iter_mut().enumerate() {
            let first = vector * LANES;
            let signal = &mut signals[vector][..frames];
            let channels = inputs.of_vector(first, at, frames);
            let asleep = !strips.busy().any() && (!inputs.any_of_vector(first) || containment::silent(&channels));
            live[vector] = if !asleep {
                let found = containment::gather(&channels, signal);
                strips.render_top(Incoming { signal, found }, &self.times, work)
            } else {
                strips.pass_time(frames, &self.times, work);
                false
            };
            keys.keep(first, live[vector].then_some(signal));
        }
    }

    /// The lower halves of some strips of a vector.
    #[inline(never)]
    fn mix_strips(&mut self, vector: usize, lanes: Mask, frames: usize) {
        let strips = &mut self.strips[vector];
        let Stage { sums, keys, signals, work, part, spare_strips, .. } = &mut *self.stage;
        let signal = &mut signals[vector][..frames];
        if lanes == Mask::ALL {
            return strips.render_bottom(signal, lanes, keys, &self.times, work, sums);
        }
        // The others have their turn at another time: for this one they are silent, and what it does to them is undone.
        let others = Mask::ALL.without(lanes);
        let part = &mut part[..frames];
        part.copy_from_slice(signal);
        containment::silence(part, others);
        spare_strips.copy_bottom(strips, others);
        strips.render_bottom(part, lanes, keys, &self.times, work, sums);
        strips.copy_bottom(spare_strips, others);
    }

    /// Some buses of a vector.
    #[inline(never)]
    fn mix_buses(&mut self, vector: usize, lanes: Mask, frames: usize) {
        let buses = &mut self.buses[vector];
        let Stage { sums, keys, work, part, spare_buses, .. } = &mut *self.stage;
        let turn = bus::Turn { lanes, effects: effects_of(&mut self.effects, vector) };
        let first = vector * LANES;
        let others = Mask::ALL.without(lanes);
        if others.any() {
            spare_buses.copy_lanes(buses, others);
        }
        let fed = lanes.lanes().any(|lane| sums.buses_fed[first + lane]);
        if buses.busy().and(lanes).any() || fed {
            let signal = &mut part[..frames];
            let found = containment::gather(
                &core::array::from_fn(|at| {
                    let (lane, channel) = (at % LANES, at / LANES);
                    if lanes.has(lane) { &sums.buses[first + lane][channel][..frames] } else { &NO_INPUT[..frames] }
                }),
                signal,
            );
            buses.render(Incoming { signal, found }, turn, keys, &self.times, work, sums);
        } else {
            buses.pass_time(frames, turn, &self.times, work);
        }
        if others.any() {
            buses.copy_lanes(spare_buses, others);
        }
    }

    #[inline(never)]
    fn mix_master(&mut self, output: [&mut [f32]; 2]) {
        let Stage { sums, keys, work, part, .. } = &mut *self.stage;
        if !self.master.busy() && !sums.master_fed {
            return self.master.pass_time(&self.times, work, output);
        }
        let frames = output[0].len();
        let mut channels = [&NO_INPUT[..frames]; 2 * LANES];
        (channels[0], channels[LANES]) = (&sums.master[0][..frames], &sums.master[1][..frames]);
        let signal = &mut part[..frames];
        let found = containment::gather(&channels, signal);
        self.master.render(Incoming { signal, found }, keys, sums, &self.times, work, output);
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

    fn any_of_vector(&self, first: usize) -> bool {
        (first..first + LANES).any(|strip| self.connected(strip))
    }

    /// The channels of four strips: their left ones, then their right ones.
    fn of_vector(&self, first: usize, at: usize, frames: usize) -> [&'a [f32]; 2 * LANES] {
        core::array::from_fn(|i| {
            let (strip, channel) = (first + i % LANES, i / LANES);
            if !self.connected(strip) {
                return &NO_INPUT[..frames];
            }
            let start = (2 * strip + channel) * self.stride + at;
            &self.samples[start..start + frames]
        })
    }
}
