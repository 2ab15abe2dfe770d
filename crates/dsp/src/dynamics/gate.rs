//! A gate, or downward expander: below its threshold, a decibel in makes so many decibels out, down to its range.
//!
//! What is remembered is how far closed a gate is, 0 to 1, of the reduction that its controls allow. In silence that is 1
//! whatever the controls are; and an open gate stays open, a closed one closed, while its range is turned.

use super::Quads;
use super::ballistics::{Ballistics, BallisticsCoeffs};
use super::curve::{GateCurve, GateParams};
use super::detector::louder;
use super::hold::Hold;
use super::log::{gain, level};
use super::reduction::ReductionMeter;
use crate::fade::Fade;
use crate::lanes::{CELL_FRAMES, Cell, Frame, LANES, SILENCE, both};
use crate::mask::Mask;
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::ramp::Shape;
use crate::smoother::{Control, Course, Smoother};
use megamixer_vectors::f32x4;

/// A gate that is less closed than this is open: at a range of 100 dB its gain rounds to 1.
const OPEN: f32 = 1e-9;

/// A gate that has heard nothing for a cell, and is closed but for this, is closed: 0.01 dB of what nobody hears.
const CLOSED_IN_SILENCE: f32 = 1.0 - 1e-4;

/// What is turned of a gate's time, seconds, 0 and up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GateTimes {
    /// Until 63.2 % of the reduction are gone when it opens.
    pub attack_s: f32,
    /// For which it stays as open as it is, once the level asks for less.
    pub hold_s: f32,
    /// Until 63.2 % of the reduction are there when it closes.
    pub release_s: f32,
}

/// Room to work in.
pub struct GateWork {
    on: Cell,
    threshold: Cell,
    range: Cell,
    ratio: Cell,
    levels: Quads,
    full: Quads,
}

impl GateWork {
    /// Silent.
    pub const fn new() -> Self {
        Self {
            on: SILENCE,
            threshold: SILENCE,
            range: SILENCE,
            ratio: SILENCE,
            levels: [f32x4::ZERO; CELL_FRAMES],
            full: [f32x4::ZERO; CELL_FRAMES],
        }
    }
}

impl Default for GateWork {
    fn default() -> Self {
        Self::new()
    }
}

/// Four gates.
#[derive(Clone)]
pub struct Gate {
    sample_rate: f32,
    on: Fade,
    threshold: Smoother,
    range: Smoother,
    ratio: Octaves,
    /// Up is closing.
    times: BallisticsCoeffs,
    /// How far closed.
    closed: Ballistics,
    hold: Hold,
    /// The gates that were in when the last stretch ended; the others are open.
    ran: Mask,
    /// Of the last cell that was heard.
    meter: ReductionMeter,
    /// Whether anything was rendered in this cell.
    heard: bool,
}

