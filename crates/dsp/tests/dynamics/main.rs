//! How dynamics sound, against formulas in double precision, and whether they keep the rules of the house.

#[path = "../common/mod.rs"]
mod common;
mod compressor;
mod gate;
mod rig;
