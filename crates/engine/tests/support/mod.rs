//! A page in Rust: writes parameters the way `host-js` does, and feeds an engine.

#![allow(dead_code)]

use megamixer_engine::{Engine, EngineOptions, Inputs, Outputs};
use megamixer_schema::{
    BUS, Kind, Layout, MASTER, MASTER_METERS, METERS, MIXER, MeterSpec, Record, SEND, STRIP, Spec, Target, VCA,
    VCA_COUNT, header,
};
use std::mem::offset_of;
use std::sync::atomic::Ordering::SeqCst;

pub const RATE: f32 = 48_000.0;

/// A page and its engine.
pub struct Desk {
    pub engine: Engine,
    pub layout: Layout,
    pub inputs: Vec<f32>,
    pub connected: Vec<u32>,
    pub frames: usize,
    pub position: usize,
    /// What the monitor output has heard.
    pub monitor: [Vec<f32>; 2],
}

impl Desk {
    /// A mixer whose strips are fed `frames` frames of silence until somebody says otherwise.
    pub fn new(strips: usize, buses: usize, frames: usize) -> Self {
        Self::at_rate(strips, buses, frames, RATE)
    }

    pub fn at_rate(strips: usize, buses: usize, frames: usize, sample_rate: f32) -> Self {
        Self::with(EngineOptions::new(strips, buses, sample_rate), frames)
    }

    pub fn with(options: EngineOptions, frames: usize) -> Self {
        let engine = Engine::new(options).expect("options in range");
        let layout = engine.block().layout();
        let inputs = vec![0.0; options.strips * 2 * frames];
        let monitor = [vec![0.0; frames], vec![0.0; frames]];
        Self { engine, layout, inputs, connected: vec![0; options.strips], frames, position: 0, monitor }
    }

    /// Connects a strip to a signal, by channel and frame.
    pub fn feed(&mut self, strip: usize, signal: impl Fn(usize, usize) -> f32) {
        self.connected[strip] = 1;
        for channel in 0..2 {
            for frame in 0..self.frames {
                self.inputs[(2 * strip + channel) * self.frames + frame] = signal(channel, frame);
            }
        }
    }

    /// The next frames of the mix.
    pub fn render(&mut self, frames: usize) -> [Vec<f32>; 2] {
        self.render_in_calls(&[frames])
    }

    /// The next frames of the mix, in calls of these lengths.
    pub fn render_in_calls(&mut self, calls: &[usize]) -> [Vec<f32>; 2] {
        let inputs = Inputs { samples: &self.inputs, stride: self.frames, connected: &self.connected };
        let [mut left, mut right] = [vec![0.0; self.frames], vec![0.0; self.frames]];
        let start = self.position;
        for frames in calls {
            let monitor = self.monitor.each_mut().map(Vec::as_mut_slice);
            let outputs = Outputs { main: [&mut left, &mut right], monitor: Some(monitor) };
            self.engine.render(&inputs, outputs, self.position, *frames);
            self.position += frames;
        }
        [left, right].map(|channel| channel[start..self.position].to_vec())
    }

    /// One edit: all these words, heard together.
    pub fn edit(&self, changes: &[Write]) {
        let block = self.engine.block();
        let sequence = block.bits(header::sequence);
        sequence.store(sequence.load(SeqCst) + 1, SeqCst);
        for change in changes {
            block.bits(change.word).store(change.bits, SeqCst);
        }
        for change in changes {
            let version = block.bits(self.layout.version(change.section));
            version.store(version.load(SeqCst) + 1, SeqCst);
        }
        sequence.store(sequence.load(SeqCst) + 1, SeqCst);
    }

    /// A write of a parameter by its path, such as `eq.band2.frequency`.
    pub fn strip(&self, strip: usize, path: &str, value: f32) -> Write {
        let layout = self.layout;
        Write::new(layout.strip_section(strip), layout.strip(strip), STRIP, path, value)
    }

    pub fn send(&self, strip: usize, bus: usize, path: &str, value: f32) -> Write {
        let layout = self.layout;
        Write::new(layout.strip_section(strip), layout.send(strip, bus), SEND, path, value)
    }

