//! What was done: told to whoever waited, and written down for programs.

use super::finish::Finished;
use crate::arguments::Render;
use crate::progress::clock;
use crate::report::{decimal, loudness_json};
use crate::tell::{say, warn};
use megamixer_bounce::{SampleFormat, Session};
use serde_json::{Value, json};
use std::time::Duration;

/// A mix that is written.
pub struct Summary<'a> {
    pub arguments: &'a Render,
    pub session: &'a Session,
    pub sample_rate: u32,
    /// Of the file.
    pub frames: u64,
    /// From the start of the session on, with what is before the range.
    pub mixed: u64,
    /// How long mixing has taken, and all of it.
    pub mixing: Duration,
    pub all: Duration,
    pub finished: Finished,
}

impl Summary<'_> {
    /// The report.
    pub fn json(&self) -> Value {
        let Finished { mix, normalised, clipped, stems } = &self.finished;
        json!({
            "file": self.arguments.output.display().to_string(),
            "frames": self.frames,
            "sampleRate": self.sample_rate,
            "seconds": self.seconds(self.frames),
            "format": format_name(self.arguments.format),
            "loudness": {
                "mix": loudness_json(mix),
                "file": loudness_json(normalised.as_ref().map_or(mix, |(_, report)| report)),
            },
            "normalised": normalised.as_ref().map(|(plan, _)| json!({
                "lufs": self.arguments.target.lufs,
                "truePeakDbtp": self.arguments.target.true_peak_db,
                "gainDb": plan.gain_db,
                "limited": plan.ceiling_db.is_some(),
                "reached": self.missed().is_none(),
            })),
            "clippedSamples": clipped,
            "stems": stems,
            "ignored": self.session.ignored,
            "threads": self.arguments.threads,
            "mixingSeconds": self.mixing.as_secs_f64(),
            "allSeconds": self.all.as_secs_f64(),
            "timesRealTime": self.times_real_time(),
        })
    }

    /// Says it on the terminal.
    pub fn tell(&self) {
        for ignored in &self.session.ignored {
            warn(format_args!("{ignored} is not known to this version, and was ignored"));
        }
        let clipped = self.finished.clipped;
        if clipped > 0 {
            warn(format_args!(
                "{clipped} samples were beyond full scale, and are cut there: turn the master down, or take --true-peak -1 or --format float"
            ));
        }
        let found = self.loudness();
        if let Some(wanted) = self.missed() {
            let found = decimal(found.integrated);
            warn(format_args!("the mix could not be brought to {wanted} LUFS: it is {found} LUFS"));
        }
        if !self.arguments.quiet {
            // It is written, whether or not this is heard.
            let _ = say(format_args!(
                "{} · {} · {} Hz · {} · {} LUFS · {} dBTP · {:.0} x real time on {}",
                self.arguments.output.display(),
                clock(self.seconds(self.frames)),
                self.sample_rate,
                format_name(self.arguments.format),
                decimal(found.integrated),
                decimal(found.true_peak_db),
                self.times_real_time(),
                if self.arguments.threads == 1 {
                    "1 thread".into()
                } else {
                    format!("{} threads", self.arguments.threads)
                },
            ));
        }
    }

    /// The loudness that was asked for, where the mix has another.
    fn missed(&self) -> Option<f64> {
        let target = self.arguments.target;
        target.lufs.filter(|_| !target.is_reached_by(self.loudness()))
    }

    fn loudness(&self) -> &megamixer_bounce::LoudnessReport {
        self.finished.normalised.as_ref().map_or(&self.finished.mix, |(_, report)| report)
    }

    fn seconds(&self, frames: u64) -> f64 {
        frames as f64 / f64::from(self.sample_rate)
    }

    fn times_real_time(&self) -> f64 {
        self.seconds(self.mixed) / self.mixing.as_secs_f64().max(1e-6)
    }
}

fn format_name(format: SampleFormat) -> &'static str {
    match format {
        SampleFormat::Int16 => "16 bit",
        SampleFormat::Int24 => "24 bit",
        SampleFormat::Float32 => "32-bit float",
    }
}
