//! The engine: adopts what the page wrote, mixes, and reports.

use crate::adoption::{Adoption, Outcome};
use crate::block::Block;
use crate::bus::Buses;
use crate::master::Master;
use crate::routes::{Routes, Soloing};
use crate::settled::{correct, typed};
use crate::strip::{StripWork, Strips};
use crate::times::{Change, Times};
use core::fmt;
use megamixer_dsp::lanes::{CELL_FRAMES, Cell, LANES, Planar, SILENCE, gather};
use megamixer_schema::{
    BUS, BUS_COUNT, BusValues, Layout, MASTER, MIXER, MasterValues, MixerValues, SAMPLE_RATE, SEND, STRIP, STRIP_COUNT,
    SendValues, StripValues, header,
};

/// One mixer.
pub struct Engine {
    block: Block,
    adoption: Adoption,
    times: Times,
    routes: Routes,
    reroute: bool,
    strips: Box<[Strips]>,
    buses: Box<[Buses]>,
    master: Master,
    sums: Sums,
    work: Work,
    frames: u64,
    adoptions: u32,
    deferrals: u32,
    calls: u32,
}

/// What is summed in a stretch.
pub(crate) struct Sums {
    pub buses: Box<[[Planar; 2]]>,
    pub buses_fed: Box<[bool]>,
    pub master: [Planar; 2],
    pub master_fed: bool,
}

/// Room to work in: nothing in it outlives a stretch.
struct Work {
    signal: Cell,
    strip: StripWork,
}

/// The audio of every strip: planar, left then right, strip after strip.
pub struct Inputs<'a> {
    /// The samples of all strips.
    pub samples: &'a [f32],
    /// Frames from the start of one channel to the start of the next.
    pub stride: usize,
    /// Whether something is connected to each strip; the samples of one that is not are never read.
    pub connected: &'a [u32],
}

/// Why an engine could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A mixer has 1 to 128 strips.
    StripCount,
    /// A mixer has 0 to 16 buses.
    BusCount,
    /// An engine runs at 3 kHz to 768 kHz.
    SampleRate,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, range) = match self {
            Self::StripCount => ("strips", STRIP_COUNT),
            Self::BusCount => ("buses", BUS_COUNT),
            Self::SampleRate => ("Hz", SAMPLE_RATE),
        };
        write!(f, "an engine takes {} to {} {what}", range.min, range.max)
    }
}

impl core::error::Error for Refusal {}

impl Engine {
    /// A mixer with default settings. All memory that it will ever need is allocated here.
    pub fn new(strips: usize, buses: usize, sample_rate: f32) -> Result<Self, Refusal> {
        if !STRIP_COUNT.contains(strips) {
            return Err(Refusal::StripCount);
        }
        if !BUS_COUNT.contains(buses) {
            return Err(Refusal::BusCount);
        }
        if !(SAMPLE_RATE.min as f32..=SAMPLE_RATE.max as f32).contains(&sample_rate) {
            return Err(Refusal::SampleRate);
        }
        let block = Block::new(Layout { strips, buses }, sample_rate);
        let mut engine = Self {
            adoption: Adoption::new(block.sections(), block.parameters()),
            times: Times::new(MixerValues::default().glide, sample_rate),
            routes: Routes::new(strips, buses),
            reroute: true,
            strips: (0..strips.div_ceil(LANES)).map(|_| Strips::new(buses)).collect(),
            buses: (0..buses.div_ceil(LANES)).map(|_| Buses::new()).collect(),
            master: Master::new(),
            sums: Sums {
                buses: vec![[[0.0; CELL_FRAMES]; 2]; buses.next_multiple_of(LANES)].into(),
                buses_fed: vec![false; buses].into(),
                master: [[0.0; CELL_FRAMES]; 2],
                master_fed: false,
            },
            work: Work { signal: SILENCE, strip: StripWork::new() },
            frames: 0,
            adoptions: 0,
            deferrals: 0,
            calls: 0,
            block,
        };
        engine.start();
        Ok(engine)
    }

    /// The words that it shares with the page.
    pub fn block(&self) -> &Block {
        &self.block
    }

    /// Frames rendered so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Adopts the values that now stand in the block, at once, without a glide or a ramp: what was asked of an engine
    /// before this one is over.
    pub fn start(&mut self) {
        self.adoption.stage_all(&self.block);
        self.apply_changes(true);
        self.strips.iter_mut().for_each(Strips::snap);
        self.buses.iter_mut().for_each(Buses::snap);
        self.master.snap();
        self.block.store(header::adopted_sequence, self.adoption.sequence());
    }

