//! A console taken apart, to be mixed by several threads.
//!
//! A part has some turns of the schedule in a row, and owns whoever they are of. A bar goes through all parts in their order, and
//! takes along what has been summed so far: so every sum is added up in the order in which one thread would, and sounds the
//! same to the bit, while as many threads are at work as there are bars on their way. Nobody waits at a place where all
//! have to meet, and nothing is left that one thread has to do alone.

use crate::bar::Bar;
use crate::bus::{self, Buses};
use crate::effect::EffectSlot;
use crate::engine::Engine;
use crate::key::Keys;
use crate::master::Master;
use crate::routes::Routes;
use crate::schedule::Turn;
use crate::stage::{Stage, boxed};
use crate::strip::Strips;
use crate::times::Times;
use core::ops::Range;
use megamixer_dsp::lanes::{CELL_FRAMES, LANES};
use megamixer_schema::Layout;

/// A console in parts.
pub struct Parts {
    /// In the order in which every bar goes through them.
    pub parts: Vec<Part>,
    /// What the master's sum is added up from, in order.
    pub master_sum: Vec<Addend>,
    layout: Layout,
    keys: Keys,
}

/// Routes that go round in a circle, keys included: nobody can be mixed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle;

impl core::fmt::Display for Cycle {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("routes go round in a circle: a bus feeds or keys what leads to it")
    }
}

impl core::error::Error for Cycle {}

/// What is added to the master's sum at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addend {
    /// The strips of a vector that go to the master, as `(0 + 2) + (1 + 3)`; 0 in the place of others.
    Strips([Option<usize>; LANES]),
    /// A bus.
    Bus(usize),
}

/// Who is mixed by one thread at a time.
pub struct Part {
    /// By place in the part.
    turns: Vec<Turn>,
    /// Each with the number of its vector.
    strips: Vec<(usize, Strips)>,
    buses: Vec<(usize, Buses, Box<[EffectSlot]>)>,
    /// The last part's, which has nothing else.
    master: Option<Box<Master>>,
    stage: Box<Stage>,
    times: Times,
    layout: Layout,
}

/// What no part has taken yet.
struct Rest {
    strips: Vec<Option<Strips>>,
    buses: Vec<Option<(Buses, Box<[EffectSlot]>)>>,
}

impl Parts {
    /// Room for a bar; `tapped` where strips and buses are to be heard one by one.
    pub fn bar(&self, tapped: bool) -> Bar {
        Bar::new(self.layout, &self.keys, tapped)
    }
}

impl Engine {
    /// Takes the console apart, as it is set: it starts anew, and what is written to its block from now on is not heard. The monitor output
    /// and the meters are nobody's part.
    ///
    /// # Errors
    ///
    /// Where routes go round in a circle.
    pub fn into_parts(mut self) -> Result<Parts, Cycle> {
        self.start();
        if !self.routes.resolve() {
            return Err(Cycle);
        }
        let layout = self.block.layout();
        let (options, turns) = (self.options(), self.schedule.turns());
        let master_sum = master_sum(turns, &self.routes);
        let keys = &self.stage.keys;
        let empty = || Part {
            turns: Vec::new(),
            strips: Vec::new(),
            buses: Vec::new(),
            master: None,
            stage: boxed(|| Stage::new(keys.of_part(), options)),
            times: self.times,
            layout,
        };
        let mut effects = self.effects.into_iter();
        let with_effects = |buses| Some((buses, effects.by_ref().take(LANES).collect()));
        let mut rest = Rest {
            strips: self.strips.into_iter().map(Some).collect(),
            buses: self.buses.into_iter().map(with_effects).collect(),
        };
        let mut parts: Vec<Part> = Vec::new();
        for run in runs(turns, &self.routes) {
            let mut part = empty();
            turns[run].iter().for_each(|turn| part.take(*turn, &mut rest));
            parts.push(part);
        }
        parts.push(Part { master: Some(self.master), ..empty() });
        Ok(Parts { parts, master_sum, layout, keys: keys.of_part() })
    }
}

impl Part {
    /// Takes a turn, and whoever it is of.
    fn take(&mut self, turn: Turn, rest: &mut Rest) {
        let turn = match turn {
            Turn::Strips(vector, lanes) => {
                self.strips.extend(rest.strips[vector].take().map(|strips| (vector, strips)));
                Turn::Strips(place(self.strips.iter().map(|(vector, _)| *vector), vector), lanes)
            }
            Turn::Buses(vector, lanes) => {
                self.buses.extend(rest.buses[vector].take().map(|(buses, effects)| (vector, buses, effects)));
                Turn::Buses(place(self.buses.iter().map(|(vector, ..)| *vector), vector), lanes)
            }
        };
        self.turns.push(turn);
    }

