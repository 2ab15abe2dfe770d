//! Logarithm, power and tangent of four numbers at once, by polynomial: for controls under way and for detectors, which
//! need them every frame. They are close, not exact; what rests is computed by [`crate::exact`].

use megamixer_vectors::{f32x4, i32x4};

/// Decibels in an octave of gain: `20 · log10(2)`.
pub const DB_PER_OCTAVE: f32 = 6.020_6;

/// The smallest number that [`log2`] tells from zero: -300 dB.
pub const LOG2_FLOOR: f32 = 1e-15;

/// The logarithm to base 2, within 3e-6; anything below [`LOG2_FLOOR`], also what is no number, counts as that.
///
/// Source: `ln((1 + s) / (1 - s)) = 2 (s + s³/3 + s⁵/5 + ...)`, with the mantissa between √½ and √2.
#[inline(always)]
pub fn log2(x: f32x4) -> f32x4 {
    let x = x.simd_gt(f32x4::splat(LOG2_FLOOR)).select(x, f32x4::splat(LOG2_FLOOR));
    // Adding the distance of 1 to √½ in bits makes the exponent round to the nearest octave.
    const HALF_ROOT: i32 = core::f32::consts::FRAC_1_SQRT_2.to_bits() as i32;
    const ONE: i32 = 1.0f32.to_bits() as i32;
    let bits: i32x4 = bytemuck::cast(x);
    let octave: i32x4 = (bits + i32x4::splat(ONE - HALF_ROOT)) >> 23;
    let mantissa: f32x4 = bytemuck::cast(bits - ((octave - i32x4::splat(127)) << 23));
    let s = (mantissa - f32x4::ONE) / (mantissa + f32x4::ONE);
    let s2 = s * s;
    let term = |power: f32| f32x4::splat(2.0 * core::f32::consts::LOG2_E / power);
    let series = ((term(7.0) * s2 + term(5.0)) * s2 + term(3.0)) * s2 + term(1.0);
    (octave - i32x4::splat(127)).round_float() + s * series
}

/// `2^x` for x of -126 to 126, within 3e-7 of it; what is beyond counts as that.
///
/// Source: the Taylor series of `e^(f ln 2)` for the distance f to the nearest whole number.
#[inline(always)]
pub fn exp2(x: f32x4) -> f32x4 {
    let (low, high) = (f32x4::splat(-126.0), f32x4::splat(126.0));
    let x = x.simd_gt(low).select(x, low);
    let x = x.simd_lt(high).select(x, high);
    // The sum has no bits left for fractions, so it rounds to a whole number, which stands in its lowest bits.
    const MAGIC: f32 = 12_582_912.0;
    let rounded = x + f32x4::splat(MAGIC);
    let fraction = x - (rounded - f32x4::splat(MAGIC));
    let whole: i32x4 = bytemuck::cast::<f32x4, i32x4>(rounded) - i32x4::splat(MAGIC.to_bits() as i32);
    let power: f32x4 = bytemuck::cast((whole + i32x4::splat(127)) << 23);
    const TERMS: [f32; 7] = {
        let (mut terms, mut term, mut i) = ([0.0; 7], 1.0f64, 0);
        while i < 7 {
            terms[i] = term as f32;
            term = term * core::f64::consts::LN_2 / (i + 1) as f64;
            i += 1;
        }
        terms
    };
    let series = TERMS.iter().rev().fold(f32x4::ZERO, |sum, term| sum * fraction + f32x4::splat(*term));
    series * power
}

/// `tan(π x)` for x of 0 to 0.49, within 1e-6 of it.
///
/// Source: `sin / cos`, each by its Taylor series over a quarter turn; beyond an eighth of a turn as the inverse of the
/// rest's.
#[inline(always)]
pub fn tan_pi(x: f32x4) -> f32x4 {
    let steep = x.simd_gt(f32x4::splat(0.25));
    let x = steep.select(f32x4::splat(0.5) - x, x);
    let x2 = x * x;
    let polynomial = |terms: [f32; 6]| terms.iter().rev().fold(f32x4::ZERO, |sum, term| sum * x2 + f32x4::splat(*term));
    let sine = x * polynomial(series(1));
    let cosine = polynomial(series(0));
    steep.select(cosine, sine) / steep.select(sine, cosine)
}

/// The terms of the sine (from power 1) or the cosine (from power 0) of π x.
const fn series(first_power: usize) -> [f32; 6] {
    let pi = core::f64::consts::PI;
    let (mut terms, mut term, mut i) = ([0.0; 6], if first_power == 1 { pi } else { 1.0 }, 0);
    while i < 6 {
        terms[i] = term as f32;
        let power = first_power + 2 * i;
        term = -term * pi * pi / ((power + 1) * (power + 2)) as f64;
        i += 1;
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worst(points: impl Iterator<Item = f32>, error: impl Fn(f32) -> f64) -> f64 {
        points.map(error).fold(0.0, f64::max)
    }

    fn one(f: impl Fn(f32x4) -> f32x4, x: f32) -> f64 {
        f64::from(f(f32x4::splat(x)).to_array()[2])
    }

    #[test]
    fn a_logarithm_is_within_3e_6_from_minus_300_to_plus_300_decibels() {
        let points = (0..200_000).map(|i| 10f32.powf((i as f32 / 100_000.0 - 1.0) * 14.9));
        let found = worst(points, |x| (one(log2, x) - f64::from(x).log2()).abs() / f64::from(x).log2().abs().max(1.0));
        assert!(found < 3e-6, "{found:e}");
    }

    #[test]
    fn what_has_no_logarithm_is_at_the_floor() {
        for x in [0.0, -1.0, 1e-30, f32::NAN, f32::NEG_INFINITY] {
            assert!((one(log2, x) - f64::from(LOG2_FLOOR).log2()).abs() < 1e-4);
        }
    }

    #[test]
    fn a_power_is_within_3e_7_of_itself() {
        let points = (0..200_000).map(|i| (i as f32 / 100_000.0 - 1.0) * 30.0);
        let found = worst(points, |x| (one(exp2, x) / f64::from(x).exp2() - 1.0).abs());
        assert!(found < 3e-7, "{found:e}");
        assert_eq!((one(exp2, 0.0), one(exp2, 3.0), one(exp2, -2.0)), (1.0, 8.0, 0.25));
        assert_eq!(one(exp2, f32::NEG_INFINITY), (-126f64).exp2());
    }

    #[test]
    fn a_tangent_is_within_1e_6_of_itself_up_to_0_49_of_the_sample_rate() {
        let points = (1..200_000).map(|i| i as f32 / 200_000.0 * 0.49);
        let found = worst(points, |x| (one(tan_pi, x) / (core::f64::consts::PI * f64::from(x)).tan() - 1.0).abs());
        assert!(found < 1e-6, "{found:e}");
        assert_eq!(one(tan_pi, 0.0), 0.0);
    }
}
