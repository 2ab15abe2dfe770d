//! The high-pass and the low-pass of the equaliser, for four stereo signals side by side.
//!
//! Butterworth, of second or fourth order. BiquadFilterNode's own highpass and lowpass take their Q in decibels: its -3.01
//! is the 1/√2 of 12 dB per octave here.

use super::EqWork;
use super::butterworth::{Butterworth, FIRST, ONLY, SECOND, Side, Slope};
use crate::fade::Fade;
use crate::lanes::{Cell, Frame, LANES};
use crate::mask::Mask;
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::smoother::Control;
use crate::svf::{Design, Rest, Section, SvfCoeffs};
use megamixer_vectors::f32x4;

/// A high-pass or a low-pass, on or off, of either slope. While the slope changes, the first section's damping travels and the
/// second fades in or out.
#[derive(Clone)]
pub struct Cut {
    frequency: Octaves,
    /// From 12 dB per octave (off) to 24 (on).
    slope: Fade,
    on: Fade,
    butterworth: Butterworth,
    /// Nothing moves, every lane rests, and nothing has been touched since.
    still: bool,
    /// Which lanes did not move at the last grid point and have not moved since.
    rested: Mask,
    /// Nothing moves, and every lane is off.
    idle: bool,
    sections: [Section; 2],
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
            still: false,
            rested: Mask::ALL,
            idle: false,
            sections: [Section::new(), Section::new()],
        }
    }

    /// Something may have changed.
    fn touch(&mut self) {
        self.still = false;
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

    /// Renders a stretch.
    pub fn render(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork) {
        if self.idle {
            return;
        }
        if self.on.all_off() {
            self.reset(Mask::ALL);
            return self.pass_time(signal.len(), pace, &mut work.cells[0]);
        }
        if !self.still {
            self.sort_out(pace);
        }
        let [first, second] = &mut self.sections;
        if first.resting().and(second.resting()) != Mask::ALL {
            return self.follow(signal, pace, work);
        }
        first.run(signal);
        if !self.slope.all_off() {
            second.run(signal);
        }
    }

    fn moving_lanes(&self) -> Mask {
        self.frequency.moving_lanes().or(self.slope.moving_lanes()).or(self.on.moving_lanes())
    }

    /// Who moves is under way until a grid point finds it at rest, whether or not anybody hears it.
    fn rouse(&mut self) {
        let moving = self.moving_lanes();
        self.rested = self.rested.without(moving);
        self.sections.iter_mut().for_each(|section| section.wake(moving));
    }

    /// Which lanes rest, and at what; those that are off, or without a second section, pass and forget. A lane comes to rest at a grid
    /// point, so that it makes no difference where stretches are cut.
    #[inline(never)]
    fn sort_out(&mut self, pace: &Pace) {
        self.refresh(pace);
        self.rouse();
        let (on, steep) = (self.on.ends(), self.on.ends() * self.slope.ends());
        let [on, steep] = [on, steep].map(|ends| ends.simd_eq(f32x4::ONE));
        let [only, first, second] = &self.butterworth.resting;
        let first = Rest::select(on, &Rest::select(steep, first, only), &Rest::PASS);
        let second = Rest::select(steep, second, &Rest::PASS);
        for (section, (heard, rest)) in self.sections.iter_mut().zip([(on, first), (steep, second)]) {
            section.reset(self.rested.without(Mask::of(heard)));
            section.come_to_rest(self.rested, &rest);
        }
        self.still = !self.moving() && self.sections.iter().all(|section| section.resting() == Mask::ALL);
    }

    /// Coefficients every frame.
    fn follow(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork) {
        let (frames, gliding) = (signal.len(), self.frequency.moving());
        let any_steep = !self.slope.all_off();
        let EqWork { cells: [frequency, slope, on, ..], spare } = work;
        let frequency = self.frequency.course(pace.glide, frames, frequency);
        let slope = self.slope.course(pace.fade, 0.0, 1.0, frames, slope);
        let on = self.on.course(pace.fade, 0.0, 1.0, frames, on);

        let butterworth = &self.butterworth;
        let design = |section: usize, i: usize| butterworth.under_way(section, frequency.quad(i), pace.sample_rate);
        // What does not move is the same in every frame.
        let at_first = [ONLY, FIRST, SECOND].map(|section| design(section, 0));
        let design = |section: usize, i: usize| if gliding { design(section, i) } else { at_first[section] };
        let [first, second] = &mut self.sections;
        if !any_steep {
            first.follow(signal, spare, |i| (SvfCoeffs::new(&design(ONLY, i)), on.quad(i)));
            second.reset(Mask::ALL);
            return;
        }
        first.follow(signal, spare, |i| {
            let design = Design::between(&design(ONLY, i), &design(FIRST, i), slope.quad(i));
            (SvfCoeffs::new(&design), on.quad(i))
        });
        second.follow(signal, spare, |i| (SvfCoeffs::new(&design(SECOND, i)), on.quad(i) * slope.quad(i)));
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
        self.rouse();
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
        self.sections.iter_mut().for_each(|section| section.settle(quiet));
        if !self.still {
            let off = |lane: &usize| self.on.is_off(*lane);
            self.reset((0..LANES).filter(off).fold(Mask::default(), |lanes, lane| lanes.with(lane, true)));
            self.rested = Mask::ALL.without(self.moving_lanes());
        }
        self.idle = self.on.all_off() && !self.moving();
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
        self.rested = self.rested.without(lanes).or(from.rested.and(lanes));
        for (section, from) in self.sections.iter_mut().zip(&from.sections) {
            section.copy_lanes(from, lanes);
        }
    }
}