impl Gate {
    /// Four gates that are off: threshold -50 dB, range 60 dB, ratio 10, attack 1 ms, hold 50 ms, release 100 ms.
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        let mut gate = Self {
            sample_rate,
            on: Fade::new(false),
            threshold: Smoother::new(Shape::Linear, -50.0),
            range: Smoother::new(Shape::Linear, 60.0),
            ratio: Octaves::new(10.0),
            times: BallisticsCoeffs::INSTANT,
            closed: Ballistics::new(f32x4::ZERO),
            hold: Hold::new(),
            ran: Mask(0),
            meter: ReductionMeter::new(),
            heard: false,
        };
        let times = GateTimes { attack_s: 0.001, hold_s: 0.05, release_s: 0.1 };
        (0..LANES).for_each(|lane| gate.set_times(lane, times));
        gate
    }

    /// Whether it is in. The gain fades between 1 and the gate's. A gate that is switched on begins open, so that what
    /// is above its threshold goes on undisturbed; where it lands on at once, since its signal sleeps, it begins closed.
    pub fn on(&mut self) -> &mut Fade {
        &mut self.on
    }

    /// Below this it closes, dB, -100 to 0.
    pub fn threshold(&mut self) -> &mut Smoother {
        &mut self.threshold
    }

    /// The most that it takes away, dB, 0 to 100.
    pub fn range(&mut self) -> &mut Smoother {
        &mut self.range
    }

    /// Decibels out for a decibel in below the threshold, 1 to 100. It travels evenly in octaves.
    pub fn ratio(&mut self) -> &mut Octaves {
        &mut self.ratio
    }

    /// How fast it goes.
    pub fn set_times(&mut self, lane: usize, times: GateTimes) {
        self.times.set(lane, times.release_s, times.attack_s, self.sample_rate);
        self.hold.set(lane, times.hold_s, self.sample_rate);
    }

    /// Whether rendering would change anything. While it would not, time [passes](Gate::pass_time).
    pub fn active(&self) -> bool {
        !self.on.all_off()
    }

    /// Whether any control is under way, heard or not: then grid points matter to it.
    pub fn moving(&self) -> bool {
        self.threshold.moving() || self.range.moving() || self.ratio.moving()
    }

    /// Gates a stretch.
    #[inline(never)]
    pub fn render(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut GateWork) {
        let frames = signal.len();
        if !self.active() {
            return self.pass_time(frames, pace, &mut work.on);
        }
        let courses = [
            self.threshold.course(pace.glide, frames, &mut work.threshold),
            self.range.course(pace.glide, frames, &mut work.range),
            self.ratio.course(pace.glide, frames, &mut work.ratio),
            self.on.course(pace.fade, 0.0, 1.0, frames, &mut work.on),
        ];
        let curve_at = |frame: usize| {
            let [threshold_db, range_db, ratio_octaves] = core::array::from_fn(|control| courses[control].quad(frame));
            GateCurve::new(&GateParams { threshold_db, range_db, ratio_octaves })
        };
        let on_at = |frame: usize| courses[3].quad(frame);
        let Some(last) = frames.checked_sub(1) else { return };
        // A fade that was not heard is over: its signal slept, and silence closes a gate.
        let on = on_at(0);
        self.closed.put(on.simd_ge(f32x4::ONE) & !self.ran.quad(), f32x4::ONE);
        self.ran = Mask::of(on_at(last).simd_gt(f32x4::ZERO));
        self.heard = true;
        let still = courses.iter().all(|course| matches!(course, Course::Still(_)));
        let quads = [&mut work.levels[..frames], &mut work.full[..frames]];
        if !still {
            return self.gate::<false>(signal, curve_at, on_at, quads);
        }
        let curve = curve_at(0);
        if self.stays_open(signal, &curve, on.simd_gt(f32x4::ZERO)) {
            return;
        }
        if on == f32x4::ONE {
            self.gate::<true>(signal, |_| curve, |_| on, quads);
        } else {
            self.gate::<false>(signal, |_| curve, |_| on, quads);
        }
    }

    /// Whether every gate is open and stays so, which is what a gate does most of the time: then nothing is left to do but
    /// to hold on. That takes no logarithm; where it would have to be known how close a level is to the threshold, the answer is no.
    fn stays_open(&mut self, signal: &[Frame], curve: &GateCurve, runs: f32x4) -> bool {
        if self.closed.is_at(f32x4::ZERO) != Mask::ALL {
            return false;
        }
        let threshold = curve.threshold();
        let (above, below) = (threshold * f32x4::splat(1.0 + 1e-4), threshold * f32x4::splat(1.0 - 1e-4));
        let (mut hold, mut doubtful, mut holding) = (self.hold, f32x4::ZERO, runs);
        for frame in signal {
            let size = louder(frame.abs());
            let opens = size.simd_ge(above);
            doubtful |= size.simd_gt(below) & !opens;
            holding &= hold.holds(opens);
        }
        // Those that are off hold nothing.
        hold.retain(runs);
        let stays = (doubtful & runs).none() && (holding | !runs).all();
        if stays {
            self.hold = hold;
        }
        stays
    }

    /// `WHOLE` leaves out what changes no bit where everybody is in. Three passes, since what each keeps at hand would be too much
    /// for one: what every frame asks for, how far the gates are closed, and the gain.
    #[inline(always)]
    fn gate<const WHOLE: bool>(
        &mut self,
        signal: &mut [Frame],
        curve: impl Fn(usize) -> GateCurve,
        on: impl Fn(usize) -> f32x4,
        [quads, full]: [&mut [f32x4]; 2],
    ) {
        for (i, ((frame, wanted), full)) in signal.iter().zip(&mut *quads).zip(&mut *full).enumerate() {
            let curve = curve(i);
            *wanted = curve.closing(level(louder(frame.abs())));
            *full = curve.full;
        }
        let (times, mut closed, mut hold) = (self.times, self.closed, self.hold);
        for (i, quad) in quads.iter_mut().enumerate() {
            let to_go = *quad - closed.value;
            let opens = to_go.simd_le(f32x4::ZERO);
            let closing = !hold.holds(opens) & (to_go * times.rise);
            closed = closed.step(opens.select(to_go * times.fall, closing));
            *quad = closed.value;
            if !WHOLE {
                let runs = on(i).simd_gt(f32x4::ZERO);
                hold.retain(runs);
                closed = closed.only(runs);
            }
        }
        (self.closed, self.hold) = (closed, hold);
        let mut meter = self.meter;
        for (i, ((frame, closed), full)) in signal.iter_mut().zip(quads).zip(full).enumerate() {
            let mut reduction = *full * *closed;
            let mut factor = gain(-reduction);
            if !WHOLE {
                let on = on(i);
                reduction &= on.simd_gt(f32x4::ZERO);
                factor = (f32x4::ONE - on) + on * factor;
            }
            meter.see(reduction);
            *frame *= both(factor);
        }
        self.meter = meter;
    }

    /// Ramps, glides and fades go on in time while nobody is heard, or everybody is off.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        self.on.course(pace.fade, 0.0, 1.0, frames, scratch);
        self.threshold.course(pace.glide, frames, scratch);
        self.range.course(pace.glide, frames, scratch);
        self.ratio.course(pace.glide, frames, scratch);
    }

    /// At a grid point. Lanes of `quiet` had exact zeros for the whole cell.
    pub fn settle(&mut self, quiet: Mask) {
        self.threshold.settle();
        self.range.settle();
        self.ratio.settle();
        self.closed.put(self.closed.value.simd_lt(f32x4::splat(OPEN)), f32x4::ZERO);
        let shut = self.closed.value.simd_gt(f32x4::splat(CLOSED_IN_SILENCE)) & quiet.quad();
        self.closed.put(shut, f32x4::ONE);
        if self.heard {
            self.meter.settle();
            self.heard = false;
        }
        if !self.on.moving() {
            // Gates that are off are open; also those that landed there unheard.
            let off = self.on.ends().simd_eq(f32x4::ZERO);
            self.ran = self.ran.without(Mask::of(off));
            self.closed.put(off, f32x4::ZERO);
            self.hold.retain(!off);
            self.meter.hide(off);
        }
    }

    /// The largest reduction of the last cell that was heard, dB, 0 and up; 0 where it is off.
    pub fn gain_reduction_db(&self) -> f32x4 {
        self.meter.db()
    }

    /// The lanes that are as closed as silence leaves them, or off.
    pub fn at_rest(&self) -> Mask {
        self.closed.is_at(f32x4::ONE).or(Mask::ALL.without(self.ran))
    }

    /// Some lanes forget what they heard, and close.
    pub fn reset(&mut self, lanes: Mask) {
        let lanes = lanes.and(self.ran);
        self.closed.put(lanes.quad(), f32x4::ONE);
        self.hold.retain(!lanes.quad());
    }

    /// Glides and fades of a lane end at once. A ramp goes on.
    #[optimize(size)]
    pub fn land(&mut self, lane: usize) {
        self.on.land(lane);
        self.threshold.land(lane);
        self.range.land(lane);
        self.ratio.land(lane);
    }

    /// An engine starts: everything is where it is going.
    #[optimize(size)]
    pub fn snap(&mut self) {
        (0..LANES).for_each(|lane| self.on.land(lane));
        self.threshold.snap();
        self.range.snap();
        self.ratio.snap();
    }

    /// Some lanes become those of `from`, which has the same sample rate.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.on.copy_lanes(&from.on, lanes);
        self.threshold.copy_lanes(&from.threshold, lanes);
        self.range.copy_lanes(&from.range, lanes);
        self.ratio.copy_lanes(&from.ratio, lanes);
        self.times.copy_lanes(&from.times, lanes);
        self.closed.copy_lanes(&from.closed, lanes);
        self.ran = self.ran.without(lanes).or(from.ran.and(lanes));
        self.hold.copy_lanes(&from.hold, lanes);
        self.meter.copy_lanes(&from.meter, lanes);
    }
}
