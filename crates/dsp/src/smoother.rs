//! The smoother of continuous controls, four side by side.
//!
//! Two equal one-poles in series: their sidebands fall fast enough that a jump of a fader leaves no zipper noise, which one
//! linear ramp does not. What is remembered is the distance still to go, not the value. A distance shrinks at every
//! sample rate, where a value that creeps up on its target stalls as soon as its steps fall below its precision.

use crate::exact;
use crate::lanes::{Cell, Frame, LANES, both, split};
use crate::mask::Mask;
use crate::ramp::{Ramp, Shape};
use megamixer_vectors::f32x4;

/// A control over a stretch of frames: what its gain is in each.
pub enum Course<'a> {
    /// The same throughout.
    Still(Frame),
    /// One value a frame.
    Moving(&'a [Frame]),
}

impl Course<'_> {
    /// The value in one frame of the stretch.
    #[inline(always)]
    pub fn at(&self, frame: usize) -> Frame {
        match *self {
            Self::Still(value) => value,
            Self::Moving(values) => values[frame],
        }
    }

    /// The same with one lane a signal.
    #[inline(always)]
    pub fn quad(&self, frame: usize) -> f32x4 {
        split(self.at(frame))[0]
    }

    /// Multiplies a stretch by the course.
    #[inline(always)]
    pub fn apply(&self, signal: &mut [Frame]) {
        if !matches!(*self, Course::Still(gain) if gain == Frame::ONE) {
            self.multiply(signal);
        }
    }

    #[inline(never)]
    fn multiply(&self, signal: &mut [Frame]) {
        match *self {
            Course::Still(gain) => signal.iter_mut().for_each(|frame| *frame *= gain),
            Course::Moving(gains) => signal.iter_mut().zip(gains).for_each(|(frame, gain)| *frame *= *gain),
        }
    }
}

/// A continuous control of four signals, whatever it remembers between its targets.
pub trait Control {
    /// Glides to `target` from wherever the control is now. The same target again changes nothing.
    fn glide_to(&mut self, lane: usize, target: f32);
    /// Ramps to `target` in `frames` frames and lands exactly: from `start`, to which the control glides meanwhile, or
    /// from wherever the control is now.
    fn ramp_to(&mut self, lane: usize, start: Option<f32>, target: f32, frames: u32);
    /// Ends a control's glide at once. A ramp goes on: its time was asked for.
    fn land(&mut self, lane: usize);
}

/// How fast smoothers settle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SmootherCoeffs {
    keep: f32,
    pass: f32,
}

/// Time constants until the step response of two equal one-poles is within 1 %: just above the root of
/// `(1 + x) e^-x = 0.01`, which is 6.638, so that rounding leaves it within.
const TIME_CONSTANTS_TO_SETTLE: f64 = 6.65;

impl SmootherCoeffs {
    /// For controls that are within 1 % of their step after `glide_s` seconds.
    pub fn new(glide_s: f32, sample_rate: f32) -> Self {
        let time_constant_frames = f64::from(glide_s) * f64::from(sample_rate) / TIME_CONSTANTS_TO_SETTLE;
        let keep = exact::exp(-1.0 / time_constant_frames) as f32;
        Self { keep, pass: 1.0 - keep }
    }
}

/// A distance below this is none: -150 dB of full scale, half a step of f32 at 1.
const LANDED: f32 = 1.0 / (1 << 25) as f32;

/// Four controls under way to their targets.
#[derive(Clone)]
pub struct Smoother {
    shape: Shape,
    target: f32x4,
    /// What each one-pole still has to go; the second is the output's.
    to_go: [f32x4; 2],
    ramps: [Option<Ramp>; LANES],
    moving: bool,
    /// The lowest and the highest value that anybody asked for, of controls that ramp from a start. Such a ramp may be over
    /// before the glide to its start is: the rest of that glide would lead beyond.
    span: Option<[f32x4; 2]>,
}

/// The span of controls that cannot leave it.
const ANYWHERE: [f32x4; 2] = [f32x4::splat(f32::NEG_INFINITY), f32x4::splat(f32::INFINITY)];

impl Smoother {
    /// Four controls that rest at `value`. Their ramps will take `shape`.
    pub fn new(shape: Shape, value: f32) -> Self {
        let (target, to_go) = (f32x4::splat(value), [f32x4::ZERO; 2]);
        Self { shape, target, to_go, ramps: [None; LANES], moving: false, span: None }
    }

    /// The value that a control glides or ramps to.
    pub fn target(&self, lane: usize) -> f32 {
        self.target.to_array()[lane]
    }

    /// The values that four resting controls have.
    pub fn targets(&self) -> f32x4 {
        self.target
    }

    /// Whether any control is under way.
    pub fn moving(&self) -> bool {
        self.moving
    }

