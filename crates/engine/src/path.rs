//! What strips, buses and the master have in common, four side by side: they fall asleep, contain faults, have a fader
//! and a mute, and are metered.

use crate::block::Block;
use crate::report::{self, Reductions};
use crate::still::Still;
use crate::times::{Arrival, Change, Times, decibels, switch};
use crate::vca::{Chain, Members, VcaCourses, VcaLevels, VcaSet};
use megamixer_dsp::containment::{self, Containment, Inspection};
use megamixer_dsp::fade::Fade;
use megamixer_dsp::lanes::{Cell, Frame, LANES, both};
use megamixer_dsp::mask::Mask;
use megamixer_dsp::meter::{Heard, Meter};
use megamixer_dsp::pan::Panner;
use megamixer_dsp::smoother::{Control, Course, Smoother};
use megamixer_schema::{Choice, METER_INPUT, METER_PRE, Target};
use megamixer_vectors::f32x4;

/// Four signals' common parts.
pub struct Path {
    gain: Smoother,
    vcas: Members,
    mute: Fade,
    containment: Containment,
    meter: Meter,
    /// Who is metered before the fader, and who where it comes in.
    metered_pre: Mask,
    metered_input: Mask,
    awake: Mask,
    heard_in_cell: Mask,
    /// Cells since each was last heard.
    quiet_cells: [u32; LANES],
    fault_lamps: Mask,
    faults: [u32; LANES],
    reductions: Reductions,
    meters_moved: bool,
}

/// A stretch as it comes in, with what was found in it.
pub struct Incoming<'a> {
    pub signal: &'a mut [Frame],
    pub found: Inspection,
}

/// What an edit does to the common part of one signal.
pub struct PathChange {
    pub gain: Change<Target>,
    pub mute: bool,
    pub meter_point: Choice,
    pub clear_clip: bool,
    pub clear_fault: bool,
}

/// Where a path may be tapped besides its end. Who is not metered there need not fill them.
pub struct Taps<'a> {
    pub input: &'a [Frame],
    pub pre: &'a mut [Frame],
}

/// What VCAs make of the faders, where signals are placed behind them, and how mono they are.
pub struct Places<'a> {
    pub vcas: &'a mut VcaCourses,
    pub panner: &'a mut Panner,
    pub mono: &'a Course<'a>,
}

/// What a grid point does to four signals.
pub struct Settled {
    /// They heard nothing in this cell.
    pub quiet: Mask,
    /// They held a bad sample: what is remembered of them is to be reset.
    pub faulty: Mask,
    /// They fall asleep: their controls are to be landed, and what is remembered of them is to be reset.
    pub asleep: Mask,
}

impl Path {
    #[optimize(size)]
    pub fn new() -> Self {
        Self {
            gain: Smoother::new(decibels(), 1.0),
            vcas: Members::new(),
            mute: Fade::new(false),
            containment: Containment::new(),
            meter: Meter::default(),
            metered_pre: Mask::default(),
            metered_input: Mask::default(),
            awake: Mask::default(),
            heard_in_cell: Mask::default(),
            quiet_cells: [0; LANES],
            fault_lamps: Mask::default(),
            faults: [0; LANES],
            reductions: Reductions::default(),
            meters_moved: true,
        }
    }

    #[optimize(size)]
    pub fn change(&mut self, lane: usize, change: &PathChange, times: &Times, arrival: Arrival) {
        times.steer(&mut self.gain, lane, change.gain, arrival);
        switch(&mut self.mute, lane, change.mute, arrival);
        self.metered_pre = self.metered_pre.with(lane, change.meter_point == METER_PRE);
        self.metered_input = self.metered_input.with(lane, change.meter_point == METER_INPUT);
        if change.clear_clip {
            self.meter.clear_clip(lane);
            self.meter.clear_clip(lane + LANES);
        }
        if change.clear_fault {
            self.fault_lamps = self.fault_lamps.without(Mask::one(lane));
        }
        self.meters_moved |= change.clear_clip || change.clear_fault;
    }

    /// Puts a fader under other VCAs, which now are at these levels.
    pub fn join(&mut self, lane: usize, chain: Chain, levels: &VcaLevels, arrival: Arrival) {
        self.vcas.join(lane, chain, levels, arrival);
    }

    /// Takes over where the VCAs are that do not move.
    pub fn refresh_vcas(&mut self, levels: &VcaLevels) {
        self.vcas.refresh(levels);
    }

    /// The VCAs that somebody hears who is awake.
    pub fn followed(&self) -> VcaSet {
        self.vcas.followed(self.awake)
    }