    /// Mixes `frames` frames, from frame `offset` of the inputs on, to the same place of the two outputs.
    pub fn render(&mut self, inputs: &Inputs, [left, right]: [&mut [f32]; 2], offset: usize, frames: usize) {
        self.adopt();
        let end = offset + frames;
        let mut at = offset;
        while at < end {
            let into_cell = (self.frames % CELL_FRAMES as u64) as usize;
            let length = (CELL_FRAMES - into_cell).min(end - at);
            self.mix_stretch(inputs, at, [&mut left[at..at + length], &mut right[at..at + length]]);
            self.frames += length as u64;
            at += length;
            if into_cell + length == CELL_FRAMES {
                self.settle();
            }
        }
        self.publish();
    }

    fn adopt(&mut self) {
        match self.adoption.stage(&self.block) {
            Outcome::Unchanged => {}
            Outcome::Deferred => self.deferrals = self.deferrals.wrapping_add(1),
            Outcome::Staged => {
                self.apply_changes(self.frames == 0);
                self.adoptions = self.adoptions.wrapping_add(1);
                self.block.store(header::adopted_sequence, self.adoption.sequence());
            }
        }
    }

    /// Sends every control of the staged sections on its way; at once for the first values.
    fn apply_changes(&mut self, at_once: bool) {
        let Layout { buses, .. } = self.block.layout();
        for i in 0..self.adoption.changed().len() {
            match self.adoption.changed()[i] {
                Layout::MIXER_SECTION => self.change_mixer(),
                Layout::MASTER_SECTION => self.change_master(at_once),
                section if section < 2 + buses => self.change_bus(section - 2, at_once),
                section => self.change_strip(section - 2 - buses, at_once),
            }
        }
        self.adoption.commit();
        if core::mem::take(&mut self.reroute) {
            self.apply_routes(at_once);
        }
    }

    fn change_mixer(&mut self) {
        let (before, after) = self.adoption.change(Layout::MIXER_SECTION);
        correct(MIXER, after, before);
        self.times.set_glide(typed::<MixerValues>(after).glide);
    }

    fn change_master(&mut self, at_once: bool) {
        let (before, after) = self.adoption.change(Layout::MASTER_SECTION);
        correct(MASTER, after, before);
        self.master.change(&typed::<MasterValues>(before), &typed(after), &self.times, at_once);
    }

    fn change_bus(&mut self, bus: usize, at_once: bool) {
        let section = self.block.layout().bus_section(bus);
        let (before, after) = self.adoption.change(section);
        correct(BUS, after, before);
        let values: BusValues = typed(after);
        self.buses[bus / LANES].change(bus % LANES, &typed(before), &values, &self.times, at_once);
        let soloing = Soloing { solo: values.solo != 0, safe: values.solo_safe != 0 };
        self.reroute |= replace(self.routes.bus(bus), soloing);
    }

    fn change_strip(&mut self, strip: usize, at_once: bool) {
        let layout = self.block.layout();
        let (before, after) = self.adoption.change(layout.strip_section(strip));
        let (vector, lane) = (&mut self.strips[strip / LANES], strip % LANES);
        correct(STRIP, after, before);
        let values: StripValues = typed(after);
        vector.change(lane, &typed(before), &values, &self.times, at_once);
        let soloing = Soloing { solo: values.solo != 0, safe: values.solo_safe != 0 };
        self.reroute |= replace(self.routes.strip(strip), soloing);
        for bus in 0..layout.buses {
            let first = layout.send(strip, bus) - layout.strip(strip);
            let (before, after) = (&before[first..], &mut after[first..]);
            correct(SEND, after, before);
            let (before, after): (SendValues, SendValues) = (typed(before), typed(after));
            let level = Change { before: before.level, after: after.level };
            vector.set_send_level(lane, bus, level, &self.times, at_once);
            self.reroute |= replace(self.routes.send(strip, bus), after.on != 0) || before.tap != after.tap;
        }
    }

    /// Opens and closes routes as solo and the switches of sends now have it.
    fn apply_routes(&mut self, at_once: bool) {
        let layout = self.block.layout();
        self.routes.resolve();
        for strip in 0..layout.strips {
            let (vector, lane) = (&mut self.strips[strip / LANES], strip % LANES);
            vector.set_master_route(lane, self.routes.strip_to_master(strip), at_once);
            let words = self.adoption.settled(layout.strip_section(strip));
            for bus in 0..layout.buses {
                let values: SendValues = typed(&words[layout.send(strip, bus) - layout.strip(strip)..]);
                vector.set_send_route(lane, bus, self.routes.strip_to_bus(strip, bus), values.tap, at_once);
            }
        }
        for bus in 0..layout.buses {
            let open = self.routes.bus_to_master(bus);
            self.buses[bus / LANES].set_master_route(bus % LANES, open, at_once);
        }
    }

