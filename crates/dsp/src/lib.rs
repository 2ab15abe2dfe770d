//! THE SOUNDS. Units that have never heard of a console.
//!
//! Every unit works on vectors of four stereo signals side by side (see [`lanes`]), in stretches of at most one
//! grid cell. Arithmetic is strict: + - × ÷ √, compares and selects, which are the same on every
//! target; transcendentals come from [`exact`] alone.

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
