//! The types of bands, each as a recipe: how corner, damping and mix follow from frequency, Q and gain.
//!
//! Source: R. Bristow-Johnson, Audio EQ Cookbook, which BiquadFilterNode follows, in A. Simper's mixes for the state-variable
//! filter ("Solving the continuous SVF equations using trapezoidal integration and equivalent currents"). Q is
//! BiquadFilterNode's for peaking and notch, bandpass and allpass: linear, `alpha = sin w / (2 Q)`. Shelves have the same alpha,
//! so Q = 1/√2 gives BiquadFilterNode's shelf (slope S = 1), and more overshoots.

use crate::exact;
use crate::poly;
use crate::svf::Design;
use megamixer_vectors::f32x4;

/// What a band does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BandType {
    /// Raises or lowers around its frequency.
    #[default]
    Peaking,
    /// Raises or lowers what is below its frequency.
    Lowshelf,
    /// Raises or lowers what is above its frequency.
    Highshelf,
    /// Takes its frequency out. Has no gain.
    Notch,
    /// Takes out all but its frequency, which passes at unity. Has no gain.
    Bandpass,
    /// Turns the phase around its frequency. Has no gain.
    Allpass,
}

impl BandType {
    /// Every type, by index.
    pub const ALL: [Self; 6] =
        [Self::Peaking, Self::Lowshelf, Self::Highshelf, Self::Notch, Self::Bandpass, Self::Allpass];

    /// The type of an index, in the order of [`BandType::ALL`]; peaking for what is none.
    pub fn from_index(index: u32) -> Self {
        Self::ALL.get(index as usize).copied().unwrap_or_default()
    }

    /// How a section becomes this type.
    const fn recipe(self) -> Recipe<f32> {
        let (g_power, k_power) = match self {
            Self::Peaking => (0.0, -2.0),
            Self::Lowshelf => (-1.0, 0.0),
            Self::Highshelf => (1.0, 0.0),
            Self::Notch | Self::Bandpass | Self::Allpass => (0.0, 0.0),
        };
        let none = [0.0; 3];
        let mix = match self {
            Self::Peaking => [none, [-1.0, 0.0, 1.0], none],
            Self::Lowshelf => [none, [-1.0, 1.0, 0.0], [-1.0, 0.0, 1.0]],
            Self::Highshelf => [[-1.0, 0.0, 1.0], [0.0, 1.0, -1.0], [1.0, 0.0, -1.0]],
            Self::Notch => [none, [-1.0, 0.0, 0.0], none],
            Self::Bandpass => [[-1.0, 0.0, 0.0], [1.0, 0.0, 0.0], none],
            Self::Allpass => [none, [-2.0, 0.0, 0.0], none],
        };
        Recipe { g_power, k_power, mix }
    }

    /// The section of this type for a tangent of half the corner's angle ([`crate::svf::tangent`]), a gain in dB and a Q.
    pub fn design(self, tangent: f64, gain_db: f32, q: f32) -> Design<f64> {
        let Recipe { g_power, k_power, mix } = self.recipe();
        let power = |power: f32| exact::exp2(f64::from(power) * f64::from(gain_db) * OCTAVES_PER_DB);
        let (a, k) = (power(2.0), power(k_power) / f64::from(q));
        let [input, band, low] = mix.map(|[one, a1, a2]| f64::from(one) + (f64::from(a1) + f64::from(a2) * a) * a);
        Design { g: tangent * power(g_power), k, mix: [input, k * band, low] }
    }
}

/// Octaves of √A in a decibel, where a shelf or a peak has the gain A² and A is `10^(dB / 40)`.
const OCTAVES_PER_DB: f64 = core::f64::consts::LOG2_10 / 80.0;

/// How a section follows from a gain: of one signal, or of four.
#[derive(Clone, Copy, Debug)]
struct Recipe<T> {
    /// The power of √A by which the tangent is multiplied.
    g_power: T,
    /// The power of √A by which 1 / Q is multiplied, which gives the damping.
    k_power: T,
    /// What is added to the input: of the input, of the band output in units of the damping, and of the low output; each as
    /// factors of 1, A and A².
    mix: [[T; 3]; 3],
}

