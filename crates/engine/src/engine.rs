//! The engine: adopts what the page wrote, mixes, and reports.

use crate::adoption::{Adoption, Outcome};
use crate::block::Block;
use crate::bus::Buses;
use crate::effect::EffectSlot;
use crate::key::Keys;
use crate::master::Master;
use crate::monitor::Monitor;
use crate::options::{EngineOptions, Refusal};
use crate::order::Order;
use crate::routes::{Key, Routes};
use crate::schedule::Schedule;
use crate::stage::{Stage, boxed};
use crate::strip::Strips;
use crate::times::{Arrival, Times};
use crate::vca::Vcas;
use megamixer_dsp::lanes::{CELL_FRAMES, LANES};
use megamixer_schema::{Layout, MixerValues, header};

/// One mixer.
pub struct Engine {
    pub(crate) block: Block,
    pub(crate) adoption: Adoption,
    pub(crate) times: Times,
    pub(crate) routes: Routes,
    pub(crate) master_key: Key,
    /// The routes changed since they were last worked out.
    pub(crate) reroute: bool,
    /// Some routes wait for others to close, which would make a cycle with them.
    pub(crate) waiting: bool,
    pub(crate) order: Order,
    pub(crate) next_order: Order,
    pub(crate) schedule: Schedule,
    pub(crate) vcas: Vcas,
    pub(crate) strips: Box<[Strips]>,
    pub(crate) buses: Box<[Buses]>,
    /// Of the first buses.
    pub(crate) effects: Box<[EffectSlot]>,
    pub(crate) master: Box<Master>,
    pub(crate) monitor: Monitor,
    /// Boxed like the master: they are large, and creation has little stack.
    pub(crate) stage: Box<Stage>,
    pub(crate) frames: u64,
    /// Everybody sleeps and nothing is under way: until something is changed or connected, silence is all there is.
    resting: bool,
    options: EngineOptions,
    adoptions: u32,
    deferrals: u32,
    calls: u32,
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

/// Where a mix goes: each output is a left and a right channel.
pub struct Outputs<'a> {
    /// The mix.
    pub main: [&'a mut [f32]; 2],
    /// The monitor output, where there is one.
    pub monitor: Option<[&'a mut [f32]; 2]>,
}

impl Engine {
    /// A mixer whose controls have their defaults. Everything that it will ever allocate is allocated here.
    ///
    /// # Errors
    ///
    /// Where an option is out of range.
    #[optimize(size)]
    pub fn new(options: EngineOptions) -> Result<Self, Refusal> {
        options.check()?;
        let EngineOptions { strips, buses, sample_rate, effects, max_delay_s } = options;
        let block = Block::new(Layout { strips, buses }, sample_rate);
        block.store(header::limiter_latency_frames, Master::limiter_latency_frames(sample_rate) as u32);
        let vector_of_strips = |delay_s: f32| Strips::new(buses, delay_s, sample_rate);
        let order = Order::new(strips, buses);
        let mut engine = Self {
            adoption: Adoption::new(block.sections(), block.parameters()),
            times: Times::new(MixerValues::default().glide, sample_rate),
            routes: Routes::new(strips, buses),
            master_key: Key::Own,
            reroute: true,
            waiting: false,
            schedule: Schedule::new(&order, strips, buses),
            next_order: order.clone(),
            order,
            vcas: Vcas::new(strips, buses),
            strips: (0..strips.div_ceil(LANES)).map(|_| vector_of_strips(max_delay_s)).collect(),
            buses: (0..buses.div_ceil(LANES)).map(|_| Buses::new(buses, sample_rate)).collect(),
            effects: (0..effects.min(buses)).map(|_| EffectSlot::new(sample_rate)).collect(),
            master: boxed(|| Master::new(sample_rate)),
            monitor: Monitor::new(),
            stage: boxed(|| Stage::new(Keys::new(strips), options)),
            frames: 0,
            resting: false,
            options,
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

    /// What it was made with.
    pub fn options(&self) -> EngineOptions {
        self.options
    }

    /// Frames rendered so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Adopts the values that now stand in the block, at once, without a glide or a ramp: what was asked of an engine
    /// before this one is over.
    #[optimize(size)]
    pub fn start(&mut self) {
        self.adoption.stage_all(&self.block);
        self.resting = false;
        self.reroute = true;
        self.apply_changes(Arrival::Start);
        self.strips.iter_mut().for_each(Strips::snap);
        self.buses.iter_mut().for_each(Buses::snap);
        self.effects.iter_mut().for_each(EffectSlot::snap);
        self.master.snap();
        self.monitor.snap();
        self.master.publish(&self.block);
        self.block.store(header::adopted_sequence, self.adoption.sequence());
    }

    /// Mixes `frames` frames, from frame `offset` of the inputs on, to the same place of the outputs.
    pub fn render(&mut self, inputs: &Inputs, outputs: Outputs, offset: usize, frames: usize) {
        self.adopt();
        let Outputs { main: [left, right], mut monitor } = outputs;
        let end = offset + frames;
        if self.resting && !inputs.any_connected() {
            let monitor = monitor.into_iter().flatten();
            [left, right].into_iter().chain(monitor).for_each(|channel| channel[offset..end].fill(0.0));
            self.frames += frames as u64;
            return self.publish_time(inputs.connected);
        }
        self.resting = false;
        let mut at = offset;
        while at < end {
            let into_cell = (self.frames % CELL_FRAMES as u64) as usize;
            let length = (CELL_FRAMES - into_cell).min(end - at);
            let main = [&mut left[at..at + length], &mut right[at..at + length]];
            let monitor =
                monitor.as_mut().map(|channels| channels.each_mut().map(|channel| &mut channel[at..at + length]));
            self.mix_stretch(inputs, at, Outputs { main, monitor });
            self.frames += length as u64;
            at += length;
            if into_cell + length == CELL_FRAMES {
                self.settle();
            }
        }
        self.publish(inputs.connected);
    }

    #[inline(never)]
    #[optimize(size)]
    fn adopt(&mut self) {
        match self.adoption.stage(&self.block) {
            Outcome::Unchanged => {}
            Outcome::Deferred => self.deferrals = self.deferrals.wrapping_add(1),
            Outcome::Staged => {
                self.resting = false;
                self.apply_changes(if self.frames == 0 { Arrival::AtOnce } else { Arrival::Smooth });
                self.adoptions = self.adoptions.wrapping_add(1);
                self.block.store(header::adopted_sequence, self.adoption.sequence());
            }
        }
    }

    /// Everything that is slower than a sample.
    #[inline(never)]
    fn settle(&mut self) {
        self.strips.iter_mut().for_each(|vector| vector.settle(&self.times));
        for (vector, buses) in self.buses.iter_mut().enumerate() {
            buses.settle(effects_of(&mut self.effects, vector), &self.times);
        }
        self.master.settle(&self.times);
        self.monitor.settle();
        if self.vcas.settle() {
            self.refresh_vcas();
        }
        if self.waiting {
            self.apply_routes(Arrival::Smooth);
        }
        self.resting = self.strips.iter().all(Strips::resting)
            && self.buses.iter().all(Buses::resting)
            && self.master.resting()
            && !self.monitor.moving()
            && !self.vcas.moving()
            && !self.waiting;
    }

    /// Writes meters and counters into the block.
    #[inline(never)]
    fn publish(&mut self, connected: &[u32]) {
        for (first, vector) in (0..).step_by(LANES).zip(self.strips.iter_mut()) {
            vector.publish(&self.block, first);
        }
        for (first, vector) in (0..).step_by(LANES).zip(self.buses.iter_mut()) {
            vector.publish(&self.block, first);
        }
        self.master.publish(&self.block);
        let awake: u32 = self.strips.iter().map(|vector| vector.awake().count()).sum();
        let faults = self.strips.iter().map(Strips::faults).chain(self.buses.iter().map(Buses::faults));
        let faults = faults.fold(self.master.faults(), u32::wrapping_add);
        for (word, bits) in
            [(header::adoptions, self.adoptions), (header::strips_awake, awake), (header::faults, faults)]
        {
            self.block.show(word, bits);
        }
        self.publish_time(connected);
    }

    /// What goes on even while everybody sleeps.
    fn publish_time(&mut self, connected: &[u32]) {
        self.calls = self.calls.wrapping_add(1);
        for (word, bits) in [
            (header::deferrals, self.deferrals),
            (header::quanta, self.calls),
            (header::frames_low, self.frames as u32),
            (header::frames_high, (self.frames >> 32) as u32),
        ] {
            self.block.show(word, bits);
        }
        self.publish_connected(connected);
    }

    #[inline(never)]
    #[optimize(size)]
    fn publish_connected(&self, connected: &[u32]) {
        for (word, strips) in (header::connected_0..).zip(connected.chunks(u32::BITS as usize)) {
            let bits = strips.iter().rev().fold(0, |bits, connected| bits << 1 | u32::from(*connected != 0));
            self.block.show(word, bits);
        }
    }
}

/// The effects of a vector of buses: as many as its first buses have.
pub(crate) fn effects_of(effects: &mut [EffectSlot], vector: usize) -> &mut [EffectSlot] {
    let first = (vector * LANES).min(effects.len());
    let end = (first + LANES).min(effects.len());
    &mut effects[first..end]
}
