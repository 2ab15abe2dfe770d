//! The loudness meter against what was not written here: the signals of EBU Tech 3341 and 3342, and another meter.

mod behaviour;
#[path = "../common/mod.rs"]
mod common;
mod ebu_3341;
mod ebu_3342;
mod reference;
mod tones;
