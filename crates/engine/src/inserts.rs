//! What a signal passes between its top and its fader: the equaliser and the dynamics, four side by side.
//!
//! The order of the two can be chosen for each signal. So there is an equaliser before the dynamics and one behind, with the
//! same settings, and each signal is on in one of them: to change the order fades it out of one, then into the other, and
//! the one that nobody uses costs nothing.

use crate::report::Reductions;
use crate::routes;
use crate::times::{Arrival, Change, Times, switch};
use megamixer_dsp::dynamics::{Compressor, CompressorWork, Detector, Gate, GateTimes, GateWork, Key};
use megamixer_dsp::eq::{Band, BandType, Cut, Eq, EqWork, Slope};
use megamixer_dsp::lanes::{Cell, Frame, LANES, SILENCE};
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
    early_eq: Eq,
    gate: Gate,
    compressor: Compressor,
    late_eq: Eq,
    places: [Place; LANES],
    /// Which of the four, in order, may have something to do. The others neither render nor move nor settle: most are off.
    stirring: [bool; 4],
}

/// In which equaliser a signal is, and in which it is to be once it is off in that one: both at a time would be too much.
#[derive(Clone, Copy, Default)]
struct Place {
    late: bool,
    late_wanted: bool,
    /// Which sections are on.
    on: [bool; SECTIONS],
}

impl Place {
    /// Whether the signal is in this equaliser and stays there.
    fn is_in(&self, late: bool) -> bool {
        self.late == late && self.late_wanted == late
    }
}

/// High-pass, four bands, low-pass.
const SECTIONS: usize = 6;

/// Settings of one signal's inserts. Buses and the master have no gate, and their EQ comes first.
#[derive(Clone, Copy)]
pub struct InsertValues {
    pub eq: EqValues,
    pub gate: Option<GateValues>,
    pub compressor: CompressorValues,
    pub dynamics_first: bool,
}