    /// An engine starts: what the page asked of an earlier one is over.
    pub fn snap(&mut self) {
        self.gain.snap();
    }

    pub fn awake(&self) -> Mask {
        self.awake
    }

    /// Whether nobody is awake, nothing moves and every meter has said all that it will: time passes without a trace.
    pub fn resting(&self) -> bool {
        !self.awake.any()
            && !self.gain.moving()
            && !self.vcas.moving()
            && !self.containment.active()
            && self.meter.at_rest()
            && !self.meters_moved
    }

    /// Whether anybody is metered where it comes in.
    pub fn metered_input(&self) -> bool {
        self.metered_input.any()
    }

    /// Wakes who was found to be heard and who is `listening` to others, and silences who is bad. False where every signal
    /// is asleep.
    pub fn receive(&mut self, Incoming { signal, found }: &mut Incoming, listening: Mask) -> bool {
        self.heard_in_cell = self.heard_in_cell.or(found.heard);
        self.awake = self.awake.or(found.heard).or(listening);
        if !self.awake.any() {
            return false;
        }
        if found.bad.any() {
            self.blame(found.bad);
            containment::silence(signal, found.bad);
        }
        true
    }

    #[cold]
    #[inline(never)]
    #[optimize(size)]
    fn blame(&mut self, bad: Mask) {
        for lane in self.containment.quarantine(bad).lanes() {
            self.faults[lane] = self.faults[lane].wrapping_add(1);
        }
        self.fault_lamps = self.fault_lamps.or(bad);
        self.meters_moved = true;
    }

    /// Judges a tap other than the last.
    pub fn judge(&mut self, tap: &[Frame]) {
        let bad = containment::bad(tap);
        if bad.any() {
            self.blame(bad);
        }
    }

    /// Judges what comes to the fader, unless what came in cannot have got beyond the limit there, and puts it into `pre`; then
    /// the fader and the place, and what is heard behind them.
    pub fn place(
        &mut self,
        signal: &mut [Frame],
        pre: &mut [Frame],
        largest: Option<Frame>,
        places: Places,
        times: &Times,
        scratch: &mut Cell,
    ) -> Heard {
        let Places { vcas, panner, mono } = places;
        let judged = largest.is_none_or(|largest| containment::beyond_limit(largest).any());
        let (Some(gain), Some(matrix)) = (self.fader(vcas), panner.still(mono)) else {
            pre.copy_from_slice(signal);
            if judged {
                self.judge(pre);
            }
            self.fade(signal, vcas, times, scratch);
            match panner.still(mono) {
                None => panner.move_on(times.pace.glide, signal, mono, scratch),
                Some(matrix) => signal.iter_mut().for_each(|frame| *frame = matrix.place(*frame)),
            }
            return self.meter.listen(signal);
        };
        let still = Still { gain, matrix, heard: self.meter.heard() };
        let (heard, bad) = match (judged, matrix.crosses()) {
            (false, false) => still.pass::<false, false>(signal, pre),
            (false, true) => still.pass::<false, true>(signal, pre),
            (true, false) => still.pass::<true, false>(signal, pre),
            (true, true) => still.pass::<true, true>(signal, pre),
        };
        if bad.any() {
            self.blame(bad);
        }
        heard
    }

    /// What fader, VCAs and mute come to, unless any of them moves.
    fn fader(&self, vcas: &VcaCourses) -> Option<Frame> {
        let of_vcas = self.vcas.still(vcas)?;
        let moving = self.gain.moving() || self.mute.moving();
        (!moving).then(|| both(self.gain.targets() * of_vcas * (f32x4::ONE - self.mute.ends())))
    }

    /// What is heard of a stretch, whether it may be or not.
    pub fn listen(&self, last: &[Frame]) -> Heard {
        self.meter.listen(last)
    }

    /// Judges the last tap and meters it. Who was bad at any tap, or has just been, is silenced at all of them.
    pub fn finish(&mut self, last: &mut [Frame], mut heard: Heard, taps: Taps, times: &Times, scratch: &mut Cell) {
        let Taps { input, pre } = taps;
        let bad = heard.bad();
        if bad.any() {
            self.blame(bad);
        }
        let contained = self.containment.active();
        if contained {
            self.containment.apply(times.recovery, last, [&mut *pre], scratch);
        }
        if self.metered_pre.or(self.metered_input).any() {
            heard = self.meter.listen(self.metered(last, input, pre, scratch));
        } else if contained {
            heard = self.meter.listen(last);
        }
        self.meter.keep(heard);
    }

