//! The vectors that the engine uses: those of the crate `wide`, or the same one lane after the other, for the backend in JavaScript.
//!
//! A comparison gives a mask: a lane of ones where it holds, which as a float is a NaN. JavaScript does not keep the bits of
//! a NaN, so there a lane has to be a whole number wherever it is kept, and a float only while it is calculated with. That is
//! all that differs: the tests compare every operation with `wide`, bit for bit.

#[cfg(any(test, all(target_arch = "wasm32", not(target_feature = "simd128"))))]
mod scalar;

#[cfg(all(target_arch = "wasm32", not(target_feature = "simd128")))]
pub use scalar::{f32x4, f32x8, f64x2, i32x4, i32x8};
#[cfg(not(all(target_arch = "wasm32", not(target_feature = "simd128"))))]
pub use wide::{f32x4, f32x8, f64x2, i32x4, i32x8};
