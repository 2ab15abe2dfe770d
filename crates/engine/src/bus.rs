//! Four buses in a vector.

use crate::block::Block;
use crate::path::{Path, PathChange};
use crate::times::{Change, Times, switch};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Cell, Frame, LANES, Planar};
use megamixer_dsp::pan::Panner;
use megamixer_dsp::smoother::{Control, Course};
use megamixer_dsp::sum;
use megamixer_schema::BusValues;

/// Four buses, from their sums to the master's.
pub struct Buses {
    panner: Panner,
    path: Path,
    to_master: Fade,
}

impl Buses {
    pub fn new() -> Self {
        Self { panner: Panner::new(), path: Path::new(), to_master: Fade::new(true) }
    }

    pub fn change(&mut self, lane: usize, before: &BusValues, after: &BusValues, times: &Times, at_once: bool) {
        let at_once = at_once || !self.path.awake(lane);
        times.steer(self.panner.position(), lane, Change { before: before.pan, after: after.pan }, at_once);
        let path = PathChange {
            gain: Change { before: before.gain, after: after.gain },
            mute: after.mute != 0,
            clear_clip: before.clear_clip != after.clear_clip,
            clear_fault: before.clear_fault != after.clear_fault,
        };
        self.path.change(lane, &path, times, at_once);
    }

    pub fn set_master_route(&mut self, lane: usize, open: bool, at_once: bool) {
        let at_once = at_once || !self.path.awake(lane);
        switch(&mut self.to_master, lane, open, at_once);
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.panner.position().snap();
        self.path.snap();
    }

    pub fn any_awake(&self) -> bool {
        self.path.any_awake()
    }

    /// Mixes a stretch of four sums into the master's, one bus after the other.
    pub fn render(&mut self, signal: &mut [Frame], times: &Times, scratch: &mut Cell, master: &mut [Planar; 2]) {
        if self.path.receive(signal).is_none() {
            return self.pass_time(signal.len(), times, scratch);
        }
        self.path.fade(signal, times, scratch);
        self.panner.apply(times.glide, signal, &Course::Still(Frame::ZERO), scratch);
        self.path.finish(signal, [], times, scratch);
        if !self.to_master.all_off() {
            self.to_master.course(times.fade, 0.0, 1.0, signal.len(), scratch).apply(signal);
            (0..LANES).for_each(|lane| sum::add_lane(signal, lane, master));
        }
    }

    /// Ramps go on in time while everybody sleeps.
    pub fn pass_time(&mut self, frames: usize, times: &Times, scratch: &mut Cell) {
        self.panner.pass_time(times.glide, frames, scratch);
        self.path.pass_time(frames, times, scratch);
    }

    /// At a grid point.
    pub fn settle(&mut self, times: &Times) {
        for lane in self.path.settle(times).lanes() {
            self.panner.position().land(lane);
            self.to_master.land(lane);
        }
        self.panner.settle();
    }

    pub fn faults(&self) -> u32 {
        self.path.faults()
    }

    /// Writes the meters of the vector's buses into the block.
    pub fn publish(&mut self, block: &Block, first_bus: usize) {
        let layout = block.layout();
        let count = LANES.min(layout.buses - first_bus);
        self.path.publish(block, count, |lane| layout.bus_meter(first_bus + lane));
    }
}
