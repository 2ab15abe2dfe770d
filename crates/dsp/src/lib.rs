//! THE SOUNDS. Units that have never heard of a console.
//!
//! What every strip and bus has works on four stereo signals side by side in one vector (see [`lanes`]). What there is
//! only one of, or few, works on one stereo signal, left and right: the effects ([`echo`], [`reverb`]), the [`limiter`], and
//! the meters of an output ([`correlation`], [`loudness`], [`true_peak`]). All render stretches of at most one grid cell.
//!
//! Arithmetic is strict: + - × ÷ √, compares and selects, which are the same on every target; transcendentals come from
//! [`exact`], or as polynomials of those operations from [`poly`].

#![feature(optimize_attribute)]

pub mod align;
pub mod containment;
pub mod correlation;
pub mod dynamics;
pub mod echo;
pub mod eq;
pub mod exact;
pub mod fade;
pub mod lanes;
pub mod limiter;
pub mod loudness;
pub mod mask;
pub mod meter;
pub mod octaves;
pub mod pace;
pub mod pan;
pub mod poly;
pub mod ramp;
pub mod reverb;
pub mod smoother;
pub mod stereo;
pub mod sum;
pub mod svf;
pub mod tap;
pub mod true_peak;
