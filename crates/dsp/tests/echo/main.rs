//! The delay effect of a bus, listened to.

#[path = "../common/clicks.rs"]
mod clicks;
#[path = "../common/mod.rs"]
mod common;
mod house;
mod motion;
mod player;
mod repeats;
