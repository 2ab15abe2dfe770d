//! The equaliser against published formulas in double precision, and against the rules of its house.

#[path = "../common/mod.rs"]
mod common;
mod house;
mod player;
mod precision;
mod reference;
mod response;
mod sweep;
mod switch;
