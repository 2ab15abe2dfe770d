//! A band of the equaliser, for four stereo signals side by side.

use super::EqWork;
use super::kinds::Kinds;
use super::recipe::{BandType, Recipes};
use super::slots::{Slot, Slots, Target};
use crate::fade::Fade;
use crate::lanes::{Cell, Frame, LANES};
use crate::mask::Mask;
use crate::octaves::Octaves;
use crate::pace::Pace;
use crate::ramp::Shape;
use crate::smoother::{Control, Smoother};
use crate::svf::{self, Design, Rest, Section, SvfCoeffs};
use megamixer_vectors::f32x4;

/// One band, on or off, of any type.
#[derive(Clone)]
pub struct Band {
    frequency: Octaves,
    gain_db: Smoother,
    q: Octaves,
    kinds: Kinds,
    on: Fade,
    slots: Slots,
    /// Nothing moves, every lane rests, and nothing has been touched since.
    still: bool,
    /// Which lanes did not move at the last grid point and have not moved since.
    rested: Mask,
    /// Nothing moves, and every lane is off or flat.
    idle: bool,
    section: Section,
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
            still: false,
            rested: Mask::ALL,
            idle: true,
            section: Section::new(),
        }
    }

    /// Something may have changed.
    fn touch(&mut self) {
        self.still = false;
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

    /// Renders a stretch.
    pub(super) fn render(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork) {
        if self.idle {
            return;
        }
        if self.on.all_off() {
            self.section.reset(Mask::ALL);
            return self.pass_time(signal.len(), pace, &mut work.cells[0]);
        }
        if !self.still {
            self.sort_out(pace);
        }
        if self.section.resting() != Mask::ALL {
            self.follow(signal, pace, work);
        } else if !self.idle {
            self.section.run(signal);
        }
    }

    fn moving_lanes(&self) -> Mask {
        let controls = self.frequency.moving_lanes().or(self.gain_db.moving_lanes()).or(self.q.moving_lanes());
        controls.or(self.kinds.moving_lanes()).or(self.on.moving_lanes())
    }

    /// Who moves is under way until a grid point finds it at rest, whether or not anybody hears it.
    fn rouse(&mut self) {
        let moving = self.moving_lanes();
        self.rested = self.rested.without(moving);
        self.section.wake(moving);
    }

    /// Which lanes rest, and at what; those that are off or flat pass and forget. A lane comes to rest at a grid point, so that
    /// it makes no difference where stretches are cut.
    #[inline(never)]
    fn sort_out(&mut self, pace: &Pace) {
        self.refresh(pace);
        self.rouse();
        let [first, second] = &self.slots.of_each;
        let current = Slot::select(self.kinds.in_second(), second, first);
        let heard = current.flat().select(f32x4::ZERO, self.on.ends()).simd_eq(f32x4::ONE);
        self.section.reset(self.rested.without(Mask::of(heard)));
        self.section.come_to_rest(self.rested, &Rest::select(heard, &current.rest, &Rest::PASS));
        self.still = !self.moving() && self.section.resting() == Mask::ALL;
        self.idle = self.still && heard.none();
    }

    /// Coefficients every frame.
    fn follow(&mut self, signal: &mut [Frame], pace: &Pace, work: &mut EqWork) {
        let (frames, blending) = (signal.len(), self.kinds.moving());
        let (slides, reshapes) = (self.frequency.moving(), self.gain_db.moving() || self.q.moving());
        let EqWork { cells: [frequency, gain_db, q, blend, on], spare } = work;
        let frequency = self.frequency.course(pace.glide, frames, frequency);
        let gain_db = self.gain_db.course(pace.glide, frames, gain_db);
        let q = self.q.course(pace.glide, frames, q);
        let in_second = self.kinds.in_second();
        let blend = self.kinds.course(pace.fade, frames, blend);
        let on = self.on.course(pace.fade, 0.0, 1.0, frames, on);

        let [first, second] = &self.slots.of_each;
        let recipes = [first.recipes, second.recipes, Recipes::select(in_second, &second.recipes, &first.recipes)];
        let [first, second, current] = [0, 1, 2];
        let tangent = |i: usize| svf::tangent_under_way(frequency.quad(i), pace.sample_rate);
        let shape = |slot: usize, i: usize| recipes[slot].under_way(gain_db.quad(i), q.quad(i));
        // What does not move is the same in every frame.
        let (tangent_at_first, shapes_at_first) = (tangent(0), [first, second, current].map(|slot| shape(slot, 0)));
        let design = |slot: usize, i: usize| {
            let mut design = if reshapes { shape(slot, i) } else { shapes_at_first[slot] };
            design.g *= if slides { tangent(i) } else { tangent_at_first };
            design
        };
        if blending {
            self.section.follow(signal, spare, |i| {
                let design = Design::between(&design(first, i), &design(second, i), blend.quad(i));
                (SvfCoeffs::new(&design), on.quad(i))
            });
        } else if slides || reshapes {
            self.section.follow(signal, spare, |i| (SvfCoeffs::new(&design(current, i)), on.quad(i)));
        } else {
            let coeffs = SvfCoeffs::new(&design(current, 0));
            self.section.follow(signal, spare, |i| (coeffs, on.quad(i)));
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
        self.rouse();
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
        self.section.settle(quiet);
        if !self.still {
            let off = |lane: &usize| self.on.is_off(*lane);
            self.section.reset((0..LANES).filter(off).fold(Mask::default(), |lanes, lane| lanes.with(lane, true)));
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
        self.section.at_rest()
    }

    /// Some signals are forgotten.
    pub fn reset(&mut self, lanes: Mask) {
        self.section.reset(lanes);
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
        self.section.copy_lanes(&from.section, lanes);
        self.rested = self.rested.without(lanes).or(from.rested.and(lanes));
    }
}