impl Inserts {
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        Self {
            early_eq: Eq::new(),
            gate: Gate::new(sample_rate),
            compressor: Compressor::new(sample_rate),
            late_eq: Eq::new(),
            places: [Place::default(); LANES],
            stirring: [true; 4],
        }
    }

    #[optimize(size)]
    pub fn change(&mut self, lane: usize, change: &Change<InsertValues>, times: &Times, arrival: Arrival) {
        self.stirring = [true; 4];
        let eq = change.part(|values| values.eq);
        let place = &mut self.places[lane];
        place.late_wanted = change.after.dynamics_first;
        place.late = if arrival.at_once() { place.late_wanted } else { place.late };
        place.on = sections_on(&eq.after);
        for (late, unit) in [(false, &mut self.early_eq), (true, &mut self.late_eq)] {
            change_eq(unit, lane, &eq, place.is_in(late), times, arrival);
        }
        if let (Some(before), Some(after)) = (change.before.gate, change.after.gate) {
            change_gate(&mut self.gate, lane, &Change { before, after }, times, arrival);
        }
        change_compressor(&mut self.compressor, lane, &change.part(|values| values.compressor), times, arrival);
    }

    /// Whether anything is done to any signal.
    pub fn active(&self) -> bool {
        let [early_eq, gate, compressor, late_eq] = self.stirring;
        early_eq && self.early_eq.active()
            || gate && self.gate.active()
            || compressor && self.compressor.active()
            || late_eq && self.late_eq.active()
    }

    /// Whether any control is under way.
    pub fn moving(&self) -> bool {
        let [early_eq, gate, compressor, late_eq] = self.stirring;
        early_eq && self.early_eq.moving()
            || gate && self.gate.moving()
            || compressor && self.compressor.moving()
            || late_eq && self.late_eq.moving()
    }

    /// Whose compressors listen to something else than their own signal: they have to go on doing so in silence, or what ends it
    /// would be heard at full level first.
    #[inline(never)]
    pub fn listening(&self, keys: &[routes::Key; LANES]) -> Mask {
        if *keys == [routes::Key::Own; LANES] {
            return Mask::default();
        }
        let listens = |lane: &usize| keys[*lane] != routes::Key::Own && !self.compressor.is_off(*lane);
        (0..LANES).filter(listens).fold(Mask::default(), |mask, lane| mask.with(lane, true))
    }

    /// `key` is what the compressors listen to. Ramps of what is off go on in time.
    pub fn render(&mut self, signal: &mut [Frame], key: &Key, times: &Times, work: &mut InsertWork) {
        let (pace, frames) = (&times.pace, signal.len());
        let InsertWork { eq, gate, compressor, course } = work;
        let [early_eq, gate_stirs, compressor_stirs, late_eq] = self.stirring;
        if early_eq {
            render_eq(&mut self.early_eq, signal, times, eq, course);
        }
        if gate_stirs && self.gate.active() {
            self.gate.render(signal, pace, gate);
        } else if gate_stirs {
            self.gate.pass_time(frames, pace, course);
        }
        if compressor_stirs && self.compressor.active() {
            self.compressor.render(signal, key, pace, compressor);
        } else if compressor_stirs {
            self.compressor.pass_time(frames, pace, course);
        }
        if late_eq {
            render_eq(&mut self.late_eq, signal, times, eq, course);
        }
    }

    /// Ramps go on in time while everybody sleeps.
    pub fn pass_time(&mut self, frames: usize, times: &Times, scratch: &mut Cell) {
        let [early_eq, gate, compressor, late_eq] = self.stirring;
        if early_eq {
            self.early_eq.pass_time(frames, &times.pace, scratch);
        }
        if gate {
            self.gate.pass_time(frames, &times.pace, scratch);
        }
        if compressor {
            self.compressor.pass_time(frames, &times.pace, scratch);
        }
        if late_eq {
            self.late_eq.pass_time(frames, &times.pace, scratch);
        }
    }

    /// At a grid point.
    pub fn settle(&mut self, quiet: Mask) {
        self.change_places();
        let [early_eq, gate, compressor, late_eq] = &mut self.stirring;
        if *early_eq {
            self.early_eq.settle(quiet);
            *early_eq = self.early_eq.active();
        }
        // A glide of what has been switched off meanwhile lands here, or it would go on for ever, in ever smaller numbers.
        if *gate {
            self.gate.settle(quiet);
            *gate = self.gate.active() || self.gate.moving();
        }
        if *compressor {
            self.compressor.settle(quiet);
            *compressor = self.compressor.active() || self.compressor.moving();
        }
        if *late_eq {
            self.late_eq.settle(quiet);
            *late_eq = self.late_eq.active();
        }
    }

    /// Who is off in one equaliser by now fades into the other.
    #[optimize(size)]
    fn change_places(&mut self) {
        for (lane, place) in self.places.iter_mut().enumerate().filter(|(_, place)| place.late != place.late_wanted) {
            let (from, to) =
                if place.late { (&self.late_eq, &mut self.early_eq) } else { (&self.early_eq, &mut self.late_eq) };
            if from.is_off(lane) {
                place.late = place.late_wanted;
                self.stirring = [true; 4];
                to.switches().into_iter().zip(place.on).for_each(|(switch, on)| switch.set(lane, on));
            }
        }
    }

    /// Who would be silent in silence.
    pub fn at_rest(&self) -> Mask {
        let eqs = self.early_eq.at_rest().and(self.late_eq.at_rest());
        eqs.and(self.gate.at_rest()).and(self.compressor.at_rest())
    }

    #[optimize(size)]
    pub fn reset(&mut self, lanes: Mask) {
        self.early_eq.reset(lanes);
        self.gate.reset(lanes);
        self.compressor.reset(lanes);
        self.late_eq.reset(lanes);
    }

    #[optimize(size)]
    pub fn land(&mut self, lane: usize) {
        self.stirring = [true; 4];
        self.early_eq.land(lane);
        self.gate.land(lane);
        self.compressor.land(lane);
        self.late_eq.land(lane);
    }

    #[optimize(size)]
    pub fn snap(&mut self) {
        self.stirring = [true; 4];
        self.early_eq.snap();
        self.gate.snap();
        self.compressor.snap();
        self.late_eq.snap();
    }

    /// Some signals' inserts become those of `from`.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.stirring = [true; 4];
        self.early_eq.copy_lanes(&from.early_eq, lanes);
        self.gate.copy_lanes(&from.gate, lanes);
        self.compressor.copy_lanes(&from.compressor, lanes);
        self.late_eq.copy_lanes(&from.late_eq, lanes);
        lanes.lanes().for_each(|lane| self.places[lane] = from.places[lane]);
    }

    pub fn reductions(&self) -> Reductions {
        Reductions { gate: self.gate.gain_reduction_db(), compressor: self.compressor.gain_reduction_db() }
    }
}

fn render_eq(eq: &mut Eq, signal: &mut [Frame], times: &Times, work: &mut EqWork, course: &mut Cell) {
    if eq.active() {
        eq.render(signal, &times.pace, work);
    } else {
        eq.pass_time(signal.len(), &times.pace, course);
    }
}

fn sections_on(values: &EqValues) -> [bool; SECTIONS] {
    let on = |switch: u32| values.on != 0 && switch != 0;
    let [first, second, third, fourth] = bands(values).map(|band| on(band.on));
    [on(values.highpass.on), first, second, third, fourth, on(values.lowpass.on)]
}