    pub fn bus(&self, bus: usize, path: &str, value: f32) -> Write {
        Write::new(self.layout.bus_section(bus), self.layout.bus(bus), BUS, path, value)
    }

    pub fn master(&self, path: &str, value: f32) -> Write {
        Write::new(Layout::MASTER_SECTION, self.layout.master(), MASTER, path, value)
    }

    pub fn mixer(&self, path: &str, value: f32) -> Write {
        Write::new(Layout::MIXER_SECTION, self.layout.mixer(), MIXER, path, value)
    }

    pub fn vca(&self, vca: usize, path: &str, value: f32) -> Write {
        Write::new(Layout::MIXER_SECTION, self.layout.vca(vca), VCA, path, value)
    }

    /// The same write as a ramp of so many seconds, from a start or from wherever the control is.
    pub fn ramp(&self, write: Write, ramp_s: f32, start: Option<f32>) -> [Write; 4] {
        let at = |field: usize, bits: u32| Write { word: write.word + field / 4, bits, ..write };
        let count = write.word + offset_of!(Target, ramps) / 4;
        let ramps = self.engine.block().bits(count).load(SeqCst) + 1;
        [
            write,
            at(offset_of!(Target, ramp_s), ramp_s.to_bits()),
            at(offset_of!(Target, start), start.unwrap_or(Target::WHERE_IT_IS).to_bits()),
            at(offset_of!(Target, ramps), ramps),
        ]
    }

    /// A strip's meter as bits.
    pub fn strip_meter_bits(&self, strip: usize, name: &str) -> u32 {
        self.meter_bits(METERS, self.layout.strip_meter(strip), name)
    }

    pub fn strip_meter(&self, strip: usize, name: &str) -> f32 {
        f32::from_bits(self.strip_meter_bits(strip, name))
    }

    pub fn bus_meter(&self, bus: usize, name: &str) -> f32 {
        f32::from_bits(self.meter_bits(METERS, self.layout.bus_meter(bus), name))
    }

    /// A meter that the master has like everybody, or alone.
    pub fn master_meter(&self, name: &str) -> f32 {
        let alone = MASTER_METERS.iter().any(|meter| meter.name == name);
        let (meters, first) =
            if alone { (MASTER_METERS, self.layout.master_extras()) } else { (METERS, self.layout.master_meter()) };
        f32::from_bits(self.meter_bits(meters, first, name))
    }

    fn meter_bits(&self, meters: &[MeterSpec], first: usize, name: &str) -> u32 {
        let meter = meters.iter().find(|meter| meter.name == name).expect("a meter of that name");
        self.engine.block().bits(first + meter.offset).load(SeqCst)
    }

    pub fn counter(&self, word: usize) -> u32 {
        self.engine.block().bits(word).load(SeqCst)
    }
}

/// A word that an edit writes.
#[derive(Clone, Copy)]
pub struct Write {
    pub section: usize,
    pub word: usize,
    pub bits: u32,
}

impl Write {
    fn new(section: usize, first: usize, record: &Record, path: &str, value: f32) -> Self {
        let (spec, word) = record.find(path).expect("a parameter of that name");
        Self { section, word: first + word, bits: spec.bits(value) }
    }
}

/// A parameter of a console: where it is in the block, what it is, and of which strip, if of one.
#[derive(Clone, Copy)]
pub struct Place {
    pub section: usize,
    pub word: usize,
    pub spec: &'static Spec,
    pub strip: Option<usize>,
}

/// Every parameter of a console.
pub fn places(layout: Layout) -> Vec<Place> {
    let mut places = Vec::new();
    let mut add = |section: usize, first: usize, record: &'static Record, strip: Option<usize>| {
        record.walk(&mut |spec, word| places.push(Place { section, word: first + word, spec, strip }));
    };
    add(Layout::MIXER_SECTION, layout.mixer(), MIXER, None);
    (0..VCA_COUNT).for_each(|vca| add(Layout::MIXER_SECTION, layout.vca(vca), VCA, None));
    add(Layout::MASTER_SECTION, layout.master(), MASTER, None);
    (0..layout.buses).for_each(|bus| add(layout.bus_section(bus), layout.bus(bus), BUS, None));
    for strip in 0..layout.strips {
        let section = layout.strip_section(strip);
        add(section, layout.strip(strip), STRIP, Some(strip));
        (0..layout.buses).for_each(|bus| add(section, layout.send(strip, bus), SEND, Some(strip)));
    }
    places
}

