//! The state-variable filter: a section of second order whose corner, damping and mix may change in every frame.
//!
//! Source: A. Simper (Cytomic), "Solving the continuous SVF equations using trapezoidal integration and equivalent
//! currents". Its integrators hold the signal's own band and low components, so that neither rounded coefficients nor rounded sums
//! hurt at low frequencies, where a biquad in single precision leaves errors of -60 dB; and their energy stays bounded
//! whatever corner and damping do, as long as both are positive.
//!
//! Written as increments, `v1 = i1 + c (v0 - i2 - (g + k) i1)`, it is exact to rounding where the corner is low: little is
//! added to much. Near Nyquist, where g is large, that would be a small difference of large numbers, to be multiplied by g (-90 dB
//! of error at 20 kHz); there `v1 = a i1 + c (v0 - i2)` takes over, lane by lane. The integrators mean the same in both forms.

use crate::exact;
use crate::lanes::{Frame, LANES, both};
use crate::mask::Mask;
use crate::poly;
use wide::f32x4;

/// The lowest corner, in Hz.
pub const LOWEST_HZ: f32 = 1.0;
/// The highest corner, as a part of the sample rate.
pub const HIGHEST: f32 = 0.49;
/// Above this g the second form is the more precise one; anything from 0.2 to 1 would do.
const STEEP: f32 = 0.5;

/// `tan(π f / rate)` for a corner in Hz, which is held between [`LOWEST_HZ`] and [`HIGHEST`].
pub fn tangent(frequency_hz: f32, sample_rate: f32) -> f64 {
    let rate = f64::from(sample_rate);
    let frequency = f64::from(frequency_hz).clamp(f64::from(LOWEST_HZ), f64::from(HIGHEST) * rate);
    exact::tan(core::f64::consts::PI * frequency / rate)
}

/// The same for corners under way, given as logarithms to base 2.
#[inline(always)]
pub fn tangent_under_way(octaves: f32x4, sample_rate: f32) -> f32x4 {
    let (low, high) = (f32x4::splat(LOWEST_HZ / sample_rate), f32x4::splat(HIGHEST));
    let part = poly::exp2(octaves) * f32x4::splat(1.0 / sample_rate);
    let part = part.simd_gt(low).select(part, low);
    poly::tan_pi(part.simd_lt(high).select(part, high))
}

/// What a section is to be: of one signal in `f64`, or of four in `f32x4`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design<T> {
    /// Tangent of half the corner's angle, above 0.
    pub g: T,
    /// Damping, 1 / Q, above 0.
    pub k: T,
    /// What is added to the input: of the input itself, of the band output, of the low output.
    pub mix: [T; 3],
}

impl Design<f32x4> {
    /// On the way from one to another: both are positive, so what lies between is stable.
    #[inline(always)]
    fn between(from: &Self, to: &Self, way: f32x4) -> Self {
        let blend = |a: f32x4, b: f32x4| a + (b - a) * way;
        let mix = core::array::from_fn(|i| blend(from.mix[i], to.mix[i]));
        Self { g: blend(from.g, to.g), k: blend(from.k, to.k), mix }
    }
}

/// What a section multiplies by: `v1 = keep i1 + e` with `e = c (v0 - i2 - lean i1)`, then `i1 = turn i1 + 2e` and `i2 += 2g v1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SvfCoeffs<T> {
    g2: T,
    c: T,
    lean: T,
    keep: T,
    turn: T,
    /// Of the input, of v1 and of i2, which with g v1 makes the low output.
    mix: [T; 3],
}

impl<T: Copy> SvfCoeffs<T> {
    #[inline(always)]
    fn with<O: Copy, U>(&self, other: &SvfCoeffs<O>, f: impl Fn(T, O) -> U) -> SvfCoeffs<U> {
        SvfCoeffs {
            g2: f(self.g2, other.g2),
            c: f(self.c, other.c),
            lean: f(self.lean, other.lean),
            keep: f(self.keep, other.keep),
            turn: f(self.turn, other.turn),
            mix: core::array::from_fn(|i| f(self.mix[i], other.mix[i])),
        }
    }
}

impl SvfCoeffs<f32x4> {
    /// What passes its input bit for bit and, starting at zero, remembers nothing.
    pub const PASS: Self = {
        let (zero, one) = (f32x4::ZERO, f32x4::ONE);
        Self { g2: zero, c: zero, lean: zero, keep: one, turn: one, mix: [zero; 3] }
    };