fn bands(values: &EqValues) -> [BandValues; 4] {
    [values.band1, values.band2, values.band3, values.band4]
}

/// `here` is whether the signal is in this equaliser at all. Who does not hear a section has nothing to glide from; one that
/// was switched off is heard until it has faded.
#[optimize(size)]
fn change_eq(eq: &mut Eq, lane: usize, change: &Change<EqValues>, here: bool, times: &Times, arrival: Arrival) {
    let heard = |off: bool| arrival.or_at_once(off);
    let (highpass, lowpass) = (heard(eq.highpass.is_off(lane)), heard(eq.lowpass.is_off(lane)));
    let bands_arrive = eq.bands.each_ref().map(|band| heard(band.is_off(lane)));
    change_cut(&mut eq.highpass, lane, &change.part(|values| values.highpass), times, highpass);
    change_cut(&mut eq.lowpass, lane, &change.part(|values| values.lowpass), times, lowpass);
    for (index, arrival) in bands_arrive.into_iter().enumerate() {
        change_band(&mut eq.bands[index], lane, &change.part(|values| bands(values)[index]), times, arrival);
    }
    let is_on = sections_on(&change.after).map(|on| on && here);
    for (fade, on) in eq.switches().into_iter().zip(is_on) {
        switch(fade, lane, on, arrival);
    }
}

fn change_cut(cut: &mut Cut, lane: usize, change: &Change<CutValues>, times: &Times, arrival: Arrival) {
    times.steer(cut.frequency(), lane, change.part(|values| values.frequency), arrival);
    cut.set_slope(lane, Slope::from_index(change.after.slope), arrival.at_once());
}

#[optimize(size)]
fn change_band(band: &mut Band, lane: usize, change: &Change<BandValues>, times: &Times, arrival: Arrival) {
    times.steer(band.frequency(), lane, change.part(|values| values.frequency), arrival);
    times.steer(band.gain_db(), lane, change.part(|values| values.gain), arrival);
    times.steer(band.q(), lane, change.part(|values| values.q), arrival);
    band.set_type(lane, BandType::from_index(change.after.kind), arrival.at_once());
}

#[optimize(size)]
fn change_gate(gate: &mut Gate, lane: usize, change: &Change<GateValues>, times: &Times, arrival: Arrival) {
    let after = &change.after;
    let of_controls = arrival.or_at_once(gate.on().is_off(lane));
    times.steer(gate.threshold(), lane, change.part(|values| values.threshold), of_controls);
    times.steer(gate.range(), lane, change.part(|values| values.range), of_controls);
    times.steer(gate.ratio(), lane, change.part(|values| values.ratio), of_controls);
    let gate_times = GateTimes { attack_s: after.attack, hold_s: after.hold, release_s: after.release };
    gate.set_times(lane, gate_times);
    switch(gate.on(), lane, after.on != 0, arrival);
}

#[optimize(size)]
fn change_compressor(
    compressor: &mut Compressor,
    lane: usize,
    change: &Change<CompressorValues>,
    times: &Times,
    arrival: Arrival,
) {
    let after = &change.after;
    let of_controls = arrival.or_at_once(compressor.on().is_off(lane));
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

#[cfg(test)]
mod tests {
    use super::*;
    use megamixer_schema::StripValues;

    fn values(strip: &StripValues) -> InsertValues {
        InsertValues { eq: strip.eq, gate: Some(strip.gate), compressor: strip.compressor, dynamics_first: false }
    }

    #[test]
    fn what_glides_while_it_is_switched_off_comes_to_rest() {
        let times = Times::new(0.02, 48_000.0);
        let mut inserts = Inserts::new(48_000.0);
        let [mut on, mut off] = [StripValues::default(); 2];
        (on.gate.on, on.compressor.on, on.compressor.key_highpass.on) = (1, 1, 1);
        (off.gate.threshold.value, off.compressor.threshold.value) = (-20.0, -50.0);
        (off.gate.ratio.value, off.compressor.ratio.value) = (2.0, 2.0);
        off.compressor.key_highpass.frequency.value = 500.0;
        let start = Change { before: values(&StripValues::default()), after: values(&on) };
        inserts.change(0, &start, &times, Arrival::Start);
        inserts.snap();
        inserts.change(0, &Change { before: values(&on), after: values(&off) }, &times, Arrival::Smooth);
        assert!(inserts.gate.moving() && inserts.compressor.moving());
        let mut work = InsertWork::new();
        for _ in 0..1_500 {
            inserts.render(&mut SILENCE.clone(), &Key::NONE, &times, &mut work);
            inserts.settle(Mask::ALL);
        }
        assert!(!inserts.gate.moving() && !inserts.compressor.moving());
    }
}
