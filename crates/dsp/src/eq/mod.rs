//! The equaliser of a strip, for four stereo signals side by side: a high-pass, four bands and a low-pass, in this order.
//!
//! Every section is a filter of second order ([`crate::svf`]) with the response of the Audio EQ Cookbook, which Web Audio's
//! BiquadFilterNode has as well. What is off passes bit for bit and costs nothing once it is off in all four signals.

mod band;
mod butterworth;
mod cut;
mod kinds;
mod recipe;
mod slots;

pub use band::Band;
pub use butterworth::{Side, Slope};
pub use cut::Cut;
pub use recipe::BandType;

use crate::fade::Fade;
use crate::lanes::{Cell, Frame, SILENCE};
use crate::mask::Mask;
use crate::pace::Pace;

/// Bands between the cuts.
pub const BANDS: usize = 4;

/// Where the controls of a section run while they move, and its signals at rest beside them.
pub struct EqWork {
    cells: [Cell; 5],
    spare: Cell,
}

impl EqWork {
    /// Silence.
    pub const fn new() -> Self {
        Self { cells: [SILENCE; 5], spare: SILENCE }
    }
}

impl Default for EqWork {
    fn default() -> Self {
        Self::new()
    }
}

/// Four equalisers.
#[derive(Clone)]
pub struct Eq {
    /// Takes out what is below its frequency.
    pub highpass: Cut,
    /// The bands, in the order in which the signal passes them.
    pub bands: [Band; BANDS],
    /// Takes out what is above its frequency.
    pub lowpass: Cut,
}

impl Eq {
    /// Four equalisers with everything off: cuts at 80 Hz and 12 kHz, bands at 100 and 400 Hz, 1.6 and 6.4 kHz.
    #[optimize(size)]
    pub fn new() -> Self {
        Self {
            highpass: Cut::new(Side::Below, 80.0),
            bands: [100.0, 400.0, 1_600.0, 6_400.0].map(Band::new),
            lowpass: Cut::new(Side::Above, 12_000.0),
        }
    }

    /// Whether [`Eq::render`] would do anything: whether any section is on, or any control moves.
    pub fn active(&self) -> bool {
        self.highpass.active() || self.bands.iter().any(Band::active) || self.lowpass.active()
    }

    /// Whether any control, switch, type or slope is under way.
    pub fn moving(&self) -> bool {
        self.highpass.moving() || self.bands.iter().any(Band::moving) || self.lowpass.moving()
    }

    /// Renders a stretch.
    pub fn render(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork) {
        if signal.is_empty() {
            return;
        }
        self.highpass.render(signal, pace, work);
        self.bands.iter_mut().for_each(|band| band.render(signal, pace, work));
        self.lowpass.render(signal, pace, work);
    }

    /// Four sleepers: ramps, and whatever else moves, go on in time.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        self.highpass.pass_time(frames, pace, scratch);
        self.bands.iter_mut().for_each(|band| band.pass_time(frames, pace, scratch));
        self.lowpass.pass_time(frames, pace, scratch);
    }

    /// At a grid point: what is as good as there lands, and decaying state ends, earlier in the lanes of `quiet`, which had
    /// silence for the whole cell.
    pub fn settle(&mut self, quiet: Mask) {
        self.highpass.settle(quiet);
        self.bands.iter_mut().for_each(|band| band.settle(quiet));
        self.lowpass.settle(quiet);
    }

    /// Whether every section of a signal rests at off.
    pub fn is_off(&self, lane: usize) -> bool {
        self.highpass.is_off(lane) && self.bands.iter().all(|band| band.is_off(lane)) && self.lowpass.is_off(lane)
    }

    /// The switches of a strip's sections, in the order of the signal.
    pub fn switches(&mut self) -> [&mut Fade; BANDS + 2] {
        let [first, second, third, fourth] = &mut self.bands;
        [self.highpass.on(), first.on(), second.on(), third.on(), fourth.on(), self.lowpass.on()]
    }

    /// Signals of which nothing is remembered: silence in is exact silence out.
    pub fn at_rest(&self) -> Mask {
        let cuts = self.highpass.at_rest().and(self.lowpass.at_rest());
        self.bands.iter().fold(cuts, |so_far, band| so_far.and(band.at_rest()))
    }

    /// Some signals are forgotten at once.
    pub fn reset(&mut self, lanes: Mask) {
        self.highpass.reset(lanes);
        self.bands.iter_mut().for_each(|band| band.reset(lanes));
        self.lowpass.reset(lanes);
    }

    /// Glides, blends and switches of a lane end. Ramps go on.
    pub fn land(&mut self, lane: usize) {
        self.highpass.land(lane);
        self.bands.iter_mut().for_each(|band| band.land(lane));
        self.lowpass.land(lane);
    }

    /// An engine starts: everything, also what ramps, is where it is going.
    pub fn snap(&mut self) {
        self.highpass.snap();
        self.bands.iter_mut().for_each(Band::snap);
        self.lowpass.snap();
    }

    /// Some lanes become those of `from`: controls and what is remembered.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.highpass.copy_lanes(&from.highpass, lanes);
        for (band, from) in self.bands.iter_mut().zip(&from.bands) {
            band.copy_lanes(from, lanes);
        }
        self.lowpass.copy_lanes(&from.lowpass, lanes);
    }
}

impl Default for Eq {
    fn default() -> Self {
        Self::new()
    }
}