    /// Of one in some lanes and of another elsewhere.
    #[inline(always)]
    pub fn select(mask: f32x4, chosen: &Self, other: &Self) -> Self {
        chosen.with(other, |a, b| mask.select(a, b))
    }

    /// For both channels.
    #[inline(always)]
    pub fn spread(&self) -> SvfCoeffs<Frame> {
        self.with(self, |value, _| both(value))
    }

    /// Of four designs under way.
    #[inline(always)]
    fn under_way(design: &Design<f32x4>) -> Self {
        let (g, [input, band, low], one) = (design.g, design.mix, f32x4::ONE);
        let lean = g + design.k;
        let a = one / (one + g * lean);
        let gentle = Self { g2: g + g, c: g * a, lean, keep: one, turn: one, mix: [input, band + low * g, low] };
        let steep = g.simd_gt(f32x4::splat(STEEP));
        if steep.none() {
            return gentle;
        }
        Self {
            lean: steep.select(f32x4::ZERO, lean),
            keep: steep.select(a, one),
            turn: steep.select(a + a - one, one),
            ..gentle
        }
    }

    /// Of one design at rest, rounded once.
    fn set(&mut self, lane: usize, design: &Design<f64>) {
        let Design { g, k, mix: [input, band, low] } = *design;
        let a = 1.0 / (1.0 + g * (g + k));
        let mut values =
            SvfCoeffs { g2: 2.0 * g, c: g * a, lean: g + k, keep: 1.0, turn: 1.0, mix: [input, band + low * g, low] };
        if g as f32 > STEEP {
            [values.lean, values.keep, values.turn] = [0.0, a, 2.0 * a - 1.0];
            [values.g2, values.c] = factors(values.g2, values.c);
            // The band output is as much smaller as c is, and the low output is what it was.
            values.mix[1] *= values.g2 / (2.0 * g);
        }
        *self = self.with(&values, |mut lanes, value| {
            lanes.as_mut_array()[lane] = value as f32;
            lanes
        });
    }
}

/// Two numbers in single precision, close to two in double precision, whose product is as good as exact.
///
/// Near Nyquist 2gc is nearly 2, and the damping is in what it lacks: rounding both would leave errors of -107 dB in a steep shelf
/// at 19 kHz.
fn factors(a: f64, b: f64) -> [f64; 2] {
    let nearest = (a as f32).to_bits();
    let pairs = (nearest - 8..=nearest + 8).map(f32::from_bits).map(|near| [near, (a * b / f64::from(near)) as f32]);
    let error = |[near, other]: [f64; 2]| (near * other - a * b).abs();
    pairs
        .map(|pair| pair.map(f64::from))
        .fold([a, f64::INFINITY], |best, pair| if error(pair) < error(best) { pair } else { best })
}

impl SvfCoeffs<Frame> {
    /// Whether any lane takes the form for corners near Nyquist.
    pub(crate) fn any_steep(&self) -> bool {
        self.keep != Frame::ONE
    }
}

/// Four sections as designed, with what they multiply by.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    design: Design<f32x4>,
    /// What the sections multiply by.
    pub coeffs: SvfCoeffs<f32x4>,
}

impl Tuning {
    /// Four sections that are yet to be set.
    pub const fn new() -> Self {
        let design = Design { g: f32x4::ONE, k: f32x4::ONE, mix: [f32x4::ZERO; 3] };
        Self { design, coeffs: SvfCoeffs::PASS }
    }

    /// Tunes one section: computed in double precision, rounded once.
    pub fn set(&mut self, lane: usize, design: &Design<f64>) {
        self.coeffs.set(lane, design);
        let Design { g, k, mix: [m0, m1, m2] } = &mut self.design;
        for (to, value) in [g, k, m0, m1, m2].into_iter().zip([design.g, design.k].into_iter().chain(design.mix)) {
            to.as_mut_array()[lane] = value as f32;
        }
    }

    /// The sections that add nothing to their input.
    pub fn flat(&self) -> f32x4 {
        let [input, band, low] = self.coeffs.mix.map(|mix| mix.simd_eq(f32x4::ZERO));
        input & band & low
    }

    /// Of sections under way, for this frame.
    #[inline(always)]
    pub fn under_way(design: Design<f32x4>) -> Self {
        Self { design, coeffs: SvfCoeffs::under_way(&design) }
    }

