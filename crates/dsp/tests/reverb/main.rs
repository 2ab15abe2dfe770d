//! How the reverb sounds, measured on what it answers to an impulse, noise and sines.

#[path = "../common/mod.rs"]
mod common;
mod controls;
mod measure;
mod room;
mod tail;
