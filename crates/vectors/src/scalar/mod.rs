//! One lane after the other. The names are those of `wide`, and there is what the engine uses of it.

#![allow(non_camel_case_types, reason = "the names are those of `wide`")]
#![cfg_attr(test, allow(dead_code, reason = "the tests compare what can go wrong"))]

mod floats;
mod integers;
mod pairs;
#[cfg(test)]
mod tests;

pub use floats::{f32x4, f32x8};
pub use integers::{i32x4, i32x8};
pub use pairs::f64x2;

/// The lane of a mask.
const fn ones_where(holds: bool) -> u32 {
    if holds { u32::MAX } else { 0 }
}
