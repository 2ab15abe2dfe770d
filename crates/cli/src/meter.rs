//! `megamixer meter`: what a sound file measures.

use crate::progress::Progress;
use crate::sound::Reader;
use crate::tell::say;
use crate::trouble::{Outcome, Trouble};
use crate::{interrupt, report};
use megamixer_bounce::{BAR_FRAMES, MixMeter};
use serde_json::json;
use std::path::Path;

/// Measures a file, and says what it measures. A mono file is one channel, as EBU R 128 has it, not two that are alike.
pub fn run(path: &Path, as_json: bool) -> Outcome<()> {
    let trouble = |error| Trouble::input(format!("{} {error}", path.display()));
    let mut reader = Reader::open(path).map_err(trouble)?;
    let mut facts = reader.facts().clone();
    let mut meter = MixMeter::new(facts.sample_rate as f32);
    let progress = Progress::new("measuring", facts.frames, facts.sample_rate, as_json);
    let (mut left, mut right) = ([0.0; BAR_FRAMES], [0.0; BAR_FRAMES]);
    let mut frames = 0;
    loop {
        interrupt::check()?;
        let read = reader.fill([&mut left, &mut right]).map_err(trouble)?;
        if facts.channels == 1 {
            right.fill(0.0);
        }
        meter.listen([&left[..read], &right[..read]]);
        frames += read as u64;
        progress.at(frames);
        if read < BAR_FRAMES {
            break;
        }
    }
    drop(progress);
    facts.frames = Some(frames);
    let measured = meter.report();
    if as_json {
        let document = json!({
            "file": path.display().to_string(),
            "format": facts.format,
            "sampleRate": facts.sample_rate,
            "channels": facts.channels,
            "frames": frames,
            "seconds": facts.seconds(),
            "loudness": report::loudness_json(&measured),
        });
        say(format_args!("{document:#}"))
    } else {
        let lines = report::loudness_lines(&measured);
        say(format_args!("{}\n{facts}\n{}", path.display(), lines.trim_end()))
    }
}
