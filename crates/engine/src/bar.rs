//! A bar: a stretch of many cells on its way through the parts of a console.

use crate::engine::Inputs;
use crate::key::Keys;
use crate::stage::Stage;
use crate::sums::Sums;
use core::ops::Range;
use megamixer_dsp::lanes::{CELL_FRAMES, Frame, LANES, Planar};
use megamixer_dsp::mask::Mask;
use megamixer_schema::Layout;

/// The longest that a bar can be: so much that handing it from thread to thread costs nothing beside mixing it.
pub const BAR_FRAMES: usize = 32 * CELL_FRAMES;

/// A stretch of a mix: what goes in, what parts of the console hand to each other, and what comes out.
pub struct Bar {
    frames: usize,
    /// Whether somebody has said that something is still to be played behind it.
    playing: bool,
    inputs: Box<[f32]>,
    connected: Box<[u32]>,
    output: [Box<[f32]>; 2],
    pub(crate) cells: Box<[Carried]>,
    taps: Option<Taps>,
}

/// What a part leaves to the next, of one cell.
pub(crate) struct Carried {
    pub sums: Box<Sums>,
    /// The strips that key something.
    pub keys: Box<[[Planar; 2]]>,
}

/// Strips and buses behind the fader: planar, left then right, strip after strip, then bus after bus.
struct Taps {
    samples: Box<[f32]>,
    strips: usize,
}

impl Bar {
    pub(crate) fn new(Layout { strips, buses }: Layout, keys: &Keys, tapped: bool) -> Self {
        let channels = |count: usize| -> Box<[f32]> { vec![0.0; 2 * count * BAR_FRAMES].into() };
        let carried = || Carried { sums: Box::new(Sums::new(buses)), keys: keys.room() };
        Self {
            frames: BAR_FRAMES,
            playing: false,
            inputs: channels(strips),
            connected: vec![0; strips].into(),
            output: [(); 2].map(|()| vec![0.0; BAR_FRAMES].into()),
            cells: (0..BAR_FRAMES / CELL_FRAMES).map(|_| carried()).collect(),
            taps: tapped.then(|| Taps { samples: channels(strips + buses), strips }),
        }
    }

    /// Starts a new bar: nothing is connected, and nobody has mixed anything.
    ///
    /// # Panics
    ///
    /// For more than [`BAR_FRAMES`]. Only the last bar of a mix may be shorter.
    pub fn begin(&mut self, frames: usize) {
        assert!(frames <= BAR_FRAMES, "a bar has at most {BAR_FRAMES} frames");
        self.frames = frames;
        self.playing = false;
        self.connected.fill(0);
        self.cells.iter_mut().for_each(|cell| cell.sums.clear());
        if let Some(Taps { samples, .. }) = &mut self.taps {
            samples.fill(0.0);
        }
    }

    /// How many frames it has.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// The left and the right input of a strip, which counts as connected from now on. What they held before is still there.
    pub fn input(&mut self, strip: usize) -> [&mut [f32]; 2] {
        self.connected[strip] = 1;
        let (left, right) = self.inputs[2 * strip * BAR_FRAMES..][..2 * BAR_FRAMES].split_at_mut(BAR_FRAMES);
        [&mut left[..self.frames], &mut right[..self.frames]]
    }

    /// Says that something is still to be played behind it.
    pub fn keep_playing(&mut self) {
        self.playing = true;
    }

    /// Whether anybody has said so.
    pub fn playing(&self) -> bool {
        self.playing
    }

    /// The mix, once the last part has had it.
    pub fn output(&self) -> [&[f32]; 2] {
        self.output.each_ref().map(|channel| &channel[..self.frames])
    }

    /// A strip behind its fader, pan and mute, in a bar that is tapped.
    pub fn strip(&self, strip: usize) -> Option<[&[f32]; 2]> {
        self.taps.as_ref().map(|taps| taps.channels(strip, self.frames))
    }

    /// A bus behind its fader, pan and mute, in a bar that is tapped.
    pub fn bus(&self, bus: usize) -> Option<[&[f32]; 2]> {
        self.taps.as_ref().map(|taps| taps.channels(taps.strips + bus, self.frames))
    }

    pub(crate) fn inputs(&self) -> Inputs<'_> {
        Inputs { samples: &self.inputs, stride: BAR_FRAMES, connected: &self.connected }
    }

    pub(crate) fn output_at(&mut self, at: usize, frames: usize) -> [&mut [f32]; 2] {
        self.output.each_mut().map(|channel| &mut channel[at..at + frames])
    }

    pub(crate) fn tap_strips(&mut self, first: usize, lanes: Mask, at: usize, signal: &[Frame]) {
        if let Some(taps) = &mut self.taps {
            taps.keep(first..taps.strips, lanes, at, signal);
        }
    }

    pub(crate) fn tap_buses(&mut self, first: usize, lanes: Mask, at: usize, signal: &[Frame]) {
        if let Some(taps) = &mut self.taps {
            taps.keep(taps.strips + first..taps.samples.len() / (2 * BAR_FRAMES), lanes, at, signal);
        }
    }
}

impl Carried {
    /// Exchanges what is carried with what a part mixes with.
    pub fn swap(&mut self, stage: &mut Stage) {
        core::mem::swap(&mut self.sums, &mut stage.sums);
        stage.keys.swap_kept(&mut self.keys);
    }
}

impl Taps {
    fn channels(&self, place: usize, frames: usize) -> [&[f32]; 2] {
        [0, 1].map(|channel| &self.samples[(2 * place + channel) * BAR_FRAMES..][..frames])
    }

    /// Keeps those of four signals whose turn it is, as far as they have places.
    fn keep(&mut self, places: Range<usize>, lanes: Mask, at: usize, signal: &[Frame]) {
        for (lane, place) in places.take(LANES).enumerate().filter(|(lane, _)| lanes.has(*lane)) {
            for channel in 0..2 {
                let kept = &mut self.samples[(2 * place + channel) * BAR_FRAMES + at..];
                kept.iter_mut().zip(signal).for_each(|(kept, frame)| *kept = frame.as_array()[lane + channel * LANES]);
            }
        }
    }
}