/// The value of a parameter at a part, 0 to 1, of its range; of what is counted, each as likely as the others.
pub fn value_at(spec: &Spec, min: f32, max: f32, part: f32) -> f32 {
    match spec.kind {
        Kind::Gain | Kind::Number | Kind::Setting => min + (max - min) * part,
        _ => (min + (max - min + 1.0) * part).floor().min(max),
    }
}

/// White noise of -1 to 1, the same for the same seed.
pub struct Noise(pub u32);

impl Noise {
    pub fn next(&mut self) -> f32 {
        // Marsaglia's xorshift32.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8) as f32 / (1 << 23) as f32 - 1.0
    }

    pub fn below(&mut self, count: usize) -> usize {
        ((self.next() * 0.5 + 0.5) * count as f32) as usize % count
    }

    pub fn chance(&mut self, of_one: f32) -> bool {
        self.next() * 0.5 + 0.5 < of_one
    }
}

/// A sample of noise that depends on where it is alone.
pub fn noise_at(strip: usize, channel: usize, frame: usize) -> f32 {
    let place = (strip as u32) * 7_919 + (channel as u32) * 104_729;
    let mut noise = Noise((1 + place).wrapping_add((frame as u32).wrapping_mul(2_654_435_761)).max(1));
    noise.next();
    noise.next()
}

/// A scene with everything random: settings of every strip, send, bus and the master.
pub fn random_settings(desk: &Desk, noise: &mut Noise) -> Vec<Write> {
    let layout = desk.layout;
    let mut writes = vec![desk.master("gain", 0.5 + noise.next() * 0.5)];
    let any_vca = |noise: &mut Noise| noise.below(2 * VCA_COUNT + 1).saturating_sub(VCA_COUNT) as f32;
    for vca in 0..VCA_COUNT {
        writes.push(desk.vca(vca, "gain", 1.0 + noise.next()));
        writes.push(desk.vca(vca, "mute", if noise.chance(0.1) { 1.0 } else { 0.0 }));
        // Of a later one: no circle.
        writes.push(desk.vca(vca, "vca", if noise.chance(0.3) { ((vca + 2) % (VCA_COUNT + 1)) as f32 } else { 0.0 }));
    }
    for bus in 0..layout.buses {
        writes.push(desk.bus(bus, "gain", 1.0 + noise.next()));
        writes.push(desk.bus(bus, "pan", noise.next()));
        writes.push(desk.bus(bus, "vca", any_vca(noise)));
        for name in ["mute", "solo", "solo_safe"] {
            writes.push(desk.bus(bus, name, if noise.chance(0.1) { 1.0 } else { 0.0 }));
        }
    }
    for strip in 0..layout.strips {
        writes.push(desk.strip(strip, "trim", 1.0 + noise.next()));
        writes.push(desk.strip(strip, "gain", 1.0 + noise.next()));
        writes.push(desk.strip(strip, "pan", noise.next()));
        writes.push(desk.strip(strip, "vca", any_vca(noise)));
        for (name, chance) in [("polarity", 0.5), ("input", 0.3), ("mute", 0.2), ("solo", 0.05), ("solo_safe", 0.1)] {
            writes.push(desk.strip(strip, name, if noise.chance(chance) { 1.0 } else { 0.0 }));
        }
        for bus in 0..layout.buses {
            writes.push(desk.send(strip, bus, "level", 1.0 + noise.next()));
            writes.push(desk.send(strip, bus, "tap", if noise.chance(0.5) { 1.0 } else { 0.0 }));
            writes.push(desk.send(strip, bus, "on", if noise.chance(0.7) { 1.0 } else { 0.0 }));
        }
    }
    writes
}