    /// The strips whose inputs it needs in a bar before it mixes it.
    pub fn strips(&self) -> impl Iterator<Item = usize> {
        let of_vector = |(vector, _): &(usize, Strips)| {
            (vector * LANES..(vector + 1) * LANES).take_while(|strip| *strip < self.layout.strips)
        };
        self.strips.iter().flat_map(of_vector)
    }

    /// Mixes its part of a bar, which all parts before it have had. It must have had all bars before that.
    pub fn mix(&mut self, bar: &mut Bar) {
        let frames = bar.frames();
        for (cell, at) in (0..frames).step_by(CELL_FRAMES).enumerate() {
            let length = CELL_FRAMES.min(frames - at);
            bar.cells[cell].swap(&mut self.stage);
            self.mix_cell(bar, at, length);
            bar.cells[cell].swap(&mut self.stage);
            if length == CELL_FRAMES {
                self.settle();
            }
        }
    }

    fn mix_cell(&mut self, bar: &mut Bar, at: usize, frames: usize) {
        let Self { turns, strips, buses, master, stage, times, .. } = self;
        for (vector, strips) in strips.iter_mut() {
            stage.mix_top(strips, *vector, &bar.inputs(), at, frames, times);
        }
        for turn in turns {
            match *turn {
                Turn::Strips(place, lanes) => {
                    let (vector, strips) = &mut strips[place];
                    if let Some(signal) = stage.mix_strips(strips, *vector, lanes, frames, times) {
                        bar.tap_strips(*vector * LANES, lanes, at, signal);
                    }
                }
                Turn::Buses(place, lanes) => {
                    let (vector, buses, effects) = &mut buses[place];
                    let turn = bus::Turn { lanes, effects };
                    if let Some(signal) = stage.mix_buses(buses, *vector, turn, frames, times) {
                        bar.tap_buses(*vector * LANES, lanes, at, signal);
                    }
                }
            }
        }
        if let Some(master) = master {
            stage.mix_master(master, times, bar.output_at(at, frames));
        }
    }

    /// Everything that is slower than a sample.
    fn settle(&mut self) {
        let Self { strips, buses, master, times, .. } = self;
        strips.iter_mut().for_each(|(_, strips)| strips.settle(times));
        buses.iter_mut().for_each(|(_, buses, effects)| buses.settle(effects, times));
        master.iter_mut().for_each(|master| master.settle(times));
    }
}

fn place(mut vectors: impl Iterator<Item = usize>, vector: usize) -> usize {
    vectors.position(|of| of == vector).expect("all turns of a vector are one part's")
}

/// Turns in a row that are to be one part's: those of the same vector, and those from who listens to a strip on to that strip, if
/// that comes later. For what is listened to of a strip is taken half way through it, before any turn.
fn runs(turns: &[Turn], routes: &Routes) -> Vec<Range<usize>> {
    let last = |is_of_vector: &dyn Fn(&Turn) -> bool| turns.iter().rposition(is_of_vector);
    let last_of_strips = |of: usize| last(&|turn| matches!(turn, Turn::Strips(vector, _) if *vector == of));
    let last_of_buses = |of: usize| last(&|turn| matches!(turn, Turn::Buses(vector, _) if *vector == of));
    // How far the part of a turn must reach.
    let reach = |turn: &Turn| {
        let (own, ways, vector) = match *turn {
            Turn::Strips(vector, _) => (last_of_strips(vector), routes.of_strips(), vector),
            Turn::Buses(vector, _) => (last_of_buses(vector), routes.of_buses(), vector),
        };
        let keys = ways.iter().skip(vector * LANES).take(LANES).filter_map(|ways| ways.key.strip());
        let keyed = keys.filter_map(|strip| last_of_strips(strip / LANES));
        own.into_iter().chain(keyed).max().unwrap_or_default()
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < turns.len() {
        let (start, mut last) = (at, at);
        while at <= last {
            last = last.max(reach(&turns[at]));
            at += 1;
        }
        runs.push(start..at);
    }
    runs
}

/// What the turns add to the master's sum.
fn master_sum(turns: &[Turn], routes: &Routes) -> Vec<Addend> {
    let mut sum = Vec::new();
    for turn in turns {
        match *turn {
            Turn::Strips(vector, lanes) => {
                let first = vector * LANES;
                let goes = |strip: &usize| *strip < routes.of_strips().len() && routes.strip_to_master(*strip);
                let strips = core::array::from_fn(|lane| lanes.has(lane).then_some(first + lane).filter(goes));
                sum.extend(strips.iter().any(Option::is_some).then_some(Addend::Strips(strips)));
            }
            Turn::Buses(vector, lanes) => {
                let goes = |bus: &usize| *bus < routes.of_buses().len() && routes.bus_to_master(*bus);
                sum.extend(lanes.lanes().map(|lane| vector * LANES + lane).filter(goes).map(Addend::Bus));
            }
        }
    }
    sum
}
