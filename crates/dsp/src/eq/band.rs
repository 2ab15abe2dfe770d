//! A band of the equaliser, for four stereo signals side by side.

use super::EqWork;
use super::chain::Chain;
use super::kinds::Kinds;
use super::recipe::BandType;
use super::slots::{Slot, Slots, Target};
use crate::fade::Fade;
use crate::lanes::{Cell, Frame, LANES};
use crate::mask::Mask;
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::ramp::Shape;
use crate::smoother::{Control, Smoother};
use crate::svf::{self, Svf, SvfCoeffs, Tuning};
use wide::f32x4;

/// One band, on or off, of any type.
#[derive(Clone)]
pub struct Band {
    frequency: Octaves,
    gain_db: Smoother,
    q: Octaves,
    kinds: Kinds,
    on: Fade,
    slots: Slots,
    /// What the sections multiply by while nothing moves; lanes that are off or flat pass. None once anything may have changed.
    still: Option<SvfCoeffs<f32x4>>,
    /// Nothing moves, and every lane is off or flat.
    idle: bool,
    svf: Svf,
}

impl Band {
    /// Four bands that are off: peaking, at 0 dB, with a Q of 1.
    #[optimize(size)]
    pub fn new(frequency_hz: f32) -> Self {
        Self {
            frequency: Octaves::new(frequency_hz),
            gain_db: Smoother::new(Shape::Linear, 0.0),
            q: Octaves::new(1.0),
            kinds: Kinds::new(),
            on: Fade::new(false),
            slots: Slots::new(),
            still: None,
            idle: true,
            svf: Svf::default(),
        }
    }

    /// Something may have changed.
    fn touch(&mut self) {
        self.still = None;
        self.idle = false;
    }

    /// The frequency in Hz: of the middle, or of half the gain of a shelf. It takes effect between 1 Hz and 0.49 of the
    /// sample rate.
    pub fn frequency(&mut self) -> &mut Octaves {
        self.touch();
        &mut self.frequency
    }

    /// The gain in dB, of peaking bands and shelves.
    pub fn gain_db(&mut self) -> &mut Smoother {
        self.touch();
        &mut self.gain_db
    }

    /// The Q, above 0.
    pub fn q(&mut self) -> &mut Octaves {
        self.touch();
        &mut self.q
    }

    /// The switch between off and on.
    pub fn on(&mut self) -> &mut Fade {
        self.touch();
        &mut self.on
    }

    /// Changes the type of a band: with a blend of 5 ms, or at once.
    pub fn set_type(&mut self, lane: usize, kind: BandType, at_once: bool) {
        self.touch();
        self.kinds.set(lane, kind, at_once);
    }

    /// Whether rendering would do anything. What rests at 0 dB is as good as off.
    pub fn active(&self) -> bool {
        !self.idle
    }

    fn controls_move(&self) -> bool {
        self.frequency.moving() || self.gain_db.moving() || self.q.moving()
    }

    /// Whether a control, the switch or the type is under way.
    pub fn moving(&self) -> bool {
        self.controls_move() || self.on.moving() || self.kinds.moving()
    }

