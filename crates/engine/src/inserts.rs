//! What a signal passes between its top and its fader: the equaliser and the dynamics, four side by side.
//!
//! The order of the two can be chosen for each signal. So there is an equaliser before the dynamics and one behind, with the
//! same settings, and each signal is on in one of them: to change the order fades from one to the other, and the
//! one that nobody uses costs nothing.

use crate::report::Reductions;
use crate::times::{Arrival, Change, Times, switch};
use megamixer_dsp::dynamics::{Compressor, CompressorWork, Detector, Gate, GateTimes, GateWork, Key};
use megamixer_dsp::eq::{Band, BandType, Cut, Eq, EqWork, Slope};
use megamixer_dsp::lanes::{Cell, Frame, SILENCE};
use megamixer_dsp::mask::Mask;
use megamixer_schema::{BandValues, CompressorValues, CutValues, DETECTOR_RMS, EqValues, GateValues};

/// Room to work in.
pub struct InsertWork {
    eq: EqWork,
    gate: GateWork,
    compressor: CompressorWork,
    course: Cell,
}

impl InsertWork {
    pub const fn new() -> Self {
        Self { eq: EqWork::new(), gate: GateWork::new(), compressor: CompressorWork::new(), course: SILENCE }
    }
}

/// The inserts of four signals.
pub struct Inserts {
    eq: Eq,
    gate: Gate,
    compressor: Compressor,
    late_eq: Eq,
}

/// Settings of one signal's inserts. Buses and the master have no gate, and their EQ comes first.
#[derive(Clone, Copy)]
pub struct InsertValues {
    pub eq: EqValues,
    pub gate: Option<GateValues>,
    pub compressor: CompressorValues,
    pub dynamics_first: bool,
}

impl Inserts {
    pub fn new(sample_rate: f32) -> Self {
        Self {
            eq: Eq::new(),
            gate: Gate::new(sample_rate),
            compressor: Compressor::new(sample_rate),
            late_eq: Eq::new(),
        }
    }

    pub fn change(&mut self, lane: usize, change: &Change<InsertValues>, times: &Times, arrival: Arrival) {
        let eq = change.part(|values| values.eq);
        let here = |late: bool| change.part(|values| values.dynamics_first == late);
        change_eq(&mut self.eq, lane, &eq, here(false), times, arrival);
        change_eq(&mut self.late_eq, lane, &eq, here(true), times, arrival);
        if let (Some(before), Some(after)) = (change.before.gate, change.after.gate) {
            change_gate(&mut self.gate, lane, &Change { before, after }, times, arrival);
        }
        change_compressor(&mut self.compressor, lane, &change.part(|values| values.compressor), times, arrival);
    }

    /// Whether anything is done to any signal.
    pub fn active(&self) -> bool {
        self.eq.active() || self.gate.active() || self.compressor.active() || self.late_eq.active()
    }

    /// `key` is what the compressors listen to. Ramps of what is off go on in time.
    pub fn render(&mut self, signal: &mut [Frame], key: &Key, times: &Times, work: &mut InsertWork) {
        let (pace, frames) = (&times.pace, signal.len());
        let InsertWork { eq, gate, compressor, course } = work;
        if self.eq.active() {
            self.eq.render(signal, pace, eq);
        } else {
            self.eq.pass_time(frames, pace, course);
        }
        if self.gate.active() {
            self.gate.render(signal, pace, gate);
        } else {
            self.gate.pass_time(frames, pace, course);
        }
        if self.compressor.active() {
            self.compressor.render(signal, key, pace, compressor);
        } else {
            self.compressor.pass_time(frames, pace, course);
        }
        if self.late_eq.active() {
            self.late_eq.render(signal, pace, eq);
        } else {
            self.late_eq.pass_time(frames, pace, course);
        }
    }

    /// Ramps go on in time while everybody sleeps.
    pub fn pass_time(&mut self, frames: usize, times: &Times, scratch: &mut Cell) {
        self.eq.pass_time(frames, &times.pace, scratch);
        self.gate.pass_time(frames, &times.pace, scratch);
        self.compressor.pass_time(frames, &times.pace, scratch);
        self.late_eq.pass_time(frames, &times.pace, scratch);
    }

    /// At a grid point.
    pub fn settle(&mut self, quiet: Mask) {
        self.eq.settle(quiet);
        self.gate.settle(quiet);
        self.compressor.settle(quiet);
        self.late_eq.settle(quiet);
    }

    /// Who would be silent in silence.
    pub fn at_rest(&self) -> Mask {
        let eqs = self.eq.at_rest().and(self.late_eq.at_rest());
        eqs.and(self.gate.at_rest()).and(self.compressor.at_rest())
    }

    pub fn reset(&mut self, lanes: Mask) {
        self.eq.reset(lanes);
        self.gate.reset(lanes);
        self.compressor.reset(lanes);
        self.late_eq.reset(lanes);
    }

    pub fn land(&mut self, lane: usize) {
        self.eq.land(lane);
        self.gate.land(lane);
        self.compressor.land(lane);
        self.late_eq.land(lane);
    }

