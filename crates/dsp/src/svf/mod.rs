//! Sections of second order, four stereo ones side by side: a state-variable filter whose corner, damping and mix may change in
//! every frame, and while nothing changes the same filter in a form that takes fewer operations.
//!
//! Source: A. Simper (Cytomic), "Solving the continuous SVF equations using trapezoidal integration and equivalent
//! currents". Its integrators hold the signal's own band and low components, so that their energy stays bounded
//! whatever corner and damping do, as long as both are positive. [`Rest`] is the form for what stands still.

mod design;
mod moving;
mod resting;
mod section;

pub use design::{Design, HIGHEST, LOWEST_HZ, tangent, tangent_under_way};
pub use moving::SvfCoeffs;
pub use resting::Rest;
pub use section::Section;