    /// Mixes a stretch that lies within one cell.
    fn mix_stretch(&mut self, inputs: &Inputs, at: usize, output: [&mut [f32]; 2]) {
        let frames = output[0].len();
        let Self { strips, buses, master, sums, times, work, .. } = self;
        let Work { signal, strip: strip_work } = work;
        let signal = &mut signal[..frames];
        sums.clear(frames);
        for (first, vector) in (0..).step_by(LANES).zip(strips.iter_mut()) {
            if !vector.any_awake() && !inputs.any_connected(first) {
                vector.pass_time(frames, times, strip_work);
                continue;
            }
            gather(inputs.of_vector(first, at, frames), signal);
            vector.render(signal, times, strip_work, sums);
        }
        for (first, vector) in (0..).step_by(LANES).zip(buses.iter_mut()) {
            if !vector.any_awake() && !sums.any_fed(first) {
                vector.pass_time(frames, times, strip_work.course());
                continue;
            }
            let lane = |lane: usize, channel: usize| &sums.buses[first + lane][channel][..frames];
            let channels = core::array::from_fn(|at| lane(at % LANES, at / LANES));
            gather(channels, signal);
            vector.render(signal, times, strip_work.course(), &mut sums.master);
            sums.master_fed = true;
        }
        if !master.any_awake() && !sums.master_fed {
            return master.pass_time(times, strip_work.course(), output);
        }
        let mut channels = [&NO_INPUT[..frames]; 2 * LANES];
        (channels[0], channels[LANES]) = (&sums.master[0][..frames], &sums.master[1][..frames]);
        gather(channels, signal);
        master.render(signal, times, strip_work.course(), output);
    }

    /// Everything that is slower than a sample.
    fn settle(&mut self) {
        self.strips.iter_mut().for_each(|vector| vector.settle(&self.times));
        self.buses.iter_mut().for_each(|vector| vector.settle(&self.times));
        self.master.settle(&self.times);
    }

    /// Writes meters and counters into the block.
    fn publish(&mut self) {
        let layout = self.block.layout();
        for (first, vector) in (0..).step_by(LANES).zip(self.strips.iter_mut()) {
            vector.publish(&self.block, first);
        }
        for (first, vector) in (0..).step_by(LANES).zip(self.buses.iter_mut()) {
            vector.publish(&self.block, first);
        }
        self.master.publish(&self.block);
        self.calls = self.calls.wrapping_add(1);
        let awake = (0..layout.strips).filter(|strip| self.strips[strip / LANES].awake(strip % LANES)).count();
        let faults = self.strips.iter().map(Strips::faults).chain(self.buses.iter().map(Buses::faults));
        let faults = faults.fold(self.master.faults(), u32::wrapping_add);
        for (word, bits) in [
            (header::adoptions, self.adoptions),
            (header::deferrals, self.deferrals),
            (header::quanta, self.calls),
            (header::frames_low, self.frames as u32),
            (header::frames_high, (self.frames >> 32) as u32),
            (header::strips_awake, awake as u32),
            (header::faults, faults),
        ] {
            self.block.store(word, bits);
        }
    }
}

/// Gives a place a new value, and tells whether that is another one.
fn replace<T: PartialEq>(place: &mut T, value: T) -> bool {
    let other = *place != value;
    *place = value;
    other
}

/// What a strip hears when nothing is connected.
const NO_INPUT: Planar = [0.0; CELL_FRAMES];

impl<'a> Inputs<'a> {
    fn connected(&self, strip: usize) -> bool {
        self.connected.get(strip).is_some_and(|connected| *connected != 0)
    }

    fn any_connected(&self, first: usize) -> bool {
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

impl Sums {
    fn clear(&mut self, frames: usize) {
        for [left, right] in &mut self.buses {
            left[..frames].fill(0.0);
            right[..frames].fill(0.0);
        }
        self.buses_fed.fill(false);
        self.master_fed = false;
        self.master.iter_mut().for_each(|channel| channel[..frames].fill(0.0));
    }

    fn any_fed(&self, first: usize) -> bool {
        self.buses_fed.iter().skip(first).take(LANES).any(|fed| *fed)
    }
}
