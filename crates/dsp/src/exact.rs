//! Transcendentals in double precision, the same bits on every target: for coefficients and what rests; what moves every frame
//! has its polynomials in [`crate::poly`].
//!
//! Exponential and logarithm are those of `libm`, pure Rust. Its power of two and its sines would bring a table and the reduction
//! of huge angles, which every page would download and nobody needs. Angles are asked for in turns, whose reduction is exact.

use core::f64::consts::{FRAC_PI_2, LN_2, LOG2_E};

/// `e^x`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// The natural logarithm of `x`.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `2^x`, exact for whole numbers; what is beyond the normal numbers counts as the last of them.
#[inline(never)]
#[optimize(size)]
pub fn exp2(x: f64) -> f64 {
    let x = x.clamp(-1022.0, 1023.0);
    let whole = libm::round(x);
    let power = f64::from_bits(((whole as i64 + 1023) as u64) << 52);
    power * libm::exp((x - whole) * LN_2)
}

/// The logarithm of `x` to base 2.
pub fn log2(x: f64) -> f64 {
    libm::log(x) * LOG2_E
}

/// `sin(x · π/2)`.
///
/// Source: the Taylor series of sine and cosine, up to half a quarter turn.
#[inline(never)]
#[optimize(size)]
pub fn sin_quarter_turns(x: f64) -> f64 {
    let quarters = libm::round(x);
    let rest = x - quarters;
    let squared = rest * rest;
    let sum = |terms: &[f64; 9]| terms.iter().rev().fold(0.0, |sum, term| sum * squared + term);
    let size = if quarters as i64 % 2 == 0 { rest * sum(&SINE) } else { sum(&COSINE) };
    if (quarters as i64).rem_euclid(4) < 2 { size } else { -size }
}

/// `tan(π x)` for x of 0 to below 0.5.
pub fn tan_pi(x: f64) -> f64 {
    sin_quarter_turns(2.0 * x) / sin_quarter_turns(1.0 - 2.0 * x)
}

const SINE: [f64; 9] = series(1);
const COSINE: [f64; 9] = series(0);

/// The terms of the sine (from power 1) or the cosine (from power 0) of x quarter turns.
const fn series(first_power: usize) -> [f64; 9] {
    let (mut terms, mut term, mut i) = ([0.0; 9], if first_power == 1 { FRAC_PI_2 } else { 1.0 }, 0);
    while i < terms.len() {
        terms[i] = term;
        let power = first_power + 2 * i;
        term = -term * FRAC_PI_2 * FRAC_PI_2 / ((power + 1) * (power + 2)) as f64;
        i += 1;
    }
    terms
}

/// The gain of a level in decibels.
pub fn gain_from_db(level_db: f64) -> f64 {
    libm::exp(level_db * (core::f64::consts::LN_10 / 20.0))
}

/// Whole frames nearest to a time, at least one.
pub fn frames(time_s: f64, sample_rate: f64) -> u32 {
    libm::round(time_s * sample_rate).clamp(1.0, f64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sines_and_tangents_of_turns_are_within_4e_16_of_those_of_radians() {
        for i in -40_000..=40_000 {
            let x = f64::from(i) / 10_000.0;
            assert!((sin_quarter_turns(x) - (x * FRAC_PI_2).sin()).abs() < 4e-16 * x.abs().max(1.0), "{x}");
        }
        for i in 1..=4_900 {
            let x = f64::from(i) / 10_000.0;
            let wanted = (x * core::f64::consts::PI).tan();
            assert!((tan_pi(x) / wanted - 1.0).abs() < 1e-14, "{x}");
        }
    }

    #[test]
    fn whole_quarter_turns_and_whole_octaves_are_exact() {
        for (quarters, sine) in [(-1.0, -1.0), (0.0, 0.0), (1.0, 1.0), (2.0, 0.0), (3.0, -1.0), (4.0, 0.0)] {
            assert_eq!(sin_quarter_turns(quarters), sine);
        }
        for octaves in -1_022..=1_023 {
            assert_eq!(exp2(f64::from(octaves)), 2f64.powi(octaves));
        }
    }

    #[test]
    fn powers_and_logarithms_to_base_2_are_within_5e_16_of_those_of_the_system() {
        for i in -20_000..=20_000 {
            let x = f64::from(i) / 1_000.0;
            assert!((exp2(x) / x.exp2() - 1.0).abs() < 5e-16, "{x}");
            assert!((log2(x.exp2()) - x).abs() < 5e-16 * x.abs().max(1.0), "{x}");
        }
    }
}
