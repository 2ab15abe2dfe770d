//! Ctrl-C, and being asked to end: noticed at the next bar, so that what was begun is taken away.

use crate::trouble::{Outcome, Trouble};
use std::sync::atomic::{AtomicBool, Ordering};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Listens from now on.
pub fn listen() -> Outcome<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed))
        .map_err(|error| Trouble::failed(format!("cannot listen to Ctrl-C: {error}")))
}

/// Trouble, once somebody wants it to stop.
pub fn check() -> Outcome<()> {
    if INTERRUPTED.load(Ordering::Relaxed) { Err(Trouble::interrupted()) } else { Ok(()) }
}
