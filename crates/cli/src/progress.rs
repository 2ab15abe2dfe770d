//! How far it is, on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// A bar where the length is known, a turning sign where it is not, and nothing where nobody looks.
pub struct Progress {
    bar: ProgressBar,
    sample_rate: u32,
}

impl Progress {
    /// Of something that takes so many frames, if that is known.
    pub fn new(what: &'static str, frames: Option<u64>, sample_rate: u32, quiet: bool) -> Self {
        // Hidden by itself where standard error is no terminal.
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(15) };
        let rate = u64::from(sample_rate);
        let bar = ProgressBar::with_draw_target(frames.map(|frames| frames / rate), target).with_prefix(what);
        let template = match frames {
            Some(_) => "{prefix:>9} [{bar:32}] {percent:>3} %  {msg}  {eta} left",
            None => "{prefix:>9} {spinner} {msg}",
        };
        bar.set_style(ProgressStyle::with_template(template).expect("a template").progress_chars("=> "));
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { bar, sample_rate }
    }

    /// So many frames are done.
    pub fn at(&self, frames: u64) {
        let seconds = frames as f64 / f64::from(self.sample_rate);
        self.bar.set_position(seconds as u64);
        self.bar.set_message(format!(
            "{}  {:.0} x real time",
            clock(seconds),
            seconds / self.bar.elapsed().as_secs_f64().max(1e-3)
        ));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Seconds as minutes and seconds.
pub fn clock(seconds: f64) -> String {
    let tenths = (seconds * 10.0).round() as u64;
    format!("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}
