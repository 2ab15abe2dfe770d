//! What strips, buses and the master have in common, four side by side: they fall asleep, contain faults, have a fader
//! and a mute, and are metered.

use crate::block::Block;
use crate::times::{Change, Times, decibels, switch};
use atomic_float::AtomicF32;
use core::sync::atomic::Ordering;
use megamixer_dsp::containment::{self, Containment};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Cell, Frame, LANES};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::meter::Meter;
use megamixer_dsp::smoother::{Control, Smoother};
use megamixer_schema::{MeterWords, Target};

/// Four signals' common parts.
pub struct Path {
    gain: Smoother,
    mute: Fade,
    containment: Containment,
    meter: Meter,
    awake: Mask,
    heard_in_cell: Mask,
    /// Cells since each was last heard.
    quiet_cells: [u32; LANES],
    fault_lamps: Mask,
    faults: u32,
    meters_moved: bool,
}

/// What an edit does to the common part of one signal.
pub struct PathChange {
    pub gain: Change<Target>,
    pub mute: bool,
    pub clear_clip: bool,
    pub clear_fault: bool,
}

impl Path {
    pub fn new() -> Self {
        Self {
            gain: Smoother::new(decibels(), 1.0),
            mute: Fade::new(false),
            containment: Containment::new(),
            meter: Meter::default(),
            awake: Mask::default(),
            heard_in_cell: Mask::default(),
            quiet_cells: [0; LANES],
            fault_lamps: Mask::default(),
            faults: 0,
            meters_moved: true,
        }
    }

    pub fn change(&mut self, lane: usize, change: &PathChange, times: &Times, at_once: bool) {
        times.steer(&mut self.gain, lane, change.gain, at_once);
        switch(&mut self.mute, lane, change.mute, at_once);
        if change.clear_clip {
            self.meter.clear_clip(lane);
            self.meter.clear_clip(lane + LANES);
        }
        if change.clear_fault {
            self.fault_lamps = self.fault_lamps.without(Mask::one(lane));
        }
        self.meters_moved |= change.clear_clip || change.clear_fault;
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.gain.snap();
    }

    pub fn awake(&self, lane: usize) -> bool {
        self.awake.has(lane)
    }

    pub fn any_awake(&self) -> bool {
        self.awake.any()
    }

    /// Inspects what came in, wakes who is heard, and silences who is bad.
    /// Gives the largest sample of each channel, or nothing where every signal is asleep.
    pub fn receive(&mut self, signal: &mut [Frame]) -> Option<Frame> {
        let found = containment::inspect(signal);
        self.heard_in_cell = self.heard_in_cell.or(found.heard);
        self.awake = self.awake.or(found.heard);
        if !self.awake.any() {
            return None;
        }
        if found.bad.any() {
            self.blame(found.bad);
            containment::silence(signal, found.bad);
        }
        Some(found.peak)
    }

    fn blame(&mut self, bad: Mask) {
        self.faults = self.faults.wrapping_add(self.containment.quarantine(bad).count());
        self.fault_lamps = self.fault_lamps.or(bad);
        self.meters_moved = true;
    }

    /// Judges a tap other than the last, unless what came in cannot have got beyond the limit there.
    pub fn judge(&mut self, tap: &[Frame], largest: Option<Frame>) {
        if largest.is_none_or(|largest| containment::beyond_limit(largest).any()) {
            let bad = containment::bad(tap);
            if bad.any() {
                self.blame(bad);
            }
        }
    }

    /// Judges the last tap and meters it. Who was bad at any tap, or has just been, is silenced at all of them.
    pub fn finish<const OTHERS: usize>(
        &mut self,
        last: &mut [Frame],
        others: [&mut [Frame]; OTHERS],
        times: &Times,
        scratch: &mut Cell,
    ) {
        let mut heard = self.meter.listen(last);
        let bad = heard.bad();
        if bad.any() {
            self.blame(bad);
        }
        if self.containment.active() {
            self.containment.apply(times.recovery, last, others, scratch);
            heard = self.meter.listen(last);
        }
        self.meter.keep(heard);
    }

