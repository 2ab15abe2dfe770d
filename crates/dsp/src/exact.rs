//! Transcendentals, exactly: `libm`, pure Rust, in double precision, the same bits on every target. For coefficients and what
//! rests; what moves every frame has its polynomials in [`crate::poly`].

/// `e^x`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// The natural logarithm of `x`.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `2^x`.
pub fn exp2(x: f64) -> f64 {
    libm::exp2(x)
}

/// The logarithm of `x` to base 2.
pub fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// `tan(x)`, x in radians.
pub fn tan(x: f64) -> f64 {
    libm::tan(x)
}

/// `sin(x)`, x in radians.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// `cos(x)`, x in radians.
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// `sin(x · π/2)`.
pub fn sin_quarter_turns(x: f64) -> f64 {
    libm::sin(x * core::f64::consts::FRAC_PI_2)
}

/// The gain of a level in decibels.
pub fn gain_from_db(level_db: f64) -> f64 {
    libm::exp(level_db * (core::f64::consts::LN_10 / 20.0))
}

/// Whole frames nearest to a time, at least one.
pub fn frames(time_s: f64, sample_rate: f64) -> u32 {
    libm::round(time_s * sample_rate).clamp(1.0, f64::from(u32::MAX)) as u32
}
