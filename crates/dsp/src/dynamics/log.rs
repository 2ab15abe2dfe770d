//! From sizes to levels in octaves and back to gains, for loops that do both in every frame.
//!
//! These are [`crate::poly`]'s logarithm and power without what a detector cannot ask of them: it has no negative sizes, no
//! levels beyond ±126 octaves, and can do with a ten-thousandth of a decibel. Bits of floats that are not negative are in the
//! order of the floats, so their larger one is the larger whole number: one instruction, where a compare and a select are four.

use crate::poly::LOG2_FLOOR;
use megamixer_vectors::{f32x4, i32x4};

/// The larger of two sizes, neither below zero.
#[inline(always)]
pub fn larger_size(a: f32x4, b: f32x4) -> f32x4 {
    let (a, b): (i32x4, i32x4) = (bytemuck::cast(a), bytemuck::cast(b));
    bytemuck::cast(a.max(b))
}

/// The smaller of two sizes, neither below zero.
#[inline(always)]
pub fn smaller_size(a: f32x4, b: f32x4) -> f32x4 {
    let (a, b): (i32x4, i32x4) = (bytemuck::cast(a), bytemuck::cast(b));
    bytemuck::cast(a.min(b))
}

/// What of a number is above zero.
#[inline(always)]
pub fn positive(x: f32x4) -> f32x4 {
    bytemuck::cast(bytemuck::cast::<f32x4, i32x4>(x).max(i32x4::ZERO))
}

/// The level of a size of 0 to 2^126, in octaves, within 8e-6 of it or its own precision; below [`LOG2_FLOOR`] it is that.
///
/// `log2((1 + s) / (1 - s))` over s, as a line in s², with the mantissa between √½ and √2. It is exact at both of these, so that octaves
/// join, and where it is wrong by as much on either side of what lies between.
#[inline(always)]
pub fn level(size: f32x4) -> f32x4 {
    const HALF_ROOT: i32 = core::f32::consts::FRAC_1_SQRT_2.to_bits() as i32;
    const ONE: i32 = 1.0f32.to_bits() as i32;
    const LINE: [f32; 2] = [2.885_192_4, 0.985_867_86];
    let bits: i32x4 = bytemuck::cast(larger_size(size, f32x4::splat(LOG2_FLOOR)));
    let octave: i32x4 = ((bits + i32x4::splat(ONE - HALF_ROOT)) >> 23) - i32x4::splat(127);
    let mantissa: f32x4 = bytemuck::cast(bits - (octave << 23));
    let s = (mantissa - f32x4::ONE) / (mantissa + f32x4::ONE);
    let [start, slope] = LINE.map(f32x4::splat);
    octave.round_float() + s * (slope * (s * s) + start)
}

/// The gain of -126 to 126 octaves, within 5e-6 of itself; exactly 1 of none.
///
/// `2^f` as `1 + f · cubic(f)`, f the distance to the nearest whole number. It is exact at ±½, so that octaves join, and wrong by as little
/// as can be between.
#[inline(always)]
pub fn gain(octaves: f32x4) -> f32x4 {
    const MAGIC: f32 = 12_582_912.0;
    const TERMS: [f32; 4] = [0.693_113_3, 0.240_222_6, 0.055_973_78, 0.009_672_345];
    let rounded = octaves + f32x4::splat(MAGIC);
    let fraction = octaves - (rounded - f32x4::splat(MAGIC));
    // The exponent moves to its place, and what else is in the bits moves out of the number.
    let power: f32x4 = bytemuck::cast((bytemuck::cast::<f32x4, i32x4>(rounded) << 23) + i32x4::splat(127 << 23));
    let [first, second, third, fourth] = TERMS.map(f32x4::splat);
    let cubic = ((fourth * fraction + third) * fraction + second) * fraction + first;
    (cubic * fraction + f32x4::ONE) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(f: impl Fn(f32x4) -> f32x4, x: f32) -> f64 {
        f64::from(f(f32x4::splat(x)).to_array()[3])
    }

    #[test]
    fn a_level_and_a_gain_are_within_a_thousandth_of_a_decibel() {
        let (mut worst_level, mut worst_gain) = (0.0f64, 0.0f64);
        for i in 0..=180_000 {
            let level_db = f64::from(i) * 0.001 - 120.0;
            let size = 10f64.powf(level_db / 20.0) as f32;
            let found_db = one(level, size) * 20.0 * 2f64.log10();
            let error = (found_db - 20.0 * f64::from(size).log10()).abs();
            worst_level = if error <= worst_level { worst_level } else { error };
            let octaves = (level_db / 6.02) as f32;
            let error = (20.0 * (one(gain, octaves) / f64::from(octaves).exp2()).log10()).abs();
            worst_gain = if error <= worst_gain { worst_gain } else { error };
        }
        println!("level {worst_level:e} dB, gain {worst_gain:e} dB");
        assert!(worst_level < 1e-4 && worst_gain < 1e-4);
        assert_eq!((one(gain, 0.0), one(gain, -0.0), one(gain, 1e-9), one(gain, -3.0)), (1.0, 1.0, 1.0, 0.125));
    }

    #[test]
    fn octaves_join() {
        for octave in -60..60 {
            // Either side of √½ and of half an octave.
            let root = (f64::from(octave) + 0.5).exp2() as f32;
            let [below, above] = [root.next_down(), root.next_up()].map(|size| one(level, size));
            assert!((above - below).abs() < 5e-6, "{below} and {above}");
            let half = octave as f32 + 0.5;
            let [below, above] = [half.next_down(), half.next_up()].map(|octaves| one(gain, octaves));
            assert!((above / below - 1.0).abs() < 6e-6, "{below} and {above}");
        }
    }

    #[test]
    fn nothing_has_the_level_of_the_floor() {
        for size in [0.0, 1e-38, 1e-15] {
            assert!((one(level, size) - f64::from(LOG2_FLOOR).log2()).abs() < 1e-5);
        }
    }

    #[test]
    fn sizes_and_signs_compare_as_numbers_do() {
        let numbers = [0.0, 1e-30, 0.3, 1.0, 5e5];
        for a in numbers {
            for b in numbers {
                assert_eq!(one(|x| larger_size(x, f32x4::splat(b)), a), f64::from(a.max(b)));
                assert_eq!(one(|x| smaller_size(x, f32x4::splat(b)), a), f64::from(a.min(b)));
            }
            assert_eq!((one(positive, a), one(positive, -a)), (f64::from(a), 0.0));
        }
    }
}
