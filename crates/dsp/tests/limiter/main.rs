//! What the limiter lets through, and how its gain moves, judged by filters that it does not know.

mod ceiling;
#[path = "../common/mod.rs"]
mod common;
mod motion;
mod programmes;
#[path = "../common/true_peaks.rs"]
mod true_peaks;
