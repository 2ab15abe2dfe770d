//! What a stretch is mixed with, and how: four strips, four buses, or the master at a time.

use crate::bus::{self, Buses};
use crate::engine::Inputs;
use crate::key::Keys;
use crate::master::Master;
use crate::options::EngineOptions;
use crate::path::Incoming;
use crate::strip::Strips;
use crate::sums::Sums;
use crate::times::Times;
use crate::vca::VcaCourses;
use crate::work::Work;
use megamixer_dsp::containment;
use megamixer_dsp::lanes::{CELL_FRAMES, Cell, Frame, LANES, Planar, SILENCE};
use megamixer_dsp::mask::Mask;

/// What a lane hears whose turn it is not, and a strip to which nothing is connected.
pub(crate) const NOTHING: Planar = [0.0; CELL_FRAMES];

/// Room to mix in, and the sums; nothing in it outlives a stretch.
pub(crate) struct Stage {
    pub sums: Box<Sums>,
    pub keys: Keys,
    /// The strips of each vector, from half way on.
    signals: Box<[Cell]>,
    /// Whether the lower half of each vector of strips is to follow.
    live: Box<[bool]>,
    work: Box<Work>,
    /// A vector of which only some lanes have their turn.
    part: Cell,
    spare_strips: Box<Strips>,
    spare_buses: Box<Buses>,
}

/// Boxes something large. By itself, so that no two of them stand on the stack at a time, of which creation has little.
#[inline(never)]
pub(crate) fn boxed<T>(make: impl FnOnce() -> T) -> Box<T> {
    Box::new(make())
}

impl Stage {
    #[optimize(size)]
    pub fn new(keys: Keys, EngineOptions { strips, buses, sample_rate, .. }: EngineOptions) -> Self {
        let vectors = strips.div_ceil(LANES);
        Self {
            sums: Box::new(Sums::new(buses)),
            keys,
            signals: vec![SILENCE; vectors].into(),
            live: vec![false; vectors].into(),
            work: boxed(Work::new),
            part: SILENCE,
            spare_strips: boxed(|| Strips::new(buses, 0.0, sample_rate)),
            spare_buses: boxed(|| Buses::new(buses, sample_rate)),
        }
    }

    /// Where the VCAs leave how they go on over a stretch.
    pub fn vca_courses(&mut self) -> &mut VcaCourses {
        &mut self.work.vcas
    }

    /// The upper halves of four strips.
    #[inline(always)]
    pub fn mix_top(
        &mut self,
        strips: &mut Strips,
        vector: usize,
        inputs: &Inputs,
        at: usize,
        frames: usize,
        times: &Times,
    ) {
        let Self { keys, signals, live, work, .. } = self;
        let first = vector * LANES;
        let signal = &mut signals[vector][..frames];
        let channels = inputs.of_vector(first, at, frames);
        let asleep = !strips.busy().any() && (!inputs.any_of_vector(first) || containment::silent(&channels));
        live[vector] = if !asleep {
            let found = containment::gather(&channels, signal);
            strips.render_top(Incoming { signal, found }, times, work)
        } else {
            strips.pass_time(frames, times, work);
            false
        };
        keys.keep(first, live[vector].then_some(signal));
    }

    /// The lower halves of some strips of a vector, unless they sleep. Gives their signals behind the fader.
    #[inline(never)]
    pub fn mix_strips(
        &mut self,
        strips: &mut Strips,
        vector: usize,
        lanes: Mask,
        frames: usize,
        times: &Times,
    ) -> Option<&[Frame]> {
        let Self { sums, keys, signals, live, work, part, spare_strips, .. } = self;
        if !live[vector] {
            return None;
        }
        let signal = &mut signals[vector][..frames];
        if lanes == Mask::ALL {
            strips.render_bottom(signal, lanes, keys, times, work, sums);
            return Some(signal);
        }
        // The others have their turn at another time: for this one they are silent, and what it does to them is undone.
        let others = Mask::ALL.without(lanes);
        let part = &mut part[..frames];
        part.copy_from_slice(signal);
        containment::silence(part, others);
        spare_strips.copy_bottom(strips, others);
        strips.render_bottom(part, lanes, keys, times, work, sums);
        strips.copy_bottom(spare_strips, others);
        Some(part)
    }

    /// Some buses of a vector. Gives their signals behind the fader, unless they sleep.
    #[inline(never)]
    pub fn mix_buses(
        &mut self,
        buses: &mut Buses,
        vector: usize,
        turn: bus::Turn,
        frames: usize,
        times: &Times,
    ) -> Option<&[Frame]> {
        let Self { sums, keys, work, part, spare_buses, .. } = self;
        let lanes = turn.lanes;
        let first = vector * LANES;
        let others = Mask::ALL.without(lanes);
        if others.any() {
            spare_buses.copy_lanes(buses, others);
        }
        let fed = lanes.lanes().any(|lane| sums.buses_fed[first + lane]);
        let heard = if buses.busy().and(lanes).any() || fed {
            let signal = &mut part[..frames];
            let found = containment::gather(
                &core::array::from_fn(|at| {
                    let (lane, channel) = (at % LANES, at / LANES);
                    if lanes.has(lane) { &sums.buses[first + lane][channel][..frames] } else { &NOTHING[..frames] }
                }),
                signal,
            );
            buses.render(Incoming { signal, found }, turn, keys, times, work, sums)
        } else {
            buses.pass_time(frames, turn, times, work);
            false
        };
        if others.any() {
            buses.copy_lanes(spare_buses, others);
        }
        heard.then_some(&part[..frames])
    }

    /// The master.
    #[inline(never)]
    pub fn mix_master(&mut self, master: &mut Master, times: &Times, output: [&mut [f32]; 2]) {
        let Self { sums, keys, work, part, .. } = self;
        if !master.busy() && !sums.master_fed {
            return master.pass_time(times, work, output);
        }
        let frames = output[0].len();
        let mut channels = [&NOTHING[..frames]; 2 * LANES];
        (channels[0], channels[LANES]) = (&sums.master[0][..frames], &sums.master[1][..frames]);
        let signal = &mut part[..frames];
        let found = containment::gather(&channels, signal);
        master.render(Incoming { signal, found }, keys, sums, times, work, output);
    }
}
