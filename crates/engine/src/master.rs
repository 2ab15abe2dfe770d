//! The master: one stereo signal, in the first lane of a vector.

use crate::block::Block;
use crate::path::{Path, PathChange};
use crate::times::{Change, Times};
use megamixer_dsp::lanes::{Cell, Frame, LANES};
use megamixer_schema::MasterValues;

const LANE: usize = 0;

/// The master, from its sum to the output.
pub struct Master {
    path: Path,
}

impl Master {
    pub fn new() -> Self {
        Self { path: Path::new() }
    }

    pub fn change(&mut self, before: &MasterValues, after: &MasterValues, times: &Times, at_once: bool) {
        let at_once = at_once || !self.path.awake(LANE);
        let path = PathChange {
            gain: Change { before: before.gain, after: after.gain },
            mute: after.mute != 0,
            clear_clip: before.clear_clip != after.clear_clip,
            clear_fault: before.clear_fault != after.clear_fault,
        };
        self.path.change(LANE, &path, times, at_once);
    }

    /// Renders a stretch of the master's sum to the output. No subnormal number leaves.
    pub fn render(&mut self, signal: &mut [Frame], times: &Times, scratch: &mut Cell, [left, right]: [&mut [f32]; 2]) {
        if self.path.receive(signal).is_none() {
            return self.pass_time(times, scratch, [left, right]);
        }
        self.path.fade(signal, times, scratch);
        self.path.finish(signal, [], times, scratch);
        let smallest = Frame::splat(f32::MIN_POSITIVE);
        for ((frame, left), right) in signal.iter().zip(left).zip(right) {
            let frame = frame.abs().simd_ge(smallest).select(*frame, Frame::ZERO);
            *left = frame.as_array()[LANE];
            *right = frame.as_array()[LANE + LANES];
        }
    }

    /// Silence. Ramps go on in time while the master sleeps.
    pub fn pass_time(&mut self, times: &Times, scratch: &mut Cell, [left, right]: [&mut [f32]; 2]) {
        self.path.pass_time(left.len(), times, scratch);
        left.fill(0.0);
        right.fill(0.0);
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.path.snap();
    }

    pub fn any_awake(&self) -> bool {
        self.path.any_awake()
    }

    /// At a grid point.
    pub fn settle(&mut self, times: &Times) {
        self.path.settle(times);
    }

    pub fn faults(&self) -> u32 {
        self.path.faults()
    }

    /// Writes the master's meters into the block.
    pub fn publish(&mut self, block: &Block) {
        let first = block.layout().master_meter();
        self.path.publish(block, 1, |_| first);
    }
}