    /// Of one in some lanes and of another elsewhere.
    #[inline(always)]
    pub fn select(mask: f32x4, chosen: &Self, other: &Self) -> Self {
        let pick = |a: f32x4, b: f32x4| mask.select(a, b);
        let (a, b) = (&chosen.design, &other.design);
        let mix = core::array::from_fn(|i| pick(a.mix[i], b.mix[i]));
        let design = Design { g: pick(a.g, b.g), k: pick(a.k, b.k), mix };
        Self { design, coeffs: SvfCoeffs::select(mask, &chosen.coeffs, &other.coeffs) }
    }

    /// On the way from one tuning (0) to another (1); exactly theirs at both ends.
    #[inline(always)]
    pub fn between(from: &Self, to: &Self, way: f32x4) -> SvfCoeffs<f32x4> {
        let blend = SvfCoeffs::under_way(&Design::between(&from.design, &to.design, way));
        let started = SvfCoeffs::select(way.simd_gt(f32x4::ZERO), &blend, &from.coeffs);
        SvfCoeffs::select(way.simd_lt(f32x4::ONE), &started, &to.coeffs)
    }
}

impl Default for Tuning {
    fn default() -> Self {
        Self::new()
    }
}

/// What four stereo sections remember.
#[derive(Clone, Copy, Default)]
pub struct Svf {
    i1: Frame,
    i2: Frame,
}

/// State below this is none: far below anything that can be heard, far above what is slow to compute.
const GONE: f32 = 1e-30;
/// The same after a cell of silence: -180 dBFS.
const QUIET: f32 = 1e-9;

impl Svf {
    /// One frame: what the sections add to their input.
    #[inline(always)]
    pub(crate) fn tick<const ANY_STEEP: bool>(&mut self, coeffs: &SvfCoeffs<Frame>, v0: Frame) -> Frame {
        let e = coeffs.c * ((v0 - self.i2) - coeffs.lean * self.i1);
        // Times one is the same and costs time.
        let (kept, turned) =
            if ANY_STEEP { (coeffs.keep * self.i1, coeffs.turn * self.i1) } else { (self.i1, self.i1) };
        let v1 = kept + e;
        let added = (coeffs.mix[0] * v0 + coeffs.mix[1] * v1) + coeffs.mix[2] * self.i2;
        self.i1 = turned + (e + e);
        self.i2 += coeffs.g2 * v1;
        added
    }

    /// A stretch with coefficients of its own for every frame, and how much of what they add is heard: 0 to 1. Lanes of
    /// which nothing is heard remember nothing.
    #[inline(always)]
    pub fn follow(&mut self, signal: &mut [Frame], mut at: impl FnMut(usize) -> (SvfCoeffs<f32x4>, f32x4)) {
        let mut svf = *self;
        for (i, frame) in signal.iter_mut().enumerate() {
            let (coeffs, heard) = at(i);
            let heard = both(heard);
            *frame += svf.tick::<true>(&coeffs.spread(), *frame) * heard;
            svf.retain(heard.simd_gt(Frame::ZERO));
        }
        *self = svf;
    }

    #[inline(always)]
    fn retain(&mut self, lanes: Frame) {
        self.i1 &= lanes;
        self.i2 &= lanes;
    }

    /// Lanes that are not 1 forget.
    pub fn retain_ones(&mut self, lanes: f32x4) {
        self.retain(both(lanes.simd_eq(f32x4::ONE)));
    }

    /// At a grid point: decaying state ends, earlier in lanes that had silence for a whole cell.
    pub fn settle(&mut self, quiet: Mask) {
        let size = |x: Frame, floor: f32| x.abs().simd_ge(Frame::splat(floor));
        // An integrator may pass zero while the other holds the energy, so in silence both end at once.
        let sounding = size(self.i1, QUIET) | size(self.i2, QUIET) | !quiet.frame();
        self.i1 &= size(self.i1, GONE) & sounding;
        self.i2 &= size(self.i2, GONE) & sounding;
    }

    /// Signals of which both channels remember nothing.
    pub fn at_rest(&self) -> Mask {
        let sounding = (!self.i1.simd_eq(Frame::ZERO) | !self.i2.simd_eq(Frame::ZERO)).to_bitmask();
        Mask::ALL.without(Mask(sounding | sounding >> LANES))
    }

    /// Some signals forget.
    pub fn reset(&mut self, lanes: Mask) {
        self.retain(!lanes.frame());
    }

    /// Some signals remember what those of `from` do.
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.frame();
        self.i1 = chosen.select(from.i1, self.i1);
        self.i2 = chosen.select(from.i2, self.i2);
    }
}
