//! Four strips in a vector.

use crate::block::Block;
use crate::engine::Sums;
use crate::path::{Path, PathChange};
use crate::send::{SendWork, Sends, Taps};
use crate::times::{Change, Times, decibels, switch};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Cell, Frame, LANES, SILENCE, both};
use megamixer_dsp::pan::Panner;
use megamixer_dsp::smoother::{Control, Smoother};
use megamixer_dsp::sum;
use megamixer_schema::{Choice, INPUT_MONO, StripValues, Target};

/// Room to work in.
pub struct StripWork {
    mono: Cell,
    pre: Cell,
    course: Cell,
    sends: SendWork,
}

impl StripWork {
    pub const fn new() -> Self {
        Self { mono: SILENCE, pre: SILENCE, course: SILENCE, sends: SendWork::new() }
    }

    /// For controls under way.
    pub fn course(&mut self) -> &mut Cell {
        &mut self.course
    }
}

/// Four strips, from input to the sums.
pub struct Strips {
    trim: Smoother,
    polarity: Fade,
    panner: Panner,
    path: Path,
    sends: Box<[Sends]>,
    to_master: Fade,
}

impl Strips {
    pub fn new(buses: usize) -> Self {
        Self {
            trim: Smoother::new(decibels(), 1.0),
            polarity: Fade::new(false),
            panner: Panner::new(),
            path: Path::new(),
            sends: (0..buses).map(|_| Sends::new()).collect(),
            to_master: Fade::new(true),
        }
    }

    pub fn change(&mut self, lane: usize, before: &StripValues, after: &StripValues, times: &Times, at_once: bool) {
        let at_once = at_once || !self.path.awake(lane);
        times.steer(&mut self.trim, lane, Change { before: before.trim, after: after.trim }, at_once);
        switch(&mut self.polarity, lane, after.polarity != 0, at_once);
        switch(self.panner.mono(), lane, after.input == INPUT_MONO, at_once);
        times.steer(self.panner.position(), lane, Change { before: before.pan, after: after.pan }, at_once);
        let path = PathChange {
            gain: Change { before: before.gain, after: after.gain },
            mute: after.mute != 0,
            clear_clip: before.clear_clip != after.clear_clip,
            clear_fault: before.clear_fault != after.clear_fault,
        };
        self.path.change(lane, &path, times, at_once);
    }

    pub fn set_send_level(&mut self, lane: usize, bus: usize, level: Change<Target>, times: &Times, at_once: bool) {
        let at_once = at_once || !self.path.awake(lane);
        self.sends[bus].set_level(lane, level, times, at_once);
    }

    pub fn set_send_route(&mut self, lane: usize, bus: usize, open: bool, tap: Choice, at_once: bool) {
        let at_once = at_once || !self.path.awake(lane);
        self.sends[bus].set_route(lane, open, tap, at_once);
    }

    pub fn set_master_route(&mut self, lane: usize, open: bool, at_once: bool) {
        let at_once = at_once || !self.path.awake(lane);
        switch(&mut self.to_master, lane, open, at_once);
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.trim.snap();
        self.panner.position().snap();
        self.path.snap();
        self.sends.iter_mut().for_each(Sends::snap);
    }

    pub fn any_awake(&self) -> bool {
        self.path.any_awake()
    }

    pub fn awake(&self, lane: usize) -> bool {
        self.path.awake(lane)
    }

    /// Mixes a stretch of four inputs into the sums.
    pub fn render(&mut self, signal: &mut [Frame], times: &Times, work: &mut StripWork, sums: &mut Sums) {
        let Some(peak) = self.path.receive(signal) else {
            return self.pass_time(signal.len(), times, work);
        };
        let StripWork { mono, pre, course: scratch, sends } = work;
        let mono = self.panner.mix_inputs(times.fade, signal, mono);
        let largest = (!self.trim.moving()).then(|| peak * both(self.trim.targets()));
        self.trim.course(times.glide, signal.len(), scratch).apply(signal);
        self.polarity.course(times.fade, 1.0, -1.0, signal.len(), scratch).apply(signal);

        let pre = &mut pre[..signal.len()];
        pre.copy_from_slice(signal);
        self.path.judge(pre, largest);

        self.path.fade(signal, times, scratch);
        self.panner.apply(times.glide, signal, &mono, scratch);
        self.path.finish(signal, [&mut *pre], times, scratch);

        let taps = Taps { pre, post: signal };
        for (bus, send) in self.sends.iter_mut().enumerate() {
            sums.buses_fed[bus] |= send.add(&taps, times, sends, &mut sums.buses[bus]);
        }
        if !self.to_master.all_off() {
            self.to_master.course(times.fade, 0.0, 1.0, signal.len(), scratch).apply(signal);
            sum::add(signal, Frame::ONE, &mut sums.master);
            sums.master_fed = true;
        }
    }

    /// Ramps go on in time while everybody sleeps; everything else is where it is going.
    pub fn pass_time(&mut self, frames: usize, times: &Times, work: &mut StripWork) {
        let scratch = &mut work.course;
        self.trim.course(times.glide, frames, scratch);
        self.panner.pass_time(times.glide, frames, scratch);
        self.path.pass_time(frames, times, scratch);
        self.sends.iter_mut().for_each(|send| send.pass_time(frames, times, scratch));
    }

    /// At a grid point.
    pub fn settle(&mut self, times: &Times) {
        for lane in self.path.settle(times).lanes() {
            self.trim.land(lane);
            self.polarity.land(lane);
            self.panner.position().land(lane);
            self.panner.mono().land(lane);
            self.to_master.land(lane);
            self.sends.iter_mut().for_each(|send| send.land(lane));
        }
        self.trim.settle();
        self.panner.settle();
        self.sends.iter_mut().for_each(Sends::settle);
    }

    pub fn faults(&self) -> u32 {
        self.path.faults()
    }

    /// Writes the meters of the vector's strips into the block.
    pub fn publish(&mut self, block: &Block, first_strip: usize) {
        let layout = block.layout();
        let count = LANES.min(layout.strips - first_strip);
        self.path.publish(block, count, |lane| layout.strip_meter(first_strip + lane));
    }
}
