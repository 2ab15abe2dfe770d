//! What is said: on a terminal, or wherever a shell sends it.

use crate::trouble::{Outcome, Trouble, spoken};
use core::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// Says something on standard output. That nobody listens any longer, as `head` does after some lines, is no trouble.
pub fn say(text: impl Display) -> Outcome<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Trouble::failed(format!("standard output cannot be written: {}", spoken(&error))))
        }
        _ => Ok(()),
    }
}

/// Says something on standard error. There is nowhere to say that this cannot be done.
pub fn warn(text: impl Display) {
    let _ = writeln!(io::stderr(), "megamixer: {text}");
}
