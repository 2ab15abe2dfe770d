//! What tests of several units share. Each uses a part of it.
#![allow(dead_code)]

pub mod desk;
pub mod frames;
pub mod noise;

/// Frames per second, where a test does not try others.
pub const RATE: f32 = 48_000.0;