    /// Which controls are under way.
    pub fn moving_lanes(&self) -> Mask {
        let glides = !(self.to_go[0].simd_eq(f32x4::ZERO) & self.to_go[1].simd_eq(f32x4::ZERO));
        (0..LANES).fold(Mask::of(glides), |lanes, lane| lanes.with(lane, lanes.has(lane) || self.ramps[lane].is_some()))
    }

    /// What a control glides to: its target, or where its ramp has come to.
    fn heading(&self, lane: usize) -> f32 {
        self.ramps[lane].map_or(self.target(lane), |ramp| ramp.value())
    }

    /// Puts every control on its target at once, also those that ramp.
    #[inline(never)]
    #[optimize(size)]
    pub fn snap(&mut self) {
        self.ramps = [None; LANES];
        self.to_go = [f32x4::ZERO; 2];
        self.moving = false;
        self.span = None;
    }

    /// Puts a control `by` away from where it is; it glides back.
    #[optimize(size)]
    pub fn displace(&mut self, lane: usize, by: f32) {
        for to_go in &mut self.to_go {
            to_go.as_mut_array()[lane] -= by;
        }
        self.moving = true;
    }

    /// The controls over the next `frames` frames, written to `scratch` while any moves.
    #[inline]
    pub fn course<'a>(&mut self, coeffs: SmootherCoeffs, frames: usize, scratch: &'a mut Cell) -> Course<'a> {
        if !self.moving {
            return Course::Still(both(self.target));
        }
        let out = &mut scratch[..frames];
        self.travel(coeffs, out);
        Course::Moving(out)
    }

    #[inline(never)]
    fn travel(&mut self, coeffs: SmootherCoeffs, out: &mut [Frame]) {
        let (keep, pass) = (f32x4::splat(coeffs.keep), f32x4::splat(coeffs.pass));
        let [mut first, mut second] = self.to_go;
        for frame in out.iter_mut() {
            first *= keep;
            second = second * keep + first * pass;
            *frame = both(self.target - second);
        }
        self.to_go = [first, second];
        self.run_ramps(out);
        if let Some([low, high]) = self.span.map(|span| span.map(both)) {
            for frame in out.iter_mut() {
                let kept = frame.simd_lt(low).select(low, *frame);
                *frame = kept.simd_gt(high).select(high, kept);
            }
        }
    }

    /// Lanes that ramp glide to a target that moves.
    fn run_ramps(&mut self, out: &mut [Frame]) {
        for lane in 0..LANES {
            let Some(mut ramp) = self.ramps[lane] else { continue };
            let target = self.target(lane);
            let mut landed = false;
            for frame in out.iter_mut() {
                if landed {
                    break;
                }
                landed = ramp.advance();
                // Told frame by frame: what is left of a glide may vanish within a stretch, wherever that is cut.
                let glides_to = frame.as_array()[lane];
                let value = if glides_to == target { ramp.value() } else { glides_to + (ramp.value() - target) };
                frame.as_mut_array()[lane] = value;
                frame.as_mut_array()[lane + LANES] = value;
            }
            self.ramps[lane] = (!landed).then_some(ramp);
        }
    }

    /// Some controls become those of `from`, with all that is remembered of them.
    #[inline(never)]
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.quad();
        self.target = chosen.select(from.target, self.target);
        for (to_go, other) in self.to_go.iter_mut().zip(from.to_go) {
            *to_go = chosen.select(other, *to_go);
        }
        lanes.lanes().for_each(|lane| self.ramps[lane] = from.ramps[lane]);
        self.moving |= from.moving;
        if self.span.is_some() || from.span.is_some() {
            let (span, other) = (self.span.unwrap_or(ANYWHERE), from.span.unwrap_or(ANYWHERE));
            self.span = Some(core::array::from_fn(|end| chosen.select(other[end], span[end])));
        }
    }

    /// At a grid point: controls that are as good as there are put on their targets.
    #[inline]
    pub fn settle(&mut self) {
        if self.moving {
            self.come_to_rest();
        }
    }

    #[inline(never)]
    fn come_to_rest(&mut self) {
        for to_go in &mut self.to_go {
            *to_go = to_go.abs().simd_gt(f32x4::splat(LANDED)).select(*to_go, f32x4::ZERO);
        }
        let moving = self.moving_lanes();
        self.moving = moving.any();
        // Lane by lane: what a control may come to is no matter of its neighbours.
        let kept = moving.quad();
        let span = self.span.map(|span| core::array::from_fn(|end| kept.select(span[end], ANYWHERE[end])));
        self.span = span.filter(|_| self.moving);
    }
}