    /// Each signal where it is metered.
    fn metered<'a>(&self, last: &[Frame], input: &[Frame], pre: &[Frame], scratch: &'a mut Cell) -> &'a [Frame] {
        let out = &mut scratch[..last.len()];
        out.copy_from_slice(last);
        for (tap, lanes) in [(pre, self.metered_pre), (input, self.metered_input)] {
            if lanes.any() {
                let chosen = lanes.frame();
                out.iter_mut().zip(tap).for_each(|(frame, tapped)| *frame = chosen.select(*tapped, *frame));
            }
        }
        out
    }

    /// Fader with its VCAs, then mute.
    pub fn fade(&mut self, signal: &mut [Frame], vcas: &mut VcaCourses, times: &Times, scratch: &mut Cell) {
        let gain = self.gain.course(times.pace.glide, signal.len(), scratch);
        if self.vcas.still(vcas) == Some(f32x4::ONE) {
            gain.apply(signal);
        } else {
            // By one product, as where nothing moves.
            let product = self.vcas.course(times.pace.glide, signal.len(), vcas);
            gain.apply(product);
            Course::Moving(product).apply(signal);
        }
        self.mute.course(times.pace.fade, 1.0, 0.0, signal.len(), scratch).apply(signal);
    }

    /// Ramps go on in time while everybody sleeps.
    pub fn pass_time(&mut self, frames: usize, times: &Times, scratch: &mut Cell) {
        self.gain.course(times.pace.glide, frames, scratch);
    }

    /// At a grid point. `at_rest` tells who would be silent in silence.
    #[inline(never)]
    pub fn settle(&mut self, times: &Times, reductions: Reductions, at_rest: &dyn Fn() -> Mask) -> Settled {
        let quiet = Mask::ALL.without(self.heard_in_cell);
        let asleep = self.count_sleepy(times, at_rest);
        self.awake = self.awake.without(asleep);
        self.heard_in_cell = Mask::default();
        for lane in asleep.lanes() {
            self.gain.land(lane);
            self.vcas.land(lane);
            self.mute.land(lane);
            self.containment.land(lane);
        }
        self.gain.settle();
        self.vcas.settle();
        let faulty = self.containment.settle();
        if !self.meter.at_rest() {
            self.meter.settle(&times.meter);
            self.meters_moved = true;
        }
        self.meters_moved |= reductions != self.reductions;
        self.reductions = reductions;
        Settled { quiet, faulty, asleep }
    }

    /// Who has been silent for a whole tail, and has nothing left to say.
    fn count_sleepy(&mut self, times: &Times, at_rest: &dyn Fn() -> Mask) -> Mask {
        let mut sleepy = Mask::default();
        for lane in self.awake.lanes() {
            let quiet = &mut self.quiet_cells[lane];
            *quiet = if self.heard_in_cell.has(lane) { 0 } else { quiet.saturating_add(1) };
            if *quiet >= times.tail_cells {
                sleepy = sleepy.or(Mask::one(lane));
            }
        }
        if sleepy.any() {
            sleepy = sleepy.and(at_rest());
            sleepy.lanes().for_each(|lane| self.quiet_cells[lane] = 0);
        }
        sleepy
    }

    /// Cells silenced for faults so far.
    pub fn faults(&self) -> u32 {
        self.faults.iter().fold(0, |sum, faults| sum.wrapping_add(*faults))
    }

    /// Some signals become those of `from`.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let copy = |to: &mut Mask, from: Mask| *to = to.without(lanes).or(from.and(lanes));
        self.gain.copy_lanes(&from.gain, lanes);
        self.vcas.copy_lanes(&from.vcas, lanes);
        self.mute.copy_lanes(&from.mute, lanes);
        self.containment.copy_lanes(&from.containment, lanes);
        self.meter.copy_lanes(&from.meter, lanes);
        copy(&mut self.awake, from.awake);
        copy(&mut self.heard_in_cell, from.heard_in_cell);
        copy(&mut self.fault_lamps, from.fault_lamps);
        for lane in lanes.lanes() {
            self.quiet_cells[lane] = from.quiet_cells[lane];
            self.faults[lane] = from.faults[lane];
        }
    }

    /// Writes the meters that moved into the block. Their records follow each other from `first_record` on.
    pub fn publish(&mut self, block: &Block, count: usize, first_record: usize) {
        if self.meters_moved {
            let all = report::publish(&mut self.meter, self.reductions, self.fault_lamps, block, count, first_record);
            self.meters_moved = !all;
        }
    }
}
