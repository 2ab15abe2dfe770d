//! `megamixer inspect`: what a session is, and all that is wrong with its files.

use crate::document::{self, Document};
use crate::progress::clock;
use crate::sound::SourceTape;
use crate::tell::say;
use crate::trouble::{Outcome, Trouble};
use megamixer_bounce::{Length, Source};
use std::path::Path;

/// Says what a session is.
pub fn run(path: &Path) -> Outcome<()> {
    let Document { session, folder, sample_rate } = document::read(path)?;
    let options = session.options;
    say(path.display())?;
    say(format_args!("  {} strips, {} buses, {sample_rate} Hz", options.strips, options.buses))?;
    match session.length {
        Length::Seconds(seconds) => say(format_args!("  {} long", clock(seconds)))?,
        Length::UntilSilent => say("  until it is silent")?,
    }
    let mut bad = 0;
    for source in &session.sources {
        match SourceTape::new(source, &folder, sample_rate) {
            Ok((tape, facts)) => {
                let resampled =
                    if facts.sample_rate == sample_rate { String::new() } else { format!(" → {sample_rate} Hz") };
                let (path, plays) = (tape.path().display(), plays(source));
                say(format_args!("  {}  {path}\n    {facts}{resampled}\n    {plays}", source.path))?;
            }
            Err(trouble) => {
                bad += 1;
                say(format_args!("  {trouble}"))?;
            }
        }
    }
    for ignored in &session.ignored {
        say(format_args!("  {ignored} is not known to this version, and ignored"))?;
    }
    match bad {
        0 => Ok(()),
        1 => Err(Trouble::input("one source cannot be played")),
        _ => Err(Trouble::input(format!("{bad} sources cannot be played"))),
    }
}

/// When a source plays, and where.
fn plays(source: &Source) -> String {
    let mut plays = format!("strip {}, from {}", source.strip + 1, clock(source.start_s));
    if source.offset_s > 0.0 {
        plays += &format!(", its first {} left out", clock(source.offset_s));
    }
    plays += &source.duration_s.map_or(String::new(), |seconds| format!(", for {}", clock(seconds)));
    if source.gain != 1.0 {
        plays += &format!(", gain {}", source.gain);
    }
    if source.looped { plays + ", looped" } else { plays }
}
