//! The high-pass and the low-pass of the equaliser, for four stereo signals side by side.
//!
//! Butterworth, of second or fourth order. BiquadFilterNode's own highpass and lowpass take their Q in decibels: its -3.01
//! is the 1/√2 of 12 dB per octave here.

use super::EqWork;
use super::butterworth::{Butterworth, FIRST, ONLY, SECOND, Side, Slope};
use super::chain::Chain;
use crate::fade::Fade;
use crate::lanes::{Cell, Frame, LANES};
use crate::mask::Mask;
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::smoother::Control;
use crate::svf::{Svf, SvfCoeffs, Tuning};
use wide::f32x4;

/// A high-pass or a low-pass, on or off, of either slope. While the slope changes, the first section's damping travels and the
/// second fades in or out.
#[derive(Clone)]
pub struct Cut {
    frequency: Octaves,
    /// From 12 dB per octave (off) to 24 (on).
    slope: Fade,
    on: Fade,
    butterworth: Butterworth,
    /// What both sections multiply by while nothing moves; lanes that are off, or without a second section, pass. None once
    /// anything may have changed.
    still: Option<[SvfCoeffs<f32x4>; 2]>,
    /// Nothing moves, and every lane is off.
    idle: bool,
    sections: [Svf; 2],
}

impl Cut {
    /// Four cuts that are off, of 12 dB per octave.
    #[optimize(size)]
    pub fn new(side: Side, frequency_hz: f32) -> Self {
        Self {
            frequency: Octaves::new(frequency_hz),
            slope: Fade::new(false),
            on: Fade::new(false),
            butterworth: Butterworth::new(side),
            still: None,
            idle: false,
            sections: [Svf::default(); 2],
        }
    }

    /// Something may have changed.
    fn touch(&mut self) {
        self.still = None;
        self.idle = false;
    }

    /// The frequency of -3 dB in Hz. It takes effect between 1 Hz and 0.49 of the sample rate.
    pub fn frequency(&mut self) -> &mut Octaves {
        self.touch();
        &mut self.frequency
    }

    /// The switch between off and on.
    pub fn on(&mut self) -> &mut Fade {
        self.touch();
        &mut self.on
    }

    /// Changes the slope of a cut: with a blend of 5 ms, or at once.
    #[optimize(size)]
    pub fn set_slope(&mut self, lane: usize, slope: Slope, at_once: bool) {
        self.touch();
        self.slope.set(lane, slope == Slope::Db24);
        if at_once {
            self.slope.land(lane);
        }
    }

    /// Whether rendering would do anything.
    pub fn active(&self) -> bool {
        !self.on.all_off() || self.moving()
    }

    /// Whether a control, a switch or the slope is under way.
    pub fn moving(&self) -> bool {
        self.frequency.moving() || self.on.moving() || self.slope.moving()
    }

    /// Renders a stretch by itself, outside of an equaliser.
    pub fn render(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork) {
        let mut chain = Chain::new();
        self.join(signal, pace, work, &mut chain);
        chain.run(signal);
    }