    /// Renders a stretch while anything moves, once what stands before it in the chain has run; else joins the chain.
    pub(super) fn join<'a>(&'a mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork, chain: &mut Chain<'a>) {
        if self.idle {
            return;
        }
        if self.on.all_off() {
            self.svf.reset(Mask::ALL);
            self.idle = !self.moving();
            self.pass_time(signal.len(), pace, &mut work.cells[0]);
        } else if self.moving() {
            chain.run(signal);
            self.follow(signal, pace, work);
        } else {
            if self.still.is_none() {
                self.still = Some(self.come_to_rest(pace));
            }
            if let Some(coeffs) = self.still.as_ref().filter(|_| !self.idle) {
                chain.push(&mut self.svf, coeffs);
            }
        }
    }

    /// What resting controls give; lanes that are off or flat pass and forget.
    fn come_to_rest(&mut self, pace: &Pace) -> SvfCoeffs<f32x4> {
        self.refresh(pace);
        let [first, second] = &self.slots.of_each;
        let current = Slot::select(self.kinds.in_second(), second, first);
        let heard = current.flat().select(f32x4::ZERO, self.on.ends());
        self.svf.retain_ones(heard);
        self.idle = heard == f32x4::ZERO;
        SvfCoeffs::select(heard.simd_eq(f32x4::ONE), &current.tuning.coeffs, &SvfCoeffs::PASS)
    }

    /// Coefficients every frame.
    fn follow(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork) {
        self.refresh(pace);
        self.touch();
        let (frames, controls_move, blending) = (signal.len(), self.controls_move(), self.kinds.moving());
        let (slides, reshapes) = (self.frequency.moving(), self.gain_db.moving() || self.q.moving());
        // A lane is at rest in the frames in which every control has this value: whether neighbours move makes no difference then.
        let (resting_frequency, resting_q) = (self.frequency.target_octaves(), self.q.target_octaves());
        let resting_gain_db = self.gain_db.targets();
        let [frequency, gain_db, q, blend, on] = &mut work.cells;
        let frequency = self.frequency.course(pace.glide, frames, frequency);
        let gain_db = self.gain_db.course(pace.glide, frames, gain_db);
        let q = self.q.course(pace.glide, frames, q);
        let in_second = self.kinds.in_second();
        let blend = self.kinds.course(pace.fade, frames, blend);
        let on = self.on.course(pace.fade, 0.0, 1.0, frames, on);

        let [first, second] = &self.slots.of_each;
        let slots = [*first, *second, Slot::select(in_second, second, first)];
        let [first, second, current] = [0, 1, 2];
        let flat = slots[current].flat();
        let every = f32x4::ZERO.simd_eq(f32x4::ZERO);
        let tangent = |i: usize| svf::tangent_under_way(frequency.quad(i), pace.sample_rate);
        let shape = |slot: usize, i: usize| slots[slot].recipes.under_way(gain_db.quad(i), q.quad(i));
        // What does not move is the same in every frame.
        let (tangent_at_first, shapes_at_first) = (tangent(0), [first, second, current].map(|slot| shape(slot, 0)));
        let at_target = |i: usize| {
            if !controls_move {
                return every;
            }
            frequency.quad(i).simd_eq(resting_frequency)
                & gain_db.quad(i).simd_eq(resting_gain_db)
                & q.quad(i).simd_eq(resting_q)
        };
        let tune = |slot: usize, at_target: f32x4, i: usize| {
            if !controls_move {
                return slots[slot].tuning;
            }
            let mut design = if reshapes { shape(slot, i) } else { shapes_at_first[slot] };
            design.g *= if slides { tangent(i) } else { tangent_at_first };
            Tuning::select(at_target, &slots[slot].tuning, &Tuning::under_way(design))
        };
        // What rests flat forgets, as it does when nobody moves.
        let heard = |resting: f32x4, i: usize| (flat & resting).select(f32x4::ZERO, on.quad(i));
        if blending {
            self.svf.follow(signal, |i| {
                let (at_target, way) = (at_target(i), blend.quad(i));
                let coeffs = Tuning::between(&tune(first, at_target, i), &tune(second, at_target, i), way);
                let arrived = way.simd_eq(f32x4::ZERO) | way.simd_eq(f32x4::ONE);
                (coeffs, heard(at_target & arrived, i))
            });
        } else {
            self.svf.follow(signal, |i| {
                let at_target = at_target(i);
                (tune(current, at_target, i).coeffs, heard(at_target, i))
            });
        }
    }

    /// Computes what rests anew in the lanes of which anything changed.
    #[optimize(size)]
    fn refresh(&mut self, pace: &Pace) {
        for lane in 0..LANES {
            let target = Target {
                sample_rate: pace.sample_rate,
                frequency: self.frequency.target(lane),
                gain_db: self.gain_db.target(lane),
                q: self.q.target(lane),
                kinds: self.kinds.slots(lane),
            };
            self.slots.refresh(lane, target);
        }
    }

    /// Four sleepers: what moves goes on in time.
    pub fn pass_time(&mut self, frames: usize, pace: &Pace, scratch: &mut Cell) {
        if !self.moving() {
            return;
        }
        self.touch();
        self.frequency.course(pace.glide, frames, scratch);
        self.gain_db.course(pace.glide, frames, scratch);
        self.q.course(pace.glide, frames, scratch);
        self.kinds.course(pace.fade, frames, scratch);
        self.on.course(pace.fade, 0.0, 1.0, frames, scratch);
    }

    /// At a grid point.
    pub fn settle(&mut self, quiet: Mask) {
        if self.idle {
            return;
        }
        self.frequency.settle();
        self.gain_db.settle();
        self.q.settle();
        self.kinds.settle();
        self.svf.settle(quiet);
        if !self.on.moving() {
            self.svf.retain_ones(self.on.ends());
        }
    }

    /// Whether a signal's switch rests at off.
    pub fn is_off(&self, lane: usize) -> bool {
        self.on.is_off(lane)
    }

    /// Signals of which nothing is remembered.
    pub fn at_rest(&self) -> Mask {
        self.svf.at_rest()
    }

    /// Some signals are forgotten.
    pub fn reset(&mut self, lanes: Mask) {
        self.svf.reset(lanes);
    }

    /// Glides, the blend and the switch of a lane end. Ramps go on.
    #[optimize(size)]
    pub fn land(&mut self, lane: usize) {
        self.touch();
        self.frequency.land(lane);
        self.gain_db.land(lane);
        self.q.land(lane);
        self.kinds.land(lane);
        self.on.land(lane);
    }

    /// Everything is where it is going.
    #[optimize(size)]
    pub fn snap(&mut self) {
        self.frequency.snap();
        self.gain_db.snap();
        self.q.snap();
        (0..LANES).for_each(|lane| self.land(lane));
    }

    /// Some lanes become those of `from`.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        self.touch();
        self.frequency.copy_lanes(&from.frequency, lanes);
        self.gain_db.copy_lanes(&from.gain_db, lanes);
        self.q.copy_lanes(&from.q, lanes);
        self.kinds.copy_lanes(&from.kinds, lanes);
        self.on.copy_lanes(&from.on, lanes);
        self.svf.copy_lanes(&from.svf, lanes);
    }
}