    pub fn snap(&mut self) {
        self.eq.snap();
        self.gate.snap();
        self.compressor.snap();
        self.late_eq.snap();
    }

    /// Some signals' inserts become those of `from`.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.eq.copy_lanes(&from.eq, lanes);
        self.gate.copy_lanes(&from.gate, lanes);
        self.compressor.copy_lanes(&from.compressor, lanes);
        self.late_eq.copy_lanes(&from.late_eq, lanes);
    }

    pub fn reductions(&self) -> Reductions {
        Reductions { gate: self.gate.gain_reduction_db(), compressor: self.compressor.gain_reduction_db() }
    }
}

/// `here` is whether the signal is in this equaliser at all.
fn change_eq(eq: &mut Eq, lane: usize, change: &Change<EqValues>, here: Change<bool>, times: &Times, arrival: Arrival) {
    let Change { before, after } = change;
    let heard = Change { before: here.before && before.on != 0, after: here.after && after.on != 0 };
    for (cut, part) in [(&mut eq.highpass, highpass as fn(&EqValues) -> CutValues), (&mut eq.lowpass, lowpass)] {
        change_cut(cut, lane, &change.part(part), heard, times, arrival);
    }
    let bands = |values: &EqValues| [values.band1, values.band2, values.band3, values.band4];
    for (band, (before, after)) in eq.bands.iter_mut().zip(bands(before).into_iter().zip(bands(after))) {
        change_band(band, lane, &Change { before, after }, heard, times, arrival);
    }
}

fn highpass(values: &EqValues) -> CutValues {
    values.highpass
}

fn lowpass(values: &EqValues) -> CutValues {
    values.lowpass
}

fn change_cut(
    cut: &mut Cut,
    lane: usize,
    change: &Change<CutValues>,
    heard: Change<bool>,
    times: &Times,
    arrival: Arrival,
) {
    let on = Change { before: heard.before && change.before.on != 0, after: heard.after && change.after.on != 0 };
    // Nobody has heard it so far, so there is nothing to glide from.
    let of_controls = arrival.or_at_once(!on.before);
    times.steer(cut.frequency(), lane, change.part(|values| values.frequency), of_controls);
    cut.set_slope(lane, Slope::from_index(change.after.slope), of_controls.at_once());
    switch(cut.on(), lane, on.after, arrival);
}

fn change_band(
    band: &mut Band,
    lane: usize,
    change: &Change<BandValues>,
    heard: Change<bool>,
    times: &Times,
    arrival: Arrival,
) {
    let on = Change { before: heard.before && change.before.on != 0, after: heard.after && change.after.on != 0 };
    let of_controls = arrival.or_at_once(!on.before);
    times.steer(band.frequency(), lane, change.part(|values| values.frequency), of_controls);
    times.steer(band.gain_db(), lane, change.part(|values| values.gain), of_controls);
    times.steer(band.q(), lane, change.part(|values| values.q), of_controls);
    band.set_type(lane, BandType::from_index(change.after.kind), of_controls.at_once());
    switch(band.on(), lane, on.after, arrival);
}

fn change_gate(gate: &mut Gate, lane: usize, change: &Change<GateValues>, times: &Times, arrival: Arrival) {
    let after = &change.after;
    let of_controls = arrival.or_at_once(change.before.on == 0);
    times.steer(gate.threshold(), lane, change.part(|values| values.threshold), of_controls);
    times.steer(gate.range(), lane, change.part(|values| values.range), of_controls);
    times.steer(gate.ratio(), lane, change.part(|values| values.ratio), of_controls);
    let gate_times = GateTimes { attack_s: after.attack, hold_s: after.hold, release_s: after.release };
    gate.set_times(lane, gate_times);
    switch(gate.on(), lane, after.on != 0, arrival);
}

fn change_compressor(
    compressor: &mut Compressor,
    lane: usize,
    change: &Change<CompressorValues>,
    times: &Times,
    arrival: Arrival,
) {
    let after = &change.after;
    let of_controls = arrival.or_at_once(change.before.on == 0);
    times.steer(compressor.threshold(), lane, change.part(|values| values.threshold), of_controls);
    times.steer(compressor.knee(), lane, change.part(|values| values.knee), of_controls);
    times.steer(compressor.ratio(), lane, change.part(|values| values.ratio), of_controls);
    times.steer(compressor.makeup(), lane, change.part(|values| values.makeup), of_controls);
    times.steer(compressor.mix(), lane, change.part(|values| values.mix), of_controls);
    times.steer(compressor.key_frequency(), lane, change.part(|values| values.key_highpass.frequency), of_controls);
    switch(compressor.key_filter(), lane, after.key_highpass.on != 0, of_controls);
    let detector = if after.detector == DETECTOR_RMS { Detector::Rms } else { Detector::Peak };
    compressor.set_detector(lane, detector, of_controls.at_once());
    compressor.set_times(lane, after.attack, after.release);
    switch(compressor.on(), lane, after.on != 0, arrival);
}