    /// Fader, then mute.
    pub fn fade(&mut self, signal: &mut [Frame], times: &Times, scratch: &mut Cell) {
        self.gain.course(times.glide, signal.len(), scratch).apply(signal);
        self.mute.course(times.fade, 1.0, 0.0, signal.len(), scratch).apply(signal);
    }

    /// Ramps go on in time while everybody sleeps.
    pub fn pass_time(&mut self, frames: usize, times: &Times, scratch: &mut Cell) {
        self.gain.course(times.glide, frames, scratch);
    }

    /// At a grid point. Tells who falls asleep: their controls, too, are to be landed.
    pub fn settle(&mut self, times: &Times) -> Mask {
        let sleepy = self.count_sleepy(times);
        self.awake = self.awake.without(sleepy);
        self.heard_in_cell = Mask::default();
        for lane in sleepy.lanes() {
            self.gain.land(lane);
            self.mute.land(lane);
            self.containment.land(lane);
        }
        self.gain.settle();
        self.containment.settle();
        if !self.meter.at_rest() {
            self.meter.settle(&times.meter);
            self.meters_moved = true;
        }
        sleepy
    }

    /// Who has been silent for a whole tail.
    fn count_sleepy(&mut self, times: &Times) -> Mask {
        let mut sleepy = Mask::default();
        for lane in self.awake.lanes() {
            let quiet = &mut self.quiet_cells[lane];
            *quiet = if self.heard_in_cell.has(lane) { 0 } else { *quiet + 1 };
            if *quiet >= times.tail_cells {
                sleepy = sleepy.or(Mask::one(lane));
                *quiet = 0;
            }
        }
        sleepy
    }

    /// Cells silenced for faults so far.
    pub fn faults(&self) -> u32 {
        self.faults
    }

    /// Writes the meters that moved into the block. `record` is where a lane's words start.
    pub fn publish(&mut self, block: &Block, count: usize, record: impl Fn(usize) -> usize) {
        if !self.meters_moved {
            return;
        }
        self.meters_moved = false;
        let (peak, rms) = (self.meter.peak().to_array(), self.meter.rms().to_array());
        let (untaken, clipped) = (self.meter.untaken().to_array(), self.meter.clipped().to_array());
        for lane in 0..count {
            let first = record(lane);
            let float = |offset: usize| block.float(first + offset / 4);
            for (channel, side) in SIDES.iter().enumerate() {
                let at = lane + channel * LANES;
                float(side.peak).store(peak[at], Ordering::Relaxed);
                float(side.rms).store(rms[at], Ordering::Relaxed);
                block.store(first + side.clip / 4, clipped[at] as u32);
                if raise(float(side.peak_since_read), untaken[at]) {
                    self.meter.taken(at);
                } else {
                    self.meters_moved = true;
                }
            }
            block.store(first + core::mem::offset_of!(MeterWords, fault) / 4, u32::from(self.fault_lamps.has(lane)));
        }
    }
}

/// Where one channel's words are in a meter record, in bytes.
struct Side {
    peak: usize,
    peak_since_read: usize,
    rms: usize,
    clip: usize,
}

const SIDES: [Side; 2] = {
    use core::mem::offset_of;
    [
        Side {
            peak: offset_of!(MeterWords, peak_left),
            peak_since_read: offset_of!(MeterWords, peak_since_read_left),
            rms: offset_of!(MeterWords, rms_left),
            clip: offset_of!(MeterWords, clip_left),
        },
        Side {
            peak: offset_of!(MeterWords, peak_right),
            peak_since_read: offset_of!(MeterWords, peak_since_read_right),
            rms: offset_of!(MeterWords, rms_right),
            clip: offset_of!(MeterWords, clip_right),
        },
    ]
};

/// Raises a word that the page takes by exchanging it for zero. Two tries suffice unless the page takes it twice
/// in between; then the value is kept for the next time.
fn raise(word: &AtomicF32, value: f32) -> bool {
    let found = word.load(Ordering::Relaxed);
    let swap = |from: f32| word.compare_exchange(from, value, Ordering::Relaxed, Ordering::Relaxed).is_ok();
    found >= value || swap(found) || swap(0.0)
}