impl Smoother {
    /// A control that ramps from a start may also come to these.
    fn extend_span(&mut self, lane: usize, values: &[f32]) {
        let [low, high] = self.span.get_or_insert(ANYWHERE);
        let (low, high) = (&mut low.as_mut_array()[lane], &mut high.as_mut_array()[lane]);
        let anywhere = *low == f32::NEG_INFINITY;
        let ends = if anywhere { [values[0]; 2] } else { [*low, *high] };
        [*low, *high] = values.iter().fold(ends, |[low, high], value| [low.min(*value), high.max(*value)]);
    }

    /// Whether a control is kept to its span.
    fn spans(&self, lane: usize) -> bool {
        self.span.is_some_and(|[low, _]| low.to_array()[lane] != f32::NEG_INFINITY)
    }
}

impl Control for Smoother {
    #[inline(never)]
    #[optimize(size)]
    fn glide_to(&mut self, lane: usize, target: f32) {
        if self.spans(lane) {
            self.extend_span(lane, &[target]);
        }
        let step = target - self.heading(lane);
        self.ramps[lane] = None;
        self.target.as_mut_array()[lane] = target;
        for to_go in &mut self.to_go {
            to_go.as_mut_array()[lane] += step;
        }
        self.moving = true;
    }

    #[optimize(size)]
    fn ramp_to(&mut self, lane: usize, start: Option<f32>, target: f32, frames: u32) {
        let (heading, now) = (self.heading(lane), self.heading(lane) - self.to_go[1].to_array()[lane]);
        let from = start.unwrap_or(now);
        if self.spans(lane) {
            self.extend_span(lane, &[from, target]);
        } else if from != heading && start.is_some() {
            // On its way it may come by where it was going.
            self.extend_span(lane, &[now, heading, from, target]);
        }
        self.glide_to(lane, from);
        if start.is_none() {
            self.land(lane);
        }
        self.target.as_mut_array()[lane] = target;
        if from != target {
            self.ramps[lane] = Some(Ramp::new(self.shape, from, target, frames));
            self.moving = true;
        }
    }