/// The recipes of four bands.
#[derive(Clone, Copy, Debug)]
pub struct Recipes(Recipe<f32x4>);

impl Recipes {
    /// Four bands of one type.
    pub fn new(of_all: BandType) -> Self {
        let Recipe { g_power, k_power, mix } = of_all.recipe();
        let mix = mix.map(|terms| terms.map(f32x4::splat));
        Self(Recipe { g_power: f32x4::splat(g_power), k_power: f32x4::splat(k_power), mix })
    }

    /// Changes the type of one band.
    pub fn set(&mut self, lane: usize, of_one: BandType) {
        let from = of_one.recipe();
        self.0.g_power.as_mut_array()[lane] = from.g_power;
        self.0.k_power.as_mut_array()[lane] = from.k_power;
        for (to, from) in self.0.mix.as_flattened_mut().iter_mut().zip(from.mix.as_flattened()) {
            to.as_mut_array()[lane] = *from;
        }
    }

    /// Those of one in some lanes and of another elsewhere.
    pub fn select(mask: f32x4, Self(chosen): &Self, Self(other): &Self) -> Self {
        let pick = |a: f32x4, b: f32x4| mask.select(a, b);
        let mix = core::array::from_fn(|i| core::array::from_fn(|j| pick(chosen.mix[i][j], other.mix[i][j])));
        Self(Recipe { g_power: pick(chosen.g_power, other.g_power), k_power: pick(chosen.k_power, other.k_power), mix })
    }

    /// What gains in dB and Qs under way (as logarithms to base 2) give: sections of a tangent of 1.
    #[inline(never)]
    pub fn under_way(&self, gain_db: f32x4, q_octaves: f32x4) -> Design<f32x4> {
        let octaves = gain_db * f32x4::splat(OCTAVES_PER_DB as f32);
        let a = poly::exp2(octaves + octaves);
        let k = poly::exp2(self.0.k_power * octaves - q_octaves);
        let [input, band, low] = self.0.mix.map(|[one, a1, a2]| one + (a1 + a2 * a) * a);
        Design { g: poly::exp2(self.0.g_power * octaves), k, mix: [input, k * band, low] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svf;

    #[test]
    fn an_index_is_a_type_and_what_is_none_is_peaking() {
        for (index, kind) in BandType::ALL.into_iter().enumerate() {
            assert_eq!(BandType::from_index(index as u32), kind);
        }
        assert_eq!(BandType::from_index(6), BandType::Peaking);
        assert_eq!(BandType::from_index(u32::MAX), BandType::Peaking);
    }

    #[test]
    fn a_band_under_way_is_within_2e_6_of_the_one_at_rest() {
        let mut worst = 0.0f64;
        for kind in BandType::ALL {
            for (gain_db, q) in
                [(-24.0, 0.1), (-18.0, 3.0), (-0.1, 0.7), (0.0, 1.0), (7.0, 0.3), (18.0, 10.0), (24.0, 0.1)]
            {
                for frequency in [1.0f32, 20.0, 440.0, 5_000.0, 20_000.0, 30_000.0] {
                    let exact = kind.design(svf::tangent(frequency, 48_000.0), gain_db, q);
                    let [gain, octaves] = [gain_db, q.log2()].map(f32x4::splat);
                    let found = Recipes::new(kind).under_way(gain, octaves);
                    let tangent = svf::tangent_under_way(f32x4::splat(frequency.log2()), 48_000.0);
                    let one = |lanes: f32x4| f64::from(lanes.to_array()[3]);
                    // A mix is a difference: what counts is its error in the louder of what comes in and goes out.
                    let loudness = exact.mix.iter().fold(1.0, |largest: f64, mix| largest.max(mix.abs()));
                    worst = worst
                        .max((one(found.g * tangent) / exact.g - 1.0).abs())
                        .max((one(found.k) / exact.k - 1.0).abs());
                    for (found, exact) in found.mix.into_iter().zip(exact.mix) {
                        worst = worst.max((one(found) - exact).abs() / loudness);
                    }
                }
            }
        }
        assert!(worst < 2e-6, "{worst:e}");
    }
}