    /// Renders a stretch while anything moves, once what stands before it in the chain has run; else joins the chain.
    pub(super) fn join<'a>(&'a mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork, chain: &mut Chain<'a>) {
        if self.idle {
            return;
        }
        if self.on.all_off() {
            self.reset(Mask::ALL);
            self.pass_time(signal.len(), pace, &mut work.cells[0]);
            self.idle = !self.moving();
        } else if self.moving() {
            chain.run(signal);
            self.follow(signal, pace, work);
        } else {
            if self.still.is_none() {
                self.still = Some(self.come_to_rest(pace));
            }
            let [first, second] = &mut self.sections;
            if let Some([only_or_first, last]) = &self.still {
                chain.push(first, only_or_first);
                if !self.slope.all_off() {
                    chain.push(second, last);
                }
            }
        }
    }

    /// What resting controls give; what is off passes and forgets.
    fn come_to_rest(&mut self, pace: &Pace) -> [SvfCoeffs<f32x4>; 2] {
        self.refresh(pace);
        let (on, steep) = (self.on.ends(), self.on.ends() * self.slope.ends());
        let [first, second] = &mut self.sections;
        first.retain_ones(on);
        second.retain_ones(steep);
        let if_one = |which: f32x4, a: &SvfCoeffs<f32x4>, b| SvfCoeffs::select(which.simd_eq(f32x4::ONE), a, b);
        let [only, first, second] = self.butterworth.resting.each_ref().map(|tuning| &tuning.coeffs);
        let pass = &SvfCoeffs::PASS;
        [if_one(on, &if_one(steep, first, only), pass), if_one(steep, second, pass)]
    }

    /// Coefficients every frame.
    fn follow(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork) {
        self.refresh(pace);
        self.touch();
        let (frames, gliding) = (signal.len(), self.frequency.moving());
        let any_steep = !self.slope.all_off();
        // A lane is at rest in the frames in which its frequency has this value: whether neighbours move makes no difference then.
        let resting_frequency = self.frequency.target_octaves();
        let [frequency, slope, on, ..] = &mut work.cells;
        let frequency = self.frequency.course(pace.glide, frames, frequency);
        let slope = self.slope.course(pace.fade, 0.0, 1.0, frames, slope);
        let on = self.on.course(pace.fade, 0.0, 1.0, frames, on);

        let butterworth = &self.butterworth;
        let tune = |section: usize, i: usize| {
            let resting = &butterworth.resting[section];
            if !gliding {
                return *resting;
            }
            let octaves = frequency.quad(i);
            let under_way = butterworth.under_way(section, octaves, pace.sample_rate);
            let at_target = octaves.simd_eq(resting_frequency);
            // Most of the time nobody is there, and this decision costs less than so many selects.
            if at_target.none() { under_way } else { Tuning::select(at_target, resting, &under_way) }
        };
        let [first, second] = &mut self.sections;
        if !any_steep {
            first.follow(signal, |i| (tune(ONLY, i).coeffs, on.quad(i)));
            second.reset(Mask::ALL);
            return;
        }
        first.follow(signal, |i| (Tuning::between(&tune(ONLY, i), &tune(FIRST, i), slope.quad(i)), on.quad(i)));
        second.follow(signal, |i| (tune(SECOND, i).coeffs, on.quad(i) * slope.quad(i)));
    }

    /// Computes what rests anew in the lanes of which anything changed.
    fn refresh(&mut self, pace: &Pace) {
        for lane in 0..LANES {
            self.butterworth.refresh(lane, pace.sample_rate, self.frequency.target(lane));
        }
    }

    /// Four sleepers: what moves goes on in time.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        if !self.moving() {
            return;
        }
        self.touch();
        self.frequency.course(pace.glide, frames, scratch);
        self.slope.course(pace.fade, 0.0, 1.0, frames, scratch);
        self.on.course(pace.fade, 0.0, 1.0, frames, scratch);
    }

    /// At a grid point.
    pub fn settle(&mut self, quiet: Mask) {
        if self.idle {
            return;
        }
        self.frequency.settle();
        for section in &mut self.sections {
            section.settle(quiet);
            if !self.on.moving() {
                section.retain_ones(self.on.ends());
            }
        }
    }

    /// Whether a signal's switch rests at off.
    pub fn is_off(&self, lane: usize) -> bool {
        self.on.is_off(lane)
    }

    /// Signals of which nothing is remembered.
    pub fn at_rest(&self) -> Mask {
        self.sections[0].at_rest().and(self.sections[1].at_rest())
    }

    /// Some signals are forgotten.
    pub fn reset(&mut self, lanes: Mask) {
        self.sections.iter_mut().for_each(|section| section.reset(lanes));
    }

    /// The glide and the switches of a lane end. A ramp goes on.
    #[optimize(size)]
    pub fn land(&mut self, lane: usize) {
        self.touch();
        self.frequency.land(lane);
        self.slope.land(lane);
        self.on.land(lane);
    }

    /// Everything is where it is going.
    pub fn snap(&mut self) {
        self.frequency.snap();
        (0..LANES).for_each(|lane| self.land(lane));
    }

    /// Some lanes become those of `from`, which cuts the same side.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.touch();
        self.frequency.copy_lanes(&from.frequency, lanes);
        self.slope.copy_lanes(&from.slope, lanes);
        self.on.copy_lanes(&from.on, lanes);
        for (section, from) in self.sections.iter_mut().zip(&from.sections) {
            section.copy_lanes(from, lanes);
        }
    }
}