    #[inline(never)]
    fn land(&mut self, lane: usize) {
        for to_go in &mut self.to_go {
            to_go.as_mut_array()[lane] = 0.0;
        }
        // At once, and not at the next grid point: what rests is exactly where it is, also where its way there is rounded.
        let moving = self.moving_lanes();
        self.moving = moving.any();
        self.span = self.span.filter(|_| self.moving);
        if let Some(span) = self.span.as_mut().filter(|_| !moving.has(lane)) {
            // Also where a neighbour still moves.
            span.iter_mut()
                .zip(ANYWHERE)
                .for_each(|(end, anywhere)| end.as_mut_array()[lane] = anywhere.as_array()[lane]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{CELL_FRAMES, SILENCE};

    fn run(smoother: &mut Smoother, coeffs: SmootherCoeffs, frames: usize) -> Vec<f32> {
        let mut values = Vec::new();
        let mut scratch = SILENCE;
        for _ in 0..frames / CELL_FRAMES {
            match smoother.course(coeffs, CELL_FRAMES, &mut scratch) {
                Course::Still(value) => values.extend([value.to_array()[0]; CELL_FRAMES]),
                Course::Moving(course) => values.extend(course.iter().map(|frame| frame.to_array()[0])),
            }
            smoother.settle();
        }
        values
    }

    #[test]
    fn a_control_is_within_one_percent_after_its_glide_and_lands_exactly() {
        for (glide_s, sample_rate) in [(0.02, 48_000.0), (0.02, 8_000.0), (0.1, 44_100.0), (0.02, 768_000.0)] {
            let coeffs = SmootherCoeffs::new(glide_s, sample_rate);
            let mut smoother = Smoother::new(Shape::Linear, 1.0);
            smoother.glide_to(0, 0.25);
            let values = run(&mut smoother, coeffs, (sample_rate * glide_s * 5.0) as usize);
            let at_glide = (glide_s * sample_rate) as usize;
            assert!((values[at_glide] - 0.25).abs() <= 0.0075, "{}", values[at_glide]);
            assert!((values[at_glide * 9 / 10] - 0.25).abs() > 0.0075);
            assert_eq!(values.last(), Some(&0.25));
            assert!(!smoother.moving());
        }
    }

    #[test]
    fn the_same_target_twice_changes_nothing() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        let [mut once, mut twice] = [Smoother::new(Shape::Linear, 1.0), Smoother::new(Shape::Linear, 1.0)];
        [&mut once, &mut twice].into_iter().for_each(|smoother| smoother.glide_to(0, 0.0));
        assert_eq!(run(&mut once, coeffs, 320), run(&mut twice, coeffs, 320));
        twice.glide_to(0, 0.0);
        assert_eq!(run(&mut once, coeffs, 3_200), run(&mut twice, coeffs, 3_200));
    }

    #[test]
    fn a_ramp_takes_over_a_glide_without_a_jump_and_a_glide_a_ramp() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        let mut smoother = Smoother::new(Shape::Linear, 0.0);
        smoother.glide_to(0, 1.0);
        let mut values = run(&mut smoother, coeffs, 160);
        smoother.ramp_to(0, None, 0.0, 4_800);
        values.extend(run(&mut smoother, coeffs, 1_600));
        smoother.glide_to(0, 0.5);
        values.extend(run(&mut smoother, coeffs, 9_600));
        let largest_step = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        assert!(largest_step < 0.003, "{largest_step}");
        assert_eq!(values.last(), Some(&0.5));
    }

    #[test]
    fn a_ramp_from_a_start_glides_to_its_path_and_follows_it() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        let mut smoother = Smoother::new(Shape::Linear, 0.0);
        smoother.ramp_to(0, Some(1.0), 0.0, 48_000);
        let values = run(&mut smoother, coeffs, 48_000);
        assert!(values[0] < 0.01 && (values[12_000] - 0.75).abs() < 1e-4, "{}", values[12_000]);
        assert!(values.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.005));
        assert_eq!(values.last(), Some(&0.0));
    }

    #[test]
    fn a_ramp_that_is_over_before_the_glide_to_its_start_stays_within_what_was_asked_for() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        for (rest, start, target) in [(0.0, 1.0, 0.0), (1.0, 0.0, 1.0), (0.2, 1.0, 0.0), (0.5, 0.0, 0.6)] {
            let mut smoother = Smoother::new(Shape::Linear, rest);
            let mut values = Vec::new();
            for _ in 0..10 {
                smoother.ramp_to(0, Some(start), target, 48);
                values.extend(run(&mut smoother, coeffs, 64));
            }
            values.extend(run(&mut smoother, coeffs, 9_600));
            let span = rest.min(start).min(target)..=rest.max(start).max(target);
            assert!(values.iter().all(|value| span.contains(value)), "from {rest} by {start} to {target}");
            assert_eq!(values.last(), Some(&target));
            assert!(!smoother.moving() && smoother.span.is_none());
        }
    }

    #[test]
    fn neighbours_of_a_moving_control_do_not_move() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        let mut smoother = Smoother::new(Shape::Linear, 0.7);
        smoother.glide_to(1, 0.0);
        smoother.ramp_to(2, None, 0.0, 100);
        assert!(run(&mut smoother, coeffs, 320).iter().all(|value| *value == 0.7));
    }

    #[test]
    fn what_a_control_was_once_asked_for_is_forgotten_though_a_neighbour_still_moves() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        let last = |neighbour: bool| {
            let mut smoother = Smoother::new(Shape::Linear, 0.0);
            smoother.ramp_to(0, Some(1.0), 0.0, 48);
            if neighbour {
                smoother.ramp_to(1, None, 1.0, 96_000);
            }
            run(&mut smoother, coeffs, 9_600);
            // Again, and not as far: the rest of the glide to the start would lead below.
            smoother.ramp_to(0, Some(0.5), 0.2, 48);
            run(&mut smoother, coeffs, 9_600)
        };
        assert_eq!(last(false), last(true));
    }

    #[test]
    fn what_a_ramp_takes_over_from_is_forgotten_though_a_neighbour_still_moves() {
        let coeffs = SmootherCoeffs::new(0.02, 48_000.0);
        let last = |neighbour: bool| {
            let mut smoother = Smoother::new(Shape::Linear, 0.0);
            if neighbour {
                smoother.ramp_to(1, None, 1.0, 96_000);
            }
            smoother.ramp_to(0, Some(0.9), -0.1, 3_000);
            run(&mut smoother, coeffs, 128);
            smoother.ramp_to(0, None, 0.0, 3_600);
            run(&mut smoother, coeffs, 128);
            smoother.ramp_to(0, Some(-0.4), 0.1, 1_800);
            run(&mut smoother, coeffs, 9_600)
        };
        assert_eq!(last(false), last(true));
    }

    #[test]
    fn a_glide_that_vanishes_under_a_ramp_leaves_it_where_it_is_wherever_stretches_are_cut() {
        let coeffs = SmootherCoeffs::new(0.002, 3_000.0);
        let values = |stretch: usize| {
            let mut smoother = Smoother::new(Shape::Linear, 0.1);
            smoother.ramp_to(0, Some(3.577), 2.447, 166);
            let (mut values, mut scratch) = (Vec::new(), SILENCE);
            while values.len() < 2 * CELL_FRAMES {
                let course = smoother.course(coeffs, stretch, &mut scratch);
                values.extend((0..stretch).map(|frame| course.at(frame).to_array()[0]));
                if values.len() % CELL_FRAMES == 0 {
                    smoother.settle();
                }
            }
            values
        };
        assert_eq!(values(CELL_FRAMES), values(1));
    }
}
